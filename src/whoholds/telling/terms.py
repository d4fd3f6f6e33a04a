"""The terms beside territory, side by side: every proposal by every term."""

from __future__ import annotations

import pandas as pd

from whoholds.ground.errors import reader_for
from whoholds.proposals.catalogue import Catalogue


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
