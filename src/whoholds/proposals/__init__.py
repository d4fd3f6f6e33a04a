"""The proposals: their files, the catalogue, what each says of every zone."""
