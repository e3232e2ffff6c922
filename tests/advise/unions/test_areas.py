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
        ("Adriatic coast", "adriatic_sea"), ("Karadeniz kıyısı", "black_sea"), ("سواحل دریای سیاه", "black_sea"),
        ("Nile Basin", "nile"), ("رود دانوب", "danube"), ("Mekong River", "mekong"), ("دجله", "tigris"),
        ("Türk dünyası", "turkic_states"), ("جهان ترک", "turkic_states"), ("ECO", "eco"),
        ("Kafkaslar", "south_caucasus"),
        ("Nordic", "nordic"), ("Maghreb", "maghreb"), ("ASEAN", "asean"), ("Mercosur", "mercosur"),
        ("Mediterranean countries", "mediterranean_countries"), ("Baltic countries", "baltic_states"),
        ("Dünya", "world"), ("Jordan River", "jordan_river"), ("خلیج فارس", "persian_gulf"),
        ("Gulf of Oman", "gulf_of_oman"),
        ("Balkanlar", "balkans"), ("Europe", "europe"), ("آسیا", "asia"), ("BSEC", "black_sea_region"),
    ],
)  # fmt: skip
def test_names_in_three_languages(text, wanted):
    assert find(text).id == wanted


def test_seas_hold_their_shores_and_no_other():
    assert covers("black_sea", VARNA, SOFIA, ISTANBUL, TRABZON, ATHENS) == [True, False, True, True, False]
    assert covers("mediterranean", ATHENS, VARNA) == [True, False]
    assert covers("caspian_sea", BAKU, TRABZON) == [True, False]


@pytest.mark.parametrize(
    ("name", "city", "other"),
    [
        ("gulf_of_oman", (58.59, 23.61), (54.37, 24.45)), ("bay_of_bengal", (80.27, 13.09), (72.88, 19.08)),
        ("yellow_sea", (120.38, 36.07), (121.47, 31.23)), ("sea_of_japan", (129.04, 35.1), (139.7, 35.7)),
        ("gulf_of_mexico", (-95.37, 29.76), (-80.19, 25.77)), ("gulf_of_guinea", (3.4, 6.45), (-17.44, 14.69)),
        ("english_channel", (0.11, 49.49), (4.4, 51.22)), ("atlantic_arc", (-9.14, 38.72), (2.17, 41.39)),
        ("eastern_mediterranean", (34.63, 36.8), (13.36, 38.12)),
        ("western_mediterranean", (5.37, 43.3), (23.73, 37.98)),
        ("volga", (49.12, 55.79), (37.62, 55.75)), ("mekong", (104.92, 11.56), (106.7, 10.78)),
        ("tigris", (44.37, 33.31), (51.4, 35.7)), ("sava", (15.98, 45.81), (14.44, 50.09)),
        ("yangtze", (114.3, 30.59), (116.4, 39.9)), ("thrace", (26.56, 41.68), (23.73, 37.98)),
        ("great_lakes", (-79.38, 43.65), (-74.0, 40.71)), ("fergana", (72.34, 40.78), (69.24, 41.3)),
    ],
)  # fmt: skip
def test_waters_and_valleys_hold_their_own_cities(name, city, other):
    assert covers(name, city, other) == [True, False]


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


def test_countries_with_words_between_and_regions_among_them():
    assert find("Türkiye ve Bulgaristan").countries == find("ترکیه، بلغارستان").countries == {"TR", "BG"}
    assert find("tr bg ro").countries == {"TR", "BG", "RO"}
    assert find("Bosnia and Herzegovina; Serbia and Croatia").countries == {"BA", "RS", "HR"}
    assert find("Baltic states, Poland").countries == {"EE", "LV", "LT", "PL"}
    assert find("Korea, Republic of").countries == {"KR"}
    assert find("Jordan").countries == {"JO"}  # and not the river


def test_a_box_in_other_digits_and_with_other_signs_between():
    assert find("۲۷، ۴۰، ۴۲، ۴۷").names == find("[27 40 42 47]").names == find("(27; 40; 42; 47)").names


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
    for typed, near in (("Blak See", "Black Sea"), ("Mediteranean", "Mediterranean"), ("Karadniz", "Karadeniz"),
                        ("دریای سیا", "دریای سیاه"), ("Danub", "Danube")):  # fmt: skip
        with pytest.raises(UnknownName, match=near):
            find(typed)
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
        {"type": "FeatureCollection", "features": [FEATURE, {"type": "Feature", "geometry": None, "properties": None}]},
        {"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": [0, 0]}, FEATURE["geometry"]]},
        {"type": "Polygon", "coordinates": [RING[::-1], HOLE[::-1]]},  # winds the other way
        {"type": "Polygon", "coordinates": [[[*point, 100.0] for point in ring] for ring in SQUARE]},
        {"type": "MultiPolygon", "coordinates": [SQUARE, []]},
    ],
)  # fmt: skip
def test_outlines_with_holes(told):
    area = read_geojson(json.dumps(told))
    assert area.covers(np.array([27.2, 27.91]), np.array([42.5, 43.21]), np.array(["", ""])).tolist() == [True, False]


def test_an_outline_may_reach_beyond_the_antimeridian():
    ring = [[170, -50], [190, -50], [190, -30], [170, -30], [170, -50]]
    area = read_geojson(json.dumps({"type": "Polygon", "coordinates": [ring]}))
    found = area.covers(np.array([175.0, -175.0, 0.0]), np.array([-40.0] * 3), np.array([""] * 3))
    assert found.tolist() == [True, True, False]


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"type": "Polygon", "coordinates": [[[40, 120], [41, 120], [41, 121]]]}, "longitude first"),
        ({"type": "Polygon", "coordinates": [[[3e6, 5e6], [3.1e6, 5e6], [3e6, 5.1e6]]]}, "WGS 84"),
        ({"type": "LineString", "coordinates": [[1, 2], [3, 4]]}, "not points or lines"),
        ({"type": "Polygon", "coordinates": [[[x % 170, x % 80] for x in range(200_001)]]}, "200001 points"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_an_outline_is_said(told, said):
    with pytest.raises(FaultyInput, match=said):
        read_geojson(json.dumps(told))


@pytest.mark.parametrize(
    "text",
    ['{"type": "Polygon", "coordinates": [[[1], [2, 3], [4, 5]]]}',
     '{"type": "Polygon", "coordinates": [[[1e999, 0], [0, 0], [1, 1]]]}',
     '{"type": "Polygon", "coordinates": [[["1", "2"], [0, 0], [1, 1]]]}',
     '{"type": "Polygon", "coordinates": [[[1' + "0" * 400 + ', 0], [0, 0], [1, 1]]]}',
     '{"type": "Feature"}', '{"type": "FeatureCollection", "features": 3}', '{"type": ["Polygon"]}',
     '{"type":"GeometryCollection","geometries":[' * 40 + "]}" * 40,
     '{"type": "Point", "coordinates": [1, 2]}', "{",
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
