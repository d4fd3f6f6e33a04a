"""Which form of data a file is of: told from its content, or checked against what was named."""

from __future__ import annotations

from whoholds.ground.errors import InputError
from whoholds.importers.forms import deepstate, generic, isw, viina
from whoholds.importers.forms.form import Form
from whoholds.importers.open.raw import Raw
from whoholds.importers.remarks import plain

FORMS = {module.FORM.name: module.FORM for module in (deepstate, isw, viina, generic)}
"""The forms of data that are read, by name."""


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
        raise InputError(
            f"no such form {form!r}",
            where="command line",
            expected=", ".join(FORMS),
            found=form,
            remedy="use one of these, or none to have it told from the content",
        )
    has_polygons = raw.table is None and not _is_other_json(raw)
    if form is not None:
        if has_polygons == (form == "viina"):
            raise _other_form(raw, f"the file is not of the form {form!r}")
        return FORMS[form]
    if held_field is not None and has_polygons:
        return FORMS["generic"]
    fitting = [one for one in FORMS.values() if one.recognises(raw)]
    if len(fitting) > 1:
        raise InputError(
            "the file could be of more than one form",
            where=raw.where,
            expected="one of " + ", ".join(FORMS),
            found=", ".join(one.name for one in fitting),
            remedy="say which with --as",
        )
    if not fitting and not has_polygons:
        raise _other_form(raw, "the file holds no polygons and no control of settlements")
    return fitting[0] if fitting else FORMS["generic"]


def _is_other_json(raw: Raw) -> bool:
    return isinstance(raw.document, dict) and not {"type", "map"} & set(raw.document)


def _other_form(raw: Raw, what: str) -> InputError:
    if raw.table is not None:
        found = "a table with columns " + ", ".join(map(str, raw.table.columns))
    elif _is_other_json(raw):
        found = "JSON with keys " + ", ".join(map(repr, raw.document))
    else:
        found = "polygons"
    return InputError(
        what,
        where=raw.where,
        expected="polygons; or, for viina, geonameid with dates and statuses",
        found=plain(found),
        remedy="name another form with --as (" + ", ".join(FORMS) + "), or export polygons",
    )
