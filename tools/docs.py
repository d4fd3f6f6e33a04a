"""Write the pages of docs/ that are made from the tables: `make docs`."""

from pathlib import Path

from whoholds.claims.checking import check_claims
from whoholds.desk import baseline_zones, claim_layers, load_catalogue, load_claims, opened
from whoholds.ground.outputs import write_text
from whoholds.handbook.claims import claims_page
from whoholds.handbook.proposals import proposals_page
from whoholds.handbook.versions import versions_page

DOCS = Path(__file__).resolve().parents[1] / "docs"


def pages() -> dict[str, str]:
    """Return the text of every such page by its file name."""
    checked = check_claims(load_claims(), claim_layers())
    return {
        "proposals.md": proposals_page(load_catalogue(), baseline_zones()),
        "claims.md": claims_page(checked, opened().sources),
        "versions.md": versions_page(opened().versions),
    }


if __name__ == "__main__":
    for name, text in pages().items():
        write_text(text, DOCS / name)
