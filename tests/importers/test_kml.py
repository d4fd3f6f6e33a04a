"""KML and KMZ: no hole lost, no link followed, no document passed over in silence."""

import pytest

from tests.drawn import DAY
from tests.importers.files import KML_RING, in_english, kml, write_zip
from tests.mistakes import mistake
from whoholds.ground.errors import InputError
from whoholds.importers.layer import import_layer
from whoholds.importers.offer import offer_of
from whoholds.importers.open.kml import plain_kml


def ring(west, south):
    points = [(0, 0), (0.2, 0), (0.2, 0.2), (0, 0.2), (0, 0)]
    text = " ".join(f"{west + x},{south + y},0" for x, y in points)
    return f"<LinearRing><coordinates>{text}</coordinates></LinearRing>"


def document(*inner, outer=1, prefix=""):
    body = "".join(f"<innerBoundaryIs>{rings}</innerBoundaryIs>" for rings in inner)
    shell = f"<LinearRing><coordinates>{KML_RING}</coordinates></LinearRing>"
    boundary = f"<outerBoundaryIs>{shell * outer}</outerBoundaryIs>"
    text = (
        '<kml xmlns="http://www.opengis.net/kml/2.2"><Document>'
        f"<Placemark><name>Схід</name><Polygon>{boundary}{body}</Polygon></Placemark>"
        "</Document></kml>"
    )
    if prefix:
        text = text.replace("</", "</k:").replace("<", "<k:").replace("<k:/k:", "</k:")
        text = text.replace("xmlns=", "xmlns:k=")
    return text


@pytest.mark.parametrize("prefix", ["", "k"])
def test_each_hole_in_a_boundary_of_its_own_is_read(tmp_path, grid, prefix):
    path = tmp_path / "a.kml"
    path.write_text(document(ring(33.2, 47), ring(33.6, 47), prefix=prefix), encoding="utf-8")
    held = import_layer(path, grid, date=DAY).layer.held
    assert len(held.interiors) == 2


@pytest.mark.parametrize("prefix", ["", "k"])
@pytest.mark.parametrize("outer", [1, 2])
def test_a_second_ring_in_one_boundary_is_refused_with_its_placemark(tmp_path, grid, outer, prefix):
    path = tmp_path / "a.kml"
    inner = ring(33.2, 47) + (ring(33.6, 47) if outer == 1 else "")
    path.write_text(document(inner, outer=outer, prefix=prefix), encoding="utf-8")
    boundary = "innerBoundaryIs" if outer == 1 else "outerBoundaryIs"
    with mistake(
        InputError, "second ring", where="'Схід'", found=f"2 of LinearRing in one {boundary}"
    ):
        import_layer(path, grid, date=DAY)


LINK = (
    "<NetworkLink><name>front</name><Link><href>https://example.org/kml?id=x</href></Link>"
    "</NetworkLink>"
)


def linked(*shapes):
    body = "".join(shapes)
    return f'<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{LINK}{body}</Document></kml>'


@pytest.mark.parametrize("packed", [False, True])
def test_a_file_with_a_link_only_says_so_and_follows_none(tmp_path, grid, packed):
    path = tmp_path / "a.kml"
    path.write_text(linked(), encoding="utf-8")
    if packed:
        path = write_zip(tmp_path / "a.kmz", {"doc.kml": linked().encode()})
    with mistake(
        InputError, "follows no link", where=str(path), found="https://example.org/kml?id=x"
    ):
        import_layer(path, grid, date=DAY)


def test_a_link_beside_shapes_is_said(tmp_path, grid):
    path = tmp_path / "a.kml"
    mark = document().partition("<Document>")[2].partition("</Document>")[0]
    path.write_text(linked(mark), encoding="utf-8")
    notes = in_english(import_layer(path, grid, date=DAY).report.notes)
    assert "links in the file are not followed: https://example.org/kml?id=x" in notes


def test_a_picture_is_no_layer(tmp_path, grid):
    path = tmp_path / "a.kml"
    path.write_text(linked("<GroundOverlay/>").replace(LINK, ""), encoding="utf-8")
    with mistake(InputError, "pictures only", where=str(path), found="1 ground overlays"):
        import_layer(path, grid, date=DAY)


def test_other_documents_of_a_kmz_are_named(tmp_path, grid):
    other = kml("30,46,0 31,46,0 31,47,0 30,46,0", name="held")
    members = {"doc.kml": kml(KML_RING), "layers/b.kml": other, "icons/a.png": ""}
    path = write_zip(tmp_path / "a.kmz", {name: text.encode() for name, text in members.items()})
    report = import_layer(path, grid, date=DAY).report
    assert "other documents in the archive are not read: layers/b.kml" in in_english(report.notes)
    assert list(report.regions["region"]) == ["UA-02", "UA-04"]
    chosen = import_layer(path, grid, date=DAY, layer="layers/b.kml").report
    assert list(chosen.regions["region"]) == ["UA-03"]
    assert "other documents in the archive are not read: doc.kml" in in_english(chosen.notes)


def test_a_kmz_of_one_document_is_not_commented_on(tmp_path, grid):
    path = write_zip(tmp_path / "a.kmz", {"doc.kml": kml(KML_RING).encode()})
    assert not any(
        "archive" in note for note in in_english(import_layer(path, grid, date=DAY).report.notes)
    )
    assert offer_of(path).layers == ()


def timed(*times, kind="TimeStamp", inner="when"):
    marks = [
        f"<Placemark><{kind}><{inner}>{time}</{inner}></{kind}><Polygon><outerBoundaryIs>"
        f"{ring(33 + n, 47)}</outerBoundaryIs></Polygon></Placemark>"
        for n, time in enumerate(times)
    ]
    body = "".join(marks)
    return f'<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{body}</Document></kml>'


def test_time_stamps_are_days(tmp_path, grid):
    path = tmp_path / "a.kml"
    path.write_text(timed("2025-08-16", "2025-08-15"), encoding="utf-8")
    report = import_layer(path, grid, date=DAY).report
    assert any("has 2 days: 1 row of 2025-08-16" in note for note in in_english(report.notes))
    with mistake(InputError, "more than one date", where=str(path), found="2025-08-15"):
        import_layer(path, grid)
    path.write_text(timed("2025-08-16"), encoding="utf-8")
    assert import_layer(path, grid).layer.date == DAY
    assert [column.name for column in offer_of(path).columns] == ["Name", "description", "date"]


def test_spans_of_time_are_refused_where_they_differ(tmp_path, grid):
    path = tmp_path / "a.kml"
    spans = timed("2025-08-16", "2025-08-15", kind="TimeSpan", inner="begin")
    path.write_text(spans, encoding="utf-8")
    with mistake(InputError, "several spans of time", where=str(path), found="2025-08-15"):
        import_layer(path, grid, date=DAY)
    path.write_text(timed("2025-08-16", kind="TimeSpan", inner="begin"), encoding="utf-8")
    assert import_layer(path, grid).layer.date == DAY


TRICKS = [
    '<?x "?><!-- <OGRVRTDataSource><SrcDataSource>{0}</SrcDataSource></OGRVRTDataSource> -->',
    "<?x '<OGRVRTDataSource><SrcDataSource>{0}</SrcDataSource></OGRVRTDataSource>' ?>",
    "<!-- ?><gpx><?x -->",
]


@pytest.mark.parametrize("trick", TRICKS)
def test_gdal_is_given_nothing_that_was_not_read(tmp_path, grid, trick):
    other = tmp_path / "other.geojson"
    path = tmp_path / "a.kml"
    path.write_text(trick.format(other) + document().replace("<kml", "<kml x='{other}'"))
    anew, _ = plain_kml(path, tmp_path_of(tmp_path, "anew"), str(path))
    text = anew.read_text("utf-8")
    assert not any(word in text for word in ("VRT", "gpx", "<!--", "other", "<?x "))
    assert import_layer(path, grid, date=DAY).report.read == 1


def tmp_path_of(tmp_path, name):
    (tmp_path / name).mkdir()
    return tmp_path / name


def test_text_is_escaped_in_the_new_document(tmp_path):
    path = tmp_path / "a.kml"
    path.write_text(document().replace("Схід", "&lt;Link&gt; &amp; &quot;"), encoding="utf-8")
    anew, _ = plain_kml(path, tmp_path_of(tmp_path, "anew"), str(path))
    assert '<name>&lt;Link&gt; &amp; "</name>' in anew.read_text("utf-8")
