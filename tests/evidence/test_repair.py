"""Persian runs that were saved from left to right are put back; sound text is left alone; quality tells them apart."""

from __future__ import annotations

import re

import pytest

from proxeny.evidence.extractors import EXTRACTORS
from proxeny.evidence.quality import common_words, measure_quality
from proxeny.evidence.reading import build_document
from proxeny.evidence.repair_runs import is_odd_persian, restore_runs

SOUND = """شهرداری‌ها با همکاری شهرهای دیگر برای توسعه پایدار کار می‌کنند
دیپلماسی شهری همکاری شهرها در عرصه فراملی است
شبکه‌های شهری در جهان برای تبادل دانش و خدمات کار می‌کنند
مدیران شهری در تلاش برای همکاری بیشتر با شهرهای دیگر هستند
عضویت در شبکه‌های شهری برای مدیران شهری اهمیت بسیار دارد"""
LINES = ["دیپلماسی شهری همکاری شهرها در عرصه فراملی است", "مدیران شهری در تلاش برای همکاری بیشتر هستند"]


def save_runs(line: str) -> str:
    """What a program does that draws each yeh by itself and saves what it drew from left to right: what follows a yeh
    up to a blank, and that blank, are runs too."""
    runs = [run for run in re.split("(ی(?=[^ ])[^ ی]*(?= ) |ی |ی)", line) if run]
    apart = [piece for run in runs for piece in (re.findall(" +|ی|[^ ی]+", run) if run[0] == "ی" else [run])]
    return "".join(reversed(apart))


@pytest.mark.parametrize("line", LINES)
def test_runs_saved_from_left_to_right_are_put_back(line):
    damaged = save_runs(line)
    assert (damaged != line and is_odd_persian(damaged.split()[0])) or any(map(is_odd_persian, damaged.split()))
    pages, changed = restore_runs([f"{SOUND}\n{SOUND}\n{damaged}"])
    assert (pages[0].splitlines()[-1].split(), changed) == (line.split(), [1])


@pytest.mark.parametrize(("damaged", "sound"), [("یشهر", "شهری"), ("یپلماسید", "دیپلماسی"), ("یفرامل", "فراملی")])
def test_a_single_word_is_put_back(damaged, sound):
    assert restore_runs([f"{SOUND}\n{SOUND}\n{damaged}"])[0][0].splitlines()[-1] == sound


def test_sound_text_is_left_alone():
    assert restore_runs([SOUND, "City diplomacy", ""]) == ([SOUND, "City diplomacy", ""], [0, 0, 0])


def test_what_cannot_be_decided_stays_and_lowers_the_quality():
    text = f"{SOUND}\n" + "یقزوغ یبثچ شدنیضطظ\n" * 3
    data = text.encode()
    document = build_document(data, "a.txt", "text", EXTRACTORS["text"](data, "a.txt"))
    assert "یقزوغ" in document.text and not document.pages[0].repairs
    assert document.quality < measure_quality(SOUND)[0] == 1.0


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("The council of cities signed one agreement. J. Smith (a) first.", 1, 1), ("Ş. Yılmaz bir kent ağıdır", 1, 1),
        ("C i t y n e t", 0.2, 0.5), ("citiesThe network", 0.5, 0.5), ("bcdfg city", 0.5, 0.5),
        ("شهرabc شهر", 0.5, 0.5),
        (".شهرداری و شبکه\nشهر و شبکه", 0.5, 0.5), ("یشهر یپلماسید و شهر", 0.5, 0.5),
    ],
)  # fmt: skip
def test_words_that_cannot_be_words_lower_the_quality(text, least, most):
    assert least <= measure_quality(text)[0] <= most


def test_two_common_words_that_run_into_each_other_are_one_fault():
    common = common_words(["شبکه دانش " * 3])
    assert measure_quality("شبکه دانش شبکهدانش", common)[1]["whole"] == pytest.approx(2 / 3, abs=1e-3)
