"""What words of the stock hold beside it: it is told that nothing was done about it."""

from collections.abc import Sequence
from typing import Any

from munshi.asking import passed_over
from munshi.asking.reading import Reading
from munshi.outcomes import Outcome

WRITTEN = frozenset({"updated", "confirm", "choose_product", "ask_kind", "ask_amount"})
PAGE = "update_stock"
OF_IT = frozenset({"order_line", "time", "period"})
READ = ("happened", "ran_out", "left_of_goods", "names_orders", "step_of_order")
FEW = 3  # words of a remark


def told(
    answer: Outcome[Any],
    reading: Reading | None,
    *,
    priced: bool = False,
    counted: Sequence[tuple[int, int]] = (),
) -> Outcome[Any]:
    """What was written, with the words that nothing was done about; the sums are read too where they are prices.

    So is what is `counted` in the place of something else.
    """
    is_of_stock = answer.outcome in WRITTEN and answer.facts.get("page", PAGE) == PAGE
    if reading is None or reading.is_tap or not is_of_stock:
        return answer
    of_it = OF_IT | {"money"} if priced else OF_IT
    done = [(each.start, each.end) for each in reading.values if each.entity in of_it]
    words = passed_over.words(reading, [*done, *counted], READ)
    if not words or len(words.split()) < FEW:
        return answer
    return Outcome[str](outcome=answer.outcome, facts={**answer.facts, "passed_over": words})
