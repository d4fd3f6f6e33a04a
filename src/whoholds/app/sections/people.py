"""Who lived on the land before the war, and which cities and places change hands."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from whoholds.app.html import show_table
from whoholds.app.sections.setting import Setting
from whoholds.figures.people import cities_changing, people_by_change, residents
from whoholds.figures.places import ON_LINE, places_under
from whoholds.proposals.evaluation import Evaluation
from whoholds.words.headcounts import Headcount, rounded, told
from whoholds.words.reader import Reader

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
    reader = setting.reader
    error = reader.share(residents(evaluation.zones).error, "0 %")
    return People(
        method=reader.word("people.method").format(error=error),
        residents=_residents(evaluation, reader),
        cities=_cities(evaluation, reader),
        places=_places(evaluation, reader),
    )


def _residents(evaluation: Evaluation, reader: Reader) -> pd.DataFrame:
    table = people_by_change(evaluation)
    columns_of = ["people", "band_people", "fewer_than", "settlements"]
    counts = [Headcount(*row) for row in table[columns_of].itertuples(index=False)]
    columns = {
        reader.word("map.change"): [reader.word(f"change.{name}") for name in table["change"]],
        reader.word("map.people"): [told(count, reader) for count in counts],
    }
    return pd.DataFrame(columns)


def _cities(evaluation: Evaluation, reader: Reader) -> pd.DataFrame:
    table = cities_changing(evaluation)
    regions = evaluation.zones.boundaries.regions[reader.column("name")]
    near = {True: f" ({reader.word('people.near_line')})", False: ""}
    columns = {
        reader.word("people.city"): [
            name + near[close]
            for name, close in zip(table[reader.column("name")], table["close"], strict=True)
        ],
        reader.word("map.people"): [
            reader.count(rounded(people)) for people in table["population"]
        ],
        reader.word("page.region"): table["region"].map(regions),
        reader.word("map.change"): [reader.word(f"change.{name}") for name in table["change"]],
    }
    return pd.DataFrame(columns)


def _places(evaluation: Evaluation, reader: Reader) -> pd.DataFrame:
    table, day = places_under(evaluation), reader.day(evaluation.zones.control.date)
    stays = table["held_by"] == table["holder"]
    # What changes comes first: the list is long.
    table = table.assign(stays=stays).sort_values("stays", kind="stable", ignore_index=True)
    remarks = {
        "people.approximate": table["exact"] != EXACT,
        "people.near_line": table["close"].astype(bool),
    }
    names = []
    for index, name in enumerate(table[reader.column("name")]):
        said = [reader.word(key) for key, marks in remarks.items() if marks.iloc[index]]
        names.append(f"{name} ({', '.join(said)})" if said else name)
    columns = {
        reader.word("people.place"): names,
        reader.word("people.kind"): [reader.word(f"place.{kind}") for kind in table["kind"]],
        reader.word("map.held").format(day): _sides(table["held_by"], reader),
        reader.word("map.after"): _sides(table["holder"], reader),
    }
    return pd.DataFrame(columns)


def _sides(values: pd.Series, reader: Reader) -> list[str]:
    """Names of holders, or that the place is on the line."""
    return [
        reader.word("people.on_line" if value == ON_LINE else f"holder.{value}") for value in values
    ]


def show(content: People, reader: Reader) -> None:
    """Show the three tables, each with what it does not say."""
    st.markdown(f"### {reader.word('map.people')}")
    st.caption(content.method)
    show_table(content.residents, reader.word("map.people"), "all")
    st.markdown(f"### {reader.word('people.cities')}")
    if content.cities.empty:
        st.info(reader.word("people.no_cities"), icon=":material/info:")
    else:
        show_table(content.cities, reader.word("people.cities"), "first")
    st.markdown(f"### {reader.word('people.places')}")
    show_table(content.places, reader.word("people.places"))
    st.caption(reader.word("people.places_note"))
