"""What a message says to an open question about requests: a yes or no to one, which, why not, or *for sure?*."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from munshi.approvals import service
from munshi.approvals.said import APPROVE, REJECT, Said
from munshi.approvals.service import Answer, Meant, Verdict
from munshi.asking.heard import Heard, Hears, Questions, heard
from munshi.asking.reading import FALLBACK, LEAVES, NO, YES, Asked, Reading
from munshi.callers import Caller

LIST = "list_approvals"
# What asks for a decision: right after one of these a bare yes or no is about its request.
ASK_TO_DECIDE = (
    "utter_list_approvals_request",
    *(f"utter_notice_{name}" for name in ("leave_requested", "claim_requested", "approval_escalated")),
)
PAGES = {True: APPROVE, False: REJECT}


def _of_shown(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A yes or no to the request that was just shown; long after it a bare one is for nothing, and all are shown."""
    said, about = Said.of(reading), _about(asked)
    if reading.is_tap or said.names or not reading.wants(YES, NO, APPROVE, REJECT):
        return None
    just_shown = len(about) == 1 and any(notice in asked.told for notice in ASK_TO_DECIDE)
    if just_shown and not said.leaves_some:
        return _decided(session, caller, Meant(about), Answer(reading.wants(YES, APPROVE), said.reason))
    return heard(session, caller, LIST, service.waiting) if reading.wants(YES, NO) else None


def _to_choose(approve: bool) -> Hears:
    """Which to approve, or to reject."""

    def hear(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
        page, said = PAGES[approve], Said.of(reading)
        if reading.wants(NO, LEAVES):
            return Heard(REJECT, service.kept())
        if not reading.wants(page, FALLBACK, YES):
            return None
        if said.leaves_some:
            return heard(session, caller, LIST, service.waiting)
        meant, reason = said.chosen(_about(asked)), said.reason or (asked.about or {}).get("reason")
        if meant is None:
            unclear = Meant(_about(asked), each=_asked_about(asked).each)
            return heard(session, caller, page, lambda here, by: service.choose(here, by, unclear, reason))
        if (each := _asked_about(asked).each) and not meant.each:
            return _decided(session, caller, _of_each(meant, each), Answer(approve=False, reason=reason))
        return _decided(session, caller, meant, Answer(approve, None if approve else reason))

    return hear


def _of_reason(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Why not; who turns round approves, who says nothing twice leaves it, and what names others is about those."""
    said, about = Said.of(reading), asked.about or {}
    if reading.wants(LEAVES):
        return Heard(REJECT, service.kept())
    if reading.is_tap or not reading.wants(APPROVE, REJECT, FALLBACK, YES, NO):
        return None
    if said.references or (said.names and not said.reason):
        return None
    meant = _asked_about(asked)
    if reading.wants(APPROVE):
        turned = Meant(_about(asked), each=tuple(replace(each, approve=True) for each in meant.each))
        return _decided(session, caller, turned, Answer(approve=True))
    if said.reason:
        return _decided(session, caller, meant, Answer(approve=False, reason=said.reason))
    if about.get("again"):
        return Heard(REJECT, service.kept())
    return heard(session, caller, REJECT, lambda here, by: service.ask_why_again(here, by, meant))


def _of_confirming(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A yes to the sum of several decisions."""
    if reading.wants(NO, LEAVES):
        return Heard(REJECT, service.kept())
    meant, reason = _asked_about(asked), (asked.about or {}).get("reason")
    if not reading.is_yes or reading.first("summary") not in (None, asked.summary) or not meant.each:
        return None
    return _decided(session, caller, replace(meant, confirmed=True), Answer(approve=False, reason=reason))


def _of_each(chosen: Meant, each: Sequence[Verdict]) -> Meant:
    """What was said of several, the first of which is chosen now."""
    first, *others = each
    named = [replace(first, reference=one, person=None) for one in chosen.references]
    return Meant(kind=chosen.kind, each=(*(named or [replace(first, person=chosen.person)]), *others))


def _decided(session: Session, caller: Caller, meant: Meant, answer: Answer) -> Heard:
    page = PAGES[any(each.approve for each in meant.each) if meant.each else answer.approve]
    return heard(session, caller, page, lambda here, by: service.say(here, by, meant, answer))


def _about(asked: Asked) -> tuple[str, ...]:
    """The requests that the question is about."""
    references: Sequence[str] = (asked.about or {}).get("references") or ()
    return tuple(references)


def _asked_about(asked: Asked) -> Meant:
    """The same with what was said of each, where that was not one word for all."""
    each = (asked.about or {}).get("each") or ()
    return Meant(() if each else _about(asked), each=tuple(Verdict(**one) for one in each))


QUESTIONS = Questions(
    "approvals",
    {
        "decide_request": _of_shown,
        "rejection_reason": _of_reason,
        "approval_to_choose": _to_choose(approve=True),
        "rejection_to_choose": _to_choose(approve=False),
        "confirm_decisions": _of_confirming,
    },
)
