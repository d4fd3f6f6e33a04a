"""Build the map: a folium map that needs no other host, with every proposal in it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import folium
from branca.element import Element
from xstatic.pkg import leaflet

from whoholds.labels import word
from whoholds.maps.layers import ProposalLayer
from whoholds.maps.payload import Chosen, page_data
from whoholds.proposals import Catalogue
from whoholds.zones import Zones

CENTRE = (48.6, 31.4)


class OfflineMap(folium.Map):
    """A folium map with Leaflet written into the page instead of fetched from elsewhere."""

    default_js: list[tuple[str, str]] = []  # noqa: RUF012 - folium reads the class attribute
    default_css: list[tuple[str, str]] = []  # noqa: RUF012

    def _repr_html_(self, **kwargs: object) -> str:
        """Show the map in a notebook, in a frame of a size that fits the list beside it."""
        figure = self.get_root()
        figure.width, figure.height, figure.ratio = "100%", "640px", "0"
        return str(figure._repr_html_(**kwargs))


@cache
def _leaflet() -> tuple[str, str]:
    """Leaflet's script and style sheet from the installed package, without its images."""
    folder = Path(leaflet.BASE_DIR)
    script = (folder / "leaflet.js").read_text(encoding="utf-8")
    style = (folder / "leaflet.css").read_text(encoding="utf-8")
    script = script.split("//# sourceMappingURL")[0].replace("</script", "<\\/script")
    images = ("images/layers.png", "images/layers-2x.png", "images/marker-icon.png")
    for image in images:
        style = style.replace(f"url({image})", "none")
    return script, style


def build_map(
    catalogue: Catalogue,
    zones: Zones,
    proposal: str,
    reading: str | None = None,
    language: str = "en",
) -> OfflineMap:
    """Build the map of all proposals, opened at one of them.

    Parameters
    ----------
    catalogue
        The proposals to toggle between.
    zones
        The zones that are drawn, with the control layer's date in the legend.
    proposal, reading
        What is shown first; None for the proposal's default reading.
    language
        "en" or "uk".

    Returns
    -------
    folium.Map
        One self-contained page: it asks no other host for anything.

    Raises
    ------
    UnknownNameError
        When there is no such proposal, reading or language.

    Examples
    --------
    >>> from whoholds.proposals import load_catalogue
    >>> from whoholds.workbench import baseline_zones
    >>> page = render(build_map(load_catalogue(), baseline_zones(), "putin-2024"))
    >>> "http://cdn" in page or "https://cdn" in page
    False
    """
    first = catalogue[proposal]
    chosen = Chosen(proposal, first.reading(reading).id)
    canvas = OfflineMap(
        location=CENTRE, zoom_start=6, tiles=None, zoom_control=True, attributionControl=False,
        min_zoom=4, max_zoom=12, zoom_snap=0.25, zoom_delta=0.5,
    )  # fmt: skip
    canvas._id = "whoholds"
    data = page_data(catalogue, zones, chosen, language)
    layer = ProposalLayer(
        data,
        title=word("page.title", language),
        dated=f"{word('map.control_of', language)} {data['date']}",
        footer=" ".join(
            [
                zones.control.source,
                f"{zones.boundaries.source}, {zones.boundaries.scale}.",
                word("page.basis_note", language),
            ]
        ),
    )
    layer.add_to(canvas)
    _write_in_leaflet(canvas)
    return canvas


def _write_in_leaflet(canvas: OfflineMap) -> None:
    script, style = _leaflet()
    header = canvas.get_root().header
    header.add_child(Element(f"<style>{_raw(style)}</style>"), name="leaflet_css", index=0)
    header.add_child(Element(f"<script>{_raw(script)}</script>"), name="leaflet_js", index=0)


def _raw(text: str) -> str:
    """Keep the template engine away from text that is no template."""
    return "{% raw %}" + text + "{% endraw %}"


def render(canvas: OfflineMap) -> str:
    """Return the map as one HTML page."""
    return str(canvas.get_root().render())
