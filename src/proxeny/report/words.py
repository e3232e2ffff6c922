"""Words at the edge: faults, reasons and standings said in the reader's language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from proxeny.errors import Fault, Where, message
from proxeny.report.calendar import digits
from proxeny.text import clean
from proxeny.yaml_text import read_yaml

_OPTION = re.compile(r"--[a-z][a-z-]*(?:[ =](?:\{\w+\}|[A-Z0-9.]+))?")
_TYPED = re.compile(r"(--[a-z-]+[ =])\{(\w+)\}")
_SHOWN = 1000  # characters of one value; what is longer was not meant to be read


@cache
def _reasons() -> Mapping[str, str]:
    """Reason code -> English words, a ``str.format`` pattern and gettext msgid."""
    found: Mapping[str, str] = read_yaml(files("proxeny.report").joinpath("reasons.yaml").read_text(encoding="utf-8"))
    return found


def language() -> str:
    """The reader's language: ``en``, ``tr`` or ``fa``."""
    short = (get_language() or "en").split("-")[0]
    return short if short in {"en", "tr", "fa"} else "en"


def explain_where(where: Where) -> str:
    """Where a fault is: ``cities.xlsx, row 41, 'signed on'``."""
    file, column = clean(where.file, _SHOWN), clean(where.column, _SHOWN)
    if where.line is not None:
        return f"{file}:{where.line}"
    parts = [file] if file else []
    parts += [_("row {row}").format(row=digits(where.row, language()))] if where.row is not None else []
    parts += [f"'{column}'"] if column else []
    return _(", ").join(parts)


def explain_fault(fault: Fault) -> str:
    """One fault in the reader's language: ``where: what. What to do.``"""
    words = message(fault.code)
    said = " ".join(_(half) for half in (words.what, words.do) if half)
    filled = _fill(said, fault.params)
    place = explain_where(fault.where)
    return f"{place}: {filled}" if place else filled


def explain_parts(fault: Fault) -> tuple[str, str, str]:
    """One fault in the reader's language in its three parts: where, what, what to do."""
    words = message(fault.code)
    what, do = (_fill(_(half), fault.params) if half else "" for half in (words.what, words.do))
    return explain_where(fault.where), what, do


def _fill(pattern: str, params: Mapping[str, object]) -> str:
    """The pattern filled, numbers in the reader's digits; after an option of a command they stay as one types them."""
    shown = {key: clean(str(value), _SHOWN) for key, value in params.items()}
    shown |= {f"{key}_typed": value for key, value in shown.items()}
    for key, value in params.items():
        if isinstance(value, int | float) and not isinstance(value, bool):
            shown[key] = digits(shown[key], language())
    pattern = _TYPED.sub(r"\1{\2_typed}", pattern)
    if language() == "fa":  # an option runs from left to right in a line that does not
        pattern = _OPTION.sub("\u2066\\g<0>\u2069", pattern)
    return pattern.format_map(shown)


def explain_reason(code: str, params: Mapping[str, object] | None = None) -> str:
    """Why a claim won, a figure has no number, or a search found something; an unknown code shows itself."""
    pattern = _reasons().get(code)
    if not pattern:
        return code
    return _(pattern).format_map({key: str(value) for key, value in (params or {}).items()})


def explain_resolution(code: str) -> str:
    """Why a mention is sure, doubtful or unknown: the words of its reason code."""
    return _(message(code).what)
