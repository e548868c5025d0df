"""A customer asks for a khata and the owner opens it, by words, with a limit; a sum that is to be written is a debt."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from munshi.billing.accounts import terms
from munshi.people import service as people
from tests.backend.billing.accounts.conftest import EMPLOYEE, Shopkeeper, balance, kirana, told
from tests.backend.books import KIRANA, opened
from tests.backend.readings import reading, value

NEW = "919827009222"


def says(who: Shopkeeper, text: str, phone: str | None = None) -> Any:
    values = [value("phone", f"+{phone}")] if phone else []
    return who.do("/answers", question="", reading=reading(text, "raise_ticket", values))


def test_a_stranger_who_wants_one_is_told_that_the_owner_decides(
    owner: Shopkeeper, client: TestClient
) -> None:
    said = says(Shopkeeper(client, NEW), "hello can i get khata with you? 500 limit ok").facts["answer"]
    assert (said["outcome"], told("khata_wished")[0]["khata_phone"]) == ("khata_wished", NEW)


@pytest.mark.parametrize(
    "text",
    [
        "Priya Joshi ka khata khol do, 1500 tak",
        "प्रिया जोशी को उधार दे सकते हो, लिमिट 1500",
        "Priya Joshi can buy on credit, limit 1500",
    ],
)
def test_a_sum_beside_a_khata_that_is_opened_is_no_debt(owner: Shopkeeper, text: str) -> None:
    before = balance()
    said = says(owner, text).facts["answer"]
    assert (said["outcome"], said["facts"]["limit_paise"], balance()) == ("khata_opened_to", 150000, before)


@pytest.mark.parametrize(
    "text",
    [
        "98270 09222 ka khata khol do, 500 limit, naam Deepak",
        "9827009222 का खाता खोल दो लिमिट 500, नाम Deepak",
    ],
)
def test_the_owner_opens_it_with_its_limit_for_who_is_new(owner: Shopkeeper, text: str) -> None:
    said = says(owner, text, NEW).facts["answer"]
    assert (said["outcome"], said["facts"]["limit_paise"]) == ("khata_opened_to", 50000)
    with opened() as session:
        person = people.find(session, KIRANA, NEW)
        assert person is not None
        where = terms.standing(session, kirana(session), person.id)
        assert (where.may_buy, where.limit_paise, person.called) == (True, 50000, "Deepak")


def test_it_is_closed_and_its_limit_changed_by_words(owner: Shopkeeper) -> None:
    says(owner, "9827009222 ka khata khol do", NEW)
    changed = says(owner, "9827009222 ki limit 800 kar do", NEW).facts["answer"]
    assert (changed["outcome"], changed["facts"]["limit_paise"]) == ("khata_opened_to", 80000)
    assert says(owner, "9827009222 ka khata band kar do", NEW).facts["answer"]["outcome"] == "khata_closed"


@pytest.mark.parametrize(
    "text",
    [
        "Fatima ki limit 8000 kar do, aur Arjun ki 10000",
        "फातिमा की लिमिट 8000 कर दो, और अर्जुन की 10000",
        "set Fatima's limit to 8000, and Arjun's to 10000",
    ],
)
def test_of_several_limits_each_is_of_who_stands_beside_it(owner: Shopkeeper, text: str) -> None:
    says(owner, "Fatima ka khata khol do")
    heard = says(owner, text).facts
    facts = heard["answer"]["facts"]
    assert (facts["name"], facts["limit_paise"]) == ("Fatima Khan", 800000)
    assert heard["rest"] == "Arjun Patel ki limit 10000 kar do"


def test_a_sum_without_a_limit_is_a_debt(owner: Shopkeeper) -> None:
    heard = says(owner, "Priya Joshi ka khata kholo aur 400 likho")
    assert heard.outcome == "left" or not heard.facts["answer"]["outcome"].startswith("khata_opened")


def test_nobody_else_closes_one(priya: Shopkeeper) -> None:
    heard = says(priya, "9827009222 ka khata band kar do", NEW)
    assert heard.outcome == "left" or heard.facts["answer"]["outcome"] != "khata_closed"


@pytest.mark.parametrize(
    "text",
    [
        "Priya Joshi ke khate me 250 likh do, 2 box file le gayi",
        "प्रिया जोशी के खाते में 250 लिख दो",
        "write 250 on Priya Joshi's khata",
    ],
)
def test_what_a_helper_has_written_on_a_khata_the_owners_hear_and_nothing_is_written(
    owner: Shopkeeper, client: TestClient, text: str
) -> None:
    before = balance()
    heard = says(Shopkeeper(client, EMPLOYEE), text).facts["answer"]
    assert (heard["outcome"], balance()) == ("helper_money", before)
    assert told("order_helper_credit")[-1]["order_words"] == text


def test_the_name_beside_a_new_number_is_that_of_its_khata(owner: Shopkeeper) -> None:
    said = reading(
        "naya khata kholo Dinesh Malviya 9860200241 limit 10000",
        "record_credit",
        [value("person", "Dinesh Malviya"), value("phone", "+919860200241")],
    )
    answer = owner.do("/answers", question="", reading=said).facts["answer"]
    assert (answer["outcome"], answer["facts"]["name"]) == ("khata_opened_to", "Dinesh Malviya")
