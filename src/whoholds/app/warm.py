"""What every visit needs, made while the server starts, before the first visitor asks for it.

The first visitor of a server would otherwise wait for the libraries to be loaded, the zones to be
cut and the map page to be drawn, which all visitors after that share.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

from whoholds.ground.errors import WhoholdsError

if TYPE_CHECKING:
    from streamlit.starlette import App


def warm_up() -> None:
    """Make what a visit that asks for nothing is shown, in every language, and keep it.

    A fault of the data is the first visitor's to hear: their page says what is wrong and how to
    mend it.
    """
    from whoholds.app.cache import catalogue, map_page, section_of, settle
    from whoholds.app.choice import default_choice
    from whoholds.app.visit_layers import shipped_layer
    from whoholds.words.reader import LANGUAGES

    with contextlib.suppress(WhoholdsError):
        choice = default_choice(catalogue())
        layer = shipped_layer(choice["layer"])
        for language in LANGUAGES:
            map_page(layer, language)
            for section in ("figures", "about", choice["section"]):
                chosen = choice["proposal"], choice["reading"]
                section_of(section, layer, *chosen, language, "light")
        settle()


@contextlib.asynccontextmanager
async def warming_up(_app: App) -> AsyncIterator[None]:
    """Have it made beside the server, whose port is open meanwhile and which may end meanwhile."""
    threading.Thread(target=warm_up, name="warm-up", daemon=True).start()
    yield
