"""The versions of the data, and how what is shown is cited."""

import json
import re
import tomllib

import pytest

import whoholds
from tests.conftest import ROOT
from tests.shipped import CONFLICT, reader_of
from whoholds.ground.errors import InputError
from whoholds.ground.resources import geodata, seeds
from whoholds.vocabulary.versions import FILE, fingerprint, read_versions

ENTRY = """
[[versions]]
id = "{id}"
date = {date}
sha256 = "{sha256}"
changes = [{{ en = "A line.", uk = "Лінія." }}]
"""


def entry(number="2026.11.1", date="2026-11-26", sha256="0" * 64):
    return ENTRY.format(id=number, date=date, sha256=sha256)


def test_the_newest_version_is_of_the_files_as_they_are():
    found = fingerprint([seeds(), geodata()])
    assert CONFLICT.versions[0].sha256 == found, (
        f"tables or geodata changed: describe it in seeds/{FILE}, with sha256 = {found}, "
        "and run make docs"
    )


def test_a_changed_table_is_told(tmp_path):
    folder = tmp_path / "seeds"
    folder.mkdir()
    (folder / "a.csv").write_text("a\n1\n")
    before = fingerprint([folder])
    for name, text in ((FILE, entry()), (".DS_Store", "x")):
        (folder / name).write_text(text)
        assert fingerprint([folder]) == before
    (folder / "a.csv").write_text("a\n2\n")
    assert fingerprint([folder]) != before
    (folder / "a.csv").write_text("a\n1\n")
    (folder / "a.csv").rename(folder / "b.csv")
    assert fingerprint([folder]) != before


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (entry(number="26.11"), "id"),
        (entry(date='"soon"'), "date"),
        (entry(sha256="abc"), "sha256"),
        (entry() + entry(), "2026.11.1 stands above 2026.11.1"),
        (entry(date="2026-10-01") + entry(), "stands above"),
        ("versions = []", "versions"),
        ("", "versions"),
    ],
)
def test_what_is_no_version_is_said(tmp_path, text, said):
    path = tmp_path / FILE
    path.write_text(text)
    with pytest.raises(InputError, match=re.escape(said)):
        read_versions(path)


def test_a_conflict_without_versions_says_so(tmp_path):
    assert read_versions(tmp_path / FILE) == []


def test_the_citation_file_is_of_this_version():
    text = (ROOT / "CITATION.cff").read_text("utf-8")
    stated = dict(re.findall(r'^([a-z-]+): "?([^"\n]+)"?$', text, re.MULTILINE))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert stated["cff-version"] == "1.2.0"
    assert stated["version"] == project["version"]
    assert stated["license"] == project["license"]
    assert stated["date-released"] == CONFLICT.versions[0].date.isoformat()
    assert stated["repository-code"] in project["urls"]["Documentation"]
    assert "\nauthors:\n  - name: " in text


@pytest.mark.parametrize("language", ["en", "uk"])
@pytest.mark.parametrize("proposal", whoholds.load_catalogue().proposals)
def test_a_citation_names_what_day_version_and_link(proposal, language):
    reader = reader_of(language)
    cited = whoholds.cite(proposal, language=language, link="https://news.example/map?a=1")
    text = cited.text(reader)
    for part in (
        cited.title,
        reader.day(cited.control_date),
        cited.control_source,
        CONFLICT.versions[0].id,
        "https://news.example/map?a=1",
    ):
        assert part in text
    assert ".." not in text
    assert "  " not in text


def test_a_citation_says_that_tables_were_changed(monkeypatch):
    newest = CONFLICT.versions[0].model_copy(update={"sha256": "0" * 64})
    conflict = whoholds.Conflict.open(seeds(), geodata(), guarded=True)
    vars(conflict)["versions"] = [newest]
    cited = whoholds.cite("putin-2024", conflict=conflict)
    assert cited.is_altered
    assert "data changed since" in cited.text(reader_of("en"))
    vars(conflict)["versions"] = []
    cited = whoholds.cite("putin-2024", conflict=conflict)
    assert "not stated" in cited.text(reader_of("en"))
    assert "year" not in cited.bibtex(reader_of("en"))


@pytest.mark.parametrize("link", ["https://a.example/?x={y}\\end", "https://a.example/%41#b_c"])
def test_a_name_is_text_in_bibtex(link):
    cited = whoholds.cite("anchorage-aug-2025", link=link)
    entry = cited.bibtex(reader_of("en"))
    assert entry.count("{") == entry.count("}")
    assert "\\end" not in entry


def test_the_command_cites(run):
    result = run("cite", "anchorage-aug-2025", "--format", "json")
    record = json.loads(result.stdout)
    assert result.returncode == 0
    assert record["proposal"] == "anchorage-aug-2025"
    assert record["data_version"] == CONFLICT.versions[0].id
    assert not record["data_altered"]
    assert run("cite", "anchorage-aug-2025").stdout.strip() == record["text"]
    unknown = run("cite", "nobody")
    assert unknown.returncode == 4
    assert not unknown.stdout
