"""The way of khatas from a file into the books and out again."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi import clock
from munshi.billing.accounts import service
from munshi.billing.accounts.models import Account, AccountEntry
from munshi.billing.accounts.rules import Kind
from munshi.billing.accounts.sections import AccountSections, CustomerAccount, EntryGoods, LedgerEntry
from munshi.business.models import Business
from munshi.business.part import Part
from munshi.business.stored_sections import of
from munshi.catalogue import stock
from munshi.catalogue.stock import StockLine
from munshi.columns import plain
from munshi.people import service as people
from munshi.people.models import Person
from munshi.problems import Fault

SECTIONS = frozenset(AccountSections.model_fields)
OPENING = "opening:"


def check(session: Session, file: AccountSections, business_id: str) -> Iterable[Fault]:
    """Everybody who is named is somebody and has one khata; what is reversed is an entry, and is its opposite."""
    known = people.ids_with(session, business_id, file)
    seen: dict[str, int] = {}
    for place, account in enumerate(file.khata.accounts):
        at = f"khata.accounts[{place}].person"
        if account.person not in known:
            yield Fault(at=at, problem=f"there is nobody with the id {account.person}")
        if seen.setdefault(account.person, place) != place:
            yield Fault(at=at, problem=f"khata.accounts[{seen[account.person]}] is theirs too")
    yield from _check_entries(file.khata.entries, known)


def _check_entries(entries: list[LedgerEntry], known: set[str]) -> Iterator[Fault]:
    before: dict[str, LedgerEntry] = {}
    for place, entry in enumerate(entries):
        at = f"khata.entries[{place}]"
        if entry.kind is Kind.OPENING:
            yield Fault(at=f"{at}.kind", problem="an opening stands with the khata, in khata.accounts")
        if entry.key in before:
            yield Fault(at=f"{at}.key", problem=f"{entry.key} stands here twice")
        for who in {entry.person, *([entry.by] if entry.by else [])} - known:
            yield Fault(at=at, problem=f"there is nobody with the id {who}")
        if problem := _sign_fault(entry):
            yield Fault(at=f"{at}.paise", problem=problem)
        if (entry.kind is Kind.REVERSAL) != (entry.reverses is not None):
            yield Fault(
                at=f"{at}.reverses",
                problem="a reversal names the entry that it answers, and nothing else does",
            )
        elif entry.reverses and not _is_opposite(entry, before.get(entry.reverses)):
            yield Fault(at=f"{at}.reverses", problem="no entry before it is its opposite and has this key")
        before[entry.key] = entry


def _sign_fault(entry: LedgerEntry) -> str | None:
    if entry.kind in (Kind.SALE, Kind.CREDIT, Kind.REFUND) and entry.paise <= 0:
        return "is more owed, so it is above nothing"
    if (
        entry.kind in (Kind.PAYMENT, Kind.CREDIT_NOTE, Kind.WAIVER, Kind.RETURN, Kind.ALLOWANCE)
        and entry.paise >= 0
    ):
        return "is less owed, so it is below nothing"
    return None


def _is_opposite(entry: LedgerEntry, other: LedgerEntry | None) -> bool:
    return other is not None and other.person == entry.person and other.paise == -entry.paise


def write(session: Session, business: Business, file: AccountSections) -> None:
    """Keeps the terms, opens the khatas, and adds the entries that the books do not have."""
    said = file.model_dump(mode="json", exclude_defaults=True, include=set(SECTIONS))
    for rows in ("accounts", "entries"):
        said.get("khata", {}).pop(rows, None)
    others = {name: kept for name, kept in business.settings.items() if name not in SECTIONS}
    business.settings = {**others, **{name: section for name, section in said.items() if section}}
    ids = people.ids(session, business.id)
    for account in file.khata.accounts:
        open_account(session, business, ids[account.person], account)
    for entry in file.khata.entries:
        _add(session, business, entry, ids)


def open_account(session: Session, business: Business, person_id: int, said: CustomerAccount) -> bool:
    """Brings a customer's khata to what is said of it; whether that changed anything."""
    account = service.locked(session, business.id, person_id)
    terms = (said.buys, said.limit_paise)
    promised = said.promised_on or account.promised_on
    changed = (account.on_khata, account.limit_paise, account.promised_on) != (*terms, promised)
    account.on_khata, account.limit_paise = terms
    account.promised_on = promised
    session.flush()
    return _open_with(session, business, person_id, said) or changed


def _open_with(session: Session, business: Business, person_id: int, said: CustomerAccount) -> bool:
    """What was owed at the beginning; what was written wrong is reversed."""
    standing = standing_opening(session, business.id, person_id)
    if (standing.paise if standing else 0) == said.opening_paise:
        return False
    if standing is not None:
        service.reverse(session, standing, None)
    if said.opening_paise:
        zone = ZoneInfo(business.timezone)
        at = datetime.combine(said.opening_on, time(), zone) if said.opening_on else clock.now()
        number = len(_openings(session, business.id, person_id)) + 1
        key = f"{OPENING}{person_id}:{number}"
        service.post(session, business.id, person_id, Kind.OPENING, said.opening_paise, key, at=at)
    return True


def standing_opening(session: Session, business_id: str, person_id: int) -> AccountEntry | None:
    """What a khata was opened with, unless it was reversed."""
    openings = _openings(session, business_id, person_id)
    gone = {
        entry.reverses_id
        for entry in service.entries(session, business_id, person_id)
        if entry.reverses_id is not None
    }
    return next((entry for entry in openings if entry.id not in gone), None)


def _openings(session: Session, business_id: str, person_id: int) -> list[AccountEntry]:
    return [entry for entry in service.entries(session, business_id, person_id) if entry.kind == Kind.OPENING]


def _add(session: Session, business: Business, said: LedgerEntry, ids: dict[str, int]) -> None:
    if service.find(session, business.id, said.key) is not None:
        return
    by = session.get(Person, (business.id, ids[said.by])) if said.by else None
    if said.reverses:
        answered = service.find(session, business.id, said.reverses)
        assert answered
        service.reverse(session, answered, by, at=said.at, key=said.key)
        return
    service.post(
        session,
        business.id,
        ids[said.person],
        said.kind,
        said.paise,
        said.key,
        by=by,
        at=said.at,
        order_reference=said.order,
        bill_number=said.bill,
        payment_reference=said.payment,
        way=said.way,
        note=said.note,
    )
    lines = [StockLine(each.sku, each.quantity) for each in said.goods]
    stock.receive(session, business.id, lines, said.key)
    stock.reserve(session, business.id, lines, said.key)


def read(session: Session, business: Business) -> AccountSections:
    """The terms, every khata, and the ledger in the order in which it was written."""
    file = of(business, AccountSections)
    names = people.ids_in_file(session, business.id)
    query = select(AccountEntry).where(AccountEntry.business_id == business.id).order_by(AccountEntry.id)
    entries = [entry for entry in session.scalars(query) if entry.person_id in names]
    gone = {entry.reverses_id for entry in entries if entry.reverses_id is not None}
    openings = {entry.id: entry for entry in entries if entry.kind == Kind.OPENING}
    standing = {entry.person_id: entry for entry in openings.values() if entry.id not in gone}
    keys = {entry.id: entry.key for entry in entries}
    accounts = session.scalars(select(Account).where(Account.business_id == business.id)).all()
    khata = file.khata.model_copy(
        update={
            "accounts": [
                _account(account, names, standing.get(account.person_id), ZoneInfo(business.timezone))
                for account in sorted(accounts, key=lambda each: names.get(each.person_id, ""))
                if account.person_id in names and _is_told(account, standing.get(account.person_id))
            ],
            "entries": [
                entry_of(session, entry, names, keys)
                for entry in entries
                if entry.id not in openings and entry.reverses_id not in openings
            ],
        }
    )
    return file.model_copy(update={"khata": khata})


def _is_told(account: Account, opening: AccountEntry | None) -> bool:
    """Whether there is anything to a khata beside its entries."""
    terms = (account.on_khata, account.limit_paise, account.promised_on)
    return opening is not None or any(each is not None for each in terms)


def _account(
    account: Account, names: dict[int, str], opening: AccountEntry | None, zone: ZoneInfo
) -> CustomerAccount:
    return CustomerAccount(
        person=names[account.person_id],
        opening_paise=opening.paise if opening else 0,
        opening_on=opening.at.astimezone(zone).date() if opening else None,
        limit_paise=account.limit_paise,
        buys=account.on_khata,
        promised_on=account.promised_on,
    )


def entry_of(
    session: Session, entry: AccountEntry, names: dict[int, str], keys: dict[int, str]
) -> LedgerEntry:
    """An entry as a file has it; `keys` has those of the entries that others reverse."""
    return LedgerEntry.model_validate(
        {
            "key": entry.key,
            "person": names[entry.person_id],
            "kind": Kind(entry.kind),
            "paise": entry.paise,
            "at": entry.at,
            "by": names.get(entry.by_person_id) if entry.by_person_id else None,
            "order": entry.order_reference,
            "bill": entry.bill_number,
            "payment": entry.payment_reference,
            "way": entry.way,
            "note": entry.note,
            "reverses": keys[entry.reverses_id] if entry.reverses_id else None,
            "goods": _goods_of(session, entry),
        }
    )


def _goods_of(session: Session, entry: AccountEntry) -> list[EntryGoods]:
    """What is out of the stock for an entry that was written in words."""
    if entry.kind != Kind.CREDIT:
        return []
    held = stock.held(session, entry.business_id, entry.key)
    return [EntryGoods(sku=line.sku, quantity=Decimal(plain(line.quantity))) for line in held]


def keys_of(session: Session, business_id: str, entries: Sequence[AccountEntry]) -> dict[int, str]:
    """The keys of the entries that these reverse."""
    answered = [entry.reverses_id for entry in entries if entry.reverses_id is not None]
    query = select(AccountEntry.id, AccountEntry.key).where(
        AccountEntry.business_id == business_id, AccountEntry.id.in_(answered)
    )
    return dict(session.execute(query).all())


PART: Part[AccountSections] = Part(AccountSections, check, write, read)
