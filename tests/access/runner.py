"""Runs one ``proxeny`` command after the other in one process, each with a standard input of its own.

A line of standard input is a JSON pair of the arguments and what is typed; a line of standard output what came of it.
"""

from __future__ import annotations

import io
import json
import sys

from tests.acceptance.runner import run

if __name__ == "__main__":
    for line in sys.stdin:
        arguments, typed = json.loads(line)
        commands, sys.stdin = sys.stdin, io.StringIO(typed)
        told = run(arguments)
        sys.stdin = commands
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()
