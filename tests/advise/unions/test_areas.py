"""Areas: names in three languages, countries, boxes, outlines; and what lies in them."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from proxeny.advise.unions.areas import areas, find_area, read_geojson
from proxeny.advise.unions.geometry import inside, km_to
from proxeny.errors import FaultyInput, UnknownName
from proxeny.io.advising.worlds import read_area
from proxeny.io.places.countries import resolve_country

VARNA, SOFIA, ISTANBUL, TRABZON = (27.91, 43.21), (23.32, 42.70), (28.98, 41.01), (39.72, 41.00)
BUDAPEST, VIENNA, ATHENS, SAMARKAND, BAKU = (
    (19.05, 47.5),
    (16.37, 48.21),
    (23.73, 37.98),
    (66.96, 39.65),
    (49.87, 40.41),
)


def covers(name, *points):
    """Which points an area covers."""
    lon, lat = np.array([one[0] for one in points]), np.array([one[1] for one in points])
    return areas()[name].covers(lon, lat, np.array([""] * len(points))).tolist()


def find(text):
    return find_area(text, lambda wording: resolve_country(wording).iso2)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Black Sea", "black_sea"), ("black sea", "black_sea"), ("Karadeniz", "black_sea"), ("دریای سیاه", "black_sea"),
        ("the Baltic", "baltic_sea"), ("Mediterranean Sea", "mediterranean"), ("Akdeniz", "mediterranean"),
        ("Tuna", "danube"), ("دانوب", "danube"), ("Silk road", "silk_road"), ("İpek Yolu", "silk_road"),
        ("Hazar", "caspian_sea"),
        ("Balkanlar", "balkans"), ("Europe", "europe"), ("آسیا", "asia"), ("BSEC", "black_sea_region"),
    ],
)  # fmt: skip
def test_names_in_three_languages(text, wanted):
    assert find(text).id == wanted


def test_seas_hold_their_shores_and_no_other():
    assert covers("black_sea", VARNA, SOFIA, ISTANBUL, TRABZON, ATHENS) == [True, False, True, True, False]
    assert covers("mediterranean", ATHENS, VARNA) == [True, False]
    assert covers("caspian_sea", BAKU, TRABZON) == [True, False]


def test_lines_hold_the_towns_along_them():
    assert covers("danube", BUDAPEST, VIENNA, SOFIA) == [True, True, False]
    assert covers("silk_road", SAMARKAND, BUDAPEST) == [True, False]


def test_distance_to_a_shore_is_in_kilometres():
    assert km_to(np.array([[0.0, 0.0]]), np.array([1.0, np.nan]), np.array([0.0, 0.0]))[0] == pytest.approx(
        111.2, abs=0.1
    )


def test_countries_by_name_or_code():
    assert find("Turkey, Bulgaria,RO").countries == {"TR", "BG", "RO"}
    assert find("TR").countries == {"TR"}
    with pytest.raises(UnknownName, match="Atlantis"):
        find("Turkey, Atlantis")


def test_a_box_may_cross_the_date_line():
    box = find("170,-50,-170,-30")
    assert box.covers(np.array([175.0, -175.0, 0.0]), np.array([-40.0] * 3), np.array([""] * 3)).tolist() == [
        True,
        True,
        False,
    ]
    with pytest.raises(FaultyInput, match="not one on the globe"):
        find("10,50,20,40")


def test_an_unknown_area_names_the_nearest():
    with pytest.raises(UnknownName, match="Black Sea"):
        find("Blak See")
    with pytest.raises(FaultyInput):
        find("  ")


RING = [[27, 42], [29, 42], [29, 44], [27, 44], [27, 42]]
HOLE = [[27.5, 43], [28.5, 43], [28.5, 43.5], [27.5, 43.5], [27.5, 43]]
SQUARE = [RING, HOLE]
FEATURE = {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": SQUARE}}


@pytest.mark.parametrize(
    "told",
    [
        {"type": "Polygon", "coordinates": SQUARE},
        {"type": "Feature", "geometry": {"type": "MultiPolygon", "coordinates": [SQUARE]}, "properties": {}},
        {"type": "FeatureCollection", "features": [FEATURE]},
    ],
)  # fmt: skip
def test_outlines_with_holes(told):
    area = read_geojson(json.dumps(told))
    assert area.covers(np.array([27.2, 27.91]), np.array([42.5, 43.21]), np.array(["", ""])).tolist() == [True, False]


@pytest.mark.parametrize(
    "text",
    ['{"type": "Point", "coordinates": [1, 2]}', "{",
     '{"type": "Polygon", "coordinates": [[[999, 0], [0, 0], [1, 1]]]}',
     '{"type": "Polygon"}', "{" * 3000, '{"type": "Polygon", "coordinates": [[["x", 0], [0, 0], [1, 1]]]}'],
)  # fmt: skip
def test_what_is_no_outline_is_a_fault(text):
    with pytest.raises(FaultyInput):
        read_geojson(text)


def test_an_outline_may_be_a_file(tmp_path):
    path = tmp_path / "area.geojson"
    path.write_text(json.dumps({"type": "Polygon", "coordinates": SQUARE}))
    assert read_area(str(path)).kind == "outline"
    path.write_text("Black Sea")
    with pytest.raises(FaultyInput):
        read_area(str(path))


def test_every_area_has_names_in_three_languages_and_something_in_it():
    for name, area in areas().items():
        assert {"en", "tr", "fa"} <= set(area.names), name
        assert area.countries or area.outlines or (area.near is not None and len(area.near)), name
        assert area.countries <= set(resolve_country("TR") and _codes()), name


def _codes():
    from proxeny.io.places.countries import country_codes

    return country_codes()


@given(
    st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=3, max_size=9),
    st.lists(st.tuples(st.floats(-1, 7), st.one_of(st.floats(-1, 7), st.just(np.nan))), max_size=12),
)
def test_inside_is_what_the_plain_rule_says(corners, points):
    outline = np.array(corners, np.float64)
    lon, lat = (np.array([one[at] for one in points], np.float64) for at in (0, 1))
    plain = np.zeros(len(points), np.bool_)
    for (x1, y1), (x2, y2) in zip(outline, np.roll(outline, -1, axis=0), strict=True):
        for at in range(len(points)):
            if (y1 > lat[at]) != (y2 > lat[at]):
                plain[at] ^= lon[at] < (x2 - x1) * (lat[at] - y1) / (y2 - y1) + x1
    assert inside(outline, lon, lat).tolist() == plain.tolist()
