"""What a message says to an open question about what is being reported, or about a move of the shop's."""

import re
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, Questions, heard
from munshi.asking.reading import CLEARLY, FALLBACK, NO, Asked, Reading
from munshi.callers import Caller
from munshi.orders.address_words import surely_an_address, written_address
from munshi.outcomes import Outcome
from munshi.service.settling.choosing import BETWEEN, OF, PARTED
from munshi.service.settling.looking import named_goods
from munshi.service.settling.rules import way_in
from munshi.service.tickets import (
    answered,
    besides,
    brought,
    brought_then,
    complaining,
    ended,
    for_staff,
    overheard,
    put_right,
    raising,
    telling,
    words,
)
from munshi.service.tickets import asked as asked_of
from munshi.service.tickets.customers import told
from munshi.service.tickets.desk import Desk
from munshi.service.tickets.filing import file_of
from munshi.service.tickets.overheard import given_to, of_sending
from munshi.service.tickets.statuses import Status
from munshi.service.visits import called, from_shelf, noting
from munshi.service.visits.references import TICKET
from munshi.service.visits.told import told as tells
from munshi.service.visits.wishes import says_when, when_alone
from munshi.service.visits.words import asks, machine_in, placed_last, says

NUMBER = re.compile(r"(\d+(?:\.\d+)?)(?: \S+)?")  # "2", "2 packet"
PAGE, MOVING = "raise_ticket", "move_ticket"
# What an address, the name of a product or a few words of a fault may be taken for.
MAY_BE_TOLD = (PAGE, FALLBACK, "place_order", "request_technician", "request_spare_part", "ask_availability",
               "give_feedback", "ask_price", "check_warranty", "affirm", "modify_order", "ask_store_info")  # fmt: skip
# What words that name a place without any sign of one are taken for.
AS_AN_ADDRESS = (FALLBACK, PAGE, "place_order", "modify_order", "ask_store_info")


def _of_report(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """What is wrong, or which product; a no leaves it."""
    if (bought := _buys_instead(session, caller, reading)) is not None:
        return bought
    if (told_of := _asked_beside(session, caller, reading)) is not None:
        return told_of
    if reading.is_no and file_of(reading) is None:
        return heard(session, caller, PAGE, telling.drop)
    if asked.question == "ticket_product" and when_alone(reading) and machine_in(reading.text or "") is None:
        return None  # an hour is no name of anything
    if reading.is_tap and reading.first("choice") is None and file_of(reading) is None:
        return None
    return told(session, caller, reading) if _may_be_told(reading) else None


def _buys_instead(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """Who buys a machine reports none: that is left, and the order comes next."""
    if not from_shelf.meant(session, caller, reading) or Desk(session, caller).draft.is_empty:
        return None
    return heard(session, caller, PAGE, telling.drop, reading.text)


def _asked_beside(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """What it costs or when it is seen to, asked beside the report and with nothing else."""
    text = reading.text or ""
    what = (
        () if reading.is_tap or words.tells_fault(text) or surely_an_address(text) else besides.asked_in(text)
    )
    if not what or says_when(reading) or Desk(session, caller).draft.is_empty:
        return None
    return heard(session, caller, PAGE, lambda here, by: asked_of.told_beside(here, by, what))


def _of_address(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Where to come: an address, whatever else it sounds like."""
    text = reading.text or ""
    if (bought := _buys_instead(session, caller, reading)) is not None:
        return bought
    if not reading.is_tap and complaining.needs_nobody(text):
        return heard(session, caller, PAGE, lambda here, by: complaining.without_visit(here, by, text))
    if brought.says_so(text):
        return told(session, caller, reading)
    if (sent := of_sending(session, caller, reading)) is not None:
        return sent
    if (told_of := _asked_beside(session, caller, reading)) is not None:
        return told_of
    if not reading.is_tap and (words.is_of_conduct(text) or words.came_wrong(text)):
        return told(session, caller, reading)
    if not reading.is_tap and says(text, "nobody_comes"):
        return heard(session, caller, PAGE, telling.drop)
    if not reading.is_tap and (written_address(text) is not None or telling.tells_of_age(text)):
        return told(session, caller, reading)
    is_short = len(text.split()) < telling.FEWEST_WORDS
    may_be_one = is_short or (reading.wants(*AS_AN_ADDRESS) and not text.rstrip().endswith("?"))
    tells = file_of(reading) is not None or reading.is_no or says_when(reading) or words.is_of_fault(text)
    tells = tells or bool(words.brands_in(text) or reading.first("serial_number"))
    return _of_report(session, caller, asked, reading) if may_be_one or tells else None


def _of_summary(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A yes raises what was shown; more words or a file are shown first."""
    if (bought := _buys_instead(session, caller, reading)) is not None:
        return bought
    if brought.says_so(reading.text or "") and not _notes_it(session, caller, reading):
        return told(session, caller, reading)
    sent = None if brought.says_so(reading.text or "") else of_sending(session, caller, reading)
    if sent is not None:
        return sent
    if reading.agrees:
        reading, _, _ = called.take(session, caller, reading)
    text = reading.text or ""
    tells_of_it = words.is_yes_but(text) or _only_names_maker(text) or reading.says_for_whom
    if file_of(reading) is not None or tells_of_it:
        return told(session, caller, reading)
    if not words.begins_with_yes(text) and (told_of := _asked_beside(session, caller, reading)) is not None:
        return told_of
    if not reading.is_tap and not words.begins_with_yes(text) and _asks_if_free(text):
        return heard(session, caller, PAGE, telling.show)
    if reading.agrees or (not reading.is_tap and (brought.says_so(text) or _only_notes(text))):
        return _raised(session, caller, asked, reading)
    is_yes_and = not reading.is_tap and words.begins_with_yes(text)  # "haan, aur paise to nahi lagenge na?"
    exchanges = not reading.is_tap and says(text, "exchange_wished")
    if reading.is_no and not exchanges and not (reading.wants(NO) and is_yes_and):
        return heard(session, caller, PAGE, telling.drop)
    if not reading.is_tap and not exchanges and _needs_none(text):
        return heard(session, caller, PAGE, telling.drop)
    if put_right.names_goods(reading):
        return told(session, caller, reading)
    tells = surely_an_address(text) or says_when(reading) or is_yes_and
    tells = tells or exchanges or words.complains(text) or words.came_wrong(text)
    more = not reading.is_tap and (reading.wants(PAGE, FALLBACK, "give_feedback") or tells)
    return told(session, caller, reading) if more else None


def _needs_none(text: str) -> bool:
    """Whether the shown report is not wanted any more: "rehne do, kisi aur se theek karwa liya"."""
    return says(text, "done_elsewhere") and not (words.tells_fault(text) or surely_an_address(text))


def _only_names_maker(text: str) -> bool:
    """Whether it names a maker and says no yes: "honda shine" tells which machine it is."""
    return bool(words.brands_in(text)) and not words.begins_with_yes(text)


def _notes_it(session: Session, caller: Caller, reading: Reading) -> bool:
    """Whether it says once more that it is brought, and that this is to be noted."""
    text = reading.text or ""
    agrees = reading.agrees or words.begins_with_yes(text) or says(text, "noting")
    return agrees and Desk(session, caller).draft.brings is not None


def _only_notes(text: str) -> bool:
    """Whether it only says that a complaint is to be noted: "shikayat likho"."""
    return words.complains(text) and says(text, "noting") and not words.says_what(text)


def _asks_if_free(text: str) -> bool:
    """Whether it asks if it is free or under guarantee, which the shown report says."""
    return "?" in text and (says(text, "guarantee") or says(text, "costing"))


def _raised(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard:
    """What was shown is raised; a second machine, or when somebody shall come, is a wish of its own from then on."""
    shown = reading.first("summary") or asked.summary
    draft = Desk(session, caller).draft
    rest, when = reading.next_wish or draft.second, draft.when
    more = None if reading.next_wish else words.behind_yes(reading.text or "")

    def work(here: Session, by: Caller) -> Outcome[Any]:
        answer = raising.raise_ticket(here, by, shown)
        if answer.outcome == "raised" and more and _tells_more(more):
            noting.note(here, by, Reading(more, ()))
        return answer

    taken = heard(session, caller, PAGE, work, rest)
    return replace(taken, rest=rest or when) if taken.outcome.outcome == "raised" else taken


def _tells_more(words_behind: str) -> bool:
    """Whether words behind a yes tell something of what is wrong: not that it is brought, or to be written down."""
    only_agrees = brought.says_so(words_behind) or says(words_behind, "noting")
    return not only_agrees and tells(Reading(words_behind, ())) is not None


def _of_open_one(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """That it is another fault than that of the open ticket; who says the same again hears of it again."""
    if reading.is_tap and reading.first("choice") is not None:
        return told(session, caller, reading)
    if reading.wants(NO):
        return heard(session, caller, PAGE, telling.drop)
    return None


def _of_file(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Which open complaint a photo is of; a no says that it is of none."""
    chosen = reading.first("choice") is not None or TICKET.search(reading.text or "") is not None
    return told(session, caller, reading) if chosen or reading.agrees or reading.is_no else None


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
    if _asks_to_see(reading):
        return None
    return heard(
        session,
        caller,
        MOVING,
        lambda here, by: for_staff.move_on(here, by, reference, Status(then), reason=text),
    )


def _asks_to_see(reading: Reading) -> bool:
    """Whether it asks for something else to be shown, which is no line for a customer: "galla dikhao"."""
    text = reading.text or ""
    end = placed_last(text, "show_me")
    shows = end is not None and not text[end[1] :].strip(" .!।") and not says(text, "to_whom")
    return shows or (asks(text) and reading.chance >= CLEARLY and not reading.wants(*MAY_BE_TOLD))


def _of_assignee(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Who sees to it, by name."""
    if reading.is_tap or not asked.summary or TICKET.search(reading.text or ""):
        return None
    return given_to(session, caller, asked.summary, reading.text or "")


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


def _may_be_told(reading: Reading) -> bool:
    """Whether it may be an answer in words: nothing else is clearly wanted."""
    wants_else = reading.chance >= CLEARLY and not reading.wants(*MAY_BE_TOLD)
    return reading.is_tap or file_of(reading) is not None or not wants_else


QUESTIONS = Questions(
    "tickets",
    {
        "ticket_problem": _of_report,
        "ticket_product": _of_report,
        "give_ticket_address": _of_address,
        "confirm_ticket": _of_summary,
        "correct_ticket": _of_open_one,
        "choose_file_ticket": _of_file,
        "ticket_reason": _of_reason,
        "ticket_assignee": _of_assignee,
        "choose_settled_goods": _of_goods,
        "confirm_settling": _of_settling,
        brought_then.QUESTION: brought_then.answer,
        ended.QUESTION: ended.answer,
        ended.WHICH: ended.choose,
    },
    interrupts=overheard.interrupt,
    overhears=overheard.overhear,
)
