"""The kitchen's ticket: every note and no price, as wide as the paper, and Devanagari as a picture."""

from io import BytesIO

import pytest
from fastapi.testclient import TestClient
from PIL import Image

from tests.backend.books import KIRANA, OPERATOR_TOKEN
from tests.backend.orders.conftest import EMPLOYEE, Customer
from tests.backend.orders.serving.conftest import SetTerms
from tests.backend.orders.serving.test_moving import moves
from tests.backend.orders.serving.test_run_outs import question
from tests.backend.orders.test_notices import told

RASTER = b"\x1dv0"


def ticket(client: TestClient, reference: str, **wanted: str) -> bytes:
    answer = client.get(
        f"/api/businesses/{KIRANA}/orders/{reference}/ticket",
        params=wanted,
        headers={"Authorization": f"Bearer {OPERATOR_TOKEN}"},
    )
    assert answer.status_code == 200, answer.text
    return answer.content


@pytest.fixture
def noted(priya: Customer) -> str:
    """An order with a note."""
    bill = priya.says("6 kg chini", left_over=[{"text": "moti wali", "line": 0}])
    return str(priya.do("/orders", summary=bill.facts["summary"]).facts["reference"])


@pytest.mark.parametrize(("paper", "columns"), [("58", 32), ("80", 48)])
def test_it_is_as_wide_as_the_paper(client: TestClient, noted: str, paper: str, columns: int) -> None:
    rows = ticket(client, noted, form="text", paper=paper).decode().splitlines()
    assert max(map(len, rows)) == columns
    assert "6 kilo x Cheeni" in rows
    assert "   * moti wali" in rows
    assert not any("46" in row or "₹" in row for row in rows)


def test_letters_that_a_printer_has_are_sent_as_letters(client: TestClient, noted: str) -> None:
    printed = ticket(client, noted)
    assert b"6 kilo x Cheeni" in printed
    assert RASTER not in printed


@pytest.mark.parametrize(("paper", "dots"), [("58", 384), ("80", 576)])
def test_devanagari_is_a_picture_of_the_printers_dots(
    client: TestClient, priya: Customer, paper: str, dots: int
) -> None:
    bill = priya.says("6 kg chini", left_over=[{"text": "बारीक वाली", "line": 0}])
    reference = priya.do("/orders", summary=bill.facts["summary"]).facts["reference"]
    assert RASTER in ticket(client, reference, paper=paper)
    with Image.open(BytesIO(ticket(client, reference, form="png", paper=paper))) as picture:
        assert picture.width == dots


def test_the_kitchen_gets_it_when_the_order_is_accepted(
    ramesh: Customer, reference: str, file: SetTerms
) -> None:
    file(kitchen={"people": [EMPLOYEE], "paper": 58})
    moves(ramesh, reference, "accepted")
    assert (EMPLOYEE, "order_ticket") in told()
    assert "6 kilo x Cheeni" in question("order_ticket")["ticket"]
