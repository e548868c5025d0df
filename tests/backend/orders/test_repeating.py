"""An earlier order that is wanted again; as policy."""

from decimal import Decimal

from sqlalchemy import select

from munshi import database
from munshi.orders import replacing
from munshi.orders.models import Order
from munshi.people.models import Person
from tests.backend.orders.conftest import Customer


def test_what_went_out_free_of_charge_is_not_the_last_order(priya: Customer) -> None:
    reference = priya.orders("2 kg cheeni", "2 kg aata").facts["reference"]
    with database.transaction() as session:
        order = session.scalars(select(Order).where(Order.reference == reference)).one()
        line = order.lines[0]
        by = session.get_one(Person, (order.business_id, order.person_id))
        replacing.replace(session, order, {line.position: Decimal(1)}, "torn", by)
    assert len(priya.do("/orders/repeated").cart) == 2
