"""The comparison of all proposals by all terms."""

import csv
import io
import json

import pytest

from tests.drawn import TERRITORY, edit
from tests.mistakes import mistake
from whoholds.desk import load_catalogue
from whoholds.ground.errors import UnknownNameError
from whoholds.proposals.catalogue import read_catalogue
from whoholds.proposals.citations import read_sources
from whoholds.telling.terms import terms_matrix, terms_table
from whoholds.vocabulary.closed import TermStatus

TERMS = list(load_catalogue().known.terms)


@pytest.fixture(scope="module")
def proposals():
    return [item for item in load_catalogue().proposals.values() if item.kind == "proposal"]


def test_every_proposal_meets_every_term_once(proposals):
    table = terms_table(load_catalogue())
    assert len(table) == len(proposals) * len(TERMS)
    assert not table.duplicated(["proposal", "term"]).any()
    assert table["proposal"].drop_duplicates().tolist() == [item.id for item in proposals]
    assert set(table["status"]) <= set(TermStatus)


def test_a_term_has_a_value_and_sources_unless_none_was_found():
    table = terms_table(load_catalogue())
    silent = table["status"] == "not_stated"
    assert (table.loc[silent, ["value", "sources"]] == "").all(axis=None)
    assert (table.loc[~silent, ["value", "sources"]] != "").all(axis=None)


@pytest.mark.parametrize("language", ["en", "uk"])
def test_the_matrix_has_the_texts_of_the_files(proposals, language):
    matrix = terms_matrix(load_catalogue(), language).set_index("proposal")
    assert list(matrix.columns) == ["date", "name", *TERMS]
    assert matrix.notna().all(axis=None)
    for proposal in proposals:
        for term in proposal.terms:
            if term.value is not None:
                assert matrix.loc[proposal.id, term.term].startswith(term.value[language])


def test_a_term_that_a_file_does_not_list_is_silent(drawn_seeds):
    entry = '\n[[terms]]\nterm = "nato"\nstatus = "not_stated"\n'
    edit(drawn_seeds / "proposals/swap.toml", entry, "")
    catalogue = read_catalogue(drawn_seeds, read_sources(drawn_seeds / "sources.toml"), TERRITORY)
    table = terms_table(catalogue).set_index("term")
    assert list(table.index) == list(catalogue.known.terms)
    assert table.loc["nato", ["status", "value", "sources"]].tolist() == ["not_stated", "", ""]


def test_a_new_term_is_one_entry(drawn_seeds):
    path = drawn_seeds / "terms.toml"
    entry = '[[terms]]\nid = "navy"\nname = { en = "Navy", uk = "Флот" }\n'
    path.write_text(path.read_text("utf-8") + entry, "utf-8")
    catalogue = read_catalogue(drawn_seeds, read_sources(drawn_seeds / "sources.toml"), TERRITORY)
    assert terms_matrix(catalogue)["navy"].tolist() == ["not found in the sources read"]


def test_the_lines_have_no_terms(catalogue):
    assert terms_table(catalogue)["proposal"].unique().tolist() == ["swap"]


def test_an_unknown_language_is_refused():
    with mistake(UnknownNameError, "unknown language 'de'", where="language", expected="en, uk"):
        terms_matrix(load_catalogue(), "de")


def test_the_command_gives_the_same_by_every_way(run, proposals):
    rows = list(csv.DictReader(io.StringIO(run("terms", "--format", "csv").stdout)))
    assert rows == terms_matrix(load_catalogue()).to_dict("records")
    data = json.loads(run("terms", "--format", "json").stdout)
    assert data == terms_table(load_catalogue()).to_dict("records")
    table = run("terms").stdout
    for proposal in proposals:
        assert proposal.id in table


def test_one_term_is_shown_in_words(run):
    done = run("terms", "--term", "forces", "--format", "json", "--language", "uk")
    rows = json.loads(done.stdout)
    assert {row["proposal"]: row["value"] for row in rows}["us-28-nov-2025"].startswith("Не більш")


def test_the_command_refuses_an_unknown_term(run):
    done = run("terms", "--term", "navy")
    assert done.returncode == 4
    assert "nato, neutrality" in done.stderr
