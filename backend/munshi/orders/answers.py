"""What a call about the cart is answered with: the open question, else the bill or the address, else nothing."""

from datetime import datetime
from typing import Any

from munshi.orders import on_khata
from munshi.orders.bills import BelowMinimum, Bill, OutsideArea
from munshi.orders.desk import Desk, terms_of
from munshi.orders.facts import Facts, beside_facts
from munshi.orders.notes import find_items
from munshi.orders.places import propose, question_of
from munshi.outcomes import Outcome


def conclude(desk: Desk, nothing: str, *, told: bool = True, confirm: str = "confirm") -> Outcome[Any]:
    """The answer to the cart as it is now, stored: prices, stock and hours are looked at anew.

    `nothing` is the outcome of an empty cart of which nothing was said; `told`: the lines are news that a question
    must not hide; `confirm` is the outcome that shows the bill.
    """
    desk.note_results(desk.cart.look_again(desk.shelf))
    find_items(desk)
    propose(desk)
    desk.save()
    if desk.cart.open_wish:
        assert desk.cart.open_wish.question
        if told and desk.cart.lines:
            desk.note("so_far", lines=desk.lines())
        return answer(desk, desk.cart.open_wish.question.value, **desk.question())
    if not desk.cart.lines:
        unknown = any(note["note"] == "unknown" for note in desk.notes)
        return answer(desk, "nothing_known" if unknown else "empty" if desk.notes else nothing)
    return _with_bill(desk, confirm)


def answer(desk: Desk, outcome: str, **facts: Any) -> Outcome[Any]:
    """An outcome with what is said before it."""
    return Outcome[str](outcome=outcome, facts={"notes": desk.notes, **facts})


def _with_bill(desk: Desk, confirm: str) -> Outcome[Any]:
    try:
        bill = desk.bill()
    except OutsideArea:
        return answer(desk, "outside_area", pincode=desk.cart.pincode)
    except BelowMinimum as below:
        shown = {"lines": desk.lines(), "beside": beside_facts(desk.cart.kept)}
        return answer(desk, "below_minimum", **shown, **_minimum(desk, below.missing_paise))
    note_terms(desk, bill)
    on_khata.look_again(desk, bill)
    asked = question_of(desk, bill)
    if asked:
        return answer(desk, asked, **{**_shown(desk, bill), "summary": None})
    return answer(desk, confirm, **_shown(desk, bill))


def _shown(desk: Desk, bill: Bill) -> Facts:
    """The bill, and what is owed already where it is paid by khata."""
    shown = desk.shown(bill)
    return {**shown, "beside": {**shown["beside"], **on_khata.balance_facts(desk)}}


def note_terms(desk: Desk, bill: Bill) -> None:
    """Why nothing is brought, and that nobody is there now."""
    if bill.pickup_because == "below_minimum":
        desk.note("pickup_below_minimum", **_minimum(desk, bill.missing_paise))
    elif bill.pickup_because:
        desk.note("pickup_outside_area", pincode=desk.cart.pincode)
    opens_at: datetime | None = desk.opens_at()
    if opens_at:
        desk.note("closed_now", opens_at=opens_at.isoformat())


def _minimum(desk: Desk, missing_paise: int) -> Facts:
    minimum = terms_of(desk.business).delivery.minimum_paise
    return {"minimum_paise": minimum, "missing_paise": missing_paise}
