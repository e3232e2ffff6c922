"""Runs one ``proxeny`` command after the other in one process, for a start costs more than most commands.

A line of standard input is the arguments as a JSON list; a line of standard output is what the command did.
What the command does not catch ends this process with its traceback.
"""

from __future__ import annotations

import io
import json
import sys
from contextlib import redirect_stderr, redirect_stdout

from proxeny.cli.main import main


def run(arguments: list[str]) -> dict[str, object]:
    """What one command wrote, and its exit code."""
    out, err, code = io.StringIO(), io.StringIO(), 0
    sys.argv = ["proxeny", *arguments]
    try:
        with redirect_stdout(out), redirect_stderr(err):
            main()
    except SystemExit as end:
        code = int(end.code or 0)
    return {"code": code, "out": out.getvalue(), "err": err.getvalue()}


if __name__ == "__main__":
    for line in sys.stdin:
        sys.stdout.write(json.dumps(run(json.loads(line))) + "\n")
        sys.stdout.flush()
