"""Read numbers, words and settings of a recipe file, noting every fault with its line."""

from __future__ import annotations

from collections.abc import Mapping
from math import inf, isfinite

from proxeny.assess.methods import Method, Setting, Value
from proxeny.errors import UnknownName
from proxeny.registry import Registry
from proxeny.scheme.document import Value as Written
from proxeny.scheme.entries import Entry
from proxeny.scheme.labels import NO_WORDS, Label

TRUE, FALSE = ("true", "yes", "on"), ("false", "no", "off")


def read_number(entry: Entry, key: str, default: float | None, least: float = -inf, most: float = inf) -> float | None:
    """A finite number between bounds; ``default`` where the key is missing or its value is at fault."""
    if key not in entry.keys:
        return default
    text = entry.text(key)
    value = as_number(text)
    if value is None or not least <= value <= most:
        place = f"{entry.name}.{key}"
        params = {"place": place, "value": text[:60], "least": least, "most": most}
        entry.reading.note("assess-number-wrong", entry.where(key), **params)
        return default
    return value


def as_number(text: str) -> float | None:
    """The number that a text is, or None: letters, infinities and NaN are none."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if isfinite(value) else None


def read_words(entry: Entry, key: str) -> Label:
    """Words in one language (taken as English) or in all three."""
    if key not in entry.keys:
        return NO_WORDS
    return Label(en=entry.text(key)) if entry.keys[key][1].text is not None else entry.label(key)


def read_setting(entry: Entry, key: str, setting: Setting) -> Value | None:
    """The value of one setting, or None with a fault."""
    if setting.kind in ("number", "integer"):
        value = read_number(entry, key, None, setting.least, setting.most)
        if value is not None and setting.kind == "integer":
            if value != int(value):
                place = f"{entry.name}.{key}"
                params = {"place": place, "value": value, "least": setting.least, "most": setting.most}
                entry.reading.note("assess-number-wrong", entry.where(key), **params)
                return None
            return int(value)
        return value
    if setting.kind == "flag":
        return entry.choice(key, (*TRUE, *FALSE)) in TRUE
    if setting.choices:
        return entry.choice(key, setting.choices)
    if entry.keys[key][1].items is not None:
        return "; ".join(entry.texts(key))
    return entry.text(key)


def read_settings(entry: Entry, settings: Mapping[str, Setting], skip: tuple[str, ...] = ()) -> dict[str, Value]:
    """The settings that the entry gives; a key that is no setting, or one that must be given and is not, is a fault."""
    found: dict[str, Value] = {}
    for key in entry.keys:
        if key in skip:
            continue
        if key not in settings:
            known = [*settings, *skip]
            entry.reading.unknown("scheme-key-unknown", entry.where(key), key, known, place=entry.name)
            continue
        value = read_setting(entry, key, settings[key])
        if value is not None:
            found[key] = value
    return found


def find_method(
    entry: Entry, registry: Registry[Method[object]], name: str, key: str = "method"
) -> Method[object] | None:
    """A member of a registry, or None with a fault that names the nearest."""
    try:
        return registry[name]
    except UnknownName:
        entry.reading.unknown(
            "scheme-word-unknown", entry.where(key), name, list(registry), place=f"{entry.name}.{key}"
        )
        return None


def text_of(value: Written) -> str:
    """The text of a piece of a file, empty where it is a list or a mapping."""
    return value.text or ""
