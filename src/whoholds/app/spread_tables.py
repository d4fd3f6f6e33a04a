"""Figures of several control layers of near dates, side by side with their spread."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from whoholds.app.markdown import plain
from whoholds.app.sections.setting import as_text
from whoholds.spread.groups import FAR, NEAR_DAYS, Apart, Spread
from whoholds.spread.measured import Measured
from whoholds.spread.side_by_side import Group
from whoholds.vocabulary.sides import Sides
from whoholds.words.headcounts import rounded
from whoholds.words.numbers import kilometres, long_date, number, percent
from whoholds.words.reader import word


def _proposed(sides: Sides) -> list[str]:
    """Quantities under a proposal: who would hold how much, and what would change.

    Of holders the two sides alone: what neither would hold is among the changes.
    """
    return [f"holder:{side}" for side in sides.codes] + [f"change:{name}" for name in sides.changes]


COUNTRY = ""
"""What stands in the place of a region in the rows of the whole country."""


def show_spread(found: Spread, proposal: str, language: str) -> None:
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
    st.caption(word("spread.note", language).format(days=NEAR_DAYS))
    for group in found.groups:
        _show_group(group, proposal, language)
    for one in found.apart:
        st.caption(plain(_alone(one, language)))


def _show_group(group: Group, proposal: str, language: str) -> None:
    """Show the country's figures, those under the proposal, and the regions to who opens them."""
    names = _names(group.layers, language)
    st.markdown(
        "\n".join(
            f"- **{plain(name)}**: {plain(_source(layer, language))}" for layer, name in names
        )
    )
    figures, pairs = group.table, group.pairs
    about = group.layers[0].zones.boundaries.about
    is_country = figures["region"] == COUNTRY
    is_today = ~figures["quantity"].str.contains(":")
    is_proposed = figures["quantity"].isin(_proposed(about.sides))
    st.markdown(f"### {about.name[language]}")
    st.table(_figures(group, is_country & is_today, language))
    st.markdown(f"### {plain(proposal)}")
    st.table(_figures(group, is_country & is_proposed, language))
    st.markdown(f"### {word('spread.differ', language)}")
    st.table(_pairs(group, pairs["region"] == COUNTRY, language))
    with st.expander(word("page.by_region", language)):
        st.table(_figures(group, ~is_country, language))
        st.markdown(f"### {word('spread.differ', language)}")
        st.table(_pairs(group, pairs["region"] != COUNTRY, language))


def _names(layers: tuple[Measured, ...], language: str) -> list[tuple[Measured, str]]:
    """A short name for each layer: its letter and day."""
    return [
        (layer, f"{letter} ({long_date(layer.name[0], language)})")
        for layer, letter in zip(layers, "ABCDEFGHIJ", strict=False)
    ]


def _figures(group: Group, rows: pd.Series, language: str) -> pd.DataFrame:
    """The figures of some rows of a group: the ends and the spread first, then each layer's."""
    places = group.layers[0].zones.boundaries.regions[f"name_{language}"]
    names = _names(group.layers, language)
    shown = []
    for row, band in zip(
        group.table[rows].to_dict("records"), group.bands[rows].to_dict("records"), strict=True
    ):
        unit, quantity = row["unit"], _quantity(row["quantity"], language)
        place = f"{places[row['region']]}: " if row["region"] in places.index else ""
        shown.append(
            {
                word("spread.what", language): place + quantity,
                **{
                    word(f"spread.{end}", language): _figure(row[end], unit, language)
                    for end in ("lowest", "highest", "spread")
                },
                **{
                    name: _figure(row[layer.label], unit, language, band[layer.label])
                    for layer, name in names
                },
            }
        )
    return as_text(pd.DataFrame(shown))


def _quantity(quantity: str, language: str) -> str:
    """A quantity in words; of a change, "change:ua_cedes", and a holder there are words already."""
    kind, _, name = quantity.partition(":")
    if kind == "holder":
        return f"{word('map.after', language)}: {word(f'holder.{name}', language)}"
    return word(f"change.{name}" if name else f"spread.{quantity}", language)


def _figure(value: float, unit: str, language: str, band: float | None = None) -> str:
    if unit == "km2":
        return kilometres(value, language, band)
    if unit == "people":
        return number(rounded(value), language)
    between = f" ± {percent(band / 100, language, '0.00 %')}" if band else ""
    return percent(value / 100, language, "0.00 %") + between


def _pairs(group: Group, rows: pd.Series, language: str) -> pd.DataFrame:
    """Of each two layers, what both hold and what one alone holds."""
    boundaries = group.layers[0].zones.boundaries
    places, country = boundaries.regions[f"name_{language}"], boundaries.about.name[language]
    names = {layer.label: name for layer, name in _names(group.layers, language)}
    shown = [
        {
            word("spread.where", language): places.get(row["region"], country),
            word("spread.pair", language): f"{names[row['first']]} – {names[row['second']]}",
            word("spread.overlap", language): percent(row["overlap"], language, "0.0 %"),
            word("spread.only_first", language): kilometres(row["only_first_km2"], language),
            word("spread.only_second", language): kilometres(row["only_second_km2"], language),
        }
        for row in group.pairs[rows].to_dict("records")
    ]
    return as_text(pd.DataFrame(shown))


def _alone(one: Apart, language: str) -> str:
    day = long_date(one.layer.name[0], language)
    key = "spread.far" if one.reason == FAR else "spread.other_kind"
    return word(key, language).format(day=day, source=_source(one.layer, language), days=one.days)


def _source(layer: Measured, language: str) -> str:
    return layer.zones.control.source_in(language)
