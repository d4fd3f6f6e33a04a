"""What Streamlit runs at every visit and every change."""

from whoholds.app.main import show

show()
