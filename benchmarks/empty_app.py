"""A Streamlit page with one word on it: what any page costs."""

import streamlit as st

st.write("ready")
