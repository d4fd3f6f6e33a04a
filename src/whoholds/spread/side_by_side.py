"""The figures of several layers side by side: their ends, their spread, where pairs differ."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import pandas as pd

from whoholds.spread.likeness import likeness
from whoholds.spread.measured import KEY, Measured


@dataclass(frozen=True)
class Group:
    """Layers of near dates.

    Attributes
    ----------
    layers
        Two or more, by date and source.
    """

    layers: tuple[Measured, ...]

    @cached_property
    def table(self) -> pd.DataFrame:
        """The figures side by side.

        Returns
        -------
        pandas.DataFrame
            One row a quantity and region, in the order of the figures: quantity, region, unit; a
            column a layer, named by `Measured.label`; then lowest, highest, spread (in the row's
            unit) and spread_points (percentage points of the country, or of the region).
        """
        columns = self._side_by_side("value").fillna(0.0)
        whole = self._side_by_side("whole").bfill(axis="columns").iloc[:, 0]
        lowest, highest = columns.min(axis="columns"), columns.max(axis="columns")
        ends = pd.DataFrame({"lowest": lowest, "highest": highest, "spread": highest - lowest})
        ends["spread_points"] = ends["spread"] / whole * 100.0
        return pd.concat([columns, ends], axis="columns").reset_index()

    @cached_property
    def bands(self) -> pd.DataFrame:
        """Plus or minus of every figure: the rows and layer columns of `table`, None if unknown."""
        columns = self._side_by_side("band").astype(object)
        return columns.where(columns.notna(), None).reset_index()

    @cached_property
    def told_bands(self) -> pd.DataFrame:
        """The bands, None as well where one exceeds its figure: that is then only small."""
        result = self.bands.copy()
        for layer in self.layers:
            band = pd.to_numeric(result[layer.label])
            value = self.table[layer.label]
            result[layer.label] = result[layer.label].where(~((band >= value) & (value > 0)), None)
        return result

    def _side_by_side(self, what: str) -> pd.DataFrame:
        """One column of every layer's figures; what a layer holds nothing of is missing."""
        each = {layer.label: layer.figures[what] for layer in self.layers}
        keys = list(dict.fromkeys(key for column in each.values() for key in column.index))
        keys.sort(key=_rank)
        rows = pd.MultiIndex.from_tuples(keys, names=KEY)
        return pd.DataFrame({name: column.reindex(rows) for name, column in each.items()})

    @cached_property
    def pairs(self) -> pd.DataFrame:
        """Where each two layers differ: `spread.likeness` with columns first and second."""
        found = []
        for first, second in combinations(self.layers, 2):
            table = likeness(first.zones, second.zones)
            table.insert(0, "first", first.label)
            table.insert(1, "second", second.label)
            found.append(table)
        return pd.concat(found, ignore_index=True)


_ORDER = ("held", "held_official", "share", "residents", "holder", "change")


def _rank(key: tuple[str, str, str]) -> tuple[str, int, str]:
    """The country before the regions, and its figures in their own order."""
    quantity, region, _ = key
    return region, _ORDER.index(quantity.partition(":")[0]), quantity


# Grouping
