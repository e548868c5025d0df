"""An order with a question in it that only the shop can answer: the goods are heard, and then the question."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Asked, Reading
from munshi.callers import Caller
from munshi.orders import service
from munshi.orders.asked_beside import ORDER, asked_in, of_what_was_asked
from munshi.orders.desk import SKILL, Desk
from munshi.orders.messages import Message, Said
from munshi.orders.said import message_of, without
from munshi.orders.serving.duty import may_serve

OF_THE_SHOP = "is_in"  # the kind of such questions


def told(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Taken where nothing is asked and goods are counted; an amount alone is of what the question is about."""
    if asked.question or reading.is_tap or not reading.wants(ORDER) or SKILL not in caller.business.skills:
        return None
    clause = asked_in(reading.text or "", only=OF_THE_SHOP)
    if clause is None or may_serve(session, caller):
        return None
    message = _about(Desk(session, caller), message_of(without(reading, clause)), clause)
    if not _counts(message.lines):
        message = message_of(reading)
    if not _counts(message.lines):
        return None
    return heard(session, caller, ORDER, lambda here, by: service.tell(here, by, message), clause)


def _about(desk: Desk, message: Message, question: str) -> Message:
    return replace(message, lines=of_what_was_asked(desk, message.lines, question))


def _counts(lines: Sequence[Said]) -> bool:
    return any(line.name and line.quantity is not None for line in lines)
