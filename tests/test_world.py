"""A world that is handed in: another folder, a reader's own beside it, and two at a time."""

import json
import re
import shutil

import pandas as pd
import pytest
import shapely
from streamlit.testing.v1 import AppTest

from tests.app.test_page import texts
from tests.conftest import ROOT
from tests.drawn import edit
from tests.importers.files import write_layer
from tests.mistakes import mistake
from tests.shipped import CONFLICT, COUNTRY
from whoholds.app import cache
from whoholds.app.visit_layers import layer_of
from whoholds.conflict.conflict import Conflict
from whoholds.conflict.folder import folders_of
from whoholds.conflict.new import write_conflict
from whoholds.country.country import PIECES, Country
from whoholds.desk import baseline_zones, evaluate_proposal, opened, shipped_zones
from whoholds.door.freight import pack, unpack
from whoholds.figures.places import places_under
from whoholds.ground.errors import InputError, UnknownNameError
from whoholds.maps.build import build_map, render
from whoholds.maps.picture_file import picture_file
from whoholds.maps.showing import shown
from whoholds.telling.key_figures import key_figures
from whoholds.telling.record import proposal_record
from whoholds.words.reader import LANGUAGES

NEW = {"part": "west", "rule": "held-west-of", "value": "37.0", "note": ""}


@pytest.fixture
def folder(tmp_path):
    """A copy of the shipped conflict, free to be changed."""
    for name in ("seeds", "geodata"):
        shutil.copytree(ROOT / name, tmp_path / "a, line 3" / name)
    return tmp_path / "a, line 3"


def part(**changes):
    names = {"name_en": "West", "name_uk": "Захід", "region": "UA-14", "held_by": "RU"}
    return pd.DataFrame([NEW | names | changes])[list(COUNTRY.parts.columns)]


# Another folder


def test_a_folder_is_opened_in_place_of_the_shipped_conflict(folder, run):
    edit(folder / "seeds" / "proposals" / "formula-2022.toml", 'id = "formula-2022"', 'id = "mine"')
    (folder / "seeds/proposals/formula-2022.toml").rename(folder / "seeds/proposals/mine.toml")
    for name in ("control_status.csv", "reactions.csv"):
        path = folder / "seeds" / name
        path.write_text(path.read_text("utf-8").replace("formula-2022", "mine"), "utf-8")
    shown = run("--data", folder, "areas", "mine", "--format", "json").stdout
    assert shown == run("areas", "formula-2022", "--format", "json").stdout.replace(
        '"formula-2022"', '"mine"'
    )
    assert (
        "unknown proposal 'formula-2022'" in run("--data", folder, "areas", "formula-2022").stderr
    )


def test_the_environment_names_a_folder_too(folder, run, monkeypatch):
    monkeypatch.setenv("WHOHOLDS_DATA", str(folder))
    (folder / "seeds" / "claims.csv").unlink()
    assert str(folder) in run("claims").stderr
    assert opened().seeds == folder / "seeds"
    monkeypatch.setenv("WHOHOLDS_DATA", "")
    assert opened() is CONFLICT


@pytest.mark.parametrize("missing", ["seeds", "geodata"])
def test_a_folder_that_is_none_of_a_conflict_is_refused(tmp_path, run, missing):
    (tmp_path / {"seeds": "geodata", "geodata": "seeds"}[missing]).mkdir()
    with mistake(InputError, "none of a conflict", where=str(tmp_path), found=f"no {missing}/"):
        folders_of(tmp_path)
    done = run("--data", tmp_path, "areas", "putin-2024")
    assert done.returncode == 3
    assert "whoholds new FOLDER" in done.stderr


# A reader's own beside it


def test_a_part_of_ones_own_stands_beside_the_shipped_ones():
    mine = CONFLICT.with_parts(part())
    zones = shipped_zones(COUNTRY.lines.newest, mine)
    assert "west" in {name for names in zones.table["part"] for name in names.split("+")}
    assert "west" not in "+".join(baseline_zones().table["part"])
    assert len(mine.country.parts) == len(COUNTRY.parts) + 1
    assert mine.boundaries is CONFLICT.boundaries
    assert mine.lines is CONFLICT.lines


def test_a_part_with_a_known_key_takes_the_place_of_the_shipped_one():
    first = COUNTRY.parts.iloc[0]
    again = part(**first[["part", "region", "held_by"]].to_dict())
    parts = CONFLICT.with_parts(again).country.parts.set_index(["part", "region", "held_by"])
    assert len(parts) == len(COUNTRY.parts)
    assert parts.loc[(first["part"], first["region"], first["held_by"]), "value"] == "37.0"


@pytest.mark.parametrize(
    ("change", "what"),
    [({"rule": "south"}, "a cell of column 'rule'"), ({"value": "west"}, "cannot be read")],
)
def test_a_part_of_ones_own_is_checked_like_those_of_a_file(change, what):
    with mistake(InputError, what, where="parts, line 2"):
        CONFLICT.with_parts(part(**change))


def test_a_place_of_ones_own_stands_beside_the_shipped_ones():
    row = COUNTRY.places.iloc[[0]].assign(place="mine", name_en="Mine")
    mine = CONFLICT.with_places(row)
    here = places_under(evaluate_proposal("putin-2024", conflict=mine))
    there = places_under(evaluate_proposal("putin-2024"))
    assert set(here["place"]) - set(there["place"]) == {"mine"}
    with mistake(InputError, "missing columns: why_en", where="places"):
        CONFLICT.with_places(row.drop(columns="why_en"))


def test_a_proposal_of_ones_own_stands_beside_the_shipped_ones():
    catalogue = CONFLICT.catalogue
    proposal = catalogue["putin-2024"].model_copy(update={"id": "mine"})
    rows = catalogue.status[catalogue.status["proposal"] == "putin-2024"]
    mine = CONFLICT.with_proposal(proposal, rows.assign(proposal="mine"))
    frame = evaluate_proposal("mine", conflict=mine).frame
    assert frame.equals(evaluate_proposal("putin-2024").frame)
    with pytest.raises(UnknownNameError, match="unknown proposal 'mine'"):
        evaluate_proposal("mine")
    with pytest.raises(InputError, match="rows are of another proposal than mine"):
        CONFLICT.with_proposal(proposal, rows)
    with pytest.raises(UnknownNameError, match="unknown source 'rumour'"):
        CONFLICT.with_proposal(proposal, rows.assign(proposal="mine", source="rumour"))
    with pytest.raises(UnknownNameError, match="unknown part 'nowhere'"):
        CONFLICT.with_proposal(proposal, rows.assign(proposal="mine", part="nowhere"))


def test_two_worlds_with_one_proposal_id_are_not_confused():
    """The same id, layer and reading in two worlds: each has its own statuses, in either order."""
    known = CONFLICT.catalogue
    swapped = known["formula-2022"].model_copy(update={"id": "putin-2024", "earlier": ""})
    other = CONFLICT.with_proposal(swapped)
    for first, second in ((CONFLICT, other), (other, CONFLICT)):
        found = [evaluate_proposal("putin-2024", conflict=one).frame for one in (first, second)]
        assert not found[0]["holder"].equals(found[1]["holder"])
    assert set(evaluate_proposal("putin-2024", conflict=other).frame["holder"]) == {"UA"}


# A country


def test_what_is_made_of_another_piece_is_made_anew():
    country = Country(COUNTRY.seeds, COUNTRY.geodata.folder)
    assert country.placement_error == COUNTRY.placement_error
    none = country.settlements[country.settlements["region"] == "UA-14"]
    assert country.but(settlements=none).placement_error != country.placement_error
    with pytest.raises(TypeError, match="no 'colour'"):
        country.but(colour="red")


def test_a_country_goes_through_the_door_and_comes_back_the_same():
    assert unpack(pack(COUNTRY)) is COUNTRY
    mine = CONFLICT.with_parts(part()).country
    assert unpack(pack(mine)) is mine
    packed = pack(mine).replace(mine.token.encode(), b"elsewhere")
    there = unpack(packed)
    assert there is not mine
    pd.testing.assert_frame_equal(there.parts, mine.parts)
    assert len(there.boundaries.regions) == len(COUNTRY.boundaries.regions)
    assert {name for name in PIECES if name in there.own} == {"parts"}


def test_nothing_is_read_before_it_is_asked_for(tmp_path):
    conflict = Conflict.open(tmp_path / "seeds", tmp_path / "geodata")
    assert conflict.seeds == tmp_path / "seeds"
    with mistake(InputError, "does not exist", where=str(tmp_path / "seeds" / "sources.toml")):
        conflict.sources  # noqa: B018


# A conflict to start from


def test_a_conflict_to_start_from_passes_every_check(tmp_path, run):
    assert run("new", tmp_path / "mine").returncode == 0
    checked = run("--data", tmp_path / "mine", "check")
    assert checked.returncode == 0, checked.stdout
    assert "6 regions" in checked.stdout
    areas = run("--data", tmp_path / "mine", "areas", "swap", "--by", "zone", "--format", "csv")
    assert "AV-3,BR,cape" in areas.stdout


def test_nothing_is_written_over(tmp_path, run):
    (tmp_path / "notes.txt").write_text("mine")
    done = run("new", tmp_path)
    assert done.returncode == 3
    assert "something is there already" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


# Words of its own

THEIRS = re.compile(
    r"\b(Ukrain\w*|Russia\w*|UA|RU|Ohio|Crimea\w*|Україн\w*|Росі\w*|Огайо|Крим\w*)\b"
)


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    """The folder of a conflict whose sides are AV and BR, and it itself."""
    folder = tmp_path_factory.mktemp("drawn") / "mine"
    write_conflict(folder)
    return folder, opened(folder)


def foreign(text: str) -> list[str]:
    """What a text has of another conflict's names, but for the language's own name and locale."""
    return THEIRS.findall(text.replace("Українська", "").replace("uk-UA", ""))


@pytest.mark.parametrize(("language", "name"), [("en", "Avenmark"), ("uk", "Авенмарк")])
def test_the_map_of_another_conflict_names_nothing_of_the_shipped_one(drawn, language, name):
    _, mine = drawn
    evaluation = evaluate_proposal("swap", conflict=mine)
    canvas = build_map(mine.catalogue, evaluation.zones, "swap", language=language)
    page = re.sub(r"data:[a-z/+-]+;base64,[\w+/=]+", "", render(canvas))
    page += "".join(json.loads(f'"{one}"') for one in re.findall(r"(?:\\u[0-9a-f]{4})+", page))
    assert foreign(page) == []
    assert name in page
    made = picture_file(
        shown("single", evaluation), mine.catalogue.sources, "svg", language=language
    )
    picture = made.content.decode() + made.alt
    assert foreign(picture) == []
    assert name in picture


@pytest.mark.parametrize(("language", "name"), [("en", "Avenmark"), ("uk", "Авенмарк")])
def test_the_records_of_another_conflict_name_nothing_of_the_shipped_one(drawn, language, name):
    _, mine = drawn
    for proposal in mine.catalogue.proposals:
        evaluation = evaluate_proposal(proposal, conflict=mine)
        record = proposal_record(evaluation, mine.catalogue, language)
        figures = [str(one) for one in key_figures(evaluation, mine.reader(language))]
        assert foreign(json.dumps(record, ensure_ascii=False) + "".join(figures)) == []
        assert name in "".join(figures)


@pytest.mark.parametrize(("language", "name"), [("en", "Avenmark"), ("uk", "Авенмарк")])
def test_the_dashboard_of_another_conflict_names_nothing_of_the_shipped_one(
    drawn, language, name, monkeypatch
):
    monkeypatch.setenv("WHOHOLDS_DATA", str(drawn[0]))
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=120)
    app.session_state["drawn"] = True  # there is no browser that could say so
    app.query_params["language"] = language
    shown = app.run()
    assert [one.value for one in shown.exception] == []
    said = texts(shown)
    assert foreign(said) == []
    assert name in said


# Two conflicts, one after the other in one process


def test_two_dashboards_of_one_process_share_nothing_that_is_kept(tmp_path, monkeypatch):
    """The same ids of layer, proposal and reading in two folders, whose words and ground differ."""
    folders = [tmp_path / name for name in ("first", "second")]
    for folder in folders:
        write_conflict(folder)
    words = folders[1] / "seeds" / "words.csv"
    words.write_text(words.read_text("utf-8").replace("Avenmark", "Otherland"), "utf-8")
    seeds = folders[1] / "seeds"
    edit(seeds / "lines" / "2030-06-01.csv", "east,1,contact,32.5", "east,1,contact,32.4")
    edit(seeds / "proposals" / "swap.toml", "The north east for the south east.", "Another text.")
    wide = "swap,wide,AV-6,AV,,OPEN,,"
    edit(seeds / "control_status.csv", wide, wide.replace("OPEN,,", "INT,INT,"))
    edit(seeds / "claims.csv", "about,7600", "about,8600")
    for folder in folders:
        for suffix in (".csv", ".toml"):
            line = folder / "seeds" / "lines" / f"2030-06-01{suffix}"
            shutil.copy(line, line.with_stem("2030-05-28"))
    kept = []
    for folder in (*folders, *folders):
        monkeypatch.setenv("WHOHOLDS_DATA", str(folder))
        layer = layer_of("2030-06-01")
        asked = (layer, "swap", "wide", "en", "light")
        (claim,) = cache.checked_claims(layer)
        found = (
            list(layer.zones.frame["area_km2"]),
            list(cache.evaluation_of(layer, "swap", "wide").frame["change"]),
            [str(one) for one in cache.section_of("figures", *asked)],
            cache.map_page(layer, "en"),
            cache.file_of("svg", *asked),
            claim.claim.value,
            cache.spread_of([layer, layer_of("2030-05-28")], "swap", "wide"),
        )
        kept.append(found)
    for first, second in zip(*kept[:2], strict=True):
        assert first != second
    for before, after in ((kept[0], kept[2]), (kept[1], kept[3])):
        assert before[:-1] == after[:-1]
        assert before[-1] is after[-1], "what is kept of a conflict is not made anew"


def test_a_reader_of_a_conflict_is_made_once_and_has_its_words_alone(drawn):
    _, mine = drawn
    for language in LANGUAGES:
        readers = [one.country.reader(language) for one in (CONFLICT, mine, CONFLICT, mine)]
        assert readers[0] is readers[2]
        assert readers[1] is readers[3]
        assert readers[0].word("page.title") != readers[1].word("page.title")
        assert "holder.AV" not in readers[0].keys
        assert "holder.UA" not in readers[1].keys


def test_a_folder_is_found_from_wherever_its_files_are_read(tmp_path, monkeypatch):
    for name in ("one", "two"):
        write_conflict(tmp_path / name / "mine")
    edit(tmp_path / "two/mine/seeds/proposals/swap.toml", 'id = "swap"', 'id = "trade"')
    (tmp_path / "two/mine/seeds/proposals/swap.toml").rename(
        tmp_path / "two/mine/seeds/proposals/trade.toml"
    )
    table = tmp_path / "two/mine/seeds/control_status.csv"
    table.write_text(table.read_text("utf-8").replace("swap", "trade"), "utf-8")
    found = []
    for name in ("one", "two"):
        monkeypatch.chdir(tmp_path / name)
        found.append(opened("mine"))
    monkeypatch.chdir(tmp_path)
    assert ["swap" in one.catalogue.proposals for one in found] == [True, False]


COMMANDS = [
    ["check"],
    ["proposals"],
    ["proposals", "swap"],
    ["areas", "swap"],
    ["areas", "swap", "--by", "zone", "--compare-with", "big-island"],
    ["areas", "return", "--format", "json"],
    ["compare", "swap", "return"],
    ["compare", "swap", "return", "--by", "region", "--format", "csv"],
    ["claims"],
    ["claims", "--format", "json"],
    ["terms"],
    ["spread", "mine.geojson", "--with", "2030-06-01", "--proposal", "swap"],
    ["spread", "mine.geojson", "--with", "2030-06-01", "--format", "json"],
    ["import", "mine.geojson"],
    ["import", "wrong.geojson"],
    ["import", "regions.geojson", "--date", "2030-06-01"],
    ["areas", "swap", "--boundaries", "regions.geojson", "--control", "mine.geojson"],
    ["areas", "nowhere"],
    ["zones", "swap", "-o", "zones.csv"],
    ["zones", "swap", "-o", "zones.geojson"],
    ["map", "swap", "--compare", "return", "-o", "map.html"],
    ["map", "swap", "-o", "map.svg"],
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_command_on_another_conflict_names_nothing_of_the_shipped_one(
    drawn, tmp_path, run, monkeypatch, command, language
):
    monkeypatch.chdir(tmp_path)
    both = (shapely.box(32.4, 43, 33, 45), shapely.box(30, 43, 31, 45))
    about = {"date": "2030-05-30", "source": "Another map"}
    write_layer(tmp_path / "mine.geojson", *both, held_by=["BR", "AV"], **about)
    write_layer(tmp_path / "wrong.geojson", *both, held_by=["BR", "XX"], **about)
    shutil.copy(drawn[0] / "geodata" / "regions.geojson", tmp_path)
    done = run("--data", drawn[0], *command, "--language", language)
    wrong = command[1:2] in (["wrong.geojson"], ["regions.geojson"], ["nowhere"])
    assert (done.returncode != 0) == wrong, done.stdout + done.stderr
    said = done.stdout + done.stderr
    said += "".join(path.read_text("utf-8") for path in tmp_path.iterdir())
    assert foreign(re.sub(r"data:[a-z/+-]+;base64,[\w+/=]+", "", said)) == []
    assert "Traceback" not in said
    if "wrong.geojson" in command:
        assert "BR" in done.stderr
        assert "AV" in done.stderr


def test_a_conflict_without_words_is_told_which_keys_they_have(drawn, tmp_path, run):
    shutil.copytree(drawn[0], tmp_path / "mine")
    words = tmp_path / "mine" / "seeds" / "words.csv"
    words.unlink()
    with mistake(InputError, "no words of its own", where=str(words), expected="holder.BR"):
        opened(tmp_path / "mine").reader("en")
    done = run("--data", tmp_path / "mine", "map", "-o", tmp_path / "map.html")
    assert done.returncode == 3
    assert "change.av_cedes" in done.stderr


def test_every_fault_of_a_conflicts_own_files_is_told_at_once(drawn, tmp_path, run):
    seeds = shutil.copytree(drawn[0], tmp_path / "mine") / "seeds"
    edit(seeds / "words.csv", "holder.AV,Avenmark,Авенмарк", "holder.AX,Avenmark,")
    edit(seeds / "words.csv", "page.to.BR,Brennia,Бренії", "page.to.BR,Brennia,")
    edit(seeds / "terms.toml", 'id = "observers"', 'ids = "observers"')
    for language, missing in (("en", "words of the conflict are missing"), ("uk", "бракує слів")):
        done = run("--data", tmp_path / "mine", "check", "--language", language)
        assert done.returncode == 7, done.stderr
        for told in (missing, "holder.AV", "AX", "words.csv, ", "terms.toml", "ids"):
            assert told in done.stdout
        assert done.stdout.count(f"{seeds / 'words.csv'}") == 4
