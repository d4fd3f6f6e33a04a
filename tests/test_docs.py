"""The pages that are made from the tables: new, whole, and readable."""

import re

import pytest
from tools.docs import pages

from tests.conftest import ROOT
from whoholds.citations import load_sources
from whoholds.claims import load_claims
from whoholds.labels import word
from whoholds.proposals import load_catalogue


@pytest.fixture(scope="module")
def made():
    return pages()


@pytest.mark.parametrize("name", ["proposals.md", "claims.md"])
def test_pages_are_as_new_as_their_data(made, name):
    assert (ROOT / "docs" / name).read_text("utf-8") == made[name], "run `make docs`"


def test_every_proposal_and_reading_has_its_section(made):
    text = made["proposals.md"]
    for proposal in load_catalogue().proposals.values():
        if proposal.kind == "line":
            continue
        section = text.partition(f'<a id="{proposal.id}"></a>')[2].partition("<a id=")[0]
        assert f"## {proposal.name.en}" in section
        for part in (proposal.proposer.en, proposal.summary.en, proposal.standing.en):
            assert part in section
        for reading in proposal.readings:
            assert len(proposal.readings) == 1 or f"Reading `{reading.id}`." in section
        for name in proposal.sources:
            assert load_sources()[name].title in section
        for term in proposal.terms:
            assert term.value is None or term.value.en in section


def test_every_claim_has_its_row(made):
    rows = [line for line in made["claims.md"].splitlines() if line.startswith("| ")][1:]
    assert len(rows) == len(load_claims())
    verdicts = [word(f"verdict.{name}") for name in ("holds", "does_not_hold", "cannot_be_checked")]
    for claim, row in zip(load_claims(), rows, strict=True):
        assert claim.text_en in row
        assert re.search(r"\*\*(holds|depends|does not|cannot)", row)
    assert all(f"**{verdict}**" in made["claims.md"] for verdict in verdicts)


def test_tables_are_whole_and_links_lead_somewhere(made):
    for text in made.values():
        for block in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE):
            cells = {line.count("|") for line in block.splitlines()}
            assert len(cells) == 1, block
        targets = re.findall(r"\]\(([^)\s]*)\)", text)
        for target in targets:
            assert target.startswith(("http://", "https://")) or (
                f'id="{target[1:]}"' in text
                if target.startswith("#")
                else (ROOT / "docs" / target).is_file()
            )


def test_no_cell_or_sentence_is_left_empty(made):
    for text in made.values():
        assert "nan" not in re.findall(r"[a-z]+", text)
        assert " ." not in re.sub(r"\]\([^)]*\)", "", text)
