"""What was said of the proposals: the table, its faults, and every place that shows it."""

import json

import pytest

import whoholds
from tests.mistakes import mistake
from tests.shipped import CONFLICT
from whoholds.desk import load_catalogue
from whoholds.ground.errors import InputError, UnknownNameError
from whoholds.proposals.reactions import REACTIONS_SCHEMA, read_reactions

HEADER = ",".join(REACTIONS_SCHEMA.columns)
ROW = "swap,2025-01-03,Ann,Анна,a reader,читачка,No.,Ні.,atlas gazette"
PROPOSALS = [item for item in load_catalogue().proposals.values() if item.kind == "proposal"]


@pytest.fixture
def read(tmp_path, catalogue):
    path = tmp_path / "reactions.csv"

    def read(*rows):
        path.write_text("\n".join([HEADER, *rows]) + "\n", "utf-8")
        return read_reactions(path, catalogue.proposals, catalogue.sources)

    return read


def test_a_row_is_read_as_it_stands(read):
    (row,) = read(ROW).itertuples(index=False)
    assert ",".join(row) == ROW


def test_a_month_is_day_enough(read):
    assert read(ROW.replace("-03", ""))["day"].to_list() == ["2025-01"]


@pytest.mark.parametrize(
    ("old", "new", "kind", "match", "column", "found"),
    [
        ("swap", "swop", UnknownNameError, "unknown proposal", "proposal", "swop"),
        ("gazette", "rumour", UnknownNameError, "unknown source", "source", "rumour"),
        ("atlas gazette", "", InputError, "'source'", "source", "''"),
        ("2025-01-03", "3 January", InputError, "'day'", "day", "3 January"),
        ("2025-01-03", "2025-13", InputError, "'day'", "day", "2025-13"),
        ("2025-01-03", "2025", InputError, "'day'", "day", "2025"),
        ("Анна", "", InputError, "'who_uk'", "who_uk", "''"),
        ("No.", "", InputError, "'said_en'", "said_en", "''"),
        ("a reader", "", InputError, "'role_en'", "role_en", "''"),
    ],
)
def test_a_bad_row_is_refused(read, old, new, kind, match, column, found):
    with mistake(kind, match, where=f"line 2, column {column}", expected="", found=found):
        read(ROW.replace(old, new, 1))


def test_the_same_row_twice_is_refused(read):
    with mistake(InputError, "same key", where="line 3", expected="once", found="line 2"):
        read(ROW, ROW)


# The shipped ones


def test_every_proposal_has_its_reactions_in_order_of_their_days():
    table = CONFLICT.catalogue.reactions
    assert set(table["proposal"]) == {proposal.id for proposal in PROPOSALS}
    for proposal in PROPOSALS:
        said = whoholds.reactions_to(proposal.id)
        days = [day if len(day) == 10 else f"{day}-99" for day in said["day"]]
        assert days == sorted(days)
        assert min(days) >= proposal.date.isoformat()[:7]


def test_what_the_report_from_alaska_says_has_its_place():
    said = whoholds.reactions_to("anchorage-aug-2025").set_index("who")
    assert {"Kyiv", "Samuel Charap", "The White House and NATO", "Trump"} <= set(said.index)
    for who, words in {
        "Samuel Charap": "non-starter",
        "Britain, France and Germany": "Doubt",
        "The White House and NATO": "No comment",
        "People near the Kremlin": "best chance",
        "Kyiv": "constitution",
    }.items():
        assert words in said.loc[who, "said"]
        assert "mbua-2025-08-anchorage" in said.loc[who, "source"]
    assert said.loc["Zelensky", "said"].str.contains("survival").any()
    claims = {claim.claim: claim for claim in whoholds.load_claims()}
    for name in ("ohio", "reuters-fifth"):
        assert "mbua-2025-08-anchorage" in claims[name].sources
    terms = {term.term: term for term in load_catalogue()["anchorage-aug-2025"].terms}
    assert "peacekeepers" in terms["foreign_troops"].value["en"]
    assert "legally binding" in terms["nato"].value["en"]


def test_both_languages_say_something_of_their_own():
    table = CONFLICT.catalogue.reactions
    for column in ("who", "role", "said"):
        same = table[table[f"{column}_en"] == table[f"{column}_uk"]]
        assert same.empty


def test_an_unknown_proposal_has_no_reactions():
    with pytest.raises(UnknownNameError, match="unknown proposal 'nobody'"):
        whoholds.reactions_to("nobody")


def test_every_reprint_says_what_it_goes_back_to():
    unnamed = [
        name
        for name, source in CONFLICT.sources.items()
        if source.kind == "reprint" and not source.original and "not named" not in source.note
    ]
    assert unnamed == []


# The whole entry


@pytest.mark.parametrize("language", ["en", "uk"])
@pytest.mark.parametrize("proposal", ["anchorage-aug-2025", "line-2025-08-16"])
def test_the_command_shows_one_proposal_whole(run, proposal, language):
    done = run("proposals", proposal, "--language", language)
    shown = " ".join(done.stdout.split())
    entry = load_catalogue()[proposal]
    texts = [text[language] for text in (entry.name, entry.summary, entry.standing)]
    texts += [reading.reason[language] for reading in entry.readings]
    texts += [term.value[language] for term in entry.terms if term.value]
    texts += whoholds.reactions_to(proposal, language)["said"].to_list()
    texts += [CONFLICT.sources[name].title[language] for name in entry.sources]
    assert [text for text in texts if " ".join(text.split()) not in shown] == []
    assert max(len(line) for line in done.stdout.splitlines() if "http" not in line) <= 100


def test_the_command_gives_the_same_as_json_and_csv(run):
    data = json.loads(run("proposals", "anchorage-aug-2025", "--format", "json").stdout)
    evaluation = whoholds.evaluate_proposal("anchorage-aug-2025")
    assert data == whoholds.proposal_record(evaluation, load_catalogue())
    rows = run("proposals", "anchorage-aug-2025", "--format", "csv").stdout
    assert rows.startswith("kind,key,text,status,sources\n")
    assert all(row["said"].replace('"', '""') in rows for row in data["reactions"])


def test_the_list_says_by_which_rule(run):
    done = run("proposals")
    assert "The list is not complete" in done.stderr
    assert all(proposal.id in done.stdout for proposal in PROPOSALS)


def test_an_unknown_proposal_ends_with_the_known_ones(run):
    done = run("proposals", "nobody")
    assert done.returncode == UnknownNameError.exit_code
    assert "anchorage-aug-2025" in done.stderr
    assert "Traceback" not in done.stderr
