"""The examples in the docstrings, which readers copy."""

import doctest
from importlib import import_module

import pytest

from tests.test_architecture import MODULES

WITH_EXAMPLES = [name for name, path in MODULES.items() if ">>>" in path.read_text("utf-8")]


@pytest.mark.parametrize("name", ["__init__", *WITH_EXAMPLES])
def test_examples(name):
    module = import_module("whoholds" if name == "__init__" else f"whoholds.{name}")
    found = doctest.testmod(module)
    assert found.attempted
    assert found.failed == 0
