"""What is offered depends on the business's skills, on what the books serve, and on who asks."""

import pytest
from sqlalchemy import update

from munshi.business.models import Business
from munshi.offers.rules import Offer
from munshi.people.rules import Role
from tests.backend.books import KIRANA, OWNER, Actions, opened


def outcome(actions: Actions, intent: str) -> str:
    answer = actions.gets(f"/offers/{intent}")
    assert answer.status_code == 200, answer.text
    return str(answer.json()["outcome"])


def has(skills: list[str]) -> None:
    with opened() as session:
        session.execute(update(Business).where(Business.id == KIRANA).values(skills=skills))


@pytest.mark.parametrize(
    "intent", ["place_order", "modify_order", "view_cart", "track_order", "cancel_order"]
)
def test_a_shop_with_orders_offers_what_the_books_of_orders_serve(actions: Actions, intent: str) -> None:
    assert outcome(actions, intent) == "offered"


def test_without_the_skill_nothing_of_it_is_offered(actions: Actions) -> None:
    has(["billing"])
    assert outcome(actions, "place_order") == "not_offered"


def test_each_skill_is_offered_by_itself_and_what_is_the_owners_to_owners_alone(actions: Actions) -> None:
    has(["orders", "billing"])
    assert outcome(actions, "raise_ticket") == "not_offered"
    assert outcome(actions, "request_invoice") == "offered"
    assert outcome(actions, "record_payment") == "not_offered"
    actions.person = OWNER
    assert outcome(actions, "record_payment") == "offered"


def test_who_works_here_may_be_asked_to_decide_and_a_customer_never(actions: Actions) -> None:
    has(["approvals"])
    intents = ("list_approvals", "approve_request", "reject_request", "ask_team_leave")
    assert {outcome(actions, intent) for intent in intents} == {"not_offered"}
    actions.person = OWNER
    assert {outcome(actions, intent) for intent in intents} == {"offered"}


def test_an_intent_that_nobody_knows_is_not_offered(actions: Actions) -> None:
    assert outcome(actions, "order_a_moon") == "not_offered"


def test_the_answer_names_the_business(actions: Actions) -> None:
    assert actions.gets("/offers/raise_ticket").json()["facts"] == {"business": "Sharma Kirana Store"}


def test_what_is_for_owners_and_managers_is_not_offered_to_a_customer() -> None:
    approvers = frozenset({Role.MANAGER, Role.OWNER})
    offer = Offer("approvals", frozenset({"approve_request"}), approvers)
    assert not offer.holds("approve_request", ["approvals"], [Role.CUSTOMER])
    assert not offer.holds("approve_request", ["approvals"], [Role.EMPLOYEE])
    assert offer.holds("approve_request", ["approvals"], [Role.EMPLOYEE, Role.MANAGER])
    assert offer.holds("approve_request", ["approvals"], [Role.OWNER])
