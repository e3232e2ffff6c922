"""Both databases hold the same: the same imports give the same snapshot."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.acceptance.command import Command, open_command
from tests.register.worlds import MEMBERS, TIES

pytestmark = pytest.mark.sqlite_only  # it meets both databases by itself
ODD = """name,name_tr,name_fa,kind,country,lat,lon,population,source
Şanlıurfa,Şanlıurfa,شانلی‌اورفا,city,TR,37.16,38.79,2115256,"Ünal, ""A"" 'B' \\ %"
Zürich,,,city,CH,,,0,a; b
zürich,,,district,CH,47.4,8.5,1e3,
ｗｉｄｅ 😀,,,city,,,,,x
"""


def _fill(command: Command, folder: Path) -> tuple[object, object]:
    command("init")
    for name, mapping, text in (("a", "agreements", TIES), ("b", "memberships", MEMBERS), ("c", "places", ODD)):
        path = folder / f"{name}.csv"
        path.write_text(text, encoding="utf-8")
        command("import", path, "--mapping", mapping, "--yes")
    more = (folder / "a.csv").rename(folder / "d.csv")
    more.write_text(TIES.replace("1976-04-12", "1976-05"), encoding="utf-8")
    changed = command.json("import", more, "--mapping", "agreements", "--yes")
    command("decide", "gn:3099434", "gn:633679", "different", "--by", "test")
    status = command.status()
    frozen = command.json("snapshot", "--out", folder / "frozen")["hash"]
    command("rollback", changed["batch"])
    return status, (frozen, command.json("snapshot", "--out", folder / "frozen")["hash"])


def test_the_same_imports_give_the_same_snapshot_on_both_databases(postgres_database: str, tmp_path: Path) -> None:
    found = []
    with ExitStack() as stack:
        for name, more in (("sqlite", {}), ("postgresql", {"PROXENY_DATABASE_URL": postgres_database})):
            folder = tmp_path / name
            folder.mkdir()
            found.append(_fill(stack.enter_context(open_command(folder, **more)), folder))
    assert found[0] == found[1]
    assert found[0][1][0] != found[0][1][1]  # type: ignore[index]
