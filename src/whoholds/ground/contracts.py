"""Tables that modules hand to each other: what they agreed on, looked at where a table is made."""

from __future__ import annotations

from functools import cache
from typing import TypeVar, cast

import pandas as pd
import pandera.pandas as pa
from pandas.api.types import is_numeric_dtype
from pandera.typing import DataFrame

Model = TypeVar("Model", bound=pa.DataFrameModel)


def agreed(table: pd.DataFrame, model: type[Model]) -> DataFrame[Model]:
    """Return a table as what a model says it is, once its columns are there, as numbers or text.

    The values are not looked at: that takes longer than to make the table, and what they must be
    is tested.

    Raises
    ------
    TypeError
        When a column is missing or is no number where the model has one: a fault of whoholds.

    Examples
    --------
    >>> class Areas(pa.DataFrameModel):
    ...     area_km2: float
    >>> len(agreed(pd.DataFrame({"area_km2": [1.0]}), Areas))
    1
    """
    for name, is_number in _columns(model).items():
        if name not in table.columns:
            raise TypeError(f"{model.__name__} has no column {name}")
        if is_number != is_numeric_dtype(table[name].dtype):
            raise TypeError(f"{model.__name__}: column {name} is {table[name].dtype}")
    return cast("DataFrame[Model]", table)


@cache
def _columns(model: type[pa.DataFrameModel]) -> dict[str, bool]:
    """Whether each column of a model is of numbers."""
    columns = model.to_schema().columns
    return {name: is_numeric_dtype(column.dtype.type) for name, column in columns.items()}
