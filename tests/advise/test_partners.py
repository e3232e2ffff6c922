"""Proposals: parts that add up, who is left out, and the record of a made-up register."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from proxeny.advise.backtest import Protocol, run_backtest
from proxeny.advise.building import build_relations
from proxeny.advise.cities import build_cities
from proxeny.advise.learning import Plan, _apart, learn_model
from proxeny.advise.model_boosting import Boosting
from proxeny.advise.model_examples import Questions
from proxeny.advise.partners import Adviser, Wish, advise_many, advise_partners, may_be_proposed
from proxeny.io.advising.keeping import read_learned, shipped, write_learned
from proxeny.io.advising.telling import _by_chance, tell_calibration

from .towns import gazetteer, many_towns, relations

PLAN = Plan(questions=300, checked=100, boosting=Boosting(trees=10, depth=2))


@pytest.fixture(scope="module")
def adviser():
    held = relations()
    learned = shipped("known")
    return Adviser(held, learned.model, learned.record)


@pytest.fixture(scope="module")
def trial():
    held = many_towns()
    known = build_relations(build_cities(held, gazetteer()), held)
    start = shipped("known").model
    return known, run_backtest(known, Protocol(questions=200), lambda some, seed: learn_model(some, start, seed, PLAN))


def test_the_parts_of_a_score_add_up_to_it(adviser):
    for partner in advise_partners(adviser, adviser.relations.cities.row["gn:8"]).partners:
        assert sum(part.contribution for part in partner.parts) == pytest.approx(partner.score, abs=1e-4)


def test_a_model_learned_elsewhere_says_the_same_of_all_by_numbers_of_one_graph(adviser):
    """Eigenvectors of a small graph are on another scale; a shipped model must not be moved by them."""
    partners = advise_partners(adviser, adviser.relations.cities.row["gn:8"]).partners
    said = [part.contribution for one in partners for part in one.parts if part.feature == "latent"]
    assert adviser.model.left_out and (adviser.model.slope[list(adviser.model.left_out)] == 0).all()
    assert np.ptp([0.0, *said]) < 1.0
    assert replace(adviser.model, origin="learned").slope[list(adviser.model.left_out)].any()


def test_nobody_is_proposed_itself_its_partners_or_its_parts(adviser):
    rows = adviser.relations.cities.row
    allowed = may_be_proposed(adviser.relations, rows["gn:7"], Wish())
    assert not allowed[[rows["gn:7"], rows["gn:6"], rows["pl:9"]]].any()
    assert allowed[rows["gn:1"]]


def test_a_wish_narrows_the_countries(adviser):
    city = adviser.relations.cities.row["gn:8"]
    country = adviser.relations.cities.table["country"]
    only = advise_partners(adviser, city, Wish(countries=frozenset({"FR"})))
    assert {country[one.row] for one in only.partners} == {"FR"}
    without = advise_partners(adviser, city, Wish(not_countries=frozenset({"FR"}), declined=frozenset({"gn:1"})))
    assert "FR" not in {country[one.row] for one in without.partners}
    assert adviser.relations.cities.row["gn:1"] not in {one.row for one in without.partners}


def test_a_theme_adds_to_members_of_its_networks(adviser):
    city = adviser.relations.cities.row["gn:8"]
    advice = advise_partners(adviser, city, Wish(theme="CUL"))
    added = {one.row: {part.feature: part.contribution for part in one.parts} for one in advice.partners}
    aachen = added[adviser.relations.cities.row["gn:1"]]
    assert aachen.get("theme") == pytest.approx(np.log(2), abs=1e-5)


def test_diversity_takes_countries_by_turns(adviser):
    city = adviser.relations.cities.row["gn:8"]
    country = adviser.relations.cities.table["country"]
    spread = advise_partners(adviser, city, Wish(n=3, diversity=5.0)).partners
    assert len({country[one.row] for one in spread[:3]}) == 3
    assert all(sum(part.contribution for part in one.parts) == pytest.approx(one.score, abs=1e-4) for one in spread)


def test_many_cities_get_what_each_gets_alone(adviser):
    cities = np.arange(adviser.relations.cities.size)
    together = advise_many(adviser, cities, Wish(n=4))
    for city, scored in zip(cities, together, strict=True):
        alone = advise_partners(adviser, int(city), Wish(n=4)).partners
        assert scored.rows.tolist() == [one.row for one in alone]


def test_advice_beats_simple_methods_where_there_is_something_to_learn(trial):
    _, found = trial
    methods = {name: found.track(name).hits_10 for name in found.ranked.ranks}
    assert methods["model"] == max(methods.values())
    assert methods["model"] > 1.5 * methods["popularity"]


def test_stated_chances_come_true(trial):
    assert tell_calibration(trial[1])["error"] < 0.02


def test_an_error_is_told_beside_what_chance_alone_makes():
    """A share of a hundred draws with chance one half is off by 0.0399 in the mean; two such tenths as much."""
    tenths = [{"predicted": 0.5, "observed": 0.4, "count": 100}] * 2
    assert _by_chance(tenths) == pytest.approx(0.0399, abs=1e-4)


def test_the_same_seed_gives_the_same_model(trial):
    known, _ = trial
    start = shipped("known").model
    one, other = (learn_model(known, start, 2, PLAN) for _ in range(2))
    assert (one.model.weight == other.model.weight).all()
    assert (one.model.trees.value == other.model.trees.value).all()
    assert one.record.tracks == other.record.tracks


def test_a_model_is_the_same_when_it_was_kept(trial, tmp_path):
    learned = trial[1].learned
    write_learned(learned, tmp_path / "m.npz")
    found = read_learned(tmp_path / "m.npz")
    assert found is not None
    assert (found.model.weight == learned.model.weight).all()
    assert found.record.tracks == learned.record.tracks
    (tmp_path / "m.npz").write_bytes(b"broken")
    assert read_learned(tmp_path / "m.npz") is None


@pytest.mark.parametrize("pool", ["known", "all"])
def test_the_shipped_model_is_of_the_shipped_features(pool):
    assert shipped(pool).model.origin == "shipped"


def test_what_is_checked_is_never_learned_from():
    """Ties that only tell how often the model is right are left out of the questions, from both ends."""
    asked = Questions(np.array([1, 2, 3, 4]), np.array([2, 1, 4, 3]))
    kept = _apart(asked, Questions(np.array([2, 1]), np.array([1, 2])), 10)
    assert (kept.asked.tolist(), kept.partner.tolist()) == ([3, 4], [4, 3])
