"""Marks that one does not see, shown: what steers a terminal, or turns the order of letters."""

from __future__ import annotations

import unicodedata

_UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
"""Control, format and surrogate characters, and separators of lines and paragraphs."""

_LAYOUT = "\n\t"


def visible(text: str) -> str:
    r"""Write every mark that one does not see as its number.

    A right-to-left mark in a file's name makes "gpj.exe" of "exe.jpg", and a name that is not in
    UTF-8 has halves of characters that no output can say.

    Parameters
    ----------
    text
        Text from outside: a link, a file, its name.

    Examples
    --------
    >>> visible("held\u202egpj.kml"), visible("Крим\n"), visible("\udcff")
    ('held⟨U+202E⟩gpj.kml', 'Крим\n', '⟨U+DCFF⟩')
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        f"⟨U+{ord(one):04X}⟩"
        if unicodedata.category(one) in _UNSEEN and one not in _LAYOUT
        else one
        for one in text
    )
