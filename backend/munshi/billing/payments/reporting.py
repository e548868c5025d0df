"""A customer says that they have paid: asked for what is missing, kept as a claim, and the owner told."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi import clock
from munshi.asking.clauses import CLAUSE
from munshi.asking.reading import Reading, SumRole
from munshi.asking.sums import figures
from munshi.billing import pieces
from munshi.billing.accounts import service as accounts
from munshi.billing.accounts.khata_words import names_a_khata
from munshi.billing.accounts.staff import staff_named
from munshi.billing.accounts.whom import named_in
from munshi.billing.payments import (
    amending,
    claims,
    drafts,
    notices,
    numbered,
    of_which,
    payers,
    service,
    short_of,
    unsaid,
)
from munshi.billing.payments.drafts import Told
from munshi.billing.payments.facts import payment_facts
from munshi.billing.payments.models import PayLink, Payment
from munshi.billing.payments.of_late import SAME_WITHIN, of_that_way
from munshi.billing.payments.owed import Due, due_of
from munshi.billing.payments.rules import Way, is_sound, sound_utr
from munshi.billing.payments.said import comes_too, holds, is_another, led_to, refuses_a_way
from munshi.billing.payments.service import ORDERS, WHOLE, Said
from munshi.billing.payments.statuses import Status
from munshi.billing.payments.terms import SKILL
from munshi.billing.pieces import paid_sums
from munshi.callers import Caller
from munshi.orders.looking import open_orders
from munshi.outcomes import Outcome, Refusal
from munshi.undoing import acts
from munshi.undoing.rules import Kind
from munshi.undoing.wording import did_not_pay, is_a_slip

PICTURE_WITHIN = timedelta(hours=3)  # of a link to pay
DENIED_WITHIN = JUST_TOLD = timedelta(hours=1)
REJECTED_WITHIN = timedelta(days=1)  # so long words without a sum insist on a payment that was not found
PAID_WITHIN = timedelta(days=183)
RECEIVED_WITHIN = timedelta(hours=12)  # so long a claim of a sum that came is asked about: it may be the same
PLAIN_WORDS = 4  # "maine 500 bhej diye"


def tell(session: Session, caller: Caller, more: Told) -> Outcome[Any]:
    """The message adds to what was begun, or begins."""
    caller.must_be_offered(SKILL)
    named = service.PAYMENT.search(more.words or "") if more.paise is None else None
    if named is not None:
        return standing_of(session, caller, f"{service.PREFIX}{named.group(1)}")
    waits = waiting(session, caller) if more.several else None
    if waits is not None and (right := drafts.other_of(more.sums, waits.paise)) is not None:
        more = replace(more, paise=right, several=False, sums=())
    if _denies(more):
        return denied(session, caller, more)
    if more.to_come and not (more.utr or more.screenshot):
        return Outcome[str](outcome="not_sent")
    more = numbered.without_phones(session, caller.business_id, more)
    more = numbered.apart(session, caller.business_id, more)
    begun = drafts.load(session, caller, "report")
    if begun is None and (claim := _spoken_of(session, caller, more)):
        return _more_of(session, caller, claim, more)
    return conclude(session, caller, begun.with_more(more) if begun else more)


def _spoken_of(session: Session, caller: Caller, told: Told) -> Payment | None:
    """The claim of just now, of which words without a sum, a bank's reference or a picture speak once more.

    What names the rest, another payment or an order is of its own, and so is what is told behind a newer order.
    """
    says_more = told.paise or told.sums or told.utr or told.screenshot or told.once_more or told.named
    words = told.words or ""
    if says_more or not words or pieces.holds(words, "rest") or is_another(words) or refuses_a_way(words):
        return None
    claim = waiting(session, caller, JUST_TOLD)
    is_older = claim and any(each.placed_at > claim.at for each in open_orders(session, caller))
    return None if is_older else claim


def _more_of(session: Session, caller: Caller, claim: Payment, told: Told) -> Outcome[Any]:
    """By which way it was paid, or words that the owners read with it; words that say no more are answered."""
    if _brings_way(told, claim):
        return _told_again(session, caller, claim, told, None)
    if _more_than_a_sum(told.words):
        return pass_on(session, caller, told.words or "", outcome="words_added")
    return Outcome[str](outcome="reported_already", facts=payment_facts(session, claim))


def denied(session: Session, caller: Caller, told: Told) -> Outcome[Any]:
    """Nothing was paid: a claim of the last hour that the person still waits with is taken back, and the shop told."""
    claim = waiting(session, caller, DENIED_WITHIN)
    sums = figures(told.words)
    if claim is None or (sums and claim.paise not in sums):
        return Outcome[str](outcome="not_sent")
    return taken_back(session, caller, claim)


def taken_back(session: Session, caller: Caller, claim: Payment, words: str | None = None) -> Outcome[Any]:
    """The claim is none, by the word of who made it; the shop reads their words."""
    gone = withdraw(session, caller, claim.reference, words)
    return Outcome[str](outcome="denied", facts=payment_facts(session, gone))


def _denies(told: Told) -> bool:
    """Whether the words say that nothing was paid; a sum that was, or another way, is said beside what is denied."""
    if told.utr and told.paise is not None:
        return False  # what is denied beside it is something else: *and you never gave a receipt*
    beside = told.paise is not None and len(figures(told.words)) > 1
    return did_not_pay(told.words) and not (refuses_a_way(told.words) or beside)


def standing_of(session: Session, caller: Caller, reference: str) -> Outcome[Any]:
    """What has become of the person's own payment, which they name by its number."""
    payment = service.find(session, caller.business_id, reference)
    if payment is None or payment.person_id != caller.person.id:
        raise Refusal("not_found", pay_reference=reference)
    return Outcome[str](outcome="reported_already", facts=payment_facts(session, payment))


def corrected(session: Session, caller: Caller, said: Told, reading: Reading) -> Told | None:
    """What words right behind a claim change of it: its sum, where the other is said too or it is said as a slip."""
    sums = paid_sums(reading)
    if not sums or not (is_a_slip(reading.text) or reading.sums_of(SumRole.DENIED)):
        return None
    waits = waiting(session, caller)
    if waits is None:
        return None
    others = [each for each in sums if each != waits.paise]
    return replace(said, paise=others[0], several=False, sums=()) if len(others) == 1 else None


def tell_by_picture(session: Session, caller: Caller, told: Told) -> Outcome[Any]:
    """A picture without a word is of a payment where a link to pay was made for the person a short while ago."""
    caller.must_be_offered(SKILL)
    asked = select(PayLink.id).where(
        PayLink.business_id == caller.business_id,
        PayLink.person_id == caller.person.id,
        PayLink.created_at >= clock.now() - PICTURE_WITHIN,
    )
    if told.screenshot is None or session.scalar(asked.limit(1)) is None:
        return Outcome[str](outcome="nothing_open")
    return tell(session, caller, told)


def conclude(session: Session, caller: Caller, told: Told) -> Outcome[Any]:
    """Reports what is whole and sound, and asks for what is not."""
    if told.paise is None and (waits := waiting(session, caller)) is not None and _brings_way(told, waits):
        return _told_again(session, caller, waits, told, None)
    if told.paise is None and told.utr and (noted := amending.by_reference(session, caller, told)):
        drafts.drop(session, caller)
        return noted
    if told.paise is None and refuses_a_way(told.words) and (known := of_that_way(session, caller, told)):
        return known
    if told.paise is None and (gone := _rejected(session, caller)) is not None:
        again = replace(told, paise=gone.paise, way=told.way or gone.way, is_sum=True)
        return conclude(session, caller, again)
    if told.paise is None and (half := unsaid.half_of_order(session, caller, told.words)):
        return conclude(session, caller, replace(told, paise=half, sums=(), is_sum=True))
    if told.paise is None:
        due = due_of(session, caller.business_id, caller.person.id)
        came = None if due.paise or told.once_more else _received(session, caller, None)
        if came is not None:
            return _ask(session, caller, told, "received_already", **payment_facts(session, came))
        if (only := _only_due(due, told)) is not None:
            return conclude(session, caller, replace(told, paise=only, is_sum=True))
        return _ask(session, caller, told, "ask_amount", pay_due_paise=due.paise, pay_said=list(told.sums))
    if not is_sound(told.paise):
        refused = replace(told, paise=None, words=_without_last(told.words))
        return _ask(session, caller, refused, "bad_amount", pay_paise=told.paise)
    if (order := numbered.order_of(session, caller.business_id, told)) is not None:
        return _ask(session, caller, told, "sum_or_order", pay_paise=told.paise, pay_order=order)
    utr = sound_utr(told.utr) if told.utr else None
    if told.utr and utr is None:
        return _ask(session, caller, replace(told, utr=None), "bad_utr", pay_utr=told.utr)
    return _report(session, caller, told, utr)


def _without_last(words: str | None) -> str | None:
    """What was said before the last message: words with a sum that is refused are none of the claim's."""
    return (words or "").rpartition(drafts.NEXT)[0] or None


def _only_due(due: Due, told: Told) -> int | None:
    """Cash that was given without a sum, where one order is due and nothing else, is what it comes to."""
    is_one = len(due.items) == 1 and (due.items[0].reference or "").startswith(ORDERS)
    return due.paise if is_one and told.way == Way.CASH and not (told.sums or told.of_khata) else None


def pass_on(
    session: Session,
    caller: Caller,
    words: str,
    reference: str | None = None,
    outcome: str = "words_passed_on",
) -> Outcome[Any]:
    """What the customer adds to the claim that waits: the owners read it beside what was said first.

    `reference` names another of their claims.
    """
    drafts.drop(session, caller)
    claim = service.locked(session, caller.business_id, reference) if reference else waiting(session, caller)
    if claim is None:
        return Outcome[str](outcome="nothing_open")
    said = [each for each in (claim.note, words) if each]
    claim.note = " / ".join(dict.fromkeys(said))[-drafts.MOST_WORDS :]
    session.flush()
    notices.tell_of_report(session, claim, more=True)
    return Outcome[str](outcome=outcome, facts={**payment_facts(session, claim), "pay_words": words})


def came_back(session: Session, caller: Caller, paise: int | None) -> Outcome[Any]:
    """Money came back to the customer, who says so: it is no payment."""
    drafts.drop(session, caller)
    return Outcome[str](outcome="came_back", facts={"pay_paise": paise} if paise else {})


def drop(session: Session, caller: Caller) -> Outcome[Any]:
    """Nothing is reported."""
    return Outcome[str](outcome="dropped" if drafts.drop(session, caller) else "nothing_open")


def withdraw(session: Session, caller: Caller, reference: str, words: str | None = None) -> Payment:
    """The customer takes it back, in `words` that the owners read. Refused once somebody has decided about it."""
    payment = service.locked(session, caller.business_id, reference)
    if payment is None or payment.person_id != caller.person.id:
        raise Refusal("none")
    if payment.status == Status.REJECTED:
        raise Refusal("undone_already")
    if payment.status != Status.REPORTED:
        raise Refusal("moved_on")
    service.reject(session, payment, caller.person)
    notices.tell_of_withdrawing(session, payment, words)
    return payment


def _report(session: Session, caller: Caller, told: Told, utr: str | None) -> Outcome[Any]:
    paise = told.paise
    assert paise is not None
    accounts.locked(session, caller.business_id, caller.person.id)  # who else books it now is seen
    used = service.with_utr(session, caller.business_id, utr) if utr else None
    if used is not None:
        own = used.person_id == caller.person.id
        if own and used.paise == paise:
            drafts.drop(session, caller)
            return Outcome[str](outcome="reported_already", facts=payment_facts(session, used))
        named = {"pay_reference": used.reference, "pay_status": used.status} if own else {}
        return _ask(session, caller, replace(told, utr=None), "utr_used", pay_utr=utr, **named)
    earlier = _same(session, caller, paise)
    another = utr and earlier and earlier.utr and earlier.utr != utr and not amending.mistypes(told)
    too = earlier is not None and told.way not in (None, earlier.way) and comes_too(told.words, paise)
    differs = told.once_more or another or too
    if earlier is not None and not differs:
        return _told_again(session, caller, earlier, told, utr)
    came = None if told.once_more or utr else _received(session, caller, paise)
    if came is not None:
        return _ask(session, caller, told, "received_already", **payment_facts(session, came))
    waits = None if told.once_more else waiting(session, caller)
    tells_apart = waits is not None and (bool(waits.utr) or Way.CHEQUE in (waits.way, told.way))
    by_another_way = waits is not None and tells_apart and told.way not in (None, waits.way)
    is_other = waits is not None and (waits.paise == paise or not _names_as_slip(told, waits))
    if is_other and (utr or by_another_way or comes_too(told.words, paise)):
        waits = None  # what has a bank's reference of its own is a payment of its own
    if waits is not None and told.instead:
        withdraw(session, caller, waits.reference)
        told = _in_place_of(waits, told)
        utr = utr or (waits.utr if told.way == waits.way else None)
    elif waits is not None:
        facts = {**payment_facts(session, waits), "pay_right_paise": paise}
        return _ask(session, caller, replace(told, is_sum=True), "claim_waits", **facts)
    order = told.named or of_which.order_of(session, caller, told)
    if order is None and (debts := of_which.asks(session, caller, told)):
        return _ask(session, caller, told, "which_debt", pay_paise=paise, pay_debts=debts)
    if short := short_of.asked(session, caller.person, told, order):
        return _ask(session, caller, replace(told, is_sum=True), "ask_part", **short)
    said = Said(
        paise=paise,
        way=Way(told.way or _unsaid_way(session, caller, told)),
        utr=utr,
        named=order,
        screenshot=told.screenshot,
        note=_more_than_a_sum(told.words) or _names_somebody(session, caller, told.words),
        on=_day_gone_by(caller, told.on),
    )
    payment = service.report(session, caller.business_id, caller.person.id, said, caller.person)
    drafts.drop(session, caller)
    notices.tell_of_report(session, payment)
    act = acts.note(session, caller, Kind.PAYMENT_REPORTED, [payment.reference])
    back: dict[str, Any] = {"pay_back_said": sum(told.back)} if told.back else {}
    words = told.words or ""
    if holds(words, "for_another") or (told.who and names_a_khata(words)):
        back["pay_for_another"] = True  # whether they have a khata is not told
    return Outcome[str](outcome="reported", facts={**payment_facts(session, payment), **back, "act": act})


def _day_gone_by(caller: Caller, on: str | None) -> date | None:
    """The day that is said of a payment, where it has gone by within half a year; the owners see and confirm it."""
    day, today = date.fromisoformat(on) if on else None, clock.now_in(caller.business.timezone).date()
    return day if day and today - PAID_WITHIN <= day < today else None


def _names_as_slip(told: Told, claim: Payment) -> bool:
    """Whether words say that the sum of a claim was not right, naming it: "sorry 230 not 320. utr …"."""
    return is_a_slip(told.words) and claim.paise in figures(told.words)


def _in_place_of(claim: Payment, told: Told) -> Told:
    """What takes the place of a claim keeps what was said of it, but its sum."""
    return replace(
        told,
        way=told.way or claim.way,
        named=told.named or claim.named,
        screenshot=told.screenshot or claim.screenshot,
    )


def _told_again(
    session: Session, caller: Caller, earlier: Payment, told: Told, utr: str | None
) -> Outcome[Any]:
    """The same payment with its bank's reference or a picture, for the owner to find it by; else nothing new."""
    drafts.drop(session, caller)
    if _brings_way(told, earlier):
        earlier.way = Way(str(told.way))
        earlier.note = earlier.note or _more_than_a_sum(told.words)
        session.flush()
        notices.tell_of_report(session, earlier, more=True)
        return Outcome[str](outcome="way_noted", facts=payment_facts(session, earlier))
    if utr and earlier.utr and earlier.utr != utr:  # the other was wrong, as is said
        return amending.refer(session, caller, earlier, utr, told.words or "")
    brings = (utr and not earlier.utr) or (told.screenshot and not earlier.screenshot)
    if brings and earlier.status == Status.REPORTED:
        earlier.utr = earlier.utr or utr
        earlier.screenshot = earlier.screenshot or told.screenshot
        session.flush()
        notices.tell_of_report(session, earlier, more=True)
    elif told.paise is not None and not (utr or told.screenshot or refuses_a_way(told.words)):
        return _ask(session, caller, told, "same_or_another", **payment_facts(session, earlier))
    return Outcome[str](outcome="reported_already", facts=payment_facts(session, earlier))


def _brings_way(told: Told, claim: Payment) -> bool:
    """Whether it is said of a claim that it was paid in another way; one with a bank's reference was paid by it."""
    said = told.way is not None and told.way != claim.way and told.utr is None and told.screenshot is None
    said = said and set(told.sums) <= {claim.paise}  # another sum is of another payment
    return said and claim.utr is None and claim.status == Status.REPORTED


def _more_than_a_sum(words: str | None) -> str | None:
    """What the owner reads in the customer's own words: whom it is for, that it was last week, that it is disputed."""
    return words if words and len(words.split()) > PLAIN_WORDS else None


def _unsaid_way(session: Session, caller: Caller, told: Told) -> Way:
    """Cash, where it went from hand to hand or to somebody who works here, by the words of what was paid; else UPI."""
    clauses = CLAUSE.split(told.words or "")
    words = ", ".join(each for each in clauses if not pieces.holds(each, "will_pay"))
    if told.utr or told.screenshot:
        return Way.UPI
    to_staff = staff_named(session, caller.business_id, led_to(words))  # who is only named has taken nothing
    return Way.CASH if holds(words, "by_hand") or to_staff else Way.UPI


def _names_somebody(session: Session, caller: Caller, words: str | None) -> str | None:
    """The words, where they name another customer, for whose khata the owner is asked, or who here has taken it."""
    named = named_in(session, caller.business_id, words) if words and len(words.split()) > 1 else []
    if words and staff_named(session, caller.business_id, led_to(words)):
        return words
    return words if any(each.id != caller.person.id for each in named) else None


def _received(session: Session, caller: Caller, paise: int | None) -> Payment | None:
    """The payment that came from the person a short while ago, of this sum where one is said."""
    query = select(Payment).where(
        Payment.business_id == caller.business_id,
        Payment.person_id == caller.person.id,
        Payment.status == Status.CONFIRMED,
        Payment.at >= clock.now() - RECEIVED_WITHIN,
    )
    query = query if paise is None else query.where(Payment.paise == paise)
    return session.scalar(query.order_by(Payment.id.desc()).limit(1).options(*WHOLE))


def _same(session: Session, caller: Caller, paise: int) -> Payment | None:
    query = (
        select(Payment)
        .where(
            Payment.business_id == caller.business_id,
            Payment.person_id == caller.person.id,
            Payment.paise == paise,
            Payment.status == Status.REPORTED,
            Payment.at >= clock.now() - SAME_WITHIN,
        )
        .order_by(Payment.id.desc())
        .limit(1)
        .options(*WHOLE)
        .with_for_update(of=Payment)
    )
    return session.scalar(query)


def _rejected(session: Session, caller: Caller) -> Payment | None:
    """The last payment that the person told of, where the shop has said today that it did not come."""
    query = select(Payment).where(
        Payment.business_id == caller.business_id,
        Payment.person_id == caller.person.id,
        Payment.at >= clock.now() - REJECTED_WITHIN,
    )
    last = session.scalar(query.order_by(Payment.id.desc()).limit(1).options(*WHOLE))
    if last is None or last.status != Status.REJECTED or last.moves[-1].person_id == caller.person.id:
        return None
    return last


def waiting(session: Session, caller: Caller, within: timedelta = SAME_WITHIN) -> Payment | None:
    """The last claim that the person has made and nobody has looked for yet, of these days."""
    query = select(Payment).where(
        Payment.business_id == caller.business_id,
        Payment.person_id == caller.person.id,
        Payment.reported_by == caller.person.id,
        Payment.status == Status.REPORTED,
        Payment.at >= clock.now() - within,
    )
    return session.scalar(query.order_by(Payment.id.desc()).limit(1).options(*WHOLE))


def _ask(session: Session, caller: Caller, told: Told, outcome: str, **facts: Any) -> Outcome[Any]:
    drafts.keep(session, caller, told, outcome)
    return Outcome[str](outcome=outcome, facts=facts)


def waiting_with(session: Session, caller: Caller, words: str) -> bool:
    """Whether a claim of the person waits whose sum is said."""
    sums = payers.sums(session, caller.business_id, words)
    wanted = (Payment.person_id == caller.person.id, Payment.paise.in_(sums))
    return bool(claims.waiting(session, caller.business_id, *wanted))
