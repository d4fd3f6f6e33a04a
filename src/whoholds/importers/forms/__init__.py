"""What a file's features say of who holds them, form of data by form of data."""
