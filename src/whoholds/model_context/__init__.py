"""Answers to language models over the Model Context Protocol."""
