"""The page of a proposal: the report's words, beside the map."""

from __future__ import annotations

from typing import Any

from whoholds.desk import cite
from whoholds.proposals.evaluation import Evaluation
from whoholds.publishing.site.edition import Edition, Head, Page
from whoholds.publishing.site.pictures import Picture
from whoholds.publishing.site.plan import comparison_page, proposal_page
from whoholds.reporting.content import content_of
from whoholds.telling.finding import finding
from whoholds.telling.key_figures import shown_figures


def shown_by(evaluation: Evaluation) -> str:
    """Return what the map page shows of an evaluation, as its address has it."""
    return f"proposal={evaluation.proposal.id}&reading={evaluation.reading.id}&mode=single"


def proposal_written(edition: Edition, evaluation: Evaluation, picture: Picture) -> Page:
    """Write the page of a proposal.

    Parameters
    ----------
    edition
        The language and what it is part of.
    evaluation
        The proposal in its default reading.
    picture
        What it is shared with.
    """
    reader, catalogue = edition.reader, edition.conflict.catalogue
    name = evaluation.proposal.id
    page = proposal_page(name)
    title = reader.text(evaluation.proposal.name)
    shown = shown_by(evaluation)
    cited = cite(
        name, None, None, edition.language, link=edition.url(page), conflict=edition.conflict
    )
    content = content_of(evaluation, catalogue, cited, edition.language)
    rows = [row | {"change": row["swatch"].removeprefix("swatch.")} for row in content["legend"]]
    return edition.page(
        page,
        "proposal.html",
        Head(title, content["lead"], picture, shown),
        content=content | {"legend": rows},
        figures=shown_figures(evaluation, reader),
        sides=edition.zones.sides,
        shown=shown,
        embed=edition.embed_url(shown),
        readings=_others(edition, evaluation),
        compared=_compared(edition, name),
        neighbours=_neighbours(edition, name),
        data=_data(edition, evaluation),
    )


def _others(edition: Edition, evaluation: Evaluation) -> list[dict[str, Any]]:
    """The readings beside the default one, each with its finding and the map that shows it."""
    reader, proposal = edition.reader, evaluation.proposal
    found = []
    for reading in proposal.readings:
        if reading.id == evaluation.reading.id:
            continue
        other = edition.evaluation(proposal.id, reading.id)
        found.append(
            {
                "name": reader.text(reading.name),
                "reason": reader.text(reading.reason),
                "finding": finding(other, edition.language),
                "shown": shown_by(other),
            }
        )
    return found


def _compared(edition: Edition, name: str) -> list[dict[str, str]]:
    """The comparisons that the proposal is one side of."""
    catalogue, reader = edition.conflict.catalogue, edition.reader
    return [
        {
            "page": comparison_page(*pair),
            "name": reader.text(catalogue[pair[1] if pair[0] == name else pair[0]].name),
        }
        for pair in edition.plan.pairs
        if name in pair
    ]


def _neighbours(edition: Edition, name: str) -> dict[str, dict[str, str]]:
    """The proposals before and after, in the order of the list."""
    names = edition.plan.proposals
    here = names.index(name)
    near = {
        "previous": names[here - 1] if here else "",
        "next": names[here + 1] if here + 1 < len(names) else "",
    }
    catalogue, reader = edition.conflict.catalogue, edition.reader
    return {
        which: {"page": proposal_page(one), "name": reader.text(catalogue[one].name)}
        for which, one in near.items()
        if one
    }


def _data(edition: Edition, evaluation: Evaluation) -> list[str]:
    """Paths of what programs read of the proposal."""
    name, language = evaluation.proposal.id, edition.language
    return [
        f"api/areas/{name}/{evaluation.reading.id}.json",
        f"api/{language}/proposals/{name}.json",
        f"api/{language}/cite/{name}.json",
    ]
