"""How much the readers take. What is larger is refused with its limit, never read by halves."""

from __future__ import annotations

from whoholds.ground.errors import InputError
from whoholds.words.saying import Note, Place

MAX_FILE_BYTES = 200_000_000
"""Largest file; for an archive, also the sum of what is in it."""

MAX_TEXT_BYTES = 100_000_000
"""Largest JSON or KML text, which takes some ten times its size in memory."""

MAX_VERTICES = 2_000_000
"""Most vertices in a layer: forty times the finest drawing of all of Ukraine's regions."""

MAX_FEATURES = 200_000
"""Most features in a layer; VIINA's 33,000 settlements are the largest that we know."""

MAX_DEPTH = 100
"""Deepest nesting of JSON or XML; a GeoJSON multipolygon needs nine levels."""

MAX_COLUMNS = 500
"""Most columns, or different names of properties, in a layer; VIINA's table by day has 1,500 days
and is bound by `MAX_TABLE_COLUMNS`."""

MAX_TABLE_COLUMNS = 5_000
"""Most columns in a table of text, which may have one a day."""

MAX_CROSSINGS = 20_000
"""Most crossings of a polygon's edges: repairing it takes a second, and four times as long for
twice as many."""

MAX_MEMBERS = 1_000
"""Most files in an archive."""

MAX_RATIO = 200
"""Strongest compression of a file in an archive; coordinates as text reach 10, zeros 1,000."""


def refuse_more_than(limit: int, found: int, unit: str, place: Place) -> None:
    """Raise `InputError` when `found` is above `limit`; `amount.UNIT` of words.csv counts.

    Examples
    --------
    >>> refuse_more_than(2, 1, "files", Place("layer.zip"))
    >>> refuse_more_than(2, 3, "files", Place("layer.zip"))
    Traceback (most recent call last):
        ...
    whoholds.ground.errors.InputError: the file is larger than whoholds reads
      where:    layer.zip
      expected: at most 2 files
      found:    3 files
      remedy:   simplify the map, or cut it to the country and to one day
    """
    if found > limit:
        most, much = (Note.of(f"amount.{unit}", count=count) for count in (limit, found))
        raise InputError.of("too_large", place, most=most, much=much)
