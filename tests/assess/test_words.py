"""Every code of a profile has words."""

from __future__ import annotations

import json
from datetime import date
from typing import get_args

import pytest

from proxeny.assess.facts import Facts
from proxeny.assess.figure import Why
from proxeny.assess.profile import build_profile, profile_to_json
from proxeny.errors import messages
from proxeny.scheme.loader import load_scheme


@pytest.mark.parametrize("why", [why for why in get_args(Why) if why])
def test_every_reason_has_words(why: str) -> None:
    assert f"why-{why}" in messages()


@pytest.mark.parametrize("kind", ["both", "ties", "networks", "other", "none"])
def test_every_standing_fills_its_words(kind: str, facts: Facts) -> None:
    params = dict(build_profile(facts, load_scheme(), date(2020, 1, 1)).standing.params)
    words = messages()[f"standing-{kind}"].what.format(place="Alpha", **params)
    assert "Alpha" in words and "{" not in words


def test_the_shipped_scheme_gives_five_levels_seven_dimensions_and_32_indicators(facts: Facts) -> None:
    scheme = load_scheme()
    plain = profile_to_json(build_profile(facts, scheme, date(2020, 1, 1)), scheme, "fa")
    assert [level["id"] for level in plain["levels"]] == ["L1", "L2", "L3", "L4", "L5"]
    assert (len(plain["dimensions"]), len(plain["indicators"])) == (7, 32)
    found = {one["id"]: one["value"] for one in plain["indicators"]}
    assert found["SEC-C1"] == 2  # ag:1 and ag:4 name sustainable development
    assert found["NET-2"] is not None
    assert json.loads(json.dumps(plain, allow_nan=False)) == plain
