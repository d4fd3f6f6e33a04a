import pytest

from tests.drawn import SWAP_TOML, TERRITORY, edit
from tests.mistakes import mistake
from whoholds.desk import load_catalogue
from whoholds.ground.errors import InputError, UnknownNameError
from whoholds.ground.resources import seeds as shipped_seeds
from whoholds.proposals.catalogue import read_catalogue
from whoholds.proposals.citations import read_sources
from whoholds.proposals.evaluation import evaluate


def read(folder):
    return read_catalogue(folder, read_sources(folder / "sources.toml"), TERRITORY)


def test_lines_come_before_proposals(catalogue):
    assert list(catalogue.proposals) == ["line-today", "swap"]
    assert len(catalogue.status) == 6
    assert set(catalogue.sources) == {"atlas", "gazette"}


def test_shipped_lines_are_newest_first_and_proposals_oldest_first():
    proposals = list(load_catalogue().proposals.values())
    lines = [item.date for item in proposals if item.kind == "line"]
    others = [item.date for item in proposals if item.kind == "proposal"]
    assert [item.kind for item in proposals] == ["line"] * len(lines) + ["proposal"] * len(others)
    assert lines == sorted(lines, reverse=True)
    assert others == sorted(others)


def test_the_shipped_catalogue_has_every_file():
    stems = {path.stem for path in shipped_seeds("proposals").glob("*.toml")}
    assert set(load_catalogue().proposals) == stems


def test_default_reading(catalogue):
    swap = catalogue["swap"]
    assert swap.reading(None).id == swap.default_reading.id == "narrow"
    assert swap.reading("wide").id == "wide"


@pytest.mark.parametrize("name", ["swop", "", "Swap"])
def test_an_unknown_proposal_is_refused_with_the_known_ones(catalogue, name):
    with mistake(
        UnknownNameError,
        "unknown proposal",
        where="catalogue",
        expected="line-today, swap",
        found=name,
    ):
        catalogue[name]


def test_an_unknown_reading_is_refused_with_the_known_ones(catalogue):
    with mistake(
        UnknownNameError, "'narow'", where="proposal swap", expected="narrow, wide", found="narow"
    ):
        catalogue["swap"].reading("narow")


BAD_TOML = {
    "no sources": (
        'sources = ["atlas"]',
        "sources = []",
        InputError,
        "'sources'",
        "key sources",
        "at least 1",
        "[]",
    ),
    "unknown source": (
        'sources = ["atlas"]',
        'sources = ["atlus"]',
        UnknownNameError,
        "unknown source 'atlus'",
        "key sources",
        "sources.toml",
        "atlus",
    ),
    "unknown source elsewhere": (
        'de_facto", basis = "inferred", source = "atlas"',
        'de_facto", basis = "inferred", source = "atlas memory"',
        UnknownNameError,
        "unknown source 'memory'",
        "key elsewhere.RU.source",
        "sources.toml",
        "memory",
    ),
    "syntax error": (
        'id = "swap"',
        "id = swap",
        InputError,
        "not valid TOML",
        "swap.toml",
        "",
        "line 1",
    ),
    "missing key": (
        'proposer = { en = "Nobody", uk = "Ніхто" }\n',
        "",
        InputError,
        "'proposer'",
        "key proposer",
        "a table of keys",
        "nothing",
    ),
    "extra key": (
        'id = "swap"',
        'id = "swap"\ncolour = "red"',
        InputError,
        "'colour'",
        "key colour",
        "not permitted",
        "'red'",
    ),
    "no English": (
        'name = { en = "Swap", uk = "Обмін" }',
        'name = { uk = "Обмін" }',
        InputError,
        "'name.en'",
        "key name.en",
        "text",
        "nothing",
    ),
    "date that is none": (
        "date = 2025-01-02",
        'date = "2 January"',
        InputError,
        "'date'",
        "key date",
        "date",
        "2 January",
    ),
    "holder outside the vocabulary": (
        'RU = { holder = "RU"',
        'RU = { holder = "PL"',
        InputError,
        "'elsewhere.RU.holder'",
        "key elsewhere.RU.holder",
        "'UA', 'RU', 'DMZ', 'INT' or 'OPEN'",
        "'PL'",
    ),
    "DMZ counted for nobody": (
        'RU = { holder = "RU"',
        'RU = { holder = "DMZ"',
        InputError,
        "'elsewhere.RU'",
        "key elsewhere.RU",
        "counted_for: UA or RU for the holder DMZ",
        "DMZ",
    ),
    "silence that gives land away": (
        'RU = { holder = "RU", recognition = "de_facto", basis = "inferred"',
        'RU = { holder = "RU", recognition = "de_facto", basis = "silent"',
        InputError,
        "'elsewhere.RU'",
        "key elsewhere.RU",
        "basis: silent only for the holder OPEN",
        "silent",
    ),
    "no default reading": (
        "default = true\n",
        "",
        InputError,
        "wrong",
        "swap.toml",
        "just one reading",
        "",
    ),
    "the same reading twice": (
        'id = "wide"',
        'id = "narrow"',
        InputError,
        "wrong",
        "swap.toml",
        "ids differ",
        "",
    ),
    "a term twice": (
        'term = "nato"',
        'term = "forces"',
        InputError,
        "'terms'",
        "key terms",
        "each term once",
        "",
    ),
    "a stated term without words": (
        'term = "nato"\nstatus = "not_stated"',
        'term = "nato"\nstatus = "stated"',
        InputError,
        "'terms.nato'",
        "key terms.nato",
        "value and sources are given",
        "nato",
    ),
    "a term without a status": (
        'term = "nato"\nstatus = "not_stated"',
        'term = "nato"',
        InputError,
        "'terms.nato.status'",
        "key terms.nato.status",
        "'stated', 'reported', 'not_stated' or 'disputed'",
        "nothing",
    ),
    "an unknown term": (
        'term = "nato"',
        'term = "navy"',
        InputError,
        "'terms.navy.term'",
        "key terms.navy.term",
        "'nato', 'neutrality'",
        "navy",
    ),
    "a term from an unknown source": (
        'term = "nato"\nstatus = "not_stated"',
        'term = "nato"\nstatus = "stated"\nvalue = { en = "No", uk = "Ні" }\nsources = ["rumour"]',
        UnknownNameError,
        "unknown source 'rumour'",
        "term nato",
        "sources.toml",
        "rumour",
    ),
    "another id": (
        'id = "swap"',
        'id = "swop"',
        InputError,
        "not the file's name",
        "key id",
        "swap",
        "swop",
    ),
}


@pytest.mark.parametrize("case", BAD_TOML)
def test_a_bad_proposal_is_refused(seeds, case):
    old, new, kind, match, where, expected, found = BAD_TOML[case]
    edit(seeds / "proposals" / "swap.toml", old, new)
    with mistake(kind, match, where=where, expected=expected, found=found):
        read(seeds)


ROW = "swap,,UA-03,RU,pocket,DMZ,UA,UA,none,inferred,gazette,"
BAD_ROWS = {
    "unknown proposal": (
        ROW.replace("swap", "swop"),
        UnknownNameError,
        "unknown proposal 'swop'",
        "proposal",
        "line-today, swap",
        "swop",
    ),
    "unknown reading": (
        ROW.replace("swap,", "swap,narow"),
        UnknownNameError,
        "unknown reading 'narow'",
        "reading",
        "narrow, wide",
        "narow",
    ),
    "unknown source": (
        ROW.replace("gazette", "gazette rumour"),
        UnknownNameError,
        "unknown source 'rumour'",
        "source",
        "sources.toml",
        "rumour",
    ),
    "no source": (ROW.replace("gazette", ""), InputError, "'source'", "source", "ids of", "''"),
    "blank source": (
        ROW.replace("gazette", " "),
        UnknownNameError,
        "no source is named",
        "source",
        "at least one",
        "nothing",
    ),
    "region that is none": (
        ROW.replace("UA-03", "Kherson"),
        InputError,
        "'region'",
        "region",
        "UA-14",
        "Kherson",
    ),
    "held by nobody": (
        ROW.replace("RU", "PL"),
        InputError,
        "'held_by'",
        "held_by",
        "UA or RU",
        "PL",
    ),
    "holder outside the vocabulary": (
        ROW.replace("DMZ", "NATO"),
        InputError,
        "'holder'",
        "holder",
        "UA, RU, DMZ, INT, OPEN",
        "NATO",
    ),
    "recognition outside the vocabulary": (
        ROW.replace("none", "full"),
        InputError,
        "'recognition'",
        "recognition",
        "de_facto",
        "full",
    ),
    "basis outside the vocabulary": (
        ROW.replace("inferred", "guessed"),
        InputError,
        "'basis'",
        "basis",
        "reported, inferred or silent",
        "guessed",
    ),
    "INT without administration": (
        ROW.replace("DMZ,UA,UA", "INT,,"),
        InputError,
        "do not fit together",
        "administration",
        "UA, RU or INT",
        "holder INT",
    ),
    "DMZ counted for nobody": (
        ROW.replace("DMZ,UA,UA", "DMZ,UA,"),
        InputError,
        "do not fit together",
        "counted_for",
        "UA or RU for the holder DMZ",
        "holder DMZ",
    ),
    "administration of a plain holder": (
        ROW.replace("DMZ,UA,UA", "RU,UA,"),
        InputError,
        "do not fit together",
        "administration",
        "empty but for the holders DMZ and INT",
        "holder RU",
    ),
    "silence that gives land away": (
        ROW.replace("DMZ,UA,UA", "RU,,").replace("inferred", "silent"),
        InputError,
        "do not fit together",
        "basis",
        "only for the holder OPEN",
        "basis 'silent'",
    ),
    "the row above again": (
        "swap,,UA-02,UA,,RU,,,de_jure,reported,atlas,",
        InputError,
        "same key",
        "proposal, reading, region",
        "once",
        "also in line 4",
    ),
}


@pytest.mark.parametrize("case", BAD_ROWS)
def test_a_bad_row_of_control_status_is_refused(seeds, case):
    row, kind, match, column, expected, found = BAD_ROWS[case]
    path = edit(seeds / "control_status.csv", ROW, row)
    with mistake(
        kind, match, where=f"{path}, line 5, column {column}", expected=expected, found=found
    ):
        read(seeds)


@pytest.mark.parametrize(
    ("missing", "kind", "match"),
    [
        ("control_status.csv", InputError, "does not exist"),
        ("proposals/swap.toml", UnknownNameError, "unknown proposal 'swap'"),
    ],
)
def test_a_missing_file_is_found(seeds, missing, kind, match):
    (seeds / missing).unlink()
    with mistake(kind, match, where="control_status.csv"):
        read(seeds)


def test_a_folder_without_proposals_is_refused(seeds):
    for path in (seeds / "proposals").iterdir():
        path.unlink()
    with mistake(InputError, "no proposals", where="proposals", expected="at least one"):
        read(seeds)


@pytest.mark.parametrize(
    ("old", "new", "key", "found"),
    [
        ('kind = "summary"', 'kind = "gossip"', "kind", "gossip"),
        ('strength = "weak"', 'strength = "so-so"', "strength", "so-so"),
        ("https://example.org/gazette", "example.org", "url", "example.org"),
        ('title = "A gazette"\n', "", "title", "nothing"),
        ('title = "A gazette"\n', 'title = "A gazette"\nauthor = "x"\n', "author", "x"),
        ("date = 2025-01-01", 'date = "spring"', "date", "spring"),
    ],
)
def test_a_bad_source_is_refused(seeds, old, new, key, found):
    path = edit(seeds / "sources.toml", old, new)
    with mistake(InputError, f"'{key}'", where=f"key {key}", found=found):
        read_sources(path)


def test_a_table_that_is_no_source_is_refused(seeds):
    path = seeds / "sources.toml"
    path.write_text('title = "stray"\n' + path.read_text(encoding="utf-8"), encoding="utf-8")
    with mistake(InputError, "is wrong", where=f"{path}, [title]", found="stray"):
        read_sources(path)


def test_the_drawn_proposal_is_complete():
    assert SWAP_TOML.count("[[terms]]") == 13


def terms_of(proposal):
    return {term.term: term for term in load_catalogue()[proposal].terms}


def test_the_european_24_points_are_no_reading_of_the_e3_text():
    e3, europe = load_catalogue()["e3-nov-2025"], load_catalogue()["euro-24-nov-2025"]
    assert len(e3.readings) == 1
    assert "800,000" in terms_of(e3.id)["forces"].value["en"]
    assert "No limit" in terms_of(europe.id)["forces"].value["en"]
    assert "Not imposed" in terms_of(europe.id)["neutrality"].value["en"]
    returned = load_catalogue().rows[europe.id, ""]
    assert returned["UA-23", "RU", "enerhodar"][0] == "UA"
    assert returned["UA-48", "RU", "kinburn"][0] == "UA"
    assert {key[2] for key in load_catalogue().rows[e3.id, ""]} == {""}


def test_the_full_text_of_the_e3_answers_every_term():
    answered = [name for name, term in terms_of("e3-nov-2025").items() if term.value]
    assert len(answered) >= 13
    assert "18" in terms_of("us-28-nov-2025")["neutrality"].value["en"]


def test_istanbul_is_read_by_the_line_of_its_day(shipped_zones):
    assert load_catalogue()["istanbul-2022"].default_reading.id == "feb-2022-line"
    (zones,) = [one for day, one in shipped_zones.items() if day.year == 2025]
    frame = evaluate(load_catalogue(), "istanbul-2022", zones).frame
    taken_since = frame[(frame["held_by"] == "RU") & frame["region"].isin(["UA-09", "UA-14"])]
    since = ~taken_since["part"].str.contains("held-2022")
    assert set(taken_since.loc[since, "change"]) == {"ru_returns"}
    assert set(taken_since.loc[~since, "change"]) == {"left_open"}


def test_june_2024_does_not_mention_what_was_not_held_then(shipped_zones):
    (zones,) = [one for day, one in shipped_zones.items() if day.year == 2025]
    frame = evaluate(load_catalogue(), "putin-2024", zones).frame
    rows = frame[(frame["held_by"] == "RU") & frame["region"].isin(["UA-59", "UA-12"])]
    assert len(rows)
    assert set(rows["change"]) == {"not_mentioned"}
    assert rows["note"].str.contains("nothing was held").all()
    assert rows["source"].str.contains("miragenews").all()
