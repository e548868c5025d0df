"""What a greeting tells of: the trade of the business, or to who works there what is seen to for them."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select, update

from munshi.business.models import Business
from munshi.catalogue import stock
from munshi.catalogue.models import Product
from munshi.people import service as people
from tests.backend.books import KIRANA, KIRANA_NUMBER, OWNER, RESTAURANT_NUMBER, Actions, opened

KOVAI, KOVAI_NUMBER = "kovai-precision", "100000000000004"
REPAIR, REPAIR_NUMBER, TECHNICIAN = "deepak-electronics", "100000000000003", "919000000321"
CUSTOMER = "919000000101"
KOVAI_OWNER, MANAGER, EMPLOYEE = "919000000401", "919000000411", "919000000421"


def introduced(actions: Actions, number: str, person: str) -> tuple[str, list[str]]:
    actions.number, actions.person = number, person
    answer = actions.gets("/business").json()
    return answer["outcome"], answer["facts"]["skills"]


def test_the_number_written_to_decides_whose_name_and_trade_is_told(actions: Actions) -> None:
    kirana = actions.gets("/business").json()
    assert kirana["outcome"] == "shop"
    assert kirana["facts"]["business"] == "Sharma Kirana Store"
    assert kirana["facts"]["skills"] == ["orders", "money", "complaints"]
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


def test_who_runs_a_shop_is_told_of_that_and_its_customers_of_goods(
    actions: Actions,
) -> None:
    assert introduced(actions, KIRANA_NUMBER, OWNER) == ("staff", ["shop", "khata", "desk"])
    with opened() as session:
        session.get_one(Business, KIRANA).skills = ["orders", "leave"]
    assert introduced(actions, KIRANA_NUMBER, OWNER) == ("staff", ["shop", "leave"])
    assert introduced(actions, KIRANA_NUMBER, CUSTOMER) == ("shop", ["orders"])


def test_where_machines_are_repaired_a_technician_is_told_of_jobs_and_a_customer_of_repairs(
    actions: Actions,
) -> None:
    assert introduced(actions, REPAIR_NUMBER, TECHNICIAN) == ("staff", ["jobs", "orders", "leave"])
    assert introduced(actions, REPAIR_NUMBER, CUSTOMER) == ("repair", ["orders", "money", "machines"])
    with opened() as session:
        session.get_one(Business, REPAIR).skills = ["orders"]
    assert introduced(actions, REPAIR_NUMBER, CUSTOMER) == ("shop", ["orders"])


def goods(actions: Actions) -> list[str]:
    return [good["name"]["en"] for good in actions.gets("/business").json()["facts"]["goods"]]


def test_three_goods_of_the_shelf_are_named_of_different_shelves_if_there_are_such(actions: Actions) -> None:
    facts = actions.gets("/business").json()["facts"]["goods"]
    assert len(facts) == 3
    assert {"name", "quantity", "unit"} == facts[0].keys()
    with opened() as session:
        found = session.scalars(select(Product).where(Product.business_id == KIRANA)).all()
        categories = {product.name["en"]: product.category for product in found}
    assert len({categories[name] for name in goods(actions)}) == 3


def test_what_is_sold_out_or_not_available_is_not_named(actions: Actions) -> None:
    first, second, _ = goods(actions)
    with opened() as session:
        found = session.scalars(select(Product).where(Product.business_id == KIRANA)).all()
        by_name = {product.name["en"]: product for product in found}
        by_name[first].available = False
        stock.count(session, KIRANA, {by_name[second].sku: Decimal(0)})
    assert not {first, second} & set(goods(actions))


@pytest.mark.parametrize("change", [{"skills": ["billing"]}, {"skills": ["orders"], "empty": True}])
def test_a_shop_that_sells_nothing_here_names_nothing(actions: Actions, change: dict[str, Any]) -> None:
    with opened() as session:
        session.get_one(Business, KIRANA).skills = change["skills"]
        if change.get("empty"):
            session.execute(update(Product).where(Product.business_id == KIRANA).values(available=False))
    assert actions.gets("/business").json()["outcome"] == "bare"
