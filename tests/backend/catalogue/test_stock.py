"""The stock is a ledger, and nobody is sold what somebody else has taken."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest
import yaml
from sqlalchemy import Engine, text

from munshi.business import exchange
from munshi.catalogue import stock
from munshi.catalogue.stock import OutOfStock, StockLine
from tests.backend.books import KIRANA, opened, seed

ANDE, PANEER = "ANDE", "PANEER-LOOSE"
UNLIMITED = "SAMOSA"


def lines(**quantities: str) -> list[StockLine]:
    return [StockLine(sku.replace("_", "-"), Decimal(quantity)) for sku, quantity in quantities.items()]


def left(sku: str, business_id: str = KIRANA) -> Decimal | None:
    with opened() as session:
        return stock.on_hand(session, business_id, [sku]).get(sku)


def set_to(**figures: str) -> None:
    with opened() as session:
        stock.count(
            session, KIRANA, {sku.replace("_", "-"): Decimal(figure) for sku, figure in figures.items()}
        )


def reserve(reference: str, **quantities: str) -> None:
    with opened() as session:
        stock.reserve(session, KIRANA, lines(**quantities), reference)


def give_back(reference: str) -> None:
    with opened() as session:
        stock.give_back(session, KIRANA, reference)


def test_reserving_takes_and_giving_back_returns(books: None) -> None:
    set_to(ANDE="30", PANEER_LOOSE="2.5")
    reserve("ORD-1", ANDE="12", PANEER_LOOSE="0.75")
    assert (left(ANDE), left(PANEER)) == (Decimal(18), Decimal("1.75"))
    give_back("ORD-1")
    assert (left(ANDE), left(PANEER)) == (Decimal(30), Decimal("2.5"))


def test_giving_back_twice_returns_once(books: None) -> None:
    set_to(ANDE="30")
    reserve("ORD-1", ANDE="12")
    give_back("ORD-1")
    give_back("ORD-1")
    assert left(ANDE) == 30


def test_what_is_given_back_can_be_reserved_again_for_the_same_order(books: None) -> None:
    set_to(ANDE="12")
    for _ in range(2):
        reserve("ORD-1", ANDE="12")
        give_back("ORD-1")
    assert left(ANDE) == 12


def test_more_than_there_is_is_refused_and_nothing_is_taken(books: None) -> None:
    set_to(ANDE="30", PANEER_LOOSE="0.5")
    with pytest.raises(OutOfStock) as refused:
        reserve("ORD-1", ANDE="12", PANEER_LOOSE="0.75")
    assert (refused.value.sku, refused.value.left) == (PANEER, Decimal("0.5"))
    assert (left(ANDE), left(PANEER)) == (Decimal(30), Decimal("0.5"))


def test_one_product_in_two_lines_is_one_wish(books: None) -> None:
    set_to(ANDE="12")
    with pytest.raises(OutOfStock), opened() as session:
        stock.reserve(session, KIRANA, [*lines(ANDE="8"), *lines(ANDE="8")], "ORD-1")


def test_what_keeps_no_stock_is_never_out_of_it(books: None) -> None:
    with opened() as session:
        stock.reserve(session, "annapurna-bhojanalay", lines(SAMOSA="5000"), "ORD-1")
    assert left(UNLIMITED, "annapurna-bhojanalay") is None


def test_goods_that_come_in_are_added(books: None) -> None:
    set_to(ANDE="2")
    with opened() as session:
        stock.receive(session, KIRANA, lines(ANDE="60"))
    assert left(ANDE) == 62


def test_a_count_sets_the_stock_and_keeps_the_history(books: None) -> None:
    set_to(ANDE="30")
    reserve("ORD-1", ANDE="12")
    set_to(ANDE="15")
    assert left(ANDE) == 15
    with opened() as session:
        moves = session.execute(
            text("SELECT kind, quantity FROM stock_moves WHERE sku = 'ANDE' ORDER BY id DESC LIMIT 2")
        ).all()
    assert [(kind, quantity) for kind, quantity in moves] == [("counted", -3), ("reserved", -12)]


def test_twenty_orders_at_once_never_oversell(own_books: Engine) -> None:
    set_to(ANDE="10", PANEER_LOOSE="100")

    def order(number: int) -> bool:
        # half of them name the products the other way round: nobody waits for ever
        wanted = lines(ANDE="1", PANEER_LOOSE="1") if number % 2 else lines(PANEER_LOOSE="1", ANDE="1")
        try:
            with opened() as session:
                stock.reserve(session, KIRANA, wanted, f"ORD-{number}")
        except OutOfStock:
            return False
        return True

    with ThreadPoolExecutor(10) as threads:
        sold = sum(threads.map(order, range(20)))
    assert sold == 10
    assert (left(ANDE), left(PANEER)) == (Decimal(0), Decimal(90))


def test_one_order_cancelled_by_two_at_once_is_given_back_once(own_books: Engine) -> None:
    set_to(ANDE="10")
    reserve("ORD-1", ANDE="4")
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(give_back, ["ORD-1"] * 8))
    assert left(ANDE) == 10


def test_the_same_sku_at_another_business_is_another_product(books: None) -> None:
    with opened() as session:
        assert stock.on_hand(session, "deepak-electronics", [ANDE]) == {}


def brought_in(**changed: str | None) -> None:
    """The kirana's file again, with another entry for the eggs."""
    file = seed(KIRANA)
    eggs = next(product for product in file["products"] if product["sku"] == ANDE)
    eggs.update(changed)
    with opened() as session:
        exchange.bring_in(session, yaml.safe_dump({**file, "products": [eggs]}, allow_unicode=True))


def test_the_same_file_does_not_bring_back_what_was_sold_since(books: None) -> None:
    brought_in(stock="90")
    reserve("ORD-1", ANDE="12")
    brought_in(stock="90")
    assert left(ANDE) == 78


def test_another_figure_in_the_file_is_a_new_count(books: None) -> None:
    brought_in(stock="90")
    reserve("ORD-1", ANDE="12")
    brought_in(stock="96")
    assert left(ANDE) == 96


def test_a_product_that_keeps_stock_again_begins_with_the_figure_of_the_file(books: None) -> None:
    brought_in(stock="90")
    reserve("ORD-1", ANDE="12")
    brought_in(stock=None)
    assert left(ANDE) is None
    brought_in(stock="90")
    assert left(ANDE) == 90


def test_a_product_whose_shelf_is_empty_from_the_start_is_out_of_stock(books: None) -> None:
    brought_in(stock=None)
    brought_in(stock="0")
    assert left(ANDE) == 0
