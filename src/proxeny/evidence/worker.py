"""The process that opens a stranger's file: it has limits, reads standard input and answers in JSON.

Run as ``python -m proxeny.evidence.worker KIND NAME`` by `proxeny.evidence.reading`, never by hand.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict

from proxeny.errors import ProxenyError
from proxeny.evidence.extractors import EXTRACTORS
from proxeny.evidence.limits import Limits, limit_process


def main() -> None:
    """Extract and answer: ``{"extracted": ...}`` or ``{"fault": ...}``; anything else ends with a code."""
    kind, name = sys.argv[1:3]
    limit_process(Limits())
    data = sys.stdin.buffer.read()
    try:
        answer: dict[str, object] = {"extracted": asdict(EXTRACTORS[kind](data, name))}
    except ProxenyError as error:
        fault = error.faults[0]
        answer = {"fault": {"code": fault.code, "params": {key: str(one) for key, one in fault.params.items()}}}
    except (MemoryError, RecursionError):
        answer = {"fault": {"code": "document-heavy", "params": {"memory": Limits().memory // 2**20}}}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
