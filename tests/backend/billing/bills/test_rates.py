"""Rates by code and day: the owner's own, and a table that proposes and changes nothing by itself."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from munshi.billing.bills.proposing import proposals, token
from munshi.billing.bills.rates import Rate, proposal_on, proposed, rate_on
from munshi.business.models import Business
from munshi.catalogue.models import Product
from tests.backend.billing.bills.conftest import asks, bills, delivered, told
from tests.backend.books import KIRANA, OWNER, Operator, opened
from tests.backend.orders.conftest import Customer

TODAY = date(2026, 11, 24)


def rate(hsn: str, *, packed: bool = False, day: date = TODAY) -> str | None:
    found = rate_on(proposed(), hsn, packed, day)
    return str(found.gst_rate) if found else None


@pytest.mark.parametrize(
    ("hsn", "packed", "expected"),
    [
        ("1101", False, "0"),
        ("1101", True, "5"),
        ("0401", True, "0"),
        ("22021010", True, "40"),
        ("22029920", True, "5"),
        ("34011190", True, "5"),
        ("34012000", True, "18"),
        ("8415", True, "18"),
        ("996331", False, "5"),
        ("9999", True, None),
    ],
)
def test_the_table_knows_common_goods(hsn: str, *, packed: bool, expected: str | None) -> None:
    assert rate(hsn, packed=packed) == expected


@pytest.mark.parametrize(
    ("hsn", "packed", "expected"),
    [
        ("1701", False, None),  # sugar or jaggery
        ("1701", True, "5"),
        ("17019990", False, "5"),
        ("17011320", False, "0"),
        ("0406", True, None),  # paneer or cheese
        ("04063000", True, "5"),
        ("0801", False, None),  # coconuts or cashew
        ("08013220", False, "5"),
        ("1904", False, None),  # poha or cornflakes
        ("1905", True, None),  # bread or biscuits
        ("0910", False, None),  # ginger or turmeric
        ("1101", False, "0"),
        (None, False, None),
    ],
)
def test_a_code_that_is_too_short_to_say_which_goods_proposes_nothing(
    hsn: str | None, *, packed: bool, expected: str | None
) -> None:
    found = proposal_on(hsn, packed, TODAY)
    assert (str(found.gst_rate) if found else None) == expected


def test_the_goods_of_the_grocer_have_the_rates_of_the_table(books: None) -> None:
    with opened() as session:
        assert proposals(session, session.get_one(Business, KIRANA)) == []


def test_it_holds_from_its_day_on() -> None:
    assert rate("1101", packed=True, day=date(2025, 9, 21)) is None


def test_the_longest_code_and_the_latest_day_count() -> None:
    own = [
        Rate("34", Decimal(18), date(2020, 1, 1)),
        Rate("3401", Decimal(18), date(2020, 1, 1)),
        Rate("3401", Decimal(5), date(2025, 9, 22)),
        Rate("3401", Decimal(40), date(2027, 1, 1)),
    ]
    found = [rate_on(own, "340111", True, day) for day in (date(2025, 9, 21), TODAY, date(2027, 1, 1))]
    assert [each.gst_rate for each in found if each] == [18, 5, 40]


def test_the_table_has_each_code_once_for_each_kind() -> None:
    seen = [(each.hsn, each.only) for each in proposed()]
    assert len(seen) == len(set(seen)) > 110
    assert {each.gst_rate for each in proposed()} == {0, 5, 18, 40}


def test_the_owners_own_rate_is_that_of_the_day_of_the_bill(
    priya: Customer, profile: Callable[..., None]
) -> None:
    profile(hsn_rates=[{"hsn": "1508", "gst_rate": "18", "since": "2026-11-01"}])
    delivered(priya, "3 l mungfali tel")
    (bill,) = bills()
    assert bill.lines[0].gst_rate == 18
    assert bill.total_paise == 3 * 18600  # the price has the tax in it


def makes_wrong() -> None:
    with opened() as session:
        session.get_one(Product, (KIRANA, "MUNGFALI-TEL-LOOSE")).gst_rate = Decimal(12)


def rate_of_oil() -> Decimal:
    with opened() as session:
        return session.get_one(Product, (KIRANA, "MUNGFALI-TEL-LOOSE")).gst_rate


def test_a_proposal_is_taken_over_by_the_owners_word_alone(priya: Customer, operator: Operator) -> None:
    makes_wrong()
    path = f"/businesses/{KIRANA}/gst-rates/proposals"
    found = operator.gets(path).json()["items"]
    assert {each["sku"]: each["proposed"] for each in found}["MUNGFALI-TEL-LOOSE"] == "5"
    operator.client.post(f"/api{path}", headers={"Authorization": f"Bearer {operator.token}"})
    assert told(OWNER)[-1] == "bill_rates_proposed"
    assert rate_of_oil() == 12
    assert asks(priya, None, bill_rates="anything").outcome == "not_allowed"
    owner = Customer(priya.client, OWNER)
    assert asks(owner, None, bill_rates="an older list").outcome == "rates_changed"
    assert rate_of_oil() == 12


def test_the_owners_yes_is_to_what_was_shown(priya: Customer) -> None:
    makes_wrong()
    with opened() as session:
        shown = token(proposals(session, session.get_one(Business, KIRANA)))
    assert asks(Customer(priya.client, OWNER), None, bill_rates=shown).outcome == "rates_taken"
    assert rate_of_oil() == 5


def test_rates_come_and_go_as_a_sheet(books: None, operator: Operator) -> None:
    path = f"/businesses/{KIRANA}/gst-rates"
    said = "HSN code,GST %,wef\n3401,5%,22/09/2025\n3401,18,01/01/2020\n"
    assert operator.uploads(KIRANA, said.encode(), of="gst-rates").json() == {"rows": 2, "changed": 2}
    assert operator.uploads(KIRANA, said.encode(), of="gst-rates").json() == {"rows": 2, "changed": 0}
    out = operator.gets(f"{path}.csv").content.decode("utf-8-sig")
    assert out.splitlines() == ["hsn,gst_rate,since,source", "3401,18,01/01/2020,", "3401,5,22/09/2025,"]
    table = operator.gets(f"{path}/proposed.csv").content
    assert (
        operator.uploads(KIRANA, table, of="gst-rates").status_code == 422
    )  # packed and loose: one must be chosen


@pytest.mark.parametrize("row", ["34,500,22/09/2025", "soap,5,22/09/2025", "3401,5,soon", "3401,,22/09/2025"])
def test_a_row_that_cannot_hold_moves_nothing(books: None, operator: Operator, row: str) -> None:
    answer = operator.uploads(
        KIRANA, f"hsn,gst_rate,since\n1508,5,22/09/2025\n{row}\n".encode(), of="gst-rates"
    )
    assert answer.status_code == 422
    assert len(operator.gets(f"/businesses/{KIRANA}/gst-rates.csv").text.splitlines()) == 1
