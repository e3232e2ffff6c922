"""The bars of the evidence: agreement against a peer, kappas, similarity of texts, suggestions, a long document.

python tools/bench evidence [evidence=pages]
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
from proxeny.evidence.reading import read_document
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


def bench_suggestions(embeddings: bool) -> None:
    """Top-3 of the held-out half; with the extra it takes minutes."""
    with (REPO / "tests/evidence/passages.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))[1::2]
    right, count = Counter(), Counter()
    for row in rows:
        found = [one.indicator for one in suggest(row["passage"], embeddings=embeddings)[:3]]
        right[row["language"]] += row["indicator"] in found
        count[row["language"]] += 1
    named = "words and meaning" if embeddings else "words"
    told = ", ".join(f"{one} {right[one] / count[one]:.3f} of {count[one]}" for one in count)
    say(f"suggestions, top 3, held out, by {named}: {told}")


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
    """All of them, or ``pages`` alone."""
    if "pages" not in options:
        bench_alpha()
        bench_kappas()
        bench_texts()
        bench_suggestions(embeddings=False)
        bench_suggestions(embeddings=True)
    bench_pages()


if __name__ == "__main__":
    main(*sys.argv[1:])
