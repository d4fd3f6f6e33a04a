"""What an import did to a file, told in full."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass, field
from typing import Any

import pandas as pd

from whoholds.boundaries import TERRITORY_KM2
from whoholds.importers.remarks import Remark


@dataclass(frozen=True)
class ImportReport:
    """What was read, repaired, left out and measured.

    Attributes
    ----------
    file, form, date, source, kind
        The file, the form it was read as, and what the layer says of itself.
    read
        Features in the file.
    repaired, dropped
        One remark a feature, with the reason.
    notes
        What else a reader should know.
    drawn_km2
        Geodesic area of what is held, overlaps counted once, before it is clipped.
    stated_km2
        The area that the file itself gives for it, None where it gives none.
    overlap_km2
        What the file's polygons cover more than once.
    outside_km2
        What lies outside every region: sea, lagoons, the far side of the border. Not counted.
    slivers_km2, slivers_counted
        Thin strips between held land and the border, and whether they are counted as held.
    contested_km2
        What the file draws as contested or of unknown status, less what is held. Not counted.
    regions
        One row a region where something is held: region, name_en, geodesic_km2, area_km2,
        share_of_region.
    other_total
        geodesic_km2 and area_km2 with the slivers, where they are not counted; without them,
        where they are.
    """

    file: str
    form: str
    date: dt.date
    source: str
    kind: str
    read: int
    repaired: list[Remark]
    dropped: list[Remark]
    notes: list[str]
    drawn_km2: float
    stated_km2: float | None
    overlap_km2: float
    outside_km2: float
    slivers_km2: float
    slivers_counted: bool
    contested_km2: float
    regions: pd.DataFrame
    other_total: dict[str, float] = field(default_factory=dict)

    @property
    def geodesic_km2(self) -> float:
        """Area of the held polygons inside Ukraine."""
        return float(self.regions["geodesic_km2"].sum())

    @property
    def area_km2(self) -> float:
        """The headline: shares of the regions' polygons times the regions' official areas."""
        return float(self.regions["area_km2"].sum())

    def to_dict(self) -> dict[str, Any]:
        """Return the report as numbers, texts, lists and dictionaries, ready for JSON."""
        plain = {name: value for name, value in vars(self).items() if name != "regions"}
        return {
            **plain,
            "date": self.date.isoformat(),
            "repaired": [asdict(remark) for remark in self.repaired],
            "dropped": [asdict(remark) for remark in self.dropped],
            "denominator_km2": TERRITORY_KM2,
            "held": {
                "geodesic_km2": self.geodesic_km2,
                "area_km2": self.area_km2,
                "share": self.area_km2 / TERRITORY_KM2,
            },
            "regions": self.regions.to_dict("records"),
        }

    def to_table(self) -> pd.DataFrame:
        """Return the report but for the regions: columns what, found."""
        counted = "counted as held" if self.slivers_counted else "not counted"
        other = "without" if self.slivers_counted else "with"
        rows: list[tuple[str, str]] = [
            ("file", self.file),
            ("form", self.form),
            ("date", self.date.isoformat()),
            ("source", self.source),
            ("kind", self.kind),
            ("features read", str(self.read)),
            ("repaired", _count(self.repaired)),
            *[("", _line(remark)) for remark in self.repaired[:SHOWN]],
            ("dropped", _count(self.dropped)),
            *[("", _line(remark)) for remark in self.dropped[:SHOWN]],
            ("drawn", _km2(self.drawn_km2)),
            *([("stated in the file", _km2(self.stated_km2))] if self.stated_km2 else []),
            ("overlaps, counted once", _km2(self.overlap_km2)),
            ("outside Ukraine's regions, not counted", _km2(self.outside_km2)),
            (f"strips along the border, {counted}", _km2(self.slivers_km2)),
            ("contested, not counted", _km2(self.contested_km2)),
            ("held, polygon area", _km2(self.geodesic_km2)),
            ("held, by official areas", f"{_km2(self.area_km2)} = {_share(self.area_km2)}"),
            *(
                [(f"the same {other} the strips", f"{_km2(total)} = {_share(total)}")]
                if (total := self.other_total.get("area_km2"))
                else []
            ),
            *[("note", note) for note in self.notes],
        ]
        return pd.DataFrame(rows, columns=["what", "found"])


SHOWN = 20
"""Remarks of one sort that the table shows; the JSON has all."""


def _count(remarks: list[Remark]) -> str:
    more = f", the first {SHOWN}:" if len(remarks) > SHOWN else ""
    return f"{len(remarks):,} features{more}" if remarks else "nothing"


def _line(remark: Remark) -> str:
    changed = "" if remark.km2 is None else f" ({remark.km2:+,.2f} km2)"
    return f"feature {remark.feature}: {remark.reason}{changed}"


def _km2(value: float | None) -> str:
    return "" if value is None else f"{value:,.1f} km2"


def _share(value: float) -> str:
    return f"{value / TERRITORY_KM2:.2%} of {TERRITORY_KM2:,} km2"
