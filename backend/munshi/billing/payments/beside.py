"""What words of a payment hold beside it: it is told that nothing was done about it."""

from typing import Any

from munshi.asking import passed_over
from munshi.asking.clauses import SIGNS, clause_at, pieces
from munshi.asking.reading import Reading
from munshi.billing.accounts.khata_words import names_a_khata
from munshi.outcomes import Outcome
from munshi.undoing.wording import is_no_debt

WRITTEN = frozenset({"recorded", "confirmed", "ask_due", "confirm_several"})
OF_IT = frozenset({"money", "person", "phone", "reference"})
READ, STEPS, WRITES = ("of_money", "asks_whether"), "step_of_order", "writes_words"
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
    done += [
        (start, end) for start, end in pieces(reading) if is_no_debt(text[start:end])
    ]  # that it is credited
    done += _that_it_be_written(reading)
    words = passed_over.words(reading, done, READ) or ""
    others = [each for each in _of_others(reading) if each not in words]
    told = ", ".join(each for each in (words, *others) if len(each.split()) >= FEW)
    if not told:
        return answer
    return Outcome[str](outcome=answer.outcome, facts={**answer.facts, "passed_over": told})


def _that_it_be_written(reading: Reading) -> list[tuple[int, int]]:
    """What bids to write the payment, in its own piece, is done with it: *… ne 1000 diye khate me likh do*."""
    sums = [each.start for each in reading.all("money")]
    paid = [(start, end) for start, end in pieces(reading) if any(start <= at < end for at in sums)]
    return [
        (each.start, each.end)
        for each in reading.placed(WRITES)
        if any(start <= each.start < end for start, end in paid)
    ]


def _of_others(reading: Reading) -> list[str]:
    """The pieces beside a payment that are of somebody else, or of a khata, and have no sum."""
    text = reading.text or ""
    people = [each.start for each in reading.all("person")]
    sums = [each.start for each in reading.all("money")]
    every = list(pieces(reading))
    paid = [(start, end) for start, end in every if any(start <= at < end for at in sums)]
    by_name = any(start <= at < end for start, end in paid for at in people)
    return [
        text[start:end].strip(SIGNS)
        for start, end in every
        if (start, end) not in paid
        and not is_no_debt(text[start:end])
        and (names_a_khata(text[start:end]) or (by_name and any(start <= at < end for at in people)))
    ]
