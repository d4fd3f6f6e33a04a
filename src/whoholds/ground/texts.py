"""Text files that people edit: UTF-8 and TOML, read whole or refused with what is wrong."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from whoholds.ground.errors import InputError


def read_text(path: Path) -> str:
    """Read a UTF-8 file, with or without a byte order mark, or say what is wrong with it."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise InputError.of("no_file", str(path)) from error
    except (OSError, UnicodeDecodeError) as error:
        raise InputError.of("not_utf8", str(path), reason=str(error)) from error


def read_toml(path: Path) -> dict[str, Any]:
    """Read a TOML file into a dictionary, or say where its syntax breaks."""
    text = read_text(path)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError.of("not_toml", str(path), reason=str(error)) from error
