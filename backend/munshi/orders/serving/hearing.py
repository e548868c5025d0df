"""Whether an order's customer hears of it: of one that the shop wrote down itself, only who has ever written."""

from sqlalchemy.orm import Session

from munshi.business.models import Business
from munshi.notices import service as notices
from munshi.orders.models import Order
from munshi.people.models import Person


def hears(session: Session, order: Order) -> bool:
    """Whether news of the order go to its customer."""
    wrote_down = order.moves[0].person_id
    if wrote_down in (None, order.person_id):
        return True
    business = session.get_one(Business, order.business_id)
    customer = session.get_one(Person, (order.business_id, order.person_id))
    return notices.has_written(session, business, customer)
