"""What one sentence says of every proposal, reading and line, read as an editor would."""

from __future__ import annotations

import datetime as dt
import re
from itertools import combinations

import pytest
import shapely
from babel import Locale

from tests import drawn
from tests.shipped import COUNTRY
from whoholds.desk import load_catalogue
from whoholds.figures.sides import balance
from whoholds.proposals.catalogue import read_catalogue
from whoholds.proposals.citations import read_sources
from whoholds.proposals.evaluation import evaluate
from whoholds.telling.comparison import comparison_finding
from whoholds.telling.finding import LONGEST, finding
from whoholds.words.template import plural_categories
from whoholds.zones.partition import partition

LANGUAGES = ["en", "uk"]
DAY = dt.date(2025, 8, 16)
READINGS = [
    (one.id, reading.id) for one in load_catalogue().proposals.values() for reading in one.readings
]
NUMBER = r"\d+(?:[,\u00a0\u202f]\d{3})*(?:[.,]\d+)?"
PEOPLE = {
    "en": re.compile(rf"({NUMBER}) (person|people)\b"),
    "uk": re.compile(rf"(близько|менш ніж) ({NUMBER}) (людини|людей|людина)(?!\w)"),
}
ABOUT = {"en": "about", "uk": "близько"}
LESS = {"en": "(?:less|fewer) than", "uk": "менш ніж"}


def value(text):
    """A number as it is written in either language: a comma before three digits groups them."""
    digits = re.sub(r"[\u00a0\u202f]", "", text)
    digits = re.sub(r",(?=\d{3}\b)", "", digits)
    return float(digits.replace(",", "."))


def significant(text):
    return len(re.sub(r"\D", "", text).strip("0"))


def read(said, language, longest=LONGEST):
    """Read a sentence as an editor does."""
    assert said == said.strip()
    assert "  " not in said
    assert " ," not in said
    assert " ." not in said
    assert " ;" not in said
    assert said.endswith(".")
    assert not said.endswith("..")
    assert said[0].isupper() or said[0] in "«“"
    assert len(said) <= longest, len(said)
    assert not re.search(r"\{|\}|None|nan|±|_", said)
    assert said.count("(") == said.count(")")
    assert said.count("«") == said.count("»")
    unit = {"en": "km²", "uk": "км²"}[language]
    for number in re.findall(rf"({NUMBER}) {unit}", said):
        assert value(number) > 0
        assert significant(number) <= (3 if value(number) >= 100_000 else 2), number
        assert re.search(rf"(?:{ABOUT[language]}|{LESS[language]}) {number} {unit}", said), number
    assert len(re.findall(unit, said)) == len(re.findall(rf"{NUMBER} {unit}", said))
    for found in PEOPLE[language].findall(said):
        agrees(found, language)
    other = r"[A-Za-z]{3,}" if language == "uk" else r"[А-Яа-яІіЇїЄє]"
    assert not re.search(other, said)


def agrees(found, language):
    """The word for people has the form that CLDR asks for beside its number."""
    number, word = value(found[-2]), found[-1]
    form = Locale.parse(language).plural_form(int(number))
    assert number > 0
    forms = {"en": dict(zip(plural_categories("en_GB"), ("person", "people"), strict=True))}
    genitive = ("людини", "людей", "людей")
    counted = ("людина", "людини", "людей")
    of_less = found[0] == "менш ніж"
    forms["uk"] = dict(
        zip(plural_categories("uk_UA"), counted if of_less else genitive, strict=True)
    )
    assert word == forms[language][form]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_proposal_reading_and_line_is_said_in_a_sound_sentence(shipped_zones, language):
    said = {}
    for day, zones in shipped_zones.items():
        for proposal, reading in READINGS:
            evaluation = evaluate(load_catalogue(), proposal, zones, reading)
            sentence = finding(evaluation, language)
            read(sentence, language)
            said[day, proposal, reading] = sentence
    newest = [one for (day, *_), one in said.items() if day == DAY]
    assert len(set(newest)) == len(READINGS), "two readings are told by the same sentence"


def test_what_anchorage_would_bring_is_told_with_its_people(shipped_zones):
    evaluation = evaluate(load_catalogue(), "anchorage-aug-2025", shipped_zones[DAY])
    assert finding(evaluation) == (
        "Under the terms reported from Anchorage, Ukraine would leave about 6,800 km², home to "
        "about 770,000 people before the war, and Russia would return about 300 km²."
    )
    assert finding(evaluation, "uk") == (
        "За відомими з преси умовами з Анкориджа Україна вийшла б із близько 6\u00a0800 км², "
        "де до війни жило близько 770\u00a0000 людей, а Росія повернула б близько 300 км²."
    )


@pytest.mark.parametrize(("proposal", "reading"), READINGS)
def test_a_sentence_says_who_leaves_and_returns_and_no_more(shipped_zones, proposal, reading):
    evaluation = evaluate(load_catalogue(), proposal, shipped_zones[DAY], reading)
    said, net = finding(evaluation), balance(evaluation)
    assert ("Ukraine would leave" in said) is (net.leaves_km2 > 0.05)
    assert ("Russia would return" in said) is (net.returned_km2 > 0.05)
    silent = evaluation.frame["change"] == "not_mentioned"
    if evaluation.frame.loc[silent, "area_km2"].sum() > 20_000:
        # Of what the text does not mention nobody is told that it would be less.
        assert "would hold" not in said


def test_silence_is_said_to_be_silence(shipped_zones):
    for proposal in ("ru-feb-2026", "us-ua-20-dec-2025"):
        evaluation = evaluate(load_catalogue(), proposal, shipped_zones[DAY])
        assert "the text does not mention about 27,000 km²" in finding(evaluation)


@pytest.mark.parametrize("language", LANGUAGES)
def test_many_pairs_are_told_by_what_they_differ_over(shipped_zones, language):
    every = [evaluate(load_catalogue(), *one[:1], shipped_zones[DAY], one[1]) for one in READINGS]
    pairs = list(combinations(every, 2))[:: 3 if language == "en" else 4]
    pairs += [(second, first) for first, second in pairs[::7]]
    for first, second in pairs:
        said = comparison_finding(first, second, language)
        read(said, language, 260)
        if first.proposal.id == second.proposal.id:
            assert said.startswith(first.proposal.name[language])


def test_beside_the_line_of_contact_a_proposal_is_what_it_would_change(shipped_zones):
    one, line = (
        evaluate(load_catalogue(), name, shipped_zones[DAY])
        for name in ("putin-2024", "line-2025-08-16")
    )
    assert comparison_finding(one, line) == comparison_finding(line, one) == finding(one)
    assert comparison_finding(line, line).endswith("no difference on the map.")


def test_two_readings_that_differ_in_recognition_alone_say_so(shipped_zones):
    one, other = (
        evaluate(load_catalogue(), "us-28-nov-2025", shipped_zones[DAY], reading)
        for reading in ("de-facto", "de-jure")
    )
    assert comparison_finding(one, other) == (
        "US 28-point plan, “Buffer recognised in fact” against “Buffer recognised "
        "internationally”: the same holder everywhere; recognition differs over about 6,600 km²."
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "shape",
    [
        shapely.box(37, 47.9, 37.0003, 47.9003),
        shapely.box(36, 48, 37, 49),
        shapely.box(33, 44, 41, 53),
        shapely.box(31.0, 45.2, 31.1, 45.3),
    ],
    ids=["a garden", "a box", "the east", "the sea"],
)
def test_a_layer_of_ones_own_is_told_as_well(shape, language):
    zones = partition(COUNTRY.boundaries, drawn.control_of(shape), COUNTRY)
    for proposal, reading in READINGS[::4]:
        read(finding(evaluate(load_catalogue(), proposal, zones, reading), language), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_proposal_without_the_beginning_of_a_sentence_begins_with_its_name(
    narrow, wide, language
):
    name = {"en": "Swap", "uk": "Обмін"}[language]
    for one in (narrow, wide):
        said = finding(one, language)
        read(said, language)
        assert said.startswith(f"{name}: ")
    read(comparison_finding(narrow, wide, language), language)


@pytest.mark.parametrize(
    ("after", "said"),
    [
        ('holder = "INT", administration = "INT"', "would come under international administration"),
        ('holder = "OPEN"', "the status of about 59,000 km² would be left open"),
        ('holder = "DMZ", counted_for = "RU"', "would be demilitarised without changing sides"),
        ('holder = "RU"', "no land would change hands: Russia would hold"),
        ('holder = "UA"', "Russia would return all the land held"),
    ],
)
def test_each_kind_of_status_has_its_words(seeds, zones, after, said):
    drawn.edit(seeds / "proposals" / "swap.toml", 'holder = "RU"', after)
    (seeds / "control_status.csv").write_text(drawn.STATUS_CSV.splitlines()[0] + "\n", "utf-8")
    catalogue = read_catalogue(seeds, read_sources(seeds / "sources.toml"), drawn.TERRITORY)
    sentence = finding(evaluate(catalogue, "swap", zones))
    assert said in sentence
    read(sentence, "en")


def test_a_text_that_mentions_none_of_the_land_held_takes_nothing_away(seeds, zones):
    path = seeds / "proposals" / "swap.toml"
    drawn.edit(
        path,
        'holder = "RU", recognition = "de_facto", basis = "inferred"',
        'holder = "OPEN", recognition = "unclear", basis = "silent"',
    )
    (seeds / "control_status.csv").write_text(drawn.STATUS_CSV.splitlines()[0] + "\n", "utf-8")
    catalogue = read_catalogue(seeds, read_sources(seeds / "sources.toml"), drawn.TERRITORY)
    sentence = finding(evaluate(catalogue, "swap", zones))
    assert "does not mention the land held" in sentence
    assert sentence.endswith("it stays, its status open.")
    assert "leave" not in sentence
    assert "return" not in sentence
