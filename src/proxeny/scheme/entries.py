"""Read mappings of a scheme file key by key, noting every fault with its line instead of stopping at the first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeVar

from rapidfuzz.fuzz import ratio
from rapidfuzz.process import extractOne

from proxeny.errors import Fault, Where
from proxeny.scheme.document import Value
from proxeny.scheme.labels import LANGUAGES, Label
from proxeny.text import clean

MAX_TEXT = 4000
C = TypeVar("C", bound=str)
Kind = Literal[
    "node", "dimension", "sub-dimension", "indicator", "source", "unit", "definition", "event", "theory", "weighting"
]  # fmt: skip


@dataclass(slots=True)
class Reading:
    """What one reading of a scheme has found so far: faults, ids and the references between them."""

    faults: list[Fault] = field(default_factory=list)
    ids: dict[str, dict[str, Where]] = field(default_factory=dict)
    wanted: list[tuple[str, str, Where, str]] = field(default_factory=list)

    def note(self, code: str, where: Where, **params: object) -> None:
        """Keep a fault."""
        self.faults.append(Fault(code, where, params))

    def unknown(self, code: str, where: Where, word: str, known: Iterable[str], **params: object) -> None:
        """Keep a fault about a word that is none of ``known``: with the near miss, or with all that are known."""
        choices = list(known)
        near = extractOne(word, choices, scorer=ratio, score_cutoff=60)
        if near is not None:
            self.note(code, where, word=word, near=near[0], **params)
        else:
            self.note(f"{code}-far", where, word=word, known=", ".join(choices) or "-", **params)

    def define(self, kind: Kind, name: str, where: Where) -> None:
        """An id is given here; given twice it is a fault."""
        known = self.ids.setdefault(kind, {})
        if name in known:
            self.note("scheme-id-twice", where, name=name, first=known[name])
        known.setdefault(name, where)

    def want(self, kind: Kind, name: str, where: Where, place: str) -> None:
        """An id is used here; `resolve` looks whether somebody gives it."""
        self.wanted.append((kind, name, where, place))

    def resolve(self) -> None:
        """Keep a fault for every id that is used and never given (a scheme may do without levels, so without nodes)."""
        for kind, name, where, place in self.wanted:
            known = self.ids.get(kind, {})
            if name not in known and (kind != "node" or known):
                self.unknown("scheme-id-unknown", where, name, sorted(known), kind=kind, place=place)


@dataclass(slots=True)
class Entry:
    """A mapping in a file, called ``name`` in faults; asking for a key reads, cleans and checks its value."""

    reading: Reading
    file: str
    name: str
    value: Value
    keys: dict[str, tuple[int, Value]] = field(default_factory=dict)

    @classmethod
    def of(cls, reading: Reading, file: str, name: str, value: Value, keys: Sequence[str]) -> Entry:
        """Take ``value`` as a mapping that may have ``keys``: a trailing ``?`` marks those that may be left out."""
        entry = cls(reading, file, name, value)
        if value.entries is None:
            entry.wrong(value, "mapping")
            return entry
        entry.name = next((one.text for key, one in value.entries if key.text == "id" and one.text), name)
        allowed = [key.rstrip("?") for key in keys]
        for key, content in value.entries:
            entry.take(key, content, allowed)
        for needed in keys:
            if not needed.endswith("?") and needed not in entry.keys:
                reading.note("scheme-key-missing", entry.at(value.line), key=needed, place=entry.name)
        return entry

    def take(self, key: Value, content: Value, allowed: Sequence[str]) -> None:
        """Keep one key with its value, or the fault that it has."""
        word = key.text or ""
        if word not in allowed:
            self.reading.unknown("scheme-key-unknown", self.at(key.line), word, allowed, place=self.name)
        elif word in self.keys:
            self.reading.note("scheme-key-twice", self.at(key.line), key=word, place=self.name)
        else:
            self.keys[word] = (key.line, content)

    def at(self, line: int) -> Where:
        """A line of this entry's file."""
        return Where(self.file, line=line)

    def where(self, key: str) -> Where:
        """The line of ``key``, or of the entry where it has no such key."""
        return self.at(self.keys[key][0] if key in self.keys else self.value.line)

    def wrong(self, value: Value, wanted: str, key: str = "") -> None:
        """Keep a fault: the value is of another kind than ``wanted``."""
        place = f"{self.name}.{key}" if key else self.name
        self.reading.note("scheme-kind-wrong", self.at(value.line), place=place, wanted=wanted, found=value.kind)

    def text(self, key: str) -> str:
        """A text; empty where the key is missing (already a fault if it had to be there)."""
        if key not in self.keys:
            return ""
        value = self.keys[key][1]
        if value.text is None:
            self.wrong(value, "text", key)
            return ""
        if len(value.text) > MAX_TEXT:
            self.reading.note("scheme-text-long", self.where(key), place=f"{self.name}.{key}", limit=MAX_TEXT)
        return clean(value.text, MAX_TEXT)

    def required(self, key: str) -> str:
        """A text that may not be empty."""
        text = self.text(key)
        if not text and key in self.keys and self.keys[key][1].text is not None:
            self.reading.note("scheme-value-empty", self.where(key), place=f"{self.name}.{key}")
        return text

    def defined(self, kind: Kind, key: str = "id") -> str:
        """The id that this entry gives to a thing of ``kind``."""
        name = self.required(key)
        if name:
            self.reading.define(kind, name, self.where(key))
        return name

    def refer(self, key: str, kind: Kind) -> str:
        """The id of a thing of ``kind`` that somebody must give."""
        name = self.required(key)
        if name:
            self.reading.want(kind, name, self.where(key), f"{self.name}.{key}")
        return name

    def choice(self, key: str, choices: Sequence[C], default: C | None = None) -> C:
        """One of a few words; ``default`` where the key is missing."""
        text = self.text(key)
        for word in choices:
            if word == text:
                return word
        if key in self.keys and self.keys[key][1].text is not None:
            self.reading.unknown("scheme-word-unknown", self.where(key), text, choices, place=f"{self.name}.{key}")
        return choices[0] if default is None else default

    def integer(self, key: str, least: int, most: int) -> int:
        """A whole number from ``least`` to ``most``; ``least`` where it is missing or wrong."""
        text = self.text(key)
        if text.lstrip("-").isascii() and text.lstrip("-").isdigit() and len(text) < 10 and least <= int(text) <= most:
            return int(text)
        if key in self.keys and self.keys[key][1].text is not None:
            place = f"{self.name}.{key}"
            self.reading.note("scheme-number-wrong", self.where(key), place=place, value=text, least=least, most=most)
        return least

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; a single text is a list of one."""
        if key not in self.keys:
            return ()
        value = self.keys[key][1]
        found = []
        for item in value.items if value.items is not None else [value]:
            if item.text is None:
                self.wrong(item, "text", key)
            else:
                found.append(clean(item.text))
        return tuple(found)

    def label(self, key: str) -> Label:
        """Words in all languages; a language without words is a fault."""
        if key not in self.keys:
            return Label()
        value = self.keys[key][1]
        inner = Entry.of(self.reading, self.file, f"{self.name}.{key}", value, [f"{one}?" for one in LANGUAGES])
        words = {language: inner.text(language) for language in LANGUAGES}
        for language in LANGUAGES if value.entries is not None else ():
            if not words[language]:
                self.reading.note("scheme-label-missing", inner.where(language), place=inner.name, language=language)
        return Label(**words)

    def entry(self, key: str, keys: Sequence[str]) -> Entry | None:
        """A mapping inside this one."""
        if key not in self.keys:
            return None
        return Entry.of(self.reading, self.file, f"{self.name}.{key}", self.keys[key][1], keys)

    def entries(self, key: str, keys: Sequence[str]) -> list[Entry]:
        """A list of mappings, called by their own ids, else ``name.key[1]``, ``name.key[2]``..."""
        if key not in self.keys:
            return []
        value = self.keys[key][1]
        if value.items is None:
            if not value.empty:
                self.wrong(value, "list", key)
            return []
        return [
            Entry.of(self.reading, self.file, f"{self.name}.{key}[{number}]", item, keys)
            for number, item in enumerate(value.items, 1)
        ]

    def free(self, key: str) -> Entry | None:
        """A mapping inside this one whose keys are free, such as the conditions of a measure."""
        if key not in self.keys:
            return None
        value = self.keys[key][1]
        names = dict.fromkeys(one.text or "" for one, _ in value.entries or [])
        return Entry.of(self.reading, self.file, f"{self.name}.{key}", value, [f"{one}?" for one in names])
