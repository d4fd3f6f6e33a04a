"""Evaluations, sections, pages and files, computed once: for all visitors, or for one visit.

Each is kept by the conflict that is opened, the id of its control layer and the names of what is
shown. What is made of a layer
that a reader brought is kept for that visit alone and goes with it; its id is the whole SHA-256 of
the file and of what was chosen for it, so nobody is shown the figures of another file.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from whoholds.app.components.map_frame import pack_map
from whoholds.app.sections import SECTIONS, Setting
from whoholds.app.visit_layers import Layer
from whoholds.claims.checking import Checked, check_claims
from whoholds.conflict.conflict import Conflict
from whoholds.desk import cite_evaluation, claim_layers, opened
from whoholds.figures.people import residents
from whoholds.maps.build import build_map, render
from whoholds.maps.files import ZONE_FORMS, map_file, regions_csv, zones_file
from whoholds.maps.payload import RECOGNITION
from whoholds.maps.picture_file import PICTURE_FORMS, picture_file
from whoholds.maps.showing import shown
from whoholds.proposals.catalogue import Catalogue
from whoholds.proposals.evaluation import Evaluation, evaluated
from whoholds.spread.groups import Spread, spread
from whoholds.spread.measured import measure
from whoholds.telling.comparison import compared_figures, comparison_finding
from whoholds.telling.finding import finding, subject_of
from whoholds.telling.key_figures import KeyFigure

VISIT_SHARE = 4
"""Of what is kept for all visitors a visit keeps one in so many for its own layers."""

Given = ParamSpec("Given")
Made = TypeVar("Made")


@dataclass(frozen=True)
class _Asked:
    """What is asked for, as one argument: Streamlit reads a signature for each."""

    conflict: Conflict
    given: tuple[Any, ...]
    options: dict[str, Any]

    def key(self) -> str:
        """Name it by the ids of what it is made of."""
        return repr([self.conflict.token, _named(self.given), _named(sorted(self.options.items()))])


def _named(given: Any) -> Any:
    if isinstance(given, Layer):
        return given.id
    return [_named(one) for one in given] if isinstance(given, tuple | list) else given


def _kept(
    entries: int,
) -> Callable[[Callable[Concatenate[Conflict, Given], Made]], Callable[Given, Made]]:
    """Keep what a function makes of the opened conflict, its first argument.

    For all visitors; what is made of a reader's own layers for the visit.
    """

    def keeping(make: Callable[Concatenate[Conflict, Given], Made]) -> Callable[Given, Made]:
        def answer(asked: _Asked) -> Made:
            return make(asked.conflict, *asked.given, **asked.options)

        # Streamlit tells what it keeps of one function from another's by the name.
        answer.__qualname__ = make.__qualname__
        by_key: dict[str | type[Any], Callable[[Any], Any]] = {_Asked: _Asked.key}
        keeping_by_key = partial(st.cache_resource, show_spinner=False, hash_funcs=by_key)
        common = keeping_by_key(max_entries=entries)(answer)
        share = max(entries // VISIT_SHARE, 2)
        visit = keeping_by_key(max_entries=share, scope="session")(answer)

        @wraps(make)
        def kept(*arguments: Given.args, **options: Given.kwargs) -> Made:
            asked = _Asked(opened(), arguments, options)
            if not _is_own(arguments):
                found: Made = common(asked)
                return found
            # A file is made when its button is pressed, outside of any run of the page, where what
            # is kept for the visit is out of reach.
            reach = get_script_run_ctx(suppress_warning=True)
            own: Made = (visit if reach else answer)(asked)
            return own

        return kept

    return keeping


def _is_own(arguments: tuple[Any, ...]) -> bool:
    """Whether one of the arguments is a layer that a reader brought, or a list with one."""
    layers = [one for found in arguments for one in (found if isinstance(found, list) else [found])]
    return any(isinstance(one, Layer) and one.report is not None for one in layers)


Chosen = tuple[str, str]
"""A proposal and its reading, by their ids."""


@dataclass(frozen=True)
class Finding:
    """What is shown, in one sentence, and whose it is."""

    text: str
    subject: str


REGIONS = "regions"
"""The file with the table by region; the others are named by their form."""


@st.cache_resource(show_spinner=False)
def settle() -> None:
    """Take what stays for good out of the garbage collector's sight, once a page was shown.

    Going through the hundred thousands of objects of the imported libraries and of the zones keeps
    all visitors waiting each time.
    """
    gc.collect()
    gc.freeze()


def catalogue() -> Catalogue:
    """Return the catalogue, read once."""
    return opened().catalogue


def evaluation_of(layer: Layer, proposal: str, reading: str) -> Evaluation:
    """Return a proposal on a layer, evaluated once."""
    return evaluated(layer.zones, catalogue(), proposal, reading)


@_kept(1024)
def section_of(
    conflict: Conflict,
    section: str,
    layer: Layer,
    proposal: str,
    reading: str,
    language: str,
    theme: str,
) -> Any:
    """Return what a section shows of an evaluation."""
    setting = Setting(conflict.catalogue, conflict.reader(language), theme)
    return SECTIONS[section].build(evaluation_of(layer, proposal, reading), setting)


@_kept(1024)
def finding_of(conflict: Conflict, layer: Layer, language: str, *shown: Chosen) -> Finding:
    """Say what one proposal would bring, or what two differ over."""
    reader = conflict.reader(language)
    found = [evaluation_of(layer, *one) for one in shown]
    subject = " / ".join(subject_of(one, reader) for one in found)
    if len(found) == 1:
        return Finding(finding(found[0], language), subject)
    return Finding(comparison_finding(found[0], found[1], language), subject)


@_kept(256)
def compared_of(
    conflict: Conflict, layer: Layer, language: str, first: Chosen, second: Chosen
) -> list[KeyFigure]:
    """Return the key figures of two proposals beside each other."""
    found = evaluation_of(layer, *first), evaluation_of(layer, *second)
    return compared_figures(*found, conflict.reader(language))


@_kept(16)
def map_page(conflict: Conflict, layer: Layer, language: str) -> bytes:
    """Return the map page of a layer in a language, packed for the frame that shows it."""
    zones, known = layer.zones, conflict.catalogue
    people = residents(zones).people
    first = known[conflict.shown_first]
    cited = cite_evaluation(
        evaluation_of(layer, first.id, first.default_reading.id), conflict, language
    )
    html = render(
        build_map(known, zones, conflict.shown_first, None, language, people=people, cited=cited)
    )
    return pack_map(html, conflict.reader(language).word("map.label"), layer.id)


@_kept(16)
def checked_claims(conflict: Conflict, layer: Layer) -> list[Checked]:
    """Check the published figures, on a reader's own layer where it is of a day near enough."""
    own = [layer.zones] if layer.report else []
    return check_claims(conflict.claims, [*own, *claim_layers(conflict=conflict)])


@_kept(16)
def spread_of(
    conflict: Conflict,  # noqa: ARG001 - what is kept is kept by it
    layers: list[Layer],
    proposal: str,
    reading: str,
) -> Spread:
    """Put layers side by side, with what a proposal would change on each."""
    return spread(
        [
            measure(layer.zones, evaluation_of(layer, proposal, reading), people=True)
            for layer in layers
        ]
    )


@_kept(64)
def file_of(
    conflict: Conflict,
    /,
    form: str,
    layer: Layer,
    proposal: str,
    reading: str,
    language: str,
    theme: str,
    **compared: Any,
) -> bytes:
    """Return a file to take home.

    Parameters
    ----------
    conflict
        The opened one.
    form
        A form of `whoholds.maps.files`, or "regions" for the table by region.
    layer, proposal, reading, language, theme
        What is in it, and how it looks.
    compared
        For a page: mode, other and other_reading that it opens with; for a picture: what it shows,
        and its size.
    """
    evaluation = evaluation_of(layer, proposal, reading)
    if form == REGIONS:
        return regions_csv(evaluation)
    if form in ZONE_FORMS:
        return zones_file(evaluation, conflict.catalogue, form)
    if form in PICTURE_FORMS:
        other = compared.get("other")
        second = evaluation_of(layer, other, compared["other_reading"]) if other else None
        recognition = compared.get("recognition") == RECOGNITION[1]
        mode = compared.get("mode", "single")
        what = shown(mode, evaluation, second, recognition=recognition)
        size, sources = compared.get("size", "card"), conflict.catalogue.sources
        return picture_file(what, sources, form, size, language, theme).content
    cited = cite_evaluation(evaluation, conflict, language)
    return map_file(evaluation, conflict.catalogue, form, language, theme, cited=cited, **compared)


@_kept(16)
def report_for(
    conflict: Conflict, layer: Layer, proposal: str, reading: str, language: str
) -> bytes:
    """Return a proposal as a report in PDF; the extra `report` has what that needs."""
    from whoholds.reporting.document import report_of

    return report_of(evaluation_of(layer, proposal, reading), conflict, language)


@_kept(1)
def package_of(conflict: Conflict) -> bytes:
    """Return all tables and zones as a package; the extra `package` has what that needs."""
    from whoholds.publishing.archive import package_archive

    return package_archive(conflict)
