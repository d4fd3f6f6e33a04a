"""What an object does in a notebook: it shows itself in short, and its map on demand.

The one door that leads up: below, nothing knows of words or maps, and a notebook asks the object
itself. What lies behind it is imported when it is asked for.
"""

from __future__ import annotations

from typing import Any


class InNotebook:
    """An object that Jupyter shows as a short table, and that draws its map."""

    def _repr_html_(self) -> str | None:
        """Return the table that Jupyter shows; None leaves it at the object's usual text."""
        from whoholds.notebook import described

        return described(self)

    def explore(self, *, language: str = "en", conflict: Any = None) -> Any:
        """Return its map, which a notebook shows and in which every proposal can be chosen.

        Parameters
        ----------
        language
            "en" or "uk".
        conflict
            A `whoholds.Conflict` with the proposals to choose from; None for the shipped one.

        Returns
        -------
        folium.Map
            One self-contained page: it asks no other host for anything.

        Raises
        ------
        MissingToolError
            When the extra "maps" is not installed.
        UnknownNameError
            When the conflict has no such proposal, or the interface no such language.

        Examples
        --------
        >>> import whoholds
        >>> shown = whoholds.evaluate_proposal("anchorage-aug-2025").explore()
        >>> shown._repr_html_()[:7]
        '<iframe'
        """
        from whoholds.notebook import explored

        return explored(self, language=language, conflict=conflict)
