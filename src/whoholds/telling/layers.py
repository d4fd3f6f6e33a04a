"""What a layer is from, what it allows and how precise it is, in a reader's language."""

from __future__ import annotations

from babel.numbers import format_decimal

from whoholds.figures.areas import headline
from whoholds.layers.boundaries import BoundaryLayer
from whoholds.layers.control import ControlLayer
from whoholds.layers.provenance import DIGITS, Provenance
from whoholds.words.reader import Reader
from whoholds.words.saying import Note
from whoholds.zones.partition import Zones


def boundaries_in(layer: BoundaryLayer, reader: Reader) -> str:
    """Return source, scale and licence in a language; in English where it has no other.

    Examples
    --------
    >>> from whoholds.words.reader import ENGLISH, reader_of
    >>> from whoholds.desk import opened
    >>> layer = opened().country.boundaries
    >>> boundaries_in(layer, ENGLISH).rpartition("; limits ")[2]
    'of Kyiv and Sevastopol: own drawing, 1:10,000,000, Public domain (limits: MIT)'
    >>> boundaries_in(layer, reader_of("uk")).rpartition(", ")[2]
    'суспільне надбання (межі: MIT)'
    """
    english = ", ".join(filter(None, (layer.source, layer.scale, layer.licence)))
    return layer.captions.get(reader.language) or english


def layer_in(layer: ControlLayer, reader: Reader, *, is_whole: bool = False) -> str:
    """Say where a layer is from, what it allows and how precise its line is taken to be.

    Examples
    --------
    >>> import datetime as dt
    >>> import shapely
    >>> from whoholds.words.reader import ENGLISH
    >>> about = Provenance({"en": "A map"}, dt.date(2025, 8, 16), precision_km=2.0)
    >>> layer_in(ControlLayer(shapely.box(30, 48, 31, 49), None, about), ENGLISH)[:28]
    'A map. Licence not stated. T'
    """
    about = provenance_in(layer.provenance, reader, is_whole=is_whole)
    return f"{about} {precision_in(layer, reader)}".strip()


def layer_sentence(zones: Zones, reader: Reader) -> str:
    """Say in one sentence whose map of control it is, of which day, and how much is held on it.

    Parameters
    ----------
    zones
        The partition by the layer.
    reader
        Of the country.

    Examples
    --------
    >>> from whoholds.desk import baseline_zones, opened
    >>> layer_sentence(baseline_zones(), opened().reader("en"))
    'Our own compilation, 16 August 2025: 113,974 km², 19.0 % of Ukraine'
    """
    held, about = headline(zones), zones.control.provenance
    is_own = not about.is_shipped
    return reader.note(
        Note.of(
            "layers.sentence",
            source=source_in(about, reader) if is_own else reader.word("layers.compiled"),
            day=reader.day(zones.control.date),
            area=reader.area(held.area_km2),
            share=reader.share(held.share, "0.0 %"),
            country=reader.word("page.of_country"),
        )
    )


def precision_in(layer: ControlLayer, reader: Reader) -> str:
    """Say how precise the line is taken to be; "" where that is not known.

    Examples
    --------
    >>> from whoholds.words.reader import ENGLISH
    >>> from whoholds.desk import control_layer
    >>> precision_in(control_layer(), ENGLISH)
    'The line is taken to be right to 1–3 km; the ± covers about 95 % of cases.'
    """
    known = layer.precision_range_km
    if known is None:
        return ""
    best, worst = (format_decimal(km, "0.##", locale=reader.locale) for km in known)
    much = best if best == worst else f"{best}–{worst}"
    return reader.word("line.precision").format(f"{much} {reader.word('unit.km')}")


def provenance_in(about: Provenance, reader: Reader, *, is_whole: bool = False) -> str:
    """Say in sentences where a layer is from, what it allows, and of which file it is.

    Parameters
    ----------
    about
        Of the layer.
    reader
        Of the sentences.
    is_whole
        Whether all digits of the file's SHA-256 are told.

    Examples
    --------
    >>> import datetime as dt
    >>> from whoholds.words.reader import ENGLISH
    >>> provenance_in(Provenance({"en": "A map"}, dt.date(2025, 8, 16)), ENGLISH)
    'A map. Licence not stated.'
    """
    said = licence_in(about, reader)
    licence = said[:1].upper() + said[1:]
    if about.licence is not None:
        licence = reader.note(Note.of("provenance.licence", licence=said))
    parts = [source_in(about, reader), licence]
    if about.retrieved is not None:
        day = reader.day(about.retrieved.date())
        parts.append(reader.note(Note.of("provenance.retrieved", day=day)))
    if about.sha256 and not about.is_shipped:
        digits = about.sha256 if is_whole else f"{about.sha256[:DIGITS]}…"
        parts.append(reader.note(Note.of("provenance.file", digits=digits)))
    return " ".join(part.removesuffix(".") + "." for part in parts)


def source_in(about: Provenance, reader: Reader) -> str:
    """Return the sentence about the source in a language; in English where it has no other.

    Examples
    --------
    >>> from whoholds.words.reader import reader_of
    >>> from whoholds.desk import control_layer
    >>> source_in(control_layer().provenance, reader_of("uk")).split()[:2]
    ['Власне', 'зведення']
    """
    return about.source.get(reader.language) or about.source["en"]


def licence_in(about: Provenance, reader: Reader) -> str:
    """Say which licence there is and, unless it is the project's own word, who says so.

    Examples
    --------
    >>> import datetime as dt
    >>> from whoholds.layers.provenance import By, Licence
    >>> from whoholds.words.reader import ENGLISH
    >>> said = Licence("CC BY 4.0", By.FILE)
    >>> licence_in(Provenance({"en": "A map"}, dt.date(2025, 8, 16), said), ENGLISH)
    'CC BY 4.0 (as its file says)'
    """
    if about.licence is None:
        return reader.word("provenance.unknown")
    key = f"provenance.by_{about.licence.by}"
    return reader.note(Note.of(key, licence=about.licence.text))
