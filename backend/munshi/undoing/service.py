"""A bare *cancel* names what it can mean and asks; what was just done is taken back, once and in time."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, get_args

from sqlalchemy.orm import Session

from munshi import clock
from munshi.callers import Caller
from munshi.outcomes import Outcome, Refusal
from munshi.undoing import acts
from munshi.undoing.cancellable import Cancellable, Facts, Undoing
from munshi.undoing.models import Act
from munshi.undoing.outcomes import CancelFlow
from munshi.undoing.rules import Kind, is_late
from munshi.undoing.skills import SKILLS

ACT = "act"
NUMBER = re.compile(r"[0-9]+")
SHOWN = 10  # choices, as many as a list of WhatsApp holds
CANCELLED, RESTORED, TAKEN_BACK, STRUCK = "cancelled", "restored", "taken_back", "struck"
WITHDRAWN = "withdrawn"
UNDELIVERED, STEPPED_BACK, UNSOLD = "undelivered", "stepped_back", "unsold"
DONE: Mapping[Kind, str] = {
    Kind.ORDER_PLACED: CANCELLED,
    Kind.LEAVE_FILED: CANCELLED,
    Kind.CLAIMS_FILED: CANCELLED,
    Kind.TICKET_RAISED: CANCELLED,
    Kind.VISIT_BOOKED: CANCELLED,
    Kind.ORDER_CANCELLED: RESTORED,
    Kind.ORDER_STEPPED: STEPPED_BACK,
    Kind.ORDER_DELIVERED: UNDELIVERED,
    Kind.ORDER_SOLD: UNSOLD,
    Kind.LEAVE_CANCELLED: RESTORED,
    Kind.CLAIM_CANCELLED: RESTORED,
    Kind.DECIDED: TAKEN_BACK,
    Kind.CREDIT_WRITTEN: STRUCK,
    Kind.CREDIT_WAIVED: STRUCK,
    Kind.PAYMENT_RECORDED: STRUCK,
    Kind.PAYMENT_DECIDED: TAKEN_BACK,
    Kind.PAYMENT_REPORTED: WITHDRAWN,
}
ASKS: Mapping[str, str] = {
    CANCELLED: "confirm", RESTORED: "confirm_restore", TAKEN_BACK: "confirm_take_back",
    WITHDRAWN: "confirm_withdraw", STRUCK: "confirm_strike",
    UNDELIVERED: "confirm_undelivered", STEPPED_BACK: "confirm_step_back", UNSOLD: "confirm_unsold",
}  # fmt: skip
OF_MONEY = frozenset({"entry_disputed"})  # things that are struck out, and are no request
STEPS = (Kind.ORDER_STEPPED, Kind.ORDER_DELIVERED)
# What can still be cancelled needs no act; these are the acts that a person speaks of by *cancel*.
SPOKEN_OF = tuple(kind for kind, done in DONE.items() if done != CANCELLED)
LATE: Mapping[Kind, str] = {
    Kind.ORDER_PLACED: "too_late_order",
    Kind.LEAVE_FILED: "too_late_request",
    Kind.CLAIMS_FILED: "too_late_request",
    Kind.TICKET_RAISED: "too_late_request",
    Kind.VISIT_BOOKED: "too_late_request",
    Kind.ORDER_CANCELLED: "too_late_restore",
    Kind.ORDER_STEPPED: "too_late_step",
    Kind.ORDER_DELIVERED: "too_late_delivery",
    Kind.ORDER_SOLD: "too_late_sale",
    Kind.LEAVE_CANCELLED: "too_late_restore",
    Kind.CLAIM_CANCELLED: "too_late_restore",
    Kind.DECIDED: "too_late_decision",
    Kind.CREDIT_WRITTEN: "too_late_entry",
    Kind.CREDIT_WAIVED: "too_late_entry",
    Kind.PAYMENT_RECORDED: "too_late_entry",
    Kind.PAYMENT_DECIDED: "too_late_entry",
    Kind.PAYMENT_REPORTED: "too_late_entry",
}


def ask(
    session: Session, caller: Caller, summary: str | None = None, said: str | None = None
) -> Outcome[Any]:
    """What would be cancelled or taken back: the one that is meant, or which; nothing is done yet.

    Of several those are meant whose number stands in the words.
    """
    found = meant(session, caller)
    named = [each for each in found if summary_of(each) == summary] if summary else _called(found, said)
    if summary and not named:
        raise Refusal("changed")
    if len(named) > 1:
        return _choose(named)
    if named:
        return Outcome[str](outcome=_question(named[0]), facts=_facts(named[0]))
    return _nothing(session, caller)


def _called(found: Sequence[Cancellable], said: str | None) -> Sequence[Cancellable]:
    """Those whose number stands in the words; all where none does, but of the steps of orders the last alone."""
    numbers = set(NUMBER.findall(said or ""))
    if called := [each for each in found if numbers & _numbers(each.facts)]:
        return called
    steps = [each for each in found if each.thing == Kind.ORDER_STEPPED]
    return [each for each in found if each not in steps[1:]]


def _numbers(facts: Facts) -> set[str]:
    return {each.rpartition("-")[2] for each in _references(facts)}


def choose(session: Session, caller: Caller, summaries: Sequence[str]) -> Outcome[Any]:
    """Which of these is meant."""
    return _choose([each for each in meant(session, caller) if summary_of(each) in summaries])


def _choose(among: Sequence[Cancellable]) -> Outcome[Any]:
    return Outcome[str](outcome="choose", facts={"things": [_facts(each) for each in among[:SHOWN]]})


def facts_of(session: Session, caller: Caller, act: Act) -> Facts:
    """The facts with which an act is named."""
    return _facts(_as_cancellable(session, caller, act))


def carry_out(session: Session, caller: Caller, summary: str | None) -> Outcome[Any]:
    """Cancels or takes back exactly what was shown."""
    thing, _, token = (summary or "").partition("|")
    if thing == ACT and token.isdecimal():
        return undo(session, caller, int(token))
    shown = next((each for each in meant(session, caller) if summary_of(each) == summary), None)
    if shown is None:
        raise Refusal("changed")
    skill = next(skill for skill in SKILLS if shown.thing in skill.cancels)
    try:
        skill.cancels[shown.thing](session, caller, shown.token)
    except Refusal as refusal:
        raise _known(refusal, _facts(shown)) from refusal
    done = STRUCK if shown.thing in OF_MONEY else CANCELLED
    return Outcome[str](outcome=done, facts={**_facts(shown), **_way_back(session, caller, shown.facts)})


def undo(session: Session, caller: Caller, number: int) -> Outcome[Any]:
    """Takes back what the caller did, once, within its minutes, where nobody has gone on with it."""
    act = acts.locked(session, caller, number)
    if act is None:
        raise Refusal("none")
    kind, skill = Kind(act.kind), _skill_of(act)
    facts = _facts(_as_cancellable(session, caller, act))
    if act.undone_at is not None:
        raise Refusal("undone_already", **facts)
    if is_late(act.at, clock.now()):
        raise Refusal(LATE[kind], **facts)
    try:
        done = skill.undoes[kind](session, caller, act)
    except Refusal as refusal:
        raise _known(refusal, facts) from refusal
    act.undone_at = clock.now()
    session.flush()
    return Outcome[str](outcome=DONE[kind], facts={**facts, **done, **_way_back(session, caller, facts)})


def keep(session: Session, caller: Caller, summary: str | None = None) -> Outcome[Any]:
    """Everything stays as it is."""
    return Outcome[str](outcome="kept")


def ask_plainly(session: Session, caller: Caller, summary: str | None) -> Outcome[Any]:
    """The same question once more, in words that only a yes or a no answers."""
    asked = ask(session, caller, summary)
    return Outcome[str](outcome="unclear", facts=asked.facts) if "thing" in asked.facts else asked


def meant(session: Session, caller: Caller) -> Sequence[Cancellable]:
    """Whatever a bare *cancel* of this person can mean, the last acts first."""
    said = [act for act in acts.recent(session, caller, *SPOKEN_OF) if act.kind not in STEPS]
    steps = acts.last_of_each(acts.recent(session, caller, *STEPS))
    last_first = sorted([*said, *steps], key=lambda act: (act.at, act.id), reverse=True)
    recent = [_as_cancellable(session, caller, act) for act in last_first]
    return [*recent, *(each for skill in SKILLS for each in skill.offered(session, caller))]


def summary_of(each: Cancellable) -> str:
    """The token that a yes confirms."""
    return f"{ACT}|{each.token}" if each.thing in DONE else f"{each.thing}|{each.token}"


def _question(each: Cancellable) -> str:
    if each.thing in OF_MONEY:
        return ASKS[STRUCK]
    return ASKS[DONE[Kind(each.thing)]] if each.thing in DONE else "confirm"


def _facts(each: Cancellable) -> Facts:
    return {**each.facts, "thing": each.thing, "summary": summary_of(each)}


def _as_cancellable(session: Session, caller: Caller, act: Act) -> Cancellable:
    return Cancellable(act.kind, str(act.id), _skill_of(act).about(session, caller, act))


def _skill_of(act: Act) -> Undoing:
    return next(skill for skill in SKILLS if Kind(act.kind) in skill.undoes)


def _nothing(session: Session, caller: Caller) -> Outcome[Any]:
    """That there is nothing; of what was done longer ago, what works instead."""
    act = acts.last(session, caller)
    if act is None:
        return Outcome[str](outcome="none")
    outcome = LATE[Kind(act.kind)] if is_late(act.at, clock.now()) else "moved_on"
    return Outcome[str](outcome=outcome, facts=_facts(_as_cancellable(session, caller, act)))


def _way_back(session: Session, caller: Caller, facts: Facts) -> Facts:
    """The number by which what was cancelled now is brought back."""
    references = list(_references(facts))
    for act in acts.recent(session, caller, *SPOKEN_OF):
        if references and set(act.references) == set(references):
            return {"act": act.id}
    return {}


def _references(facts: Facts) -> Iterator[str]:
    yield from facts.get("references", ())
    if facts.get("reference"):
        yield facts["reference"]


def _known(refusal: Refusal, facts: Facts) -> Refusal:
    """A refusal that the page can say, about the thing that was meant."""
    outcome = refusal.outcome if refusal.outcome in get_args(CancelFlow) else "moved_on"
    return Refusal(outcome, **facts)
