"""A statement goes to its customer by the owner's words: it is shown to whom, and one yes sends it."""

from typing import Any

import pytest

from munshi.asking.bodies import ReadingBody
from munshi.billing.accounts import whose
from tests.backend.billing.accounts.conftest import PRIYA, Facts, Shopkeeper, told
from tests.backend.billing.payments.conftest import caller
from tests.backend.books import OWNER, opened
from tests.backend.orders.conftest import Decision
from tests.backend.readings import reading, value


def asks(owner: Shopkeeper, text: str, name: str = "Priya Joshi") -> Decision:
    start = text.index(name)
    read = reading(text, "check_dues", [value("person", name, start, start + len(name))])
    return owner.do("/dues", reading=read, wanted=["statement"])


def answers(owner: Shopkeeper, question: str, asked: Decision, text: str, intent: str) -> Facts:
    read = reading(text, intent)
    heard = owner.do("/answers", question=question, summary=asked.facts["summary"], reading=read)
    answer: dict[str, Any] = heard.facts["answer"]
    return answer


@pytest.mark.parametrize(
    "text",
    [
        "Priya Joshi ko uska statement bhejo",
        "send Priya Joshi her statement",
        "Priya Joshi का हिसाब उसको भेजो",
    ],
)
def test_words_that_name_to_whom_it_goes_ask_and_a_yes_sends_it(owner: Shopkeeper, text: str) -> None:
    asked = asks(owner, text)
    assert (asked.outcome, asked.facts["page"], told("khata_statement")) == ("confirm", "send_statement", [])
    assert answers(owner, "confirm_statement", asked, "haan", "affirm")["outcome"] == "sent"
    sent = told("khata_statement")[0]
    assert (sent["person"], sent["files"][0]["kind"]) == (PRIYA, "document")


def test_a_no_sends_nothing(owner: Shopkeeper) -> None:
    asked = asks(owner, "Priya Joshi ko uska statement bhejo")
    assert answers(owner, "confirm_statement", asked, "nahi", "deny")["outcome"] == "kept"
    assert told("khata_statement") == []


def test_without_that_it_is_shown_to_the_owner_and_can_be_sent_behind_it(owner: Shopkeeper) -> None:
    shown = asks(owner, "Priya Joshi ka statement bhejo")
    assert (shown.outcome, len(shown.facts["files"])) == ("statement", 1)
    assert (
        answers(owner, "take_statement", shown, "usko whatsapp karo", "nlu_fallback")["outcome"] == "confirm"
    )


def test_a_customers_own_comes_to_them_and_may_be_called_wrong(priya: Shopkeeper) -> None:
    shown = priya.do("/dues", reading=reading("mera statement bhejo", "check_dues"), wanted=["statement"])
    assert shown.outcome == "statement"
    heard = answers(priya, "take_statement", shown, "isme galat likha hai", "deny")
    assert heard["outcome"] == "doubt_told"


def test_the_days_that_are_named_are_those_of_the_statement(owner: Shopkeeper) -> None:
    month = value("period", {"from": "2026-10-01", "to": "2026-10-31"})
    said = reading(
        "send October statement to Priya Joshi", "place_order", [value("person", "Priya Joshi"), month]
    )
    shown = owner.do("/answers", question="", reading=said).facts["answer"]
    assert shown["facts"]["summary"].split("|")[1:] == ["2026-10-01", "2026-10-31"], shown


@pytest.mark.parametrize(
    ("text", "beside"),
    [
        (
            "ok send him the full statement, tell him to pay at least half by Saturday",
            "tell him to pay at least half by Saturday",
        ),
        ("usko statement bhejo, aaj ki bikri bhi dikha do", "aaj ki bikri bhi dikha do"),
        ("उसको स्टेटमेंट भेजो, आज की बिक्री भी दिखा दो", "आज की बिक्री भी दिखा दो"),
    ],
)
def test_it_goes_to_who_was_just_written_to_and_what_is_wished_beside_is_heard_next(
    owner: Shopkeeper, text: str, beside: str
) -> None:
    owner.writes("Arjun", rupees=145)
    start = text.rindex(" ", 0, -4)
    until = value("period", {"from": "2026-11-24", "to": "2026-11-28"}, start, len(text))
    heard = owner.do("/answers", question="", reading=reading(text, "check_dues", [until])).facts
    assert (heard["answer"]["outcome"], heard["answer"]["facts"]["name"]) == ("confirm", "Arjun Patel")
    assert heard["rest"] == beside


def test_without_a_name_and_nobody_just_written_to_it_goes_to_nobody(owner: Shopkeeper) -> None:
    heard = owner.do("/answers", question="", reading=reading("send him the statement", "check_dues"))
    assert heard.outcome == "left"


@pytest.mark.parametrize(
    "words",
    ["tell him to pay half by Saturday", "usko bolo aadha Saturday tak de", "उसको बोलो आधा शनिवार तक दे"],
)
def test_what_a_customer_shall_be_told_beside_it_is_said_back(owner: Shopkeeper, words: str) -> None:
    owner.writes("Arjun", rupees=145)
    read = reading(f"send him the full statement, {words}", "check_dues")
    tells = {"facet": "tells_customer", "value": "from_the_last", "start": 29, "end": 36}
    said = ReadingBody(**{**read, "facets": [tells]}).reading()
    with opened() as session:
        heard = whose.statements(session, caller(OWNER), said)
    assert heard is not None
    assert (heard.outcome.outcome, heard.rest) == ("confirm", None)
    assert heard.outcome.facts["passed_over"] == words
