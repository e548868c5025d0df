"""Why somebody was away and their papers are for them, who decides, and the owners; every look is written down."""

from datetime import date

import pytest

from munshi import housekeeping
from munshi.approvals.escalating import escalate_everywhere
from munshi.people import service as people
from tests.backend.access.conftest import PAPER, PHOTO, Office
from tests.backend.books import KIRANA, KIRANA_NUMBER, OPERATOR_TOKEN, PRIYA, Clock, opened
from tests.backend.leave.conftest import (
    CUSTOMER,
    DEPUTY,
    KIRAN,
    MANAGER,
    OWNER,
    RAVI,
    WORKSHOP,
    Worker,
    caller,
    told,
)

CERTIFICATE, RECEIPT = "leave/LV-1/certificate", "claims/EXP-1/receipt"
REASON_TOLD = ("Meena", "Ravi", "leave_reason", "LV-1", "notice")


def leaves(who: str) -> None:
    with opened() as session:
        caller(session, who).person.left = date(2026, 11, 24)


def test_the_approver_is_told_why_and_that_is_written_down(ill: Office) -> None:
    assert told("leave_requested")[0]["reason"] == "fever"
    assert ill.looks() == [REASON_TOLD]


def test_what_waits_shows_the_approver_why_each_time_they_ask(ill: Office) -> None:
    (row,) = Worker(ill.client, MANAGER).read("/approvals").facts["rows"]
    assert row["reason"] == "fever"
    assert ill.looks() == [REASON_TOLD, ("Meena", "Ravi", "leave_reason", "LV-1", "list")]
    assert Worker(ill.client, KIRAN).read("/approvals").outcome == "not_allowed"
    assert len(ill.looks()) == 2


def test_a_choice_between_requests_shows_why_too_and_a_decision_does_not(ill: Office) -> None:
    Worker(ill.client, KIRAN).files("2026-12-10")
    assert Worker(ill.client, MANAGER).do("/approvals/approve").outcome == "choose_request"
    assert ill.looks()[1:] == [("Meena", "Ravi", "leave_reason", "LV-1", "list")]
    decided = Worker(ill.client, MANAGER).do("/approvals/approve", reference="LV-1")
    assert (decided.outcome, decided.facts.get("reason")) == ("approved", None)
    assert len(ill.looks()) == 2


def test_who_is_away_is_told_without_why(ill: Office) -> None:
    team = Worker(ill.client, OWNER).read("/approvals/team", **{"from": "2026-11-25"})
    assert team.outcome == "team"
    assert "fever" not in str(team.facts)


def test_a_leave_without_a_reason_leaves_nothing_to_see(office: Office) -> None:
    Worker(office.client, RAVI).files("2026-12-01")
    assert office.looks() == []


def test_what_is_ones_own_is_no_matter(ill: Office) -> None:
    assert Worker(ill.client, RAVI).read("/leave/status").facts["requests"][0]["reason"] == "fever"
    assert ill.opens(CERTIFICATE, RAVI).content == PAPER
    assert ill.looks() == [REASON_TOLD]


def test_who_takes_leave_back_does_not_say_once_more_why_it_was(ill: Office) -> None:
    ravi = Worker(ill.client, RAVI)
    ravi.do("/leave/cancellations", summary=ravi.do("/leave/cancel").facts["summary"])
    assert told("leave_cancelled")[0]["reason"] is None


@pytest.mark.parametrize(("who", "name"), [(MANAGER, "Meena"), (OWNER, "Kala")])
def test_who_decides_and_the_owner_open_the_papers_and_that_is_written_down(
    ill: Office, driven: Office, who: str, name: str
) -> None:
    paper = ill.opens(CERTIFICATE, who)
    assert (paper.content, paper.headers["content-type"]) == (PAPER, "application/pdf")
    photo = ill.opens(RECEIPT, who)
    assert (photo.content, photo.headers["content-type"]) == (PHOTO, "image/jpeg")
    assert photo.headers["cache-control"] == "private, no-store"
    assert ill.looks()[1:] == [
        (name, "Ravi", "certificate", "LV-1", "file"),
        (name, "Kiran", "receipt", "EXP-1", "file"),
    ]


@pytest.mark.parametrize("who", [DEPUTY, CUSTOMER])
def test_colleagues_and_customers_see_nothing_of_it(ill: Office, driven: Office, who: str) -> None:
    for path in (CERTIFICATE, RECEIPT):
        refused = ill.opens(path, who)
        assert (refused.status_code, refused.headers["content-type"]) == (403, "application/problem+json")
    assert ill.opens(RECEIPT, RAVI).status_code == 403
    assert ill.opens(CERTIFICATE, KIRAN).status_code == 403
    assert ill.looks() == [REASON_TOLD]


def test_who_has_left_sees_only_their_own(ill: Office) -> None:
    leaves(MANAGER)
    assert ill.opens(CERTIFICATE, MANAGER).status_code == 403
    leaves(RAVI)
    assert ill.opens(CERTIFICATE, RAVI).status_code == 200


def test_who_has_decided_may_look_again(ill: Office) -> None:
    Worker(ill.client, OWNER).decides("LV-1")
    assert ill.opens(CERTIFICATE, MANAGER).status_code == 200
    assert ill.opens(CERTIFICATE, OWNER).status_code == 200


def test_the_operator_opens_them_too_for_themself_or_for_a_person(ill: Office, driven: Office) -> None:
    assert ill.operator.gets(f"/businesses/{WORKSHOP}/{RECEIPT}").content == PHOTO
    assert ill.opens(RECEIPT, MANAGER, token=OPERATOR_TOKEN).status_code == 200
    assert ill.opens(RECEIPT, RAVI, token=OPERATOR_TOKEN).status_code == 403
    assert ill.looks(person=KIRAN) == [
        ("operator", "Kiran", "receipt", "EXP-1", "file"),
        ("Meena", "Kiran", "receipt", "EXP-1", "file"),
    ]


def test_without_the_right_token_nothing_is_opened(ill: Office) -> None:
    assert ill.opens(CERTIFICATE, MANAGER, token="another-token").status_code == 401
    assert ill.client.get(f"/api/businesses/{WORKSHOP}/{CERTIFICATE}").status_code == 401


def test_what_is_not_there_is_not_found(ill: Office, driven: Office) -> None:
    for path in ("leave/LV-9/certificate", "claims/EXP-9/receipt", f"{RECEIPT}?position=2"):
        assert ill.opens(path, OWNER).status_code == 404, path
    (ill.media / "petrol.jpg").unlink()
    assert ill.opens(RECEIPT, OWNER).status_code == 404
    assert ill.opens(CERTIFICATE, PRIYA, KIRANA_NUMBER).status_code == 404
    assert ("Kala", "Kiran", "receipt", "EXP-1", "file") not in ill.looks()


def test_a_path_leads_nowhere_but_to_what_people_have_sent(office: Office) -> None:
    (office.media.parent / "secret.jpg").write_bytes(b"token")
    kiran = Worker(office.client, KIRAN)
    bill = {"path": "../secret.jpg", "sha256": "a" * 64, "mime_type": "image/jpeg"}
    shown = kiran.do(
        "/claims/draft",
        money={"paise": 100},
        expense_category="fuel",
        attachments=[bill],
        period={"from": "2026-11-20", "to": "2026-11-20"},
    )
    kiran.do("/claims", summary=shown.facts["summary"])
    assert office.opens(RECEIPT, KIRAN).status_code == 404


def test_the_notice_carries_the_papers_at_the_address_where_looks_are_kept(
    ill: Office, driven: Office
) -> None:
    (leave,), (claim,) = told("leave_requested"), told("claim_requested")
    source = f"/api/businesses/{WORKSHOP}"
    assert leave["files"] == [
        {"kind": "document", "source": f"{source}/{CERTIFICATE}", "filename": "LV-1.pdf"}
    ]
    assert claim["files"] == [{"kind": "image", "source": f"{source}/{RECEIPT}?position=1"}]
    assert ill.client.get(claim["files"][0]["source"]).status_code == 401


def test_what_is_handed_on_in_time_carries_them_too_and_is_a_look(
    ill: Office, driven: Office, now: Clock
) -> None:
    asked = [told(name)[0]["files"] for name in ("leave_requested", "claim_requested")]
    now.passes(hours=24)
    escalate_everywhere()
    assert [notice["files"] for notice in told("approval_escalated")] == asked
    assert ill.looks() == [REASON_TOLD, ("Kala", "Ravi", "leave_reason", "LV-1", "notice")]


def test_an_export_and_the_operators_lists_are_looks(ill: Office, driven: Office) -> None:
    for path in ("export", "claims", "claims/EXP-1", "claims.xlsx", "leave-register.xlsx"):
        assert ill.operator.gets(f"/businesses/{WORKSHOP}/{path}", month="2026-11").status_code == 200
    assert ill.looks()[1:] == [
        ("operator", "Ravi", "leave_reason", "LV-1", "export"),
        ("operator", "Ravi", "certificate", "LV-1", "export"),
        ("operator", "Kiran", "receipt", "EXP-1", "export"),
        ("operator", "Kiran", "receipt", "EXP-1", "list"),
        ("operator", "Kiran", "receipt", "EXP-1", "status"),
        ("operator", "Kiran", "receipt", "EXP-1", "sheet"),
    ]


def test_looks_are_listed_by_person_and_by_day_page_by_page(ill: Office, driven: Office, now: Clock) -> None:
    now.passes(days=1)
    for _ in range(3):
        ill.opens(RECEIPT, MANAGER)
    assert len(ill.looks(**{"from": "2026-11-25"})) == 3
    assert ill.looks(to="2026-11-24") == [REASON_TOLD]
    assert ill.looks(person=RAVI) == [REASON_TOLD]
    assert len(ill.looks(person=MANAGER)) == 4
    path = f"/businesses/{WORKSHOP}/access"
    first = ill.operator.gets(path, limit=2).json()
    rest = ill.operator.gets(path, limit=5, before=first["next"]).json()
    assert (len(first["items"]), len(rest["items"]), rest["next"]) == (2, 2, None)


def test_a_person_is_named_by_phone_or_by_the_books_number(ill: Office) -> None:
    with opened() as session:
        ravi = people.find(session, WORKSHOP, RAVI)
        assert ravi
    assert ill.looks(person=str(ravi.id)) == ill.looks(person=f"+{RAVI}") == [REASON_TOLD]
    assert ill.operator.gets(f"/businesses/{WORKSHOP}/access", person="nobody").status_code == 404


def test_one_business_sees_no_looks_of_another(ill: Office) -> None:
    assert ill.operator.gets(f"/businesses/{KIRANA}/access").json() == {"items": [], "next": None}


def test_the_actions_may_not_read_who_looked(ill: Office) -> None:
    assert ill.opens("access", OWNER).status_code == 401


def test_looks_are_kept_for_a_year(ill: Office, now: Clock) -> None:
    now.passes(days=364)
    housekeeping.tidy_up()
    assert ill.looks() == [REASON_TOLD]
    now.passes(days=2)
    housekeeping.tidy_up()
    assert ill.looks() == []
