"""What an import noted, in short, wherever its layer is used."""

from __future__ import annotations

import streamlit as st

from whoholds.app.markdown import plain
from whoholds.app.visit_layers import Layer
from whoholds.words.reader import Reader


def show_notes(layer: Layer, reader: Reader) -> None:
    """Show what the import of a layer noted: warnings to be seen, the rest folded away.

    Parameters
    ----------
    layer
        A shipped one has no import, and nothing is shown.
    language
        The reader's.
    """
    if layer.report is None:
        return
    lines = [reader.note(note) for note in layer.report.in_short()]
    first = len(layer.report.warnings)
    file = plain(layer.report.file)
    if first:
        said = "  \n".join(f"{file}: {plain(line)}" for line in lines[:first])
        st.warning(said, icon=":material/warning:")
    if notes := lines[first:]:
        with st.expander(reader.word("layers.noted").format(file)):
            st.markdown("\n".join(f"- {plain(line)}" for line in notes))
