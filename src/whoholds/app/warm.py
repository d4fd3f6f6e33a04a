"""What every visit needs, made while the server starts.

The first visitor of a server would otherwise wait for the libraries to be loaded, the zones to be
cut and the map page to be drawn, which all visitors after that share. The maps, with which every
page begins, are made before the port is opened; what stands below them is made beside the server.
A fault of the data is the first visitor's to hear: their page says what is wrong.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

from whoholds.app.cache import catalogue, map_page, section_of, settle
from whoholds.app.choice import default_choice
from whoholds.app.visit_layers import shipped_layer
from whoholds.ground.errors import WhoholdsError
from whoholds.words.reader import LANGUAGES

if TYPE_CHECKING:
    from streamlit.starlette import App


def make_maps() -> None:
    """Make the map of a visit that asks for nothing, in every language, and keep it."""
    with contextlib.suppress(WhoholdsError):
        layer = shipped_layer(default_choice(catalogue())["layer"])
        for language in LANGUAGES:
            map_page(layer, language)


def make_sections() -> None:
    """Make what such a visit is shown above and below the map."""
    with contextlib.suppress(WhoholdsError):
        choice = default_choice(catalogue())
        layer, chosen = shipped_layer(choice["layer"]), (choice["proposal"], choice["reading"])
        for language in LANGUAGES:
            for section in ("figures", "about", choice["section"]):
                section_of(section, layer, *chosen, language, "light")
        settle()


@contextlib.asynccontextmanager
async def making_sections(_app: App) -> AsyncIterator[None]:
    """Have them made beside the server, whose port is open and which may end meanwhile."""
    threading.Thread(target=make_sections, name="make-sections", daemon=True).start()
    yield
