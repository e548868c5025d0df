"""What a message says to a question about a placed order: which one, whether it is cancelled, whether it comes back."""

from dataclasses import replace

from sqlalchemy.orm import Session

from munshi.asking.consent import bids_to_cancel
from munshi.asking.heard import Heard, heard
from munshi.asking.reading import FALLBACK, NO, YES, Asked, Reading
from munshi.callers import Caller
from munshi.orders import cancelling, reopening, service
from munshi.orders.for_shop import surely_asks
from munshi.orders.looking import normalised, reference_in
from munshi.orders.said import message_of
from munshi.orders.statuses import Status
from munshi.outcomes import Outcome
from munshi.turns import decide

PLACE, MODIFY, CANCEL, TRACK = "place_order", "modify_order", "cancel_order", "track_order"
STEP = "step_of_order"  # of every message


def of_choice(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Which order is to be cancelled."""
    if reading.wants(FALLBACK, PLACE, TRACK, CANCEL):
        named = reading.first("reference") or reading.text
        return heard(session, caller, CANCEL, lambda here, by: cancelling.ask(here, by, named))
    return Heard(CANCEL, Outcome[str](outcome="none_cancelled")) if reading.is_no else None


def of_cancelling(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Whether the order that was shown is cancelled; then what was said beside it is heard.

    Who bids once more to cancel it says yes, whatever reason stands beside it. What shall only be changed is of this
    order.
    """
    shown = reading.first("summary") or asked.summary
    if _bids_again(reading, shown):
        reading = replace(reading, intents=[(YES, 1.0)])
    if reading.wants(MODIFY) and shown:
        message = message_of(reading)
        named = replace(message, said=f"{message.said} {shown}")
        return heard(session, caller, MODIFY, lambda here, by: service.change(here, by, named))
    if not (reading.is_yes or reading.is_no):
        return None
    rest = cancelling.take_waiting(session, caller)
    work = cancelling.cancel if reading.is_yes else cancelling.keep
    return heard(session, caller, CANCEL, lambda here, by: work(here, by, shown), rest)


def _bids_again(reading: Reading, shown: str | None) -> bool:
    """Whether the order that was shown shall be cancelled, and nothing is asked, refused, or said of another one."""
    text = reading.text or ""
    named = reference_in(text)
    of_another = named is not None and normalised(named.group()) != shown
    refused = reading.wants(NO) or cancelling.says_not_to(text) or surely_asks(text)
    names_goods = any(each.value.get("name") for each in reading.all("order_line"))
    return bids_to_cancel(text) and not (of_another or refused or names_goods)


def of_reopening(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Whether a placed order comes back into the cart; then what was said of it is heard.

    Who cancels in words has it cancelled, which is asked first.
    """
    reference = reading.first("summary") or asked.summary
    if not reading.is_tap and Status.CANCELLED in reading.sides(STEP):
        return heard(session, caller, CANCEL, lambda here, by: cancelling.ask(here, by, reference))
    if reading.is_yes:
        outcome = decide(session, caller, lambda here, by: reopening.reopen(here, by, reference))
        return Heard(PLACE, outcome, outcome.facts.get("waiting"))
    if reading.is_no:
        return heard(session, caller, CANCEL, lambda here, by: cancelling.keep(here, by, reference))
    return None
