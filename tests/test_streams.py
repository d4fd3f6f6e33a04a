"""Output that cannot say Cyrillic is escaped and said; files stay UTF-8."""

import csv
import io
import json
import os
import subprocess
import sys

import pytest

from tests.importers.files import collection, feature, polygon, write_json

RING = [[37, 47.5], [38, 47.5], [38, 48], [37, 48], [37, 47.5]]


def command(*arguments, encoding, cwd=None):
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "COLUMNS": "200"}
    words = [sys.executable, "-m", "whoholds.cli", *map(str, arguments)]
    done = subprocess.run(words, capture_output=True, env=environment, timeout=120, cwd=cwd)
    return done.returncode, done.stdout.decode(encoding), done.stderr.decode(encoding)


@pytest.fixture(scope="module")
def mine(tmp_path_factory):
    path = tmp_path_factory.mktemp("mine") / "mine_2025-08-16.geojson"
    held = feature(polygon(RING), стан="утримується")
    free = feature(polygon(RING), стан="вільне")
    return write_json(path, collection(held, free))


COMMANDS = {
    "a report": ("import", "--held-field", "стан", "--held-value", "утримується"),
    "an error": ("import",),
    "claims": ("claims", "--language", "uk"),
    "claims in CSV": ("claims", "--language", "uk", "--format", "csv"),
    "terms": ("terms", "--language", "uk", "--term", "nato"),
}


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
@pytest.mark.parametrize("name", COMMANDS)
def test_no_command_ends_in_a_traceback(mine, name, encoding):
    arguments = COMMANDS[name]
    if arguments[0] == "import":
        arguments = ("import", mine, *arguments[1:])
    code, out, err = command(*arguments, encoding=encoding)
    assert code == (3 if name == "an error" else 0)
    assert "Traceback" not in out + err
    assert r"\u0" in out + err
    assert "letters are written as escapes" in err


def test_csv_has_every_letter_as_an_escape():
    rows = {}
    for encoding in ("utf-8", "ascii"):
        _, out, _ = command("claims", "--language", "uk", "--format", "csv", encoding=encoding)
        rows[encoding] = list(csv.reader(io.StringIO(out)))
    read = [
        [cell.encode("ascii").decode("unicode_escape") for cell in row] for row in rows["ascii"]
    ]
    assert read == rows["utf-8"]


def test_json_needs_no_word_for_it_has_escapes_of_its_own():
    said = {}
    for encoding in ("utf-8", "ascii", "latin-1"):
        code, out, err = command("claims", "--format", "json", "--language", "uk",
                                 encoding=encoding)  # fmt: skip
        assert (code, err) == (0, "")
        said[encoding] = json.loads(out)
    assert said["ascii"] == said["latin-1"] == said["utf-8"]


def test_where_every_letter_can_be_said_nothing_is_escaped():
    code, out, err = command("terms", "--language", "uk", "--term", "nato", encoding="utf-8")
    assert (code, err, r"\u0" in out) == (0, "", False)


def test_a_file_is_utf8_whatever_the_output_is(tmp_path, mine):
    arguments = "zones", "putin-2024", "-o", "zones.geojson"
    code, _, _ = command(*arguments, encoding="ascii", cwd=tmp_path)
    assert code == 0
    assert "Донецька" in (tmp_path / "zones.geojson").read_text(encoding="utf-8")


def test_a_file_name_that_is_no_text(tmp_path, mine):
    path = tmp_path / os.fsdecode(b"\xff_2025-08-16.geojson")
    path.write_text(json.dumps(feature(polygon(RING))), encoding="utf-8")
    code, out, err = command("import", path, encoding="utf-8")
    assert (code, "Traceback" in err) == (0, False)
    assert "Import of" in out
