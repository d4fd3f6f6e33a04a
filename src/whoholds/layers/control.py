"""Control layers: dated, sourced polygons of what the holding side holds.

Those of a conflict are built from the waypoints in seeds/lines/ (`whoholds.layers.lines`); any
other comes from a file, by `whoholds.importers`. The line of contact is the edge of a control layer
inside the country: it is derived, never stored.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

import geopandas as gpd
from shapely.geometry.base import BaseGeometry

from whoholds.geometry.contact import contact
from whoholds.layers.boundaries import BoundaryLayer
from whoholds.layers.provenance import Provenance


@dataclass(frozen=True, eq=False)
class ControlLayer:
    """Territory that the holding side holds on a day; compared by identity.

    Attributes
    ----------
    held
        Valid polygon or multipolygon in EPSG:4326, inside the boundary layer's territory.
    legs
        The line of contact in pieces with column precision_km, for the bands of areas
        (`whoholds.zones.bands`); None where one precision is taken for the whole line, or none
        is known.
    provenance
        Where the layer is from.
    ground
        The boundary layer whose coast and border the layer meets as it should
        (`BoundaryLayer.ground`): no slivers are looked for between the two. "" where that is not
        known.

    Examples
    --------
    >>> import shapely
    >>> about = Provenance({"en": "A map"}, dt.date(2025, 8, 16))
    >>> ControlLayer(shapely.box(30, 48, 31, 49), None, about).kind
    'assessed'
    """

    held: BaseGeometry
    legs: gpd.GeoDataFrame | None
    provenance: Provenance
    ground: str = ""

    @property
    def date(self) -> dt.date:
        """The day that the layer describes."""
        return self.provenance.as_of

    @property
    def kind(self) -> str:
        """What sort of control is drawn; see `Provenance.kind`."""
        return self.provenance.kind

    @property
    def source(self) -> str:
        """One sentence about the source, in English."""
        return self.provenance.source["en"]

    @property
    def precision_km(self) -> float | None:
        """The one precision of the whole line; see `Provenance.precision_km`."""
        return self.provenance.precision_km

    def to_dict(self) -> dict[str, Any]:
        """Return what JSON says of the layer: its provenance, and precision_km, best and worst.

        Examples
        --------
        >>> import shapely
        >>> about = Provenance({"en": "A map"}, dt.date(2025, 8, 16), precision_km=2.0)
        >>> found = ControlLayer(shapely.box(30, 48, 31, 49), None, about).to_dict()
        >>> found["licence"], found["precision_km"]
        (None, [2.0, 2.0])
        """
        known = self.precision_range_km
        return {**self.provenance.to_dict(), "precision_km": [*known] if known else None}

    def telling(self, **changed: Any) -> ControlLayer:
        """Return the same shape and line with something else said of them (`Provenance`)."""
        return replace(self, provenance=replace(self.provenance, **changed))

    def without_legs(self, precision_km: float) -> ControlLayer:
        """Return the layer with one precision for its whole line."""
        about = replace(self.provenance, precision_km=precision_km)
        return replace(self, legs=None, provenance=about)

    def settled_with(self, boundaries: BoundaryLayer) -> ControlLayer:
        """Return the layer as it meets a coast and border: slivers stay as they are drawn."""
        return replace(self, ground=boundaries.ground)

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


def line_of_contact(layer: ControlLayer, boundaries: BoundaryLayer) -> BaseGeometry:
    """Derive the line of contact of a layer; see `whoholds.geometry.contact.contact`.

    Returns
    -------
    BaseGeometry
        MultiLineString (or LineString) in EPSG:4326.
    """
    return contact(layer.held, boundaries.territory)
