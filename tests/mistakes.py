"""What every error of a user's mistake must say."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import pytest

from whoholds.ground.errors import WhoholdsError


@contextlib.contextmanager
def mistake(
    kind: type[WhoholdsError], match: str, *, where: str, expected: str = "", found: str = ""
) -> Iterator[None]:
    """Expect an error of just this kind whose fields contain these words, and a remedy."""
    with pytest.raises(kind, match=match) as caught:
        yield
    error = caught.value
    assert type(error) is kind
    assert where in error.where
    assert expected in error.expected
    assert found in error.found
    assert error.remedy
    assert all(text in str(error) for text in (error.what, error.where, error.remedy))
