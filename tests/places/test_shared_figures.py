"""The figures of resolution on real inputs stay where they are; see ``tools/bench/bench_resolution.py``."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from proxeny.io.places.resolve import resolve_places

BENCH = Path(__file__).resolve().parents[2] / "tools" / "bench"


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    sys.path.insert(0, str(BENCH))
    spec = importlib.util.spec_from_file_location("bench_resolution", BENCH / "bench_resolution.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["bench_resolution"] = module
    spec.loader.exec_module(module)
    sys.path.remove(str(BENCH))
    return module


def test_name_country_and_coordinates_are_right_in_97_of_100_rows(bench: ModuleType, shared: Path) -> None:
    measured = bench.measure_nodes(shared, True)
    assert measured.right >= 0.97
    assert measured.precision >= 0.99


def test_name_and_country_alone_are_right_in_98_of_100_answers(bench: ModuleType, shared: Path) -> None:
    measured = bench.measure_nodes(shared, False)
    assert measured.precision >= 0.98
    assert measured.answered >= 0.91
    assert measured.offered >= 0.9


def test_ties_tell_what_a_bare_name_means(bench: ModuleType, shared: Path) -> None:
    mentions, links = bench.read_wikipedia(shared)
    together = bench.measure_collective(shared, bench.ties_of(resolve_places(mentions), links))
    assert together.by_wikidata >= 0.985
    assert together.by_wikipedia >= 0.98
    assert together.answered >= 0.65
