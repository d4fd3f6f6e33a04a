"""Folium elements of our own: the proposal layer, and the page that goes around it."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

from branca.element import MacroElement, Template

from whoholds.maps.palette import pattern_definitions, stylesheet


def page_file(name: str) -> str:
    """Return the text of a file of the map page that ships with the package."""
    return files("whoholds.maps").joinpath("page", name).read_text(encoding="utf-8")


class ProposalLayer(MacroElement):
    """Zones drawn once and restyled in the browser for the chosen proposal.

    Parameters
    ----------
    data
        From `whoholds.maps.payload.page_data`.
    title, dated, footer
        Texts of the page's head and foot; the dashboard, which has its own, hides the head.
    """

    _template = Template(
        """
        {% macro header(this, kwargs) %}
            <style>{{ this.styles }}</style>
            <script>{{ this.script }}</script>
        {% endmacro %}
        {% macro html(this, kwargs) %}
            {{ this.patterns }}
            <header class="wh-head">
                <h1>{{ this.title|e }}</h1><p class="wh-date">{{ this.dated|e }}</p>
            </header>
            <div class="wh-side">
                <fieldset class="wh-proposals"></fieldset>
                <fieldset class="wh-readings" hidden></fieldset>
            </div>
            <section class="wh-legend"></section>
            <p class="wh-foot">{{ this.footer|e }}</p>
        {% endmacro %}
        {% macro script(this, kwargs) %}
            whoholdsPage({{ this._parent.get_name() }}, {{ this.data|tojson }});
        {% endmacro %}
        """
    )

    def __init__(self, data: dict[str, Any], *, title: str, dated: str, footer: str) -> None:
        super().__init__()
        self._name, self._id = "ProposalLayer", "whoholds"
        self.data, self.title, self.dated, self.footer = data, title, dated, footer
        self.styles = stylesheet() + "\n" + page_file("map.css")
        self.script = page_file("map.js")
        self.patterns = pattern_definitions()
