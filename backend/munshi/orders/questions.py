"""What a message says to an open question about the cart, an address or an order."""

from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, Questions, heard
from munshi.asking.reading import FALLBACK, NO, Asked, Reading
from munshi.callers import Caller
from munshi.orders import cancelling, service
from munshi.orders.hearing import Message
from munshi.orders.said import message_of
from munshi.outcomes import Outcome

PLACE, MODIFY, CANCEL, TRACK = "place_order", "modify_order", "cancel_order", "track_order"
Say = Callable[[Session, Caller, Reading], Outcome[Any]]


def _of_cart(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A yes or a no to what was asked about goods, or words about them."""
    summary = reading.first("summary") or asked.summary
    if reading.is_yes and (yes := _YES.get(asked.question)):
        return heard(session, caller, PLACE, lambda here, by: yes(here, by, summary))
    if reading.is_no and (no := _NO.get(asked.question)):
        return heard(session, caller, PLACE, no)
    if reading.wants(PLACE, FALLBACK) or reading.is_yes:
        return _told(session, caller, message_of(reading))
    if reading.wants(MODIFY):
        return heard(session, caller, MODIFY, lambda here, by: service.change(here, by, message_of(reading)))
    return None


def _of_address(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Where an order goes; a yes or a no is no address, and a bare *cancel* right after an order may mean the order."""
    if reading.wants(FALLBACK, MODIFY) or (reading.is_yes and asked.question == "give_address"):
        return _told(session, caller, message_of(reading))
    if reading.wants(NO) and asked.question == "give_address":
        return Heard(PLACE, Outcome[str](outcome="address_left"))
    return None


def _of_emptying(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Whether all of it goes."""
    summary = reading.first("summary") or asked.summary
    if reading.is_yes:
        return heard(session, caller, MODIFY, lambda here, by: service.empty(here, by, summary))
    return heard(session, caller, "view_cart", service.show) if reading.is_no else None


def _of_choice(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Which order is to be cancelled."""
    if reading.wants(FALLBACK, PLACE, TRACK, CANCEL):
        named = reading.first("reference") or reading.text
        return heard(session, caller, CANCEL, lambda here, by: cancelling.ask(here, by, named))
    return Heard(CANCEL, Outcome[str](outcome="none_cancelled")) if reading.is_no else None


def _of_cancelling(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Whether the order that was shown is cancelled."""
    shown = reading.first("summary") or asked.summary
    if reading.is_yes:
        return heard(session, caller, CANCEL, lambda here, by: cancelling.cancel(here, by, shown))
    if reading.is_no:
        return heard(session, caller, CANCEL, lambda here, by: cancelling.keep(here, by, shown))
    return None


def _told(session: Session, caller: Caller, message: Message) -> Heard:
    return heard(session, caller, PLACE, lambda here, by: service.tell(here, by, message))


_YES: dict[str, Callable[[Session, Caller, str | None], Outcome[Any]]] = {
    "confirm_order": service.place,
    "accept_offer": lambda session, caller, _: service.accept(session, caller),
}
_NO: dict[str, Callable[[Session, Caller], Outcome[Any]]] = {
    "confirm_order": service.keep,
    "accept_offer": service.leave_out,
    "choose_product": service.leave_out,
    "choose_quantity": service.leave_out,
}
QUESTIONS = Questions(
    "orders",
    {
        "choose_product": _of_cart,
        "choose_quantity": _of_cart,
        "accept_offer": _of_cart,
        "confirm_order": _of_cart,
        "give_address": _of_address,
        "correct_address": _of_address,
        "confirm_empty_cart": _of_emptying,
        "choose_order": _of_choice,
        "confirm_cancel_order": _of_cancelling,
    },
)
