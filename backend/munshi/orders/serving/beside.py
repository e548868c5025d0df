"""What words about orders hold beside the steps that are made by them: it is told that nothing was done about it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from munshi.asking import passed_over
from munshi.asking.clauses import SIGNS, clause_at, pieces
from munshi.asking.heard import Heard
from munshi.asking.reading import Reading, Side
from munshi.orders.serving.apart import MoneyApart
from munshi.orders.serving.mentions import ASKED, DENIED, GONE, MONEY, OF_A_TIME, STEPS, Mention
from munshi.orders.serving.rules import Stepped
from munshi.orders.statuses import Status
from munshi.outcomes import Outcome

PASSED = "passed_over"
READ = (
    STEPS,
    GONE,
    MONEY,
    "cancel_reason",
    "asks_whether",
    "likewise",
    "runs_late",
    "asks_for_bill",
)
TO_COME = "is_to_come"
Span = tuple[int, int]


def with_a_step(reading: Reading, mentions: Sequence[Mention]) -> list[Mention]:
    """Those of which a step is said, or nothing else: no step goes over to an order of which something else is said.

    One that stands alone goes with the next of its clause: "1013 aur 1016 dono …".
    """
    text = reading.text or ""
    steps = [each.start for each in reading.placed(STEPS)]
    kept: list[Mention] = []
    is_next, clause = True, -1
    for each in sorted(mentions, key=lambda each: -each.start):
        here = clause_at(text, each.start)
        start, end = next((piece for piece in pieces(reading) if piece[0] <= each.start < piece[1]), (0, 0))
        says_else = any(start <= int(left["start"]) < end for left in reading.left_over)
        has_step = any(start <= at < end for at in steps)
        is_meant = has_step or (not says_else and (is_next or here != clause))
        is_next, clause = is_meant, here
        kept += [each] if is_meant else []
    return kept[::-1] or list(mentions)


def of_another(reading: Reading, told: Sequence[Stepped], steps: Sequence[Stepped]) -> str | None:
    """The pieces whose step is of an order that words name and that is not sure: asked about next."""
    text = reading.text or ""
    left = [each.start for each in told if each not in steps]
    found = [
        text[start:end].strip(SIGNS)
        for start, end in pieces(reading)
        if any(start <= at < end for at in left)
    ]
    return ", ".join(found) or None


def told(heard: Heard, reading: Reading, every: Sequence[Mention], meant: Sequence[Mention]) -> Heard:
    """The answer, with the words that nothing was done about; what stands behind a cancelling is why."""
    if heard.rest is not None:
        return heard
    done: list[Span] = [(each.start, each.end) for each in meant]
    done += [(each.start, each.end) for each in reading.values if each.entity in OF_A_TIME]
    done += [(each.start, each.end) for each in reading.placed(ASKED) if each.value != DENIED]
    done += [(each.start, each.end) for each in reading.placed(TO_COME) if _is_of_a_step(reading, each)]
    if Status.CANCELLED in reading.sides(STEPS):
        others = [each.start for each in every if each not in meant]
        done += [each for each in pieces(reading) if not any(each[0] <= at < each[1] for at in others)]
    words = passed_over.words(reading, done, READ)
    return replace(heard, outcome=with_passed(heard.outcome, words))


def _is_of_a_step(reading: Reading, to_come: Side) -> bool:
    """Whether what is to come is a step that stands in its piece: "raita milega" is none."""
    steps = [each.start for each in reading.placed(STEPS)]
    pieces_of = [(start, end) for start, end in pieces(reading) if start <= to_come.start < end]
    return any(start <= at < end for start, end in pieces_of for at in steps)


def with_money(heard: Heard, money: MoneyApart) -> Heard:
    """The answer to a step, with what was said of money beside it."""
    return replace(heard, rest=heard.rest or money.rest, outcome=with_passed(heard.outcome, money.remark))


def with_passed(outcome: Outcome[Any], words: str | None) -> Outcome[Any]:
    """An outcome with the words that nothing was done about."""
    return Outcome[str](outcome=outcome.outcome, facts={**outcome.facts, PASSED: words}) if words else outcome
