"""Tracts: the zones of a region that one side holds and that share a status, as one piece.

The partition cuts a region by every part that any proposal treats apart. An evaluation treats most
of them alike; what it does is told, drawn and written by tract, so that a reader never meets a cut
that belongs to another proposal.
"""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from whoholds.proposals.catalogue import STATUS
from whoholds.proposals.evaluation import Evaluation
from whoholds.zones.partition import KEY, PART_SEPARATOR

_SIDE = KEY[:2]


def tract_keys(evaluation: Evaluation) -> pd.Series:
    """Return the tract that every zone belongs to.

    Returns
    -------
    pandas.Series
        By zone id, in the order of the zones: region/held_by/part, where part is "" unless the
        whole tract has its status from rows for parts. It then is their ids joined by "+".

    Examples
    --------
    >>> from whoholds.desk import evaluate_proposal
    >>> keys = tract_keys(evaluate_proposal("anchorage-aug-2025"))
    >>> sorted(set(keys[keys.str.startswith("UA-14")]))
    ['UA-14/RU/', 'UA-14/UA/']
    >>> keys = tract_keys(evaluate_proposal("us-ua-20-dec-2025", "dmz-10"))
    >>> sorted(set(keys[keys.str.startswith("UA-14/UA")]))
    ['UA-14/UA/', 'UA-14/UA/dmz-10+dmz-5']
    """
    frame = evaluation.frame
    columns = [*_SIDE, *STATUS]
    part = frame.groupby(columns, sort=False)["treated"].transform(_joined)
    return frame["region"] + "/" + frame["held_by"] + "/" + part


def _joined(treated: pd.Series) -> str:
    names = set(treated)
    return "" if "" in names else PART_SEPARATOR.join(sorted(names))


def tracts(evaluation: Evaluation) -> pd.DataFrame:
    """Sum the zones of an evaluation by tract, without geometry.

    Returns
    -------
    pandas.DataFrame
        Indexed by tract, sorted by region, held_by and part: these three, holder (after),
        administration, counted_for, recognition, basis, source, note, change; then area_km2,
        official_km2 and share_of_region, summed over the zones.
    """
    sums = ["area_km2", "official_km2", "share_of_region"]
    groups = evaluation.frame.groupby(tract_keys(evaluation).rename("tract"))
    same = groups[[*_SIDE, *STATUS, "change"]].first()
    same.insert(2, "part", [key.split("/", 2)[2] for key in same.index])
    return same.join(groups[sums].sum()).sort_values(KEY)


def tract_shapes(evaluation: Evaluation) -> gpd.GeoSeries:
    """Return the ground of every tract as one shape.

    Returns
    -------
    geopandas.GeoSeries
        In the order of `tracts`, in EPSG:4326: the union of the tract's zones.
    """
    frame = evaluation.zones.frame
    shapes = pd.Series(frame.geometry.to_numpy(), index=frame.index)

    def united(zones: pd.Series) -> Any:
        return zones.iloc[0] if len(zones) == 1 else shapely.union_all(zones.to_numpy())

    union = shapes.groupby(tract_keys(evaluation)).agg(united)
    ordered = union.reindex(tracts(evaluation).index)
    return gpd.GeoSeries(ordered.to_list(), index=ordered.index, crs=frame.crs)
