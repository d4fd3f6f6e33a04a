"""What one check found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from whoholds.ground.errors import WhoholdsError
from whoholds.words.saying import Note


@dataclass(frozen=True)
class Finding:
    """What a check found.

    Attributes
    ----------
    detail
        What was counted or measured; None where nothing could be.
    faults
        What is wrong; a check without any has passed.
    notes
        What a person should know and need not mend.
    """

    detail: Note | None
    faults: list[WhoholdsError] = field(default_factory=list)
    notes: Sequence[Note] = ()
