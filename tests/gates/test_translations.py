"""Turkish and Persian are complete."""

from __future__ import annotations

import pytest

import messages
from proxeny.io.vocabulary import CODES
from proxeny.report.labels import SCHEME_LISTS, labels

TEMPLATE = """{% load i18n %}
  <ul>
{% translate "Search" %} don't stop (here
      {% blocktranslate count n=cities|length trimmed %}
        {{ n }} city
      {% plural %}
        {{ n }} cities
      {% endblocktranslate %}
"""
PYTHON = b'from django.utils.translation import gettext as _\nx = _("circa %(year)s") % {}\n'


@pytest.fixture
def found():
    """The words of one template, one module and one YAML file."""
    in_yaml = messages.words_in_yaml("a.yaml", 'name-unknown: {what: "No {kind}.", do: ""}\n')
    return [*messages.words_in_template("a.html", TEMPLATE), *messages.words_in_python("a.py", PYTHON), *in_yaml]


@pytest.fixture
def translated(found):
    """A catalogue in which everything is translated."""
    catalogue = messages.build_catalogue(found, "tr")
    words = {
        "Search": "Ara",
        ("%(n)s city", "%(n)s cities"): ("%(n)s kent", "%(n)s kent"),
        "circa %(year)s": "%(year)s dolayı",
        "No {kind}.": "{kind} yok.",
    }
    for message in catalogue:
        if message.id:
            message.string = words[message.id]
    return catalogue


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_everything_is_translated(language):
    known = messages.read_catalogue(messages.catalogue_path(language), language)
    assert list(messages.check_catalogue(known, messages.collect())) == []


def test_every_code_has_words_in_every_language():
    wanted = {name: codes for name, codes in CODES.items() if name not in SCHEME_LISTS}
    unsaid = [
        f"{name}.{code}.{language}"
        for name, codes in wanted.items()
        for code in codes
        for language in ("en", *messages.LANGUAGES)
        if not labels().get(name, {}).get(code, {}).get(language)
    ]
    assert unsaid == []


def test_words_are_found_in_templates_python_and_yaml(found):
    assert [one.id for one in found] == [
        "Search",
        ("%(n)s city", "%(n)s cities"),
        "circa %(year)s",
        "No {kind}.",
    ]


def test_a_complete_catalogue_passes(found, translated):
    assert list(messages.check_catalogue(translated, found)) == []


def test_writing_reading_and_updating_keeps_translations(found, translated, tmp_path):
    messages.write_catalogue(translated, tmp_path / "tr.po")
    known = messages.read_catalogue(tmp_path / "tr.po", "tr")
    assert list(messages.check_catalogue(known, found)) == []
    messages.write_catalogue(messages.update(known, found, "tr"), tmp_path / "again.po")
    assert (tmp_path / "again.po").read_bytes() == (tmp_path / "tr.po").read_bytes()


def test_words_that_are_gone_leave_the_catalogue(found, translated):
    assert messages.update(translated, found[1:], "tr").get("Search") is None


@pytest.mark.parametrize(
    ("words", "translation"),
    [
        ("Search", ""),
        ("circa %(year)s", "dolayı"),
        ("circa %(year)s", "%(yil)s dolayı %(year)s"),
        ("No {kind}.", "{kind} yok, {name}."),
        ("%(n)s city", ("%(n)s kent", "")),
        ("%(n)s city", ("%(n)s kent", "kentler")),
    ],
    ids=["empty", "lost", "gained", "gained in braces", "one number is empty", "one number lost it"],
)
def test_a_bad_translation_is_caught(found, translated, words, translation):
    translated.get(words).string = translation
    assert len(list(messages.check_catalogue(translated, found))) == 1


def test_an_uncertain_translation_is_caught(found, translated):
    translated.get("Search").flags.add("fuzzy")
    assert list(messages.check_catalogue(translated, found))


def test_new_words_are_caught(found, translated):
    assert list(messages.check_catalogue(translated, [*found, messages.Found("b.py", "New")]))
