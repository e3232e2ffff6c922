"""Check a scheme folder: everything that `load_scheme` refuses, and what is doubtful though it can be used."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from proxeny.errors import Fault, Where
from proxeny.scheme.content import plain
from proxeny.scheme.folder import read_folder
from proxeny.scheme.model import Scheme

# Letters of the Arabic keyboard that Persian does not use, with those that it does.
_NOT_PERSIAN = {"ي": "ی", "ك": "ک", "ة": "هٔ", "ۀ": "هٔ"}


def check_scheme(folder: Path) -> list[Fault]:
    """All faults of the scheme in ``folder``, sorted by file and line; then the warnings of a readable scheme."""
    scheme, faults = read_folder(folder)
    if scheme is None:
        return faults
    return [*faults, *_warn_unused(folder, scheme), *_warn_letters(folder, scheme)]


def _warn_unused(folder: Path, scheme: Scheme) -> Iterator[Fault]:
    """A dimension without indicators, or an indicator that no register can measure."""
    where = Where(f"{folder.name}/dimensions.yaml")
    for dimension in scheme.dimensions:
        if not scheme.indicators_of(dimension.id):
            yield Fault("scheme-dimension-empty", where, {"name": dimension.id}, "warning")
    for indicator in scheme.indicators:
        if indicator.measure is None:
            place = Where(f"{folder.name}/indicators")
            yield Fault("scheme-measure-none", place, {"name": indicator.id}, "warning")


def _warn_letters(folder: Path, scheme: Scheme) -> Iterator[Fault]:
    for place, words in _persian(plain(scheme), scheme.id):
        for letter, better in _NOT_PERSIAN.items():
            if letter in words:
                params = {"place": place, "letter": letter, "better": better}
                yield Fault("scheme-letter-arabic", Where(folder.name), params, "warning")


def _persian(data: object, place: str) -> Iterator[tuple[str, str]]:
    """Every Persian text of the scheme with the path to it."""
    if isinstance(data, list):
        for number, item in enumerate(data, 1):
            yield from _persian(item, f"{place}[{number}]")
    elif isinstance(data, dict):
        for key, value in data.items():
            inner = f"{data.get('id', place)}.{key}"
            if key == "fa" and isinstance(value, str):
                yield inner if "id" in data else f"{place}.fa", value
            else:
                yield from _persian(value, inner if "id" in data else f"{place}.{key}")
