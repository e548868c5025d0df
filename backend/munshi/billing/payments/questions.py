"""What a message says to an open question about a payment."""

from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, Questions, decides, heard
from munshi.asking.ordinals import by_number
from munshi.asking.reading import Asked, Reading
from munshi.asking.sums import figures
from munshi.billing.accounts.khata_words import names_a_khata
from munshi.billing.accounts.promising import promised_of_none_else
from munshi.billing.accounts.whom import chosen, named_in
from munshi.billing.answering import names_another, names_somebody
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
    of_late,
    out_of_till,
    overheard,
    payers,
    paying_now,
    put_right,
    receipts,
    recording,
    refund_state,
    reporting,
    same,
    service,
    several,
    striking,
    taking_back,
    told_by_staff,
    too_much,
    verdicts,
    with_goods,
)
from munshi.billing.payments.owed import due_of
from munshi.billing.payments.said import asks_when, hands_over, holds, is_another, screenshot_of, told_of
from munshi.billing.payments.terms import SKILL
from munshi.callers import Caller
from munshi.orders import of_helpers
from munshi.orders.address_words import surely_an_address
from munshi.orders.moving import find
from munshi.orders.serving.duty import may_serve
from munshi.outcomes import Outcome
from munshi.people.names import meant
from munshi.people.rules import Role
from munshi.turns import decide
from munshi.undoing.taking import takes_back
from munshi.undoing.wording import Back, did_not_pay, of_money

LONGEST_ANSWER = 3  # words beside which a figure is the answer
REPORT, RECORD, CREDIT = "report_payment", "record_payment", "record_credit"
SURELY = ("confirm_refund", "confirm_refund_lowering", "confirm_refund_another")
WRITTEN = ("recorded", "confirmed", "claim_waits", "twice")
STEPS_WITH = (
    *WRITTEN,
    "ask_due",
    "confirm_several",
)  # with which the order that the words name makes its step
NOTHING: Outcome[Any] = Outcome[str](outcome="none")


def _of_payment(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A sum, a bank's reference, a picture; a no leaves it."""
    begun = drafts.load(session, caller, "record")
    kind = "record" if begun else "report"
    if kind == "record" and takes_back(reading):
        return None
    if begun and begun.payer and names_another(session, caller.business_id, reading, begun.payer):
        return heard(session, caller, RECORD, recording.drop, reading.text)
    page, drop = (RECORD, recording.drop) if kind == "record" else (REPORT, reporting.drop)
    if kind == "report" and (said := overheard.of_customer(session, caller, reading)):
        return said
    if reading.is_no and not screenshot_of(reading):
        return heard(session, caller, page, drop)
    if kind == "record" and not reading.is_tap and did_not_pay(reading.text):
        return heard(session, caller, page, recording.nothing_came)
    told = told_of(reading, "record" if kind == "record" else "report", asked.question)
    says = told.paise is not None or told.utr or told.screenshot or told.payer
    if not reading.wants(REPORT, RECORD) and (not says or _speaks_of_more(reading)):
        return None
    if kind == "record":
        return heard(session, caller, page, lambda here, by: recording.tell(here, by, told, reading.text))
    return heard(session, caller, page, lambda here, by: reporting.tell(here, by, told))


def _speaks_of_more(reading: Reading) -> bool:
    """Whether figures stand in an address, or among too many words to be just an answer: a list of goods."""
    text = reading.text or ""
    return len(text.split()) > LONGEST_ANSWER or surely_an_address(text)


def _of_payer(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Who it was: tapped, by the place in the list, by more of the name or by phone; with anything else beside it
    nothing is written, and the message is a wish of its own.
    """
    if takes_back(reading):
        return None
    if reading.is_no:
        return heard(session, caller, RECORD, recording.drop)
    if _is_whole(session, caller, reading) or service.PAYMENT.search(reading.text or ""):
        return heard(session, caller, RECORD, recording.drop, reading.text)
    if not (reading.is_tap or names_somebody(reading, RECORD) or reading.answer("pick") is not None):
        return heard(session, caller, RECORD, recording.drop, reading.text)
    payer = reading.first("payer") or _picked(session, caller, reading)
    if payer:
        return heard(session, caller, RECORD, lambda here, by: recording.choose(here, by, int(payer)))
    told = told_of(reading, "record")
    named = told.who or reading.text
    if not named:
        return None
    if not told.who and len(named.split()) > LONGEST_ANSWER:  # a sentence is no name
        return heard(session, caller, RECORD, recording.drop, reading.text)
    begun = drafts.load(session, caller, "record")
    more = told if told.who or told.named or begun is None else drafts.Told("record", who=named)
    return heard(session, caller, RECORD, lambda here, by: recording.tell(here, by, more, reading.text))


def _is_whole(session: Session, caller: Caller, reading: Reading) -> bool:
    """Whether words tell of a payment of their own: they name an order and what came of it."""
    if reading.is_tap:
        return False
    told = numbered.paid_for_order(session, caller.business_id, reading)
    return told is not None and told.named is not None and told.paise is not None


def _picked(session: Session, caller: Caller, reading: Reading) -> int | None:
    """The one of those that were shown whose place or whose name alone is said."""
    begun = drafts.load(session, caller, "record")
    among = begun.among if begun else ()
    payer = by_number(among, str(reading.answer("pick")))
    if payer is not None:
        return payer
    options = recording.called(session, caller, among)
    names = meant(reading.text or "", options.values())
    found = [payer for payer, name in options.items() if name in names.names]
    if len(found) == 1:
        return found[0]
    alone = chosen(session, caller.business_id, reading.text or "", among)
    return alone.id if alone else None


def _of_twice(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Whether it is another payment than the one that was just written down."""
    if not reading.is_tap and is_another(reading.text):
        return _of_another(session, caller)
    if reading.is_no and drafts.load(session, caller, "record") is None:
        return heard(session, caller, REPORT, of_late.keep_one)
    if reading.is_no:
        return heard(session, caller, RECORD, recording.join)
    if not (reading.is_plain_yes or (reading.agrees and not reading.is_yes)):
        return None
    return _of_another(session, caller, reading.next_wish)


def _of_another(session: Session, caller: Caller, rest: str | None = None) -> Heard | None:
    """What is being said is a payment of its own; what is wished behind it is heard next."""
    records = drafts.load(session, caller, "record") is not None
    page, room = (RECORD, recording) if records else (REPORT, reporting)
    more = drafts.Told("record" if records else "report", once_more=True)
    return heard(session, caller, page, lambda here, by: room.tell(here, by, more), rest)


def _of_due(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Whether all that was owed for an order came; another sum is what came instead."""
    told = told_of(reading, "record")
    if told.paise is not None and not reading.is_tap and not _speaks_of_more(reading):
        return heard(session, caller, RECORD, lambda here, by: recording.tell(here, by, told, reading.text))
    return _of_told(session, caller, reading, drafts.Told("record", is_sum=True))


def _of_debt(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """What a payment is for: tapped, named, or said to be the khata, or of today's order."""
    if reading.is_no:
        return heard(session, caller, REPORT, reporting.drop)
    told = replace(told_of(reading, "report"), paise=None, several=False, sums=())
    text = reading.text or ""
    says = names_a_khata(text) or holds(text, "old") or holds(text, "of_order")
    if not (told.named or told.of_khata or says) or reading.first("order_line"):
        return None
    return heard(session, caller, REPORT, lambda here, by: reporting.tell(here, by, told))


def _of_account(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """On whose khata a payment goes: tapped, or the one who is named; a bare yes says nothing of that."""
    payment = service.find(session, caller.business_id, asked.summary or "")
    if payment is None:
        return None
    if reading.is_no:
        return heard(session, caller, RECORD, giving_back.keep)
    text = reading.text or ""
    tells = reading.is_tap or figures(text)  # a name beside a sum says only who has paid it
    named = [] if tells else named_in(session, caller.business_id, text)
    payer = reading.first("payer") or (named[0].id if len(named) == 1 else None)
    if payer and int(payer) != payment.person_id:
        shown = f"{payment.reference}|{payer}|"
        return heard(session, caller, RECORD, lambda here, by: striking.confirm(here, by, shown))
    if not (payer or reading.is_plain_yes):
        return None
    own = payer is not None
    return heard(
        session,
        caller,
        RECORD,
        lambda here, by: recording.decide(here, by, payment.reference, "confirm", own=own),
    )


def _of_number(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Whether a sum is money, or the number of an order, which the shop is shown then."""
    begun = drafts.load(session, caller, "record")
    order = numbered.order_of(session, caller.business_id, begun) if begun and reading.is_no else None
    if begun and order is not None:
        rest = numbered.words_of(begun, order)
        return heard(session, caller, RECORD, recording.drop, rest)
    return _of_told(session, caller, reading, drafts.Told("record", is_sum=True))


def _of_claim(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Whether the claim that waits had a wrong sum; that it is another payment is tapped, or said."""
    if not reading.is_tap and is_another(reading.text):
        return _of_another(session, caller)
    if right := _with_another_sum(session, caller, reading):
        return right
    return _of_told(session, caller, reading, drafts.Told("record", instead=True))


def _with_another_sum(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """A no that says another sum: what is being said has this one, *nahi wo 400 the*."""
    said = set(figures(reading.text)) if reading.is_no and not reading.is_tap else set()
    records = drafts.load(session, caller, "record")
    begun = records or drafts.load(session, caller, "report")
    if begun is None or len(said) != 1 or begun.paise in said:
        return None
    page, room = (RECORD, recording) if records else (REPORT, reporting)
    drafts.drop(session, caller)
    told = replace(begun, paise=said.pop(), several=False, sums=(), words=reading.text)
    return heard(session, caller, page, lambda here, by: room.tell(here, by, told))


def _of_told(session: Session, caller: Caller, reading: Reading, more: drafts.Told) -> Heard | None:
    """A yes adds this to what is being said of a payment; a no drops it."""
    records = drafts.load(session, caller, "record") is not None
    page, room = (RECORD, recording) if records else (REPORT, reporting)
    if reading.is_no:
        return heard(session, caller, page, room.drop)
    if not (reading.is_plain_yes or (reading.agrees and not reading.is_yes)):
        return None
    return heard(session, caller, page, lambda here, by: room.tell(here, by, more), reading.next_wish)


def _of_several(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A plain yes to several payments that were shown, or a no; a yes of the owner's writes, of a customer's tells."""
    records = caller.may_act_as(Role.OWNER, Role.MANAGER)
    is_credit = not reading.is_tap and names_a_khata(reading.text) and not figures(reading.text)
    if records and asked.summary and is_credit:
        shown = asked.summary
        return heard(session, caller, CREDIT, lambda here, by: several.as_credit(here, by, shown))
    page, drop, write = (
        (RECORD, recording.drop, several.write) if records else (REPORT, reporting.drop, several.report)
    )
    hears = decides(page, lambda here, by: _dropped(drop(here, by)), write)
    done = hears(session, caller, asked, reading)
    return replace(done, rest=done.rest or done.outcome.facts.get("pay_then")) if done else None


def _dropped(answer: Outcome[Any]) -> Outcome[Any]:
    return Outcome[str](outcome="dropped", facts=answer.facts)


def _of_reported(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Right behind a claim: another sum for it, said as a slip, or by which way it was paid."""
    if reading.is_tap:
        return None
    if said := overheard.of_others(session, caller, reading) or too_much.wanted(session, caller, reading):
        return said
    if asks_when(reading.text) and (last := of_late.of_late(session, caller, None)):
        return Heard(REPORT, of_late.standing(session, last))
    told = reporting.corrected(session, caller, told_of(reading, "report"), reading)
    return heard(session, caller, REPORT, lambda here, by: reporting.tell(here, by, told)) if told else None


def _overhear(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
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
    if of_cheque := cheques.heard(session, caller, reading):
        return of_cheque
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


def _for_order(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """What came for an order or a table that is named, and the step that is said beside it."""
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
    answer = numbered.with_step(session, caller, told.outcome, reading)
    step, text = answer.facts.get("pay_then"), reading.text or ""
    reference = numbered.order_named(session, caller.business_id, text) if step else None
    if reference is None:
        return told
    if may_serve(session, caller):
        return replace(told, outcome=answer, rest=step)
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


def _interrupt(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
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


QUESTIONS = Questions(
    "payments",
    {
        "payment_amount": _of_payment,
        "payment_utr": _of_payment,
        "payment_who": _of_payer,
        "choose_payer": _of_payer,
        "confirm_payment_twice": _of_twice,
        "confirm_payment_due": _of_due,
        "choose_debt": _of_debt,
        "payment_or_order": _of_number,
        "confirm_claimed_sum": _of_claim,
        "choose_account": _of_account,
        "confirm_refund": decides(RECORD, giving_back.keep, giving_back.confirm),
        "confirm_payment_change": decides(RECORD, giving_back.keep, striking.confirm),
        "confirm_payments": _of_several,
        "confirm_claims": decides(RECORD, giving_back.keep, confirming.confirm),
        "take_claim_correction": _of_reported,
    },
    overhears=_overhear,
    interrupts=_interrupt,
)
