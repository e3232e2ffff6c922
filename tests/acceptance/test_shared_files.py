"""Files of real sources come in with their mapping, a second time change nothing, and go out without a trace."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.acceptance.command import NOTHING, Command

pytestmark = pytest.mark.sqlite_only  # the figures of the large files are measured on both databases elsewhere
SMALL = [
    ("istanbul", "istanbul_39_districts", 39), ("istanbul", "turkiye_districts", 973),
    ("istanbul", "turkiye_provinces", 81),
    ("memberships", "etmun_networks", 58), ("attributes", "gawc_da31_gnc2020", 707),
    ("attributes", "undp_hdr23-24_composite_indices", 206),
]  # fmt: skip


@pytest.mark.parametrize(("folder", "name", "rows"), SMALL, ids=lambda value: str(value))
def test_a_file_comes_in_once_and_goes_out_whole(
    proxeny: Command, shared: Path, folder: str, name: str, rows: int | None
) -> None:
    path = shared / "data" / folder / f"{name}.csv"
    told = proxeny.json("import", path, "--mapping", name, "--yes")
    assert told["errors"] == 0
    assert told["claims_new"] > told["rows"]
    assert rows is None or told["rows"] == rows
    held = proxeny.status()
    again = proxeny.json("import", path, "--yes")  # the mapping is found by the columns
    assert (again["claims_new"], again["batch"], proxeny.status()) == (0, None, held)
    proxeny("rollback", told["batch"])
    assert proxeny.status() == NOTHING


@pytest.mark.parametrize("mapping", [(), ("--mapping", "konect_twin_2017")])
def test_a_graph_without_names_is_refused_in_words(proxeny: Command, shared: Path, mapping: tuple[str, ...]) -> None:
    told = proxeny("import", shared / "data/ties/konect_twin_2017.tsv", *mapping, "--yes", "--json", code=1)
    assert "numbers without names" in told.err
    assert told.json["errors"] == 1
    assert proxeny.status() == NOTHING
