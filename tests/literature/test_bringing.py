"""Files brought in by a browser, and merges decided on a page: with the real worker's work, one after the other."""

from __future__ import annotations

import io
import re
import shutil

import pytest
from django.test import Client

from proxeny import home
from proxeny.errors import Conflict, FaultyInput, NotFound
from proxeny.io.corpora import Kept, find_corpora, read_receipts
from proxeny.io.merges import Merges, read_merges
from proxeny.register.models import Job
from proxeny.register.operations.literature import MAX_FILES, Sent, bring_corpus, decide_merge, drop_corpus
from proxeny.register.tasks import perform
from tests.literature.samples import RIS, SCOPUS, WOS

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def no_corpora():
    """No corpus but the one that is shipped, before and after."""
    folder = home.home() / "literature"
    shutil.rmtree(folder, ignore_errors=True)
    yield
    shutil.rmtree(folder, ignore_errors=True)


def file(name, text):
    data = io.BytesIO(text.encode() if isinstance(text, str) else text)
    data.name = name
    return data


def bring(files, name=""):
    """Send files, do the work, and give the answer of the page of the job."""
    client = Client()
    answer = client.post("/en/literature/corpora/", {"files": files, "name": name})
    assert answer.status_code == 302, answer.content.decode()
    assert client.get(answer.url).status_code == 200
    assert client.get(f"{answer.url}state/").json()["state"] == "waiting"
    perform(Job.objects.latest("asked").pk)
    return client.get(answer.url, follow=True)


def test_several_files_become_one_corpus_with_a_receipt_each():
    answer = bring([file("one.csv", SCOPUS), file("../two.ris", RIS), file("three.txt", WOS + "\n")], "mine")
    assert answer.redirect_chain[-1][0] == "/en/literature/corpora/mine/"
    text = answer.content.decode()
    assert all(name in text for name in ("one.csv", "two.ris", "three.txt"))
    receipts = read_receipts(Kept("mine", home.home() / "literature" / "mine.parquet"))
    assert [one["file"] for one in receipts] == ["one.csv", "two.ris", "three.txt"]
    assert all(one["records"] == one["kept"] + one["merged"] + one["rejected"] for one in receipts)
    assert not list((home.home() / "literature" / "incoming").iterdir())
    assert Client().get("/fa/literature/?corpus=mine").status_code == 200


def test_what_cannot_be_read_is_told_file_by_file_and_nothing_is_kept():
    answer = bring([file("a.ris", b"%PDF-1.4 nothing"), file("b.csv", "no,such\nformat,here\n")], "bad")
    text = answer.content.decode()
    assert "a.ris" in text and "b.csv" in text
    assert [one.name for one in find_corpora(home.home())] == ["demo"]


@pytest.mark.parametrize(
    ("files", "name", "said"),
    [
        ([], "", "upload-none"),
        ([("x.ris", "")], "", "file-empty"),
        ([("x.ris", RIS)], "Not A Name", "corpus-name"),
        ([("x.ris", RIS)], "demo", "corpus-name"),
        ([("x.ris", RIS)] * (MAX_FILES + 1), "", "corpus-files"),
    ],
)
def test_what_is_no_corpus_is_refused_before_anything_is_kept(files, name, said):
    with pytest.raises(FaultyInput) as caught:
        bring_corpus([Sent(one, [text.encode()]) for one, text in files], name)
    assert [fault.code for fault in caught.value.faults] == [said]
    assert not list((home.home() / "literature").rglob("*.ris"))


def test_a_corpus_is_not_overwritten_and_can_be_thrown_away():
    bring([file("x.ris", RIS)], "mine")
    with pytest.raises(Conflict):
        bring_corpus([Sent("x.ris", [RIS.encode()])], "mine")
    decide_merge("mine", "a term", "another", "accept")
    assert Client().post("/en/literature/corpora/mine/drop/").status_code == 302
    assert [path.name for path in (home.home() / "literature").iterdir()] == ["incoming"]
    with pytest.raises(NotFound):
        drop_corpus("demo")


def merge_form(text, label):
    """The fields of the form of one proposal."""
    for form in re.findall(r"<form method=\"post\"[^>]*class=\"verdicts\">.*?</form>", text, re.DOTALL):
        fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
        if fields.get("label") == label:
            return {name: fields[name] for name in ("corpus", "label", "by", "next")}
    return None


def test_a_merge_is_accepted_one_by_one_and_the_map_follows():
    words = "".join(f"KW  - {word}\n" for word in ("city-network", "city network", "soft power"))
    rows = "".join(f"TY  - JOUR\nTI  - Work number {n} of the field\nPY  - 20{n}\n{words}ER  - \n" for n in (11, 12))
    more = "TY  - JOUR\nTI  - One more work of it\nPY  - 2013\nKW  - city network\nER  - \n"
    bring([file("x.ris", rows + more)], "mine")
    client, page = Client(), "/en/literature/merges/?corpus=mine"
    fields = merge_form(client.get(page).content.decode(), "city-network")
    assert fields and fields["by"] == "city network"
    assert client.post("/en/literature/merges/decide/", {**fields, "verdict": "accept"}).status_code == 302
    assert read_merges(home.home(), "mine").accepted == {"city-network": "city network"}
    text = client.get(page).content.decode()
    assert merge_form(text, "city-network") is None and "Take back" in text
    table = client.get("/en/literature/file/terms.csv/?corpus=mine").content.decode()
    assert "city network" in table and "city-network" not in table
    assert "city-network\tcity network" in client.get("/en/literature/merges/thesaurus/?corpus=mine").content.decode()
    client.post("/en/literature/merges/decide/", {**fields, "verdict": "undo"})
    assert merge_form(client.get(page).content.decode(), "city-network") is not None
    client.post("/en/literature/merges/decide/", {**fields, "verdict": "refuse"})
    assert merge_form(client.get(page).content.decode(), "city-network") is None
    assert read_merges(home.home(), "mine") == Merges({}, {"city-network": "city network"})


def test_a_merge_in_a_circle_is_refused_on_the_page():
    decide_merge("demo", "a", "b", "accept")
    sent = {"corpus": "demo", "label": "b", "by": "a", "verdict": "accept"}
    answer = Client().post("/en/literature/merges/decide/?corpus=demo", sent)
    assert answer.status_code == 400 and "circle" in answer.content.decode()
    assert read_merges(home.home(), "demo").accepted == {"a": "b"}


@pytest.mark.parametrize(("label", "by"), [("a", "a"), ("", "b"), ("a\tb", "c"), ("a", "b\nc")])
def test_what_cannot_stand_in_a_thesaurus_is_refused(label, by):
    with pytest.raises(FaultyInput):
        decide_merge("demo", label, by, "accept")


def test_a_chain_of_merges_ends_in_its_last_term():
    merges = Merges().decide("a", "b", "accept").decide("b", "c", "accept")
    assert merges.thesaurus.entries == {"a": "c", "b": "c"}
