"""One proposal whole, as plain data and as text."""
