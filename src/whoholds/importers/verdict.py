"""What an importer judges a feature to be: held, contested, or left out for a reason."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Self

from whoholds.words.saying import Note


class Standing(Enum):
    """How a feature counts."""

    HELD = "held"
    CONTESTED = "contested"
    LEFT_OUT = "left out"


@dataclass(frozen=True)
class Verdict:
    """What becomes of a feature.

    Attributes
    ----------
    standing
        How it counts.
    reason
        Why it is left out; None where it counts.

    Examples
    --------
    >>> Verdict.left_out(Note.of("remark.liberated")).counts, HELD.counts
    (False, True)
    """

    standing: Standing
    reason: Note | None = None

    @classmethod
    def left_out(cls, reason: Note) -> Self:
        """Make the verdict on a feature that does not count."""
        return cls(Standing.LEFT_OUT, reason)

    @property
    def counts(self) -> bool:
        """Whether the feature is drawn at all, as held or as contested."""
        return self.standing is not Standing.LEFT_OUT


HELD, CONTESTED = Verdict(Standing.HELD), Verdict(Standing.CONTESTED)
