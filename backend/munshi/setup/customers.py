"""The customers and their khatas as a sheet: who they are, what they owed when it was opened, and how far they may buy."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from munshi.billing.accounts import service as accounts
from munshi.billing.accounts.part import open_account, standing_opening
from munshi.billing.accounts.sections import CustomerAccount, Limit, Owed
from munshi.business import service
from munshi.business.models import Business
from munshi.people import service as people
from munshi.people.rules import Role
from munshi.people.sections import PART as PEOPLE
from munshi.people.sections import PeopleSections, PersonEntry
from munshi.setup.cells import LANGUAGE_NAMES, phone, phone_said
from munshi.sheets.columns import BadCell, Column, day, day_said, decimal, one_of, yes_or_no
from munshi.sheets.sheet import Place, Sheet, read
from munshi.sheets.tables import Row

OF_KHATA = ("opening_paise", "opening_on", "limit_paise", "buys")
COLUMN_OF = {"phones": "phone", "opening_paise": "opening", "limit_paise": "limit", "buys": "buys_on_khata"}


class CustomerEntry(PersonEntry):
    """A customer with their khata; sums are paise."""

    opening_paise: Owed = 0
    opening_on: date | None = None
    limit_paise: Limit | None = None
    buys: bool | None = None

    def person(self) -> PersonEntry:
        """As the people of the file."""
        return PersonEntry.model_validate(self.model_dump(include=set(PersonEntry.model_fields)))

    def account(self) -> CustomerAccount:
        """As the khatas of the file."""
        said = self.model_dump(include=set(OF_KHATA))
        return CustomerAccount.model_validate({"person": self.ids[0], **said})


def _paise(cell: str) -> int:
    """A sum in rupees. Raises BadCell."""
    paise = decimal(cell.removeprefix("₹").removeprefix("Rs").strip(" ."), "340 or 1,250.50") * 100
    if not paise.is_finite() or paise != paise.to_integral_value():
        raise BadCell("must be rupees with at most two places, such as 340 or 1,250.50")
    return int(paise)


def _rupees(paise: int | None) -> str:
    if paise is None:
        return ""
    rupees = Decimal(paise) / 100
    return f"{rupees:f}" if paise % 100 else str(paise // 100)


COLUMNS: tuple[Column[CustomerEntry], ...] = (
    Column(
        "name",
        lambda cell: {"name": cell},
        lambda entry: entry.name or "",
        required=True,
        also=("customer", "customer name", "party", "party name", "full name", "नाम", "ग्राहक", "पार्टी"),
    ),
    Column(
        "phone",
        lambda cell: {"phones": [phone(cell)]},
        lambda entry: phone_said(entry.phones[0]) if entry.phones else "",
        required=True,
        also=("mobile", "mobile no", "mobile number", "phone number", "contact", "whatsapp", "फोन", "मोबाइल"),
    ),
    Column(
        "language",
        lambda cell: {"language": one_of(LANGUAGE_NAMES, cell) if cell else None},
        lambda entry: entry.language or "",
        also=("भाषा",),
    ),
    Column(
        "opening",
        lambda cell: {"opening_paise": _paise(cell) if cell else 0},
        lambda entry: _rupees(entry.opening_paise) if entry.opening_paise else "",
        also=("opening balance", "balance", "due", "dues", "udhaar", "baki", "outstanding", "बाकी", "उधार"),
    ),
    Column(
        "opening_on",
        lambda cell: {"opening_on": day(cell) if cell else None},
        lambda entry: day_said(entry.opening_on),
        also=("since", "as on", "date", "तारीख", "कब से"),
    ),
    Column(
        "limit",
        lambda cell: {"limit_paise": _paise(cell) if cell else None},
        lambda entry: _rupees(entry.limit_paise),
        also=("credit limit", "khata limit", "सीमा", "लिमिट"),
    ),
    Column(
        "buys_on_khata",
        lambda cell: {"buys": yes_or_no(cell) if cell else None},
        lambda entry: "" if entry.buys is None else "yes" if entry.buys else "no",
        also=("khata", "on khata", "credit allowed", "खाता"),
    ),
)  # fmt: skip


def bring_in(session: Session, business: Business, content: bytes) -> tuple[int, int]:
    """Adds and changes customers and their khatas; how many rows there were, and how many changed something.

    A column that the sheet does not have leaves what the books say. An opening that the books have otherwise is
    reversed and written anew. Raises BadSheet, and then has written nothing.
    """
    service.wait_for_others_who_bring_in(session, business.id)
    sheet = read(content, COLUMNS, "phone")
    books = {value: entry for entry in _everybody(session, business) for value in entry.ids}
    entries = {row: entry for row in sheet.rows if (entry := _entry(sheet, row, books))}
    sheet.blame_twice(entries, lambda entry: entry.phones, "phone")
    sheet.refuse()
    return len(entries), sum(_write(session, business, entry, books) for entry in entries.values())


def _entry(sheet: Sheet[CustomerEntry], row: int, books: Mapping[str, CustomerEntry]) -> CustomerEntry | None:
    number = sheet.peek(row, "phone").get("phones", [""])[0]
    before = books.get(number)
    said = sheet.said(row, before.model_dump() if before else {})
    if said is None:
        return None
    if before is not None:
        said["phones"] = before.phones
    return sheet.entry(row, CustomerEntry, said, _column_of)


def _write(
    session: Session, business: Business, entry: CustomerEntry, books: Mapping[str, CustomerEntry]
) -> bool:
    before = books.get(entry.ids[0])
    is_other = before is None or before.person() != entry.person()
    if is_other:
        PEOPLE.write(session, business, PeopleSections(people=[entry.person()]))
    person = people.find(session, business.id, entry.ids[0])
    assert person
    return open_account(session, business, person.id, entry.account()) or is_other


def rows(session: Session, business: Business) -> Iterator[Row]:
    """The heading, and every customer with a phone, as an import would take them."""
    yield [column.name for column in COLUMNS]
    for entry in _everybody(session, business):
        if entry.phones and (Role.CUSTOMER in entry.roles or entry.opening_paise or entry.limit_paise):
            yield [column.write(entry) for column in COLUMNS]


def _everybody(session: Session, business: Business) -> Iterator[CustomerEntry]:
    ids, zone = people.ids(session, business.id), ZoneInfo(business.timezone)
    for person in PEOPLE.read(session, business).people:
        number = ids[person.ids[0]]
        account = accounts.account_of(session, business.id, number)
        opening = standing_opening(session, business.id, number) if account else None
        yield CustomerEntry.model_validate(
            {
                **person.model_dump(),
                "opening_paise": opening.paise if opening else 0,
                "opening_on": opening.at.astimezone(zone).date() if opening else None,
                "limit_paise": account.limit_paise if account else None,
                "buys": account.on_khata if account else None,
            }
        )


def _column_of(place: Place) -> str:
    first = str(place[0]) if place else "name"
    return COLUMN_OF.get(first, first)
