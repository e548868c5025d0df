"""What of the desk is heard whoever has asked: a technician's own jobs, what who runs the shop says, and a few more."""

from dataclasses import replace

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Asked, Reading
from munshi.callers import Caller
from munshi.people.rules import STAFF
from munshi.service.amc import ending, own, selling
from munshi.service.parts import for_job, giving_up
from munshi.service.parts.desk import runs_the_desk
from munshi.service.tickets import brought_then, not_right
from munshi.service.visits import (
    absence,
    area,
    bill_wanted,
    called_off,
    carrying,
    charge_doubted,
    choosing,
    clausewise,
    coded,
    conditions,
    cost_asked,
    cost_told,
    earlier,
    for_free,
    from_shelf,
    hours_off,
    hours_set,
    its_part_asked,
    later,
    left_out,
    looking,
    no_cart,
    not_come,
    note_beside,
    on_job,
    own_jobs,
    part_in_asked,
    part_missing,
    readdressing,
    righting,
    running,
    sent_for,
    shop_asked,
    standing_asked,
    stock_told,
    taken_along,
    taken_wrong,
    taking_over,
    to_who_comes,
    told_of_caller,
    who_comes,
    whole_told,
    words,
    work_changed,
)
from munshi.service.visits.at_work import OF_CUSTOMERS, of_mistake, of_new_code, of_numbered_work, of_step
from munshi.service.visits.handing_back import of_handing, of_moving
from munshi.service.visits.hearing import REQUEST
from munshi.service.visits.lateness import of_lateness
from munshi.service.visits.receiving import of_money
from munshi.service.visits.takings import of_what_was_taken
from munshi.service.warranty import asked_beside

WHICH_JOB = choosing.QUESTION
OF_CODES = ("tell_arrival_code", "tell_closing_code")
OF_SELLING = ("choose_plan", "confirm_plan", selling.PIECE)


def interrupt(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Several things one after the other, else the one that is said, whoever has asked; that a part comes later is no
    word of money where it was asked of the part.
    """
    if asked_beside.is_asked(session, caller, asked, reading):
        return None  # of the guarantee, which is told below
    if (then := brought_then.hear(session, caller, asked, reading)) is not None:
        return then
    if (again := not_right.hear(session, caller, asked, reading)) is not None:
        return again
    if (of_part := part_in_asked.answer(session, caller, asked, reading)) is not None:
        return of_part
    if (whole := whole_told.hear(session, caller, reading)) is not None:
        return whole
    first = clausewise.hear(session, caller, replace(asked, question=""), reading, _of_desk)
    return first or _of_desk(session, caller, asked, reading)


def _of_desk(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A technician's own jobs, and what who runs the shop says of the desk."""
    of_own_job = (
        righting.hear(session, caller, asked, reading)
        or taken_wrong.hear(session, caller, reading)
        or taken_along.hear(session, caller, reading)
        or part_missing.hear(session, caller, reading)
        or for_job.hear(session, caller, reading)
        or coded.hear(session, caller, asked, reading)
        or told_of_caller.hear(session, caller, reading)
        or taking_over.hear(session, caller, reading)
        or of_handing(session, caller, reading)
        or of_moving(session, caller, reading)
        or absence.of_a_break(session, caller, reading)
        or of_lateness(session, caller, asked, reading)
        or of_new_code(session, caller, reading)
        or for_free.hear(session, caller, reading)
        or of_money(session, caller, asked, reading)
        or of_what_was_taken(session, caller, reading)
        or own_jobs.hear(session, caller, reading)
        or _of_mistake(session, caller, asked, reading)
        or cost_told.hear(session, caller, reading)
        or carrying.to_owner(session, caller, reading)
        or no_cart.hear(session, caller, reading)
        or _word_to_customer(session, caller, asked, reading)
        or _of_absence_from_work(session, caller, asked, reading)
        or of_step(session, caller, asked, reading)
        or of_numbered_work(session, caller, asked, reading)
        or on_job.hear(session, caller, asked, reading)
        or stock_told.hear(session, caller, asked, reading)
        or bill_wanted.hear(session, caller, reading)
    )
    return (
        of_own_job
        or running.interrupt(session, caller, asked, reading)
        or _keeps_care(session, caller, asked, reading)
        or _ends_care(session, caller, asked, reading)
        or own.by_number(session, caller, asked, reading)
        or shop_asked.of_owner(session, caller, reading)
        or conditions.hear(session, caller, asked, reading)
        or readdressing.hear(session, caller, asked, reading)
        or charge_doubted.hear(session, caller, asked, reading)
        or cost_asked.of_coming(session, caller, asked, reading)
        or called_off.hear(session, caller, asked, reading)
        or left_out.hear(session, caller, asked, reading)
        or work_changed.hear(session, caller, asked, reading)
        or its_part_asked.hear(session, caller, asked, reading)
        or note_beside.hear(session, caller, asked, reading)
        or to_who_comes.led(session, caller, asked, reading)
        or to_who_comes.by_name(session, caller, reading)
        or hours_set.hear(session, caller, asked, reading)
        or giving_up.hear(session, caller, asked, reading)
        or area.hear(session, caller, asked, reading)
        or standing_asked.hear(session, caller, asked, reading)
        or from_shelf.hear(session, caller, asked, reading)
        or not_come.hear(session, caller, asked, reading)
        or shop_asked.hear(session, caller, asked, reading)
        or who_comes.hear(session, caller, asked, reading)
        or earlier.hear(session, caller, asked, reading)
        or later.hear(session, caller, asked, reading)
        or sent_for.insisted(session, caller, asked, reading)
        or sent_for.asked_whether(session, caller, asked, reading)
    )


def _ends_care(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Yearly care that a customer has and no longer wants, whoever has asked, but where care is being sold."""
    if reading.is_tap or asked.question in OF_SELLING:
        return None
    if caller.may_act_as(*STAFF):
        return _ends_of_customer(session, caller, reading)
    contract = selling.to_end(session, caller, reading.text or "")
    if contract is None:
        return None
    reference, text = contract.reference, reading.text or ""
    visits = (
        looking.live_of(session, caller.business_id, caller.person.id) if words.says(text, "visits") else ()
    )
    rest = f"{visits[0].reference} cancel" if len(visits) == 1 else None  # "visit also"
    return heard(session, caller, REQUEST, lambda here, by: ending.end(here, by, reference), rest)


def _keeps_care(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """That it is not to end after all: the shop, which may have heard that it is, hears the opposite."""
    if reading.is_tap or asked.question in OF_SELLING or caller.may_act_as(*STAFF):
        return None
    text = reading.text or ""
    if (contract := selling.to_keep(session, caller, text)) is None:
        shown = selling.again(session, caller, text)
        return Heard(REQUEST, shown) if shown else None
    reference = contract.reference
    return heard(session, caller, REQUEST, lambda here, by: ending.keep(here, by, reference, text))


def _ends_of_customer(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """The same by who runs the shop: "AMC-3 band karo"."""
    text = reading.text or ""
    ends = words.says(text, "ends") or words.says(text, "cancelling")
    if not (ends and runs_the_desk(caller)) or words.asks(text):
        return None
    named = ending.named(session, caller, text)
    return heard(session, caller, REQUEST, lambda here, by: ending.end(here, by, named)) if named else None


def _of_mistake(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A step that is taken back; where its code is asked for, that question hears it, and ends."""
    return None if asked.question in OF_CODES else of_mistake(session, caller, asked, reading)


def _of_absence_from_work(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """That a technician does not come, where no leave is given that could be asked for."""
    if asked.question and not asked.question.startswith((WHICH_JOB, "correct_leave", *OF_CUSTOMERS)):
        return None
    return absence.of_leave(session, caller, reading, asked.told) or hours_off.of_own(
        session, caller, reading
    )


def _word_to_customer(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """ "Meena ko bolo kal 12 baje aaunga" of who goes there."""
    if reading.is_tap or words.placed(reading.text or "", "has_told") is None:
        return None
    if not looking.live_jobs_of(session, caller.business, caller.person.id):
        return None
    return carrying.carried(session, caller, reading)
