"""What the owner answers to a complaint of goods in words, and when it is put right."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.backend.billing.bills.conftest import WAY, delivered, moves
from tests.backend.books import KIRANA_NUMBER, PRIYA
from tests.backend.orders.conftest import Customer
from tests.backend.readings import sides
from tests.backend.service.conftest import Decision, Somebody, Who, told
from tests.backend.service.test_settling import agrees, complains, mine, owner, priya

__all__ = ["mine", "owner", "priya"]

NEWS = ["utter_notice_ticket_of_order"]


@pytest.fixture
def ticket(priya: Customer, mine: Somebody) -> str:
    delivered(priya, "4 kg sabudana")
    return complains(mine, "sabudana ke packet phate hue nikle")


def says(who: Somebody, text: str, when: str = "", question: str = "", **more: Any) -> dict[str, Any]:
    """What becomes of words, of which the time stands where `when` does."""
    start = text.find(when) if when else -1
    period = {"from": "2026-11-25", "to": "2026-11-25", "half": None, "ambiguous": False}
    read_time = {"entity": "period", "value": period, "start": start, "end": start + len(when)}
    reading = {
        "text": text,
        "intents": [{"name": more.pop("intent", "check_ticket_status"), "confidence": 0.9}],
        "values": [read_time] if when else [],
        "facets": sides(text),
    }
    answer = who.do("/answers", question=question, reading=reading, **more)
    assert answer.outcome == "taken", answer
    return answer.facts


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("{} badal denge", "confirm_replace"),
        ("{} dobara bhej denge", "confirm_replace"),
        ("{} khate me jama kar do", "confirm_credit"),
        ("{} ke paise wapas kar denge", "not_paid"),
        ("{} paise wapas", "not_paid"),
        ("{} refund", "not_paid"),
        ("{} khate me jama", "confirm_credit"),
        ("{} replace", "confirm_replace"),
        ("sabudana wale ki shikayat, naya bhej denge", "confirm_replace"),
    ],
)
def test_what_is_done_about_it_is_shown_as_by_its_tap(
    owner: Somebody, ticket: str, words: str, shown: str
) -> None:
    assert says(owner, words.format(ticket))["answer"]["outcome"] == shown


def test_behind_the_news_of_it_the_way_alone_will_do(owner: Somebody, ticket: str) -> None:
    heard = says(owner, "badal denge", told=NEWS)
    assert heard["answer"]["outcome"] == "confirm_replace"


def test_the_time_that_is_said_reaches_the_customer_and_the_way_is_asked_next(
    owner: Somebody, ticket: str
) -> None:
    heard = says(owner, f"{ticket} badal denge, kal subah tak", when="kal subah")
    assert (heard["answer"]["outcome"], heard["rest"]) == ("promised", f"{ticket} badal denge")
    assert told(PRIYA)[-1] == "ticket_promised"
    assert says(owner, heard["rest"])["answer"]["outcome"] == "confirm_replace"


def test_a_time_beside_the_yes_is_told_next(owner: Somebody, ticket: str) -> None:
    shown = Decision(**says(owner, f"{ticket} badal denge")["answer"])
    summary = shown.facts["summary"]
    heard = says(
        owner, "haan kal subah tak", "kal subah", "confirm_settling", intent="affirm", summary=summary
    )
    assert (heard["answer"]["outcome"], heard["rest"]) == ("settled", f"{ticket} kal subah tak")
    assert says(owner, heard["rest"], when="kal subah")["answer"]["outcome"] == "promised"


def test_it_is_put_right_once_the_goods_have_come(owner: Somebody, ticket: str) -> None:
    done = agrees(owner, Decision(**says(owner, f"{ticket} badal denge")["answer"]))
    assert done.facts["ticket"]["status"] == "in_progress"
    assert "ticket_resolved" not in told(PRIYA)
    moves(done.facts["ticket"]["made_good"]["replacement"], *WAY[1:])
    assert told(PRIYA)[-1] == "ticket_resolved"


def test_nobody_else_answers_it(client: TestClient, who: Who, ticket: str) -> None:
    helper = who("919000000021", KIRANA_NUMBER)
    replaces = [{"facet": "makes_good", "value": "replace", "start": 7, "end": 12}]
    reading = {
        "text": f"{ticket} badal denge",
        "intents": [{"name": "x", "confidence": 0.9}],
        "facets": replaces,
    }
    assert helper.do("/answers", question="", reading=reading).outcome == "left"


def test_money_back_for_a_named_complaint_reaches_the_shop(mine: Somebody, ticket: str) -> None:
    noted = says(mine, f"refund chahiye {ticket}", intent="check_ticket_status")["answer"]
    assert (noted["outcome"], noted["facts"]["reference"]) == ("noted_on_ticket", ticket)
    assert "refund chahiye" in noted["facts"]["ticket"]["problem"]
