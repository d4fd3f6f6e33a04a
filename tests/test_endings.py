"""However a command ends, no traceback is seen and the exit code says how."""

import os
import signal
import subprocess
import sys
import time

import pytest

from tests.importers.files import RING, collection, feature, polygon, write_json
from whoholds.cli import main

WHOHOLDS = [sys.executable, "-m", "whoholds.cli"]

COMMANDS = ["areas putin-2024", "proposals", "terms --format csv", "proposals putin-2024",
            "proposals --format json", "fetch list", "--help"]  # fmt: skip


def shell(line, **options):
    return subprocess.run(
        ["bash", "-c", line, "bash", *WHOHOLDS], capture_output=True, timeout=120, **options
    )


@pytest.mark.slow
@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    ("where", "said"), [(">&-", b"it is closed"), (">/dev/full", b"No space left on device")]
)
def test_output_that_takes_nothing_is_said(command, where, said):
    done = shell(f'"$@" {command} {where}')
    assert b"Traceback" not in done.stderr
    assert done.returncode == 10
    assert said in done.stderr.splitlines()[-1]


@pytest.mark.slow
@pytest.mark.parametrize("command", ["areas putin-2024", "terms --format json"])
def test_nobody_to_tell_is_no_trouble(command):
    assert shell(f'"$@" {command} >&- 2>&-').returncode == 10
    assert shell(f'"$@" {command} >/dev/null 2>&-').returncode == 0
    done = shell(f'set -o pipefail; "$@" {command} 2>/dev/null | head -c 1')
    assert done.returncode in (0, 1, 10, 141)
    assert done.stderr == b""


@pytest.mark.slow
@pytest.mark.parametrize("wait", [0.7, 1.5])
def test_an_interrupted_command_says_so(wait):
    done = subprocess.Popen([*WHOHOLDS, "check"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    time.sleep(wait)
    done.send_signal(signal.SIGINT)
    _, said = done.communicate(timeout=60)
    assert (done.returncode, said) == (130, b"interrupted\n")


@pytest.mark.slow
def test_a_file_whose_name_is_no_text_is_read_and_named(tmp_path):
    name = os.fsencode(tmp_path) + b"/held_\xff_2025-08-16.geojson"
    good = write_json(tmp_path / "good.geojson", collection(feature(polygon(RING))))
    good.rename(os.fsdecode(name))
    for options in (["--format", "json"], ["-o", os.fsencode(tmp_path) + b"/\xfe.gpkg"], []):
        done = subprocess.run([*WHOHOLDS, "import", name, *options], capture_output=True)
        assert done.returncode == 0, done.stderr
        assert "⟨U+DCFF⟩" in (done.stdout + done.stderr).decode()
    for command in (["areas", "putin-2024", "--control"], ["map", "-o", b"m.html", "--control"]):
        done = subprocess.run([*WHOHOLDS, *command, name], capture_output=True, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
    missing = subprocess.run([*WHOHOLDS, "import", name + b".kml"], capture_output=True)
    assert missing.returncode == 3
    assert b"Traceback" not in missing.stderr


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (RuntimeError("odd"), 70, "whoholds itself is at fault (RuntimeError: odd)"),
        (ValueError("a\u202eb"), 70, "⟨U+202E⟩"),
        (MemoryError(), 10, "not enough memory"),
    ],
)
def test_what_nobody_foresaw_is_a_sentence(capsys, monkeypatch, error, code, said):
    def fail():
        raise error

    with pytest.raises(SystemExit) as leaving:
        main(fail)
    assert leaving.value.code == code
    assert said in capsys.readouterr().err
    monkeypatch.setenv("WHOHOLDS_DEBUG", "1")
    if code == 70:
        with pytest.raises(type(error)):
            main(fail)
