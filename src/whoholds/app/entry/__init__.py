"""The script that Streamlit runs, away from the pages.

Streamlit makes pages of its own of the files in a folder `pages` beside its script; a visitor who
came first by a link to a page would find that file's empty page.
"""
