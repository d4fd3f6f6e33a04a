"""Pictures: proposals on one sheet, for a feed, a page or paper, as SVG and PNG."""

from whoholds.maps.print.picture import drawn

__all__ = ["drawn"]
