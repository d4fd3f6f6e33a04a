"""Files in, control layers and boundary layers out; nothing here downloads."""
