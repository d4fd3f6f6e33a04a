"""The table of marks is HTML: no text of the data becomes a part of it."""

from __future__ import annotations

import pandas as pd
import pytest

from tests.shipped import reader_of
from whoholds.app import marked_terms
from whoholds.desk import opened
from whoholds.telling.terms import term_marks
from whoholds.vocabulary.terms import TermEntry
from whoholds.words.text import Text

HURT = "<img src=x onerror=window.hurt=1>\"'</td>"


@pytest.mark.parametrize("show", ["show_marks", "show_two"])
def test_foreign_text_stays_text(monkeypatch, show):
    shown: list[str] = []
    monkeypatch.setattr(marked_terms.st, "html", shown.append)
    catalogue = opened().catalogue
    marks = term_marks(catalogue)
    marks = marks[marks["proposal"].isin(["us-28-nov-2025", "putin-2024"])]
    source = next(iter(catalogue.sources.values()))
    sources = {
        name: source.model_copy(
            update={"publisher": Text({"en": HURT}), "url": f"https://a.example/{HURT}"}
        )
        for name in catalogue.sources
    }
    hurt = pd.DataFrame(marks).assign(name=HURT, value=HURT)
    text = Text({"en": HURT})
    terms = {"nato": TermEntry(id="nato", name=text, question=text)}
    options = {"is_open": True} if show == "show_marks" else {}
    getattr(marked_terms, show)(hurt, terms, sources, reader_of("en"), **options)
    assert "&lt;img src=x" in shown[0]
    assert "<img" not in shown[0]
    assert shown[0].count("</td>") == 2
