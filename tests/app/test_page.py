"""The page without a browser: what it shows, and what it shows when a table is broken."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from html import escape
from importlib.resources import files
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

import whoholds
from tests.app.shown import cards, tables, texts
from tests.shipped import ENGLISH, reader_of
from whoholds.app.markdown import plain
from whoholds.figures.lengths import line_lengths
from whoholds.figures.people import cities_changing
from whoholds.figures.places import places_under
from whoholds.ground import resources
from whoholds.telling.succession import step_text

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def page() -> AppTest:
    opened = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=120)
    # There is no browser here that could say that it has drawn the map.
    opened.session_state["drawn"] = True
    return opened


def test_streamlit_finds_no_pages_of_its_own_beside_the_script():
    """A link to a page, opened before any other, showed an empty page of Streamlit's making."""
    script = Path(str(files("whoholds.app.entry").joinpath("script.py")))
    assert script.is_file()
    assert not script.with_name("pages").exists()


def test_the_map_comes_before_what_is_below_it():
    opened = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=120).run()
    assert not opened.exception
    assert "Control as of 16 August 2025" in texts(opened)
    assert not cards(opened)
    assert not opened.selectbox
    assert not tables(opened)
    opened.session_state["drawn"] = True
    opened.run()
    assert cards(opened)
    assert opened.selectbox
    assert tables(opened)


def test_first_screen_says_what_russia_holds(page):
    page.run()
    assert not page.exception
    held = whoholds.headline(whoholds.zones_of(whoholds.control_layer()))
    assert cards(page)[0].label == "Russia held on 16 August 2025"
    assert cards(page)[0].value == "about 114,000 km²"
    exact = texts(page).replace("\\", "")
    assert "19 % of Ukraine, about the size of Ohio" in exact
    assert f"{held.area_km2:,.0f} km²; ± " in exact
    assert f"{held.times_total.ratio:.3f}" in exact
    assert "Control as of 16 August 2025" in texts(page)


@pytest.mark.parametrize("language", ["en", "uk"])
def test_the_title_is_the_finding_of_what_is_shown(page, language):
    page.query_params["language"] = language
    section(page, "regions", "anchorage-aug-2025")
    one, other = map(whoholds.evaluate_proposal, ("anchorage-aug-2025", "putin-2024"))
    assert whoholds.finding(one, language) in texts(page)
    page.query_params.update(mode="swipe", other="putin-2024")
    again = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=120)
    again.session_state["drawn"] = True
    again.query_params.update(page.query_params)
    again.run()
    assert whoholds.comparison_finding(one, other, language) in texts(again)
    assert [one.value for one in cards(again)] == [
        reader_of(language).about(area) for area in (6_756, 20_955, 14_199)
    ]


@pytest.mark.parametrize("proposal", list(whoholds.load_catalogue().proposals))
def test_no_card_is_of_nothing_and_none_is_said_twice(page, proposal):
    section(page, "regions", proposal)
    net = whoholds.balance(whoholds.evaluate_proposal(proposal))
    labels = [one.label for one in cards(page)]
    assert ("Ukraine would leave" in labels) is (net.leaves_km2 > 0)
    assert ("Russia would return" in labels) is (net.returned_km2 > 0)
    assert all(one.value.startswith(("about ", "less than ")) for one in cards(page))
    moved = net.leaves_km2 + net.returned_km2 + net.unsettled_km2
    assert (len(cards(page)) == 1) is (moved == 0)


def section(page: AppTest, name: str, proposal: str) -> AppTest:
    page.query_params["section"] = name
    page.query_params["proposal"] = proposal
    page.run()
    assert not page.exception
    return page


def test_every_region_row_is_shown(page):
    (table,) = tables(section(page, "regions", "anchorage-aug-2025"))
    result = whoholds.by_region(whoholds.evaluate_proposal("anchorage-aug-2025"))
    assert len(table) == len(result)
    assert f"{float(result['ceded_km2'].max()):,.0f}" in table.to_string()


@pytest.mark.parametrize("proposal", ["anchorage-aug-2025", "us-ua-20-dec-2025"])
def test_regions_stand_by_what_changes_with_units_in_the_heads_alone(page, proposal):
    (table,) = tables(section(page, "regions", proposal))
    result = whoholds.by_region(whoholds.evaluate_proposal(proposal)).set_index("name_en")
    moved = (result["leaves_km2"] + result["gets_back_km2"])[list(table.index)]
    assert moved.round(3).is_monotonic_decreasing
    assert moved.iloc[0] > 0
    for head, cells in table.items():
        assert head.endswith((", km²", ", %"))
        assert not cells.str.contains("km|%").any()
        assert (cells != "–").any()


def test_the_bars_have_the_patterns_of_the_map_in_the_order_of_the_table(page):
    table = tables(section(page, "regions", "anchorage-aug-2025"))[0]
    (chart,) = page.get("arrow_vega_lite_chart") or page.get("vega_lite_chart")
    spec = json.loads(chart.proto.spec)
    paints = spec["encoding"]["color"]["scale"]["range"]
    assert "url(#wh-p-ua_cedes)" in paints
    assert spec["encoding"]["y"]["sort"] == list(table.index)


def test_every_term_is_shown(page):
    (table,) = tables(section(page, "terms", "us-28-nov-2025"))
    assert len(table) == len(whoholds.load_catalogue().known.terms)


@pytest.mark.parametrize("language", ["en", "uk"])
def test_what_was_said_stands_below_what_became_of_it(page, language):
    page.query_params["language"] = language
    shown = texts(section(page, "sources", "anchorage-aug-2025"))
    said = whoholds.reactions_to("anchorage-aug-2025", language)
    assert len(said) >= 8
    for row in said.itertuples():
        assert f"**{plain(row.who)}** ({plain(row.role)}): {plain(row.said)}" in shown
    catalogue = whoholds.load_catalogue()
    proposal = catalogue["anchorage-aug-2025"]
    assert shown.index(plain(proposal.standing[language])) < shown.index(plain(said["said"][0]))
    step = step_text(whoholds.evaluate_proposal(proposal.id), catalogue, reader_of(language))
    assert plain(step) in shown
    assert (
        plain(reader_of(language).text(catalogue.sources["mbua-2025-08-anchorage"].title)) in shown
    )


def test_a_line_has_no_reactions(page):
    shown = texts(section(page, "terms", "line-2025-08-16"))
    assert ENGLISH.word("page.reactions") not in shown


def show_terms() -> None:
    from types import SimpleNamespace

    from whoholds.app.pages import terms
    from whoholds.desk import opened

    terms.show(SimpleNamespace(reader=opened().reader("en")))  # type: ignore[arg-type]


def test_the_page_of_terms_says_what_is_in_the_catalogue():
    shown = AppTest.from_function(show_terms, default_timeout=120).run()
    assert not shown.exception
    assert ENGLISH.word("page.scope") in texts(shown)
    (table,) = shown.get("html")
    catalogue = whoholds.load_catalogue()
    for proposal in catalogue.proposals.values():
        for term in proposal.terms:
            assert term.value is None or escape(term.value["en"]) in table.proto.body


def test_two_proposals_are_put_beside_each_other_from_a_link():
    page = AppTest.from_function(show_terms, default_timeout=120)
    page.query_params["pair"] = ["us-28-nov-2025", "putin-2024", "nobody"]
    page.query_params["terms"] = ["nato", "elections"]
    page.run()
    (table,) = page.get("html")
    assert table.proto.body.count("<tr>") == 3
    assert table.proto.body.count("<em>") == 1
    said = ENGLISH.word("terms.differ_over").format(count=1, all=2, names="Elections")
    assert plain(said) in texts(page)


def test_a_line_has_no_terms_and_says_so(page):
    section(page, "terms", "line-2025-08-16")
    assert not tables(page)
    assert "no terms" in page.info[0].value


def test_people_cities_and_places(page):
    people, cities, places = tables(section(page, "people", "putin-2024"))
    result = whoholds.evaluate_proposal("putin-2024")
    assert len(people) == len(whoholds.by_change(result))
    named = cities_changing(result)
    assert list(cities.index) == shown_cities(named)
    assert len(places) == len(places_under(result))


def shown_cities(named) -> list[str]:
    near = {True: " (close to the line)", False: ""}
    return [f"{row.name_en}{near[row.close]}" for row in named.itertuples()]


def test_no_city_changes_hands_on_today_s_line(page):
    assert len(tables(section(page, "people", "line-2025-08-16"))) == 2
    assert "No city" in page.info[0].value


def test_sizes_name_the_comparator_and_the_line(page):
    section(page, "size", "anchorage-aug-2025")
    page.selectbox(key="comparator").select_index(0).run()
    assert not page.exception
    sides, _, compared, lines = tables(page)
    assert list(sides.index) == ["Ukraine", "Russia"]
    today = whoholds.headline(whoholds.zones_of(whoholds.control_layer()))
    nearest = compared.iloc[0, -1]
    assert "Ohio" in nearest
    assert f"{today.times_total.ratio:.1%}".replace("%", " %") in nearest.replace("\\", "")
    length = line_lengths(whoholds.evaluate_proposal("anchorage-aug-2025")).held.km
    assert lines.iloc[0, 0] == f"{length:,.0f}"
    assert all(head.endswith(", km") for head in lines.columns)


@pytest.mark.parametrize("has", [True, False])
def test_reports_and_package_are_offered_where_what_they_need_is_installed(page, monkeypatch, has):
    monkeypatch.setattr("whoholds.app.whole_files.find_spec", lambda _: has or None)
    section(page, "downloads", "anchorage-aug-2025")
    labels = [one.proto.label for one in page.get("download_button")]
    assert any(label.startswith("Report (PDF)") for label in labels) == has
    assert ("All tables and zones (ZIP)" in labels) == has


def test_another_control_layer_has_its_own_figures(page):
    page.run()
    page.selectbox(key="layer").select("2022-02-23").run()
    assert not page.exception
    before = whoholds.control_layer(date=dt.date(2022, 2, 23))
    held = whoholds.headline(whoholds.zones_of(before))
    assert cards(page)[0].value == "about 44,000 km²"
    assert f"{held.area_km2:,.0f} km²; ± " in texts(page).replace("\\", "")
    assert "Control as of 23 February 2022" in texts(page).replace("\\", "")
    assert page.query_params["layer"] == "2022-02-23"


@pytest.mark.parametrize(("mode", "offered"), [("single", 12), ("side", 23)])
def test_every_download_is_offered_for_both_proposals_that_are_compared(page, mode, offered):
    page.query_params["mode"] = mode
    section(page, "downloads", "putin-2024")
    assert len(page.get("download_button")) == offered


def test_ukrainian_words_and_numbers(page):
    page.run()
    page.selectbox(key="language").select("uk").run()
    assert not page.exception
    assert cards(page)[0].label == "Росія утримувала 16 серпня 2025\u202fр."
    assert "км²" in cards(page)[0].value
    assert "Контроль станом на 16 серпня 2025" in texts(page)


@pytest.fixture
def broken_seeds(tmp_path, monkeypatch):
    """A copy of seeds/ with a holder that does not exist."""
    copy = tmp_path / "seeds"
    shutil.copytree(ROOT / "seeds", copy)
    table = copy / "control_status.csv"
    table.write_text(table.read_text("utf-8").replace(",RU,,", ",ELBONIA,,", 1), "utf-8")
    shutil.copytree(ROOT / "geodata", tmp_path / "geodata")
    monkeypatch.setenv("WHOHOLDS_DATA", str(tmp_path))
    st.cache_resource.clear()
    yield copy
    st.cache_resource.clear()


def test_a_broken_table_shows_its_message_in_place_of_the_map(page, broken_seeds):
    page.run()
    assert not page.exception
    assert not cards(page)
    assert page.error[0].value == "The map cannot be shown"
    message = page.code[0].value
    assert "control_status.csv, line" in message
    assert "ELBONIA" in message
    assert "remedy" in message
    assert resources.seeds("control_status.csv").is_file()
