"""What a user would write instead: the folium map rebuilt at every choice, shown by st_folium."""

import folium
import streamlit as st
from streamlit_folium import st_folium

from whoholds.desk import baseline_zones, load_catalogue
from whoholds.figures.areas import by_change, by_region
from whoholds.maps.palette import fills
from whoholds.proposals.evaluation import evaluate

catalogue, zones = load_catalogue(), baseline_zones()
FILLS = fills("light", zones.sides)
proposal = st.selectbox("Proposal", list(catalogue.proposals), key="proposal")
evaluation = evaluate(catalogue, proposal, zones)
canvas = folium.Map(location=(48.6, 31.4), zoom_start=6, tiles=None)
frame = zones.frame.assign(change=evaluation.frame["change"]).reset_index(drop=True)
folium.GeoJson(
    frame,
    style_function=lambda feature: {
        "fillColor": FILLS[feature["properties"]["change"]].colour,
        "fillOpacity": 1,
        "weight": 0.5,
    },
    tooltip=folium.GeoJsonTooltip(["region", "held_by", "change"]),
).add_to(canvas)
st_folium(canvas, width=900, height=600, returned_objects=[])
st.table(by_change(evaluation))
st.table(by_region(evaluation))
