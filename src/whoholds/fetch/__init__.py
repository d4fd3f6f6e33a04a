"""Downloads. Network libraries are imported in this package alone, and nothing fetches unasked."""
