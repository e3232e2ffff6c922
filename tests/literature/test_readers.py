"""Every format gives the same works; whatever is wrong with a file, every record is kept or told."""

from __future__ import annotations

import codecs

import pytest

from proxeny.errors import FaultyInput
from proxeny.literature.readers import READERS, find_format
from proxeny.literature.reading import read_corpus
from proxeny.literature.source import decode
from tests.literature.samples import OPENALEX_LINES, RIS, SAMPLES, SCOPUS, WOS


@pytest.fixture
def put(tmp_path):
    """Write a file and give its path."""

    def write(name, content):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def test_there_is_a_sample_of_every_format():
    assert set(READERS) == set(SAMPLES)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_format_is_recognised_by_its_content(name):
    assert find_format(decode("a.txt", SAMPLES[name].encode())) == name


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("name", SAMPLES)
def test_a_format_gives_the_two_works(name, encoding, ends, put):
    path = put("a.txt", SAMPLES[name].lstrip("\ufeff").replace("\n", ends).encode(encoding))
    reading = read_corpus([path])
    receipt = reading.receipts[0]
    assert (receipt.format, receipt.records, receipt.kept, receipt.rejected) == (name, 2, 2, 0)
    first, second = reading.corpus.to_dicts()
    assert first["title"].lower() == "city diplomacy and the sister city"
    assert (first["year"], second["year"]) == (2019, 2013)
    assert (first["doi"], second["doi"]) == ("10.1000/abc.1", "10.1163/19426720-01903009")
    assert first["keywords"] == ["city diplomacy", "sister cities", "networks"]
    assert second["keywords"] == ["networks", "governance"]
    assert len(first["authors"]) == 2
    assert len(second["authors"]) == 1


@pytest.mark.parametrize("name", ["wos", "ris", "bibtex", "scopus", "medline", "openalex"])
def test_half_a_file_keeps_what_is_whole_and_tells_the_rest(name, put):
    text = SAMPLES[name].encode()
    at = text.rindex(b"World politics") + 20
    reading = read_corpus([put("half.txt", text[:at])])
    receipt = reading.receipts[0]
    assert receipt.kept >= 1
    assert receipt.kept + receipt.merged + receipt.rejected == receipt.records
    assert reading.faults


def test_a_file_without_its_end_mark_is_told(put):
    reading = read_corpus([put("a.txt", WOS.replace("EF\n", ""))])
    assert [fault.code for fault in reading.faults] == ["bib-end-missing"]
    assert reading.corpus.height == 2


def test_wrapped_keywords_of_web_of_science_are_joined_before_they_are_split(put):
    corpus = read_corpus([put("a.txt", WOS)]).corpus
    assert corpus["keywords"][0].to_list() == ["city diplomacy", "sister cities", "networks"]
    assert corpus["countries"][0].to_list() == ["Türkiye", "United States"]
    assert corpus["references"][0].len() == 2


def test_references_whose_tag_is_missing_are_not_taken_for_addresses(put):
    corpus = read_corpus([put("a.txt", WOS.replace("CR Acuto", "   Acuto"))]).corpus
    assert corpus["references"][0].len() == 2
    assert corpus["countries"][0].len() == 2


def test_a_repeated_field_of_bibtex_is_told_and_costs_no_record(put):
    reading = read_corpus([put("a.bib", SAMPLES["bibtex"])])
    assert [fault.code for fault in reading.faults] == ["bib-field-repeated"]


def test_an_entry_that_is_never_closed_costs_only_itself(put):
    broken = SAMPLES["bibtex"].replace("journal={Journal of Cities}", "journal={Journal of Cities")
    reading = read_corpus([put("a.bib", broken)])
    assert reading.corpus.height == 2
    assert "bib-record-cut" in {fault.code for fault in reading.faults}


def test_a_country_has_one_name_whether_a_file_writes_its_code_or_its_name(put):
    countries = read_corpus([put("a.jsonl", OPENALEX_LINES), put("b.csv", SCOPUS)]).corpus["countries"].explode()
    assert {"Türkiye", "United States"} <= set(countries)
    assert not [one for one in countries.drop_nulls() if len(one) == 2]


def test_json_lines_of_openalex_lose_only_the_broken_line(put):
    reading = read_corpus([put("a.jsonl", OPENALEX_LINES + '{"id": "https://openalex.org/W3", "tit')])
    assert (reading.receipts[0].kept, reading.receipts[0].rejected) == (2, 1)
    assert reading.receipts[0].reasons[0].where.line == 3


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_another_delimiter_is_found_out(delimiter, put):
    lines = ["Title,Year,Source title,EID,Authors,Author Keywords,DOI"]
    lines += ["A city and its friends,2001,Journal,2-s2.0-9,Deniz A.,diplomacy,10.1000/x"]
    reading = read_corpus([put("a.csv", "\n".join(lines).replace(",", delimiter))])
    assert reading.corpus["doi"].to_list() == ["10.1000/x"]


def test_a_row_that_is_too_wide_is_rejected_with_its_line_and_not_shifted(put):
    wide = "Acuto M.,,World politics, by other means,2013,GG,,,,a,,,Article,9\n"
    reading = read_corpus([put("a.csv", SCOPUS + wide)])
    receipt = reading.receipts[0]
    assert (receipt.records, receipt.kept, receipt.rejected) == (3, 2, 1)
    assert (receipt.reasons[0].code, receipt.reasons[0].where.line) == ("bib-row-wide", 4)


def test_a_quotation_mark_that_is_never_closed_does_not_swallow_the_records_after_it(put):
    third = "Nye J.,,Soft power abroad,2004,PA,,,,a,,,Article,2-s2.0-3\n"
    broken = SCOPUS.replace(',"Deniz, Ada', ',"Deniz", Ada').replace("\nAcuto M.,,World", '\nAcuto M.,"x,World') + third
    reading = read_corpus([put("a.csv", broken)])
    titles = reading.corpus["title"].to_list()
    assert "Soft power abroad" in titles
    assert reading.faults


def test_more_funding_columns_than_the_header_names_are_taken_out_by_the_identifier(put):
    text = (
        "Title,Year,Source title,Authors,Funding Text 1,References,Document Type,EID\n"
        "One city alone,2001,J,Deniz A.,we thank,Acuto (2013),Article,2-s2.0-1\n"
        "Another city too,2002,J,Kaya B.,we thank,and thank,Nye (2004),Article,2-s2.0-2\n"
    )
    reading = read_corpus([put("a.csv", text)])
    assert reading.corpus["key"].to_list() == ["2-s2.0-1", "2-s2.0-2"]
    assert reading.corpus["references"].to_list() == [["Acuto (2013)"], ["Nye (2004)"]]
    assert [fault.code for fault in reading.faults] == ["bib-row-mended"]


def test_a_record_that_names_nothing_is_rejected_with_its_line(put):
    reading = read_corpus([put("a.ris", RIS + "\nTY  - JOUR\nPY  - 2001\nER  -\n")])
    assert reading.receipts[0].rejected == 1
    assert reading.receipts[0].reasons[0].where.line == 23


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.ris", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3 x", "bib-no-text"),
        ("a.csv", b"PK\x03\x04abc", "bib-no-text"),
        ("a.ris", b"", "bib-empty"),
        ("a.bib", b" \n ", "bib-empty"),
        ("a.txt", b"Dear colleague, please find attached", "bib-format-unknown"),
        ("a.csv", b"name,size\na,1\n", "bib-format-unknown"),
        ("a.json", b'{"results": [', "bib-format-unknown"),
        ("a.bin", bytes(range(256)) * 4, "bib-no-text"),
    ],
)
def test_a_file_that_is_none_is_refused_in_words(name, content, code, put):
    with pytest.raises(FaultyInput) as caught:
        read_corpus([put(name, content)])
    assert [fault.code for fault in caught.value.faults] == [code]


def test_the_faults_of_all_files_come_together(put):
    with pytest.raises(FaultyInput) as caught:
        read_corpus([put("a.ris", b"%PDF-1.7"), put("b.ris", RIS), put("c.ris", b"x")])
    assert len(caught.value.faults) == 2


def test_turkish_bytes_are_read_as_turkish(put):
    path = put("a.ris", RIS.replace("Kaya, B.", "Şağlam, İ.").encode("cp1254"))
    reading = read_corpus([path])
    assert reading.corpus["authors"][0].to_list()[1] == "Şağlam, İ."
    assert [fault.code for fault in reading.faults] == ["encoding-assumed"]


def test_seven_thousand_authors_are_all_read(put):
    authors = "".join(f"AU  - Author{number}, A.\n" for number in range(7000))
    reading = read_corpus([put("a.ris", RIS.replace("AU  - Deniz, A.\n", authors))])
    assert reading.corpus["authors"][0].len() == 7001


def test_control_and_direction_marks_do_not_reach_the_corpus(put):
    reading = read_corpus([put("a.ris", RIS.replace("sister city", "sister\x07 \u202ecity"))])
    assert reading.corpus["title"][0] == "City diplomacy and the sister city"
    text = SCOPUS.replace("the sister city", "the sister\x07\u202ecity")
    assert read_corpus([put("a.csv", text)]).corpus["title"][0] == "City diplomacy and the sister city"


def test_a_byte_order_mark_is_no_part_of_the_first_tag(put):
    assert read_corpus([put("a.txt", codecs.BOM_UTF8 + WOS.encode())]).corpus.height == 2


def test_entities_and_raised_letters_are_read_as_they_are_meant(put):
    rows = ["Authors,Title,Year,Source title,EID,Author Keywords"]
    rows.append(
        '"A B.","S&amp;T in the 21<sup>st</sup> century & <b>more</b>: x &lt; y",2020,"J",e1,"S&amp;T; <script>"'
    )
    work = read_corpus([put("x.csv", "\n".join(rows))]).corpus.row(0, named=True)
    assert work["title"] == "S&T in the 21st century & more: x < y"
    assert work["keywords"] == ["S&T", "<script>"]
