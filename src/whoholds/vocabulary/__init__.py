"""The closed words, and what the files of a conflict say of its sides, territory and terms."""
