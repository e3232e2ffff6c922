"""Import, import again, ties, profile and snapshot, each in a process of its own, on SQLite and on PostgreSQL."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from figures import REPO, shared, show

FILES = (
    "ties/wikipedia_2026_ties.csv",
    "ties/wikidata_2016_ties_directed.csv",
    "memberships/etmun_memberships_to_2014.csv",
    "memberships/etmun_networks.csv",
)
_PROFILE = """
import json, statistics, time, datetime, proxeny
seconds = []
proxeny.profile("Istanbul")
for _ in range(20):
    started = time.perf_counter(); proxeny.profile("Istanbul"); seconds.append(time.perf_counter() - started)
print(json.dumps(statistics.median(seconds) * 1000))
"""
_PEER = """
import json, os, time
import proxeny; proxeny.open_register()
import polars as pl
from django.db import transaction
from proxeny.register.models import Batch, Claim
from proxeny.register.queries.claims import read_all_claims
from proxeny.register.rows import insert
rows = read_all_claims().head(50000).rename({"source": "source_id"})
rows = rows.with_columns(("x" + pl.col("key").str.slice(1)).alias("key"))
batch = Batch.objects.order_by("id")[0].pk
def timed(write):
    started = time.perf_counter()
    with transaction.atomic():
        write(); transaction.set_rollback(True)
    return time.perf_counter() - started
ours = timed(lambda: insert(Claim, rows.with_columns(pl.lit(batch).alias("batch_id"))))
made = lambda: [Claim(**row, batch_id=batch) for row in rows.iter_rows(named=True)]
peer = timed(lambda: Claim.objects.bulk_create(made(), batch_size=2000))
print(json.dumps([ours, peer]))
"""
_DOUBLES = """
import json, proxeny; proxeny.open_register()
from proxeny.register.models import Tie
pairs = [tuple(sorted(pair)) for pair in Tie.objects.values_list("a", "b")]
print(json.dumps(len(pairs) - len(set(pairs))))
"""


def _run(environment: dict[str, str], *command: str) -> str:
    done = subprocess.run([sys.executable, *command], env=environment, capture_output=True, text=True, cwd=REPO)
    if done.returncode:
        sys.exit(f"{' '.join(command)[:200]}\n{done.stdout[-2000:]}{done.stderr[-4000:]}")
    return done.stdout


def _proxeny(environment: dict[str, str], *arguments: str) -> str:
    return _run(environment, "-m", "proxeny.cli.main", *arguments)


def _import_all(environment: dict[str, str], folder: Path) -> tuple[float, int]:
    """Wall seconds as the command reports them, and new claims, over the four files."""
    seconds, claims = 0.0, 0
    for name in FILES:
        path = folder / "data" / name
        told = json.loads(_proxeny(environment, "import", str(path), "--mapping", path.stem, "--yes", "--json"))
        seconds += told["seconds"]
        claims += told["claims_new"]
        print(f"   {path.stem}: {told}", flush=True)
    return seconds, claims


def _measure(engine: str, environment: dict[str, str], folder: Path, bar: float) -> None:
    _proxeny(environment, "init")
    seconds, claims = _import_all(environment, folder)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024**2
    show(f"import of the four files into an empty register, {engine}", seconds, "s", bar)
    show(f"peak memory of the largest process so far, {engine}", peak, "GB", 2)
    show("claims stored", claims, "")
    again, new = _import_all(environment, folder)
    show(f"importing them again, {engine}", again, "s", 60)
    show("new claims when importing again", new, "", 0)
    print("   status:", json.dumps(json.loads(_proxeny(environment, "status", "--json"))))
    show("pairs of two ties with the same two places", json.loads(_run(environment, "-c", _DOUBLES)), "", 0)
    show(f"profile of Istanbul, median of 20, warm, {engine}", json.loads(_run(environment, "-c", _PROFILE)), "ms", 100)
    with tempfile.TemporaryDirectory() as out:
        made = [json.loads(_proxeny(environment, "snapshot", "--out", f"{out}/s{n}", "--json")) for n in (1, 2)]
    show(f"snapshot, {engine}", made[0]["seconds"], "s", 15)
    show("hashes of two snapshots of the same register", len({one["hash"] for one in made}), "different", 1)
    print("   hash:", made[0]["hash"])
    ours, peer = json.loads(_run(environment, "-c", _PEER))
    show(f"storing 50,000 claims: Django's bulk_create took this many times as long, {engine}", peer / ours, "x")


def main(*engines: str) -> None:
    """Measure on SQLite, then on PostgreSQL where there is one; ``engines``: only these (sqlite, postgresql)."""
    folder = shared()
    if folder is None:
        return
    sys.path.insert(0, str(REPO / "tools"))
    import test_services

    with ExitStack() as stack:
        home = stack.enter_context(tempfile.TemporaryDirectory())
        plain = {**os.environ, "PYTHONPATH": str(REPO / "src"), "PROXENY_HOME": home}
        plain.pop("PROXENY_DATABASE_URL", None)
        if not engines or "sqlite" in engines:
            _measure("SQLite", plain, folder, 150)
        if engines and "postgresql" not in engines:
            return
        try:
            url = stack.enter_context(test_services.postgres())
        except test_services.Missing as reason:
            print(f"not measured on PostgreSQL: {reason}", file=sys.stderr)
            return
        import psycopg

        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("DROP DATABASE IF EXISTS proxeny_bench WITH (FORCE)")
            connection.execute("CREATE DATABASE proxeny_bench")
        address = url.rsplit("/", 1)[0] + "/proxeny_bench" if "?" not in url else url
        other = stack.enter_context(tempfile.TemporaryDirectory())
        _measure("PostgreSQL", {**plain, "PROXENY_HOME": other, "PROXENY_DATABASE_URL": address}, folder, 200)


if __name__ == "__main__":
    main()
