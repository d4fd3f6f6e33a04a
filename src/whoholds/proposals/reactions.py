"""What was said of the proposals: who, in which role, when, in the project's words.

The table stands beside the catalogue: a row names a proposal, and no figure depends on it.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from pathlib import Path

import pandas as pd
import pandera.pandas as pa

from whoholds.ground.errors import UnknownNameError
from whoholds.ground.tables import list_ids, read_table, text_columns
from whoholds.proposals.citations import Sources, source_faults
from whoholds.words.saying import Place

_WORDS = pa.Check.str_length(min_value=1)

REACTIONS_SCHEMA = pa.DataFrameSchema(
    {
        "proposal": pa.Column(
            str, pa.Check.str_matches(r"^[a-z0-9-]+$"), description="form.proposal"
        ),
        "day": pa.Column(
            str,
            pa.Check.str_matches(r"^\d{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?$"),
            description="form.day_or_month",
        ),
        **text_columns("who", description="form.name"),
        **text_columns("role", description="form.role"),
        **text_columns("said", description="form.sentence"),
        "source": pa.Column(str, _WORDS, description="form.sources"),
    },
    unique=["proposal", "day", "who_en", "said_en"],
    coerce=True,
    strict=True,
)


def reaction_faults(
    table: pd.DataFrame, proposals: Container[str], sources: Sources, where: str
) -> Iterator[UnknownNameError]:
    """Yield an error for every row that names a proposal or source that does not exist.

    Parameters
    ----------
    table
        Rows of `REACTIONS_SCHEMA`.
    proposals, sources
        The ids that a row may name.
    where
        The file's name for messages.
    """
    rows = zip(table.index, table["proposal"], table["source"], strict=True)
    for position, proposal, cited in rows:
        line = Place(where, line=position + 2)
        if proposal not in proposals:
            place = line.at(column="proposal")
            yield UnknownNameError.of("reaction.proposal", place, name=proposal)
        yield from source_faults(list_ids(cited), sources, line.at(column="source"))


def read_reactions(path: Path, proposals: Container[str], sources: Sources) -> pd.DataFrame:
    """Read a table of reactions and check what its rows refer to.

    Raises
    ------
    InputError
        When a row is malformed, or stands twice.
    UnknownNameError
        When a row names a proposal or source that does not exist.
    """
    table = read_table(path, REACTIONS_SCHEMA)
    for fault in reaction_faults(table, proposals, sources, str(path)):
        raise fault
    return table


def no_reactions() -> pd.DataFrame:
    """Return a table of reactions without any."""
    return pd.DataFrame(columns=list(REACTIONS_SCHEMA.columns), dtype=str)
