"""The page's own modules, run by Node.js on the page's own data, against the differences."""

from __future__ import annotations

import json
import shutil
import subprocess
from itertools import product

import pytest

import whoholds
from tests.conftest import ROOT
from whoholds.desk import baseline_zones, evaluate_on, load_catalogue
from whoholds.figures.people import residents
from whoholds.maps.payload import Chosen, page_data

pytestmark = pytest.mark.skipif(shutil.which("node") is None, reason="there is no Node.js here")


def test_the_page_finds_its_figures_for_every_pair_and_they_are_those_of_the_difference(tmp_path):
    zones, catalogue = baseline_zones(), load_catalogue()
    chosen = Chosen("putin-2024", "stated", "putin-2024", "stated")
    path = tmp_path / "data.json"
    made = page_data(catalogue, zones, chosen, people=residents(zones).people)
    path.write_text(json.dumps(made), "utf-8")
    done = subprocess.run(
        ["node", str(ROOT / "tests/scripts/every-pair.js"), str(path)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    every = [
        (one.id, reading.id) for one in catalogue.proposals.values() for reading in one.readings
    ]
    assert len(found) == len(every) ** 2
    evaluations = {key: evaluate_on(zones, *key) for key in every}
    for one, two in product(every[::4], every):
        frame = whoholds.difference(evaluations[one], evaluations[two]).frame
        area = frame.groupby("differs")["area_km2"].sum()
        shown = found[f"{' '.join(one)} / {' '.join(two)}"]
        for kind in ("holder", "silent", "recognition"):
            assert shown[kind] == pytest.approx(area.get(kind, 0.0), abs=0.001)
