"""The list of downloads: the shipped one, and lists that are wrong."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.mistakes import mistake
from whoholds.fetch.downloads import chosen_downloads, read_downloads, require_download
from whoholds.ground.errors import InputError, UnknownNameError
from whoholds.ground.resources import seeds

SHIPPED = seeds("downloads.toml")

SHIPPED = seeds("downloads.toml")

GOOD = """
[test]
title = "Test"
url = "https://example.org/{date:%Y}/a_{date:%Y%m%d}.geojson"
licence = "none"
form = "generic"
content = "geojson"
max_mb = 1
"""


def written(tmp_path, text):
    path = tmp_path / "downloads.toml"
    path.write_text(text)
    return path


def test_the_shipped_addresses_have_the_published_form():
    day = dt.date(2025, 8, 16)
    assert {
        name: entry.url_for(day) for name, entry in chosen_downloads(None, SHIPPED).items()
    } == {
        "deepstate": "https://raw.githubusercontent.com/cyterat/deepstate-map-data/main/data/"
        "deepstatemap_data_20250816.geojson",
        "isw": "https://raw.githubusercontent.com/sdspieg/war-datasets-dashboard/gh-pages/data/"
        "territory_geojson/2025-08-16.geojson",
        "viina": "https://media.githubusercontent.com/media/zhukovyuri/VIINA/main/Data/"
        "control_latest_2025.zip",
    }


def test_every_shipped_entry_is_encrypted_and_licensed():
    for entry in chosen_downloads(None, SHIPPED).values():
        addresses = [entry.url, *([entry.listing.url] if entry.listing else [])]
        assert all(address.startswith("https://") for address in addresses)
        assert entry.licence
        assert entry.first


def test_the_known_hash_is_that_of_the_reference_layer(reference):
    import hashlib

    entry = chosen_downloads(None, SHIPPED)["deepstate"]
    for day, known in entry.sha256.items():
        path = reference / "deepstate" / entry.name_for(day)
        assert hashlib.sha256(path.read_bytes()).hexdigest() == known


def test_the_shipped_gaps_are_those_of_the_reference(reference):
    import tarfile

    entry = chosen_downloads(None, SHIPPED)["deepstate"]
    (archive,) = (reference / "deepstate").glob("daily_*.tar.xz")
    with tarfile.open(archive) as files:
        days = entry.listing.days([f"data/{name}" for name in files.getnames()])
    span = [days[0] + dt.timedelta(n) for n in range((days[-1] - days[0]).days + 1)]
    assert days[0] == entry.first
    assert [day for day in span if day not in days] == entry.missing


@pytest.mark.parametrize("way", ["option", "environment"])
def test_a_list_of_ones_own_takes_the_place_of_the_shipped_one(tmp_path, monkeypatch, way):
    path = written(tmp_path, GOOD)
    monkeypatch.setenv("WHOHOLDS_DOWNLOADS", str(path if way == "environment" else "none.toml"))
    assert list(chosen_downloads(path if way == "option" else None, SHIPPED)) == ["test"]


@pytest.mark.parametrize(
    ("old", "new", "key", "expected"),
    [
        ("https:", "ftp:", "url", "http or https"),
        ("https:", "file:", "url", "http or https"),
        ("example.org", "me:secret@example.org", "url", "without a user name"),
        ("{date:%Y}", "{date.year}", "url", "such as {date:%Y%m%d}"),
        ("{date:%Y}", "{0}", "url", "such as {date:%Y%m%d}"),
        ("{date:%Y}", "{date:%Y", "url", "such as {date:%Y%m%d}"),
        ("a_{date:%Y%m%d}.geojson", "", "", "plain file name"),
        ("a_{date:%Y%m%d}.geojson", "..", "", "plain file name"),
        ("max_mb = 1", "max_mb = 0", "max_mb", "above 0"),
        ("max_mb = 1", "max_mb = 1\nsize = 2", "size", "not permitted"),
        ("max_mb = 1", "", "max_mb", "a number"),
        ('content = "geojson"', 'content = "html"', "content", "'geojson', 'json' or 'zip'"),
        ("max_mb = 1", 'max_mb = 1\nsha256 = "12"', "sha256", "of the form ^[0-9a-f]{64}$"),
        ("max_mb = 1", f'max_mb = 1\nsha256 = "{"0" * 64}"', "", "hashes by day"),
        ("max_mb = 1", "max_mb = 1\nfirst = 2025-01-02\nlast = 2025-01-01", "", "not after"),
        ("{date:%Y}/a_{date:%Y%m%d}", "a", "", ""),
    ],
)
def test_a_wrong_entry_is_named(tmp_path, old, new, key, expected):
    text = GOOD.replace(old, new)
    if new == "a":
        text += "first = 2025-01-01\n"
    path = written(tmp_path, text)
    where = f"{path}, [test]" + (f", key {key}" if key else "")
    with mistake(InputError, "is wrong", where=where, expected=expected):
        read_downloads(path)


def test_an_id_that_is_a_path_is_refused(tmp_path):
    path = written(tmp_path, GOOD.replace("[test]", '["../test"]'))
    with mistake(InputError, "not an id", where=str(path), expected="letters", found="../test"):
        read_downloads(path)


@pytest.mark.parametrize("day", ["2024-07-07", "2025-01-01"])
def test_a_day_that_the_source_does_not_have_is_told_without_asking_it(day):
    entry = require_download("deepstate", read_downloads(seeds("downloads.toml")))
    expected = "2024-07-08 to at least 2026-08-22, without 2024-08-18"
    with mistake(UnknownNameError, "no file", where="DeepState", expected=expected, found=day):
        entry.require_day(dt.date.fromisoformat(day))
    entry.require_day(dt.date(2030, 1, 1))


def test_an_unknown_id_is_told_with_those_there_are():
    expected = "deepstate, isw, viina"
    with mistake(UnknownNameError, "'nobody'", where="list", expected=expected, found="nobody"):
        require_download("nobody", chosen_downloads(None, SHIPPED))


def test_names_in_a_list_must_have_just_the_form():
    listing = chosen_downloads(None, SHIPPED)["deepstate"].listing
    names = ["20250816", "2025816", "20250230", "20250817x"]
    days = listing.days([f"data/deepstatemap_data_{name}.geojson" for name in names])
    assert days == [dt.date(2025, 8, 16)]
