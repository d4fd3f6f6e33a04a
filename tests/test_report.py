"""The report: a tagged PDF of a page or two, the same twice, with what the tables say in it."""

import io
import re

import pypdf
import pytest

from tests.mistakes import mistake
from tests.shipped import CONFLICT, reader_of
from whoholds.conflict.conflict import Conflict
from whoholds.conflict.new import write_conflict
from whoholds.desk import evaluate_proposal
from whoholds.figures.people import cities_changing
from whoholds.ground.errors import InputError
from whoholds.maps.files import form_of
from whoholds.reporting.document import FORMS, report_of
from whoholds.telling.finding import finding

PROPOSAL = "anchorage-aug-2025"


@pytest.fixture(scope="module", params=["en", "uk"])
def made(request):
    evaluation = evaluate_proposal(PROPOSAL)
    return request.param, evaluation, report_of(evaluation, CONFLICT, request.param)


def read(content):
    return pypdf.PdfReader(io.BytesIO(content))


def text_of(content):
    """The text of all pages, without the places where lines and words were broken."""
    whole = "".join(page.extract_text() for page in read(content).pages)
    return re.sub(r"[\s\u00ad-]+", "", whole)


def squeezed(text):
    return re.sub(r"[\s\u00ad-]+", "", text)


def test_it_is_a_tagged_pdf_of_two_pages(made):
    language, evaluation, content = made
    found = read(content)
    root = found.trailer["/Root"]
    assert len(found.pages) <= 2
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == language
    assert found.metadata.title == reader_of(language).text(evaluation.proposal.name)
    assert b"pdfuaid" in root["/Metadata"].get_data()


def test_it_says_what_the_tables_say(made):
    language, evaluation, content = made
    text, reader = text_of(content), reader_of(language)
    assert squeezed(finding(evaluation, language)) in text
    for name in cities_changing(evaluation)[reader.column("name")]:
        assert squeezed(name) in text
    for term in evaluation.proposal.terms:
        if term.value:
            assert squeezed(reader.text(term.value)) in text
    assert CONFLICT.versions[0].id in text


def test_its_pictures_are_told_to_those_who_do_not_see_them(made):
    _, _, content = made
    alts = []

    def walk(node):
        node = node.get_object()
        if isinstance(node, list):
            for one in node:
                walk(one)
        elif isinstance(node, dict):
            if node.get("/S") == "/Figure":
                alts.append(str(node.get("/Alt", "")))
            if "/K" in node:
                walk(node["/K"])

    walk(read(content).trailer["/Root"]["/StructTreeRoot"])
    assert len(alts) == 3
    assert all(len(alt) > 40 for alt in alts)


def test_it_is_the_same_twice(made, monkeypatch):
    language, evaluation, content = made
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    assert report_of(evaluation, CONFLICT, language) == content


def test_another_conflict_and_the_line_itself_have_one_too(tmp_path):
    write_conflict(tmp_path / "mine")
    mine = Conflict.open(tmp_path / "mine/seeds", tmp_path / "mine/geodata")
    text = text_of(report_of(evaluate_proposal("swap", conflict=mine), mine))
    for word in ("Ukraine", "Russia", "Ohio"):
        assert word not in text
    line = report_of(evaluate_proposal(CONFLICT.catalogue.baseline), CONFLICT)
    assert len(read(line).pages) <= 2


@pytest.mark.parametrize("name", ["#strong[x]", "$x$ *a* _b_", '\\ " ` <l> @ref // /*', "{{x}}"])
def test_text_of_others_is_text(name):
    changed = CONFLICT.catalogue[PROPOSAL].model_copy(
        update={"id": "mine", "summary": type(CONFLICT.catalogue[PROPOSAL].name)({"en": name})}
    )
    rows = CONFLICT.catalogue.status.query("proposal == @PROPOSAL").assign(proposal="mine")
    both = CONFLICT.with_proposal(changed, rows)
    content = report_of(evaluate_proposal("mine", conflict=both), both)
    assert squeezed(name) in text_of(content)


def test_the_command_writes_it(run, tmp_path):
    path = tmp_path / "report.pdf"
    done = run("report", PROPOSAL, "-o", path, "--language", "uk")
    assert (done.returncode, done.stdout) == (0, "")
    assert path.read_bytes() == report_of(evaluate_proposal(PROPOSAL), CONFLICT, "uk")
    path.unlink()
    for arguments, code in [
        ((PROPOSAL, "-o", tmp_path / "report.doc"), 3),
        ((PROPOSAL, "-o", tmp_path / "none" / "report.pdf"), 3),
        ((PROPOSAL, "-o", tmp_path), 3),
        (("nobody", "-o", path), 4),
    ]:
        assert run("report", *arguments).returncode == code
    assert list(tmp_path.iterdir()) == []
    with mistake(InputError, "format", where="report", expected=".pdf", found="no suffix"):
        form_of(tmp_path.__class__("report"), FORMS)
