"""Imports go down only; each outside library lives in its own room; the core stays light."""

import ast
import re
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import whoholds
from tests.conftest import ROOT
from whoholds.vocabulary.closed import DataForm

SOURCE = Path(whoholds.__file__).parent

FLOORS = [
    "words",
    "ground",
    "vocabulary",
    "fetch geometry",
    "layers",
    "country",
    "zones",
    "importers proposals",
    "claims door figures",
    "telling",
    "maps",
    "checks handbook spread",
    "conflict",
    "desk",
    "notebook pictures reporting",
    "publishing",
    "app model_context",
    "cli",
]
"""From the ground up, a package a room. It imports from lower floors and from itself."""

FLOOR_OF = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms.split()}

DOORS_UP = {
    "ground.notebooks": {"whoholds.notebook.described", "whoholds.notebook.explored"},
}
"""What a module may import from above, in a function alone: a notebook asks an object to show
itself, and only what is asked for is loaded."""

FETCHING = (
    "fetch.transfer",
    "fetch.body",
    "fetch.deadline",
    "fetch.fetching",
    "fetch.cache",
    "fetch.listing",
)

ROOMS = {
    "streamlit": ("app",),
    "altair": ("app",),
    "folium": ("maps",),
    "branca": ("maps",),
    "xstatic": ("maps",),
    "matplotlib": ("maps",),
    "topojson": ("maps",),
    "typst": ("reporting",),
    "frictionless": ("publishing",),
    "jinja2": ("publishing",),
    "markupsafe": ("publishing",),
    "markdown_it": ("publishing",),
    "xlsxwriter": ("maps",),
    "typer": ("cli",),
    "rich": ("cli",),
    "platformdirs": ("fetch",),
    "mcp": ("model_context",),
    "socket": ("app.server", "fetch.deadline", "door.reader", "door.nursery"),
    **dict.fromkeys(
        [
            "urllib.request",
            "http.client",
            "requests",
            "httpx",
            "aiohttp",
            "urllib3",
            "ftplib",
        ],
        FETCHING,
    ),
}
"""Libraries and the only modules that may import them."""

MODULES = {
    ".".join(path.relative_to(SOURCE).with_suffix("").parts): path
    for path in sorted(SOURCE.rglob("*.py"))
    if path != SOURCE / "__init__.py"
}


def room_of(name: str) -> str:
    return name.split(".")[0]


OUTER = {"fetch", "maps", "publishing", "reporting", "app", "model_context", "cli"}
CORE = [name for name in MODULES if room_of(name) not in OUTER and not name.endswith("__init__")]


def imported(code: str) -> set[str]:
    """Every dotted name that a module imports, at its top or inside a function."""
    names = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
            assert node.level == 0, "imports name the whole path"
    return names


def forbidden_edges(module: str, code: str) -> list[str]:
    """The imports of a module that go up, sideways, or into a library's room from outside."""
    here, edges = room_of(module), []
    for name in sorted(imported(code) - DOORS_UP.get(module, set())):
        target = room_of(name.removeprefix("whoholds."))
        if name.startswith("whoholds."):
            if target != here and FLOOR_OF[target] >= FLOOR_OF[here]:
                edges.append(name)
            continue
        for library, rooms in ROOMS.items():
            inside = any(f"{module}.".startswith(f"{room}.") for room in rooms)
            if f"{name}.".startswith(f"{library}.") and not inside:
                edges.append(name)
    return edges


@pytest.mark.parametrize("module", MODULES)
def test_imports_go_down_and_libraries_stay_in_their_rooms(module):
    assert room_of(module) in FLOOR_OF, f"give {module} a floor in FLOORS"
    assert forbidden_edges(module, MODULES[module].read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("module", "code"),
    [
        ("zones.partition", "from whoholds.proposals.evaluation import evaluate"),
        ("zones.partition", "import whoholds.proposals.catalogue"),
        ("figures.areas", "def f():\n    from whoholds.maps.build import build_map"),
        ("maps.build", "import streamlit as st"),
        ("proposals.evaluation", "from folium import Map"),
        ("app.cache", "import folium"),
        ("app.cache", "from matplotlib.figure import Figure"),
        ("layers.control", "from urllib.request import urlopen"),
        ("layers.control", "import http.client"),
        ("fetch.downloads", "import requests"),
        ("cli.fetch", "import requests"),
        ("importers.open.reading", "from urllib3 import PoolManager"),
        ("app.main", "import socket"),
        ("cli.answering", "from mcp.server import MCPServer"),
        ("app.cache", "from whoholds.cli import main"),
    ],
)
def test_a_forbidden_edge_is_found(module, code):
    assert forbidden_edges(module, code)


@pytest.mark.parametrize(
    ("module", "code"),
    [
        ("zones.partition", "from whoholds.geometry.areas import WGS84\nimport geopandas"),
        ("app.server", "import socket"),
        ("app.components.map_frame", "from whoholds.app import cache\nimport streamlit"),
        ("layers.control", "from urllib.parse import quote"),
    ],
)
def test_an_allowed_edge_is_not(module, code):
    assert forbidden_edges(module, code) == []


@pytest.mark.parametrize("module", DOORS_UP)
def test_a_door_that_leads_up_is_opened_when_somebody_goes_through_it(module):
    tree = ast.parse(MODULES[module].read_text(encoding="utf-8"))
    at_top = {
        f"{node.module}.{alias.name}"
        for node in tree.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert not at_top & DOORS_UP[module]
    assert imported(MODULES[module].read_text(encoding="utf-8")) >= DOORS_UP[module]


def importing(module: str) -> set[str]:
    """The modules of the package that a module imports, at its top or inside a function."""
    names = imported(MODULES[module].read_text(encoding="utf-8")) - DOORS_UP.get(module, set())
    inside = {name.removeprefix("whoholds.") for name in names if name.startswith("whoholds.")}
    return {
        name if name in MODULES else name.rpartition(".")[0] for name in inside if "." in name
    } & (MODULES.keys() - {module})


def test_no_modules_import_each_other_in_a_circle():
    """A circle is named whole by graphlib: `CycleError: ('nodes are in a cycle', [...])`."""
    order = tuple(TopologicalSorter({name: importing(name) for name in MODULES}).static_order())
    assert len(order) == len(MODULES)


DATA_OF_WORDS = {
    "words.saying": None,
    "words.text": None,
    "words.marks": None,
    "words.reader": {"LANGUAGES", "SOURCE"},
    "words.numbers": {"SMALLEST_KM2"},
    "words.headcounts": {"Headcount", "headcount"},
}
"""What the core may have of `words`: what is said as keys and numbers (all of a module where None
stands), which languages there are, and figures. None of it makes a word."""

MAKING_WORDS = {
    "ground.errors": {
        "words.reader." + name for name in ("ENGLISH", "FIELDS", "Reader", "reader_of")
    },
    "country.country": {"words.reader." + name for name in ("COMMAND", "Reader", "Words")},
    "country.own_words": {"words.reader." + name for name in ("ENGLISH", "Words")},
}
"""Below `telling`: an error says itself wherever it is printed; a country hands out the readers who
know its own words, and asks which words it has to bring."""

ASKING = {"reader", "reader_of", "reader_for", "word", "words"}
"""Calls by which a reader is got from a country or a module, or words from a reader."""

BELOW = [name for name in MODULES if 0 < FLOOR_OF[room_of(name)] < FLOOR_OF["telling"]]


def words_made(code: str) -> set[str]:
    """What a module takes of `words` that is no data, and where it asks for a reader or a word."""
    made = set()
    for name in {name.removeprefix("whoholds.") for name in imported(code)}:
        home, _, taken = name.rpartition(".")
        is_reader = taken == "reader_for"
        if is_reader or (room_of(name) == "words" and not _is_data(home, taken)):
            made.add(name)
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Constant) and str(node.value).startswith("whoholds.words"):
            made.add(str(node.value))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            of_csv = isinstance(node.func.value, ast.Name) and node.func.value.id == "csv"
            if node.func.attr in ASKING and not of_csv:
                made.add(f".{node.func.attr}()")
    return made


def _is_data(home: str, taken: str) -> bool:
    known = DATA_OF_WORDS.get(home, set())
    return known is None or taken in known


@pytest.mark.parametrize("module", BELOW)
def test_no_module_below_the_telling_makes_words(module):
    """It returns keys and numbers, or what `words.saying` and `words.text` hold."""
    made = words_made(MODULES[module].read_text(encoding="utf-8"))
    assert {name for name in made if not name.startswith(".")} == MAKING_WORDS.get(module, set())
    assert module in MAKING_WORDS or not made


@pytest.mark.parametrize(
    "code",
    [
        "from whoholds.words.reader import ENGLISH",
        "import whoholds.words.reader",
        "import whoholds.words.saying",
        "from whoholds.words import reader",
        "from whoholds.words import *",
        "import whoholds.words.headcounts as h",
        "from whoholds.words.headcounts import about",
        "from whoholds.words.numbers import Numbers",
        "from whoholds.words.template import Template",
        "def f():\n    from whoholds.ground.errors import reader_for",
        "from whoholds.ground import errors\nerrors.reader_for('en')",
        "from importlib import import_module\nr = import_module('whoholds.words.reader')",
        "def f(country):\n    return country.reader('en').word('page.held')",
        "def f(someone):\n    return someone.word('page.held')",
    ],
)
def test_a_module_that_makes_words_would_be_found(code):
    assert words_made(code)


@pytest.mark.parametrize(
    "code",
    [
        "from whoholds.words.saying import Note",
        "from whoholds.words.reader import LANGUAGES",
        "import csv\ncsv.reader([])",
    ],
)
def test_what_is_data_is_no_word(code):
    assert words_made(code) == set()


OPENING = {"conflict", "desk", "notebook", "pictures", "cli", "app"}
"""The rooms that may open a conflict; everything below them is handed one, or a piece of one."""

OPENERS = {"seeds", "geodata", "opened", "folders_of"}


def openers_called(code: str) -> set[str]:
    """The functions called that say where shipped data lie, or open them."""
    tree = ast.parse(code)
    called = {
        node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
    }
    return {name for name in called if name in OPENERS or name.startswith("load_")} - {"load_char"}


@pytest.mark.parametrize("module", [name for name in MODULES if room_of(name) not in OPENING])
def test_no_module_below_the_desk_opens_the_shipped_data(module):
    assert openers_called(MODULES[module].read_text(encoding="utf-8")) == set()


@pytest.mark.parametrize(
    "code", ["x = load_parts()", "x = resources.seeds('a')", "def f():\n    return opened().lines"]
)
def test_a_module_that_opens_them_would_be_found(code):
    assert openers_called(code)


def ambient(module: str) -> set[str]:
    """The functions of a module that take nothing and keep what they return for good."""
    return {
        node.name
        for node in ast.walk(ast.parse(MODULES[module].read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
        and not (node.args.args or node.args.kwonlyargs)
        and {"cache", "lru_cache"}
        & {getattr(getattr(one, "func", one), "id", "") for one in node.decorator_list}
    }


def test_what_is_kept_for_good_belongs_to_no_conflict():
    """The words, Leaflet, the fonts and the templates of a site are the same for every conflict."""
    kept = {name: ambient(name) for name in MODULES}
    assert {name: found for name, found in kept.items() if found} == {
        "maps.build": {"_leaflet"},
        "maps.print.lettering": {"_characters"},
        "publishing.site.rendering": {"_environment"},
        "words.reader": {"_words", "_groups"},
    }


CLOCKS_AND_GLOBALS = {
    *("today", "now", "utcnow", "fromtimestamp", "localtime", "gmtime"),
    *("filterwarnings", "simplefilter", "set_option", "seterr", "chdir"),
}


def methods_called(module: str) -> set[str]:
    tree = ast.parse(MODULES[module].read_text(encoding="utf-8"))
    return {
        node.func.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }


OF_ITS_OWN_PROCESS = {"door.child": {"chdir"}}
"""What a module sets in a process that does one job for another one and ends with it."""


@pytest.mark.parametrize("module", CORE)
def test_the_core_reads_no_clock_and_sets_no_global_option(module):
    assert methods_called(module) & CLOCKS_AND_GLOBALS == OF_ITS_OWN_PROCESS.get(module, set())


def test_a_download_reads_the_clock_once_to_date_the_retrieval():
    reading = {
        name: methods_called(name) & CLOCKS_AND_GLOBALS
        for name in MODULES
        if room_of(name) in ("fetch", "cli")
    }
    assert {name: calls for name, calls in reading.items() if calls} == {"fetch.fetching": {"now"}}


def test_the_public_names_come_from_the_core():
    homes = {home.removeprefix("whoholds.") for home in whoholds._HOMES.values()}
    assert homes <= set(CORE)


def loaded_after(code: str) -> set[str]:
    """The modules that a fresh interpreter has loaded after some code."""
    script = f"import sys\n{code}\nprint('loaded:', *sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=120
    )
    return set(done.stdout.rpartition("loaded:")[2].split())


def test_the_core_loads_no_page_map_or_network_library():
    """Ours to decide are these; urllib.request, http.client and socket come with pandas, pyproj."""
    loaded = loaded_after("\n".join(f"import whoholds.{name}" for name in CORE))
    heavy = {"streamlit", "folium", "branca", "matplotlib", "altair", "typer", "rich"}
    network = {"requests", "urllib3", "aiohttp", "httpx"}
    assert loaded & (heavy | network) == set()
    assert "geopandas" in loaded


def test_importing_the_package_loads_nothing_else():
    loaded = loaded_after("import whoholds")
    assert {name for name in loaded if name.startswith("whoholds")} == {"whoholds"}
    assert loaded & {"geopandas", "pandas", "numpy", "shapely"} == set()


def test_help_does_not_pay_for_the_geometry_stack():
    code = (
        "sys.argv = ['whoholds', '--help']\nfrom whoholds.cli import main\n"
        "try:\n    main()\nexcept SystemExit as ended:\n    assert not ended.code"
    )
    loaded = loaded_after(code)
    assert "typer" in loaded
    heavy = {"geopandas", "shapely", "pandas", "numpy", "folium", "matplotlib", "streamlit"}
    assert loaded & heavy == set()


# The page about it

PAGE = (ROOT / "docs" / "architecture.md").read_text("utf-8")


def table_below(heading: str) -> dict[str, str]:
    """The first table below a heading: its second column by its first."""
    rows = PAGE.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    cells = re.findall(r"^\| (.+?) \| (.+) \|$", rows, re.MULTILINE)
    return dict(cells[1:])


def in_ticks(text: str) -> list[str]:
    return re.findall(r"`([^`]+)`", text)


ROOMS_OF_THE_PAGE = [name for cell in table_below("Rooms") for name in in_ticks(cell)]


def test_the_page_has_each_top_level_module_once_and_no_other():
    modules = {
        f"{room_of(name)}/" if "." in name else name
        for name in MODULES
        if not name.endswith("__init__")
    }
    folders = {name for name in ROOMS_OF_THE_PAGE if (ROOT / name).is_dir()}
    assert folders >= {"geodata/", "seeds/", "tests/"}
    assert sorted(ROOMS_OF_THE_PAGE) == sorted(modules | folders)


def test_every_room_with_a_floor_is_there():
    assert set(FLOOR_OF) == {room_of(name) for name in MODULES}


PACKAGES = {
    f"{folder.relative_to(SOURCE)}/": {
        path.stem for path in folder.glob("*.py") if not path.stem.startswith("__")
    }
    for folder in sorted(path.parent for path in SOURCE.rglob("__init__.py"))
    if folder != SOURCE
}


def _alike(package: str) -> set[str]:
    """The modules of a package that the page leaves to the list that names them, in the code."""
    from whoholds.app.sections import SECTIONS

    lists = {"importers/forms/": set(DataForm), "app/sections/": set(SECTIONS)}
    return {str(name) for name in lists.get(package, ())}


@pytest.mark.parametrize("package", PACKAGES)
def test_the_page_has_each_module_inside_a_package(package):
    cells = {name.strip("`"): cell for name, cell in table_below("Inside the larger rooms").items()}
    assert _alike(package) <= PACKAGES[package]
    assert sorted(in_ticks(cells[package])) == sorted(PACKAGES[package] - _alike(package))


def test_the_page_has_the_files_of_the_map_page():
    files = [name for cell in table_below("The map") for name in in_ticks(cell)]
    assert sorted(files) == sorted(path.name for path in (SOURCE / "maps" / "web").iterdir())


NUMBERS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight"]


def test_the_page_has_the_modes_the_pages_and_the_limit_of_the_dashboard():
    from whoholds.app.pages import PAGES
    from whoholds.app.visit_layers import MOST
    from whoholds.maps.payload import MODES

    assert [mode for mode in MODES if f"`{mode}`" not in PAGE] == []
    assert f"one of {NUMBERS[len(PAGES)]} pages" in PAGE
    assert f"up to {NUMBERS[MOST]} files" in PAGE


NAMES = re.compile(r"\b(UA|RU|Ukraine|Russia)\b")
"""What only the files of one conflict call its sides."""

NAMING = ("words", "importers.forms")
"""Who may name a side: words, and sources, which name what they draw."""


def names_sides(code: str) -> bool:
    """Whether a module's names and texts name a side; its comments and docstrings may."""
    tree = ast.parse(code)
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list):
            node.body = [one for one in body if not is_text(one)] or [ast.Pass()]
    texts = (getattr(node, "value", "") for node in ast.walk(tree))
    names = (getattr(node, "id", getattr(node, "attr", "")) for node in ast.walk(tree))
    return any(isinstance(one, str) and NAMES.search(one) for one in (*texts, *names))


def is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def test_nothing_names_a_side_but_words_and_sources():
    naming = {
        name
        for name, path in MODULES.items()
        if not any(f"{name}.".startswith(f"{room}.") for room in NAMING)
        and names_sides(path.read_text(encoding="utf-8"))
    }
    assert naming == set()


@pytest.mark.parametrize(
    "code", ['x = "UA"', "x = Side.RU", 'def f():\n    return f"in {Ukraine}"']
)
def test_a_module_that_names_a_side_would_be_found(code):
    assert names_sides(code)
    assert not names_sides('"""Of Ukraine."""\n# RU\nx = "QUA"')


def test_no_file_beside_the_modules_names_a_side():
    found = [
        f"{path.relative_to(SOURCE)}: {line}"
        for path in sorted(SOURCE.rglob("*"))
        if path.suffix in (".js", ".ts", ".css", ".json", ".toml", ".pyi")
        and "words" not in path.parts
        for line in re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.S).splitlines()
        if NAMES.search(line)
    ]
    assert found == []
