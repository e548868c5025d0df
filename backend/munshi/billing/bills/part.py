"""The way of bills from a file into the books and out again: their terms, in whose names they are, and all issued."""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi.billing.bills.models import Bill, BillLine, BillParty
from munshi.billing.bills.naming import keep
from munshi.billing.bills.numbers import count_on_from
from munshi.billing.bills.rules import Kind, sums
from munshi.billing.bills.sections import BillSections, IssuedBill, IssuedLine, Party
from munshi.billing.bills.service import WHOLE, line_of
from munshi.billing.bills.terms import IN_TABLES, SECTION, terms_of
from munshi.business.models import Business
from munshi.business.part import Part
from munshi.people import service as people
from munshi.problems import Fault

KEPT_AS_THEY_ARE = (
    "number", "kind", "source_kind", "source", "edition", "reason", "issued_at", "issued_on", "scheme", "supplier",
    "recipient", "place_of_supply", "about",
)  # fmt: skip


def check(session: Session, file: BillSections, business_id: str) -> Iterable[Fault]:
    """Series differ, numbers are once, people are known, and who may not charge tax has prices with all in them."""
    yield from _check_terms(file)
    known = people.ids_with(session, business_id, file)
    for place, party in enumerate(file.bills.parties):
        if party.person not in known:
            at = f"bills.parties[{place}].person"
            yield Fault(at=at, problem=f"there is nobody with the id {party.person}")
    numbers: dict[str, int] = {}
    for place, bill in enumerate(file.bills.issued):
        at = f"bills.issued[{place}]"
        if numbers.setdefault(bill.number, place) != place:
            yield Fault(
                at=f"{at}.number", problem=f"bills.issued[{numbers[bill.number]}] is {bill.number} too"
            )
        if bill.person not in known:
            yield Fault(at=f"{at}.person", problem=f"there is nobody with the id {bill.person}")
        if (bill.kind is Kind.CREDIT_NOTE) != (bill.corrects is not None):
            yield Fault(at=f"{at}.corrects", problem="a credit note, and nothing else, corrects a bill")
        elif bill.corrects and bill.corrects not in numbers:
            yield Fault(at=f"{at}.corrects", problem=f"no bill before it is {bill.corrects}")


def _check_terms(file: BillSections) -> Iterator[Fault]:
    prefixes = list(file.bills.series.model_dump().values())
    if len(set(prefixes)) < len(prefixes):
        yield Fault(at="bills.series", problem="each series has a beginning of its own")
    profile = getattr(file, "business", None)
    if profile is None or file.bills.scheme is None:
        return
    if not profile.gstin:
        yield Fault(at="bills.scheme", problem="who has no GSTIN is in no scheme of GST")
    elif file.bills.scheme == "composition" and not profile.prices_include_gst:
        problem = (
            "who is in the composition scheme charges no tax beside the price: prices_include_gst is true"
        )
        yield Fault(at="business.prices_include_gst", problem=problem)


def write(session: Session, business: Business, file: BillSections) -> None:
    """Keeps the terms and names, and adds the bills that the books do not have."""
    said = file.bills.model_dump(mode="json", exclude_defaults=True, exclude=set(IN_TABLES))
    others = {name: kept for name, kept in business.settings.items() if name != SECTION}
    business.settings = {**others, **({SECTION: said} if said else {})}
    ids = people.ids(session, business.id)
    for party in file.bills.parties:
        keep(session, business.id, ids[party.person], party.gstin, party.name)
    query = select(Bill.number, Bill.id).where(Bill.business_id == business.id)
    there: dict[str, int] = dict(session.execute(query).all())
    for entry in file.bills.issued:
        if entry.number not in there:
            there[entry.number] = _add(session, business.id, entry, ids, there)


def _add(
    session: Session, business_id: str, entry: IssuedBill, ids: dict[str, int], there: dict[str, int]
) -> int:
    prefix, year, serial = entry.number.split("/")
    lines = [BillLine(**line.model_dump()) for line in entry.lines]
    total = vars(sums([line_of(line) for line in lines]))
    bill = Bill(
        **{field: getattr(entry, field) for field in KEPT_AS_THEY_ARE},
        **{
            **total,
            "round_off_paise": entry.round_off_paise,
            "total_paise": total["total_paise"] + entry.round_off_paise,
        },
        business_id=business_id,
        prefix=prefix,
        year=year,
        serial=int(serial),
        person_id=ids[entry.person],
        corrects_id=there[entry.corrects] if entry.corrects else None,
        lines=lines,
    )
    session.add(bill)
    session.flush()
    count_on_from(session, business_id, prefix, year, int(serial))
    return bill.id


def read(session: Session, business: Business) -> BillSections:
    """The terms, the names, and all bills in the order in which they were issued."""
    ids = people.ids_in_file(session, business.id)
    parties = session.scalars(
        select(BillParty).where(BillParty.business_id == business.id).order_by(BillParty.person_id)
    )
    bills = session.scalars(
        select(Bill).where(Bill.business_id == business.id).order_by(Bill.id).options(*WHOLE)
    ).all()
    numbers = {bill.id: bill.number for bill in bills}
    said = terms_of(business).model_copy(
        update={
            "parties": [
                Party(person=ids[one.person_id], gstin=one.gstin, name=one.name)
                for one in parties
                if one.person_id in ids
            ],
            "issued": [entry_of(bill, ids, numbers) for bill in bills if bill.person_id in ids],
        }
    )
    return BillSections(bills=said)


def entry_of(bill: Bill, ids: dict[int, str], numbers: dict[int, str]) -> IssuedBill:
    """A bill as a file has it; `ids` names each person by one phone or user id, `numbers` the bills."""
    said: dict[str, Any] = {field: getattr(bill, field) for field in KEPT_AS_THEY_ARE}
    return IssuedBill.model_validate(
        {
            **said,
            "person": ids[bill.person_id],
            "corrects": numbers[bill.corrects_id] if bill.corrects_id else None,
            "round_off_paise": bill.round_off_paise,
            "lines": [
                {field: getattr(line, field) for field in IssuedLine.model_fields} for line in bill.lines
            ],
        }
    )


PART: Part[BillSections] = Part(BillSections, check, write, read)
