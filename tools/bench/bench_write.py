"""What a person who writes waits for, on a large register: forms saved, records merged and parted, duplicates."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile

from figures import REPO, shared, show

FILES = ("ties/wikipedia_2026_ties.csv", "memberships/etmun_memberships_to_2014.csv")
_MEASURE = """
import json, statistics, time
import proxeny; proxeny.open_register()
from django.db import transaction
from proxeny.io.forms import load_forms
from proxeny.io.forms_filled import fill_form
from proxeny.io.forms_reading import Speaker
from proxeny.register.models import Claim, Place
from proxeny.register.operations.deciding import decide, revoke
from proxeny.register.operations.editing import Edit, preview_edit, save_edit
from proxeny.register.operations.refold import reassign_records
from proxeny.register.queries.duplicates import read_duplicates
def cpu(act):
    started = time.process_time(); act(); return time.process_time() - started
def edit(number):
    typed = {"party": ["gn:745044", "gn:2886242"], "kind": ["protocol"], "reference": [f"R{number}"], "note": ["x"]}
    return Edit(load_forms()["agreement"], fill_form(load_forms()["agreement"], typed), Speaker("Bench"))
def whole():
    records = list(Claim.objects.values_list("record", flat=True).distinct())
    with transaction.atomic():
        reassign_records(records); transaction.set_rollback(True)
def merge(left, right):
    made = []
    there = cpu(lambda: made.append(decide(left, right, "same")))
    return there, cpu(lambda: revoke(made[0].pk))
preview_edit(edit(0))
saves = [cpu(lambda: save_edit(edit(n), preview_edit(edit(n)).token)) for n in range(1, 10)]
lone = [one for one in Place.objects.filter(id__startswith="pl:").order_by("id").values_list("pk", flat=True)[:12]]
pairs = [merge(left, right) for left, right in zip(lone[::2], lone[1::2])]
print(json.dumps({
    "claims": Claim.objects.count(),
    "save": statistics.median(saves), "whole": cpu(whole),
    "merge": statistics.median(one for one, _ in pairs), "part": statistics.median(two for _, two in pairs),
    "hub": merge("gn:745044", "gn:2886242")[0], "duplicates": cpu(read_duplicates),
}))
"""


def _run(environment: dict[str, str], *command: str) -> str:
    done = subprocess.run([sys.executable, *command], env=environment, capture_output=True, text=True, cwd=REPO)
    if done.returncode:
        sys.exit(f"{' '.join(command)[:120]}\n{done.stderr[-3000:]}")
    return done.stdout


def main() -> None:
    """Measure on SQLite, in processor time."""
    folder = shared()
    if folder is None:
        return
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "PYTHONPATH": str(REPO / "src"), "PROXENY_HOME": home}
        environment.pop("PROXENY_DATABASE_URL", None)
        _run(environment, "-m", "proxeny.cli.main", "init")
        for name in FILES:
            path = folder / "data" / name
            _run(environment, "-m", "proxeny.cli.main", "import", str(path), "--mapping", path.stem, "--yes")
        told = json.loads(_run(environment, "-c", _MEASURE))
    show("claims in the register", told["claims"], "")
    show("a form looked at and saved, median of 9", 1000 * told["save"], "ms")
    show("two records merged, median", 1000 * told["merge"], "ms")
    show("and parted again, median", 1000 * told["part"], "ms")
    show("two of the best-connected cities merged", 1000 * told["hub"], "ms")
    show(
        "a pass over all identifying claims takes this many times as long as a merge",
        told["whole"] / told["merge"],
        "x",
    )
    show("duplicates found", 1000 * told["duplicates"], "ms")


if __name__ == "__main__":
    main()
