"""Learn the model of partners on the register, and try how often its advice would have been right."""

from __future__ import annotations

from proxeny.advise.backtest import Protocol
from proxeny.io.advising.networks import try_networks
from proxeny.io.advising.opening import open_adviser
from proxeny.io.advising.recording import write_record
from proxeny.io.advising.telling import tell_trial
from proxeny.io.advising.trying import try_advice
from proxeny.register.queries.graphs import read_graph_tables
from proxeny.register.tasks import JOBS, Result, Work

QUESTIONS = 1_500


@JOBS.add("advice")
def run_advice(work: Work) -> Result:
    """Learn and try; the figures of the trial."""
    tables = read_graph_tables()
    work.step("learn")
    open_adviser(tables, "known")
    work.step("try")
    told = tell_trial(try_advice(tables, Protocol(questions=QUESTIONS)))
    told["networks"] = try_networks(tables)
    write_record(told)
    return {name: told[name] for name in ("hits_at_10", "hits_at_50", "mrr")}
