"""A proposal beside the earlier text that it changes, on the same zones."""

import pytest

from tests.drawn import DAY, TERRITORY, edit
from tests.mistakes import mistake
from tests.shipped import ENGLISH, reader_of
from whoholds.desk import baseline_zones, load_catalogue
from whoholds.figures.areas import by_change
from whoholds.figures.sides import balance
from whoholds.figures.succession import step_from_earlier
from whoholds.ground.errors import UnknownNameError
from whoholds.proposals.catalogue import read_catalogue
from whoholds.proposals.citations import read_sources
from whoholds.proposals.evaluation import evaluate
from whoholds.telling.succession import step_text

SWAP = 'id = "swap"\nkind = "proposal"\ndate = 2025-01-02\n'


def later(seeds, earlier, date="2025-01-03"):
    """Add a proposal under which Ukraine leaves nothing; it names an earlier one."""
    text = (seeds / "proposals/swap.toml").read_text("utf-8")
    head = SWAP.replace('"swap"', '"peace"').replace("2025-01-02", date)
    text = text.replace(SWAP, f'{head}earlier = "{earlier}"\n')
    text = text.partition('[[readings]]\nid = "wide"')
    terms = text[2].partition("\n[[terms]]")
    (seeds / "proposals/peace.toml").write_text(text[0] + terms[1] + terms[2], "utf-8")
    return read_catalogue(seeds, read_sources(seeds / "sources.toml"), TERRITORY)


def test_both_areas_are_of_the_zones_that_are_shown(seeds, zones):
    catalogue = later(seeds, "swap")
    evaluation = evaluate(catalogue, "peace", zones)
    step = step_from_earlier(evaluation, catalogue)
    assert step.earlier.id == "swap"
    assert step.leaves_km2 == 0
    ceded = by_change(evaluate(catalogue, "swap", zones)).set_index("change")["area_km2"]
    assert step.earlier_leaves_km2 == pytest.approx(ceded["ua_cedes"])
    assert step.earlier_leaves_km2 > 900
    text = step_text(evaluation, catalogue, ENGLISH)
    for words in (
        reader_of("en").day(DAY),
        ": none;",
        "Swap",
        reader_of("en").area(ceded["ua_cedes"]),
    ):
        assert words in text


def test_land_demilitarised_counts_for_the_side_that_it_is_counted_for(seeds, zones):
    catalogue = read_catalogue(seeds, read_sources(seeds / "sources.toml"), TERRITORY)
    before = balance(evaluate(catalogue, "swap", zones)).leaves_km2
    row = "swap,,UA-02,UA,,RU,,,de_jure,reported,atlas,"
    path = seeds / "control_status.csv"
    for side, expected in {"RU": before, "UA": 0.0}.items():
        now = row.replace(",RU,,,de_jure", f",DMZ,,{side},de_jure")
        edit(path, row, now)
        catalogue = read_catalogue(seeds, read_sources(seeds / "sources.toml"), TERRITORY)
        assert balance(evaluate(catalogue, "swap", zones)).leaves_km2 == pytest.approx(expected)
        edit(path, now, row)


def test_a_proposal_without_an_earlier_one_has_no_step(narrow, catalogue):
    assert step_from_earlier(narrow, catalogue) is None
    assert step_text(narrow, catalogue, reader_of("uk")) == ""


@pytest.mark.parametrize(
    ("earlier", "date", "found"),
    [
        ("swop", "2025-01-03", "swop"),
        ("swap", "2025-01-02", "2025-01-02"),
        ("peace", "2025-01-03", ""),
    ],
)
def test_an_earlier_one_that_is_none_is_refused(seeds, earlier, date, found):
    with mistake(
        UnknownNameError,
        "no earlier proposal",
        where="proposals/peace.toml, key earlier",
        expected="dated before",
        found=found,
    ):
        later(seeds, earlier, date)


def test_anchorage_asks_for_less_than_june_2024_and_says_both():
    catalogue = load_catalogue()
    evaluation = evaluate(catalogue, "anchorage-aug-2025", baseline_zones())
    step = step_from_earlier(evaluation, catalogue)
    assert step.earlier.id == "putin-2024"
    assert step.leaves_km2 == pytest.approx(6_737, rel=0.03)
    assert step.earlier_leaves_km2 > 3 * step.leaves_km2
    for language in ("en", "uk"):
        text = step_text(evaluation, catalogue, reader_of(language))
        assert reader_of(language).area(step.leaves_km2) in text
        assert reader_of(language).area(step.earlier_leaves_km2) in text


def test_the_28_points_ask_for_the_same_donbas_as_anchorage():
    """What Ukraine leaves is demilitarised there, and counted as Russian."""
    catalogue = load_catalogue()
    step = step_from_earlier(evaluate(catalogue, "us-28-nov-2025", baseline_zones()), catalogue)
    assert step.leaves_km2 == pytest.approx(step.earlier_leaves_km2)
