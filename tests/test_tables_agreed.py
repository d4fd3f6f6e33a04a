"""The tables of zones and evaluations are what their models say, whatever is evaluated."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from pandera.errors import SchemaError

import whoholds
from whoholds.desk import baseline_zones, opened
from whoholds.figures import tables
from whoholds.ground.contracts import agreed
from whoholds.layers.control import ControlLayer
from whoholds.proposals.tables import EvaluationTable
from whoholds.zones.tables import ZonesTable

CATALOGUE = opened().catalogue
MODELS = {
    whoholds.by_holder: tables.HolderTable,
    whoholds.by_change: tables.ChangeTable,
    whoholds.by_zone: tables.TractTable,
    whoholds.by_region: tables.RegionTable,
    whoholds.by_side: tables.SideTable,
    whoholds.by_recognition: tables.RecognitionTable,
    whoholds.people_by_change: tables.HeadcountTable,
    whoholds.cities_changing: tables.CityTable,
}
"""What each table of figures is."""

READINGS = [
    (proposal.id, reading.id)
    for proposal in CATALOGUE.proposals.values()
    for reading in proposal.readings
]


@pytest.mark.parametrize(("proposal", "reading"), READINGS)
def test_each_evaluation_is_what_its_model_says(proposal, reading):
    frame = whoholds.evaluate(CATALOGUE, proposal, baseline_zones(), reading).frame
    EvaluationTable.validate(frame)


@pytest.mark.parametrize(("proposal", "reading"), READINGS)
@pytest.mark.parametrize("precise", [True, False])
def test_each_table_of_figures_is_what_its_model_says(proposal, reading, precise):
    zones = baseline_zones()
    if not precise:
        told = replace(zones.control.provenance, precision_km=None)
        zones = whoholds.zones_of(ControlLayer(zones.control.held, None, told))
    result = whoholds.evaluate(CATALOGUE, proposal, zones, reading)
    assert not precise or result.zones is baseline_zones()
    for measure, model in MODELS.items():
        model.validate(measure(result))
    same = whoholds.difference(result, result)
    for measure in (whoholds.by_kind, whoholds.by_difference, whoholds.by_region_and_kind):
        tables.DifferenceTable.validate(measure(same))
        other = whoholds.evaluate(CATALOGUE, "putin-2024", zones)
        tables.DifferenceTable.validate(measure(whoholds.difference(result, other)))


@pytest.mark.parametrize(
    ("column", "value"), [("area_km2", -1.0), ("share_of_region", 1.1), ("official_km2", -1.0)]
)
def test_a_value_that_cannot_be_is_found(column, value):
    table = pd.DataFrame(baseline_zones().table)
    ZonesTable.validate(table)
    table.loc[table.index[0], column] = value
    with pytest.raises(SchemaError, match=column):
        ZonesTable.validate(table)


def test_a_table_that_is_another_is_refused_where_it_is_made():
    table = baseline_zones().table
    with pytest.raises(TypeError, match="EvaluationTable has no column holder"):
        agreed(table, EvaluationTable)
    with pytest.raises(TypeError, match="column area_km2 is"):
        agreed(table.assign(area_km2="12"), ZonesTable)
