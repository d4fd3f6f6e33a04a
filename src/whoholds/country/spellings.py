"""How files from elsewhere name the regions: codes of other lists, spellings, cities inside one."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pandera.pandas as pa

from whoholds.ground.tables import read_table
from whoholds.vocabulary.columns import region_column
from whoholds.vocabulary.territory import Territory


def spellings_schema(territory: Territory) -> pa.DataFrameSchema:
    """Return what the table of spellings must be."""
    words = pa.Check.str_matches(r"^[\w]*( [\w]+)*$")
    inside = pa.Check(
        lambda cells: (cells == "") | cells.str.match(territory.region), error="form.region"
    )
    return pa.DataFrameSchema(
        {
            "region": region_column(territory),
            "inside": pa.Column(
                str, inside, description="form.region", metadata={"example": territory.example}
            ),
            "codes": pa.Column(str, words, description="form.words"),
            "spellings": pa.Column(str, words, description="form.words"),
        },
        unique=["region"],
        coerce=True,
        strict=True,
    )


def read_spellings(path: Path, territory: Territory) -> pd.DataFrame:
    """Read how files from elsewhere name the regions.

    Parameters
    ----------
    path
        seeds/spellings.csv, or a file of its form.
    territory
        Whose regions they are.

    Returns
    -------
    pandas.DataFrame
        region; inside, the region that some files leave it in; codes, what other lists have in
        place of what follows the hyphen of its code; spellings of its name, in letters alone.
        Texts, the last two divided by spaces.

    Raises
    ------
    InputError
        When a row is malformed or a region stands in two rows.
    """
    return read_table(path, spellings_schema(territory))
