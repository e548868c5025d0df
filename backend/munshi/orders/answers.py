"""What a call about the cart is answered with: the open question, else the bill or the address, else nothing."""

from datetime import datetime
from typing import Any

from munshi.orders import added, joining, named, on_khata
from munshi.orders.changed_lines import note_changed
from munshi.orders.choosing_slots import ask_for_slot, offered
from munshi.orders.codes import note_discounts
from munshi.orders.desk import Desk, terms_of
from munshi.orders.facts import Facts, beside_facts, item_facts
from munshi.orders.items import Item
from munshi.orders.kept import Way
from munshi.orders.looking import facts_of
from munshi.orders.notes import find_items
from munshi.orders.places import ASKED, HOUSE, LEFT, propose, question_of
from munshi.orders.rules import BelowMinimum, Bill, Fulfilment, NoWay, OutsideArea
from munshi.outcomes import Outcome

IN_OTHER_WORDS = {"ask_pincode": "ask_pincode_again", "ask_street": "ask_street_again"}
MOST_ROWS = 10  # of a list on WhatsApp


def conclude(
    desk: Desk, nothing: str, *, told: bool = True, confirm: str = "confirm", again: str | None = None
) -> Outcome[Any]:
    """The answer to the cart as it is now, stored: prices, stock and hours are looked at anew.

    `nothing` is the outcome of an empty cart of which nothing was said; `told`: the lines are news that a question
    must not hide; `confirm` is the outcome that shows the bill. `again`: what a message did not answer, which is asked
    in other words.
    """
    desk.look_ahead()
    desk.note_results(desk.cart.look_again(desk.shelf))
    find_items(desk)
    added.put_on(desk)
    note_changed(desk)
    if joined := _with_order(desk):
        return joined
    propose(desk)
    asked = asked_of_terms(desk)
    if asked == HOUSE or desk.cart.kept.house == ASKED:
        desk.cart.kept.house = ASKED if asked == HOUSE else LEFT
    note_prices(desk)
    note_discounts(desk)
    desk.save()
    if desk.cart.open_wish:
        assert desk.cart.open_wish.question
        if told and desk.cart.lines:
            desk.note("so_far", lines=desk.lines())
        if terms := desk.new_terms():
            desk.note("terms_so_far", **terms)
        return answer(desk, desk.cart.open_wish.question.value, **desk.question())
    if not desk.cart.lines:
        unknown = any(note["note"] == "unknown" for note in desk.notes)
        return answer(desk, "nothing_known" if unknown else "empty" if desk.notes else nothing)
    return _with_bill(desk, confirm, asked, again)


def answer(desk: Desk, outcome: str, **facts: Any) -> Outcome[Any]:
    """An outcome with what is said before it."""
    return Outcome[str](outcome=outcome, facts={"notes": desk.notes, **facts})


def asked_of_terms(desk: Desk) -> str | None:
    """What is still asked of how the goods come, once the goods are settled; who comes later to eat is at no table."""
    if desk.cart.open_wish or not desk.cart.lines:
        return None
    try:
        bill = desk.bill()
    except NoWay:
        return None
    kept = desk.cart.kept
    kept.fetched = kept.fetched or bill.pickup_because == "below_minimum"
    if bill.fulfilment is Fulfilment.DINE_IN and kept.table is None and kept.wanted is None:
        return "ask_any_table" if terms_of(desk.business).any_table else "ask_table"
    asked = question_of(desk, bill) or ask_for_slot(desk, bill)
    if asked is None and _wants_prescription(desk):
        return "ask_prescription"
    return asked


def _wants_prescription(desk: Desk) -> bool:
    """Whether something in the cart is sold only with a prescription, and none has come along."""
    return desk.cart.kept.prescription is None and any(line.item.prescription for line in desk.cart.lines)


def _with_order(desk: Desk) -> Outcome[Any] | None:
    """The goods with the order into which they shall come; one that is not accepted yet may come back to the cart."""
    if (order := joining.order_for(desk)) is not None:
        note_prices(desk)
        desk.notes = [each for each in desk.notes if each["note"] != "separate_order"]
        desk.save()
        return answer(desk, "confirm_join", **joining.shown(desk, order))
    if (placed := joining.to_reopen(desk)) is not None:
        desk.note("so_far", lines=desk.lines())
        desk.save()
        return answer(desk, "reopen", **facts_of(desk.caller, placed), summary=placed.reference)
    return None


def _with_bill(desk: Desk, confirm: str, asked: str | None, again: str | None) -> Outcome[Any]:
    try:
        bill = desk.bill()
    except OutsideArea:
        return answer(desk, "outside_area", pincode=desk.cart.pincode)
    except BelowMinimum as below:
        shown = {"lines": desk.lines(), "beside": beside_facts(desk.cart.kept)}
        return answer(desk, "below_minimum", **shown, **_minimum(desk, below.missing_paise))
    note_terms(desk, bill)
    on_khata.look_again(desk, bill)
    if asked:
        more = _choices_of(desk, asked)
        outcome = IN_OTHER_WORDS.get(asked, asked) if asked == again else asked
        return answer(desk, outcome, **{**_shown(desk, bill), "summary": None, **more})
    return answer(desk, confirm, **_shown(desk, bill))


def _shown(desk: Desk, bill: Bill) -> Facts:
    """The bill, and what is owed already where it is paid by khata."""
    shown = desk.shown(bill)
    return {**shown, "beside": {**shown["beside"], **on_khata.balance_facts(desk)}}


def _choices_of(desk: Desk, asked: str) -> Facts:
    """What can be tapped to answer a question of how the goods come."""
    terms = terms_of(desk.business)
    if asked == "ask_table":
        return {"tables": list(terms.tables)}
    if asked == "choose_slot":
        return {"slots": [each.wanted.as_json() | {"choice": f"slot:{each.id}"} for each in offered(desk)]}
    if asked == "ask_way":
        return {"ways": [Way.DELIVERY, Way.PICKUP]}
    if asked == "ask_address":
        ways = [Way.PICKUP] if terms.pickup else []
        return {"ways": [*ways, *([Way.DINE_IN] if terms.tables else [])], "places": named.names_kept(desk)}
    if asked == "ask_pincode":
        return {"pincodes": list(terms.pincodes) if len(terms.pincodes) <= MOST_ROWS else []}
    if asked == "ask_prescription":
        return {
            "names": [line.item.name[desk.language] for line in desk.cart.lines if line.item.prescription]
        }
    return {}


def note_prices(desk: Desk) -> None:
    """Says which goods of the cart cost something else than when they were shown last."""
    before = desk.cart.kept.prices
    for item in (line.item for line in desk.cart.lines):
        note_price(desk, item, before.get(item.key, item.price_paise))
    desk.cart.kept.prices = {line.item.key: line.item.price_paise for line in desk.cart.lines}


def note_price(desk: Desk, item: Item, before_paise: int) -> None:
    """Says that an item costs more or less than before, where it does."""
    if before_paise != item.price_paise:
        note = "dearer" if item.price_paise > before_paise else "cheaper"
        desk.note(note, item=item_facts(item, desk.marked), before_paise=before_paise)


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
