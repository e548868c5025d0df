"""Who runs the shop: parts of customers, who goes, when, what is told, and what there is; and the technician's day."""

from collections.abc import Callable
from typing import Any

import pytest

from munshi.billing.accounts import service as accounts
from munshi.catalogue import stock
from munshi.people import service as people
from munshi.service.visits.carrying import _said
from tests.backend.books import opened
from tests.backend.service.visits.conftest import (
    ARJUN,
    OWNER,
    PRIYA,
    SALIM,
    SHOP,
    Decision,
    Somebody,
    at,
    last_told,
    reading,
    technician_of,
    told,
)

Who = Callable[[str], Somebody]
PARTS = "/parts/request"
NOTHING = ""


def kept_part(somebody: Somebody, said: str = "mixer ka jar original") -> str:
    shown = somebody.wants(said, PARTS)
    return str(somebody.agrees("confirm_part", shown).facts["part_request"])


def left(sku: str) -> int:
    with opened() as session:
        return int(stock.on_hand(session, SHOP, [sku])[sku] or 0)


def owes(phone: str) -> int:
    with opened() as session:
        person = people.find(session, SHOP, phone)
        assert person
        return accounts.balance(session, SHOP, person.id)


def test_a_part_that_has_come_is_kept_for_its_customer_who_hears_it(customer: Somebody, who: Who) -> None:
    reference = kept_part(customer, "voltas ac ka remote chahiye")
    came = who(OWNER).answers(NOTHING, f"{reference} aa gaya")
    assert (came.outcome, came.facts["part_status"]) == ("part_came", "arrived")
    assert last_told(ARJUN, "visit_part")["part_status"] == "arrived"
    assert left("PART-AC-REMOTE") == 0
    again = who(OWNER).answers(NOTHING, f"{reference} aa gaya")
    assert again.outcome == "part_of_customer"


def came(who: Who, number: str) -> Decision:
    """The owner's word that so many remotes have come."""
    line = {"name": "AC remote", "quantity": number, "unit": None}
    return who(OWNER).answers(NOTHING, f"AC remote {number} aaye", intent="update_stock", order_line=line)


def test_what_came_beyond_what_is_waited_for_goes_onto_the_shelf(customer: Somebody, who: Who) -> None:
    kept_part(customer, "voltas ac ka remote chahiye")
    all_came = came(who, "5")
    assert (all_came.outcome, all_came.facts["parts_left"], left("PART-AC-REMOTE")) == ("parts_came", "4", 4)
    assert last_told(ARJUN, "visit_part")["part_status"] == "arrived"
    assert came(who, "5").outcome != "parts_came"  # nobody waits for them any more


@pytest.mark.parametrize(
    ("number", "outcome", "rest"), [("5", "parts_came", 3), ("2", "parts_came", 0), ("1", "which_part", 0)]
)
def test_of_several_who_wait_each_gets_theirs_where_enough_have_come(
    customer: Somebody, who: Who, number: str, outcome: str, rest: int
) -> None:
    kept_part(customer, "voltas ac ka remote chahiye")
    kept_part(who(PRIYA), "voltas ac ka remote chahiye")
    assert (came(who, number).outcome, left("PART-AC-REMOTE")) == (outcome, rest)


@pytest.mark.parametrize(
    ("happened", "outcome"), [([], "part_in_shop"), ([{"facet": "happened", "value": "came"}], "goods")]
)
def test_so_many_of_a_part_that_have_come_are_of_the_stock(
    who: Who, books: None, happened: list[dict[str, str]], outcome: str
) -> None:
    line = {"name": "fan capacitor", "quantity": "20", "unit": None}
    placed = [{**each, "start": 0, "end": 1} for each in happened]
    read = {**reading("20 fan capacitor aaye", "request_spare_part", order_line=line), "facets": placed}
    assert who(OWNER)._post(PARTS, {"reading": read})["outcome"] == outcome


def test_a_part_is_handed_over_by_one_yes_with_its_money(who: Who) -> None:
    priya, owner = who(PRIYA), who(OWNER)
    kept_part(priya)
    shown = owner.answers(NOTHING, "priya mixer jar le gayi, 550 cash diye")
    assert (shown.outcome, shown.facts["part_paid"], shown.facts["how"]) == (
        "confirm_part_given",
        55000,
        "cash",
    )
    assert owes(PRIYA) == 0
    given = owner.answers("confirm_part_given", "haan", shown.facts["summary"], "affirm")
    assert (given.outcome, given.facts["part_status"]) == ("part_given", "handed_over")
    assert owes(PRIYA) == 0
    assert (
        owner.answers("confirm_part_given", "haan", shown.facts["summary"], "affirm").outcome != "part_given"
    )


def test_how_a_part_was_paid_is_the_yes(who: Who) -> None:
    priya, owner = who(PRIYA), who(OWNER)
    reference = kept_part(priya)
    shown = owner.answers(NOTHING, f"{reference} de diya")
    assert (shown.outcome, len(shown.facts["ways"])) == ("confirm_part_given", 3)
    given = owner.answers("confirm_part_given", "udhaar", shown.facts["summary"])
    assert (given.outcome, given.facts["part_owed"], owes(PRIYA)) == ("part_given", 55000, 55000)


def test_part_of_the_price_leaves_the_rest_owed_and_more_than_it_is_refused(who: Who) -> None:
    priya, owner = who(PRIYA), who(OWNER)
    reference = kept_part(priya)
    assert owner.answers(NOTHING, f"{reference} de diya 900 cash").outcome == "part_too_much"
    shown = owner.answers(NOTHING, f"{reference} de diya 500 cash")
    owner.answers("confirm_part_given", "haan", shown.facts["summary"], "affirm")
    assert owes(PRIYA) == 5000


@pytest.mark.parametrize("said", ["101 ne 550 diye cash", "priya ne 550 diye cash"])
def test_the_very_price_from_whom_a_part_is_kept_for_is_of_the_part(who: Who, said: str) -> None:
    kept_part(who(PRIYA))
    assert who(OWNER).answers(NOTHING, said, intent="record_payment").outcome == "confirm_part_given"
    other = who(OWNER).answers(NOTHING, said.replace("550", "340"), intent="record_payment")
    assert other.outcome not in ("confirm_part_given", "part_given")


def test_of_several_parts_it_is_asked(customer: Somebody, who: Who) -> None:
    kept_part(who(PRIYA))
    kept_part(customer, "mixer ka jar original")
    assert who(OWNER).answers(NOTHING, "mixer jar de diya").outcome == "which_part"


def test_a_part_that_the_owner_speaks_of_is_bought_by_nobody(who: Who) -> None:
    shown = who(OWNER).wants("mixer ka jar chahiye 2", PARTS)
    assert shown.outcome == "part_in_shop"
    assert who(PRIYA).wants("mixer ka jar chahiye", PARTS).outcome == "choose_part"


def test_who_runs_the_shop_finds_the_part_of_anybody_and_calls_it_off(who: Who) -> None:
    reference = kept_part(who(PRIYA))
    assert who(OWNER).answers(NOTHING, f"{reference} kahan hai?").outcome == "part_of_customer"
    shown = who(OWNER).answers(NOTHING, f"{reference} cancel kar do")
    assert shown.outcome == "confirm_cancel"
    who(OWNER).answers("confirm_cancel_part", "haan", shown.facts["summary"], "affirm")
    assert last_told(PRIYA, "visit_part_off")["part_status"] == "returned"
    assert who(PRIYA).answers(NOTHING, f"{reference} aa gaya").outcome != "part_came"


def test_why_who_was_named_does_not_go_is_said(customer: Somebody, who: Who) -> None:
    reference, owner = customer.books(), who(OWNER)
    answers = [
        owner.answers(NOTHING, f"{reference} {name} ko de do") for name in ("salim", "salim", "ravi", "ravi")
    ]
    refused = [each for each in answers if each.outcome == "busy_then"]
    assert {each.outcome for each in answers} <= {"assigned", "busy_then"}
    assert refused
    assert {each.facts["why"] for each in refused} <= {"has_it", "busy", "away", "not_theirs"}


def test_the_owner_calls_off_a_visit_and_the_customer_hears_it(customer: Somebody, who: Who) -> None:
    reference = customer.books()
    shown = who(OWNER).answers(NOTHING, f"{reference} cancel kar do")
    assert shown.outcome == "confirm_cancel"
    who(OWNER).answers("confirm_cancel_visit", "haan", shown.facts["summary"], "affirm")
    assert last_told(ARJUN, "visit_off")["visit_status"] == "cancelled"
    assert "visit_cancelled" not in [name for name, _ in told(ARJUN)]


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ("feedback dikhao", "no_opinions"),
        ("kharab rating kisne di", "no_opinions"),
        ("AMC kis kis ki hai", "contracts"),
        ("aaj ki visit dikhao", "no_jobs"),
        ("kal kaunsi visit hai aur kaun jayega", "no_jobs_of_day"),
        ("rakhe hue parts dikhao", "none_kept"),
    ],
)
def test_what_there_is_is_listed_whatever_is_asked(who: Who, said: str, outcome: str) -> None:
    when: Any = {"period": {"from": "2026-11-25", "to": "2026-11-25"}} if "kal" in said else {}
    assert who(OWNER).answers("confirm_part", said, **when).outcome == outcome


@pytest.mark.parametrize(
    ("text_", "said"),
    [
        (" ki kal aayenge", "kal aayenge"),
        (": VIS-7 thoda late", "thoda late"),
        (" that we come at 6.", "we come at 6"),
    ],
)
def test_what_is_carried_stands_without_whom_it_is_for(text_: str, said: str) -> None:
    assert _said(text_, ()) == said


def test_whom_nobody_names_is_told_nothing(who: Who) -> None:
    assert who(OWNER).answers(NOTHING, "usko bolo kal aayenge").outcome == "whom_to_tell"
    shown = who(OWNER).answers(NOTHING, "arjun ko bolo kal aayenge")
    assert (shown.outcome, shown.facts["visit_word"]) == ("confirm_word", "kal aayenge")
    assert who(PRIYA).answers(NOTHING, "arjun ko bolo kal aayenge").outcome != "confirm_word"


def test_a_job_called_by_its_hour_is_given_whatever_day_it_is_of(customer: Somebody, who: Who) -> None:
    reference = customer.books(when=at("2026-11-25", "11:30"))  # tomorrow, and nothing at that hour today
    giver, taker = ("Salim", "Ravi") if technician_of(reference) == SALIM else ("Ravi", "Salim")
    said = f"{giver} ka 11:30 baje wala {taker} ko de do"
    heard = who(OWNER).answers("", said, time={"from": "11:30", "to": None, "date": None})
    assert (heard.outcome, heard.facts.get("visit")) == ("assigned", reference), heard
