"""What it costs to ask who somebody is, and what the interface for programs answers, over the starter atlas."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from figures import REPO, show

_SCRIPT = """
import json, statistics, time
import proxeny; proxeny.init(); proxeny.load_atlas()
from django.conf import settings
settings.ALLOWED_HOSTS = ["127.0.0.1"]
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.contrib.auth import authenticate
from proxeny.register.accounts.operations.people import add_person
from proxeny.register.accounts.operations.tokens import make_token
person = add_person("leyla", "officer", password="correct horse battery staple")
host = {"SERVER_NAME": "127.0.0.1"}
alone = Client(**host)
signed = Client(**host, REMOTE_ADDR="192.0.2.7")
signed.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
token = {"authorization": f"Bearer {make_token(person, 'bench')}"}

def measure(client, path, times=40, **headers):
    seconds = []
    for _ in range(times + 2):
        started = time.process_time()
        answer = client.get(path, headers=headers)
        seconds.append(time.process_time() - started)
    assert answer.status_code in (200, 304), (path, answer.status_code)
    with CaptureQueriesContext(connection) as queries:
        client.get(path, headers=headers)
    writes = sum(not one["sql"].lstrip().upper().startswith(("SELECT", "PRAGMA")) for one in queries)
    return statistics.median(seconds[2:]) * 1000, len(queries), writes

told = {}
told["about, alone"] = measure(alone, "/en/about/")
told["about, signed in"] = measure(signed, "/en/about/")
told["places by token"] = measure(signed, "/api/v1/places?size=50", **token)
for name in ("places", "agreements", "ties", "memberships"):
    told[f"api {name}"] = measure(alone, f"/api/v1/{name}?size=50")
told["api profile of Istanbul"] = measure(alone, "/api/v1/profiles/gn:745044?on=2026-01-01", 20)
told["api search"] = measure(alone, "/api/v1/search?q=istan", 20)
tag = alone.get("/api/v1/places?size=50")["ETag"]
told["api places, not changed"] = measure(alone, "/api/v1/places?size=50", **{"if-none-match": tag})
print(json.dumps(told))
"""


def main() -> None:
    """Measure processor time in one process, so that whoever else works on the machine does not count."""
    with tempfile.TemporaryDirectory() as home:
        own = {name: value for name, value in os.environ.items() if not name.startswith("PROXENY_")}
        own |= {"PROXENY_HOME": home, "PROXENY_ACCESS": "alone", "PYTHONPATH": str(REPO / "src")}
        done = subprocess.run([sys.executable, "-c", _SCRIPT], env=own, capture_output=True, text=True, cwd=Path(home))
    if done.returncode:
        sys.exit(done.stderr)
    told = json.loads(done.stdout.splitlines()[-1])
    for what, (milliseconds, queries, writes) in told.items():
        show(f"{what} ({queries} queries)", milliseconds, "ms", bar=150)
        show(f"{what}: writes", writes, "", bar=0)
    show("being signed in costs", told["about, signed in"][0] - told["about, alone"][0], "ms")


if __name__ == "__main__":
    main()
