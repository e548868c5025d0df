"""A job step by step, as its technician does it."""

from sqlalchemy import text

from tests.backend.books import opened
from tests.backend.service.visits.conftest import ARJUN, SHOP, Decision, Somebody, last_told


def arrives(reference: str, technician: Somebody, customer: str = ARJUN) -> None:
    """The technician goes, and proves by the code to be there."""
    technician.steps(reference, "on_way")
    assert technician.steps(reference, "arrived").outcome == "ask_arrival_code"
    code = last_told(customer, "visit_on_way")["visit_code"]
    assert technician.answers("tell_arrival_code", code).outcome == "arrived"


def diagnoses(reference: str, technician: Somebody) -> None:
    """The technician is there, and says what is wrong."""
    arrives(reference, technician)
    assert technician.answers("tell_diagnosis", "gas leak ho rahi hai").outcome == "diagnosed"


def estimates(reference: str, technician: Somebody, said: str = "labour 800, gas 1400, remote") -> Decision:
    """An estimate goes to the customer, as it was shown."""
    shown = technician.answers("tell_estimate", said)
    assert shown.outcome == "confirm_estimate", shown
    return technician.steps(reference, "send_estimate", summary=shown.facts["summary"])


def closes(reference: str, technician: Somebody) -> Decision:
    """The work is done, and the customer's code closes the visit."""
    done = technician.steps(reference, "done")
    if done.outcome == "ask_part_in":  # what is on order
        done = technician.steps(reference, "part_in")
    assert done.outcome == "ask_closing_code"
    return technician.answers("tell_closing_code", last_told(ARJUN, "visit_code")["visit_code"])


def id_of(somebody: Somebody) -> int:
    """By which number visits know who does them."""
    with opened() as session:
        query = text("SELECT person_id FROM person_aliases WHERE value = :phone AND business_id = :shop")
        return int(session.execute(query, {"phone": somebody.person, "shop": SHOP}).scalar_one())
