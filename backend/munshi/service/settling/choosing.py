"""Which goods of an order are made good, as a tap or words name them: `all`, `2`, `2x1` (one of the second line)."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from munshi.columns import plain
from munshi.outcomes import Refusal
from munshi.service.settling.rules import Chosen, Goods

ALL = "all"
PARTED, OF, BETWEEN = "|", "x", ","  # in a summary, between a line and its quantity, between lines


def read(said: str, goods: Sequence[Goods]) -> list[Chosen]:
    """What is named of these goods. Refuses with `settled_already` what was made good, `too_much` what is not there."""
    chosen = [_one(part, goods) for part in said.split(BETWEEN)]
    if len({each.goods.line for each in chosen}) < len(chosen):
        raise Refusal("too_much")
    return chosen


def written(chosen: Sequence[Chosen]) -> str:
    """The same as it stands in a tap."""
    return BETWEEN.join(f"{each.goods.line}{OF}{plain(each.quantity)}" for each in chosen)


def _one(part: str, goods: Sequence[Goods]) -> Chosen:
    line, _, quantity = part.partition(OF)
    found = next((each for each in goods if str(each.line) == line), None)
    if found is not None and not found.left:
        raise Refusal("settled_already")
    if found is None:
        raise Refusal("too_much")
    try:
        wanted = Decimal(quantity) if quantity else found.left
    except InvalidOperation:
        raise Refusal("too_much") from None
    if not 0 < wanted <= found.left:
        raise Refusal("too_much")
    return Chosen(found, wanted)
