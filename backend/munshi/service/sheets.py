"""The set-up of a service desk as sheets, one for each kind of thing; what comes in is checked as the file is."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from munshi.business import service
from munshi.business.models import Business
from munshi.business.part import Part, Section
from munshi.service.columns import MODELS, OPEN_TICKETS, PARTS, PLANS, POLICIES, TECHNICIANS
from munshi.service.tickets import part as tickets
from munshi.service.tickets.filing import due
from munshi.service.tickets.sections import RaisedTicket, TicketSections
from munshi.service.tickets.statuses import LIVE
from munshi.service.visits import part as visits
from munshi.service.visits.sections import PlanEntry, SparePartEntry, TechnicianEntry, VisitSections
from munshi.service.warranty import part as warranty
from munshi.service.warranty.sections import ModelEntry, WarrantyPolicyEntry, WarrantySections
from munshi.sheets.columns import Column
from munshi.sheets.sheet import Place, Sheet, read
from munshi.sheets.tables import Row

AT = 2  # the step of an entry's number in "visits.parts[3].sku"


@dataclass(frozen=True)
class Listed[Entry: Section, Sections: Section]:
    """A list of the business's file as a sheet: its columns, and by which of them a row is known.

    `of` gives the list out of the sections, `into` the sections with this list and no other. `made` says what is new
    of a row that the books do not have.
    """

    name: str
    entry: type[Entry]
    columns: Sequence[Column[Entry]]
    key: str
    keyed: Callable[[Entry], str]
    part: Part[Sections]
    of: Callable[[Sections], Sequence[Entry]]
    into: Callable[[Sections, list[Entry]], Sections]
    made: Callable[[Business, dict[str, Any]], dict[str, Any]] = lambda business, said: said
    goes_out: Callable[[Entry], bool] = lambda entry: True
    stays: bool = False

    def bring_in(self, session: Session, business: Business, content: bytes) -> tuple[int, int]:
        """Adds rows and changes those that are there, unless what is there `stays`; how many there were, and were new.

        Raises BadSheet, and then has written nothing.
        """
        service.wait_for_others_who_bring_in(session, business.id)
        sheet = read(content, self.columns, self.key)
        held = self.part.read(session, business)
        there = {self.keyed(entry): entry for entry in self.of(held)}
        entries = {row: entry for row in sheet.rows if (entry := self._entry(business, sheet, row, there))}
        sheet.blame_twice(entries, lambda entry: [self.keyed(entry)], self.key)
        sheet.refuse()
        told = self.into(held, list(entries.values()))
        sheet.blame_entries(
            list(self.part.check(session, told, business.id)), list(entries), AT, self._column_of
        )
        sheet.refuse()
        changed = [entry for entry in entries.values() if self._is_news(entry, there.get(self.keyed(entry)))]
        self.part.write(session, business, self.into(held, changed))
        return len(entries), len(changed)

    def rows(self, session: Session, business: Business) -> Iterator[Row]:
        """The heading, and a row for each entry."""
        yield [column.name for column in self.columns]
        for entry in self.of(self.part.read(session, business)):
            if self.goes_out(entry):
                yield [column.write(entry) for column in self.columns]

    def _is_news(self, entry: Entry, before: Entry | None) -> bool:
        return before is None if self.stays else before != entry

    def _entry(
        self, business: Business, sheet: Sheet[Entry], row: int, there: dict[str, Entry]
    ) -> Entry | None:
        """The row, with what it does not say as the books have it."""
        peeked = "".join(str(value) for value in sheet.peek(row, self.key).values())
        before = there.get(peeked) or there.get("".join(peeked.upper().split()))
        said = sheet.said(row, before.model_dump() if before else {})
        if said is None or (before and self.stays):
            return before if said is not None else None
        whole = said if before else self.made(business, said)
        return sheet.entry(row, self.entry, whole, self._column_of)

    def _column_of(self, place: Place) -> str:
        """The column of a field, or the first one of what it is known by."""
        field = str(place[0]).removesuffix("_paise") if place else self.key
        names = [column.name for column in self.columns]
        near = ("phone" if field == "person" else field, f"{field}_en")
        return next((name for name in near if name in names), self.key)


def _of_warranty(name: str) -> Callable[[WarrantySections, list[Any]], WarrantySections]:
    def into(held: WarrantySections, entries: list[Any]) -> WarrantySections:
        return WarrantySections.model_validate({"warranty": {name: entries}})

    return into


def _of_visits(name: str) -> Callable[[VisitSections, list[Any]], VisitSections]:
    def into(held: VisitSections, entries: list[Any]) -> VisitSections:
        others: dict[str, list[Any]] = {each: [] for each in visits.IN_TABLES}
        return VisitSections(visits=held.visits.model_copy(update={**others, name: entries}))

    return into


def _of_tickets(held: TicketSections, entries: list[RaisedTicket]) -> TicketSections:
    return TicketSections(tickets=held.tickets.model_copy(update={"raised": entries}))


def _opened(business: Business, said: dict[str, Any]) -> dict[str, Any]:
    """A ticket that is new here: open since the day of the row, and due from now on."""
    opened_at = said.pop("opened_at").replace(tzinfo=ZoneInfo(business.timezone))
    said["moves"] = [{"status": "open", "at": opened_at}]
    return {**said, "due_at": due(business, said.get("priority", "normal"))}


POLICY_SHEET = Listed(
    "warranty-policies",
    WarrantyPolicyEntry,
    POLICIES,
    "code",
    lambda entry: entry.code,
    warranty.PART,
    lambda sections: sections.warranty.policies,
    _of_warranty("policies"),
)
MODEL_SHEET = Listed(
    "product-models",
    ModelEntry,
    MODELS,
    "model",
    lambda entry: entry.model,
    warranty.PART,
    lambda sections: sections.warranty.models,
    _of_warranty("models"),
)
TECHNICIAN_SHEET = Listed(
    "technicians",
    TechnicianEntry,
    TECHNICIANS,
    "phone",
    lambda entry: entry.person,
    visits.PART,
    lambda sections: sections.visits.technicians,
    _of_visits("technicians"),
)
PART_SHEET = Listed(
    "spare-parts",
    SparePartEntry,
    PARTS,
    "sku",
    lambda entry: entry.sku,
    visits.PART,
    lambda sections: sections.visits.parts,
    _of_visits("parts"),
)
PLAN_SHEET = Listed(
    "amc-plans",
    PlanEntry,
    PLANS,
    "code",
    lambda entry: entry.code,
    visits.PART,
    lambda sections: sections.visits.plans,
    _of_visits("plans"),
)
TICKET_SHEET = Listed(
    "open-tickets",
    RaisedTicket,
    OPEN_TICKETS,
    "reference",
    lambda entry: entry.reference,
    tickets.PART,
    lambda sections: sections.tickets.raised,
    _of_tickets,
    made=_opened,
    goes_out=lambda entry: entry.moves[-1].status in LIVE,
    stays=True,
)
SHEETS: dict[str, Listed[Any, Any]] = {
    sheet.name: sheet
    for sheet in (POLICY_SHEET, MODEL_SHEET, TECHNICIAN_SHEET, PART_SHEET, PLAN_SHEET, TICKET_SHEET)
}
