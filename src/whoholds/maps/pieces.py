"""A map page taken to pieces, for a site whose pages share what does not change between them."""

from __future__ import annotations

from dataclasses import dataclass

from whoholds.maps.build import OfflineMap


@dataclass(frozen=True)
class Pieces:
    """What a map page is made of.

    Attributes
    ----------
    styles, scripts
        Texts of its style sheets and scripts, in the order in which they have to come, those of
        Leaflet with their licence, ours without comments; the last script has the data of the
        page, and wants the body to be there.
    body
        What stands in the body, as HTML.
    """

    styles: tuple[str, ...]
    scripts: tuple[str, ...]
    body: str


def pieces_of(canvas: OfflineMap) -> Pieces:
    """Take a map page to pieces.

    Parameters
    ----------
    canvas
        From `whoholds.maps.build.build_map`.

    Examples
    --------
    >>> from whoholds.desk import baseline_zones, opened
    >>> from whoholds.maps.build import build_map
    >>> pieces = pieces_of(build_map(opened().catalogue, baseline_zones(), "putin-2024"))
    >>> len(pieces.styles), len(pieces.scripts), "<script" in pieces.body
    (2, 3, False)
    """
    page = canvas.get_root()
    page.render()  # What is on the map puts its pieces into the page only then.
    styles = tuple(one.inner for one in page.styles())
    scripts = tuple(one.inner for one in page.scripts.values())
    return Pieces(styles, (*scripts, page.code), page.html.render())
