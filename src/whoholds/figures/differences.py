"""What the difference of two proposals comes to: areas and residents, by kind and by region."""

from __future__ import annotations

from typing import Any

import pandas as pd
from pandera.typing import DataFrame

from whoholds.figures.people import people_of
from whoholds.figures.tables import AREAS, DifferenceTable
from whoholds.ground.contracts import agreed
from whoholds.proposals.difference import OUTCOME, SIDES, Difference, Differing
from whoholds.proposals.evaluation import Evaluation
from whoholds.words.text import columns
from whoholds.zones.bands import bands, told

SCHEMA = 2
"""Version of the JSON of `difference_report`; CHANGELOG.md says what each changed."""

_KINDS = [kind.value for kind in Differing]
_HOLDERS = [f"{side}_{name}" for side in SIDES for name in OUTCOME]
_RECOGNITIONS = [f"{side}_recognition" for side in SIDES]


def by_kind(found: Difference) -> DataFrame[DifferenceTable]:
    """Areas and residents by how the two proposals differ.

    Returns
    -------
    pandas.DataFrame
        One row a kind that occurs ("holder", "silent", "recognition", "nothing"): differs,
        area_km2, official_km2, band_km2, share, people, band_people, fewer_than, settlements.

    Examples
    --------
    >>> from whoholds.desk import evaluate_proposal
    >>> from whoholds.proposals.difference import difference
    >>> one = evaluate_proposal("putin-2024")
    >>> by_kind(difference(one, one))["differs"].to_list()
    ['nothing']
    """
    table = _sums(found, found.frame[["differs"]])
    order = table["differs"].map(_KINDS.index)
    return agreed(table.loc[order.sort_values().index].reset_index(drop=True), DifferenceTable)


def by_difference(found: Difference) -> DataFrame[DifferenceTable]:
    """Areas and residents by what differs: from whom to whom, or from which recognition to which.

    Returns
    -------
    pandas.DataFrame
        One row a difference, the largest of each kind first: differs; first_holder,
        first_administration, first_counted_for and first_recognition, and the same of the second
        ("" where it is not what differs: recognition where the holder does, and all where nothing
        does); then as `by_kind`.
    """
    keys = found.frame[["differs", *_HOLDERS, *_RECOGNITIONS]].copy()
    holders = keys["differs"].isin([Differing.HOLDER, Differing.SILENT])
    keys.loc[holders, _RECOGNITIONS] = ""
    keys.loc[keys["differs"] == Differing.NOTHING, [*_HOLDERS, *_RECOGNITIONS]] = ""
    table = _sums(found, keys)
    table = table.assign(order=table["differs"].map(_KINDS.index))
    table = table.sort_values(["order", "area_km2"], ascending=[True, False], kind="stable")
    return agreed(table.drop(columns="order").reset_index(drop=True), DifferenceTable)


def by_region_and_kind(found: Difference) -> DataFrame[DifferenceTable]:
    """Areas and residents of every region in which anything differs.

    Returns
    -------
    pandas.DataFrame
        One row a region and kind, "nothing" left out: region, name_en, name_uk, then as `by_kind`,
        and share_of_region.
    """
    table = _sums(found, found.frame[["region", "differs"]])
    regions = found.first.zones.boundaries.regions
    for position, name in enumerate(columns("name"), 1):
        table.insert(position, name, table["region"].map(regions[name]))
    whole = found.frame.groupby("region")["area_km2"].sum()
    table = table.assign(share_of_region=table["area_km2"] / table["region"].map(whole))
    table = table.assign(order=table["differs"].map(_KINDS.index))
    table = table.sort_values(["region", "order"]).drop(columns="order")
    table = table[table["differs"] != Differing.NOTHING].reset_index(drop=True)
    return agreed(table, DifferenceTable)


def difference_report(found: Difference) -> dict[str, Any]:
    """All of a difference as plain data: the JSON contract of `whoholds compare`.

    Returns
    -------
    dict
        Keys schema, first and second (proposal, reading), control_layer (date, source),
        denominator_km2, kinds, differences and regions; docs/data.md describes each.
    """
    zones = found.first.zones
    return {
        "schema": SCHEMA,
        "first": _named(found.first),
        "second": _named(found.second),
        "control_layer": {
            "date": zones.control.date.isoformat(),
            "source": zones.control.source,
        },
        "denominator_km2": zones.boundaries.area_km2,
        "kinds": told(by_kind(found)).to_dict("records"),
        "differences": told(by_difference(found)).to_dict("records"),
        "regions": told(by_region_and_kind(found)).to_dict("records"),
    }


def _named(evaluation: Evaluation) -> dict[str, str]:
    return {"proposal": evaluation.proposal.id, "reading": evaluation.reading.id}


def _sums(found: Difference, keys: pd.DataFrame) -> pd.DataFrame:
    """The areas and residents of the zones that have the same keys."""
    zones = found.first.zones
    groups = keys.agg("\t".join, axis="columns")
    sums = found.frame.groupby(groups, sort=False)[AREAS].sum()
    wide = bands(zones, groups)
    people = [people_of(zones, groups == name) for name in sums.index]
    named = keys.groupby(groups, sort=False).first().reindex(sums.index)
    return (
        named.join(sums)
        .assign(
            band_km2=pd.Series([wide[name] for name in sums.index], index=sums.index, dtype=object),
            share=sums["area_km2"] / zones.boundaries.area_km2,
            people=[count.people for count in people],
            band_people=pd.Series([one.band for one in people], index=sums.index, dtype=object),
            fewer_than=pd.Series(
                [one.fewer_than for one in people], index=sums.index, dtype=object
            ),
            settlements=[count.settlements for count in people],
        )
        .reset_index(drop=True)
    )
