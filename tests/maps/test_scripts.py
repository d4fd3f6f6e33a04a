"""The page's modules, joined into one script."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

from whoholds.desk import baseline_zones, load_catalogue
from whoholds.maps.build import build_map, render
from whoholds.maps.document import page_file, page_script
from whoholds.maps.scripts import joined

MODULES = {
    "page": 'import { one } from "./left.js";\nimport { two } from "./right.js";\n'
    "const own = one + two;\nexport function start() { return own; }\n",
    "left": 'import {\n  base, two,\n} from "./right.js";\n/** @type {number} */\n'
    "export const one = base + two;\nconst own = 7;\n",
    "right": "/* Left out. */\nexport const base = 1;\nexport const two = 2;\nconst own = 8;\n",
}


def test_each_module_stands_once_after_those_that_it_imports():
    script = joined(MODULES.__getitem__, "page", "start")
    assert re.findall(r"const \$(\w+) =", script) == ["right", "left", "page"]
    assert "import" not in script
    assert "export" not in script
    assert "@type" not in script
    assert "Left out." not in script
    assert script.endswith("return $page.start;\n})();")


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("right", 'import { one } from "./left.js";\nexport const base = 1;\n', "each other"),
        ("right", "export const base = 1;\n", "right.js does not export two"),
        ("right", "export default 1;\n", "right.js: a form .*: export default"),
        ("left", 'import * as all from "./right.js";\n', "left.js: a form .*: import \\*"),
        ("left", 'export const one = await import("./right.js");\n', "left.js: a form"),
        ("page", "export const other = 1;\n", "page.js does not export start"),
    ],
)
def test_what_cannot_be_joined_is_said(name, text, said):
    with pytest.raises(ValueError, match=said):
        joined({**MODULES, name: text}.__getitem__, "page", "start")


def test_the_script_of_the_page_has_one_name_and_every_module():
    script = page_script()
    assert re.findall(r"^const (\w+)", script) == ["whoholdsPage"]
    assert len(re.findall(r"^const \$\w+ =", script, re.MULTILINE)) > 20
    assert len(script) < 105_000


@pytest.mark.parametrize("language", ["en", "uk"])
def test_the_page_says_which_language_it_is_in(language):
    text = render(build_map(load_catalogue(), baseline_zones(), "putin-2024", language=language))
    assert f'<html lang="{language}">' in text


def test_the_page_is_stacked_where_its_style_is():
    layout = page_file("layout.js")
    for name, files in (("STACKED", ("page", "choose", "panels")), ("NARROW", ("page", "choose"))):
        (query,) = re.findall(rf'{name} = "(.+)"', layout)
        assert all(f"@media {query}" in page_file(f"{file}.css") for file in files)


ORDER = """
from whoholds.maps.scripts import joined
imports = "".join(f'import {{ {name} }} from "./{name}.js";\\n' for name in "abcdefgh")
texts = {name: f"export function {name}() {{}}\\n" for name in "abcdefgh"}
texts["page"] = imports + "export function start() {}\\n"
print(joined(texts.__getitem__, "page", "start"))
"""


def test_the_modules_stand_in_the_same_order_in_every_process():
    scripts = {
        subprocess.run(
            [sys.executable, "-c", ORDER],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "2", "3")
    }
    assert len(scripts) == 1
