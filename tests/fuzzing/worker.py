"""One fuzzer in a process of its own: `python -m tests.fuzzing.worker TARGET FOLDER END SEED MOST`.

An exception is noted and the fuzzer goes on; a crash, a hang and too much memory end the process,
and the input that did it lies in its folder.
"""

from __future__ import annotations

import random
import resource
import sys
import time
import traceback
from pathlib import Path

import atheris

from tests.fuzzing.kept import CORPUS, CURRENT, keep

with atheris.instrument_imports(include=["whoholds"]):
    from tests.fuzzing.targets import TARGETS
    from whoholds.door.drivers import keep_allowed

SLOW, HANGS = 10, 40
"""Seconds of processor time that are too many for so small a file; and when it is given up."""

MEMORY_MB = 2_500
"""Most memory of a fuzzer, with all libraries and what they keep."""


class TooSlow(Exception):  # noqa: N818
    """So small a file took so long."""


class Fuzzer:
    """Tries inputs, and keeps one of each kind of finding."""

    def __init__(self, name: str, folder: Path) -> None:
        self.name, self.folder, self.target = name, folder, TARGETS[name]
        self._known: set[str] = set()

    def attempt(self, data: bytes) -> None:
        (self.folder / CURRENT).write_bytes(data)
        began = time.process_time()
        try:
            self.target.attempt(self.folder, data)
            if time.process_time() - began > SLOW:
                raise TooSlow(f"{time.process_time() - began:.0f} s of processor time")
        except Exception as error:  # noqa: BLE001 - whatever it is, it is a finding
            self._note(error, data)

    def _note(self, error: Exception, data: bytes) -> None:
        steps = traceback.extract_tb(error.__traceback__)
        own = [step for step in steps if "/whoholds/" in step.filename] or steps
        place = f"{Path(own[-1].filename).stem}-{own[-1].name.strip('<>')}"
        kind = f"{type(error).__name__}-{place}"
        if kind not in self._known:
            self._known.add(kind)
            traceback.print_exception(error)
            print(f"FINDING {keep(self.name, kind, data)}", file=sys.stderr, flush=True)

    def mutate(self, data: bytes, most: int, seed: int) -> bytes:
        return self.target.mutate(data, most, random.Random(seed), atheris.Mutate)


def main(name: str, folder: Path, end: str, seed: str, most: str) -> None:
    """Fuzz a target until a time by the clock, in seconds, or for so many inputs; never returns."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    keep_allowed()
    fuzzer = Fuzzer(name, folder)
    for place in ("grown", "seeds"):
        (folder / place).mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(fuzzer.target.seeds(folder)):
        (folder / "seeds" / str(number)).write_bytes(data)
    words = ["".join(rf"\x{byte:02x}" for byte in word) for word in fuzzer.target.words]
    (folder / "words").write_text("".join(f'"{word}"\n' for word in words), encoding="ascii")
    kept = [str(CORPUS / name)] if (CORPUS / name).is_dir() else []
    seconds = max(round(float(end) - time.time()), 1)
    flags = [
        *("-verbosity=1", "-print_final_stats=1", "-reload=0", f"-max_total_time={seconds}"),
        f"-seed={seed}",
        *([f"-runs={most}"] if int(most) else []),
        *(f"-timeout={HANGS}", f"-rss_limit_mb={MEMORY_MB}", f"-max_len={fuzzer.target.longest}"),
        *("-len_control=0", f"-artifact_prefix={folder}/"),
        *([f"-dict={folder / 'words'}"] if words else []),
    ]
    folders = [str(folder / "grown"), str(folder / "seeds"), *kept]
    atheris.Setup(["fuzz", *flags, *folders], fuzzer.attempt, custom_mutator=fuzzer.mutate)
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), *sys.argv[3:])
