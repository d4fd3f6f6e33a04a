"""Write the pages of docs/ that are made from the tables: `make docs`."""

from pathlib import Path

from whoholds.citations import load_sources
from whoholds.claims import load_claims
from whoholds.outputs import write_text
from whoholds.pages.claims import claims_page
from whoholds.pages.proposals import proposals_page
from whoholds.proposals import load_catalogue
from whoholds.verdicts import check_claims
from whoholds.workbench import baseline_zones, claim_layers

DOCS = Path(__file__).resolve().parents[1] / "docs"


def pages() -> dict[str, str]:
    """Return the text of every such page by its file name."""
    checked = check_claims(load_claims(), claim_layers())
    return {
        "proposals.md": proposals_page(load_catalogue(), baseline_zones()),
        "claims.md": claims_page(checked, load_sources()),
    }


if __name__ == "__main__":
    for name, text in pages().items():
        write_text(text, DOCS / name)
