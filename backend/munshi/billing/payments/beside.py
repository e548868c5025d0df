"""What words of a payment hold beside it: it is told that nothing was done about it."""

from typing import Any

from munshi.asking import passed_over
from munshi.asking.clauses import clause_at
from munshi.asking.reading import Reading
from munshi.outcomes import Outcome

WRITTEN = frozenset({"recorded", "confirmed", "ask_due"})
OF_IT = frozenset({"money", "person", "phone", "reference"})
READ, STEPS = ("of_money", "asks_whether"), "step_of_order"
FEW = 3  # words of a remark: "dekh lo"


def told(answer: Outcome[Any], reading: Reading) -> Outcome[Any]:
    """What was written, with the words that nothing was done about."""
    if reading.is_tap or answer.outcome not in WRITTEN or answer.facts.get("pay_then"):
        return answer
    text = reading.text or ""
    done = [(each.start, each.end) for each in reading.values if each.entity in OF_IT]
    paid = {clause_at(text, each.start) for each in reading.all("money")}
    # A step in a clause of its own is made next.
    done += [
        (each.start, each.end) for each in reading.placed(STEPS) if clause_at(text, each.start) not in paid
    ]
    words = passed_over.words(reading, done, READ)
    if not words or len(words.split()) < FEW:
        return answer
    return Outcome[str](outcome=answer.outcome, facts={**answer.facts, "passed_over": words})
