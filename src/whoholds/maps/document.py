"""Folium elements of our own: the proposal layer, and the page that goes around it.

What folium renders through its macros passes the template engine twice, and with the second pass
a name that holds `{{ ... }}` would be run. So the texts and data of the page go in as they are.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from importlib.resources import files
from typing import Any

from branca.element import Element, Figure, MacroElement, Template

from whoholds.maps.arcs import packed
from whoholds.maps.page_types import PageData
from whoholds.maps.palette import pattern_definitions, stylesheet
from whoholds.maps.picture_sizes import SIZES
from whoholds.maps.policy import content_policy
from whoholds.maps.scripts import COMMENTS, joined
from whoholds.maps.tokens import token_rules
from whoholds.vocabulary.sides import Sides
from whoholds.words.reader import LOCALES, Reader

STYLES = ("page", "map", "choose", "panels", "share", "paper")


def page_file(name: str) -> str:
    """Return the text of a file of the map page that ships with the package."""
    return files("whoholds.maps").joinpath("web", name).read_text(encoding="utf-8")


def page_script() -> str:
    """Return the script of the page: its modules, with one name that is seen outside them."""
    return lean(joined(lambda name: page_file(f"{name}.js"), "page", "whoholdsPage"))


def page_style(sides: Sides) -> str:
    """Return the style sheet of the page, the colours of the sides before everything else."""
    return lean(
        "\n".join(
            [token_rules(), stylesheet(sides), *(page_file(f"{name}.css") for name in STYLES)]
        )
    )


def lean(text: str) -> str:
    r"""Return a script or style sheet of ours without what its readers alone need: a tenth of it.

    Examples
    --------
    >>> lean("/* Why. */\na {\n  color: red;\n}")
    'a {\ncolor: red;\n}'
    """
    return _INDENT.sub("", COMMENTS.sub("", text))


_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)


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


class Inline(Verbatim):
    """A script or a style sheet of ours, which the page's policy allows."""

    def __init__(self, tag: str, text: str) -> None:
        super().__init__(f"<{tag}>{text}</{tag}>")
        self.tag, self.inner = tag, text


@dataclass(frozen=True)
class Sharing:
    """Where a page will be found, and the card that it is shared with, where there is one."""

    url: str
    image: str | None


class Page(Figure):
    """The HTML document, with its language, its title and the policy that it keeps to.

    Who lists or shares the page is told its title and the finding that it opens with.

    The policy has the hashes of what was put in as `Inline` and of the page's last script. They are
    not read off the finished page, where they would also allow what somebody smuggled into it.
    """

    _template = Template(
        '<!DOCTYPE html>\n<html lang="{{ this.language }}">\n<head>\n<meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy" content="{{ this.policy|e }}">\n'
        "<title>{{ this.title|e }}</title>\n"
        '<meta name="description" content="{{ this.description|e }}">\n'
        '<meta property="og:type" content="website">\n'
        '<meta property="og:title" content="{{ this.title|e }}">\n'
        '<meta property="og:description" content="{{ this.description|e }}">\n'
        "{% if this.sharing %}"
        '<link rel="canonical" href="{{ this.sharing.url|e }}">\n'
        '<meta property="og:url" content="{{ this.sharing.url|e }}">\n'
        '<meta property="og:locale" content="{{ this.locale|e }}">\n'
        "{% if this.sharing.image %}"
        '<meta property="og:image" content="{{ this.sharing.image|e }}">\n'
        '<meta property="og:image:type" content="image/png">\n'
        '<meta property="og:image:width" content="{{ this.card.width }}">\n'
        '<meta property="og:image:height" content="{{ this.card.height }}">\n'
        '<meta property="og:image:alt" content="{{ this.description|e }}">\n'
        '<meta name="twitter:card" content="summary_large_image">\n'
        "{% endif %}{% endif %}"
        '<link rel="icon" href="{{ this.icon|e }}">\n'
        "{{ this.header.render(**kwargs) }}\n</head>\n"
        "<body>\n{{ this.html.render(**kwargs) }}\n"
        "{% for one in this.scripts.values() %}{{ one.render() }}\n{% endfor %}"
        "<script>{{ this.code }}</script>\n</body>\n</html>\n"
    )

    def __init__(
        self,
        title: str,
        description: str,
        icon: str,
        reader: Reader,
        hosts: Iterable[str] = (),
        sharing: Sharing | None = None,
    ) -> None:
        super().__init__(width="100%", height="780px", title=title)
        self.description, self.icon = description, icon
        self._id = "whoholds"
        del self.header._children["meta_http"]  # the template has it, before all else
        self.sharing, self.card, self.locale = sharing, SIZES["card"], LOCALES[reader.language]
        self.language, self.image_hosts = reader.language, list(hosts)
        self.code = self.policy = ""
        # What can be read without them comes first, and is on the screen while they are.
        self.scripts: dict[str, Inline] = {}

    def render(self, **kwargs: object) -> str:
        """Return the document."""
        for child in self._children.values():
            child.render(**kwargs)
        self.code = self.script.render(**kwargs)
        scripts = [*(one.inner for one in self.scripts.values()), self.code]
        styles = [one.inner for one in self.styles()]
        self.policy = content_policy(scripts, styles, self.image_hosts)
        return str(self._template.render(this=self, kwargs=kwargs))

    def styles(self) -> list[Inline]:
        """Return the style sheets that were put into the head, in their order."""
        return [one for one in self.header._children.values() if isinstance(one, Inline)]


class ProposalLayer(MacroElement):
    """Zones drawn once and restyled in the browser for the chosen proposal.

    Parameters
    ----------
    data
        From `whoholds.maps.payload.page_data`.
    sides
        Whose colours the page needs.
    title, finding, dated, footer
        Texts of the page's head and foot; the dashboard, which has its own, hides the head. The
        finding is of what the page opens with; its scripts write that of what is chosen.
    """

    def __init__(
        self,
        data: PageData,
        sides: Sides,
        *,
        title: str,
        finding: str,
        dated: str,
        footer: str,
    ) -> None:
        super().__init__()
        self._name, self._id = "ProposalLayer", "whoholds"
        self.data, self.sides = data, sides
        self.title, self.finding, self.dated, self.footer = title, finding, dated, footer

    def render(self, **kwargs: object) -> None:  # noqa: ARG002 - branca passes them
        """Put style, script, markup and data into the page around the map."""
        page, name = self.get_root(), self.get_name()
        call = f"whoholdsPage({self._parent.get_name()}, {script_data(packed(self.data))});"
        page.header.add_child(Inline("style", page_style(self.sides)), name=f"{name}_css")
        page.scripts[name] = Inline("script", page_script())
        page.html.add_child(Verbatim(self._markup()), name=name)
        page.script.add_child(Verbatim(call), name=name)

    def _markup(self) -> str:
        return f"""{pattern_definitions(self.sides)}
<header class="wh-head"><p class="wh-kicker">{escape(self.title)}</p>
<h1 class="wh-finding">{escape(self.finding)}</h1><p class="wh-subject"></p>
<p class="wh-date">{escape(self.dated)}</p></header>
<main class="wh-main">
<div class="wh-side"><fieldset class="wh-proposals"></fieldset>
<fieldset class="wh-readings" hidden></fieldset></div>
<div class="wh-stage"><div class="wh-bar"><div class="wh-pick"></div>
<fieldset class="wh-modes"></fieldset>
<div class="wh-compare" hidden></div></div></div>
</main>
<footer class="wh-foot">{escape(self.footer)}</footer>"""
