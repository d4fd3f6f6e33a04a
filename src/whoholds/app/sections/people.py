"""Who lived on the land before the war, and which cities and places change hands."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from whoholds.app.sections.setting import Setting, as_text
from whoholds.figures.people import cities_changing, people_by_change, residents
from whoholds.figures.places import ON_LINE, places_under
from whoholds.proposals.evaluation import Evaluation
from whoholds.words.headcounts import Headcount, rounded, told
from whoholds.words.numbers import long_date, number, percent
from whoholds.words.reader import word

EXACT = "yes"


@dataclass(frozen=True)
class People:
    """Residents by change, cities that change hands, places that decide negotiations."""

    method: str
    residents: pd.DataFrame
    cities: pd.DataFrame
    places: pd.DataFrame


def build(evaluation: Evaluation, setting: Setting) -> People:
    """Describe the people and places that an evaluation concerns."""
    language = setting.language
    error = percent(residents(evaluation.zones).error, language, "0 %")
    return People(
        method=word("people.method", language).format(error=error),
        residents=_residents(evaluation, language),
        cities=_cities(evaluation, language),
        places=_places(evaluation, language),
    )


def _residents(evaluation: Evaluation, language: str) -> pd.DataFrame:
    table = people_by_change(evaluation)
    columns_of = ["people", "band_people", "fewer_than", "settlements"]
    counts = [Headcount(*row) for row in table[columns_of].itertuples(index=False)]
    columns = {
        word("map.change", language): [
            word(f"change.{name}", language) for name in table["change"]
        ],
        word("map.people", language): [told(count, language) for count in counts],
    }
    return as_text(pd.DataFrame(columns))


def _cities(evaluation: Evaluation, language: str) -> pd.DataFrame:
    table = cities_changing(evaluation)
    regions = evaluation.zones.boundaries.regions[f"name_{language}"]
    near = {True: f" ({word('people.near_line', language)})", False: ""}
    columns = {
        word("people.city", language): [
            name + near[close]
            for name, close in zip(table[f"name_{language}"], table["close"], strict=True)
        ],
        word("page.region", language): table["region"].map(regions),
        word("map.people", language): [
            number(rounded(people), language) for people in table["population"]
        ],
        word("map.change", language): [
            word(f"change.{name}", language) for name in table["change"]
        ],
    }
    return as_text(pd.DataFrame(columns))


def _places(evaluation: Evaluation, language: str) -> pd.DataFrame:
    table, day = places_under(evaluation), long_date(evaluation.zones.control.date, language)
    stays = table["held_by"] == table["holder"]
    # What changes comes first: the list is long.
    table = table.assign(stays=stays).sort_values("stays", kind="stable", ignore_index=True)
    remarks = {
        "people.approximate": table["exact"] != EXACT,
        "people.near_line": table["close"].astype(bool),
    }
    names = []
    for index, name in enumerate(table[f"name_{language}"]):
        said = [word(key, language) for key, marks in remarks.items() if marks.iloc[index]]
        names.append(f"{name} ({', '.join(said)})" if said else name)
    columns = {
        word("people.place", language): names,
        word("people.kind", language): [word(f"place.{kind}", language) for kind in table["kind"]],
        word("map.held", language).format(day): _sides(table["held_by"], language),
        word("map.after", language): _sides(table["holder"], language),
    }
    return as_text(pd.DataFrame(columns))


def _sides(values: pd.Series, language: str) -> list[str]:
    """Names of holders, or that the place is on the line."""
    return [
        word("people.on_line" if value == ON_LINE else f"holder.{value}", language)
        for value in values
    ]


def show(content: People, language: str) -> None:
    """Show the three tables, each with what it does not say."""
    st.markdown(f"### {word('map.people', language)}")
    st.caption(content.method)
    st.table(content.residents)
    st.markdown(f"### {word('people.cities', language)}")
    if content.cities.empty:
        st.info(word("people.no_cities", language), icon=":material/info:")
    else:
        st.table(content.cities)
    st.markdown(f"### {word('people.places', language)}")
    st.table(content.places)
    st.caption(word("people.places_note", language))
