"""How a mistake is shown: what, where, expected, found, and how to mend it."""

from __future__ import annotations

import streamlit as st

from whoholds.ground.errors import WhoholdsError


def show_fault(headline: str, error: WhoholdsError) -> None:
    """Show an error in place of what it prevents.

    Parameters
    ----------
    headline
        What cannot be shown, in the reader's language.
    error
        Its text is shown as it is, without markup.
    """
    st.error(headline, icon=":material/error:")
    st.code(str(error), language=None, wrap_lines=True)
