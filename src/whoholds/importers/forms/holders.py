"""Words that say who holds a piece of land, in the languages that maps of this war are drawn in.

A layer whose column speaks of it must not count as held as a whole: half of it may say liberated.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable

import geopandas as gpd

from whoholds.ground.errors import InputError
from whoholds.importers.remarks import cell_text, plain
from whoholds.words.saying import Note, Place, Value

FREE, CONTESTED, HELD, CHANGE = "free", "contested", "held", "change"

MOST_COLUMNS, MOST_VALUES = 8, 12
"""Columns that a refusal lists, and values of each."""

_RUSSIAN = r"(?:russia\w*|\bru\b|\brf\b|росі\w*|\bрф\b|росс?и\w*)"
_UKRAINIAN = r"(?:ukrain\w*|\bua\b|україн\w*|укра[иї]н\w*|\bзсу\b|\bвсу\b)"
_HOLD = (
    r"(?:held|hold\w*|control\w*|captur\w*|seiz\w*|утриму\w*|контрол\w*|захоп\w*|захват\w*|"
    r"удерж\w*|підконтроль\w*|подконтроль\w*)"
)

_PATTERNS = (
    (HELD, r"непідконтроль|неподконтроль|не підконтроль|не подконтроль"),
    (
        FREE,
        r"liberat|de-?occup|un-?occup|not occup|not held|unheld|re-?captured|re-?taken|regained|"
        r"\bfreed\b|counter-?offensive|former|previous|звільн|деокуп|не окуп|неокуп|повернен|"
        r"колишн|контрнаступ|освобожд|бывш|befreit|wyzwolon|"
        rf"{_UKRAINIAN}\b[\w\s-]{{0,20}}{_HOLD}|{_HOLD}[\w\s-]{{0,20}}{_UKRAINIAN}",
    ),
    (
        CONTESTED,
        r"contested|disputed|gr[ae]y[ _-]?zone|unknown status|status unknown|questioned|"
        r"in question|infiltrat|claim|сір\w* зон|сер\w* зон|невідом|неизвест|неопредел|невизнач|"
        r"під питанням|под вопрос|спірн|спорн|заявлен|інфільтр|инфильтр|no man'?s land|нічийн",
    ),
    (
        HELD,
        r"\boccup|\bокуп|\bоккуп|besetzt|\bannex|\bанекс|\bаннекс|ордло|ordlo|\bcadr\b|"
        r"\bcalr\b|\b(?:dpr|lpr|dnr|lnr|днр|лнр|лднр)\b|invaded|^held$|no ?changes?|unchanged|"
        rf"{_RUSSIAN}\b[\w\s-]{{0,20}}{_HOLD}|{_HOLD}[\w\s-]{{0,20}}{_RUSSIAN}|"
        r"утримується|утримувано|захоплен|захвачен",
    ),
    (FREE, r"підконтроль|подконтроль"),
    (CHANGE, r"^(?:gains?|gained|loss(?:es)?|lost|advances?|втрат\w*|просуванн\w*|здобут\w*)$"),
)
"""The first that fits counts: what is liberated was occupied, and its label says both."""

_HOLDERS = {
    HELD: {"ru", "rus", "russia", "russian", "russian federation", "rf", "рф", "росія", "россия"},
    FREE: {"ua", "ukr", "ukraine", "ukrainian", "україна", "украина", "free"},
}

_OTHER = re.compile(r"adm_?0|country|iso|sov|shapegroup|admin0|gid_0|^source$|^kind$", re.I)
"""Columns that say which country land is of, or where the layer is from, never who holds it."""

_ABOUT = re.compile(
    r"^(?:is_?)?(?:occupied|occupation|held|holder|held_?by|held_?status|control|controll?ed|"
    r"controll?ed_?by|controller|who_?holds|occupier|liberated|contested|окуповано|окупація|"
    r"контроль|утримує|сторона|звільнено|ctrl|control_?status)$",
    re.I,
)
"""Names of columns that are about who holds, whatever stands in them."""

_NO = {"0", "no", "false", "n", "f", "ні", "нет", "(empty)", "none"}


def meaning_of(text: str) -> str:
    """Say what a text says of who holds: one of the four words above, "" where nothing.

    Examples
    --------
    >>> [meaning_of(text) for text in ("Окуповано", "De-occupied", "Grey zone", "Bakhmut")]
    ['held', 'free', 'contested', '']
    >>> meaning_of("Ukrainian-held"), meaning_of("under Russian control"), meaning_of("UA")
    ('free', 'held', 'free')
    """
    words = " ".join(text.casefold().replace("_", " ").split())
    for meaning, names in _HOLDERS.items():
        if words in names:
            return meaning
    return next((one for one, said in _PATTERNS if re.search(said, words)), "")


def refuse_unread_holders(frame: gpd.GeoDataFrame, place: Place) -> list[Note]:
    """Refuse a layer that would count as held as a whole although a column speaks of who holds.

    Parameters
    ----------
    frame
        The features of a layer that names no column.
    place
        The file, for messages.

    Returns
    -------
    list of Note
        Notes on columns that say of every feature that it is held.

    Raises
    ------
    InputError
        When a column says of a feature that it is not held, or of some alone that they are.
    """
    notes: list[Note] = []
    spoken: list[Note] = []
    for name in frame.columns:
        if name == frame.geometry.name or not len(frame):
            continue
        texts = [cell_text(value) for value in frame[name].array]
        said = _said(name, texts)
        if said == {HELD}:
            notes.append(Note.of("remark.all_held", column=plain(name, 40)))
        elif said:
            column = plain(name, 40)
            spoken.append(Note.of("holders.column", column=column, values=_values(texts)))
    if spoken:
        found, choice = tuple(spoken[:MOST_COLUMNS]), Note.of("choice.columns")
        raise InputError.of("unread_holders", place, found=found, choice=choice)
    return notes


def _said(name: Hashable, texts: Iterable[str]) -> set[str]:
    """What a column says of its features; nothing where it speaks of something else."""
    different = set(texts)
    if _OTHER.search(str(name)):
        return set()
    meanings = {meaning_of(text) for text in different}
    if _ABOUT.match(str(name)):
        plainly = {text.casefold() for text in different}
        if meanings == {HELD} or (len(different) == 1 and not plainly & _NO and meanings == {""}):
            return {HELD} if meanings == {HELD} or plainly <= {"1", "yes", "true"} else set()
        return meanings | {CHANGE}
    return meanings if meanings - {""} else set()


def _values(texts: list[str]) -> tuple[Value, ...]:
    counts = {text: texts.count(text) for text in sorted(set(texts))}
    shown = [f"{text} ({count})" for text, count in list(counts.items())[:MOST_VALUES]]
    more = len(counts) - len(shown)
    return (*shown, Note.of("holders.more", count=more)) if more else tuple(shown)
