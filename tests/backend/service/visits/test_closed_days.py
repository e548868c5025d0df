"""A day that is closed names the visits that are booked for it."""

from datetime import date

import pytest
from sqlalchemy import select

from munshi.business.models import Business
from munshi.callers import Caller
from munshi.owner import shop_hours
from munshi.owner.hours_said import CLOSED
from munshi.people import service as people
from tests.backend.books import opened
from tests.backend.service.visits.conftest import OWNER, SHOP, Somebody, at

TOMORROW = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("state", "named"), [(CLOSED, True), ("10:30-11:00,16:00-20:00", True), ("10:30-20:00", False)]
)
def test_what_is_booked_while_it_is_closed_is_named_and_stays_booked(
    customer: Somebody, state: str, named: bool
) -> None:
    reference = customer.books(when=at("2026-11-25", "11:30"))
    with opened() as session:
        business = session.scalars(select(Business).where(Business.id == SHOP)).one()
        owner = people.find(session, SHOP, OWNER)
        assert owner
        caller = Caller(business, owner, people.roles_of(business, owner))
        asked = shop_hours.ask(session, caller, {TOMORROW: state})
    assert asked.facts["visits"] == ([reference] if named else [])
    assert customer.steps(reference, "open").outcome == "not_your_job"
