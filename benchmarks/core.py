"""Import, command line, evaluation and partition."""

from __future__ import annotations

import geopandas as gpd
from tests.shipped import BASELINE, LINES

from benchmarks.measure import Row, alternate, python
from whoholds.desk import baseline_zones, load_boundaries, load_catalogue
from whoholds.proposals.evaluation import evaluate
from whoholds.zones.partition import partition

EVERYTHING = "import whoholds; [getattr(whoholds, name) for name in whoholds.__all__]"


def importing() -> list[Row]:
    """`import whoholds`, bare and with every public name used, beside `import geopandas`."""
    rows = []
    for what, code in (
        ("`import whoholds`", "import whoholds"),
        ("`import whoholds`, every public name used", EVERYTHING),
    ):
        ours, other = alternate(python(code), python("import geopandas"), 9)
        rows.append(
            Row(what, f"{ours:.2f} s", f"`import geopandas` {other:.2f} s", f"{ours / other:.2f}",
                "at most 1.3" if code == "import whoholds" else "")
        )  # fmt: skip
    return rows


def helping() -> Row:
    """`whoholds --help`, which must not load the geometry stack."""
    code = "import sys; from whoholds.cli import main; sys.argv = ['whoholds', '--help']; main()"
    quiet = (
        f"import contextlib, io\nwith contextlib.redirect_stdout(io.StringIO()):\n  exec({code!r})"
    )
    ours, other = alternate(python(quiet), python("import geopandas"), 9)
    return Row(
        "`whoholds --help`", f"{ours:.2f} s", f"`import geopandas` {other:.2f} s",
        f"{ours / other:.2f}", "geometry stack not loaded",
    )  # fmt: skip


def evaluating() -> Row:
    """One proposal on prepared zones, beside the plain pandas merge of the same tables."""
    catalogue, zones = load_catalogue(), baseline_zones()
    result = evaluate(catalogue, "anchorage-aug-2025", zones).frame
    left = zones.table.reset_index(drop=True)
    right = result[["region", "held_by", "part", "holder", "recognition"]]
    ours, other = alternate(
        lambda: evaluate(catalogue, "anchorage-aug-2025", zones),
        lambda: left.merge(right, on=["region", "held_by", "part"], validate="one_to_one"),
        200,
    )
    return Row(
        "evaluate one proposal on prepared zones", f"{ours * 1e3:.1f} ms",
        f"bare `merge` of the finished table {other * 1e3:.1f} ms", f"{ours / other:.2f}",
        "at most 5 ms",
    )  # fmt: skip


def partitioning() -> Row:
    """27 regions by one control layer, beside `geopandas.overlay(how="identity")`."""
    boundaries, layer = load_boundaries(), LINES[BASELINE]
    regions = boundaries.regions.reset_index()[["region", "geometry"]]
    held = gpd.GeoDataFrame({"held_by": ["RU"]}, geometry=[layer.held], crs=regions.crs)
    ours, other = alternate(
        lambda: partition(boundaries, layer),
        lambda: gpd.overlay(regions, held, how="identity", keep_geom_type=True),
        25,
    )
    return Row(
        "partition of 27 regions by one control layer (areas measured, conservation proven)",
        f"{ours * 1e3:.0f} ms", f"`geopandas.overlay` (geometry alone) {other * 1e3:.0f} ms",
        f"{ours / other:.2f}", "at most 0.5",
    )  # fmt: skip


def rows() -> list[Row]:
    """Every comparison of the core."""
    return [*importing(), helping(), evaluating(), partitioning()]
