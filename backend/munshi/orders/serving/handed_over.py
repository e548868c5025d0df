"""Several orders handed over with their money in one message: "1041, 1042 dono de diye, cash"."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Asked, Reading, Value
from munshi.billing.accounts.khata_words import names_a_khata
from munshi.billing.accounts.offer import IN_CHARGE
from munshi.billing.payments.said import spoken_ways, was_taken, way_beside
from munshi.callers import Caller
from munshi.orders.serving import several
from munshi.orders.serving.looking import left_to_pay
from munshi.orders.serving.mentions import ASKED, Mention
from munshi.orders.serving.rules import Named
from munshi.orders.serving.several import Paid
from munshi.orders.serving.steps_said import steps_told
from munshi.orders.statuses import Status
from munshi.outcomes import Outcome

PAGE = "track_order"
CASH = "cash"


def of_several(
    session: Session, caller: Caller, asked: Asked, reading: Reading, mentions: Sequence[Mention]
) -> Heard | None:
    """Each with its step and its sum, shown first; None where the sums are not surely theirs."""
    text = reading.text or ""
    if reading.sides(ASKED) or names_a_khata(text) or not caller.may_act_as(*IN_CHARGE):
        return None
    steps = steps_told(asked, reading, mentions)
    if {each.status for each in steps} != {Status.DELIVERED} or not (was_taken(text) or spoken_ways(text)):
        return None
    paid = _paid(session, reading, mentions)
    if paid is None:
        return None
    named = [Named(each.order.reference, each.start) for each in mentions]
    return heard(
        session,
        caller,
        PAGE,
        lambda here, by: (
            several.ask(here, by, named, steps, every=False, paid=paid) or Outcome[str](outcome="not_found")
        ),
    )


def _paid(session: Session, reading: Reading, mentions: Sequence[Mention]) -> Mapping[str, Paid] | None:
    """What came for each order: the sum behind it, else all that is left of it."""
    orders = {each.order.reference: each.order for each in mentions}
    left = {reference: left_to_pay(session, order) for reference, order in orders.items()}
    sums, way = sums_apart(reading, mentions), way_said(reading)
    if not sums or (len(sums) == 1 and sums[0].value.get("paise") == sum(left.values())):
        return {reference: Paid(paise, way) for reference, paise in left.items()}
    own = _behind_each(mentions, sums)
    if own is None or len(own) != len(orders):
        return None
    return {
        reference: Paid(int(each.value["paise"]), way_beside(reading, each) or way)
        for reference, each in own.items()
    }


def _behind_each(mentions: Sequence[Mention], sums: Sequence[Value]) -> Mapping[str, Value] | None:
    """The one sum behind each order and before the next; None where one has none, or two."""
    places = sorted(mentions, key=lambda each: each.start)
    found = {}
    for here, after in pairwise([*places, None]):
        assert here is not None
        behind = [
            each for each in sums if here.end <= each.start and (after is None or each.start < after.start)
        ]
        if len(behind) != 1:
            return None
        found[here.order.reference] = behind[0]
    return found if len(sums) == len(found) else None


def sums_apart(reading: Reading, mentions: Sequence[Mention] = ()) -> list[Value]:
    """The sums that are said, without the figures that name an order or a table."""
    return [
        each
        for each in reading.all("money")
        if not any(one.start <= each.start < one.end for one in mentions)
    ]


def way_said(reading: Reading) -> str:
    """How it was paid, as it is said; cash where nothing says so."""
    return next(iter(spoken_ways(reading.text)), CASH)
