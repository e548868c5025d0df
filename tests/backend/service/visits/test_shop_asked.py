"""What only the shop can answer is passed on; parts by their quality; an hour and what else is said beside a report."""

from collections.abc import Callable

import pytest

from tests.backend.service.visits.conftest import (
    FATIMA,
    OWNER,
    PRIYA,
    Somebody,
    at,
    last_told,
)

Who = Callable[[str], Somebody]
PARTS, NEW = "/parts/request", "919811122255"


def test_of_two_qualities_that_are_asked_for_both_are_shown(who: Who) -> None:
    shown = who(FATIMA).wants("mixer ka jar, original aur local dono batao", PARTS)
    assert (shown.outcome, len(shown.facts["parts"])) == ("choose_part", 2)


@pytest.mark.parametrize(
    "said", ["local wala?", "mujhe local jar chahiye, original mehnga hai", "sasta dikhao"]
)
def test_another_quality_than_the_shown_one_is_chosen_by_its_word(who: Who, said: str) -> None:
    somebody = who(FATIMA)
    shown = somebody.wants("mixer ka original jar chahiye", PARTS)
    other = somebody.answers("confirm_part", said, shown.facts["summary"], "request_spare_part")
    assert (other.outcome, other.facts["item"]["quality"]) == ("confirm", "compatible")


def test_whether_a_part_fits_is_answered_by_its_models(who: Who) -> None:
    somebody = who(FATIMA)
    shown = somebody.wants("voltas AC ka remote chahiye", PARTS)
    answer = somebody.answers("confirm_part", "LG ke AC me chalega?", shown.facts["summary"], "ask_price")
    assert answer.outcome == "part_fits_not"


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("", "purana fridge exchange me loge kya"),
        ("give_visit_address", "kisi insaan se baat karao"),
        ("confirm_plan", "my AC is from another shop, still ok?"),
    ],
)
def test_what_only_the_shop_knows_is_asked_of_it(who: Who, question: str, said: str) -> None:
    answer = who(PRIYA).answers(question, said)
    assert (answer.outcome, answer.page) == ("shop_asked", "change_visit")
    assert last_told(OWNER, "visit_shop_asked")["visit_word"] == said


def test_a_plan_has_the_machine_of_another_maker(who: Who) -> None:
    shown = who(FATIMA).wants("AC care plan chahiye, mera AC Daikin ka hai")
    assert (shown.outcome, shown.facts["called"]) == ("confirm_plan", "Daikin AC")


def _hour(said: str, words: str) -> dict[str, object]:
    start = said.index(words)
    return {"entity": "time", "value": at("2026-11-25", "15:30"), "start": start, "end": start + len(words)}


def test_an_hour_beside_a_fault_is_the_wish_for_a_visit(who: Who) -> None:
    said = "fridge thanda nahi kar raha, kal 3:30 baje, 7 Sneh Nagar 452001"
    heard = who(FATIMA).reports(said, [_hour(said, "kal 3:30 baje")])
    assert heard.outcome == "wanted"
    shown = heard.facts["answer"]
    assert (shown["outcome"], shown["facts"]["told"]) == ("confirm", "fridge thanda nahi kar raha")


def test_an_hour_in_the_yes_is_the_wish_for_a_visit(who: Who) -> None:
    somebody = who(FATIMA)
    asked = somebody.wants("fridge thanda nahi kar raha, 7 Sneh Nagar 452001", "/tickets/draft")
    assert asked.outcome == "confirm"
    shown = somebody.answers(
        "confirm_ticket",
        "haan likh lo, kal 3:30 baje aana",
        asked.facts["summary"],
        "affirm",
        time=at("2026-11-25", "15:30"),
    )
    assert (shown.outcome, shown.facts["answer"]["outcome"]) == ("wanted", "confirm")


def test_whether_it_is_free_is_answered_by_the_shown_report(who: Who) -> None:
    somebody = who(FATIMA)
    asked = somebody.wants("fridge thanda nahi kar raha, 7 Sneh Nagar 452001", "/tickets/draft")
    again = somebody.answers(
        "confirm_ticket", "guarantee me hai na, free hoga?", asked.facts["summary"], "check_warranty"
    )
    assert (again.outcome, again.facts["summary"]) == ("confirm", asked.facts["summary"])


def test_what_works_again_calls_the_visit_off_and_raises_nothing(customer: Somebody) -> None:
    visit = customer.books()
    asked = customer.answers("", "not needed now, wire was loose, AC is working", intent="raise_ticket")
    assert (asked.outcome, asked.facts["visit"]) == ("confirm_cancel", visit)


def test_another_machine_is_seen_at_the_same_visit(customer: Somebody) -> None:
    visit = customer.books()
    noted = customer.answers(
        "", "fridge bhi saath mein dekh lena, thanda kam karta hai", intent="raise_ticket"
    )
    assert (noted.outcome, noted.facts["visit"]) == ("noted", visit)


@pytest.mark.parametrize(
    "said",
    [
        "मैंने लैपटॉप काउंटर पर दिया था, नाम सुरेश मिश्रा",
        "maine shanivar ko AC counter par diya tha, kab milega",
        "I left my laptop at the counter on Saturday, name Suresh",
    ],
)
@pytest.mark.parametrize("read_as", ["report_payment", "ask_availability"])
def test_a_machine_that_was_handed_in_is_no_money_and_no_goods_and_the_shop_hears_it_whole(
    who: Who, said: str, read_as: str
) -> None:
    assert who(NEW).answers("", said, intent=read_as).outcome == "request_passed"
    assert last_told(OWNER, "order_request")["order_words"] == said


@pytest.mark.parametrize(
    "said", ["I want to bring my washing machine", "AC dukan pe lana chahta hu", "मैं फ्रिज लाना चाहता हूँ"]
)
def test_who_wants_to_bring_a_machine_is_not_asked_where_to_come(who: Who, said: str) -> None:
    answer = who(NEW).wants(said, "/tickets/draft")
    assert answer.outcome != "ask_address"
    assert answer.outcome == "confirm"
    assert answer.facts["brings"]


@pytest.mark.parametrize("question", ["", "confirm_ticket", "confirm_visit"])
@pytest.mark.parametrize(
    "said",
    [
        "malik ko bata dijiye ki pichhli baar ka kaam bahut kharab tha",
        "मालिक को बता दीजिए कि पिछली बार का काम बहुत खराब था",
        "please tell the owner that the last work was very bad",
    ],
)
def test_what_the_owner_shall_be_told_goes_to_the_owner_alone(who: Who, question: str, said: str) -> None:
    somebody = who(PRIYA)
    somebody.books()
    heard = somebody.answers(question, said)
    assert (heard.outcome, last_told(OWNER, "order_request")["order_words"]) == ("request_passed", said)
