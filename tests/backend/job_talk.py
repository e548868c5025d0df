"""What the clauses of a message tell of a job, as the understanding adds it to what the books are sent."""

from functools import cache
from typing import Any

from engine.settings import ROOT
from nlu.clause_tags.examples import examples
from nlu.clause_tags.tagger import ClauseTagger
from nlu.clause_tags.training import learn

TOLD = "told_of_job"
Facts = dict[str, Any]


@cache
def reader() -> ClauseTagger:
    """What is learnt from the examples."""
    return learn(examples(ROOT / "data" / "service" / "job_talk.yml"))


def with_told(body: Facts) -> Facts:
    """A call with what its message tells; a tap tells nothing."""
    said = body.get("reading") or {}
    if not said.get("text"):
        return body
    return {**body, "reading": {**said, "facets": [*(said.get("facets") or ()), *told(said["text"])]}}


def told(text: str) -> list[Facts]:
    """The facets of the steps that are told."""
    found = reader().told(text)
    return [{"facet": TOLD, "value": each.tag, "start": each.start, "end": each.end} for each in found]
