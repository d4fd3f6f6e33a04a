"""Which form of data a file is of: told from its content, or checked against what was named."""

from __future__ import annotations

from importlib import import_module

from whoholds.ground.errors import InputError
from whoholds.importers.forms.form import Form
from whoholds.importers.open.documents import keys_of
from whoholds.importers.open.raw import Raw
from whoholds.importers.remarks import plain
from whoholds.vocabulary.closed import DataForm
from whoholds.words.saying import Note, Value

FORMS: dict[str, Form] = {
    name.value: import_module(f"whoholds.importers.forms.{name}").FORM for name in DataForm
}
"""The forms of data that are read, by name: each has a module of its name."""


def form_of(raw: Raw, form: str | None, held_field: str | None) -> Form:
    """Return the form of a file.

    Parameters
    ----------
    raw
        The file as it was read.
    form
        The form that was named; None to have it told from the content.
    held_field
        A column that was named as saying what is held, which only the generic form has.

    Raises
    ------
    InputError
        When there is no such form, the file is not of it, or could be of more than one.
    """
    if form is not None and form not in FORMS:
        where = Note.of("choice.where")
        raise InputError.of("no_such_form", where=where, form=form, forms=tuple(FORMS))
    has_polygons = raw.table is None and not _is_other_json(raw)
    if form is not None:
        if has_polygons != FORMS[form].has_polygons:
            raise InputError.of("another_form", raw.place, form=form, **_other_form(raw))
        return FORMS[form]
    if held_field is not None and has_polygons:
        return FORMS[DataForm.GENERIC]
    fitting = [one for one in FORMS.values() if one.recognises(raw)]
    if len(fitting) > 1:
        names, choice = tuple(one.name for one in fitting), Note.of("choice.form")
        raise InputError.of(
            "several_forms", raw.place, forms=tuple(FORMS), fitting=names, choice=choice
        )
    if not fitting and not has_polygons:
        raise InputError.of("no_form", raw.place, **_other_form(raw))
    return fitting[0] if fitting else FORMS[DataForm.GENERIC]


def _is_other_json(raw: Raw) -> bool:
    return isinstance(raw.document, dict) and not {"type", "map"} & set(raw.document)


def _other_form(raw: Raw) -> dict[str, Value]:
    """What the file is, and what can be chosen in its place."""
    if raw.table is not None:
        found = Note.of("table.columns", columns=plain(", ".join(map(str, raw.table.columns))))
    elif _is_other_json(raw):
        found = Note.of("json.json_keys", keys=keys_of(raw.document))
    else:
        found = Note.of("table.polygons")
    return {"found": found, "choice": Note.of("choice.form"), "forms": tuple(FORMS)}
