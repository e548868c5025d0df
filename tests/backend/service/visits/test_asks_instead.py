"""A question while an address is asked is answered, or passed on, and is neither the address nor the trouble."""

from collections.abc import Callable

import pytest

from tests.backend.service.visits.conftest import OWNER, Somebody, last_told

Who = Callable[[str], Somebody]
ASKED = "give_visit_address"


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        (
            "i am not booking now. just tell me, if i dont get it done do i still pay the visit charge",
            "charge",
        ),
        ("aur remote badalne ka kitna", "work"),
        ("ठीक करने का रेट बता दो", "work"),
        ("do you take card also", "shop"),
        ("kya gas wala alag se aayega", "shop"),
        ("क्या कार्ड चलेगा आपके यहाँ", "shop"),
    ],
)
def test_a_question_in_place_of_an_address_is_none(who: Who, said: str, asked: str) -> None:
    newcomer = who("919000000399")
    first = newcomer.answers("", "ac thanda nahi kar raha, kisi ko bhejo", intent="request_technician")
    assert first.outcome == "ask_address", first
    told = newcomer.answers(ASKED, said)
    assert (told.outcome, told.facts.get("asked_whether")) == ("ask_address", asked), told
    assert not told.facts.get("street"), told.facts
    if asked == "shop":
        assert last_told(OWNER, "visit_shop_asked")["visit_word"] == said


@pytest.mark.parametrize("said", ["14 sneh nagar 452001", "sapna sangeeta road ke paas, kya aap aa sakte ho"])
def test_a_place_stays_an_address(who: Who, said: str) -> None:
    newcomer = who("919000000399")
    newcomer.answers("", "ac thanda nahi kar raha, kisi ko bhejo", intent="request_technician")
    told = newcomer.answers(ASKED, said)
    assert told.facts.get("asked_whether") != "shop", told
