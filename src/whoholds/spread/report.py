"""The spread between sources as plain data: the contract of `whoholds spread`."""

from __future__ import annotations

from typing import Any

from whoholds.spread.groups import NEAR_DAYS, Spread
from whoholds.spread.measured import KEY, Measured
from whoholds.spread.side_by_side import Group

SCHEMA = 2
"""Version of this JSON; CHANGELOG.md says what each changed."""

ENDS = ["lowest", "highest", "spread", "spread_points"]


def spread_report(found: Spread) -> dict[str, Any]:
    """Return all figures as numbers, texts, lists and dictionaries, ready for JSON.

    Returns
    -------
    dict
        Keys schema, near_days, denominator_km2, layers, groups and apart; docs/data.md describes
        each.
    """
    ids = {layer.label: f"L{n}" for n, layer in enumerate(found.layers, start=1)}
    return {
        "schema": SCHEMA,
        "near_days": NEAR_DAYS,
        "denominator_km2": found.layers[0].zones.boundaries.area_km2,
        "layers": [{"layer": ids[layer.label], **_layer(layer)} for layer in found.layers],
        "groups": [_group(group, ids) for group in found.groups],
        "apart": [
            {"layer": ids[one.layer.label], "reason": one.reason, "days": one.days}
            for one in found.apart
        ],
    }


def _layer(layer: Measured) -> dict[str, Any]:
    control, held = layer.zones.control, layer.figures.xs("", level="region")
    return {
        **control.to_dict(),
        "area_km2": held.at[("held", "km2"), "value"],
        "official_km2": held.at[("held_official", "km2"), "value"],
        "band_km2": held.at[("held", "km2"), "band"],
    }


def _group(group: Group, ids: dict[str, str]) -> dict[str, Any]:
    bands = group.told_bands.to_dict("records")
    rows = [
        {
            **{key: row[key] for key in KEY},
            "values": {ids[one.label]: row[one.label] for one in group.layers},
            "bands": {ids[one.label]: band[one.label] for one in group.layers},
            **{end: row[end] for end in ENDS},
        }
        for row, band in zip(group.table.to_dict("records"), bands, strict=True)
    ]
    pairs = group.pairs.assign(first=group.pairs["first"].map(ids))
    pairs["second"] = pairs["second"].map(ids)
    return {
        "layers": [ids[one.label] for one in group.layers],
        "figures": rows,
        "pairs": pairs.to_dict("records"),
    }
