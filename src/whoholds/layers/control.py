"""Control layers: dated, sourced polygons of the territory that Russia holds.

Those of a conflict are built from the waypoints in seeds/lines/ (`whoholds.layers.lines`); any
other comes from a file, by `whoholds.importers`. The line of contact is the edge of a control layer
inside Ukraine: it is derived, never stored.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

import geopandas as gpd
import numpy as np
import shapely
from babel.numbers import format_decimal

from whoholds.geometry.areas import WGS84, geodesic_km
from whoholds.layers.boundaries import BoundaryLayer
from whoholds.words.reader import LOCALES, word

BORDER_MISMATCH_DEGREES = 0.02
"""Width up to which two drawings of one border differ: 1.5 km west to east, 2.2 km to the north.

The shipped borders run up to 1.4 km off the full 1:10m lines; see geodata/provenance.toml.
"""


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

    held: shapely.Geometry
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
        >>> from whoholds.desk import control_layer
        >>> control_layer().source_in("uk").split()[:2]
        ['Власне', 'зведення']
        >>> day = dt.date(2025, 8, 16)
        >>> ControlLayer(shapely.box(30, 48, 31, 49), day, "A file").source_in("uk")
        'A file'
        """
        return (self.source_uk if language == "uk" else "") or self.source

    @property
    def precision_range_km(self) -> tuple[float, float] | None:
        """The best and the worst precision along the line, km; None where none is known.

        Examples
        --------
        >>> from whoholds.desk import control_layer
        >>> control_layer().precision_range_km
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
        >>> from whoholds.desk import control_layer
        >>> control_layer().precision_in("en")
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
        >>> day = dt.date(2025, 8, 16)
        >>> ControlLayer(shapely.box(30, 48, 31, 49), day, "A file").described_in("en")
        'A file.'
        """
        source = self.source_in(language).removesuffix(".") + "."
        return f"{source} {self.precision_in(language)}".strip()


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


def line_of_contact(layer: ControlLayer, boundaries: BoundaryLayer) -> shapely.Geometry:
    """Derive the line of contact: where held territory and the rest of Ukraine meet.

    A layer drawn against another border leaves slivers of the rest between itself and the border
    of `boundaries`; their edge is the border, not the line, and is left out.

    Returns
    -------
    shapely.Geometry
        MultiLineString (or LineString) in EPSG:4326.
    """
    rest = boundaries.territory.difference(layer.held)
    shared = shapely.get_parts(layer.held.boundary.intersection(rest.boundary))
    lines = shared[shapely.get_type_id(shared) == shapely.GeometryType.LINESTRING]
    contact = shapely.intersection(shapely.multilinestrings(lines), _without_slivers(rest))
    return shapely.line_merge(contact) if contact.geom_type == "MultiLineString" else contact


def _without_slivers(rest: shapely.Geometry) -> shapely.Geometry:
    """The rest and a little around it, but for where it is thinner than a border mismatch.

    Shrunk by half that width, then grown by half as much again, so that corners are kept.
    """
    pieces = shapely.get_parts(rest)
    cores = shapely.buffer(pieces, -BORDER_MISMATCH_DEGREES / 2, quad_segs=4)
    return shapely.union_all(shapely.buffer(cores, 0.75 * BORDER_MISMATCH_DEGREES, quad_segs=4))
