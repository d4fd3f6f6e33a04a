"""What is on the screen, to take home: the map, its table and its zones."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from whoholds.app.cache import REGIONS, evaluation_of, file_of
from whoholds.app.choice import Choice, whole_link
from whoholds.app.markdown import plain
from whoholds.app.view import View
from whoholds.app.whole_files import offer_whole_files
from whoholds.desk import cite_evaluation, opened
from whoholds.figures.differences import by_difference, by_region_and_kind
from whoholds.ground.web_address import is_on_own_machine
from whoholds.maps.files import (
    MEDIA_TYPES,
    ZONE_FORMS,
    csv_file,
    difference_name,
    file_name,
)
from whoholds.maps.picture_file import PICTURE_FORMS
from whoholds.maps.picture_sizes import SIZES
from whoholds.proposals.difference import Difference, difference
from whoholds.proposals.evaluation import Evaluation
from whoholds.telling.citation import HOME
from whoholds.words.marks import visible
from whoholds.words.reader import Reader
from whoholds.zones.bands import told

DIFFERENCES = {"difference": by_difference, "difference_regions": by_region_and_kind}
"""The tables of what differs between two proposals, by the names of their files."""


def show_downloads(view: View) -> None:
    """Show a button a file; a file is made when its button is pressed."""
    reader = view.reader
    for proposal, reading in shown_proposals(view.choice):
        evaluation = evaluation_of(view.layer, proposal, reading)
        st.markdown(f"### {plain(reader.text(evaluation.proposal.name))}")
        for row in (("html",), (REGIONS, *ZONE_FORMS)):
            with st.container(horizontal=True):
                for form in row:
                    _button(view, evaluation, form)
    _offer_pictures(view)
    _offer_differences(view)
    offer_whole_files(view)
    _show_citations(view)
    st.caption(reader.word("download.note"))


def _offer_pictures(view: View) -> None:
    """Show a choice of size, and a button a form for a picture of what is on the screen."""
    reader, choice, shown = view.reader, view.choice, shown_proposals(view.choice)
    st.markdown(f"### {reader.word('download.picture')}")
    named, sizes = reader.words("picture.size"), list(SIZES)
    size = st.selectbox(
        reader.word("download.size"), sizes, format_func=lambda one: named[one], key="picture size"
    )
    mode = "single" if len(shown) < 2 else "side" if choice["mode"] == "swipe" else choice["mode"]
    compared = {"mode": mode, "size": size or sizes[0]}
    if mode == "difference":
        compared["recognition"] = choice["recognition"]
    for other, other_reading in shown[1:]:
        compared |= {"other": other, "other_reading": other_reading}
    names = [part for one in shown for part in one]
    day = view.layer.zones.control.date.isoformat()
    with st.container(horizontal=True):
        for form in PICTURE_FORMS:
            name = f"{'_'.join([*names, day, mode, compared['size']])}.{form}"
            make = partial(_picture, form, view, compared)
            _offer(reader.word(f"download.{form}"), make, name, key=f"picture {form}")


def _picture(form: str, view: View, compared: dict[str, str]) -> bytes:
    choice = view.choice
    names = choice["proposal"], choice["reading"]
    return file_of(form, view.layer, *names, view.language, view.theme, **compared)


def _offer_differences(view: View) -> None:
    """Show what differs between two proposals that are compared: in all, and by region."""
    compared = [evaluation_of(view.layer, *names) for names in shown_proposals(view.choice)]
    if len(compared) < 2:
        return
    first, second = compared
    names = [view.reader.text(one.proposal.name) for one in compared]
    st.markdown(f"### {plain(' → '.join(names))}")
    with st.container(horizontal=True):
        for form, table in DIFFERENCES.items():
            name = difference_name(first, second, form)
            make = partial(_difference_csv, first, second, table)
            _offer(view.reader.word(f"download.{form}"), make, name, key=name)


def _show_citations(view: View) -> None:
    """Show how what is on the screen is cited, to be copied."""
    reader = view.reader
    st.markdown(f"### {reader.word('download.cite')}")
    first, *others = [evaluation_of(view.layer, *names) for names in shown_proposals(view.choice)]
    other = others[0] if others else None
    cited = cite_evaluation(first, opened(), view.language, other=other, link=_address(view))
    st.code(visible(cited.text(reader)), language=None, wrap_lines=True)


def _address(view: View) -> str:
    """The page's address with all that is shown: what is shown first may be another one day.

    The project's own where nobody else finds the page, or the layer on it.
    """
    page = (st.context.url or "").partition("?")[0]
    if not page or is_on_own_machine(page) or view.layer.report is not None:
        return HOME
    return f"{page}?{urlencode(whole_link(view.choice))}"


def _difference_csv(
    first: Evaluation, second: Evaluation, table: Callable[[Difference], pd.DataFrame]
) -> bytes:
    return csv_file(told(table(difference(first, second))))


def shown_proposals(choice: Choice) -> list[tuple[str, str]]:
    """Return the proposals on the screen with their readings: one, or the two compared."""
    one = (choice["proposal"], choice["reading"])
    other = (choice["other"], choice["otherReading"])
    return [one] if choice["mode"] == "single" or one == other else [one, other]


def _button(view: View, evaluation: Evaluation, form: str) -> None:
    kind = "csv" if form == REGIONS else form
    choice, names = view.choice, (evaluation.proposal.id, evaluation.reading.id)
    compared = {"mode": choice["mode"]}
    compared |= {"other": choice["other"], "other_reading": choice["otherReading"]}
    make = partial(file_of, form, view.layer, *names, view.language, view.theme)
    _offer(
        view.reader.word(f"download.{form}"),
        partial(make, **compared) if form == "html" else make,
        file_name(evaluation, kind, REGIONS if form == REGIONS else ""),
        key=" ".join([form, *names]),
    )


def offer_table(table: pd.DataFrame, name: str, reader: Reader) -> None:
    """Show a button that gives a table as CSV.

    Parameters
    ----------
    table
        What is in the file, without its index.
    name
        Of the file.
    language
        "en" or "uk".
    """
    _offer(reader.word("download.table"), csv_file(table), name, key=name)


def _offer(label: str, content: bytes | Callable[[], bytes], name: str, key: str) -> None:
    """Show a button that gives a file and does not run the page anew."""
    st.download_button(
        label,
        data=content,
        file_name=name,
        mime=MEDIA_TYPES[name.rpartition(".")[2]],
        key=key,
        on_click="ignore",
        icon=":material/download:",
    )
