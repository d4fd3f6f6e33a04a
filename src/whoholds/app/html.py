"""Text and tables as HTML, which is one element to Streamlit, however much it holds.

Streamlit reads every cell of its own tables as Markdown, which takes a reader's browser longer
than to draw the map.
"""

from __future__ import annotations

from html import escape
from typing import Literal

import pandas as pd
import streamlit as st

from whoholds.words.marks import visible

Figures = Literal["all", "first", "none"]
"""Which of the columns after the first hold figures, which stand at the right."""


def as_html(text: str) -> str:
    """Return text as HTML shows it, with marks that one does not see.

    Examples
    --------
    >>> as_html("a <b>c</b>")
    'a &lt;b&gt;c&lt;/b&gt;'
    """
    return escape(visible(text))


def show_table(table: pd.DataFrame, label: str, figures: Figures = "none") -> None:
    """Show a table; parameters as `table_html` takes them."""
    st.html(table_html(table, label, figures))


def table_html(table: pd.DataFrame, label: str, figures: Figures) -> str:
    """Return a table as HTML, in a box that scrolls sideways where it is too wide.

    Parameters
    ----------
    table
        Text; the first column names the rows.
    label
        What the table is called to a screen reader.
    figures
        Which of the columns after the first hold figures.

    Examples
    --------
    >>> print(table_html(pd.DataFrame({"a": ["b"], "c": ["1"]}), "d", "all"))
    <div class="table all" role="region" aria-label="d"><table><thead><tr><th \
scope="col">a</th><th scope="col">c</th></tr></thead><tbody><tr><th scope="row">b</th>\
<td>1</td></tr></tbody></table></div>
    """
    heads = [_head(str(name), "col") for name in table.columns]
    rows = [
        "".join([_head(str(first), "row"), *(f"<td>{as_html(str(cell))}</td>" for cell in cells)])
        for first, *cells in table.itertuples(index=False, name=None)
    ]
    return boxed_table(heads, rows, label, f"table {figures}")


def boxed_table(heads: list[str], rows: list[str], label: str, kind: str) -> str:
    """Return the HTML of a table of cells whose texts were escaped.

    Parameters
    ----------
    heads, rows
        HTML: the cells of the first row, and each other row's cells in one.
    label
        What the table is called; it is escaped here.
    kind
        Classes of the box.
    """
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    # Where the box scrolls sideways, around.js has the keyboard reach it.
    return (
        f'<div class="{kind}" role="region" aria-label="{as_html(label)}"><table>'
        f"<thead><tr>{''.join(heads)}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _head(text: str, scope: str) -> str:
    return f'<th scope="{scope}">{as_html(text)}</th>'
