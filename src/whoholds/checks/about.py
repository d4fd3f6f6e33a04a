"""What is wrong with what a conflict says of itself: sides, words, languages, terms, versions."""

from __future__ import annotations

from collections.abc import Iterator

from whoholds.checks.salvage import Salvaged
from whoholds.checks.texts import text_faults
from whoholds.country.own_words import salvage_words
from whoholds.ground.errors import InputError, UnknownNameError, WhoholdsError
from whoholds.ground.finding import Finding
from whoholds.vocabulary.territory import Territory
from whoholds.vocabulary.versions import FILE, read_versions
from whoholds.words.saying import Note, Place


def of_conflict(read: Salvaged) -> Finding:
    """What the conflict is about, and its sides."""
    territory, faults = read.territory
    if territory is None:
        return Finding(None, faults)
    faults = [*_unused_sides(read, territory), *_unknown_reservoirs(read, territory)]
    return Finding(Note.of("check.conflict", sides=territory.sides.codes), faults)


def _unused_sides(read: Salvaged, about: Territory) -> Iterator[WhoholdsError]:
    """Sides that no row of the tables names, as where two conflicts were mixed."""
    path, named = str(read.folder / "conflict.toml"), tuple(sorted(read.named))
    for role in ("recognised", "holding"):
        code = getattr(about.sides, role).code
        if named and code not in named:
            place = Place(path, key=f"sides.{role}.code")
            yield InputError.of("side.unused", place, code=code, named=named)


def _unknown_reservoirs(read: Salvaged, about: Territory) -> Iterator[WhoholdsError]:
    if not about.drained:
        return
    known = tuple(map(str, read.country.shapes("reservoirs")["reservoir"]))
    for name in about.drained:
        if name not in known:
            place = Place(str(read.folder / "conflict.toml"), key=f"drained.{name}")
            yield UnknownNameError.of("reservoir.unknown", place, name=name, known=known)


def of_terms(read: Salvaged) -> Finding:
    """The terms beside territory."""
    terms, faults = read.terms
    return Finding(Note.of("check.terms", count=len(terms)), faults)


def of_versions(read: Salvaged) -> Finding:
    """The versions of the data, where they are stated."""
    versions = read_versions(read.folder / FILE)
    newest = versions[0].id if versions else Note.of("import.nothing")
    return Finding(Note.of("check.versions", count=len(versions), newest=newest))


def of_words(read: Salvaged) -> Finding:
    """The words that the conflict brings."""
    table, faults = salvage_words(read.folder / "words.csv", read.country.territory.sides)
    return Finding(Note.of("check.words", count=len(table)), [*faults])


def of_texts(read: Salvaged) -> Finding:
    """The texts of the tables, in the languages that the conflict says they are in."""
    languages = read.country.territory.languages
    detail = Note.of("check.texts", languages=tuple(languages))
    return Finding(detail, list(text_faults(read.folder, languages)))
