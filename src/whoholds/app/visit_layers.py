"""The control layers of a session: the shipped ones, and those that the reader brought."""

from __future__ import annotations

import datetime as dt
import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import shapely
import streamlit as st

from whoholds.app.choice import OWN
from whoholds.app.state import choose
from whoholds.app.turns import own_turn
from whoholds.desk import opened, shipped_zones
from whoholds.door.importing import import_zones, offer_of
from whoholds.ground.errors import InputError, WhoholdsError
from whoholds.ground.receipts import note_of
from whoholds.importers.layer import Options
from whoholds.importers.offer import Offer
from whoholds.importers.report import ImportReport
from whoholds.maps.short_source import control_source
from whoholds.words.reader import Reader
from whoholds.zones.partition import Zones

MOST = 6
"""Layers of their own that a reader can have at a time: each keeps its zones in memory."""

LONGEST_MAKER = 32
"""Characters of a map's maker, or of a file's name, that a title has room for."""

MOST_VERTICES = 500_000
"""Vertices that the zones of a reader's layers have together, which take some 100 MB."""


@dataclass(frozen=True, eq=False)
class Layer:
    """A control layer that can be shown.

    Attributes
    ----------
    id
        The date of a shipped layer; `OWN` and a name of the content for the reader's own.
    zones
        The partition by it.
    report
        What the import did; None for a shipped layer.
    """

    id: str
    zones: Zones
    report: ImportReport | None = None

    def title(self, reader: Reader) -> str:
        """Return the day and, for the reader's own layers, whose map it is."""
        day = reader.day(self.zones.control.date)
        if self.report is None:
            return day
        maker = control_source(self.zones.control.provenance, reader).partition(", ")[0]
        # What one does not see in a name is shown by its number, which a cut would hide.
        if len(maker) > LONGEST_MAKER and "⟨" not in maker:
            # The end of a file's name tells it from others as much as its beginning.
            half = LONGEST_MAKER // 2
            maker = f"{maker[:half]}…{maker[-half:]}"
        return f"{day} · {maker}"


def layer_ids() -> list[str]:
    """Return the ids of the layers of this session: the newest shipped one first, own last."""
    return [*shipped_ids(), *_own()]


def shipped_ids() -> tuple[str, ...]:
    """Return the dates of the shipped layers, the newest first."""
    return tuple(date.isoformat() for date in reversed(list(opened().lines)))


def layer_of(layer: str) -> Layer:
    """Return a layer of this session."""
    own = _own()
    return own[layer] if layer in own else shipped_layer(layer)


def shipped_layer(layer: str) -> Layer:
    """Return a shipped layer by its date; also where there is no visit."""
    return Layer(layer, shipped_zones(dt.date.fromisoformat(layer)))


def own_layers() -> list[Layer]:
    """Return the layers that the reader brought, oldest first."""
    return list(_own().values())


def is_full() -> bool:
    """Whether the reader has as many layers as can be kept."""
    return len(_own()) == MOST


def bring_layer(
    name: str, content: bytes, options: Options, reader: Reader, *, receipt: bytes = b""
) -> Layer:
    """Import an uploaded file, once it is its turn, and keep its layer for this session.

    Parameters
    ----------
    name
        The file's name; it may say the form and the day.
    content
        Its bytes.
    options
        What the reader chose for the import.
    reader
        Who waits for it.
    receipt
        The note of where it was fetched from.

    Raises
    ------
    WhoholdsError
        When the file is no control layer, or the layers would take too much memory; the session's
        layers stay as they were.
    """
    if is_full():
        raise InputError.of("visit.full", name, most=MOST)
    key = hashlib.sha256(b"\0".join([content, f"{name}\0{options}".encode()])).hexdigest()
    # Streamlit ends a run at its next word once the reader has clicked on: between the import and
    # the layer in its place no word is said.
    own, arrived = _own(), _arrived()
    with own_turn(reader):
        zones, report = _import(name, content, options, receipt)
    layer = Layer(f"{OWN}{key}", zones, report)
    _require_room(name, [*own.values(), layer])
    own[layer.id] = layer
    arrived.append(layer.id)
    return layer


def _require_room(name: str, layers: list[Layer]) -> None:
    """Raise `InputError` when layers are larger together than one visit may keep."""
    count = sum(
        int(shapely.get_num_coordinates(layer.zones.frame.geometry.values).sum())
        for layer in layers
    )
    if count > MOST_VERTICES:
        raise InputError.of("visit.too_large", name, limit=MOST_VERTICES, count=count)


def show_arrived() -> None:
    """Choose the layer that was brought last, once: also where its reader has clicked on since.

    What it takes the place of is forgotten.
    """
    arrived = _arrived()
    if arrived:
        choose(layer=arrived[-1])
        arrived.clear()
    for layer in st.session_state.pop("outdated", []):
        drop_layer(layer)


def offer_for(name: str, content: bytes, layer: str | None, reader: Reader) -> Offer:
    """Say what of an uploaded file can be chosen; a file is looked into once.

    Parameters
    ----------
    name, content
        The file.
    layer
        Which of its layers to look at; None before one is chosen.
    language
        "en" or "uk".

    Raises
    ------
    WhoholdsError
        When the file cannot be read.
    """
    key = (name, layer, hashlib.sha256(content).hexdigest())
    known: tuple[object, Offer | WhoholdsError] | None = st.session_state.get("offer")
    if known is None or known[0] != key:
        with own_turn(reader):
            known = (key, _look_into(name, content, layer))
        st.session_state["offer"] = known
    if isinstance(known[1], WhoholdsError):
        raise known[1]
    return known[1]


def _look_into(name: str, content: bytes, layer: str | None) -> Offer | WhoholdsError:
    try:
        with _laid_down(name, content) as path:
            return offer_of(path, layer)
    except WhoholdsError as error:
        return error


def outdate_layer(layer: str) -> None:
    """Forget a layer with the next run: this one still shows it."""
    st.session_state.setdefault("outdated", []).append(layer)


def drop_layer(layer: str) -> None:
    """Forget a layer that the reader brought."""
    _own().pop(layer, None)


def _own() -> dict[str, Layer]:
    own: dict[str, Layer] = st.session_state.setdefault("own", {})
    return own


def _arrived() -> list[str]:
    arrived: list[str] = st.session_state.setdefault("arrived", [])
    return arrived


def _import(
    name: str, content: bytes, options: Options, receipt: bytes
) -> tuple[Zones, ImportReport]:
    with _laid_down(name, content) as path:
        if receipt:
            note_of(path).write_bytes(receipt)
        return import_zones(path, opened().country, options)


@contextmanager
def _laid_down(name: str, content: bytes) -> Iterator[Path]:
    """Lay a file down for a moment; where it lay says nothing to its reader in a message."""
    with tempfile.TemporaryDirectory(prefix="whoholds-") as folder:
        path = Path(folder, Path(name).name)
        path.write_bytes(content)
        try:
            yield path
        except WhoholdsError as error:
            raise type(error)(error.fault.without(f"{folder}/")) from error
