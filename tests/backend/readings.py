"""Messages as they were read, and what becomes of them while a question is open."""

from collections.abc import Sequence
from typing import Any, Protocol

from nlu.values.facets import facets
from nlu.words.reading import read

Facts = dict[str, Any]


class Decided(Protocol):
    """What the books answered."""

    outcome: str
    facts: Facts


class Does(Protocol):
    """Somebody for whom the actions call the books."""

    def do(self, path: str, key: str | None = None, **body: Any) -> Any: ...


def value(entity: str, value: Any, start: int = 0, end: int = 0, role: str | None = None) -> Facts:
    """Something that was read."""
    return {"entity": entity, "value": value, "start": start, "end": end, "role": role}


def sides(text: str, wish: str | None = None) -> list[Facts]:
    """The sides that words name: those that every message has, and those of a wish."""
    return [
        {"facet": each.entity, "value": each.value, "start": each.start, "end": each.end}
        for each in facets(read(text), wish)
    ]


def reading(
    text: str | None = "…",
    intent: str = "apply_leave",
    values: Sequence[Facts] = (),
    as_answer: Sequence[Facts] = (),
    attachment: Facts | None = None,
) -> Facts:
    """A message as the actions tell it."""
    return {
        "text": text,
        "intents": [{"name": intent, "confidence": 0.9}],
        "values": list(values),
        "as_answer": list(as_answer),
        "attachment": attachment,
    }


def hear(asker: Does, question: str, summary: str | None, read: Facts) -> Facts | None:
    """The page, outcome, facts and rest of what took the message; None where nobody did."""
    answer: Decided = asker.do("/answers", question=question, summary=summary, reading=read)
    if answer.outcome == "left":
        return None
    taken = answer.facts
    return {"page": taken["page"], "rest": taken["rest"], **taken["answer"]}
