"""What stands on the sheet of who comes is what the customer said of the fault, in their words."""

import pytest

from munshi.asking.reading import Reading, Value
from munshi.service.visits.told import told, wished


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
