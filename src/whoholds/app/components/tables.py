"""Tables: of figures, and those wider than a phone, within reach of the keyboard."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from whoholds.app.components.scripts import script

_reach = st.components.v2.component("whoholds_tables", js=script("table_reach.js"))


def show_figures_table(table: pd.DataFrame, key: str) -> None:
    """Show a table with figures in all columns but the first, which stand at the right.

    Parameters
    ----------
    table
        Text, its rows named by their index.
    key
        Names the table among those of the page.
    """
    with st.container(key=f"numbers-{key}"):
        st.table(table)


def show_counted_table(table: pd.DataFrame, key: str) -> None:
    """Show a table with figures in the column after the first alone, which stand at the right.

    Parameters
    ----------
    table, key
        As `show_figures_table` takes them.
    """
    with st.container(key=f"counted-{key}"):
        st.table(table)


def reach_tables() -> None:
    """Make a stop of every table of the page that scrolls sideways; nothing of it is seen."""
    _reach(key="tables")
