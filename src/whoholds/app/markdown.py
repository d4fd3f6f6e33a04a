"""Text for the page's Markdown."""

from __future__ import annotations

import re

from whoholds.marks import visible


def plain(text: str) -> str:
    r"""Escape text so that Markdown shows it as it is, with marks that one does not see.

    Examples
    --------
    >>> plain("a *b* <i>c</i>")
    'a \\*b\\* \\<i\\>c\\</i\\>'
    """
    return re.sub(r"([\\`*_{}\[\]<>()#+\-.!|~$:])", r"\\\1", visible(text))
