"""What a greeting tells of: the trade of the business, or to who works there what is seen to for them."""

from datetime import date

import pytest

from munshi.business.models import Business
from munshi.people import service as people
from tests.backend.books import KIRANA, KIRANA_NUMBER, OWNER, RESTAURANT_NUMBER, Actions, opened

KOVAI, KOVAI_NUMBER = "kovai-precision", "100000000000004"
KOVAI_OWNER, MANAGER, EMPLOYEE = "919000000401", "919000000411", "919000000421"


def introduced(actions: Actions, number: str, person: str) -> tuple[str, list[str]]:
    actions.number, actions.person = number, person
    answer = actions.gets("/business").json()
    return answer["outcome"], answer["facts"]["skills"]


def test_the_number_written_to_decides_whose_name_and_trade_is_told(actions: Actions) -> None:
    kirana = actions.gets("/business").json()
    assert kirana == {"outcome": "shop", "facts": {"business": "Sharma Kirana Store", "skills": ["orders"]}}
    actions.number = RESTAURANT_NUMBER
    restaurant = actions.gets("/business").json()
    assert (restaurant["outcome"], restaurant["facts"]["business"]) == ("restaurant", "Annapurna Bhojanalay")


@pytest.mark.parametrize(
    ("who", "skills"),
    [
        (EMPLOYEE, ["leave", "expenses"]),
        (MANAGER, ["leave", "expenses", "approvals"]),
        (KOVAI_OWNER, ["leave", "expenses", "approvals"]),
    ],
)
def test_who_works_at_a_workshop_hears_of_leave_expenses_and_what_they_decide(
    actions: Actions, who: str, skills: list[str]
) -> None:
    assert introduced(actions, KOVAI_NUMBER, who) == ("staff", skills)


def test_nothing_is_offered_to_a_stranger_at_a_workshop(actions: Actions) -> None:
    assert introduced(actions, KOVAI_NUMBER, "919888877777") == ("workshop", [])


def test_who_has_left_is_greeted_like_a_stranger(actions: Actions) -> None:
    with opened() as session:
        person = people.find(session, KOVAI, EMPLOYEE)
        assert person
        person.left = date(2026, 11, 24)
    assert introduced(actions, KOVAI_NUMBER, EMPLOYEE) == ("workshop", [])


def test_a_shop_that_sees_to_leave_tells_its_people_of_that_and_its_customers_of_goods(
    actions: Actions,
) -> None:
    assert introduced(actions, KIRANA_NUMBER, OWNER) == ("shop", ["orders"])
    with opened() as session:
        session.get_one(Business, KIRANA).skills = ["orders", "leave"]
    assert introduced(actions, KIRANA_NUMBER, OWNER) == ("staff", ["leave", "orders"])
    assert introduced(actions, KIRANA_NUMBER, "919000000101") == ("shop", ["orders"])
