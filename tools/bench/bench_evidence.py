"""The bars of the evidence: agreement against a peer, kappas, similarity of texts, suggestions, a long document.

python tools/bench evidence [evidence=pages] [evidence=words] ...
"""

from __future__ import annotations

import csv
import os
import re
import statistics
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import krippendorff
import numpy as np
from figures import REPO, show
from long_document import build_long_document, code_in_chromium
from rapidfuzz.distance import Levenshtein
from rapidfuzz.fuzz import partial_ratio_alignment

from proxeny.evidence.agreement.bootstrap import alpha_of, bootstrap_alpha
from proxeny.evidence.agreement.patterns import collapse
from proxeny.evidence.agreement.ratings import METRICS, build_ratings
from proxeny.evidence.importance.coders import compare_coders
from proxeny.evidence.importance.shipped import read_shipped
from proxeny.evidence.reading import read_bytes, read_document
from proxeny.evidence.suggestion.suggest import suggest

SHARED = Path(os.environ.get("PROXENY_SHARED", REPO.parent / "shared"))


def say(line: str) -> None:
    """One figure."""
    sys.stdout.write(line + "\n")


def bench_alpha() -> None:
    """1,000 replicates over 100,000 units x 5 coders with gaps, and one plain alpha of the peer, in the same run."""
    generator = np.random.default_rng(0)
    truth = generator.integers(0, 5, 100_000)[:, None]
    values = np.where(generator.random((100_000, 5)) < 0.7, truth, generator.integers(0, 5, (100_000, 5))).astype(float)
    values[generator.random(values.shape) < 0.15] = np.nan
    for metric in METRICS:
        started = time.process_time()
        theirs = krippendorff.alpha(reliability_data=values.T, level_of_measurement=metric)
        peer = time.process_time() - started
        started = time.process_time()
        ratings = build_ratings(values)
        patterns = collapse(ratings.codes, len(ratings.categories))
        patterns = patterns.keep(patterns.rated > 1)
        ours = alpha_of(patterns, ratings.numbers, metric)
        bootstrap_alpha(patterns, ratings.numbers, metric, replicates=1000, seed=1)
        own = time.process_time() - started
        say(f"alpha {metric}: ours with 1,000 replicates {own:.3f} s, krippendorff one plain alpha {peer:.3f} s, "
            f"ratio {own / peer:.2f}, difference {abs(ours - theirs):.1e}")  # fmt: skip


def bench_kappas() -> None:
    """The two coders that ship with the scheme."""
    found = compare_coders(read_shipped("coder1"), read_shipped("coder2"), replicates=0)
    say("kappa of two coders (51 x 32): " + ", ".join(f"{k} {v.cohen.value:.3f}" for k, v in found.by_grades.items()))


def bench_texts() -> None:
    """Similarity to the true text, blanks and half-spaces folded."""
    folder = SHARED / "data/documents"
    if not folder.is_dir():
        say(f"texts: no shared documents at {folder}")
        return
    for name in ("chromium.pdf", "reportlab_visual.pdf", "weasy.pdf"):
        whole = re.sub(r"[\s\u200c]+", "", read_document(folder / name).text)
        found = []
        for language in ("fa", "tr", "en"):
            true = (folder / f"truth_{language}.txt").read_text(encoding="utf-8").splitlines()
            lines = [re.sub(r"[\s\u200c]+", "", line) for line in true if line.strip()]
            places = [partial_ratio_alignment(line, whole) for line in lines]
            read = "".join(whole[one.dest_start : one.dest_end] for one in places)
            found.append(f"{language} {Levenshtein.normalized_similarity(''.join(lines), read):.4f}")
        say(f"text of {name}: " + ", ".join(found))


def bench_pdf() -> None:
    """Processor time to read 300 pages of Latin and of Persian letters, about 2,600 a page, apart as always."""
    import resource

    import typst

    for what, words, setting in (
        ("Latin", "city network joins council charter climate fund partner diplomacy municipality", ""),
        ("Persian", "شهر شبکه عضو دیپلماسی همکاری شهرداری توافق منطقه توسعه پایدار", '#set text(dir: rtl, lang: "fa")'),
    ):
        page = " ".join(words.split()[at * 7 % 10] for at in range(430))
        source = f'#set page(paper: "a4")\n#set text(size: 10pt, font: ("Vazirmatn", "DejaVu Sans"))\n{setting}\n'
        raw = typst.compile((source + "\n#pagebreak()\n".join([page] * 300)).encode())
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime + time.process_time()
        found = read_bytes(raw, "long.pdf")
        spent = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime + time.process_time() - before
        show(f"a PDF of {len(found.pages)} pages, {len(found.text):,} {what} letters: processor time", spent, "s", 25)


def bench_suggestions(embeddings: bool) -> None:
    """Top-3 of the held-out half, and of a set written after the lexicon was done and never tuned on; with the extra it
    takes minutes."""
    named = "words and meaning" if embeddings else "words"
    for file, skip, what in (("passages", True, "held-out half, lexicon written in view of its like"),
                             ("passages_held_out", False, "written afterwards, the honest figure")):  # fmt: skip
        with (REPO / f"tests/evidence/{file}.csv").open(encoding="utf-8") as opened:
            rows = list(csv.DictReader(opened))[1 if skip else 0 :: 2 if skip else 1]
        right, count = Counter(), Counter()
        for row in rows:
            found = [one.indicator for one in suggest(row["passage"], embeddings=embeddings)[:3]]
            right[row["language"]] += row["indicator"] in found
            count[row["language"]] += 1
        for language, all_ in count.items():
            bar = (0.93 if language == "en" else 0.9) if embeddings else 0.75
            show(
                f"suggestions by {named}, {what}: {language}, top 3 of {all_}",
                right[language] / all_,
                "",
                bar,
                least=True,
            )


def bench_pages() -> None:
    """A document of 300 pages with 5,000 codings by one coder: by the work of the server, then in Chromium."""
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "PROXENY_HOME": home, "PROXENY_ACCESS": "alone"}
        environment.pop("PROXENY_DATABASE_URL", None)
        for what, (wall, work) in build_long_document(environment).items():
            show(f"300 pages, 5,000 codings: {what}, median of 5", wall, "ms", 200)
            show("   of which this process worked", work, "ms")
        for what, walls in code_in_chromium(environment).items():
            median = statistics.median(walls)
            show(f"300 pages, 5,000 codings, Chromium: {what}, median of {len(walls)}", median, "ms", 200)
            show("   slowest", max(walls), "ms")


def main(*options: str) -> None:
    """All of them, or those named: alpha, kappas, texts, pdf, words, meaning, pages."""
    parts = {
        "alpha": bench_alpha, "kappas": bench_kappas, "texts": bench_texts, "pdf": bench_pdf,
        "words": lambda: bench_suggestions(embeddings=False), "meaning": lambda: bench_suggestions(embeddings=True),
        "pages": bench_pages,
    }  # fmt: skip
    for name, bench in parts.items():
        if not options or name in options:
            bench()


if __name__ == "__main__":
    main(*sys.argv[1:])
