"""Run the fuzzers, as many at a time as there are processors: `python -m tests.fuzzing`."""

from __future__ import annotations

import argparse
import math
import os
import re
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

from tests.fuzzing.kept import CORPUS, CURRENT, keep

MOST = {
    "documents": 8_500,
    "tables": 12_500,
    "archives": 20_000,
    "kml": 28_000,
    "binaries": 5_000,
    "freight": 130_000,
}
"""Inputs of each fuzzer with `--same`: what two idle processors try in five minutes. A faster
machine goes no further, so that the same commit gives the same verdict."""

NAMES = tuple(MOST)
HANGS = 70
ENDS = {HANGS: "hangs", 71: "memory"}
"""Exit codes of libFuzzer; any other but 0 is a crash."""

ENOUGH = 10
"""Findings after which a fuzzer is not started anew."""

PATIENCE = 90
"""Seconds that a fuzzer may take longer than it was given, before it is ended."""

GROWN = Path(".cache") / "fuzzing"
"""Where inputs that reach something new are kept from one run to the next."""


@dataclass
class Ran:
    """What a fuzzer did in its time."""

    tried: int = 0
    reached: int = 0
    seconds: float = 0.0
    findings: list[Path] = field(default_factory=list)
    log: str = ""


def fuzz(name: str, seconds: float, seed: int, most: int) -> Ran:
    """Run one fuzzer for its time, or until it has tried so many; start it anew if it was ended."""
    ran, began = Ran(), time.time()
    folder = GROWN / name
    folder.mkdir(parents=True, exist_ok=True)
    while (
        time.time() < began + seconds - 1
        and ran.tried < (most or math.inf)
        and len(ran.findings) < ENOUGH
    ):
        (folder / CURRENT).unlink(missing_ok=True)
        words = [name, str(folder), str(began + seconds), str(seed and seed + len(ran.findings))]
        words.append(str(most and most - ran.tried))
        command = [sys.executable, "-m", "tests.fuzzing.worker", *words]
        try:
            ended = subprocess.run(
                command,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                timeout=seconds + PATIENCE,
            )
            code, said = ended.returncode, ended.stderr
        except subprocess.TimeoutExpired as late:
            code, said = HANGS, late.stderr or b""
        _note(ran, name, code, said.decode("utf-8", "replace"))
        if not (folder / CURRENT).exists():
            break  # it did not even begin
    ran.seconds = time.time() - began
    return ran


def _note(ran: Ran, name: str, code: int, said: str) -> None:
    ran.log += said
    ran.tried += _last(r"number_of_executed_units: (\d+)", said) or _last(r"^#(\d+)\t", said)
    ran.reached = max(ran.reached, _last(r"cov: (\d+)", said))
    ran.findings += [Path(path) for path in re.findall(r"^FINDING (.+)$", said, re.MULTILINE)]
    current = GROWN / name / CURRENT
    if code and current.exists():
        ran.findings.append(keep(name, ENDS.get(code, "crash"), current.read_bytes()))
    elif code:
        raise SystemExit(f"the fuzzer of {name} did not begin:\n{said[-3000:]}")


def _last(pattern: str, text: str) -> int:
    found = re.findall(pattern, text, re.MULTILINE)
    return int(found[-1]) if found else 0


def main(arguments: Sequence[str] | None = None) -> int:
    """Run fuzzers, say what they did, and keep what they found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", default=NAMES, help=f"some of {', '.join(NAMES)}")
    parser.add_argument("--seconds", type=float, default=300, help="by the clock, for all of them")
    parser.add_argument(
        "--same", action="store_true", help="at most the inputs that every machine tries"
    )
    parser.add_argument("--seed", type=int, default=0, help="of chance; 0 for another each time")
    asked = parser.parse_args(arguments)
    if find_spec("atheris") is None:
        print("no fuzzing: atheris is not installed (it has wheels for CPython on Linux, x86_64)")
        return 0
    at_once = min(os.cpu_count() or 1, len(asked.names))
    each = asked.seconds / math.ceil(len(asked.names) / at_once)
    with ThreadPoolExecutor(at_once) as pool:
        done = dict(
            zip(
                asked.names,
                pool.map(
                    lambda name: fuzz(name, each, asked.seed, MOST[name] if asked.same else 0),
                    asked.names,
                ),
                strict=True,
            )
        )
    print(f"{'fuzzer':<12}{'inputs':>10}{'a second':>10}{'branches':>10}{'findings':>10}")
    for name, ran in done.items():
        rate = ran.tried / ran.seconds
        print(f"{name:<12}{ran.tried:>10,}{rate:>10,.0f}{ran.reached:>10,}{len(ran.findings):>10}")
    for name, ran in done.items():
        if ran.findings:
            Path(GROWN, f"{name}.log").write_text(ran.log, encoding="utf-8")
            print(
                f"{name}: read {GROWN / name}.log, mend it, and commit what was kept in {CORPUS}:"
            )
            print(*(f"  {path.name}" for path in ran.findings), sep="\n")
    return int(any(ran.findings for ran in done.values()))


if __name__ == "__main__":
    sys.exit(main())
