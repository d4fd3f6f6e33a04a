"""Run a job in a process of its own, with limits, and give its result or say what became of it."""

from __future__ import annotations

import atexit
import contextlib
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from whoholds.country.country import Country
from whoholds.door.allowance import MB_VARIABLE, SECONDS_VARIABLE, Allowance, allowance
from whoholds.door.child import DONE, FAULT, LENGTH, MEMORY, live, write_message
from whoholds.door.freight import pack, unpack
from whoholds.door.nursery import PID, STATUS
from whoholds.ground.errors import InputError, MissingToolError, WhoholdsError
from whoholds.words.saying import Note

MAX_RESULT_BYTES = 400_000_000
"""Longest result that is taken from a reader's process."""

TIME, CLOCK, CRASH = "time", "clock", "crash"
"""How a job ends beside those that the child tells itself: it took too much processor time, the
machine was too busy to give it that in time, or it crashed."""


@dataclass
class _Ended:
    """How a child ended: as `os.waitpid` has it, with the most memory that it took."""

    status: int = 0
    bytes: int = 0


@dataclass
class _Child:
    """A reader's process: its connection, its process id, and how to learn its end."""

    connection: socket.socket
    pid: int
    ended: Callable[[], _Ended]


def run(job: str, path: Path, *arguments: Any) -> Any:
    """Do a job on a file in a process with limits.

    Parameters
    ----------
    job
        One of `whoholds.door.jobs.JOBS`.
    path
        The file or folder, its first argument. What else lies beside it the job cannot read, but
        for files of the same name.
    arguments
        The job's other arguments: data, see `whoholds.door.freight`.

    Raises
    ------
    WhoholdsError
        What the job raises; or `InputError` when it took more than its allowance or crashed.
    """
    allowed = allowance()
    with tempfile.TemporaryDirectory(prefix="whoholds-") as scratch:
        order = pack(
            {
                "job": job,
                "arguments": (path, *arguments),
                "allowance": (allowed.seconds, allowed.megabytes),
                "readable": [*_files_of(path), *_folders_of(arguments)],
                "scratch": scratch,
                "here": _here(),
            }
        )
        outcome, found = _ask(order, allowed)
    if outcome == DONE:
        return found
    raise found if outcome == FAULT else _fault(outcome, found, path, allowed)


def warm(country: Country) -> None:
    """Make ready for the first job, where that takes time: see `whoholds.door.nursery`."""
    _NURSERY.country = country
    if not _is_single():
        _NURSERY.start()


def _here() -> Path | None:
    """The folder that relative names are from; None where it is gone."""
    with contextlib.suppress(OSError):
        return Path.cwd()
    return None


def _files_of(path: Path) -> list[Path]:
    """The file, those of its name beside it (a shapefile's), or the folder as a whole."""
    path = path.resolve()
    if path.is_dir():
        return [path]
    with contextlib.suppress(OSError):
        stem = path.stem.lower()
        return [one for one in path.parent.iterdir() if one.name.lower().startswith(stem)]
    return [path]


def _folders_of(arguments: Sequence[Any]) -> Iterator[Path]:
    """The folders of a country, of which a job may have to read more."""
    for one in arguments:
        if isinstance(one, Country):
            yield from (one.seeds.resolve(), one.geodata.folder.resolve())


def _ask(order: bytes, allowed: Allowance) -> tuple[str, Any]:
    """Send a job to a child of its own; return how it ended, and what came of it."""
    child = _born()
    end = time.monotonic() + allowed.patience
    data = b""
    try:
        with contextlib.suppress(BrokenPipeError, ConnectionError):
            write_message(child.connection.fileno(), order)
        data = _read_until(child.connection, end)
    finally:
        late = time.monotonic() >= end
        with contextlib.suppress(ProcessLookupError):
            os.kill(child.pid, signal.SIGKILL)
        child.connection.close()
        ended = child.ended()
    if len(data) >= LENGTH.size and len(data) == LENGTH.size + LENGTH.unpack_from(data)[0]:
        return answer_of(data[LENGTH.size :])
    number = os.WTERMSIG(ended.status) if os.WIFSIGNALED(ended.status) else 0
    if number == signal.SIGXCPU:
        return TIME, None
    if late:
        return CLOCK, None
    if ended.bytes > allowed.bytes * 0.8:
        return MEMORY, None
    return CRASH, signal.Signals(number).name if number else Note.of("outcome.silent")


def answer_of(data: bytes) -> tuple[str, Any]:
    """What a child says; a child that was made to say something else has crashed."""
    try:
        outcome, found = unpack(data)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is no answer
        return CRASH, Note.of("outcome.no_result", kind=type(error).__name__)
    if isinstance(outcome, str) and (outcome != FAULT or isinstance(found, WhoholdsError)):
        return outcome, found
    return CRASH, Note.of("outcome.no_answer")


def _read_until(connection: socket.socket, end: float) -> bytes:
    """Read what a child sends until it ends, the time has come, or it is more than is taken."""
    chunks, total = [], 0
    while (left := end - time.monotonic()) > 0 and total <= MAX_RESULT_BYTES:
        if not select.select([connection], [], [], left)[0]:
            break
        try:
            chunk = connection.recv(1 << 20)
        except ConnectionError:
            break
        if not chunk:
            break
        chunks.append(chunk)
        total += len(chunk)
    return b"".join(chunks)


def _fault(outcome: str, found: Any, path: Path, allowed: Allowance) -> WhoholdsError:
    """Say what became of a job that gave nothing."""
    patience = round(allowed.patience)
    took = {
        TIME: ("seconds", allowed.seconds, Note.of("outcome.more_time")),
        CLOCK: ("clock", patience, Note.of("outcome.busy")),
        MEMORY: ("megabytes", allowed.megabytes, Note.of("outcome.more_memory")),
    }
    if outcome in took:
        unit, count, found = took[outcome]
        return InputError.of(
            "took_too_much",
            str(path),
            much=Note.of(f"amount.{unit}", count=count),
            allowed=allowed.note,
            found=found,
            seconds=SECONDS_VARIABLE,
            megabytes=MB_VARIABLE,
        )
    said = found if isinstance(found, Note) else str(found)
    return InputError.of("ended_process", str(path), found=said)


def _is_single() -> bool:
    return threading.active_count() == 1


def _born() -> _Child:
    """A child: forked from this process where that is safe, else from the nursery."""
    if _is_single():
        return _forked()
    return _NURSERY.child()


def _forked() -> _Child:
    ours, theirs = socket.socketpair()
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if not pid:
        live(theirs.fileno())
    theirs.close()

    def ended() -> _Ended:
        _, status, used = os.wait4(pid, 0)
        return _Ended(status, used.ru_maxrss * 1024)

    return _Child(ours, pid, ended)


class _Nursery:
    """The process that forks for one with threads; started when first needed, and kept."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._control: socket.socket | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self.country: Country | None = None

    def start(self) -> None:
        """Start it unless it runs."""
        with self._lock:
            self._start()

    def child(self) -> _Child:
        """Have a child forked; start anew where the nursery is gone.

        Raises
        ------
        MissingToolError
            When there is none, and none can be started.
        """
        for _ in range(2):
            with contextlib.suppress(OSError, EOFError):
                return self._fork()
            self.stop()
        raise MissingToolError.of("no_process")

    def stop(self) -> None:
        """End it; the next job starts another."""
        with self._lock:
            if self._control is not None:
                self._control.close()
            if self._process is not None:
                self._process.kill()
                self._process.wait()
            self._control = self._process = None

    def _start(self) -> socket.socket:
        if self._control is None:
            self._control, theirs = socket.socketpair()
            command = [sys.executable, "-m", "whoholds.door.nursery", str(theirs.fileno())]
            if self.country is not None:
                command.append(pack(self.country).decode("ascii"))
            self._process = subprocess.Popen(  # noqa: S603 - our own module
                command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL
            )
            theirs.close()
        return self._control

    def _fork(self) -> _Child:
        ours, theirs = socket.socketpair()
        told, tell = os.pipe()
        try:
            with self._lock:
                socket.send_fds(self._start(), [b"1"], [theirs.fileno(), tell])
        finally:
            theirs.close()
            os.close(tell)
        report = os.fdopen(told, "rb")
        (pid,) = PID.unpack(_whole(report.read(PID.size), PID.size))

        def ended() -> _Ended:
            with report:
                data = report.read(STATUS.size)
            return _Ended(*STATUS.unpack(data)) if len(data) == STATUS.size else _Ended()

        return _Child(ours, pid, ended)


def _whole(data: bytes, count: int) -> bytes:
    if len(data) < count:
        raise EOFError
    return data


_NURSERY = _Nursery()
atexit.register(_NURSERY.stop)
