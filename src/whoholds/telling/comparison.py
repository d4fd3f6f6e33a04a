"""What two proposals differ over, in one sentence made of their figures."""

from __future__ import annotations

from dataclasses import replace

from whoholds.proposals.difference import Difference, Differing, difference
from whoholds.proposals.evaluation import Evaluation
from whoholds.telling.finding import finding, home, moved, sized
from whoholds.telling.key_figures import KeyFigure, key_figures, sized_figure
from whoholds.words.reader import Reader

LONGEST = 260
"""Characters that a title of two has room for; what does not fit any more stands in the figures."""


def comparison_finding(
    first: Evaluation, second: Evaluation, language: str = "en", *, brief: bool = False
) -> str:
    """Say in one sentence what two evaluations differ over, in km2 and people.

    Parameters
    ----------
    first, second
        Two proposals, or two readings of one, on the same zones. Beside the line of contact a
        proposal differs in what it would change: that is its own `finding`.
    language
        "en" or "uk".
    brief
        Without what each of them comes to: for where that stands beside it.

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
    'they differ over about 14,000 km², h'
    >>> comparison_finding(one, one)
    'Anchorage terms (reported): no difference on the map.'
    """
    if first.proposal.of_layer != second.proposal.of_layer:
        return finding(second if first.proposal.of_layer else first, language)
    reader = first.zones.known.reader(language)
    return differing_finding(difference(first, second), reader, brief=brief)


def compared_figures(first: Evaluation, second: Evaluation, reader: Reader) -> list[KeyFigure]:
    """Return three key figures: what each of two proposals comes to, and what they differ over.

    Each is what the recognised side would leave, where it would leave any under either; else what
    it would get back, or else what the holding side would hold.

    Examples
    --------
    >>> from whoholds.desk import evaluate_proposal, opened
    >>> both = evaluate_proposal("anchorage-aug-2025"), evaluate_proposal("putin-2024")
    >>> [one.about for one in compared_figures(*both, opened().reader("en"))]
    ['about 6,800 km²', 'about 21,000 km²', 'about 14,000 km²']
    """
    both = (first, second)
    figures = [{one.key: one for one in key_figures(each, reader)} for each in both]
    key = next(
        (name for name in ("leaves", "returned") if any(each[name].area for each in figures)),
        "after",
    )
    found = difference(first, second)
    is_one = first.proposal.id == second.proposal.id
    names = [reader.text((one.reading if is_one else one.proposal).name) for one in both]
    return [
        *(_of_one(name, one[key], reader) for name, one in zip(names, figures, strict=True)),
        sized_figure(
            "differ",
            reader.word("map.differ"),
            first,
            found.frame["differs"] == Differing.HOLDER,
            reader,
        ),
    ]


def _of_one(name: str, figure: KeyFigure, reader: Reader) -> KeyFigure:
    """A key figure under the name of one of two, with what it is of below."""
    return replace(
        figure,
        label=name,
        short=(figure.label, *figure.short),
        notes=(figure.label, *figure.notes),
        about=figure.about if figure.area else reader.word("page.no_land"),
    )


def differing_finding(found: Difference, reader: Reader, *, brief: bool = False) -> str:
    """Say it of a difference that is known."""
    zones, names = found.first.zones, _names(found, reader)
    held, silent = (found.frame["differs"] == how for how in (Differing.HOLDER, Differing.SILENT))
    area, unsaid = sized(zones, held, reader), sized(zones, silent, reader)
    if area:
        quiet = reader.word("finding.and_silent").format(area=unsaid) if unsaid else ""
        said = {"names": names, "area": area, "home": home(zones, held, reader), "silent": quiet}
        short = reader.word("finding.differ").format(**said, more="")
        whole = reader.word("finding.differ").format(**said, more=_more(found, reader))
        return short if brief or len(whole) > LONGEST else whole
    if unsaid:
        text = reader.word("finding.differ_silent")
        return text.format(names=names, area=unsaid, home=home(zones, silent, reader))
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
    both = zip(moved(found.first, reader), moved(found.second, reader), strict=True)
    for key, (first, second) in zip(("page.leaves", "page.returned"), both, strict=True):
        if first == second:
            continue
        said = reader.word(key)
        if first and second:
            return reader.word("finding.under_both").format(said=said, first=first, second=second)
        word = reader.word(f"finding.under_{'first' if first else 'second'}")
        return word.format(said=said, area=first or second)
    return ""
