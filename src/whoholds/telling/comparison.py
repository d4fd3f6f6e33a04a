"""What two proposals differ over, in one sentence made of their figures."""

from __future__ import annotations

from whoholds.figures.sides import gets_back, leaves
from whoholds.proposals.difference import Difference, Differing, difference
from whoholds.proposals.evaluation import Evaluation
from whoholds.telling.finding import finding, home, sized
from whoholds.words.reader import Reader


def comparison_finding(first: Evaluation, second: Evaluation, language: str = "en") -> str:
    """Say in one sentence what two evaluations differ over, in km2 and people.

    Parameters
    ----------
    first, second
        Two proposals, or two readings of one, on the same zones. Beside the line of contact a
        proposal differs in what it would change: that is its own `finding`.
    language
        "en" or "uk".

    Raises
    ------
    UnknownNameError
        When the language is neither.
    CoverageError
        When they are evaluations of other zones.

    Examples
    --------
    >>> from whoholds.desk import evaluate_proposal
    >>> one = evaluate_proposal("anchorage-aug-2025")
    >>> comparison_finding(one, evaluate_proposal("putin-2024")).partition(": ")[2][:36]
    'they differ over about 16,000 km², h'
    >>> comparison_finding(one, one)
    'Anchorage terms (reported): no difference on the map.'
    """
    if first.proposal.of_layer != second.proposal.of_layer:
        return finding(second if first.proposal.of_layer else first, language)
    reader = first.zones.known.reader(language)
    return differing_finding(difference(first, second), reader)


def differing_finding(found: Difference, reader: Reader) -> str:
    """Say it of a difference that is known."""
    zones, names = found.first.zones, _names(found, reader)
    held = found.frame["differs"] == Differing.HOLDER
    area = sized(zones, held, reader)
    if area:
        people, more = home(zones, held, reader), _more(found, reader)
        said = reader.word("finding.differ")
        return said.format(names=names, area=area, home=people, more=more)
    area = sized(zones, found.frame["differs"] == Differing.RECOGNITION, reader)
    key = "finding.differ_recognition" if area else "finding.same"
    return reader.word(key).format(names=names, area=area)


def _names(found: Difference, reader: Reader) -> str:
    """Both proposals by name; two readings of one by theirs."""
    name, other = (reader.text(one.proposal.name) for one in (found.first, found.second))
    if found.first.proposal.id != found.second.proposal.id:
        return reader.word("finding.pair").format(first=name, second=other)
    readings = [reader.text(one.reading.name) for one in (found.first, found.second)]
    if readings[0] == readings[1]:
        return name
    return reader.word("finding.readings").format(name=name, first=readings[0], second=readings[1])


def _more(found: Difference, reader: Reader) -> str:
    """What the recognised side would leave under each, or else get back, where that differs."""
    for key, moved in (("page.leaves", leaves), ("page.returned", gets_back)):
        members = [moved(one) for one in (found.first, found.second)]
        if not (members[0] != members[1]).any():
            continue
        areas = [sized(found.first.zones, one, reader) for one in members]
        said = reader.word(key)
        if all(areas):
            word = reader.word("finding.under_both")
            return word.format(said=said, first=areas[0], second=areas[1])
        which = "first" if areas[0] else "second"
        return reader.word(f"finding.under_{which}").format(said=said, area=areas[0] or areas[1])
    return ""
