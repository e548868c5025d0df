"""What the shop adds to the address or the notes of an order that is named: shown first, and written by one yes.

*1004 ke pate me 2nd floor jod do*, *1004 me note likh do: gate band rahega*. Its customer is told, and may write back.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from munshi import clock
from munshi.asking.clauses import SIGNS, clause_at, whether
from munshi.asking.heard import Heard, decides, heard
from munshi.asking.reading import Reading
from munshi.callers import Caller
from munshi.notices import service as notices
from munshi.orders.looking import facts_of
from munshi.orders.models import Order
from munshi.orders.serving import replies
from munshi.orders.serving.altered import without_orders
from munshi.orders.serving.facts import card, is_brought
from munshi.orders.serving.mentions import ASKED, Mention
from munshi.orders.serving.moving import of_the_shop, refuse_move
from munshi.orders.serving.notices import tell_kitchen
from munshi.orders.statuses import OPEN, Status
from munshi.outcomes import Outcome
from munshi.people.models import Person

PAGE = "move_order"
PART, WRITES = "address_or_note", "writes_words"  # facets
ADDRESS, NOTE = "address", "note"
AROUND = (PART, WRITES, "names_orders")
SMALL = "names_nothing"  # at the ends of what is added
LONGEST = 200  # characters


def of_words(session: Session, caller: Caller, reading: Reading, mentions: Sequence[Mention]) -> Heard | None:
    """The words of the clause that names what is added to; a question adds nothing."""
    named = {each.order.id: each.order for each in mentions}
    part = next(iter(reading.placed(PART)), None)
    if part is None or len(named) != 1:
        return None
    order, text = next(iter(named.values())), reading.text or ""
    clause = clause_at(text, part.start)
    asks = clause in whether(reading) or any(
        clause_at(text, each.start) == clause for each in reading.placed(ASKED)
    )
    writes = any(clause_at(text, each.start) == clause for each in reading.placed(WRITES))
    words = _added(reading, mentions, clause)
    if asks or not writes or not words:
        return None
    kind = part.value if is_brought(order) else NOTE
    return heard(session, caller, PAGE, lambda here, by: ask(here, by, order, kind, words))


def ask(session: Session, caller: Caller, order: Order, kind: str, words: str) -> Outcome[Any]:
    """The order as it would stand with these words."""
    if order.status not in OPEN:
        refuse_move(session, order)
    summary = f"{order.reference}|{kind}|{words}"
    facts = {**card(session, order), "next": [], "order_words": words, "summary": summary}
    if kind == ADDRESS:
        facts["where"] = {**facts["where"], "address": _with(order.address, words)}
    return Outcome[str](outcome=f"confirm_{kind}_words", facts=facts)


def confirm(session: Session, caller: Caller, summary: str) -> Outcome[Any]:
    """Writes what was shown, once, and has the customer told."""
    reference, kind, words = summary.split("|", 2)
    order = of_the_shop(session, caller, reference)
    if order.status not in OPEN:
        refuse_move(session, order)
    if kind == ADDRESS:
        order.address = _with(order.address, words)
    elif words not in order.notes:
        order.notes = [*order.notes, words]
    session.flush()
    _tell(session, caller, order, words)
    return Outcome[str](outcome="words_added", facts={**card(session, order), "order_words": words})


def keep(session: Session, caller: Caller) -> Outcome[Any]:
    """The order stays as it is."""
    return Outcome[str](outcome="moves_kept")


of_adding = decides(PAGE, keep, confirm)


def _with(address: str | None, words: str) -> str:
    """An address with what is added; what stands there already is not added again."""
    before = address or ""
    return before if words.casefold() in before.casefold() else ", ".join(filter(None, (before, words)))


def _tell(session: Session, caller: Caller, order: Order, words: str) -> None:
    customer = session.get_one(Person, (order.business_id, order.person_id))
    key = f"{order.reference}:words:{clock.now().isoformat()}"
    facts = {**facts_of(caller, order), "order_words": words, **replies.asking(order, caller.person)}
    notices.tell(session, order.business_id, customer, "order_words_added", key, **facts)
    if order.status == Status.ACCEPTED:
        tell_kitchen(session, order, key)


def _added(reading: Reading, mentions: Sequence[Mention], clause: int) -> str:
    """The words of a clause but those that name the order and where it is written, without small words at the ends."""
    whole, text = reading.text or "", without_orders(reading, mentions)
    spans = [(each.start, each.end) for facet in AROUND for each in reading.placed(facet)]
    small = {whole[each.start : each.end].casefold() for each in reading.placed(SMALL)}
    kept = "".join(
        " " if clause_at(whole, at) != clause or any(start <= at < end for start, end in spans) else sign
        for at, sign in enumerate(text)
    )
    words = kept.strip(SIGNS).split()
    while words and words[0].strip(SIGNS).casefold() in small:
        words = words[1:]
    while words and words[-1].strip(SIGNS).casefold() in small:
        words = words[:-1]
    return " ".join(words).strip(SIGNS)[:LONGEST]
