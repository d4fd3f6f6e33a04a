"""What a site tells machines of its pages: how to embed them, and which there are."""

from __future__ import annotations

from html import escape
from xml.sax.saxutils import quoteattr

from whoholds.publishing.site.contracts import printed
from whoholds.publishing.site.edition import Edition, Page, oembed_path

FRAME = (900, 640)
"""Width and height of an embedded map in CSS pixels, where the page around it asks for no other."""


def oembed_file(edition: Edition, page: Page) -> tuple[str, bytes]:
    """Return what a page says to those who embed it (https://oembed.com, type rich).

    Parameters
    ----------
    edition, page
        Which page; `shown` of its head is what the frame shows.
    """
    head, (width, height) = page.head, FRAME
    frame = (
        f'<iframe src="{escape(edition.embed_url(head.shown))}" data-whoholds '
        f'title="{escape(head.title)}" width="{width}" height="{height}" '
        'style="width: 100%; border: 0" loading="lazy"></iframe>'
    )
    said = {
        "version": "1.0",
        "type": "rich",
        "provider_name": edition.title,
        "provider_url": edition.url("index.html"),
        "title": f"{head.title}: {head.description}",
        "html": frame,
        "width": width,
        "height": height,
        "thumbnail_url": edition.base + head.picture.path,
        "thumbnail_width": head.picture.width,
        "thumbnail_height": head.picture.height,
    }
    return oembed_path(edition.path(page.name)), printed(said)


def sitemap(editions: list[Edition]) -> bytes:
    """Return the list of all pages, each with what it is in the other languages."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        'xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ]
    for page in editions[0].plan.pages:
        alternates = [
            f'    <xhtml:link rel="alternate" hreflang={quoteattr(one.language)} '
            f"href={quoteattr(one.url(page))}/>"
            for one in editions
        ]
        for one in editions:
            lines += ["  <url>", f"    <loc>{escape(one.url(page))}</loc>", *alternates, "  </url>"]
    return "\n".join([*lines, "</urlset>", ""]).encode()


def robots(base: str) -> bytes:
    """Return what crawlers are told: all may be read, and where the list is.

    Examples
    --------
    >>> robots("https://example.org/").decode().splitlines()[-1]
    'Sitemap: https://example.org/sitemap.xml'
    """
    return f"User-agent: *\nAllow: /\nSitemap: {base}sitemap.xml\n".encode()
