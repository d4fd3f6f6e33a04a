"""The figures of one control layer, keyed so that those of another can stand beside them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pandas as pd

from whoholds.figures.areas import by_change, by_holder, headline
from whoholds.figures.people import people_of
from whoholds.proposals.evaluation import Evaluation
from whoholds.zones.bands import bands
from whoholds.zones.partition import Zones

KEY = ["quantity", "region", "unit"]


@dataclass(frozen=True, eq=False)
class Measured:
    """The figures of one layer.

    Attributes
    ----------
    zones
        The partition by the layer.
    figures
        Indexed by quantity, region ("" for the country) and unit (km2, percent or people), with
        columns value, band (plus or minus; None where it is not known) and whole (what 100 % is).
    """

    zones: Zones
    figures: pd.DataFrame

    @property
    def name(self) -> tuple[dt.date, str]:
        """Date and source: what tells one layer from another."""
        return self.zones.control.date, self.zones.control.source

    @property
    def label(self) -> str:
        """Date and source in one text, for the head of a column."""
        return f"{self.name[0].isoformat()}, {self.name[1]}"

    @property
    def is_claimed(self) -> bool:
        """Whether the layer draws what a side claims, which is no reading of what is held."""
        return self.zones.control.kind == "claimed"


def measure(zones: Zones, evaluation: Evaluation | None = None, people: bool = False) -> Measured:
    """Take the figures of a layer that are compared.

    Parameters
    ----------
    zones
        From `whoholds.zones.partition.partition`.
    evaluation
        A proposal on these zones, for what it would change.
    people
        Whether to count the pre-war residents of what is held, too.

    Examples
    --------
    >>> from whoholds.desk import baseline_zones
    >>> figures = measure(baseline_zones()).figures
    >>> f"{figures.loc[('share', '', 'percent'), 'value']:.1f}"
    '19.0'
    """
    rows = [*_country(zones), *(_proposed(evaluation) if evaluation else [])]
    if people:
        count = people_of(zones, zones.is_held)
        everybody = float(zones.boundaries.regions["population"].sum())
        rows.append(("residents", "", "people", count.people, count.band, everybody))
    rows += _regions(zones)
    figures = pd.DataFrame(rows, columns=[*KEY, "value", "band", "whole"])
    figures["band"] = figures["band"].astype(object).where(figures["band"].notna(), None)
    return Measured(zones, figures.set_index(KEY))


Row = tuple[str, str, str, float, float | None, float]


def _country(zones: Zones) -> list[Row]:
    first = headline(zones)
    whole, official = first.denominator_km2, zones.boundaries.about.official_km2
    line = bands(zones, zones.table["held_by"], outline=False).get(zones.sides.holding.code)
    share_band = None if line is None else line / whole * 100.0
    return [
        ("held", "", "km2", first.area_km2, first.band_km2, whole),
        ("held_official", "", "km2", first.official_km2, first.band_km2, official),
        ("share", "", "percent", first.share * 100.0, share_band, 100.0),
    ]


def _proposed(evaluation: Evaluation) -> list[Row]:
    tables: dict[str, pd.DataFrame] = {
        "holder": by_holder(evaluation),
        "change": by_change(evaluation),
    }
    return [
        (f"{column}:{name}", "", "km2", float(area), band, evaluation.zones.boundaries.area_km2)
        for column, table in tables.items()
        for name, area, band in table[[column, "area_km2", "band_km2"]].itertuples(
            index=False, name=None
        )
    ]


def _regions(zones: Zones) -> list[Row]:
    held = zones.table[zones.is_held]
    groups = zones.table["region"].where(zones.is_held, "")
    band_of, line_of = bands(zones, groups), bands(zones, groups, outline=False)
    rows: list[Row] = []
    sums = held.groupby("region")["area_km2"].sum()
    for region, area in zip(sums.index, sums, strict=True):
        whole, band = float(zones.boundaries.regions["area_km2"][region]), band_of[region]
        line = line_of[region]
        share_band = None if line is None else line / whole * 100.0
        rows.append(("held", str(region), "km2", float(area), band, whole))
        rows.append(("share", str(region), "percent", area / whole * 100.0, share_band, 100.0))
    return rows
