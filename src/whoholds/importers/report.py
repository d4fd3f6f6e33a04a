"""What an import did to a file, told in full."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import asdict, dataclass, field
from typing import Any

import pandas as pd
from babel.numbers import format_decimal

from whoholds.importers.remarks import Remark
from whoholds.words.reader import ENGLISH, Reader


@dataclass(frozen=True)
class ImportReport:
    """What was read, repaired, left out and measured.

    Attributes
    ----------
    file, form, date, source, kind
        The file, the form it was read as, and what the layer says of itself.
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
    source: str
    kind: str
    read: int
    repaired: list[Remark]
    dropped: list[Remark]
    warnings: list[str]
    notes: list[str]
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
        """Area of the held polygons inside Ukraine."""
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

    def to_dict(self) -> dict[str, Any]:
        """Return the report as numbers, texts, lists and dictionaries, ready for JSON."""
        plain = {
            name: value
            for name, value in vars(self).items()
            if name not in ("regions", "region_names", "territory_km2")
        }
        return {
            **plain,
            "date": self.date.isoformat(),
            "slivers_km2": self.slivers_km2,
            "repaired": [asdict(remark) for remark in self.repaired],
            "dropped": [asdict(remark) for remark in self.dropped],
            "held": {
                "area_km2": self.area_km2,
                "official_km2": self.official_km2,
                "share": self.share,
            },
            "regions": self.regions.to_dict("records"),
        }

    def source_in(self, reader: Reader) -> str:
        """Return the source in a language; a text that the file itself gives stays as it is."""
        return _said(self.source, "origin", reader)

    def to_table(self, reader: Reader = ENGLISH) -> pd.DataFrame:
        """Return the report but for the regions, in words: columns what, found."""
        names = {"": "", **reader.words("import")}
        rows = [(names[item], found) for item, found in self._items(reader)]
        return pd.DataFrame(rows, columns=["what", "found"])

    def in_short(self, reader: Reader = ENGLISH) -> list[str]:
        """Return what to know of the layer wherever it is used, a line each, warnings first.

        Single features are counted; the table has them.
        """
        lines = [
            f"{reader.word('import.warning')}: {_said(one, 'remark', reader)}"
            for one in self.warnings
        ]
        for item, remarks in (("repaired", self.repaired), ("dropped", self.dropped)):
            if remarks:
                count = reader.word("import.count").format(reader.count(len(remarks)))
                lines.append(f"{reader.word(f'import.{item}')}: {count}")
        if self.slivers_km2 >= SHOWN_KM2:
            item = "strips_counted" if self.slivers_counted else "strips_left"
            lines.append(f"{reader.word(f'import.{item}')}: {self._strips(reader)}")
        for item, km2 in (("outside", self.outside_km2), ("contested", self.contested_km2)):
            if km2 >= SHOWN_KM2:
                lines.append(f"{reader.word(f'import.{item}')}: {_km2(km2, reader)}")
        return lines + [_said(note, "remark", reader) for note in self.notes]

    def _items(self, reader: Reader) -> list[tuple[str, str]]:
        """What there is to say, each by the key of its name; a remark has none."""
        strips, other = (
            ("strips_counted", "without_strips")
            if self.slivers_counted
            else ("strips_left", "with_strips")
        )
        total = self.other_total.get("area_km2")
        return [
            ("file", self.file),
            ("form", reader.word(f"form.{self.form}")),
            ("date", self.date.isoformat()),
            ("source", self.source_in(reader)),
            ("kind", reader.word(f"import.{self.kind}")),
            ("read", reader.count(self.read)),
            *_remarks("repaired", self.repaired, reader),
            *_remarks("dropped", self.dropped, reader),
            ("drawn", _km2(self.drawn_km2, reader)),
            *([("stated", _km2(self.stated_km2, reader))] if self.stated_km2 else []),
            ("overlap", _km2(self.overlap_km2, reader)),
            ("outside", _km2(self.outside_km2, reader)),
            (strips, self._strips(reader)),
            ("contested", _km2(self.contested_km2, reader)),
            ("precision", self._precision(reader)),
            ("held", _share(self.area_km2, self.denominator_km2, reader)),
            ("held_official", _share(self.official_km2, self.territory_km2, reader)),
            *([(other, _share(total, self.denominator_km2, reader))] if total else []),
            *[("warning", _said(one, "remark", reader)) for one in self.warnings],
            *[("note", _said(note, "remark", reader)) for note in self.notes],
        ]

    def _strips(self, reader: Reader) -> str:
        """How large the strips are together, and in which regions most of them lie."""
        names = self.region_names[reader.language]
        most = sorted(self.slivers, key=self.slivers.__getitem__, reverse=True)
        where = [
            f"{names[region]} {_km2(self.slivers[region], reader)}"
            for region in most
            if self.slivers[region] >= SHOWN_KM2
        ]
        total = _km2(self.slivers_km2, reader)
        return f"{total} ({', '.join(where)})" if where else total

    def _precision(self, reader: Reader) -> str:
        basis = reader.word(f"import.precision_{self.precision_basis}")
        return (
            basis if self.precision_km is None else f"{reader.length(self.precision_km)}, {basis}"
        )


SHOWN_KM2 = 0.05
"""A smaller area is not told in short: it would be written as 0.0."""

SHOWN = 20
"""Remarks of one sort that the table shows; the JSON has all."""


def _remarks(item: str, remarks: list[Remark], reader: Reader) -> list[tuple[str, str]]:
    """How many features it was done to, and why to the first of them."""
    if not remarks:
        return [(item, reader.word("import.nothing"))]
    much = reader.word("import.count_first" if len(remarks) > SHOWN else "import.count")
    count = much.format(reader.count(len(remarks)), SHOWN)
    lines = [_line(remark, item == "repaired", reader) for remark in remarks[:SHOWN]]
    return [(item, count), *[("", line) for line in lines]]


def _line(remark: Remark, is_change: bool, reader: Reader) -> str:
    """A remark with its area: how much was changed, with a sign, or how much was left out."""
    reason = _said(remark.reason, "remark", reader)
    line = reader.word("import.feature").format(remark.feature, reason)
    if remark.km2 is None:
        return line
    km2 = reader.signed(f"{remark.km2:+.2f}" if is_change else f"{remark.km2:.1f}")
    return f"{line} ({reader.word('import.km2').format(km2)})"


def _km2(area: float, reader: Reader) -> str:
    written = format_decimal(area, "#,##0.0", locale=reader.locale)
    return reader.word("import.km2").format(written)


def _share(area: float, denominator: float, reader: Reader) -> str:
    percent = format_decimal(100 * area / denominator, "0.00", locale=reader.locale)
    whole = reader.word("import.km2").format(reader.count(denominator))
    return reader.word("import.share").format(_km2(area, reader), percent, whole)


def _said(text: str, prefix: str, reader: Reader) -> str:
    """Say in a language what an importer says in English; a text of another's stays as it is.

    What stands in the gaps of a sentence may be a sentence itself, or a count.
    """
    if reader.language == "en":
        return text
    for key, english in ENGLISH.words(prefix).items():
        sentence = re.escape(english).replace(r"\{\}", "(.+)")
        if found := re.fullmatch(sentence, text):
            gaps = [_said(gap, prefix, reader) for gap in found.groups()]
            return reader.word(f"{prefix}.{key}").format(*gaps)
    is_number = re.fullmatch(r"\d{1,3}(,\d{3})*(\.\d+)?", text) and not text.isdigit()
    return reader.signed(text.replace(",", "")) if is_number else text
