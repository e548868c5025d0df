"""The leave that a person is asking for: what they say is put together, asked about, and shown before a yes."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from munshi import clock
from munshi.asking.reading import Reading
from munshi.callers import Caller
from munshi.columns import plain
from munshi.leave import rules
from munshi.leave.asking import drafts, moving
from munshi.leave.asking.drafts import Draft, Message
from munshi.leave.asking.proposals import (
    Proposal,
    available_for,
    decider,
    proposal_facts,
    propose,
    refuse_before_type,
)
from munshi.leave.asking.refusals import NotEntitled, Refused
from munshi.leave.asking.said import message_of, speaks_of_leave
from munshi.leave.asking.stretching import stretch
from munshi.leave.deciding import service as deciding
from munshi.leave.desk import Desk, desk
from munshi.leave.facts import Facts, days_facts, policy_name, span_facts, told, type_name
from munshi.leave.policy import LeaveType, Policy
from munshi.leave.rules import NOTHING, Asked, Portion
from munshi.outcomes import Outcome
from munshi.people.rules import STAFF

WHICH_MOVES = "ask_which_moves"

pending_for, decide = deciding.pending_for, deciding.decide


@dataclass(frozen=True)
class Shown:
    """What is shown before a yes, and what it stands for."""

    proposal: Proposal
    facts: Facts

    @property
    def summary(self) -> str:
        """The token of exactly this."""
        return str(self.facts["summary"])


def wish(session: Session, caller: Caller, reading: Reading) -> Outcome[Any]:
    """What was said of a leave; of who does not work here only words that speak of one are a wish for it."""
    if not (reading.is_tap or caller.may_act_as(*STAFF) or speaks_of_leave(reading)):
        return Outcome[str](outcome="not_of_leave")
    return say(session, caller, message_of(reading))


def say(session: Session, caller: Caller, message: Message) -> Outcome[Any]:
    """The person says something about the leave they want; what is still missing is asked."""
    at = desk(session, caller)
    draft, serial = drafts.load(session, caller.person, clock.now())
    if draft.refused and (message.moves or not message.says_something):
        draft = Draft()
    asked_before = draft.asked
    if message.moves and draft.is_empty:
        message = moving.begin(at, draft, message)
    elif asked_before == WHICH_MOVES:
        message = moving.choose(at, draft, message)
    draft.hear(message, at.today)
    stretch(draft, message, _asked(at, draft), at.calendar)
    answer = decided(at, draft, serial)
    asked_again = answer.outcome == asked_before and not draft.refused
    if asked_again and message.text and not message.says_something:
        answer.facts["unclear"] = True
    return answer


def drop(session: Session, caller: Caller) -> Outcome[Any]:
    """The person does not want it after all."""
    at = desk(session, caller)
    draft, serial = drafts.load(session, caller.person, clock.now())
    if draft.is_empty:
        return Outcome[str](outcome="nothing_open")
    drafts.save(session, caller.person, Draft(), serial + 1, clock.now())
    return Outcome[str](outcome="dropped", facts={"from": _iso(draft.first), "today": at.today.isoformat()})


def decided(at: Desk, draft: Draft, serial: int, confirm: str = "confirm") -> Outcome[Any]:
    """The next question, a refusal, or the leave as it would be filed; the draft is kept with what was asked."""
    try:
        with moving.without(at, draft.instead) as free:
            answer = _question(free, draft) or _shown(free, draft, serial, confirm)
        draft.refused = False
    except Refused as refused:
        answer = _refusal(at, draft, refused)
        draft.refused = True
    draft.asked = answer.outcome
    drafts.save(at.session, at.caller.person, draft, serial, clock.now())
    return answer


def shown(at: Desk, draft: Draft, serial: int) -> Shown | None:
    """What a yes would file now; None where something is missing or refused."""
    try:
        with moving.without(at, draft.instead) as free:
            return _offer(free, draft, serial) if _question(free, draft) is None else None
    except Refused:
        return None


def _shown(at: Desk, draft: Draft, serial: int, confirm: str) -> Outcome[Any]:
    """Loss of pay is asked about by itself, whatever was shown before."""
    offered = _offer(at, draft, serial)
    outcome = "confirm_unpaid" if offered.proposal.cover.unpaid > NOTHING else confirm
    return Outcome[str](outcome=outcome, facts=offered.facts)


def _offer(at: Desk, draft: Draft, serial: int) -> Shown:
    asked = _asked(at, draft)
    assert asked is not None
    assert draft.type is not None
    proposal = propose(at, draft, asked, draft.type)
    return Shown(proposal, proposal_facts(at, draft, serial, proposal))


def _question(at: Desk, draft: Draft) -> Outcome[Any] | None:
    """What is still to be asked, the days first. Raises Refused for what no answer could mend."""
    decider(at)
    if draft.instead == drafts.UNCLEAR:
        return _ask(WHICH_MOVES, requests=[span_facts(each) for each in moving.movable(at)])
    if question := _ask_days(at, draft):
        return question
    asked = _asked(at, draft)
    assert asked is not None
    _settle_illness(at, draft, asked)
    if draft.type is None:
        refuse_before_type(at, asked)
    if draft.type is None and not _settle_type(at, draft, asked):
        return Outcome[str](outcome="ask_type", facts={"options": _options(at, asked)})
    assert draft.type is not None
    return _ask_papers(at, draft, asked, draft.type)


def _ask_days(at: Desk, draft: Draft) -> Outcome[Any] | None:
    _settle_day(at, draft)
    if draft.either:
        return _ask("ask_which_day", options=[day.isoformat() for day in draft.either])
    if draft.first is None or (draft.half and draft.last and draft.last != draft.first):
        return _ask("ask_dates", half=draft.half, days=_plain(draft.days), to=_iso(draft.last))
    if draft.last is None and draft.days is None and draft.half is None:
        return _ask("ask_duration", **{"from": draft.first.isoformat()})
    if draft.half == "any":
        question = "ask_half_for_hours" if draft.hours else "ask_which_half"
        return _ask(question, date=draft.first.isoformat(), weekday=draft.first.weekday())
    return None


def _settle_day(at: Desk, draft: Draft) -> None:
    """A day that can only be one of the two needs no question."""
    if not draft.either:
        return
    policy = at.grants.policy(draft.type, at.today) if draft.type else None
    policies = [policy] if policy else at.grants.types_on(at.today)
    farthest = max((each.backdate_days for each in policies), default=0)
    left = drafts.readings(draft.either, at.today, farthest)
    draft.either = left if len(left) > 1 else []
    if len(left) == 1 and left[0] != draft.first:
        draft.first = draft.last = left[0]


def _asked(at: Desk, draft: Draft) -> Asked | None:
    """The span as the rules want it."""
    if draft.first is None:
        return None
    if draft.half and draft.half != "any":
        return Asked(draft.first, draft.first, Portion(draft.half))
    if draft.last is not None:
        return Asked(draft.first, draft.last)
    policy = at.grants.policy(draft.type, draft.first) if draft.type else None
    return rules.span_of(draft.first, draft.days or Decimal(1), at.calendar, policy)


def _settle_type(at: Desk, draft: Draft, asked: Asked) -> bool:
    """Where there is only one type it is not asked."""
    types = at.grants.types_on(asked.first)
    if not types:
        raise NotEntitled
    if len(types) == 1:
        draft.type = types[0].type
    return len(types) == 1


def _settle_illness(at: Desk, draft: Draft, asked: Asked) -> None:
    """Who is ill where no sick leave is given is shown casual leave for the yes, and told so."""
    given = {each.type for each in at.grants.types_on(asked.first)}
    if (
        at.grants.written
        and draft.type is LeaveType.SICK
        and LeaveType.SICK not in given
        and LeaveType.CASUAL in given
    ):
        draft.type, draft.not_given = LeaveType.CASUAL, LeaveType.SICK


def _options(at: Desk, asked: Asked) -> list[Facts]:
    """The types that are given, with what is there of each; null where no balance is kept."""
    return [
        {
            "type": str(policy.type),
            "choice": str(policy.type),
            "name": policy_name(policy),
            "available": _plain(available_for(at, policy, asked.first)),
        }
        for policy in at.grants.types_on(asked.first)
    ]


def _ask_papers(at: Desk, draft: Draft, asked: Asked, type_: LeaveType) -> Outcome[Any] | None:
    """A reason or a certificate, once it is clear that the leave can be had. Raises Refused."""
    proposal = propose(at, draft, asked, type_)
    policy: Policy = proposal.policy
    if policy.wants_reason and not draft.reason:
        draft.reason, draft.note = draft.note, None
    if policy.wants_reason and not draft.reason:
        return _ask("ask_reason", type=str(type_), name=policy_name(policy))
    days = [each.day for each in proposal.cover.days]
    if rules.wants_proof(days, policy) and not (draft.certificate or draft.certificate_later):
        after = policy.proof_after_days
        return _ask("ask_certificate", after_days=_plain(after), name=policy_name(policy), later=drafts.LATER)
    return None


def _refusal(at: Desk, draft: Draft, refused: Refused) -> Outcome[Any]:
    """What the rules say, with the facts that a reply needs."""
    facts: Facts = dict(refused.facts)
    if refused.outcome == "half_of_many_days":
        return _ask("ask_dates", half=draft.half, days=None, to=None)
    if "excluded" in facts:
        facts["excluded"] = days_facts(facts["excluded"], at.calendar)
    if refused.outcome == "half_on_off_day":
        facts["day"] = _off_day(at, facts["day"], draft)
    if "first" in facts:
        facts["from"], facts["to"] = facts.pop("first"), facts.pop("last")
    if draft.type is not None:
        facts.setdefault("type", str(draft.type))
        facts["name"] = type_name(at.grants, draft.type, draft.first or at.today)
    if isinstance(refused, NotEntitled):  # another kind is wanted, and only what is given is proposed
        facts["kinds"] = [policy_name(each) for each in at.grants.types_on(draft.first or at.today)]
        draft.type = None
    return Outcome[str](outcome=refused.outcome, facts=told(facts))


def _off_day(at: Desk, day: date, draft: Draft) -> Facts:
    portion = Portion(draft.half) if draft.half and draft.half != "any" else Portion.FULL
    return days_facts([rules.LeaveDay(day, portion, False, at.calendar.off(day))], at.calendar)[0]


def _ask(question: str, **facts: Any) -> Outcome[Any]:
    return Outcome[str](outcome=question, facts=facts)


def _plain(days: Decimal | None) -> str | None:
    return None if days is None else plain(days)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
