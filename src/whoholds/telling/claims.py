"""Checked claims as a table and as plain data: the contract of `whoholds claims`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from whoholds.claims.checking import Checked, Reason
from whoholds.claims.claim import Claim
from whoholds.claims.rule import Candidate, Outcome, Verdict
from whoholds.country.country import Country
from whoholds.ground.errors import reader_for
from whoholds.words.numbers import rounded_up, two_digits
from whoholds.words.reader import Reader

SCHEMA = 2
"""Version of this JSON; CHANGELOG.md says what each changed."""


def verdict_table(checked: Sequence[Checked], language: str = "en") -> pd.DataFrame:
    """Return one row a claim, in words.

    Returns
    -------
    pandas.DataFrame
        Columns claim, said_by, said_on, text, value, unit, recomputed, band, difference,
        verdict, why, layer_date, control, source, note. Figures are rounded to the digits that
        the claim has and two more, bands to two digits; what was not computed is "", as is a band
        that would be written as nothing, and a figure whose band exceeds it is "<" both together.
    """
    reader = _reader_of(checked, language)
    return pd.DataFrame([_row(result, reader) for result in checked])


def _reader_of(checked: Sequence[Checked], language: str) -> Reader:
    """Somebody who reads of the country on whose layers the claims were checked, if any was."""
    countries = (result.country for result in checked if result.country)
    country = next(countries, None)
    return country.reader(language) if country else reader_for(language)


def _row(result: Checked, reader: Reader) -> dict[str, Any]:
    claim, shown = result.claim, result.shown
    digits = _decimals(claim)
    return {
        "claim": claim.claim,
        "said_by": reader.text(claim.said_by),
        "said_on": claim.said_on,
        "text": reader.text(claim.text),
        "value": f"{claim.value:g}" if claim.value < 1e5 else f"{claim.value:.0f}",
        "unit": claim.unit,
        **_ours(shown, digits),
        "difference": _figure(result.difference, digits, sign="+"),
        "verdict": reader.word(f"verdict.{result.verdict}"),
        "why": explanation(result, reader),
        "layer_date": result.layer_date.isoformat() if result.layer_date else "",
        "control": claim.control,
        "source": " ".join(claim.sources),
        "note": reader.text(claim.note),
    }


def _ours(shown: Candidate | None, decimals: int) -> dict[str, str]:
    """The recomputed figure and its band; a figure below its band is only said to be less."""
    if shown is None:
        return {"recomputed": "", "band": ""}
    if shown.band is not None and shown.band >= shown.value > 0:
        return {"recomputed": f"<{rounded_up(shown.value + shown.band):.{decimals}f}", "band": ""}
    band = _figure(None if shown.band is None else two_digits(shown.band), decimals)
    # A band that would be written as nothing says nothing.
    said = band if band and float(band) else ""
    return {"recomputed": _figure(shown.value, decimals), "band": said}


def recomputed_text(value: str, band: str, unit: str, reader: Reader) -> str:
    """Say a figure of `verdict_table` with its band, in the reader's form of numbers.

    Examples
    --------
    >>> from whoholds.words.reader import ENGLISH
    >>> recomputed_text("19.02", "0.09", "%", ENGLISH), recomputed_text("", "", "%", ENGLISH)
    ('19.02 ± 0.09 %', '')
    """
    if not value:
        return ""
    if value.startswith("<"):
        return reader.word("unit.less_than").format(f"{reader.signed(value[1:])} {unit}")
    figures = [reader.signed(text) for text in (value, band) if text]
    return f"{' ± '.join(figures)} {unit}"


def _decimals(claim: Claim) -> int:
    """Decimals of a figure in the claim's unit: none for km2, two more than published else."""
    if claim.unit == "km2":
        return 0
    text = f"{claim.value:g}"
    return 1 + len(text.partition(".")[2]) if claim.unit == "percent" else 2


def _figure(value: float | None, decimals: int, sign: str = "") -> str:
    return "" if value is None else f"{round(value, decimals) + 0.0:{sign}.{decimals}f}"


def explanation(result: Checked, reader: Reader | None = None) -> str:
    """Say why a claim cannot be checked, or what its verdict depends on; "" for the others.

    Examples
    --------
    >>> from whoholds.claims.checking import check_claims
    >>> from whoholds.desk import claim_layers, opened
    >>> results = check_claims(opened().claims, claim_layers())
    >>> [explanation(result) for result in results if result.claim.claim == "afp-donetsk-79-6"]
    ['it counts land that a side only claims']
    """
    claim, reader = result.claim, reader or _reader_of([result], "en")
    if result.verdict is Verdict.CANNOT_BE_CHECKED:
        reason = reader.word(f"reason.{result.reason}")
        needs = reader.text(claim.needs)
        return f"{reason}: {needs}" if result.reason is Reason.NEEDS else reason
    if result.verdict is Verdict.WITHIN_PRECISION:
        outside = result.candidates[0].outcome is Outcome.DOES_NOT_HOLD
        return reader.word("claims.between") if outside else ""
    if result.verdict is not Verdict.DEPENDS:
        return ""
    parts = result.candidates if _areas_disagree(result) else result.candidates[::2]
    return "; ".join(
        f"{candidate_name(part, result.country, reader, area=parts is result.candidates)}: "
        f"{reader.word(f'verdict.{part.outcome}')}"
        for part in parts
    )


def _areas_disagree(result: Checked) -> bool:
    """Whether for some denominator one of the two areas agrees with the claim and one does not."""
    failed = [part.outcome is Outcome.DOES_NOT_HOLD for part in result.candidates]
    return failed[::2] != failed[1::2]


def candidate_name(
    candidate: Candidate,
    country: Country | None,
    reader: Reader,
    *,
    area: bool = True,
) -> str:
    """Name one way in which a claim was computed, with or without which area it takes.

    Examples
    --------
    >>> from whoholds.desk import opened
    >>> candidate = Candidate("measured", "ohio:land", 1.1, None, Outcome.HOLDS)
    >>> candidate_name(candidate, opened().country, opened().reader("en"))
    'measured area, Ohio, land area'
    """
    comparator, _, measure = candidate.denominator.rpartition(":")
    names = [reader.word(f"area.{candidate.area}")] if area else []
    if comparator and country is not None:
        names.append(str(country.comparators.by_id.loc[comparator, reader.column("name")]))
    if measure:
        names.append(reader.word(f"denominator.{measure}"))
    return ", ".join(names)


def verdict_report(checked: Sequence[Checked], reader: Reader | None = None) -> dict[str, Any]:
    """Checked claims as plain data: the JSON of `whoholds claims`, see docs/data.md."""
    told = reader or _reader_of(checked, "en")
    return {"schema": SCHEMA, "claims": [_record(result, told) for result in checked]}


def _band(candidate: Candidate) -> tuple[float | None, float | None]:
    """The band of a result, and what the result is below where the band exceeds it."""
    if candidate.band is not None and candidate.band >= candidate.value > 0:
        return None, candidate.value + candidate.band
    return candidate.band, None


def _record(result: Checked, reader: Reader) -> dict[str, Any]:
    claim, shown = result.claim, result.shown
    told = _band(shown) if shown else (None, None)
    return {
        "claim": claim.claim,
        "said_by": reader.text(claim.said_by),
        "said_on": claim.said_on,
        "text": reader.text(claim.text),
        "quantity": claim.quantity.value,
        "regions": list(claim.regions),
        "parts": list(claim.parts),
        "control": claim.control,
        "described_date": claim.layer_date.isoformat() if claim.layer_date else None,
        "how": claim.how.value,
        "value": claim.value,
        "digits": claim.digits,
        "unit": claim.unit,
        "layer_date": result.layer_date.isoformat() if result.layer_date else None,
        "recomputed": shown.value if shown else None,
        "band": told[0],
        "less_than": told[1],
        "difference": result.difference,
        "verdict": result.verdict.value,
        "reason": result.reason.value or None,
        "why": explanation(result, reader),
        "candidates": [
            {
                "area": candidate.area,
                "denominator": candidate.denominator or None,
                "value": candidate.value,
                "band": _band(candidate)[0],
                "less_than": _band(candidate)[1],
                "outcome": candidate.outcome.value,
            }
            for candidate in result.candidates
        ],
        "sources": list(claim.sources),
        "note": reader.text(claim.note),
    }
