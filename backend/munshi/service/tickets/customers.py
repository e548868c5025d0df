"""What customers say of machines and goods beside a fault: that it is brought, an exchange, work, what it costs."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import FALLBACK, Asked, Reading, SumRole
from munshi.callers import Caller
from munshi.orders import looking as orders
from munshi.orders import passing_on
from munshi.orders.address_words import sure_address, surely_an_address
from munshi.orders.shelf import StockedShelf
from munshi.people.rules import STAFF
from munshi.service.tickets import asked as asked_of
from munshi.service.tickets import besides, brought, meant, telling, words
from munshi.service.tickets.dangers import hazard_in
from munshi.service.tickets.desk import SKILL, Desk
from munshi.service.tickets.filing import file_of
from munshi.service.tickets.looking import named
from munshi.service.tickets.statuses import LIVE, Status
from munshi.service.visits import assigning, cancelling, looking, machines, noting, reported, wished
from munshi.service.visits.models import Visit
from munshi.service.visits.references import TICKET
from munshi.service.visits.statuses import MAY_CHANGE
from munshi.service.visits.told import told as told_of
from munshi.service.visits.wishes import says_when
from munshi.service.visits.words import asks, ends_guarantee, machine_in, says, words_of

PAGE, STATUS = "raise_ticket", "check_ticket_status"
SENDING, CHANGE, GUARANTEE = "request_technician", "change_visit", "check_warranty"
HUMAN = "talk_to_human"
# What was told of a complaint or a visit when it was noted, or of the visit there is.
NOTED = ("utter_raise_ticket_raised", "utter_request_technician_booked", "utter_change_visit_")
# What a question about what it costs or how long it takes sounds like.
OF_WORK = (
    FALLBACK,
    STATUS,
    "ask_price",
    "ask_store_info",
    "track_order",
    "check_dues",
    "change_visit",
    SENDING,
)
FEWEST_OF_A_FAULT = 4  # words of what nobody understands
FEWEST_TOLD = 2  # words of a fault beside the machine
RATINGS = ("take_rating", "feedback_rating")
# The questions of who is buying or paying, which a complaint of what came before does not answer.
OF_BUYING = ("choose_product", "choose_quantity", "accept_offer", "confirm_order", "give_address", "correct_address",
             "choose_slot", "take_shown", "payment_amount", *RATINGS)  # fmt: skip
OF_WHERE = ("give_address", "correct_address")


def interrupt(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """What of it is heard before whoever asked."""
    listening = (of_bringing, of_named_refund, of_exchange, of_work, of_shown_fault, of_fault_without_guarantee,
                 of_fault_again, of_unclear_fault, of_named_person, of_phone)  # fmt: skip
    heard_of = (each(session, caller, asked, reading) for each in listening)
    return next(filter(None, heard_of), None)


def of_bringing(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Whether a machine is brought or somebody comes is answered; that it is brought is kept with what is reported."""
    text = reading.text or ""
    brings, asks_it = brought.says_so(text), brought.asks_where(text)
    if is_busy(asked) or reading.is_tap or not (brings or asks_it) or caller.may_act_as(*STAFF):
        return None
    if SKILL not in caller.business.skills:
        return None
    of_work = reading.wants(SENDING) and machine_in(text) is not None
    if words.tells_fault(text) or reading.wants(PAGE) or of_work or _tells_beside(text):
        return told(session, caller, reading)
    if not asks_it and (visit := _booked(session, caller, text)) is not None:
        return heard(session, caller, CHANGE, lambda here, by: cancelling.ask_to_cancel(here, by, visit))
    if asks_it or machine_in(text) or noting.may_note(session, caller):
        return heard(session, caller, PAGE, lambda here, by: asked_of.brings(here, by, reading))
    return None


def _booked(session: Session, caller: Caller, text: str) -> Visit | None:
    """The one visit that is booked for the machine that is brought instead, or for any where none is named."""
    machine = machine_in(text)
    booked = [
        each
        for each in looking.live_of(session, caller.business_id, caller.person.id)
        if each.status in MAY_CHANGE
    ]
    meant = [each for each in booked if machine in (None, each.machine)]
    return meant[0] if len(meant) == 1 else None


def _tells_beside(text: str) -> bool:
    """Whether a clause beside it tells of a machine."""
    clauses = [each for each in brought.CLAUSE.split(text) if not brought.speaks_of_it(each)]
    return any(
        machine_in(each) and len(each.split()) >= FEWEST_OF_A_FAULT and not asks(each) for each in clauses
    )


def of_named_refund(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """ "TKT-1 ka refund chahiye": money back or an exchange for an open complaint of theirs, which the shop decides."""
    text = reading.text or ""
    reference = TICKET.search(text)
    if reading.is_tap or reference is None or asks(text) or not says(text, "exchange_wished"):
        return None
    ticket = session.scalar(named(caller.business_id, reference.group()))
    if ticket is None or ticket.person_id != caller.person.id or Status(ticket.status) not in LIVE:
        return None
    return heard(session, caller, CHANGE, lambda here, by: noting.for_shop(here, by, ticket, text))


def of_exchange(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """An exchange or money back for what broke, and what has not come, are a complaint or of the open one: no order."""
    text = reading.text or ""
    broke = words.says_fault(text) or words.came_wrong(text)
    exchanges = says(text, "exchange_wished") or (broke and bool(reading.sums_of(SumRole.BACK)))
    missing = says(text, "order_missing")
    buys = asked.question.startswith(OF_BUYING) and asked.question not in RATINGS
    if says(text, "of_the_visit") or not (exchanges or missing) or (is_busy(asked) and not buys):
        return None
    if orders.open_orders(session, caller) or answers_the_cart(asked, text):
        return None
    if asks(text) and not (missing or words.says_fault(text)):
        return None  # "when will i get my refund" is of the money
    counted = any(counts_goods(each.value) for each in reading.all("order_line"))
    if counted and not says(text, "nobody_comes"):
        return None
    if _has_one_open(session, caller):
        return heard(session, caller, CHANGE, lambda here, by: noting.note(here, by, reading))
    of_theirs = machine_in(text) is not None or bool(Desk(session, caller).orders)
    if (missing or words.says_fault(text)) and (of_theirs or not buys):
        return told(session, caller, reading)
    return None if buys else told(session, caller, reading)


def answers_the_cart(asked: Asked, text: str) -> bool:
    """Whether the cart asks where to, and is told: what stands beside an address is a note of the order."""
    return asked.question in OF_WHERE and surely_an_address(text)


def _has_one_open(session: Session, caller: Caller) -> bool:
    """Whether one complaint is open for which nobody comes."""
    return len(machines.waiting_tickets(session, caller)) == 1


def of_work(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Work that is no fault is asked of the shop as a report; what stands at home is seen by who comes for it."""
    text = reading.text or ""
    if is_busy(asked) or not says(text, "work_wished") or words.tells_fault(text) or says(text, "guarantee"):
        return None
    machine = machine_in(text)
    if (machine is None and not says(text, "work_on")) or surely_an_address(text) or says_when(reading):
        return None
    desk = Desk(session, caller)
    if not meant.is_carried_in(desk, machine):
        return heard(
            session, caller, SENDING, lambda here, by: reported.tell_whether(here, by, reading, "work")
        )
    return told(session, caller, reading)


def of_named_person(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Words with the name of who works here are written to the open complaint for which nobody comes."""
    text = reading.text or ""
    unclear = not asked.question and reading.wants(FALLBACK) and not asks(text)
    if not unclear or reading.is_tap or not says(text, "called_so") or caller.may_act_as(*STAFF):
        return None
    if not assigning.technicians_in(session, caller, text) or not _has_one_open(session, caller):
        return None
    return heard(session, caller, CHANGE, lambda here, by: noting.note(here, by, reading))


def of_phone(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Another phone by which who comes shall call is written to what they come for, and wants nobody of the shop."""
    text = reading.text or ""
    told_one = reading.first("phone") and says(text, "calls_them") and not asks(text)
    if asked.question or not told_one or not reading.wants(FALLBACK, HUMAN, CHANGE):
        return None
    if caller.may_act_as(*STAFF) or not noting.may_note(session, caller):
        return None
    return heard(session, caller, CHANGE, lambda here, by: noting.note(here, by, reading))


def of_shown_fault(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A photo with words of a fault is a report, whatever is asked with it."""
    shows = not asked.question and file_of(reading) is not None and words.says_fault(reading.text or "")
    return told(session, caller, reading) if shows and not noting.may_note(session, caller) else None


def of_fault_without_guarantee(
    session: Session, caller: Caller, asked: Asked, reading: Reading
) -> Heard | None:
    """A fault beside a guarantee that is said to be over is a report: nobody asks for that guarantee."""
    text = reading.text or ""
    ended = ends_guarantee(text) and words.tells_fault(text) and machine_in(text) is not None
    if is_busy(asked) or not ended or not reading.wants(FALLBACK, GUARANTEE):
        return None
    return told(session, caller, reading)


def of_fault_again(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Right behind a complaint or visit that was noted, or with *bhi*, a fault of nothing named is written to it."""
    text = reading.text or ""
    is_behind = says(text, "too") or any(each.startswith(NOTED) for each in asked.told)
    if (
        asked.question
        or not (reading.wants(PAGE) and is_behind)
        or machine_in(text) is not None
        or says_when(reading)
    ):
        return None
    desk = Desk(session, caller)
    is_of_else = words.is_of_order(text) or words.is_of_conduct(text) or words.came_wrong(text)
    names = words.brands_in(text) or meant.models_named(text, desk.models) or reading.first("reference")
    if is_of_else or names or hazard_in(text) or not noting.may_note(session, caller):
        return None
    return heard(session, caller, CHANGE, lambda here, by: noting.note(here, by, reading))


def of_unclear_fault(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A fault of a machine that is not understood is one before it is a question about goods."""
    text = reading.text or ""
    unclear = (
        not asked.question and reading.wants(FALLBACK, "give_feedback") and not reading.first("reference")
    )
    if not unclear or machine_in(text) is None or not words.tells_fault(text) or asks(text):
        return None
    return for_who_comes(session, caller, asked, reading) or told(session, caller, reading)


def asked_of_it(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """What it costs or how long it takes, of who has an open complaint and names no goods."""
    text = reading.text or ""
    if asked.question or reading.is_tap or not reading.wants(*OF_WORK, "ask_availability"):
        return None
    if any(counts_goods(each.value) for each in reading.all("order_line")):
        return None
    if SKILL not in caller.business.skills or caller.may_act_as(*STAFF) or not besides.asked_in(text):
        return None
    if not machines.waiting_tickets(session, caller):
        return None
    return heard(session, caller, PAGE, lambda here, by: asked_of.told_of_open(here, by, text))


def of_a_machine(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """What nobody understands and names a machine that is seen to here may be its fault, or is asked of the shop."""
    text = reading.text or ""
    if is_busy(asked) or reading.is_tap or not reading.wants(FALLBACK) or caller.may_act_as(*STAFF):
        return None
    machine = machine_in(text)
    asks_it = asks(text) or says(text, "whether_begins") or bool(reading.sides("asks_whether"))
    asks_else = asks_it and not besides.asked_in(text)
    if machine is None or says(text, "wants_goods") or reading.first("reference"):
        return None
    tells = SKILL in caller.business.skills and len(text.split()) >= FEWEST_OF_A_FAULT
    if not tells or machine not in machines.served(session, caller.business_id):
        return None
    if asks_else:
        return Heard(passing_on.PAGE, passing_on.ask(text, passing_on.UNCLEAR))
    return told(session, caller, reading)


def for_who_comes(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """One more fault of the machine for which somebody is coming is noted for them: "camera 4 bhi dhundhla hai".

    A danger is reported as one, with its warning.
    """
    text = reading.text or ""
    more = words.is_of_fault(text) and not hazard_in(text) and says(text, "too") and not says_when(reading)
    machine = machine_in(text) if more else None
    if machine is None or asked.question or asks(text) or caller.may_act_as(*STAFF):
        return None
    coming = looking.live_of(session, caller.business_id, caller.person.id)
    if not any(each.machine == machine for each in coming):
        return None
    return heard(session, caller, CHANGE, lambda here, by: noting.note(here, by, reading))


def is_busy(asked: Asked) -> bool:
    """Whether an answer is waited for: a rating, and what may be left open, waits for none."""
    return asked.waits and asked.question not in RATINGS


def counts_goods(line: Mapping[str, Any], text: str = "") -> bool:
    """Whether a line counts what is no machine, and no house of the text: "6 kilo cheeni, gate band hai"."""
    name, number = line.get("name") or "", str(line.get("quantity") or "")
    counts = bool(number) and machine_in(name) is None and not _is_at_fault(name, text)
    place = sure_address(text) if counts else None
    if place is None or not place.text:
        return counts
    is_of_house = number in place.text.split() and text.split().count(number) == 1
    return not (is_of_house or (name and name in place.text))


def _is_at_fault(name: str, text: str) -> bool:
    """Whether a machine is named with what is counted, and does not work: "one burner of my hob does not light"."""
    clauses = (each for each in brought.CLAUSE.split(text) if name and name in each)
    return any(machine_in(each) is not None and words.is_of_fault(each) for each in clauses)


def tells_of_machine(session: Session, caller: Caller, reading: Reading) -> bool:
    """Whether more than its name is told of a machine for which somebody goes out, and nothing of the shelf is named.

    Beside where or when to come that is its fault, however it is said.
    """
    text, fault = reading.text or "", told_of(reading) or ""
    machine = machine_in(fault)
    if machine is None or wished.of_shelf(text) or asks(text):
        return False
    if len(words.telling(fault, list(words_of(machine)))) < FEWEST_TOLD:
        return False
    if machine not in machines.served(session, caller.business_id):
        return False
    shelf, named = (
        StockedShelf(session, caller.business_id),
        [each.value for each in reading.all("order_line")],
    )
    return not any(machine_in(each.get("name") or "") and shelf.is_name(each["name"]) for each in named)


def told(session: Session, caller: Caller, reading: Reading) -> Heard:
    """It is a report, or more of one."""
    return heard(session, caller, PAGE, lambda here, by: telling.tell(here, by, reading))
