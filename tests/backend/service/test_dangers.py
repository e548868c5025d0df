"""Dangers of a machine: warned of at once, urgent, and in the books before the yes."""

from typing import Any

import pytest
from sqlalchemy import text

from munshi.service.tickets.dangers import hazard_in
from tests.backend.books import opened
from tests.backend.service.conftest import ARJUN, PRIYA, SHOP, Who

OTHERS = (
    "SELECT t.reference, t.hazard, t.problem FROM tickets t JOIN person_aliases a ON a.person_id = t.person_id"
    " AND a.business_id = t.business_id WHERE a.value = :who AND t.business_id = :shop ORDER BY t.id DESC"
)


def last_ticket(person: str) -> Any:
    with opened() as session:
        return session.execute(text(OTHERS), {"who": person, "shop": SHOP}).first()


def test_a_danger_is_warned_of_at_once_and_once_and_makes_it_urgent(who: Who) -> None:
    mine = who(ARJUN)
    first = mine.reports("mixer se chingari nikli")
    assert first.facts["warns"] == "sparks"
    again = mine.answers("confirm_ticket", "aur awaz bhi aati hai", "raise_ticket")
    assert again
    assert "warns" not in again.facts
    assert again.facts["priority"] == "urgent"


@pytest.mark.parametrize(
    "words", ["gas khatam ho gayi", "paani thanda nahi aata", "fridge ka color utar gaya"]
)
def test_what_is_no_danger_is_not_called_one(who: Who, words: str) -> None:
    assert "warns" not in who(PRIYA).reports(words).facts


@pytest.mark.parametrize(
    ("said", "hazard"),
    [
        ("engine oil 20w40 kitne ka hai aur spark plug", None),
        ("स्पार्क प्लग कितने का है", None),
        ("smoke detector lagana hai", None),
        ("spark plug se chingari nikal rahi hai", "sparks"),
        ("spark plug ke paas petrol ki smell, dhuva nikal raha hai", "sparks"),
        ("gas stove ka burner nahi jalta", None),
        ("gas stove leak ho raha hai", "gas"),
    ],
)
def test_goods_that_are_called_after_a_danger_are_none_and_what_is_told_beside_them_is(
    said: str, hazard: str | None
) -> None:
    assert hazard_in(said) == hazard


@pytest.mark.parametrize(
    ("words", "sounds_like", "taken"),
    [
        ("HELP sparks from the plug and a burning smell", "request_spare_part", True),
        ("गैस की बदबू आ रही है", "change_visit", True),
        ("sparklers 2 packet", "place_order", False),
        ("plug ka spare part chahiye", "request_spare_part", False),
    ],
)
def test_a_danger_is_heard_whatever_it_sounds_like(
    who: Who, words: str, sounds_like: str, taken: bool
) -> None:
    heard = who(PRIYA).answers("", words, sounds_like)
    assert (heard is not None) is taken
    if heard is not None:
        assert heard.facts["warns"]


@pytest.mark.parametrize(
    "said",
    [
        "गीज़र से चिंगारी निकली, 33 नानाखेड़ा 452001",
        "geyser me current aa raha h, 33 nanakheda 452001",
        "inverter ki battery phat gai, acid gir gaya, 33 nanakheda 452001",
    ],
)
def test_a_danger_of_a_machine_is_reported_whatever_it_sounds_like(who: Who, said: str) -> None:
    answer = who(ARJUN).answers("", said, "place_order")
    assert answer
    told_of = answer.facts["answer"]["facts"] if answer.outcome == "wanted" else answer.facts
    assert told_of["warns"] == "sparks"


@pytest.mark.parametrize("said", ["AC se dhua nikal raha hai", "smoke from the AC", "एसी में करंट लग रहा है"])
def test_somebody_is_sent_soonest_for_a_danger_and_the_address_is_asked(who: Who, said: str) -> None:
    asked = who(ARJUN).reports(said)
    assert (asked.outcome, asked.facts["answer"]["outcome"]) == ("wanted", "ask_address")
    shown = who(ARJUN).answers("give_visit_address", "7 Sneh Nagar 452001", "place_order")
    assert shown
    assert (shown.outcome, shown.facts["urgent"]) == ("confirm", True)


@pytest.mark.parametrize(
    "said",
    ["board me pani ja raha hai", "water near the wires", "करंट आता है छूने पर", "current maar raha hai motor"],
)
def test_water_and_current_where_they_should_not_be_are_a_danger(said: str) -> None:
    assert hazard_in(said) == "sparks"


@pytest.mark.parametrize(
    "said", ["what is the current price", "switch dabane se pani nahi aata", "pani ki motor ka switch"]
)
def test_neither_a_price_nor_a_switch_is_a_danger(said: str) -> None:
    assert hazard_in(said) is None


@pytest.mark.parametrize(
    "words", ["geyser se current bhi aa raha hai", "गीज़र से करंट भी आ रहा है", "and the geyser gives a shock"]
)
def test_a_danger_of_another_machine_is_of_that_one_and_in_the_books_at_once(who: Who, words: str) -> None:
    mine = who(PRIYA)
    mine.reports("fridge thanda nahi kar raha")
    shown = mine.answers("confirm_ticket", words, "raise_ticket")
    assert shown
    assert (shown.facts["warns"], shown.facts["priority"]) == ("sparks", "normal")
    reference, hazard, problem = last_ticket(PRIYA)
    assert (shown.facts["shop_knows"], hazard) == (reference, "sparks")
    assert "fridge" not in problem


def test_a_danger_of_a_second_machine_in_one_message_leaves_the_first_as_it_is(who: Who) -> None:
    mine = who(PRIYA)
    shown = mine.reports("fridge thanda nahi kar raha, aur geyser se current aa raha hai")
    assert shown.facts["warns"] == "sparks"
    assert shown.facts["priority"] == "normal"
    assert "current" not in shown.facts["problem"]
    assert last_ticket(PRIYA)[1] == "sparks"
