"""A part for which a visit waits, a machine that goes to the shop, and hours that nobody can keep free."""

from collections.abc import Callable

import pytest

from tests.backend.service.visits.conftest import (
    ARJUN,
    OWNER,
    Somebody,
    arrives,
    at,
    last_told,
    technician_of,
    told,
)

Who = Callable[[str], Somebody]


@pytest.fixture
def here(customer: Somebody, who: Who) -> tuple[str, Somebody]:
    """A job at which the technician has arrived."""
    reference = customer.books(when=at("2026-11-24", "14:30"))
    technician = who(technician_of(reference))
    arrives(reference, technician, ARJUN)
    return reference, technician


@pytest.mark.parametrize(
    "said", ["{visit} ka part aa gaya", "{visit} का पार्ट आ गया है", "the part for {visit} has come"]
)
def test_the_part_has_come_for_which_a_visit_waits(here: tuple[str, Somebody], who: Who, said: str) -> None:
    reference, technician = here
    waits = technician.answers("", "part nahi hai kal aaunga")
    assert (
        technician.steps(reference, "no_part_yes", summary=waits.facts["summary"]).outcome == "waits_for_part"
    )
    came = who(OWNER).answers("", said.format(visit=reference), intent="update_stock")
    assert (came.outcome, came.facts["visit"]) == ("part_here", reference)
    assert last_told(ARJUN, "visit_part_here")["visit"] == reference
    assert last_told(technician.person, "visit_part_here_job")["visit"] == reference


@pytest.mark.parametrize(
    "said",
    [
        "AC dukaan le ja raha hu 2 din lagenge",
        "एसी दुकान ले जा रहा हूं 2 दिन लगेंगे",
        "taking the AC to the shop, 2 days",
    ],
)
@pytest.mark.parametrize("question", ["tell_diagnosis", ""])
def test_a_machine_that_goes_to_the_shop_is_told_to_customer_and_owner(
    here: tuple[str, Somebody], said: str, question: str
) -> None:
    reference, technician = here
    heard = technician.answers(question, said)
    assert (heard.outcome, heard.facts["visit"], heard.facts["visit_word"]) == (
        "taken_along",
        reference,
        said,
    )
    assert last_told(ARJUN, "visit_taken_along")["visit_word"] == said
    assert last_told(OWNER, "visit_taken_along_owner")["visit_word"] == said
    technician.answers(question, said)
    assert [name for name, _ in told(ARJUN)].count("visit_taken_along") == 1


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("fan jal gaya, mangwana padega 2 din, labour 150", ("fan jal gaya", "mangwana padega", "2 din")),
        ("पंखा जल गया, मंगवाना पड़ेगा 2 दिन, लेबर 150", ("पंखा जल गया", "मंगवाना पड़ेगा", "2 दिन")),
    ],
)
def test_that_a_part_must_come_first_stands_with_what_is_wrong(
    here: tuple[str, Somebody], said: str, kept: tuple[str, ...]
) -> None:
    shown = here[1].answers("tell_diagnosis", said)
    assert (shown.outcome, shown.facts.get("estimate_paise")) == ("confirm_estimate", 15000), shown
    assert all(each in shown.facts["diagnosis"] for each in kept)
