"""benchmarks/results.md: the tables of `make bench`, and below them the section of `make soak`."""

from __future__ import annotations

from pathlib import Path

RESULTS = Path(__file__).parent / "results.md"
SOAK = "\n## Soak\n"


def write_tables(text: str) -> None:
    """Write everything above the soak's section."""
    _, mark, below = _read()
    RESULTS.write_text(f"{text}{mark}{below}", encoding="utf-8")


def write_soak(text: str) -> None:
    """Write the soak's section, and leave what is above it."""
    above, _, _ = _read()
    RESULTS.write_text(f"{above}{SOAK}\n{text}", encoding="utf-8")


def _read() -> tuple[str, str, str]:
    return RESULTS.read_text(encoding="utf-8").partition(SOAK)
