"""A technician who wants a colleague's job asks the owner for it; nothing changes until the owner's tap."""

from collections.abc import Callable

import pytest

from tests.backend.service.visits.conftest import (
    ARJUN,
    OWNER,
    RAVI,
    SALIM,
    Somebody,
    at,
    last_told,
    technician_of,
    told,
)

Who = Callable[[str], Somebody]
THEN = at("2026-11-25", "11:30")


@pytest.mark.parametrize(
    "said",
    [
        "{visit} main le raha hu",
        "{name} ka AC wala kaam mujhe de do",
        "{name} ki jagah main jaunga, kaam mere naam kar do",
        "{visit} मैं कर लूँगा",
        "I will take {name}'s AC job",
    ],
)
def test_a_colleagues_job_is_asked_of_the_owner_and_given_by_a_tap(
    customer: Somebody, who: Who, said: str
) -> None:
    visit = customer.books(when=THEN)
    has_it = technician_of(visit)
    wants = RAVI if has_it == SALIM else SALIM
    words = said.format(visit=visit, name="Salim" if has_it == SALIM else "Ravi")
    asked = who(wants).answers("", words)
    assert (asked.outcome, asked.facts["visit"], technician_of(visit)) == ("takeover_wished", visit, has_it)
    wished = last_told(OWNER, "visit_takeover_wished")
    given = who(OWNER).steps(visit, "assign", technician=str(wished["taker"]))
    assert (given.outcome, technician_of(visit)) == ("assigned", wants)
    assert told(has_it)[-1][0] == "visit_job_gone"
    assert told(ARJUN)[-1][0] == "visit_assigned"


def test_who_cannot_do_such_work_hears_why_and_the_owner_is_not_asked(customer: Somebody, who: Who) -> None:
    visit = customer.books("geyser", THEN)
    assert technician_of(visit) == RAVI
    asked = who(SALIM).answers("", f"{visit} main le raha hu")
    assert (asked.outcome, asked.facts["why"], technician_of(visit)) == ("not_taken_over", "not_theirs", RAVI)
    assert "visit_takeover_wished" not in [name for name, _ in told(OWNER)]


def test_who_says_so_of_their_own_job_asks_nobody(customer: Somebody, who: Who) -> None:
    visit = customer.books(when=THEN)
    own = who(technician_of(visit)).answers("", f"{visit} main kar lunga")
    assert own.outcome not in ("takeover_wished", "not_taken_over"), own
