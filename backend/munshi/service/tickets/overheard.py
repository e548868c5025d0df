"""What is surely of the desk though nobody has asked: a fault, a danger, what came wrong, a complaint of people."""

import re
from dataclasses import replace

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import CLEARLY, FALLBACK, Asked, Reading
from munshi.callers import Caller
from munshi.orders import money_complaints
from munshi.orders.address_words import surely_an_address
from munshi.orders.shelf import StockedShelf
from munshi.outcomes import Outcome
from munshi.people.named import gives
from munshi.people.rules import STAFF
from munshi.service.tickets import (
    answered,
    customers,
    ended,
    for_staff,
    hastening,
    meant,
    readdressing,
    showing,
    words,
)
from munshi.service.tickets.customers import OF_BUYING, counts_goods, is_busy, told
from munshi.service.tickets.dangers import hazard_in
from munshi.service.tickets.desk import SKILL, Desk
from munshi.service.tickets.notices import IN_CHARGE
from munshi.service.tickets.status import status
from munshi.service.tickets.statuses import LIVE, Status
from munshi.service.visits import reported
from munshi.service.visits.drafts import Draft
from munshi.service.visits.references import TICKET
from munshi.service.visits.wishes import says_when
from munshi.service.visits.words import asks, machine_in, says
from munshi.service.warranty.looking import models
from munshi.undoing.wording import came_back

PAGE, MOVING, STATUS = "raise_ticket", "move_ticket", "check_ticket_status"
SENDING, CHANGE, PART = "request_technician", "change_visit", "request_spare_part"
WARRANTY = "check_warranty"
VISIT = "visit"  # the draft of one
PIECE = re.compile(r"[^,;.!?\n।]+[,;.!?\n।]*")
OF_REPORT = ("ticket_problem", "ticket_product", "give_ticket_address", "confirm_ticket")
MOST_OF_A_LIST = 4  # words
AT_ONCE = ("sparks", "gas")  # dangers
MONEY = "of_money"  # of every message
OF_LATE_WORK = (FALLBACK, PAGE, STATUS, "ask_team_leave", "track_order", "change_visit")
OF_OPEN_WORK = (FALLBACK, PAGE, STATUS, "track_order", "change_visit", "list_orders")
OF_ANYTHING_LATE = (FALLBACK, PAGE, STATUS, "change_visit", "ask_price", "ask_availability", "view_menu")
OF_PEOPLE = ("give_feedback", "check_ticket_status", "change_visit")  # what a complaint of people sounds like
# What a question whether something may be used sounds like.
CURRENT = "sparks"  # the danger of what is touched, where none is known
OF_SAFETY = (FALLBACK, PAGE, STATUS, SENDING, "deny", "goodbye", "thank", "ask_availability", "ask_price",
             "check_warranty", "change_visit", "report_payment", "ask_help", "cancel_flow")  # fmt: skip
REPEAT = "repeat_order"
ORDERED = ("place_order", "modify_order", "ask_availability", "ask_price")
AS_BOUGHT = (
    *ORDERED,
    "update_stock",
    REPEAT,
    "track_order",
    "check_ticket_status",
    "give_feedback",
    FALLBACK,
)
# What a fault of a customer's sounds like where an address, a day or a promise stands beside it.
AS_A_FAULT = (FALLBACK, "apply_leave", "cancel_leave", "ask_store_info", "track_order", "cancel_order", "repeat_order",
              "check_dues", "give_feedback", "ask_help", "greet", "goodbye", "update_stock", "view_menu")  # fmt: skip


def interrupt(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """That it is well again; and a complaint of what came or of people, where something else is bought or rated."""
    text = reading.text or ""
    if (shown := showing.hear(session, caller, reading)) is not None:
        return shown
    if reading.is_tap or SKILL not in caller.business.skills or caller.may_act_as(*STAFF):
        return None
    if reading.sides(MONEY) and came_back(text):
        return None  # what came back is money
    if (safety := _of_safety(session, caller, asked, reading)) is not None:
        return safety
    if _goes_back(session, caller, asked, reading):
        return told(session, caller, reading)
    if (done := ended.hear(session, caller, asked, reading)) is not None:
        return done
    if (sooner := hastening.hear(session, caller, asked, reading)) is not None:
        return sooner
    if (beside := customers.interrupt(session, caller, asked, reading)) is not None:
        return beside
    if _asks_for_own(asked, reading):
        return heard(session, caller, STATUS, lambda here, by: status(here, by, None))
    if not asked.question.startswith(OF_BUYING) or says(text, "wants_goods"):
        return None
    fault = words.tells_fault(text)
    if not (fault or words.came_wrong(text)) or customers.answers_the_cart(asked, text):
        return None
    desk, machine = Desk(session, caller), machine_in(text)
    of_own = machine is not None and fault and (reading.wants(PAGE) or meant.has_bought(desk, machine))
    return told(session, caller, reading) if of_own or meant.is_of_goods_that_came(desk, text) else None


def _asks_for_own(asked: Asked, reading: Reading) -> bool:
    """Whether their complaints are asked for beside a question of a report, and nothing is told: "meri shikayatein"."""
    text = reading.text or ""
    short = len(text.split()) <= MOST_OF_A_LIST and machine_in(text) is None
    nothing_told = not (words.tells_fault(text) or surely_an_address(text) or TICKET.search(text))
    return (
        asked.question in OF_REPORT
        and short
        and nothing_told
        and reading.wants(STATUS)
        and reading.chance >= CLEARLY
    )


def overhear(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """What is surely of the desk though nobody has asked."""
    return (
        answered.answer(session, caller, asked, reading)
        or _given(session, caller, reading)
        or _late_work(session, caller, reading)
        or _of_address_again(session, caller, asked, reading)
        or _of_conduct(session, caller, asked, reading)
        or _of_guaranteed(session, caller, asked, reading)
        or _of_fault(session, caller, asked, reading)
        or _of_danger(session, caller, asked, reading)
        or customers.asked_of_it(session, caller, asked, reading)
        or customers.of_a_machine(session, caller, asked, reading)
        or (None if asked.question else of_sending(session, caller, reading))
        or _of_goods_that_came(session, caller, asked, reading)
    )


def of_sending(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """Somebody shall come for what is being reported: that is one thing with it."""
    text = reading.text or ""
    comes = reading.wants(SENDING) or says(text, "comes_there")
    yes_then = words.begins_with_yes(text) and says_when(reading)
    if SKILL not in caller.business.skills or reading.is_tap or not (comes or yes_then):
        return None
    desk = Desk(session, caller)
    stays = desk.draft.brings and not (says(text, "come_please") or says(text, "comes_there"))
    if stays or not reported.is_of_visit(desk):
        return None
    return heard(session, caller, PAGE, lambda here, by: reported.send(here, by, reading))


def _of_guaranteed(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """What is broken is reported where the shop lists no guarantees; whether it is guaranteed is answered next."""
    text = reading.text or ""
    if asked.question or reading.is_tap or caller.may_act_as(*STAFF) or SKILL not in caller.business.skills:
        return None
    asks_it = next((each for each in PIECE.findall(text) if says(each, "guarantee") and asks(each)), None)
    fault = replace(reading, text=text.replace(asks_it, " ").strip() if asks_it else text)
    told_of = words.tells_fault(fault.text or "") or (asks_it is not None and reading.wants(PAGE))
    if not (reading.wants(WARRANTY, PAGE) and (words.tells_fault(text) or told_of)):
        return None
    if models(session, caller.business_id) or (reading.wants(PAGE) and asks_it is None):
        return None
    if not told_of:
        fault, asks_it = reading, None
    return replace(told(session, caller, fault), rest=asks_it)


def _of_address_again(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """An address said after the yes."""
    text = reading.text or ""
    if asked.question or SKILL not in caller.business.skills:
        return None
    if readdressing.meant(session, caller, text) is None:
        return None
    return heard(session, caller, MOVING, lambda here, by: readdressing.correct(here, by, text))


def _of_safety(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """What may be used or touched while a danger is not put right: nothing of it; what is said besides comes next."""
    text = reading.text or ""
    sentences = [each.strip() for each in PIECE.findall(text)]
    others = [each for each in sentences if not (asks(each) and words.asks_of_safety(each))]
    is_asked = len(others) < len(sentences)
    touches = words.is_of_touching(text) and asks(text)
    means_it = not asked.question and reading.wants(*OF_SAFETY) and words.asks_of_safety(text)
    if not (is_asked or touches or means_it):
        return None
    hazard = _danger_there_is(session, caller) or (CURRENT if touches else None)
    if hazard is None:
        return None
    said = Outcome[str](outcome="keep_off", facts={"warns": hazard})
    rest = ", ".join(each.rstrip(" ,") for each in others) if is_asked else None
    return heard(session, caller, STATUS, lambda here, by: said, rest or None)


def _danger_there_is(session: Session, caller: Caller) -> str | None:
    """The danger that a customer is telling of, or has reported."""
    desk = Desk(session, caller)
    told: str | None = desk.draft.hazard or Draft(session, caller, VISIT).get("hazard")
    return told or next((each.hazard for each in desk.tickets if each.hazard and each.status in LIVE), None)


def _of_conduct(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A complaint of people is written down for who is in charge; stars or praise are what a customer thinks of it."""
    text = reading.text or ""
    if is_busy(asked) or reading.is_tap or caller.may_act_as(*STAFF) or SKILL not in caller.business.skills:
        return None
    rates = reading.first("rating") is not None or says(text, "praising") or text.rstrip().endswith("?")
    means_it = reading.wants(FALLBACK, SENDING, *OF_PEOPLE) and (words.complains(text) or not rates)
    return told(session, caller, reading) if means_it and words.is_of_conduct(text) else None


def _of_fault(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A machine that is named with a fault or a danger is reported, whatever else stands beside it."""
    text = reading.text or ""
    if (noted := customers.for_who_comes(session, caller, asked, reading)) is not None:
        return noted
    if is_busy(asked) or SKILL not in caller.business.skills or machine_in(text) is None:
        return None
    somewhere = surely_an_address(text) or says_when(reading)
    unclear = reading.wants(FALLBACK) or (reading.wants(*AS_A_FAULT) and not asks(text))
    unclear = unclear or (reading.wants(PART) and somewhere)
    if not (reading.wants(*ORDERED) or (unclear and not caller.may_act_as(*STAFF))):
        return None
    if not (words.tells_fault(text) or (somewhere and customers.tells_of_machine(session, caller, reading))):
        return None
    if any(counts_goods(each.value, text) for each in reading.all("order_line")):
        return None
    return told(session, caller, reading)


def _of_danger(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Sparks or gas of which a customer tells come before what else a message sounds like; a visit warns by itself."""
    if asked.question or reading.is_tap or reading.wants(SENDING) or SKILL not in caller.business.skills:
        return None
    text = reading.text or ""
    if caller.may_act_as(*STAFF) or hazard_in(_beside_shelf(session, caller, reading)) not in AT_ONCE:
        return None
    if reading.wants("place_order", "modify_order") and machine_in(text) is None:
        return None
    return told(session, caller, reading)


def _beside_shelf(session: Session, caller: Caller, reading: Reading) -> str:
    """A message without the names of the shelf in it, of which no danger is told: "gas lighter kitne ka hai"."""
    text, shelf = reading.text or "", StockedShelf(session, caller.business_id)
    named = [str(each.value.get("name") or "") for each in reading.all("order_line")]
    for name in named:
        text = text.replace(name, " ") if name and shelf.is_name(name) else text
    return text


def _late_work(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """ "Kaunsa kaam late hai", "what is overdue" of who is in charge is what is late, "open complaints" all of them."""
    text = reading.text or ""
    if reading.is_tap or SKILL not in caller.business.skills or not caller.may_act_as(*IN_CHARGE):
        return None
    of_work = reading.wants(*OF_LATE_WORK) and words.speaks_of_late_work(text)
    if of_work or (reading.wants(*OF_ANYTHING_LATE) and words.asks_what_is_late(text)):
        return heard(session, caller, STATUS, for_staff.late)
    if reading.wants(*OF_OPEN_WORK) and words.asks_for_old_work(text):
        said = reading.answer("duration")
        days = int(said.get("days") or 0) if isinstance(said, dict) else 0
        return heard(session, caller, STATUS, lambda here, by: for_staff.old(here, by, days))
    if reading.wants(*OF_OPEN_WORK) and words.asks_for_open_work(text):
        return heard(session, caller, STATUS, for_staff.to_do)
    return None


def _of_goods_that_came(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """ "Cheeni kam aayi, 1 kilo missing", "2 bulb jo liye the band ho gaye" are of what came, and no order of more.

    Who orders the same again says by *again* that nothing was wrong.
    """
    text = reading.text or ""
    if is_busy(asked) or not reading.wants(*AS_BOUGHT) or SKILL not in caller.business.skills:
        return None
    broke = words.is_of_fault(text) or (words.says_again(text) and not reading.wants(REPEAT))
    wrong = words.came_wrong(text) or (broke and not says(text, "wants_goods"))
    if reading.is_tap:
        return None
    if words.food_came_badly(text) and not asks(text) and meant.food_was_brought(Desk(session, caller)):
        return told(session, caller, reading)
    came = wrong and meant.is_of_goods_that_came(Desk(session, caller), text)
    return told(session, caller, reading) if came else None


def _goes_back(session: Session, caller: Caller, asked: Asked, reading: Reading) -> bool:
    """Whether goods of an order that came shall go back: *1007 me se 1 maggi wapas*; a question is not that."""
    text = reading.text or ""
    if is_busy(asked) or asks(text) or not money_complaints.returns_goods(text):
        return False
    return meant.came_and_is_named(Desk(session, caller), text, reading.first("reference"))


def _given(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """`TKT-6 pooja ko de do` of who is in charge."""
    named = TICKET.search(reading.text or "")
    if reading.is_tap or named is None or not gives(reading.text or "") or not caller.may_act_as(*IN_CHARGE):
        return None
    return given_to(session, caller, named.group(), reading.text or "")


def given_to(session: Session, caller: Caller, reference: str, text: str) -> Heard | None:
    colleague = for_staff.colleague_in(session, caller, text)
    if colleague is None:
        return None
    who = colleague.id
    return heard(
        session,
        caller,
        MOVING,
        lambda here, by: for_staff.move_on(here, by, reference, Status.ASSIGNED, assignee=who),
    )
