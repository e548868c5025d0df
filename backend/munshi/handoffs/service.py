"""Calling people into a conversation, what they write in it, and handing it back.

The bot goes on serving whoever called for people, until somebody of the business has written. The conversations are the
assistant's; its table of hand-offs is where both meet.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from munshi import clock
from munshi.business.models import Business
from munshi.callers import Caller
from munshi.handoffs import conversations, speaking
from munshi.handoffs.conversations import Conversation
from munshi.handoffs.outcomes import (
    AnswerPerson,
    HandBack,
    HandedBack,
    HandOver,
    HeardPerson,
    NluFallback,
    Notice,
    TalkToHuman,
)
from munshi.notices import service as notices
from munshi.orders.hours import is_open, next_opening
from munshi.orders.opening import hours_of
from munshi.outcomes import Outcome, Refusal
from munshi.people import service as people
from munshi.people.models import Person
from munshi.people.rules import Role

OPEN = text(
    """
    INSERT INTO assistant.handoffs (phone_number_id, person, since, reason, opened_by)
    VALUES (:number, :person, :now, 'asked', :message) ON CONFLICT DO NOTHING RETURNING since
    """
)
# Whom people have in hand already, they have.
TAKE_OVER = text(
    """
    INSERT INTO assistant.handoffs AS known (phone_number_id, person, since, reason, written_at)
    VALUES (:number, :person, :now, 'operator', :now)
    ON CONFLICT (phone_number_id, person) WHERE ended_at IS NULL
        DO UPDATE SET written_at = excluded.written_at WHERE known.written_at IS NULL
    RETURNING since
    """
)
IS_OPEN = text(
    """
    SELECT since, answered_by FROM assistant.handoffs
    WHERE phone_number_id = :number AND person = :person AND ended_at IS NULL FOR UPDATE
    """
)
LINES_AGAIN = 3  # messages of who asks again
END = text(
    """
    UPDATE assistant.handoffs SET ended_at = :now
    WHERE phone_number_id = :number AND person = :person AND ended_at IS NULL RETURNING since
    """
)


def ask_for_people(
    session: Session, caller: Caller, where: Conversation, message: str
) -> Outcome[TalkToHuman]:
    """Calls people for who asks, each time; the owner is the one who would be called.

    Says until when nobody is there, and to who asks again since when they know.
    """
    if caller.may_act_as(Role.OWNER):
        raise Refusal("yourself", business=caller.business.name)
    is_first = _open(session, where, message)
    _tell_owners(session, caller.business, caller.person, where, again=not is_first)
    opens_at = opens_after(caller.business, clock.now_in(caller.business.timezone))
    facts = {"business": caller.business.name, "opens_at": opens_at.isoformat() if opens_at else None}
    if opens_at or is_first:
        return Outcome(outcome="handed_over_closed" if opens_at else "handed_over", facts=facts)
    since = clock.on_the_wall(session.execute(IS_OPEN, where.ids).one().since, caller.business.timezone)
    return Outcome(outcome="called_again", facts={**facts, "since": since})


def call_people(session: Session, business: Business, person: Person, message: str) -> None:
    """Calls people for a customer who is not content; whoever calls says so to the owners themselves."""
    where = notices.address_of(session, business, person)
    if where is not None:
        _open(session, Conversation(where.number, where.person), message)


def not_understood(session: Session, caller: Caller, where: Conversation) -> Outcome[NluFallback]:
    """Offers people to who was not understood again; nobody is called before the person wants it."""
    facts = {"business": caller.business.name}
    if caller.may_act_as(Role.OWNER):
        raise Refusal("yourself", **facts)
    called = session.execute(IS_OPEN, where.ids).first() is not None
    return Outcome(outcome="waiting" if called else "offered", facts=facts)


def take_over(session: Session, where: Conversation) -> Outcome[HandOver]:
    """Hands a conversation to people because the operator wants it; there is nobody to tell."""
    taken = session.execute(TAKE_OVER, {**where.ids, "now": clock.now()}).first()
    return Outcome(outcome="handed_over" if taken else "already")


def answer(session: Session, where: Conversation, said: str, key: str) -> Outcome[AnswerPerson]:
    """Sends what a person of the business says; refused where nobody has called for people, or Meta would refuse."""
    if session.execute(IS_OPEN, where.ids).first() is None:
        raise Refusal("not_open")
    turn = speaking.speak(session, where, said, key)
    return Outcome(outcome="written", facts={"turn": turn})


def hear(
    session: Session, business: Business, where: Conversation, said: str | None, message: str
) -> Outcome[HeardPerson]:
    """Tells whoever answers the person through the bot what the person has written to them."""
    found = session.execute(IS_OPEN, where.ids).first()
    whose = people.find(session, business.id, found.answered_by) if found and found.answered_by else None
    if whose is None:
        raise Refusal("nobody")
    name: Notice = "handoff_heard"
    customer = who(people.find(session, business.id, where.person), where)
    words = conversations.excerpt(said) if said else None
    facts = {"conversation": str(where), "customer": customer, "said": words}
    notices.tell(session, business.id, whose, name, f"handoff:heard:{message}", **facts)
    return Outcome(outcome="told")


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
    done = hand_back(session, where, customer=who(person, where))
    return Outcome(outcome=done.outcome, facts=done.facts)


def who(person: Person | None, where: Conversation) -> dict[str, str | None]:
    """What somebody is called, and the phone on which they can be called."""
    phones = people.phones(person) if person else [where.person] if where.person.isdigit() else []
    return {"name": person.called if person else None, "phone": phones[0] if phones else None}


def opens_after(business: Business, at: datetime) -> datetime | None:
    """When somebody is there again after a moment, which carries the business's zone; None while somebody is."""
    hours = hours_of(business)
    return None if is_open(at, hours, business.closed_days) else next_opening(at, hours, business.closed_days)


def _open(session: Session, where: Conversation, message: str) -> bool:
    """Whether this opened it; one that is open stays as it is."""
    values = {**where.ids, "now": clock.now(), "message": message}
    return session.execute(OPEN, values).first() is not None


def _tell_owners(
    session: Session, business: Business, person: Person, where: Conversation, *, again: bool = False
) -> None:
    """Has the owners told, with what the person wrote last; who asks again has written more before it."""
    key = f"handoff:{where.number}:{where.person}:{clock.now().isoformat()}"
    name: Notice = "handoff_opened"
    facts = {
        "conversation": str(where),
        "customer": who(person, where),
        "reason": "asked",
        "said": conversations.last_words(session, where, LINES_AGAIN if again else 1),
    }
    notices.tell_role(session, business.id, Role.OWNER, name, key, person, **facts)
