"""The words of the product in its other languages: collect them from the source, and check their translations.

    python tools/messages.py extract    bring the .po files up to date; translations are kept, new words are left empty
    python tools/messages.py check      say what is untranslated, uncertain, or lost a placeholder; fail if anything

Words come from calls of gettext in Python, from templates, and from the YAML files whose English words are msgids.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import yaml
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("tr", "fa")
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
# As Django's own catalogues of both languages have it, so that the two can be read together.
PLURAL = "nplurals=2; plural=(n > 1);"
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}|</?\w+")
# A fixed date: the same words give the same file.
WRITTEN = datetime(2026, 1, 1, tzinfo=UTC)
MsgId = str | tuple[str, ...]


@dataclass(frozen=True)
class Found:
    """One text to translate: where it stands, its msgid (singular and plural where it counts) and its context."""

    place: str
    id: MsgId
    context: str | None = None


def words_in_python(place: str, source: bytes) -> Iterator[Found]:
    """The arguments of gettext calls in Python source."""
    for _, words, _, context in extract("python", BytesIO(source), KEYWORDS, options={"encoding": "utf-8"}):
        if words:
            yield Found(place, tuple(words) if isinstance(words, list | tuple) else words, context)


def words_in_template(place: str, source: str) -> Iterator[Found]:
    """The translatable words of a Django template."""
    # templatize leaves Python tokens but the template's indentation, at which a Python tokenizer balks.
    python = re.sub(r"(?m)^[ \t]+", "", templatize(source, origin=place))
    yield from words_in_python(place, python.encode())


def words_in_yaml(place: str, source: str) -> Iterator[Found]:
    """The texts of ``code: {what: ..., do: ...}`` or ``code: text``."""
    for value in (yaml.safe_load(source) or {}).values():
        texts = value.values() if isinstance(value, dict) else [value]
        yield from (Found(place, str(text)) for text in texts if str(text).strip())


def collect(root: Path = ROOT) -> list[Found]:
    """Every text to translate in the product."""
    package = root / "src" / "proxeny"
    found: list[Found] = []
    for path in sorted(package.rglob("*")):
        place = path.relative_to(root).as_posix()
        if path.suffix == ".py":
            found += words_in_python(place, path.read_bytes())
        elif path.suffix in {".html", ".txt"} and "templates" in path.parts:
            found += words_in_template(place, path.read_text(encoding="utf-8"))
        elif path.suffix == ".yaml" and (path.parent.name == "messages" or path.name == "reasons.yaml"):
            found += words_in_yaml(place, path.read_text(encoding="utf-8"))
    return found


def build_catalogue(found: Iterable[Found], language: str) -> Catalog:
    """A catalogue of what was found, without translations."""
    catalogue = Catalog(
        locale=language, project="Proxeny", version="1", charset="utf-8", fuzzy=False,
        creation_date=WRITTEN, revision_date=WRITTEN, copyright_holder="The Proxeny authors",
        msgid_bugs_address="none", last_translator="The Proxeny authors", language_team=language,
        header_comment=f"# The words of Proxeny: {language}. Kept by tools/messages.py.",
    )  # fmt: skip
    catalogue.mime_headers = [("Plural-Forms", PLURAL)]
    for one in found:
        catalogue.add(one.id, locations=[(one.place, 0)], context=one.context)
    return catalogue


def catalogue_path(language: str, root: Path = ROOT) -> Path:
    """Where the translations into ``language`` are."""
    return root / "src" / "proxeny" / "web" / "locale" / language / "LC_MESSAGES" / "django.po"


def read_catalogue(path: Path, language: str) -> Catalog:
    """The catalogue of ``path``; an empty one where there is none yet."""
    if not path.exists():
        return build_catalogue([], language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def update(known: Catalog, found: Iterable[Found], language: str) -> Catalog:
    """A catalogue of exactly what was found, with the translations that are known."""
    fresh = build_catalogue(found, language)
    for message in fresh:
        old = known.get(message.id, context=message.context) if message.id else None
        if old is not None and old.string and isinstance(old.id, str) == isinstance(message.id, str):
            message.string = old.string
            message.flags |= old.flags & {"fuzzy"}
            message.user_comments = old.user_comments
    return fresh


def write_catalogue(catalogue: Catalog, path: Path) -> None:
    """Write a catalogue, sorted and without line numbers, so that a change of the source moves little."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalogue, width=120, sort_output=True, include_lineno=False)


def forms(words: object) -> tuple[str, ...]:
    """A msgid or msgstr as a tuple: one text, or one for each number."""
    return (words,) if isinstance(words, str) else tuple(words) if isinstance(words, list | tuple) else ()


def check_message(message: Message) -> Iterator[str]:
    """What is wrong with one translation."""
    source, target = forms(message.id), forms(message.string)
    name = repr(source[0][:90])
    if not target or not all(text.strip() for text in target):
        yield f"{name} is not translated"
        return
    if "fuzzy" in message.flags:
        yield f"{name} is marked uncertain"
    allowed = {mark for text in source for mark in PLACEHOLDER.findall(text)}
    for text in target:
        if strange := set(PLACEHOLDER.findall(text)) - allowed:
            yield f"{name} gained {', '.join(sorted(strange))}"
    if lost := set(PLACEHOLDER.findall(source[-1])) - set(PLACEHOLDER.findall(target[-1])):
        yield f"{name} lost {', '.join(sorted(lost))}"


def check_catalogue(known: Catalog, found: Iterable[Found]) -> Iterator[str]:
    """What is missing from, or wrong in, the translations into one language."""
    seen: set[tuple[MsgId, str | None]] = set()
    for one in found:
        if (one.id, one.context) in seen:
            continue
        seen.add((one.id, one.context))
        message = known.get(one.id, context=one.context)
        if message is None:
            yield f"{one.place}: {forms(one.id)[0][:90]!r} is not in the catalogue; run make messages"
        else:
            yield from (f"{one.place}: {finding}" for finding in check_message(message))


def main(command: str) -> int:
    """Run ``extract`` or ``check``."""
    found = collect()
    findings: list[str] = []
    for language in LANGUAGES:
        path = catalogue_path(language)
        known = read_catalogue(path, language)
        if command == "extract":
            known = update(known, found, language)
            write_catalogue(known, path)
        findings += [f"{language}: {finding}" for finding in check_catalogue(known, found)]
    if command == "extract":
        print(f"{len({(one.id, one.context) for one in found})} texts; to translate or repair: {len(findings)}")
        return 0
    print("\n".join(findings) or "all translated")
    return bool(findings)


if __name__ == "__main__":
    if sys.argv[1:] not in (["extract"], ["check"]):
        sys.exit("Usage: python tools/messages.py extract|check")
    sys.exit(main(sys.argv[1]))
