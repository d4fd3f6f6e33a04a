"""How to mend a file's fault on a page: by the name of a field, not by an option of a command."""

from __future__ import annotations

import re

from whoholds.ground.errors import WhoholdsError
from whoholds.words.reader import Reader

FIELDS = {
    r"--layer\b": ("layer",),
    r"--held-(field|value)\b": ("held_field", "held_values"),
    r"--date\b": ("date",),
    r"--as\b": ("form",),
    r"name its CRS": ("crs", "reproject"),
    r"--boundaries\b": (),
}
"""Fields of the page by what a remedy says in their place; regions have no field."""

COMMAND_LINE = "command line"
"""What a message says of where a choice was made."""


def remedy_in_fields(error: WhoholdsError, reader: Reader) -> WhoholdsError:
    """Return an error whose remedy names the fields of the page, in the reader's language.

    Parameters
    ----------
    error
        Of an import. One whose remedy is about the file alone stays as it is.
    language
        "en" or "uk".

    Examples
    --------
    >>> from whoholds.words.reader import ENGLISH
    >>> from whoholds.ground.errors import InputError
    >>> error = InputError("more than one layer", remedy="name one with --layer")
    >>> remedy_in_fields(error, ENGLISH).remedy
    'choose in the field “Layer of the file”'
    """
    found = [FIELDS[one] for one in FIELDS if re.search(one, error.remedy)]
    said = error.told()
    if error.where == COMMAND_LINE:
        said["where"] = reader.word("layers.fields")
    if not found:
        return type(error)(**said)
    names = [_name(field, reader) for fields in found for field in fields]
    remedies = [reader.word("layers.in_field").format(", ".join(names))] if names else []
    if () in found:
        remedies.append(reader.word("layers.no_regions"))
    return type(error)(**said | {"remedy": "; ".join(remedies)})


def _name(field: str, reader: Reader) -> str:
    """A field as a sentence quotes it; what stands in its gap depends on the file."""
    label = reader.word(f"layers.{field}").replace(" {}", "")
    return reader.word("layers.quoted").format(label)
