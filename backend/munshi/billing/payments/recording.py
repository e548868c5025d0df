"""An owner writes down what a customer has paid, and decides about what customers have reported."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any, Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi import clock
from munshi.asking.sums import figures
from munshi.billing.accounts import whom
from munshi.billing.accounts.staff import staff_named
from munshi.billing.accounts.whom import Whom
from munshi.billing.payments import (
    change,
    claims,
    drafts,
    for_others,
    jobs,
    letting_off,
    notices,
    numbered,
    of_orders,
    payers,
    refunding,
    same,
    service,
    short_of,
    whose,
)
from munshi.billing.payments.drafts import Told
from munshi.billing.payments.facts import Facts, payment_facts
from munshi.billing.payments.models import Payment
from munshi.billing.payments.owed import due_of, left_of
from munshi.billing.payments.rules import Way, is_sound, sound_utr
from munshi.billing.payments.said import came_short, holds, is_another, said_next
from munshi.billing.payments.service import WHOLE, Said
from munshi.billing.payments.statuses import Status
from munshi.billing.payments.terms import SKILL
from munshi.callers import Caller
from munshi.outcomes import Outcome, Refusal
from munshi.people import service as people
from munshi.people.models import Person
from munshi.people.rules import Role
from munshi.undoing import acts
from munshi.undoing.rules import Kind
from munshi.undoing.wording import Back, forgives, is_a_slip, of_money, replaces

BY_HAND = (Way.CASH, Way.UPI, Way.CARD, Way.CHEQUE)  # ways that somebody says, and no gateway brings
BOUNCED = "cheque bounce"  # why one did not come, as the customer reads it
OF_LATE = timedelta(days=31)

Verdict = Literal["confirm", "reject", "refund"]


def tell(session: Session, caller: Caller, more: Told, text: str | None = None) -> Outcome[Any]:
    """The message adds to what was begun, or begins."""
    _refuse_others(caller)
    if forgives(text):
        return nothing_came(session, caller, payers.find(session, caller.business_id, more.who, text).one)
    more = numbered.of_ending(session, caller.business_id, more)
    begun = _begun(session, caller, more)
    told = begun.with_more(more) if begun else more
    if (more.who or more.named) and not more.payer:
        told = replace(told, payer=None, who=more.who)
    told = numbered.apart(session, caller.business_id, told)
    if told.several:
        raise Refusal("one_at_a_time")
    if (
        told.payer is None
        and told.who is None
        and (order := numbered.order_of(session, caller.business_id, told))
    ):
        return _ask(session, caller, told, "sum_or_order", pay_paise=told.paise, pay_order=order)
    told = _of_job(session, caller, told, text)
    if told.payer is None and told.who is None and told.named:
        told = replace(told, payer=numbered.payer_of(session, caller.business_id, told.named))
    if told.payer is None:
        found = payers.find(session, caller.business_id, told.who, text)
        if not found.people and told.who and staff_named(session, caller.business_id, told.who):
            told = replace(told, who=None)  # who works here has told of it, and is not who paid
            found = payers.find(session, caller.business_id, None, text)
        if (
            not found.people
            and told.who is None
            and not told.back
            and (claim := claims.only(session, caller.business_id, told.paise))
        ):
            return decide(session, caller, claim.reference, "confirm", way=told.way)
        if told.who and told.name:  # a number with its name: whoever is new becomes a customer
            person = whom.of_phone(session, caller.business_id, told.who, told.name)
            found = Whom([person], sure=not whom.is_called_otherwise(person, told.name))
        if found.one is None:
            return _ask_who(session, caller, told, found)
        told = replace(told, payer=found.one.id, among=())
    payer = session.get(Person, (caller.business_id, told.payer))
    if payer is None:
        return _ask(session, caller, replace(told, payer=None), "ask_who")
    return _of_payer(session, caller, told, payer)


def _of_job(session: Session, caller: Caller, told: Told, text: str | None) -> Told:
    """What is paid for a job that words name is its customer's, where nobody else is named."""
    job = None if told.named else jobs.named_in(session, caller.business_id, text)
    if job is None:
        return told
    return replace(told, named=job.named, payer=told.payer or (None if told.who else job.person_id))


def _begun(session: Session, caller: Caller, more: Told) -> Told | None:
    """What the message goes on with; another payer, or a sum where one was known, begins anew.

    The same sum may answer whose it is; another one alone is what came instead of all that is owed.
    """
    begun = drafts.load(session, caller, "record")
    if begun is None or (more.payer and begun.payer and more.payer != begun.payer):
        return None
    if begun.paise is None or more.paise is None:
        return begun
    is_whole = more.who is not None or drafts.asks_whose(session, caller)
    is_same = drafts.asks_whose(session, caller) and more.paise == begun.paise
    return None if is_whole and not is_same else begun


def correct_claim(session: Session, caller: Caller, told: Told) -> Outcome[Any] | None:
    """*Sent 140 not 104*, *500 bola tha 400 hi aaye*: the one claim that waits with one of the sums is asked about with
    the other.
    """
    if not told.several and replaces(told.words):  # of "700 nahi, 600 mile" only one is read as money
        told = replace(told, several=True, sums=tuple(dict.fromkeys(figures(told.words))))
    told = numbered.apart(session, caller.business_id, told)
    if not caller.may_act_as(Role.OWNER, Role.MANAGER) or not told.several:
        return None
    query = select(Payment).where(
        Payment.business_id == caller.business_id,
        Payment.status == Status.REPORTED,
        Payment.paise.in_(told.sums),
    )
    found = session.scalars(query.options(*WHOLE)).all()
    if len(found) > 1:
        found = [each for each in found if _is_named(session, caller, each, told)]
    right = drafts.other_of(told.sums, found[0].paise) if len(found) == 1 else None
    if right is None or not _is_of(session, caller, found[0], told):
        return None
    if not (is_a_slip(told.words) or came_short(told.words)) or of_money(told.words) is Back.REFUNDED:
        return _with_more(session, caller, found[0], told, right)
    right_one = replace(told, paise=right, several=False, sums=(), payer=found[0].person_id, who=None)
    return tell(session, caller, right_one)


def _is_of(session: Session, caller: Caller, claim: Payment, told: Told) -> bool:
    """Whether whose claim it is is named, or nobody and the owner has not just written something that it may be of."""
    found = payers.find(session, caller.business_id, told.who, told.words).people
    written = acts.recent(session, caller, Kind.PAYMENT_RECORDED, Kind.CREDIT_WRITTEN)
    if not found and written and not came_short(told.words):
        return False
    return not found or claim.person_id in {person.id for person in found}


def _is_named(session: Session, caller: Caller, claim: Payment, told: Told) -> bool:
    """Whether whose claim it is is named."""
    found = payers.find(session, caller.business_id, told.who, told.words).people
    return claim.person_id in {person.id for person in found}


def _with_more(session: Session, caller: Caller, claim: Payment, told: Told, more: int) -> Outcome[Any]:
    """The sum of the claim came; the other goes back, where that is said, and else nothing is written of it."""
    done = decide(session, caller, claim.reference, "confirm")
    if of_money(told.words) is not Back.REFUNDED:
        return Outcome[str](outcome=done.outcome, facts={**done.facts, "pay_unread_paise": more})
    payer = session.get_one(Person, (claim.business_id, claim.person_id))
    phones = people.phones(payer)
    then = said_next(caller, "gives_back", name=payer.called or f"+{phones[0]}", rupees=f"{more / 100:g}")
    return Outcome[str](outcome=done.outcome, facts={**done.facts, "pay_then": then})


def choose(session: Session, caller: Caller, payer: int) -> Outcome[Any]:
    """Which of those that were shown."""
    return tell(session, caller, Told("record", payer=payer))


def called(session: Session, caller: Caller, among: Sequence[int]) -> dict[int, str]:
    """Those that were shown, by what they are called."""
    found = [session.get(Person, (caller.business_id, each)) for each in among]
    return {person.id: person.called for person in found if person and person.called}


def join(session: Session, caller: Caller) -> Outcome[Any]:
    """It is the payment that is in the books already: what the customer said of it waits for nobody any more."""
    _refuse_others(caller)
    told = drafts.load(session, caller, "record")
    payer = session.get(Person, (caller.business_id, told.payer)) if told and told.payer else None
    claim = claims.of_sum(session, payer, told.paise) if told and payer and told.paise else None
    locked = service.locked(session, caller.business_id, claim.reference) if claim else None
    if locked is not None and locked.status == Status.REPORTED and same.booked_for(session, locked):
        service.reject(session, locked, caller.person)
    return drop(session, caller)


def nothing_came(session: Session, caller: Caller, payer: Person | None = None) -> Outcome[Any]:
    """Nobody has paid: nothing is written, and what is owed by whom it was asked of, or who is named, stays."""
    told = drafts.load(session, caller, "record")
    if payer is None and told and told.payer:
        payer = session.get(Person, (caller.business_id, told.payer))
    drafts.drop(session, caller)
    if payer is None:
        return Outcome[str](outcome="dropped")
    return Outcome[str](outcome="nothing_came", facts=_known(session, payer))


def drop(session: Session, caller: Caller) -> Outcome[Any]:
    """Nothing is written down."""
    return Outcome[str](outcome="dropped" if drafts.drop(session, caller) else "nothing_open")


def decide(
    session: Session,
    caller: Caller,
    reference: str,
    verdict: Verdict,
    paise: int | None = None,
    *,
    once_more: bool = False,
    way: str | None = None,
    own: bool = False,
) -> Outcome[Any]:
    """The owner has looked for a reported payment, or gives one back. What is decided stays, and is said.

    The same sum that is in the books already is asked about, unless it is sure to have come `once_more`. The `way` that
    the owner says holds, but for what has a bank's reference. `own`: that it is for the payer's own khata is sure.
    """
    _refuse_others(caller)
    payment = service.locked(session, caller.business_id, reference)
    if payment is None:
        raise Refusal("not_found", pay_reference=reference)
    if verdict == "refund":
        return give_back(session, caller, payment, paise)
    if payment.status != Status.REPORTED:
        raise Refusal("decided_already", **payment_facts(session, payment), **_decider(session, payment))
    if verdict == "confirm":
        if not own and (asked := whose.ask(session, payment)):
            return asked
        booked = None if once_more else same.booked_for(session, payment)
        if booked is not None:
            told = Told("record", payment.paise, payment.way, payment.utr, payer=payment.person_id)
            return _ask(session, caller, told, "twice", **payment_facts(session, booked))
        if way in BY_HAND and payment.utr is None:
            payment.way = Way(way)
        service.confirm(session, payment, caller.person)
        of_orders.confirmed_late(session, payment)
    else:
        service.reject(session, payment, caller.person)
    reason = BOUNCED if payment.way == Way.CHEQUE and payment.status == Status.REJECTED else None
    who_knows = notices.tell_of_decision(session, payment, reason)
    act = acts.note(session, caller, Kind.PAYMENT_DECIDED, [payment.reference])
    return Outcome[str](
        outcome=payment.status, facts={**payment_facts(session, payment), **who_knows, "act": act}
    )


def give_back(
    session: Session, caller: Caller, payment: Payment, paise: int | None, way: Way | None = None
) -> Outcome[Any]:
    """All of a payment, or so much of it, goes back, by the way it came or the one that is said. It is locked."""
    try:
        step = refunding.begin(session, payment, caller.person, paise, way=way)
    except Refusal as refusal:
        raise Refusal("not_refundable", **payment_facts(session, payment)) from refusal
    back = way if way and payment.gateway is None else payment.way
    facts = {**payment_facts(session, payment), "pay_back_paise": step.paise, "pay_back_way": back}
    return Outcome[str](outcome="refunded", facts={**facts, "pay_under_way": step.done_at is None})


def _without_sum(session: Session, caller: Caller, told: Told, payer: Person) -> Outcome[Any]:
    """Money that came, without its sum: all that is owed for the order, the claims that wait, or it is asked."""
    left = left_of(session, payer, told.named) if told.named else 0
    if left:
        asked = replace(told, paise=left, is_sum=True)
        return _ask(session, caller, asked, "ask_due", pay_paise=left, pay_order=told.named)
    if not told.named and (there := claims.of(session, payer)):
        drafts.drop(session, caller)
        return claims.shown(session, there)
    return _ask(session, caller, told, "ask_amount", **_known(session, payer))


def _of_payer(session: Session, caller: Caller, told: Told, payer: Person) -> Outcome[Any]:
    if told.back and told.paise:
        drafts.drop(session, caller)
        return change.shown(payer, told)
    return _of_sum(session, caller, told, payer)


def _of_sum(session: Session, caller: Caller, told: Told, payer: Person) -> Outcome[Any]:
    known, paise = _known(session, payer), told.paise
    if paise is None:
        return _without_sum(session, caller, told, payer)
    if not is_sound(paise):
        return _ask(session, caller, replace(told, paise=None), "bad_amount", **known)
    utr = sound_utr(told.utr) if told.utr else None
    if told.utr and utr is None:
        return _ask(session, caller, replace(told, utr=None), "bad_utr", pay_utr=told.utr, **known)
    if (order := numbered.order_of(session, caller.business_id, told)) is not None:
        facts = {**known, "pay_due_paise": None, "pay_paise": paise, "pay_order": order}
        return _ask(session, caller, told, "sum_or_order", **facts)
    used = service.with_utr(session, caller.business_id, utr) if utr else None
    if used is not None and (used.status != Status.REPORTED or used.person_id != payer.id):
        drafts.drop(session, caller)
        raise Refusal("utr_used", **payment_facts(session, used))
    waits = used or claims.of_sum(session, payer, paise)
    if waits is not None:
        return _of_claim(session, caller, told, waits)
    there = [] if told.once_more else _like_it(claims.of(session, payer), told)
    instead = there[0] if there and told.instead else None
    if instead is not None:
        told = _replace(session, caller, instead, told)
        utr = utr or (instead.utr if told.way == instead.way else None)
    elif there:
        asked = replace(told, is_sum=True)
        facts = {**payment_facts(session, there[0]), "pay_right_paise": paise}
        return _ask(session, caller, asked, "claim_waits", **facts)
    if theirs := _for_payer(session, caller, told, payer):
        return theirs
    just = same.alike(session, payer, paise, utr, told.way, earlier(caller, told.on))
    if just is not None and not told.once_more and not is_another(told.words):
        return _ask(session, caller, told, "twice", **payment_facts(session, just))
    if just is not None:
        told = _like(just, told)
    open_ = _which_job(session, caller, told, payer) or short_of.ask(session, caller, payer, told)
    return open_ or _record(session, caller, told, payer, utr, instead)


def _which_job(session: Session, caller: Caller, told: Told, payer: Person) -> Outcome[Any] | None:
    """Of which of several jobs it is that have no bill yet, where it is for none of what is due."""
    there = jobs.may_be_for(session, told, payer)
    facts = {
        "pay_payer": payer.called,
        "pay_paise": told.paise,
        "pay_jobs": [each._asdict() for each in there],
    }
    return _ask(session, caller, replace(told, is_sum=True), "which_job", **facts) if there else None


def _like_it(there: Sequence[Payment], told: Told) -> list[Payment]:
    """The claims that may be meant with another sum: a cheque is of no money that came otherwise."""
    return [each for each in there if (each.way == Way.CHEQUE) == (told.way == Way.CHEQUE)]


def _of_claim(session: Session, caller: Caller, told: Told, claim: Payment) -> Outcome[Any]:
    """What waits with this sum came; a cheque has come only once it is cleared."""
    drafts.drop(session, caller)
    if told.way == Way.CHEQUE and not holds(told.words or "", "cleared"):
        return Outcome[str](outcome="cheque_waits", facts=payment_facts(session, claim))
    return decide(session, caller, claim.reference, "confirm", once_more=told.once_more, way=told.way)


def _for_payer(session: Session, caller: Caller, told: Told, payer: Person) -> Outcome[Any] | None:
    """What somebody else says to have paid for the customer is not written a second time: it is asked about."""
    assert told.paise is not None
    another = told.once_more or is_another(told.words)
    claim = None if another else for_others.claim_for(session, payer, told.paise, told.named)
    if claim is None:
        return None
    drafts.drop(session, caller)
    facts = {**payment_facts(session, claim), **for_others.found(claim, payer, told.named)}
    return Outcome[str](outcome="confirm_other_payer", facts=facts)


def _record(
    session: Session,
    caller: Caller,
    told: Told,
    payer: Person,
    utr: str | None,
    instead: Payment | None = None,
) -> Outcome[Any]:
    assert told.paise is not None
    way = Way(told.way) if told.way else (Way.UPI if utr else Way.CASH)
    at = earlier(caller, told.on)
    said = Said(told.paise, way, utr, told.named, at=at)
    if way == Way.CHEQUE and not holds(told.words or "", "cleared"):
        claim = service.report(session, caller.business_id, payer.id, said, caller.person)
        drafts.drop(session, caller)
        return Outcome[str](outcome="cheque_waits", facts=payment_facts(session, claim))
    payment = service.record(session, caller.business_id, payer.id, said, caller.person, at)
    drafts.drop(session, caller)
    less = letting_off.rest_of(session, caller, payment) if told.let_off else {}
    is_told = notices.tell_of_record(session, payment, instead, **less)
    act = acts.note(session, caller, Kind.PAYMENT_RECORDED, [payment.reference])
    facts = {
        **payment_facts(session, payment),
        **less,
        "pay_on": told.on if at else None,
        "pay_told": is_told,
        "act": act,
    }
    return Outcome[str](outcome="recorded", facts=facts)


def earlier(caller: Caller, on: str | None) -> datetime | None:
    """Noon of a day of late that has gone by; None for now, and of any other day."""
    today = clock.now_in(caller.business.timezone)
    day = date.fromisoformat(on) if on else today.date()
    if not today.date() - OF_LATE <= day < today.date():
        return None
    return datetime.combine(day, time(12), today.tzinfo)


def _ask_who(session: Session, caller: Caller, told: Told, found: Whom) -> Outcome[Any]:
    claim = None if found.people else claims.only(session, caller.business_id, told.paise)
    if claim is not None:  # whoever is called so, the sum is that of this one
        drafts.drop(session, caller)
        return claims.shown(session, [claim])
    options = [payers.facts_of(session, person) for person in found.people]
    told = replace(told, among=tuple(option["payer"] for option in options))
    outcome = "choose_who" if options else "who_unknown" if told.who else "ask_who"
    said = {"pay_who": told.who or "", "pay_paise": told.paise, "options": options}
    return _ask(session, caller, replace(told, who=None), outcome, **said)


def _ask(session: Session, caller: Caller, told: Told, outcome: str, **facts: Any) -> Outcome[Any]:
    drafts.keep(session, caller, told, outcome)
    return Outcome[str](outcome=outcome, facts=facts)


def _known(session: Session, payer: Person) -> Facts:
    due = due_of(session, payer.business_id, payer.id)
    return {"pay_payer": payer.called, "pay_due_paise": due.paise}


def _replace(session: Session, caller: Caller, last: Payment, told: Told) -> Told:
    """The last claim had a wrong sum: it is none, and what came is written instead, with what else was said of it."""
    claim = service.locked(session, caller.business_id, last.reference)
    if claim is None or claim.status != Status.REPORTED:
        raise Refusal("decided_already", **payment_facts(session, last), **_decider(session, last))
    service.reject(session, claim, caller.person)
    return replace(told, way=told.way or claim.way, named=told.named or claim.named)


def _like(just: Payment, told: Told) -> Told:
    """Another payment like the last one came by the same way, unless one is said."""
    unsaid = told.way is None and told.utr is None
    return replace(told, way=just.way) if unsaid and just.way in BY_HAND else told


def _decider(session: Session, payment: Payment) -> Facts:
    by = payment.moves[-1].person_id
    person = session.get(Person, (payment.business_id, by)) if by else None
    return {"pay_by": person.called if person else None}


def _refuse_others(caller: Caller) -> None:
    caller.must_be_offered(SKILL)
    caller.must_be(Role.OWNER, Role.MANAGER)
