"""A private PostgreSQL server for tests: its own folder, port and password, gone afterwards."""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

PREFIX = "proxeny-postgres-"
SECONDS_TO_START = 60
SECONDS_TO_STOP = 20
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "60",
    "shared_buffers": "256MB",
    "timezone": "UTC",
}


class ServerFailed(Exception):
    """The server did not start; its log is in the words."""


@dataclass(frozen=True)
class Cluster:
    """One server: the programs it runs with, its folder, and the account that owns it."""

    programs: Path
    folder: Path
    account: str | None

    @property
    def data(self) -> Path:
        """The data directory."""
        return self.folder / "data"

    def run(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run one of the programs as the owner of the folder."""
        return subprocess.run(
            [str(self.programs / program), *arguments],
            user=self.account,
            extra_groups=[] if self.account else None,
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
        )


def server_account() -> str | None:
    """PostgreSQL refuses to run as root: the account to run it as then, or None for our own."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


def free_port() -> int:
    """A TCP port of the loopback address that nobody uses at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def alive(pid: int) -> bool:
    """Whether a process of this id runs."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def read_pid(path: Path) -> int:
    """The process id on the first line of ``path``; 0 where there is none."""
    try:
        return int(path.read_text().split()[0])
    except (FileNotFoundError, NotADirectoryError, PermissionError, IndexError, ValueError):
        return 0


def sweep() -> None:
    """Stop and remove the servers of runs that were killed before they could do so."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        runner = read_pid(folder / "runner.pid")
        if runner and not alive(runner) and os.access(folder, os.W_OK):
            end(folder)


def end(folder: Path) -> None:
    """Stop the server of ``folder``, if it still runs without its parent, and remove the folder."""
    server = read_pid(folder / "data" / "postmaster.pid")
    if server and is_postgres(server):
        os.kill(server, signal.SIGINT)  # fast shutdown
        deadline = time.monotonic() + SECONDS_TO_STOP
        while alive(server) and time.monotonic() < deadline:
            time.sleep(0.02)
    shutil.rmtree(folder, ignore_errors=True)


def stop(process: subprocess.Popen[bytes]) -> None:
    """Stop our own server process, gently first."""
    process.send_signal(signal.SIGINT)  # fast shutdown
    try:
        process.wait(SECONDS_TO_STOP)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def is_postgres(pid: int) -> bool:
    """Whether process ``pid`` is still a PostgreSQL server and not somebody who got its number later."""
    comm = Path(f"/proc/{pid}/comm")
    if comm.exists():
        name = comm.read_text()
    elif shutil.which("ps"):
        name = subprocess.run(["ps", "-o", "comm=", "-p", str(pid)], capture_output=True, text=True).stdout
    else:
        return False
    return name.strip().rsplit("/", 1)[-1] in {"postgres", "postmaster"}


def make_cluster(programs: Path, password: str) -> Cluster:
    """Make a folder with an empty database cluster in it. Raises `ServerFailed`."""
    cluster = Cluster(programs, Path(tempfile.mkdtemp(prefix=PREFIX)), server_account())
    (cluster.folder / "runner.pid").write_text(str(os.getpid()))
    words = cluster.folder / "password"
    words.write_text(password)
    if cluster.account:
        for path in (cluster.folder, words):
            shutil.chown(path, cluster.account)
    locale = "C.UTF-8" if os.uname().sysname == "Linux" else "C"
    options = ["-A", "scram-sha-256", "-U", "postgres", f"--pwfile={words}", "-E", "UTF8", f"--locale={locale}"]
    made = cluster.run("initdb", "-D", str(cluster.data), "--no-sync", *options)
    words.unlink()
    if made.returncode:
        shutil.rmtree(cluster.folder, ignore_errors=True)
        raise ServerFailed(f"initdb: {made.stderr[-2000:]}")
    return cluster


def launch(cluster: Cluster, port: int) -> subprocess.Popen[bytes]:
    """Start the server process on ``port``; its log goes to ``log`` in the folder."""
    settings = {**SETTINGS, "port": str(port), "unix_socket_directories": str(cluster.folder)}
    arguments: Sequence[str] = [f"--{name}={value}" for name, value in settings.items()]
    with (cluster.folder / "log").open("wb") as log:
        return subprocess.Popen(
            [str(cluster.programs / "postgres"), "-D", str(cluster.data), *arguments],
            user=cluster.account,
            extra_groups=[] if cluster.account else None,
            cwd=cluster.folder,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )


def answers(url: str) -> bool:
    """Whether a server takes connections at ``url``."""
    try:
        psycopg.connect(url, connect_timeout=5).close()
    except psycopg.OperationalError:
        return False
    return True


def wait(process: subprocess.Popen[bytes], url: str) -> bool:
    """Wait until the server answers: True; or until it gave up or took too long: False."""
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline and process.poll() is None:
        if answers(url):
            return True
        time.sleep(0.05)
    return False


@contextmanager
def start_server(programs: Path) -> Iterator[str]:
    """Start a server and give the address of its maintenance database; end it afterwards. Raises `ServerFailed`."""
    sweep()
    password = secrets.token_hex(16)
    cluster = make_cluster(programs, password)
    try:
        for _ in range(3):  # somebody may take the free port before the server does
            port = free_port()
            url = f"postgresql://postgres:{password}@127.0.0.1:{port}/postgres"
            process = launch(cluster, port)
            try:
                if wait(process, url):
                    yield url
                    return
            finally:
                stop(process)
        raise ServerFailed(f"PostgreSQL does not start: {(cluster.folder / 'log').read_text()[-2000:]}")
    finally:
        shutil.rmtree(cluster.folder, ignore_errors=True)
