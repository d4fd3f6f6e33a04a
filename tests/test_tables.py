import pandera.pandas as pa
import pydantic
import pytest

from tests.mistakes import mistake
from whoholds.ground.entries import validate_model
from whoholds.ground.errors import InputError
from whoholds.ground.tables import DAY, list_ids, read_table
from whoholds.ground.texts import read_toml

SCHEMA = pa.DataFrameSchema(
    {
        "name": pa.Column(str, pa.Check.str_length(min_value=1), description="form.name"),
        "size": pa.Column(int, pa.Check.gt(0)),
        "day": pa.Column(DAY),
    },
    unique=["name"],
    coerce=True,
    strict=True,
)
GOOD = "name,size,day\na,1,2025-08-16\nb,2,2025-08-17\n"


@pytest.fixture
def write(tmp_path):
    def write_file(content, name="things.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write_file


@pytest.mark.parametrize("text", [GOOD, "\ufeff" + GOOD, GOOD.replace("\n", "\r\n"), GOOD + "\n\n"])
def test_a_table_is_read(write, text):
    table = read_table(write(text), SCHEMA)
    assert list(table["name"]) == ["a", "b"]
    assert list(table["size"]) == [1, 2]
    assert str(table["day"].iloc[1].date()) == "2025-08-17"


BAD_TABLES = {
    "missing column": (
        "name,size\na,1\n",
        "missing columns: day",
        "",
        "name, size, day",
        "name, size",
    ),
    "extra column": (
        GOOD.replace("day\n", "day,colour\n")
        .replace("-16\n", "-16,red\n")
        .replace("-17\n", "-17,\n"),
        "unknown columns: colour",
        "",
        "name, size, day",
        "colour",
    ),
    "empty file": ("", "not a table", "", "name, size, day", "an empty first line"),
    "only blank lines": ("\n\n", "not a table", "", "name, size, day", "an empty first line"),
    "duplicate row": (
        GOOD + "a,3,2025-08-18\n",
        "same key stands in two rows",
        "line 4, column name",
        "each key once",
        "a, also in line 2",
    ),
    "number that is none": (
        GOOD + "c,many,2025-08-18\n",
        "'size'",
        "line 4, column size",
        "number",
        "many",
    ),
    "number out of range": (
        GOOD + "c,0,2025-08-18\n",
        "'size'",
        "line 4, column size",
        "above 0",
        "0",
    ),
    "date that is none": (
        GOOD + "c,3,2025-02-30\n",
        "'day'",
        "line 4, column day",
        "a date",
        "2025-02-30",
    ),
    "empty cell": (GOOD + ",3,2025-08-18\n", "'name'", "line 4, column name", "a name", "''"),
    "blank line between rows": (
        "name,size,day\n\na,1,2025-08-18\n",
        "not a table",
        "",
        "name, size, day",
        "line 2: 0 cells",
    ),
    "cell of two lines": (
        GOOD + '"c\nd",1,2025-08-18\n',
        "not a table",
        "",
        "name, size, day",
        "line 4: unexpected end",
    ),
    "doubled column": (
        GOOD.replace("day\n", "day,day\n").replace("-16\n", "-16,\n").replace("-17\n", "-17,\n"),
        "doubled columns: day",
        "",
        "name, size, day",
        "day, day",
    ),
    "one cell too many": (
        GOOD + "c,3,2025-08-18,red\n",
        "not a table",
        "",
        "name, size, day",
        "line 4",
    ),
    "one cell too many in every row": (
        "name,size,day\na,1,2025-08-16,red\n",
        "not a table",
        "",
        "name, size, day",
        "line 2",
    ),
    "one cell too few": (GOOD + "c,3\n", "not a table", "", "name, size, day", "line 4"),
    "unclosed quote": (GOOD + '"c,3,2025-08-18\n', "not a table", "", "name, size, day", ""),
    "semicolons": (
        GOOD.replace(",", ";"),
        "missing columns",
        "",
        "name, size, day",
        "name;size;day",
    ),
}


@pytest.mark.parametrize("case", BAD_TABLES)
def test_a_bad_table_is_refused(write, case):
    text, match, line, expected, found = BAD_TABLES[case]
    path = write(text)
    where = f"{path}, {line}" if line else str(path)
    with mistake(InputError, match, where=where, expected=expected, found=found):
        read_table(path, SCHEMA)


def test_a_table_with_two_faults_names_the_first_and_counts_the_rest(write):
    path = write(GOOD + "c,0,2025-08-18\nd,-1,2025-08-18\n")
    with mistake(
        InputError, "one of 2 faulty lines", where="line 4", expected="above 0", found="0"
    ):
        read_table(path, SCHEMA)


@pytest.mark.parametrize("reader", [lambda path: read_table(path, SCHEMA), read_toml])
def test_a_file_that_is_not_utf8_is_refused(write, reader):
    path = write("name,size,day\nКиїв,1,2025-08-16\n".encode("cp1251"))
    with mistake(InputError, "cannot be read as UTF-8", where=str(path), found="position 14"):
        reader(path)


@pytest.mark.parametrize("reader", [lambda path: read_table(path, SCHEMA), read_toml])
def test_a_missing_file_is_named(tmp_path, reader):
    with mistake(InputError, "does not exist", where=str(tmp_path / "none.csv")):
        reader(tmp_path / "none.csv")


def test_a_byte_order_mark_is_no_part_of_a_toml_file(write):
    assert read_toml(write('\ufeffid = "Київ"\n', "a.toml")) == {"id": "Київ"}


def test_a_toml_syntax_error_names_the_line(write):
    path = write('id = "a"\ndate = tomorrow\n', "a.toml")
    with mistake(InputError, "not valid TOML", where=str(path), found="line 2"):
        read_toml(path)


class Thing(pydantic.BaseModel):
    model_config = pydantic.ConfigDict(extra="forbid")

    name: str
    size: int = 0


@pytest.mark.parametrize(
    ("data", "match", "found"),
    [
        ({}, "'name'", "nothing"),
        ({"name": "a", "colour": "red"}, "'colour'", "red"),
        ({"name": "a", "size": "many"}, "'size'", "many"),
        ({"name": 1, "size": "many"}, "'name' .*one of 2 faults", "1"),
    ],
    ids=["missing key", "extra key", "wrong type", "two faults"],
)
def test_a_bad_key_is_refused(data, match, found):
    with mistake(InputError, match, where="a.toml, key ", found=found):
        validate_model(Thing, data, where="a.toml")


@pytest.mark.parametrize(
    ("cell", "ids"), [("", []), ("a", ["a"]), (" a  b-1 ", ["a", "b-1"]), ("a\tb", ["a", "b"])]
)
def test_list_ids(cell, ids):
    assert list_ids(cell) == ids
