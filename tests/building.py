"""Build the package as its users get it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def built(kind: str, folder: Path, root: Path = ROOT) -> Path:
    """Build a "wheel" or an "sdist" of a checkout; nothing is fetched for it."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", kind]
    subprocess.run([*command, "--directory", folder], cwd=root, check=True, stdout=sys.stderr)
    return next(folder.glob("*.whl" if kind == "wheel" else "*.tar.gz"))
