"""The dashboard, for `streamlit run dashboard.py`; `make dashboard` is the usual way."""

from whoholds.app.main import show

show()
