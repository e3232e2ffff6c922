"""What the pages of the room share: choices, tabs, trail."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from proxeny.web.rooms.literature.asked import UNITS, Asked, is_demo


def unit_words() -> dict[str, str]:
    """What each unit is called."""
    return {
        "keyword": _("keywords"), "author-keyword": _("keywords of the authors"), "phrase": _("phrases"),
        "author": _("authors"), "country": _("countries"), "source": _("journals and other sources"),
        "document": _("documents"),
    }  # fmt: skip


def view_questions() -> dict[str, str]:
    """The question that each view answers."""
    return {
        "frequencies": _("Which terms are frequent, and is their share growing?"),
        "themes": _("Which themes drive the field?"),
        "evolution": _("What becomes of the themes from one period to the next?"),
        "heat": _("Which term was written of when?"),
        "bursts": _("Which terms burst, and when?"),
        "three-fields": _("Who writes of what, and where?"),
        "most-cited": _("Which works are cited most?"),
        "countries": _("Which countries write of it?"),
    }


def build_context(asked: Asked, tab: str, title: str) -> dict[str, object]:
    """Choices, tabs and trail of a page."""
    room, query = reverse("literature:home"), asked.query
    tabs = [
        ("map", _("Map"), room + query),
        ("practice", _("Practice against research"), reverse("literature:practice") + query),
        ("merges", _("Merges"), reverse("literature:merges") + query),
    ]
    tabs += [
        (name, title_, reverse("literature:view", args=[name]) + query)
        for name, title_ in (
            ("frequencies", _("Terms")), ("themes", _("Themes")), ("evolution", _("Evolution")), ("heat", _("Years")),
            ("bursts", _("Bursts")), ("three-fields", _("Fields")), ("most-cited", _("Most cited")),
            ("countries", _("Countries")),
        )
    ]  # fmt: skip
    return {
        "asked": asked,
        "demo": is_demo(asked),
        "tab": tab,
        "tabs": tabs,
        "units": [(name, unit_words()[name]) for name in UNITS],
        "title": title,
        "trail": [(_("Literature"), "" if tab == "map" else room + query)] + ([] if tab == "map" else [(title, "")]),
    }
