"""What a message says beside its answer: the yes with which it begins, a remark, more or less of a leave."""

from typing import Any

import pytest

from nlu.answers.collecting import answered, values_of_answer
from nlu.answers.leave_days import role_of
from nlu.pages.trial import MOMENT
from nlu.words.found import Found
from nlu.words.reading import read


def found(text: str, asking: str | None, intent: str = "apply_leave") -> list[Found]:
    return values_of_answer(text, read(text), MOMENT, intent, asking)


def first(text: str, asking: str | None, entity: str, intent: str = "apply_leave") -> Any:
    return next((each.value for each in found(text, asking, intent) if each.entity == entity), None)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("haan kar do, aur mera balance kitna bachega", "mera balance kitna bachega"),
        ("haan, Ramesh mera kaam dekh lega", "Ramesh mera kaam dekh lega"),
        ("yes please and Suresh will cover for me", "Suresh will cover for me"),
        ("हाँ, रमेश मेरा काम देख लेगा", "रमेश मेरा काम देख लेगा"),
        ("theek hai sir bhej dijiye", ""),
    ],
)
def test_a_yes_before_more_is_said(text: str, rest: str) -> None:
    (agreed,) = (each for each in found(text, "confirm_leave") if each.entity == "agreed")
    assert text[agreed.end :] == rest


@pytest.mark.parametrize(
    "text",
    [
        "haan ruko", "haan par Ramesh se pooch lo pehle", "yes but not now", "haan nahi rehne do", "Ramesh dekh lega",
        "हाँ लेकिन अभी नहीं", "theek hai?", "haan kya?", "sir ek baat bolni thi", "bhai Ramesh dekh lega",
        "ok can u approve if i come on sunday", "haan agar parso aau to chalega kya?",
        "do you have another form", "send me the list first",
    ],
)  # fmt: skip
def test_what_is_taken_back_or_begins_with_no_yes_is_none(text: str) -> None:
    assert first(text, "confirm_leave", "agreed") is None


def test_a_yes_is_looked_for_where_something_is_shown() -> None:
    assert first("haan, Ramesh mera kaam dekh lega", "leave_dates", "agreed") is None
    assert first("haan, Ramesh mera kaam dekh lega", None, "agreed") is None
    assert first("haan, client se milne gaya tha", "confirm_claim", "agreed", "claim_reimbursement")


@pytest.mark.parametrize(
    ("text", "agrees"),
    [
        ("koi baat nahi paisa kat jaye", True),
        ("paise kat lo koi dikkat nahi", True),
        ("paise kat jayenge kya", False),
        ("paise kat jaye to nahi chahiye", False),
    ],
)
def test_loss_of_pay_is_agreed_to_by_its_name(text: str, agrees: bool) -> None:
    assert bool(first(text, "confirm_unpaid_leave", "agreed")) == agrees
    assert first(text, "confirm_unpaid_leave", "leave_type") == "unpaid"


@pytest.mark.parametrize(
    ("asking", "text", "told"),
    [
        ("leave_dates", "25 se 27, behen ki shaadi hai", "behen ki shaadi hai"),
        ("leave_type", "casual, ghar pe function hai", "ghar pe function hai"),
        ("confirm_leave", "haan aur Ramesh kaam dekhega", "Ramesh kaam dekhega"),
        ("confirm_leave", "haan ji bhej do sir", None),
        ("confirm_leave", "haan, jaldi bhej do", None),
        ("leave_dates", "kuch bhi, jaisa aap kaho bhai", None),  # no answer, and nothing beside one
        ("leave_reason", "25 ko shaadi hai, behen ki hai ghar pe", None),  # all of it is the answer
        (None, "kal chhutti chahiye, behen ki shaadi hai", "behen ki shaadi hai"),
        (None, "kal chhutti chahiye kyunki gaon jana hai", "gaon jana hai"),
        (None, "bhai kal chhutti chahiye, please approve kar dena", None),
        (None, "kal se 3 din ki sick leave chahiye bukhar hai", None),
    ],
)
def test_what_is_told_beside_an_answer_or_a_wish(asking: str | None, text: str, told: str | None) -> None:
    assert first(text, asking, "note") == told


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("ek din aur badha do", ["longer"]),
        ("2 din aur", ["longer"]),
        ("one more day please", ["longer"]),
        ("एक दिन और बढ़ा दो", ["longer"]),
        ("ek din kam kar do", ["shorter"]),
        ("do din kam kar do", ["shorter"]),
        ("3 din kar do", [None]),
        ("parso bhi", ["also"]),
        ("friday too please", ["also"]),
        ("parso", [None]),
    ],
)
def test_more_or_less_of_a_leave(text: str, roles: list[str | None]) -> None:
    words, said = read(text), found(text, "confirm_leave")
    of_leave = [each for each in said if each.entity in ("period", "duration")]
    assert [role_of(each, said, words, MOMENT.date()) for each in of_leave] == roles


def test_the_day_of_a_bill_may_sound_like_leave() -> None:
    leave = [("apply_leave", 0.93), ("deny", 0.02)]
    text = "kal nahi parso ka hai"
    assert answered(text, read(text), leave, "confirm_claim") == "claim_reimbursement"
    text = "kal se teen din ki chhutti chahiye"
    assert answered(text, read(text), leave, "confirm_claim") is None
