"""What a visit and a contract come to is billed and paid as the shop bills: one bill, owed once, paid once."""

from collections.abc import Callable

from sqlalchemy import text

from tests.backend.books import opened
from tests.backend.service.visits.conftest import (
    ARJUN,
    OWNER,
    Decision,
    Somebody,
    at,
    closes,
    last_told,
    technician_of,
)

Who = Callable[[str], Somebody]
OWED = text("SELECT sum(paise) FROM account_entries WHERE business_id = 'deepak-electronics'")


def _does_it(reference: str, who: Who, customer: Somebody, estimate: str) -> Somebody:
    """The visit until it is closed."""
    technician = who(technician_of(reference))
    closes(reference, technician, customer.person, estimate)
    return technician


def test_a_closed_visit_is_billed_owed_and_paid(customer: Somebody, who: Who) -> None:
    reference = customer.books(when=at("2026-11-24", "14:30"))
    technician = _does_it(reference, who, customer, "labour 800, remote")
    told = last_told(ARJUN, "visit_closed")
    assert told["bill_number"].startswith("DE/26-27/")
    assert told["files"][0]["kind"] == "document"
    with opened() as session:
        bill = session.execute(text("SELECT id, total_paise, source_kind, source FROM bills")).one()
        lines = session.execute(text("SELECT hsn, gst_rate FROM bill_lines ORDER BY position")).all()
        owed = session.execute(OWED).scalar_one()
    assert tuple(bill)[1:] == (125000, "visit", reference)
    assert [(hsn, int(rate)) for hsn, rate in lines] == [("998715", 18), ("8543", 18)]
    assert owed == 125000
    technician.steps(reference, "paid", how="cash")
    technician.steps(reference, "paid", how="cash")
    with opened() as session:
        assert session.execute(OWED).scalar_one() == 0
        assert session.execute(text("SELECT count(*) FROM payments")).scalar_one() == 1


def _booked() -> list[tuple[str, str]]:
    """Every payment in the books, and where it stands."""
    with opened() as session:
        found = session.execute(text("SELECT reference, status FROM payments ORDER BY id")).all()
        return [(reference, status) for reference, status in found]


def _owed() -> int:
    with opened() as session:
        return int(session.execute(OWED).scalar_one())


def _reports(customer: Somebody, rupees: int, way: str) -> Decision:
    """That they have paid, in the customer's own words."""
    return customer.wants(f"{rupees} de diye", "/payments/reported", money={"paise": rupees * 100}, way=way)


def test_what_the_technician_took_is_what_the_customer_reports(customer: Somebody, who: Who) -> None:
    reference = customer.books(when=at("2026-11-24", "14:30"))
    technician = _does_it(reference, who, customer, "labour 800, remote")
    assert _reports(customer, 1250, "cash").outcome == "reported"
    technician.steps(reference, "paid", how="cash")
    assert _booked() == [("PAY-1", "confirmed")]
    assert _owed() == 0
    path = "/payments/PAY-1/decision"
    assert Decision(**who(OWNER)._post(path, {"verdict": "confirm"})).outcome == "decided_already"


def test_what_the_owner_confirmed_is_what_the_technician_took(customer: Somebody, who: Who) -> None:
    reference = customer.books(when=at("2026-11-24", "14:30"))
    technician = _does_it(reference, who, customer, "labour 800, remote")
    _reports(customer, 1250, "upi")
    who(OWNER)._post("/payments/PAY-1/decision", {"verdict": "confirm"})
    assert technician.steps(reference, "paid", how="upi").outcome == "paid"
    assert _booked() == [("PAY-1", "confirmed")]
    assert _owed() == 0


def test_a_claim_beside_what_is_booked_is_asked_about(customer: Somebody, who: Who) -> None:
    reference = customer.books(when=at("2026-11-24", "14:30"))
    technician = _does_it(reference, who, customer, "labour 800, remote")
    _reports(customer, 1250, "upi")
    with opened() as session:  # it was written in the same moment as what the technician says
        session.execute(text("UPDATE payments SET at = at - interval '13 hours'"))
    technician.steps(reference, "paid", how="upi")
    with opened() as session:
        session.execute(text("UPDATE payments SET at = at + interval '13 hours' WHERE reference = 'PAY-1'"))
    owner = who(OWNER)
    asked = Decision(**owner._post("/payments/PAY-1/decision", {"verdict": "confirm"}))
    assert (asked.outcome, asked.facts["pay_reference"]) == ("twice", "PAY-2")
    assert owner.answers("confirm_payment_twice", "nahi", intent="deny").outcome == "dropped"
    assert _booked() == [("PAY-1", "rejected"), ("PAY-2", "confirmed")]
    assert _owed() == 0


def test_a_claim_that_is_another_payment_is_booked_after_a_yes(customer: Somebody, who: Who) -> None:
    reference = customer.books(when=at("2026-11-24", "14:30"))
    technician = _does_it(reference, who, customer, "labour 800, remote")
    technician.steps(reference, "paid", how="upi")
    assert _reports(customer, 1250, "upi").outcome == "received_already"
    again = customer.taps("/payments/reported", money={"paise": 125000}, way="upi", once_more="yes")
    assert again.outcome == "reported"
    owner = who(OWNER)
    assert Decision(**owner._post("/payments/PAY-2/decision", {"verdict": "confirm"})).outcome == "twice"
    assert owner.answers("confirm_payment_twice", "haan", intent="affirm").outcome == "confirmed"
    assert _owed() == -125000


def test_a_free_visit_has_no_bill(who: Who) -> None:
    with opened() as session:
        session.execute(text("UPDATE sold_products SET sold_on = '2026-11-01'"))
    customer = who(ARJUN)
    reference = customer.books(when=at("2026-11-24", "14:30"))
    _does_it(reference, who, customer, "labour 800")
    assert last_told(ARJUN, "visit_closed")["estimate_paise"] == 0
    with opened() as session:
        assert session.execute(text("SELECT count(*) FROM bills")).scalar_one() == 0


def test_a_contract_is_billed_when_it_is_sold(customer: Somebody) -> None:
    customer.wants("AC ki AMC leni hai")
    shown = customer.answers("choose_plan", None, intent="request_technician", plan="AC-CARE")
    customer.agrees("confirm_plan", shown)
    with opened() as session:
        bill = session.execute(text("SELECT total_paise, source_kind, source FROM bills")).one()
    assert tuple(bill) == (149900, "amc", "AMC-2")
