"""One proposal as a picture, SVG and PNG: what is written, in which colours, always the same."""

import dataclasses
import datetime as dt
import io
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from xml.etree import ElementTree

import matplotlib as mpl
import numpy as np
import pytest
import shapely
from PIL import Image

from tests.conftest import ROOT
from tests.drawn import SQUARES, TERRITORY, boundaries_of, control_of, edit
from tests.mistakes import mistake
from tests.shipped import COUNTRY, ENGLISH, reader_of
from whoholds.desk import evaluate_proposal, load_boundaries, load_catalogue
from whoholds.geometry.areas import geodesic_km2
from whoholds.ground.errors import UnknownNameError
from whoholds.ground.resources import geodata
from whoholds.ground.texts import read_toml
from whoholds.maps.palette import SURFACES, THEMES, fills
from whoholds.maps.picture_file import picture_file
from whoholds.maps.print import names
from whoholds.maps.print.lettering import font, width, wrapped
from whoholds.maps.print.paper import HATCHES
from whoholds.maps.print.placing import Room
from whoholds.maps.print.projection import projected, projection_of
from whoholds.maps.print.scene import scene_of
from whoholds.maps.sheet import sheet_of
from whoholds.maps.showing import face_of, shown
from whoholds.proposals.catalogue import read_catalogue
from whoholds.proposals.citations import read_sources
from whoholds.proposals.evaluation import evaluate
from whoholds.telling.finding import finding
from whoholds.words.reader import LANGUAGES
from whoholds.words.text import Text
from whoholds.zones.partition import partition

SVG = "{http://www.w3.org/2000/svg}"
MAPS = {"anchorage-aug-2025": "narrow", "us-ua-20-dec-2025": "dmz-40"}
FILLS = {theme: fills(theme, TERRITORY.sides) for theme in THEMES}
SOURCES = load_catalogue().sources
PROJECTION = projection_of(COUNTRY)


def map_svg(evaluation, sources, language="en", theme="light"):
    what = shown("single", evaluation)
    return picture_file(what, sources, "svg", "a4-landscape", language, theme).content


def map_png(evaluation, sources, language="en", theme="light", width=2000):
    what = shown("single", evaluation)
    return picture_file(what, sources, "png", "a4-landscape", language, theme, width).content


def texts(svg):
    """The words of an SVG, line after line."""
    return [element.text for element in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def written(svg):
    return " ".join(texts(svg))


def everything(svg):
    """What is written and what the file says of itself."""
    return " ".join(" ".join(ElementTree.fromstring(svg).itertext()).split())


@cache
def shipped(proposal, language="en", theme="light"):
    """The SVG of a shipped proposal, drawn once for all tests."""
    return map_svg(evaluate_proposal(proposal, MAPS[proposal]), SOURCES, language, theme)


def pixels(png):
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB"))


def rgb(colour):
    return [int(colour[place : place + 2], 16) for place in (1, 3, 5)]


@pytest.fixture(scope="module", params=MAPS)
def evaluation(request):
    return evaluate_proposal(request.param, MAPS[request.param])


@pytest.fixture(scope="module")
def swap(catalogue, zones):
    """A small map, drawn by hand."""
    return evaluate(catalogue, "swap", zones)


# What is written


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_all_words_of_the_picture_are_text(evaluation, language, theme):
    sheet = sheet_of(evaluation, SOURCES, language)
    words = written(shipped(evaluation.proposal.id, language, theme))
    dated = reader_of(language).short_day(evaluation.zones.control.date)
    for text in [finding(evaluation, language), dated, *(row.name for row in sheet.legend)]:
        assert text in words
    assert evaluation.reading.name[language] in words
    said = everything(shipped(evaluation.proposal.id, language, theme))
    for note in sheet.notes:
        assert " ".join(note.split()) in said


def test_the_sheet_has_the_figures_of_the_reports_in_the_readers_form():
    evaluation = evaluate_proposal("anchorage-aug-2025")
    area = evaluation.frame.query("change == 'ua_cedes'")["area_km2"].sum()
    by_language = {
        language: {row.kind: row.area for row in sheet_of(evaluation, SOURCES, language).legend}
        for language in LANGUAGES
    }
    assert by_language["en"]["ua_cedes"].startswith(f"{area:,.0f} ± ")
    assert by_language["uk"]["ua_cedes"].startswith(f"{area:,.0f} ± ".replace(",", "\u00a0"))
    assert sheet_of(evaluation, SOURCES, "en").date == "16 August 2025"
    assert sheet_of(evaluation, SOURCES, "uk").date.startswith("16 серпня 2025")


def test_sources_and_licences_are_named(evaluation):
    words = everything(shipped(evaluation.proposal.id))
    control, boundaries = evaluation.zones.control, evaluation.zones.boundaries
    for name in evaluation.proposal.sources:
        assert SOURCES[name].publisher["en"] in words
    for text in (control.source, boundaries.source, boundaries.licence, "GeoNames, CC BY 4.0"):
        assert text in words


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_licences_on_the_map_are_those_of_the_files(language):
    files = read_toml(geodata("provenance.toml"))
    for name in ("neighbours", "rivers", "reservoirs"):
        assert files[f"{name}.geojson"]["licence"] == "Public domain"
        assert files[f"{name}.geojson"]["source"].startswith("Natural Earth")
    assert files["settlements.csv"]["licence"].startswith("CC BY 4.0")
    assert "CC BY 4.0" in reader_of(language).word("map.credits")


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en", ["Kyiv", "Donetsk", "Kherson", "Romania", "Black Sea", "200 km"]),
        ("uk", ["Київ", "Донецьк", "Херсон", "Румунія", "Чорне море", "200 км"]),
    ],
)
def test_cities_neighbours_and_seas_have_their_names_once(language, names):
    line = evaluate_proposal("line-2025-08-16")
    lines = texts(map_svg(line, SOURCES, language))
    for name in names:
        assert lines.count(name) == 1


def test_a_sea_that_is_drawn_as_water_has_its_name_too(monkeypatch):
    line = evaluate_proposal("line-2025-08-16")
    marked = names.seas(line.zones.known)
    drawn = marked.set_geometry(marked.geometry.buffer(20_000))
    monkeypatch.setattr(names, "seas", lambda _: drawn)
    assert written(map_svg(line, SOURCES)).count("Black Sea") == 1


def test_the_kakhovka_reservoir_is_drained_from_the_day_of_the_breach(shipped_zones):
    said = "Kakhovka Reservoir, drained since June 2023"
    for date, zones in shipped_zones.items():
        line = evaluate(load_catalogue(), "line-2025-08-16", zones)
        assert (said in written(map_svg(line, SOURCES))) == (date >= dt.date(2023, 6, 6))


@pytest.mark.parametrize("kind", ["assessed", "claimed", "settlement"])
def test_a_layer_that_is_no_assessment_says_so(swap, kind):
    control = swap.zones.control.telling(kind=kind)
    other = dataclasses.replace(swap, zones=dataclasses.replace(swap.zones, control=control))
    dated = sheet_of(other, {}).dated
    assert (dated == "Control as of") == (kind == "assessed")


def test_a_map_without_a_line_of_contact_has_none_in_its_legend(grid, catalogue, swap, country):
    assert ENGLISH.word("map.line") in written(map_svg(swap, catalogue.sources))
    everything = control_of(shapely.union_all(list(SQUARES.values())))
    whole = evaluate(catalogue, "line-today", partition(grid, everything, country))
    assert ENGLISH.word("map.line") not in written(map_svg(whole, catalogue.sources))


# Text of others

STRANGE = {
    "markup": "<img src=x onerror=alert(1)> & </text><script>",
    "mathematics": r"$x$ and $\frac{1}{2}$ and $",
    "quotes": "'single' \"double\" --> ]]>",
}


def strange(seeds, grid, control, country, name):
    """The hand-drawn proposal, in which every name is strange."""
    path = seeds / "proposals" / "swap.toml"
    quoted = name.replace("\\", "\\\\").replace('"', '\\"')
    for old in ('name = { en = "Swap"', 'proposer = { en = "Nobody"', 'name = { en = "Narrow"'):
        edit(path, old, old.rpartition('"')[0].rpartition('"')[0] + f'"{quoted}"')
    sources = read_sources(seeds / "sources.toml")
    sources["atlas"] = sources["atlas"].model_copy(update={"publisher": Text({"en": name})})
    layer = control.telling(source={"en": name})
    zones = partition(grid, layer, country)
    return evaluate(read_catalogue(seeds, sources, TERRITORY), "swap", zones), sources


@pytest.mark.parametrize("case", STRANGE)
def test_text_of_others_is_text(seeds, grid, control, country, case):
    name = STRANGE[case]
    evaluation, sources = strange(seeds, grid, control, country, name)
    svg = map_svg(evaluation, sources)
    root = ElementTree.fromstring(svg)
    assert {element.tag.removeprefix(SVG) for element in root.iter()}.isdisjoint({"img", "script"})
    assert name in written(svg)
    assert everything(svg).count(name) >= 5
    assert pixels(map_png(evaluation, sources, width=500)).shape == (353, 500, 3)


@pytest.mark.parametrize(
    ("name", "shown_name"),
    [
        ("和平 plan 🕊", "\ufffd\ufffd plan \ufffd"),
        ("a\\u0000b\\u0007", "a\ufffdb\ufffd"),
        ("a\\n\\t b", "a b"),
    ],
    ids=["other scripts", "control characters", "white space"],
)
def test_what_the_font_cannot_write_is_marked(seeds, grid, control, country, name, shown_name):
    edit(seeds / "proposals" / "swap.toml", 'en = "Swap"', f'en = "{name}"')
    sources = read_sources(seeds / "sources.toml")
    catalogue = read_catalogue(seeds, sources, TERRITORY)
    evaluation = evaluate(catalogue, "swap", partition(grid, control, country))
    svg = map_svg(evaluation, sources)
    assert shown_name in written(svg)
    assert map_png(evaluation, sources, width=500).startswith(b"\x89PNG")


@pytest.mark.parametrize("name", ["a long name " * 60, "unbroken" * 90])
def test_a_name_too_long_is_cut_and_stays_on_the_sheet(seeds, grid, control, country, name):
    evaluation, sources = strange(seeds, grid, control, country, name.strip())
    lines = texts(map_svg(evaluation, sources))
    assert any(line.endswith("…") for line in lines)
    assert max(map(len, lines)) < 220


@pytest.mark.parametrize("room", [0.3, 1.0, 4.0])
def test_wrapped_lines_fit_and_lose_no_word(room):
    letters = font(9.0)
    text = "Ukraine's internationally recognised border, Crimea included"
    lines = wrapped(text, letters, room, 99)
    assert all(width(line, letters) <= room for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    few = wrapped(text, letters, room, 1)
    assert len(few) == 1
    assert width(few[0], letters) <= room
    assert (few != lines) == few[0].endswith("…")


# Colours and shapes


@pytest.mark.parametrize("theme", THEMES)
def test_colours_are_those_of_the_palette_and_only_of_what_is_on_the_map(evaluation, theme):
    svg = shipped(evaluation.proposal.id, theme=theme).decode()
    there = set(evaluation.frame["change"])
    for fill in FILLS[theme].values():
        sharing = {one for one, other in FILLS[theme].items() if other.colour == fill.colour}
        assert (f"fill: {fill.colour}" in svg) == bool(sharing & there)
    patterned = {change for change in there if FILLS[theme][change].pattern}
    assert svg.count("<pattern ") == len(patterned)
    for name in ("page", "sea", "land", "river", "line", "casing", "border", "region-edge"):
        assert SURFACES[theme][name] in svg


def test_every_pattern_of_the_palette_has_its_own_hatch():
    patterns = {fill.pattern for each in FILLS.values() for fill in each.values()}
    assert patterns <= set(HATCHES)
    assert len(set(HATCHES.values())) == len(HATCHES)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("width", [None, 500, 1234])
def test_the_png_has_its_size_and_its_colours(swap, catalogue, width, theme):
    size = {} if width is None else {"width": width}
    picture = pixels(map_png(swap, catalogue.sources, theme=theme, **size))
    assert picture.shape == (round((width or 2000) * 2480 / 3508), width or 2000, 3)
    assert picture[0, 0].tolist() == rgb(SURFACES[theme]["page"])
    for change in set(swap.frame["change"]):
        colour = rgb(FILLS[theme][change].colour)
        share = (picture == colour).all(axis=2).mean()
        assert share > 0.0005, change


def test_areas_on_paper_compare_as_on_the_ground():
    shapes = load_boundaries().regions.geometry
    paper = np.array([shapely.area(projected(shape, PROJECTION)) for shape in shapes])
    scale = paper / geodesic_km2(shapes) / 1e6
    assert scale == pytest.approx(1, abs=2e-3)


def test_names_hide_neither_each_other_nor_the_edge():
    """The boxes in which names lie, as the placing sees them."""
    room = Room((0, 0, 10, 10))
    room.take((4, 4, 6, 5))
    assert room.is_free((1, 1, 2, 2))
    assert not room.is_free((5, 4.5, 7, 6))
    assert not room.is_free((6.02, 4, 7, 5)), "the two would read on"
    assert room.is_free((6.05, 4, 7, 5))
    assert not room.is_free((9, 1, 10, 2))
    assert not room.is_free((1, -1, 2, 0.5))


def test_what_a_name_hides_is_measured_on_the_sheet():
    line = shapely.LineString([(0, 5), (10, 5)])
    border = shapely.LineString([(9, 0), (9, 10)])
    room = Room((0, 0, 10, 10), [shapely.box(0, 0, 2, 2), shapely.box(2, 0, 3, 2)], line, border)
    assert room.hidden((1, 1, 2.5, 3)) == pytest.approx(1.5)
    assert room.hidden((4, 4, 7, 6)) == pytest.approx(3 * 5 / 72)
    assert room.hidden((4, 6, 7, 7)) == 0
    assert room.crossed((8, 1, 9.5, 2)) == pytest.approx(1)
    assert room.crossed((1, 1, 2, 2)) == 0


def test_a_strip_along_the_border_is_drawn_and_counted_with_the_land_behind():
    """Two drawings of one border differ by a little; neither map nor figures have specks."""
    strip = shapely.box(33.99, 48.9, 34, 49.1)
    held = shapely.box(33, 48, 34, 50)
    boundaries = boundaries_of({"UA-01": SQUARES["UA-01"], "UA-02": SQUARES["UA-02"]})
    zones = partition(boundaries, control_of(held.difference(strip)), country=COUNTRY)
    evaluation = evaluate(load_catalogue(), "line-2025-08-16", zones)
    scene = scene_of(face_of(evaluation, ENGLISH), ENGLISH)
    drawn, whole = scene.kinds["ru_keeps"], projected(held, PROJECTION)
    assert shapely.area(drawn.symmetric_difference(whole)) < 1e-5 * shapely.area(whole)
    areas = evaluation.frame.groupby("change")["area_km2"].sum()
    assert areas["ru_keeps"] == pytest.approx(geodesic_km2([held])[0])


# Always the same

OTHER_PROCESS = """
import sys
from pathlib import Path
from whoholds.desk import load_catalogue
from whoholds.desk import evaluate_proposal
from whoholds.maps.picture_file import picture_file
from whoholds.maps.showing import shown
evaluation, sources = evaluate_proposal("us-ua-20-dec-2025", "dmz-40"), load_catalogue().sources
what = shown("single", evaluation), sources
for form in ("svg", "png"):
    made = picture_file(*what, form, "a4-landscape", "uk", "dark", 2000)
    Path(f"map.{form}").write_bytes(made.content)
assert "matplotlib.pyplot" not in sys.modules
"""


def test_another_process_with_another_configuration_draws_the_same_bytes(tmp_path):
    (tmp_path / "matplotlibrc").write_text(
        "font.family: serif\nsvg.fonttype: path\nhatch.linewidth: 4\ntext.color: red\n"
        "savefig.facecolor: blue\nsavefig.bbox: tight\nlines.antialiased: False\n"
    )
    environment = {"PYTHONPATH": str(ROOT / "src"), "PYTHONHASHSEED": "7", "HOME": str(tmp_path)}
    subprocess.run(
        [sys.executable, "-W", "error", "-c", OTHER_PROCESS],
        check=True, cwd=tmp_path, env=environment, timeout=120,
    )  # fmt: skip
    evaluation = evaluate_proposal("us-ua-20-dec-2025", "dmz-40")
    assert (tmp_path / "map.svg").read_bytes() == map_svg(evaluation, SOURCES, "uk", "dark")
    assert (tmp_path / "map.png").read_bytes() == map_png(evaluation, SOURCES, "uk", "dark")


def test_drawing_changes_no_setting_and_threads_do_not_meet(swap, catalogue):
    before = dict(mpl.rcParams)
    one = map_svg(swap, catalogue.sources)
    with ThreadPoolExecutor(3) as pool:
        others = list(pool.map(lambda _: map_svg(swap, catalogue.sources), range(3)))
    assert others == [one] * 3
    assert dict(mpl.rcParams) == before
    assert b"<dc:date>" not in one


# Mistakes


@pytest.mark.parametrize("draw", [map_svg, map_png])
def test_an_unknown_theme_or_language_is_told(swap, draw):
    with mistake(UnknownNameError, "theme", where="theme", expected="light, dark", found="red"):
        draw(swap, {}, theme="red")
    with mistake(UnknownNameError, "language", where="language", expected="en, uk", found="de"):
        draw(swap, {}, language="de")


def test_a_source_that_is_not_listed_is_left_out(swap):
    assert "atlas" not in written(map_svg(swap, {}))
