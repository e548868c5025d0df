"""When the shop is closed or has other hours, as who runs it tells it: shown, written by a yes, and taken back."""

from datetime import date

import pytest

from munshi import clock
from munshi.business.models import Business
from tests.backend.books import KIRANA, opened
from tests.backend.orders.conftest import Customer, Decision
from tests.backend.orders.serving.saying import of, tells
from tests.backend.readings import reading, value

OF_SHOP = "ask_store_info"


def told(ramesh: Customer, words: str) -> Decision:
    """What would be written of the shop's hours."""
    return of(tells(ramesh, words, OF_SHOP))


def says_yes(ramesh: Customer, shown: Decision) -> Decision:
    """What a yes to it does."""
    summary = shown.facts["summary"]
    return of(
        ramesh.do("/answers", question="confirm_hours", summary=summary, reading=reading("haan", "affirm"))
    )


def written() -> tuple[list[date], object]:
    """The closed days, and the days of other hours."""
    with opened() as session:
        business = session.get_one(Business, KIRANA)
        return list(business.closed_days), business.settings.get("other_hours")


def today() -> str:
    return clock.now_in("Asia/Kolkata").date().isoformat()


@pytest.mark.parametrize(
    "words", ["kal dukaan band rahegi", "कल दुकान बंद रहेगी", "the shop will be closed tomorrow"]
)
def test_a_closed_day_is_written_after_a_yes_and_taken_back(ramesh: Customer, words: str) -> None:
    before = written()
    shown = told(ramesh, words)
    assert (shown.outcome, shown.facts["days"][0]["closed"], written()) == ("confirm", True, before)
    done = says_yes(ramesh, shown)
    day = date.fromisoformat(shown.facts["days"][0]["day"])
    assert (done.outcome, day in written()[0]) == ("written", True)
    assert (
        ramesh.read("/store", topic="hours", **{"from": day.isoformat()}).facts["about"][0]["topic"]
        == "closed_on"
    )
    back = [value("summary", done.facts["summary"])]
    tap = reading(None, "affirm", back)
    of(ramesh.do("/answers", question="take_hours", summary=done.facts["summary"], reading=tap))
    assert written() == before


@pytest.mark.parametrize("words", ["aaj 6 baje dukaan band", "आज 6 बजे दुकान बंद", "shop closes at 6 pm today"])
def test_an_hour_ends_the_day_before_its_usual_end(ramesh: Customer, words: str) -> None:
    shown = told(ramesh, words)
    assert (shown.outcome, shown.facts["days"][0]["times"][-1]["closes"]) == ("confirm", "18:00")
    says_yes(ramesh, shown)
    assert written()[1] is not None
    about = ramesh.read("/store", topic="hours", **{"from": today()}).facts["about"]
    assert about[0]["times"][-1]["closes"] == "18:00"


def test_the_orders_of_that_day_are_named(ramesh: Customer, reference: str) -> None:
    assert told(ramesh, "aaj dukaan band hai").facts["orders"] == [reference]
    assert told(ramesh, "kal dukaan band hai").facts["orders"] == []


def test_a_question_and_goods_write_nothing(ramesh: Customer) -> None:
    for words in ("kal dukaan band hai kya", "is the shop closed tomorrow?", "kal maggi band"):
        heard = tells(ramesh, words, OF_SHOP)
        assert heard.outcome == "left" or of(heard).outcome not in ("confirm", "written"), words


def test_a_customer_closes_no_shop(priya: Customer) -> None:
    heard = tells(priya, "kal dukaan band rahegi", OF_SHOP)
    assert heard.outcome == "left" or of(heard).outcome != "confirm"


@pytest.mark.parametrize("words", ["sabko bol do kal band", "tell everyone we are closed tomorrow"])
def test_nothing_is_sent_to_everybody(ramesh: Customer, words: str) -> None:
    shown = told(ramesh, words)
    assert (shown.outcome, shown.facts["to_all"]) == ("confirm", True)


def test_a_wish_to_tell_everybody_something_else_is_refused(ramesh: Customer) -> None:
    assert told(ramesh, "sabko message bhej do ki naya stock aaya").outcome == "not_to_all"
