"""A conflict opened: what is known of it, handed to everything that works with it."""
