"""Pre-war residents of zones: people who lived there before the war, not those since.

The official population of a region (1 January 2022; Crimea and Sevastopol 2014) is placed by
settlement, each in the zone that it lies in. Where the settlements of a region have more people
than the region, they are scaled down to it; where fewer, as they mostly do because the smallest
villages are not mapped, the rest is spread evenly over the region's area.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from pandera.typing import DataFrame

from whoholds.figures.tables import CityTable, HeadcountTable
from whoholds.ground.contracts import agreed
from whoholds.ground.derived import derived
from whoholds.proposals.difference import Difference, Differing
from whoholds.proposals.evaluation import Evaluation
from whoholds.words.headcounts import Headcount, headcount
from whoholds.zones.bands import SIGMAS, near_line
from whoholds.zones.partition import Zones

CITY_PEOPLE = 10_000
"""Residents from which a settlement that changes hands is named."""


@dataclass(frozen=True, eq=False)
class Residents:
    """Pre-war residents of the zones of one partition.

    Attributes
    ----------
    people
        Residents by zone id, in the order of the zones; they add up to the regions' official
        populations.
    settlements
        One row a settlement: geonames_id, name_en, name_uk, region, population (scaled), zone,
        opposite (the nearest zone of the other side in its region, "" for none) and close
        (whether the line of contact runs so near that the side is uncertain).
    error
        Relative error of the method, from `whoholds.country.settlements.placement_tests`.
    """

    people: pd.Series
    settlements: pd.DataFrame
    error: float


def place_people(zones: Zones, settlements: pd.DataFrame) -> Residents:
    """Place the residents of every region in its zones.

    Parameters
    ----------
    zones
        From `whoholds.zones.partition.partition`; the populations are those of its boundary layer.
    settlements
        Columns geonames_id, name_en, name_uk, region, population, lon and lat.
    """
    placed = settlements[settlements["region"].isin(zones.boundaries.regions.index)]
    official = zones.boundaries.regions["population"].astype(float)
    mapped = placed.groupby("region")["population"].sum().reindex(official.index, fill_value=0)
    scale = (official / mapped.where(mapped > official, official)).clip(upper=1.0)
    zone, opposite = _zones_of_points(zones, placed)
    placed = placed.assign(
        population=placed["population"] * placed["region"].map(scale).astype(float),
        zone=zone,
        opposite=opposite,
        close=near_line(zones, placed[["lon", "lat"]].to_numpy()),
    )
    table = zones.table
    rest = (official - mapped).clip(lower=0)
    people = placed.groupby("zone")["population"].sum().reindex(table.index, fill_value=0.0)
    people = people + table["share_of_region"] * table["region"].map(rest)
    return Residents(people, placed.drop(columns=["lon", "lat"]), zones.known.placement_error)


@derived
def residents(zones: Zones) -> Residents:
    """Place the settlements of their country in some zones; the same object for the same zones.

    Examples
    --------
    >>> from whoholds.desk import baseline_zones
    >>> round(float(residents(baseline_zones()).people.sum()) / 1e6, 1)
    43.5
    """
    return place_people(zones, zones.known.settlements)


@derived
def settlements_of(zones: Zones) -> pd.Series:
    """Count the mapped settlements in each zone, by its id."""
    placed = residents(zones).settlements
    counts = placed.loc[placed["population"] > 0, "zone"].value_counts()
    return counts.reindex(zones.table.index, fill_value=0).astype(int)


def _zones_of_points(zones: Zones, points: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """The zone of each point, and the nearest zone of its region that the other side holds.

    The nearest zone of the region that the table names: generalised coasts and borders leave
    some points outside.
    """
    mine = pd.Series("", index=points.index)
    other = pd.Series("", index=points.index)
    for region, rows in points.groupby("region"):
        frame = zones.frame[zones.frame["region"] == region]
        if len(frame) == 1:
            mine[rows.index] = frame.index[0]
            continue
        spots = np.asarray(shapely.points(rows["lon"], rows["lat"]))
        shapes, sides = frame.geometry.to_numpy(), frame["held_by"].to_numpy()
        away = shapely.distance(spots[:, None], shapes[None])
        nearest = np.argmin(away, axis=1)
        mine[rows.index] = frame.index.to_numpy()[nearest]
        if len(set(sides)) > 1:
            across = np.where(sides[None] != sides[nearest][:, None], away, np.inf)
            other[rows.index] = frame.index.to_numpy()[np.argmin(across, axis=1)]
    return mine, other


# Figures of an evaluation


def people_by_change(evaluation: Evaluation) -> DataFrame[HeadcountTable]:
    """Pre-war residents by what a proposal does to the land they lived on.

    Returns
    -------
    pandas.DataFrame
        Columns change, people, band_people, fewer_than, settlements (see
        `whoholds.words.headcounts.Headcount`); one row a change that happens.
    """
    return _people_by(evaluation, "change", evaluation.zones.sides.changes)


def people_by_holder(evaluation: Evaluation) -> DataFrame[HeadcountTable]:
    """Pre-war residents by who would hold the land they lived on.

    Returns
    -------
    pandas.DataFrame
        Columns holder, and as `people_by_change`.
    """
    return _people_by(evaluation, "holder", evaluation.zones.sides.holders)


def people_by_region(evaluation: Evaluation) -> pd.DataFrame:
    """Pre-war residents of each region by what would become of the land they lived on.

    Returns
    -------
    pandas.DataFrame
        One row a region and change that happens in it: region, change, people.
    """
    table = evaluation.frame.assign(people=residents(evaluation.zones).people)
    sums = table.groupby(["region", "change"])["people"].sum()
    changes = evaluation.zones.sides.changes
    order = [(region, change) for region in sums.index.unique(0) for change in changes]
    return sums.reindex([key for key in order if key in sums.index]).reset_index()


def _people_by(
    evaluation: Evaluation, column: str, order: tuple[str, ...]
) -> DataFrame[HeadcountTable]:
    groups = evaluation.frame[column]
    present = [name for name in order if name in set(groups)]
    counts = [people_of(evaluation.zones, groups == name) for name in present]
    table = pd.DataFrame(
        {
            column: present,
            "people": [count.people for count in counts],
            "band_people": pd.Series([count.band for count in counts], dtype=object),
            "fewer_than": pd.Series([count.fewer_than for count in counts], dtype=object),
            "settlements": [count.settlements for count in counts],
        }
    )
    return agreed(table, HeadcountTable)


def people_of(zones: Zones, members: pd.Series) -> Headcount:
    """Count the pre-war residents of some zones.

    Parameters
    ----------
    zones
        From `whoholds.zones.partition.partition`.
    members
        One truth value a zone, in their order.

    Examples
    --------
    >>> from whoholds.words.reader import ENGLISH
    >>> from whoholds.words.headcounts import told
    >>> from whoholds.desk import baseline_zones
    >>> zones = baseline_zones()
    >>> told(people_of(zones, zones.is_held), ENGLISH)[:10]
    '9,120,000 '
    """
    who, settlements = residents(zones), int(settlements_of(zones)[members].sum())
    (band,) = people_bands(zones, members.to_numpy(dtype=bool)[None]).tolist()
    return headcount(float(who.people[members].sum()), band, settlements)


def people_bands(
    zones: Zones, members: NDArray[np.bool_], people: pd.Series | None = None
) -> NDArray[np.float64]:
    """Return plus or minus how many people each group of zones has, in about 95 of 100 cases.

    Parameters
    ----------
    zones
        From `whoholds.zones.partition.partition`.
    members
        One row a group, in it one truth value a zone, in their order.
    people
        Residents by zone id in their order; None for `residents`.

    Twice the method's error for every region that is only partly in the group, taken of the
    smaller side because what one side gains the other loses; and the residents of settlements so
    close to the line of contact that they may lie on its other side, where that is outside the
    group. Regions and settlements err independently of each other.
    """
    who = residents(zones)
    people = who.people if people is None else people
    lies_in = pd.get_dummies(zones.table["region"]).to_numpy(dtype=float)
    regions = lies_in * people.to_numpy()[:, None]
    inside = members @ regions
    method = SIGMAS * who.error * np.minimum(inside, regions.sum(axis=0) - inside).clip(min=0)
    close = who.settlements[who.settlements["close"] & (who.settlements["opposite"] != "")]
    one, other = (
        zones.table.index.get_indexer(pd.Index(close[name])) for name in ("zone", "opposite")
    )
    crosses = members[:, one] != members[:, other]
    near = np.where(crosses, close["population"].to_numpy(dtype=float), 0.0)
    return np.hypot(np.linalg.norm(method, axis=1), np.linalg.norm(near, axis=1))


def cities_changing(evaluation: Evaluation, least: int = CITY_PEOPLE) -> DataFrame[CityTable]:
    """Name the cities that would change hands, or be left open, under a proposal.

    Parameters
    ----------
    evaluation
        From `whoholds.proposals.evaluation.evaluate`.
    least
        Pre-war residents from which a settlement counts as a city.

    Returns
    -------
    pandas.DataFrame
        Largest first: geonames_id, name_en, name_uk, region, population (pre-war), held_by,
        holder, change, close (the line of contact runs so near that the side is uncertain).
    """
    placed = residents(evaluation.zones).settlements
    status = evaluation.frame[["held_by", "holder", "change"]]
    cities = placed[placed["population"] >= least].join(status, on="zone")
    moved = ~cities["change"].isin(evaluation.zones.sides.keeps)
    table = cities[moved].sort_values(["population", "geonames_id"], ascending=[False, True])
    shown = table.drop(columns=["zone", "opposite"]).reset_index(drop=True)
    return agreed(shown, CityTable)


def cities_differing(found: Difference, least: int = CITY_PEOPLE) -> pd.DataFrame:
    """Name the cities whose holder differs between two proposals.

    Parameters
    ----------
    found
        From `whoholds.proposals.difference.difference`.
    least
        Pre-war residents from which a settlement counts as a city.

    Returns
    -------
    pandas.DataFrame
        Largest first: geonames_id, name_en, name_uk, region, population (pre-war), close, and of
        each proposal first_holder and second_holder, with administration, counted_for and
        recognition.

    Examples
    --------
    >>> from whoholds.desk import evaluate_proposal
    >>> from whoholds.proposals.difference import difference
    >>> both = evaluate_proposal("anchorage-aug-2025"), evaluate_proposal("putin-2024")
    >>> cities_differing(difference(*both))["name_en"].to_list()[:2]
    ['Zaporizhzhia', 'Kherson']
    """
    placed = residents(found.first.zones).settlements
    outcomes = found.frame.filter(regex="^(differs$|first_|second_)")
    cities = placed[placed["population"] >= least].join(outcomes, on="zone")
    table = cities[cities["differs"] == Differing.HOLDER]
    table = table.sort_values(["population", "geonames_id"], ascending=[False, True])
    return table.drop(columns=["zone", "opposite", "differs"]).reset_index(drop=True)
