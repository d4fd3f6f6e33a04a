"""The walls around a process that reads a file from outside.

What a library's fault could be made to do in there ends at these walls: no network, no other
file, no other program, and no more time and memory than the allowance. On Linux the kernel holds
them (resource limits, seccomp, Landlock); elsewhere, or on a kernel without one of these, the
others stand, and Python's own audit events take the place of seccomp.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import platform
import resource
import signal
import struct
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from whoholds.door.allowance import MAX_OPEN_FILES, Allowance
from whoholds.importers.open.limits import MAX_FILE_BYTES

_PR_SET_PDEATHSIG, _PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP = 1, 38, 22
_SECCOMP_MODE_FILTER = 2

_FORBIDDEN = {
    # socket, socketpair, connect, bind, sendto, sendmsg, execve, execveat, ptrace,
    # process_vm_readv, process_vm_writev, io_uring_setup
    "x86_64": (0xC000003E, (41, 53, 42, 49, 44, 46, 59, 322, 101, 310, 311, 425)),
    "aarch64": (0xC00000B7, (198, 199, 203, 200, 206, 211, 221, 281, 117, 270, 271, 425)),
}
"""Architecture as seccomp names it, and the numbers of the system calls that are refused."""

_LANDLOCK_CREATE, _LANDLOCK_ADD, _LANDLOCK_RESTRICT = 444, 445, 446
_EXECUTE, _READ, _READ_FOLDER = 1, 4, 8
_ALL_OF_FILES = {1: 0x1FFF, 2: 0x3FFF, 3: 0x7FFF, 4: 0x7FFF}
"""Every right over files that a version of Landlock knows; later versions know one more."""

_AUDITED = ("socket.", "subprocess.", "os.exec", "os.posix_spawn", "os.system", "os.fork")


def shut_in(allowance: Allowance, readable: Iterable[Path], scratch: Path) -> None:
    """Put the walls around this process, for good.

    Parameters
    ----------
    allowance
        How much time and memory it may take.
    readable
        Files and folders from outside that it may read, beside Python's own and the project's. Of
        the folder around a file it sees the names.
    scratch
        The one folder in which it may write.
    """
    _silence()
    tempfile.tempdir = str(scratch)
    os.environ.update(TMPDIR=str(scratch), CPL_TMPDIR=str(scratch), SQLITE_TMPDIR=str(scratch))
    with contextlib.suppress(OSError):
        os.nice(10)  # who toggles a map goes before who imports
    _limit(allowance)
    if sys.platform == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        _fence(libc, [*readable, *_own_folders()], scratch)
        _forbid_calls(libc)
    sys.addaudithook(_refuse)


def _silence() -> None:
    """Lead what libraries print away; nothing of it is for the reader."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    os.close(nowhere)


def _limit(allowance: Allowance) -> None:
    """Let the kernel end what takes more than its allowance, and write no dump of it."""
    _lower(resource.RLIMIT_CPU, allowance.seconds, 1)
    _lower(resource.RLIMIT_NOFILE, MAX_OPEN_FILES)
    _lower(resource.RLIMIT_FSIZE, 2 * MAX_FILE_BYTES)
    _lower(resource.RLIMIT_CORE, 0)
    if sys.platform == "linux":
        _lower(resource.RLIMIT_DATA, _data_bytes() + allowance.bytes)


def _lower(limit: int, value: int, grace: int = 0) -> None:
    """Lower a limit, the last one by `grace` less; where it is lower already, it stays."""
    _, most = resource.getrlimit(limit)
    hard = value + grace if most == resource.RLIM_INFINITY else min(value + grace, most)
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(limit, (min(value, hard), hard))


def _data_bytes() -> int:
    """What the process has taken so far, as the limit of data counts it."""
    for line in Path("/proc/self/status").read_text("ascii").splitlines():
        if line.startswith("VmData:"):
            return int(line.split()[1]) * 1024
    return 0


def _own_folders() -> list[Path]:
    """Where Python and its libraries lie: what a reader may have to load."""
    package = Path(__file__).resolve().parents[1]
    named = [sys.prefix, sys.base_prefix, sys.exec_prefix, "/usr", "/lib", "/lib64", "/lib32"]
    devices = ["/etc/ld.so.cache", "/dev/null", "/dev/urandom", "/sys/devices/system/cpu"]
    libraries = [path for path in sys.path if path.endswith(("site-packages", "dist-packages"))]
    return [package, *map(Path, (*named, *libraries, *devices))]


def _fence(libc: Any, readable: Iterable[Path], scratch: Path) -> None:
    """Let the process read these and write in `scratch` alone, by Landlock."""
    version = libc.syscall(_LANDLOCK_CREATE, None, 0, 1)
    if version < 1:
        return
    handled = _ALL_OF_FILES.get(version, 0xFFFF)
    rules = struct.pack("=Q", handled)
    ruleset = libc.syscall(_LANDLOCK_CREATE, rules, len(rules), 0)
    if ruleset < 0:
        return
    for path in readable:
        if path.is_dir():
            _allow(libc, ruleset, path, _READ | _READ_FOLDER)
        else:
            _allow(libc, ruleset, path, _READ)
            _allow(libc, ruleset, path.parent, _READ_FOLDER)
    _allow(libc, ruleset, scratch, handled & ~_EXECUTE)
    libc.syscall(_LANDLOCK_RESTRICT, ruleset, 0)
    os.close(ruleset)


def _allow(libc: Any, ruleset: int, path: Path, rights: int) -> None:
    with contextlib.suppress(OSError):
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
        rule = struct.pack("=Qi", rights, place)
        libc.syscall(_LANDLOCK_ADD, ruleset, 1, rule, 0)
        os.close(place)


def _forbid_calls(libc: Any) -> None:
    """Refuse the system calls that open a connection or start a program, by a seccomp filter."""
    known = _FORBIDDEN.get(platform.machine())
    if known is None:
        return
    architecture, calls = known
    refuse, allow = 0x00050000 | 1, 0x7FFF0000  # EPERM; go on
    count = len(calls)
    # Each instruction: code, jump if true, jump if false, operand. The last one refuses. The calls
    # of another architecture (32 bits, x32) have other numbers, so all of them are refused.
    steps = [
        (0x20, 0, 0, 4),
        (0x15, 1, 0, architecture),
        (0x06, 0, 0, refuse),
        (0x20, 0, 0, 0),
        (0x35, count + 1, 0, 0x40000000),
        *((0x15, count - n, 0, call) for n, call in enumerate(calls)),
        (0x06, 0, 0, allow),
        (0x06, 0, 0, refuse),
    ]
    program = ctypes.create_string_buffer(b"".join(struct.pack("=HBBI", *one) for one in steps))
    filters = struct.pack("@HP", len(steps), ctypes.addressof(program))
    libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, filters, 0, 0)


def _refuse(event: str, _arguments: tuple[object, ...]) -> None:
    if event.startswith(_AUDITED):
        raise PermissionError(f"a reader of files does not do that: {event}")
