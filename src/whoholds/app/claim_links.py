"""The state of the map that a published figure speaks of, as a link."""

from __future__ import annotations

from urllib.parse import urlencode

from whoholds.app.choice import Choice, default_choice, link_of
from whoholds.app.state import browser_language
from whoholds.claims.checking import Checked
from whoholds.claims.claim import Claim
from whoholds.proposals.catalogue import Catalogue


def map_address(result: Checked, catalogue: Catalogue, language: str) -> str:
    """Return the address of the map that shows what a claim is about.

    Of a claim about control that is the line on the layer it was checked with, at its region if it
    is about one; of a claim about land that proposals name, the proposal of the nearest day.

    Parameters
    ----------
    result
        A checked claim.
    catalogue
        The proposals.
    language
        "en" or "uk".

    Returns
    -------
    str
        Relative to the pages of the dashboard; "" where no layer was near enough to check it.
    """
    usual = default_choice(catalogue, language=language)
    choice: Choice
    if is_about_proposal(result.claim):
        proposal = catalogue[_nearest(result.claim, catalogue)]
        choice = {**usual, "proposal": proposal.id, "reading": proposal.default_reading.id}
    elif result.layer_date is None:
        return ""
    else:
        line, regions = catalogue[catalogue.baseline], result.claim.regions
        choice = {
            **usual,
            "proposal": line.id,
            "reading": line.default_reading.id,
            "layer": result.layer_date.isoformat(),
            "region": regions[0] if len(regions) == 1 else None,
        }
    return f"./?{urlencode(link_of(choice, catalogue, browser_language()))}"


def is_about_proposal(claim: Claim) -> bool:
    """Whether a claim is about land that proposals name, not about who holds what on a day."""
    return bool(claim.parts)


def _nearest(claim: Claim, catalogue: Catalogue) -> str:
    """Of the proposals that name most of a claim's parts, the one whose day is nearest to it."""
    day = claim.layer_date
    named = catalogue.status[catalogue.status["part"].isin(claim.parts)]
    counts = named.groupby("proposal")["part"].nunique()
    if counts.empty or day is None:
        return catalogue.baseline
    best = [str(name) for name in counts.index[counts == counts.max()]]
    return min(best, key=lambda name: (abs((catalogue[name].date - day).days), name))
