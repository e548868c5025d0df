"""`python -m tests.backend.billing.bills.issuer N`: issues bills of orders that have none, as one of many who do so.

It is killed at any moment, and says nothing: what it did stands in the books or not at all.
"""

import random
import sys

from sqlalchemy import select

from munshi import database, settings
from munshi.billing.bills.models import Bill
from munshi.billing.bills.service import issue_for_order
from munshi.orders.models import Order
from munshi.orders.tracking import WHOLE
from tests.backend.books import KIRANA


def main(seed: int) -> None:
    """Issues until every order has its bill."""
    database.use(database.connect(settings.current().database_url))
    billed = select(Bill.source).where(Bill.business_id == KIRANA)
    query = select(Order.id).where(Order.business_id == KIRANA, Order.reference.not_in(billed))
    chance = random.Random(seed)
    while True:
        with database.transaction() as session:
            waiting = list(session.scalars(query))
        if not waiting:
            return
        chance.shuffle(waiting)
        for order_id in waiting[:20]:
            with database.transaction() as session:
                issue_for_order(session, session.get_one(Order, (KIRANA, order_id), options=WHOLE))


if __name__ == "__main__":
    main(int(sys.argv[1]))
