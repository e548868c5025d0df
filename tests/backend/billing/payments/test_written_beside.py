"""What bids to write a payment is done with it; what is said beside it is still told as left undone."""

import pytest

from munshi.asking.reading import Reading, Side, Value
from munshi.billing.payments.beside import told
from munshi.outcomes import Outcome
from nlu.values.facets import facets
from nlu.words.reading import read


def left(text: str) -> str | None:
    """What is said of a payment of 1000 to be left undone."""
    at = text.index("1000")
    behind = len(text.partition("khate")[0]) + len("khate")
    over = {"text": text[behind:].strip(), "kind": "note", "start": behind + 1, "end": len(text)}
    sides = [Side(each.entity, each.value, each.start, each.end) for each in facets(read(text), None)]
    values = [Value("money", {"paise": 100_000}, at, at + 4)]
    reading = Reading(text, [("record_payment", 0.9)], values, left_over=[over], facets=sides)
    return told(Outcome[str](outcome="recorded"), reading).facts.get("passed_over")


@pytest.mark.parametrize(
    "text", ["rahul ne 1000 cash diya khate me likh do", "rahul ne 1000 upi se diye khate me jod dena"]
)
def test_that_it_be_written_is_no_word_left_undone(text: str) -> None:
    assert left(text) is None


def test_what_is_wished_beside_it_is_told() -> None:
    assert left("rahul ne 1000 diya khate se naam uska hata dena") is not None
