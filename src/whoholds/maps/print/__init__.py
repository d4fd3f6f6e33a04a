"""Pictures: proposals on one sheet, for a feed, a page or paper, as SVG and PNG."""

from whoholds.maps.print.picture import drawn
from whoholds.maps.print.sizes import SIZES, size_of

__all__ = ["SIZES", "drawn", "size_of"]
