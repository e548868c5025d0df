"""What a run with faults has to notice: each rule, broken by the least that can break it."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from bench.faults import report, script, verdict
from bench.faults.ledger import Ledger, Letter, Notice, Order, Sent
from bench.faults.meta import WAYS, Taken
from bench.faults.script import Line
from bench.faults.verdict import Run

PRIYA = "919200000001"
SIX = {"CHEENI-LOOSE": Decimal(6)}
WISH = Line("6 kilo cheeni bhej do", ("CHEENI-LOOSE", Decimal(6)))
YES = Line("haan", confirms=True)
BILL = Taken("r1", PRIYA, "Aapka order: Cheeni: 6 kilo")
PLACED = Taken("r2", PRIYA, "✅ Order *ORD-1001* lag gaya")
ACCEPTED = Taken("r3", PRIYA, "Order *ORD-1001* le liya")
ORDER = Order("ORD-1001", PRIYA, SIX, SIX, 1)


def run(**changed: Any) -> Run:
    """Priya has ordered sugar, said yes, and was told twice what came of it; but for what is changed."""
    ledger = Ledger(
        letters=[Letter(1, "m1", PRIYA, "answered"), Letter(2, "m2", PRIYA, "answered")],
        outbox=[
            Sent("r1", "m1", 0, PRIYA, "sent"),
            Sent("r2", "m2", 0, PRIYA, "sent"),
            Sent("r3", "notice:1", 0, PRIYA, "sent"),
        ],
        notices=[Notice("notice:1", "ORD-1001:accepted")],
        orders=[ORDER],
        moves=["ORD-1001:accepted"],
        sold=SIX,
        uttered={"m1": 1, "m2": 1},
        open={"jobs in the queue": 0},
        given_up={"turns given up": 0},
    )
    of_ledger = {name: value for name, value in changed.items() if hasattr(ledger, name)}
    of_run = {name: value for name, value in changed.items() if name not in of_ledger}
    written = {"m1": (PRIYA, WISH), "m2": (PRIYA, YES)}
    whole = Run(written, [BILL, PLACED, ACCEPTED], replace(ledger, **of_ledger))
    return replace(whole, **of_run)


def broken(found: Run) -> set[str]:
    """The rules that a run breaks."""
    return {what for what, cases in verdict.faults(found).items() if cases}


def test_a_run_without_a_fault_breaks_no_rule() -> None:
    assert broken(run()) == set()


@pytest.mark.parametrize(
    ("rule", "changed"),
    [
        ("messages lost", {"letters": [Letter(2, "m2", PRIYA, "answered")]}),
        (
            "messages lost",
            {"letters": [Letter(1, "m1", PRIYA, "answered"), Letter(2, "m2", PRIYA, "dead")]},
        ),
        ("messages not answered", {"taken": [BILL, ACCEPTED]}),
        ("messages not answered", {"taken": [BILL, PLACED, PLACED, ACCEPTED]}),
        ("answers doubled", {"taken": [BILL, BILL, PLACED, ACCEPTED]}),
        ("answers doubled", {"taken": [BILL, PLACED, ACCEPTED, Taken("r4", PRIYA, "who wrote this?")]}),
        ("answers out of order", {"taken": [PLACED, BILL]}),
        ("people whose orders", {"orders": []}),
        ("people whose orders", {"orders": [ORDER, replace(ORDER, reference="ORD-1002")]}),
        ("people whose orders", {"orders": [replace(ORDER, lines={"ANDE": Decimal(30)})]}),
        ("people whose orders", {"orders": [replace(ORDER, person="919200000009")]}),
        ("orders not told", {"taken": [BILL, Taken("r2", PRIYA, "Aapka order: Cheeni: 6 kilo")]}),
        ("moves of the shop", {"taken": [BILL, PLACED]}),
        ("moves of the shop", {"taken": [BILL, PLACED, ACCEPTED, ACCEPTED]}),
        ("moves of the shop", {"notices": []}),
        ("moves of the shop", {"moves": []}),
        ("orders and stock", {"orders": [replace(ORDER, reserved={})]}),
        ("orders and stock", {"orders": [replace(ORDER, placings=2)]}),
        ("orders and stock", {"sold": {"CHEENI-LOOSE": Decimal(12)}}),
        ("turns not remembered", {"uttered": {"m1": 1, "m2": 2}}),
        ("kinds of work left", {"open": {"jobs in the queue": 1}}),
        ("kinds of work left", {"given_up": {"turns given up": 1}}),
    ],
)
def test_whatever_goes_wrong_is_noticed(rule: str, changed: dict[str, Any]) -> None:
    assert any(what.startswith(rule) for what in broken(run(**changed)))


def test_a_yes_before_the_wish_orders_nothing() -> None:
    letters = [Letter(1, "m2", PRIYA, "answered"), Letter(2, "m1", PRIYA, "answered")]
    taken = [replace(PLACED, text="Kya pakka?"), BILL]
    early = run(
        letters=letters, taken=taken, orders=[], sold={}, moves=[], notices=[], outbox=run().ledger.outbox[:2]
    )
    assert broken(early) == set()


def test_one_yes_orders_all_that_was_wished_for_since_the_last() -> None:
    eggs = Line("30 ande", ("ANDE", Decimal(30)))
    placed = script.orders([WISH, Line("namaste"), eggs, YES, YES, eggs, YES])
    assert placed == [(3, {**SIX, "ANDE": Decimal(30)}), (6, {"ANDE": Decimal(30)})]


def test_the_seed_decides_what_is_written() -> None:
    first, again, other = (script.people(seed, 50, 1_000) for seed in (7, 7, 8))
    assert first == again
    assert first != other
    assert sum(len(person.lines) for person in first) == 1_000
    assert sum(person.patient for person in first) == 25
    assert all(script.orders(person.lines) for person in first)


def test_the_table_says_of_each_rule_whether_it_held() -> None:
    found = {
        "written": 2,
        "plan": {"seed": 1},
        "seconds": 1.0,
        "rest_seconds": 2.0,
        "orders": 1,
        "notices": 1,
        "waits": {"p50": 0.1, "p99": 0.2, "max": 0.3},
        "deaths": {"backend": 2},
        "own_ends": {"launcher": 1},
        "back": [("backend", 2.5)],
        "meta": dict.fromkeys(WAYS, 1),
        "webhooks": {},
        "faults": {"orders not told": ["ORD-1001 was told 0 times"] * 7, "answers out of order": []},
    }
    _, afterwards = report.sections(found)
    assert [row.reached for row in afterwards.rows] == [False, True]
    assert list(report.broken(found))[-1] == "orders not told: and 2 more"
