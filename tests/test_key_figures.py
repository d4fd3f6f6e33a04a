"""What the key figures say of proposals that an editor knows the text of."""

from __future__ import annotations

import pytest

from tests.shipped import ENGLISH, reader_of
from whoholds.desk import evaluate_proposal, load_catalogue
from whoholds.figures.sides import balance, by_side
from whoholds.telling.balance import balance_text
from whoholds.telling.key_figures import key_figures


def figures(proposal, language="en"):
    found = key_figures(evaluate_proposal(proposal), reader_of(language))
    return {figure.key: figure for figure in found}


def test_land_left_to_a_demilitarised_zone_is_land_that_ukraine_leaves():
    """The 28 points: 116 km2 ceded was what came out, where the text has Ukraine leave Donbas."""
    shown, net = figures("us-28-nov-2025"), balance(evaluate_proposal("us-28-nov-2025"))
    assert net.leaves_km2 == pytest.approx(6_756, abs=5)
    assert net.demilitarised_km2 == pytest.approx(6_642, abs=5)
    assert shown["leaves"].value == f"{net.leaves_km2:,.0f} km²"
    assert f"of it {net.demilitarised_km2:,.0f} km² demilitarised" in shown["leaves"].notes
    assert shown["after"].label == "Would count as Russian"
    assert shown["after"].change == f"+{net.net_km2:,.0f} km²"


@pytest.mark.parametrize("proposal", ["ru-feb-2026", "us-ua-20-dec-2025", "istanbul-2022"])
def test_what_a_text_does_not_settle_is_no_fall(proposal):
    """Crimea, not mentioned or left to talks, was a fall of 21,773 km2 and more."""
    russia = by_side(evaluate_proposal(proposal)).set_index("side").loc["RU"]
    shown = figures(proposal)["after"]
    assert russia["change_km2"] is None
    assert shown.change is None
    assert not any("-" in note or "−" in note for note in shown.notes)
    unsettled = russia["left_open_km2"] + russia["not_mentioned_km2"]
    assert unsettled > 26_000
    assert russia["at_most_km2"] == pytest.approx(russia["counted_km2"] + unsettled)
    assert shown.notes[-1] == f"{russia['at_most_km2']:,.0f} km² in all if nothing changes there"


def test_the_russian_terms_of_february_2026_keep_crimea_out_of_it():
    russia = by_side(evaluate_proposal("ru-feb-2026")).set_index("side").loc["RU"]
    assert russia["counted_km2"] == pytest.approx(92_002, abs=20)
    assert russia["at_most_km2"] == pytest.approx(119_304, abs=20)


def test_the_net_has_its_parts_and_something_to_compare_with():
    text = balance_text(evaluate_proposal("anchorage-aug-2025"), ENGLISH)
    for words in ("Net 6,457 km² to Russia", "6,756 km² that Ukraine", "299 km²", "Delaware"):
        assert words in text
    assert "are not counted in it" in text


@pytest.mark.parametrize("language", ["en", "uk"])
@pytest.mark.parametrize("proposal", list(load_catalogue().proposals))
def test_nothing_that_has_a_date_is_called_today(proposal, language):
    shown = key_figures(evaluate_proposal(proposal), reader_of(language))
    said = " ".join(" ".join((one.label, *one.notes)) for one in shown).lower()
    assert not {"today", "now", "current", "currently", "зараз", "нині"} & set(said.split())
    assert "2025" in shown[0].label


@pytest.mark.parametrize("proposal", list(load_catalogue().proposals))
def test_no_band_is_nothing_or_larger_than_its_figure(proposal):
    for figure in key_figures(evaluate_proposal(proposal), ENGLISH):
        numbers = [float(text.split()[-2].replace(",", "")) for text in (figure.value,)]
        if figure.band:
            band = float(figure.band.split()[1].replace(",", ""))
            assert 0 < band <= numbers[0]
