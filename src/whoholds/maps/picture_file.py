"""A picture as a file, with its alternative text beside it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from whoholds.ground.errors import InputError
from whoholds.ground.outputs import workshop
from whoholds.maps.caption import caption_of
from whoholds.maps.picture_sizes import size_of
from whoholds.maps.showing import Shown, faces_of
from whoholds.proposals.citations import Sources

PICTURE_FORMS = ("png", "svg")


@dataclass(frozen=True)
class PictureFile:
    """A picture and, beside it, what it shows in words."""

    content: bytes
    alt: str

    def save(self, path: Path) -> None:
        """Write both, the words in a file with the same name and the end .txt: both or neither.

        Raises
        ------
        InputError
            When they cannot be written; what was there before stays.
        """
        beside = path.with_suffix(".txt")
        with workshop(path) as folder:
            drafts = {path: folder / path.name, beside: folder / beside.name}
            drafts[path].write_bytes(self.content)
            drafts[beside].write_text(self.alt + "\n", encoding="utf-8")
            if beside.is_dir():
                raise InputError.of("output.a_folder", str(beside), folder=str(beside.parent))
            for target, draft in drafts.items():
                draft.replace(target)


def picture_file(
    picture: Shown,
    sources: Sources,
    form: str = "png",
    size: str = "card",
    language: str = "en",
    theme: str = "light",
    width: int | None = None,
) -> PictureFile:
    """Draw what is shown.

    Parameters
    ----------
    picture
        From `whoholds.maps.showing.shown`.
    sources
        What the source ids of the proposals refer to (`Catalogue.sources`).
    form
        One of `PICTURE_FORMS`.
    size
        One of `whoholds.maps.picture_sizes.SIZES`.
    language
        "en" or "uk".
    theme
        "light" or "dark".
    width
        Of a PNG in pixels; None for the size's own.

    Raises
    ------
    UnknownNameError
        When there is no such size, language or theme.
    InputError
        When the form or the width is none that a picture can have, or a font is missing.

    Examples
    --------
    >>> from whoholds.desk import evaluate_proposal
    >>> from whoholds.maps.showing import shown
    >>> made = picture_file(shown("single", evaluate_proposal("putin-2024")), {}, "svg", "square")
    >>> made.content[:5], "Russian terms of 14 June 2024" in made.alt
    (b'<?xml', True)
    """
    from whoholds.maps.print import drawn

    if form not in PICTURE_FORMS:
        forms = tuple(f".{name}" for name in PICTURE_FORMS)
        raise InputError.of("map.form", "form", known=forms, form=form)
    known = size_of(size, width) if form == "png" else size_of(size)
    reader = picture.first.zones.known.reader(language)
    faces = faces_of(picture, reader)
    caption = caption_of(picture, faces, sources, reader)
    return PictureFile(drawn(faces, caption, reader, known, form, theme), caption.alt)
