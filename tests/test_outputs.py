import pytest

from tests.drawn import HELD, control_of
from tests.mistakes import mistake
from whoholds.ground.errors import InputError
from whoholds.ground.outputs import replacing, write_text, write_vector
from whoholds.layers.layer_file import layer_frame


@pytest.fixture
def old(tmp_path):
    path = tmp_path / "old.txt"
    path.write_text("old")
    return path


def test_a_text_replaces_the_file_before(old):
    write_text("новий", old)
    assert old.read_text(encoding="utf-8") == "новий"
    assert [path.name for path in old.parent.iterdir()] == ["old.txt"]


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt])
def test_a_block_that_fails_leaves_the_file_before_and_no_litter(old, error):
    def half_written():
        with replacing(old) as draft:
            draft.write_text("half")
            raise error("stop")

    with pytest.raises(error, match="stop"):
        half_written()
    assert old.read_text() == "old"
    assert [path.name for path in old.parent.iterdir()] == ["old.txt"]


def test_a_write_that_fails_is_told_and_leaves_the_file_before(old):
    with (
        mistake(InputError, "cannot be written", where=str(old), found="No space"),
        replacing(old) as draft,
    ):
        draft.write_text("half")
        raise OSError(28, "No space left on device")
    assert old.read_text() == "old"


@pytest.mark.parametrize(
    ("name", "found"),
    [("", "a folder"), ("missing/new.txt", "no folder"), ("old.txt/a", "no folder")],
)
def test_a_place_that_takes_no_file_is_refused(old, name, found):
    path = old.parent / name
    with mistake(InputError, "cannot be written", where=str(path), expected="folder", found=found):
        write_text("new", path)


@pytest.mark.parametrize("name", ["held.csv", "held", "held.html"])
def test_an_unknown_vector_format_is_refused(tmp_path, name):
    with mistake(InputError, "format", where=name, expected=".geojson, .json, .gpkg"):
        write_vector(layer_frame(control_of(HELD), "RU"), tmp_path / name)
    assert not list(tmp_path.iterdir())


def test_a_vector_file_replaces_the_one_before(tmp_path):
    path = tmp_path / "held.gpkg"
    for _ in range(2):
        write_vector(layer_frame(control_of(HELD), "RU"), path)
    assert [path.name for path in tmp_path.iterdir()] == ["held.gpkg"]
