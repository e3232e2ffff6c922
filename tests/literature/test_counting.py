"""Counts worked out by hand; the same from sparse matrices, from DuckDB and, where it is there, from Spark."""

from __future__ import annotations

import os
import shutil

import ibis
import numpy as np
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from proxeny.literature.corpus import as_corpus
from proxeny.literature.counting import choose_minimum, count_pairs, count_terms
from proxeny.literature.counting_sql import count_in, count_occurrences_in
from proxeny.literature.graph import Graph
from proxeny.literature.units import Cleaning, build_items


def corpus(*keywords, years=None):
    """Works with these lists of keywords."""
    rows = [
        {"id": f"w{at}", "title": f"t{at}", "year": (years or {}).get(at, 2000 + at), "keywords": list(words)}
        for at, words in enumerate(keywords)
    ]
    return as_corpus(pl.DataFrame(rows))


def links_of(works, *, fractional=False):
    """Links by label."""
    items = build_items(works, "keyword")
    counted = count_terms(items.table, items.terms, works)
    found = count_pairs(items.table, counted, fractional=fractional)
    labels = counted["label"].to_list()
    return {(labels[a], labels[b]): weight for a, b, weight in found.iter_rows()}


def test_three_works_counted_by_hand():
    works = corpus(["a", "b", "c"], ["a", "b"], ["a", "A", "d"], years={0: 2000, 1: 2010, 2: 2020})
    items = build_items(works, "keyword")
    counted = count_terms(items.table, items.terms, works)
    assert counted.select("label", "occurrences", "year").rows() == [
        ("a", 3, 2010.0),
        ("b", 2, 2005.0),
        ("c", 1, 2000.0),
        ("d", 1, 2020.0),
    ]
    assert links_of(works) == {("a", "b"): 2, ("a", "c"): 1, ("a", "d"): 1, ("b", "c"): 1}


def test_fractional_counting_gives_each_term_one_in_all_from_each_work():
    works = corpus(["a", "b", "c"], ["a", "b"])
    assert links_of(works, fractional=True) == {("a", "b"): 1.5, ("a", "c"): 0.5, ("b", "c"): 0.5}


def test_three_hundred_works_with_one_pair_weigh_three_hundred():
    assert links_of(corpus(*[["x", "y"]] * 300)) == {("x", "y"): 300}


def test_a_keyword_repeated_in_another_case_counts_once():
    works = as_corpus(pl.DataFrame({"id": ["w"], "title": ["t"], "keywords": [["City"]], "index_keywords": [["CITY"]]}))
    assert build_items(works, "keyword").table.height == 1


def test_association_strength_by_hand():
    graph = Graph.of_links(np.array([0, 0]), np.array([1, 2]), np.array([2.0, 1.0]), 3)
    first, second, weights = graph.associate().links()
    # m = 3, k = (3, 2, 1): 2*3*2/(3*2) = 2 and 2*3*1/(3*1) = 2
    assert list(zip(first, second, weights, strict=True)) == [(0, 1, 2.0), (0, 2, 2.0)]


@pytest.mark.parametrize(
    ("folds", "labels"),
    [
        ((), ["co-operation", "co operation", "citiés", "cities", "city"]),
        (("hyphen",), ["co operation", "citiés", "cities", "city"]),
        (("accent",), ["co-operation", "co operation", "cities", "city"]),
        (("accent", "plural", "hyphen"), ["co operation", "city"]),
    ],
)
def test_folding_is_what_was_asked_for(folds, labels):
    works = corpus(["Co-operation", "co operation", "Citiés", "CITIES", "City"])
    items = build_items(works, "keyword", Cleaning(folds=frozenset(folds)))
    assert sorted(items.terms["label"]) == sorted(labels)


def test_persian_and_turkish_letters_are_one_term_whoever_typed_them():
    works = corpus(["ديپلماسي شهري"], ["دیپلماسی شهری"], ["İstanbul"], ["istanbul"])
    assert sorted(build_items(works, "keyword").terms["label"]) == ["istanbul", "دیپلماسی شهری"]


def test_the_minimum_leaves_as_many_terms_as_wanted():
    counted = pl.DataFrame({"occurrences": [9, 5, 3, 2, 2, 1]})
    assert [choose_minimum(counted, most) for most in (10, 3, 2, 1)] == [2, 3, 4, 6]
    assert choose_minimum(pl.DataFrame({"occurrences": [1, 1]}), 10) == 1


ITEMS = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 8)), min_size=1, max_size=60)


def connect_duckdb():
    """A database in memory."""
    return ibis.duckdb.connect()


def connect_spark():
    """A Spark of one thread in this process; the test skips, saying why, where Spark or the Java it needs is absent."""
    sql = pytest.importorskip("pyspark.sql", reason="pyspark is not installed (pip install proxeny[spark])")
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        pytest.skip("pyspark is installed, but no Java to run it: set JAVA_HOME")
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    builder = sql.SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false")
    return ibis.pyspark.connect(builder.config("spark.sql.shuffle.partitions", "1").getOrCreate())


# what counts with Ibis: how it is connected, and how many random tables it is given
BACKENDS = {"duckdb": (connect_duckdb, 8), "spark": (connect_spark, 3)}


@pytest.mark.parametrize("fractional", [False, True], ids=["full", "fractional"])
@pytest.mark.parametrize("name", BACKENDS)
def test_a_backend_counts_as_the_matrices_do(name, fractional):
    connect, times = BACKENDS[name]
    connection = connect()

    @settings(max_examples=times, deadline=None, suppress_health_check=list(HealthCheck))
    @given(ITEMS)
    def check(pairs):
        table = pl.DataFrame(pairs, schema={"document": pl.Int64, "term": pl.Int64}, orient="row").unique()
        check_backend(connection, table.sort("document", "term"), fractional)

    check()


def check_backend(connection, table, fractional):
    """Occurrences, links and associations of an Ibis backend equal those of the matrices."""
    size = int(table["term"].max()) + 1
    everyone = pl.DataFrame({"term": range(size)})
    ours = count_pairs(table, everyone, fractional=fractional)
    theirs = count_in(connection, table, fractional=fractional)
    assert theirs.select("first", "second").rows() == ours.select("first", "second").rows()
    np.testing.assert_allclose(theirs["weight"], ours["weight"], rtol=1e-12)
    graph = Graph.of_links(ours["first"].to_numpy(), ours["second"].to_numpy(), ours["weight"].to_numpy(), size)
    np.testing.assert_allclose(theirs["association"], graph.associate().links()[2], rtol=1e-12)
    works = pl.DataFrame({"document": range(13), "year": [2000 + number for number in range(13)]})
    counted = count_occurrences_in(connection, table, works)
    assert dict(counted.select("term", "occurrences").rows()) == dict(table.group_by("term").len().iter_rows())
