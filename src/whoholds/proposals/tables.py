"""What the table of an evaluation is: every zone with its status."""

from __future__ import annotations

import pandera.pandas as pa
from pandera.typing import Series

from whoholds.zones.tables import ZonesTable


class EvaluationTable(ZonesTable):
    """One row a zone, with what a proposal does to it.

    Examples
    --------
    >>> from whoholds.desk import evaluate_proposal
    >>> frame = EvaluationTable.validate(evaluate_proposal("putin-2024").frame)
    >>> frame["change"].isna().any()
    np.False_
    """

    holder: Series[str]
    administration: Series[str]
    counted_for: Series[str]
    recognition: Series[str]
    basis: Series[str]
    source: Series[str]
    note: Series[str]
    treated: Series[str]
    change: Series[str] = pa.Field(str_length={"min_value": 1})
