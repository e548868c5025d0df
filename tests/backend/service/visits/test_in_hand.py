"""Money and lines of the job at which a technician is: never of another, and taken out of the stock."""

from collections.abc import Callable

import pytest
from sqlalchemy import text

from tests.backend.books import Clock, opened
from tests.backend.service.visits.conftest import (
    ARJUN,
    FATIMA,
    OWNER,
    SHOP,
    Decision,
    Facts,
    Somebody,
    arrives,
    at,
    closes,
    has_agreed,
    last_told,
)

Who = Callable[[str], Somebody]
Job = tuple[str, Somebody]
GOODS = "STABILIZER-VGUARD"


@pytest.fixture
def owed(job: Job, who: Who, now: Clock) -> Job:
    """Of Arjun's closed job 2,000 are open; the same technician is at Fatima's, who has agreed to 1,880."""
    reference, technician = job
    closes(reference, technician, ARJUN, "labour 2000")
    other = who(FATIMA).books(when=at("2026-11-24", "17:30"))
    with opened() as session:
        query = text(
            "UPDATE visits SET technician_id = (SELECT technician_id FROM visits WHERE reference = :one)"
        )
        session.execute(query, {"one": reference})
    now.passes(minutes=3)
    has_agreed(other, technician, FATIMA, "labour 1880")
    return other, technician


@pytest.fixture
def shelf(books: None) -> None:
    """The shop sells gas for ACs, for 1,400, which is none of its parts."""
    with opened() as session:
        name = '{"hi": "एसी गैस", "en": "AC gas", "hinglish": "AC gas"}'
        session.execute(
            text("UPDATE products SET name = :name, aliases = '{}', price_paise = 140000 WHERE sku = :sku"),
            {"name": name, "sku": GOODS},
        )


def _work(reference: str) -> Facts:
    with opened() as session:
        query = text("SELECT work FROM visits WHERE reference = :visit")
        return dict(session.execute(query, {"visit": reference}).scalar_one())


def _left() -> int:
    """How many of the goods are on the shelf."""
    with opened() as session:
        query = text("SELECT sum(quantity) FROM stock_moves WHERE business_id = :shop AND sku = :sku")
        return int(session.execute(query, {"shop": SHOP, "sku": GOODS}).scalar_one())


def _says_all(technician: Somebody, said: str | None) -> list[Decision]:
    """Words, and whatever comes next of them."""
    heard = list[Decision]()
    while said:
        heard.append(technician.answers("", said))
        said = heard[-1].rest
    return heard


@pytest.mark.parametrize(
    "said",
    [
        "काम हो गया 1880 फोनपे आए",
        "kaam poora 1880 cash mila",
        "all done, 1880 received by upi",
        "हो गया भैया 1880 नगद ले लिए",
        "kaam ho gaya 1880 gpay",
    ],
)
def test_done_and_its_money_are_of_the_job_in_hand(owed: Job, said: str) -> None:
    reference, technician = owed
    heard = _says_all(technician, said)
    assert "ask_closing_code" in [each.outcome for each in heard]
    assert {each.facts["visit"] for each in heard} == {reference}
    assert [each["paise"] for each in _work(reference)["advance"]] == [188000]


def test_money_without_more_is_of_the_job_whose_sum_it_is(owed: Job) -> None:
    reference, technician = owed
    heard = technician.answers("", "1880 upi se aaye")
    assert (heard.outcome, heard.facts["visit"]) == ("advance_noted", reference)


def test_the_very_rest_of_the_job_before_is_of_that_one(owed: Job) -> None:
    reference, technician = owed
    heard = technician.answers("", "2000 cash mile")
    assert (heard.outcome, heard.facts["visit"] != reference) == ("paid", True)


@pytest.mark.parametrize(
    "said",
    [
        "chalu ho gaya. paise baad me dega 900",
        "kaam ho gaya paise kal upi karegi",
        "हो गया, पैसे बाद में देंगे",
        "work done, he pays tomorrow",
    ],
)
def test_that_the_money_comes_later_is_kept_until_there_is_a_bill(job: Job, said: str) -> None:
    reference, technician = job
    has_agreed(reference, technician, ARJUN, "labour 900")
    heard = _says_all(technician, said)
    assert {each.outcome for each in heard} == {"ask_closing_code", "later_noted"}
    again = technician.answers("tell_closing_code", f"{reference} paise baad me dega 900")
    assert again.outcome == "later_noted"  # no code
    closed = technician.answers("tell_closing_code", last_told(ARJUN, "visit_code")["visit_code"])
    assert (closed.outcome, closed.facts["left_paise"], closed.facts["settled"]) == ("closed", 90000, True)
    assert last_told(OWNER, "visit_paid")["paid_by"] == "later"


def test_a_part_now_and_the_rest_later_are_both_kept(job: Job) -> None:
    reference, technician = job
    has_agreed(reference, technician, ARJUN, "labour 900")
    noted = technician.answers("", "500 cash diya 400 baad me denge")
    assert (noted.outcome, noted.facts["rest_later"]) == ("advance_noted", True)
    _says_all(technician, "kaam ho gaya")
    closed = technician.answers("tell_closing_code", last_told(ARJUN, "visit_code")["visit_code"])
    assert (closed.facts["left_paise"], closed.facts["settled"]) == (40000, True)


@pytest.mark.parametrize("said", ["gas 1400, labour 300", "गैस 1400, मजदूरी 300", "gas, labour 300"])
def test_goods_sold_under_the_name_of_the_machine_are_a_line_and_leave_the_shelf(
    job: Job, shelf: None, said: str
) -> None:
    reference, technician = job
    before = _left()
    has_agreed(reference, technician, ARJUN, said)
    assert _left() == before - 1
    technician.steps(reference, "done")
    closed = technician.answers("tell_closing_code", last_told(ARJUN, "visit_code")["visit_code"])
    assert (closed.facts["estimate_paise"], _left()) == (170000, before - 1)


@pytest.mark.parametrize("said", ["gas topup 600, labour 300", "gas pipe saaf kiya, labour 900", "gas 900"])
def test_other_work_or_another_price_takes_nothing_from_the_shelf(job: Job, shelf: None, said: str) -> None:
    reference, technician = job
    before = _left()
    has_agreed(reference, technician, ARJUN, said)
    assert _left() == before


def test_another_version_gives_back_what_it_does_not_have(job: Job, shelf: None) -> None:
    reference, technician = job
    before = _left()
    has_agreed(reference, technician, ARJUN, "gas 1400, labour 300")
    shown = technician.steps(reference, "estimate")
    shown = technician.answers("tell_estimate", "sirf labour 300")
    technician.steps(reference, "send_estimate", summary=shown.facts["summary"])
    Somebody(technician.client, ARJUN).steps(reference, "approve", version="2")
    assert _left() == before


def test_a_part_kept_for_the_job_stays_when_the_customer_agrees(job: Job) -> None:
    reference, technician = job
    arrives(reference, technician, ARJUN)
    technician.answers("tell_diagnosis", "remote kharab hai")
    kept = technician.answers("", f"{reference} ke liye ek remote mangwa do")
    assert kept.outcome in ("part_kept_for_job", "part_ordered_for_job"), kept
    shown = technician.answers("tell_estimate", "remote, labour 300")
    technician.steps(reference, "send_estimate", summary=shown.facts["summary"])
    Somebody(technician.client, ARJUN).steps(reference, "approve", version="1")
    with opened() as session:
        rows = session.execute(text("SELECT reference, status FROM part_requests ORDER BY id")).all()
    assert [tuple(row) for row in rows] in (
        [(kept.facts["part_request"], "reserved")],
        [(kept.facts["part_request"], "ordered")],
    )


def test_that_the_work_is_done_is_no_fault(job: Job) -> None:
    reference, technician = job
    arrives(reference, technician, ARJUN)
    technician.answers("tell_diagnosis", "plug dheela tha bas")
    assert _work(reference)["diagnosis"] == "plug dheela tha bas"
    for question in ("tell_diagnosis", "tell_estimate"):
        heard = technician.answers(question, "kaam poora")
        assert heard.outcome == "ask_closing_code", heard
    assert _work(reference)["diagnosis"] == "plug dheela tha bas"


def test_what_was_wrong_is_asked_before_it_is_done(job: Job) -> None:
    reference, technician = job
    arrives(reference, technician, ARJUN)
    heard = technician.answers("tell_diagnosis", "काम पूरा हो गया")
    assert (heard.outcome, _work(reference).get("diagnosis")) == ("ask_diagnosis", None)


def test_who_has_refused_gets_a_better_offer(job: Job) -> None:
    reference, technician = job
    arrives(reference, technician, ARJUN)
    technician.answers("tell_diagnosis", "remote kharab hai")
    shown = technician.answers("tell_estimate", "remote, labour 900")
    technician.steps(reference, "send_estimate", summary=shown.facts["summary"])
    arjun = Somebody(technician.client, ARJUN)
    arjun.steps(reference, "reject", version="1")
    shown = technician.answers("", "labour 300 kar do, remote")
    assert (shown.outcome, shown.facts["visit"]) == ("confirm_estimate", reference), shown
    technician.steps(reference, "send_estimate", summary=shown.facts["summary"])
    assert "bill" not in _work(reference)
    assert arjun.steps(reference, "approve", version="2").outcome == "approved"


@pytest.mark.parametrize(
    "said",
    [
        "padosi Ramesh ka RO kharab hai 919876500999, 44 Ram Nagar 452001, kal 11 baje bhejo",
        "पड़ोस में 919876500999 का आरओ देखना है कल 11 बजे, मालिक को बता दो",
        "neighbour 919876500999 has an AC that leaks, tomorrow 11 am please",
    ],
)
def test_who_else_wants_somebody_is_told_to_the_owner(job: Job, said: str) -> None:
    _, technician = job
    heard = technician.answers("", said, phone="+919876500999")
    assert heard.outcome == "word_passed_on"
    assert last_told(OWNER, "visit_word_back")["visit_word"] == said


@pytest.mark.parametrize("said", ["aaj maine kitne kaam kiye", "आज मैंने कितने काम किए"])
def test_how_many_jobs_were_done_is_of_those_that_are_over(job: Job, said: str) -> None:
    reference, technician = job
    closes(reference, technician, ARJUN, "labour 900")
    heard = technician.answers("", said)
    assert heard.outcome == "done_work", heard


@pytest.mark.parametrize(
    "said", ["kaam ho gaya 700 cash mile", "काम हो गया 700 नकद मिले", "work done, 700 cash received"]
)
def test_of_two_jobs_the_one_they_came_to_last_is_in_hand(job: Job, who: Who, now: Clock, said: str) -> None:
    reference, technician = job
    has_agreed(reference, technician, ARJUN, "labour 900")
    technician.steps(reference, "done")  # its code was not to be had
    other = who(FATIMA).books(when=at("2026-11-24", "17:30"))
    with opened() as session:
        query = text(
            "UPDATE visits SET technician_id = (SELECT technician_id FROM visits WHERE reference = :one)"
        )
        session.execute(query, {"one": reference})
    now.passes(minutes=40)
    has_agreed(other, technician, FATIMA, "labour 800")
    heard = _says_all(technician, said)
    assert {each.facts["visit"] for each in heard} == {other}, heard
    assert "advance" not in _work(reference)


@pytest.mark.parametrize("said", ["800 cash mile, 100 ki chhoot di", "800 नकद मिले, 100 माफ किए"])
def test_what_is_let_off_before_there_is_a_bill_is_let_off_of_it(job: Job, said: str) -> None:
    reference, technician = job
    has_agreed(reference, technician, ARJUN, "labour 900")
    noted = technician.answers("", said)
    assert {"by": "let_off", "paise": 10000} in noted.facts["paid_parts"], noted
    assert {"by": "let_off", "paise": 10000} in last_told(OWNER, "visit_advance")["paid_parts"]
    _says_all(technician, "kaam ho gaya")
    closed = technician.answers("tell_closing_code", last_told(ARJUN, "visit_code")["visit_code"])
    assert (closed.facts["left_paise"], closed.facts["settled"]) == (0, True), closed


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("{name} ko kal se 8 baje aana hai bol do", "kal se 8 baje aana hai"),
        ("{name} ko bolo kal se roz 9 baje aaye", "kal se roz 9 baje aaye"),
    ],
)
def test_since_when_is_of_the_words_and_no_name(books: None, who: Who, said: str, told: str) -> None:
    shown = who(OWNER).answers("", said.format(name="Salim"))
    assert (shown.outcome, shown.facts["visit_word"]) == ("confirm_word", told)
