"""A part that is on order when the work is done: in already, or fitted at a second visit and billed then."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import text

from munshi import database
from munshi.business import service as businesses
from munshi.catalogue import stock
from munshi.catalogue.stock import StockLine
from munshi.service.parts.moving import hand_out_what_came
from tests.backend.books import opened
from tests.backend.service.visits.conftest import (
    ARJUN,
    OWNER,
    SHOP,
    Somebody,
    arrives,
    at,
    has_agreed,
    last_told,
    technician_of,
    told,
)

Who = Callable[[str], Somebody]
REMOTE = "PART-AC-REMOTE"


@pytest.fixture
def job(customer: Somebody, who: Who) -> tuple[str, Somebody]:
    """Arjun's AC: a remote, which is on order, and labour were agreed to."""
    reference = customer.books(when=at("2026-11-24", "13:30"))
    technician = who(technician_of(reference))
    has_agreed(reference, technician, ARJUN, "remote, labour 250")
    return reference, technician


def _one(query: str, **values: Any) -> Any:
    with opened() as session:
        return session.execute(text(query), {"shop": SHOP, **values}).one()


def _billed(reference: str) -> int:
    return int(
        _one("SELECT work -> 'bill' ->> 'total_paise' FROM visits WHERE reference = :visit", visit=reference)[
            0
        ]
    )


def _agreed() -> int:
    return int(_one("SELECT max(total_paise) FROM estimates")[0])


def _part() -> tuple[str, str]:
    row = _one(
        "SELECT p.status, v.reference FROM part_requests p JOIN visits v ON v.id = p.visit_id"
        " AND v.business_id = p.business_id WHERE p.sku = :sku",
        sku=REMOTE,
    )
    return str(row[0]), str(row[1])


def _ticket(reference: str) -> str:
    query = (
        "SELECT t.status FROM tickets t JOIN visits v ON v.ticket_id = t.id AND v.business_id = t.business_id"
    )
    return str(_one(f"{query} WHERE v.reference = :visit", visit=reference)[0])


def _closes(reference: str, technician: Somebody) -> Any:
    closed = technician.answers("tell_closing_code", last_told(ARJUN, "visit_code")["visit_code"])
    assert closed.outcome == "closed", closed
    return closed


def test_when_the_work_is_done_it_is_asked_of_a_part_on_order(job: tuple[str, Somebody]) -> None:
    reference, technician = job
    asked = technician.steps(reference, "done")
    assert asked.outcome == "ask_part_in"
    assert [each["part_status"] for each in asked.facts["ordered"]] == ["ordered"]


@pytest.mark.parametrize("said", ["lag gaya", "लगा दिया", "fitted"])
def test_a_part_that_is_in_is_on_the_bill_and_no_order_any_more(job: tuple[str, Somebody], said: str) -> None:
    reference, technician = job
    technician.steps(reference, "done")
    assert technician.answers("tell_part_in", said).outcome == "ask_closing_code"
    _closes(reference, technician)
    assert _billed(reference) == _agreed()
    assert _part() == ("used", reference)


def test_who_tells_with_the_work_that_it_is_in_is_not_asked(job: tuple[str, Somebody]) -> None:
    reference, technician = job
    assert technician.answers("", "remote laga diya, kaam poora").outcome == "ask_closing_code"
    _closes(reference, technician)
    assert (_billed(reference), _part()) == (_agreed(), ("used", reference))


@pytest.mark.parametrize("said", ["baad mein", "बाद में", "later"])
def test_a_part_that_comes_later_is_billed_at_its_own_visit(
    job: tuple[str, Somebody], who: Who, said: str
) -> None:
    reference, technician = job
    technician.steps(reference, "done")
    assert technician.answers("tell_part_in", said).outcome == "ask_closing_code"
    later = _closes(reference, technician).facts["fit_later"]
    second = later["visit"]
    assert _billed(reference) + later["paise"] == _agreed()
    assert _part() == ("ordered", second)
    assert _ticket(reference) == "waiting"
    assert last_told(ARJUN, "visit_closed")["fit_later"]["visit"] == second

    who(OWNER).answers("", f"{second} ka part aa gaya", intent="update_stock")
    assert [name for name, _ in told(ARJUN)].count("visit_part_here") == 1
    customer = who(ARJUN)
    slots = customer.taps("/visits/change", visit=second, wanted="move").facts["slots"]
    chosen = customer.taps("/visits/change", visit=second, visit_slot=slots[0]["tap"])
    if chosen.outcome == "confirm_move":
        chosen = customer.agrees("confirm_move_visit", chosen)
    assert chosen.outcome == "moved", chosen
    fitter = who(technician_of(second))
    arrives(second, fitter, ARJUN)
    fitter.answers("tell_diagnosis", "remote badalna hai")
    assert fitter.steps(second, "done").outcome == "ask_closing_code"
    _closes(second, fitter)
    assert _billed(second) == later["paise"]
    assert _part() == ("used", second)
    assert _ticket(second) == "resolved"


def test_a_second_visit_that_is_called_off_calls_off_its_part(job: tuple[str, Somebody], who: Who) -> None:
    reference, technician = job
    technician.steps(reference, "done")
    technician.steps(reference, "part_later")
    second = _closes(reference, technician).facts["fit_later"]["visit"]
    customer = who(ARJUN)
    shown = customer.taps("/visits/change", visit=second, wanted="cancel")
    assert customer.agrees("confirm_cancel_visit", shown).outcome == "cancelled"
    assert _part() == ("cancelled", second)
    assert _ticket(reference) == "open"


def test_what_was_paid_in_advance_beyond_the_bill_waits_for_the_second_one(
    job: tuple[str, Somebody],
) -> None:
    reference, technician = job
    technician.steps(reference, "advance", how="cash", paise=str(_agreed()))
    technician.steps(reference, "done")
    technician.steps(reference, "part_later")
    later = _closes(reference, technician).facts["fit_later"]
    assert later["paid_paise"] == later["paise"]


def test_what_came_before_the_code_was_told_waits_for_the_second_visit_too(
    job: tuple[str, Somebody],
) -> None:
    reference, technician = job
    technician.steps(reference, "done")
    technician.steps(reference, "part_later")
    with database.transaction() as session:
        stock.receive(session, SHOP, [StockLine(REMOTE, Decimal(1))])
        business = businesses.get(session, SHOP)
        assert business
        hand_out_what_came(session, business)
    later = _closes(reference, technician).facts["fit_later"]
    assert _part()[1] == later["visit"]
    assert _billed(reference) + later["paise"] == _agreed()
