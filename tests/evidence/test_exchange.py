"""What goes out comes in again; what others wrote is kept; what cannot be kept is listed."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from io import BytesIO
from random import Random
from xml.etree import ElementTree

import pytest
from lxml import etree

from proxeny.errors import FaultyInput
from proxeny.evidence.exchange.align import align
from proxeny.evidence.exchange.project import (
    Code,
    CodeSet,
    Note,
    Project,
    QdaCoding,
    QdaSource,
    Selection,
    User,
    make_guid,
)
from proxeny.evidence.exchange.read import build_project, read_project
from proxeny.evidence.exchange.rest import NAMESPACE, Loose, Rest, read_rest
from proxeny.evidence.exchange.write import write_codebook, write_project

G = make_guid
TEXT = "شهر 😀 عضو شبکه\nsecond"
PROJECT = Project(
    "p", "Proxeny", (User(G("u"), "Ayşe"), User(G("v"), "نادر", "N")),
    (Code(G("a"), "A", "about a"), Code(G("b"), "B & <c>", parent=G("a"), color="#aabbcc")),
    (QdaSource(G("s"), "s.txt", text=TEXT),), (Selection(G("x"), G("s"), start=4, end=5, quotation="😀", user=G("v")),),
    (QdaCoding(G("c1"), G("s"), G("a"), G("u")), QdaCoding(G("c2"), G("x"), G("b"), G("v"))),
    (Note(G("n"), "memo", "words"),), (CodeSet(G("t"), "set", "", (("MemberCode", G("a")),)),), ((G("x"), G("n")),),
)  # fmt: skip
LINK = f'<Link xmlns="urn:QDA-XML:project:1.0" guid="{G("l")}" originGUID="{G("a")}" targetGUID="{G("s")}"></Link>'
REST = (Rest("Links", G("l"), "", LINK),)
SAMPLES = ["atlas_blank.qdpx", "atlas_target.qdpx", "nvivo_project.qdpx", "qc_demo.qdpx", "skyloom_TestProject.qdpx"]


def test_out_then_in_is_the_same_project_and_the_same_bytes():
    made = write_project(PROJECT)
    assert build_project(made) == PROJECT
    assert write_project(build_project(made)) == made


def test_links_and_files_that_no_source_names_are_kept_and_what_is_too_large_is_listed():
    project = replace(PROJECT, rest=REST, loose=(Loose("a.mp4", b"film"), Loose("notes.txt", b"words")))
    made = write_project(project)
    assert build_project(made) == project and write_project(build_project(made)) == made
    film = Loose("a.mp4", Random(1).randbytes(33 * 2**20))
    large = build_project(write_project(replace(project, loose=(film,))))
    assert large.lost == (("file a.mp4", 1),) and large.loose == ()


def test_a_link_is_kept_whatever_blanks_braces_and_comments_it_came_with():
    odd = LINK.replace(G("a"), f"{{{G('a').upper()}}}").replace("></Link>", ">\n <!-- why --> </Link>")
    root = etree.fromstring(f"<Project xmlns='urn:QDA-XML:project:1.0'><Links>\n {odd}\n</Links></Project>")
    assert tuple(read_rest(root, lambda what: None)) == REST


def test_a_second_reader_finds_the_same():
    """The standard library's parser, and nothing of ours."""
    with zipfile.ZipFile(BytesIO(write_project(PROJECT))) as archive:
        root = ElementTree.fromstring(archive.read("project.qde"))
        texts = {name: archive.read(name).decode() for name in archive.namelist() if name.startswith("sources/")}
    space = "{urn:QDA-XML:project:1.0}"
    selection = root.find(f".//{space}PlainTextSelection")
    text = texts[f"sources/{G('s')}.txt"]
    assert text[int(selection.get("startPosition")) : int(selection.get("endPosition"))] == "😀"
    assert [one.get("name") for one in root.iter(f"{space}Code")] == ["A", "B & <c>"]
    assert selection.find(f"{space}Coding").get("creatingUser") == G("v")


def test_words_behind_a_comment_in_a_case_are_kept():
    told = "<Description>one<!-- a note -->two<?sign x?> three</Description>"
    root = etree.fromstring(f'<Project xmlns="{NAMESPACE}"><Cases><Case guid="{{AB}}">{told}</Case></Cases></Project>')
    (case,) = read_rest(root, lambda what: None)
    assert "<Description>onetwo three</Description>" in case.xml


@pytest.mark.parametrize("name", SAMPLES)
def test_projects_of_others_are_kept_whole_and_written_validly(shared, name):
    folder = shared / "data/qda/refi"
    schema = etree.XMLSchema(etree.parse(folder / "refi_qda_project_schema.xsd"))
    book = etree.XMLSchema(etree.parse(folder / "codebook_schema.xsd"))
    with zipfile.ZipFile(folder / name) as archive:
        inner = next(one for one in archive.namelist() if one.lower().endswith(".qde"))
        there = etree.fromstring(archive.read(inner))
    project = read_project(folder / name)
    for kind, kept in (("Code", project.codes), ("Coding", project.codings), ("User", project.users)):
        assert len(there.findall(f".//{{*}}{kind}")) == len(kept)
    assert sum(str(one.tag).endswith("Selection") for one in there.iter("*")) == len(project.selections)
    made = write_project(project)
    with zipfile.ZipFile(BytesIO(made)) as archive:
        schema.assertValid(etree.fromstring(archive.read("project.qde")))
    assert replace(build_project(made), lost=()) == replace(project, lost=())
    if project.codes:
        book.assertValid(etree.fromstring(write_codebook(project)))


def test_the_codebook_is_read_in_both_spellings_of_its_name():
    made = write_codebook(PROJECT)
    for text in (made, made.replace(b"codebook:1.0", b"codebook:1:0")):
        assert [code.name for code in build_project(text).codes] == ["A", "B & <c>"]


@pytest.mark.parametrize(
    ("raw", "start", "end", "snippet", "wanted"),
    [
        ("a\r\nbéc", 3, 6, "béc", (2, 5, "exact")), ("one two", 4, 6, "two", (4, 7, "realigned")),
        ("😀 two", 3, 6, "two", (2, 5, "realigned")), ("a\nb\ntwo", 6, 9, "two", (4, 7, "realigned")),
        ("far away two", 0, 3, "two", (9, 12, "realigned")), ("one", 0, 3, "line:1", (0, 3, "unchecked")),
    ],
)  # fmt: skip
def test_each_way_of_counting_is_found_out(raw, start, end, snippet, wanted):
    assert align(raw, start, end, snippet) == wanted


@pytest.mark.parametrize(
    "data", [b"PK\x03\x04 broken", b"<a/>", b"<!DOCTYPE a [<!ENTITY b 'b'>]><Project>&b;</Project>", b"no xml"]
)
def test_what_is_no_project_is_refused(data):
    with pytest.raises(FaultyInput):
        build_project(data)
