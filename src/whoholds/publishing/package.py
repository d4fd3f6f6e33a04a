"""A Frictionless data package of the tables and of the zones that they come to."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pandas as pd
from frictionless import Detector, Package, Resource

from whoholds.conflict.conflict import Conflict
from whoholds.desk import shipped_zones
from whoholds.figures.areas import told_by_zone
from whoholds.ground.errors import InputError
from whoholds.ground.outputs import workshop, write_vector
from whoholds.proposals.evaluation import evaluate
from whoholds.telling.citation import HOME
from whoholds.telling.layers import licence_in
from whoholds.telling.record import source_record
from whoholds.words.reader import ENGLISH
from whoholds.zones.partition import Zones

LICENCE = {
    "name": "MIT",
    "title": "MIT License",
    "path": "https://opensource.org/license/mit",
}
"""Of the tables, which are the project's own."""

UNITS = {
    "_km2": "km2, geodesic on the WGS 84 ellipsoid",
    "share": "as a share of 1",
    "people": "people counted before the war",
    "lon": "degrees east, WGS 84",
    "lat": "degrees north, WGS 84",
    "_km": "km",
}
"""What the numbers of a column are in, by a piece of its name; the first that fits."""

KEYS: dict[str, tuple[list[str], dict[str, str]]] = {
    "sources": (["source"], {}),
    "regions": (["region"], {}),
    "proposals": (["proposal"], {}),
    "readings": (["proposal", "reading"], {"proposal": "proposals"}),
    "control_status": ([], {"proposal": "proposals"}),
    "reactions": ([], {"proposal": "proposals"}),
    "places": (["place"], {"region": "regions"}),
    "claims": (["claim"], {}),
    "zones": (["zone"], {"region": "regions"}),
    "tracts": ([], {"proposal": "proposals", "region": "regions"}),
}
"""Of each table the primary key, and the columns that refer to the key of another."""


def write_package(folder: Path, conflict: Conflict) -> int:
    """Write the tables of a conflict and its zones as a data package.

    Parameters
    ----------
    folder
        It must not exist yet, or be empty.
    conflict
        Whose tables; its zones are those of its newest line.

    Returns
    -------
    int
        How many resources are in it.

    Raises
    ------
    InputError
        When something is in the folder already, or it cannot be written: it is there whole or not
        at all.

    Notes
    -----
    Types and keys stand in datapackage.json by the specification of Frictionless
    (https://specs.frictionlessdata.io/data-package/). The same conflict gives the same bytes.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError.of("folder_taken", str(folder))
    if folder.exists():
        folder.rmdir()
    with workshop(folder) as draft:
        inside = draft / "package"
        (inside / "data").mkdir(parents=True)
        zones = shipped_zones(conflict.lines.newest, conflict)
        _lay_down(inside / "data", conflict, zones)
        descriptor = _described(inside, conflict, zones)
        text = json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n"
        (inside / "datapackage.json").write_text(text, encoding="utf-8", newline="\n")
        inside.replace(folder)
    return len(descriptor["resources"])


def _lay_down(folder: Path, conflict: Conflict, zones: Zones) -> None:
    """The tables as they are, what is kept in other forms as tables, and the zones."""
    for path in sorted(conflict.seeds.glob("*.csv")):
        shutil.copyfile(path, folder / path.name)
    lines = folder / "lines"
    lines.mkdir()
    for path in sorted((conflict.seeds / "lines").glob("*.csv")):
        shutil.copyfile(path, lines / path.name)
    tables = {
        "sources": _sources(conflict),
        "proposals": _proposals(conflict),
        "readings": _readings(conflict),
        "zones": zones.table.reset_index(),
        "tracts": _tracts(conflict, zones),
    }
    for name, table in tables.items():
        table.to_csv(folder / f"{name}.csv", index=False, lineterminator="\n", encoding="utf-8")
    shapes = zones.frame.reset_index()[["zone", "region", "held_by", "part", "geometry"]]
    write_vector(shapes, folder / "zones.geojson")


def _sources(conflict: Conflict) -> pd.DataFrame:
    rows = [
        {"source": name} | source_record(source, ENGLISH)
        for name, source in conflict.sources.items()
    ]
    return pd.DataFrame(rows)


def _proposals(conflict: Conflict) -> pd.DataFrame:
    rows = [
        {
            "proposal": one.id,
            "kind": one.kind,
            "date": one.date.isoformat(),
            "name_en": one.name["en"],
            "proposer_en": one.proposer["en"],
            "summary_en": one.summary["en"],
            "sources": ";".join(one.sources),
        }
        for one in conflict.catalogue.proposals.values()
    ]
    return pd.DataFrame(rows)


def _readings(conflict: Conflict) -> pd.DataFrame:
    rows = [
        {
            "proposal": proposal.id,
            "reading": reading.id,
            "is_default": str(reading.id == proposal.default_reading.id).lower(),
            "name_en": reading.name["en"],
        }
        for proposal in conflict.catalogue.proposals.values()
        for reading in proposal.readings
    ]
    return pd.DataFrame(rows)


def _tracts(conflict: Conflict, zones: Zones) -> pd.DataFrame:
    """What every reading of every proposal does to the land, as `whoholds zones` has it."""
    pieces = []
    for proposal in conflict.catalogue.proposals.values():
        for reading in proposal.readings:
            found = told_by_zone(evaluate(conflict.catalogue, proposal.id, zones, reading.id))
            found.insert(0, "reading", reading.id)
            found.insert(0, "proposal", proposal.id)
            pieces.append(found.astype(object))
    return pd.concat(pieces, ignore_index=True)


def _described(folder: Path, conflict: Conflict, zones: Zones) -> dict[str, Any]:
    """The description of the package, with the types that its tables have."""
    files = sorted(path for path in (folder / "data").rglob("*") if path.is_file())
    resources = [_resource(path, folder) for path in files]
    control = zones.control
    newest = next(iter(conflict.versions), None)
    about: dict[str, Any] = {
        "profile": "data-package",
        "name": "whoholds",
        "title": "Who holds, and who would cede, what under each peace proposal: "
        f"{conflict.country.territory.name['en']}",
        "homepage": HOME,
        "description": "Tables, zones and what proposals do to them. Control as of "
        f"{control.date.isoformat()}: {control.source.removesuffix('.')}. Areas in km2, measured "
        "on the polygons. No front-line map for use on the ground.",
        "licenses": [LICENCE],
        "sources": [
            {"title": f"{control.source} ({licence_in(control.provenance, ENGLISH)})"},
            {"title": f"{zones.boundaries.source} ({zones.boundaries.licence})"},
        ],
    }
    if newest is not None and not conflict.is_altered:
        about |= {"version": newest.id, "created": f"{newest.date.isoformat()}T00:00:00Z"}
    about["resources"] = resources
    package = Package.from_descriptor(about, basepath=str(folder))
    return dict(package.to_descriptor())


def _resource(path: Path, folder: Path) -> dict[str, Any]:
    """A file of the package, a table with its types, units and keys."""
    name = path.relative_to(folder).as_posix()
    if path.suffix != ".csv":
        return {
            "name": f"{path.stem}-shapes",
            "path": name,
            "format": "geojson",
            "mediatype": "application/geo+json",
            "encoding": "utf-8",
        }
    id_ = f"line-{path.stem}" if path.parent.name == "lines" else path.stem.replace("_", "-")
    # Every row is looked at: a column that is a number in the first hundred may be none later.
    detector = Detector(sample_size=100_000, field_float_numbers=True)
    found = Resource(path=name, basepath=str(folder), detector=detector)
    found.infer(stats=True)
    described = dict(found.to_descriptor())
    described |= {"name": id_, "path": name}
    fields = described["schema"]["fields"]
    for field in fields:
        unit = next((unit for part, unit in UNITS.items() if part in field["name"]), None)
        if unit and field["type"] in ("number", "integer"):
            field["description"] = unit
    key, references = KEYS.get(path.stem, ([], {}))
    if key:
        described["schema"]["primaryKey"] = key
    if references:
        described["schema"]["foreignKeys"] = [
            {"fields": [column], "reference": {"resource": other, "fields": KEYS[other][0]}}
            for column, other in references.items()
        ]
    return described
