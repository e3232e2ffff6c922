"""The small map of a sheet: true to scale, with what fits on it."""

from __future__ import annotations

import pytest

from proxeny.report.union_map import TALL, WIDE, draw_union
from proxeny.report.unions_words import say_loss

ODESA, BATUMI, VARNA = ("odesa", 46.48, 30.73), ("batumi", 41.64, 41.64), ("varna", 43.21, 27.91)


def told(*cities, area="black_sea", ties=()):
    """What a union tells of its cities."""
    members = [{"id": name, "place": name.title(), "lat": lat, "lon": lon} for name, lat, lon in cities]
    return {"area_id": area, "members": members, "within": {"ties": [{"a_id": a, "b_id": b} for a, b in ties]}}


def test_the_map_is_true_to_scale_and_holds_shore_ties_and_names():
    drawn = draw_union(told(ODESA, BATUMI, VARNA, ties=[("odesa", "batumi"), ("odesa", "elsewhere")]))
    wide, tall = drawn["size"]
    assert max(wide / WIDE, tall / TALL) == pytest.approx(1.0, abs=0.01)
    at = {one["name"]: one["at"] for one in drawn["cities"]}
    across = (at["Batumi"][0] - at["Odesa"][0]) / (at["Batumi"][1] - at["Odesa"][1])
    assert across == pytest.approx((41.64 - 30.73) * 0.7193 / (46.48 - 41.64), abs=0.01), "cos 44.06 degrees"
    assert drawn["ties"] == [[*at["Odesa"], *at["Batumi"]]]
    assert len(drawn["shore"]) > 100
    assert all(0 <= x <= wide and 0 <= y <= tall for x, y in drawn["shore"])
    assert all(one["label"] for one in drawn["cities"])


def test_names_that_would_lie_on_others_are_left_out():
    crowd = [(f"a very long name {at}", 43.0 + at / 1000, 28.0) for at in range(12)]
    drawn = draw_union(told(ODESA, BATUMI, *crowd))
    shown = [one["label"] for one in drawn["cities"] if one["label"]]
    assert 2 < len(shown) < 14


@pytest.mark.parametrize("area", ["europe", "countries", "box"])
def test_an_area_without_a_shore_has_no_map(area):
    assert draw_union(told(ODESA, BATUMI, area=area)) is None
    assert draw_union(told(ODESA)) is None
    assert draw_union(told(ODESA, ("nowhere", None, None))) is None


def test_a_loss_is_a_number_a_range_or_a_bound():
    assert say_loss(0.5, 0.5) == "0.50"
    assert say_loss(0.25, 0.5) == "0.25–0.50"
    assert say_loss(0.0, 0.5) == "at most 0.50"
    assert say_loss(0.25, float("inf")) == "at least 0.25"
