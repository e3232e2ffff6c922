"""Read bibliographic files that a browser brought in as one corpus of the workbench."""

from __future__ import annotations

import shutil

from proxeny import home
from proxeny.io.corpora import keep_reading, read_literature
from proxeny.register.operations.literature import folder_of
from proxeny.register.tasks import JOBS, Result, Work


@JOBS.add("literature")
def run_literature(work: Work) -> Result:
    """Read the files, merge records of the same work, keep the corpus with a receipt of each file."""
    folder = folder_of(str(work.arguments["folder"]))
    names = [str(one) for one in work.arguments["files"]]
    done: list[str] = []

    def tell(name: str) -> None:
        work.step("bibliography", len(done), len(names) + 1)
        done.append(name)

    corpus = folder / "corpus.parquet"
    reading = read_literature([folder / name for name in names], corpus, on_file=tell)
    work.step("keep", len(names), len(names) + 1)
    name = str(work.arguments["name"])
    keep_reading(reading, corpus, name, home.home())
    shutil.rmtree(folder, ignore_errors=True)
    return {"corpus": name, "works": reading.corpus.height, "files": len(names)}
