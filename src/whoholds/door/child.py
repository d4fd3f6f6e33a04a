"""What happens inside a reader's process: one job, behind walls, and its result as data."""

from __future__ import annotations

import contextlib
import faulthandler
import os
import signal
import struct
from pathlib import Path
from typing import Any, NoReturn

from whoholds.door.allowance import Allowance
from whoholds.door.cage import shut_in
from whoholds.door.drivers import keep_allowed
from whoholds.door.freight import pack, unpack
from whoholds.door.jobs import JOBS
from whoholds.ground.errors import WhoholdsError
from whoholds.words.saying import Note

LENGTH = struct.Struct("!Q")
"""How the length of a message is written before it."""

DONE, FAULT, MEMORY, UNFORESEEN = "done", "fault", "memory", "unforeseen"
"""How a job can end that is not ended from outside."""

_NO_MEMORY = ("bad_alloc", "cannot allocate memory", "out of memory", "malloc", "memoryerror")
"""What libraries say that got no memory, in lower case."""


def write_message(end: int, data: bytes) -> None:
    """Write a message with its length into a file descriptor."""
    view = memoryview(LENGTH.pack(len(data)) + data)
    while view:
        view = view[os.write(end, view) :]


def read_exactly(end: int, count: int) -> bytes:
    """Read so many bytes from a file descriptor.

    Raises
    ------
    EOFError
        When there are fewer.
    """
    chunks: list[bytes] = []
    while count:
        chunk = os.read(end, min(count, 1 << 20))
        if not chunk:
            raise EOFError
        chunks.append(chunk)
        count -= len(chunk)
    return b"".join(chunks)


def live(end: int) -> NoReturn:
    """Read a job from a file descriptor, do it, write its result there, and end.

    Parameters
    ----------
    end
        The child's end of the connection.
    """
    code = 1
    try:
        faulthandler.disable()  # a crash is told by the parent
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears it, and ends this process
        order = unpack(read_exactly(end, LENGTH.unpack(read_exactly(end, LENGTH.size))[0]))
        # The nursery was started somewhere else, perhaps.
        with contextlib.suppress(OSError):
            os.chdir(order["here"] or ".")
        keep_allowed()
        shut_in(Allowance(*order["allowance"]), order["readable"], Path(order["scratch"]))
        write_message(end, _outcome(order["job"], order["arguments"]))
        code = 0
    finally:
        os._exit(code)


def _outcome(job: str, arguments: tuple[Any, ...]) -> bytes:
    """What came of a job, packed; also that it made what is no freight."""
    try:
        return pack((DONE, JOBS[job](*arguments)))
    except Exception as error:  # noqa: BLE001 - whatever it is, the parent has a sentence for it
        return pack(_fault(error))


def _fault(error: Exception) -> tuple[str, Any]:
    is_told = isinstance(error, WhoholdsError)
    said = f"{type(error).__name__}: {error}"[:300]
    # Of an error of our own, what it quotes of a library: never its sentence in a language.
    quoted = error.fault.values.values() if isinstance(error, WhoholdsError) else (said,)
    if isinstance(error, MemoryError) or any(_is_of_memory(text) for text in quoted):
        return MEMORY, None
    return (FAULT, error) if is_told else (UNFORESEEN, said)


def _is_of_memory(quoted: object) -> bool:
    """Whether a text that a library gave, or a note that holds one, says that memory ran out."""
    if isinstance(quoted, Note):
        return any(_is_of_memory(value) for value in quoted.values.values())
    return isinstance(quoted, str) and any(sign in quoted.lower() for sign in _NO_MEMORY)
