"""The way of visits, parts and yearly care from a file into the books and out again."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session, selectinload

from munshi.business.models import Business
from munshi.business.part import Part
from munshi.business.sections import Week
from munshi.business.stored_sections import of
from munshi.catalogue import service as catalogue
from munshi.people import service as people
from munshi.problems import Fault
from munshi.series import count_on_from
from munshi.service.amc.models import AmcContract, AmcPlan, AmcSeries
from munshi.service.parts.models import PartMove, PartRequest, PartSeries, SparePart
from munshi.service.tickets.models import Ticket
from munshi.service.visits.looking import WHOLE
from munshi.service.visits.models import TechnicianRow, Visit, VisitMove, VisitSeries
from munshi.service.visits.sections import (
    ContractEntry,
    PartMoveEntry,
    PartRequestEntry,
    PlanEntry,
    SparePartEntry,
    TechnicianEntry,
    VisitEntry,
    VisitMoveEntry,
    Visits,
    VisitSections,
)
from munshi.service.visits.statuses import Status, may_move

SECTION = "visits"
IN_TABLES = frozenset({"technicians", "parts", "plans", "contracts", "booked", "requested"})


def check(session: Session, file: VisitSections, business_id: str) -> Iterable[Fault]:
    """People, products and plans that are named are there, each once, and visits move as visits do."""
    visits = file.visits
    known = people.ids_with(session, business_id, file)
    skus = {entry.sku for entry in getattr(file, "products", ())}
    skus |= set(catalogue.get_many(session, business_id, {entry.sku for entry in visits.parts} - skus))
    plans = {plan.code for plan in visits.plans}
    plans |= set(session.scalars(select(AmcPlan.code).where(AmcPlan.business_id == business_id)))
    yield from _people(visits, known)
    yield from _once("technicians", [entry.person for entry in visits.technicians], "person")
    yield from _once("parts", [entry.sku for entry in visits.parts], "sku")
    yield from _once("plans", [entry.code for entry in visits.plans], "code")
    yield from _once("contracts", [entry.reference for entry in visits.contracts], "reference")
    yield from _once("booked", [entry.reference for entry in visits.booked], "reference")
    yield from _once("requested", [entry.reference for entry in visits.requested], "reference")
    for place, part in enumerate(visits.parts):
        if part.sku not in skus:
            yield Fault(at=f"visits.parts[{place}].sku", problem=f"there is no product {part.sku}")
    for place, contract in enumerate(visits.contracts):
        if contract.plan not in plans:
            yield Fault(at=f"visits.contracts[{place}].plan", problem=f"there is no plan {contract.plan}")
    for place, visit in enumerate(visits.booked):
        yield from _life(visit, f"visits.booked[{place}]")


def _people(visits: Visits, known: set[str]) -> Iterator[Fault]:
    named: dict[str, list[set[str | None]]] = {
        "technicians": [{entry.person} for entry in visits.technicians],
        "contracts": [{entry.person} for entry in visits.contracts],
        "booked": [
            {entry.person, entry.technician, *(move.person for move in entry.moves)}
            for entry in visits.booked
        ],
        "requested": [{entry.person, *(move.person for move in entry.moves)} for entry in visits.requested],
    }
    for where, rows in named.items():
        for place, ids in enumerate(rows):
            for who in sorted({each for each in ids if each} - known):
                yield Fault(at=f"visits.{where}[{place}]", problem=f"there is nobody with the id {who}")


def _once(where: str, keys: list[str], name: str) -> Iterator[Fault]:
    for place, key in enumerate(keys):
        if key in keys[:place]:
            yield Fault(at=f"visits.{where}[{place}].{name}", problem=f"{key} stands here twice")


def _life(visit: VisitEntry, at: str) -> Iterator[Fault]:
    statuses = [move.status for move in visit.moves]
    if statuses[0] is not Status.BOOKED or not all(may_move(*step) for step in pairwise(statuses)):
        yield Fault(at=f"{at}.moves", problem="a visit begins as booked and does not move like this")
    if visit.starts_at >= visit.ends_at:
        yield Fault(at=f"{at}.ends_at", problem="a visit ends after it begins")


def write(session: Session, business: Business, file: VisitSections) -> None:
    """Keeps the terms, technicians, parts and plans, and adds what was booked and asked for."""
    said = file.visits.model_dump(mode="json", exclude_defaults=True, exclude=set(IN_TABLES))
    others = {name: kept for name, kept in business.settings.items() if name != SECTION}
    business.settings = {**others, **({SECTION: said} if said else {})}
    ids = people.ids(session, business.id)
    for technician in file.visits.technicians:
        _put(session, TechnicianRow, _technician_row(business.id, technician, ids), "person_id")
    for part in file.visits.parts:
        row = {"business_id": business.id, **part.model_dump()}
        _put(session, SparePart, row, "sku")
    for plan in file.visits.plans:
        row = {"business_id": business.id, **plan.model_dump()}
        _put(session, AmcPlan, row, "code")
    _write_contracts(session, business, file.visits, ids)
    _write_visits(session, business, file.visits, ids)
    _write_requests(session, business, file.visits, ids)
    session.expire_all()


def _technician_row(business_id: str, entry: TechnicianEntry, ids: Mapping[str, int]) -> dict[str, Any]:
    return {
        "business_id": business_id,
        "person_id": ids[entry.person],
        "skills": entry.skills,
        "pincodes": entry.pincodes,
        "hours": entry.hours.model_dump(exclude_defaults=True) if entry.hours else {},
        "most": entry.most,
    }


def _put(session: Session, table: Any, row: dict[str, Any], key: str) -> None:
    changed = {name: value for name, value in row.items() if name not in ("business_id", key)}
    statement = insert(table).values(row)
    session.execute(statement.on_conflict_do_update(index_elements=["business_id", key], set_=changed))


def _write_contracts(session: Session, business: Business, visits: Visits, ids: Mapping[str, int]) -> None:
    there = _references(session, AmcContract, business.id)
    for entry in visits.contracts:
        if entry.reference in there:
            continue
        plan = session.get_one(AmcPlan, (business.id, entry.plan))
        first = date.fromisoformat(entry.first)
        session.add(
            AmcContract(
                business_id=business.id,
                reference=entry.reference,
                person_id=ids[entry.person],
                plan=plan.code,
                machine=plan.machine,
                called=entry.called,
                first=first,
                last=date.fromisoformat(entry.last),
                visits=plan.visits,
                used=entry.used,
                parts=plan.parts,
                price_paise=plan.price_paise,
                sold_at=business.created_at,
                ended_at=entry.ended_at,
                told=entry.told,
            )
        )
    session.flush()
    count_on_from(session, AmcSeries, business.id, _last(entry.reference for entry in visits.contracts))


def _write_visits(session: Session, business: Business, visits: Visits, ids: Mapping[str, int]) -> None:
    there = _references(session, Visit, business.id)
    tickets = _references(session, Ticket, business.id)
    contracts = _references(session, AmcContract, business.id)
    for entry in visits.booked:
        if entry.reference in there:
            continue
        session.add(
            Visit(
                business_id=business.id,
                person_id=ids[entry.person],
                technician_id=ids[entry.technician] if entry.technician else None,
                ticket_id=tickets.get(entry.ticket or ""),
                contract_id=contracts.get(entry.contract or ""),
                status=entry.moves[-1].status,
                booked_at=entry.moves[0].at,
                moves=[
                    VisitMove(
                        position=position,
                        status=move.status,
                        at=move.at,
                        person_id=ids[move.person] if move.person else None,
                        reason=move.reason,
                    )
                    for position, move in enumerate(entry.moves, 1)
                ],
                **entry.model_dump(exclude={"person", "technician", "ticket", "contract", "moves"}),
            )
        )
    session.flush()
    count_on_from(session, VisitSeries, business.id, _last(entry.reference for entry in visits.booked))


def _write_requests(session: Session, business: Business, visits: Visits, ids: Mapping[str, int]) -> None:
    there = _references(session, PartRequest, business.id)
    booked = _references(session, Visit, business.id)
    for entry in visits.requested:
        if entry.reference in there:
            continue
        session.add(
            PartRequest(
                business_id=business.id,
                person_id=ids[entry.person],
                visit_id=booked.get(entry.visit or ""),
                expected_on=date.fromisoformat(entry.expected_on) if entry.expected_on else None,
                status=entry.moves[-1].status,
                moves=[
                    PartMove(
                        position=position,
                        status=move.status,
                        at=move.at,
                        person_id=ids[move.person] if move.person else None,
                    )
                    for position, move in enumerate(entry.moves, 1)
                ],
                **entry.model_dump(exclude={"person", "visit", "expected_on", "moves"}),
            )
        )
    session.flush()
    count_on_from(session, PartSeries, business.id, _last(entry.reference for entry in visits.requested))


def _references(session: Session, table: Any, business_id: str) -> dict[str, int]:
    query = select(table.reference, table.id).where(table.business_id == business_id)
    return dict(session.execute(query).all())


def _last(references: Iterable[str]) -> int:
    return max((int(reference.partition("-")[2]) for reference in references), default=0)


def read(session: Session, business: Business) -> VisitSections:
    """The terms, and everything of visits, parts and yearly care, in the order in which it came."""
    ids = people.ids_in_file(session, business.id)
    terms = of(business, VisitSections).visits
    told = {
        "technicians": _technicians(session, business, ids),
        "parts": _parts(session, business),
        "plans": _plans(session, business),
        "contracts": _contracts(session, business, ids),
        "booked": _booked(session, business, ids),
        "requested": _requested(session, business, ids),
    }
    return VisitSections(visits=terms.model_copy(update=told))


def _technicians(session: Session, business: Business, ids: Mapping[int, str]) -> list[TechnicianEntry]:
    return [
        TechnicianEntry(
            person=ids[row.person_id],
            skills=row.skills,
            pincodes=row.pincodes,
            hours=Week.model_validate(row.hours) if row.hours else None,
            most=row.most,
        )
        for row in _rows(session, TechnicianRow, business, TechnicianRow.person_id)
        if row.person_id in ids
    ]


def _parts(session: Session, business: Business) -> list[SparePartEntry]:
    return [
        SparePartEntry.model_validate({name: getattr(row, name) for name in SparePartEntry.model_fields})
        for row in _rows(session, SparePart, business, SparePart.sku)
    ]


def _plans(session: Session, business: Business) -> list[PlanEntry]:
    return [
        PlanEntry.model_validate({name: getattr(row, name) for name in PlanEntry.model_fields})
        for row in _rows(session, AmcPlan, business, AmcPlan.code)
    ]


def _contracts(session: Session, business: Business, ids: Mapping[int, str]) -> list[ContractEntry]:
    return [
        ContractEntry(
            reference=row.reference,
            person=ids[row.person_id],
            plan=row.plan,
            called=row.called,
            first=row.first.isoformat(),
            last=row.last.isoformat(),
            used=row.used,
            ended_at=row.ended_at,
            told=row.told,
        )
        for row in _rows(session, AmcContract, business, AmcContract.id)
        if row.person_id in ids
    ]


def _booked(session: Session, business: Business, ids: Mapping[int, str]) -> list[VisitEntry]:
    tickets = {id_: reference for reference, id_ in _references(session, Ticket, business.id).items()}
    contracts = {id_: reference for reference, id_ in _references(session, AmcContract, business.id).items()}
    query = select(Visit).where(Visit.business_id == business.id).order_by(Visit.id).options(*WHOLE)
    own = {"person", "technician", "ticket", "contract", "moves"}
    return [
        VisitEntry(
            person=ids[row.person_id],
            technician=ids.get(row.technician_id or 0),
            ticket=tickets.get(row.ticket_id or 0),
            contract=contracts.get(row.contract_id or 0),
            moves=[
                VisitMoveEntry(
                    status=Status(move.status),
                    at=move.at,
                    person=ids.get(move.person_id or 0),
                    reason=move.reason,
                )
                for move in row.moves
            ],
            **{name: getattr(row, name) for name in VisitEntry.model_fields if name not in own},
        )
        for row in session.scalars(query)
        if row.person_id in ids
    ]


def _requested(session: Session, business: Business, ids: Mapping[int, str]) -> list[PartRequestEntry]:
    visits = {id_: reference for reference, id_ in _references(session, Visit, business.id).items()}
    query = select(PartRequest).where(PartRequest.business_id == business.id).order_by(PartRequest.id)
    own = {"person", "visit", "expected_on", "moves"}
    return [
        PartRequestEntry(
            person=ids[row.person_id],
            visit=visits.get(row.visit_id or 0),
            expected_on=row.expected_on.isoformat() if row.expected_on else None,
            moves=[
                PartMoveEntry.model_validate(
                    {"status": move.status, "at": move.at, "person": ids.get(move.person_id or 0)}
                )
                for move in row.moves
            ],
            **{name: getattr(row, name) for name in PartRequestEntry.model_fields if name not in own},
        )
        for row in session.scalars(query.options(selectinload(PartRequest.moves)))
        if row.person_id in ids
    ]


def _rows(session: Session, table: Any, business: Business, order: Any) -> Iterable[Any]:
    return session.scalars(select(table).where(table.business_id == business.id).order_by(order)).all()


PART: Part[VisitSections] = Part(VisitSections, check, write, read)
