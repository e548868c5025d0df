"""A leave that was asked for becomes another one: by one yes, which takes back the one before."""

from collections.abc import Callable, Sequence

import pytest

from tests.backend.leave.conftest import Decision, Facts, Worker, period, told
from tests.backend.readings import reading, sides, value

FIRST, SECOND = "2026-12-01", "2026-12-08"


def says(worker: Worker, text: str, *days: str, named: Sequence[Facts] = ()) -> Decision:
    """A wish in these words, with these days and what else is named in it."""
    values = [*(value("period", period(each)) for each in days), *named]
    return worker.do("/leave/draft", reading={**reading(text, values=values), "facets": sides(text)})


def live(worker: Worker) -> list[str]:
    rows = worker.read("/leave/status").facts["requests"]
    return [row["from"] for row in rows if row["status"] in ("pending", "approved")]


def agreed(worker: Worker, shown: Decision) -> Decision:
    return worker.do("/leave/requests", summary=shown.facts["summary"])


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("i want to change my leave of 1st to 8th", [SECOND]),
        ("1 wali chhutti 8 ko kar do", [FIRST, SECOND]),
        ("1 की जगह 8 को छुट्टी चाहिए", [FIRST, SECOND]),
    ],
)
def test_the_new_days_come_in_the_place_of_the_old(ravi: Worker, words: str, days: list[str]) -> None:
    before = ravi.files(FIRST).facts["reference"]
    available = ravi.balance()["available"]
    shown = says(ravi, words, *days)
    assert (shown.outcome, shown.facts["from"], shown.facts["instead"]) == ("confirm", SECOND, before)
    assert live(ravi) == [FIRST]
    assert agreed(ravi, shown).facts["instead"] == before
    assert (live(ravi), ravi.balance()["available"]) == ([SECOND], available)
    assert [each["reference"] for each in told("leave_cancelled")] == [before]


def test_one_day_more_is_of_the_leave_that_is_named(ravi: Worker) -> None:
    before = ravi.files(FIRST).facts["reference"]
    more = value("duration", {"days": 1, "minutes": None}, role="longer")
    shown = says(ravi, f"{before} ek din badha do", named=[value("reference", before), more])
    assert (shown.facts["from"], shown.facts["to"], shown.facts["instead"]) == (FIRST, "2026-12-02", before)


def test_of_an_approved_one_its_days_are_free_for_the_new_one(
    ravi: Worker, as_: Callable[[str], Worker]
) -> None:
    before = ravi.files(FIRST)
    as_(told("leave_requested")[0]["person"]).decides(before.facts["reference"])
    shown = says(ravi, "chhutti badal do", "2026-12-01…2026-12-02")
    assert shown.outcome == "confirm"
    assert agreed(ravi, shown).outcome == "filed"
    assert live(ravi) == [FIRST]


@pytest.mark.parametrize("choice", ["second", "besides"])
def test_of_several_it_is_asked_which(ravi: Worker, choice: str) -> None:
    files = [ravi.files(day).facts["reference"] for day in (FIRST, "2026-12-03")]
    asked = says(ravi, "meri chhutti 8 ko shift kar do", SECOND)
    assert asked.outcome == "ask_which_moves"
    assert [each["reference"] for each in asked.facts["requests"]] == files
    chosen = ravi.says(choice=files[1] if choice == "second" else choice)
    if choice == "besides":
        assert (chosen.outcome, sorted(live(ravi))) == ("ask_type", [FIRST, "2026-12-03"])
    else:
        assert agreed(ravi, chosen).facts["instead"] == files[1]
        assert sorted(live(ravi)) == [FIRST, SECOND]


def test_without_words_of_it_a_leave_is_one_more(ravi: Worker) -> None:
    ravi.files(FIRST)
    shown = says(ravi, "8 ko chhutti chahiye", SECOND, named=[value("leave_type", "casual")])
    assert (shown.outcome, shown.facts["instead"]) == ("confirm", None)
