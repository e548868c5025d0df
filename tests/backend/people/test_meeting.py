"""Who somebody is to a business, and how the business comes to know them."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine

from munshi.people import service
from munshi.people.rules import Role, alias_kind
from tests.backend.books import KIRANA, KIRANA_NUMBER, OWNER, PRIYA, Clock, Operator, opened


def met(*aliases: str, name: str | None = None) -> int:
    with opened() as session:
        known = service.meet(session, KIRANA_NUMBER, aliases, name)
        assert known is not None
        return known[1].id


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("919000000101", "phone"),
        ("IN.1A2b3C", "user_id"),
        ("+919000000101", None),
        ("12", None),
        ("in.1", None),
        ("", None),
    ],
)
def test_an_id_is_a_phone_in_digits_or_a_user_id(value: str, kind: str | None) -> None:
    assert alias_kind(value) == kind


def test_a_stranger_becomes_a_customer_and_stays_the_same_person(books: None, now: Clock) -> None:
    stranger = met("918888888888")
    assert met("918888888888") == stranger
    with opened() as session:
        person = service.find(session, KIRANA, "918888888888")
        assert person is not None
        assert [held.role for held in person.roles] == [Role.CUSTOMER]
        assert person.created_at == now.moment


def test_a_person_is_found_by_any_of_their_ids_and_new_ones_are_learnt(books: None) -> None:
    priya = met(PRIYA)
    assert met("IN.new", PRIYA) == priya
    assert met("IN.new") == priya


def test_an_id_that_is_somebody_elses_stays_theirs(books: None) -> None:
    owner = met(OWNER)
    assert met(PRIYA, OWNER) != owner
    assert met(OWNER) == owner


def test_an_id_of_neither_form_is_refused(books: None) -> None:
    with pytest.raises(service.UnknownForm):
        met("Priya")


def test_a_persons_profile_name_follows_whatsapp(books: None) -> None:
    met("918888888888", name="gita")
    met("918888888888", name="Gita ji")
    met("918888888888")
    with opened() as session:
        person = service.find(session, KIRANA, "918888888888")
        assert person is not None
        assert person.called == "Gita ji"


def test_two_first_messages_at_once_make_one_person(own_books: Engine) -> None:
    with ThreadPoolExecutor(8) as threads:
        assert len(set(threads.map(met, ["918888888888"] * 8))) == 1


def test_people_are_read_page_by_page(operator: Operator) -> None:
    whole = operator.gets(f"/businesses/{KIRANA}/people").json()
    assert whole["next"] is None
    seen, after = [], 0
    while after is not None:
        page = operator.gets(f"/businesses/{KIRANA}/people", after=after, limit=4).json()
        seen += page["items"]
        after = page["next"]
    assert seen == whole["items"]
    assert {person["name"] for person in seen} >= {"Ramesh Sharma", "Priya Joshi"}


def test_products_are_read_page_by_page(operator: Operator) -> None:
    seen, after = [], ""
    while after is not None:
        page = operator.gets(f"/businesses/{KIRANA}/products", after=after, limit=50).json()
        seen += [item["sku"] for item in page["items"]]
        after = page["next"]
    assert seen == sorted(set(seen))
    assert len(seen) >= 120


def test_a_page_has_a_size_that_can_be_served(operator: Operator) -> None:
    answer = operator.gets(f"/businesses/{KIRANA}/people", limit=100_000)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["at"] == "query.limit"
