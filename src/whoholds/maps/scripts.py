"""The scripts of the map page: ES modules, joined into the one script that stands in the page.

A page that is one file has no files to import from. So each module becomes a scope of its own that
hands out what it exports, and takes what it imports from those before it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from graphlib import CycleError, TopologicalSorter

IMPORT = re.compile(r'^import \{([^{}]*)\} from "\./(\w+)\.js";\n', re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:(?:async )?function\*?|const) (\w+))", re.MULTILINE)
OTHER = re.compile(r"^(?:import|export)\b.*|\bimport\(.*", re.MULTILINE)
COMMENTS = re.compile(r"^[ \t]*(?:/\*(?:[^*]|\*(?!/))*\*/|//.*)\n", re.MULTILINE)
"""Comments that stand for themselves: those who read the page read them in the modules."""


def joined(read: Callable[[str], str], module: str, name: str) -> str:
    r"""Return a module and all that it imports as one script.

    Parameters
    ----------
    read
        Gives the text of a module by its name, which has no suffix.
    module
        Where to begin.
    name
        What that module exports: the only name that is seen outside the script.

    Returns
    -------
    str
        One statement that declares the name.

    Raises
    ------
    ValueError
        When modules import each other in a circle or something that is not exported, or have an
        import or export of a form that is not known here.

    Examples
    --------
    >>> modules = {
    ...     "page": 'import { two } from "./sums.js";\nexport const four = two + two;\n',
    ...     "sums": "export const two = 1 + 1;\n",
    ... }
    >>> print(joined(modules.__getitem__, "page", "four"))
    const four = (() => {
    "use strict";
    const $sums = (() => {
    const two = 1 + 1;
    return { two };
    })();
    const $page = (() => {
    const { two } = $sums;
    const four = two + two;
    return { four };
    })();
    return $page.four;
    })();
    """
    texts = _with_imports(read, module)
    exports = {one: EXPORT.findall(text) for one, text in texts.items()}
    scopes = "\n".join(_scope(one, texts[one], exports) for one in _in_order(texts))
    _require_exported(module, [name], exports, "the page")
    return f'const {name} = (() => {{\n"use strict";\n{scopes}\nreturn ${module}.{name};\n}})();'


def _with_imports(read: Callable[[str], str], module: str) -> dict[str, str]:
    """The texts of a module and of all that it imports, by name."""
    texts: dict[str, str] = {}
    wanted = [module]
    while wanted:
        one = wanted.pop()
        if one not in texts:
            texts[one] = read(one)
            wanted += [other for _, other in IMPORT.findall(texts[one])]
    return texts


def _in_order(texts: dict[str, str]) -> list[str]:
    """The modules, each after those that it imports."""
    # Lists, not sets: the page is the same in every process.
    below = {one: [other for _, other in IMPORT.findall(text)] for one, text in texts.items()}
    try:
        return list(TopologicalSorter(below).static_order())
    except CycleError as error:
        raise ValueError(f"modules import each other: {' <- '.join(error.args[1])}") from None


def _scope(module: str, text: str, exports: dict[str, list[str]]) -> str:
    """A module as a constant that holds what it exports."""

    def taken(found: re.Match[str]) -> str:
        names = [name.strip() for name in found[1].split(",") if name.strip()]
        _require_exported(found[2], names, exports, f"{module}.js")
        return f"const {{ {', '.join(names)} }} = ${found[2]};\n"

    code = EXPORT.sub("", IMPORT.sub(taken, COMMENTS.sub("", text)))
    if other := OTHER.search(code):
        raise ValueError(f"{module}.js: a form that cannot be joined: {other[0]}")
    return f"const ${module} = (() => {{\n{code}return {{ {', '.join(exports[module])} }};\n}})();"


def _require_exported(
    module: str, names: list[str], exports: dict[str, list[str]], asked_by: str
) -> None:
    if missing := sorted(set(names) - set(exports[module])):
        raise ValueError(f"{asked_by}: {module}.js does not export {', '.join(missing)}")
