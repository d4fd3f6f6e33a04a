"""Folders to be published whole: a data package."""
