"""What the core returns as keys and numbers, in the words of a reader."""
