"""Scripts and styles of the components, each beside the module that it belongs to."""

from __future__ import annotations

from importlib.resources import files


def script(name: str) -> str:
    """Return the text of a script or style sheet in this folder."""
    return files("whoholds.app.components").joinpath(name).read_text("utf-8")
