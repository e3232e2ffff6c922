"""Measure the figures that the product promises, and print each with its bar.

    python tools/bench [NAME ...]      names: files in this folder without "bench_"; all but "fresh" if none is given
    python tools/bench register register=postgresql      only one part of a bench

Benches that read shared inputs (PROXENY_SHARED, default ../shared) say so where there are none.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]
NOT_BY_DEFAULT = {"fresh"}


def main() -> None:
    """Run the benches named, or all."""
    names = sorted(path.stem.removeprefix("bench_") for path in HERE.glob("bench_*.py"))
    asked = [word for word in sys.argv[1:] if "=" not in word]
    wanted = asked or [name for name in names if name not in NOT_BY_DEFAULT]
    unknown = set(wanted) - set(names)
    if unknown:
        sys.exit(f"no bench called {', '.join(sorted(unknown))}; there are {', '.join(names)}")
    for name in wanted:
        print(f"== {name}", flush=True)
        options = [word.partition("=")[2] for word in sys.argv[1:] if word.startswith(f"{name}=")]
        importlib.import_module(f"bench_{name}").main(*options)


if __name__ == "__main__":
    main()
