"""Several customers who are named in one message: what it does is done for each, and who is left out is said."""

from typing import Any

import pytest

from munshi.billing.accounts import terms
from munshi.people import service as people
from tests.backend.billing.accounts.conftest import Shopkeeper, kirana
from tests.backend.books import KIRANA, opened
from tests.backend.readings import reading, value

NEW, OTHER = "919827009222", "919827009223"


def says(who: Shopkeeper, text: str, intent: str = "check_dues", *wanted: str, names: Any = ()) -> Any:
    """What becomes of it; `names` are those that no customer has and that were read as names."""
    values = [
        value("phone", f"+{each}", text.index(each), text.index(each) + len(each))
        for each in (NEW, OTHER)
        if each in text
    ]
    read = reading(text, intent, values)
    read["people"] = [
        {"start": text.index(each), "end": text.index(each) + len(each), "other": False} for each in names
    ]
    heard = who.do("/answers", question="", reading=read)
    if heard.outcome == "taken":
        return heard.facts["answer"]
    answer = who.do("/dues", reading=read, wanted=list(wanted))
    return {"outcome": answer.outcome, "facts": answer.facts}


def states(answer: Any) -> dict[str, str]:
    return {row["name"] or row["phone"]: row["state"] for row in answer["facts"]["khatas"]}


@pytest.mark.parametrize(
    "text",
    [
        "arjun aur fatima ka kitna baki hai",
        "अर्जुन और फातिमा का कितना बाकी है",
        "how much do arjun and fatima owe",
    ],
)
def test_what_each_of_two_owes_is_told(owner: Shopkeeper, text: str) -> None:
    answer = says(owner, text)
    assert (answer["outcome"], states(answer)) == (
        "owed_each",
        {"Arjun Patel": "owed", "Fatima Khan": "owed_nothing"},
    )


def test_a_name_that_nobody_has_is_said_beside_the_others(owner: Shopkeeper) -> None:
    answer = says(owner, "golu aur arjun ka kitna baki hai", names=["golu"])
    assert states(answer) == {"Arjun Patel": "owed"}
    assert answer["facts"]["left_out"] == [{"name": "golu", "why": "not_known"}]


def test_who_is_named_as_against_another_is_no_list(owner: Shopkeeper) -> None:
    assert says(owner, "arjun ka nahi fatima ka kitna baki hai", "talk_to_human")["outcome"] != "owed_each"


def test_two_khatas_are_opened_by_one_message(owner: Shopkeeper) -> None:
    answer = says(owner, f"{NEW} aur {OTHER} ka khata bhi khol do, limit 2000", "record_credit")
    assert list(states(answer).values()) == ["khata_opened_to", "khata_opened_to"]
    with opened() as session:
        found = [people.find(session, KIRANA, each) for each in (NEW, OTHER)]
        limits = [terms.standing(session, kirana(session), each.id).limit_paise for each in found if each]
        assert limits == [200000, 200000]


def test_of_a_name_that_several_have_nothing_is_set(owner: Shopkeeper) -> None:
    says(owner, "Arjun ka khata khol do", "record_credit")
    answer = says(owner, "arjun aur priya ki limit 3000 kar do", "record_credit")
    assert states(answer) == {"Arjun Patel": "khata_opened_to"}
    assert answer["facts"]["left_out"] == [{"name": "priya", "why": "shared"}]


def test_who_is_reminded_and_who_is_not_known_stand_together(owner: Shopkeeper) -> None:
    answer = says(owner, "golu aur arjun ko yaad dila do", "check_dues", "remind", names=["golu"])
    assert {(row["name"], row["why"]) for row in answer["facts"]["skipped"]} >= {("golu", "not_known")}


@pytest.mark.parametrize("text", ["arjun aur fatima ke khate me 50 likho", "अर्जुन और फातिमा के खाते में 50 लिखो"])
def test_one_sum_beside_two_names_is_shown_for_each(owner: Shopkeeper, text: str) -> None:
    answer = owner.do(
        "/credits",
        reading=reading(text, "record_credit", [value("money", {"paise": 5000}, text.index("50"))]),
    )
    rows = [(row["name"], row["paise"]) for row in answer.facts["rows"]]
    assert (answer.outcome, rows) == ("confirm", [("Arjun Patel", 5000), ("Fatima Khan", 5000)])


def test_statements_of_two_come_together(owner: Shopkeeper) -> None:
    answer = says(owner, "arjun aur fatima ka statement dikhao")
    assert answer["outcome"] == "statement_each"
    assert states(answer) == {"Arjun Patel": "statement", "Fatima Khan": "statement_empty"}
    assert len(answer["facts"]["files"]) == 1
