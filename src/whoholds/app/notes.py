"""What an import noted, in short, wherever its layer is used."""

from __future__ import annotations

import streamlit as st

from whoholds.app.markdown import plain
from whoholds.app.visit_layers import Layer
from whoholds.importers.report import ImportReport
from whoholds.words.reader import Reader


def show_warnings(layer: Layer, reader: Reader) -> None:
    """Show what the import of a layer warns of; a shipped one has no import.

    Parameters
    ----------
    layer, reader
        What is shown, and to whom.
    """
    if layer.report is None:
        return
    warnings, _ = _told(layer.report, reader)
    if warnings:
        file = plain(layer.report.file)
        said = "  \n".join(f"{file}: {plain(line)}" for line in warnings)
        st.warning(said, icon=":material/warning:")


def show_notes(layer: Layer, reader: Reader) -> None:
    """Show what else the import of a layer noted, folded away.

    Parameters
    ----------
    layer, reader
        What is shown, and to whom.
    """
    if layer.report is None:
        return
    _, notes = _told(layer.report, reader)
    if notes:
        with st.expander(reader.word("layers.noted").format(plain(layer.report.file))):
            st.markdown("\n".join(f"- {plain(line)}" for line in notes))


def _told(report: ImportReport, reader: Reader) -> tuple[list[str], list[str]]:
    """What a report says in short: what it warns of, and the rest."""
    lines, count = [reader.note(note) for note in report.in_short()], len(report.warnings)
    return lines[:count], lines[count:]
