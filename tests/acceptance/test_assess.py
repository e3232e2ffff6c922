"""Assessment from the command line: its forms, its faults, and that nothing is left half-written."""

from __future__ import annotations

import pytest

RECIPE = """\
id: small
units: {code: city, name: name}
groups:
  - {id: index}
  - {id: left, parent: index}
indicators:
  - {id: a, parent: left, low: 0, high: 10}
  - {id: b, parent: left, low: 0, high: 10}
  - {id: c, parent: index, low: 0, high: 10}
steps:
  - {step: normalise, method: goalposts, low: 1, high: 100}
  - {step: aggregate, method: arithmetic}
uncertainty:
  draws: 300
  choices:
    - {id: Mean, step: aggregate, options: [arithmetic, geometric]}
    - {id: Weights, step: weigh, noise: 0.5, count: 20}
"""
TABLE = "city,name,a,b,c\nP,Paris,9,8,8\nQ,Iğdır,5,5,5\nR,Roma,1,2,1\n"


@pytest.fixture
def small(tmp_path):
    """A recipe and a table."""
    (tmp_path / "small.yaml").write_text(RECIPE)
    (tmp_path / "small.csv").write_text(TABLE)
    return tmp_path


def run(proxeny, small, *more, code=0):
    """Run the small assessment."""
    arguments = ("--table", small / "small.csv", "--out", small / "out", "--seed", 1, "--json", *more)
    return proxeny("assess", "run", small / "small.yaml", *arguments, code=code)


def test_check_run_sensitivity_why_compare_and_report(proxeny, small):
    assert proxeny("assess", "check", small / "small.yaml", "--json").json["indicators"] == 3
    told = run(proxeny, small).json
    assert [row["unit"] for row in told["results"]] == ["P", "Q", "R"]
    assert told["tiers"] == [["P"], ["Q"], ["R"]]
    assert told["draws"] == 300
    first = {path.name: path.read_bytes() for path in (small / "out").iterdir()}
    assert run(proxeny, small).json == told
    assert {path.name: path.read_bytes() for path in (small / "out").iterdir()} == first
    found = proxeny(
        "assess", "sensitivity", small / "small.yaml", "--table", small / "small.csv", "--exact", "--json"
    ).json
    assert (found["states"], found["exact"]) == (40, True)
    why = proxeny("assess", "why", "igdir", "--run", small / "out", "--json").json
    assert why["unit"] == "Q"
    assert [part["id"] for part in why["parts"]["children"]] == ["left", "c"]
    versus = proxeny("assess", "compare", "Paris", "Roma", "--run", small / "out", "--json").json
    assert versus["left_before_right"] == 1.0
    assert proxeny("assess", "compare", small / "out", small / "out", "--json").json[0]["rank_change"] == 0
    for lang in ("en", "tr", "fa"):
        proxeny("assess", "report", "Paris", "--run", small / "out", "--lang", lang, "--out", small / f"{lang}.pdf")
        assert (small / f"{lang}.pdf").read_bytes().startswith(b"%PDF")
    proxeny("assess", "report", "Paris", "--run", small / "out", "--lang", "fa", "--out", small / "card.html")
    assert 'dir="rtl"' in (small / "card.html").read_text()


def test_what_follows_from_a_run(proxeny, small):
    run(proxeny, small)
    changed = proxeny("assess", "what-if", "R", "--run", small / "out", "--set", "a=+9", "--json").json
    assert changed["after"]["score"] > changed["before"]["score"]
    path = proxeny("assess", "path", "R", "--run", small / "out", "--rank", 2, "--json").json
    assert path["reached"]
    assert proxeny("assess", "next", "R", "--run", small / "out", "--json").json == []
    assert len(proxeny("assess", "audit", "--run", small / "out", "--json").json) == 10


def test_all_faults_at_once_and_nothing_written(proxeny, small):
    (small / "small.csv").write_text("city,name,a,b,c\nP,Paris,x,8,\nP,Paris,inf,5,\n,Roma,1,2,\n")
    told = run(proxeny, small, code=1)
    words = "\n".join(told.json["faults"])
    for part in (
        "row 2, 'a': 'x' is not a number",
        "row 3, 'city': the unit 'P' stands twice",
        "row 3, 'a': 'inf' is infinite",
        "row 4, 'city'",
        "no unit has a value of the indicator 'c'",
    ):
        assert part in words
    assert "Traceback" not in told.err
    assert not (small / "out").exists()
    assert sorted(path.name for path in small.iterdir() if path.name != "home") == ["small.csv", "small.yaml"]


def test_a_recipe_with_faults_says_each_with_its_line(proxeny, small):
    text = RECIPE.replace("parent: index}\nind", "parent: indx}\nind").replace("goalposts", "goalpots")
    (small / "small.yaml").write_text(text)
    told = proxeny("assess", "check", small / "small.yaml", "--json", code=1)
    words = "\n".join(told.json["faults"])
    assert "small.yaml:5: 'left' stands below 'indx'" in words
    assert "small.yaml:11: 'goalpots' is not possible" in words


def test_a_folder_with_other_files_is_never_replaced(proxeny, small):
    (small / "out").mkdir()
    (small / "out" / "mine.txt").write_text("mine")
    run(proxeny, small, code=1)
    assert (small / "out" / "mine.txt").read_text() == "mine"


def test_a_run_that_was_changed_is_not_explained(proxeny, small):
    run(proxeny, small)
    (small / "out" / "results.csv").write_text("unit\n")
    assert "are not those the assessment wrote" in proxeny("assess", "why", "P", "--run", small / "out", code=1).err
    assert "no assessment" in proxeny("assess", "why", "P", "--run", small, code=1).err


def test_a_snapshot_that_is_none_and_two_inputs_at_once_are_faults(proxeny, small):
    given = ("assess", "run", "five-levels", "--out", small / "out", "--json")
    assert "is no snapshot" in proxeny(*given, "--snapshot", small, code=1).json["faults"][0]
    both = ("--snapshot", small, "--table", small / "small.csv")
    assert "one of them" in proxeny(*given, *both, code=1).json["faults"][0]
    assert not (small / "out").exists()
