"""What a run with faults has to notice: each rule, broken by the least that can break it."""

from dataclasses import replace
from decimal import Decimal
from random import Random
from typing import Any

import pytest

from bench.faults import report, script, verdict
from bench.faults.books import Account, Bill, Entry, Money, Payment
from bench.faults.ledger import Ledger, Letter, Notice, Order, Sent
from bench.faults.meta import WAYS, Taken
from bench.faults.owner import Owner
from bench.faults.script import Line, Said
from bench.faults.verdict import Run

PRIYA = "919200000001"
SIX = {"CHEENI-LOOSE": Decimal(6)}
WISH = Line("6 kilo cheeni bhej do", ("CHEENI-LOOSE", Decimal(6)))
YES = Line("haan", confirms=True)
BILL = Taken("r1", PRIYA, "Aapka order: Cheeni: 6 kilo")
PLACED = Taken("r2", PRIYA, "✅ Order *ORD-1001* lag gaya")
ACCEPTED = Taken("r3", PRIYA, "Order *ORD-1001* le liya")
ORDER = Order("ORD-1001", PRIYA, SIX, SIX, 1)
OWNER = script.OWNER
DELIVERED = Taken("r4", PRIYA, "Order *ORD-1001* mil gaya. Bill *SK/26-27/1*: ₹264")
BILL_ISSUED = Bill("SK/26-27/1", "SK:2026-27", 1, "ORD-1001", 26400)
ONLINE = Payment("PAY-1", PRIYA, "confirmed", "gateway", 26400, 26400, None, "pay_1")
SAYS = Line("phonepe se 101 bhej diye, UTR 498700000001", money=Said("report", "498700000001", 10100))
REPORTED = Payment("PAY-2", PRIYA, "confirmed", "upi", 10100, 10100, "498700000001")
FOUND = Line("Haan, mil gaye", money=Said("confirm", "PAY-2"), tapped="…")
CREDIT = Line("9200000001 ke khate me 500 likho", money=Said("credit", PRIYA, 50000))
PAID = Line("9200000001 ne 300 cash diye", money=Said("record", PRIYA, 30000))
CASH = Payment("PAY-3", PRIYA, "confirmed", "cash", 30000, 30000)
MONEY = Money(
    bills=[BILL_ISSUED],
    last={"SK:2026-27": 1},
    delivered={"ORD-1001": 26400},
    payments=[ONLINE, REPORTED, CASH],
    entries=[
        Entry(PRIYA, "sale", 26400, "sale:ORD-1001"),
        Entry(PRIYA, "credit", 50000, "credit:a"),
        *(Entry(PRIYA, "payment", -each.paise, each.reference) for each in (ONLINE, REPORTED, CASH)),
    ],
    accounts=[Account(PRIYA, 9900, 9900)],
)


NOTHING = Money([], {}, {}, [], [], [])


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
        money=NOTHING,
    )
    of_ledger = {name: value for name, value in changed.items() if hasattr(ledger, name)}
    of_run = {name: value for name, value in changed.items() if name not in of_ledger}
    written = {"m1": (PRIYA, WISH), "m2": (PRIYA, YES)}
    whole = Run(written, [BILL, PLACED, ACCEPTED], replace(ledger, **of_ledger))
    return replace(whole, **of_run)


def paid(**changed: Any) -> Run:
    """Priya has her order and its bill; she paid online, has reported a payment, and the shop wrote the rest."""
    lines = {"m3": (PRIYA, SAYS), "m4": (OWNER, FOUND), "m5": (OWNER, CREDIT), "m6": (OWNER, PAID)}
    ordered = run()
    letters = [
        Letter(3 + place, wamid, who, "answered") for place, (wamid, (who, _)) in enumerate(lines.items())
    ]
    answers = [Sent(f"a{wamid}", wamid, 0, who, "sent") for wamid, (who, _) in lines.items()]
    notices = [
        Notice("notice:2", "ORD-1001:delivered"),
        Notice("notice:3", "PAY-1:came"),
        Notice("notice:4", "PAY-1:payment_received:1:0"),
    ]
    told = [Sent(f"r{place}", f"notice:{place - 2}", 0, PRIYA, "sent") for place in (4, 5, 6)]
    ledger = replace(
        ordered.ledger,
        letters=[*ordered.ledger.letters, *letters],
        outbox=[*ordered.ledger.outbox, *answers, *told],
        notices=[*ordered.ledger.notices, *notices],
        moves=["ORD-1001:accepted", "ORD-1001:delivered"],
        uttered={**ordered.ledger.uttered, **dict.fromkeys(lines, 1)},
        money=MONEY,
    )
    heard = [Taken(sent.reference, sent.person, "…") for sent in answers]
    taken = [*ordered.taken, *heard, DELIVERED, Taken("r5", OWNER, "…"), Taken("r6", PRIYA, "…")]
    of_money = {name: value for name, value in changed.items() if hasattr(MONEY, name)}
    of_run = {name: value for name, value in changed.items() if name not in of_money}
    whole = Run(
        {**ordered.written, **lines},
        taken,
        replace(ledger, money=replace(MONEY, **of_money)),
        {"pay_1": 26400},
    )
    return replace(whole, **of_run)


def broken(found: Run) -> set[str]:
    """The rules that a run breaks."""
    return {what for what, cases in verdict.faults(found).items() if cases}


def test_a_run_without_a_fault_breaks_no_rule() -> None:
    assert broken(run()) == set()
    assert broken(paid()) == set()


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


@pytest.mark.parametrize(
    ("rule", "changed"),
    [
        ("delivered orders without", {"bills": []}),
        ("delivered orders without", {"bills": [BILL_ISSUED, replace(BILL_ISSUED, number="2", serial=2)]}),
        ("delivered orders without", {"bills": [replace(BILL_ISSUED, paise=26500)]}),
        ("delivered orders without", {"delivered": {}}),
        ("gaps and twins", {"last": {"SK:2026-27": 2}}),
        ("gaps and twins", {"bills": [replace(BILL_ISSUED, serial=2)]}),
        ("payments at the gateway", {"payments": [REPORTED, CASH]}),
        (
            "payments at the gateway",
            {"payments": [ONLINE, replace(ONLINE, reference="PAY-9"), REPORTED, CASH]},
        ),
        ("payments at the gateway", {"captured": {"pay_1": 26300}}),
        ("payments at the gateway", {"captured": {}}),
        ("payments told of", {"payments": [ONLINE, CASH]}),
        ("payments told of", {"payments": [ONLINE, REPORTED, replace(REPORTED, reference="PAY-9"), CASH]}),
        ("payments told of", {"payments": [ONLINE, REPORTED, CASH, CASH]}),
        ("payments told of", {"payments": [ONLINE, replace(REPORTED, status="rejected", booked=0), CASH]}),
        ("khata entries", {"entries": MONEY.entries[:1]}),
        ("khata entries", {"entries": [*MONEY.entries, MONEY.entries[1]]}),
        ("accounts and payments", {"accounts": [Account(PRIYA, 9800, 9900)]}),
        ("accounts and payments", {"accounts": [Account(PRIYA, 9900, 9800)]}),
        ("accounts and payments", {"entries": [*MONEY.entries, MONEY.entries[0]]}),
        ("accounts and payments", {"payments": [replace(ONLINE, booked=0), REPORTED, CASH]}),
        ("bills and payments not told", {"taken": paid().taken[:-3]}),
        ("bills and payments not told", {"taken": [*paid().taken, DELIVERED]}),
        (
            "bills and payments not told",
            {"payments": [ONLINE, replace(ONLINE, reference="PAY-9"), REPORTED, CASH]},
        ),
    ],
)
def test_whatever_goes_wrong_with_money_is_noticed(rule: str, changed: dict[str, Any]) -> None:
    assert any(what.startswith(rule) for what in broken(paid(**changed)))


def test_the_owner_taps_below_reports_alone() -> None:
    buttons = (("Haan, mil gaye", "id-1"), ("Nahi mile", "id-2"))
    sent: list[tuple[str, Line]] = []
    owner = Owner(None, Random(1), lambda phone, line: sent.append((phone, line)))  # type: ignore[arg-type]
    owner.decide(Taken("r", OWNER, "Aapke ₹101 (*PAY-7*) mil gaye"))
    owner.decide(Taken("r", PRIYA, "… *PAY-7* …", 0.0, buttons))
    assert sent == []
    for _ in range(20):
        owner.decide(Taken("r", OWNER, "Priya kehte hain ₹101 bhej diye (*PAY-7*)", 0.0, buttons))
    assert len(sent) > 20
    assert {line.tapped for _, line in sent} == {"id-1", "id-2"}
    assert {line.money and line.money.of for _, line in sent} == {"PAY-7"}
    verdicts = {line.tapped: line.money.what for _, line in sent if line.money}
    assert verdicts == {"id-1": "confirm", "id-2": "reject"}


def test_the_first_who_decides_about_a_report_decides() -> None:
    other = {"m7": (OWNER, replace(FOUND, money=Said("reject", "PAY-2")))}
    whole = paid()
    letters = [*whole.ledger.letters, Letter(9, "m7", OWNER, "answered")]
    late = replace(whole, written={**whole.written, **other}, ledger=replace(whole.ledger, letters=letters))
    assert not any(what.startswith("payments told of") for what in broken(late))


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
    customers = [person for person in first if person.phone not in script.MANAGERS]
    assert sum(person.patient for person in customers) == 25
    assert all(script.orders(person.lines) for person in customers)
    said = [line.money for person in first for line in person.lines if line.money]
    assert {each.what for each in said} == {"credit", "record", "report"}
    recorded = {each.of for each in said if each.what == "record"}
    reporting = {
        person.phone
        for person in first
        for line in person.lines
        if line.money and line.money.what == "report"
    }
    assert recorded.isdisjoint(reporting)


def test_the_table_says_of_each_rule_whether_it_held() -> None:
    found = {
        "written": 2,
        "plan": {"seed": 1},
        "seconds": 1.0,
        "rest_seconds": 2.0,
        "orders": 1,
        "notices": 1,
        "bills": 1,
        "entries": 3,
        "payments": 2,
        "online": 1,
        "gateway": {"news": 2},
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
