"""What a customer asks or complains of reaches who may answer it: who sees to orders, and who leads the business."""

from fastapi.testclient import TestClient
from sqlalchemy import text

from munshi.callers import Claim
from munshi.orders.looking import own_order
from munshi.orders.passing_on import pass_on
from tests.backend.books import KIRANA_NUMBER, OWNER, PRIYA, Clock, opened
from tests.backend.orders.conftest import EMPLOYEE, Customer
from tests.backend.orders.serving.conftest import SetTerms
from tests.backend.orders.serving.test_moving import moves
from tests.backend.orders.test_notices import told as notices


def hears(order: str | None = None) -> set[tuple[str, str]]:
    """Who is told, once Priya's words are passed on."""
    with opened() as session:
        caller = Claim(KIRANA_NUMBER, (PRIYA,), None).caller(session)
        pass_on(session, caller, "galat saamaan aaya", own_order(session, caller, order) if order else None)
    return {(who, name) for who, name in notices() if name in ("order_wish", "order_request")}


def test_the_owner_hears_a_complaint_as_well_as_who_is_on_duty(
    file: SetTerms, reference: str, ramesh: Customer
) -> None:
    file(on_duty=[EMPLOYEE])
    for step in ("accepted", "ready", "out_for_delivery", "delivered"):
        moves(ramesh, reference, step)
    assert hears(reference) == {(EMPLOYEE, "order_wish"), (OWNER, "order_wish")}


def test_a_wish_without_an_order_reaches_the_owner_as_well(file: SetTerms) -> None:
    file(on_duty=[EMPLOYEE])
    assert hears() == {(EMPLOYEE, "order_request"), (OWNER, "order_request")}


def test_who_is_on_duty_may_answer_what_they_hear(client: TestClient, file: SetTerms, now: Clock) -> None:
    with opened() as session:
        session.execute(
            text(
                "INSERT INTO assistant.persons (phone_number_id, person, last_inbound_at) "
                "VALUES (:number, :person, :at)"
            ),
            {"number": KIRANA_NUMBER, "person": PRIYA, "at": now.moment},
        )
    whom = {"phone_number_id": KIRANA_NUMBER, "person": PRIYA}
    helper = Customer(client, EMPLOYEE)
    assert helper.do("/handoffs/answering", **whom).outcome == "not_allowed"
    file(on_duty=[EMPLOYEE])
    assert helper.do("/handoffs/answering", **whom).outcome == "write"
    assert helper.do("/handoffs/passed-on", text="abhi bhejte hain").outcome == "passed_on"
