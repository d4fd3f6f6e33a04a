"""A process that has loaded everything, and forks a reader's process for every job.

A process with threads, such as the dashboard's server, cannot be forked safely. So it keeps this
one beside it, which has a single thread and ends when the server does.
"""

from __future__ import annotations

import contextlib
import gc
import os
import select
import signal
import socket
import struct
import sys

STATUS = struct.Struct("!iQ")
"""How a child ended, as `os.waitpid` has it, and the most memory that it took, in bytes."""

PID = struct.Struct("!i")


def serve(control: socket.socket) -> None:
    """Fork a child for every pair of descriptors that comes over a socket, until it is closed.

    Parameters
    ----------
    control
        Each message brings the child's end of a connection, and a pipe on which its process id
        and, at its end, its `STATUS` are told.
    """
    wake, woken = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
    signal.set_wakeup_fd(woken)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    pipes: dict[int, int] = {}
    while True:
        ready, _, _ = select.select([control.fileno(), wake], [], [])
        if wake in ready:
            os.read(wake, 1024)
            _bury(pipes)
        if control.fileno() not in ready:
            continue
        word, descriptors, _, _ = socket.recv_fds(control, 1, 2)
        if not word:
            return
        connection, pipe = descriptors
        pid = os.fork()
        if not pid:
            _become_child(connection)
        os.close(connection)
        os.write(pipe, PID.pack(pid))
        pipes[pid] = pipe


def _become_child(connection: int) -> None:
    from whoholds.door.child import live

    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    live(connection)


def _bury(pipes: dict[int, int]) -> None:
    """Tell how each child that has ended did so."""
    while pipes:
        pid, status, used = os.wait4(-1, os.WNOHANG)
        if not pid:
            return
        pipe = pipes.pop(pid)
        with contextlib.suppress(OSError):  # who asked may have gone
            os.write(pipe, STATUS.pack(status, used.ru_maxrss * 1024))
        os.close(pipe)


def main() -> None:
    """Load what the jobs need, and serve a socket.

    Its descriptor is the first argument, a country as freight the next, where there is one.
    """
    from whoholds.door import child
    from whoholds.door.freight import unpack
    from whoholds.door.jobs import prepare

    assert child
    for country in sys.argv[2:]:
        prepare(unpack(country.encode("ascii")))
    gc.collect()
    gc.freeze()
    serve(socket.socket(fileno=int(sys.argv[1])))


if __name__ == "__main__":
    main()
