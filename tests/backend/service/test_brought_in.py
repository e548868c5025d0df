"""What is brought to the shop has a day and hour of its own, which its customer moves by a yes and the shop hears."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.backend.books import Clock, Operator
from tests.backend.readings import reading
from tests.backend.service.conftest import Decision, Somebody, told
from tests.backend.service.garage import KOMAL, MAHESH, NUMBER, OWNER, file
from tests.backend.service.visits.conftest import at

FRIDAY, SATURDAY, SUNDAY = "2026-11-27", "2026-11-28", "2026-11-29"  # it is Tuesday, the 24th


@pytest.fixture
def komal(books: None, client: TestClient, now: Clock) -> Somebody:
    Operator(client).brings_in(file()).raise_for_status()
    return Somebody(client, KOMAL, NUMBER)


def hour(day: str, at_: str, start: int = 0, end: int = 0) -> dict[str, Any]:
    return {"entity": "time", "value": at(day, at_), "start": start, "end": end}


def day(on: str, start: int = 0, end: int = 0) -> dict[str, Any]:
    value = {"from": on, "to": on, "half": None, "ambiguous": False}
    return {"entity": "period", "value": value, "start": start, "end": end}


def says(somebody: Somebody, said: str, *values: dict[str, Any], intent: str = "change_visit") -> Decision:
    answer = somebody.answers("", said, intent, *values)
    assert answer, said
    return answer


def brings(komal: Somebody) -> str:
    """A service on Friday at 11, from the first word to the yes."""
    said = "i need a general service for my activa, i will bring it to the shop friday 11 am"
    shown = komal.reports(said, hour(FRIDAY, "11:00", 69, 81))
    assert (shown.outcome, shown.facts["brought_on"]) == ("confirm", f"{FRIDAY}T11:00"), shown
    return str(komal.says_yes("confirm_ticket", shown).facts["ticket"]["reference"])


def test_the_day_is_shown_before_the_yes_and_stands_in_the_status(komal: Somebody) -> None:
    reference = brings(komal)
    ticket = komal.looks("/tickets/status", reference=reference).facts["ticket"]
    assert (ticket["brought"], ticket["brought_on"], ticket["address"]) == (True, f"{FRIDAY}T11:00", None)


@pytest.mark.parametrize(
    "said", ["what day is my service booked for?", "kis din laana hai", "मेरी सर्विस किस दिन है"]
)
def test_which_day_it_is_is_told_and_no_address_asked(komal: Somebody, said: str) -> None:
    brings(komal)
    told_of = says(komal, said)
    assert (told_of.outcome, told_of.facts["ticket"]["brought_on"]) == ("one", f"{FRIDAY}T11:00")


@pytest.mark.parametrize(
    "said",
    [
        "sorry friday i am busy, can i come saturday 11 instead",
        "saturday ko laaunga",
        "is my service on saturday or not",
    ],
)
def test_another_day_is_moved_by_a_yes_and_the_shop_hears_it(komal: Somebody, said: str) -> None:
    reference, start = brings(komal), said.index("saturday")
    named = [day(FRIDAY, 6, 12)] if "friday" in said else []
    shown = says(komal, said, *named, day(SATURDAY, start, start + 8))
    assert (shown.outcome, shown.facts["brought_new"]) == ("confirm_bringing", f"{SATURDAY}T11:00")
    before = komal.looks("/tickets/status", reference=reference).facts["ticket"]
    assert before["brought_on"] == f"{FRIDAY}T11:00"
    moved = komal.says_yes("confirm_bringing", shown)
    assert (moved.outcome, moved.facts["ticket"]["brought_on"]) == ("brought_then", f"{SATURDAY}T11:00")
    assert "ticket_brought" in told(OWNER)


def test_an_hour_for_the_day_that_is_known_is_kept_at_once(komal: Somebody) -> None:
    shown = komal.reports("activa ki service karani hai, friday ko dukan pe le aaunga", day(FRIDAY, 30, 36))
    komal.says_yes("confirm_ticket", shown)
    kept = says(komal, "शुक्रवार सुबह 10 बजे", hour(FRIDAY, "10:00", 0, 20), intent="request_technician")
    assert (kept.outcome, kept.facts["ticket"]["brought_on"]) == ("brought_then", f"{FRIDAY}T10:00")


def test_a_day_on_which_the_shop_is_closed_is_refused_and_nothing_moved(komal: Somebody) -> None:
    brings(komal)
    refused = says(komal, "sunday ko laaunga", day(SUNDAY, 0, 6))
    assert (refused.outcome, refused.facts["told_closed"]) == ("closed_then", SUNDAY)
    assert refused.facts["ticket"]["brought_on"] == f"{FRIDAY}T11:00"


def test_a_no_leaves_the_day_as_it_is(komal: Somebody) -> None:
    brings(komal)
    shown = says(komal, "saturday ko laaunga", day(SATURDAY, 0, 8))
    left = komal.answers("confirm_bringing", "nahi", "deny", summary=shown.facts["summary"])
    assert left
    assert left.facts["ticket"]["brought_on"] == f"{FRIDAY}T11:00"


def test_a_loose_part_of_a_machine_that_is_brought_is_a_fault_and_no_order(komal: Somebody) -> None:
    said = "i will bring my splendor to the shop friday 11, brake is loose"
    brake = {"entity": "order_line", "value": {"name": "brake"}, "start": 48, "end": 53}
    shown = says(komal, said, hour(FRIDAY, "11:00", 36, 46), brake, intent="place_order")
    assert (shown.outcome, shown.facts["brought_on"]) == ("confirm", f"{FRIDAY}T11:00")


def test_the_shown_day_once_more_is_shown_again_and_asks_for_no_address(komal: Somebody) -> None:
    brings(komal)
    shown = says(komal, "saturday ko laaunga", day(SATURDAY, 0, 8))
    again = komal.answers(
        "confirm_bringing", "can i come saturday 11 instead", "change_visit",
        hour(SATURDAY, "11:00", 11, 22), summary=shown.facts["summary"],
    )  # fmt: skip
    assert again
    assert (again.outcome, again.facts["brought_new"]) == ("confirm_bringing", f"{SATURDAY}T11:00")


def test_the_hour_of_a_question_before_the_day_is_none_of_it(komal: Somebody) -> None:
    brings(komal)
    said = "do baje tak matlab? main subah 10 baje aaunga friday ko"
    until = {"entity": "time", "value": {"from": None, "to": "14:00", "date": None}, "start": 0, "end": 11}
    ten = {"entity": "time", "value": {"from": "10:00", "to": None, "date": None}, "start": 25, "end": 38}
    shown = says(komal, said, until, ten, day(FRIDAY, 46, 52))
    assert (shown.outcome, shown.facts["brought_new"]) == ("confirm_bringing", f"{FRIDAY}T10:00")


def test_who_only_asks_what_a_job_costs_gets_the_price_and_no_question_where_to(komal: Somebody) -> None:
    told_of = says(komal, "activa hai meri, brake shoe change karwana hai kitna lagega", intent="ask_price")
    assert (told_of.outcome, told_of.facts["asked_part"]["part_price_paise"]) == ("priced", 26000)


def test_who_runs_the_shop_and_who_has_it_see_it_on_that_day(komal: Somebody) -> None:
    reference = brings(komal)
    owner, mahesh = (Somebody(komal.client, each, NUMBER) for each in (OWNER, MAHESH))
    board = says(owner, "friday ko kaun kaun si visit hai", day(FRIDAY, 0, 6))
    assert [each["ticket"] for each in board.facts["waiting"]] == [reference]
    assert owner.answers("", f"{reference} mahesh ko de do", "move_ticket")
    jobs = says(mahesh, "friday ko mera kya kaam hai", day(FRIDAY, 0, 6))
    assert [each["ticket"] for each in jobs.facts["waiting"]] == [reference]
    today = says(mahesh, "aaj mera kya kaam hai", day("2026-11-24", 0, 3))
    assert [each["brought_on"] for each in today.facts["waiting"]] == [f"{FRIDAY}T11:00"]


@pytest.mark.parametrize(
    ("status", "outcome"), [("approved", "on_leave_then"), ("pending", "asks_leave_then")]
)
def test_leave_on_the_day_is_said_before_the_work_is_given(
    komal: Somebody, status: str, outcome: str
) -> None:
    asked = [{"status": "pending", "at": "2026-11-20T10:00:00+05:30", "person": MAHESH}]
    if status == "approved":
        asked.append({"status": "approved", "at": "2026-11-20T11:00:00+05:30", "person": OWNER})
    leave = {"reference": "LV-1", "person": MAHESH, "type": "casual", "approver": OWNER, "moves": asked,
             "days": [{"date": FRIDAY, "leave_year": "2026"}]}  # fmt: skip
    with_leave = file()
    with_leave["leave"] = {**with_leave["leave"], "requests": [leave]}
    Operator(komal.client).brings_in(with_leave).raise_for_status()
    owner, reference = Somebody(komal.client, OWNER, NUMBER), brings(komal)
    told_of = says(owner, f"{reference} mahesh ko de do", intent="move_ticket")
    assert (told_of.outcome, told_of.facts["leave"]) == (outcome, "LV-1")
    assert [each["name"] for each in told_of.facts["staff"]] == ["Rajesh", "Irfan", "Mahesh"]
    assert komal.looks("/tickets/status", reference=reference).facts["ticket"]["assigned"] is None
    given = owner.moves(reference, "assigned", assignee=told_of.facts["staff"][-1]["id"], anyway="yes")
    assert given.facts["ticket"]["assigned"] == "Mahesh"


@pytest.mark.parametrize("said", ["mahesh kis din chhutti pe hai", "mahesh kab chhutti par hai"])
def test_asking_when_somebody_is_on_leave_marks_nobody_away(komal: Somebody, said: str) -> None:
    owner = Somebody(komal.client, OWNER, NUMBER)
    assert owner.answers("", said, "ask_team_leave") is None
    told_of = owner.looks("/approvals/team", said=said)
    assert (told_of.outcome, told_of.facts["person"], told_of.facts["to"]) == (
        "not_away",
        "Mahesh",
        "2027-01-23",
    )


def test_several_days_are_told_together_and_the_next_question_is_of_the_same(komal: Somebody) -> None:
    reference = brings(komal)
    owner = Somebody(komal.client, OWNER, NUMBER)
    both = {"entity": "period", "value": {"from": FRIDAY, "to": SATURDAY, "half": None, "ambiguous": False}}
    board = says(owner, "friday aur saturday kaun kaun si visit hai", {**both, "start": 0, "end": 19})
    assert board.facts["off_days"] == [FRIDAY, SATURDAY]
    yesterday = day("2026-11-23", 4, 7)  # as sales are asked for
    asked: dict[str, Any] = {"question": "", "summary": None, "told": ["utter_change_visit_board"]}
    then = owner.do(
        "/answers", **asked, reading=reading("aur kal ka?", "ask_sales_summary", [yesterday], [yesterday])
    )
    assert (then.facts["answer"]["outcome"], then.facts["answer"]["facts"]["on"]) == (
        "no_jobs_of_day",
        "2026-11-25",
    )
    assert [each["ticket"] for each in board.facts["waiting"]] == [reference]
