"""The report card of one unit of an assessment: the same content as PDF and as HTML, in three languages."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from proxeny.assess.answering import Answer
from proxeny.assess.explaining import Part
from proxeny.assess.result import Assessment, versions
from proxeny.errors import Fault, message
from proxeny.io.writing import replacing
from proxeny.report.calendar import decimal, digits, number
from proxeny.report.words import explain_fault
from proxeny.text import clean


@dataclass(frozen=True, slots=True)
class Bar:
    """A group of the card: its name, score and bounds from 0 to 1, the median of all units, and the same in words."""

    label: str
    score: float | None
    low: float | None
    high: float | None
    median: float | None
    shown: str
    depth: int


@dataclass(frozen=True, slots=True)
class Line:
    """An indicator of the card, in words."""

    label: str
    status: str
    value: str
    score: str
    weight: str
    records: str


@dataclass(frozen=True, slots=True)
class Card:
    """Everything a report card says, in the words of its language."""

    language: str
    name: str
    title: str
    answer: str
    notes: tuple[str, ...]
    bars: tuple[Bar, ...]
    lines: tuple[Line, ...]
    moves: tuple[tuple[str, str], ...]
    computed: tuple[tuple[str, str], ...]
    heads: tuple[str, ...]
    words: dict[str, str]


def build_card(made: Assessment, unit: str, part: Part, language: str) -> Card:
    """Put a unit's result into words. Every number stands with its interval, and what is missing says why."""
    with translation.override(language):
        return Card(
            language=language,
            name=made.data.name(unit, language),
            title=made.recipe.title.get(language) or made.recipe.id,
            answer=card_answer(made, unit, language),
            notes=tuple(explain_fault(note) for note in made.run.notes if note.code in _SHOWN_NOTES),
            bars=tuple(_bars(made, part, language)),
            lines=tuple(_lines(made, part, language)),
            moves=_moves(made, unit, language),
            computed=_computed(made, language),
            heads=(_("Indicator"), _("Measured"), _("Score"), _("Weight"), _("Records")),
            words={"groups": _("By dimension"), "indicators": _("By indicator"), "moves": _("What moves its rank"),
                   "computed": _("How it was computed"), 
                   "legend": _("Bar: score. Line: range over all draws. Tick: median of all units."),
                   "star": _("* Reconstructed: not named in what survives of the paper.") * bool(made.recipe.scheme)},
        )  # fmt: skip


_SHOWN_NOTES = frozenset({"assess-left-out", "assess-missing-skipped"})


def card_answer(made: Assessment, unit: str, language: str) -> str:
    """One sentence: where the unit stands, and how sure that is."""
    row = made.results(language).filter(unit=unit).to_dicts()[0]
    params: dict[str, object] = {
        "name": made.data.name(unit, language),
        "units": number(len(made.run.units), language),
        "share": digits(f"{row['measured'] or 0:.0%}", language),
    }
    if row["rank_low"] is None or made.drawn is None:
        code = "card-plain" if row["rank"] else "card-none"
        return _say(Answer(code, params | {"rank": digits(row["rank"] or "", language)}))
    tier = made.drawn.tiers.tier
    own = tier[made.run.units.index(unit)]
    params |= {
        "low": digits(row["rank_low"], language),
        "high": digits(row["rank_high"], language),
        "interval": digits(f"{made.recipe.uncertainty.interval:.0%}", language),
        "tier": digits(own, language),
        "tiers": digits(tier.max(), language),
        "beside": number(int((tier == own).sum()) - 1, language),
    }
    return _say(Answer("card-drawn", params))


def _say(answer: Answer) -> str:
    return explain_fault(Fault(answer.code, params=answer.params))


def words_of(made: Assessment, name: str, language: str) -> str:
    """What a group or an indicator is called."""
    for one in (*made.recipe.groups, *made.recipe.indicators):
        if one.id == name:
            return clean(one.label.get(language) or one.id)
    return name


def _scale(made: Assessment) -> float:
    step = made.recipe.step("normalise")
    high = float(step.settings.get("high", 100.0)) if step and step.method in ("minmax", "goalposts", "target") else 0.0
    tops = [float(scores[scores == scores].max()) for scores in made.run.scores.values() if (scores == scores).any()]
    return high or max(tops, default=1.0) or 1.0


def _bars(made: Assessment, part: Part, language: str, depth: int = 0) -> list[Bar]:
    most = _scale(made)

    def share(value: float | None) -> float | None:
        return None if value is None else max(0.0, min(1.0, value / most))

    found = [Bar(words_of(made, part.id, language), share(part.score), share(part.low), share(part.high),
                 share(part.median), _interval(part, language), depth)]  # fmt: skip
    for child in part.children:
        if child.children:
            found += _bars(made, child, language, depth + 1)
    return found


def _interval(part: Part, language: str) -> str:
    if part.score is None:
        return "–" if part.low is None else f"{decimal(part.low, language, 1)}–{decimal(part.high or 0, language, 1)}"
    shown = decimal(part.score, language, 1)
    if part.low is None or part.high is None:
        return shown
    return f"{shown} ({decimal(part.low, language, 1)}–{decimal(part.high, language, 1)})"


def _lines(made: Assessment, part: Part, language: str) -> list[Line]:
    if part.children:
        return [line for child in part.children for line in _lines(made, child, language)]
    count = sum(len(ids) for ids in part.records.values())
    value = explain_missing(part.why) if part.value is None else number(part.value, language)
    if (
        part.value is not None
        and part.value_low is not None
        and part.value_high is not None
        and part.value_high > part.value_low
    ):
        value += f" ({number(part.value_low, language)}–{number(part.value_high, language)})"
    return [
        Line(
            label=words_of(made, part.id, language),
            status=status_of(made, part.id),
            value=value,
            score="–" if part.score is None else decimal(part.score, language, 1),
            weight=digits(f"{part.effective:.1%}", language),
            records=number(count, language) if count else "–",
        )
    ]


def explain_missing(why: str) -> str:
    """Why a value is missing, in words."""
    known = {"empty": _("no data: the cell is empty"), "not-available": _("no data"), "": _("no data")}
    if why in known:
        return known[why]
    return _(message(f"why-{why}").what) if why in _WHYS else clean(why)


_WHYS = frozenset({
    "no-records", "no-match", "not-on-date", "undated-only", "no-values", "several-units", "needs-external",
    "nothing-measured", "rule-absent",
})  # fmt: skip


def status_of(made: Assessment, name: str) -> str:
    """Whether the scheme's indicator is stated or reconstructed; empty where the recipe is for no scheme."""
    if not made.recipe.scheme:
        return ""
    from proxeny.scheme.loader import load_scheme

    return next((one.status for one in load_scheme().indicators if one.id == name), "")


def factor_words(name: str) -> str:
    """What a varied thing is called."""
    known = {
        "missing and undated data": _("Missing and undated data"),
        "Scale": pgettext("of a normalisation", "Scale"),
        "Weights": _("Weights"),
        "Aggregation": _("Aggregation"),
    }
    return known.get(name, name)


def _moves(made: Assessment, unit: str, language: str) -> tuple[tuple[str, str], ...]:
    if made.sensitivity is None:
        return ()
    shares = zip(made.sensitivity.factors, made.sensitivity.of_unit(unit, "total", "rank"), strict=True)
    ordered = sorted(shares, key=lambda one: -one[1])
    return tuple((factor_words(name), digits(f"{min(max(share, 0.0), 1.0):.0%}", language)) for name, share in ordered)


def _computed(made: Assessment, language: str) -> tuple[tuple[str, str], ...]:
    recipe = made.recipe
    return (
        (_("Recipe"), f"{recipe.id} {recipe.version} · {recipe.hash[:16]}"),
        (_("Scheme"), f"{recipe.scheme} {recipe.scheme_version}".strip() or "–"),
        (_("Measurements"), f"{clean(made.data.origin)} · {made.data.hash[:16]}"),
        (_("Snapshot"), made.snapshot[:16] or "–"),
        (_("Draws and seed"), digits(f"{number(made.draws, 'en')} · {made.seed}", language)),
        (_("Versions"), ", ".join(f"{name} {one}" for name, one in versions().items())),
    )


def write_card(card: Card, path: Path) -> None:
    """Write the card as ``.pdf`` or ``.html``, whole or not at all. Raises `Unavailable` where it cannot be written."""
    from proxeny.report.card_html import card_to_html
    from proxeny.report.card_pdf import card_to_pdf

    with replacing(path) as made:
        made.write_bytes(card_to_pdf(card) if path.suffix.lower() == ".pdf" else card_to_html(card).encode())
