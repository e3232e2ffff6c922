"""Long work: progress seen, cancelled, failed in words, and done to the end although the worker is killed."""

from __future__ import annotations

import fcntl
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from postgres_server import free_port
from proxeny.errors import Conflict, NotFound, UnknownName
from proxeny.register.models import Batch, Claim, Job, Upload
from proxeny.register.operations.uploading import keep_upload, make_preview, path_of, read_upload, set_layout
from proxeny.register.queries.uploads import read_doubts, read_preview, read_preview_rows
from proxeny.register.tasks import (
    Work,
    cancel,
    has_worker,
    only_worker,
    perform,
    read_faults,
    read_job,
    read_progress,
    recover,
    run_job,
    start,
)
from tests.register.test_processes import REPO, _env, _many, _run
from tests.register.worlds import TIES

pytestmark = pytest.mark.django_db


def upload(name: str = "ties.csv", text: str = TIES) -> Upload:
    """A file brought in."""
    return keep_upload(name, [text.encode()], by="officer")


def test_an_import_is_asked_for_done_and_told() -> None:
    kept = upload()
    job = start("import", about=kept.name, arguments={"upload": str(kept.pk)}, by="officer")
    assert (job.state, read_job(job.pk).state) == ("waiting", "waiting")
    done = perform(job.pk)
    assert (done.state, done.result["rows"]) == ("done", 4)
    assert (Batch.objects.get().by, read_upload(kept.pk).state) == ("officer", "done")
    assert perform(job.pk).runs == 1  # what is over is not done again
    again = perform(start("import", arguments={"upload": str(kept.pk)}).pk)
    assert again.result["batch"] == done.result["batch"]
    assert Batch.objects.count() == 1


def test_what_waits_is_cancelled_at_once_and_what_is_over_cannot_be() -> None:
    job = start("import", arguments={"upload": str(upload().pk)})
    assert cancel(job.pk).state == "cancelled"
    assert perform(job.pk).state == "cancelled"
    assert Claim.objects.count() == 0
    with pytest.raises(Conflict):
        cancel(job.pk)


def test_what_runs_is_cancelled_at_its_next_step_and_nothing_is_stored() -> None:
    job = start("import", arguments={"upload": str(upload().pk)})
    Job.objects.filter(pk=job.pk).update(state="running")
    cancel(job.pk)
    assert perform(job.pk).state == "cancelled"
    assert (Claim.objects.count(), Batch.objects.count()) == (0, 0)


def test_progress_is_seen_while_the_work_goes_on() -> None:
    job = start("snapshot")
    Work(job.pk, {}).step("read", 1, 4)
    assert (read_progress(job.pk).step, read_progress(job.pk).percent) == ("read", 25)


def test_work_that_fails_says_why_in_words() -> None:
    broken = upload("bad.csv", TIES.replace("1987", "31.02.1987"))
    job = perform(start("import", arguments={"upload": str(broken.pk)}).pk)
    assert job.state == "failed"
    assert "date-unreadable" in {fault.code for fault in read_faults(job)}
    with pytest.raises(UnknownName):
        start("imprt")
    with pytest.raises(NotFound):
        read_job("00000000-0000-0000-0000-000000000000")


def test_what_a_dead_worker_left_is_queued_again_but_not_for_ever() -> None:
    job = start("import", arguments={"upload": str(upload().pk)})
    Job.objects.filter(pk=job.pk).update(state="running", runs=1)
    assert recover() == 1
    run_job.call(str(job.pk))
    assert read_job(job.pk).state == "done"
    tired = start("snapshot")
    Job.objects.filter(pk=tired.pk).update(state="running", runs=3)
    recover()
    assert [fault.code for fault in read_faults(read_job(tired.pk))] == ["job-died"]


def test_there_is_one_worker_of_a_home_at_a_time() -> None:
    assert not has_worker()
    with only_worker() as mine:
        assert mine
        assert has_worker()
        with only_worker() as other:
            assert not other
    assert not has_worker()


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("links.xlsx", TIES, "upload-type"),
        ("links.csv", "PK\x03\x04 rest", "upload-type"),
        ("links.csv", "a\x00b", "upload-type"),
        ("links.exe", "MZ", "format-unknown"),
        ("../../etc/passwd", "root", "format-unknown"),
        ("empty.csv", "", "file-empty"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused_and_not_kept(name: str, text: str, code: str) -> None:
    from proxeny.errors import ProxenyError

    with pytest.raises(ProxenyError) as refused:
        upload(name, text)
    assert refused.value.faults[0].code == code
    assert Upload.objects.count() == 0


def test_a_name_with_folders_stays_within_the_home() -> None:
    kept = upload("../../../tmp/links.csv")
    assert kept.name == "links.csv"
    assert path_of(kept).parent.parent.name == "uploads"


def test_the_preview_tells_states_faults_and_doubts_and_stores_nothing() -> None:
    text = TIES + "Gdańsk,Poland,Springfield,United States,twinning,1999,,List,\nGdańsk,Poland,Turku,Finland,x,1,,L,\n"
    kept = upload("ties.csv", text)
    make_preview(kept)
    preview = read_preview(kept)
    assert preview is not None
    assert (preview["states"]["new"], preview["states"]["doubtful"], preview["states"]["error"]) == (4, 1, 1)
    rows, total, headings = read_preview_rows(kept, preview, ["error"], 0, 10)
    assert (total, rows[0].row, headings[0]) == (1, 7, "city")
    assert {fault.code for fault in rows[0].faults} == {"code-unknown", "date-unreadable"}
    assert [doubt.name for doubt in read_doubts(kept)] == ["Springfield"]
    assert Claim.objects.count() == 0
    from proxeny.io.layout import read_layout

    set_layout(kept, read_layout({"base": "memberships"}))
    assert read_preview(kept) is None


@pytest.mark.sqlite_only
def test_a_killed_worker_is_followed_by_one_that_ends_the_work(environment: dict[str, str], tmp_path: Path) -> None:
    """The process of an import is killed in the middle; the next one begins anew and stores everything once."""
    _run(environment, "init")
    path = _many(tmp_path, "long", 0, 400)
    ask = f"""
import proxeny; proxeny.open_register()
from proxeny.register.operations.uploading import keep_upload
from proxeny.register.tasks import start
kept = keep_upload("long.csv", [open({str(path)!r}, "rb").read()], by="officer")
print(start("import", arguments={{"upload": str(kept.pk)}}).pk)
"""
    job = _python(environment, ask)
    worker = subprocess.Popen([sys.executable, "-m", "proxeny.cli.main", "work"], env=_env(environment))
    progress = Path(environment["PROXENY_HOME"]) / "jobs" / f"{job}.json"
    _wait(lambda: progress.exists() and json.loads(progress.read_text())["step"] in {"store", "fold"})
    os.kill(worker.pid, signal.SIGKILL)
    worker.wait()
    _run(environment, "work", "--once")
    told = _python(environment, _TELL.format(job=job))
    assert json.loads(told) == ["done", 2, 400, 1]


_TELL = """
import json, proxeny; proxeny.open_register()
from proxeny.register.models import Batch, Job, Tie
job = Job.objects.get(pk="{job}")
print(json.dumps([job.state, job.runs, Tie.objects.count(), Batch.objects.count()]))
"""


def _python(environment: dict[str, str], source: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", source], env=_env(environment), capture_output=True, text=True, timeout=300, cwd=REPO
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.strip()


def _wait(ready) -> None:  # type: ignore[no-untyped-def]
    end = time.monotonic() + 120
    while not ready():
        assert time.monotonic() < end
        time.sleep(0.02)


@pytest.mark.sqlite_only
def test_the_worker_beside_a_server_goes_when_the_server_is_killed(home: Path) -> None:
    environment = _env({**os.environ, "PROXENY_HOME": str(home), "PROXENY_DATABASE_URL": ""})
    _run(environment, "init")
    command = [sys.executable, "-m", "proxeny.cli.main", "serve", "--port", str(free_port())]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    server = subprocess.Popen(command, env=environment, start_new_session=True, **quiet)
    _wait(lambda: _held(home))
    os.killpg(server.pid, signal.SIGKILL)  # all that answer; the keeper has a session of its own
    server.wait()
    _wait(lambda: not _held(home))


def _held(home: Path) -> bool:
    """Whether some process holds the place of the worker of a home."""
    path = home / "jobs" / "worker.lock"
    if not path.exists():
        return False
    with path.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False
