"""The comparison of all proposals by all terms."""

import csv
import io
import json

import pytest

from tests.drawn import TERRITORY, edit
from tests.mistakes import mistake
from whoholds.desk import load_catalogue
from whoholds.ground.errors import InputError, UnknownNameError
from whoholds.proposals.catalogue import read_catalogue
from whoholds.proposals.citations import read_sources
from whoholds.telling.terms import term_marks, terms_matrix, terms_table
from whoholds.vocabulary.closed import TermMark, TermStatus

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


def test_every_text_of_the_shipped_proposals_has_a_mark_that_answers_a_question():
    marks = term_marks(load_catalogue())
    assert all(term.question for term in load_catalogue().known.terms.values())
    assert set(marks.loc[marks["value"] != "", "mark"]) == set(TermMark)
    assert set(marks.loc[marks["value"] == "", "mark"]) == {"not_found"}


def test_a_text_without_a_mark_says_how_it_stands(seeds):
    silent = 'term = "nato"\nstatus = "not_stated"\n'
    text = 'term = "nato"\nstatus = "reported"\nvalue = { en = "No.", uk = "Ні." }\n'
    edit(seeds / "proposals/swap.toml", silent, f'{text}sources = ["atlas"]\n')
    catalogue = read_catalogue(seeds, read_sources(seeds / "sources.toml"), TERRITORY)
    marks = term_marks(catalogue).set_index("term")
    assert marks.loc["nato", ["mark", "word"]].tolist() == ["said", "reported"]
    assert set(marks["mark"].drop("nato")) == {"not_found"}


def test_a_mark_of_nothing_is_refused(seeds):
    silent = 'term = "nato"\nstatus = "not_stated"\n'
    path = seeds / "proposals/swap.toml"
    edit(path, silent, f'{silent}mark = "no"\n')
    with mistake(InputError, "wrong", where="swap.toml", expected="only with a value"):
        read_catalogue(seeds, read_sources(seeds / "sources.toml"), TERRITORY)


def test_a_term_that_a_file_does_not_list_is_silent(seeds):
    entry = '\n[[terms]]\nterm = "nato"\nstatus = "not_stated"\n'
    edit(seeds / "proposals/swap.toml", entry, "")
    catalogue = read_catalogue(seeds, read_sources(seeds / "sources.toml"), TERRITORY)
    table = terms_table(catalogue).set_index("term")
    assert list(table.index) == list(catalogue.known.terms)
    assert table.loc["nato", ["status", "value", "sources"]].tolist() == ["not_stated", "", ""]


def test_a_new_term_is_one_entry(seeds):
    path = seeds / "terms.toml"
    entry = '[[terms]]\nid = "navy"\nname = { en = "Navy", uk = "Флот" }\n'
    path.write_text(path.read_text("utf-8") + entry, "utf-8")
    catalogue = read_catalogue(seeds, read_sources(seeds / "sources.toml"), TERRITORY)
    assert terms_matrix(catalogue)["navy"].tolist() == ["not found in the sources we read"]


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
