"""Zones for spreadsheets, web maps and QGIS: what is in them is what the tables say."""

import io
import json
import sqlite3
from itertools import pairwise
from xml.etree import ElementTree

import geopandas as gpd
import openpyxl
import pandas as pd
import pytest
import shapely

from tests.shipped import CONFLICT
from whoholds.desk import evaluate_proposal
from whoholds.figures.areas import told_by_region, told_by_zone
from whoholds.geometry.areas import geodesic_km2
from whoholds.maps.files import zones_file
from whoholds.maps.palette import fills
from whoholds.maps.zone_table import zones_frame


@pytest.fixture(scope="module")
def evaluation():
    return evaluate_proposal("us-ua-20-dec-2025", "dmz-40")


def file_of(evaluation, form):
    return zones_file(evaluation, CONFLICT.catalogue, form)


def rings(part, arcs):
    """A ring of TopoJSON's arcs, one after the other; a negative one runs backwards."""
    points = []
    for number in part:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    return points


def test_a_topology_has_the_zones_with_each_border_once(evaluation):
    made = json.loads(file_of(evaluation, "topojson"))
    scale, move = made["transform"]["scale"], made["transform"]["translate"]
    arcs = []
    for arc in made["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * scale[0] + move[0], y * scale[1] + move[1]))
        arcs.append(points)
    rows = made["objects"]["zones"]["geometries"]
    frame = zones_frame(evaluation)
    assert [row["properties"]["zone"] for row in rows] == frame["zone"].tolist()
    assert list(rows[0]["properties"]) == [*frame.columns.drop("geometry")]
    shapes = []
    for row in rows:
        parts = [row["arcs"]] if row["type"] == "Polygon" else row["arcs"]
        polygons = [
            shapely.Polygon(rings(part[0], arcs), [rings(hole, arcs) for hole in part[1:]])
            for part in parts
        ]
        shapes.append(shapely.union_all(shapely.make_valid(polygons)))
    drawn = geodesic_km2(gpd.GeoSeries(shapes, crs="EPSG:4326"))
    assert drawn == pytest.approx(frame["area_km2"].to_numpy(), rel=1e-3, abs=0.05)
    edges = [frozenset(pair) for arc in arcs for pair in pairwise(arc)]
    assert len(edges) == len(set(edges)), "an edge stands in it once"
    assert len(file_of(evaluation, "topojson")) < 0.6 * len(file_of(evaluation, "geojson"))


def test_a_topology_knows_no_nan(evaluation):
    def refuse(name):
        raise AssertionError(name)

    made = json.loads(file_of(evaluation, "topojson"), parse_constant=refuse)
    rows = [row["properties"] for row in made["objects"]["zones"]["geometries"]]
    assert {row["less_than_km2"] is None or row["band_km2"] is None for row in rows} == {True}


@pytest.mark.parametrize(("sheet", "table"), [("zones", told_by_zone), ("regions", told_by_region)])
def test_a_workbook_has_the_tables(evaluation, sheet, table):
    back = pd.read_excel(
        io.BytesIO(file_of(evaluation, "xlsx")), sheet, keep_default_na=False, na_values=[]
    )
    expected = table(evaluation)
    assert list(back.columns) == list(expected.columns)
    for name in expected.columns:
        for found, wanted in zip(back[name], expected[name], strict=True):
            if isinstance(wanted, float):
                assert found == pytest.approx(wanted, rel=1e-12)
            else:
                assert found == ("" if wanted is None else wanted)


def test_a_workbook_says_what_it_is_of_and_on_what_it_rests(evaluation):
    book = openpyxl.load_workbook(io.BytesIO(file_of(evaluation, "xlsx")))
    assert book.sheetnames == ["regions", "zones", "sources", "about"]
    about = dict(list(book["about"].values)[1:])
    assert about["proposal"] == "us-ua-20-dec-2025"
    assert about["reading"] == "dmz-40"
    assert about["control_date"] == "2025-08-16"
    assert about["control_source"] == evaluation.zones.control.source
    cited = {row[0] for row in list(book["sources"].values)[1:]}
    assert set(evaluation.proposal.sources) <= cited
    assert book["zones"]["L2"].number_format == "#,##0.0"


@pytest.mark.parametrize("text", ["=1+1", "@SUM(1)", "https://a.example", "+7", "007"])
def test_text_in_a_workbook_is_text(evaluation, text, monkeypatch):
    from whoholds.maps.export import workbook

    table = told_by_zone(evaluation).assign(note=text)
    monkeypatch.setattr(workbook, "told_by_zone", lambda _evaluation: table)
    book = openpyxl.load_workbook(io.BytesIO(file_of(evaluation, "xlsx")))
    sheet = book["zones"]
    column = [cell.value for cell in sheet[1]].index("note") + 1
    cell = sheet.cell(2, column)
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_a_geopackage_brings_its_colours_to_qgis(evaluation, tmp_path):
    path = tmp_path / "zones.gpkg"
    path.write_bytes(file_of(evaluation, "gpkg"))
    database = sqlite3.connect(path)
    row = database.execute(
        "SELECT f_table_name, f_geometry_column, useAsDefault, styleQML FROM layer_styles"
    ).fetchone()
    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    column = database.execute("SELECT column_name FROM gpkg_geometry_columns").fetchone()[0]
    database.close()
    assert row[:3] == ("zones", column, 1)
    style = ElementTree.fromstring(row[3])
    renderer = style.find("renderer-v2")
    assert renderer.get("attr") == "change"
    known = fills("light", evaluation.zones.sides)
    symbols = {one.get("name"): one for one in renderer.iter("symbol")}
    shown = {one.get("value"): one.get("symbol") for one in renderer.iter("category")}
    assert list(shown) == list(known)
    assert set(zones_frame(evaluation)["change"]) <= set(shown)
    for change, fill in known.items():
        layers = symbols[shown[change]].findall("layer")
        colours = [
            one.get("v")
            for layer in layers
            for one in layer.iter("prop")
            if one.get("k") == "color"
        ]
        expected = [fill.colour, fill.ink] if fill.pattern else [fill.colour]
        assert [
            "#" + "".join(f"{int(part):02x}" for part in colour.split(",")[:3])
            for colour in colours
        ] == expected
