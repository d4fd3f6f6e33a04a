"""The page of the versions of the data: what changed when."""

from __future__ import annotations

from collections.abc import Iterable

from whoholds.handbook.wording import MADE
from whoholds.vocabulary.versions import Version


def versions_page(versions: Iterable[Version]) -> str:
    """Write the versions as Markdown, the newest first."""
    lines = [MADE, "", "# Versions of the data", ""]
    lines += [
        "What changed in `seeds/` and `geodata/`. `whoholds cite` names the version that a figure "
        "rests on, and says so when tables were changed since.",
    ]
    for version in versions:
        lines += ["", f"## {version.id}, {version.date.isoformat()}", ""]
        lines += [f"- {change['en']}" for change in version.changes]
        lines += ["", f"SHA-256 over all files: `{version.sha256}`"]
    return "\n".join(lines) + "\n"
