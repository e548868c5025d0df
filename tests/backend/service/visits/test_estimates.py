"""An estimate: what stands in it, who answers it and in which words, and nothing fitted without a yes."""

from collections.abc import Callable

import pytest
from sqlalchemy import text

from tests.backend.books import opened
from tests.backend.service.visits.at_a_job import arrives, diagnoses, estimates, id_of
from tests.backend.service.visits.conftest import (
    ARJUN,
    OWNER,
    POOJA,
    PRIYA,
    RAVI,
    SALIM,
    Somebody,
    at,
    last_told,
    told,
)

Who = Callable[[str], Somebody]


def test_nothing_is_kept_or_ordered_before_the_customers_tap(
    job: tuple[str, Somebody], customer: Somebody
) -> None:
    reference, technician = job
    diagnoses(reference, technician)
    estimates(reference, technician)
    with opened() as session:
        assert session.execute(text("SELECT count(*) FROM part_requests")).scalar_one() == 0
    customer.steps(reference, "approve", version="1")
    with opened() as session:
        assert session.execute(text("SELECT sku, status FROM part_requests")).all() == [
            ("PART-AC-REMOTE", "ordered")
        ]


def test_an_older_version_can_not_be_approved_any_more(job: tuple[str, Somebody], customer: Somebody) -> None:
    reference, technician = job
    diagnoses(reference, technician)
    estimates(reference, technician)
    technician.steps(reference, "estimate")
    assert estimates(reference, technician, "labour 500").facts["version"] == 2
    assert customer.steps(reference, "approve", version="1").outcome == "answered_already"
    assert customer.steps(reference, "approve", version="2").outcome == "approved"
    assert customer.steps(reference, "reject", version="2").outcome == "answered_already"


def test_who_does_not_want_the_repair_pays_for_the_visit(
    job: tuple[str, Somebody], customer: Somebody
) -> None:
    reference, technician = job
    diagnoses(reference, technician)
    estimates(reference, technician)
    rejected = customer.steps(reference, "reject", version="1")
    assert rejected.outcome == "rejected"
    assert rejected.facts["estimate_paise"] == 45000
    assert technician.steps(reference, "paid", how="cash").outcome == "paid"


def test_nobody_answers_an_estimate_for_somebody_else(job: tuple[str, Somebody], who: Who) -> None:
    reference, technician = job
    diagnoses(reference, technician)
    estimates(reference, technician)
    assert who(PRIYA).steps(reference, "approve", version="1").outcome == "not_found"
    assert technician.steps(reference, "approve", version="1").outcome == "not_found"


def test_a_line_without_a_price_is_asked_and_a_part_of_another_model_is_refused(
    job: tuple[str, Somebody],
) -> None:
    reference, technician = job
    diagnoses(reference, technician)
    unclear = technician.answers("tell_estimate", "labour 500, PCB")
    assert unclear.outcome == "estimate_unclear"
    assert unclear.facts["names"] == ["PCB"]
    with opened() as session:
        session.execute(text("UPDATE spare_parts SET models = '{OTHER}' WHERE sku = 'PART-AC-REMOTE'"))
    assert technician.answers("tell_estimate", "labour 500, remote").facts["other_model"]


@pytest.mark.parametrize(
    ("said", "intent", "outcome"),
    [
        ("haan", "affirm", "approved"),
        ("theek hai karwa do", "nlu_fallback", "approved"),
        ("kar do repair", "place_order", "approved"),
        ("nahi rehne do", "deny", "rejected"),
        ("theek hai par 200 kam karo", "affirm", "haggled"),
        ("haan 2650 mein kar do", "affirm", "approved"),
        ("haan 2500 mein kar do", "affirm", "haggled"),
        ("can you reduce it a bit", "nlu_fallback", "haggled"),
        ("haan, par kitne din lagenge?", "affirm", "left"),
        ("kab tak hoga", "track_order", "visits"),
        ("soch ke bataungi", "cancel_flow", "estimate_again"),
        ("let me think about it", "cancel_flow", "estimate_again"),
        ("बाद में बताता हूँ", "cancel_flow", "estimate_again"),
        ("6 din to bahut zyada hain", "reject_request", "haggled"),
        ("6 days is too long for me", "list_holidays", "haggled"),
        ("itna kyun lag raha hai", "ask_price", "haggled"),
        ("itne paise nahi de sakte", "reject_request", "haggled"),
        ("इतना महँगा क्यों है", "deny", "haggled"),
        ("nahi chahiye, bahut mehnga", "deny", "rejected"),
        ("no", "deny", "rejected"),
    ],
)
def test_words_answer_an_estimate_like_its_buttons_but_haggling_does_not(
    job: tuple[str, Somebody], customer: Somebody, said: str, intent: str, outcome: str
) -> None:
    reference, technician = job
    diagnoses(reference, technician)
    estimates(reference, technician)
    asked = last_told(ARJUN, "visit_estimate")
    assert asked["asking"] == "decide_estimate"
    assert customer.answers("decide_estimate", said, asked["summary"], intent).outcome == outcome


def test_a_part_named_twice_without_a_sum_is_charged_once(job: tuple[str, Somebody]) -> None:
    reference, technician = job
    diagnoses(reference, technician)
    shown = technician.answers("tell_estimate", "remote kharab hai aur labour 600 aur remote")
    assert [line["text"] for line in shown.facts["estimate_lines"] if line["kind"] == "part"] == [
        "remote kharab hai"
    ]
    assert shown.facts["estimate_paise"] == 60000 + 45000


def test_who_finds_it_too_much_is_heard_by_technician_and_owner_and_the_estimate_waits(
    job: tuple[str, Somebody], customer: Somebody
) -> None:
    reference, technician = job
    diagnoses(reference, technician)
    estimates(reference, technician)
    shown = f"{reference}:1"
    assert customer.answers("decide_estimate", "bahut zyada hai, 2000 karo", shown).outcome == "haggled"
    assert last_told(OWNER, "visit_haggle")["haggle_words"] == "bahut zyada hai, 2000 karo"
    assert last_told(technician.person, "visit_haggle")["visit"] == reference
    assert customer.answers("", "itna mehnga kaise", intent="ask_price").outcome == "haggled"
    again = customer.answers("", "ok go ahead with the repair", intent="affirm")
    assert (again.outcome, again.facts["summary"]) == ("estimate_again", shown)
    assert customer.answers("decide_estimate", "haan", shown, "affirm").outcome == "approved"


def test_who_refuses_in_words_is_not_repaired(job: tuple[str, Somebody], customer: Somebody) -> None:
    reference, technician = job
    diagnoses(reference, technician)
    estimates(reference, technician)
    asked = customer.answers("", "chhodo, nahi karwana", intent="cancel_flow")
    assert asked.outcome == "estimate_again"
    refused = customer.answers("decide_estimate", "2650 bahut hai, mana kar do", asked.facts["summary"])
    assert refused.outcome == "rejected"


def test_the_technician_writes_down_that_the_customer_refuses(job: tuple[str, Somebody]) -> None:
    reference, technician = job
    diagnoses(reference, technician)
    estimates(reference, technician)
    asked = technician.answers("", "grahak nahi karwana chahte, kaam band")
    assert asked.outcome == "confirm_refused"
    ended = technician.answers("confirm_refused", "haan", asked.facts["summary"], "affirm")
    assert (ended.outcome, ended.facts["estimate_paise"]) == ("refused", 45000)
    assert last_told(ARJUN, "visit_refused")["estimate_paise"] == 45000
    assert "visit_refused" in [name for name, _ in told(OWNER)]


@pytest.mark.parametrize(
    ("said", "lines", "others"),
    [
        ("remote 1, labour 400", [(1, 45000), (1, 40000)], []),
        ("remote 2 nag, labour 400", [(2, 90000), (1, 40000)], []),
        ("remote 300, labour 400", [(1, 45000), (1, 40000)], [30000]),
        ("remote 450", [(1, 45000)], []),
    ],
)
def test_a_part_has_the_price_of_the_shelf(
    job: tuple[str, Somebody], said: str, lines: list[tuple[int, int]], others: list[int]
) -> None:
    reference, technician = job
    diagnoses(reference, technician)
    shown = technician.answers("tell_estimate", said)
    assert [(each["quantity"], each["amount_paise"]) for each in shown.facts["estimate_lines"]] == lines
    assert [each["said_paise"] for each in shown.facts["other_prices"]] == others


def test_a_number_behind_what_has_no_price_is_asked_about(job: tuple[str, Somebody]) -> None:
    reference, technician = job
    diagnoses(reference, technician)
    assert technician.answers("tell_estimate", "labour 400, PCB 2").facts["names"] == ["PCB"]


@pytest.mark.parametrize("said", ["too costly, don't fit it", "itna mehnga? mat lagao bhai", "मत लगाओ"])
def test_who_wants_nothing_fitted_says_no(job: tuple[str, Somebody], customer: Somebody, said: str) -> None:
    reference, technician = job
    diagnoses(reference, technician)
    estimates(reference, technician)
    asked = last_told(ARJUN, "visit_estimate")
    assert customer.answers("decide_estimate", said, asked["summary"]).outcome == "rejected"


def test_the_owner_asks_for_estimates_without_an_answer_and_for_what_somebody_does(
    job: tuple[str, Somebody], customer: Somebody, who: Who
) -> None:
    reference, technician = job
    owner, name = who(OWNER), {SALIM: "Salim", RAVI: "Ravi", POOJA: "Pooja"}[technician.person]
    assert owner.answers("", "kis estimate ka jawab nahi aaya").outcome == "none_unanswered"
    diagnoses(reference, technician)
    estimates(reference, technician)
    open_ = owner.answers("", "which estimates are not answered yet", intent="list_orders")
    assert [(each["visit"], each["asked_paise"]) for each in open_.facts["jobs"]] == [(reference, 265000)]
    later = customer.books("fridge", at("2026-11-26", "11:30"))
    with opened() as session:
        session.execute(text("UPDATE visits SET technician_id = :mine"), {"mine": id_of(technician)})
    jobs = owner.answers("", f"which jobs does {name} have", intent="ask_team_leave")
    assert [each["visit"] for each in jobs.facts["jobs"]] == [reference, later]
    today = owner.answers("", f"{name} ne aaj kya kiya", period={"from": "2026-11-24", "to": "2026-11-24"})
    assert [each["visit"] for each in today.facts["jobs"]] == [reference]
    either = {"from": "2026-11-25", "to": "2026-11-25", "ambiguous": True}
    assert owner.answers("", f"kal {name} ne kya kaam kiya", period=either).outcome == "no_jobs_of"
    day = {"from": "2026-11-26", "to": "2026-11-26"}
    shown = owner.wants("parso kaun si visit hain", "/visits/change", period=day)
    assert (shown.outcome, [each["visit"] for each in shown.facts["jobs"]]) == ("board_of_day", [later])
    goes = owner.answers("", "us din mistri kahan kahan jayenge", intent="ask_team_leave", period=day)
    assert [each["visit"] for each in goes.facts["jobs"]] == [later]
    assert goes.facts["jobs"][0]["technician"].startswith(name)


def test_who_says_yes_after_a_no_has_the_estimate_again(
    job: tuple[str, Somebody], customer: Somebody
) -> None:
    reference, technician = job
    diagnoses(reference, technician)
    estimates(reference, technician)
    customer.steps(reference, "reject", version="1")
    after = customer.answers("", "accha theek hai kar do", intent="affirm")
    assert (after.outcome, after.facts["visit"]) == ("estimate_again", reference)


def test_a_step_is_a_step_though_the_estimate_is_asked_for(job: tuple[str, Somebody]) -> None:
    reference, technician = job
    diagnoses(reference, technician)
    assert technician.answers("tell_estimate", "kaam ho gaya").outcome == "ask_closing_code"
    assert technician.answers("tell_estimate", "labour 200").outcome == "no_such_move"


def test_work_is_no_answer_to_a_part_that_was_asked_about(job: tuple[str, Somebody]) -> None:
    reference, technician = job
    diagnoses(reference, technician)
    shown = technician.wants("AC ka remote", "/parts/request")
    assert shown.outcome == "confirm"
    written = technician.answers(
        "confirm_part", "2 remote lag gaye", shown.facts["summary"], "request_spare_part"
    )
    assert (written.outcome, written.page) == ("confirm_estimate", "do_visit")


@pytest.mark.parametrize(
    ("said", "fault", "paise"),
    [
        ("remote kharab hai, labour 200", "remote kharab hai", 45000 + 20000),
        (
            "gas kam thi aur remote toota hai, labour 800 gas 1400",
            "gas kam thi aur remote toota hai",
            80000 + 140000 + 45000,
        ),
    ],
)
def test_a_fault_that_says_what_it_costs_is_the_estimate_too(
    job: tuple[str, Somebody], said: str, fault: str, paise: int
) -> None:
    reference, technician = job
    arrives(reference, technician)
    shown = technician.answers("tell_diagnosis", said)
    assert (shown.outcome, shown.facts["estimate_paise"]) == ("confirm_estimate", paise)
    sent = technician.steps(reference, "send_estimate", summary=shown.facts["summary"])
    assert (sent.facts["estimate_paise"], sent.facts["diagnosis"]) == (paise, fault)


def test_a_figure_in_a_fault_is_no_cost_and_a_yes_is_no_line(job: tuple[str, Somebody]) -> None:
    reference, technician = job
    arrives(reference, technician)
    assert technician.answers("tell_diagnosis", "voltage 180 aa raha hai").outcome == "diagnosed"
    assert technician.answers("tell_estimate", "haan").outcome == "ask_estimate"
