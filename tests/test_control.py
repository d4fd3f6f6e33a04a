import datetime as dt
import json

import pytest
import shapely
from shapely import box

from tests.drawn import control_of
from tests.mistakes import mistake
from tests.shipped import LINES
from whoholds.ground.errors import UnknownNameError
from whoholds.ground.outputs import write_vector
from whoholds.layers.layer_file import layer_frame


def test_geojson_of_features_is_wound_as_rfc7946_asks(tmp_path, grid):
    path = tmp_path / "held.geojson"
    write_vector(layer_frame(control_of(box(30, 46, 31, 47).reverse()), "RU"), path)
    drawn = shapely.from_geojson(
        json.dumps(json.loads(path.read_text())["features"][0]["geometry"])
    )
    assert shapely.is_ccw(shapely.get_parts(drawn)[0].exterior)


def test_a_day_without_a_shipped_layer_is_refused():
    with mistake(
        UnknownNameError, "2024-01-01", where="lines", expected="2025-08-16", found="2024-01-01"
    ):
        LINES[dt.date(2024, 1, 1)]


@pytest.mark.parametrize("day", list(LINES), ids=str)
def test_a_shipped_layer_is_valid_and_inside_the_country(day):
    layer = LINES[day]
    assert shapely.is_valid(layer.held)
    assert layer.date == day
    assert layer.source
