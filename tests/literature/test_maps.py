"""From corpus to map and files: what is drawn, what is told, what can be made again."""

from __future__ import annotations

import json

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from proxeny.errors import FaultyInput, NotFound
from proxeny.io.corpora import Kept, find_corpora, keep_corpus, read_kept, read_literature
from proxeny.io.maps import find_origin, replay, write_field_map
from proxeny.literature.corpus import as_corpus
from proxeny.literature.drawing.scene import build_scene
from proxeny.literature.mapping import build_map
from proxeny.literature.proposing import propose_merges
from proxeny.literature.receipts import Order
from proxeny.literature.recipe import Recipe
from proxeny.literature.source import decode
from proxeny.literature.thesaurus import Thesaurus, read_thesaurus, write_thesaurus
from proxeny.literature.views import VIEWS
from proxeny.literature.vosviewer import read_map_rows, read_network, write_json, write_map, write_network
from tests.literature.samples import RIS, SAMPLES
from tests.literature.test_counting import corpus

HOSTILE = "</script><script>alert(1)</script>"


def field_of_works(size=60):
    """Works of two themes, with years, and one hostile keyword."""
    rows = []
    for number in range(size):
        theme = ["city diplomacy", "networks", "soft power"] if number % 2 else ["climate", "energy", HOSTILE]
        rows.append([*theme[: 2 + number % 2], "cities"] if number % 5 else theme)
    return corpus(*rows, years={number: 2000 + number % 20 for number in range(size)})


@pytest.fixture(scope="module")
def drawn():
    return build_map(field_of_works(), Recipe(minimum=1, starts=2, seed=3))


def test_two_themes_are_two_clusters(drawn):
    cluster = dict(drawn.terms.select("label", "cluster").iter_rows())
    assert cluster["city diplomacy"] == cluster["networks"] != cluster["climate"]


def test_the_map_of_one_document_is_drawn():
    found = build_map(corpus(["a", "b", "c"]), Recipe(minimum=1, starts=1))
    assert (found.terms.height, found.links.height) == (3, 3)


def test_terms_without_links_are_drawn_beside_the_others():
    found = build_map(corpus(["a", "b"], ["c"]), Recipe(minimum=1, starts=1))
    assert found.terms.select("x", "y").null_count().row(0) == (0, 0)


@pytest.mark.parametrize(
    ("works", "recipe", "code"),
    [
        (corpus(["a", "b"]), Recipe(minimum=9), "map-all-below"),
        (corpus([], []), Recipe(), "map-no-items"),
        (corpus(["a", "b"]), Recipe(since=2050), "map-no-works"),
        (corpus(["a", "b"]), Recipe(unit="keywords"), "map-choice"),
        (corpus(["a", "b"]), Recipe(resolution=0), "map-number-odd"),
        (corpus(["a", "b"]), Recipe(link="citation"), "map-link-unfit"),
    ],
)
def test_where_nothing_can_be_drawn_it_is_said_why(works, recipe, code):
    with pytest.raises(FaultyInput) as caught:
        build_map(works, recipe)
    assert code in {fault.code for fault in caught.value.faults}


def test_a_work_of_too_many_items_is_told_and_not_linked():
    found = build_map(corpus([f"k{n}" for n in range(50)], ["k1", "k2"]), Recipe(minimum=1, most_items=20, starts=1))
    assert [fault.code for fault in found.faults] == ["map-crowded"]
    assert found.terms.height == 50
    assert found.links.height == 1


def test_citations_are_found_by_doi_by_key_and_by_title(tmp_path):
    for name in ("wos", "openalex", "scopus"):
        path = tmp_path / name
        path.write_text(SAMPLES[name])
        reading = read_literature([path], tmp_path / "c.parquet")
        found = build_map(reading.corpus, Recipe(unit="document", link="citation", minimum=1, starts=1))
        assert found.links.select("first", "second", "weight").rows() == [(0, 1, 1.0)], name


def test_coupling_counts_shared_references():
    rows = [
        {"id": "a", "title": "a", "references": ["x", "y", "z"]},
        {"id": "b", "title": "b", "references": ["X", "y"]},
        {"id": "c", "title": "c", "references": ["q"]},
    ]
    found = build_map(as_corpus(pl.DataFrame(rows)), Recipe(unit="document", link="coupling", minimum=1, starts=1))
    assert found.links.rows() == [(0, 1, 2.0)]


CITED = [
    "ACUTO M, 2013, GLOBAL GOVERNANCE, V19, P481, DOI 10.1163/19426720-01903009",
    "Hocking, B., Patrolling the 'frontier': globalization and localization (1996) Regional and Federal Studies, 9 (1)",
    "https://openalex.org/W123",
]


@pytest.mark.parametrize(
    ("unit", "labels"),
    [("author", ["acuto m", "hocking b"]), ("source", ["global governance", "regional and federal studies"])],
)
def test_cited_authors_and_sources_are_read_of_references(unit, labels):
    rows = [
        {"id": name, "title": name, "references": CITED, "authors": ["Not, M."], "source": "Nowhere"} for name in "ab"
    ]
    found = build_map(as_corpus(pl.DataFrame(rows)), Recipe(unit=unit, link="cocitation", minimum=1, starts=1))
    assert found.terms["label"].to_list() == labels
    assert found.links.rows() == [(0, 1, 2.0)]
    assert [(fault.code, fault.params["read"], fault.params["total"]) for fault in found.faults] == [
        ("map-cited-read", 4, 6)
    ]


def test_co_citation_without_references_that_can_be_read_is_refused():
    works = as_corpus(pl.DataFrame({"id": ["a"], "title": ["a"], "references": [["https://openalex.org/W1"]]}))
    with pytest.raises(FaultyInput) as caught:
        build_map(works, Recipe(unit="author", link="cocitation", minimum=1))
    assert [fault.code for fault in caught.value.faults] == ["map-no-cited"]


def test_rare_terms_are_drawn_towards_the_mean(drawn):
    table = drawn.terms.filter(pl.col("years") > 0)
    overall = drawn.works["year"].mean()
    nearer = (table["year_shrunk"] - overall).abs() <= (table["year"] - overall).abs() + 1e-9
    assert nearer.all()
    assert table["newness"].is_between(0, 1).all()


def test_newness_of_a_growing_field_is_a_half_in_the_middle():
    works = corpus(*[["x", "y"]] * 40, years={number: 2000 + min(number, 19) for number in range(40)})
    found = build_map(works, Recipe(minimum=1, starts=1))
    assert found.terms["newness"].to_list() == pytest.approx([0.5, 0.5])


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A map in a folder, made from a corpus file."""
    folder = tmp_path_factory.mktemp("map")
    path = folder / "corpus.parquet"
    field_of_works().write_parquet(path)
    order = Order(
        find_origin(path, "corpus"), Recipe(minimum=1, starts=2, seed=3, bootstrap=5), Thesaurus({"energy": ""})
    )
    return folder, write_field_map(order, folder / "out")


def test_every_file_of_a_map_is_there_and_replaying_gives_the_same_bytes(made):
    folder, _ = made
    _, differ = replay(folder / "out" / "receipt.json", folder / "again")
    assert differ == []
    names = {path.name for path in (folder / "out").iterdir()}
    assert {"map.txt", "network.txt", "map.json", "map.html", "receipt.json", "map.png", "map.pdf", "map.svg"} <= names
    assert {path.name for path in (folder / "again").iterdir()} == names
    for name in names:
        assert (folder / "out" / name).read_bytes() == (folder / "again" / name).read_bytes(), name


def test_the_picture_of_how_sure_places_are_draws_a_ring_for_each_labelled_term(made):
    import pypdfium2

    folder, _ = made
    rings = (folder / "out" / "stability.svg").read_text().count("<ellipse")
    assert rings
    page = pypdfium2.PdfDocument(folder / "out" / "stability.pdf")[0]
    plain = pypdfium2.PdfDocument(folder / "out" / "map.pdf")[0]
    links = (folder / "out" / "map.svg").read_text().count("<path")
    assert len(list(page.get_objects())) - rings == len(list(plain.get_objects())) - links
    assert (folder / "out" / "stability.png").read_bytes() != (folder / "out" / "map.png").read_bytes()


def test_a_receipt_of_another_input_is_refused(made):
    folder, _ = made
    corpus(["a", "b"]).write_parquet(folder / "corpus2.parquet")
    receipt = json.loads((folder / "out" / "receipt.json").read_text())
    receipt["input"]["path"] = str(folder / "corpus2.parquet")
    (folder / "odd.json").write_text(json.dumps(receipt))
    with pytest.raises(FaultyInput) as caught:
        replay(folder / "odd.json", folder / "never")
    assert caught.value.faults[0].code == "receipt-input-changed"
    assert not (folder / "never").exists()


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"format": "x"}', "nothing"])
def test_what_is_no_receipt_is_refused(text, tmp_path):
    (tmp_path / "r.json").write_text(text)
    with pytest.raises(FaultyInput):
        replay(tmp_path / "r.json", tmp_path / "out")


def test_stability_says_where_terms_may_lie_and_how_sure_clusters_are(made):
    terms = made[1].field.terms
    assert terms["certainty"].is_between(0, 1).all()
    assert (terms["spread_long"] >= terms["spread_short"]).all()


def test_xml_of_other_programs_is_well_formed_whatever_the_labels(made):
    folder, _ = made
    for name in ("map.gexf", "map.graphml", "map.svg", "overlay.svg"):
        etree.fromstring((folder / "out" / name).read_bytes())
    svg = etree.fromstring((folder / "out" / "map.svg").read_bytes())
    assert not svg.xpath("//*[local-name()='script'] | //@style | //@*[local-name()='href']")


def test_vosviewer_files_go_out_and_come_back(drawn):
    nodes, links, told = read_network(
        decode("n.txt", write_network(drawn).encode()), decode("m.txt", write_map(drawn).encode())
    )
    assert told == ()
    assert nodes["label"].to_list() == drawn.terms["label"].to_list()
    assert links.rows() == drawn.links.select("first", "second", "weight").rows()
    from_json, links_of_json, _ = read_network(decode("m.json", write_json(drawn).encode()))
    assert from_json["label"].to_list() == drawn.terms["label"].to_list()
    assert links_of_json.rows() == links.rows()


def test_ids_of_a_network_may_be_any_text_and_labels_hold_commas():
    text = '\ufeffid,label,x,y\nA-1,"Acuto, M.",0,0\nB,Nye,0,0\n'
    rows = read_map_rows(decode("m.csv", text.encode()))
    assert [row["label"] for row in rows] == ["Acuto, M.", "Nye"]
    nodes, links, told = read_network(decode("n.csv", b"A-1,B,2\nB,B,5\nB,A-1,1.5\n"), decode("m.csv", text.encode()))
    assert nodes["label"].to_list() == ["Acuto, M.", "Nye"]
    assert links.rows() == [(0, 1, 3.5)]
    assert {fault.code for fault in told} == {"network-own-links", "network-repeated"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a\tb\tx\nc\td\ty\n", "network-line"),
        ("1\t2\t-1\n", "network-negative"),
        ("1\t1\t4\n", "network-empty"),
        ("1\t2\tnan\n3\t4\tinf\n", "network-line"),
        ('{"network": 1}', "network-json"),
    ],
)
def test_what_is_no_network_is_refused_with_its_lines(text, code):
    with pytest.raises(FaultyInput) as caught:
        read_network(decode("n.txt", text.encode()))
    assert code in {fault.code for fault in caught.value.faults}


def test_a_thesaurus_replaces_ignores_and_follows_chains():
    text = "label\treplace by\rCity Networks\tnetworks\nnetworks\tcity network\nstudy\t\n"
    found = read_thesaurus(decode("t.txt", text.encode()))
    assert found.replace(pl.Series(["city networks", "networks", "study", "x"])).to_list() == [
        "city network", "city network", "", "x",
    ]  # fmt: skip
    assert read_thesaurus(decode("t.txt", write_thesaurus(found).encode())).entries == found.entries


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("label\treplace by\na\tb\nb\tc\nc\ta\n", "thesaurus-circle"),
        ("label\treplace by\na\tb\na\tc\n", "thesaurus-twice"),
        ("from\tto\na\tb\n", "thesaurus-header"),
    ],
)
def test_a_thesaurus_that_contradicts_itself_is_refused(text, code):
    with pytest.raises(FaultyInput) as caught:
        read_thesaurus(decode("t.txt", text.encode()))
    assert code in {fault.code for fault in caught.value.faults}


@settings(max_examples=30, deadline=None)
@given(st.dictionaries(st.sampled_from("abcdefg"), st.sampled_from("abcdefgh"), max_size=6))
def test_no_term_of_a_thesaurus_leads_on_to_another(entries):
    text = "label\treplace by\n" + "".join(f"{label}\t{by}\n" for label, by in entries.items())
    try:
        found = read_thesaurus(decode("t.txt", text.encode()))
    except FaultyInput:
        return
    assert not set(found.entries.values()) & set(found.entries)


def test_merges_are_proposed_with_their_reason():
    counted = pl.DataFrame(
        {
            "label": [
                "sister cities",
                "sister-city",
                "non governmental organisation",
                "ngo",
                "globalisation",
                "globalization",
            ],
            "occurrences": [9, 3, 5, 4, 8, 2],
        }
    )
    found = {row["label"]: (row["replace_by"], row["reason"]) for row in propose_merges(counted).to_dicts()}
    assert found["sister-city"] == ("sister cities", "spelling")
    assert found["ngo"] == ("non governmental organisation", "acronym")
    assert found["globalization"] == ("globalisation", "near")


@pytest.mark.parametrize("name", list(VIEWS))
def test_every_view_answers_for_a_map_and_for_one_without_years(name, drawn):
    assert VIEWS[name](drawn).height >= 0
    bare = build_map(field_of_works().with_columns(year=pl.lit(None, pl.Int64)), Recipe(minimum=1, starts=1))
    assert VIEWS[name](bare).height >= 0


def test_labels_of_a_drawing_do_not_cover_each_other(drawn):
    shown = [one for one in build_scene(drawn).circles if one.size]
    assert shown
    for at, one in enumerate(shown):
        for other in shown[at + 1 :]:
            near = abs(one.y - other.y) < 0.5 * min(one.size, other.size)
            assert not near or abs(one.x - other.x) > 1


def test_records_of_one_work_are_merged_with_the_reason_and_can_be_parted(tmp_path):
    for name, text in (("a.ris", RIS), ("b.bib", SAMPLES["bibtex"]), ("c.txt", SAMPLES["wos"])):
        (tmp_path / name).write_text(text)
    files = [tmp_path / name for name in ("a.ris", "b.bib", "c.txt")]
    reading = read_literature(files, tmp_path / "c.parquet")
    assert [(one.kept, one.merged) for one in reading.receipts] == [(2, 0), (0, 2), (0, 2)]
    copies = [json.loads(copy) for copy in reading.corpus["copies"][0]]
    assert [copy["reason"] for copy in copies] == ["first", "doi", "doi"]
    assert reading.corpus["index_keywords"][0].len() > 0  # what the first lacked came from the second
    apart = read_literature(files, tmp_path / "d.parquet", apart=frozenset({"doi:10.1000/abc.1"}))
    assert apart.corpus.height == 4


def test_the_same_title_year_and_author_is_one_work_unless_the_dois_differ(tmp_path):
    def reading(*dois):
        records = "".join(
            f"TY  - JOUR\nTI  - The city and its foreign relations\nAU  - Deniz, A{n}\nPY  - 2001\n"
            + (f"DO  - {doi}\n" if doi else "") + "ER  -\n"
            for n, doi in enumerate(dois)
        )  # fmt: skip
        (tmp_path / "x.ris").write_text(records)
        return read_literature([tmp_path / "x.ris"], tmp_path / "x.parquet").corpus.height

    assert reading("", "") == 1
    assert reading("10.1000/a", "") == 1
    assert reading("10.1000/a", "10.1000/b") == 2


def test_a_corpus_is_kept_for_the_workbench_under_its_name(tmp_path):
    path = tmp_path / "c.parquet"
    corpus(["a", "b"]).write_parquet(path)
    keep_corpus(path, "mine", tmp_path)
    kept = find_corpora(tmp_path)
    assert [one.name for one in kept] == ["mine", "demo"]
    assert [read_kept(one).height > 0 for one in kept] == [True, True]
    for odd in ("demo", "../x", "", "A b"):
        with pytest.raises(FaultyInput):
            keep_corpus(path, odd, tmp_path)
    with pytest.raises(NotFound):
        read_kept(Kept("gone", tmp_path / "gone.parquet"))


def test_nothing_is_written_where_a_file_is_none(tmp_path):
    (tmp_path / "a.ris").write_bytes(b"%PDF-1.4")
    with pytest.raises(FaultyInput):
        read_literature([tmp_path / "a.ris"], tmp_path / "c.parquet")
    assert not (tmp_path / "c.parquet").exists()
