"""Who is told what unasked: once, in the transaction of the fact, at the place where the person writes."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from munshi.business import service as business_service
from munshi.business.models import Business, Number
from munshi.notices import service as notices
from munshi.people import service as people
from munshi.people.models import Person
from munshi.people.rules import Role
from tests.backend.books import KIRANA, KIRANA_NUMBER, OWNER, PRIYA, RESTAURANT_NUMBER, Clock, opened

SECOND_NUMBER = "100000000000009"


class Written(NamedTuple):
    """A notice as it is stored."""

    phone_number_id: str
    person: str
    name: str
    facts: dict[str, Any]
    language: str
    key: str
    state: str
    written_at: datetime


def written(session: Session) -> list[Written]:
    """Every notice, in the order written."""
    query = (
        "SELECT phone_number_id, person, name, facts, language, key, state, written_at FROM assistant.notices"
    )
    return [Written(*row) for row in session.execute(text(f"{query} ORDER BY id"))]


def jobs(session: Session) -> list[tuple[str, str, str]]:
    """Queue, task and lock of every job."""
    query = "SELECT queue_name, task_name, lock FROM assistant.procrastinate_jobs ORDER BY id"
    return [tuple(row) for row in session.execute(text(query))]


def somebody(session: Session, alias: str = PRIYA) -> Person:
    person = people.find(session, KIRANA, alias)
    assert person is not None
    return person


def wrote(session: Session, number: str, person: str, hour: int, user_id: str | None = None) -> None:
    """Notes that somebody wrote to a number today."""
    row = {"number": number, "person": person, "user_id": user_id, "at": f"2026-11-24T{hour:02}:00:00+05:30"}
    session.execute(
        text(
            "INSERT INTO assistant.persons (phone_number_id, person, user_id, last_inbound_at)"
            " VALUES (:number, :person, :user_id, :at)"
        ),
        row,
    )


def kirana_gets_a_second_number(session: Session) -> None:
    business = business_service.get(session, KIRANA)
    assert business is not None
    business.numbers.append(Number(phone_number_id=SECOND_NUMBER, display_number="+91 90000 00009"))
    session.flush()


def test_a_notice_is_written_with_the_job_that_delivers_it(books: None, now: Clock) -> None:
    with opened() as session:
        assert notices.tell(session, KIRANA, somebody(session), "order_ready", "ORD-1001:ready", paid=True)
        (notice,) = written(session)
        assert notice[:7] == (
            KIRANA_NUMBER, PRIYA, "order_ready", {"paid": True}, "hi", "ORD-1001:ready", "waiting"
        )  # fmt: skip
        assert notice.written_at == now()
        assert jobs(session) == [("turns", "notice", f"{KIRANA_NUMBER}:{PRIYA}")]


def test_what_is_undone_tells_nobody(own_books: Engine, now: Clock) -> None:
    with opened() as session:
        notices.tell(session, KIRANA, somebody(session), "order_ready", "ORD-1001:ready")
        session.rollback()
    with opened() as session:
        assert (written(session), jobs(session)) == ([], [])


def test_a_key_is_told_once_to_each_person(books: None, now: Clock) -> None:
    with opened() as session:
        for alias in (PRIYA, PRIYA, OWNER):
            notices.tell(session, KIRANA, somebody(session, alias), "order_ready", "ORD-1001:ready")
        assert [notice.person for notice in written(session)] == [PRIYA, OWNER]
        assert len(jobs(session)) == 2


def test_a_key_is_told_once_also_where_the_person_writes_from_elsewhere_since(
    books: None, now: Clock
) -> None:
    with opened() as session:
        kirana_gets_a_second_number(session)
        priya = somebody(session)
        assert notices.tell(session, KIRANA, priya, "order_ready", "ORD-1001:ready")
        wrote(session, SECOND_NUMBER, PRIYA, 10)
        assert not notices.tell(session, KIRANA, priya, "order_ready", "ORD-1001:ready")


def test_the_number_to_which_the_person_wrote_last_tells(books: None, now: Clock) -> None:
    with opened() as session:
        kirana_gets_a_second_number(session)
        wrote(session, KIRANA_NUMBER, PRIYA, 9)
        wrote(session, SECOND_NUMBER, PRIYA, 10)
        wrote(session, RESTAURANT_NUMBER, PRIYA, 11)  # another business
        notices.tell(session, KIRANA, somebody(session), "order_ready", "ORD-1001:ready")
        assert [notice.phone_number_id for notice in written(session)] == [SECOND_NUMBER]


def test_who_has_never_written_is_told_by_the_first_number(books: None, now: Clock) -> None:
    with opened() as session:
        kirana_gets_a_second_number(session)
        notices.tell(session, KIRANA, somebody(session), "order_ready", "ORD-1001:ready")
        assert [notice.phone_number_id for notice in written(session)] == [KIRANA_NUMBER]


def test_who_is_known_by_a_user_id_alone_is_told_there(books: None, now: Clock) -> None:
    with opened() as session:
        met = people.meet(session, KIRANA_NUMBER, ["IN.a1B2"], None)
        assert met is not None
        person = met[1]
        session.refresh(person, ["aliases"])
        notices.tell(session, KIRANA, person, "order_ready", "ORD-1001:ready")
        (notice,) = written(session)
        assert (notice.person, notice.language) == ("IN.a1B2", "hinglish")


def test_a_conversation_that_began_under_a_user_id_goes_on(books: None, now: Clock) -> None:
    with opened() as session:
        priya = somebody(session)
        people.learn(session, priya, "IN.a1B2")
        session.refresh(priya, ["aliases"])
        wrote(session, KIRANA_NUMBER, "IN.a1B2", 10)
        notices.tell(session, KIRANA, priya, "order_ready", "ORD-1001:ready")
        assert [notice.person for notice in written(session)] == ["IN.a1B2"]


def test_who_has_opted_out_is_told_nothing(books: None, now: Clock) -> None:
    with opened() as session:
        priya = somebody(session)
        priya.opted, priya.opted_at = "out", now()
        assert not notices.tell(session, KIRANA, priya, "order_ready", "ORD-1001:ready")
        assert written(session) == []


def test_who_cannot_be_reached_is_told_nothing(books: None, now: Clock) -> None:
    def without_number(business: Business, priya: Person) -> None:
        business.numbers.clear()

    def without_ids(business: Business, priya: Person) -> None:
        priya.aliases.clear()

    cases: list[Callable[[Business, Person], None]] = [without_number, without_ids]
    for case in cases:
        with opened() as session:
            business = business_service.get(session, KIRANA)
            assert business is not None
            priya = somebody(session)
            case(business, priya)
            assert not notices.tell(session, KIRANA, priya, "order_ready", "ORD-1001:ready")
            session.rollback()


def test_what_is_not_told_yet_can_be_withdrawn(books: None, now: Clock) -> None:
    with opened() as session:
        priya = somebody(session)
        for key in ("one", "two"):
            notices.tell(session, KIRANA, priya, "order_ready", key)
        notices.tell(session, KIRANA, somebody(session, OWNER), "order_placed", "one")
        session.execute(text("UPDATE assistant.notices SET state = 'told' WHERE key = 'two'"))
        notices.withdraw(session, KIRANA, priya)
        assert {(each.person, each.key): each.state for each in written(session)} == {
            (PRIYA, "one"): "withdrawn",
            (PRIYA, "two"): "told",
            (OWNER, "one"): "waiting",
        }


def test_what_waited_for_people_gets_its_jobs_when_they_hand_the_conversation_back(
    books: None, now: Clock
) -> None:
    with opened() as session:
        notices.tell(session, KIRANA, somebody(session), "order_ready", "one")
        notices.tell(session, KIRANA, somebody(session, OWNER), "order_placed", "one")
        session.execute(text("DELETE FROM assistant.procrastinate_jobs"))
        notices.wake(session, KIRANA_NUMBER, PRIYA)
        assert jobs(session) == [("turns", "notice", f"{KIRANA_NUMBER}:{PRIYA}")]


def test_a_role_is_told_but_for_the_one_who_did_it(books: None, now: Clock) -> None:
    with opened() as session:
        owner = somebody(session, OWNER)
        notices.tell_role(session, KIRANA, Role.OWNER, "order_placed", "one")
        notices.tell_role(session, KIRANA, Role.OWNER, "order_placed", "two", but=owner)
        assert [(each.person, each.key) for each in written(session)] == [(OWNER, "one")]


def test_a_fact_is_not_named_as_a_part_of_a_message(books: None, now: Clock) -> None:
    with opened() as session, pytest.raises(ValueError, match="text"):
        notices.tell(session, KIRANA, somebody(session), "human_reply", "one", text="Hello")
