"""The terms beside territory, side by side: every proposal by every term."""

from __future__ import annotations

import pandas as pd

from whoholds.ground.errors import reader_for
from whoholds.proposals.catalogue import Catalogue

SAID, NOT_FOUND = "said", "not_found"
"""What stands for a mark where a text has none, and where there is no text."""


def terms_table(catalogue: Catalogue, language: str = "en") -> pd.DataFrame:
    """List what every proposal says of every term, one row each.

    Parameters
    ----------
    catalogue
        Proposals; the lines among them, which have no terms, are left out.
    language
        en or uk.

    Returns
    -------
    pandas.DataFrame
        Columns proposal, date, name, term, status, value ("" where the sources read have
        nothing), sources (ids, separated by spaces); proposals oldest first, terms in the order
        of the vocabulary.
    """
    reader = reader_for(language)
    rows = []
    for proposal in catalogue.proposals.values():
        if proposal.kind == "line":
            continue
        terms = {term.term: term for term in proposal.terms}
        for name in catalogue.known.terms:
            term = terms[name]
            rows.append(
                {
                    "proposal": proposal.id,
                    "date": proposal.date.isoformat(),
                    "name": reader.text(proposal.name),
                    "term": name,
                    "status": term.status.value,
                    "value": reader.text(term.value) if term.value else "",
                    "sources": " ".join(term.sources),
                }
            )
    return pd.DataFrame(rows)


def term_marks(catalogue: Catalogue, language: str = "en") -> pd.DataFrame:
    """List what every proposal answers to the question of every term, in one word.

    Parameters
    ----------
    catalogue, language
        As for `terms_table`.

    Returns
    -------
    pandas.DataFrame
        The columns and rows of `terms_table`, with mark ("yes", "no", "limited", "unclear";
        "not_found" where the sources read have nothing, "said" where there is a text that nobody
        marked) and word, the mark in words: of a text without one how it stands in the sources.

    Examples
    --------
    >>> from whoholds.desk import opened
    >>> marks = term_marks(opened().catalogue).set_index(["proposal", "term"])["word"]
    >>> marks["us-28-nov-2025", "nato"], marks["ru-feb-2026", "nato"]
    ('no', 'not found')
    """
    reader, table = reader_for(language), terms_table(catalogue, language)
    marked = {
        (proposal.id, term.term): term.mark.value
        for proposal in catalogue.proposals.values()
        for term in proposal.terms
        if term.mark
    }
    cells = zip(table["proposal"], table["term"], table["value"], strict=True)
    marks = [
        marked.get((proposal, term), SAID if value else NOT_FOUND)
        for proposal, term, value in cells
    ]
    words = [
        reader.word(f"status.{status}" if mark == SAID else f"mark.{mark}")
        for mark, status in zip(marks, table["status"], strict=True)
    ]
    return table.assign(mark=marks, word=words)


def terms_matrix(catalogue: Catalogue, language: str = "en") -> pd.DataFrame:
    """Compare all proposals by all terms, one row a proposal and one column a term.

    Parameters
    ----------
    catalogue, language
        As for `terms_table`.

    Returns
    -------
    pandas.DataFrame
        Columns proposal, date, name and one a term, by its id: the value followed by its status
        in brackets, or the status alone where there is no value.

    Examples
    --------
    >>> from whoholds.desk import opened
    >>> matrix = terms_matrix(opened().catalogue).set_index("proposal")
    >>> matrix.loc["us-28-nov-2025", "forces"]
    'Capped at 600,000. [stated]'
    """
    reader = reader_for(language)
    table = terms_table(catalogue, language)
    status = table["status"].map(lambda name: reader.word(f"status.{name}"))
    text = (table["value"] + " [" + status + "]").where(table["value"] != "", status)
    wide = table.assign(cell=text).pivot(index="proposal", columns="term", values="cell")
    about = table.drop_duplicates("proposal")[["proposal", "date", "name"]]
    return about.join(wide[list(catalogue.known.terms)], on="proposal").reset_index(drop=True)
