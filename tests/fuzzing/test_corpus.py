"""What the fuzzers found once, and what they begin with, is read without a fault."""

import time

import pytest

from tests.fuzzing.__main__ import NAMES
from tests.fuzzing.kept import CORPUS
from tests.fuzzing.targets import TARGETS

FOUND = sorted(path for path in CORPUS.glob("*/*") if path.is_file())


@pytest.mark.parametrize("path", FOUND, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_what_was_found_once(path, tmp_path):
    began = time.process_time()
    TARGETS[path.parent.name].attempt(tmp_path, path.read_bytes())
    assert time.process_time() - began < 10


@pytest.mark.parametrize("name", NAMES)
def test_what_a_fuzzer_begins_with(name, tmp_path):
    target = TARGETS[name]
    for data in target.seeds(tmp_path):
        assert len(data) <= target.longest
        target.attempt(tmp_path, data)


def test_every_fuzzer_is_run():
    assert set(NAMES) == set(TARGETS)
    assert {path.parent.name for path in FOUND} <= set(NAMES)
