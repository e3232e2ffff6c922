"""From a file to claim drafts: small files solved by hand, and every bad input there is a word for."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from proxeny import tables
from proxeny.errors import FaultyInput
from proxeny.io.claims import digest
from proxeny.io.mapping import parse_mapping
from proxeny.io.reading import DRAFTS, LINKS, Reading, read_claims
from proxeny.io.reading_table import Limits
from proxeny.io.vocabulary import CODES, KINDS


def read(tmp_path: Path, text: str, mapping: str | None = None) -> Reading:
    path = tmp_path / "cities.csv"
    path.write_text(text, encoding="utf-8")
    found = read_claims(path, mapping)
    check_shape(found)
    return found


def check_shape(found: Reading) -> None:
    """What holds of every reading."""
    for frame, schema in ((found.mentions, tables.MENTIONS), (found.drafts, DRAFTS), (found.sources, tables.SOURCES),
                          (found.links, LINKS)):  # fmt: skip
        assert frame.schema == pl.Schema(schema)
    keys = set(found.mentions["mention"])
    assert set(found.drafts["value_mention"].drop_nulls()) <= keys
    about = found.drafts.filter(pl.col("kind").is_in(["place", "organisation"]))
    assert set(about["record"]) <= keys
    assert set(found.drafts["source"]) == set(found.sources["key"])
    assert found.drafts.filter((pl.col("value") == "") & pl.col("value_mention").is_null()).is_empty()
    for kind, name in found.drafts.select("kind", "property").unique().iter_rows():
        codes = KINDS[kind][name].codes
        if codes:
            values = found.drafts.filter(pl.col("kind") == kind, pl.col("property") == name)["value"]
            assert set(values) <= set(CODES[codes])


def said(found: Reading, kind: str) -> set[tuple[object, ...]]:
    """(row, property, value or the name mentioned) of a kind."""
    names = dict(found.mentions.select("mention", "name").iter_rows())
    rows = found.drafts.filter(pl.col("kind") == kind).select("row", "property", "value", "value_mention").iter_rows()
    return {(row, name, names[mention] if mention else value) for row, name, value, mention in rows}


def words(found: Reading) -> list[str]:
    return [str(fault) for fault in found.faults]


def test_an_agreement_is_read_as_parties_and_what_is_said_of_it(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "city,city_country,partner,partner_country,kind,signed,state,topics,reference,source,source_url,source_date\n"
        "İzmir,Türkiye,Bremen,Germany,sister city,1995,in force,culture; trade,B-17,"
        "Our list,www.example.org/a,2024-05\n",
    )
    assert said(found, "agreement") == {
        (2, "party", "İzmir"), (2, "party", "Bremen"), (2, "kind", "sister_city"), (2, "signed", "1995"),
        (2, "state", "in_force"), (2, "topic", "culture"), (2, "topic", "trade"), (2, "reference", "B-17"),
    }  # fmt: skip
    assert said(found, "place") == {
        (2, "name", "İzmir"), (2, "country", "TR"), (2, "name", "Bremen"), (2, "country", "DE"),
    }  # fmt: skip
    agreement = found.drafts.filter(pl.col("kind") == "agreement")
    assert set(agreement["record"]) == {"2#agreement"}
    assert set(agreement["identity"]) == {"B-17"}
    assert set(agreement["locator"]) == {"row 2"}
    assert found.sources.row(0, named=True) == {
        "key": digest("Our list", "http://www.example.org/a"), "title": "Our list", "publisher": "",
        "url": "http://www.example.org/a", "licence": "", "kind": "list", "retrieved": "2024-05-31", "rank": 50,
    }  # fmt: skip
    assert found.links.rows() == [tuple(sorted(found.mentions["mention"]))]
    wording = dict(found.drafts.select("property", "wording").filter(pl.col("wording") != "").iter_rows())
    assert wording["state"] == "in force"
    assert wording["country"] == "Germany"


def test_a_place_has_names_by_language_a_dated_population_and_a_parent(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "name,name_fa,kind,country,lat,lon,population,population_year,geonameid,wikidata,parent\n"
        'Konak,قناق,district,TR,38.4,27.1,"332,277",2022,,Q1020668,İzmir\nBremen,,city,DE,,,,,2944388.0,,\n',
    )
    konak = found.mentions.row(by_predicate=pl.col("name") == "Konak", named=True)
    assert (konak["lat"], konak["lon"], konak["place_kind"]) == (38.4, 27.1, "district")
    assert said(found, "place") == {
        (2, "name", "Konak"), (2, "name", "قناق"), (2, "kind", "district"), (2, "country", "TR"), (2, "name", "İzmir"),
        (2, "coordinates", "38.40000,27.10000"), (2, "population", "332277"), (2, "wikidata", "Q1020668"),
        (2, "parent", "İzmir"), (3, "name", "Bremen"), (3, "kind", "city"), (3, "country", "DE"),
        (3, "geonameid", "2944388"),
    }  # fmt: skip
    population = found.drafts.row(by_predicate=pl.col("property") == "population", named=True)
    assert (population["valid_from"], population["valid_to"]) == ("2022-01-01", "2023-01-01")
    assert population["valid_from_precision"] == population["valid_to_precision"] == "year"
    assert population["record"] == konak["mention"]
    persian = found.drafts.row(by_predicate=pl.col("value") == "قناق", named=True)
    assert persian["language"] == "fa"


def test_an_organisation_is_a_network_when_its_kind_says_so(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "acronym,name,aliases,kind,scale,seat,seat_country,founded,dimensions,forms,organs,website\n"
        "UBC,Union of the Baltic Cities,Baltic Cities; UBC Union,network,regional,Gdańsk,PL,21.09.1991,NET; CUL,"
        "ACT; observer,,ubc.net\n"
        "UN,UN-Habitat,,UN agency,,,,1978,,,,\n".replace("ACT; observer", "ACT; OBS"),
    )
    assert dict(found.mentions.select("name", "kind").iter_rows()) == {
        "Union of the Baltic Cities": "network", "UN-Habitat": "organisation", "Gdańsk": "place",
    }  # fmt: skip
    assert said(found, "organisation") == {
        (2, "name", "Union of the Baltic Cities"), (2, "name", "Baltic Cities"), (2, "name", "UBC Union"),
        (2, "kind", "network"), (2, "acronym", "UBC"), (2, "scale", "regional"), (2, "seat", "Gdańsk"),
        (2, "founded", "1991-09-21"), (2, "dimension", "NET"), (2, "dimension", "CUL"), (2, "form", "L3.MEM.ACT"),
        (2, "form", "L3.MEM.OBS"), (2, "website", "http://ubc.net"), (3, "name", "UN-Habitat"),
        (3, "kind", "un_agency"), (3, "acronym", "UN"), (3, "founded", "1978"),
    }  # fmt: skip


def test_a_membership_joins_a_city_and_a_network(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "city,city_country,network,category,form,organs,from,to,state\n"
        "Gdańsk,PL,UBC,member city,L3.MEM.ACT,executive board,1991,,active\n".replace("executive board", "EXB; PRE"),
    )
    assert said(found, "membership") == {
        (2, "member", "Gdańsk"), (2, "network", "UBC"), (2, "category", "member city"), (2, "form", "L3.MEM.ACT"),
        (2, "organ", "L3.PIL.EXB"), (2, "organ", "L3.PIL.PRE"), (2, "from", "1991"), (2, "state", "active"),
    }  # fmt: skip
    assert found.links.is_empty()


def test_an_activity_names_its_partners_in_one_cell(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "city,type,title,partners,partner_kinds,from,participants,citizen_participants,days,amount,currency\n"
        'İzmir,study visit,Water,Bremen (DE); Gdańsk (Poland); Springfield (Illinoise),ngo,2019-05,8,3,"2,5",'
        "1.500.000,EUR\n",
    )
    assert {(name, country) for name, country in found.mentions.select("name", "country").iter_rows()} == {
        ("İzmir", ""), ("Bremen", "DE"), ("Gdańsk", "PL"), ("Springfield (Illinoise)", ""),
    }  # fmt: skip
    assert said(found, "activity") == {
        (2, "organiser", "İzmir"), (2, "type", "study_visit"), (2, "title", "Water"), (2, "partner", "Bremen"),
        (2, "partner", "Gdańsk"), (2, "partner", "Springfield (Illinoise)"), (2, "partner_kind", "ngo"),
        (2, "from", "2019-05"), (2, "participants", "8"), (2, "citizen_participants", "3"), (2, "days", "2.5"),
        (2, "amount", "1500000"), (2, "currency", "EUR"),
    }  # fmt: skip
    activity = found.drafts.filter(pl.col("kind") == "activity")
    assert set(activity["identity"]) == {"study visit | Water | 2019-05"}


def test_a_project_is_read_with_its_results(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "city,title,partners,programme,state,from,to,results\nİzmir,Cool roofs,Bremen (DE),Horizon,closed,2017,2020,"
        "study; policy\n",
    )
    assert said(found, "project") == {
        (2, "lead", "İzmir"), (2, "title", "Cool roofs"), (2, "partner", "Bremen"), (2, "programme", "Horizon"),
        (2, "state", "closed"), (2, "from", "2017"), (2, "to", "2020"), (2, "result", "study"), (2, "result", "policy"),
    }  # fmt: skip


def test_the_same_city_in_many_rows_is_one_mention_and_says_its_name_once(tmp_path: Path) -> None:
    rows = "".join(f"İzmir,TR,Partner {number},DE\n" for number in range(50))
    found = read(tmp_path, f"city,city_country,partner,partner_country\n{rows}")
    assert found.mentions.height == 51
    assert found.drafts.filter(pl.col("value") == "İzmir").height == 1
    assert found.links.height == 50


def test_reading_the_same_file_again_gives_the_same_drafts(tmp_path: Path) -> None:
    text = "city,partner,topics\nA,B,trade;culture\nC,D,peace\nA,D,\n"
    first, second = read(tmp_path, text), read(tmp_path, text)
    assert first.drafts.equals(second.drafts)
    assert first.mentions.equals(second.mentions)


def test_a_row_with_an_error_says_nothing_and_the_others_all(tmp_path: Path) -> None:
    found = read(tmp_path, "city,partner,Signed On\nA,B,31.02.1999\nC,D,1999\n")
    assert words(found)[0] == (
        "cities.csv, row 2, 'Signed On': '31.02.1999' is not a date. Write 1999-02-28, 1999-02 or 1999."
    )
    assert set(found.mentions["name"]) == {"C", "D"}
    assert (found.rows, found.errors) == (2, 1)


@pytest.mark.parametrize(
    ("header", "row", "fault"),
    [
        ("city,partner,signed", "A,B,03/04/1999", "'03/04/1999' may be read as day/month or month/day."),
        ("city,partner,city_country", "A,B,Atlantis", "'Atlantis' does not say which country."),
        ("city,partner,kind", "A,B,sister", "'sister' is none of the words this column may hold."),
        ("city,partner,city_geonameid", "A,B,x1", "'x1' is no GeoNames id."),
        ("city,partner,from,to", "A,B,2012,2008", "The end comes before the beginning"),
        ("city,partner,signed", ",B,1999", "The cell is empty, and the row cannot be understood without it."),
        ("name,lat,lon", "A,95,10", "A latitude of 95 does not exist."),
        ("name,lat,lon", "A,45,190", "A longitude of 190 does not exist."),
        ("name,lat,lon", "A,x,10", "'x' is no number."),
        ("name,population", "A,many", "'many' is no number."),
        ("name,population", "A,-5", "'-5' is no count."),
        ("name,wikidata", "A,Berlin", "'Berlin' is no Wikidata id."),
        ("acronym,name,website", "A,A,javascript:alert(1)", "'javascript:alert(1)' is no web address."),
        ("city,type,amount", 'A,visit,"1,234"', "'1,234' may be read as thousands or as a fraction."),
    ],
)
def test_a_value_that_cannot_be_is_an_error(tmp_path: Path, header: str, row: str, fault: str) -> None:
    found = read(tmp_path, f"{header}\n{row}\n")
    assert found.errors == 1
    assert fault in words(found)[0]
    assert found.drafts.is_empty()
    assert found.mentions.is_empty()


def test_an_unknown_country_comes_with_the_nearest(tmp_path: Path) -> None:
    assert "Germany" in words(read(tmp_path, "city,partner,city_country\nA,B,Germoney\n"))[0]


def test_mixed_date_styles_are_read_each_on_its_own_where_they_can_be(tmp_path: Path) -> None:
    styles = ["25/12/1999", "1999-01-02", "07.02.1997", "1372/08/22", "circa 1990", "03/04/2001"]
    found = read(tmp_path, "city,partner,signed\n" + "".join(f"A,B{n},{text}\n" for n, text in enumerate(styles)))
    dates = found.drafts.filter(pl.col("property") == "signed")["value"].to_list()
    assert dates == ["1999-12-25", "1999-01-02", "1997-02-07", "1993-11-13", "1990~", "2001-04-03"]
    both = read(tmp_path, "city,partner,signed\nA,B,25/12/1999\nA,C,12/25/1999\nA,D,03/04/2001\n")
    assert [fault.where.row for fault in both.faults if fault.code == "date-ambiguous"] == [4]


def test_coordinates_at_zero_or_by_half_are_ignored_with_a_warning(tmp_path: Path) -> None:
    found = read(tmp_path, "name,lat,lon,source\nA,0,0,x\nB,45,,x\n")
    assert [(fault.code, fault.severity) for fault in found.faults] == [
        ("coordinates-zero", "warning"), ("coordinates-half", "warning"),
    ]  # fmt: skip
    assert found.mentions["lat"].to_list() == [None, None]
    assert found.mentions.height == 2


def test_an_agreement_with_itself_is_left_out(tmp_path: Path) -> None:
    found = read(tmp_path, "city,city_country,partner,partner_country\nA,DE,A,DE\n")
    assert "party-same" in [fault.code for fault in found.faults]
    assert found.drafts.is_empty()


def test_a_row_without_a_source_is_vouched_for_by_the_file(tmp_path: Path) -> None:
    found = read(tmp_path, "city,partner,source\nA,B,\nC,D,Gazette\n")
    assert sorted(found.sources["title"]) == ["Gazette", "cities.csv"]
    assert words(found) == [
        "cities.csv: Rows that name no source: 1. This file stands as their source. "
        "Fill in 'source' to say where each fact comes from."
    ]


def test_a_misspelt_column_is_pointed_out(tmp_path: Path) -> None:
    found = read(tmp_path, "city,partner,signd\nA,B,1999\n", "agreements")
    assert (
        "The column 'signd' is none of this layout and is not read. If it should be, rename it; nearest: signed"
        in (words(found)[0])
    )
    missing = read(tmp_path, "town,signed\nA,1999\n", "agreements")
    assert [fault.code for fault in missing.faults] == ["column-missing", "column-missing"]


def test_a_table_nobody_knows_is_refused_with_what_there_is(tmp_path: Path) -> None:
    with pytest.raises(FaultyInput, match="No mapping fits these columns: x, y"):
        read(tmp_path, "x,y\n1,2\n")


def test_duplicate_headers_and_empty_files_say_so_before_anything_else(tmp_path: Path) -> None:
    for text, code in (("city,city\nA,B\n", "header-twice"), ("", "file-empty"), ("city,partner\n", "rows-none")):
        found = read(tmp_path, text, "agreements")
        assert code in [fault.code for fault in found.faults]
        assert found.drafts.is_empty()


def test_ten_thousand_errors_are_counted_and_the_first_shown(tmp_path: Path) -> None:
    rows = "".join(f"A,B,{day}.02.1999x\n" for day in range(10_000))
    found = read(tmp_path, f"city,partner,signed\n{rows}")
    assert found.errors == 10_000
    assert len(found.faults) == 1_001
    assert [fault.where.row for fault in found.faults[:3]] == [2, 3, 4]
    assert found.drafts.is_empty()


def test_more_rows_than_can_be_claims_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("city,partner\nA,B\nC,D\n", encoding="utf-8")
    found = read_claims(path, limits=Limits(max_records=1))
    assert [fault.code for fault in found.faults] == ["rows-too-many"]


OWN = """\
columns: [place, type, joined, hdi_2021, hdi_2022, status]
source: {key: own, title: Own list, kind: list}
skip_if: {place: ["Total*"]}
mentions:
  member:
    kind: {column: type, codes: {Union: organisation}, default: place}
    name: place
    place_kind: {column: type, codes: {Town: city, County: county}, unknown: ignore}
    required: yes
  network: {kind: network, name: {constant: ICLEI}}
records:
  - kind: membership
    valid: {from: {constant: "2014"}}
    properties:
      member: {mention: member}
      network: {mention: network}
      from: {column: joined, part: from}
      to: {column: joined, part: to}
      category: {column: status, empty: [n/a], reject: ["?"]}
      state: [{constant: former, when: {status: [Left]}}, {constant: active, unless: {status: [Left]}}]
  - kind: place
    of: member
    properties:
      statistic: {wide: "hdi_{year}", series: hdi}
"""


def test_a_mapping_of_ones_own_can_say_a_great_deal(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text(
        "place,type,joined,hdi_2021,hdi_2022,status\nA,Town,2008-2012 - PHASE I,0.8,0.810,Left\n"
        "B,Union,2013,,,n/a\nTotal of all,,,,,\nC,Hamlet,2014,,0.7,?\n",
        encoding="utf-8",
    )
    found = read_claims(path, parse_mapping(OWN, "own", "own.yaml"))
    check_shape(found)
    assert (found.rows, found.skipped, found.errors) == (4, 1, 1)
    assert said(found, "membership") == {
        (2, "member", "A"), (2, "network", "ICLEI"), (2, "from", "2008"), (2, "to", "2012"), (2, "category", "Left"),
        (2, "state", "former"), (3, "member", "B"), (3, "network", "ICLEI"), (3, "from", "2013"),
        (3, "state", "active"),
    }  # fmt: skip
    series = found.drafts.filter(pl.col("property") == "statistic").select("row", "value", "valid_from", "valid_to")
    assert series.rows() == [(2, "hdi=0.8", "2021-01-01", "2022-01-01"), (2, "hdi=0.81", "2022-01-01", "2023-01-01")]
    category = found.drafts.row(by_predicate=pl.col("property") == "category", named=True)
    assert (category["valid_from"], category["valid_from_precision"]) == ("2014-01-01", "year")
    kinds = dict(found.mentions.select("name", "kind").iter_rows())
    assert kinds == {"A": "place", "B": "organisation", "ICLEI": "network"}
