"""Nobody has come yet to who waits for a visit."""

from collections.abc import Callable

import pytest

from tests.backend.books import Clock
from tests.backend.service.visits.conftest import OWNER, SALIM, Somebody, at, last_told, technician_of, told

Who = Callable[[str], Somebody]
LATE = [
    "bhai abhi tak koi nhi aaya, kitni der lagegi",
    "still waiting, how much longer?",
    "अभी तक कोई नहीं आया, कितनी देर लगेगी",
]


@pytest.mark.parametrize("said", LATE)
def test_that_nobody_has_come_goes_to_who_is_on_the_way_and_to_the_owner(
    customer: Somebody, who: Who, said: str
) -> None:
    visit = customer.books(when=at("2026-11-24", "14:30"))
    technician = technician_of(visit)
    assert (went := who(technician).steps(visit, "on_way")).outcome == "on_way", went
    answer = customer.answers("", said, intent="track_order")
    assert (answer.outcome, answer.facts["noted"]) == ("visits", True)
    assert [row["visit"] for row in answer.facts["visits"]] == [visit]
    assert last_told(technician, "visit_note")["note_words"] == said
    assert last_told(OWNER, "visit_shop_asked")["visit_word"] == said


def test_past_its_hour_it_is_said_too(customer: Somebody, now: Clock) -> None:
    visit = customer.books()
    now.passes(days=2)
    assert customer.answers("", LATE[0], intent="track_order").facts["noted"]
    assert last_told(OWNER, "visit_shop_asked")["visit"] == visit


def test_before_its_hour_and_of_an_order_nobody_is_told(customer: Somebody, who: Who) -> None:
    visit = customer.books(when=at("2026-11-24", "14:30"))
    customer.answers("", LATE[0], intent="track_order")
    who(technician_of(visit)).steps(visit, "on_way")
    customer.answers("", "order abhi tak nahi aaya", intent="track_order")
    assert not any(name in ("visit_note", "visit_shop_asked") for name, _ in told(OWNER) + told(SALIM))


@pytest.mark.parametrize("question", ["", "choose_visit_machine", "ticket_problem"])
@pytest.mark.parametrize(
    ("said", "intent"),
    [
        ("technician kitni door hai", "request_technician"),
        ("kitni dur hai wo", "nlu_fallback"),
        ("how far is he", "track_order"),
        ("{name} अभी आ रहे हैं क्या", "ask_availability"),
        ("{visit} कब है? नई शिकायत नही चाहिए", "check_ticket_status"),
        ("मेरी विजिट कब है?", "check_ticket_status"),
        ("my visit is at what time", "ask_store_info"),
    ],
)
def test_how_the_visit_stands_is_told_whatever_else_is_asked(
    customer: Somebody, said: str, intent: str, question: str
) -> None:
    visit = customer.books(when=at("2026-11-24", "14:30"))
    name = {SALIM: "Salim"}.get(technician_of(visit), "Ravi")
    answer = customer.answers(question, said.format(visit=visit, name=name), intent=intent)
    assert (answer.outcome, answer.page) == ("visits", "change_visit")
    assert [row["visit"] for row in answer.facts["visits"]] == [visit]


def test_how_long_it_takes_of_who_is_on_the_way_is_told_while_another_thing_is_asked(
    customer: Somebody, who: Who
) -> None:
    visit = customer.books(when=at("2026-11-24", "14:30"))
    who(technician_of(visit)).steps(visit, "on_way")
    answer = customer.answers("choose_visit_machine", "ab kaha pahucha? kitni der aur", intent="track_order")
    assert (answer.outcome, answer.facts["noted"]) == ("visits", True)


def test_how_far_the_shop_is_is_no_question_of_the_visit(customer: Somebody) -> None:
    customer.books(when=at("2026-11-24", "14:30"))
    assert customer.answers("", "aapki dukaan kitni door hai", intent="ask_store_info").outcome != "visits"
