"""What the shop is paid for a repair before its bill is of that bill: nobody pays it again, and no sum counts twice."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from munshi.billing.accounts import service as accounts
from munshi.billing.accounts.rules import Kind
from munshi.billing.payments import service as payments
from munshi.billing.payments.rules import Way
from munshi.people import service as people
from munshi.service.visits import billing
from munshi.service.visits.models import Visit
from tests.backend.books import opened
from tests.backend.service.visits.conftest import ARJUN, OWNER, SHOP, Somebody, at, closes

RUPEE = 100


def shop_is_paid(rupees: int) -> None:
    """The owner has written what Arjun gave, for nothing that is named."""
    with opened() as session:
        person = people.find(session, SHOP, ARJUN)
        assert person is not None
        payments.record(session, SHOP, person.id, payments.Said(rupees * RUPEE, Way.CASH), None)


def gateway_is_paid(rupees: int) -> None:
    """Arjun has paid so much over a link, for nothing that is named."""
    with opened() as session:
        person = people.find(session, SHOP, ARJUN)
        assert person is not None
        said = payments.Said(rupees * RUPEE, Way.GATEWAY, gateway="razorpay", gateway_payment_id="pay_1")
        payments.record(session, SHOP, person.id, said, None)


def left_and_owed(reference: str) -> tuple[int, int]:
    """What is left of the visit's bill, and what Arjun owes, in rupees."""
    with opened() as session:
        visit = session.scalars(select(Visit).where(Visit.reference == reference)).one()
        owed = accounts.balance(session, SHOP, visit.person_id)
        return billing.left_of(session, visit) // RUPEE, owed // RUPEE


def test_what_the_shop_was_paid_before_the_bill_is_laid_against_it(job: tuple[str, Somebody]) -> None:
    reference, technician = job
    shop_is_paid(1000)
    closes(reference, technician, ARJUN, "labour 2600")
    assert left_and_owed(reference) == (1600, 1600)
    assert technician.answers("", "1600 cash mile").outcome == "paid"
    assert left_and_owed(reference) == (0, 0)


def test_what_came_over_a_link_before_the_bill_is_laid_against_it_as_cash_is(
    job: tuple[str, Somebody],
) -> None:
    reference, technician = job
    gateway_is_paid(1000)
    closes(reference, technician, ARJUN, "labour 2600")
    assert left_and_owed(reference) == (1600, 1600)


def test_the_same_money_that_both_tell_of_is_laid_once(job: tuple[str, Somebody]) -> None:
    reference, technician = job
    shop_is_paid(1000)
    technician.answers("", f"{reference} ke 1000 cash advance mile")
    closes(reference, technician, ARJUN, "labour 2600")
    assert left_and_owed(reference) == (1600, 1600)


def test_what_is_more_than_the_bill_stays_ahead(job: tuple[str, Somebody]) -> None:
    reference, technician = job
    shop_is_paid(3000)
    closes(reference, technician, ARJUN, "labour 2600")
    assert left_and_owed(reference) == (0, -400)


def test_the_owner_names_the_job_and_its_customer_has_paid_for_it_though_they_owe_an_older_debt(
    who: Callable[[str], Somebody], job: tuple[str, Somebody]
) -> None:
    reference, technician = job
    with opened() as session:
        person = people.find(session, SHOP, ARJUN)
        assert person is not None
        accounts.post(session, SHOP, person.id, Kind.CREDIT, 300 * RUPEE, "credit:old")
    owner = who(OWNER)
    written = owner.wants(f"{reference} ke 500 cash mile", "/payments/recorded", money={"paise": 500 * RUPEE})
    assert written.outcome == "recorded"
    closes(reference, technician, ARJUN, "labour 2600")
    assert left_and_owed(reference) == (2100, 2400)


def test_money_of_a_customer_with_two_jobs_is_asked_of_which_it_is_and_lies_against_that_bill(
    who: Callable[[str], Somebody], job: tuple[str, Somebody], customer: Somebody
) -> None:
    first, technician = job
    second = customer.books("fridge", when=at("2026-11-25", "11:30"))
    owner = who(OWNER)
    read: dict[str, Any] = {"money": {"paise": 500 * RUPEE}, "person": "Arjun Patel"}
    asked = owner.wants("Arjun Patel ne 500 diye", "/payments/recorded", **read)
    assert asked.outcome == "which_job", asked
    jobs = [each["reference"] for each in asked.facts["pay_jobs"]]
    assert len(jobs) == len({first, second})
    written = owner.answers("choose_debt", None, reference=jobs[1])
    assert written.outcome == "recorded", written
    closes(first, technician, ARJUN, "labour 2600")
    assert left_and_owed(first) == (2600, 2100)
