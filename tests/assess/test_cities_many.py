"""More places than can be compared."""

from __future__ import annotations

import numpy as np
import pytest

from proxeny.assess.cities import MOST, _best_known
from proxeny.assess.engine.running import MOST_UNITS, run_recipe
from proxeny.assess.measurements import Measurements
from proxeny.assess.recipe.default import default_recipe
from proxeny.errors import FaultyInput


def test_of_too_many_places_those_with_the_most_records_are_assessed():
    places = [{"id": f"gn:{number:05}"} for number in range(MOST + 3)]
    records = {row["id"]: {"ties": [{}] * (1 if number < 3 else 2)} for number, row in enumerate(places)}
    kept = _best_known(places, records)
    assert [row["id"] for row in kept] == [row["id"] for row in places[3:]]


def test_of_few_places_all_are_assessed():
    assert _best_known([{"id": "b"}, {"id": "a"}], {"a": {}, "b": {}}) == [{"id": "b"}, {"id": "a"}]


def test_a_table_of_too_many_units_is_refused_in_words():
    names = tuple(one.id for one in default_recipe().indicators)
    values = np.ones((MOST_UNITS + 1, len(names)))
    data = Measurements(tuple(str(one) for one in range(MOST_UNITS + 1)), names, values, values, values)
    with pytest.raises(FaultyInput) as caught:
        run_recipe(default_recipe(), data)
    assert [fault.code for fault in caught.value.faults] == ["assess-units-many"]
