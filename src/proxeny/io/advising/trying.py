"""Try advice on the data at hand: on cities of the data, on all cities, and from an older source to a newer one."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

import numpy as np
import polars as pl

from proxeny.advise.backtest import Backtest, Learn, Protocol, ask_about, run_backtest, try_out
from proxeny.advise.building import read_ends
from proxeny.advise.cities import Pool
from proxeny.advise.learned import ENOUGH, Learned
from proxeny.advise.learning import learn_model
from proxeny.advise.model_examples import Questions
from proxeny.advise.relations import Relations
from proxeny.errors import FaultyInput
from proxeny.io.advising.keeping import shipped
from proxeny.io.advising.opening import Tables, digest_of, learn_from, open_cities

TRIALS = ("known", "all", "across_sources")
_USUAL = Protocol()
_FEW = 1_000  # questions of the slow trial among all gazetteer cities, beside others


@dataclass(frozen=True, eq=False)
class Trial:
    """What was tried: name -> trial, in the order of importance; and the hash of the data."""

    trials: Mapping[str, Backtest]
    input: str
    protocol: Protocol


def try_advice(tables: Tables, protocol: Protocol = _USUAL, trials: Collection[str] = TRIALS[:1]) -> Trial:
    """Hide ties and look for them: among the cities of the data, all gazetteer cities, and across sources (`TRIALS`).

    Among all gazetteer cities fewer questions are asked where other trials are wanted too. Raises `FaultyInput` where
    there are too few ties, or where the trial across sources is the only one and there is no newer source.
    """
    relations = open_cities(tables, "known")
    ties = relations.ends.shape[1]
    if ties < 2 * ENOUGH:
        raise FaultyInput.of("advise-ties-few", ties=ties, least=2 * ENOUGH)
    made: dict[str, Backtest] = {}
    if "known" in trials:
        made["known"] = run_backtest(relations, protocol, _learning(tables, "known"))
    if "all" in trials:
        few = replace(protocol, questions=min(protocol.questions or _FEW, _FEW)) if len(trials) > 1 else protocol
        made["all"] = run_backtest(open_cities(tables, "all"), few, _learning(tables, "all"))
    if "across_sources" in trials:
        across = _try_sources(tables, protocol)
        if across is not None:
            made["across_sources"] = across
        elif not made:
            raise FaultyInput.of("advise-sources-few", least=ENOUGH)
    return Trial(made, digest_of(tables, "known", protocol.seed), protocol)


def _learning(tables: Tables, pool: Pool) -> Learn:
    def learn(relations: Relations, seed: int) -> Learned:
        return learn_from(_with_ties(tables, relations), relations, pool, seed)

    return learn


def _with_ties(tables: Tables, relations: Relations) -> Tables:
    """The same tables with only these ties."""
    ids = relations.cities.table["id"]
    a, b = relations.ends
    ties = pl.DataFrame({"a": ids.gather(a), "b": ids.gather(b)})
    return {**tables, "ties": ties}


def _try_sources(tables: Tables, protocol: Protocol) -> Backtest | None:
    """Learn on the source that lists ties longest ago; look for those that another lists and it does not.

    Cities are those that the old source knew: what it never heard of, nobody could have proposed from it.
    """
    dated = tie_sources(tables)
    if len(dated) < 2:
        return None
    (_, old), *later = dated
    reached = pl.concat([old["a"], old["b"]]).unique()
    places = tables["places"].filter(pl.col("id").is_in(reached.implode()))
    then = {**tables, "places": places, "ties": old}
    reduced = open_cities(then, "known")
    size = reduced.cities.size
    first, newer = reduced.ends, read_ends(reduced.cities, pl.concat([ties for _, ties in later]))
    fresh = newer[:, ~np.isin(newer[0] * size + newer[1], first[0] * size + first[1])]
    if first.shape[1] < ENOUGH or not fresh.shape[1]:
        return None
    asked, partner = np.r_[fresh[0], fresh[1]], np.r_[fresh[1], fresh[0]]
    mixed = np.random.default_rng(protocol.seed).permutation(len(asked))
    questions = ask_about(Questions(asked[mixed], partner[mixed]), reduced.cities.candidates, protocol.questions)
    known = Relations(reduced.ground, np.concatenate([first, fresh], axis=1)).ties
    learned = learn_model(reduced, shipped("known").model, protocol.seed)
    return try_out(reduced, questions, known, learned, protocol, fresh.shape[1])


def tie_sources(tables: Tables) -> list[tuple[str, pl.DataFrame]]:
    """The ties that each source states, the source seen longest ago first; sources with few ties are left out."""
    if not {"claims", "sources"} <= set(tables):
        return []
    stated = tables["claims"].filter((pl.col("kind") == "agreement") & (pl.col("property") == "party"))
    pairs = stated.select("source", "record").unique()
    ties = tables["ties"].explode("agreements").join(pairs, left_on="agreements", right_on="record")
    retrieved = dict(tables["sources"].select("key", "retrieved").iter_rows())
    found = []
    for (source,), some in ties.group_by("source", maintain_order=True):
        if some.height >= ENOUGH:
            found.append((str(source), some.select("a", "b").unique().sort("a", "b")))
    return sorted(found, key=lambda one: (str(retrieved.get(one[0]) or "9999"), one[0]))
