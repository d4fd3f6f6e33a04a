import json

import pytest
import shapely

from tests.drawn import SQUARES, TERRITORY
from whoholds.figures.areas import by_change, by_holder, by_region, by_zone, headline
from whoholds.figures.report import report
from whoholds.geometry.areas import geodesic_km2
from whoholds.zones.bands import told


def measured_box(*bounds):
    return float(geodesic_km2([shapely.box(*bounds)])[0])


def measured(region):
    return measured_box(*SQUARES[region].bounds)


def column(table, key, value="official_km2"):
    return dict(zip(table[key], table[value], strict=True))


def test_areas_by_holder_in_the_order_of_the_vocabulary(narrow, wide):
    table = by_holder(narrow)
    assert column(table, "holder") == pytest.approx(
        {"UA": 4500, "RU": 9000, "DMZ": 1000, "OPEN": 500}
    )
    assert list(table["holder"]) == ["UA", "RU", "DMZ", "OPEN"]
    assert column(by_holder(wide), "holder") == pytest.approx(
        {"UA": 5500, "RU": 1000, "INT": 8000, "OPEN": 500}
    )


def test_areas_by_change(narrow, wide):
    assert column(by_change(narrow), "change") == pytest.approx(
        {
            "ua_keeps": 4000,
            "ru_keeps": 8000,
            "ua_cedes": 1000,
            "ru_returns": 500,
            "demilitarised": 1000,
            "left_open": 500,
        }
    )
    assert column(by_change(wide), "change")["ru_returns"] == pytest.approx(1500)


@pytest.mark.parametrize("table", [by_holder, by_change, by_zone])
def test_shares_are_of_all_polygons_of_the_layer(narrow, zones, table):
    rows, whole = table(narrow), zones.boundaries.area_km2
    assert rows["share"].tolist() == pytest.approx((rows["area_km2"] / whole).tolist())
    assert rows["share"].sum() == pytest.approx(1)


def test_measured_areas_stand_beside_the_official_ones(narrow, zones):
    polygons = zones.boundaries.regions["area_km2"]
    for table in (by_holder, by_change, by_zone):
        assert table(narrow)["area_km2"].sum() == pytest.approx(polygons.sum(), rel=1e-12)
    ceded = column(by_change(narrow), "change", "area_km2")["ua_cedes"]
    assert ceded == pytest.approx(polygons["UA-02"] / 2)


def test_by_zone_is_a_plain_table_of_every_zone(narrow, zones):
    table = by_zone(narrow)
    assert len(table) == len(zones.frame) == 7
    assert "geometry" not in table.columns
    assert table["share_of_region"].tolist() == pytest.approx([1, 0.25, 0.25, 0.5, 0.25, 0.75, 1])


def test_by_region_leaves_out_where_nothing_happens(narrow):
    table = by_region(narrow).set_index("region")
    assert list(table.index) == ["UA-02", "UA-03", "UA-04"]
    half = measured("UA-02") / 2
    quarter = measured_box(33.5, 48, 34, 50)
    figures = {
        "area_km2": 2 * half,
        "official_km2": 2000,
        "held_km2": half,
        "held_share": 0.5,
        "ua_km2": quarter,
        "ru_km2": half,
        "dmz_km2": 0,
        "int_km2": 0,
        "open_km2": half - quarter,
        "ceded_km2": half,
        "returned_km2": quarter,
        "not_mentioned_km2": 0,
        "leaves_km2": half,
        "gets_back_km2": quarter,
    }
    assert table.loc["UA-02", list(figures)].to_dict() == pytest.approx(figures)
    assert table.loc["UA-02", "name_uk"] == "Північний Схід"


def test_holders_of_a_region_add_up_to_it(narrow, wide):
    for evaluation in (narrow, wide):
        table = by_region(evaluation)
        holders = table[["ua_km2", "ru_km2", "dmz_km2", "int_km2", "open_km2"]].sum(axis="columns")
        assert holders.tolist() == pytest.approx(table["area_km2"].tolist(), rel=1e-12)


def test_headline_is_what_is_held_on_the_day(zones):
    figure = headline(zones)
    held = measured("UA-02") / 2 + measured("UA-03") / 4 + measured("UA-04")
    assert figure.area_km2 == pytest.approx(held)
    assert figure.share == pytest.approx(held / sum(map(measured, SQUARES)))
    assert figure.official_km2 == pytest.approx(10_000)
    assert figure.official_share == pytest.approx(10_000 / TERRITORY.official_km2)
    assert TERRITORY.official_km2 == 603_628
    assert figure.times_total.ratio == pytest.approx(held / 116_098)
    assert figure.times_land.ratio == pytest.approx(held / 105_829)


def test_headline_does_not_depend_on_the_proposal(narrow, wide):
    assert report(narrow)["headline"] == report(wide)["headline"]


def test_report_is_plain_data_of_the_same_figures(narrow):
    data = json.loads(json.dumps(report(narrow), allow_nan=False))
    assert (data["proposal"], data["reading"]) == ("swap", "narrow")
    assert data["control_layer"] == {
        "date": "2025-08-16",
        "source": "drawn by hand",
        "kind": "assessed",
        **dict.fromkeys(["licence", "licence_by", "retrieved", "sha256", "precision_km"]),
    }
    assert data["schema"] == 2
    assert data["denominator_km2"] == pytest.approx(sum(map(measured, SQUARES)))
    assert data["country"] == told(by_holder(narrow)).to_dict("records")
    assert data["changes"] == told(by_change(narrow)).to_dict("records")
    assert len(data["zones"]) == 7
