"""How goods shall come that somebody ordered by word of mouth, as who runs the shop tells it: *pick up*, *table 4*."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.reading import Reading, SumRole
from munshi.billing.payments.said import spoken_ways
from munshi.business.models import Business
from munshi.callers import Caller
from munshi.orders import tables
from munshi.orders.addresses import written_whole
from munshi.orders.desk import Desk, terms_of
from munshi.orders.kept import SaidHour, Says, Spoken, Wanted
from munshi.orders.looking import reference_in
from munshi.orders.rules import Fulfilment
from munshi.orders.said import message_of
from munshi.orders.serving.asked_for import WAYS
from munshi.orders.wanted_hours import day_alone, wanted_hour
from munshi.outcomes import Refusal
from munshi.undoing.wording import tells_of_paying
from munshi.word_lists import WordLists, plain

LISTS = WordLists(__file__, "words.yml")
LONGEST_NAME = 3  # words


@dataclass(frozen=True)
class Coming:
    """The way the goods come, where to, when (as `Wanted` is stored), what was wished beside, and if it is paid."""

    way: Fulfilment | None = None
    table: str | None = None
    place: str | None = None
    pincode: str | None = None
    wanted: dict[str, str | bool | None] | None = None
    notes: Sequence[str] = ()
    is_paid: bool = False

    @classmethod
    def of(cls, stored: dict[str, Any]) -> "Coming":
        """What was stored."""
        return cls(**{**stored, "way": Fulfilment(stored["way"]) if stored["way"] else None})


def tells_of_order(reading: Reading) -> bool:
    """Whether words have somebody's order written down: one that came by phone, or one that is not paid and gone."""
    said = plain(reading.text)
    if reading.is_tap or reading.first("order_line") is None or reference_in(reading.text or ""):
        return False
    if LISTS.has(said, "by_phone"):
        return True
    return LISTS.has(said, "writes_order") and (_says_terms(reading) or not tells_of_paying(reading.text))


def _says_terms(reading: Reading) -> bool:
    return message_of(reading).beside.says_when or _way_of(reading) is not None


def coming_of(session: Session, caller: Caller, reading: Reading) -> Coming:
    """What a message says of it. Refuses an hour that is past, or at which nobody is there."""
    beside, way = message_of(reading).beside, _way_of(reading)
    return Coming(
        way,
        table=_table_of(reading) if way is Fulfilment.DINE_IN else None,
        place=beside.place if way is Fulfilment.DELIVERY else None,
        pincode=beside.pincode if way is Fulfilment.DELIVERY else None,
        wanted=_when(session, caller, beside.hour),
        notes=[_words(each) for each in beside.notes if each.wished or each.says is Says.WISH],
        is_paid=bool(reading.sums_of(SumRole.PAID)) or _was_paid(reading),
    )


def whose(reading: Reading) -> str | None:
    """Who is named in it, else by the words right before their phone: *phone order rakesh 9876543210 …*."""
    text = reading.text or ""
    if reading.people:
        return text[reading.people[0].start : reading.people[0].end]
    phone = next(reading.all("phone"), None)
    before = _besides_order(text[: phone.start]).split() if phone else []
    return " ".join(before) if 0 < len(before) <= LONGEST_NAME else None


def _besides_order(text: str) -> str:
    """The words without those that say that an order is told."""
    said = plain(text)
    for name in ("by_phone", "writes_order", "for_whom"):
        while found := LISTS.found(said, name):
            said = f" {said} ".replace(f" {found} ", " ", 1).strip()
    return said


def at(session: Session, caller: Caller, coming: Coming, reading: Reading) -> Coming:
    """The same, with what an answer says: the way, else where the goods go."""
    told = coming_of(session, caller, reading)
    if coming.way is Fulfilment.DELIVERY and told.way in (None, Fulfilment.DELIVERY):
        place = written_whole(reading.text or "")
        return replace(coming, place=place.text or coming.place, pincode=place.pincode or coming.pincode)
    return replace(
        coming,
        way=told.way or coming.way,
        table=told.table or coming.table,
        place=told.place or coming.place,
        pincode=told.pincode or coming.pincode,
        wanted=told.wanted or coming.wanted,
    )


def ways_of(business: Business) -> list[Fulfilment]:
    """How goods can come here."""
    terms = terms_of(business)
    here = [(Fulfilment.PICKUP, terms.pickup), (Fulfilment.DELIVERY, bool(terms.pincodes))]
    found = [way for way, there in here if there] or [Fulfilment.PICKUP]
    return [*found, Fulfilment.DINE_IN] if terms.serves_here else found


def _way_of(reading: Reading) -> Fulfilment | None:
    """The one way that is said; a table is eaten at, and an address is brought to."""
    beside = message_of(reading).beside
    said = {Fulfilment(each) for each in (*beside.ways, *reading.sides(WAYS))}
    if _table_of(reading):
        return Fulfilment.DINE_IN
    if beside.place or beside.pincode:
        said.add(Fulfilment.DELIVERY)
    return said.pop() if len(said) == 1 else None


def _table_of(reading: Reading) -> str | None:
    """The table that is named, by figure or word."""
    return message_of(reading).beside.table or tables.of(reading.text)


def _when(session: Session, caller: Caller, hour: SaidHour | None) -> dict[str, str | bool | None] | None:
    if hour is None:
        return None
    desk = Desk(session, caller)
    wanted: Wanted | None = wanted_hour(desk, hour, None) or day_alone(desk, hour, None)
    if wanted is None:
        raise Refusal("order_no_hour")
    return wanted.as_json()


def _words(note: Spoken) -> str:
    return f"{note.about}: {note.text}" if note.about else note.text


def _was_paid(reading: Reading) -> bool:
    return tells_of_paying(reading.text) and bool(spoken_ways(reading.text))
