"""What a message says to an open question about what is being reported, or about a move of the shop's."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, Questions, heard
from munshi.asking.reading import CLEARLY, FALLBACK, NO, Asked, Reading
from munshi.callers import Caller
from munshi.orders.address_words import surely_an_address, written_address
from munshi.outcomes import Outcome
from munshi.people.named import gives
from munshi.people.rules import STAFF
from munshi.service.settling.choosing import BETWEEN, OF, PARTED
from munshi.service.settling.looking import named_goods
from munshi.service.settling.rules import way_in
from munshi.service.tickets import answered, for_staff, meant, raising, readdressing, telling, words
from munshi.service.tickets.desk import SKILL, Desk
from munshi.service.tickets.filing import file_of
from munshi.service.tickets.notices import IN_CHARGE
from munshi.service.tickets.statuses import LIVE, Status
from munshi.service.visits import reported
from munshi.service.visits.references import TICKET
from munshi.service.visits.wishes import says_when
from munshi.service.visits.words import machine_in, says

NUMBER = re.compile(r"(\d+(?:\.\d+)?)(?: \S+)?")  # "2", "2 packet"
SENDING = "request_technician"
AT_ONCE = ("sparks", "gas")  # dangers
PAGE, MOVING, STATUS = "raise_ticket", "move_ticket", "check_ticket_status"
OF_LATE_WORK = (FALLBACK, PAGE, STATUS, "ask_team_leave", "track_order", "change_visit")
OF_OPEN_WORK = (FALLBACK, PAGE, STATUS, "track_order", "change_visit", "list_orders")
OF_ANYTHING_LATE = (FALLBACK, PAGE, STATUS, "change_visit", "ask_price", "ask_availability", "view_menu")
OF_PEOPLE = ("give_feedback", "check_ticket_status", "change_visit")  # what a complaint of people sounds like
# What a question whether something may be used sounds like.
OF_SAFETY = (FALLBACK, PAGE, STATUS, SENDING, "deny", "goodbye", "thank", "ask_availability", "ask_price",
             "check_warranty", "change_visit")  # fmt: skip
AS_BOUGHT = ("place_order", "modify_order", "ask_availability", "ask_price", "update_stock", FALLBACK)
# What an address, the name of a product or a few words of a fault may be taken for.
MAY_BE_TOLD = (PAGE, FALLBACK, "place_order", "request_technician", "request_spare_part", "ask_availability",
               "give_feedback", "ask_price", "check_warranty", "affirm", "modify_order", "ask_store_info")  # fmt: skip
# What words that name a place without any sign of one are taken for.
AS_AN_ADDRESS = (FALLBACK, PAGE, "place_order", "modify_order", "ask_store_info")


def _of_sending(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """Somebody shall come for what is being reported: that is one thing with it."""
    yes_then = words.begins_with_yes(reading.text or "") and says_when(reading)
    if SKILL not in caller.business.skills or reading.is_tap or not (reading.wants(SENDING) or yes_then):
        return None
    if not reported.is_of_visit(Desk(session, caller)):
        return None
    return heard(session, caller, PAGE, lambda here, by: reported.send(here, by, reading))


def _of_report(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """What is wrong, or which product; a no leaves it."""
    if reading.is_no and file_of(reading) is None:
        return heard(session, caller, PAGE, telling.drop)
    if reading.is_tap and reading.first("choice") is None and file_of(reading) is None:
        return None
    return _told(session, caller, reading) if _may_be_told(reading) else None


def _of_address(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Where to come: an address, whatever else it sounds like."""
    text = reading.text or ""
    if (sent := _of_sending(session, caller, reading)) is not None:
        return sent
    if not reading.is_tap and (words.is_of_conduct(text) or words.came_wrong(text)):
        return _told(session, caller, reading)
    if not reading.is_tap and says(text, "nobody_comes"):
        if words.complains(text) and not says(text, "cancelling"):
            return heard(session, caller, PAGE, telling.without_visit)
        return heard(session, caller, PAGE, telling.drop)
    if not reading.is_tap and written_address(text) is not None:
        return _told(session, caller, reading)
    is_short = len(text.split()) < telling.FEWEST_WORDS
    may_be_one = is_short or (reading.wants(*AS_AN_ADDRESS) and not text.rstrip().endswith("?"))
    tells = file_of(reading) is not None or reading.is_no or says_when(reading) or words.is_of_fault(text)
    tells = tells or bool(words.brands_in(text) or reading.first("serial_number"))
    return _of_report(session, caller, asked, reading) if may_be_one or tells else None


def _of_summary(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A yes raises what was shown; more words or a file are shown first."""
    if (sent := _of_sending(session, caller, reading)) is not None:
        return sent
    if file_of(reading) is not None or words.is_yes_but(reading.text or ""):
        return _told(session, caller, reading)
    text = reading.text or ""
    if not reading.is_tap and not words.begins_with_yes(text) and _asks_if_free(text):
        return heard(session, caller, PAGE, telling.show)
    if reading.agrees:
        return _raised(session, caller, asked, reading)
    is_yes_and = not reading.is_tap and words.begins_with_yes(text)  # "haan, aur paise to nahi lagenge na?"
    if reading.is_no and not (reading.wants(NO) and is_yes_and):
        return heard(session, caller, PAGE, telling.drop)
    told = surely_an_address(text) or says_when(reading) or is_yes_and
    told = told or words.complains(text) or words.came_wrong(text)
    more = not reading.is_tap and (reading.wants(PAGE, FALLBACK) or told)
    return _told(session, caller, reading) if more else None


def _asks_if_free(text: str) -> bool:
    """Whether it asks if it is free or under guarantee, which the shown report says."""
    return "?" in text and (says(text, "guarantee") or says(text, "costing"))


def _raised(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard:
    """What was shown is raised; a second machine, or when somebody shall come, is a wish of its own from then on."""
    shown = reading.first("summary") or asked.summary
    draft = Desk(session, caller).draft
    rest, when = reading.next_wish or draft.second, draft.when
    taken = heard(session, caller, PAGE, lambda here, by: raising.raise_ticket(here, by, shown), rest)
    return replace(taken, rest=rest or when) if taken.outcome.outcome == "raised" else taken


def _of_open_one(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """That it is another fault than that of the open ticket; who says the same again hears of it again."""
    if reading.is_tap and reading.first("choice") is not None:
        return _told(session, caller, reading)
    if reading.wants(NO):
        return heard(session, caller, PAGE, telling.drop)
    return None


def _of_reason(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Why the shop moves a ticket so, in any words."""
    reference, _, then = (asked.summary or "").partition(":")
    if reading.is_no and reading.is_tap:
        return None
    if not reading.text or then not in tuple(Status):
        return None
    text = reading.text
    named = [str(each.value) for each in reading.all("reference")]
    if named and reference not in named:  # what is said of another thing is no reason for this move
        return None
    return heard(
        session,
        caller,
        MOVING,
        lambda here, by: for_staff.move_on(here, by, reference, Status(then), reason=text),
    )


def _of_assignee(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Who sees to it, by name."""
    if reading.is_tap or not asked.summary or TICKET.search(reading.text or ""):
        return None
    return _given_to(session, caller, asked.summary, reading.text or "")


def _of_goods(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Which goods are made good, by name; or all of them."""
    reference, _, named = (asked.summary or "").partition(PARTED)
    way, said = way_in(named), named_goods(session, caller, reference, reading.text or "")
    if way is None or said is None:
        return _left(session, caller, asked, reading)
    return heard(session, caller, MOVING, lambda here, by: for_staff.settle(here, by, reference, way, said))


def _of_settling(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A yes does what was shown; a number is how much of the one line that was."""
    shown = reading.first("summary") or asked.summary or ""
    reference, named, said, *_ = (*str(shown).split(PARTED), "", "", "")
    way = way_in(named)
    if way is None:
        return None
    if reading.agrees:
        then = answered.promise_next(reading, reference) if way == "replace" else None
        return heard(
            session,
            caller,
            MOVING,
            lambda here, by: for_staff.settle(here, by, reference, way, said, shown),
            then,
        )
    fewer = NUMBER.fullmatch((reading.text or "").strip())
    if fewer and BETWEEN not in said:
        less = f"{said.partition(OF)[0]}{OF}{fewer.group(1)}"
        return heard(
            session, caller, MOVING, lambda here, by: for_staff.settle(here, by, reference, way, less)
        )
    return _left(session, caller, asked, reading)


def _left(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A no does nothing, and the ticket stays open."""
    reference = (asked.summary or "").partition(PARTED)[0]
    if not reading.is_no or not reference:
        return None
    return heard(session, caller, MOVING, lambda here, by: for_staff.leave_open(here, by, reference))


def _overhear(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """What is surely of the desk though nobody has asked."""
    return (
        answered.answer(session, caller, asked, reading)
        or _given(session, caller, reading)
        or _late_work(session, caller, reading)
        or _of_address_again(session, caller, asked, reading)
        or _of_safety(session, caller, reading)
        or _of_conduct(session, caller, asked, reading)
        or _of_fault(session, caller, asked, reading)
        or _of_danger(session, caller, asked, reading)
        or (None if asked.question else _of_sending(session, caller, reading))
        or _of_goods_that_came(session, caller, asked, reading)
    )


def _of_address_again(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """An address said after the yes."""
    text = reading.text or ""
    if asked.question or "service" not in caller.business.skills:
        return None
    if readdressing.meant(session, caller, text) is None:
        return None
    return heard(session, caller, MOVING, lambda here, by: readdressing.correct(here, by, text))


def _of_safety(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """What may be used while a danger is not put right: nothing of it, and what to do is said again."""
    text = reading.text or ""
    if reading.is_tap or caller.may_act_as(*STAFF) or "service" not in caller.business.skills:
        return None
    if not (reading.wants(*OF_SAFETY) and words.asks_of_safety(text)):
        return None
    desk = Desk(session, caller)
    ticket = next((each for each in desk.tickets if each.hazard and each.status in LIVE), None)
    hazard = desk.draft.hazard or (ticket.hazard if ticket else None)
    if hazard is None:
        return None
    return heard(
        session, caller, STATUS, lambda here, by: Outcome[str](outcome="keep_off", facts={"warns": hazard})
    )


def _of_conduct(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A complaint of people is written down; what is only said of a visit that was is what a customer thinks of it."""
    text = reading.text or ""
    if (
        asked.question
        or reading.is_tap
        or caller.may_act_as(*STAFF)
        or "service" not in caller.business.skills
    ):
        return None
    means_it = reading.wants(FALLBACK, SENDING) or (reading.wants(*OF_PEOPLE) and words.complains(text))
    return _told(session, caller, reading) if means_it and words.is_of_conduct(text) else None


def _of_fault(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A machine that is named with a fault or a danger is reported, not ordered."""
    text = reading.text or ""
    bought = reading.wants("place_order", "modify_order", "ask_availability", "ask_price")
    unclear = reading.wants(FALLBACK) and not caller.may_act_as(*STAFF)
    if asked.question or not (bought or unclear) or "service" not in caller.business.skills:
        return None
    if machine_in(text) is None or not (words.is_of_fault(text) or words.hazard_in(text)):
        return None
    if any(_counts_goods(each.value) for each in reading.all("order_line")):
        return None
    return _told(session, caller, reading)


def _counts_goods(line: Mapping[str, Any]) -> bool:
    """Whether a line counts something that is no machine: "6 kilo cheeni, gate band hai, phone karna"."""
    return bool(line.get("quantity")) and machine_in(line.get("name") or "") is None


def _of_danger(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Sparks or gas of which a customer tells come before what else a message sounds like; a visit warns by itself."""
    if asked.question or reading.is_tap or reading.wants(SENDING) or "service" not in caller.business.skills:
        return None
    text = reading.text or ""
    if caller.may_act_as(*STAFF) or words.hazard_in(text) not in AT_ONCE:
        return None
    if reading.wants("place_order", "modify_order") and machine_in(text) is None:
        return None
    return _told(session, caller, reading)


def _late_work(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """ "Kaunsa kaam late hai", "what is overdue" of who is in charge is what is late, "open complaints" all of them."""
    text = reading.text or ""
    if reading.is_tap or "service" not in caller.business.skills or not caller.may_act_as(*IN_CHARGE):
        return None
    of_work = reading.wants(*OF_LATE_WORK) and words.speaks_of_late_work(text)
    if of_work or (reading.wants(*OF_ANYTHING_LATE) and words.asks_what_is_late(text)):
        return heard(session, caller, STATUS, for_staff.late)
    if reading.wants(*OF_OPEN_WORK) and words.asks_for_open_work(text):
        return heard(session, caller, STATUS, for_staff.to_do)
    return None


def _of_goods_that_came(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """ "Cheeni kam aayi, 1 kilo missing" is of the cheeni that came, and no order of another kilo."""
    text = reading.text or ""
    sounds_bought = reading.wants(*AS_BOUGHT)
    if asked.question or not sounds_bought or "service" not in caller.business.skills:
        return None
    if not words.came_wrong(text) or not meant.is_of_goods_that_came(Desk(session, caller), text):
        return None
    return _told(session, caller, reading)


def _given(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """`TKT-6 pooja ko de do` of who is in charge."""
    named = TICKET.search(reading.text or "")
    if reading.is_tap or named is None or not gives(reading.text or "") or not caller.may_act_as(*IN_CHARGE):
        return None
    return _given_to(session, caller, named.group(), reading.text or "")


def _given_to(session: Session, caller: Caller, reference: str, text: str) -> Heard | None:
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


def _may_be_told(reading: Reading) -> bool:
    """Whether it may be an answer in words: nothing else is clearly wanted."""
    wants_else = reading.chance >= CLEARLY and not reading.wants(*MAY_BE_TOLD)
    return reading.is_tap or file_of(reading) is not None or not wants_else


def _told(session: Session, caller: Caller, reading: Reading) -> Heard:
    return heard(session, caller, PAGE, lambda here, by: telling.tell(here, by, reading))


QUESTIONS = Questions(
    "tickets",
    {
        "ticket_problem": _of_report,
        "ticket_product": _of_report,
        "give_ticket_address": _of_address,
        "confirm_ticket": _of_summary,
        "correct_ticket": _of_open_one,
        "ticket_reason": _of_reason,
        "ticket_assignee": _of_assignee,
        "choose_settled_goods": _of_goods,
        "confirm_settling": _of_settling,
    },
    overhears=_overhear,
)
