"""A person whom WhatsApp knows by other ids from now on."""

from typing import Any

import pytest

from munshi.people import service
from tests.backend.books import KIRANA, KIRANA_NUMBER, OWNER, PRIYA, Answer, Operator, opened

NEW = "919000000199"
PATH = f"/businesses/{KIRANA}/people/new-ids"


def tells(operator: Operator, gone: list[Any], new: list[Any], key: str) -> Answer:
    """The books are told of new ids."""
    headers = {"Authorization": f"Bearer {operator.token}", "Idempotency-Key": key}
    return operator.client.post(f"/api{PATH}", json={"gone": gone, "new": new}, headers=headers)


def takes(operator: Operator, gone: list[str], new: list[str], key: str = "wamid.1") -> dict[str, Any]:
    """What the books decide."""
    answer = tells(operator, gone, new, key)
    assert answer.status_code == 200, answer.text
    decided: dict[str, Any] = answer.json()
    return decided


def who(alias: str) -> int | None:
    """The person whom the books know by an id."""
    with opened() as session:
        person = service.find(session, KIRANA, alias)
        return person.id if person else None


def met(*aliases: str) -> int:
    """Somebody writes."""
    with opened() as session:
        known = service.meet(session, KIRANA_NUMBER, aliases, "Priya")
        assert known is not None
        return known[1].id


def test_a_new_number_takes_the_place_of_the_old_one(operator: Operator) -> None:
    owner = who(OWNER)
    assert takes(operator, [OWNER], [NEW, "IN.new"]) == {"outcome": "moved", "facts": {"person": owner}}
    assert (who(NEW), who("IN.new"), who(OWNER)) == (owner, owner, None)


def test_the_same_news_again_moves_nobody_who_took_the_old_number_since(operator: Operator) -> None:
    priya = who(PRIYA)
    first = takes(operator, [PRIYA], [NEW])
    stranger = met(PRIYA)
    assert stranger != priya
    assert takes(operator, [PRIYA], [NEW]) == first
    assert (who(NEW), who(PRIYA)) == (priya, stranger)


def test_who_wrote_from_the_new_number_first_is_the_same_person(operator: Operator) -> None:
    priya, nameless = who(PRIYA), met(NEW)
    assert nameless != priya
    assert takes(operator, [PRIYA], [NEW])["outcome"] == "moved"
    assert who(NEW) == priya


@pytest.mark.parametrize("whose", [OWNER, "919000000102"])
def test_a_number_of_somebody_whom_the_business_knows_is_not_given_away(
    operator: Operator, whose: str
) -> None:
    before = who(whose)
    assert takes(operator, [PRIYA], [whose]) == {"outcome": "taken", "facts": {}}
    assert who(whose) == before
    assert who(PRIYA) is not None


def test_an_id_that_nobody_had_moves_nobody(operator: Operator) -> None:
    assert takes(operator, ["918888888888"], [NEW])["outcome"] == "not_found"
    assert who(NEW) is None


@pytest.mark.parametrize("new", [[], ["+91 90000"], ["a", "b", "c"], [None]])
def test_what_is_no_id_is_refused(operator: Operator, new: list[Any]) -> None:
    assert tells(operator, [PRIYA], new, "wamid.1").status_code == 422
