"""How a mistake is shown: what, where, expected, found, and how to mend it."""

from __future__ import annotations

import streamlit as st

from whoholds.ground.errors import WhoholdsError
from whoholds.words.reader import Reader


def show_fault(headline: str, error: WhoholdsError, reader: Reader) -> None:
    """Show an error in place of what it prevents.

    Parameters
    ----------
    headline
        What cannot be shown, in the reader's language.
    error
        What prevents it, shown without markup.
    reader
        Who is told, on a page.
    """
    st.error(headline, icon=":material/error:")
    st.code(error.text(reader), language=None, wrap_lines=True)
