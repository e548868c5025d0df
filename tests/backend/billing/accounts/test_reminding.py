"""Reminders, as policy: drafted, sent by a tap or by plan, decent, seldom, and ended by STOP or by paying."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from munshi.billing.accounts import reminding, service
from munshi.billing.accounts.rules import Kind
from tests.backend.billing.accounts.conftest import (
    ARJUN,
    FATIMA,
    OTHER_PRIYA,
    PRIYA,
    Shopkeeper,
    has_written,
    kirana,
    person_of,
    told,
)
from tests.backend.books import KIRANA, Clock, opened
from tests.backend.orders.conftest import Decision
from tests.backend.readings import hear, reading, value

NIGHT = datetime(2026, 11, 24, 22, 0, tzinfo=ZoneInfo("Asia/Kolkata"))


@pytest.fixture(autouse=True)
def written(books: None, now: Clock) -> None:
    """Everybody has written to the kirana once."""
    for phone in (PRIYA, ARJUN, FATIMA, OTHER_PRIYA):
        has_written(phone, now.moment)


def _reminded() -> list[tuple[str, int]]:
    return [(each["person"], each["khata_balance_paise"]) for each in told("khata_reminder")]


def test_nothing_is_sent_before_the_owners_tap(owner: Shopkeeper) -> None:
    draft = owner.asks("remind", name="Arjun")
    assert (draft.outcome, [row["paise"] for row in draft.facts["rows"]]) == ("confirm_reminders", [56000])
    assert _reminded() == []
    assert owner.do("/dues/reminders", summary=draft.facts["summary"]).outcome == "reminded"
    assert _reminded() == [(ARJUN, 56000)]


def test_a_yes_in_words_sends_and_a_no_does_not(owner: Shopkeeper) -> None:
    draft = owner.asks("remind", name="Arjun")
    assert owner.answers("confirm_reminders", draft.facts["summary"], "deny").outcome == "reminders_kept"
    assert owner.answers("confirm_reminders", draft.facts["summary"], "affirm").outcome == "reminded"
    assert _reminded() == [(ARJUN, 56000)]


def test_all_means_those_who_owe_for_as_long_as_the_business_waits(owner: Shopkeeper) -> None:
    draft = owner.asks("remind", "everybody")
    assert [row["name"] for row in draft.facts["rows"]] == ["Priya Joshi"]  # Arjun owes for 14 days, not 15


def test_nobody_is_reminded_twice_in_a_week(owner: Shopkeeper, now: Clock) -> None:
    tap = owner.asks("remind", name="Arjun").facts["summary"]
    owner.do("/dues/reminders", summary=tap)
    now.passes(days=6)
    again = owner.do("/dues/reminders", summary=tap)
    assert (again.outcome, again.facts["skipped"][0]["why"]) == ("none_to_remind", "recently")
    now.passes(days=1)
    assert owner.do("/dues/reminders", summary=tap).outcome == "reminded"
    assert len(_reminded()) == 2


def test_stop_ends_them(owner: Shopkeeper, arjun: Shopkeeper) -> None:
    tap = owner.asks("remind", name="Arjun").facts["summary"]
    arjun.do("/person/opted-out")
    skipped = owner.do("/dues/reminders", summary=tap).facts["skipped"]
    assert [row["why"] for row in skipped] == ["opted_out"]
    assert _reminded() == []


def test_paying_ends_them(owner: Shopkeeper) -> None:
    tap = owner.asks("remind", name="Arjun").facts["summary"]
    with opened() as session:
        service.post(session, KIRANA, person_of(session, ARJUN).id, Kind.PAYMENT, -56000, "test:paid")
    assert owner.do("/dues/reminders", summary=tap).facts["skipped"][0]["why"] == "nothing_owed"
    assert _reminded() == []


def test_who_has_never_written_is_not_written_to(owner: Shopkeeper) -> None:
    owner.writes("Meera", rupees=50)
    owner.answers("credit_phone", phone="+919826012345")
    draft = owner.asks("remind", name="Meera")
    assert (draft.outcome, draft.facts["skipped"][0]["why"]) == ("none_to_remind", "no_consent")


def test_at_night_they_wait_for_the_morning_and_for_what_is_paid_till_then(
    owner: Shopkeeper, now: Clock
) -> None:
    now.moment = NIGHT
    summaries = [owner.asks("remind", name=name).facts["summary"] for name in ("Arjun", "Priya Malhotra")]
    later = owner.do("/dues/reminders", summary=",".join(summaries))
    assert (later.outcome, later.facts["at"]) == ("reminders_later", "2026-11-25T11:00:00+05:30")
    with opened() as session:
        service.post(session, KIRANA, person_of(session, ARJUN).id, Kind.PAYMENT, -56000, "test:paid")
    _at(now, 10)
    assert _reminded() == []
    _at(now, 11)
    _at(now, 12)
    assert _reminded() == [(OTHER_PRIYA, 34000)]


def _at(now: Clock, hour: int, day: int = 25) -> None:
    now.moment = NIGHT.replace(day=day, hour=hour)
    with opened() as session:
        reminding.remind_by_plan(session, kirana(session))


def test_by_plan_they_go_out_unasked_at_the_hour_and_once_a_week(books: None, now: Clock) -> None:
    with opened() as session:
        business = kirana(session)
        khata = {"reminders": {"by": "plan", "after_days": 20, "at": "10:30"}}
        business.settings = {**business.settings, "khata": khata}
    for hour in (9, 10):
        _at(now, hour)
    assert _reminded() == []
    for hour in (11, 12, 18, 20):
        _at(now, hour)
    assert _reminded() == [(PRIYA, 124000)]


def test_by_the_owners_word_nothing_goes_out_unasked(books: None, now: Clock) -> None:
    for hour in (9, 11, 18):
        _at(now, hour)
    assert _reminded() == []


def test_a_customer_cannot_send_them(priya: Shopkeeper) -> None:
    assert priya.do("/dues/reminders", summary="1,2,3").outcome == "not_allowed"


def _words(
    owner: Shopkeeper, *sides: str, says: str, facets: list[tuple[str, str]], rupees: int | None = None
) -> Decision:
    """A wish about dues in words, with the sides of it that they name."""
    money = [value("money", {"paise": rupees * 100})] if rupees else []
    read = reading(says, "check_dues", money)
    named = [{"facet": facet, "value": name} for facet, name in facets]
    return owner.do("/dues", reading={**read, "facets": named}, wanted=list(sides))


def test_who_is_left_out_is_not_reminded_and_a_sum_is_the_least(owner: Shopkeeper, now: Clock) -> None:
    now.passes(days=10)
    every = owner.asks("remind", "everybody")
    assert [row["name"] for row in every.facts["rows"]] == ["Priya Joshi", "Arjun Patel"]
    but = _words(owner, "remind", says="sabko yaad dilao, Arjun ko chhod ke", facets=[("but", "without")])
    assert [row["name"] for row in but.facts["rows"]] == ["Priya Joshi"]
    over = _words(owner, "remind", says="500 se upar walon ko", facets=[("sums", "over")], rupees=500)
    assert [row["name"] for row in over.facts["rows"]] == ["Priya Joshi", "Arjun Patel"]
    higher = _words(owner, "remind", says="1000 se upar walon ko", facets=[("sums", "over")], rupees=1000)
    assert [row["name"] for row in higher.facts["rows"]] == ["Priya Joshi"]
    unknown = _words(owner, "remind", says="sabko, Zubin ko chhod ke", facets=[("but", "without")])
    assert unknown.outcome == "not_known"


def test_a_sum_means_everybody_who_owes_more_for_however_long(owner: Shopkeeper) -> None:
    over = _words(owner, "remind", says="500 se upar walon ko", facets=[("sums", "over")], rupees=500)
    assert [row["name"] for row in over.facts["rows"]] == ["Priya Joshi", "Arjun Patel"]


def test_a_name_beside_the_question_changes_who_is_reminded(owner: Shopkeeper, now: Clock) -> None:
    now.passes(days=10)
    shown = owner.asks("remind", "everybody").facts["summary"]
    only = owner.answers("confirm_reminders", shown, "affirm", text="haan Arjun ko bhejo")
    assert (only.outcome, [row["name"] for row in only.facts["rows"]]) == (
        "confirm_reminders",
        ["Arjun Patel"],
    )
    assert _reminded() == []


def test_only_those_who_are_named_of_the_ones_that_were_shown(owner: Shopkeeper) -> None:
    draft = owner.asks("remind", "everybody")
    with opened() as session:
        both = ",".join(str(person_of(session, phone).id) for phone in (PRIYA, ARJUN))
    assert draft.outcome == "confirm_reminders"
    some = owner.answers("confirm_reminders", both, "nlu_fallback", text="sirf Arjun ko")
    assert (some.outcome, [row["name"] for row in some.facts["rows"]]) == (
        "confirm_reminders",
        ["Arjun Patel"],
    )
    assert _reminded() == []
    assert owner.answers("confirm_reminders", some.facts["summary"], "affirm").outcome == "reminded"
    assert _reminded() == [(ARJUN, 56000)]


def test_dues_above_a_sum_and_the_most_first(owner: Shopkeeper) -> None:
    over = _words(owner, "everybody", says="500 se upar kiska", facets=[("sums", "over")], rupees=500)
    assert (over.outcome, [row["paise"] for row in over.facts["oldest"]]) == ("owing_over", [124000, 56000])
    most = _words(owner, "everybody", says="sabse zyada kiska", facets=[("first", "most")])
    assert (most.outcome, most.facts["oldest"][0]["paise"]) == ("owing_most", 124000)
    none = _words(owner, "everybody", says="9000 se upar kiska", facets=[("sums", "over")], rupees=9000)
    assert none.outcome == "nobody_over"


@pytest.mark.parametrize("words", ["haan bhej do", "haan Arjun ko bhej do"])
def test_a_yes_that_leaves_nobody_out_reminds_all_who_were_shown(owner: Shopkeeper, words: str) -> None:
    draft = owner.asks("remind", name="Arjun")
    done = owner.answers("confirm_reminders", draft.facts["summary"], "affirm", text=words)
    assert done.outcome == "reminded"


def test_several_who_are_named_are_shown_together(owner: Shopkeeper) -> None:
    draft = owner.asks(
        "remind", name="Arjun Patel", also="Priya Joshi", text="sirf Arjun Patel aur Priya Joshi ko"
    )
    assert [row["name"] for row in draft.facts["rows"]] == ["Arjun Patel", "Priya Joshi"]


@pytest.mark.parametrize(
    ("named", "reminded"), [("2026-11-25", 25), ("2026-11-23", 25), ("2026-11-28", 28), ("2026-11-20", 27)]
)
def test_a_day_that_is_named_is_that_of_the_reminder(
    owner: Shopkeeper, now: Clock, named: str, reminded: int
) -> None:
    period = value("period", {"from": named, "to": named})
    said = reading(intent="check_dues", values=[value("person", "Arjun"), period])
    draft = owner.do("/dues", reading=said, wanted=["remind"])
    on = f"2026-11-{reminded}"
    assert (draft.outcome, draft.facts["on"]) == ("confirm_reminders_on", on)
    taken = owner.answers("confirm_reminders", draft.facts["summary"], "affirm")
    assert (taken.outcome, taken.facts["at"]) == ("reminders_on", f"{on}T11:00:00+05:30")
    assert _reminded() == []
    _at(now, 11, reminded)
    assert _reminded() == [(ARJUN, 56000)]


@pytest.mark.parametrize(
    ("text", "is_day"),
    [
        ("kal", True),
        ("abhi nahi, kal subah", True),
        ("how much did we sell kal?", False),
        ("what came in kal, cash and upi separately", False),
        ("Priya ko kal mat karna", False),
    ],
)
def test_another_day_is_said_to_the_reminder_that_is_shown(
    owner: Shopkeeper, text: str, is_day: bool
) -> None:
    shown = owner.asks("remind", name="Arjun").facts["summary"]
    day = value(
        "period", {"from": "2026-11-25", "to": "2026-11-25"}, text.index("kal"), text.index("kal") + 3
    )
    named = [value("person", "Priya")] if "Priya" in text else []
    later = hear(owner, "confirm_reminders", shown, reading(text, "nlu_fallback", [day, *named]))
    on = later and later["outcome"] == "confirm_reminders_on" and later["facts"]["on"]
    assert on == "2026-11-25" if is_day else not on


def _two_days(text: str, *days: str) -> Any:
    """A wish to remind, with its days by name and what joins its clauses."""
    periods, begins = [], 0
    for named in days:
        name, on = named.split("=")
        begins = text.index(name, begins)
        periods.append(value("period", {"from": on, "to": on}, begins, begins + len(name)))
    return {
        **reading(text, "nlu_fallback", periods),
        "facets": [{"facet": "wanted", "value": "remind", "start": 0, "end": 0}],
    }


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("Arjun ko aaj yaad dila do, aur Priya Joshi ko friday ko", "aaj", "friday"),
        ("Arjun को आज याद दिला दो, और Priya Joshi को शुक्रवार को", "आज", "शुक्रवार"),
        ("remind Arjun today, and Priya Joshi on friday", "today", "friday"),
    ],
)
def test_who_is_named_with_another_day_is_not_reminded_on_the_first_and_said_back(
    owner: Shopkeeper, text: str, first: str, second: str
) -> None:
    read = _two_days(text, f"{first}=2026-11-24", f"{second}=2026-11-27")
    draft = hear(owner, "", None, read)
    assert draft
    assert draft["outcome"] == "confirm_reminders"
    assert [row["name"] for row in draft["facts"]["rows"]] == ["Arjun Patel"]
    assert [(row["name"], row["why"]) for row in draft["facts"]["skipped"]] == [
        ("Priya Joshi", "another_day")
    ]


def test_whom_to_remind_on_a_day_is_heard_though_nothing_else_is_understood(owner: Shopkeeper) -> None:
    draft = hear(owner, "", None, _two_days("Arjun ko friday ko yaad dilana hai", "friday=2026-11-27"))
    assert draft
    assert (draft["outcome"], draft["facts"]["on"]) == ("confirm_reminders_on", "2026-11-27")


def _for_longer(text: str, days: int) -> dict[str, Any]:
    said = reading(text, "check_dues", [value("duration", {"days": days})])
    return {**said, "facets": [{"facet": "sums", "value": "over", "start": 0, "end": 1}]}


@pytest.mark.parametrize(
    "text", ["{} din se zyada kiska baki hai", "{} दिन से ज़्यादा किसका बाक़ी है", "dues over {} days"]
)
def test_who_has_owed_for_longer_than_is_said_is_told_alone(owner: Shopkeeper, text: str) -> None:
    names = {}
    for days in (10, 15, 400):
        answer = owner.do("/dues", reading=_for_longer(text.format(days), days), wanted=[])
        names[days] = [row["name"] for row in answer.facts["oldest"]] if answer.facts.get("oldest") else []
    assert "Arjun" not in " ".join(names[15])
    assert (names[15], names[400]) == (["Priya Joshi"], [])
    assert len(names[10]) > 1


def test_all_who_owe_for_longer_than_is_said_are_reminded(owner: Shopkeeper) -> None:
    said = _for_longer("jinka 10 din se zyada ho gaya sabko yaad dilao", 10)
    draft = owner.do("/dues", reading=said, wanted=["remind", "everybody"])
    assert {56000, 124000} <= {row["paise"] for row in draft.facts["rows"]}


@pytest.mark.parametrize(
    "text", ["Priya Joshi ko mat bhejo, sirf Arjun ko", "सिर्फ़ अर्जुन को", "not priya joshi, only arjun"]
)
def test_only_who_is_said_to_be_the_only_one_is_reminded(owner: Shopkeeper, text: str) -> None:
    draft = owner.asks("remind", "everybody")
    said = reading(text, "check_dues")
    heard = hear(owner, "confirm_reminders", draft.facts["summary"], said)
    assert heard
    assert [row["paise"] for row in heard["facts"]["rows"]] == [56000]
