"""Every fault of a scheme has words, and all words belong to a fault."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

PACKAGE = Path(__file__).resolve().parents[2] / "src/proxeny"


def test_codes_and_words_are_the_same_set() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in sorted((PACKAGE / "scheme").glob("*.py")))
    codes = set(re.findall(r'"(scheme-[a-z-]+)"', source))
    near = set(re.findall(r'unknown\(\s*"(scheme-[a-z-]+)"', source))
    words = yaml.safe_load((PACKAGE / "messages/scheme.yaml").read_text(encoding="utf-8"))
    assert set(words) == codes | {f"{code}-far" for code in near}
    assert all(set(one) == {"what", "do"} for one in words.values())
