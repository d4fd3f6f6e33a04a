"""Build the map: a folium map that needs no other host, with every proposal in it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import folium
import pandas as pd
from folium.template import Template
from xstatic.pkg import leaflet

from whoholds.errors import UnknownNameError
from whoholds.labels import word
from whoholds.maps.layers import Page, ProposalLayer, Verbatim
from whoholds.maps.payload import MODES, Chosen, page_data
from whoholds.proposals import Catalogue
from whoholds.zones import Zones

CENTRE = (48.6, 31.4)


class OfflineMap(folium.Map):
    """A folium map with Leaflet written into the page instead of fetched from elsewhere."""

    default_js: list[tuple[str, str]] = []  # noqa: RUF012 - folium reads the class attribute
    default_css: list[tuple[str, str]] = []  # noqa: RUF012

    # Folium's own head forbids the reader to enlarge the page.
    _template = Template(
        """
        {% macro header(this, kwargs) %}
            <meta name="viewport" content="width=device-width, initial-scale=1">
        {% endmacro %}
        {% macro html(this, kwargs) %}
            <div class="folium-map" id={{ this.get_name()|tojson }}></div>
        {% endmacro %}
        {% macro script(this, kwargs) %}
            const {{ this.get_name() }} = L.map({{ this.get_name()|tojson }}, {
                center: {{ this.location|tojson }}, ...{{ this.options|tojavascript }}
            });
        {% endmacro %}
        """
    )

    def _repr_html_(self, **kwargs: object) -> str:
        """Show the map in a notebook, in a frame of the size that the page asks for."""
        return str(self.get_root()._repr_html_(**kwargs))


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
    *,
    mode: str = "single",
    other: str | None = None,
    other_reading: str | None = None,
    people: pd.Series | None = None,
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
    mode
        "single", or one of the ways to compare: "side", "difference", "swipe".
    other, other_reading
        What is compared with; None for the last proposal of the catalogue.
    people
        Pre-war residents by zone id, shown with the areas where they are given.

    Returns
    -------
    folium.Map
        One self-contained page: it asks no other host for anything.

    Raises
    ------
    UnknownNameError
        When there is no such proposal, reading, language or mode.

    Examples
    --------
    >>> from whoholds.proposals import load_catalogue
    >>> from whoholds.workbench import baseline_zones
    >>> page = render(build_map(load_catalogue(), baseline_zones(), "putin-2024"))
    >>> "http://cdn" in page or "https://cdn" in page
    False
    """
    chosen = _chosen(catalogue, (proposal, reading), (other, other_reading), mode)
    canvas = OfflineMap(
        location=CENTRE, zoom_start=6, tiles=None, zoom_control=True, attributionControl=False,
        min_zoom=4, max_zoom=12, zoom_snap=0.25, zoom_delta=0.5,
    )  # fmt: skip
    canvas._id = "whoholds"
    Page(word("page.title", language), language).add_child(canvas)
    data = page_data(catalogue, zones, chosen, language, people)
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


def _chosen(
    catalogue: Catalogue,
    first: tuple[str, str | None],
    second: tuple[str | None, str | None],
    mode: str,
) -> Chosen:
    """What the page opens with; each name is checked."""
    if mode not in MODES:
        raise UnknownNameError(
            f"unknown mode {mode!r}",
            where="mode of the map",
            expected=", ".join(MODES),
            found=mode,
            remedy="use one of these",
        )
    shown = catalogue[first[0]]
    last = [name for name in catalogue.proposals if name != shown.id] or [shown.id]
    other = catalogue[second[0] or last[-1]]
    return Chosen(shown.id, shown.reading(first[1]).id, other.id, other.reading(second[1]).id, mode)


def _write_in_leaflet(canvas: OfflineMap) -> None:
    script, style = _leaflet()
    header = canvas.get_root().header
    header.add_child(Verbatim(f"<style>{style}</style>"), name="leaflet_css", index=0)
    header.add_child(Verbatim(f"<script>{script}</script>"), name="leaflet_js", index=0)


def render(canvas: OfflineMap) -> str:
    """Return the map as one HTML page."""
    return str(canvas.get_root().render())
