"""From bytes to features: what a file is, whether it is safe, and the readers behind that."""
