"""Real files: every record of every file, VOSviewer's own counts, and the published objective and quality."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest
from sklearn.metrics import adjusted_rand_score

from proxeny.errors import FaultyInput
from proxeny.literature.clusters.clustering import build_clusters
from proxeny.literature.graph import Graph
from proxeny.literature.layout.placing import build_layout
from proxeny.literature.mapping import build_map
from proxeny.literature.reading import read_corpus
from proxeny.literature.recipe import Recipe
from proxeny.literature.source import decode, read_source
from proxeny.literature.thesaurus import read_thesaurus
from proxeny.literature.vosviewer import read_network

RECORDS = {
    "bibtex/pybibx_scopus.bib": 263, "bibtex/pybibx_wos.bib": 236, "lens/bibliometrix_lens_sample.csv": 8,
    "openalex/openalex_tu9_works_410.json": 410, "pubmed/pybibx_pubmed.txt": 335, "ris/asreview__baseline.ris": 100,
    "ris/asreview_embase.ris": 6, "ris/asreview_ovid_psycinfo.ris": 6, "ris/asreview_proquest.ris": 6,
    "ris/asreview_pubmed_zotero.ris": 6, "ris/asreview_scopus.ris": 6, "ris/litstudy_example.ris": 25,
    "scopus/litstudy_scopus.csv": 58, "scopus/science_diplomacy_raw.csv": 387,
    "scopus/science_diplomacy_final.csv": 249, "scopus/urban_green_scopus_2018.csv": 327,
    "wos/asreview_web_of_science.txt": 10,
    "wos/bibliometrix_wos_sample.txt": 8, "wos/metaknowledge_badFile.isi": 32, "wos/metaknowledge_savedrecs.txt": 32,
    "wos/metaknowledge_testFile.isi": 34,
}  # fmt: skip
# README of the reference networks: the best objective of the authors' own program, and CPM of its ten starts
NETWORKS = {
    "Scientometrics_term_co-occurrence": (-614382.6089, 0.293151, 3),
    "Leiden_Ranking_2015_university_collaboration": (-331026.7991, 0.506443, 6),
    "Economics_journal_co-citation": (-65009.0300, 0.545604, 4),
    "JOI_2007-2016_co-authorship": (-28894400.8155, 0.931214, 4),
}


@pytest.fixture(scope="module")
def files(shared: Path) -> Path:
    """The bibliographic files."""
    return shared / "data" / "bibliography"


@pytest.mark.parametrize("name", RECORDS)
def test_every_record_of_a_file_is_read(name, files):
    receipt = read_corpus([files / name]).receipts[0]
    assert (receipt.records, receipt.rejected) == (RECORDS[name], 0)
    assert receipt.kept + receipt.merged == receipt.records


@pytest.mark.parametrize("share", [0.5, 0.93])
@pytest.mark.parametrize("name", RECORDS)
def test_a_part_of_a_file_is_read_or_refused_in_words(name, share, files):
    data = (files / name).read_bytes()
    half = data[: int(len(data) * share)]
    try:
        reading = _read(name, half)
    except FaultyInput as refused:
        assert refused.faults
        return
    receipt = reading.receipts[0]
    assert receipt.kept + receipt.merged + receipt.rejected == receipt.records <= RECORDS[name]


def _read(name, data, folder=None):
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        path = Path(folder) / Path(name).name
        path.write_bytes(data)
        return read_corpus([path])


@pytest.fixture(scope="module")
def coffee(files: Path) -> Path:
    """The records of one search, and VOSviewer's maps of them."""
    return files / "vosviewer_known_export" / "coffee_obesity"


@pytest.fixture(scope="module")
def records(coffee):
    return read_corpus(sorted(coffee.glob("wos_data_*.txt"))).corpus


def test_counts_and_links_equal_those_of_vosviewer(coffee, records):
    drawn = build_map(records, Recipe(minimum=34, starts=3, seed=1))
    theirs = pl.read_csv(coffee / "vos_keywords_src_Keyword_map.csv")
    ours = theirs.join(drawn.terms, on="label", how="left")
    assert ours["occurrences"].to_list() == theirs["weight<Occurrences>"].to_list()
    assert (ours["year"] - theirs["score<Avg. pub. year>"]).abs().max() < 1e-3
    names = dict(theirs.select("id", "label").iter_rows())
    labels = drawn.terms["label"].to_list()
    mine = {frozenset((labels[a], labels[b])): weight for a, b, weight in drawn.links.iter_rows()}
    network = pl.read_csv(coffee / "vos_keywords_src_Keyword_net.csv", has_header=False, new_columns=["a", "b", "w"])
    assert network.height == 1058
    for first, second, weight in network.iter_rows():
        assert mine[frozenset((names[first], names[second]))] == weight
    assert adjusted_rand_score(ours["cluster"], ours["cluster_right"]) >= 0.7


def test_its_thesaurus_was_not_applied_to_that_map_and_changes_what_it_names(coffee, records):
    """The file ends its lines by CR; the exported map still has every wording that it would replace."""
    words = read_thesaurus(read_source(coffee / "vos_keywords_res_replace.txt"))
    assert len(words.entries) > 100
    drawn = build_map(records, Recipe(minimum=34, starts=1), words)
    theirs = pl.read_csv(coffee / "vos_keywords_src_Keyword_map.csv")
    ours = theirs.join(drawn.terms, on="label", how="left")
    differ = ours.filter(pl.col("occurrences").is_null() | (pl.col("occurrences") != pl.col("weight<Occurrences>")))
    named = set(words.entries) | set(words.entries.values())
    assert differ.height == 11
    assert set(differ["label"]) <= named


@pytest.mark.parametrize("name", NETWORKS)
def test_layout_and_clusters_are_at_least_as_good_as_the_authors_own(name, files):
    objective, quality, starts = NETWORKS[name]
    first, second, weights = np.loadtxt(files / "reference_networks" / f"{name}.tsv").T
    size = int(max(first.max(), second.max())) + 1
    graph = Graph.of_links(first.astype(int), second.astype(int), weights, size).associate()
    assert build_layout(graph, starts=starts, seed=1).q_star <= objective
    found = build_clusters(graph, 1.0, starts=3, seed=1)
    assert round(found.cpm, 6) >= quality


def test_every_network_of_vosviewer_online_is_read(files):
    for path in sorted((files / "vosviewer_online").glob("*_network.*")):
        nodes, links, _ = read_network(read_source(path))
        assert nodes.height > 1, path.name
        assert links.height > 1, path.name


def test_a_network_in_json_is_the_one_in_text(files):
    folder = files / "vosviewer_online"
    name = "JOI_2007-2016_co-authorship"
    _, of_text, _ = read_network(read_source(folder / f"{name}_network.txt"))
    _, of_json, _ = read_network(read_source(folder / f"{name}_network.json"))
    assert of_text.height == of_json.height
    assert of_text["weight"].sum() == of_json["weight"].sum()


def test_no_bytes_of_a_real_file_end_in_anything_but_words(files):
    data = (files / "ris" / "asreview_scopus.ris").read_bytes()
    random = np.random.default_rng(0)
    for _ in range(40):
        broken = bytearray(data)
        for at in random.integers(0, len(data), 200):
            broken[at] = random.integers(0, 256)
        try:
            decode("x.ris", bytes(broken))
            _read("x.ris", bytes(broken))
        except FaultyInput as refused:
            assert refused.faults
