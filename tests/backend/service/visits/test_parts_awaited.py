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


@pytest.fixture
def waits(here: tuple[str, Somebody]) -> tuple[str, Somebody]:
    """A job that is put off until its part is there, on a Tuesday."""
    reference, technician = here
    asked = technician.answers("tell_diagnosis", "पंप जाम है, पार्ट मेरे पास नहीं है")
    assert (asked.outcome, asked.facts["visit"]) == ("confirm_no_part", reference)
    put_off = technician.steps(reference, "no_part_yes", summary=asked.facts["summary"])
    assert put_off.outcome == "waits_for_part"
    return reference, technician


def test_a_customer_is_offered_no_hour_before_the_part_is_there(
    waits: tuple[str, Somebody], who: Who
) -> None:
    days = {
        each["tap"][:10]
        for each in who(ARJUN).taps("/visits/change", visit=waits[0], wanted="move").facts["slots"]
    }
    assert days
    assert min(days) > "2026-11-24"


def test_once_the_part_is_there_the_same_day_is_offered_again(waits: tuple[str, Somebody], who: Who) -> None:
    who(OWNER).answers("", f"{waits[0]} ka part aa gaya", intent="update_stock")
    slots = who(ARJUN).taps("/visits/change", visit=waits[0], wanted="move").facts["slots"]
    assert min(each["tap"][:10] for each in slots) == "2026-11-24"


@pytest.mark.parametrize("question", ["", "give_address", "confirm_order"])
@pytest.mark.parametrize(
    "said",
    [
        "{visit} ka kharcha: capacitor, labour 300",
        "{visit} का ख़र्चा: capacitor, लेबर 300",
        "{visit} estimate capacitor, labour 300",
    ],
)
def test_what_a_job_costs_that_waits_for_its_part_is_no_order(
    waits: tuple[str, Somebody], said: str, question: str
) -> None:
    reference, technician = waits
    heard = technician.answers(question, said.format(visit=reference), intent="place_order")
    assert (heard.outcome, heard.facts["visit"]) == ("no_such_move", reference)


@pytest.mark.parametrize("said", ["capacitor 380 aur labour 300 lagega", "कैपेसिटर 380 और लेबर 300 लगेगा"])
def test_costs_without_a_number_are_of_the_only_job_that_waits(
    waits: tuple[str, Somebody], said: str
) -> None:
    heard = waits[1].answers("", said)
    assert (heard.outcome, heard.facts["visit"]) == ("no_such_move", waits[0])


@pytest.mark.parametrize(
    ("said", "beside"),
    [
        ("kal aa jaiye, bajaj kitne ka hai?", "kal aa jaiye"),
        ("कल आ जाइए, bajaj कितने का है?", "कल आ जाइए"),
        ("come tomorrow, how much is the bajaj?", "come tomorrow"),
    ],
)
def test_of_several_things_of_a_name_that_of_the_machine_is_priced_and_the_rest_heard_next(
    customer: Somebody, said: str, beside: str
) -> None:
    customer.books("geyser")
    line = {"entity": "order_line", "value": {"name": "bajaj"}, "start": said.index("bajaj")}
    heard = customer.hears(said, [line], intent="ask_price")
    assert [row["name"]["en"] for row in heard.facts["rows"]] == ["Bajaj geyser 15 litres"]
    assert (heard.page, heard.rest) == ("ask_price", beside)


@pytest.mark.parametrize("question", ["tell_diagnosis", ""])
@pytest.mark.parametrize(
    "said",
    [
        "Compressor not starting, I have to take the AC to the workshop",
        "compressor start nahi ho raha, AC workshop le jana padega",
        "कंप्रेसर चालू नहीं हो रहा, एसी वर्कशॉप ले जाना पड़ेगा",
    ],
)
def test_a_machine_that_is_taken_along_is_told_beside_its_fault(
    here: tuple[str, Somebody], said: str, question: str
) -> None:
    heard = here[1].answers(question, said)
    while heard.rest:
        heard = here[1].answers("", heard.rest)
    assert said.endswith(last_told(ARJUN, "visit_taken_along")["visit_word"])
