"""Well-known areas to compare with: a state, a country, the reader's own."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile
from pathlib import Path

import numpy as np
import pandas as pd
import pandera.pandas as pa
from babel.core import get_global, parse_locale

from whoholds.ground.errors import InputError, UnknownNameError
from whoholds.ground.tables import read_table, text_columns
from whoholds.words.text import Text

COMPARATORS_SCHEMA = pa.DataFrameSchema(
    {
        "comparator": pa.Column(str, pa.Check.str_matches(r"^[a-z0-9-]+$"), description="form.id"),
        "iso": pa.Column(str, pa.Check.str_matches(r"^([A-Z]{2})?$")),
        **text_columns("name"),
        "kind": pa.Column(str, pa.Check.isin(["country", "us_state", "other"])),
        "familiar": pa.Column(str, pa.Check.isin(["yes", "no"])),
        "measure": pa.Column(str, pa.Check.isin(["total", "land"])),
        "area_km2": pa.Column(float, pa.Check.gt(0)),
        **text_columns("source_note", bare=True),
    },
    unique=["comparator", "measure"],
    coerce=True,
    strict=True,
)


@dataclass(frozen=True)
class Comparison:
    """An area as a multiple of a well-known one.

    Attributes
    ----------
    ratio
        Area divided by the comparator's area: 0.986 means 98.6 %.
    comparator, name
        What it is compared with: its id and its name.
    measure, area_km2, source
        Which measure of it (total or land), how large that is in km2, and who says so.
    """

    ratio: float
    comparator: str
    name: Text
    measure: str
    area_km2: float
    source: Text


@dataclass(frozen=True, eq=False)
class Comparators:
    """The areas to compare with.

    Attributes
    ----------
    table
        Rows of geodata/comparators.csv (`COMPARATORS_SCHEMA`), one an area and measure.

    Examples
    --------
    >>> from whoholds.desk import opened
    >>> known = opened().country.comparators
    >>> round(known.compare(114_493, "ohio", "total").ratio, 3)
    0.986
    >>> [(one.measure, round(one.ratio, 3)) for one in known.compare_all(114_493, "ohio")]
    [('total', 0.986), ('land', 1.082)]
    >>> known.nearest(83_900).name["en"], known.nearest(112_000).name["en"]
    ('Austria', 'Bulgaria')
    """

    table: pd.DataFrame

    @cached_property
    def by_id(self) -> pd.DataFrame:
        """One row a comparator, indexed by its id: its names, kind and first measure."""
        return self.table.drop_duplicates("comparator").set_index("comparator")

    def compare(self, area_km2: float, comparator: str, measure: str = "total") -> Comparison:
        """Compare an area with a well-known one.

        Parameters
        ----------
        area_km2
            The area, in km2.
        comparator, measure
            A row of the table.

        Raises
        ------
        UnknownNameError
            When there is no such row.
        """
        table = self.table
        rows = table[(table["comparator"] == comparator) & (table["measure"] == measure)]
        if rows.empty:
            raise self._unknown(f"{comparator}, {measure}")
        return _comparison(area_km2, rows.iloc[0])

    def compare_all(self, area_km2: float, name: str) -> list[Comparison]:
        """Compare an area with every measure that there is of a well-known one.

        Parameters
        ----------
        area_km2
            The area, in km2.
        name
            Id of a comparator, or ISO 3166-1 alpha-2 code of a country, in either case.

        Raises
        ------
        UnknownNameError
            When the table has neither.
        """
        table = self.table
        named = (table["comparator"] == name.lower()) | (table["iso"] == (name.upper() or None))
        if not named.any():
            raise self._unknown(name)
        return [_comparison(area_km2, row) for _, row in table[named].iterrows()]

    def nearest(self, area_km2: float) -> Comparison:
        """Return the familiar area that an area is most alike, as a ratio.

        Rows of the table whose `familiar` is "no" are left out: the size of a country that few
        readers can picture says little.

        Parameters
        ----------
        area_km2
            Above 0, in km2.
        """
        table = self.table[self.table["familiar"] == "yes"]
        factor = np.abs(np.log(area_km2 / table["area_km2"].to_numpy()))
        return _comparison(area_km2, table.iloc[int(factor.argmin())])

    def of_locale(self, locale: str | None) -> int | None:
        """Find the country of a reader in the table.

        Parameters
        ----------
        locale
            Language tag as a browser gives it. One without a country stands for the country where
            most people with that language live (CLDR, likely subtags).

        Returns
        -------
        int or None
            Label of the country's row in the table; None where the tag is malformed or stands for
            no country of the table. Nothing is raised.

        Examples
        --------
        >>> from whoholds.desk import opened
        >>> known = opened().country.comparators
        >>> tags = ("en-GB", "de", "fr-CH")
        >>> [known.table.loc[known.of_locale(tag), "name_en"] for tag in tags]
        ['United Kingdom', 'Germany', 'Switzerland']
        >>> known.of_locale("uk") is known.of_locale("zz-top") is known.of_locale(None) is None
        True
        """
        table = self.table
        rows = table.index[(table["iso"] == _country(locale)) & (table["measure"] == "total")]
        return int(rows[0]) if len(rows) else None

    def _unknown(self, name: str) -> UnknownNameError:
        table = self.table
        familiar = sorted(set(table.loc[table["familiar"] == "yes", "comparator"]))
        return UnknownNameError.of(
            "comparator.unknown",
            "geodata/comparators.csv",
            name=name,
            familiar=tuple(familiar),
            count=int(table["comparator"].nunique()),
        )


def read_comparators(path: Path) -> Comparators:
    """Read a table of areas to compare with.

    Raises
    ------
    InputError
        When a row is malformed, or none is familiar.
    """
    table = read_table(path, COMPARATORS_SCHEMA)
    if not (table["familiar"] == "yes").any():
        raise InputError.of("no_familiar", str(path))
    return Comparators(table)


def _country(locale: str | None) -> str | None:
    """The country of a language tag, said or likely."""
    subtags = locale.replace("_", "-").split("-") if isinstance(locale, str) else []
    if not all(len(part) <= 8 and part.isascii() and part.isalnum() for part in subtags):
        return None
    # The first subtag of one letter begins the extensions, which Babel does not read.
    tag = "-".join(takewhile(lambda part: len(part) > 1, subtags))
    try:
        language, territory, script, *_ = parse_locale(tag, sep="-")
        if territory or language == "und":
            return territory
        likely = get_global("likely_subtags")
        found = likely.get(f"{language}_{script}") or likely.get(language)
        return parse_locale(found)[1] if found else None
    except ValueError:
        return None


def _comparison(area_km2: float, row: pd.Series) -> Comparison:
    size = float(row["area_km2"])
    name, source = (Text.of_row(row.to_dict(), column) for column in ("name", "source_note"))
    return Comparison(area_km2 / size, row["comparator"], name, row["measure"], size, source)
