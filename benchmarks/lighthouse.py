"""The exported page as Lighthouse's phone sees it: a slow processor, a slow network, gzip.

Beside it stands what a user of folium would put up: one proposal's zones as GeoJSON with a tooltip,
with Leaflet written in as ours has it, since no other host is to be had.
"""

from __future__ import annotations

import contextlib
import gzip
import http.server
import json
import os
import statistics
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import folium
from tests.browser.chromium import FLAGS, find

from benchmarks.browser import exported
from benchmarks.measure import Row
from whoholds.desk import baseline_zones, load_catalogue
from whoholds.maps.build import OfflineMap, build_map, render
from whoholds.maps.document import Inline, Page, Verbatim
from whoholds.maps.palette import fills, icon
from whoholds.proposals.evaluation import evaluate

SHOWN = "anchorage-aug-2025"
RUNS = 5
FOLDER = Path(__file__).with_name("lighthouse")
KINDS = ("performance", "accessibility", "best-practices", "seo")


@dataclass(frozen=True)
class Report:
    """One run: scores of 100, and milliseconds until the largest text is seen and of blocking."""

    scores: tuple[float, ...]
    largest: float
    blocked: float

    def text(self) -> str:
        scores = " / ".join(f"{score:.0f}" for score in self.scores)
        return f"{scores}; {self.largest / 1e3:.1f} s; {self.blocked:.0f} ms"


def rows() -> list[Row]:
    """Ours and folium's in turn; where there is no Node.js, none."""
    pages = {"/ours": exported(SHOWN), "/folium": _folium()}
    with _serving(pages) as address:
        runs = [[_run(address + path) for path in pages] for _ in range(RUNS)]
    if not all(all(one) for one in runs):
        return []
    ours, other = (_middle([one[side] for one in runs]) for side in range(2))
    return [
        Row(
            f"Lighthouse, mobile, gzipped, median of {RUNS}: performance / accessibility / best "
            "practices / SEO; largest contentful paint; blocking time",
            ours.text(),
            f"folium export of one proposal {other.text()}",
            f"{ours.largest / other.largest:.2f}",
            "95 / 100 / 100 / 100; 1.5 s",
        )
    ]


def _folium() -> str:
    """The map that folium's own documentation would have one make of the same zones."""
    catalogue, zones = load_catalogue(), baseline_zones()
    reader, colours = zones.known.reader("en"), fills("light", zones.sides)
    frame = zones.frame.assign(change=evaluate(catalogue, SHOWN, zones).frame["change"])
    canvas = OfflineMap(location=(48.6, 31.4), zoom_start=6, tiles=None)
    page = Page("folium", "One proposal, as folium exports it.", icon(zones.sides), reader)
    page.add_child(canvas)
    page.scripts["leaflet"] = build_map(catalogue, zones, SHOWN).get_root().scripts["leaflet"]
    page.header.add_child(Inline("style", ".folium-map { height: 90vh }"))
    # Lighthouse measures no page without a text.
    page.html.add_child(Verbatim(f"<h1>{catalogue[SHOWN].name['en']}</h1>"))
    folium.GeoJson(
        frame.reset_index(drop=True),
        style_function=lambda one: {"fillColor": colours[one["properties"]["change"]].colour},
        tooltip=folium.GeoJsonTooltip(["region", "held_by", "change"]),
    ).add_to(canvas)
    return render(canvas)


def _run(address: str) -> Report | None:
    """Measure a page once."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [
            *("sh", "../../tools/with-node", "node", "node_modules/lighthouse/cli/index.js"),
            *(address, "--quiet", "--output=json", f"--output-path={report}"),
            f"--only-categories={','.join(KINDS)}",
            f"--chrome-flags={' '.join(['--headless=new', *FLAGS[:-1]])}",
        ]
        environment = os.environ | {"CHROME_PATH": find() or ""}
        subprocess.run(command, cwd=FOLDER, env=environment, check=True)
        if not report.exists():
            return None
        found = json.loads(report.read_text(encoding="utf-8"))
    return Report(
        tuple(100 * found["categories"][kind]["score"] for kind in KINDS),
        found["audits"]["largest-contentful-paint"]["numericValue"],
        found["audits"]["total-blocking-time"]["numericValue"],
    )


def _middle(reports: list[Report]) -> Report:
    return Report(
        tuple(map(statistics.median, zip(*(one.scores for one in reports), strict=True))),
        statistics.median(one.largest for one in reports),
        statistics.median(one.blocked for one in reports),
    )


@contextlib.contextmanager
def _serving(pages: dict[str, str]) -> Iterator[str]:
    """A plain server on this machine that packs what it sends, as every web host does."""
    packed = {path: gzip.compress(page.encode()) for path, page in pages.items()}

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            body = packed.get(self.path, b"")
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            if body:
                self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()


if __name__ == "__main__":
    for row in rows():
        print(row)
