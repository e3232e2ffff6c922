"""Accept or reject many proposed claims at once."""

from __future__ import annotations

from proxeny.register.operations.reviewing import review
from proxeny.register.queries.proposed import read_proposed_ids
from proxeny.register.tasks import JOBS, Result, Work


@JOBS.add("review")
def run_review(work: Work) -> Result:
    """All proposed claims of a choice (source, kind) get one verdict."""
    asked = {name: str(work.arguments.get(name, "")) for name in ("source", "kind")}
    batch, turned = review(
        read_proposed_ids(**asked),
        str(work.arguments["verdict"]),
        by=work.by,
        reason=str(work.arguments.get("reason", "")),
        on_step=work.step,
    )
    return {"batch": batch, "claims_turned": turned}
