"""What the dashboard shows as HTML, read back: tables, key figures, and all that is written."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree import ElementTree

import pandas as pd
from streamlit.testing.v1 import AppTest


@dataclass(frozen=True)
class Card:
    """A key figure."""

    label: str
    value: str
    whole: str


def tables(page: AppTest) -> list[pd.DataFrame]:
    """Every table of figures, its rows named by its first column."""
    return [table_of(one) for root in _roots(page) for one in root.iter("div") if _is(one, "table")]


def table_of(box: ElementTree.Element) -> pd.DataFrame:
    heads, *rows = [[_text(cell) for cell in row] for row in box.iter("tr")]
    return pd.DataFrame(rows, columns=heads).set_index(heads[0])


def cards(page: AppTest) -> list[Card]:
    """Every key figure."""
    return [
        Card(*(_text(said) for said in list(one)[:2]), _text(one))
        for root in _roots(page)
        for one in root.iter("div")
        if _is(one, "card")
    ]


def texts(page: AppTest) -> str:
    """Everything that is written, as HTML shows it, and as Markdown has it."""
    said = [element.value for element in [*page.markdown, *page.caption]]
    return "\n".join([*said, *map(_text, _roots(page))])


def _roots(page: AppTest) -> list[ElementTree.Element]:
    bodies = [element.proto.body for element in page.get("html")]
    # An attribute without a value is HTML, and no XML.
    whole = [body.replace("<details open>", "<details>") for body in bodies]
    return [ElementTree.fromstring(body) for body in whole if not body.startswith("<style>")]


def _is(element: ElementTree.Element, kind: str) -> bool:
    return kind in element.get("class", "").split()


def _text(element: ElementTree.Element) -> str:
    return "\n".join(element.itertext())
