"""What a customer is told who asks for the money of an order that is cancelled: where it stands, by the books.

The shop hears the words with the order; what it is shown of the payment decides.
"""

from sqlalchemy.orm import Session

from munshi.asking.reading import Reading
from munshi.billing.payments.of_orders import came_for, told_for
from munshi.billing.payments.owed import due_of
from munshi.callers import Caller
from munshi.orders import money_complaints
from munshi.orders.looking import last_order
from munshi.orders.models import Order
from munshi.orders.statuses import Status
from munshi.outcomes import Outcome
from munshi.undoing.wording import came_back
from munshi.word_lists import plain

LONGEST = 9  # words that want it and nothing else


def wants(session: Session, caller: Caller, reading: Reading) -> bool:
    """Whether few words want money back right behind a cancelled order, and nothing is kept ahead for them."""
    said = plain(reading.text)
    few = bool(said) and len(said.split()) <= LONGEST and money_complaints.LISTS.has(said, "wants_refund")
    if reading.is_tap or not few or came_back(reading.text):
        return False
    order = last_order(session, caller)
    if order is None or order.status != Status.CANCELLED:
        return False
    return not due_of(session, caller.business_id, caller.person.id).ahead_paise


def standing(session: Session, order: Order, words: str) -> Outcome[str]:
    """What was paid for it as far as the shop knows, or the customer says; or that nothing is known."""
    came, told = came_for(session, order), told_for(session, order)
    paise = sum(each.paise - each.refunded_paise for each in came) or sum(each.paise for each in told)
    outcome = "refund_due" if came else "refund_unseen" if told else "refund_unknown"
    facts = {"reference": order.reference, "order_words": words, "worth_paise": paise}
    return Outcome[str](outcome=outcome, facts=facts)
