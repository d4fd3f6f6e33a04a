"""A proposal as a report of a page or two, in PDF."""
