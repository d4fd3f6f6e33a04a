"""The shipped conflict, as tests look at it: opened once, and read-only."""

from __future__ import annotations

from whoholds.desk import opened

CONFLICT = opened()
COUNTRY = CONFLICT.country
LINES = COUNTRY.lines
BASELINE = LINES.newest
