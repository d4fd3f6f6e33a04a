"""The head of the exported page: what a browser, a search engine and who shares it are told."""

from html.parser import HTMLParser
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest

from tests.shipped import CONFLICT, reader_of
from whoholds.desk import baseline_zones, evaluate_proposal
from whoholds.ground.errors import InputError
from whoholds.maps.build import build_map, render
from whoholds.telling.comparison import comparison_finding
from whoholds.telling.finding import finding
from whoholds.telling.title import page_title


class Head(HTMLParser):
    def __init__(self, page):
        super().__init__()
        self.metas, self.links = {}, {}
        self.feed(page[: page.index("<script>")])

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "meta":
            self.metas[given.get("name") or given.get("property") or given.get("http-equiv")] = (
                given.get("content")
            )
        if tag == "link":
            self.links[given["rel"]] = given["href"]


@pytest.mark.parametrize("language", ["en", "uk"])
@pytest.mark.parametrize("proposal", ["anchorage-aug-2025", "line-2025-08-16"])
def test_the_page_tells_its_title_and_finding(language, proposal):
    page = render(build_map(CONFLICT.catalogue, baseline_zones(), proposal, language=language))
    assert b'<meta charset="utf-8">' in page.encode()[:1024]
    head, reader = Head(page), reader_of(language)
    told = finding(evaluate_proposal(proposal), language)
    assert head.metas["description"] == head.metas["og:description"] == told
    assert head.metas["og:title"] == page_title(CONFLICT.catalogue, reader)
    assert head.metas["og:type"] == "website"


def test_a_page_that_knows_its_address_names_it_and_its_card():
    opened = CONFLICT.catalogue, baseline_zones(), "putin-2024"
    compared = {"mode": "difference", "other": "anchorage-aug-2025"}
    url = "https://news.example/ukraine/map.html"
    head = Head(render(build_map(*opened, url=url, image="map.png", **compared)))
    assert head.links["canonical"] == head.metas["og:url"] == url
    assert head.metas["og:image"] == "https://news.example/ukraine/map.png"
    said = comparison_finding(*map(evaluate_proposal, ("putin-2024", "anchorage-aug-2025")))
    assert head.metas["og:image:alt"] == head.metas["description"] == said
    for options in ({"url": url}, {"image": "map.png"}):
        metas = Head(render(build_map(*opened, **options))).metas
        assert "og:image" not in metas
        assert ("og:url" in metas) == ("url" in options)


@pytest.mark.parametrize(
    "url",
    ["", "news.example/map.html", "ftp://a.b/c", "https://a b/", "https://a/?b", "https://a/#b"],
)
def test_an_address_that_is_none_is_said_so(url):
    with pytest.raises(InputError) as caught:
        build_map(CONFLICT.catalogue, baseline_zones(), "putin-2024", url=url)
    assert (caught.value.fault.key, caught.value.fault.place.file) == ("map.url", "--url")


def test_the_icon_is_in_the_page():
    page = render(build_map(CONFLICT.catalogue, baseline_zones(), "putin-2024"))
    kind, drawing = Head(page).links["icon"].split(",", 1)
    assert kind == "data:image/svg+xml"
    assert ElementTree.fromstring(unquote(drawing)).tag.endswith("svg")
