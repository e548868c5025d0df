"""What is wrong with how held-out sentences are understood."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bench.own import agrees
from nlu.pages.folders import Corpus
from tests.nlu.trained import Understand

ORDERING = ("place_order", "modify_order")
ALWAYS_TOLD = ("order_line", "reference")  # a corpus that names none of these wants none

Parsed = Mapping[str, Any]


def intent_of(parsed: Parsed) -> str:
    """The intent that a text is taken for."""
    return str(parsed["intent"]["name"])


def values(parsed: Parsed, entity: str) -> list[Any]:
    """The values that a text has of an entity."""
    return [found["value"] for found in parsed["entities"] if found["entity"] == entity]


def faults_of(corpus: Corpus, understand: Understand) -> dict[str, str]:
    """Every sentence of a corpus with which something is wrong, in the order written, and what it is."""
    wrong = {
        sentence: "; ".join(sentence_faults(understand(sentence), corpus.intent, wanted))
        for sentence, _, wanted in corpus.sentences()
    }
    for sentence in corpus.not_this:
        taken = intent_of(understand(sentence)) == corpus.intent
        wrong[sentence] = "is taken for this intent" if taken else ""
    return {sentence: fault for sentence, fault in wrong.items() if fault}


def sentence_faults(parsed: Parsed, intent: str, wanted: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with a parsed sentence, in words."""
    if intent_of(parsed) != intent:
        yield f"is taken for {intent_of(parsed)}"
        return
    if not wanted and intent in ORDERING:
        return  # whatever is read from it
    for entity in dict.fromkeys((*ALWAYS_TOLD, *wanted)):
        found, expected = values(parsed, entity), wanted.get(entity, [])
        if not agrees(found, expected):
            yield f"has {entity} {found} instead of {expected}"


def share(right: Sequence[bool]) -> float:
    """How many of 100 are right; said aloud, for who measures."""
    found = 100 * sum(right) / len(right)
    print(f"{found:.1f} % of {len(right)}")
    return found
