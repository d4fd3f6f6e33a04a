"""Figures of several control layers of near dates, side by side with their spread."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from whoholds.app.markdown import plain
from whoholds.app.sections.setting import as_text
from whoholds.formats import kilometres, long_date, number, percent
from whoholds.labels import word
from whoholds.measured import Measured
from whoholds.people import rounded
from whoholds.spread import FAR, NEAR_DAYS, Apart, Group, Spread


def show_spread(found: Spread, language: str) -> None:
    """Show every group of near dates, and which layers stand alone."""
    st.caption(word("spread.note", language).format(days=NEAR_DAYS))
    for group in found.groups:
        names = _names(group.layers, language)
        st.markdown("\n".join(f"- **{name}**: {plain(layer.name[1])}" for layer, name in names))
        st.table(_figures(group, language))
        st.markdown(f"##### {word('spread.differ', language)}")
        st.table(_pairs(group, language))
    for one in found.apart:
        st.caption(plain(_alone(one, language)))


def _names(layers: tuple[Measured, ...], language: str) -> list[tuple[Measured, str]]:
    """A short name for each layer: its letter and day."""
    return [
        (layer, f"{letter} ({long_date(layer.name[0], language)})")
        for layer, letter in zip(layers, "ABCDEFGHIJ", strict=False)
    ]


def _figures(group: Group, language: str) -> pd.DataFrame:
    regions = group.layers[0].zones.boundaries.regions[f"name_{language}"]
    names = _names(group.layers, language)
    rows = []
    for row, band in zip(
        group.table.to_dict("records"), group.bands.to_dict("records"), strict=True
    ):
        unit, place = row["unit"], regions.get(row["region"], word("holder.UA", language))
        rows.append(
            {
                word("spread.what", language): f"{place}: {_quantity(row['quantity'], language)}",
                **{
                    name: _figure(row[layer.label], unit, language, band[layer.label])
                    for layer, name in names
                },
                word("spread.lowest", language): _figure(row["lowest"], unit, language),
                word("spread.highest", language): _figure(row["highest"], unit, language),
                word("spread.spread", language): _figure(row["spread"], unit, language),
            }
        )
    return as_text(pd.DataFrame(rows))


def _quantity(quantity: str, language: str) -> str:
    """A quantity in words: "change:ua_cedes" has its word already."""
    return word(quantity.replace(":", ".") if ":" in quantity else f"spread.{quantity}", language)


def _figure(value: float, unit: str, language: str, band: float | None = None) -> str:
    if unit == "km2":
        return kilometres(value, language, band)
    if unit == "people":
        return number(rounded(value), language)
    between = f" ± {percent(band / 100, language, '0.00 %')}" if band else ""
    return percent(value / 100, language, "0.00 %") + between


def _pairs(group: Group, language: str) -> pd.DataFrame:
    regions = group.layers[0].zones.boundaries.regions[f"name_{language}"]
    names = {layer.label: name for layer, name in _names(group.layers, language)}
    rows = [
        {
            word("spread.where", language): regions.get(row["region"], word("holder.UA", language)),
            word("spread.pair", language): f"{names[row['first']]} – {names[row['second']]}",
            word("spread.overlap", language): percent(row["overlap"], language, "0.0 %"),
            word("spread.only_first", language): kilometres(row["only_first_km2"], language),
            word("spread.only_second", language): kilometres(row["only_second_km2"], language),
        }
        for row in group.pairs.to_dict("records")
    ]
    return as_text(pd.DataFrame(rows))


def _alone(one: Apart, language: str) -> str:
    day = long_date(one.layer.name[0], language)
    key = "spread.far" if one.reason == FAR else "spread.other_kind"
    return word(key, language).format(day=day, source=one.layer.name[1], days=one.days)
