"""The site: its pages, what machines are told of them, and the folder that it is written to."""

from __future__ import annotations

import gzip
import hashlib
import json
import posixpath
import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import pytest
from PIL import Image

from tests.drawn import edit
from tests.mistakes import mistake
from tests.shipped import CONFLICT, reader_of
from tests.sites import BASE, FEW, Read, write_few
from whoholds.conflict.conflict import Conflict
from whoholds.conflict.new import write_conflict
from whoholds.desk import evaluate_proposal
from whoholds.figures.areas import headline
from whoholds.ground.errors import InputError, UnknownNameError
from whoholds.publishing.site import making
from whoholds.publishing.site.address import checked_base
from whoholds.publishing.site.folder import filling, write_files
from whoholds.publishing.site.handbook_pages import document
from whoholds.publishing.site.plan import HANDBOOK, plan_of
from whoholds.publishing.site.writing import write_site
from whoholds.telling.finding import finding
from whoholds.words.numbers import two_digits
from whoholds.words.reader import LANGUAGES

PROPOSALS = len(CONFLICT.catalogue.proposals)


MARKUP = "</script><img src=x onerror=alert(1)>{{ 7 * 7 }}"


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("site") / "public"
    write_few(folder)
    return folder


@pytest.fixture(scope="module")
def pages(site) -> dict[str, Read]:
    return {name_in(path, site): Read(path.read_text("utf-8")) for path in site.rglob("*.html")}


@pytest.fixture(scope="module")
def invented(tmp_path_factory) -> Conflict:
    """A small conflict, whose site takes a moment, with a name that would be markup."""
    folder = tmp_path_factory.mktemp("data") / "mine"
    write_conflict(folder)
    swap = folder / "seeds/proposals/swap.toml"
    edit(swap, 'en = "The swap"', f"en = '{MARKUP}'")
    edit(swap, '"The harbour masters"', f'"{"Harbour masters of the island " * 10}"')
    return Conflict.open(folder / "seeds", folder / "geodata")


def name_in(path: Path, site: Path) -> str:
    return path.relative_to(site).as_posix()


def digests(folder: Path) -> dict[str, str]:
    return {
        name_in(path, folder): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def squeezed(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 9, mtime=0))


def first_visit(site: Path, name: str) -> int:
    """What a browser loads of a page, packed: the page, its scripts and its style sheets."""
    text = (site / name).read_text("utf-8")
    used = [site / "assets" / one for one in re.findall(r'assets/([^"]+)"', text)]
    assert used
    return squeezed(site / name) + sum(squeezed(path) for path in used)


def test_every_page_is_there_in_every_language(pages):
    names = [
        "index.html", "map.html", "terms.html", "claims.html", "handbook/index.html",
        *(f"handbook/{name}.html" for name in HANDBOOK),
        *(f"proposals/{name}.html" for name in FEW), "compare/anchorage-aug-2025_putin-2024.html",
        "compare/putin-2024_line-2025-08-16.html", "compare/us-28-nov-2025_anchorage-aug-2025.html",
    ]  # fmt: skip
    assert set(pages) == {"index.html", *(f"{code}/{one}" for code in LANGUAGES for one in names)}


def test_pages_are_whole(pages):
    assert {name: page.faults for name, page in pages.items() if page.faults} == {}
    for name, page in pages.items():
        assert page.tags.count("h1") == page.tags.count("title") == page.tags.count("main") == 1
        assert sorted(page.ids) == sorted(set(page.ids)), name
        assert page.tags.index("meta") < page.tags.index("title")


def test_every_link_leads_to_something(site, pages):
    """The relative ones in whatever folder the site lies; those for machines at its address."""
    dead = []
    for name, page in pages.items():
        for link in page.links:
            if link.startswith(BASE):
                target = link.removeprefix(BASE)
                target += "index.html" if target in ("", "en/", "uk/") else ""
            elif link.startswith("data:") or urlsplit(link).scheme in ("http", "https"):
                continue
            else:
                target = posixpath.join(posixpath.dirname(name), link)
            path, _, anchor = posixpath.normpath(target).partition("#")
            path = name if link.startswith("#") else path
            is_there = (site / path).is_file()
            if anchor and not path.endswith("/map.html"):
                is_there = is_there and unquote(anchor) in pages[path].ids
            if not is_there:
                dead.append((name, link))
    assert dead == []


def test_nothing_is_asked_of_another_host(site, pages):
    for name, page in pages.items():
        policy = page.metas["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';"), name
        assert "unsafe" not in policy
        assert "http" not in policy
    for path in (site / "assets").iterdir():
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        assert re.search(r"-([0-9a-f]{12})\.", path.name)[1] == digest[:12]
    style = "".join(path.read_text("utf-8") for path in (site / "assets").glob("*.css"))
    assert re.findall(r"@import|url\((?!#)", style) == []


def test_sizes_hold_for_millions_of_readers(site):
    """Pictures of the few stand for all, two a proposal: of itself and of its comparison."""
    for path in site.rglob("*.html"):
        assert squeezed(path) < 60_000, path
    for language in LANGUAGES:
        whole = first_visit(site, f"{language}/map.html")
        assert whole < 145_000, language
        assert whole + first_visit(site, f"{language}/proposals/{FEW[2]}.html") < 155_000, language
    pictures = [path.stat().st_size for path in (site / "pictures").rglob("*.png")]
    rest = sum(path.stat().st_size for path in site.rglob("*") if path.is_file()) - sum(pictures)
    whole = sum(pictures) / len(pictures) * 2 * PROPOSALS * len(LANGUAGES) + rest * PROPOSALS / len(
        FEW
    )
    assert whole < 25_000_000


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_proposal_has_its_finding_as_title_and_says_what_the_report_says(site, language):
    text = (site / language / "proposals/anchorage-aug-2025.html").read_text("utf-8")
    evaluation = evaluate_proposal("anchorage-aug-2025")
    said = finding(evaluation, language)
    assert f"<h1>{said}</h1>" in text
    assert Read(text).metas["description"] == Read(text).metas["og:description"] == said
    plain = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))
    reader = reader_of(language)
    for expected in ("6 756" if language == "uk" else "6,756", "±", "770"):
        assert expected in plain
    wide = evaluate_proposal("anchorage-aug-2025", "wide")
    assert finding(wide, language) in text
    cities = {"en": "Kramatorsk", "uk": "Краматорськ"}
    assert cities[language] in plain
    assert reader.word("page.reactions") in plain
    assert (
        "map.html#proposal=anchorage-aug-2025&amp;reading=narrow&amp;mode=single&amp;bare" in text
    )


def test_a_comparison_names_who_would_hold_what_under_which(pages, site):
    text = (site / "en/compare/anchorage-aug-2025_putin-2024.html").read_text("utf-8")
    assert "they differ over about 14,000 km²" in text
    row = re.search(r"<tr>.*?14,199 ± 310 km².*?</tr>", text)[0]
    assert "Russia under the Russian terms of 14 June 2024; Ukraine under the terms" in row
    towns = text.partition("whose holder differs")[2]
    assert re.search(
        r"<h3>Russia under the Russian terms .*</h3>\s*<p>Zaporizhzhia \(710,000", towns
    )
    assert "mode=difference&amp;other=putin-2024&amp;other_reading=stated" in text


def test_the_matrix_leads_to_each_term_in_words(pages, site):
    text = (site / "en/terms.html").read_text("utf-8")
    assert (
        'href="#forces_us-28-nov-2025" aria-label="US 28-point plan, Size of forces: stated"'
        in text
    )
    assert re.search(r'<dt id="forces_us-28-nov-2025">.*?</dt>\s*<dd>Capped at 600,000\.', text)


def test_claims_and_their_verdicts_are_all_there(site):
    text = (site / "uk/claims.html").read_text("utf-8")
    assert len(re.findall(r'<strong class="verdict ', text)) == len(CONFLICT.claims)


def test_machines_are_told_of_every_page(site, pages):
    page = pages["uk/proposals/putin-2024.html"]
    assert page.metas["og:url"] == f"{BASE}uk/proposals/putin-2024.html"
    assert page.metas["og:image"] == f"{BASE}pictures/uk/putin-2024.png"
    picture = (site / "pictures/uk/putin-2024.png").read_bytes()
    size = [int.from_bytes(picture[at : at + 4], "big") for at in (16, 20)]
    assert [page.metas["og:image:width"], page.metas["og:image:height"]] == [str(n) for n in size]
    assert page.metas["twitter:card"] == "summary_large_image"
    embed = json.loads((site / "oembed/uk/proposals/putin-2024.json").read_text("utf-8"))
    assert (embed["version"], embed["type"]) == ("1.0", "rich")
    frame = Read(embed["html"].replace('style="width: 100%; border: 0"', ""))
    assert frame.links == [f"{BASE}uk/map.html#proposal=putin-2024&reading=stated&mode=single&bare"]
    assert embed["thumbnail_width"] == size[0]
    assert f"{BASE}oembed/uk/proposals/putin-2024.json" in page.links


def test_a_comparison_has_a_picture_of_what_differs(site, pages):
    for language in LANGUAGES:
        name = f"{language}/anchorage-aug-2025_putin-2024"
        page = pages[f"{language}/compare/anchorage-aug-2025_putin-2024.html"]
        assert page.metas["og:image"] == f"{BASE}pictures/{name}.png"
        others = [one.metas.get("og:image") for one in pages.values()]
        assert others.count(page.metas["og:image"]) == 1
        embed = site / f"oembed/{language}/compare/anchorage-aug-2025_putin-2024.json"
        said = json.loads(embed.read_text("utf-8"))
        assert said["thumbnail_url"] == page.metas["og:image"]
        picture = Image.open(site / f"pictures/{name}.png")
        assert picture.text["Description"].split() == page.metas["og:image:alt"].split()


FENCED = re.compile(r"^```.*?^```", re.M | re.S)
NUMBERS = re.compile(r"\d+(?:[.,\u00a0 ]\d+)*")


@pytest.mark.parametrize("name", [name for name, others in HANDBOOK.items() if others])
def test_a_translated_page_of_the_handbook_keeps_step_with_the_english_one(name):
    """The same headings, lists, tables, links and code, and the same figures."""
    english, ukrainian = (document(name, language) for language in LANGUAGES)
    assert ukrainian != english
    for mark in (r"(?m)^#+ ", r"(?m)^- ", r"(?m)^\| ", r"(?m)^```", r"(?m)^> ", r"\]\("):
        assert len(re.findall(mark, english)) == len(re.findall(mark, ukrainian)), mark
    code, translated = (
        {" ".join(span.split()) for span in re.findall(r"`[^`]+`", FENCED.sub("", text))}
        for text in (english, ukrainian)
    )
    assert code == translated
    figures = [
        [
            re.sub(r"\D", "", one)
            for one in NUMBERS.findall(re.sub(r"\]\([^)]*\)|k?m2|км²", "", text))
        ]
        for text in (english, ukrainian)
    ]
    assert sorted(figures[0]) == sorted(figures[1])


def test_the_handbook_says_what_the_figures_are_today():
    zones = evaluate_proposal("line-2025-08-16").zones
    held = headline(zones)
    text = document("figures")
    assert f"{held.area_km2:,.0f} ± {two_digits(held.band_km2):,.0f} km2" in text
    assert f"{held.share * 100:.1f} %" in text
    assert f"{held.official_km2:,.0f} km2" in text


def test_a_reader_of_ukrainian_has_a_ukrainian_handbook(site):
    for name, others in HANDBOOK.items():
        text = (site / f"uk/handbook/{name}.html").read_text("utf-8")
        assert ('class="document" lang="en"' in text) is ("uk" not in others)
    index = (site / "uk/handbook/index.html").read_text("utf-8")
    assert 'lang="uk">Як читати й цитувати числа</a>' in index


def test_the_sitemap_lists_every_page_with_its_other_languages(site, pages):
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    tree = ElementTree.fromstring((site / "sitemap.xml").read_text("utf-8"))
    listed = [one.text for one in tree.findall("s:url/s:loc", names)]
    canonical = {
        next(link for link in page.links if link.startswith(BASE))
        for name, page in pages.items()
        if name != "index.html"
    }
    assert sorted(listed) == sorted(canonical)
    for url in tree.findall("s:url", names):
        others = url.findall("{http://www.w3.org/1999/xhtml}link")
        assert [one.get("hreflang") for one in others] == list(LANGUAGES)
    assert f"Sitemap: {BASE}sitemap.xml" in (site / "robots.txt").read_text("utf-8")


@pytest.mark.parametrize(
    ("path", "command"),
    [
        ("api/areas/anchorage-aug-2025/wide.json", "areas anchorage-aug-2025 --reading wide"),
        ("api/compare/anchorage-aug-2025_putin-2024.json", "compare anchorage-aug-2025 putin-2024"),
        ("api/uk/proposals/us-28-nov-2025.json", "proposals us-28-nov-2025 --language uk"),
        ("api/en/claims.json", "claims --language en"),
    ],
)
def test_programs_read_what_the_command_line_prints(site, run, path, command):
    index = json.loads((site / "api/index.json").read_text("utf-8"))
    listed = {one["path"]: one["command"] for one in index["files"]}
    assert listed[path] == f"whoholds {command} --format json"
    done = run(*listed[path].split()[1:])
    assert (site / path).read_text("utf-8") == done.stdout


def test_the_index_lists_every_file_and_the_sums_hold(site):
    index = json.loads((site / "api/index.json").read_text("utf-8"))
    listed = {one["path"] for one in index["files"]}
    assert listed | {"api/index.json"} == {name_in(one, site) for one in site.glob("api/**/*.json")}
    assert index["control_layer"]["date"] == "2025-08-16"
    lines = (site / "SHA256SUMS").read_text("utf-8").splitlines()
    sums = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    assert sums == {name: one for name, one in digests(site).items() if name != "SHA256SUMS"}


def test_another_conflict_has_a_site_the_same_twice_and_is_written_over_itself(invented, tmp_path):
    (tmp_path / "site").mkdir()  # an empty folder is free
    sizes = write_site(tmp_path / "site", invented, "http://127.0.0.1:8000")
    first = digests(tmp_path / "site")
    assert sizes.keys() | {"SHA256SUMS"} == first.keys()
    assert "en/handbook/assumptions.html" not in first  # they are about the shipped lines
    assert "uk/handbook/figures.html" not in first
    assert "Ukraine" not in (tmp_path / "site/en/proposals/swap.html").read_text("utf-8")
    for path in (tmp_path / "site").rglob("*.html"):
        text = path.read_text("utf-8")
        assert Read(text).faults == []
        assert "<img src=x" not in text
    assert "{{ 7 * 7 }}" in (tmp_path / "site/en/proposals/swap.html").read_text("utf-8")
    write_site(tmp_path / "site", invented, "http://127.0.0.1:8000/")
    assert digests(tmp_path / "site") == first
    assert [one.name for one in tmp_path.iterdir()] == ["site"]


def changed(folder: Path) -> None:
    (folder / "robots.txt").write_text("mine")


def added(folder: Path) -> None:
    (folder / "en/mine.html").write_text("mine")


def linked(folder: Path) -> None:
    (folder / "robots.txt").unlink()
    (folder / "robots.txt").symlink_to(folder / "index.html")


@pytest.mark.parametrize(
    ("touch", "named"),
    [(changed, "robots.txt"), (added, "en/mine.html"), (linked, "robots.txt")],
)
def test_what_somebody_put_into_a_site_is_not_touched(site, tmp_path, run, touch, named):
    shutil.copytree(site, tmp_path / "site")
    touch(tmp_path / "site")
    before = digests(tmp_path / "site")
    done = run("site", tmp_path / "site", "--base-url", BASE)
    assert done.returncode == 3
    assert named in done.stderr
    assert "Traceback" not in done.stderr
    assert digests(tmp_path / "site") == before


@pytest.mark.parametrize("theirs", ["notes.txt", "SHA256SUMS", "api/index.json"])
def test_a_folder_with_other_files_is_not_touched(tmp_path, run, theirs):
    path = tmp_path / "taken" / theirs
    path.parent.mkdir(parents=True)
    path.write_text("{}")
    done = run("site", tmp_path / "taken", "--base-url", BASE, "--language", "uk")
    assert done.returncode == 3
    assert "там уже щось є" in done.stderr
    assert [one.read_text() for one in tmp_path.rglob("*") if one.is_file()] == ["{}"]


def test_places_that_take_no_folder_are_refused(tmp_path):
    (tmp_path / "file").write_text("theirs")
    with mistake(InputError, "site cannot be written", where="file", expected="a folder"):
        write_site(tmp_path / "file", CONFLICT, BASE)
    with mistake(InputError, "cannot be written", where="inside", found="no folder"):
        write_site(tmp_path / "none" / "inside", CONFLICT, BASE)
    assert [one.name for one in tmp_path.rglob("*")] == ["file"]


OLD = {"index.html": b"old", "api/index.json": b'{"made_by": "whoholds site"}'}


@pytest.mark.parametrize("at", ["write_bytes", "replace"])
def test_a_full_disk_leaves_the_site_that_was_there(tmp_path, monkeypatch, at):
    with filling(tmp_path / "site") as draft:
        write_files(OLD, draft)
    before = digests(tmp_path / "site")
    whole = getattr(Path, at)

    def full(path: Path, *arguments):
        if path.name == {"write_bytes": "SHA256SUMS", "replace": "new"}[at]:
            raise OSError(28, "No space left on device")
        return whole(path, *arguments)

    monkeypatch.setattr(Path, at, full)
    with (
        mistake(InputError, "cannot be written", where="site", found="No space"),
        filling(tmp_path / "site") as draft,
    ):
        write_files(OLD | {"new.html": b"new"}, draft)
    assert digests(tmp_path / "site") == before
    assert [one.name for one in tmp_path.iterdir()] == ["site"]


LIMITED = """
import resource, sys
from pathlib import Path
from whoholds.publishing.site.folder import filling, write_files
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
try:
    with filling(Path(sys.argv[1])) as draft:
        write_files({"index.html": b"new" * 10_000}, draft)
except Exception as error:
    print(type(error).__name__, error)
"""


def test_a_real_disk_that_takes_no_more_leaves_the_site_that_was_there(tmp_path):
    with filling(tmp_path / "site") as draft:
        write_files(OLD, draft)
    before = digests(tmp_path / "site")
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, tmp_path / "site"], capture_output=True, text=True
    )
    assert done.stdout.startswith("InputError the file cannot be written"), done.stderr
    assert digests(tmp_path / "site") == before
    assert [one.name for one in tmp_path.iterdir()] == ["site"]


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="nothing here is read-only for all")
def test_a_place_where_nobody_may_write_is_refused_before_anything_is_made(monkeypatch):
    monkeypatch.setattr(making, "site_files", None)
    with mistake(InputError, "cannot be written", where="/proc/site"):
        write_site(Path("/proc/site"), CONFLICT, BASE)


def test_comparisons_asked_for_take_the_place_of_those_with_rivals():
    asked = ["putin-2024:formula-2022", "putin-2024:formula-2022"]
    plan = plan_of(CONFLICT.catalogue, asked, is_shipped=True)
    assert plan.pairs == (("putin-2024", "formula-2022"),)
    assert "compare/putin-2024_formula-2022.html" in plan.pages


@pytest.mark.parametrize(
    "url",
    [
        "", "example.org", "/ukraine/", "ftp://example.org/", "https://", "https:///path",
        "javascript:alert(1)", "https://example.org/?a=b", "https://example.org/#a",
        "https://example.org/a b/", "https://ex ample.org/",
        "https://me:secret@example.org/", "https://example.org:port/", 'https://example.org/"><script>',
        " https://example.org/", "https://[::1/", "https://приклад.укр/",
    ],
)  # fmt: skip
def test_an_address_that_is_none_is_refused(tmp_path, url):
    with mistake(InputError, "no address", where="--base-url", expected="https://", found=url):
        write_site(tmp_path / "site", CONFLICT, url)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("url", "base"),
    [
        ("https://example.org", "https://example.org/"),
        ("http://127.0.0.1:8000/a/b", "http://127.0.0.1:8000/a/b/"),
        ("https://[::1]:8443/", "https://[::1]:8443/"),
        ("https://xn--80aikifvh.xn--j1amh/~me/%D0%B0/", "https://xn--80aikifvh.xn--j1amh/~me/%D0%B0/"),
    ],
)  # fmt: skip
def test_an_address_ends_in_a_slash(url, base):
    assert checked_base(url) == base


@pytest.mark.parametrize("asked", ["putin-2024", ":", "putin-2024:", "putin-2024:putin-2024"])
def test_a_comparison_that_is_none_is_refused(tmp_path, asked):
    with mistake(InputError, "no comparison", where="--compare", expected="colon", found=asked):
        write_site(tmp_path / "site", CONFLICT, BASE, [asked])


def test_a_comparison_of_an_unknown_proposal_is_refused(tmp_path):
    with pytest.raises(UnknownNameError, match="nobody"):
        write_site(tmp_path / "site", CONFLICT, BASE, ["putin-2024:nobody"])
    assert list(tmp_path.iterdir()) == []


def test_a_site_has_no_street_map(tmp_path, run):
    done = run("site", tmp_path / "site", "--base-url", BASE, "--tiles", "https://a/{z}/{x}/{y}")
    assert done.returncode == 3
    assert "whoholds map" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_command_says_what_it_wrote(tmp_path, run, monkeypatch):
    monkeypatch.setattr(making, "site_files", lambda *_: {"en/index.html": b"x" * 100_000})
    done = run("site", tmp_path / "site", "--base-url", BASE, "--language", "uk")
    assert done.returncode == 0
    assert "1 сторінка, 1 файл, 0,1 МБ" in done.stderr
