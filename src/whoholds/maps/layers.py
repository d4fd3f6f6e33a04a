"""Folium elements of our own: the proposal layer, and the page that goes around it.

What folium renders through its macros passes the template engine twice, and with the second pass
a name that holds `{{ ... }}` would be run. So the texts and data of the page go in as they are.
"""

from __future__ import annotations

import json
from html import escape
from importlib.resources import files
from typing import Any

from branca.element import Element, Figure, MacroElement, Template

from whoholds.maps.palette import pattern_definitions, stylesheet

SCRIPTS = (
    "words", "shapes", "places", "tracts", "describe", "restyle", "legend", "tip", "marks",
    "details", "gestures", "paper", "stage", "compare", "choose", "show", "frame", "page",
)  # fmt: skip
STYLES = ("page", "map", "choose", "panels", "paper")


def page_file(name: str) -> str:
    """Return the text of a file of the map page that ships with the package."""
    return files("whoholds.maps").joinpath("page", name).read_text(encoding="utf-8")


def page_script() -> str:
    """Return the script of the page: its files, with one name that is seen outside them."""
    code = "\n".join(page_file(f"{name}.js") for name in SCRIPTS)
    return f'const whoholdsPage = (() => {{\n"use strict";\n{code}\nreturn whoholdsPage;\n}})();'


def page_style() -> str:
    """Return the style sheet of the page, the colours of the palette before everything else."""
    return "\n".join([stylesheet(), *(page_file(f"{name}.css") for name in STYLES)])


def script_data(data: Any) -> str:
    r"""Return data as a JavaScript literal that cannot end the script element it stands in.

    Examples
    --------
    >>> script_data({"name": "</script>"})
    '{"name":"\\u003c/script\\u003e"}'
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


class Verbatim(Element):
    """Text that goes into the page as it is; no template engine reads it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def render(self, **kwargs: object) -> str:  # noqa: ARG002 - branca passes them
        """Return the text."""
        return self.text


class Page(Figure):
    """The HTML document, with its language and its title."""

    _template = Template(
        '<!DOCTYPE html>\n<html lang="{{ this.language }}">\n<head>\n'
        "<title>{{ this.title|e }}</title>\n{{ this.header.render(**kwargs) }}\n</head>\n"
        "<body>\n{{ this.html.render(**kwargs) }}\n</body>\n"
        "<script>\n{{ this.script.render(**kwargs) }}\n</script>\n</html>\n"
    )

    def __init__(self, title: str, language: str) -> None:
        super().__init__(width="100%", height="780px", title=title)
        self._id = "whoholds"
        self.language = language


class ProposalLayer(MacroElement):
    """Zones drawn once and restyled in the browser for the chosen proposal.

    Parameters
    ----------
    data
        From `whoholds.maps.payload.page_data`.
    title, dated, footer
        Texts of the page's head and foot; the dashboard, which has its own, hides the head.
    """

    def __init__(self, data: dict[str, Any], *, title: str, dated: str, footer: str) -> None:
        super().__init__()
        self._name, self._id = "ProposalLayer", "whoholds"
        self.data, self.title, self.dated, self.footer = data, title, dated, footer

    def render(self, **kwargs: object) -> None:  # noqa: ARG002 - branca passes them
        """Put style, script, markup and data into the page around the map."""
        page, name = self.get_root(), self.get_name()
        head = f"<style>{page_style()}</style>\n<script>{page_script()}</script>"
        call = f"whoholdsPage({self._parent.get_name()}, {script_data(self.data)});"
        page.header.add_child(Verbatim(head), name=name)
        page.html.add_child(Verbatim(self._markup()), name=name)
        page.script.add_child(Verbatim(call), name=name)

    def _markup(self) -> str:
        return f"""{pattern_definitions()}
<header class="wh-head"><h1>{escape(self.title)}</h1>
<p class="wh-date">{escape(self.dated)}</p></header>
<main class="wh-main">
<div class="wh-side"><fieldset class="wh-proposals"></fieldset>
<fieldset class="wh-readings" hidden></fieldset></div>
<div class="wh-stage"><div class="wh-bar"><fieldset class="wh-modes"></fieldset>
<div class="wh-compare" hidden></div></div></div>
</main>
<footer class="wh-foot">{escape(self.footer)}</footer>"""
