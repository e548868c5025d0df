"""An order that was handed over with its money, in words that name none: *de diya, 396 cash mila* of who brought it.

It is the one that is ready or on its way, of several the one that costs as much. It is shown, and its step and its
money are written by one yes; where several may be meant, also at one table, it is asked which.
"""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard
from munshi.asking.reading import Asked, Reading
from munshi.billing.accounts.khata_words import names_a_khata
from munshi.billing.accounts.offer import IN_CHARGE
from munshi.billing.accounts.whom import named_in
from munshi.billing.payments.said import hands_over, was_taken
from munshi.billing.payments.terms import SKILL
from munshi.callers import Caller
from munshi.orders.models import Order
from munshi.orders.serving import bearers, several
from munshi.orders.serving.handed_over import sums_apart, way_said
from munshi.orders.serving.looking import left_to_pay, orders_before, to_hand_over, which_order
from munshi.orders.serving.mentions import ASKED, MONEY, MOST_WORDS, NUMBER, STEPS, Mention
from munshi.orders.serving.several import Paid
from munshi.orders.serving.steps_said import OF_A_SUM, steps_told
from munshi.orders.shelf import StockedShelf
from munshi.orders.statuses import Status
from munshi.undoing.wording import is_by_somebody

PAGE, WHICH = "move_order", "track_order"


def of_unnamed(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """The order that is ready or on its way whose money came, where nobody and nothing is named."""
    if not _tells(asked, reading) or SKILL not in caller.business.skills:
        return None
    if _names_something(session, caller, reading):
        return None
    there, sums = to_hand_over(session, caller), _sums(reading)
    if not there or len(sums) > 1:
        return None
    as_much = [each for each in there if left_to_pay(session, each) in sums]
    out = [each for each in there if each.status == Status.OUT_FOR_DELIVERY]
    return _shown(session, as_much or out or there, reading, Status.DELIVERED)


def of_bearer(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Which of the open orders somebody of the shop has handed over, where neither it nor money is named.

    *Pappu ne de diya* names no order, and the open one may be another than he has brought.
    """
    text = reading.text or ""
    given = Status.DELIVERED in reading.sides(STEPS)
    told = given and not reading.sides(ASKED) and not reading.sides(MONEY)
    if reading.is_tap or not told or len(text.split()) > MOST_WORDS or _sums(reading):
        return None
    if not bearers.named(session, caller, text) or _names_something(session, caller, reading):
        return None
    there = orders_before(session, caller, Status.CANCELLED)  # every one that is open
    return Heard(WHICH, which_order(session, caller, there, Status.DELIVERED)) if there else None


def at_one_table(
    session: Session, caller: Caller, asked: Asked, reading: Reading, mentions: Sequence[Mention]
) -> Heard | None:
    """Which order of a table is meant that has several, of which money is told; all of them, where it is their sum."""
    orders = list({each.order.id: each.order for each in mentions}.values())
    steps = {each.status for each in steps_told(asked, reading, mentions)}
    sums, text = _sums(reading, mentions), reading.text or ""
    if not {Status.DELIVERED}.issuperset(steps) or len(sums) > 1:
        return None
    handed = steps or (hands_over(reading) and not is_by_somebody(text))
    step = Status.DELIVERED if handed else None
    left = {order.reference: left_to_pay(session, order) for order in orders}
    if sums == {sum(left.values())} and all(left.values()):
        way = way_said(reading)
        paid = {reference: Paid(paise, way) for reference, paise in left.items()}
        return Heard(PAGE, several.ask_paid(session, orders, step, paid))
    return _shown(session, orders, reading, step, mentions)


def of_named(
    session: Session, caller: Caller, asked: Asked, reading: Reading, mentions: Sequence[Mention]
) -> Heard | None:
    """The one order that a helper names and has brought, with all that is left of it, where no sum is said."""
    if caller.may_act_as(*IN_CHARGE) or not _tells(asked, reading):
        return None
    orders = list({each.order.id: each.order for each in mentions}.values())
    if len(orders) != 1 or _sums(reading, mentions):
        return None
    return _shown(session, orders, reading, Status.DELIVERED)


def _tells(asked: Asked, reading: Reading) -> bool:
    """Whether something was handed over and its money taken, and nobody asks or denies it."""
    text = reading.text or ""
    if reading.is_tap or asked.question.startswith(OF_A_SUM) or reading.sides(ASKED):
        return False
    return hands_over(reading) and was_taken(text) and not names_a_khata(text)


def _names_something(session: Session, caller: Caller, reading: Reading) -> bool:
    """Whether a customer, an order or goods are named: only who works here may be."""
    text = reading.text or ""
    staff = bearers.named(session, caller, text)
    people = [each for each in reading.all("person") if not bearers.named(session, caller, str(each.value))]
    if people or reading.first("phone") or (is_by_somebody(text) and not staff):
        return True
    numbers = [each for each in NUMBER.finditer(text) if not _is_a_sum(reading, each.start())]
    if numbers or any(each.called not in staff for each in named_in(session, caller.business_id, text)):
        return True
    shelf = StockedShelf(session, caller.business_id)
    names = [str(each.value.get("name") or "") for each in reading.all("order_line")]
    return any(shelf.meant(each).sure for each in names if each)


def _is_a_sum(reading: Reading, place: int) -> bool:
    return any(each.start <= place < each.end for each in reading.all("money"))


def _sums(reading: Reading, mentions: Sequence[Mention] = ()) -> set[int]:
    return {int(each.value["paise"]) for each in sums_apart(reading, mentions)}


def _shown(
    session: Session,
    orders: Sequence[Order],
    reading: Reading,
    step: Status | None,
    mentions: Sequence[Mention] = (),
) -> Heard:
    """Each with what came for it, all that is left of it where no sum is said."""
    way, sums = way_said(reading), _sums(reading, mentions)
    orders = [each for each in orders if left_to_pay(session, each)] or orders
    paid = {
        order.reference: Paid(next(iter(sums), 0) or left_to_pay(session, order), way) for order in orders
    }
    return Heard(PAGE, several.ask_one(session, orders, step, paid))
