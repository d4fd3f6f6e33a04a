"""What notebooks show of an object: its table, and its map."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import replace

import pytest

import whoholds
from tests.sites import Read
from whoholds.desk import evaluate_proposal
from whoholds.proposals.difference import difference
from whoholds.proposals.evaluation import evaluate
from whoholds.telling.finding import finding
from whoholds.words.text import Text


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_an_evaluation_shows_its_finding_figures_day_and_source():
    result = evaluate_proposal("anchorage-aug-2025")
    html = result._repr_html_()
    assert Read(html).faults == []
    assert f"<caption>{finding(result)}</caption>" in html
    said = words(html)
    assert "Ukraine would leave 6,756 km² ± 210 km²" in said
    assert "Control as of 16 August 2025: Own compilation" in said


def test_a_difference_and_zones_show_themselves_too():
    first, second = (evaluate_proposal(name) for name in ("anchorage-aug-2025", "putin-2024"))
    said = words(difference(first, second)._repr_html_())
    assert "they differ over about 14,000 km²" in said
    assert "Russian terms of 14 June 2024 20,955 km² ± " in said
    held = words(first.zones._repr_html_())
    assert "Russia held on 16 August 2025 113,974 ± 520 km² 19.0 % of Ukraine" in held


def test_what_a_name_holds_is_text(catalogue, zones):
    result = evaluate(catalogue, "swap", zones)
    name = Text({"en": "<b>A & B</b>", "uk": "А"})
    named = result.proposal.model_copy(update={"name": name})
    html = replace(result, proposal=named)._repr_html_()
    assert "&lt;b&gt;A &amp; B&lt;/b&gt;" in html
    assert "<b>" not in html


def test_zones_cut_without_a_country_leave_it_at_their_text(grid, control):
    assert whoholds.partition(grid, control)._repr_html_() is None


@pytest.mark.parametrize("kind", ["evaluation", "difference", "zones"])
def test_the_map_opens_at_the_object(kind):
    first, second = (evaluate_proposal(name) for name in ("putin-2024", "formula-2022"))
    shown = {"evaluation": first, "difference": difference(first, second), "zones": first.zones}
    chosen = {
        "evaluation": ("putin-2024", "single"),
        "difference": ("putin-2024", "difference"),
        "zones": (whoholds.load_catalogue().baseline, "single"),
    }
    page = shown[kind].explore().get_root().render()
    proposal, mode = chosen[kind]
    data = re.search(r'"chosen":\s*(\{[^}]*\})', page)[1]
    assert json.loads(data)["proposal"] == proposal
    assert json.loads(data)["mode"] == mode


def test_the_map_speaks_the_language_asked_for():
    page = evaluate_proposal("putin-2024").explore(language="uk").get_root().render()
    assert 'lang="uk"' in page


def test_a_map_without_its_extra_says_which_one_it_needs():
    script = (
        "import sys\nsys.modules['folium'] = None\n"
        "import whoholds\nfrom whoholds.ground.errors import MissingToolError\n"
        "shown = whoholds.evaluate_proposal('putin-2024')\n"
        "assert '<table>' in shown._repr_html_()\n"
        "assert not any(name.startswith('whoholds.maps') for name in sys.modules)\n"
        "try:\n    shown.explore()\n"
        "except MissingToolError as error:\n    print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert 'pip install "whoholds[maps]"' in done.stdout, done.stderr
