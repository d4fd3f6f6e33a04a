"""The page of published figures, checked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from whoholds.claims.checking import Checked
from whoholds.ground.tables import rows_of
from whoholds.handbook.wording import MADE, link
from whoholds.proposals.citations import Sources
from whoholds.telling.claims import explanation, verdict_table

UNITS = {"km2": "km²", "percent": "%", "times": "times"}


def claims_page(checked: Iterable[Checked], sources: Sources) -> str:
    """Write the checked claims as Markdown."""
    results = list(checked)
    lines = [MADE, "", "# Published figures, checked", ""]
    lines += [
        "Figures that were published about who holds what, each recomputed from the control "
        "layers that ship with the project. The verdict comes from the figure, the recomputed "
        "one and its band by the one rule in [assumptions.md](assumptions.md). "
        "Differences are the published figure less ours.",
        "",
        "| who, when | what was said | ours | difference | verdict | source |",
        "|---|---|---:|---:|---|---|",
    ]
    rows = rows_of(verdict_table(results))
    for result, row in zip(results, rows, strict=True):
        names = ["recomputed", *(["band"] if row.band else [])]
        ours = " ± ".join(_figure(row, name) for name in names)
        ours += f" {UNITS[row.unit]}" if row.recomputed else ""
        why = explanation(result)
        verdict = f"**{row.verdict}**" + (f": {why}" if why else "")
        note = f"<br>{row.note}" if row.note else ""
        links = " · ".join(link(name, sources) for name in result.claim.sources)
        who = ", ".join(text for text in (row.said_by, row.said_on) if text)
        cells = [who, row.text + note, ours, _figure(row, "difference"), verdict, links]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _figure(row: Any, name: str) -> str:
    """A figure of the table, with thousands set apart where it is an area."""
    text = getattr(row, name)
    if not text or row.unit != "km2":
        return text or "–"
    less = "less than " if text.startswith("<") else ""
    return f"{less}{float(text.lstrip('<')):{'+' if name == 'difference' else ''},.0f}"
