"""What was said of one proposal, in a reader's language."""

from __future__ import annotations

import pandas as pd

from whoholds.words.reader import Reader


def said_of(proposal: str, table: pd.DataFrame, reader: Reader) -> pd.DataFrame:
    """Pick what was said of one proposal from a table of reactions, in the order of the table.

    Parameters
    ----------
    proposal
        Its id.
    table
        Of the form of seeds/reactions.csv.
    reader
        In whose language.

    Returns
    -------
    pandas.DataFrame
        day (a day or month as text), who, role, said and source (ids); no row where nothing was
        found.
    """
    columns = {f"{column}_{reader.language}": column for column in ("who", "role", "said")}
    mine = table[table["proposal"] == proposal].rename(columns=columns)
    return mine[["day", "who", "role", "said", "source"]].reset_index(drop=True)
