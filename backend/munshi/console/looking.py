"""What the console shows: one section a matter, of the skills that the business has, as the chat would tell it too."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from babel.dates import format_date, format_time
from sqlalchemy.orm import Session

from munshi import clock
from munshi.access.rules import How
from munshi.approvals import looking as away
from munshi.approvals import service as approvals
from munshi.billing.accounts import looking as khatas
from munshi.billing.payments import claims
from munshi.billing.payments.facts import payment_facts
from munshi.billing.payments.page import grouped
from munshi.callers import Caller
from munshi.columns import plain
from munshi.orders.models import Order, OrderLine
from munshi.orders.serving import asked_for
from munshi.orders.serving.asked_for import AskedFor
from munshi.orders.serving.facts import customer_of
from munshi.outcomes import Refusal
from munshi.owner import sales
from munshi.service.tickets import looking as tickets
from munshi.service.tickets.facts import ticket_facts
from munshi.service.tickets.facts import whose as customer_of_ticket
from munshi.service.tickets.for_staff import note_look
from munshi.service.tickets.models import Ticket
from munshi.service.visits import looking as visits
from munshi.service.visits.facts import job_facts

WORDS = Path(__file__).parent / "pages" / "words.yml"
LOCALES = {"hi": "hi_IN", "en": "en_IN", "hinglish": "en_IN"}
MOST = 25  # rows of a section
OLDEST = 10  # of who owes

Words = Mapping[str, Any]
Facts = Mapping[str, Any]


@dataclass(frozen=True)
class Row:
    """One order, customer, visit or request: what it is, what is said of it, its sum, and where it stands."""

    what: str
    about: Sequence[str] = ()
    sum: str | None = None
    state: str | None = None


@dataclass(frozen=True)
class Section:
    """A matter with its rows; `figure` is its one number, `left_out` how many rows there is no room for."""

    name: str
    figure: str | None = None
    rows: Sequence[Row] = ()
    left_out: int = 0
    notes: Sequence[str] = field(default=())


class Look:
    """One person's look at their business, in their language."""

    def __init__(self, session: Session, caller: Caller) -> None:
        self._session = session
        self._caller = caller
        self.language = caller.writes_in
        self.words = words(self.language)
        self.now = clock.now_in(caller.business.timezone)

    @property
    def at_now(self) -> str:
        """The hour of the look."""
        return self._at(self.now.isoformat())

    def sections(self) -> list[Section]:
        """Those of the business's skills, in the order in which a day asks for them."""
        return [
            section
            for skill, told in _OF_SKILLS
            if skill in self._caller.business.skills
            for section in told(self)
        ]

    def of_orders(self) -> Iterator[Section]:
        """What was sold today, what is to be done, and what runs out."""
        facts = sales.summary(self._session, self._caller, None, None).facts
        came = [
            f"{self.words['ways'].get(each['way'], each['way'])} ₹{grouped(each['paise'])}"
            for each in facts["came"] or ()
        ]
        counted = self.words["orders_of_day"].format(number=facts["orders"])
        yield Section("sales", f"₹{grouped(facts['total_paise'])}", notes=[counted, *came])
        found = asked_for.found(self._session, self._caller, AskedFor(to_do=True))
        yield self._section("orders", [self._order(each) for each in found])
        low = sales.running_low(self._session, self._caller.business_id, self.now)
        gone = [each for each in facts["run_out"] if each not in low]
        rows = [Row(self._named(each)) for each in low]
        yield self._section(
            "low", [*rows, *(Row(self._named(each), state=self.words["gone"]) for each in gone)]
        )

    def of_money(self) -> Iterator[Section]:
        """What customers say to have paid, and who owes for the longest."""
        waiting = claims.waiting(self._session, self._caller.business_id)
        yield self._section("claims", [self._claim(payment_facts(self._session, each)) for each in waiting])
        owed = khatas.everybody_facts(self._session, self._caller, OLDEST)
        yield Section(
            "dues",
            f"₹{grouped(owed['total_paise'])}",
            [self._debtor(each) for each in owed["oldest"]],
            owed["more"],
        )

    def of_service(self) -> Iterator[Section]:
        """Today's visits, and every complaint that is not put right yet."""
        business = self._caller.business
        jobs = visits.all_of(self._session, business, visits.today(business))
        yield self._section(
            "visits", [self._visit(job_facts(self._session, business, each)) for each in jobs]
        )
        found = tickets.all_open(self._session, business.id)
        note_look(self._session, self._caller, found[:MOST], How.LIST)
        yield self._section("tickets", [self._ticket(each) for each in found])

    def of_people(self) -> Iterator[Section]:
        """What waits for this person's yes, and who is away today."""
        yield self._section("requests", [self._request(each) for each in self._requests()])
        yield self._section("away", [self._absence(each) for each in self._away()])

    def _section(self, name: str, rows: Sequence[Row]) -> Section:
        return Section(name, rows=rows[:MOST], left_out=len(rows[MOST:]))

    def _order(self, order: Order) -> Row:
        whose = customer_of(self._session, order)
        goods = ", ".join(self._line(line) for line in order.lines if not line.dropped)
        about = _told(_called(whose), goods, self._wanted(order.wanted), *order.notes)
        state = self.words["order_states"][order.status]
        return Row(order.reference, about, f"₹{grouped(order.total_paise)}", state)

    def _line(self, line: OrderLine) -> str:
        unit = "×" if line.unit == "pc" else line.unit
        return f"{plain(line.quantity)} {unit} {line.name[self.language]}"

    def _wanted(self, wanted: Facts | None) -> str | None:
        """The day and the hours in which an order is to come."""
        if not wanted or not wanted.get("day"):
            return None
        hours = [str(wanted[edge])[:5] for edge in ("opens", "closes") if wanted.get(edge)]
        return f"{self._day(wanted['day'])} {'–'.join(hours)}".strip()

    def _claim(self, facts: Facts) -> Row:
        way = self.words["ways"].get(facts["pay_way"], facts["pay_way"])
        utr = f"UTR {facts['pay_utr']}" if facts["pay_utr"] else None
        about = _told(facts["pay_payer"], way, utr, *facts["pay_for"])
        return Row(
            facts["pay_reference"], about, f"₹{grouped(facts['pay_paise'])}", self._at(facts["pay_at"])
        )

    def _debtor(self, facts: Facts) -> Row:
        since = self.words["since"].format(day=self._day(facts["since"])) if facts["since"] else None
        promised = facts["promised"]
        until = self.words["promised"].format(day=self._day(promised)) if promised else None
        return Row(_called(facts), _told(since, until), f"₹{grouped(facts['paise'])}")

    def _visit(self, facts: Facts) -> Row:
        about = _told(
            self._named(facts["product"]) or facts["machine"],
            facts["customer_name"],
            f"{facts['address']} {facts['pincode']}",
            facts["problem"],
            facts["technician"],
        )
        state = self.words["visit_states"][facts["visit_status"]]
        return Row(f"{facts['visit']} · {self._at(facts['starts_at'])}", about, state=state)

    def _ticket(self, ticket: Ticket) -> Row:
        facts = ticket_facts(self._session, ticket)
        whose = _called(customer_of_ticket(self._session, ticket))
        due = self.words["due"].format(at=self._at(facts["due_at"])) if facts["due_at"] else None
        about = _told(self._named(facts["product"]), whose, ticket.problem, facts["assigned"], due)
        return Row(ticket.reference, about, state=self.words["ticket_states"][ticket.status])

    def _request(self, facts: Facts) -> Row:
        days = [facts[edge] for edge in ("from", "to", "date") if facts.get(edge)]
        span = " – ".join(self._day(each) for each in dict.fromkeys(days))
        paise = facts.get("amount_paise")
        sum_ = f"₹{grouped(paise)}" if paise is not None else None
        why = facts.get("reason") or facts.get("purpose")
        return Row(facts["reference"], _told(facts["name"], span, why), sum_)

    def _requests(self) -> Sequence[Facts]:
        try:
            rows: Sequence[Facts] = approvals.waiting(self._session, self._caller).facts["rows"]
        except Refusal:  # nothing waits, or it is nobody's to decide here
            return ()
        return rows

    def _absence(self, facts: Facts) -> Row:
        return Row(facts["name"], state=self.words["leave_states"].get(facts["status"]))

    def _away(self) -> Sequence[Facts]:
        try:
            rows: Sequence[Facts] = away.away(self._session, self._caller, None, None, None).facts.get(
                "rows", ()
            )
        except Refusal:
            return ()
        return rows

    def _named(self, names: Any) -> str:
        """What goods or a machine are called in this language."""
        return str(names[self.language]) if isinstance(names, Mapping) else names or ""

    def _day(self, day: str) -> str:
        return format_date(date.fromisoformat(day), "d MMM", LOCALES[self.language])

    def _at(self, moment: str) -> str:
        """The hour, with the day where it is not today."""
        at = datetime.fromisoformat(moment)
        hour = format_time(at, "h:mm a", locale=LOCALES[self.language])
        return hour if at.date() == self.now.date() else f"{self._day(at.date().isoformat())}, {hour}"


@cache
def words(language: str) -> Words:
    """The page's words in a language."""
    every: Mapping[str, Words] = yaml.safe_load(WORDS.read_text("utf-8"))
    return every[language]


def _called(facts: Facts) -> str:
    return facts["name"] or (f"+{facts['phone']}" if facts["phone"] else "?")


def _told(*said: str | None) -> list[str]:
    return [each for each in said if each]


_OF_SKILLS: tuple[tuple[str, Callable[[Look], Iterable[Section]]], ...] = (
    ("orders", Look.of_orders),
    ("billing", Look.of_money),
    ("service", Look.of_service),
    ("approvals", Look.of_people),
)
