"""What one check found."""

from __future__ import annotations

from dataclasses import dataclass, field

from whoholds.ground.errors import WhoholdsError


@dataclass(frozen=True)
class Finding:
    """What a check found.

    Attributes
    ----------
    detail
        What was counted or measured.
    faults
        What is wrong; a check without any has passed.
    notes
        What a person should know and need not mend.
    """

    detail: str
    faults: list[WhoholdsError] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
