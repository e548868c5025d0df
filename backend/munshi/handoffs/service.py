"""Handing a conversation to people and back. While people have it, the assistant is silent there.

The conversations are the assistant's; its table of hand-offs is where both meet.
"""

from datetime import datetime, timedelta
from typing import Any, Literal

from psycopg.types.json import Jsonb
from sqlalchemy import text
from sqlalchemy.orm import Session

from munshi import clock
from munshi.business.models import Business
from munshi.callers import Caller
from munshi.handoffs import conversations
from munshi.handoffs.conversations import Conversation
from munshi.handoffs.outcomes import (
    AnswerPerson,
    HandBack,
    HandedBack,
    HandOver,
    NluFallback,
    Notice,
    TalkToHuman,
)
from munshi.notices import service as notices
from munshi.orders.hours import Stretch, is_open, next_opening
from munshi.outcomes import Outcome, Refusal
from munshi.people import service as people
from munshi.people.models import Person
from munshi.people.rules import Role

Reason = Literal["asked", "not_understood", "operator"]

WINDOW = timedelta(hours=24)  # Meta's: later than that after the person wrote, no text of ours goes through

OPEN = text(
    """
    INSERT INTO assistant.handoffs (phone_number_id, person, since, reason, opened_by)
    VALUES (:number, :person, :now, :reason, :message) ON CONFLICT DO NOTHING RETURNING since
    """
)
IS_OPEN = text(
    """
    SELECT known.last_inbound_at FROM assistant.handoffs AS handoff
        LEFT JOIN assistant.persons AS known USING (phone_number_id, person)
    WHERE phone_number_id = :number AND person = :person AND ended_at IS NULL FOR UPDATE OF handoff
    """
)
END = text(
    """
    UPDATE assistant.handoffs SET ended_at = :now
    WHERE phone_number_id = :number AND person = :person AND ended_at IS NULL RETURNING since
    """
)
# The sender's job comes with the message, as it does when the assistant writes.
SPEAK = text(
    """
    WITH written AS (
        INSERT INTO assistant.outbox
            (phone_number_id, person, turn, position, payload, reference, state, not_before, written_at)
        VALUES (:number, :person, :turn, 0, :payload, gen_random_uuid(), 'waiting', :now, :now)
    )
    INSERT INTO assistant.procrastinate_jobs (queue_name, task_name, lock, args)
    VALUES ('sends', 'send', concat('send:', cast(:number AS text), ':', cast(:person AS text)),
        jsonb_build_object('phone_number_id', cast(:number AS text), 'person', cast(:person AS text)))
    """
)


def ask_for_people(
    session: Session, caller: Caller, where: Conversation, message: str
) -> Outcome[TalkToHuman]:
    """Hands over who asks for a person; the owner is the one to whom others are handed."""
    if caller.may_act_as(Role.OWNER):
        raise Refusal("yourself", business=caller.business.name)
    return _hand_over(session, caller, where, "asked", message)


def not_understood(session: Session, caller: Caller, where: Conversation, message: str) -> Outcome[Any]:
    """Hands over who was not understood again; an owner is told once more what would be understood."""
    if caller.may_act_as(Role.OWNER):
        raise Refusal(caller.business.kind, business=caller.business.name)
    return _hand_over(session, caller, where, "not_understood", message)


def take_over(session: Session, where: Conversation) -> Outcome[HandOver]:
    """Hands a conversation to people because the operator wants it; there is nobody to tell."""
    opened = _open(session, where, "operator", None)
    return Outcome(outcome="handed_over" if opened else "already")


def answer(session: Session, where: Conversation, said: str, key: str) -> Outcome[AnswerPerson]:
    """Sends what a person of the business says; refused where the bot leads the conversation, or Meta would refuse."""
    found = session.execute(IS_OPEN, where.ids).first()
    if found is None:
        raise Refusal("not_open")
    heard_at: datetime | None = found.last_inbound_at
    if heard_at is None or clock.now() - heard_at >= WINDOW:
        raise Refusal("window_closed", heard_at=heard_at.isoformat() if heard_at else None)
    turn = f"people:{key}"
    payload = Jsonb(_text_message(where.person, said))
    session.execute(SPEAK, {**where.ids, "turn": turn, "payload": payload, "now": clock.now()})
    return Outcome(outcome="written", facts={"turn": turn})


def hand_back(session: Session, where: Conversation, **facts: Any) -> Outcome[HandedBack]:
    """The bot answers what comes next, and tells what has waited; `facts` say whose conversation it is."""
    if session.execute(END, {**where.ids, "now": clock.now()}).first() is None:
        raise Refusal("not_open", **facts)
    notices.wake(session, where.number, where.person)
    return Outcome(outcome="handed_back", facts=facts)


def hand_back_as(session: Session, caller: Caller, where: Conversation) -> Outcome[HandBack]:
    """Hands a conversation back because somebody who leads the business says so."""
    caller.must_be(Role.OWNER, Role.MANAGER)
    if not conversations.is_known(session, caller.business, where):
        raise Refusal("not_found")
    person = people.find(session, caller.business_id, where.person)
    done = hand_back(session, where, customer=_who(person, where))
    return Outcome(outcome=done.outcome, facts=done.facts)


def _hand_over(
    session: Session, caller: Caller, where: Conversation, reason: Reason, message: str
) -> Outcome[Any]:
    """Opens the hand-off and tells the owners; says until when nobody is there."""
    if _open(session, where, reason, message):
        _tell_owners(session, caller.business, caller.person, where, reason)
    opens_at = _opens_at(caller.business)
    facts = {"business": caller.business.name, "opens_at": opens_at.isoformat() if opens_at else None}
    outcome: NluFallback = "handed_over_closed" if opens_at else "handed_over"
    return Outcome[str](outcome=outcome, facts=facts)


def _open(session: Session, where: Conversation, reason: Reason, message: str | None) -> bool:
    """Whether this opened it; one that is open stays as it is."""
    values = {**where.ids, "now": clock.now(), "reason": reason, "message": message}
    return session.execute(OPEN, values).first() is not None


def _tell_owners(
    session: Session, business: Business, person: Person, where: Conversation, reason: Reason
) -> None:
    key = f"handoff:{where.number}:{where.person}:{clock.now().isoformat()}"
    name: Notice = "handoff_opened"
    facts = {
        "conversation": str(where),
        "customer": _who(person, where),
        "reason": reason,
        "said": conversations.last_words(session, where),
    }
    notices.tell_role(session, business.id, Role.OWNER, name, key, person, **facts)


def _who(person: Person | None, where: Conversation) -> dict[str, str | None]:
    """What somebody is called, and the phone on which they can be called."""
    phones = people.phones(person) if person else [where.person] if where.person.isdigit() else []
    return {"name": person.called if person else None, "phone": phones[0] if phones else None}


def _opens_at(business: Business) -> datetime | None:
    """When somebody is there again; None while somebody is."""
    hours = [Stretch(each.weekday, each.opens, each.closes) for each in business.hours]
    now = clock.now_in(business.timezone)
    return (
        None if is_open(now, hours, business.closed_days) else next_opening(now, hours, business.closed_days)
    )


def _text_message(person: str, said: str) -> dict[str, Any]:
    """The Graph request: a phone stands in `to`, a business-scoped user id in `recipient`."""
    receiver = {"recipient": person} if "." in person else {"to": person}
    content = {"type": "text", "text": {"body": said, "preview_url": "://" in said}}
    return {"messaging_product": "whatsapp", "recipient_type": "individual", **receiver, **content}
