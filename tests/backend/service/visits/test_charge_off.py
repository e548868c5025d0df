"""Who runs the shop takes nothing for coming to a customer: at the booking, or of a visit that is booked."""

from collections.abc import Callable

import pytest
from sqlalchemy import text

from tests.backend.books import opened
from tests.backend.service.visits.conftest import ARJUN, OWNER, PRIYA, Somebody, at, last_told

Who = Callable[[str], Somebody]
CALLER = "919876500321"
THEN = at("2026-11-25", "11:30")


def _charge(reference: str) -> int:
    with opened() as session:
        query = text("SELECT charge_paise FROM visits WHERE reference = :visit")
        return int(session.execute(query, {"visit": reference}).scalar_one())


@pytest.mark.parametrize(
    "said",
    [
        "{visit} ka charge maaf",
        "arjun ki visit free kar do, charge nahi lena",
        "arjun ka {visit} ka charge 0 karna hai",
        "{visit} visit charge zero kar do",
        "don't charge Arjun for the visit",
        "अर्जुन की विज़िट का चार्ज मत लेना",
    ],
)
def test_the_owner_takes_the_charge_off_a_visit(customer: Somebody, who: Who, said: str) -> None:
    reference = customer.books(when=THEN)
    assert _charge(reference) > 0
    heard = who(OWNER).answers("", said.format(visit=reference))
    assert (heard.outcome, _charge(reference)) == ("charge_off", 0), heard


def test_a_number_beside_the_name_of_somebody_else_lets_nothing_off(customer: Somebody, who: Who) -> None:
    reference = customer.books(when=THEN)
    before = _charge(reference)
    heard = who(OWNER).answers("", f"priya ka {reference} ka charge 0 karna hai")
    assert (heard.outcome, _charge(reference)) == ("which_job", before), heard


def test_the_customer_hears_that_the_charge_is_off(customer: Somebody, who: Who) -> None:
    reference = customer.books(when=THEN)
    who(OWNER).answers("", f"{reference} ka charge maaf")
    assert last_told(ARJUN, "visit_charge_off")["visit"] == reference


def test_of_several_it_is_asked_which(customer: Somebody, who: Who) -> None:
    first = customer.books(when=THEN)
    second = customer.books("fridge", when=at("2026-11-26", "11:30"))
    owner = who(OWNER)
    assert owner.answers("", "arjun ki visit free kar do").outcome == "which_job"
    assert owner.steps(second, "for_free").outcome == "charge_off"
    assert (_charge(first) > 0, _charge(second)) == (True, 0)


def test_money_of_a_khata_is_no_charge_of_a_visit(customer: Somebody, who: Who) -> None:
    reference = customer.books(when=THEN)
    assert who(OWNER).answers("", "arjun ke 200 maaf kar do").outcome != "charge_off"
    assert _charge(reference) > 0


def test_nobody_else_takes_it_off(customer: Somebody, who: Who) -> None:
    reference = customer.books(when=THEN)
    assert who(PRIYA).answers("", f"{reference} ka charge maaf kar do").outcome != "charge_off"
    assert customer.answers("", "visit free kar do, charge mat lena").outcome != "charge_off"
    assert _charge(reference) > 0


@pytest.mark.parametrize(
    "said",
    ["{caller} [Ganesh](name) ka AC thanda nahi kar raha, 7 Sneh Nagar 452001, kal 11:30 free me bhejo"],
)
def test_it_is_free_from_the_booking_on(who: Who, books: None, said: str) -> None:
    booked = who(OWNER).answers(
        "", said.format(caller=CALLER), intent="place_order", phone=f"+{CALLER}", pincode="452001", time=THEN
    )
    assert (booked.outcome, _charge(booked.facts["visit"])) == ("booked_for_ticket", 0), booked


def test_it_is_free_at_the_hour_that_is_chosen_later(who: Who, books: None) -> None:
    owner, said = (
        who(OWNER),
        "919876500321 [Ganesh](name) ka AC garam, 7 Sneh Nagar 452001, kal raat 11 baje bhejo",
    )
    late = at("2026-11-25", "23:00")
    asked = owner.answers("", said, intent="place_order", phone=f"+{CALLER}", pincode="452001", time=late)
    assert asked.outcome == "not_free_for_ticket", asked
    chosen = "chalo kal 11:30, aur bolna paisa mat lena visit ka"
    booked = owner.answers("confirm_ticket_visit", chosen, asked.facts["summary"], time=THEN)
    assert (booked.outcome, _charge(booked.facts["visit"])) == ("ticket_visit_booked", 0), booked


@pytest.mark.parametrize(
    "said",
    [
        "{visit} ka visit charge 250 lagega",
        "{visit} pe visit charge maaf mat karo, 250 lena hai",
        "{visit} ka 250 wapas lagao",
        "{visit} का विज़िट चार्ज 250 लगेगा",
        "do not waive the charge of {visit}, charge 250",
    ],
)
def test_a_charge_that_was_waived_is_set_again(customer: Somebody, who: Who, said: str) -> None:
    reference = customer.books(when=THEN)
    who(OWNER).answers("", f"{reference} ka charge maaf")
    heard = who(OWNER).answers("", said.format(visit=reference))
    assert (heard.outcome, _charge(reference)) == ("charge_on", 25000), heard
    assert last_told(ARJUN, "visit_charge_on")["visit"] == reference


@pytest.mark.parametrize(
    "said",
    [
        "{visit} ka charge maaf mat karo",
        "don't waive the charge of {visit}",
        "{visit} का चार्ज माफ़ मत करो",
        "Arjun ka AMC lagana hai, saal ka 6000, teen visit free",
        "{visit} ka visit charge 250 mila kya?",
    ],
)
def test_a_denied_waiving_and_free_visits_of_a_plan_waive_nothing(
    customer: Somebody, who: Who, said: str
) -> None:
    reference = customer.books(when=THEN)
    before = _charge(reference)
    who(OWNER).answers("", said.format(visit=reference))
    assert _charge(reference) == before > 0


@pytest.mark.parametrize(
    "said", ["{visit} labour charge 400 lagega", "{visit} ka visit charge 250 nahi lagega"]
)
def test_a_doubtful_sum_sets_no_charge(customer: Somebody, who: Who, said: str) -> None:
    reference = customer.books(when=THEN)
    before = _charge(reference)
    assert who(OWNER).answers("", said.format(visit=reference)).outcome != "charge_on"
    assert _charge(reference) == before
