"""The process that opens a stranger's file: it has limits, reads standard input and answers in JSON.

Run as ``python -m proxeny.evidence.worker extract KIND NAME`` or ``show KIND PAGE`` by `proxeny.evidence.apart`.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict

from proxeny.errors import ProxenyError
from proxeny.evidence.extractors import EXTRACTORS
from proxeny.evidence.limits import Limits, limit_process
from proxeny.evidence.originals import ORIGINALS


def main() -> None:
    """Extract or show, and answer ``{"extracted": ...}``, ``{"shown": ...}`` or ``{"fault": ...}``; anything else ends
    with a code.
    """
    deed, kind, about = sys.argv[1:4]
    limit_process(Limits())
    data = sys.stdin.buffer.read()
    try:
        answer: dict[str, object] = (
            {"shown": asdict(ORIGINALS[kind](data, int(about)))} if deed == "show"
            else {"extracted": asdict(EXTRACTORS[kind](data, about))}
        )  # fmt: skip
    except ProxenyError as error:
        fault = error.faults[0]
        answer = {"fault": {"code": fault.code, "params": {key: str(one) for key, one in fault.params.items()}}}
    except (MemoryError, RecursionError):
        answer = {"fault": {"code": "document-heavy", "params": {"memory": Limits().memory // 2**20}}}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
