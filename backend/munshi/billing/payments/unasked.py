"""What is heard of payments though nothing of them is asked, and what goes before an open question."""

from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Asked, Reading
from munshi.billing.accounts.promising import promised_of_none_else
from munshi.billing.payments import asked as asked_of
from munshi.billing.payments import (
    asked_state,
    beside,
    by_way,
    came_from,
    change,
    cheques,
    claims,
    confirming,
    drafts,
    giving_back,
    numbered,
    out_of_till,
    overheard,
    payers,
    paying_now,
    put_right,
    receipts,
    recording,
    refund_state,
    same,
    several,
    striking,
    taking_back,
    told_by_staff,
    too_much,
    verdicts,
    with_credit,
    with_goods,
)
from munshi.billing.payments.owed import due_of
from munshi.billing.payments.said import hands_over, told_of
from munshi.billing.payments.terms import SKILL
from munshi.callers import Caller
from munshi.orders import of_helpers
from munshi.orders.moving import find
from munshi.orders.serving.duty import may_serve
from munshi.orders.serving.tables import with_closing
from munshi.outcomes import Outcome
from munshi.people.rules import Role
from munshi.turns import decide
from munshi.undoing.wording import Back, did_not_pay, of_money

RECORD = "record_payment"
SURELY = ("confirm_refund", "confirm_refund_lowering", "confirm_refund_another")
WRITTEN = ("recorded", "confirmed", "claim_waits", "twice", "ask_part", "ask_let_off")
STEPS_WITH = (
    *WRITTEN,
    "ask_due",
    "confirm_several",
)  # with which the order that the words name makes its step
NOTHING: Outcome[Any] = Outcome[str](outcome="none")


def overhear(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Words of the owner that surely give a customer money back, or hand over an order and take its money."""
    if of_staff := _of_helper(session, caller, asked, reading):
        return of_staff
    if _is_at_work(session, caller, asked):
        return None
    if not caller.may_act_as(Role.OWNER, Role.MANAGER):
        return (
            overheard.done(session, caller, asked, reading)
            or overheard.of_customer(session, caller, reading)
            or overheard.to_come(asked, reading)
        )
    if reading.is_tap:
        return None
    gives_back = of_money(reading.text) is Back.REFUNDED
    if gives_back and (back := numbered.given_back(session, caller.business_id, reading)):
        back = replace(back, way=told_of(reading, "record").way)
        found = decide(session, caller, lambda here, by: giving_back.told(here, by, back, reading) or NOTHING)
        named = payers.find(session, caller.business_id, None, reading.text).people
        then = found.facts.get("pay_then")
        return Heard(RECORD, found, then) if found.outcome in SURELY or then or named else None
    own = _change(session, caller, reading) or with_credit.told(session, caller, reading)
    if own := own or cheques.heard(session, caller, reading):
        return own
    if several_came := confirming.heard(session, caller, reading, asked.told):
        return Heard(RECORD, several_came)
    if (
        changed := decide(session, caller, lambda here, by: striking.told(here, by, reading) or NOTHING)
    ) != NOTHING:
        return Heard(RECORD, changed)
    other_way = decide(session, caller, lambda here, by: by_way.told(here, by, reading) or NOTHING)
    if other_way != NOTHING:
        return Heard(RECORD, other_way)
    answer = decide(
        session, caller, lambda here, by: asked_of.overheard(here, by, reading, asked.told) or NOTHING
    )
    if answer != NOTHING:
        return Heard(RECORD, answer)
    if for_order := _for_order(session, caller, reading):
        return for_order
    came = decide(session, caller, lambda here, by: came_from.told(here, by, reading) or NOTHING)
    return Heard(RECORD, came) if came != NOTHING else None


def _change(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """A claim that came, of which change went back."""
    found = decide(
        session, caller, lambda here, by: giving_back.change_of_claim(here, by, reading) or NOTHING
    )
    return Heard(RECORD, found, found.facts.get("pay_then")) if found != NOTHING else None


def _for_order(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """What came for an order or a table that is named, and the step that is said beside it."""
    reading = with_closing(reading)
    if claim := confirming.beside_a_step(session, caller.business_id, reading):
        reference, step = claim
        answer = decide(session, caller, lambda here, by: recording.decide(here, by, reference, "confirm"))
        return Heard(RECORD, answer, step)
    halves = decide(session, caller, lambda here, by: several.by_halves(here, by, reading) or NOTHING)
    if halves != NOTHING:
        order = numbered.order_named(session, caller.business_id, reading.text or "")
        return _with_step(session, caller, halves, reading, order)
    if seated := numbered.paid_at_table(session, caller.business_id, reading):
        answer = decide(session, caller, lambda here, by: recording.tell(here, by, seated, reading.text))
        return _with_step(session, caller, answer, reading, seated.named)
    if order := numbered.paid_without_sum(session, caller.business_id, reading):
        drafts.drop(session, caller)
        due = drafts.Told("record", named=order, way=told_of(reading, "record").way, words=reading.text)
        answer = decide(session, caller, lambda here, by: recording.tell(here, by, due, reading.text))
        return _with_step(session, caller, answer, reading, order) if answer.outcome == "ask_due" else None
    if apart := numbered.paid_beside(session, caller.business_id, reading):
        came, step = apart
        answer = decide(session, caller, lambda here, by: recording.tell(here, by, came, reading.text))
        return Heard(RECORD, answer, step) if answer.outcome in WRITTEN else None
    if of_order := numbered.paid_of_order(session, caller.business_id, reading):
        answer = decide(session, caller, lambda here, by: recording.tell(here, by, of_order, reading.text))
        return _with_step(session, caller, answer, reading, of_order.named)
    if hands_over(reading) and (paid := numbered.paid_for_order(session, caller.business_id, reading)):
        answer = decide(session, caller, lambda here, by: recording.tell(here, by, paid, reading.text))
        return _with_step(session, caller, answer, reading) if answer.outcome in WRITTEN else None
    return None


def _with_step(
    session: Session, caller: Caller, answer: Outcome[Any], reading: Reading, order: str | None = None
) -> Heard:
    """What became of the money, and the step of its order that the same words tell."""
    answer = beside.told(numbered.with_step(session, caller, answer, reading, order), reading)
    return Heard(RECORD, answer, answer.facts.get("pay_then") if answer.outcome in STEPS_WITH else None)


def _of_helper(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """What a helper tells of money or of the stock: a claim, or words for the owners."""
    if told := told_by_staff.told(session, caller, reading):
        return _with_step_of_helper(session, caller, told, reading)
    return of_helpers.of_books(session, caller, asked, reading)


def _with_step_of_helper(session: Session, caller: Caller, told: Heard, reading: Reading) -> Heard:
    """The order that a helper hands over with its money moves, where they may move it; else who sees to it hears so."""
    reading = with_closing(reading)
    seated = numbered.paid_at_table(session, caller.business_id, reading)
    at_table = seated.named if seated else None
    answer = numbered.with_step(session, caller, told.outcome, reading, at_table)
    step, text = answer.facts.get("pay_then"), reading.text or ""
    if not step:
        return told
    if may_serve(session, caller):
        return replace(told, outcome=answer, rest=step)
    named = at_table or numbered.order_named(session, caller.business_id, text)
    reference = named or numbered.order_named(session, caller.business_id, step)
    if reference is None:
        return told
    order = find(session, caller.business_id, reference)
    if order is not None:
        of_helpers.of_order(session, caller, order, text)
    return told


def _of_news(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A bare yes right behind the only claim that waits books it; where a question waits as well, or other claims do,
    and for a no that does not say of what, only a tap says of which it is: *nahi mile* is of that claim.
    """
    is_bare = not reading.is_tap and (reading.is_plain_yes or reading.is_no)
    if not is_bare or asked_of.TOLD_OF_CLAIM.isdisjoint(asked.told):
        return None
    there = claims.waiting(session, caller.business_id)
    if asked.waits or not there:
        return Heard(RECORD, claims.shown(session, there[:1])) if there else None
    if reading.is_no and did_not_pay(reading.text):
        return None
    if len(there) > 1 or reading.is_no or not reading.is_bare:
        return Heard(RECORD, claims.shown(session, there))
    reference = there[0].reference
    return heard(session, caller, RECORD, lambda here, by: recording.decide(here, by, reference, "confirm"))


def _of_change(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """What was paid less the change; of a note that was written a moment ago the change goes back."""
    told = change.told(session, caller, reading)
    if told is None or told.paise is None:
        return None
    payer = payers.find(session, caller.business_id, told.who, reading.text).one
    note = told.paise + sum(told.back)
    written = same.just_recorded(session, payer, note, None, None) if payer else None
    if written is not None:
        back = note - told.paise
        return heard(session, caller, RECORD, lambda here, by: giving_back.shown(here, written, back))
    return heard(session, caller, RECORD, lambda here, by: recording.tell(here, by, told, reading.text))


def _is_at_work(session: Session, caller: Caller, asked: Asked) -> bool:
    """Whether a sum is of somebody's work here, and not paid by them: who is asked something, or owes nothing."""
    if not caller.may_act_as(Role.EMPLOYEE) or caller.may_act_as(Role.OWNER, Role.MANAGER):
        return False
    return asked.waits or not due_of(session, caller.business_id, caller.person.id).paise


def interrupt(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """What a customer says of money that they have paid or will pay, whatever is asked: it is of no cart.

    Of who is in charge, whose the payment is that they have just written.
    """
    if SKILL not in caller.business.skills:
        return None
    if caller.may_act_as(Role.OWNER, Role.MANAGER):
        if of_claims := verdicts.told(session, caller, reading) or _of_news(session, caller, asked, reading):
            return of_claims
        if of_change := _of_change(session, caller, reading):
            return of_change
        if out_of_till.is_told(session, caller, reading):
            return heard(session, caller, RECORD, out_of_till.refuse)
        struck = decide(session, caller, lambda here, by: striking.named_alone(here, by, reading) or NOTHING)
        if struck != NOTHING:
            return Heard(RECORD, struck)
        other = striking.meant_for_another(session, caller, reading)
        return Heard(RECORD, other) if other else None
    if _is_at_work(session, caller, asked):
        return None
    return (
        asked_state.told(session, caller, asked, reading)
        or refund_state.told(session, caller, asked, reading)
        or overheard.part_wanted(session, caller, reading)
        or taking_back.told(session, caller, reading)
        or overheard.was_a_slip(session, caller, reading)
        or with_goods.and_cancelled(session, caller, reading)
        or with_goods.told(session, caller, asked, reading)
        or put_right.of_customer(session, caller, reading)
        or too_much.twice(session, caller, reading)
        or too_much.asked_when(session, caller, reading)
        or too_much.paid(session, caller, reading)
        or overheard.in_parts(session, caller, reading)
        or paying_now.told(session, caller, asked, reading)
        or promised_of_none_else(session, caller, asked, reading)
        or receipts.wanted(session, caller, asked, reading)
    )
