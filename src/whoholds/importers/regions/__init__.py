"""A person's own boundaries: which region is which, and whether they can be used."""
