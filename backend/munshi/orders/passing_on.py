"""What a customer wishes and no message can do here: the shop hears it in their own words, and they are told so.

Of a placed order it goes to who sees to that, with what they can do; else to who sees to orders. A wish without an
order is shown first, and goes by one yes; what is written after it is added to it. So do words that nobody here
understands.
"""

import zlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from munshi import clock
from munshi.asking.heard import Heard, heard
from munshi.asking.reading import CLEARLY, FALLBACK, Asked, Reading
from munshi.callers import Caller
from munshi.notices import service as notices
from munshi.orders import passed_photos
from munshi.orders.looking import facts_of
from munshi.orders.models import Order
from munshi.orders.serving import duty
from munshi.orders.serving.notices import tell_shop
from munshi.orders.shelf import StockedShelf
from munshi.orders.statuses import Status
from munshi.outcomes import Outcome
from munshi.people import service as people
from munshi.people.models import Person
from munshi.people.rules import Role

PAGE, ASKS, UNCLEAR, PHOTO = "place_order", "ask_request", "ask_unclear", "ask_photo"
# What may be said of the list on a photo: "isme jo hai wo sab chahiye".
OF_A_LIST = (
    "place_order",
    "modify_order",
    "ask_availability",
    "ask_price",
    "repeat_order",
)
SIGN = "📷"  # in the place of words that a photo came without
# The outcomes that ask; each begins its token.
ASKING = (ASKS, UNCLEAR, PHOTO, "ask_table_request", "ask_bill_name", "ask_bill_unknown")
LONGEST = 500  # characters
ADDED_FOR = timedelta(hours=1)  # so long what is not understood is of the wish


def pass_on(
    session: Session,
    caller: Caller,
    words: str,
    order: Order | None = None,
    files: Sequence[Mapping[str, Any]] = (),
) -> Outcome[Any]:
    """Has the shop told, of an order or of none, with these files; nothing else is done by it."""
    words = _in_short(words)
    key = f"wish:{caller.person.id}:{clock.now().isoformat()}"
    said: dict[str, Any] = {"order_words": words, "conversation": conversation(session, caller)}
    said |= {"files": list(files)} if files else {}
    if order is not None:
        tell_shop(session, order, "order_wish", f"{order.reference}:{key}", **said)
        outcome = "words_passed" if order.status == Status.PLACED else "wish_passed"
        return Outcome[str](outcome=outcome, facts={**facts_of(caller, order), "order_words": words})
    for person in in_charge(session, caller):
        facts = {"customer": people.name_and_phone(caller.person), **said}
        notices.tell(session, caller.business_id, person, "order_request", key, **facts)
    since = clock.now().isoformat()
    return Outcome[str](outcome="request_passed", facts={"order_words": words, "summary": since})


def pass_wish(session: Session, caller: Caller, words: str, order: Order) -> Outcome[Any]:
    """How a placed order shall be made or come is a note of it from then on, and the shop is told."""
    words = _in_short(words)
    if words not in order.notes:
        order.notes = [*order.notes, words]
        session.flush()
    return pass_on(session, caller, words, order)


def pass_to_owners(session: Session, caller: Caller, words: str) -> Outcome[Any]:
    """Has the owners told what only they decide, whoever sees to orders."""
    words, since = _in_short(words), clock.now().isoformat()
    said: dict[str, Any] = {"order_words": words, "conversation": conversation(session, caller)}
    said["customer"] = people.name_and_phone(caller.person)
    key = f"wish:{caller.person.id}:{since}"
    notices.tell_role(session, caller.business_id, Role.OWNER, "order_request", key, **said)
    return Outcome[str](outcome="request_passed", facts={"order_words": words, "summary": since})


def conversation(session: Session, caller: Caller) -> str:
    """Where who hears it can answer: the number and the person, as the assistant calls a conversation."""
    where = notices.address_of(session, caller.business, caller.person)
    return f"{where.number}:{where.person}" if where else ""


def ask(words: str, outcome: str = ASKS) -> Outcome[Any]:
    """Whether the shop shall hear a wish that nothing here can do."""
    words = _in_short(words)
    token = f"{outcome}:{zlib.crc32(words.encode()):08x}"
    facts = {"order_words": words, "token": token, "summary": f"{token}|{words}"}
    return Outcome[str](outcome=outcome, facts=facts)


def ask_photo(number: int, words: str) -> Outcome[Any]:
    """Whether the shop shall be shown a photo that is kept under this number, with what is said of it."""
    words = _in_short(words) or SIGN
    token = f"{PHOTO}:{number}"
    facts = {"order_words": words, "token": token, "summary": f"{token}|{words}"}
    return Outcome[str](outcome=PHOTO, facts=facts)


def of_request(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A yes has the shop told what was shown, a no leaves it; more words are added to it and shown again."""
    token, _, words = (asked.summary or "").partition("|")
    if reading.first("summary") not in (None, token):
        return None  # a button of another question
    begun, _, number = token.partition(":")
    photo = int(number) if begun == PHOTO else None
    if reading.is_yes:
        return heard(session, caller, PAGE, lambda here, by: _pass_shown(here, by, words, photo))
    if reading.is_no:
        return Heard(PAGE, Outcome[str](outcome="request_left"))
    of_photo = photo is not None and not names_goods(session, caller, reading)
    if reading.is_tap or not ((of_photo and reading.wants(*OF_A_LIST)) or _adds(session, caller, reading)):
        return None
    more = f"{words}; {reading.text}"
    if reading.agrees:
        return heard(session, caller, PAGE, lambda here, by: _pass_shown(here, by, more, photo))
    if photo is not None:
        return Heard(PAGE, ask_photo(photo, more))
    return Heard(PAGE, ask(more, begun if begun in ASKING else ASKS))


def _pass_shown(session: Session, caller: Caller, words: str, photo: int | None) -> Outcome[Any]:
    files = [] if photo is None else passed_photos.files_of(session, caller, photo)
    return pass_on(session, caller, words, files=files)


def of_more(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """What is written behind a wish that the shop has heard goes the same way, unless it clearly wants else."""
    since = datetime.fromisoformat(asked.summary or clock.now().isoformat())
    if reading.is_tap or reading.is_yes or reading.is_no or clock.now() > since + ADDED_FOR:
        return None
    if not _adds(session, caller, reading):
        return None
    return heard(session, caller, PAGE, lambda here, by: pass_on(here, by, reading.text or ""))


def _adds(session: Session, caller: Caller, reading: Reading) -> bool:
    """Whether a message names no goods that it orders, and wants nothing else for sure."""
    if reading.wants(FALLBACK):
        return True
    orders = reading.wants("place_order", "modify_order")
    return (orders and not names_goods(session, caller, reading)) or reading.chance < CLEARLY


def names_goods(session: Session, caller: Caller, reading: Reading) -> bool:
    """Whether goods of the shelf are named as if to order them."""
    shelf = StockedShelf(session, caller.business_id)
    names = [each.value.get("name") for each in reading.values if each.entity == "order_line"]
    return any(name and shelf.meant(name).items for name in names)


def _in_short(words: str) -> str:
    return " ".join(words.split())[:LONGEST]


def in_charge(session: Session, caller: Caller) -> Iterable[Person]:
    """Who sees to orders here and who leads the business, but not the person themselves."""
    groups = duty.hearing(session, caller.business)
    return (person for group in groups for person in group if person.id != caller.person.id)
