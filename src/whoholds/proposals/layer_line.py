"""The line of contact as an entry beside the proposals: named and described after its layer.

Other entries say the same whatever layer is shown. This one is the shown layer itself, so its day,
its figures and its source are the layer's. What the press wrote about the day that the entry was
made for is cited on a layer of that day alone.
"""

from __future__ import annotations

from whoholds.layers.provenance import KINDS
from whoholds.proposals.file import Proposal
from whoholds.words.saying import Area, Note, Share
from whoholds.words.text import Text
from whoholds.zones.bands import band_of
from whoholds.zones.partition import Zones


def on_layer(proposal: Proposal, zones: Zones) -> Proposal:
    """Return a proposal as it reads on the layer of some zones.

    Parameters
    ----------
    proposal
        Of the catalogue.
    zones
        What it is shown on.

    Returns
    -------
    Proposal
        The same one, unless it is the line of the layer (`Proposal.of_layer`): that has the
        layer's day, figures and source in its name and summary. On another day than its own it
        names no source ids, for the layer is its source.

    Examples
    --------
    >>> from whoholds.desk import baseline_zones, opened
    >>> line = opened().catalogue["line-2025-08-16"]
    >>> on_layer(line, baseline_zones()).name["en"]
    'Line of contact, 16 August 2025'
    """
    if not proposal.of_layer:
        return proposal
    day, in_each = zones.control.date, zones.known.said_in_each
    changed = {
        "date": day,
        "name": in_each(Note.of("line.named", name=proposal.name, day=day)),
        "summary": in_each(_described(proposal, zones)),
    }
    if day != proposal.date:
        clauses = {
            side: clause.model_copy(update={"source": ""})
            for side, clause in proposal.elsewhere.items()
        }
        changed |= {"sources": [], "elsewhere": clauses}
    return proposal.model_copy(update=changed)


def _described(proposal: Proposal, zones: Zones) -> Note:
    """The entry's own words, then what is held by the layer, and whose the layer is."""
    control, area = zones.control, zones.held_km2
    held = Note.of(
        "line.held",
        area=Area(area, band_of(zones, zones.is_held)),
        date=Note.of("day.in_words", day=control.date),
        share=Share(area / zones.boundaries.area_km2),
    )
    source = control.provenance.source
    about: Note | Text = Text({code: said.removesuffix(".") for code, said in source.items()})
    if control.kind in KINDS[1:]:
        about = Note.of("line.of_kind", source=about, kind=Note.of(f"layer.{control.kind}"))
    return Note.of("line.described", summary=proposal.summary, held=held, source=about)
