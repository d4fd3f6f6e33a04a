"""The short line of source: who published what is shown, and whose the control layer is."""

from __future__ import annotations

from collections.abc import Iterable

from whoholds.layers.provenance import Provenance
from whoholds.proposals.citations import Sources
from whoholds.telling.layers import source_in
from whoholds.words.reader import Reader

MOST_PUBLISHERS = 2
"""So many are named in the short line; all of them are where there is room."""


def publishers(names: Iterable[str], sources: Sources, reader: Reader) -> str:
    """Name the first publishers of some sources; "" where there is none.

    Examples
    --------
    >>> from whoholds.desk import opened
    >>> known = opened()
    >>> cited = known.catalogue["putin-2024"].sources
    >>> publishers(cited, known.sources, known.reader("en"))
    'Mirage News, The Kyiv Independent and others'
    """
    # "Reuters, reprinted by a paper" is Reuters; the long line has both.
    cited = [
        reader.text(sources[name].publisher).partition(", ")[0] for name in names if name in sources
    ]
    found = list(dict.fromkeys(cited))
    said = ", ".join(found[:MOST_PUBLISHERS])
    if len(found) > MOST_PUBLISHERS:
        said = reader.word("picture.others").format(said)
    return said


def control_source(provenance: Provenance, reader: Reader) -> str:
    """Say in a few words whose a control layer is."""
    own = reader.word("picture.own")
    said = own if provenance.is_shipped else source_in(provenance, reader)
    return said.removesuffix(".")
