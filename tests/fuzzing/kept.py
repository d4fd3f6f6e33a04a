"""Where findings are kept: small files, tried by the everyday tests from then on."""

from __future__ import annotations

import hashlib
from pathlib import Path

CORPUS = Path(__file__).parent / "corpus"

CURRENT = "current"
"""Name of the file with the input that a fuzzer is trying."""


def keep(name: str, kind: str, data: bytes) -> Path:
    """Write a finding of a fuzzer into the corpus."""
    folder = CORPUS / name
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{kind}-{hashlib.sha256(data).hexdigest()[:12]}"
    path.write_bytes(data)
    return path
