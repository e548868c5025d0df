"""Feedback: asked once, given unasked, and what a bad one brings."""

import pytest
from sqlalchemy import text

from munshi.service.feedback.rules import stars_in
from tests.backend.books import opened
from tests.backend.readings import reading, value
from tests.backend.service.conftest import MECHANIC, NUMBER, OWNER, PRIYA, Decision, Somebody, Who, told


def gives(mine: Somebody, words: str | None, *values: dict[str, object]) -> Decision:
    return mine.do("/feedback", reading=reading(words, "give_feedback", values))


def closed(who: Who) -> str:
    mine = who(PRIYA)
    reference = mine.raises("fridge thanda nahi kar raha")
    who(OWNER).moves(reference, "resolved", reason="theek kiya")
    mine.moves(reference, "closed")
    return reference


def test_it_is_asked_once_for_a_ticket_however_often_it_is_closed(who: Who) -> None:
    mine, reference = who(PRIYA), closed(who)
    mine.moves(reference, "reopened")
    who(OWNER).moves(reference, "resolved", reason="phir theek kiya")
    mine.moves(reference, "closed")
    assert told(PRIYA).count("feedback_asked") == 1


def test_good_words_are_quoted_only_with_a_yes(who: Who) -> None:
    mine = who(PRIYA)
    closed(who)
    assert gives(mine, None, value("rating", 5)).outcome == "ask_words"
    asked = mine.answers("feedback_words", "bahut saaf kaam kiya", "give_feedback")
    assert asked
    assert asked.outcome == "ask_consent"
    allowed = mine.answers("confirm_quote", "haan", "affirm")
    assert allowed
    assert allowed.outcome == "quotable"
    withdrawn = mine.do("/people/data", reading=reading(None, "ask_my_data", [value("part", "quotes")]))
    assert withdrawn.outcome == "quotes_withdrawn"
    with opened() as session:
        assert session.execute(text("SELECT rating, quotable FROM feedback")).all() == [(5, False)]


def test_a_bad_one_goes_to_the_owner_with_the_history_and_calls_people(who: Who) -> None:
    mine, reference = who(PRIYA), closed(who)
    assert (
        gives(mine, None, value("rating", 1), value("reference", reference)).outcome == "ask_what_was_wrong"
    )
    assert told(OWNER)[-1] == "feedback_bad"
    with opened() as session:
        facts = session.execute(
            text("SELECT facts FROM assistant.notices WHERE name = 'feedback_bad'")
        ).scalar_one()
        called = session.execute(text("SELECT phone_number_id, person FROM assistant.handoffs")).all()
    assert [each["reference"] for each in facts["feedback"]["history"]] == [reference, "TKT-1"]
    assert called == [(NUMBER, PRIYA)]


def test_who_only_says_how_it_was_is_asked_for_stars_and_keeps_the_words(who: Who) -> None:
    mine = who(PRIYA)
    assert gives(mine, "feedback dena hai").outcome == "ask_rating"
    assert gives(mine, "mistri ne bahut achha kaam kiya").outcome == "ask_rating"
    assert gives(mine, "4", value("rating", 4, 0, 1)).outcome == "ask_consent"
    with opened() as session:
        row = session.execute(text("SELECT rating, words, ticket_id FROM feedback")).one()
    assert tuple(row) == (4, "mistri ne bahut achha kaam kiya", None)


def test_who_is_ordering_gives_no_opinion_without_a_word_for_it(who: Who) -> None:
    mine = who(PRIYA)
    mine.do("/cart/lines", lines=[{"sku": "TV-MI-32", "quantity": "1"}])
    assert gives(mine, "woh bhi likha to tha", value("rating", 5)).outcome == "no_opinion"
    assert gives(mine, "5 stars for your service", value("rating", 5)).outcome == "ask_consent"


def test_a_bad_one_of_what_was_put_right_offers_to_look_again(who: Who) -> None:
    mine, reference = who(PRIYA), closed(who)
    gives(mine, None, value("rating", 1), value("reference", reference))
    offered = mine.answers("feedback_words", "phir band pada hai", "raise_ticket")
    assert offered
    assert (offered.outcome, offered.facts["reference"]) == ("offer_reopening", reference)
    again = mine.says_yes("take_reopening", offered)
    assert again.outcome == "reopened"
    with opened() as session:
        query = text("SELECT status FROM tickets WHERE reference = :reference")
        assert session.execute(query, {"reference": reference}).scalar_one() == "reopened"


@pytest.mark.parametrize(
    ("said", "stars"),
    [("5", 5), ("4, it was ok", 4), ("theek tha 3", 3), ("it was fine - 2", 2), ("2 din late aaye", None),
     ("4 baje aaye 2 ghante lage", None), ("bahut badhiya kaam", None), ("6", None), ("1 ya 2", None)],
)  # fmt: skip
def test_a_number_that_stands_by_itself_or_last_is_the_stars(said: str, stars: int | None) -> None:
    assert stars_in(said) == stars


@pytest.mark.parametrize(
    ("said", "intent", "outcome", "kept"),
    [
        ("5", "place_order", "ask_words", None),
        ("it was ok, 4", "affirm", "ask_consent", "it was ok, 4"),
        (
            "ladka samay par aaya, kaam saaf tha",
            "give_feedback",
            "ask_rating",
            "ladka samay par aaya, kaam saaf tha",
        ),
        ("bahut accha kaam kiya shukriya", "thank", "ask_rating", "bahut accha kaam kiya shukriya"),
    ],
)
def test_what_is_said_behind_the_notice_is_an_answer_to_it(
    who: Who, said: str, intent: str, outcome: str, kept: str | None
) -> None:
    mine = who(PRIYA)
    closed(who)
    with opened() as session:
        query = text("SELECT facts FROM assistant.notices WHERE name = 'feedback_asked'")
        assert session.execute(query).scalar_one()["asking"] == "take_rating"
    answer = mine.answers("take_rating", said, intent)
    assert answer
    assert answer.outcome == outcome
    with opened() as session:
        assert session.execute(text("SELECT words FROM feedback")).scalar_one() == kept


def test_stars_are_asked_once_and_another_wish_is_served(who: Who) -> None:
    mine = who(PRIYA)
    closed(who)
    assert mine.answers("take_rating", "2 kilo cheeni bhejo", "place_order") is None
    asked = mine.answers("take_rating", "kaam theek hi tha unka", "give_feedback")
    assert asked
    assert asked.outcome == "ask_rating"
    again = mine.answers("feedback_rating", "bol to diya theek tha", "nlu_fallback")
    assert again
    assert again.outcome == "noted"
    with opened() as session:
        rating, words = session.execute(text("SELECT rating, words FROM feedback")).one()
    assert (rating, words) == (None, "kaam theek hi tha unka\nbol to diya theek tha")


def test_who_works_here_gives_none_unasked(who: Who) -> None:
    assert gives(who(MECHANIC), "kaam poora").outcome == "for_customers"


@pytest.mark.parametrize(
    ("said", "intent", "values"),
    [
        ("606 ko 2740 wapas kar diye", "nlu_fallback", [value("money", {"paise": 274000})]),
        ("haan kal ki chhutti", "affirm", []),
    ],
)
def test_what_is_of_something_else_is_no_opinion(
    who: Who, said: str, intent: str, values: list[dict[str, object]]
) -> None:
    mine = who(PRIYA)
    gives(mine, "5 star", value("rating", 5))
    answer = mine.answers("feedback_words", said, intent, *values)
    assert answer is None or answer.outcome in ("back_told", "reported")  # the shop looks at it
    with opened() as session:
        assert session.execute(text("SELECT words FROM feedback")).scalar_one() == "5 star"
