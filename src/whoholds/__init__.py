"""Who holds, and who would cede, which part of Ukraine under each peace proposal.

Names are loaded when they are first used, so that `import whoholds` and `whoholds --help` do
not pay for the geometry stack.

Examples
--------
>>> import whoholds
>>> result = whoholds.evaluate_proposal("anchorage-aug-2025")
>>> table = whoholds.by_holder(result)
>>> list(table.columns)
['holder', 'area_km2', 'official_km2', 'band_km2', 'share']
"""

import ast
from importlib import import_module
from pathlib import Path

_STUB = Path(__file__).with_suffix(".pyi")
_HOMES = {
    alias.name: statement.module
    for statement in ast.parse(_STUB.read_text("utf-8")).body
    if isinstance(statement, ast.ImportFrom) and statement.module
    for alias in statement.names
}
"""The module of each public name: one list, for those who run code and those who check types."""

__all__ = sorted(_HOMES)


def __getattr__(name: str) -> object:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'whoholds' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
