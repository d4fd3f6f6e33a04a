"""What an import did to a file, told in full."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

import pandas as pd

from whoholds.importers.remarks import Remark
from whoholds.words.saying import Note, Value


@dataclass(frozen=True)
class ImportReport:
    """What was read, repaired, left out and measured.

    Attributes
    ----------
    file, form, date, source, kind
        The file, the form it was read as, and what the layer says of itself; the source is a note,
        or the file's own text.
    read
        Features in the file.
    repaired, dropped
        One remark a feature, with the reason.
    warnings
        What may make the figures wrong.
    notes
        What else a reader should know.
    drawn_km2
        Geodesic area of what is held, overlaps counted once, before it is clipped.
    stated_km2
        The area that the file itself gives for it, None where it gives none.
    overlap_km2
        What the file's polygons cover more than once.
    outside_km2
        What lies outside every region: sea, lagoons, the far side of the border. Not counted.
    slivers, slivers_counted
        Thin strips between held land and coast or border, km2 by region, and whether they count
        with the land behind them.
    contested_km2
        What the file draws as contested or of unknown status, less what is held. Not counted.
    precision_km, precision_basis
        How precise the line is taken to be, and whose that is: "given" by the caller, of the
        "file", or the default of its "form"; None and "unknown" where a file that
        whoholds wrote gives none.
    regions
        One row a region where something is held: region, name_en, area_km2, official_km2,
        share_of_region.
    denominator_km2, territory_km2
        Area of all regions' polygons.
    region_names
        Names of the regions by language and code.
    other_total
        area_km2 and official_km2 with the slivers, where they are not counted; without them,
        where they are.
    """

    file: str
    form: str
    date: dt.date
    source: Note | str
    kind: str
    read: int
    repaired: list[Remark]
    dropped: list[Remark]
    warnings: list[Note]
    notes: list[Note]
    drawn_km2: float
    stated_km2: float | None
    overlap_km2: float
    outside_km2: float
    slivers: dict[str, float]
    slivers_counted: bool
    contested_km2: float
    precision_km: float | None
    precision_basis: str
    regions: pd.DataFrame
    denominator_km2: float
    territory_km2: float
    region_names: dict[str, dict[str, str]] = field(repr=False)
    other_total: dict[str, float] = field(default_factory=dict)

    @property
    def area_km2(self) -> float:
        """Area of the held polygons inside the country."""
        return float(self.regions["area_km2"].sum())

    @property
    def official_km2(self) -> float:
        """Shares of the regions' polygons times the regions' official areas."""
        return float(self.regions["official_km2"].sum())

    @property
    def slivers_km2(self) -> float:
        """Area of the strips along coast and border, counted or not."""
        return sum(self.slivers.values())

    @property
    def share(self) -> float:
        """What is held as a fraction of all regions' polygons."""
        return self.area_km2 / self.denominator_km2

    def in_short(self) -> list[Note]:
        """Return what to know of the layer wherever it is used, a note each, warnings first.

        Single features are counted; the table has them.
        """
        items: list[tuple[str, Value]] = [("warning", one) for one in self.warnings]
        for item, remarks in (("repaired", self.repaired), ("dropped", self.dropped)):
            if remarks:
                items.append((item, Note.of("import.count", count=len(remarks))))
        if self.slivers_km2 >= SHOWN_KM2:
            strips = "strips_counted" if self.slivers_counted else "strips_left"
            items.append((strips, self._strips()))
        for item, km2 in (("outside", self.outside_km2), ("contested", self.contested_km2)):
            if km2 >= SHOWN_KM2:
                items.append((item, _km2(km2)))
        return [*map(_named, items), *self.notes]

    def noted(self) -> list[Note]:
        """Return the report but for what the layer says of itself, a note each."""
        told = ("file", "form", "date", "source", "kind")
        return [_named(item) for item in self.items() if item[0] not in told]

    def items(self) -> list[tuple[str, Value]]:
        """What there is to say, each by the key of its name; a remark has none."""
        strips, other = (
            ("strips_counted", "without_strips")
            if self.slivers_counted
            else ("strips_left", "with_strips")
        )
        total = self.other_total.get("area_km2")
        return [
            ("file", self.file),
            ("form", Note.of(f"form.{self.form}")),
            ("date", self.date),
            ("source", self.source),
            ("kind", Note.of(f"import.{self.kind}")),
            ("read", self.read),
            *_remarks("repaired", self.repaired),
            *_remarks("dropped", self.dropped),
            ("drawn", _km2(self.drawn_km2)),
            *([("stated", _km2(self.stated_km2))] if self.stated_km2 else []),
            ("overlap", _km2(self.overlap_km2)),
            ("outside", _km2(self.outside_km2)),
            (strips, self._strips()),
            ("contested", _km2(self.contested_km2)),
            ("precision", self._precision()),
            ("held", _share(self.area_km2, self.denominator_km2)),
            ("held_official", _share(self.official_km2, self.territory_km2)),
            *([(other, _share(total, self.denominator_km2))] if total else []),
            *[("warning", one) for one in self.warnings],
            *[("note", note) for note in self.notes],
        ]

    def found(self) -> list[tuple[str, Value]]:
        """Return the items but for those of which there is nothing."""
        return [(name, found) for name, found in self.items() if not _is_nothing(found)]

    def _strips(self) -> Note:
        """How large the strips are together, and in which regions most of them lie."""
        most = sorted(self.slivers, key=self.slivers.__getitem__, reverse=True)
        regions = tuple(
            Note.of("import.strip", region=self._name(region), km2=self.slivers[region])
            for region in most
            if self.slivers[region] >= SHOWN_KM2
        )
        if not regions:
            return _km2(self.slivers_km2)
        return Note.of("import.strips", km2=self.slivers_km2, regions=regions)

    def _name(self, region: str) -> dict[str, str]:
        return {language: names[region] for language, names in self.region_names.items()}

    def _precision(self) -> Note:
        basis = Note.of(f"import.precision_{self.precision_basis}")
        if self.precision_km is None:
            return basis
        if self.precision_km < FINE_KM:
            return Note.of("import.fine", km=self.precision_km, basis=basis)
        return Note.of("import.coarse", km=self.precision_km, basis=basis)


SHOWN_KM2 = 0.05
"""A smaller area is not told in short: it would be written as 0.0."""

FINE_KM = 10
"""A length below this is told with a decimal."""

SHOWN = 20
"""Remarks of one sort that the table shows; the JSON has all."""


def _named(item: tuple[str, Value]) -> Note:
    """An item with its name; notes and remarks have none that says more than they do."""
    name, found = item
    if isinstance(found, Note) and name in ("", "note"):
        return found
    return Note.of("import.line", name=Note.of(f"import.{name}"), text=found)


def _remarks(item: str, remarks: list[Remark]) -> list[tuple[str, Value]]:
    """How many features it was done to, and why to the first of them."""
    if not remarks:
        return [(item, Note.of("import.nothing"))]
    count = Note.of("import.count", count=len(remarks))
    if len(remarks) > SHOWN:
        count = Note.of("import.count_first", count=len(remarks), shown=SHOWN)
    lines = [_line(remark, item == "repaired") for remark in remarks[:SHOWN]]
    return [(item, count), *[("", line) for line in lines]]


def _line(remark: Remark, is_change: bool) -> Note:
    """A remark with its area: how much was changed, with a sign, or how much was left out."""
    if remark.km2 is None:
        return remark.note
    said: dict[str, Value] = {"feature": remark.feature, "reason": remark.reason, "km2": remark.km2}
    if is_change:
        return Note.of("import.feature_changed", **said)
    return Note.of("import.feature_left", **said)


def _km2(area: float) -> Note:
    return Note.of("import.km2", km2=area)


def _is_nothing(found: Value) -> bool:
    """Whether what an item found is nothing, or would be written as nothing."""
    if not isinstance(found, Note):
        return False
    area = found.values.get("km2")
    is_none = found.key == "import.km2" and isinstance(area, float) and area < SHOWN_KM2
    return is_none or found.key == "import.nothing"


def _share(area: float, denominator: float) -> Note:
    return Note.of("import.share", km2=area, share=area / denominator, whole=denominator)
