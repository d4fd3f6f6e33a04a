"""Shapes in, numbers and shapes out: areas on the ellipsoid, lengths, buffers in km."""
