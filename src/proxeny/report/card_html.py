"""A report card as one HTML file that needs nothing besides itself."""

from __future__ import annotations

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from proxeny.report.card import Bar, Card

_STYLE = """
body{font:16px/1.6 Vazirmatn,system-ui,sans-serif;max-width:60rem;margin-inline:auto;padding:2rem 1rem;color:#1d2330}
h1{font-size:2rem;color:#1f4e79;margin:.2em 0}h2{font-size:1.1rem;color:#1f4e79;margin-top:2rem}
.quiet{color:#5b6472;font-size:.9rem}.lead{font-size:1.15rem}table{border-collapse:collapse;width:100%;font-size:.92rem}
th,td{text-align:start;padding:.35rem .5rem;border-bottom:1px solid #d5dae1;vertical-align:top}
td.n,th.n{text-align:end;white-space:nowrap}svg{width:100%;min-width:9rem;height:14px;display:block}
[dir=rtl] svg{transform:scaleX(-1)}dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem}dd{margin:0}
"""


def card_to_html(card: Card) -> str:
    """The card as HTML; every text is escaped, nothing is asked of the network."""
    direction = "rtl" if card.language == "fa" else "ltr"
    heads = format_html_join("", "<th scope=col>{}</th>", ((head,) for head in card.heads))
    lines = format_html_join(
        "\n",
        "<tr><td>{}{}</td><td>{}</td><td class=n>{}</td><td class=n>{}</td><td class=n>{}</td></tr>",
        ((one.label, " *" if one.status == "reconstructed" else "", one.value, one.score, one.weight, one.records)
         for one in card.lines),
    )  # fmt: skip
    moves = format_html_join("", "<li>{}: {}</li>", card.moves)
    computed = format_html_join("", "<dt class=quiet>{}</dt><dd><bdi>{}</bdi></dd>", card.computed)
    notes = format_html_join("", "<p class=quiet>{}</p>", ((note,) for note in card.notes))
    body = format_html(
        "<p class=quiet>{}</p><h1>{}</h1><p class=lead>{}</p><h2>{}</h2><table>{}</table><p class=quiet>{}</p>"
        "<h2>{}</h2><table><thead><tr>{}</tr></thead><tbody>{}</tbody></table><p class=quiet>{}</p>{}"
        "<h2>{}</h2><dl>{}</dl>{}",
        card.title, card.name, card.answer, card.words["groups"], _bars(card.bars), card.words["legend"],
        card.words["indicators"], heads, lines, card.words["star"],
        format_html("<h2>{}</h2><ul>{}</ul>", card.words["moves"], moves) if card.moves else "",
        card.words["computed"], computed, notes,
    )  # fmt: skip
    head = format_html(
        '<!doctype html><html lang="{}" dir="{}"><head><meta charset="utf-8"><meta name="viewport" '
        'content="width=device-width"><title>{} · {}</title><style>{}</style></head><body>',
        card.language, direction, card.name, card.title, mark_safe(_STYLE),
    )  # fmt: skip
    return f"{head}{body}</body></html>\n"


def _bars(bars: tuple[Bar, ...]) -> SafeString:
    return format_html_join(
        "\n",
        "<tr><td>{}</td><td><svg viewBox='0 0 100 10' preserveAspectRatio='none' aria-hidden='true'>"
        "<rect width='100' height='10' fill='#eef1f5'/>{}{}{}</svg></td><td class=n>{}</td></tr>",
        ((one.label, _rect(one), _line(one), _tick(one), one.shown) for one in bars),
    )


def _rect(one: Bar) -> SafeString:
    if one.score is None:
        return mark_safe("")
    return format_html("<rect width='{}' height='10' fill='#9db8d2'/>", f"{100 * one.score:.2f}")


def _line(one: Bar) -> SafeString:
    if one.low is None or one.high is None:
        return mark_safe("")
    wide = max(100 * (one.high - one.low), 0.4)
    return format_html(
        "<rect x='{}' y='4' width='{}' height='2' fill='#1f4e79'/>", f"{100 * one.low:.2f}", f"{wide:.2f}"
    )


def _tick(one: Bar) -> SafeString:
    if one.median is None:
        return mark_safe("")
    return format_html("<rect x='{}' width='0.6' height='10' fill='#b3541e'/>", f"{100 * one.median:.2f}")
