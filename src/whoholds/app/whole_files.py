"""What is on the screen as a report, and all tables and zones as a package, to take home.

Both need an extra that the dashboard runs without; where it is not installed, no button is there.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib.util import find_spec

import streamlit as st

from whoholds.app.cache import evaluation_of, package_of, report_for
from whoholds.app.markdown import plain
from whoholds.app.view import View
from whoholds.maps.files import file_name


def offer_whole_files(view: View) -> None:
    """Show a button for the report of each proposal on the screen, and one for the package."""
    reader = view.reader
    has_report, has_package = find_spec("typst") is not None, find_spec("frictionless") is not None
    if not has_report and not has_package:
        return
    st.markdown(f"### {reader.word('download.whole')}")
    with st.container(horizontal=True):
        if has_report:
            for shown in dict.fromkeys(view.shown):
                _offer_report(view, *shown)
        if has_package:
            name = "whoholds_package.zip"
            _offer(reader.word("download.package"), package_of, name, "application/zip")


def _offer_report(view: View, proposal: str, reading: str) -> None:
    evaluation = evaluation_of(view.layer, proposal, reading)
    make = partial(report_for, view.layer, proposal, reading, view.language)
    name = plain(view.reader.text(evaluation.proposal.name))
    label = f"{view.reader.word('download.report')}: {name}"
    _offer(label, make, file_name(evaluation, "pdf", "report"), "application/pdf")


def _offer(label: str, make: Callable[[], bytes], name: str, kind: str) -> None:
    st.download_button(
        label,
        data=make,
        file_name=name,
        mime=kind,
        key=name,
        on_click="ignore",
        icon=":material/download:",
    )
