"""The short way in: from names and files to evaluations, for command line, page and API.

Everything here works on one conflict: the shipped one, or the one of the folder that the
environment's WHOHOLDS_DATA names, unless another is handed in.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pandas as pd

from whoholds.checks import report
from whoholds.claims.claim import Claim
from whoholds.conflict.conflict import Conflict
from whoholds.conflict.folder import folders_of
from whoholds.country.comparators import Comparison
from whoholds.country.country import Country
from whoholds.door.importing import import_boundaries, import_layer
from whoholds.ground.derived import derived
from whoholds.importers.land.precision import checked
from whoholds.importers.layer import Options
from whoholds.layers.boundaries import BoundaryLayer
from whoholds.layers.control import ControlLayer
from whoholds.proposals.catalogue import Catalogue
from whoholds.proposals.evaluation import Evaluation, evaluate
from whoholds.spread.groups import Spread, spread
from whoholds.spread.measured import measure
from whoholds.telling.citation import HOME, Citation, citation
from whoholds.telling.reactions import said_of
from whoholds.zones.partition import Zones, partition
from whoholds.zones.slivers import Slivers


def opened(folder: str | Path | None = None) -> Conflict:
    """Return a conflict, opened once a process.

    Parameters
    ----------
    folder
        With seeds/ and geodata/ in it; None for the one that WHOHOLDS_DATA names, or, where it
        names none, for the shipped one.

    Raises
    ------
    InputError
        When the folder is none of a conflict.

    Examples
    --------
    >>> len(opened().country.boundaries.regions)
    27
    """
    return _opened(*folders_of(None if folder is None else Path(folder)))


@cache
def _opened(seeds: Path, geodata: Path, guarded: bool) -> Conflict:
    return Conflict.open(seeds, geodata, guarded=guarded)


def load_boundaries() -> BoundaryLayer:
    """Return the regions. The same object at each call: treat it as read-only.

    Examples
    --------
    >>> load_boundaries().regions.loc["UA-14", "name_en"]
    'Donetsk'
    """
    return opened().boundaries


def load_catalogue() -> Catalogue:
    """Return the catalogue of proposals. The same object at each call: treat it as read-only.

    Examples
    --------
    >>> load_catalogue()["putin-2024"].date.isoformat()
    '2024-06-14'
    """
    return opened().catalogue


def load_claims() -> list[Claim]:
    """Return the published figures. The same list at each call: treat it as read-only.

    Examples
    --------
    >>> "ohio" in {claim.claim for claim in load_claims()}
    True
    """
    return opened().claims


def boundary_layer(
    file: str | Path | None = None, conflict: Conflict | None = None
) -> BoundaryLayer:
    """Return a boundary layer: the conflict's own, or one from a file or folder.

    Examples
    --------
    >>> len(boundary_layer().regions)
    27
    """
    country = (conflict or opened()).country
    return country.boundaries if file is None else import_boundaries(file, country).layer


def control_layer(
    file: str | Path | None = None,
    date: dt.date | None = None,
    boundaries: BoundaryLayer | None = None,
    slivers: str = Slivers.COUNT,
    *,
    precision_km: float | None = None,
    licence: str | None = None,
    conflict: Conflict | None = None,
) -> ControlLayer:
    """Return a control layer: one of the conflict's own by date, or one from a file.

    Parameters
    ----------
    file
        A file of any form that `whoholds.importers` reads; None for a layer of the conflict.
    date
        Without a file: which of its layers (None: the newest). With a file: its day, where
        the file does not say it.
    boundaries
        What a layer from a file is clipped to, and what slivers lie along; None for the
        conflict's own boundaries.
    slivers
        "count" or "leave": what becomes of thin strips between the layer and coast or border.
    precision_km
        How precise its line of contact is taken to be, everywhere; None for what its waypoints
        say, or for the default of the file's form.
    licence
        Of a file: what it allows, where you know it; None for what is said in it, or was noted
        when it was downloaded.
    conflict
        None for the opened one.

    Examples
    --------
    >>> control_layer().date.isoformat()
    '2025-08-16'
    """
    country = (conflict or opened()).country
    if file is not None:
        options = Options(date=date, slivers=slivers, precision_km=precision_km, licence=licence)
        return import_layer(file, boundaries or country.boundaries, country, options).layer
    layer = country.lines[date or country.lines.newest]
    if slivers == Slivers.LEAVE:
        layer = layer.settled_with(boundaries or country.boundaries)
    return layer if precision_km is None else layer.without_legs(checked(precision_km))


def zones_of(
    control: ControlLayer,
    boundaries: BoundaryLayer | None = None,
    conflict: Conflict | None = None,
) -> Zones:
    """Partition regions (the conflict's own by default) and parts by a control layer."""
    country = (conflict or opened()).country
    return partition(boundaries or country.boundaries, control, country)


def shipped_zones(date: dt.date, conflict: Conflict | None = None) -> Zones:
    """Return the zones of one of the conflict's own layers, computed once."""
    return _own_zones((conflict or opened()).country, date)


def baseline_zones(conflict: Conflict | None = None) -> Zones:
    """Return the zones of the newest layer, computed once."""
    country = (conflict or opened()).country
    return _own_zones(country, country.lines.newest)


@derived
def _own_zones(country: Country, date: dt.date) -> Zones:
    return partition(country.boundaries, country.lines[date], country)


def evaluate_proposal(
    proposal: str,
    reading: str | None = None,
    control: ControlLayer | None = None,
    boundaries: BoundaryLayer | None = None,
    conflict: Conflict | None = None,
) -> Evaluation:
    """Evaluate a proposal.

    Parameters
    ----------
    proposal, reading
        Ids; None for the proposal's default reading.
    control, boundaries
        None for the newest layer, and for the conflict's own boundaries.
    conflict
        None for the opened one.

    Raises
    ------
    UnknownNameError
        When there is no such proposal or reading.

    Examples
    --------
    >>> result = evaluate_proposal("formula-2022")
    >>> sorted(set(result.frame["holder"]))
    ['UA']
    """
    world = conflict or opened()
    if control is None and boundaries is None:
        zones = baseline_zones(world)
    else:
        zones = zones_of(control or control_layer(conflict=world), boundaries, world)
    return evaluate_on(zones, proposal, reading, world)


def evaluate_on(
    zones: Zones, proposal: str, reading: str | None = None, conflict: Conflict | None = None
) -> Evaluation:
    """Evaluate a proposal on zones that are at hand; see `evaluate_proposal`."""
    return evaluate((conflict or opened()).catalogue, proposal, zones, reading)


def claim_layers(
    control: ControlLayer | None = None,
    boundaries: BoundaryLayer | None = None,
    conflict: Conflict | None = None,
) -> list[Zones]:
    """Return the zones that published figures are checked with, the user's own layer first.

    Parameters
    ----------
    control, boundaries
        A layer, and boundaries, beside or instead of the conflict's own ones.
    conflict
        None for the opened one.
    """
    world = conflict or opened()
    dates = sorted(world.lines, reverse=True)
    if boundaries is None:
        shipped = [shipped_zones(date, world) for date in dates]
    else:
        shipped = [zones_of(world.lines[date], boundaries, world) for date in dates]
    return shipped if control is None else [zones_of(control, boundaries, world), *shipped]


def spread_of(
    layers: Sequence[ControlLayer],
    boundaries: BoundaryLayer | None = None,
    *,
    proposal: str | None = None,
    reading: str | None = None,
    people: bool = False,
    conflict: Conflict | None = None,
) -> Spread:
    """Put the figures of several control layers side by side.

    Parameters
    ----------
    layers
        Two or more, of different sources or days; which of them are compared is up to their
        days (`whoholds.spread.groups`).
    boundaries
        None for the conflict's own boundaries.
    proposal, reading
        A proposal whose areas are to be compared too; None for none.
    people
        Whether to compare the pre-war residents of what is held too.
    conflict
        None for the opened one.

    Raises
    ------
    InputError
        When there is nothing to compare.
    UnknownNameError
        When there is no such proposal or reading.

    Examples
    --------
    >>> shipped = control_layer()
    >>> found = spread_of([shipped, shipped.telling(source={"en": "Another map"})])
    >>> len(found.groups), len(found.apart)
    (1, 0)
    """
    world = conflict or opened()
    measured = []
    for layer in layers:
        zones = zones_of(layer, boundaries, world)
        evaluation = evaluate_on(zones, proposal, reading, world) if proposal else None
        measured.append(measure(zones, evaluation, people))
    return spread(measured)


def cite(
    proposal: str,
    reading: str | None = None,
    control: ControlLayer | None = None,
    language: str = "en",
    *,
    link: str = HOME,
    conflict: Conflict | None = None,
) -> Citation:
    """Say how what is shown of a proposal is cited.

    Parameters
    ----------
    proposal, reading, control
        As for `evaluate_proposal`.
    language
        "en" or "uk": of the names in it.
    link
        The page that is cited.
    conflict
        Whose proposal; None for the opened one.

    Returns
    -------
    Citation
        With `text`, `bibtex` and `record`.

    Raises
    ------
    UnknownNameError
        When there is no such proposal, reading or language.

    Examples
    --------
    >>> cite("anchorage-aug-2025").control_date.isoformat()
    '2025-08-16'
    """
    known = conflict or opened()
    evaluation = evaluate_proposal(proposal, reading, control, conflict=known)
    return cite_evaluation(evaluation, known, language, link=link)


def cite_evaluation(
    evaluation: Evaluation,
    conflict: Conflict,
    language: str = "en",
    *,
    other: Evaluation | None = None,
    link: str = HOME,
) -> Citation:
    """Say how an evaluation is cited, or two: the same as `cite` for one that is at hand."""
    data = conflict.versions[0] if conflict.versions else None
    reader = conflict.reader(language)
    return citation(
        evaluation, data, reader, other=other, is_altered=conflict.is_altered, link=link
    )


def reactions_to(proposal: str, language: str = "en") -> pd.DataFrame:
    """List what was said of a proposal, in the order of the table.

    Parameters
    ----------
    proposal
        Its id.
    language
        "en" or "uk".

    Returns
    -------
    pandas.DataFrame
        day (a day or month as text), who, role, said and source (ids); no row where nothing was
        found.

    Raises
    ------
    UnknownNameError
        When there is no such proposal.

    Examples
    --------
    >>> reactions_to("e3-nov-2025")["who"].to_list()
    ['Rubio', 'Ushakov']
    """
    conflict = opened()
    known, reader = conflict.catalogue, conflict.reader(language)
    return said_of(known[proposal].id, known.reactions, reader)


def compare(area_km2: float, comparator: str = "ohio", measure: str = "total") -> Comparison:
    """Compare an area with a well-known one; see `Comparators.compare`.

    Examples
    --------
    >>> round(compare(114_493, "ohio", "land").ratio, 2)
    1.08
    """
    return opened().country.comparators.compare(area_km2, comparator, measure)


def compare_all(area_km2: float, name: str) -> list[Comparison]:
    """Compare an area with every measure of a well-known one; see `Comparators.compare_all`.

    Examples
    --------
    >>> [one.name["en"] for one in compare_all(114_493, "pt")]
    ['Portugal']
    """
    return opened().country.comparators.compare_all(area_km2, name)


def nearest(area_km2: float) -> Comparison:
    """Return the familiar area that an area is most alike; see `Comparators.nearest`.

    Examples
    --------
    >>> nearest(83_900).name["en"]
    'Austria'
    """
    return opened().country.comparators.nearest(area_km2)


def comparator_of(locale: str | None) -> int | None:
    """Find the country of a reader among the comparators; see `Comparators.of_locale`.

    Examples
    --------
    >>> comparator_of("zz-top") is None
    True
    """
    return opened().country.comparators.of_locale(locale)


def run_checks(
    folder: Path | None = None,
    *,
    boundaries: Path | None = None,
    control: Path | None = None,
    date: dt.date | None = None,
) -> list[report.CheckResult]:
    """Run every check over tables, geodata and files of one's own.

    Parameters
    ----------
    folder
        A folder of the form of seeds/, beside the opened geodata; None for the opened conflict.
    boundaries, control, date
        As for `whoholds.checks.report.run_checks`.

    Examples
    --------
    >>> all(result.passed for result in run_checks())
    True
    """
    known = opened().country
    country = known if folder is None else Country(folder, known.geodata.folder)
    return report.run_checks(country, boundaries=boundaries, control=control, date=date)
