"""The style of the zones for QGIS, laid into a GeoPackage, where QGIS looks for one by itself."""

from __future__ import annotations

import datetime as dt
import sqlite3
from pathlib import Path
from xml.etree import ElementTree

from whoholds.maps.palette import SURFACES, Fill, fills
from whoholds.vocabulary.sides import Sides
from whoholds.words.reader import Reader

TABLE = """CREATE TABLE layer_styles (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256),
  f_table_schema TEXT(256), f_table_name TEXT(256), f_geometry_column TEXT(256),
  styleName TEXT(30), styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN, description TEXT,
  owner TEXT(30), ui TEXT(30), update_time DATETIME
)"""
"""As QGIS makes it (QgsOgrProvider::saveStyle)."""

HATCHES = {
    "stripes": "b_diagonal",
    "back-stripes": "f_diagonal",
    "dots": "dense5",
    "sparse-dots": "dense6",
    "dashes": "horizontal",
    "grid": "cross",
}
"""Qt's brush that is nearest to each of our patterns."""

OUTLINE = SURFACES["light"]["region-edge"]


def write_style(path: Path, layer: str, sides: Sides, reader: Reader, day: dt.date) -> None:
    """Lay the style of our light palette, by the column change, into a GeoPackage.

    Parameters
    ----------
    path
        The GeoPackage.
    layer
        Its table of zones.
    sides
        Whose changes they are.
    reader
        In whose language the legend is.
    day
        The day that is written as that of the style, so that bytes repeat.
    """
    stamp = f"{day.isoformat()}T00:00:00.000Z"
    database = sqlite3.connect(path)
    with database:
        column = database.execute(
            "SELECT column_name FROM gpkg_geometry_columns WHERE table_name = ?", (layer,)
        ).fetchone()[0]
        database.execute(TABLE)
        database.execute(
            "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, "
            "f_geometry_column, styleName, styleQML, styleSLD, useAsDefault, description, owner, "
            "update_time) VALUES ('', '', ?, ?, 'whoholds', ?, '', 1, 'whoholds', '', ?)",
            (layer, column, style_of(sides, reader), stamp),
        )
        database.execute(
            "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, "
            "last_change) VALUES ('layer_styles', 'attributes', 'layer_styles', '', ?)",
            (stamp,),
        )
    database.close()


def style_of(sides: Sides, reader: Reader) -> str:
    """Return the style as QML: one class a change, in the order of our legends.

    Examples
    --------
    >>> from whoholds.desk import opened
    >>> country = opened().country
    >>> style_of(country.territory.sides, country.reader("en")).count("<category ")
    8
    """
    root = ElementTree.Element("qgis", version="3.22", styleCategories="Symbology")
    by_change = {"type": "categorizedSymbol", "attr": "change", "symbollevels": "0"}
    renderer = ElementTree.SubElement(root, "renderer-v2", by_change, enableorderby="0")
    categories = ElementTree.SubElement(renderer, "categories")
    symbols = ElementTree.SubElement(renderer, "symbols")
    for number, (change, fill) in enumerate(fills("light", sides).items()):
        label = reader.word(f"change.{change}")
        named = {"value": change, "label": label, "symbol": str(number), "render": "true"}
        ElementTree.SubElement(categories, "category", named, type="string")
        _add_symbol(symbols, str(number), fill)
    return "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n" + ElementTree.tostring(
        root, encoding="unicode"
    )


def _add_symbol(symbols: ElementTree.Element, name: str, fill: Fill) -> None:
    """A ground, and over it the hatch of a pattern."""
    symbol = ElementTree.SubElement(
        symbols, "symbol", type="fill", name=name, alpha="1", clip_to_extent="1"
    )
    _add_layer(symbol, {"color": _rgba(fill.colour), "style": "solid", "outline_style": "solid"})
    if fill.pattern:
        hatch = HATCHES[fill.pattern]
        _add_layer(symbol, {"color": _rgba(fill.ink), "style": hatch, "outline_style": "no"})


def _add_layer(symbol: ElementTree.Element, settings: dict[str, str]) -> None:
    layer = ElementTree.SubElement(
        symbol, "layer", {"class": "SimpleFill", "enabled": "1", "locked": "0", "pass": "0"}
    )
    line = {"outline_color": _rgba(OUTLINE), "outline_width": "0.2", "outline_width_unit": "MM"}
    for key, value in (settings | line).items():
        ElementTree.SubElement(layer, "prop", k=key, v=value)


def _rgba(colour: str) -> str:
    """A colour as QGIS writes it.

    Examples
    --------
    >>> _rgba("#4a545c")
    '74,84,92,255'
    """
    return ",".join(str(int(colour[place : place + 2], 16)) for place in (1, 3, 5)) + ",255"
