"""Text for the page's Markdown."""

from __future__ import annotations

import re
from urllib.parse import quote

from whoholds.words.marks import visible

_MARKUP = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~$:&=])")

_JOINED = re.compile(r"(?<=:)(?=[A-Za-z/])|(?=@)|(?<=www)(?=\.)|(?<=[-<>~=])(?=[-<>=])", re.I)
"""Where Streamlit makes something of text that is escaped: addresses, icons, arrows."""

_BREAK = ":small[]"
"""Streamlit's small text, of nothing: it is not seen, and no text runs on across it."""


def plain(text: str) -> str:
    r"""Escape text so that Markdown shows it as it is, with marks that one does not see.

    What Streamlit does after Markdown was read (it makes links of addresses, icons of their
    names, arrows of hyphens) knows no escapes, so such text is broken in two.

    Examples
    --------
    >>> plain("a *b* <i>c</i>")
    'a \\*b\\* \\<i\\>c\\</i\\>'
    >>> plain("https://a.example")
    'https\\::small[]//a\\.example'
    """
    line = re.sub(r"[ \t\n]+", " ", visible(text)).strip(" ")
    pieces = [_MARKUP.sub(r"\\\1", piece) for piece in _JOINED.split(line)]
    return _BREAK.join(pieces)


def linked(text: str, url: str) -> str:
    r"""Return a link of Markdown with any text; the text alone where there is no address.

    Examples
    --------
    >>> linked("a [b]", "https://a.example/(c)"), linked("a", "")
    ('[a \\[b\\]](<https://a.example/(c)>)', 'a')
    """
    if not url:
        return plain(text)
    address = re.sub(r"[<>\\\s]", lambda found: quote(found[0]), visible(url))
    return f"[{plain(text)}](<{address}>)"
