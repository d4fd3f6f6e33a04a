"""Control layers: dated, sourced polygons of the territory that Russia holds.

Two are shipped, built from the waypoints in seeds/lines/; any other comes from a file, by
`whoholds.importers`. The line of contact is the edge of a control layer inside Ukraine: it is
derived, never stored.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from functools import cache
from typing import Annotated, Literal

import geopandas as gpd
import numpy as np
import pydantic
import shapely
from babel.numbers import format_decimal
from shapely.geometry.base import BaseGeometry

from whoholds.geometry.areas import WGS84, geodesic_km
from whoholds.ground.entries import validate_model
from whoholds.ground.errors import UnknownNameError
from whoholds.ground.resources import seeds
from whoholds.ground.texts import read_toml
from whoholds.layers.boundaries import BoundaryLayer, load_boundaries
from whoholds.layers.rings import contact_legs, held_territory
from whoholds.layers.waypoints import read_line
from whoholds.words.reader import LOCALES, word

BASELINE_DATE = dt.date(2025, 8, 16)
"""Date of the control layer that figures use unless another is named."""

BORDER_MISMATCH_DEGREES = 0.02
"""Width up to which two drawings of one border differ: 1.5 km west to east, 2.2 km to the north.

The shipped borders run up to 1.4 km off the full 1:10m lines; see geodata/provenance.toml.
"""


class LineAbout(pydantic.BaseModel):
    """What the file beside the waypoints of a shipped line says of it, as far as a layer has it."""

    source: Annotated[str, pydantic.Field(min_length=1)]
    source_uk: Annotated[str, pydantic.Field(min_length=1)]
    kind: Literal["assessed", "claimed", "settlement"] = "assessed"


@dataclass(frozen=True)
class ControlLayer:
    """Territory that Russia holds on a date.

    Attributes
    ----------
    held
        Valid polygon or multipolygon in EPSG:4326, inside the boundary layer's territory.
    date
        The day that the layer describes, from its source and never from the clock.
    source
        One sentence for captions, in English.
    kind
        "assessed"; "claimed" where a side's claims are drawn; "settlement" where the polygons
        are made from the control of settlements.
    outside_km2
        What the file drew outside every region (coast, lagoons, the far side of the border) and
        was left out of `held`, geodesic km2.
    legs
        The line of contact in pieces with column precision_km, for the bands of areas
        (`whoholds.zones.bands`); None where one precision is taken for the whole line.
    precision_km
        That one precision; None where there are legs, or where none is known.
    source_uk
        The sentence in Ukrainian; "" where the layer has none.
    slivers
        "count" where thin strips between the layer and coast or border take the side of the land
        behind them (`whoholds.zones.slivers`), "leave" where they stay as the file draws them.
    fitted_to
        The boundary layer whose coast and border the layer meets exactly; None where that is not
        known, and strips are to be looked for.
    """

    held: BaseGeometry
    date: dt.date
    source: str
    kind: str = "assessed"
    outside_km2: float = 0.0
    legs: gpd.GeoDataFrame | None = None
    source_uk: str = ""
    precision_km: float | None = None
    slivers: str = "count"
    fitted_to: BoundaryLayer | None = field(default=None, compare=False, repr=False)

    def source_in(self, language: str) -> str:
        """Return the sentence about the source in a language; in English where it has no other.

        Examples
        --------
        >>> embedded_layer().source_in("uk").split()[:2]
        ['Власне', 'зведення']
        >>> ControlLayer(shapely.box(30, 48, 31, 49), BASELINE_DATE, "A file").source_in("uk")
        'A file'
        """
        return (self.source_uk if language == "uk" else "") or self.source

    @property
    def precision_range_km(self) -> tuple[float, float] | None:
        """The best and the worst precision along the line, km; None where none is known.

        Examples
        --------
        >>> embedded_layer().precision_range_km
        (1.0, 3.0)
        """
        if self.legs is not None and len(self.legs):
            known = self.legs["precision_km"]
            return float(known.min()), float(known.max())
        return None if self.precision_km is None else (self.precision_km, self.precision_km)

    def precision_in(self, language: str) -> str:
        """Say in a language how precise the line is taken to be; "" where that is not known.

        Examples
        --------
        >>> embedded_layer().precision_in("en")
        'The line is taken as precise to 1–3 km; bands cover about 95 % of cases.'
        """
        known = self.precision_range_km
        if known is None:
            return ""
        best, worst = (format_decimal(km, "0.##", locale=LOCALES[language]) for km in known)
        much = best if best == worst else f"{best}–{worst}"
        return word("line.precision", language).format(f"{much} {word('unit.km', language)}")

    def described_in(self, language: str) -> str:
        """Say where the layer is from and how precise its line is taken to be.

        Examples
        --------
        >>> ControlLayer(shapely.box(30, 48, 31, 49), BASELINE_DATE, "A file").described_in("en")
        'A file.'
        """
        source = self.source_in(language).removesuffix(".") + "."
        return f"{source} {self.precision_in(language)}".strip()


def embedded_dates() -> list[dt.date]:
    """Return the dates of the shipped control layers, oldest first.

    Examples
    --------
    >>> [date.isoformat() for date in embedded_dates()]
    ['2022-02-23', '2025-08-16']
    """
    return sorted(
        dt.date.fromisoformat(path.stem) for path in seeds("lines").glob("????-??-??.csv")
    )


@cache
def embedded_layer(date: dt.date = BASELINE_DATE) -> ControlLayer:
    """Build the shipped control layer of a date.

    Parameters
    ----------
    date
        One of `embedded_dates`.

    Raises
    ------
    UnknownNameError
        When no layer of that date is shipped.

    Examples
    --------
    >>> layer = embedded_layer(dt.date(2025, 8, 16))
    >>> layer.date.isoformat(), layer.kind
    ('2025-08-16', 'assessed')
    """
    path = seeds(f"lines/{date.isoformat()}.csv")
    if not path.is_file():
        raise UnknownNameError(
            f"no control layer of {date.isoformat()} is shipped",
            where=str(seeds("lines")),
            expected=", ".join(known.isoformat() for known in embedded_dates()),
            found=date.isoformat(),
            remedy="use one of these dates, or bring a layer of that day with --control FILE",
        )
    described = path.with_suffix(".toml")
    about = validate_model(LineAbout, read_toml(described), str(described))
    rows = read_line(path)
    return ControlLayer(
        held=held_territory(rows, load_boundaries(), where=str(path)),
        date=date,
        source=about.source,
        source_uk=about.source_uk,
        kind=about.kind,
        legs=contact_legs(rows, load_boundaries(), where=str(path)),
        fitted_to=load_boundaries(),
    )


def layer_frame(layer: ControlLayer) -> gpd.GeoDataFrame:
    """Return a control layer as a table of one row, ready to be written to a file.

    Returns
    -------
    geopandas.GeoDataFrame
        Columns held_by, date, source, kind, precision_km (one for the whole line, where any is
        known) and geometry in EPSG:4326.
    """
    precision = _one_precision(layer)
    return gpd.GeoDataFrame(
        {
            "held_by": ["RU"],
            "date": [layer.date.isoformat()],
            "source": [layer.source],
            "kind": [layer.kind],
            **({} if precision is None else {"precision_km": [precision]}),
        },
        geometry=[layer.held],
        crs=WGS84,
    )


def _one_precision(layer: ControlLayer) -> float | None:
    """A layer's precision in one number: of its legs the root mean square along the line, km."""
    if layer.legs is None or not len(layer.legs):
        return layer.precision_km
    length = geodesic_km(layer.legs.geometry)
    squares = layer.legs["precision_km"].to_numpy() ** 2
    return round(float(np.sqrt((length * squares).sum() / length.sum())), 2)


def line_of_contact(layer: ControlLayer, boundaries: BoundaryLayer) -> BaseGeometry:
    """Derive the line of contact: where held territory and the rest of Ukraine meet.

    A layer drawn against another border leaves slivers of the rest between itself and the border
    of `boundaries`; their edge is the border, not the line, and is left out.

    Returns
    -------
    BaseGeometry
        MultiLineString (or LineString) in EPSG:4326.
    """
    rest = boundaries.territory.difference(layer.held)
    shared = shapely.get_parts(layer.held.boundary.intersection(rest.boundary))
    lines = shared[shapely.get_type_id(shared) == shapely.GeometryType.LINESTRING]
    contact = shapely.intersection(shapely.multilinestrings(lines), _without_slivers(rest))
    return shapely.line_merge(contact) if contact.geom_type == "MultiLineString" else contact


def _without_slivers(rest: BaseGeometry) -> BaseGeometry:
    """The rest and a little around it, but for where it is thinner than a border mismatch.

    Shrunk by half that width, then grown by half as much again, so that corners are kept.
    """
    pieces = shapely.get_parts(rest)
    cores = shapely.buffer(pieces, -BORDER_MISMATCH_DEGREES / 2, quad_segs=4)
    return shapely.union_all(shapely.buffer(cores, 0.75 * BORDER_MISMATCH_DEGREES, quad_segs=4))
