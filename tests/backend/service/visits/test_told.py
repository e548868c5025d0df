"""What stands on the sheet of who comes is what the customer said of the fault, in their words."""

import pytest

from munshi.asking.reading import Reading, Value
from munshi.service.tickets.complaining import goes_on
from munshi.service.tickets.words import is_of_conduct
from munshi.service.visits import second
from munshi.service.visits.told import told, wished
from munshi.service.visits.wished import bargains
from munshi.service.visits.words import machine_in


def _said(text: str, *times: str) -> Reading:
    values = [
        Value("time", {"from": "11:00", "to": None}, at := text.index(each), at + len(each)) for each in times
    ]
    return Reading(text, [("request_technician", 1.0)], values)


@pytest.mark.parametrize(
    ("reading", "problem"),
    [
        (
            _said("fridge thanda nahi kar raha kal 11 baje technician bhejo", "kal 11 baje"),
            "fridge thanda nahi kar raha",
        ),
        (
            _said("ac chalu nahi ho raha hai kya kal 12 baje aa sakte ho, 7 tank road 500001", "kal 12 baje"),
            "ac chalu nahi ho raha hai",
        ),
        (
            _said("AC ka gas khatam ho gaya lagta hai technician bhejo 27 nov 11 baje", "27 nov 11 baje"),
            "AC ka gas khatam ho gaya lagta hai",
        ),
        (
            _said(
                "ro ka paani kadwa aa raha hai jaldi kisi ko bhej do bhaiya, flat 4 hill road 500001 ke paas"
            ),
            "ro ka paani kadwa aa raha hai",
        ),
        (
            _said("koi hai kya? fridge kaam nahi karta, parso bhejna 3 lake road 500001"),
            "fridge kaam nahi karta",
        ),
        (
            _said("TV band hai kal 5 baje light gayi tab se", "kal 5 baje"),
            "TV band hai kal 5 baje light gayi tab se",
        ),
        (
            _said("my fridge is not cooling, can someone come tomorrow at 4 pm?", "tomorrow at 4 pm"),
            "my fridge is not cooling",
        ),
        (_said("फ्रिज ठंडा नहीं कर रहा, कल 11 बजे किसी को भेज दीजिए", "कल 11 बजे"), "फ्रिज ठंडा नहीं कर रहा"),
        (_said("fridge ke liye mistri bhejo, charge lagega kya"), None),
    ],
)
def test_neither_when_where_nor_a_question_is_told_of_a_fault(reading: Reading, problem: str | None) -> None:
    assert told(reading) == problem


def test_where_no_fault_is_told_the_words_of_the_wish_are() -> None:
    said = _said("fridge repair wale ko bhej dena 27 nov 3 baje 7 lake road 500001", "27 nov 3 baje")
    assert (told(said), wished(said)) == (None, "fridge repair wale ko bhej dena")
    for_whom = _said("fridge ke liye aaj 5 baje mistri bhejo, 8 Lake View 500049", "aaj 5 baje")
    assert wished(for_whom) == "fridge ke liye, mistri bhejo"


@pytest.mark.parametrize(
    ("said", "times"),
    [
        ("शिकायत नहीं, कल का समय दो", ("कल",)),
        ("theek h 300 de dunga", ()),
        ("ok I will pay 300", ()),
        ("300 thoda zyada h kam kro na", ()),
        ("250 kar do bhaiya", ()),
        ("aaj nahi, kal bhejo", ("aaj", "kal")),
    ],
)
def test_an_answer_a_time_and_money_are_no_fault(said: str, times: tuple[str, ...]) -> None:
    assert told(_said(said, *times)) is None
    with_fault = _said(f"{said}, geyser garam nahi kar raha", *times)
    assert told(with_fault) == "geyser garam nahi kar raha"


@pytest.mark.parametrize(
    ("said", "is_one"),
    [
        ("300 thoda zyada h kam kro na", True),
        ("250 kar do bhaiya", True),
        ("250 कर दो", True),
        ("haan kar do", False),
        ("shaam 5 baje kar do", False),
    ],
)
def test_another_price_is_wished_or_named_alone(said: str, is_one: bool) -> None:
    assert bargains(said) is is_one


def test_a_fault_that_is_told_of_both_is_of_each() -> None:
    text = "mera RO aur fridge dono kharab hai"
    first = machine_in(text)
    assert first
    rest = second.behind_first(text, {first, "fridge"}, first)
    assert second.of_both(rest) == "fridge kharab hai"
    assert second.without(_said(text), rest).text == "mera RO kharab hai"


def test_who_wants_money_back_complains_and_wants_nobody_sent() -> None:
    assert is_of_conduct("Your technician charged me 800 but visit charge is 300. I want my money back")
    assert goes_on("No, I don't want a visit. I want a refund of 500")
    assert not goes_on("No, I don't want a visit")
