"""Build the map: a folium map that needs no other host, with every proposal in it."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import cast
from urllib.parse import urljoin

import folium
import pandas as pd
from folium.template import Template
from xstatic.pkg import leaflet

from whoholds.ground.errors import InputError, require_one_of
from whoholds.ground.web_address import is_web_address
from whoholds.maps.document import Inline, Page, ProposalLayer, Sharing
from whoholds.maps.page_types import Mode
from whoholds.maps.palette import icon
from whoholds.maps.payload import MODES, Chosen, Tiles, page_data
from whoholds.maps.policy import tile_hosts
from whoholds.proposals.catalogue import Catalogue
from whoholds.proposals.evaluation import evaluate
from whoholds.telling.citation import Citation
from whoholds.telling.comparison import comparison_finding
from whoholds.telling.finding import finding
from whoholds.telling.layers import boundaries_in, layer_in
from whoholds.telling.title import page_title
from whoholds.words.reader import Reader
from whoholds.words.saying import Note
from whoholds.zones.partition import Zones


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
    """Leaflet's script and style sheet from the installed package, without its images.

    The package comes without the licence, which everything that carries Leaflet has to carry too.
    """
    folder = Path(leaflet.BASE_DIR)
    licence = files("whoholds.maps").joinpath("leaflet-license.txt").read_text(encoding="utf-8")
    script = (folder / "leaflet.js").read_text(encoding="utf-8")
    style = (folder / "leaflet.css").read_text(encoding="utf-8")
    script = script.split("//# sourceMappingURL")[0].replace("</script", "<\\/script")
    script = f"/*! Leaflet\n\n{licence}*/\n{script}"
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
    tiles: str | None = None,
    attribution: str | None = None,
    cited: Citation | None = None,
    url: str | None = None,
    image: str | None = None,
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
        What is compared with; None for the earlier proposal that it names, else the line of
        contact, and for the default reading, of the same proposal the next one.
    people
        Pre-war residents by zone id, shown with the areas where they are given.
    tiles, attribution
        A street map to lay under the zones: where its tiles are, as a template with {z}, {x} and
        {y}, and whose they are. Without them the page draws a ground of its own.
    cited
        How what the page opens with is cited (`whoholds.cite`); None where the version of the data
        is not known. The page says it for whatever it shows.
    url
        Where the page will be found, for those who share it; None where that is not known.
    image
        Where a picture of 1200 x 630 pixels of what it opens with will be, seen from the page.

    Returns
    -------
    folium.Map
        One self-contained page: but for tiles it asks no other host for anything.

    Raises
    ------
    UnknownNameError
        When there is no such proposal, reading, language or mode.
    InputError
        When tiles are no such template, nobody is named for them, or the url is no address.

    Examples
    --------
    >>> from whoholds.desk import baseline_zones, opened
    >>> page = render(build_map(opened().catalogue, baseline_zones(), "putin-2024"))
    >>> "http://cdn" in page or "https://cdn" in page
    False
    """
    if url is not None and not is_web_address(url):
        raise InputError.of("map.url", "--url", url=url)
    reader = zones.known.reader(language)
    chosen = chosen_of(catalogue, (proposal, reading), (other, other_reading), mode)
    west, south, east, north = zones.boundaries.territory.bounds
    canvas = OfflineMap(
        location=((south + north) / 2, (west + east) / 2), zoom_start=6, tiles=None,
        zoom_control=True, attributionControl=False,
        min_zoom=4, max_zoom=12, zoom_snap=0.05, zoom_delta=0.5,
    )  # fmt: skip
    canvas._id = "whoholds"
    street = _tiles(tiles, attribution)
    hosts = tile_hosts(street.url) if street else None
    title = page_title(catalogue, reader)
    data = page_data(catalogue, zones, chosen, language, people, street, cited, url)
    sharing = Sharing(url, image and urljoin(url, image)) if url else None
    said = _finding(catalogue, zones, chosen, reader)
    page = Page(title, said, icon(zones.sides), reader, hosts or (), sharing)
    page.add_child(canvas)
    layer = ProposalLayer(
        data,
        zones.sides,
        title=title,
        finding=said,
        dated=f"{_dated(zones, reader)} {data['date']}",
        footer=_footer(zones, reader),
    )
    layer.add_to(canvas)
    _write_in_leaflet(canvas)
    return canvas


def chosen_of(
    catalogue: Catalogue,
    first: tuple[str, str | None],
    second: tuple[str | None, str | None],
    mode: str,
) -> Chosen:
    """Return what a page opens with, where the rest is as it is usual beside what was asked for.

    Parameters
    ----------
    catalogue
        The proposals to toggle between.
    first, second
        A proposal and its reading; None for the rival of the first, and the usual reading.
    mode
        "single", "side", "difference" or "swipe".

    Raises
    ------
    UnknownNameError
        When there is no such proposal, reading or mode.

    Examples
    --------
    >>> from whoholds.desk import opened
    >>> chosen_of(opened().catalogue, ("putin-2024", None), (None, None), "single").reading
    'stated'
    """
    require_one_of(mode, MODES, "mode")
    shown = catalogue[first[0]]
    reading = shown.reading(first[1])
    other = catalogue[second[0] or catalogue.rival_of(shown.id)]
    beside = other.reading(second[1])
    if other is shown and second[1] is None:
        beside = shown.other_reading(reading.id)
    return Chosen(shown.id, reading.id, other.id, beside.id, cast(Mode, mode))


def _finding(catalogue: Catalogue, zones: Zones, chosen: Chosen, reader: Reader) -> str:
    """That of what the page opens with, before its scripts run."""
    shown = evaluate(catalogue, chosen.proposal, zones, chosen.reading)
    if chosen.mode == MODES[0]:
        return finding(shown, reader.language)
    other = evaluate(catalogue, chosen.other, zones, chosen.other_reading)
    return comparison_finding(shown, other, reader.language)


def _tiles(url: str | None, attribution: str | None) -> Tiles | None:
    """The street map that was asked for; a page that cannot show it is not built."""
    if not url:
        return None
    places = [name for name in ("{z}", "{x}", "{y}") if name not in url]
    if places or tile_hosts(url) is None:
        add = Note.of("map.tiles.add", places=tuple(places)) if places else None
        remedy = add or Note.of("map.tiles.begin")
        raise InputError.of(
            "map.tiles", template="https://example.org/{z}/{x}/{y}.png", url=url, remedy=remedy
        )
    if not (attribution or "").strip():
        raise InputError.of("map.attribution")
    return Tiles(url, str(attribution).strip())


def _dated(zones: Zones, reader: Reader) -> str:
    """What the date is of; a layer that is not an assessment says so."""
    kind = reader.words("layer").get(zones.control.kind)
    return reader.word("map.control_of") + (f" ({kind})" if kind else "")


def _footer(zones: Zones, reader: Reader) -> str:
    """Where the map comes from, and what its areas are."""
    return " ".join(
        [
            f"{reader.word('map.contact_source')}: {layer_in(zones.control, reader)}",
            f"{reader.word('map.boundaries')}: {boundaries_in(zones.boundaries, reader)}.",
            reader.word("map.credits"),
            reader.area_note(zones.boundaries.area_km2),
        ]
    )


def _write_in_leaflet(canvas: OfflineMap) -> None:
    script, style = _leaflet()
    page = canvas.get_root()
    page.header.add_child(Inline("style", style), name="leaflet_css", index=0)
    page.scripts["leaflet"] = Inline("script", script)


def render(canvas: OfflineMap) -> str:
    """Return the map as one HTML page."""
    return str(canvas.get_root().render())
