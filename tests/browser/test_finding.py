"""The heading of the exported page: the finding of what is shown, as Python says it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.map_pages import pick
from whoholds.desk import evaluate_proposal, load_catalogue
from whoholds.figures.people import residents
from whoholds.maps.build import build_map, render
from whoholds.telling.comparison import comparison_finding
from whoholds.telling.finding import finding

CHOOSE = """wanted => wanted.map(([proposal, other]) => {
  document.querySelector(`input[name=proposal][value="${proposal}"]`).click();
  const select = document.querySelector("select[name=other]");
  select.value = other;
  select.dispatchEvent(new Event("change"));
  return document.querySelector(".wh-finding").textContent;
})"""
READ = """wanted => wanted.map(([proposal, reading]) => {
  document.querySelector(`input[name=proposal][value="${proposal}"]`).click();
  document.querySelector(`input[name=reading][value="${reading}"]`)?.click();
  return document.querySelector(".wh-finding").textContent;
})"""


def open_map(open_page, tmp_path, language="en", **size):
    evaluation = evaluate_proposal("anchorage-aug-2025")
    zones = evaluation.zones
    people = residents(zones).people
    page = build_map(load_catalogue(), zones, evaluation.proposal.id, None, language, people=people)
    path = tmp_path / "map.html"
    path.write_text(render(page), "utf-8")
    opened = open_page(path.as_uri(), **size)
    expect(opened.locator("html")).to_have_attribute("data-ready", "yes")
    return opened


@pytest.mark.parametrize("language", ["en", "uk"])
def test_the_heading_is_the_finding_of_every_reading(open_page, tmp_path, language):
    page = open_map(open_page, tmp_path, language)
    readings = [
        [one.id, reading.id]
        for one in load_catalogue().proposals.values()
        for reading in one.readings
    ]
    told = [finding(evaluate_proposal(*one), language) for one in readings]
    assert page.evaluate(READ, readings) == told


@pytest.mark.parametrize("language", ["en", "uk"])
def test_the_heading_says_what_every_two_proposals_differ_over(open_page, tmp_path, language):
    page = open_map(open_page, tmp_path, language)
    page.locator("input[name=mode][value=difference]").check()
    every = {name: evaluate_proposal(name) for name in load_catalogue().proposals}
    pairs = [[one, other] for one in every for other in every][:: 2 if language == "en" else 5]
    # Of a proposal itself the next reading stands beside it.
    nexts = {
        name: evaluate_proposal(name, one.other_reading(one.default_reading.id).id)
        for name, one in load_catalogue().proposals.items()
    }
    told = [
        comparison_finding(every[one], nexts[one] if one == other else every[other], language)
        for one, other in pairs
    ]
    assert page.evaluate(CHOOSE, pairs) == told


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (800, 900)])
def test_no_heading_moves_the_map(open_page, tmp_path, width, height):
    page = open_map(open_page, tmp_path, width=width, height=height)
    canvas, tops = page.locator(".wh-canvas").first, set()
    for proposal in load_catalogue().proposals:
        pick(page, proposal)
        tops.add(round(canvas.bounding_box()["y"]))
    assert len(tops) == 1
