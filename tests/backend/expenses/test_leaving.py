"""Who has left claims and decides nothing any more; what they claimed is decided and paid."""

from datetime import date

from fastapi.testclient import TestClient

from munshi.business.models import Business
from munshi.expenses import deciding
from munshi.people import service as people
from tests.backend.books import KIRANA, opened
from tests.backend.expenses.conftest import EMPLOYEE, MANAGER, OWNER, Colleague, decides, pays

TODAY = date(2026, 11, 24)


def leaves(who: str) -> None:
    with opened() as session:
        person = people.find(session, KIRANA, who)
        assert person
        person.left = TODAY


def waiting_for(who: str) -> list[str]:
    with opened() as session:
        person = people.find(session, KIRANA, who)
        assert person
        return [row["reference"] for row in deciding.pending_for(session, person)]


def handed_on() -> list[str]:
    """To whom the overdue claims go."""
    with opened() as session:
        business = session.get_one(Business, KIRANA)
        moved = [deciding.hand_on(session, business, one) for one in deciding.overdue(session, business)]
        return [person.aliases[0].value for person in filter(None, moved)]


def test_nothing_is_claimed_any_more_not_even_what_was_shown(asha: Colleague) -> None:
    summary = asha.says(120, category="travel", on="2026-11-20").facts["summary"]
    leaves(EMPLOYEE)
    assert asha.do("/claims", summary=summary).outcome == "not_allowed"
    assert asha.says(120).outcome == "not_allowed"
    assert asha.read("/claims/status").outcome == "not_allowed"


def test_what_waits_for_a_manager_who_has_left_waits_for_the_next_up(asha: Colleague) -> None:
    asha.files(120, category="travel", on="2026-11-20")
    leaves(MANAGER)
    assert waiting_for(MANAGER) == []
    assert waiting_for(OWNER) == ["EXP-1"]
    assert decides(MANAGER, "EXP-1", approve=True).outcome == "not_allowed"
    assert asha.read("/claims/status").facts["claims"][0]["approver"] != "Manoj"
    assert handed_on() == [OWNER]
    assert handed_on() == []
    assert decides(OWNER, "EXP-1", approve=True).outcome == "approved"


def test_what_they_claimed_is_decided_and_paid(asha: Colleague, client: TestClient) -> None:
    asha.files(120, category="travel", on="2026-11-20")
    leaves(EMPLOYEE)
    assert waiting_for(MANAGER) == ["EXP-1"]
    assert decides(MANAGER, "EXP-1", approve=True).outcome == "approved"
    assert pays(client, "EXP-1").outcome == "paid"
