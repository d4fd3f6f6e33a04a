"""What the sections of the page depend on beside the evaluation."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from whoholds.app.markdown import plain
from whoholds.proposals.catalogue import Catalogue
from whoholds.proposals.citations import Sources
from whoholds.words.numbers import SMALLEST_KM2
from whoholds.words.reader import Reader


@dataclass(frozen=True)
class Setting:
    """The catalogue, the reader's language ("en", "uk") and theme ("light", "dark")."""

    catalogue: Catalogue
    reader: Reader
    theme: str

    @property
    def sources(self) -> Sources:
        """What source ids refer to."""
        return self.catalogue.sources


def as_text(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table that Markdown shows as it is, its rows named by its first column."""
    shown = table.map(plain).rename(columns=plain)
    return shown.set_index(shown.columns[0])


def areas_or_dash(values: pd.Series, reader: Reader) -> list[str]:
    """Return areas in km2 as text; what is nothing as a dash."""
    return [reader.area(value) if value >= SMALLEST_KM2 else "–" for value in values]
