"""Figures of several control layers of near dates, side by side with their spread."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from whoholds.app.html import show_table
from whoholds.app.markdown import plain
from whoholds.spread.groups import FAR, NEAR_DAYS, Apart, Spread
from whoholds.spread.measured import Measured
from whoholds.spread.side_by_side import Group
from whoholds.telling.layers import source_in
from whoholds.vocabulary.sides import Sides
from whoholds.words.headcounts import rounded
from whoholds.words.reader import Reader
from whoholds.words.saying import Note


def _proposed(sides: Sides) -> list[str]:
    """Quantities under a proposal: who would hold how much, and what would change.

    Of holders the two sides alone: what neither would hold is among the changes.
    """
    return [f"holder:{side}" for side in sides.codes] + [f"change:{name}" for name in sides.changes]


COUNTRY = ""
"""What stands in the place of a region in the rows of the whole country."""


def show_spread(found: Spread, proposal: str, reader: Reader) -> None:
    """Show every group of near dates, and which layers stand alone.

    Parameters
    ----------
    found
        The groups.
    proposal
        Name of the proposal of whose changes the figures tell.
    language
        The reader's.
    """
    st.caption(reader.note(Note.of("spread.note", days=NEAR_DAYS)))
    for group in found.groups:
        _show_group(group, proposal, reader)
    for one in found.apart:
        st.caption(plain(_alone(one, reader)))


def _show_group(group: Group, proposal: str, reader: Reader) -> None:
    """Show the country's figures, those under the proposal, and the regions to who opens them."""
    names = _names(group.layers, reader)
    st.markdown(
        "\n".join(f"- **{plain(name)}**: {plain(_source(layer, reader))}" for layer, name in names)
    )
    figures, pairs = group.table, group.pairs
    about = group.layers[0].zones.boundaries.about
    is_country = figures["region"] == COUNTRY
    is_today = ~figures["quantity"].str.contains(":")
    is_proposed = figures["quantity"].isin(_proposed(about.sides))
    country = reader.text(about.name)
    differ = reader.word("spread.differ")
    st.markdown(f"### {plain(country)}")
    show_table(_figures(group, is_country & is_today, reader), country, "all")
    st.markdown(f"### {plain(proposal)}")
    show_table(_figures(group, is_country & is_proposed, reader), proposal, "all")
    st.markdown(f"### {differ}")
    show_table(_pairs(group, pairs["region"] == COUNTRY, reader), differ)
    with st.expander(reader.word("page.by_region")):
        show_table(_figures(group, ~is_country, reader), reader.word("page.by_region"), "all")
        st.markdown(f"### {differ}")
        show_table(_pairs(group, pairs["region"] != COUNTRY, reader), differ)


def _names(layers: tuple[Measured, ...], reader: Reader) -> list[tuple[Measured, str]]:
    """A short name for each layer: its letter and day."""
    return [
        (layer, f"{letter} ({reader.day(layer.name[0])})")
        for layer, letter in zip(layers, "ABCDEFGHIJ", strict=False)
    ]


def _figures(group: Group, rows: pd.Series, reader: Reader) -> pd.DataFrame:
    """The figures of some rows of a group: the ends and the spread first, then each layer's."""
    places = group.layers[0].zones.boundaries.regions[reader.column("name")]
    names = _names(group.layers, reader)
    shown = []
    for row, band in zip(
        group.table[rows].to_dict("records"), group.bands[rows].to_dict("records"), strict=True
    ):
        unit, quantity = row["unit"], _quantity(row["quantity"], reader)
        place = f"{places[row['region']]}: " if row["region"] in places.index else ""
        shown.append(
            {
                reader.word("spread.what"): place + quantity,
                **{
                    reader.word(f"spread.{end}"): _figure(row[end], unit, reader)
                    for end in ("lowest", "highest", "spread")
                },
                **{
                    name: _figure(row[layer.label], unit, reader, band[layer.label])
                    for layer, name in names
                },
            }
        )
    return pd.DataFrame(shown)


def _quantity(quantity: str, reader: Reader) -> str:
    """A quantity in words; of a change, "change:ua_cedes", and a holder there are words already."""
    kind, _, name = quantity.partition(":")
    if kind == "holder":
        return f"{reader.word('map.after')}: {reader.word(f'holder.{name}')}"
    return reader.word(f"change.{name}" if name else f"spread.{quantity}")


def _figure(value: float, unit: str, reader: Reader, band: float | None = None) -> str:
    if unit == "km2":
        return reader.area(value, band)
    if unit == "people":
        return reader.count(rounded(value))
    between = f" ± {reader.share(band / 100, '0.00 %')}" if band else ""
    return reader.share(value / 100, "0.00 %") + between


def _pairs(group: Group, rows: pd.Series, reader: Reader) -> pd.DataFrame:
    """Of each two layers, what both hold and what one alone holds."""
    boundaries = group.layers[0].zones.boundaries
    places, country = (
        boundaries.regions[reader.column("name")],
        reader.text(boundaries.about.name),
    )
    names = {layer.label: name for layer, name in _names(group.layers, reader)}
    shown = [
        {
            reader.word("spread.where"): places.get(row["region"], country),
            reader.word("spread.pair"): f"{names[row['first']]} – {names[row['second']]}",
            reader.word("spread.overlap"): reader.share(row["overlap"], "0.0 %"),
            reader.word("spread.only_first"): reader.area(row["only_first_km2"]),
            reader.word("spread.only_second"): reader.area(row["only_second_km2"]),
        }
        for row in group.pairs[rows].to_dict("records")
    ]
    return pd.DataFrame(shown)


def _alone(one: Apart, reader: Reader) -> str:
    day = reader.day(one.layer.name[0])
    key = "spread.far" if one.reason == FAR else "spread.other_kind"
    return reader.note(Note.of(key, day=day, source=_source(one.layer, reader), days=one.days))


def _source(layer: Measured, reader: Reader) -> str:
    return source_in(layer.zones.control.provenance, reader)
