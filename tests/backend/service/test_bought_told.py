"""Who tells that they have bought a machine of the shop has it registered; its serial is asked, the day is kept."""

import pytest

from tests.backend.readings import reading, value
from tests.backend.service.conftest import ARJUN, Who


@pytest.mark.parametrize(
    ("said", "intent"),
    [
        ("naya kent ro liya hai", "request_technician"),
        ("i bought a new kent ro", "place_order"),
        ("नया केंट आरओ लिया है", "nlu_fallback"),
    ],
)
def test_a_machine_that_was_bought_is_registered_by_its_serial_and_nobody_is_sent(
    who: Who, said: str, intent: str
) -> None:
    mine = who(ARJUN)
    told = mine.do("/answers", question="", summary=None, reading=reading(said, intent))
    assert (told.outcome, told.facts["page"]) == ("taken", "register_warranty")
    assert told.facts["answer"]["outcome"] in ("ask_serial", "ask_serial_of")


def test_the_day_it_was_bought_is_kept_with_it(who: Who) -> None:
    mine = who(ARJUN)
    day = {"from": "2026-11-22", "to": "2026-11-22", "half": None, "ambiguous": False}
    said = reading("parso naya kent ro liya", "nlu_fallback", [value("period", day)])
    assert mine.do("/answers", question="", summary=None, reading=said).outcome == "taken"
    asked = mine.answers("warranty_serial", "KENT2026", "nlu_fallback", value("serial_number", "KENT2026"))
    assert asked
    assert asked.outcome in ("ask_bill", "serial_unfit"), asked


@pytest.mark.parametrize(
    "said",
    ["naya kent ro lena hai", "kent ro liya tha, paani nahi aa raha", "kent ro liya hai, lagane aa jao"],
)
def test_what_is_to_be_bought_repaired_or_fitted_is_not_registered(who: Who, said: str) -> None:
    told = who(ARJUN).do("/answers", question="", summary=None, reading=reading(said, "nlu_fallback"))
    assert told.facts.get("page") != "register_warranty"
