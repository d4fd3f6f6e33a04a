"""The preflight report on tables and files, every fault at once."""
