"""What a message says to an open question about a guarantee."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, Questions, heard
from munshi.asking.reading import CLEARLY, FALLBACK, Asked, Reading
from munshi.callers import Caller
from munshi.outcomes import Outcome
from munshi.people.models import Person, PersonRole
from munshi.people.named import all_named_in
from munshi.people.rules import STAFF, Role
from munshi.service.parts import covering
from munshi.service.tickets.words import (
    asks_for_claims,
    brands_in,
    decides_in,
    speaks_of_deciding,
    tells_fault,
)
from munshi.service.visits.words import asks, machine_in, says
from munshi.service.warranty import asked_beside, deciding, looking, of_parts, registering
from munshi.service.warranty.registering import bill_of, is_no_bill, serial_in

SERIAL_ASKED, SERIAL_TO_CHECK = "warranty_serial", "correct_warranty_serial"
MOST_WORDS = 5  # of a yes or a no
# What a question of how a part is guaranteed sounds like.
OF_PARTS = (FALLBACK, "check_warranty", "request_spare_part", "ask_price", "ask_availability", "ask_store_info",
            "check_ticket_status", "place_order", "modify_order", "check_dues", "check_leave_balance")  # fmt: skip
REGISTER, CHECK, DECIDE = "register_warranty", "check_warranty", "decide_warranty"
# What a serial, the name of a model or a day may be taken for.
MAY_BE_TOLD = (REGISTER, CHECK, FALLBACK, "place_order", "ask_availability", "ask_price", "raise_ticket",
               "request_spare_part", "apply_leave", "request_invoice", "track_order", "view_cart")  # fmt: skip


# What is wished of what somebody has: then it is not told to be registered.
OF_ELSE = ("work", "work_wished", "coming_to_see", "exchange_wished", "cancelling", "buying_new")
# Sides of messages that are of the shelf, or of orders.
OF_THE_SHOP = frozenset({"happened", "ran_out", "names_orders", "tells_customer", "left_of_goods"})


def _of_piece(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """What is still to be said of the piece, or its bill; a no leaves it."""
    if reading.is_no and bill_of(reading) is None and not brands_in(reading.text or ""):
        return heard(session, caller, REGISTER, registering.drop)
    sent = bill_of(reading) is not None
    if asked.question == SERIAL_ASKED and not sent and not _may_be_serial(reading):
        return None
    if not (sent or is_no_bill(reading)) and (
        (reading.is_tap and not reading.wants(REGISTER)) or _wants_else(caller, reading)
    ):
        return None
    return heard(session, caller, REGISTER, lambda here, by: registering.tell(here, by, reading))


def _of_summary(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A yes notes what was shown; more words are shown first."""
    if reading.agrees and bill_of(reading) is None:
        shown, rest = reading.first("summary") or asked.summary, reading.next_wish
        return heard(session, caller, REGISTER, lambda here, by: registering.register(here, by, shown), rest)
    return _of_piece(session, caller, asked, reading)


def _of_serial_to_check(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """The serial that is on the plate."""
    serial = reading.first("serial_number") or serial_in(reading.text or "")
    if reading.is_no or not (serial or reading.attachment):
        return None
    return heard(session, caller, CHECK, lambda here, by: looking.check(here, by, reading, serial))


def _of_decision(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """The owner's word on what was shown last; many words are none unless they speak of deciding, nor is a word that
    names somebody who works here: "sunil wali bhi nahi" is of what that one has asked for.
    """
    text = reading.text or ""
    if len(text.split()) > MOST_WORDS and not speaks_of_deciding(text):
        return None
    if len(text.split()) > 1 and not speaks_of_deciding(text) and _names_staff(session, caller, text):
        return None
    agreed = reading.agrees or reading.wants("approve_request")
    refused = reading.is_no or reading.wants("reject_request")
    names_another = reading.first("reference") or reading.first("person") or reading.next_wish
    if reading.is_tap or not (agreed or refused) or names_another or not (asked.summary or "").isdecimal():
        return None
    piece = int(asked.summary or 0)
    return heard(session, caller, DECIDE, lambda here, by: deciding.decide(here, by, piece, confirm=agreed))


def _names_staff(session: Session, caller: Caller, text: str) -> bool:
    works = Person.roles.any(PersonRole.role.in_(STAFF))
    staff = select(Person).where(Person.business_id == caller.business_id, works)
    return bool(all_named_in(text, session.scalars(staff).all()))


def _may_be_serial(reading: Reading) -> bool:
    """Whether it says something of a piece: to the question for a serial other words are no answer."""
    text = reading.text or ""
    says = reading.first("serial_number") or serial_in(text) or brands_in(text) or machine_in(text)
    return bool(says) or reading.is_tap or reading.wants(REGISTER)


def _overhear(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """What waits for the owner's word, by its serial or as a whole; and whose it is asks whether it is decided."""
    text = reading.text or ""
    if reading.is_tap or "service" not in caller.business.skills:
        return None
    if caller.may_act_as(Role.OWNER, Role.MANAGER):
        piece = looking.to_decide(session, caller, text, any_of_them=speaks_of_deciding(text))
        if piece is None and asks_for_claims(text) and not reading.first("serial_number"):
            return heard(session, caller, DECIDE, lambda here, by: Outcome[str](outcome="none_to_decide"))
        if piece is None:
            return None
        agreed, key = decides_in(text), piece.id
        if agreed is not None and (piece.serial or text) in text.upper():
            return heard(session, caller, DECIDE, lambda here, by: deciding.decide(here, by, key, agreed))
        return heard(session, caller, DECIDE, lambda here, by: looking.show_to_decide(here, by, piece))
    asks = reading.wants("check_leave_status") and not caller.may_act_as(*STAFF)
    if asks and looking.waits_for(session, caller):
        return heard(session, caller, CHECK, lambda here, by: looking.check(here, by, reading))
    return None


def _wants_else(caller: Caller, reading: Reading) -> bool:
    """Whether it clearly wants something else, or who runs the shop speaks of its shelf or its orders."""
    clearly = reading.chance >= CLEARLY and not reading.wants(*MAY_BE_TOLD)
    of_shop = any(each.facet in OF_THE_SHOP for each in reading.facets)
    return clearly or (of_shop and caller.may_act_as(Role.OWNER, Role.MANAGER))


def _of_part(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """How a part is guaranteed is told by the policy, whoever has asked; with its price where the desk has such a part
    for the person's own machine.
    """
    text = reading.text or ""
    if reading.is_tap or not reading.wants(*OF_PARTS) or says(text, "coming_to_see"):
        return None
    goes_on = of_parts.asks_on(asked.told, text)
    if not (goes_on or says(text, "guarantee")) or caller.may_act_as(*STAFF):
        return None
    if asked.waits and not (goes_on or asks(text) or reading.wants(CHECK)):
        return None
    on_desk = covering.of_part(session, caller, text, covers=False)
    if on_desk is not None and on_desk.outcome != "own_guarantee":
        return None
    told = of_parts.of_part(session, caller, text)
    return Heard(CHECK, told) if told is not None else None


def _of_serial_told(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """The serial of a machine that is told with neither fault nor question, where nothing is asked, is registered."""
    text = reading.text or ""
    told = reading.first("serial_number") and machine_in(text) and reading.wants(*MAY_BE_TOLD)
    if not told or reading.is_tap or asked.waits or caller.may_act_as(*STAFF) or reading.wants(CHECK):
        return None
    if (
        tells_fault(text)
        or asks(text)
        or any(says(text, each) for each in ("guarantee", "work", "work_wished"))
    ):
        return None
    return heard(session, caller, REGISTER, lambda here, by: registering.tell(here, by, reading))


def _of_bought_told(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """ "Naya kent pearl liya hai": what was bought of what the shop knows is registered, and its serial asked."""
    text = reading.text or ""
    if reading.is_tap or asked.waits or caller.may_act_as(*STAFF) or not says(text, "has_bought"):
        return None
    if tells_fault(text) or asks(text) or any(says(text, each) for each in OF_ELSE):
        return None
    if not registering.names_ours(session, caller, text):
        return None
    return heard(session, caller, REGISTER, lambda here, by: registering.tell(here, by, reading))


def _of_bill(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A guarantee that is asked about by the number of a bill is that of what was sold with it."""
    of_guarantee = says(reading.text or "", "guarantee") or asked.question in (SERIAL_ASKED, SERIAL_TO_CHECK)
    if reading.is_tap or not of_guarantee or not reading.wants(CHECK, *MAY_BE_TOLD):
        return None
    if not looking.with_bill(session, caller, reading):
        return None
    return heard(session, caller, CHECK, lambda here, by: looking.check(here, by, reading))


def _interrupt(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """What was sold with a bill, how a part is guaranteed, and a serial that is told."""
    if (of_bill := _of_bill(session, caller, asked, reading)) is not None:
        return of_bill
    if asked_beside.is_asked(session, caller, asked, reading):
        return heard(session, caller, CHECK, lambda here, by: asked_beside.tell(here, by, reading))
    return (
        _of_part(session, caller, asked, reading)
        or _of_serial_told(session, caller, asked, reading)
        or _of_bought_told(session, caller, asked, reading)
    )


QUESTIONS = Questions(
    "warranty",
    {
        "warranty_serial": _of_piece,
        "warranty_model": _of_piece,
        "warranty_date": _of_piece,
        "warranty_bill": _of_piece,
        "confirm_warranty": _of_summary,
        "decide_warranty_piece": _of_decision,
        SERIAL_TO_CHECK: _of_serial_to_check,
    },
    overhears=_overhear,
    interrupts=_interrupt,
)
