import pytest

from tests.mistakes import mistake
from whoholds.comparators import compare, load_comparators
from whoholds.errors import UnknownNameError


@pytest.mark.parametrize(("measure", "ratio"), [("total", 0.986), ("land", 1.082)])
def test_the_published_total_against_ohio(measure, ratio):
    comparison = compare(114_493, "ohio", measure)
    assert round(comparison.ratio, 3) == ratio
    assert comparison.measure == measure
    assert comparison.source


@pytest.mark.parametrize("name", sorted(set(load_comparators()["comparator"])))
def test_each_comparator_is_once_itself(name):
    table = load_comparators()
    for row in table[table["comparator"] == name].itertuples():
        assert compare(row.area_km2, name, row.measure).ratio == 1
        assert compare(0, name, row.measure).ratio == 0


def test_land_is_never_larger_than_the_total():
    areas = load_comparators().pivot_table(index="comparator", columns="measure", values="area_km2")
    both = areas.dropna()
    assert len(both)
    assert (both["land"] < both["total"]).all()


@pytest.mark.parametrize(("name", "measure"), [("atlantis", "total"), ("portugal", "water")])
def test_an_unknown_comparator_is_refused(name, measure):
    with mistake(
        UnknownNameError, "unknown comparator", where="comparators.csv", expected="ohio", found=name
    ):
        compare(1.0, name, measure)
