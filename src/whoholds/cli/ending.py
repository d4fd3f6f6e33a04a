"""How a command ends: well, with a mistake, interrupted, with nobody to tell, or badly."""

from __future__ import annotations

import errno
import io
import os
import signal
import sys
from collections.abc import Callable
from types import FrameType
from typing import NoReturn

from whoholds.cli.printing import listener, phrase
from whoholds.ground.errors import WhoholdsError
from whoholds.ground.extras import extras_named
from whoholds.words.marks import visible

INTERRUPTED = 130
"""Exit code of a command that was interrupted (Ctrl-C)."""

UNWRITTEN = 10
"""Exit code where what was asked for could not be written to standard output."""

LEFT = 1
"""Exit code where the reader of standard output left early; typer's own, where it hears of it."""

FAULT = 70
"""Exit code where whoholds itself is at fault."""

DEBUG = "WHOHOLDS_DEBUG"
"""Set in the environment, an unforeseen error shows its traceback."""


class _Interrupted(BaseException):
    """Ctrl-C; the libraries that turn a KeyboardInterrupt into words of their own let it pass."""


class _ClosedStream(io.TextIOBase):
    """In the place of a standard stream that was closed before the command began."""

    encoding = "utf-8"

    def write(self, _text: str) -> int:
        """Fail as the operating system would."""
        raise OSError(errno.EBADF, "it is closed")


class _Nowhere(io.TextIOBase):
    """In the place of standard error where that is closed: there is nobody to tell."""

    encoding = "utf-8"

    def write(self, text: str) -> int:
        """Forget a text."""
        return len(text)


def open_streams() -> None:
    """Put something in the place of standard streams that Python does not have."""
    sys.stdout = sys.stdout or _ClosedStream()
    sys.stderr = sys.stderr or _Nowhere()


def ended(run: Callable[[], None]) -> int:
    """Run a command; return its exit code, after a sentence where it failed.

    Parameters
    ----------
    run
        The command. What it exits with is passed on.
    """
    signal.signal(signal.SIGINT, _interrupt)
    try:
        with extras_named():
            run()
        sys.stdout.flush()
    except SystemExit as leaving:
        return _flushed(leaving)
    except WhoholdsError as error:
        return _say(phrase("error", said=error.text(listener())), error.exit_code)
    except _Interrupted:
        return _say(phrase("interrupted"), INTERRUPTED)
    except MemoryError:
        return _say(phrase("no_memory"), UNWRITTEN)
    except OSError as error:
        return _unwritten(error)
    except Exception as error:  # noqa: BLE001 - a user meets no traceback
        return _unforeseen(error)
    return 0


def _interrupt(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise _Interrupted


def _flushed(leaving: SystemExit) -> int:
    """The exit code of a command that leaves by itself, once its last words are written."""
    try:
        sys.stdout.flush()
    except OSError as error:
        return _unwritten(error)
    code = leaving.code
    return code if isinstance(code, int) else int(code is not None)


def _unwritten(error: OSError) -> int:
    """Say that standard output takes nothing; where its reader has gone, say nothing."""
    if isinstance(error, BrokenPipeError):
        _quiet()
        return LEFT
    if error.errno not in (errno.ENOSPC, errno.EBADF, errno.EIO, errno.EDQUOT, errno.EFBIG):
        return _unforeseen(error)
    _quiet()
    return _say(phrase("unwritten", reason=error.strerror or str(error)), UNWRITTEN)


def _quiet() -> None:
    """Let nothing be written any more: Python would try again at its end, and complain."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 1)
    finally:
        os.close(nowhere)


def _unforeseen(error: Exception) -> int:
    if os.environ.get(DEBUG):
        raise error
    kind = type(error).__name__
    return _say(
        f"{phrase('at_fault', kind=kind, reason=visible(str(error))[:300])}\n"
        f"  {phrase('report_it', debug=DEBUG)}",
        FAULT,
    )


def _say(text: str, code: int) -> int:
    try:
        sys.stderr.write(f"{text}\n")
        sys.stderr.flush()
    except OSError:
        return code
    return code
