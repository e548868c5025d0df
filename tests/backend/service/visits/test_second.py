"""Two machines in one message: the first is seen to, and the second comes next."""

from collections.abc import Callable

import pytest

from munshi.asking.reading import Reading
from munshi.service.visits.second import behind_first, told_beside
from tests.backend.service.visits.conftest import PRIYA, Somebody, at

KINDS = {"fridge", "ac", "washing_machine", "fan", "motor"}


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("fridge thanda nahi kar raha aur AC bhi band hai", "AC bhi band hai"),
        ("fridge aur washing machine dono kharab hai", "washing machine dono kharab hai"),
        ("my fridge is not cooling, the washing machine leaks", "washing machine leaks"),
        ("फ्रिज भी ख़राब है और एसी भी", "एसी भी"),
        ("fridge ka motor kharab hai", None),
        ("fridge band hai aur uska motor awaaz karta hai", None),
        ("fridge kharab hai, fridge ki light bhi", None),
        ("fridge and mixer are broken", None),  # for a mixer nobody goes out here
    ],
)
def test_a_second_machine_is_one_that_is_joined_to_the_first_and_no_part_of_it(
    text: str, rest: str | None
) -> None:
    assert behind_first(text, KINDS, "fridge") == rest


@pytest.mark.parametrize(
    ("text", "told_of", "rest"),
    [
        ("aur AC bhi thanda nahi kar raha", "aur AC bhi thanda nahi kar raha", ""),
        (
            "14 Sneh Nagar 452001, washing machine bhi leak ho rahi",
            "washing machine bhi leak ho rahi",
            "14 Sneh Nagar 452001,",
        ),
        ("also the AC, it is not cooling", "also the AC, it is not cooling", ""),
        ("एसी भी बंद है", "एसी भी बंद है", ""),
        ("uska motor awaaz karta hai", None, "uska motor awaaz karta hai"),
        ("fridge nahi AC kharab hai", None, "fridge nahi AC kharab hai"),
        ("AC wali gali me 14 number", None, "AC wali gali me 14 number"),
        ("mixer bhi kharab hai", None, "mixer bhi kharab hai"),  # for a mixer nobody goes out here
    ],
)
def test_another_machine_told_beside_the_open_one_comes_next(
    text: str, told_of: str | None, rest: str
) -> None:
    left, found = told_beside(Reading(text, [("raise_ticket", 1.0)]), "fridge", KINDS, only_faults=False)
    assert (found, (left.text or "").strip()) == (told_of, rest)


def test_the_second_machine_of_a_wish_is_shown_to_come_next(customer: Somebody) -> None:
    said = "AC thanda nahi kar raha aur fridge bhi band hai, mistri bhejo 7 Sneh Nagar 452001"
    shown = customer.wants(said, time=at("2026-11-25", "11:30"))
    assert (shown.outcome, shown.facts["told"]) == ("confirm", "AC thanda nahi kar raha")
    assert shown.facts["second"].startswith("fridge bhi band hai")


def test_the_second_machine_of_a_report_is_reported_next(who: Callable[[str], Somebody]) -> None:
    asked = who(PRIYA).wants(
        "fridge thanda nahi karta aur washing machine bhi leak karti hai", "/tickets/draft"
    )
    assert asked.outcome in ("ask_address", "confirm")
    shown = (
        asked
        if asked.outcome == "confirm"
        else who(PRIYA).answers("give_ticket_address", "7 Sneh Nagar 452001")
    )
    assert (shown.facts["problem"], shown.facts["second"]) == (
        "fridge thanda nahi karta",
        "washing machine bhi leak karti hai",
    )


@pytest.mark.parametrize(
    "said",
    [
        "AC thanda nahi kar raha. aur mere bhai ka fridge bhi dekhna hai, 7 Sneh Nagar 452001",
        "please look at my AC, it is not cooling, and at the fridge of my brother, 7 Sneh Nagar 452001",
    ],
)
def test_what_comes_next_is_a_wish_for_a_visit_on_the_same_day(customer: Somebody, said: str) -> None:
    shown = customer.wants(said, time=at("2026-11-25", "11:30"))
    assert customer.agrees("confirm_visit", shown).outcome == "booked"
    then = customer.after([], shown.facts["second"], "track_order")
    assert then.facts["machine"] == "fridge"
    moments = [each["at"] for each in then.facts.get("slots", ())] or [then.facts["starts_at"]]
    assert {each[:10] for each in moments} == {"2026-11-25"}


def test_other_words_than_those_that_come_next_are_no_wish(customer: Somebody) -> None:
    shown = customer.wants(
        "AC band hai aur fridge bhi band hai, 7 Sneh Nagar 452001", time=at("2026-11-25", "11:30")
    )
    customer.agrees("confirm_visit", shown)
    assert customer.after([], "fridge kitne ka hai", "ask_price").outcome == "prices"
