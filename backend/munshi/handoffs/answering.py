"""Who leads the business or sees to its orders answers a customer from their own chat: their next message is passed on.

The row that says so is the assistant's to end, with the turn of that message: tried again, the turn finds it again.
"""

from sqlalchemy import text
from sqlalchemy.orm import Session

from munshi import clock
from munshi.callers import Caller
from munshi.handoffs import conversations, service, speaking
from munshi.handoffs.conversations import Conversation
from munshi.handoffs.outcomes import AnswerCustomer, PassOnAnswer
from munshi.orders.serving.duty import must_serve
from munshi.outcomes import Outcome, Refusal
from munshi.people import service as people

BEGIN = text(
    """
    INSERT INTO assistant.answering (phone_number_id, person, to_number, to_person, since, begun_by)
    VALUES (:number, :person, :to_number, :to_person, :now, :message)
    ON CONFLICT (phone_number_id, person) DO UPDATE SET to_number = excluded.to_number,
        to_person = excluded.to_person, since = excluded.since, begun_by = excluded.begun_by
    """
)
WHOM = text(
    "SELECT to_number, to_person FROM assistant.answering WHERE phone_number_id = :number AND person = :person"
)


def begin(
    session: Session, caller: Caller, own: Conversation, whom: Conversation, message: str
) -> Outcome[AnswerCustomer]:
    """The caller's next message is for this customer; `message` is the tap that says so."""
    must_serve(session, caller)
    if not conversations.is_known(session, caller.business, whom):
        raise Refusal("not_found")
    facts = _facts(session, caller, whom)
    speaking.refuse_closed_window(session, whom, **facts)
    to = {"to_number": whom.number, "to_person": whom.person}
    session.execute(BEGIN, {**own.ids, **to, "now": clock.now(), "message": message})
    return Outcome(outcome="write", facts=facts)


def pass_on(
    session: Session, caller: Caller, own: Conversation, said: str, key: str
) -> Outcome[PassOnAnswer]:
    """Sends the customer what the caller has written, word for word and in the name of the business."""
    must_serve(session, caller)
    found = session.execute(WHOM, own.ids).first()
    if found is None:
        raise Refusal("nobody")
    whom = Conversation(found.to_number, found.to_person)
    facts = _facts(session, caller, whom)
    if not said.strip():
        raise Refusal("no_words", **facts)
    speaking.refuse_closed_window(session, whom, **facts)
    speaking.speak(session, whom, said, key, by=own.person)
    return Outcome(outcome="passed_on", facts=facts)


def _facts(session: Session, caller: Caller, whom: Conversation) -> dict[str, object]:
    person = people.find(session, caller.business_id, whom.person)
    named = {"customer": service.who(person, whom), "conversation": str(whom)}
    return {**named, "business": caller.business.name}
