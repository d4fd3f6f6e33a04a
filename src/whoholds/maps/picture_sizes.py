"""The sizes of a picture, as news desks and networks ask for them, and the least size of type."""

from __future__ import annotations

from dataclasses import dataclass

from whoholds.ground.errors import InputError, require_one_of

SHORTER = 7.0
"""Inches that every sheet's shorter side is drawn at, so that lines and patterns keep theirs."""

LEAST_TYPE = 0.022
"""The least size of type, as a share of the shorter side: what a feed still lets one read."""

LEAST_POINTS = round(LEAST_TYPE * SHORTER * 72 + 0.06, 1)
"""The same in points on the sheet."""

NARROWEST, WIDEST = 500, 8000
"""Pixels that a PNG may be wide."""


@dataclass(frozen=True)
class Size:
    """How large a picture is.

    Attributes
    ----------
    width, height
        In pixels; of paper at 300 a printed inch.
    mm
        Width and height of paper; None for a screen.
    """

    width: int
    height: int
    mm: tuple[int, int] | None = None

    @property
    def inches(self) -> tuple[float, float]:
        """Width and height of the sheet as it is drawn."""
        each = min(self.width, self.height) / SHORTER
        return self.width / each, self.height / each

    @property
    def dpi(self) -> int:
        """What a PNG says of itself: pixels to a printed inch."""
        return 300 if self.mm else 96

    def with_width(self, pixels: int | None) -> Size:
        """Return the same sheet so many pixels wide; None for its own.

        Raises
        ------
        InputError
            When the width is below `NARROWEST` or above `WIDEST`.
        """
        if pixels is None:
            return self
        if not NARROWEST <= pixels <= WIDEST:
            least, most = NARROWEST, WIDEST
            raise InputError.of("picture.width", least=least, most=most, width=pixels)
        return Size(pixels, round(self.height * pixels / self.width), self.mm)


SIZES = {
    "card": Size(1200, 630),
    "square": Size(1080, 1080),
    "portrait": Size(1080, 1350),
    "story": Size(1080, 1920),
    "web": Size(1600, 900),
    "a4": Size(2480, 3508, (210, 297)),
    "a4-landscape": Size(3508, 2480, (297, 210)),
    "a5": Size(1748, 2480, (148, 210)),
    "a5-landscape": Size(2480, 1748, (210, 148)),
}


def size_of(name: str, width: int | None = None) -> Size:
    """Return a size by its name.

    Raises
    ------
    UnknownNameError
        When there is no such size.
    InputError
        When the width is none that a picture can have.

    Examples
    --------
    >>> size_of("card").height, size_of("a4", 1000).height
    (630, 1415)
    """
    require_one_of(name, SIZES, "size")
    return SIZES[name].with_width(width)
