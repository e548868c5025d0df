"""What a technician says of the own jobs: which one is meant, money, lines of an estimate, and what was a mistake."""

from collections.abc import Callable

import pytest
from sqlalchemy import text

from munshi.service.estimates import editing
from munshi.service.estimates.rules import written_in
from munshi.service.visits import money_told
from tests.backend.books import opened
from tests.backend.service.visits.conftest import (
    ARJUN,
    OWNER,
    PRIYA,
    SALIM,
    Somebody,
    at,
    closes,
    last_told,
    status_of,
)

Who = Callable[[str], Somebody]


@pytest.fixture
def two(customer: Somebody, who: Who) -> tuple[str, str, Somebody]:
    """Arjun's AC and Priya's fridge, of one technician today."""
    first = customer.books(when=at("2026-11-24", "13:30"))
    second = who(PRIYA).books("fridge", when=at("2026-11-24", "15:30"))
    with opened() as session:
        session.execute(
            text(
                "UPDATE visits SET technician_id = (SELECT person_id FROM person_aliases WHERE value = :who)"
            ),
            {"who": SALIM},
        )
        session.execute(
            text(
                "UPDATE visits SET address = '14 Rambagh', product = 'Lumex fridge', free = NULL"
                " WHERE reference = :visit"
            ),
            {"visit": second},
        )
    return first, second, who(SALIM)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("fridge wale ke yahan nikal gaya", "second"),
        ("rambagh ke raste me hu", "second"),
        ("heading to the lumex one now", "second"),
        ("AC wale ke paas ja raha hu, 20 minute me pahunch jaunga, dukaan se seedha wahin", "first"),
    ],
)
def test_a_job_is_meant_by_its_machine_its_maker_or_its_place(
    two: tuple[str, str, Somebody], said: str, meant: str
) -> None:
    first, second, technician = two
    gone = technician.answers("", said, intent="goodbye")
    assert (gone.outcome, gone.facts["visit"]) == ("on_way", {"first": first, "second": second}[meant])


@pytest.mark.parametrize(
    "answer", ["fridge", "the lumex one", "rambagh", "doosra", "second one", "2", "Priya"]
)
def test_which_job_is_answered_in_any_words_and_what_was_said_is_done(
    two: tuple[str, str, Somebody], answer: str
) -> None:
    _, second, technician = two
    asked = technician.answers("", "raste me hu")
    assert asked.outcome == "which_job"
    assert [each["visit"] for each in asked.facts["jobs"]] == sorted(two[:2])
    done = technician.answers("take_job", answer, intent="request_spare_part")
    assert (done.outcome, done.facts["visit"]) == ("on_way", second)


def test_who_is_on_the_way_sets_out_to_nobody_else_by_saying_so_again(two: tuple[str, str, Somebody]) -> None:
    first, second, technician = two
    technician.steps(first, "on_way")
    assert technician.answers("", "on my way").outcome == "still_on_way"
    assert (status_of(first), status_of(second)) == ("on_way", "booked")


@pytest.mark.parametrize(
    "said",
    ["galti se dab gaya, abhi nahi nikla", "{visit} is not on the way, my mistake", "{visit} wapas lo"],
)
def test_a_step_that_was_a_mistake_is_taken_back_and_the_customer_hears_it(
    two: tuple[str, str, Somebody], said: str
) -> None:
    first, _, technician = two
    technician.steps(first, "on_way")
    back = technician.answers("", said.format(visit=first), intent="cancel_flow")
    assert (back.outcome, status_of(first)) == ("step_back", "booked")
    assert last_told(ARJUN, "visit_not_on_way")["visit"] == first


def test_that_they_are_not_there_yet_leaves_them_on_the_way(two: tuple[str, str, Somebody]) -> None:
    first, _, technician = two
    technician.steps(first, "on_way")
    technician.steps(first, "arrived")
    still = technician.answers("tell_arrival_code", "oops not reached yet, still on the way", intent="deny")
    assert (still.outcome, status_of(first)) == ("still_on_way", "on_way")


def test_a_technician_in_a_buyers_question_still_does_the_job(two: tuple[str, str, Somebody]) -> None:
    first, _, technician = two
    technician.steps(first, "on_way")
    code = last_told(ARJUN, "visit_on_way")["visit_code"]
    assert technician.answers("give_part_name", code).outcome == "arrived"


@pytest.mark.parametrize(
    ("said", "parts"),
    [
        ("300 nakad, 280 upi", [("cash", 30000), ("upi", 28000)]),
        ("cash 300, baaki 280 gpay se", [("cash", 30000), ("upi", 28000)]),
        ("500 cash and 390 upi", [("cash", 50000), ("upi", 39000)]),
        ("300 cash, rest upi", [("cash", 30000), ("upi", None)]),
        ("500 upi, rest he will give tomorrow", [("upi", 50000)]),
        ("sirf 2000 upi, 650 baaki hai", [("upi", 200000)]),
        ("880 mile", [(None, 88000)]),
        ("400 नगद दिए, 20 रुपये बाद में देगी", [("cash", 40000)]),
    ],
)
def test_what_was_paid_is_read_way_by_way(said: str, parts: list[tuple[str | None, int | None]]) -> None:
    assert money_told.parts_in(said) == parts


def test_money_in_two_ways_is_two_payments_and_the_rest_can_come_later(
    two: tuple[str, str, Somebody], customer: Somebody
) -> None:
    first, _, technician = two
    closes(first, technician, ARJUN, "labour 800")
    half = technician.answers("", "500 cash diye", intent="report_payment")
    assert (half.outcome, half.facts["estimate_paise"], half.facts["left_paise"]) == ("paid", 50000, 30000)
    rest = technician.answers("", "200 cash aur 100 upi bhi aa gaye", intent="report_payment")
    assert (rest.outcome, rest.facts["left_paise"]) == ("paid", 0)
    assert [each["paise"] for each in rest.facts["paid_parts"]] == [20000, 10000]
    again = technician.steps(first, "paid", how="cash")
    assert (again.outcome, again.facts["estimate_paise"]) == ("paid_already", 80000)
    assert _owed(ARJUN) == 0


@pytest.mark.parametrize(
    "said", ["sorry wrong, he paid by upi not cash", "galat likha, upi se diye", "800, upi"]
)
def test_a_correction_of_money_is_of_what_was_written_last_and_of_no_other_bill(
    two: tuple[str, str, Somebody], said: str
) -> None:
    first, second, technician = two
    closes(second, technician, PRIYA, "labour 950")
    closes(first, technician, ARJUN, "labour 800")
    technician.answers("", "800 cash", intent="report_payment")
    mended = technician.answers("", said, intent="report_payment")
    assert (mended.outcome, mended.facts["visit"], mended.facts["paid_by"]) == (
        "paid_corrected",
        first,
        "upi",
    )
    assert (_owed(ARJUN), _owed(PRIYA)) == (0, 95000)
    assert _ways(ARJUN) == [("cash", "rejected"), ("upi", "confirmed")]


def test_a_payment_that_the_owner_takes_back_can_be_written_again(
    two: tuple[str, str, Somebody], who: Who
) -> None:
    first, _, technician = two
    closes(first, technician, ARJUN, "labour 800")
    technician.answers("", "800 cash", intent="report_payment")
    with opened() as session:
        session.execute(text("UPDATE payments SET status = 'rejected'"))
        session.execute(text("DELETE FROM payment_parts"))
    assert technician.answers("", "800 upi mil gaye", intent="report_payment").outcome in (
        "paid",
        "paid_corrected",
    )


def _owed(phone: str) -> int:
    with opened() as session:
        query = text(
            "SELECT paise FROM accounts JOIN person_aliases USING (business_id, person_id)"
            " WHERE value = :who AND business_id = 'deepak-electronics'"
        )
        return int(session.execute(query, {"who": phone}).scalar_one())


def _ways(phone: str) -> list[tuple[str, str]]:
    with opened() as session:
        query = text(
            "SELECT way, status FROM payments JOIN person_aliases USING (business_id, person_id)"
            " WHERE value = :who AND business_id = 'deepak-electronics' ORDER BY id"
        )
        return [(way, status) for way, status in session.execute(query, {"who": phone})]


@pytest.mark.parametrize(
    ("said", "lines"),
    [
        ("400 labour and gas 1400", [("labour", 40000), ("gas", 140000)]),
        ("gas 1400 plus 300 labour", [("gas", 140000), ("labour", 30000)]),
        ("गैस 1400 और 250 मजदूरी", [("गैस", 140000), ("मजदूरी", 25000)]),
        ("2 jar", [("jar", None)]),
    ],
)
def test_an_amount_may_stand_before_its_words(said: str, lines: list[tuple[str, int | None]]) -> None:
    assert [(each.text, each.paise) for each in written_in(said)] == lines


@pytest.mark.parametrize(
    ("before", "said", "after"),
    [
        ("gas 1400, labour 300", "labour 200 kar do", "gas 1400, labour 200"),
        ("gas 1400, labour 300", "labour hatao", "gas 1400"),
        ("gas 1400", "labour 200 bhi jodo", "gas 1400, labour 200"),
        ("gas 1400, labour 300", "sirf labour 350", "labour 350"),
        ("gas 1400, labour 300", "gas 900, labour 200", "gas 900, labour 200"),
    ],
)
def test_an_estimate_is_changed_in_words(before: str, said: str, after: str) -> None:
    assert editing.edited(said, written_in(before), []) == after


def test_a_question_is_no_fault(two: tuple[str, str, Somebody]) -> None:
    _, _, technician = two
    priced = technician.answers("tell_diagnosis", "remote kitne ka hai", intent="ask_price")
    assert priced.outcome == "parts_told"
    assert 45000 in [each["part_price_paise"] for each in priced.facts["parts"]]


def test_a_part_that_is_taken_off_stands_on_no_estimate(two: tuple[str, str, Somebody]) -> None:
    first, _, technician = two
    technician.steps(first, "on_way")
    technician.steps(first, "arrived")
    technician.answers("tell_arrival_code", last_told(ARJUN, "visit_on_way")["visit_code"])
    technician.answers("tell_diagnosis", "remote gaya")
    technician.answers("tell_estimate", "remote, labour 300")
    left = technician.answers("confirm_estimate", "remote hatao", intent="deny")
    assert [(each["text"], each["amount_paise"]) for each in left.facts["estimate_lines"]] == [
        ("labour", 30000)
    ]


@pytest.mark.parametrize("said", ["AC wala {name} ko de do", "{visit} {name} ko de do"])
def test_the_owner_gives_a_job_by_its_machine(two: tuple[str, str, Somebody], who: Who, said: str) -> None:
    first, _, _ = two
    given = who(OWNER).answers("", said.format(visit=first, name="Ravi"), intent="approve_request")
    assert given.outcome in ("assigned", "busy_then")
    assert given.facts["visit"] == first


def test_the_owner_asks_who_is_free(two: tuple[str, str, Somebody], who: Who) -> None:
    owner = who(OWNER)
    free = owner.answers("", "kaun free hai", time=at("2026-11-25", "11:00"))
    assert free.outcome == "free_then"
    named = owner.answers("", "Salim kab free hai")
    assert [each["name"] for each in named.facts["free_technicians"]] == ["Salim Mansuri"]


def test_words_for_a_customer_are_carried_and_are_no_leave(two: tuple[str, str, Somebody]) -> None:
    _, _, technician = two
    shown = technician.answers("", "Priya ko bolo 6 baje tak pahunchunga", intent="apply_leave")
    assert (shown.outcome, shown.facts["visit_word"]) == ("confirm_word", "6 baje tak pahunchunga")


def test_where_no_leave_is_given_the_owner_hears_who_does_not_come_with_the_jobs(
    two: tuple[str, str, Somebody],
) -> None:
    first, second, technician = two
    with opened() as session:
        session.execute(
            text(
                "UPDATE businesses SET skills = array_remove(skills, 'leave') WHERE id = 'deepak-electronics'"
            )
        )
    said = technician.answers("", "bukhar hai, aaj nahi aa paunga", intent="apply_leave")
    assert said.outcome == "away_told"
    assert [each["visit"] for each in last_told(OWNER, "visit_not_coming")["jobs"]] == [first, second]


@pytest.mark.parametrize(
    ("said", "booked"), [("{ticket} ki visit kal 3 baje rakho", True), ("{ticket} kal 3 baje?", False)]
)
def test_a_ticket_gets_the_visit_that_the_owner_names_an_hour_for(
    customer: Somebody, who: Who, said: str, booked: bool
) -> None:
    reference = customer.books(when=at("2026-11-26", "13:30"))
    with opened() as session:
        query = text(
            "SELECT t.reference FROM tickets t JOIN visits v ON v.ticket_id = t.id WHERE v.reference = :visit"
        )
        ticket = session.execute(query, {"visit": reference}).scalar_one()
        session.execute(
            text("UPDATE visits SET status = 'cancelled' WHERE reference = :visit"), {"visit": reference}
        )
    owner = who(OWNER)
    answer = owner.answers("", said.format(ticket=ticket), time=at("2026-11-25", "15:30"))
    assert (answer.outcome == "booked_for_ticket") is booked


def test_a_visit_is_moved_to_who_is_named_with_the_hour(two: tuple[str, str, Somebody], who: Who) -> None:
    first, _, _ = two
    owner = who(OWNER)
    said = f"{first} kal 3:30 baje kar do, Ravi jayega"
    shown = owner.answers("", said, time=at("2026-11-25", "15:30"))
    assert shown.outcome in ("confirm_move", "no_slots")
    if shown.outcome == "confirm_move":
        moved = owner.agrees("confirm_move_visit", shown)
        assert (moved.outcome, moved.facts["technician"].split()[0]) == ("moved", "Ravi")


def test_a_visit_that_waits_for_a_part_comes_again_when_it_is_here(
    two: tuple[str, str, Somebody], customer: Somebody, who: Who
) -> None:
    first, _, technician = two
    technician.steps(first, "on_way")
    technician.steps(first, "arrived")
    technician.answers("tell_arrival_code", last_told(ARJUN, "visit_on_way")["visit_code"])
    technician.answers("tell_diagnosis", "remote gaya")
    shown = technician.answers("tell_estimate", "remote, labour 300")
    assert shown.facts["estimate_lines"][0]["order_days"]
    technician.steps(first, "send_estimate", summary=shown.facts["summary"])
    assert customer.steps(first, "approve", version="1").outcome == "approved"
    owner = who(OWNER)
    came = owner.answers("", "PRT-1 aa gaya")
    assert (came.outcome, came.facts["visit"]) == ("part_came_for_visit", first)
    assert last_told(ARJUN, "visit_part_in")["visit"] == first
    assert last_told(SALIM, "visit_part_in_technician")["part_request"] == "PRT-1"
    again = owner.answers("", f"{first} kal 3:30 baje kar do", time=at("2026-11-25", "15:30"))
    assert again.outcome == "confirm_move", again
    assert owner.agrees("confirm_move_visit", again).outcome == "moved"
    assert (status_of(first), last_told(ARJUN, "visit_moved")["visit"]) == ("booked", first)


def test_a_technician_is_told_what_was_taken_today(two: tuple[str, str, Somebody]) -> None:
    first, _, technician = two
    assert technician.answers("", "aaj kitna cash aaya mere paas").outcome == "nothing_taken"
    closes(first, technician, ARJUN, "labour 800")
    technician.answers("", "500 cash, 300 upi", intent="report_payment")
    told_ = technician.answers("", "how much cash did i collect today")
    assert (told_.outcome, told_.facts["paid_parts"]) == (
        "taken_today",
        [{"by": "cash", "paise": 50000}, {"by": "upi", "paise": 30000}],
    )


def test_what_is_paid_in_advance_comes_off_the_bill(two: tuple[str, str, Somebody]) -> None:
    first, _, technician = two
    noted = technician.answers("", f"got 200 cash advance from {first}", intent="record_payment")
    assert (noted.outcome, last_told(OWNER, "visit_advance")["estimate_paise"]) == ("advance_noted", 20000)
    closes(first, technician, ARJUN, "labour 800")
    closed = last_told(ARJUN, "visit_closed")
    assert (closed["estimate_paise"], closed["before_paise"], closed["left_paise"]) == (80000, 20000, 60000)
    rest = technician.answers("", "baaki 600 upi se mil gaye", intent="report_payment")
    assert (rest.outcome, rest.facts["left_paise"], _owed(ARJUN)) == ("paid", 0, 0)
    assert _ways(ARJUN) == [("cash", "confirmed"), ("upi", "confirmed")]


def test_a_word_of_regret_takes_no_step_back(two: tuple[str, str, Somebody]) -> None:
    first, _, technician = two
    technician.steps(first, "on_way")
    technician.answers("", "sorry bhai phone nahi utha raha tha", intent="nlu_fallback")
    assert status_of(first) == "on_way"


def test_money_of_another_job_corrects_nothing(two: tuple[str, str, Somebody]) -> None:
    first, second, technician = two
    closes(second, technician, PRIYA, "labour 950")
    closes(first, technician, ARJUN, "labour 800")
    technician.answers("", "800 cash", intent="report_payment")
    other = technician.answers("", "sorry late, 500 upi mila fridge wale se", intent="report_payment")
    assert (other.outcome, other.facts["visit"], other.facts["left_paise"]) == ("paid", second, 45000)
    assert _ways(ARJUN) == [("cash", "confirmed")]


def test_the_day_on_which_a_visit_is_moves_it_nowhere(two: tuple[str, str, Somebody], who: Who) -> None:
    first, _, _ = two
    today = {"from": "2026-11-24", "to": "2026-11-24"}
    given = who(OWNER).answers("", f"{first} aaj Ravi ko de do", intent="approve_request", period=today)
    assert given.outcome in ("assigned", "busy_then")
    assert given.facts["visit"] == first
    unknown = who(OWNER).answers("", "VIS-999 Ravi ko de do", intent="approve_request")
    assert unknown.outcome == "not_found"
