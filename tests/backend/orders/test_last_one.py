"""Two people want the last one at the same moment: real transactions, side by side."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Barrier

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine, select

from munshi import database
from munshi.catalogue import stock
from munshi.catalogue.stock import StockLine
from munshi.orders.models import Order
from tests.backend.books import KIRANA, PRIYA
from tests.backend.orders.conftest import ARJUN, Customer, Decision, at_home

JHADU = "JHADU"

Left = Callable[[], Decimal | None]


@pytest.fixture
def on_the_shelf(own_books: Engine) -> Callable[[str], None]:
    """Puts so many brooms on the shelf."""

    def put(quantity: str) -> None:
        with database.transaction() as session:
            stock.count(session, KIRANA, {JHADU: Decimal(quantity)})

    return put


@pytest.fixture
def left() -> Left:
    """How many brooms there are."""

    def ask() -> Decimal | None:
        with database.transaction() as session:
            return stock.on_hand(session, KIRANA, [JHADU])[JHADU]

    return ask


def at_once(*calls: Callable[[], Decision]) -> list[Decision]:
    """Makes the calls in the same moment, as many as the books serve at once; the others wait as there."""
    most = min(len(calls), database.THREADS)
    together = Barrier(most)

    def call(number: int, one: Callable[[], Decision]) -> Decision:
        if number < most:
            together.wait()
        return one()

    with ThreadPoolExecutor(most) as pool:
        return list(pool.map(call, range(len(calls)), calls))


def yes(customer: Customer, bill: Decision) -> Callable[[], Decision]:
    return lambda: customer.do("/orders", summary=bill.facts["summary"])


def test_of_two_who_want_the_last_one_one_gets_it(
    client: TestClient, on_the_shelf: Callable[[str], None], left: Left
) -> None:
    on_the_shelf("1")
    customers = [at_home(Customer(client, person)) for person in (PRIYA, ARJUN)]
    bills = [customer.says("1 pc jhadu") for customer in customers]
    answers = at_once(*map(yes, customers, bills))
    assert sorted(answer.outcome for answer in answers) == ["empty", "placed"]
    (loser,) = [answer for answer in answers if answer.outcome == "empty"]
    assert loser.notes == ["sold_out"]
    assert left() == 0


def test_whoever_comes_second_is_offered_what_is_left(
    client: TestClient, on_the_shelf: Callable[[str], None], left: Left
) -> None:
    on_the_shelf("4")
    customers = [at_home(Customer(client, person)) for person in (PRIYA, ARJUN)]
    bills = [customer.says("3 pc jhadu") for customer in customers]
    answers = at_once(*map(yes, customers, bills))
    assert sorted(answer.outcome for answer in answers) == ["few_left", "placed"]
    assert left() == 1
    (loser,) = [each for each, answer in zip(customers, answers, strict=True) if answer.outcome == "few_left"]
    assert loser.do("/cart/offer").cart == {"Soft broom": "1"}
    loser.changes("remove", "- - jhadu")


def test_many_at_once_never_take_more_than_there_is(
    client: TestClient, on_the_shelf: Callable[[str], None], left: Left
) -> None:
    on_the_shelf("5")
    customers = [at_home(Customer(client, f"9198260000{number:02}")) for number in range(8)]
    bills = [customer.says("1 pc jhadu") for customer in customers]
    answers = at_once(*map(yes, customers, bills))
    assert [answer.outcome for answer in answers].count("placed") == 5
    assert left() == 0
    references = [answer.facts["reference"] for answer in answers if answer.outcome == "placed"]
    assert len(set(references)) == 5


def test_two_hundred_orders_for_the_last_fifty_place_fifty(
    client: TestClient, on_the_shelf: Callable[[str], None], left: Left
) -> None:
    on_the_shelf("50")
    customers = [at_home(Customer(client, f"9198261{number:05}")) for number in range(200)]
    bills = [customer.says("1 pc jhadu") for customer in customers]
    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(lambda say: say(), map(yes, customers, bills)))
    assert [answer.outcome for answer in answers].count("placed") == 50
    assert left() == 0


def test_two_yeses_to_one_bill_at_once_place_one_order(
    client: TestClient, on_the_shelf: Callable[[str], None], left: Left
) -> None:
    on_the_shelf("8")
    priya = at_home(Customer(client, PRIYA))
    bill = priya.says("2 pc jhadu")
    first, second = at_once(yes(priya, bill), yes(priya, bill))
    assert first.facts["reference"] == second.facts["reference"]
    assert left() == 6
    with database.transaction() as session:
        placed = session.scalars(select(Order).where(Order.summary == bill.facts["summary"])).all()
        assert len(placed) == 1


def test_an_order_that_fails_midway_reserves_nothing(on_the_shelf: Callable[[str], None], left: Left) -> None:
    on_the_shelf("3")
    wanted = [StockLine(JHADU, Decimal(2)), StockLine("NARIYAL", Decimal(9999))]
    with pytest.raises(stock.OutOfStock), database.transaction() as session:
        stock.reserve(session, KIRANA, wanted, "ORD-0")
    assert left() == 3
