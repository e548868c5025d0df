"""What the actions learn of the person who writes."""

from typing import Any

from sqlalchemy import update

from munshi.business.models import Business
from tests.backend.books import KIRANA, OWNER, RESTAURANT_NUMBER, Actions, opened


def introduced(actions: Actions) -> Any:
    answer = actions.gets("/person").json()
    assert answer["outcome"] == "known"
    return answer["facts"]


def test_roles_are_those_at_the_business_that_is_written_to(actions: Actions) -> None:
    actions.person = OWNER
    assert introduced(actions)["roles"] == ["owner"]
    actions.number = RESTAURANT_NUMBER
    assert introduced(actions)["roles"] == ["customer"]


def test_who_holds_several_roles_has_them_all(actions: Actions) -> None:
    actions.person = "919000000011"
    assert introduced(actions)["roles"] == ["employee", "manager"]


def test_a_known_language_goes_before_that_of_the_business(actions: Actions) -> None:
    with opened() as session:
        session.execute(update(Business).where(Business.id == KIRANA).values(language="en"))
    assert introduced(actions)["language"] == "hi"  # Priya's
    actions.person = "918888888888"
    assert introduced(actions) == {
        "roles": ["customer"],
        "language": "en",
        "skills": ["billing", "orders", "service"],
    }
