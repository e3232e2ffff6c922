"""Fetch the works that OpenAlex finds for some words, page after page, and keep them as JSON lines."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from proxeny.errors import Fault, FaultyInput, Unavailable
from proxeny.io.claims import digest
from proxeny.io.fetch.addresses import OPENALEX as ENDPOINT
from proxeny.io.fetch.addresses import OPENALEX_PAGE as PAGE
from proxeny.io.fetch.clock import Clock, SystemClock
from proxeny.io.fetch.endpoint import shown
from proxeny.io.fetch.ledger import Ledger
from proxeny.io.fetch.paging import OnProgress, Progress
from proxeny.io.fetch.rest import RestClient
from proxeny.io.fetch.settings import ClientSettings
from proxeny.io.writing import replacing
from proxeny.text import clean

_FIRST = "*"


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for: ``words`` in title and abstract, or anywhere OpenAlex looks (``everywhere``).

    ``filters``: further filters of OpenAlex, such as ``publication_year:2015-2025,type:article``; ``most``: works to
    fetch at most, 0 for all. Raises `FaultyInput` for empty words.
    """

    words: str
    everywhere: bool = False
    filters: str = ""
    most: int = 0
    endpoint: str = ENDPOINT

    def __post_init__(self) -> None:
        if not self.words.strip():
            raise FaultyInput(Fault("fetch-words-empty"))

    @property
    def fingerprint(self) -> str:
        """Changes where the question changes."""
        return digest(self.words, str(self.everywhere), self.filters, str(self.most), self.endpoint)

    def ask(self, cursor: str, contact: str, size: int) -> dict[str, str]:
        """The parameters of one page."""
        words = clean(self.words, 500).replace(",", " ").replace("|", " ")
        filters = [] if self.everywhere else [f"title_and_abstract.search:{words}"]
        filters += [self.filters] if self.filters else []
        params = {"cursor": cursor, "per-page": str(size)}
        if self.everywhere:
            params["search"] = words
        if filters:
            params["filter"] = ",".join(filters)
        if "@" in contact:
            params["mailto"] = clean(contact, 200)
        return params


def fetch_openalex(
    search: Search,
    out: Path,
    folder: Path,
    settings: ClientSettings,
    *,
    on_progress: OnProgress | None = None,
    clock: Clock | None = None,
) -> int:
    """Write the works found as JSON lines to ``out``; returns how many. Finished pages are kept in ``folder``.

    An interrupted fetch goes on after its last finished page. Raises `Unavailable` where OpenAlex gives up or ``out``
    cannot be written; nothing half-written is left.
    """
    clock = clock or SystemClock()
    place = folder / f"openalex-{search.fingerprint[:16]}"
    with replacing(out) as made:
        ledger = Ledger.open(place, search.fingerprint, clock.now().date(), settings.keep_days)

        def wait(seconds: float) -> None:
            if on_progress is not None:
                on_progress(Progress(round(seconds), 0, "waiting"))

        with RestClient(search.endpoint, settings, clock, wait) as client:
            _fetch_pages(client, search, ledger, on_progress)
        ledger.finish()
        count = 0
        with made.open("w", encoding="utf-8", newline="\n") as file:
            for row in ledger.rows("works"):
                if not search.most or count < search.most:
                    file.write(row["work"] + "\n")
                    count += 1
    return count


def _fetch_pages(client: RestClient, search: Search, ledger: Ledger, on_progress: OnProgress | None) -> None:
    step = ledger.step("works")
    size = min(client.settings.page, PAGE)
    while not step.done:
        cursor = step.last or _FIRST
        answer, size = client.get(partial(search.ask, cursor, client.settings.contact), size)
        works, onward, total = _read_page(answer, client.endpoint)
        done = (
            not works or not onward or onward == cursor or bool(search.most and step.rows + len(works) >= search.most)
        )
        rows = [{"work": json.dumps(work, ensure_ascii=False, sort_keys=True)} for work in works]
        ledger.append("works", rows, last=onward or cursor, done=done)
        if on_progress is not None:
            on_progress(Progress(step.rows, len(step.parts), "works", total))


def _read_page(answer: dict[str, object], endpoint: str) -> tuple[list[object], str, int | None]:
    """The works of a page, the cursor of the next one, and how many there are in all."""
    works, meta = answer.get("results"), answer.get("meta")
    if not isinstance(works, list) or not isinstance(meta, dict):
        raise Unavailable(Fault("fetch-works-odd", params={"endpoint": shown(endpoint)}))
    onward, total = meta.get("next_cursor"), meta.get("count")
    return works, onward if isinstance(onward, str) else "", total if isinstance(total, int) else None
