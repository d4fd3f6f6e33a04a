"""What the sections of the page depend on beside the evaluation."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from whoholds.proposals.catalogue import Catalogue
from whoholds.proposals.citations import Sources
from whoholds.words.numbers import SMALLEST_KM2
from whoholds.words.reader import Reader

NOTHING = "–"
"""What a cell says of which there is nothing."""


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


def only_said(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table without the columns that have nothing but dashes."""
    return table.loc[:, [not table[name].eq(NOTHING).all() for name in table.columns]]


def headed(word: str, unit: str) -> str:
    """Return the head of a column of figures: their unit stands there, and in no cell."""
    return f"{word}, {unit}"


def numbers(texts: list[str], unit: str) -> list[str]:
    """Return figures without the unit, which the head of their column says."""
    return [text.replace(unit, "").strip() for text in texts]


def areas_or_dash(values: pd.Series, reader: Reader) -> list[str]:
    """Return areas in km2 as text; what is nothing as a dash."""
    return [reader.area(value) if value >= SMALLEST_KM2 else NOTHING for value in values]
