"""Pictures in every size and mode: what lies where, what the file says of itself, bad input."""

import datetime as dt
import io
import re
import subprocess
import sys
from functools import cache
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pytest
from matplotlib.patches import Rectangle
from PIL import Image

import whoholds
from tests.drawn import TERRITORY, edit
from tests.mistakes import mistake
from tests.shipped import reader_of
from whoholds.desk import evaluate_proposal, load_catalogue
from whoholds.ground.errors import InputError, UnknownNameError
from whoholds.maps.caption import caption_of
from whoholds.maps.picture_file import PictureFile, picture_file
from whoholds.maps.picture_sizes import LEAST_TYPE, SIZES, size_of
from whoholds.maps.print import lettering
from whoholds.maps.print.lettering import POINT, font, width
from whoholds.maps.print.picture import composed, drawing, scenes_of
from whoholds.maps.showing import MODES, faces_of, shown
from whoholds.proposals.catalogue import read_catalogue
from whoholds.proposals.citations import read_sources
from whoholds.proposals.evaluation import evaluate
from whoholds.zones.partition import partition

SVG = "{http://www.w3.org/2000/svg}"
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
CC = "{http://creativecommons.org/ns#}"
SOURCES = load_catalogue().sources
EARLIER = dt.date(2022, 2, 23)
PAIR = ("anchorage-aug-2025", "putin-2024")


@cache
def what(mode):
    if mode == "then":
        zones = whoholds.zones_of(whoholds.control_layer(date=EARLIER))
        days = (zones, evaluate_proposal("line-2025-08-16").zones)
        return shown(mode, *(evaluate(load_catalogue(), "line-2025-08-16", one) for one in days))
    first, second = (evaluate_proposal(name) for name in PAIR)
    return shown(mode, first, None if mode == "single" else second)


def put(picture, size, language="en"):
    """A sheet with everything on it."""
    reader = reader_of(language)
    faces = faces_of(picture, reader)
    caption = caption_of(picture, faces, SOURCES, reader)
    with drawing():
        return composed(scenes_of(faces, reader), caption, reader, size_of(size), "light")


def boxes(paper):
    """The text on a sheet with its box in inches; a halo is drawn as the text that it is of."""
    found = {}
    for text in paper.figure.texts or [
        one for one in paper.figure.artists if hasattr(one, "get_text")
    ]:
        letters = text.get_fontproperties()
        size = letters.get_size_in_points() * POINT
        long = width(text.get_text(), letters)
        x, y = text.get_position()
        left = x - {"left": 0, "center": long / 2, "right": long}[text.get_horizontalalignment()]
        found[(round(left, 4), round(y, 4), text.get_text())] = (
            left, y - 0.02, left + long, y + 0.7 * size, size,
        )  # fmt: skip
    return found


def meet(one, other):
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


# Each size once at least, each mode in a wide, an even and a high one, both languages in each mode.
EVERY = [
    ("single", "card", "en"), ("single", "square", "uk"), ("single", "story", "en"),
    ("single", "a4-landscape", "uk"), ("side", "card", "uk"), ("side", "portrait", "en"),
    ("side", "story", "uk"), ("difference", "web", "uk"), ("difference", "square", "en"),
    ("difference", "a4", "en"), ("then", "card", "en"), ("then", "a5", "uk"),
    ("then", "a5-landscape", "en"),
]  # fmt: skip


@pytest.mark.parametrize(("mode", "size", "language"), EVERY)
def test_no_text_leaves_the_sheet_is_too_small_or_lies_on_another(mode, size, language):
    paper = put(what(mode), size, language)
    found = boxes(paper)
    assert len(found) > 15
    shorter = min(paper.width, paper.height)
    for (_, _, text), (left, bottom, right, top, tall) in found.items():
        assert tall >= LEAST_TYPE * shorter, text
        assert left > 0.3, text
        assert right < paper.width - 0.3, text
        assert bottom > 0.3, text
        assert top < paper.height - 0.3, text
    for (one, its), (other, others) in combinations(found.items(), 2):
        assert not meet(its, others), (one, other)


@cache
def made_of(mode, form, size="card", language="en"):
    return picture_file(what(mode), SOURCES, form, size, language)


def test_ground_that_the_projection_makes_invalid_is_drawn():
    reading = evaluate_proposal("istanbul-2022", "feb-2022-line")
    paper = put(shown("side", reading, what("single").first), "portrait", "uk")
    words = [text for _, _, text in boxes(paper)]
    assert "Лінія зіткнення" in words
    assert not [text for text in words if text.endswith("…")]


def test_a_legend_too_long_for_a_column_stays_on_the_sheet():
    first, second = (evaluate_proposal(*one) for one in (("us-ua-20-dec-2025", "dmz-5"), PAIR[1:]))
    paper = put(shown("difference", first, second), "a4-landscape", "uk")
    assert all(bottom > 0.3 for _, bottom, _, _, _ in boxes(paper).values())


def test_the_legend_of_a_difference_says_in_words_who_would_hold_what():
    made = made_of("difference", "svg", "square").content.decode()
    found = " ".join(re.findall(r">([^<>]+)</text>", made))
    gets = "Russia under the Russian terms of 14 June 2024; Ukraine under the terms reported from"
    assert gets in found
    assert "Anchorage terms (reported): Small areas only" in found
    assert "ecognition" not in found


def test_a_difference_shows_recognition_where_asked_or_where_nothing_else_differs():
    first, second = what("difference").evaluations
    asked = shown("difference", first, second, recognition=True)
    (face,) = faces_of(asked, reader_of("en"))
    rows = {row.kind: row.name for row in face.rows}
    assert "de jure under the Russian terms" in rows["differ_terms"]
    assert "differ_terms" not in face.moving[:-1]
    plan = [evaluate_proposal("us-28-nov-2025", one) for one in ("de-facto", "de-jure")]
    (face,) = faces_of(shown("difference", *plan), reader_of("uk"))
    assert face.moving == ("differ_terms",)
    assert [row.kind for row in face.rows] == ["differ_terms", "both_ua", "both_ru"]
    with mistake(InputError, "recognition", where="side", expected="difference", found="asked"):
        shown("side", first, second, recognition=True)


@pytest.mark.parametrize("language", ["en", "uk"])
def test_each_colour_of_a_difference_has_one_row_and_no_gap_is_left(language):
    every = [evaluate_proposal(one.id) for one in load_catalogue().proposals.values()]
    for first, second in combinations(every, 2):
        (face,) = faces_of(shown("difference", first, second), reader_of(language))
        kinds = [row.kind for row in face.rows]
        assert len(kinds) == len(set(kinds))
        for row in face.rows:
            assert not re.search(r"[{}]|None|  |\.\.", row.name), row.name


def test_the_figures_of_a_difference_say_what_they_are_of():
    picture = what("difference")
    faces = faces_of(picture, reader_of("en"))
    names = [one.name for one in caption_of(picture, faces, SOURCES, reader_of("en")).figures]
    assert names == [
        "Anchorage terms (reported): Ukraine would leave",
        "Russian terms of 14 June 2024: Ukraine would leave",
        "The holder differs",
    ]


# Of the height: a reader of a feed sees a map, not a caption.
@pytest.mark.parametrize(
    ("mode", "size", "least"),
    [("single", "square", 0.38), ("single", "portrait", 0.4), ("single", "story", 0.45),
     ("difference", "square", 0.3), ("difference", "portrait", 0.35), ("side", "square", 0.3)],
)  # fmt: skip
def test_the_map_has_its_part_of_the_sheet(mode, size, least):
    paper = put(what(mode), size)
    frames = [one for one in paper.figure.artists if isinstance(one, Rectangle)]
    tallest = max(one.get_height() for one in frames if one.get_width() > 2)
    assert tallest >= least * paper.height


@pytest.mark.parametrize("size", ["card", "story", "a5-landscape"])
def test_a_picture_has_its_size(size):
    known = SIZES[size]
    svg = ElementTree.fromstring(made_of("single", "svg", size).content)
    wide, high = known.mm or (known.width, known.height)
    unit = "mm" if known.mm else "px"
    assert (svg.get("width"), svg.get("height")) == (f"{wide}{unit}", f"{high}{unit}")
    _, _, *box = map(float, svg.get("viewBox").split())
    assert box[0] / box[1] == pytest.approx(known.width / known.height, rel=1e-4)
    image = Image.open(io.BytesIO(made_of("single", "png", size).content))
    assert image.size == (known.width, known.height)
    if known.mm:
        assert image.info["dpi"][0] == pytest.approx(300, abs=0.5)
        assert known.width == pytest.approx(known.mm[0] / 25.4 * 300, abs=1)


@pytest.mark.parametrize("language", ["en", "uk"])
def test_a_file_says_what_it_is(language):
    made = made_of("side", "png", language=language)
    info = Image.open(io.BytesIO(made.content)).text
    assert info["Description"].split() == made.alt.split()
    assert info["Description"].lang == language
    assert "GeoNames" in info["Source"]
    assert "CC BY 4.0" in info["Copyright"]
    svg = made_of("side", "svg", language=language).content
    root = ElementTree.fromstring(svg)
    assert root.findtext(f"{SVG}title") == info["Title"]
    assert root.findtext(f"{SVG}desc").split() == made.alt.split()
    licence = root.find(f".//{CC}license").get(f"{RDF}resource")
    assert licence == "https://creativecommons.org/licenses/by/4.0/"
    assert b"font-family: 'DejaVu Sans', 'Verdana', sans-serif" in svg
    for row in made.alt, info["Title"]:
        assert "{" not in row


@pytest.mark.parametrize("mode", ["single", "side", "difference", "then"])
def test_each_piece_of_an_svg_has_an_id_and_a_title(mode):
    root = ElementTree.fromstring(made_of(mode, "svg").content)
    named = [one for one in root.iter(f"{SVG}g") if "zone-" in (one.get("id") or "")]
    assert len(named) > 20
    for group in named:
        assert re.fullmatch(r".+: .+, [\d.,]+ km²", group.findtext(f"{SVG}title"))
    ids = [one.get("id") for one in root.iter() if one.get("id")]
    assert len(ids) == len(set(ids))


def test_a_layer_of_unknown_licence_gives_none(catalogue, zones):
    made = picture_file(shown("single", evaluate(catalogue, "swap", zones)), {}, "svg").content
    assert ElementTree.fromstring(made).find(f".//{CC}license") is None
    assert b"licence not stated" in made


def test_what_was_gained_and_lost_is_the_change_of_what_is_held():
    picture = what("then")
    (face,) = faces_of(picture, reader_of("en"))
    sums = face.pieces.groupby("kind")["area_km2"].sum()
    before, after = (one.zones.held_km2 for one in picture.evaluations)
    assert sums["gained"] - sums.get("lost", 0.0) == pytest.approx(after - before, rel=1e-3)
    assert face.pieces["area_km2"].sum() == pytest.approx(
        picture.first.zones.boundaries.area_km2, rel=1e-4
    )


def test_the_pieces_of_a_difference_are_all_zones_once():
    picture = what("difference")
    (face,) = faces_of(picture, reader_of("en"))
    assert face.pieces["id"].is_unique
    assert face.pieces["area_km2"].sum() == pytest.approx(
        picture.first.zones.table["area_km2"].sum()
    )
    assert {row.kind for row in face.rows} == set(face.pieces["kind"])


def test_the_interface_draws_what_the_file_is_drawn_from():
    made = whoholds.picture(PAIR[0], against=PAIR[1], mode="difference", size="square", form="svg")
    assert made == made_of("difference", "svg", "square")


# Bad input


@pytest.mark.parametrize("pixels", [20, 20_000])
def test_a_width_that_no_picture_has_is_told(pixels):
    with mistake(InputError, "wide", where="width", expected="500 to 8,000", found=f"{pixels:,}"):
        picture_file(what("single"), SOURCES, width=pixels)


def test_arguments_that_do_not_go_together_are_told():
    first = what("single").first
    with mistake(UnknownNameError, "size", where="size", expected="card, square", found="a3"):
        picture_file(what("single"), SOURCES, size="a3")
    with mistake(InputError, "two proposals", where="side", expected="second", found="one"):
        shown("side", first)
    with mistake(InputError, "one proposal", where="single", expected="side", found="two"):
        shown("single", first, first)


@pytest.mark.parametrize(
    ("size", "name"), [("card", "unbroken" * 38), ("square", "a long name " * 25)]
)
def test_a_name_of_300_characters_stays_on_a_card(
    seeds, grid, control, country, name, size, catalogue
):
    edit(seeds / "proposals" / "swap.toml", 'en = "Swap"', f'en = "{name.strip()}"')
    known = read_catalogue(seeds, read_sources(seeds / "sources.toml"), TERRITORY)
    long = evaluate(known, "swap", partition(grid, control, country))
    other = evaluate(known, "line-today", long.zones)
    pictures = [shown("single", long), *(shown(mode, long, other) for mode in MODES[1:3])]
    for picture in pictures:
        paper = put(picture, size)
        for left, bottom, right, top, _ in boxes(paper).values():
            assert 0.3 < left < right < paper.width - 0.3
            assert 0.3 < bottom < top < paper.height - 0.3


def test_a_missing_font_is_told(monkeypatch, tmp_path):
    monkeypatch.setattr(lettering, "FONTS", tmp_path)
    for kept in (font, lettering._face, lettering._advance, lettering._characters):
        kept.cache_clear()
    try:
        with mistake(InputError, "font", where="DejaVuSans", expected="matplotlib", found="no"):
            picture_file(what("single"), SOURCES)
    finally:
        font.cache_clear()


def test_a_picture_and_its_words_are_written_both_or_neither(tmp_path, monkeypatch):
    made, path = PictureFile(b"picture", "Words."), tmp_path / "a.png"
    made.save(path)
    assert (path.read_bytes(), path.with_suffix(".txt").read_text()) == (b"picture", "Words.\n")
    with mistake(InputError, "written", where="none", expected="folder", found="folder"):
        made.save(tmp_path / "none" / "a.png")

    def full(self, *_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    with mistake(InputError, "written", where="a.png", found="No space"):
        PictureFile(b"other", "Other.").save(path)
    assert path.read_bytes() == b"picture"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.png", "a.txt"]


LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
sys.argv[:1] = ["whoholds"]
from whoholds.cli import main
main()
"""


@pytest.mark.parametrize("folder", ["limited", "/proc"])
def test_a_place_that_takes_no_picture_is_told_and_keeps_what_it_had(tmp_path, folder):
    """A file that may not grow is what a full disk is; /proc takes nothing from anybody."""
    path = Path(folder if folder.startswith("/") else tmp_path, "a.png")
    if path.parent == tmp_path:
        path.write_bytes(b"old")
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, "picture", path, PAIR[0]], capture_output=True, text=True
    )
    assert done.returncode == 3
    assert f"where:    {path}" in done.stderr
    assert "Traceback" not in done.stderr
    kept = {one.name: one.read_bytes() for one in tmp_path.iterdir()}
    assert kept == ({"a.png": b"old"} if path.parent == tmp_path else {})


# The command


def test_the_command_writes_the_picture_and_its_words(run, tmp_path):
    path = tmp_path / "two.svg"
    options = ("--against", f"{PAIR[1]}:stated", "--mode", "difference", "--size", "square")
    done = run("picture", path, PAIR[0], *options)
    assert (done.returncode, done.stdout) == (0, "")
    made = made_of("difference", "svg", "square")
    assert path.read_bytes() == made.content
    assert (tmp_path / "two.txt").read_text(encoding="utf-8") == made.alt + "\n"
    assert "two.txt" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["a.jpg"], 3, ".png"),
        (["a.png", "--size", "a3"], 4, "a4-landscape"),
        (["a.png", "--width", "20"], 3, "8,000"),
        (["a.png", "--mode", "side"], 3, "--against"),
        (["none/a.png"], 3, "folder"),
        (["a.png", "--since", "2022-02-23", "--mode", "single"], 3, "single"),
    ],
)
def test_a_mistake_is_told_in_a_sentence_and_writes_nothing(
    run, tmp_path, monkeypatch, arguments, code, words
):
    monkeypatch.chdir(tmp_path)
    done = run("picture", *arguments)
    assert done.returncode == code
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []
