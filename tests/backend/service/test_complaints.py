"""Complaints for which nobody comes: of people, of what they took, and of goods that are not as they should be."""

import pytest

from munshi.service.tickets import besides, words
from munshi.service.visits import wished


@pytest.mark.parametrize(
    "said",
    [
        "Your mechanic came yesterday, took 700 cash and the fridge is still not working",
        "mistri 500 le gaya aur machine phir bhi waisi hi hai",
        "I want to complain about him",
        "technician charged 800, no bill, I want refund",
        "owner should call me",
        "he broke my fridge",
        "usne machine kharab kar di",
    ],
)
def test_who_took_money_and_put_nothing_right_is_complained_of(said: str) -> None:
    assert words.is_of_conduct(said)


@pytest.mark.parametrize(
    "said",
    [
        "fridge still not working",
        "mistri 500 lega kya",
        "800 cash diye the",
        "Lajpat nagar, gali 2, 452001",
        "fridge kharab hai theek kar do",
        "ghar pe bell kharab hai call kar lena",
    ],
)
def test_a_fault_or_a_sum_alone_is_no_complaint_of_people(said: str) -> None:
    assert not words.is_of_conduct(said)


@pytest.mark.parametrize(
    "said", ["the screen has a scratch", "TV pe scratch hai, exchange chahiye", "स्क्रैच है"]
)
def test_goods_that_are_scratched_need_nobody_to_come(said: str) -> None:
    assert words.came_wrong(said)


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("kitna kharcha aayega", ["costs"]),
        ("how much is the visit charge", ["costs"]),
        ("कितने पैसे लगेंगे", ["costs"]),
        ("how long will this take?", ["when"]),
        ("mistri kab tak aayega", ["when"]),
        ("kitna kharcha aayega aur kab tak?", ["costs", "when"]),
        ("laun ya koi ghar aayega", ["where"]),
        ("दुकान पर लाना पड़ेगा क्या", ["where"]),
        ("should I bring it or will you come?", ["where"]),
        ("14 Sneh Nagar", []),
    ],
)
def test_what_is_asked_beside_a_report_is_its_cost_or_its_time(said: str, asked: list[str]) -> None:
    assert besides.asked_in(said) == asked


@pytest.mark.parametrize(
    ("said", "buys"),
    [
        ("I want to buy a water purifier", True),
        ("naya fridge kharidna hai", True),
        ("no technician, buying", True),
        ("fridge kharab hai, mistri bhejo", False),
        ("buy one? no, my fridge is not working, repair it", False),
    ],
)
def test_who_buys_a_new_machine_orders(said: str, buys: bool) -> None:
    assert wished.buys(said) is buys


@pytest.mark.parametrize(
    ("said", "badly"),
    [
        ("खाना एक घंटा लेट आया और एकदम ठंडा था", True),
        ("khana thanda tha", True),
        ("the food was cold and came late", True),
        ("thanda pani milega kya", False),
        ("2 cold drink bhej do", False),
        ("khana kab aayega", False),
    ],
)
def test_food_that_came_cold_or_late_is_complained_of(said: str, badly: bool) -> None:
    assert words.food_came_badly(said) == badly
