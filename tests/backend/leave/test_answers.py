"""What answers an open question about leave, in whatever words, and what is said beyond the answer."""

from typing import Any

import pytest

from tests.backend.leave.conftest import Decision, Facts, Worker, period
from tests.backend.readings import hear, reading, value

CERTIFICATE = {"kind": "image", "path": "1/a.jpg", "sha256": "a" * 64, "mime_type": "image/jpeg"}
DAYS = value("period", period("2026-12-01…2026-12-03"))


def answers(worker: Worker, question: str, shown: Facts | None = None, **read: Any) -> Facts | None:
    """What became of an answer; None where the question does not take it."""
    return hear(worker, question, (shown or {}).get("summary"), reading(**read))


def shown(worker: Worker, days: str = "2026-12-01…2026-12-03", type_: str = "casual") -> Decision:
    """A leave that is shown before a yes."""
    answer = worker.says(days, type_)
    assert "summary" in answer.facts, answer
    return answer


def days_of(answer: Facts | None) -> list[str]:
    """The days of the leave that is shown."""
    assert answer is not None
    return [each["date"][5:] for each in answer["facts"]["days"] if each["counted"]]


def test_days_and_a_reason_in_one_answer_are_both_taken(ravi: Worker) -> None:
    ravi.says()
    told = answers(
        ravi,
        "leave_dates",
        text="1 se 3, behen ki shaadi hai",
        values=[DAYS, value("note", "behen ki shaadi hai")],
    )
    assert told is not None
    assert told["outcome"] == "ask_type"
    chosen = answers(ravi, "leave_type", values=[value("leave_type", "casual")])
    assert chosen is not None
    assert chosen["facts"]["note"] == "behen ki shaadi hai"


@pytest.mark.parametrize("intent", ["deny", "cancel_flow"])
def test_a_no_to_a_question_leaves_the_leave(ravi: Worker, intent: str) -> None:
    ravi.says()
    left = answers(ravi, "leave_dates", intent=intent, text="nahi")
    assert left is not None
    assert left["outcome"] in ("dropped", "nothing_open")


def test_a_wish_of_another_kind_is_not_forced_into_the_question(ravi: Worker) -> None:
    ravi.says()
    assert answers(ravi, "leave_dates", intent="track_order", text="abhi tak nahi aaya") is None
    assert answers(ravi, "leave_dates", intent="check_leave_balance", text="balance kitna hai") is None


def test_dues_asked_for_beside_a_leave_are_days(ravi: Worker) -> None:
    ravi.says()
    told = answers(ravi, "leave_type", intent="check_dues", text="kitna bacha hai")
    assert told is not None
    assert (told["page"], told["outcome"]) == ("check_leave_balance", "balance")


def test_what_is_not_understood_is_asked_again_and_said_so(ravi: Worker) -> None:
    ravi.says("2026-12-01")
    again = answers(ravi, "leave_type", intent="nlu_fallback", text="xyz")
    assert again is not None
    assert (again["outcome"], again["facts"]["unclear"]) == ("ask_type", True)
    waits = answers(ravi, "leave_type", intent="affirm", text="haan")
    assert waits is not None
    assert "unclear" not in waits["facts"]


def test_what_was_told_beside_the_days_is_the_reason_where_one_is_wanted(ravi: Worker) -> None:
    told = ravi.says("2026-12-01", "unpaid", note="behen ki shaadi hai")
    assert (told.outcome, told.facts["reason"], told.facts["note"]) == (
        "confirm",
        "behen ki shaadi hai",
        None,
    )


def test_a_question_after_the_yes_is_served_next_whatever_it_seems_to_want(ravi: Worker) -> None:
    first = shown(ravi)
    agreed = [value("agreed", True, 0, 6, "asks")]
    text = "haan, kitne baje tak batayenge wo"
    filed = answers(ravi, "confirm_leave", first.facts, intent="nlu_fallback", text=text, as_answer=agreed)
    assert filed is not None
    assert (filed["outcome"], filed["rest"]) == ("filed", "kitne baje tak batayenge wo")


def test_any_words_are_the_reason_but_a_bare_yes(ravi: Worker) -> None:
    ravi.says("2026-12-01", "unpaid")
    assert answers(ravi, "leave_reason", intent="affirm", text="haan") is not None
    told = answers(
        ravi, "leave_reason", text="2 ko shaadi hai", values=[value("period", period("2026-12-02"))]
    )
    assert told is not None
    assert (told["outcome"], told["facts"]["reason"]) == ("confirm", "2 ko shaadi hai")
    assert days_of(told) == ["12-01"]


def test_a_certificate_comes_with_the_answer_or_later(ravi: Worker) -> None:
    assert ravi.says("2026-11-24…2026-11-27", "sick").outcome == "ask_certificate"
    sent = answers(ravi, "leave_certificate", intent="receive_attachment", text=None, attachment=CERTIFICATE)
    assert sent is not None
    assert sent["facts"]["certificate"] is True
    ravi.do("/leave/draft/drop")
    ravi.says("2026-11-24…2026-11-27", "sick")
    voice = {**CERTIFICATE, "kind": "voice"}
    assert (
        answers(ravi, "leave_certificate", intent="receive_attachment", text=None, attachment=voice) is None
    )
    later = answers(ravi, "leave_certificate", intent="deny", text="nahi hai")
    assert later is not None
    assert (later["outcome"], later["facts"]["certificate"]) == ("confirm", False)


def test_a_yes_files_what_was_shown_and_a_tap_what_its_button_stood_under(ravi: Worker) -> None:
    first = shown(ravi)
    old = value("summary", "older")
    stale = answers(ravi, "confirm_leave", first.facts, intent="affirm", text=None, values=[old])
    assert stale is not None
    assert stale["outcome"] == "changed"
    filed = answers(ravi, "confirm_leave", first.facts, intent="affirm", text="haan")
    assert filed is not None
    assert (filed["outcome"], filed["rest"]) == ("filed", None)


@pytest.mark.parametrize("intent", ["affirm", "nlu_fallback", "approve_request"])
def test_a_note_beside_the_yes_goes_with_the_request(ravi: Worker, intent: str) -> None:
    first = shown(ravi)
    said = {
        "text": "haan, Kiran dekh lega mera kaam",
        "as_answer": [value("agreed", True, 0, 6), value("note", "Kiran dekh lega mera kaam", 6, 31)],
    }
    filed = answers(ravi, "confirm_leave", first.facts, intent=intent, **said)
    assert filed is not None
    assert (filed["outcome"], filed["rest"]) == ("filed", None)
    assert filed["facts"]["note"] == "Kiran dekh lega mera kaam"
    (request,) = ravi.read("/leave/status").facts["requests"]
    assert request["note"] == "Kiran dekh lega mera kaam"


def test_another_wish_after_the_yes_is_served_next(ravi: Worker) -> None:
    first = shown(ravi)
    filed = answers(
        ravi,
        "confirm_leave",
        first.facts,
        intent="check_leave_balance",
        text="haan kar do, aur mera balance kitna bachega",
        as_answer=[value("agreed", True, 0, 17)],
    )
    assert filed is not None
    assert (filed["outcome"], filed["rest"]) == ("filed", "mera balance kitna bachega")


def test_a_yes_with_something_to_change_shows_the_leave_again(ravi: Worker) -> None:
    first = shown(ravi, "2026-12-01")
    values = [
        value("agreed", True, 0, 5),
        value("period", {"from": None, "to": None, "half": "first", "ambiguous": False}),
    ]
    again = answers(ravi, "confirm_leave", first.facts, text="haan par aadha din", values=values)
    assert again is not None
    assert (again["outcome"], again["facts"]["count"]) == ("confirm", "0.5")


@pytest.mark.parametrize(
    ("said", "days"),
    [
        (value("duration", {"days": 1}, role="longer"), ["12-01", "12-02", "12-03", "12-04"]),
        (value("duration", {"days": 3}, role="longer"), ["12-01", "12-02", "12-03", "12-04", "12-05", "12-07"]),
        (value("duration", {"days": 1}, role="shorter"), ["12-01", "12-02"]),
        (value("duration", {"days": 9}, role="shorter"), ["12-01"]),
        (value("duration", {"days": 2}), ["12-01", "12-02"]),
        (value("period", period("2026-12-04"), role="also"), ["12-01", "12-02", "12-03", "12-04"]),
        (value("period", period("2026-11-30"), role="also"), ["11-30", "12-01", "12-02", "12-03"]),
    ],
)  # fmt: skip
def test_a_leave_becomes_longer_or_shorter(ravi: Worker, said: Facts, days: list[str]) -> None:
    first = shown(ravi)
    assert days_of(answers(ravi, "confirm_leave", first.facts, text="…", values=[said])) == days


def test_a_day_that_does_not_follow_is_asked_for_after_it(ravi: Worker) -> None:
    first = shown(ravi)
    later = value("period", period("2026-12-09"), role="also")
    again = answers(ravi, "confirm_leave", first.facts, text="9 bhi", values=[later])
    assert again is not None
    assert again["facts"]["waiting"] == [{"from": "2026-12-09", "to": "2026-12-09"}]


def test_a_day_after_a_weekly_off_follows(ravi: Worker) -> None:
    first = shown(ravi, "2026-12-04…2026-12-05")
    monday = value("period", period("2026-12-07"), role="also")
    assert days_of(answers(ravi, "confirm_leave", first.facts, text="…", values=[monday]))[-1] == "12-07"


def test_loss_of_pay_is_agreed_to_by_naming_it_but_not_by_asking_about_it(ravi: Worker) -> None:
    first = shown(ravi, "2026-12-01…2026-12-17")
    assert first.outcome == "confirm_unpaid"
    unpaid = value("leave_type", "unpaid")
    asked = {
        "intent": "nlu_fallback",
        "text": "paise kat jayenge kya",
        "values": [unpaid],
        "as_answer": [unpaid],
    }
    again = answers(ravi, "confirm_unpaid_leave", first.facts, **asked)
    assert again is not None
    assert again["outcome"] == "confirm_unpaid"
    agreed = [unpaid, value("agreed", True, 0, 28)]
    said = {"intent": "nlu_fallback", "text": "koi baat nahi paisa kat jaye", "as_answer": agreed}
    filed = answers(ravi, "confirm_unpaid_leave", first.facts, **said)
    assert filed is not None
    assert filed["outcome"] == "filed"


def test_after_a_refusal_only_what_says_something_is_an_answer(ravi: Worker) -> None:
    ravi.files("2026-12-01")
    assert ravi.says("2026-12-01").outcome == "overlap"
    assert answers(ravi, "correct_leave", intent="nlu_fallback", text="hmm") is None
    assert answers(ravi, "correct_leave", intent="deny", text="nahi") is None
    other = answers(ravi, "correct_leave", text="2 ko", values=[value("period", period("2026-12-02"))])
    assert other is not None
    assert other["outcome"] == "ask_type"


def test_which_leave_to_take_back_is_named_or_none_is(ravi: Worker) -> None:
    for day in ("2026-12-01", "2026-12-03"):
        ravi.files(day)
    assert (
        ravi.do("/leave/cancel", reading=reading(intent="cancel_leave", text="cancel")).outcome
        == "choose_request"
    )
    kept = answers(ravi, "leave_to_cancel", intent="deny", text="nahi")
    assert kept is not None
    assert (kept["page"], kept["outcome"]) == ("cancel_leave", "kept")
    by_day = [value("period", period("2026-12-03"))]
    named = answers(ravi, "leave_to_cancel", intent="cancel_leave", text="3 wali", values=by_day)
    assert named is not None
    assert named["outcome"] == "confirm_cancel"
    again = answers(ravi, "confirm_cancel_leave", named["facts"], intent="deny", text="nahi")
    assert again is not None
    assert again["outcome"] == "kept"
    gone = answers(ravi, "confirm_cancel_leave", named["facts"], intent="affirm", text="haan")
    assert gone is not None
    assert gone["outcome"] == "cancelled"


@pytest.mark.parametrize(
    ("role", "sent"),
    [("start", ("2026-12-02", "2026-12-03")), ("end", ("2026-12-01", "2026-12-02"))],
)
def test_the_end_that_was_not_said_stays(ravi: Worker, role: str, sent: tuple[str, str]) -> None:
    first = shown(ravi)
    told = answers(
        ravi,
        "confirm_leave",
        first.facts,
        text="…",
        values=[value("period", period("2026-12-02"), role=role)],
    )
    assert told is not None
    assert (told["facts"]["from"], told["facts"]["to"]) == sent


def test_days_beside_the_leave_are_none_of_it_and_days_apart_wait(ravi: Worker) -> None:
    read = reading(
        text="…",
        values=[
            value("period", period("2026-12-12"), role="beside"),
            value("period", period("2026-12-01")),
            value("period", period("2026-12-03")),
            value("leave_type", "sick"),
            value("leave_type", "casual"),
        ],
    )
    told = ravi.do("/leave/draft", reading=read)
    assert (told.facts["from"], told.facts["type"]) == ("2026-12-01", "casual")
    assert told.facts["waiting"] == [{"from": "2026-12-03", "to": "2026-12-03"}]


@pytest.mark.parametrize(("role", "half"), [("late", "first"), ("early", "second")])
def test_who_comes_late_or_goes_early_is_away_for_that_half(ravi: Worker, role: str, half: str) -> None:
    values = [value("period", period("2026-12-01"), role=role), value("leave_type", "casual")]
    assert ravi.do("/leave/draft", reading=reading(text="…", values=values)).facts["portion"] == half


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("leave_half", "board ka taar jal gaya hai machine khol raha hu"),
        ("leave_type", "मशीन का ढक्कन टूटा है उसे खोल रहा हूँ"),
        ("leave_dates", "the lid of the machine is broken so opening it"),
    ],
)
def test_what_has_nothing_of_a_leave_answers_no_question_about_one(
    ravi: Worker, question: str, said: str
) -> None:
    ravi.says()
    assert answers(ravi, question, intent="nlu_fallback", text=said) is None


def test_a_sum_of_money_is_no_reason_for_leave(ravi: Worker) -> None:
    ravi.says("2026-12-01", "unpaid")
    told = answers(
        ravi,
        "leave_reason",
        intent="nlu_fallback",
        text="630 nahi 600 mila tha",
        values=[value("money", {"paise": 60000})],
    )
    assert told is None


def test_leave_that_is_taken_back_before_it_is_filed_is_the_one_that_is_asked_for(ravi: Worker) -> None:
    summary = shown(ravi).facts
    told = answers(
        ravi, "confirm_leave", summary, intent="cancel_leave", text="nahi kal aaunga, chhutti nahi chahiye"
    )
    assert told is not None
    assert told["outcome"] == "dropped"
