"""What a message says to where, how and when the goods of a cart come, and to what is asked with it."""

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import FALLBACK, NO, Asked, Reading
from munshi.callers import Caller
from munshi.offers.service import may_be_wished
from munshi.orders import service
from munshi.orders.address_words import says_none
from munshi.orders.around_answers import STORE
from munshi.orders.bringing import asked_where
from munshi.orders.desk import Desk
from munshi.orders.of_cart import (
    MODIFY,
    PLACE,
    TRACK,
    dictated_note,
    names_terms,
    note_of_order,
    of_cart,
    of_order_anyway,
    part_off,
    sets_amount,
    take_out,
    tell,
)
from munshi.orders.places import HOUSE
from munshi.orders.said import message_of
from munshi.turns import decide


def of_address(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Where an order goes; a yes or a no is no address, and a bare *cancel* may mean more than the question."""
    is_asked = asked.question == "give_address"
    message = message_of(reading)
    if is_asked and names_terms(caller, message):
        return tell(session, caller, message)
    if is_asked and (reading.is_no or says_none(reading.text or "")) and _asks_house(session, caller):
        return heard(session, caller, PLACE, service.show)
    if dictated := dictated_note(session, caller, reading, message):
        return dictated
    changes = reading.wants(MODIFY) or sets_amount(reading, message)
    if is_asked and message.beside.ways and changes:
        return heard(session, caller, MODIFY, lambda here, by: service.change(here, by, message))
    if is_asked and (message.beside.ways or (message.beside.says_when and reading.wants(STORE, TRACK))):
        return tell(session, caller, message)
    if is_asked and (taken := part_off(session, caller, reading, message)):
        return taken
    if is_asked and (taken := take_out(session, caller, reading, message)):
        return taken
    if is_asked and (noted := note_of_order(session, caller, asked, reading, message)):
        return noted
    if reading.wants(FALLBACK, MODIFY) or (is_asked and (reading.is_yes or reading.wants(PLACE))):
        return tell(session, caller, message)
    if is_asked and not may_be_wished(caller, reading.intent):
        return of_order_anyway(session, caller, reading, message)
    if is_asked and reading.wants(NO) and any(line.name for line in message.lines):
        return heard(session, caller, MODIFY, lambda here, by: service.change(here, by, message))
    return heard(session, caller, PLACE, service.keep) if is_asked and reading.wants(NO) else None


def _asks_house(session: Session, caller: Caller) -> bool:
    return asked_where(Desk(session, caller)) == HOUSE


def of_terms(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Which slot or which table; another hour, more goods or another way are heard as beside any cart."""
    message = message_of(reading)
    if not reading.is_tap:
        outcome = decide(
            session, caller, lambda here, by: service.choose_terms(here, by, asked.question, message)
        )
        if outcome.outcome != "left":
            return Heard(PLACE, outcome)
    if reading.is_no and not (message.at_times or message.lines):
        return heard(session, caller, PLACE, lambda here, by: service.leave_terms(here, by, asked.question))
    if message.at_times or message.beside.ways:
        return tell(session, caller, message)
    return of_cart(session, caller, asked, reading)


def of_prescription(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """The photo of a prescription; what else is said is said of the cart."""
    sent = reading.attachment
    if sent is not None:
        return heard(session, caller, PLACE, lambda here, by: service.bring_prescription(here, by, sent))
    if reading.is_no:
        return heard(session, caller, PLACE, service.keep)
    return of_cart(session, caller, asked, reading)
