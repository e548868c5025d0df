"""The work of one technician is given to another by who runs the shop."""

from collections.abc import Callable

import pytest

from tests.backend.service.visits.conftest import OWNER, RAVI, SALIM, Somebody, at, technician_of

Who = Callable[[str], Somebody]
NAMES = {SALIM: "Salim", RAVI: "Ravi"}


@pytest.mark.parametrize(
    "said",
    [
        "{one} ka kaam {other} ko de do",
        "{one} ka saara kaam {other} ko de do",
        "{one} का काम {other} को दे दो",
    ],
)
def test_all_of_their_work_goes_to_the_other(customer: Somebody, who: Who, said: str) -> None:
    visit = customer.books(when=at("2026-11-24", "15:00"))
    one = technician_of(visit)
    other = next(phone for phone in NAMES if phone != one)
    words = said.format(one=NAMES[one], other=NAMES[other])
    given = who(OWNER).answers("", words, intent="nlu_fallback")
    assert given.outcome == "given_all"
    assert technician_of(visit) == other
