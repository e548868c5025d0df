"""The sums of a message as the assistant reads them, for tests without it."""

from functools import lru_cache
from typing import Any

from engine.settings import ROOT
from nlu.components.sums import told
from nlu.sums.examples import examples
from nlu.sums.tagger import SumTagger, learn


@lru_cache
def tagger() -> SumTagger:
    """What is learnt from the examples that the assistant learns from; once for each process of tests."""
    return learn(examples(ROOT / "data" / "billing" / "sums.yml"))


def with_sums(body: dict[str, Any]) -> dict[str, Any]:
    """A call of the books whose message has its sums, as the parse has them."""
    reading = body.get("reading")
    if not reading or not reading.get("text") or "sums" in reading:
        return body
    sums = [told(each) for each in tagger().known(reading["text"])]
    return {**body, "reading": {**reading, "sums": sums}}
