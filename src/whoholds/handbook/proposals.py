"""The page of proposals: what each is, would move and says beside territory."""

from __future__ import annotations

from collections.abc import Iterator

from whoholds.figures.areas import headline
from whoholds.figures.lengths import line_step_km
from whoholds.figures.sides import balance, of_side
from whoholds.ground.tables import list_ids, rows_of
from whoholds.handbook.territory import moved, readings
from whoholds.handbook.wording import MADE, km2, link, source
from whoholds.proposals.catalogue import Catalogue
from whoholds.proposals.evaluation import Evaluation, evaluate
from whoholds.proposals.file import Proposal
from whoholds.telling.reactions import said_of
from whoholds.telling.record import cited_by
from whoholds.telling.succession import step_text
from whoholds.vocabulary.closed import Change, TermStatus
from whoholds.words.numbers import SMALLEST_KM2
from whoholds.words.reader import ENGLISH, reader_of
from whoholds.zones.partition import Zones


def proposals_page(catalogue: Catalogue, zones: Zones) -> str:
    """Write the catalogue as Markdown.

    Parameters
    ----------
    catalogue
        Proposals and their control-status table.
    zones
        Zones of the layer that the figures are for.
    """
    proposals = [item for item in catalogue.proposals.values() if item.kind == "proposal"]
    lines = [MADE, "", "# The proposals, and what each would move", ""]
    lines += [*_introduction(zones), "", *_overview(catalogue, zones, proposals)]
    for proposal in proposals:
        lines += ["", *_section(catalogue, zones, proposal)]
    return "\n".join(lines) + "\n"


def _introduction(zones: Zones) -> Iterator[str]:
    figure, step = headline(zones), line_step_km(zones)
    reader = zones.known.reader("en")
    dated = reader.day(zones.control.date)
    country, side = zones.boundaries.about.name["en"], zones.sides.holding.name["en"]
    compared = reader.word("handbook.compared").format(
        total=f"{figure.times_total.ratio:.0%}", land=f"{figure.times_land.ratio:.0%}"
    )
    yield (
        f"{reader.word('page.scope')} {reader.word('page.order')} "
        f"Figures are for the line of contact of {dated}: on that day {side} held "
        f"{km2(figure.area_km2, figure.band_km2)} of {country}, {figure.share:.1%} of it"
        f"{reader.word('handbook.included')}. {compared}"
    )
    yield ""
    yield (
        "Areas are in km² with plus or minus what the imprecision of the line makes of them. "
        "People are residents before the war, by the method of [assumptions.md](assumptions.md), "
        "not people who live there since. *Holds* says who controls land, never whose it is by "
        f"law: {country}'s border is the internationally recognised one throughout. *Reported* "
        "marks what a source says, *inferred* what the project reads into one. Lines are measured "
        f"inside {country}, as drawn, with a point about every {step:.0f} km; finer drawings of "
        "the same lines come out longer."
    )


def _overview(catalogue: Catalogue, zones: Zones, proposals: list[Proposal]) -> Iterator[str]:
    """All proposals in one table, each in its default reading."""
    first, second = (side.name["en"] for side in (zones.sides.recognised, zones.sides.holding))
    counted = zones.known.reader("en").word("handbook.counted")
    yield (
        f"| proposal | date | by | {counted} | {first} would leave "
        f"| of it demilitarised | {second} would return | net | left open | not mentioned |"
    )
    yield "|---|---|---|---:|---:|---:|---:|---:|---:|---:|"
    for proposal in proposals:
        cells = " | ".join(_overview_cells(evaluate(catalogue, proposal.id, zones)))
        yield (
            f"| [{proposal.name['en']}](#{proposal.id}) | {proposal.date} "
            f"| {proposal.proposer['en']} | {cells} |"
        )
    yield ""
    yield (
        "What a text leaves open or does not mention is in none of the other columns. The net is "
        f"what {first} would leave less what {second} would return: plus to {second}, minus to "
        f"{first}."
    )


def _overview_cells(evaluation: Evaluation) -> Iterator[str]:
    """Areas of one proposal, a dash for what is nothing."""
    holding = of_side(evaluation, evaluation.zones.sides.holding.code)
    net, moved_areas = balance(evaluation), moved(evaluation)
    for area in (
        holding["counted_km2"],
        net.leaves_km2,
        net.demilitarised_km2,
        net.returned_km2,
    ):
        yield km2(area) if area >= SMALLEST_KM2 else "–"
    if max(net.leaves_km2, net.returned_km2) < SMALLEST_KM2:
        yield "–"
    else:
        yield f"{'+' if net.net_km2 > 0 else '−'}{km2(abs(net.net_km2), net.band_km2)}"
    for change in (Change.LEFT_OPEN, Change.NOT_MENTIONED):
        yield moved_areas.get(change, "–")


def _section(catalogue: Catalogue, zones: Zones, proposal: Proposal) -> Iterator[str]:
    """One proposal: what, when, who, what became of it, territory, terms and sources."""
    yield f'<a id="{proposal.id}"></a>'
    yield ""
    yield f"## {proposal.name['en']}"
    yield ""
    yield f"{reader_of('en').day(proposal.date)} · {proposal.proposer['en']} · `{proposal.id}`"
    yield ""
    step = step_text(evaluate(catalogue, proposal.id, zones), catalogue, zones.known.reader("en"))
    yield " ".join(filter(None, [proposal.summary["en"], step]))
    yield ""
    yield f"**What became of it.** {proposal.standing['en']}"
    yield from _said(proposal, catalogue)
    yield from readings(catalogue, zones, proposal)
    yield ""
    yield "### Beside territory"
    yield ""
    yield from _terms(proposal, catalogue)
    yield ""
    yield "### Sources"
    yield ""
    yield from (f"- {source(name, catalogue.sources)}" for name in cited_by(proposal, catalogue))


def _said(proposal: Proposal, catalogue: Catalogue) -> Iterator[str]:
    """What was said of a proposal, as a list."""
    table = said_of(proposal.id, catalogue.reactions, ENGLISH)
    if len(table):
        yield ""
    for row in rows_of(table):
        links = " · ".join(link(name, catalogue.sources) for name in list_ids(row.source))
        day = reader_of("en").partial_day(row.day)
        yield f"- {day}, **{row.who}** ({row.role}): {row.said} {links}"


def _terms(proposal: Proposal, catalogue: Catalogue) -> Iterator[str]:
    terms = {term.term: term for term in proposal.terms}
    yield "| term | what the sources say | status | sources |"
    yield "|---|---|---|---|"
    for key, entry in catalogue.known.terms.items():
        term = terms[key]
        if term.status is TermStatus.NOT_STATED or term.value is None:
            continue
        links = " · ".join(link(name, catalogue.sources) for name in term.sources)
        status = ENGLISH.word(f"status.{term.status}")
        yield f"| {entry.name['en']} | {term.value['en']} | {status} | {links} |"
    silent = [
        entry.name["en"]
        for key, entry in catalogue.known.terms.items()
        if terms[key].status is TermStatus.NOT_STATED
    ]
    if silent:
        yield ""
        yield f"Not found in the sources read: {', '.join(silent)}."
