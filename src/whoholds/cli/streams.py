"""Standard output and error that cannot say every letter: escapes instead of a traceback."""

from __future__ import annotations

import codecs
import contextlib
import io
import sys
from collections.abc import Iterator

_ESCAPED = "whoholds-escaped"


@contextlib.contextmanager
def sayable() -> Iterator[None]:
    """Write letters that a stream cannot encode as escapes, and say at the end that some were.

    Python would end in an error where the terminal, or a file that the output goes to, is of an
    encoding without Cyrillic; so it would in UTF-8 at a file name that is no text. Files that a
    command writes itself are in UTF-8 all the same.
    """
    escaped: list[int] = [0]

    def escape(error: UnicodeError) -> tuple[str | bytes, int]:
        if isinstance(error, UnicodeEncodeError):
            escaped[0] += error.end - error.start
        return codecs.backslashreplace_errors(error)

    codecs.register_error(_ESCAPED, escape)
    streams = [one for one in (sys.stdout, sys.stderr) if isinstance(one, io.TextIOWrapper)]
    before = [stream.errors for stream in streams]
    for stream in streams:
        stream.reconfigure(errors=_ESCAPED)
    try:
        yield
    finally:
        with contextlib.suppress(OSError, ValueError):
            if escaped[0]:
                names = " and ".join(sorted({stream.encoding for stream in streams}))
                say = f"{escaped[0]:,} letters are written as escapes: {names} does not have them"
                sys.stderr.write(f"{say}; with PYTHONIOENCODING=utf-8 they are written as such\n")
        for stream, errors in zip(streams, before, strict=True):
            with contextlib.suppress(OSError, ValueError):
                stream.reconfigure(errors=errors)


def can_say_all(stream: object) -> bool:
    """Whether a stream is of an encoding that has every letter.

    Examples
    --------
    >>> can_say_all(io.TextIOWrapper(io.BytesIO(), encoding="latin-1"))
    False
    """
    encoding = getattr(stream, "encoding", None) or "utf-8"
    try:
        return codecs.lookup(encoding).name.startswith("utf")
    except LookupError:
        return False
