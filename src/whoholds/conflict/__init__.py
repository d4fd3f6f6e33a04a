"""The closed words for who holds and what changes."""
