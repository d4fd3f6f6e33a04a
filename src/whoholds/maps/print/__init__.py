"""The printed map: an evaluation on one sheet of paper, as SVG and PNG."""

from whoholds.maps.print.picture import PIXELS, map_png, map_svg

__all__ = ["PIXELS", "map_png", "map_svg"]
