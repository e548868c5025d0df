"""Whatever people do and in whatever order, also at once: the ledger adds up, and nobody is away twice on one day."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, settings
from hypothesis import strategies as some
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import Engine, select, text

from munshi import database
from munshi.business import service as business_service
from munshi.leave.balances import posting
from munshi.leave.balances.ledger import Account, account
from munshi.leave.models import LeaveDayRow, LeaveEntry, LeaveRequest
from munshi.leave.rules import Portion
from munshi.leave.statuses import LIVE, Status
from tests.backend.books import TUESDAY_MORNING, Clock
from tests.backend.leave.conftest import (
    KIRAN,
    MANAGER,
    OWNER,
    RAVI,
    WORKSHOP,
    Decision,
    Worker,
    bring_in,
    workshop,
)

FIRST_DAY = datetime(2026, 12, 14).date()
WHO = some.sampled_from([RAVI, KIRAN, MANAGER])
DECIDER = some.sampled_from([OWNER, MANAGER, MANAGER, KIRAN])
TYPES = some.sampled_from(["casual", "sick", "earned", "comp_off", "unpaid"])
HALVES = some.sampled_from(["", "/first", "/second"])
NUMBERS = some.integers(0, 30)


def at_once(*calls: Callable[[], Decision]) -> list[str]:
    """Makes the calls in the same moment, each in a thread of its own; their outcomes."""
    together = Barrier(len(calls))

    def call(one: Callable[[], Decision]) -> str:
        together.wait()
        return one().outcome

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(call, calls))


def yes(worker: Worker, summary: str) -> Callable[[], Decision]:
    return lambda: worker.do("/leave/requests", summary=summary)


def decision(worker: Worker, reference: str, approve: bool = True) -> Callable[[], Decision]:
    return lambda: worker.decides(reference, approve, "isliye")


def check_books() -> None:
    """What must hold at every moment."""
    with database.transaction() as session:
        requests = session.scalars(select(LeaveRequest).where(LeaveRequest.business_id == WORKSHOP)).all()
        entries = session.scalars(select(LeaveEntry).where(LeaveEntry.business_id == WORKSHOP)).all()
        days = session.scalars(select(LeaveDayRow).where(LeaveDayRow.business_id == WORKSHOP)).all()
        accounts = {person: account(session, WORKSHOP, person) for person in {r.person_id for r in requests}}
        _check_halves(days)
        for request in requests:
            _check_request(request, entries)
        for each in accounts.values():
            _check_account(each)
    assert sorted(int(r.reference.removeprefix("LV-")) for r in requests) == list(range(1, len(requests) + 1))
    keys = Counter((entry.person_id, entry.key) for entry in entries)
    assert not [key for key, times in keys.items() if times > 1]


def _check_halves(days: Any) -> None:
    """No half of a day is held twice by one person."""
    held = Counter(
        (day.person_id, day.date, half)
        for day in days
        if day.live
        for half in ((Portion.FIRST, Portion.SECOND) if day.portion == Portion.FULL else (day.portion,))
    )
    assert not [half for half, times in held.items() if times > 1]


def _check_request(request: LeaveRequest, entries: Any) -> None:
    """A request takes of the balance exactly while it is approved, and its days are held exactly while it lives."""
    own = [entry.days for entry in entries if entry.reference == request.reference]
    charged = sum(day.charged for day in request.days)
    assert sum(own) == (-charged if request.status == Status.APPROVED else 0)
    assert {day.live for day in request.days} == {request.status in LIVE}
    assert request.moves[-1].status == request.status
    counted = sum(Portion(day.portion).days for day in request.days if day.counted)
    assert request.count == counted
    assert charged <= counted


def _check_account(account: Account) -> None:
    """The balance is the sum of its entries, and nobody takes more than there is."""
    for type_ in {charged.type for charged in account.charged}:
        assert account.balance(type_) == sum(e.days for e in account.entries if e.type == type_)
        coming = any(charged.leave_year == "2027" for charged in account.charged)
        assert coming or account.balance(type_) - account.pending(type_) >= 0


class Workshop(RuleBasedStateMachine):
    """People of the workshop who ask, decide, take back, all day long and over the year's end."""

    client: TestClient
    clock: Clock
    renew: Callable[[], None]

    def __init__(self) -> None:
        super().__init__()
        self.renew()
        self.clock.moment = TUESDAY_MORNING
        self.filed: list[str] = []
        assert bring_in(workshop()) == "created"

    def worker(self, alias: str) -> Worker:
        return Worker(self.client, alias)

    @rule(who=WHO, type_=TYPES, start=some.integers(0, 24), length=some.integers(1, 5), half=HALVES)
    def ask(self, who: str, type_: str, start: int, length: int, half: str) -> None:
        first = FIRST_DAY + timedelta(days=start)
        last = first if half else first + timedelta(days=length - 1)
        worker = self.worker(who)
        shown = worker.says(f"{first}…{last}{half}", type_, reason="kaam hai", choice="later")
        if summary := shown.facts.get("summary"):
            assert sorted(at_once(*[yes(worker, summary)] * 2)) == ["filed", "filed_already"]
            assert yes(worker, summary)().outcome == "filed_already"
            self.filed.append(who)
        else:
            worker.do("/leave/draft/drop")

    @precondition(lambda self: self.filed)
    @rule(who=DECIDER, other=DECIDER, number=NUMBERS, approve=some.booleans(), also=some.booleans())
    def decide(self, who: str, other: str, number: int, approve: bool, also: bool) -> None:
        reference, _ = self.filed_as(number)
        outcomes = at_once(
            decision(self.worker(who), reference, approve), decision(self.worker(other), reference, also)
        )
        assert len([outcome for outcome in outcomes if outcome in ("approved", "rejected")]) <= 1

    @precondition(lambda self: self.filed)
    @rule(number=NUMBERS, decider=DECIDER)
    def take_back_while_somebody_decides(self, number: int, decider: str) -> None:
        reference, who = self.filed_as(number)
        summary = self.worker(who).do("/leave/cancel", reference=reference).facts.get("summary")
        at_once(
            lambda: self.worker(who).do("/leave/cancellations", summary=summary),
            decision(self.worker(decider), reference),
        )

    def filed_as(self, number: int) -> tuple[str, str]:
        """One of the references that were given, and whose it is."""
        place = number % len(self.filed)
        return f"LV-{place + 1}", self.filed[place]

    @rule(days=some.integers(1, 12))
    def time_passes(self, days: int) -> None:
        self.clock.passes(days=days)
        posting.accrue_everywhere()

    @rule()
    def accrue_twice_at_once(self) -> None:
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(lambda _: posting.accrue_everywhere(), range(2)))

    @invariant()
    def books_are_sound(self) -> None:
        check_books()


@pytest.fixture
def renew(own_books: Engine) -> Callable[[], None]:
    """Books without the workshop, as often as they are wanted; of nobody else does anybody ask for leave there."""
    with database.transaction() as session:
        for business in business_service.all_of_them(session):
            business.skills = [each for each in business.skills if each != posting.SKILL]
    tables = "leave_entries leave_moves leave_days leave_requests leave_series leave_drafts employments leave_policies"

    def anew() -> None:
        with database.transaction() as session:
            session.execute(text("SET session_replication_role = replica"))
            for table in [
                *tables.split(),
                "kept_answers",
                "person_roles",
                "person_aliases",
                "persons",
                "numbers",
            ]:
                session.execute(text(f"DELETE FROM {table} WHERE business_id = '{WORKSHOP}'"))
            session.execute(text(f"DELETE FROM businesses WHERE id = '{WORKSHOP}'"))
            session.execute(text("DELETE FROM assistant.notices"))
            session.execute(text("SET session_replication_role = DEFAULT"))

    return anew


def test_any_sequence_leaves_the_books_sound(
    renew: Callable[[], None], client: TestClient, now: Clock
) -> None:
    machine = type("Machine", (Workshop,), {"client": client, "clock": now, "renew": staticmethod(renew)})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=10,
            stateful_step_count=20,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_of_two_who_approve_and_reject_at_once_one_decides(
    own_books: Engine, client: TestClient, now: Clock
) -> None:
    bring_in(workshop())
    worker = Worker(client, RAVI)
    for day in range(1, 6):
        reference = worker.files(f"2026-12-0{day}").facts["reference"]
        outcomes = at_once(
            decision(Worker(client, MANAGER), reference), decision(Worker(client, OWNER), reference, False)
        )
        assert outcomes.count("decided_already") == 1
    check_books()


def test_the_same_days_filed_twice_at_once_are_held_once(
    own_books: Engine, client: TestClient, now: Clock
) -> None:
    bring_in(workshop())
    worker = Worker(client, RAVI)
    shown = worker.says("2026-12-01…2026-12-03", "casual")
    outcomes = at_once(*[yes(worker, shown.facts["summary"])] * 4)
    assert sorted(outcomes) == ["filed", *["filed_already"] * 3]
    check_books()
