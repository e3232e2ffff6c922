"""Everything a person writes, driven in a browser in three languages, over one served register with its worker."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from .site import Site, serve

pytestmark = pytest.mark.sqlite_only  # a process with a database of its own
LANGUAGES = ("en", "tr", "fa")
GDANSK, BREMEN, ISTANBUL, COLOGNE, ISFAHAN = "gn:3099434", "gn:2944388", "gn:745044", "gn:2886242", "gn:418863"
PARTNERS = {"en": "gn:2643743", "tr": "gn:2988507", "fa": "gn:3169070"}  # London, Paris, Rome
LINKS = """partner city,country,kind,imza tarihi,council decision,note
Köln,Germany,kardeş şehir bağı,07.02.1997,2021/5,
Cologne,Germany,sister_city,1997,,
İstip,North Macedonia,,circa 1990,,by letter
Štip,North Macedonia,,1372/08/22,,
اصفهان,Iran,,1385,,
Springfield,United States,,1999,,
Nowhere at all,Germany,,31.02.1999,,
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One served register for all."""
    with serve(tmp_path_factory.mktemp("writing")) as served:
        yield served


@pytest.fixture
def officer(browser: Browser) -> Iterator[BrowserContext]:
    """A person with a browser of his own."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(20_000)
    yield context
    context.close()


def choose(page: Page, place: int, name: str) -> None:
    """Type a name into the n-th field of parties and take the first suggestion with the keyboard."""
    field = page.locator("[name='party']").nth(place)
    field.click()
    field.press_sequentially(name, delay=5)
    page.locator(".suggestions:visible li").first.wait_for()
    field.press("ArrowDown")
    field.press("Enter")
    expect(page.locator("[name='party_id']").nth(place)).not_to_have_value("")


def press(page: Page, step: str) -> None:
    """Press the button of a step that can be seen."""
    page.locator(f"button[name='step'][value='{step}']:not(.first)").first.click()
    page.wait_for_load_state()


def write_agreement(page: Page, site: Site, language: str, partner: str, source: str, **fields: str) -> str:
    """Write an agreement of Istanbul with somebody down; the address of the change."""
    page.goto(f"{site.address}/{language}/write/new/agreement/?party={ISTANBUL}&party={partner}")
    for name, value in fields.items():
        page.fill(f"input[name='{name}']", value)
    page.fill("[name='source_title']", source)
    press(page, "look")
    press(page, "save")
    assert "/changes/" in page.url
    return page.url


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_agreement_is_written_with_suggestions_and_a_solar_date(site: Site, officer: BrowserContext, language: str):
    page = officer.new_page()
    page.goto(f"{site.address}/{language}/write/")
    page.click(f"a[href='/{language}/write/new/agreement/']")
    choose(page, 0, {"en": "Gdans", "tr": "gdańs", "fa": "گدانسک"}[language])
    choose(page, 1, {"en": "Bremen", "tr": "Bremen", "fa": "برمن"}[language])
    page.fill("[name='signed']", "1372/08/22")
    page.press("[name='signed']", "Tab")
    understood = {"en": "13 November 1993", "tr": "13 Kasım 1993", "fa": "۲۲ آبان ۱۳۷۲"}[language]
    expect(page.locator("#f-signed-read")).to_contain_text(understood)
    page.fill("[name='title']", "<b>Bold</b> \u202e=1+1")
    page.fill("[name='source_title']", f"Archive {language}")
    press(page, "look")
    assert understood in page.inner_text(".versions")
    assert "1372/08/22" in page.inner_text(".versions")
    press(page, "save")
    assert "/changes/" in page.url
    page.click("a.button")
    assert "<b>Bold</b> =1+1" in page.inner_text("main")


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_missing_or_wrong_is_said_beside_the_field_and_nothing_is_lost(
    site: Site, officer: BrowserContext, language: str
):
    page = officer.new_page()
    page.goto(f"{site.address}/{language}/write/new/agreement/")
    page.fill("[name='note']", "kept")
    page.fill("[name='signed']", "31.02.1999")
    page.fill("[name='title']", "x" * 10_000)
    press(page, "look")
    wrong = page.locator(".form-field.invalid")
    assert {"box-f-party", "box-f-signed", "box-f-title"} <= {one.get_attribute("id") for one in wrong.all()}
    assert page.evaluate("document.activeElement.id") == "faults"
    assert page.input_value("[name='note']") == "kept"
    assert page.input_value("[name='signed']") == "31.02.1999"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_form_works_without_a_script(site: Site, browser: Browser, language: str):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.address}/{language}/write/new/membership/")
    page.fill("[name='member']", "Bremen")
    page.fill("[name='network']", "Eurocities")
    page.fill("[name='source_title']", "A list")
    press(page, "look")
    page.check(f"[name='member_pick_0'][value='{BREMEN}']")
    if page.locator("[name='network_pick_0']").count():
        page.locator("[name='network_pick_0']").first.check()
    elif page.locator("#box-f-network.invalid").count():
        page.goto(f"{site.address}/{language}/write/new/network/?name=Eurocities")
        page.fill("[name='source_title']", "A list")
        press(page, "look")
        press(page, "save")
        page.goto(f"{site.address}/{language}/write/new/membership/?member={BREMEN}&network=nw:EUROCITIES")
        page.fill("[name='source_title']", "A list")
    press(page, "look")
    assert page.locator(".versions").count() == 1, page.inner_text("main")
    context.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_conflict_is_seen_before_saving_history_tells_it_and_it_can_be_undone(
    site: Site, officer: BrowserContext, language: str
):
    page = officer.new_page()
    partner = PARTNERS[language]
    write_agreement(page, site, language, partner, f"First {language}", signed="1998")
    change = write_agreement(page, site, language, partner, f"Second {language}", signed="12.03.1999")
    page.goto(change)
    page.click("a.button")
    record = page.url.rstrip("/").rpartition("/")[2]
    page.goto(f"{site.address}/{language}/write/edit/{record}/?source=new")
    assert page.locator(".others").count() >= 1
    page.fill("[name='signed']", "1997")
    page.fill("[name='source_title']", f"Third {language}")
    page.fill("[name='reason']", "read it myself")
    press(page, "look")
    disputed = page.locator("tr.disputed")
    assert disputed.count() == 1
    assert f"First {language}" in disputed.inner_text() and f"Second {language}" in disputed.inner_text()
    press(page, "save")
    page.fill("[name='reason']", "a slip")
    page.click("button.danger")
    assert page.locator(".notice.warn").count() == 1
    page.goto(f"{site.address}/{language}/write/history/{record}/")
    assert page.locator(".timeline > li").count() == 3
    assert "read it myself" in page.inner_text("main") and "a slip" in page.inner_text("main")


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_two_officers_the_second_sees_the_change_of_the_first_and_merges(
    site: Site, browser: Browser, language: str
):
    first, second = (browser.new_context().new_page() for _ in range(2))
    partner = {"en": "gn:2761369", "tr": "gn:3067696", "fa": "gn:756135"}[language]  # Vienna, Prague, Warsaw
    write_agreement(first, site, language, partner, f"Office {language}", signed="1998", reference="A-1")
    first.click("a.button")
    record = first.url.rstrip("/").rpartition("/")[2]
    for page in (first, second):
        page.goto(f"{site.address}/{language}/write/edit/{record}/")
    first.fill("[name='signed']", "1999")
    first.fill("[name='reference']", "A-2")
    press(first, "look")
    press(first, "save")
    second.fill("[name='signed']", "2000")
    second.fill("textarea[name='note']", "mine")
    press(second, "look")
    assert second.locator("[name='take_signed']").count() == 2
    assert "1999" in second.inner_text("main") and "2000" in second.inner_text("main")
    second.check("[name='take_signed'][value='theirs']")
    press(second, "merge")
    press(second, "save")
    second.goto(f"{site.address}/{language}/write/edit/{record}/")
    assert second.input_value("[name='signed']") == "1999"
    assert second.input_value("[name='reference']") == "A-2"
    assert second.input_value("textarea[name='note']") == "mine"
    for page in (first, second):
        page.context.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_session_that_ends_in_the_middle_of_a_form_loses_nothing(site: Site, officer: BrowserContext, language: str):
    page = officer.new_page()
    page.goto(f"{site.address}/{language}/write/new/agreement/?party={ISTANBUL}&party={ISFAHAN}")
    page.fill("[name='signed']", "2001")
    page.fill("textarea[name='note']", "written for an hour")
    page.fill("[name='source_title']", f"Expired {language}")
    officer.clear_cookies()
    press(page, "look")
    assert "written for an hour" in page.inner_text("main")
    page.locator("main button[type='submit']").first.click()
    page.wait_for_load_state()
    press(page, "back")
    assert page.input_value("textarea[name='note']") == "written for an hour"
    assert page.input_value("[name='signed']") == "2001"
    press(page, "look")
    press(page, "save")
    assert "/changes/" in page.url


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_spreadsheet_of_old_links_is_cleaned_up(site: Site, officer: BrowserContext, language: str, tmp_path: Path):
    path = tmp_path / f"links-{language}.csv"
    city = {"en": "Bursa", "tr": "İzmir", "fa": "تبریز"}[language]
    path.write_text(LINKS, encoding="utf-8")
    page = officer.new_page()
    page.goto(f"{site.address}/{language}/write/import/")
    page.set_input_files("[name='file']", path)
    page.click("form[data-drop] button")
    page.wait_for_url("**/import/*/")
    assert page.input_value("[name='base']") == "agreements"
    taken = [page.input_value(f"[name='column_{number}']") for number in range(6)]
    assert taken == ["partner", "partner_country", "kind", "signed", "council_decision", "note"]
    press(page, "preview")
    assert page.locator(".fault-summary").count() == 1  # nobody has said whose links these are
    page.fill("[name='constant_city']", city)
    page.fill("[name='constant_source']", f"Office of {city}")
    page.fill("[name='save_as']", f"Links {language}")
    press(page, "preview")
    assert page.locator("tr.state-error").count() == 1
    assert page.locator("tr.state-doubtful").count() >= 1
    page.click(".notice.warn a")
    doubt = page.locator("fieldset.doubt").filter(has_text="Springfield")
    doubt.locator("input[type='radio']").first.check()
    page.fill("[name='reason']", "it is the capital of Illinois")
    page.locator("button[name='bulk'][value='']").click()
    page.wait_for_load_state()
    assert page.locator("fieldset.doubt").filter(has_text="Springfield").count() == 0
    while page.locator("fieldset.doubt").count():
        page.check("[name='everyone']")
        page.locator("button[name='bulk'][value='own']").click()
        page.wait_for_load_state()
    page.locator(".actions a.button").last.click()
    assert page.locator("tr.state-doubtful").count() == 0
    page.click("form[action$='/store/'] button")
    assert page.locator(".fault, .lead").count()  # the error has to be dealt with first
    page.go_back()
    page.check("[name='skip_errors']")
    page.fill("[name='reason']", "old folder")
    page.click("form[action$='/store/'] button")
    page.locator(".notice.good a").wait_for(timeout=60_000)
    page.click(".notice.good a")
    batch = page.url
    assert "it is the capital of Illinois" in page.inner_text("main")
    _again(site, page, language, path)
    page.goto(batch)
    page.click("button.danger")
    assert page.locator(".notice.warn").count() == 1
    page.goto(f"{site.address}/{language}/write/mappings/")
    page.locator("tr").filter(has_text=f"Links {language}").locator("button").click()
    page.wait_for_load_state()
    assert page.locator("tr").filter(has_text=f"Links {language}").count() == 0


def _again(site: Site, page: Page, language: str, path: Path) -> None:
    """The same file once more: its mapping is known by now, and it changes nothing."""
    page.goto(f"{site.address}/{language}/write/import/")
    page.set_input_files("[name='file']", path)
    page.click("form[data-drop] button")
    page.wait_for_url("**/import/*/")
    assert page.input_value("[name='constant_source']").startswith("Office of")
    press(page, "preview")
    assert page.locator("tr.state-new, tr.state-doubtful, tr.state-changed").count() == 0
    page.check("[name='skip_errors']")
    page.click("form[action$='/store/'] button")
    page.locator(".notice.good").wait_for(timeout=60_000)
    assert page.locator(".notice.good a").count() == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_proposals_are_judged_one_by_one_and_in_bulk(site: Site, officer: BrowserContext, language: str):
    number = {"en": "1", "tr": "2", "fa": "3"}[language]
    site.python(
        f"""
from proxeny.io.forms import load_forms
from proxeny.io.forms_filled import fill_form
from proxeny.io.forms_reading import Speaker, Subject, build_reading, build_subject
from proxeny.register.operations.apply import Origin, store_reading
form = load_forms()["agreement"]
typed = {{"party": ["{GDANSK}", "{PARTNERS[language]}"], "signed": ["198{number}"], "title": ["Proposal {number}"]}}
filled = fill_form(form, typed)
reading = build_reading(form, filled, Speaker("Open list {number}"), Subject(build_subject(form, filled)))
store_reading(reading, Origin("fetch", "wikidata", "twinnings", claim_state="proposed"))
"""
    )
    page = officer.new_page()
    page.goto(f"{site.address}/{language}/write/proposed/")
    card = page.locator("section.proposal").filter(has_text=f"Proposal {number}")
    before = card.locator("li").count()
    card.locator("button[value^='rejected:']").nth(2).click()  # the date
    page.wait_for_load_state()
    card = page.locator("section.proposal").filter(has_text=f"Proposal {number}")
    left = card.locator("[name='claim']")
    assert left.count() == before - 1
    for box in left.all():
        box.check()
    page.fill("[name='reason']", "checked with the city")
    page.click("button[value='accepted']")
    assert "checked with the city" in page.inner_text("main")
    page.goto(f"{site.address}/{language}/write/proposed/")
    assert page.locator("section.proposal").filter(has_text=f"Proposal {number}").count() == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_duplicates_are_merged_with_reasons_and_parted_again(
    site: Site, officer: BrowserContext, language: str, tmp_path: Path
):
    name = {"en": "Springfield", "tr": "Franklin", "fa": "Clinton"}[language]
    path = tmp_path / f"{name}.csv"
    head = "city,city_country,partner,partner_country,kind,source"
    path.write_text(f"{head}\nGdańsk,Poland,{name},United States,twinning,List\n", encoding="utf-8")
    site.run("import", str(path), "--mapping", "agreements", "--yes")
    page = officer.new_page()
    page.goto(f"{site.address}/{language}/write/duplicates/")
    card = page.locator("section.proposal").filter(has_text=name).first
    page.fill("[name='reason']", "same mayor")
    card.locator("button[value^='same:']").first.click()
    page.wait_for_url("**/decided/")
    assert "same mayor" in page.inner_text("main")
    row = page.locator("tbody tr").filter(has_text="same mayor").first
    row.locator("button").click()
    page.wait_for_load_state()
    page.goto(f"{site.address}/{language}/write/duplicates/")
    assert page.locator("section.proposal").filter(has_text=name).count() >= 1
