"""Unions of a small world: members, reasons, wishes, steadiness, organs."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from proxeny.advise.unions.advising import advise_union
from proxeny.advise.unions.apart import find_apart
from proxeny.advise.unions.areas import Area, areas, find_area
from proxeny.advise.unions.asking import Asked, build_choice
from proxeny.advise.unions.clock import Clock
from proxeny.advise.unions.doing_without import price_members
from proxeny.advise.unions.organs import propose_organs
from proxeny.advise.unions.parts import PARTS
from proxeny.advise.unions.rediscovering import FAMILY, KNOWN, Real, rediscover, sum_up_record
from proxeny.advise.unions.scene import Scene
from proxeny.advise.unions.summing import sum_up
from proxeny.advise.unions.world import build_world, topic_dimensions
from proxeny.errors import FaultyInput, NotFound, UnknownName
from proxeny.scheme.loader import load_scheme

from .worlds import CITIES, brute, ids, tables, world

BLACK_SEA = areas()["black_sea"]


def ask(size=4, **more):
    return Asked(BLACK_SEA, size, **more)


def members(advice):
    return ids(advice.choice.scene.world, [advice.choice.scene.here[one.at] for one in advice.members])


def test_the_most_tied_ports_of_four_countries_are_chosen():
    advice = advise_union(world(), ask(min_countries=4, max_per_country=1))
    assert members(advice) == {"varna", "constanta", "odesa", "batumi"}
    assert advice.solved.status == "optimal"


def test_the_area_decides_who_is_a_candidate():
    choice = build_choice(world(), ask())
    assert "ankara" not in ids(choice.scene.world, choice.scene.here)
    assert choice.cities == len(CITIES) - 1


def test_what_a_member_brings_is_the_sum_of_its_parts_and_what_the_union_would_lose():
    advice = advise_union(world(), ask())
    problem, chosen = advice.choice.problem, advice.solved.chosen
    for one in advice.members:
        assert one.brings == pytest.approx(sum(part.contribution for part in one.why))
        rest = chosen[chosen != one.at]
        assert one.brings == pytest.approx(advice.solved.objective - problem.value(rest))


def test_a_swap_costs_and_keeps_the_rules():
    advice = advise_union(world(), ask())
    for one in advice.members:
        if one.loss.instead is not None:
            swapped = np.sort(np.where(advice.solved.chosen == one.at, one.loss.instead, advice.solved.chosen))
            assert advice.choice.problem.allows(swapped)
            assert one.loss.by_one >= one.loss.high >= one.loss.low >= -1e-9


def test_the_loss_without_a_member_is_what_solving_again_without_it_says():
    advice = advise_union(world(), ask())
    problem = advice.choice.problem
    for one in advice.members:
        others = brute(problem.only(np.flatnonzero(np.arange(problem.size) != one.at)))
        assert one.loss.proven
        assert one.loss.high == pytest.approx(advice.solved.objective - others)


def test_a_bound_of_the_loss_holds_what_is_true_even_without_time():
    advice = advise_union(world(), ask())
    problem, solved = advice.choice.problem, advice.solved
    exact = {one.at: one.loss.high for one in advice.members}
    for at, loss in price_members(problem, solved, Clock(1e-9))[0].items():
        assert loss.low - 1e-9 <= exact[at] <= loss.high + 1e-9
    for at, loss in price_members(problem, solved)[0].items():
        assert loss.low == 0.0
        assert loss.high == loss.by_one >= exact[at] - 1e-9


def test_usual_rules_give_way_where_they_cannot_be_kept_and_asked_ones_do_not():
    places = {name: CITIES[name] for name in ("varna", "samsun", "trabzon", "batumi")}
    more = {"asparuhovo": ("BG", 43.18, 27.90, 9_000, "varna"), "ordu": ("TR", 40.98, 37.88, 200_000, "")}
    made = world(cities={**places, **more}, ties=[("varna", "trabzon")], held=[])
    advice = advise_union(made, ask(5))
    assert advice.choice.loosened
    assert advice.choice.problem.rules.cap == 3
    assert [note.code for note in advice.notes] == ["union-rules-loosened"]
    with pytest.raises(FaultyInput, match="max-per-country 3"):
        advise_union(made, ask(5, max_per_country=2))


def test_size_rank_and_centre_are_those_of_the_area():
    made = world(cities={**CITIES, "suburb": ("BG", 43.21, 28.0, 34_000, "")})
    scene = Scene(made, np.arange(made.size), BLACK_SEA.covers(made.lon, made.lat, made.country), "", BLACK_SEA)
    row = made.row
    assert PARTS["people"].compute(scene)[row["odesa"]] == pytest.approx(1.0)
    assert PARTS["people"].compute(scene)[row["burgas"]] == pytest.approx(np.log(40) / np.log(200))
    assert [int(scene.rank[row[name]]) for name in ("samsun", "ortahisar", "trabzon", "ankara")] == [1, 2, 3, 1]
    assert PARTS["first"].compute(scene)[row["burgas"]] == pytest.approx(1 / np.sqrt(2))
    near = np.exp(-0.5 * (scene.km[row["varna"], row["suburb"]] / 20) ** 2)
    assert scene.centrality[row["suburb"]] == pytest.approx(0.1 / near)
    assert scene.centrality[row["varna"]] == scene.centrality[row["odesa"]] == 1.0


def test_a_city_and_its_district_are_never_together():
    advice = advise_union(world(), ask(5, include=("ortahisar",), max_per_country=2))
    assert "ortahisar" in members(advice)
    assert "trabzon" not in members(advice)
    with pytest.raises(FaultyInput, match="Leave out"):
        advise_union(world(), ask(include=("ortahisar", "trabzon")))


def test_a_wish_has_its_price():
    free = advise_union(world(), ask(min_countries=4, max_per_country=1)).solved.objective
    advice = advise_union(world(), ask(min_countries=4, max_per_country=1, include=("mangalia",)))
    (price,) = advice.prices
    assert price.without_it == pytest.approx(free)
    assert price.with_it == pytest.approx(advice.solved.objective)
    assert price.with_it < free


def test_what_is_excluded_stays_out_and_both_at_once_is_a_fault():
    assert "odesa" not in members(advise_union(world(), ask(exclude=("odesa",))))
    with pytest.raises(FaultyInput, match="Odesa"):
        advise_union(world(), ask(include=("odesa",), exclude=("odesa",)))


def test_a_wish_outside_the_area_is_kept_and_said():
    advice = advise_union(world(), ask(include=("ankara",)))
    assert "ankara" in members(advice)
    assert any(note.code == "union-include-outside" for note in advice.notes)


def test_a_theme_prefers_cities_at_work_in_it():
    choice = build_choice(world(), ask(theme="ECO"))
    theme = dict(zip(ids_in_order(choice), choice.city_parts["theme"], strict=True))
    assert theme["varna"] > 0 == theme["batumi"]
    with pytest.raises(UnknownName, match="SEC"):
        build_choice(world(), ask(theme="NOPE"))


def ids_in_order(choice):
    return [choice.scene.world.places["id"][int(at)] for at in choice.scene.here]


def test_without_a_source_what_only_it_says_is_gone():
    less = world().without_source("list")
    assert less.ties.height == 5
    assert less.held.height == 0
    advice = advise_union(world(), ask())
    assert {one.source for one in advice.steadiness} == {"list", "archive", ""}
    assert advice.sources == 2
    assert all(0 <= one.stay <= 4 and len(one.gone) == 4 - one.stay == len(one.come) for one in advice.steadiness)


def test_an_area_without_cities_says_so():
    with pytest.raises(NotFound, match="Caspian"):
        advise_union(world(), Asked(areas()["caspian_sea"], 3))


def test_impossible_rules_say_which_to_relax():
    with pytest.raises(FaultyInput) as caught:
        advise_union(world(), ask(8, min_countries=6, max_per_country=2))
    assert [fault.code for fault in caught.value.faults] == ["union-impossible", "union-relax-min-countries"]
    assert "--min-countries 5" in str(caught.value)


@pytest.mark.parametrize("size", [1, 0, 101])
def test_sizes_that_are_none(size):
    with pytest.raises(FaultyInput):
        advise_union(world(), ask(size))


def test_a_place_twice_and_a_place_in_a_city_are_apart():
    more = {**CITIES, "varna2": ("BG", 43.22, 27.92, 300_000, ""), "asparuhovo": ("BG", 43.18, 27.90, 20_000, "")}
    made = tables(cities=more)
    renamed = made["places"].with_columns(name=made["places"]["name"].str.replace("Varna2", "Varna"))
    found = build_world({**made, "places": renamed}, load_scheme())
    here = np.arange(found.size)
    apart = find_apart(Scene(found, here, np.ones(found.size, np.bool_)))
    row = found.row
    assert apart[row["varna"], row["varna2"]]
    assert apart[row["varna"], row["asparuhovo"]]
    assert apart[row["trabzon"], row["ortahisar"]]
    assert not apart[row["varna"], row["burgas"]]


def test_a_place_whose_country_is_elsewhere_is_left_out():
    many = {f"ro{at}": ("RO", 45.5 + at / 50, 24.5, 1000, "") for at in range(30)}
    near = {f"bg{at}": ("BG", 43.0 + at / 50, 27.9, 1000, "") for at in range(20)}
    far = {f"fr{at}": ("FR", 47.0 + at / 50, 2.0, 1000, "") for at in range(25)}
    made = world(cities={**CITIES, **many, **near, **far, "lost": ("FR", 43.3, 27.9, 1000, "")})
    choice = build_choice(made, ask())
    assert choice.left_out == 1
    assert "lost" not in ids(made, choice.scene.here)


@pytest.mark.parametrize("name", list(PARTS))
def test_every_part_is_between_0_and_1_and_counts_what_it_says(name):
    part, made = PARTS[name], world()
    scene = Scene(made, np.arange(made.size), np.ones(made.size, np.bool_), "ECO", BLACK_SEA)
    values, counted = np.asarray(part.compute(scene)), np.asarray(part.count(scene))
    shape = (made.size,) if part.of == "city" else (made.size, made.size)
    assert values.shape == counted.shape == shape
    assert (values >= 0).all()
    assert (values <= 1).all()
    assert part.formula and part.source and part.not_when and part.weight > 0
    if part.of == "pair":
        assert np.allclose(values, values.T)


def test_ties_around_count_neighbours_and_not_the_tie_itself():
    cities = {
        "a": ("BG", 43.0, 28.0, 1, ""), "b": ("BG", 43.1, 28.0, 1, ""),
        "x": ("PL", 50.0, 29.0, 1, ""), "y": ("PL", 50.1, 29.0, 1, ""),
    }  # fmt: skip
    found = world(ties=[("a", "x")], cities=cities, held=[])
    scene = Scene(found, np.arange(4), np.ones(4, np.bool_))
    around = scene.ties_around
    assert around[found.row["a"], found.row["x"]] == pytest.approx(0.0, abs=1e-9)
    assert around[found.row["b"], found.row["y"]] == pytest.approx(np.exp(-2 * 0.5 * (11.12 / 75) ** 2), abs=0.01)


def test_organs_follow_the_cooperation_system():
    made = world()
    rows = np.array([made.row[name] for name in ("varna", "burgas", "odesa", "batumi", "constanta")])
    within = sum_up(made, rows)
    brings = {int(at): float(len(rows) - i) for i, at in enumerate(rows)}
    organs = propose_organs(made, brings, [made.row["trabzon"]], (within.shared, within.strengths))
    seats = {(one.organ, one.dimension): ids(made, one.members) for one in organs.seats}
    assert seats["L3.PIL.EXB", ""] == {"varna", "odesa", "batumi", "constanta"}
    assert len(seats["L3.PIL.PRE", ""]) == 3
    assert seats["L3.PIL.SEC", ""] == {"odesa"} or seats["L3.PIL.SEC", ""] == {"batumi"}
    assert seats["L3.PIL.COM", "ECO"] == {"varna", "odesa", "constanta"}
    assert ids(made, organs.observers) == {"trabzon"}


def test_topics_have_the_dimensions_of_the_measure_rules():
    topics = topic_dimensions(load_scheme())
    assert topics["tourism"] == ("ECO",)
    assert topics["heritage"] == ("CUL",)
    assert topics["culture"] == ("CUL",)


def test_a_union_is_looked_for_again_without_its_memberships():
    found = rediscover(world(), Real("nw:ports", "Black Sea", 3))
    assert found.precision["union"] == pytest.approx(2 / 3) or found.precision["union"] == 1.0
    assert found.members == 3
    assert set(found.precision) == {"union", "degree", "population"}
    with pytest.raises(NotFound):
        rediscover(world(), Real("nw:none", "Black Sea", 3))


def test_a_track_record_counts_and_bounds():
    one = rediscover(world(), Real("nw:ports", "Black Sea", 3))
    made = [replace(one, size=10, members=5, precision={"union": a, "degree": b, "population": 0.1})
            for a, b in ((0.3, 0.2), (0.2, 0.2), (0.1, 0.2))]  # fmt: skip
    record = sum_up_record(made)
    assert (record.better, record.equal, record.worse) == (1, 1, 1)
    assert record.gain == pytest.approx(0.0)
    assert record.low <= 0 <= record.high
    assert sum_up_record(made[:1]).low == pytest.approx(0.2)  # a tenth more of the five that can be found of ten


@pytest.mark.parametrize("real", [*KNOWN, *FAMILY], ids=lambda one: one.network)
def test_every_real_union_has_an_area_that_can_be_asked_for(real):
    assert find_area(real.area, lambda _: "").names["en"]


def test_the_answer_is_the_same_whatever_the_order_of_rows():
    made = tables()
    turned = {name: table.reverse() for name, table in made.items()}
    one = advise_union(build_world(made, load_scheme(), made["evidence"]), ask())
    two = advise_union(build_world(turned, load_scheme(), turned["evidence"]), ask())
    assert members(one) == members(two)
    assert one.solved.objective == pytest.approx(two.solved.objective)


def test_countries_alone_make_an_area():
    area = Area("countries", {"en": "BG, RO"}, "countries", countries=frozenset({"BG", "RO"}))
    advice = advise_union(world(), replace(ask(2), area=area))
    assert members(advice) == {"varna", "constanta"}
