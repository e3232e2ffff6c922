"""Coding in Chromium in three languages: by keyboard and by mouse, exact to the code point; and two coders at once."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from proxeny.scheme.loader import load_scheme

from ..web.site import PROXENY, Site, serve

LANGUAGES = ("en", "tr", "fa")
# Before the passages: a surrogate pair in UTF-16, Arabic vowel signs, and a mark that no letter has room for.
HEAD = "گزارش 😀 شهرِ مُهم و q\u0307 آغاز شد."
LINE = "شهر تهران عضو شبکه جهانی شهرهاست 🏙 و خواهرشهر استانبول است."
SAID = {
    "en": ("Saved.", "Undone.", "Done again."),
    "tr": ("Kaydedildi.", "Geri alındı.", "Yeniden yapıldı."),
    "fa": ("ذخیره شد.", "برگردانده شد.", "دوباره انجام شد."),
}
MARKS = """() => [...CSS.highlights].filter(([name]) => name.startsWith("coded-"))
    .flatMap(([, mark]) => [...mark].map(one => {
        const live = document.createRange();
        live.setStart(one.startContainer, one.startOffset);
        live.setEnd(one.endContainer, one.endOffset);
        return live.toString();
    })).sort()"""
EDGES = """([from, to]) => {
    const node = document.querySelector(".text-page").firstChild;
    const box = (at) => {
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + (node.data.codePointAt(at) > 0xffff ? 2 : 1));
        return range.getBoundingClientRect();
    };
    const first = box(from), last = box(to);
    return [first.right - 1, first.top + first.height / 2, last.left + 1, last.top + last.height / 2];
}"""
SAVES = """
import sys, time
from pathlib import Path
import proxeny
proxeny.open_register()
from proxeny.register.operations.evidence import find_coder, record
own, both = find_coder(sys.argv[1]).pk, find_coder("Both").pk
Path(sys.argv[2], sys.argv[1]).touch()
while not Path(sys.argv[2], "go").exists():
    time.sleep(0.001)
for turn in range(10):
    for coder in (own, both):
        record(coder, 1, "code", "", {"indicator": "NET-1", "start": 6, "end": 7, "memo": f"{sys.argv[1]} {turn}"})
"""
LOGS = """
import json
import proxeny
proxeny.open_register()
from proxeny.register.models import Coder, CodingEvent
from proxeny.register.queries.evidence import state_of
log = CodingEvent.objects.exclude(coder__name="local")
rows = log.order_by("coder__name", "sequence").values_list("coder__name", "sequence", "data")
codings = {one.name: len(state_of(one.pk, 1).codings) for one in Coder.objects.exclude(name="local")}
print(json.dumps([codings, [[name, place, data["memo"], data["quotation"]] for name, place, data in rows]]))
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One served register with a document for each language."""
    with serve(tmp_path_factory.mktemp("coding")) as served:
        paths = [served.log.parent / f"{language}.txt" for language in LANGUAGES]
        for path in paths:
            path.write_text(f"{HEAD}\n{LINE}\n{path.stem}\n", encoding="utf-8")
        paths.append(served.log.parent / "long.txt")
        paths[-1].write_text("\f".join(f"Page {number} 😀\n" + "word " * 700 for number in range(1, 61)), "utf-8")
        served.run("evidence", "add", *map(str, paths))
        yield served


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """An empty page that reports its faults."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(30_000)
    made = context.new_page()
    faults: list[str] = []
    made.on("pageerror", lambda fault: faults.append(str(fault)))
    yield made
    context.close()
    assert not faults


def choose(page: Page, indicator: str, typed: str) -> None:
    """Type ahead with the keyboard alone and take an indicator."""
    page.keyboard.press("c")
    page.keyboard.type(typed)
    wanted = page.locator(f"[data-list] [data-id='{indicator}']")
    for _ in range(12):
        if wanted.get_attribute("aria-selected") == "true":
            break
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")


def drag(page: Page, text: str, passage: str) -> None:
    """Select a passage with the mouse, from its right edge to its left, as Persian is read."""
    start = text.index(passage)
    places = [len(text[:at].encode("utf-16-le")) // 2 for at in (start, start + len(passage) - 1)]
    right, above, left, below = page.evaluate(EDGES, places)
    page.mouse.move(right, above)
    page.mouse.down()
    page.mouse.move((right + left) / 2, below)
    page.mouse.move(left, below)
    page.mouse.up()


def read_stored(site: Site, number: int) -> tuple[str, list[list[object]]]:
    """The canonical text of a document, and the codings of its log as the database keeps them."""
    with closing(sqlite3.connect(site.log.parent / "register.sqlite3")) as register:
        texts = register.execute("SELECT text FROM register_documentrevision WHERE document_id = ?", [number])
        text = texts.fetchone()[0]
        log = "SELECT data FROM register_codingevent WHERE document_id = ? AND kind = 'code' ORDER BY sequence"
        rows = [json.loads(data) for (data,) in register.execute(log, [number])]
    return text, [[row[name] for name in ("indicator", "start", "end", "quotation", "memo")] for row in rows]


def labels(indicator: str) -> dict[str, str]:
    """The label of an indicator in each language."""
    found = next(one for one in load_scheme().indicators if one.id == indicator)
    return {language: found.label.get(language) for language in LANGUAGES}


@pytest.mark.sqlite_only  # a process with a database of its own
@pytest.mark.parametrize("language", LANGUAGES)
def test_passages_are_coded_by_keyboard_and_by_mouse_exactly(site: Site, page: Page, language: str):
    number = LANGUAGES.index(language) + 1
    saved, undone, again = SAID[language]
    entries, status, marks = page.locator(".codings li"), page.locator("[data-status]"), lambda: page.evaluate(MARKS)
    page.goto(f"{site.address}/{language}/evidence/document/{number}/code/")
    page.locator("[data-ready]").wait_for()
    text = page.locator(".text-page").text_content()
    assert text.startswith(f"{HEAD}\n{LINE}")
    page.locator(".text").focus()
    page.keyboard.press("ArrowDown")
    for _ in range(3):
        page.keyboard.press("Shift+ArrowLeft")
    expect(page.locator("[data-passage]")).to_have_text("شهر تهران عضو")
    page.fill("#memo", "یادداشت 😀 <b>")
    page.locator(".text").focus()
    choose(page, "NET-1", labels("NET-1")[language])
    expect(status).to_have_text(saved)
    expect(entries).to_have_count(1)
    expect(entries.first).to_contain_text(labels("NET-1")[language])
    keyed = marks()
    page.keyboard.press("Control+z")
    expect(status).to_have_text(undone)
    expect(entries).to_have_count(0)
    assert marks() == []
    page.keyboard.press("Control+y")
    expect(status).to_have_text(again)
    expect(entries).to_have_count(1)
    assert marks() == keyed
    dragged = "تهران عضو شبکه جهانی شهرهاست 🏙"
    drag(page, text, dragged)
    expect(page.locator("[data-passage]")).to_have_text(dragged)
    page.locator(".text").focus()
    choose(page, "NET-2", labels("NET-2")[LANGUAGES[number % 3]])  # typed in another language than that of the page
    expect(entries).to_have_count(2)
    assert marks() == sorted([*keyed, dragged])
    page.reload()
    page.locator("[data-ready]").wait_for()
    expect(entries).to_have_count(2)
    assert marks() == sorted([*keyed, dragged])
    kept, stored = read_stored(site, number)
    first, second = kept.index(LINE), kept.index(dragged)
    assert stored == [
        ["NET-1", first, first + len(keyed[0]), keyed[0], "یادداشت 😀 <b>"],
        ["NET-2", second, second + len(dragged), dragged, ""],
    ]
    assert [kept[start:end] for _, start, end, _, _ in stored] == [keyed[0], dragged]
    assert keyed[0].strip() == "شهر تهران عضو"


@pytest.mark.sqlite_only
def test_a_long_text_comes_in_parts_and_grows_as_one_reads(site: Site, page: Page):
    address = f"{site.address}/en/evidence/document/{len(LANGUAGES) + 1}/code/"
    numbers = """() => [...document.querySelectorAll(".text-page")].map((one) => Number(one.dataset.number))"""
    page.goto(f"{address}?page=30")
    page.locator("[data-ready]").wait_for()
    page.locator(".text-page[data-number='30']").scroll_into_view_if_needed()
    page.locator(".text").evaluate("(text) => { text.scrollTop = text.scrollHeight; }")
    page.locator(".text-page[data-number='33']").wait_for(state="attached")
    page.locator(".text").evaluate("(text) => { text.scrollTop = 0; }")
    page.locator(".text-page[data-number='17']").wait_for(state="attached")
    shown = page.evaluate(numbers)
    assert shown == sorted(shown) and {17, 30, 33} <= set(shown)
    page.locator(".text-page[data-number='33']").evaluate(
        """(one) => {
            one.scrollIntoView();
            document.getSelection().setBaseAndExtent(one.firstChild, 0, one.firstChild, 10);
        }"""
    )
    expect(page.locator("[data-passage]")).to_have_text("Page 33 😀")
    choose(page, "NET-1", labels("NET-1")["en"])
    expect(page.locator("[data-status]")).to_have_text("Saved.")
    page.locator("[data-deed=undo]").click()
    expect(page.locator("[data-status]")).to_have_text("Undone.")
    page.goto(f"{address}?part=1")
    page.locator("[data-ready]").wait_for()
    page.locator("[data-deed=redo]").click()
    page.locator("[data-status] a", has_text="Show it").click()
    page.locator("[data-ready]").wait_for()
    assert page.evaluate(MARKS) == ["Page 33 😀"]


@pytest.fixture
def environment(request: pytest.FixtureRequest, home: Path) -> dict[str, str]:
    """A register with a document: the served one on SQLite, or one in the PostgreSQL that the run asks for."""
    if os.environ.get("PROXENY_TEST_DATABASE", "sqlite") != "postgresql":
        return request.getfixturevalue("site").environment
    path = home / "a.txt"
    path.write_text(f"{HEAD}\n", encoding="utf-8")
    url = request.getfixturevalue("postgres_database")
    made = {**os.environ, "PROXENY_HOME": str(home), "PROXENY_DATABASE_URL": url}
    for arguments in (["init"], ["evidence", "add", str(path)]):
        subprocess.run([*PROXENY, *arguments], env=made, check=True, capture_output=True, timeout=120)
    return made


def test_two_coders_who_save_the_same_passage_at_once_both_keep_their_events(
    environment: dict[str, str], tmp_path: Path
):
    names = ("Ayşe", "نادر")
    writers = [
        subprocess.Popen([sys.executable, "-c", SAVES, name, tmp_path], env=environment, stderr=subprocess.PIPE)
        for name in names
    ]
    end = time.monotonic() + 60
    while not all((tmp_path / name).exists() for name in names) and time.monotonic() < end:
        time.sleep(0.01)
    (tmp_path / "go").touch()
    told = [writer.communicate(timeout=60)[1] for writer in writers]
    assert [writer.returncode for writer in writers] == [0, 0], told
    done = subprocess.run([sys.executable, "-c", LOGS], env=environment, check=True, capture_output=True, timeout=60)
    codings, rows = json.loads(done.stdout)
    assert codings == {"Ayşe": 10, "نادر": 10, "Both": 20}
    for name in names:
        assert [row[1:3] for row in rows if row[0] == name] == [[turn + 1, f"{name} {turn}"] for turn in range(10)]
    shared = [row for row in rows if row[0] == "Both"]
    assert [row[1] for row in shared] == list(range(1, 21))
    assert {row[2] for row in shared} == {f"{name} {turn}" for name in names for turn in range(10)}
    assert {row[3] for row in rows} == {HEAD[6]}
