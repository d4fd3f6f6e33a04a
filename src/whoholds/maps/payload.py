"""What the map page needs to know, as plain data: one geometry, every proposal's statuses."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely
from babel.dates import format_date

from whoholds.control import line_of_contact
from whoholds.evaluation import evaluate
from whoholds.labels import LOCALES, word, words
from whoholds.parts import load_parts
from whoholds.proposals import Catalogue, Proposal
from whoholds.resources import geodata
from whoholds.tables import list_ids
from whoholds.vocabulary import Change
from whoholds.zones import PART_SEPARATOR, Zones

DECIMALS = 4
"""Of coordinates in the page: 0.0001 degree is 7 to 11 m, finer than any line on the map."""

SMALLEST_PLACE = 8_000
"""Population below which no settlement is named on the map."""


MODES = ("single", "side", "difference", "swipe")
"""Ways to see one proposal, or two together."""


@dataclass(frozen=True)
class Chosen:
    """What the page shows when it opens.

    `other` and its reading are the second of the two proposals that the modes other than
    "single" compare.
    """

    proposal: str
    reading: str
    other: str
    other_reading: str
    mode: str = "single"
    region: str | None = None


def page_data(
    catalogue: Catalogue,
    zones: Zones,
    chosen: Chosen,
    language: str = "en",
    people: pd.Series | None = None,
) -> dict[str, Any]:
    """Collect the data of the map page.

    Parameters
    ----------
    catalogue
        Every proposal of it can be chosen in the page.
    zones
        Drawn once, whatever the proposal.
    chosen
        What is shown first.
    language
        "en" or "uk".
    people
        Pre-war residents by zone id, where they are known.

    Returns
    -------
    dict
        JSON-ready; coordinates rounded to `DECIMALS` (EPSG:4326).
    """
    statuses: dict[str, int] = {}
    proposals = [
        _proposal(catalogue, proposal, zones, language, statuses)
        for proposal in catalogue.proposals.values()
    ]
    shown = [json.loads(status) for status in statuses]
    used = sorted({name for status in shown for name in status["sources"]})
    return {
        "locale": LOCALES[language].replace("_", "-"),
        "date": format_date(zones.control.date, "long", locale=LOCALES[language]),
        "chosen": {
            "proposal": chosen.proposal,
            "reading": chosen.reading,
            "other": chosen.other,
            "otherReading": chosen.other_reading,
            "mode": chosen.mode,
            "region": chosen.region,
        },
        "order": [change.value for change in Change],
        "words": _page_words(language),
        "proposals": proposals,
        "statuses": shown,
        "sources": {name: _source(catalogue, name) for name in used},
        "zones": _zone_features(zones, language, people),
        "regions": _shapes(shapely.boundary(zones.boundaries.regions.geometry.to_numpy())),
        "border": _shapes([zones.boundaries.territory.boundary]),
        "line": _shapes([line_of_contact(zones.control, zones.boundaries)]),
        "backdrop": _backdrop(),
        "seas": _seas(language),
        "places": _places(language),
    }


def _page_words(language: str) -> dict[str, Any]:
    names = ["proposals", "reading", "legend", "today", "after", "change", "area", "recognition"]
    names += ["source", "line", "border", "label", "select_hint", "view", "compare_with", "differ"]
    names += [
        "same",
        "nothing_differs",
        "differ_terms",
        "divider",
        "people",
        "residents",
        "pre_war",
    ]
    names += ["details", "whole", "close", "skip", "zones", "zoom_in", "zoom_out"]
    names += ["tap_hint", "touch_hint", "wheel_hint"]
    return {
        **{name: word(f"map.{name}", language) for name in names},
        "ofRegion": word("map.of_region", language),
        "km2": word("unit.km2", language),
        "mode": words("map.mode", language),
        "held_by": words("map.held_by", language),
        "holder": words("holder", language),
        "changes": words("change", language),
        "recognitions": words("recognition", language),
        "bases": words("basis", language),
    }


def _proposal(
    catalogue: Catalogue,
    proposal: Proposal,
    zones: Zones,
    language: str,
    statuses: dict[str, int],
) -> dict[str, Any]:
    """A proposal whose readings give each zone the number of a status in `statuses`.

    Most zones of most proposals share a status, so each is written into the page once.
    """
    readings = {}
    for reading in proposal.readings:
        frame = evaluate(catalogue, proposal.id, zones, reading.id).frame
        readings[reading.id] = {
            "id": reading.id,
            "name": getattr(reading.name, language),
            "statuses": [
                statuses.setdefault(_status(row), len(statuses))
                for row in frame.itertuples(index=False)
            ],
        }
    is_line = proposal.kind == "line"
    return {
        "id": proposal.id,
        "name": getattr(proposal.name, language),
        "date": "" if is_line else format_date(proposal.date, "medium", locale=LOCALES[language]),
        "proposer": "" if is_line else getattr(proposal.proposer, language),
        "reading": proposal.default_reading.id,
        "readings": readings,
    }


def _status(row: Any) -> str:
    return json.dumps(
        {
            "holder": row.holder,
            "administration": row.administration,
            "change": row.change,
            "recognition": row.recognition,
            "basis": row.basis,
            "sources": list_ids(row.source),
        }
    )


def _source(catalogue: Catalogue, name: str) -> dict[str, str]:
    source = catalogue.sources[name]
    dated = f", {source.date.isoformat()}" if source.date else ""
    return {"name": source.publisher + dated, "title": source.title, "url": source.url}


def _zone_features(zones: Zones, language: str, people: pd.Series | None) -> dict[str, Any]:
    """The zones in the order in which a keyboard goes through them.

    Regions come from west to east, and in each what Ukraine holds comes first; `index` is the
    place of a zone's status in a reading's list.
    """
    frame = zones.frame.copy()
    names = zones.boundaries.regions[f"name_{language}"]
    frame["name"] = frame["region"].map(names)
    parts = load_parts().drop_duplicates("part").set_index("part")[f"name_{language}"]
    labels = [
        ", ".join(parts.get(name, name) for name in part.split(PART_SEPARATOR) if name)
        for part in frame["part"]
    ]
    frame = frame.assign(
        part=labels,
        index=range(len(frame)),
        heldBy=frame["held_by"],
        area=frame["area_km2"].round(2),
        share=frame["share_of_region"].round(5),
        at=[_inside(shape) for shape in frame.geometry],
    )
    columns = ["index", "region", "name", "part", "heldBy", "area", "share", "at", "geometry"]
    if people is not None:
        frame["people"] = people.reindex(frame.index).round().astype(int)
        columns.append("people")
    regions = zones.boundaries.regions.geometry.representative_point()
    frame["west"] = frame["region"].map(regions.x)
    ordered = frame.sort_values(["west", "region", "heldBy", "index"], ascending=[1, 1, 0, 1])
    return _collection(ordered[columns])


def _inside(shape: shapely.Geometry) -> list[float]:
    """A point well within the largest piece of a zone."""
    largest = max(shapely.get_parts(shape), key=lambda piece: piece.area)
    point = shapely.maximum_inscribed_circle(largest, tolerance=0.01).coords[0]
    return [round(float(degrees), 3) for degrees in point]


def _collection(frame: gpd.GeoDataFrame) -> dict[str, Any]:
    rounded = shapely.transform(frame.geometry.to_numpy(), lambda points: points.round(DECIMALS))
    return json.loads(frame.set_geometry(rounded, crs=frame.crs).to_json(drop_id=True))


def _shapes(geometries: Any) -> dict[str, Any]:
    frame = gpd.GeoDataFrame(geometry=list(geometries), crs="EPSG:4326")
    return _collection(frame[~frame.geometry.is_empty])


@cache
def _backdrop() -> dict[str, Any]:
    """Neighbouring land, reservoirs and rivers, without names: drawn, not told."""
    files = {"land": "neighbours", "water": "reservoirs", "rivers": "rivers"}
    frames = {layer: gpd.read_file(geodata(f"{name}.geojson")) for layer, name in files.items()}
    shapes = {layer: _shapes(frame.geometry) for layer, frame in frames.items()}
    return {**shapes, "beyond": _shapes([_beyond(frames["land"])])}


def _beyond(land: gpd.GeoDataFrame) -> shapely.Geometry:
    """What a wide screen shows outside the extent of the backdrop: drawn as land."""
    return shapely.box(-60, 5, 120, 80) - shapely.box(*land.total_bounds)


def _seas(language: str) -> list[dict[str, Any]]:
    seas = gpd.read_file(geodata("seas.geojson"))
    points = seas.geometry.representative_point()
    return [
        {"name": name, "lon": round(point.x, 2), "lat": round(point.y, 2)}
        for name, point in zip(seas[f"name_{language}"], points, strict=True)
    ]


@cache
def _settlements() -> pd.DataFrame:
    """Places to name, largest first; the districts of a city are not places of their own."""
    table = pd.read_csv(geodata("settlements.csv"), keep_default_na=False)
    large = table[(table["population"] >= SMALLEST_PLACE) & (table["section_of"] == "")]
    return large.sort_values(["population", "geonames_id"], ascending=[False, True])


def _places(language: str) -> list[dict[str, Any]]:
    return [
        {
            "name": getattr(row, f"name_{language}") or row.name_en,
            "lon": round(row.lon, 3),
            "lat": round(row.lat, 3),
            "population": int(row.population),
        }
        for row in _settlements().itertuples(index=False)
    ]
