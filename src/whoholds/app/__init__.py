"""The Streamlit dashboard. Streamlit is imported in this package alone."""
