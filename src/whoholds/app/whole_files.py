"""What is on the screen as a report, and all tables and zones as a package, to take home.

Both need an extra that the dashboard runs without; where it is not installed, no button is there.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib.util import find_spec

import streamlit as st

from whoholds.app.cache import evaluation_of, package_of, report_for
from whoholds.app.view import View
from whoholds.maps.files import file_name


def offer_whole_files(view: View) -> None:
    """Show a button for the report of each proposal on the screen, and one for the package."""
    reader = view.reader
    offers: list[tuple[str, Callable[[], bytes], str, str]] = []
    if find_spec("typst"):
        for proposal, reading in dict.fromkeys(view.shown):
            evaluation = evaluation_of(view.layer, proposal, reading)
            report = partial(report_for, view.layer, proposal, reading, view.language)
            name = file_name(evaluation, "pdf", "report")
            label = f"{reader.word('download.report')}: {reader.text(evaluation.proposal.name)}"
            offers.append((label, report, name, "application/pdf"))
    if find_spec("frictionless"):
        name = "whoholds_package.zip"
        offers.append((reader.word("download.package"), package_of, name, "application/zip"))
    if not offers:
        return
    st.markdown(f"### {reader.word('download.whole')}")
    with st.container(horizontal=True):
        for label, make, name, kind in offers:
            st.download_button(
                label,
                data=make,
                file_name=name,
                mime=kind,
                key=name,
                on_click="ignore",
                icon=":material/download:",
            )
