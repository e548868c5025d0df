"""The ledger: what is written into it, and what follows from it. Whoever writes locks the account first."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import bindparam, false, func, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session, aliased

from munshi import clock
from munshi.billing.accounts.models import Account, AccountEntry
from munshi.billing.accounts.rules import Kind, Line, open_lines, with_one_more
from munshi.catalogue import stock
from munshi.orders.models import Order
from munshi.orders.statuses import OPEN
from munshi.outcomes import Refusal
from munshi.people.models import Person

SALE = "sale:"  # how the key of a sale begins


@dataclass(frozen=True)
class OpenItem:
    """Something that is owed: by which reference it is known, since when, what it came to and what is left of it."""

    entry: int
    kind: Kind
    reference: str | None
    since: datetime
    paise_left: int
    paise: int
    note: str | None = None


def post(
    session: Session,
    business_id: str,
    person_id: int,
    kind: Kind,
    paise: int,
    key: str,
    *,
    by: Person | None = None,
    at: datetime | None = None,
    order_reference: str | None = None,
    bill_number: str | None = None,
    payment_reference: str | None = None,
    way: str | None = None,
    note: str | None = None,
) -> AccountEntry:
    """Writes an entry, once for its key; `paise` above nothing are owed more, below nothing less.

    A payment settles the order or bill that it names first: name the order of a bill too. One for several is an entry
    for each, with keys of their own. `way` is how it was paid: cash, upi, gateway, card, cheque or other.
    """
    account = locked(session, business_id, person_id)
    if (earlier := find(session, business_id, key)) is not None:
        return earlier
    entry = AccountEntry(
        business_id=business_id,
        person_id=person_id,
        kind=kind,
        paise=paise,
        key=key,
        by_person_id=by.id if by else None,
        at=at or clock.now(),
        order_reference=order_reference,
        bill_number=bill_number,
        payment_reference=payment_reference,
        way=way,
        note=note,
    )
    return _written(session, account, entry)


def reverse(
    session: Session,
    entry: AccountEntry,
    by: Person | None,
    *,
    at: datetime | None = None,
    key: str | None = None,
) -> AccountEntry:
    """Answers an entry by its opposite, once, and puts back the goods that left the stock with it.

    Refuses with `undone_already`; a reversal stays.
    """
    account = locked(session, entry.business_id, entry.person_id)
    if entry.kind == Kind.REVERSAL or reversal_of(session, entry) is not None:
        raise Refusal("undone_already")
    if entry.kind == Kind.CREDIT:
        stock.give_back(session, entry.business_id, entry.key)
    opposite = AccountEntry(
        business_id=entry.business_id,
        person_id=entry.person_id,
        kind=Kind.REVERSAL,
        paise=-entry.paise,
        key=key or f"reversal:{entry.key}",
        by_person_id=by.id if by else None,
        at=at or clock.now(),
        order_reference=entry.order_reference,
        bill_number=entry.bill_number,
        payment_reference=entry.payment_reference,
        way=entry.way,
        reverses_id=entry.id,
    )
    return _written(session, account, opposite)


def _written(session: Session, account: Account, entry: AccountEntry) -> AccountEntry:
    """With it comes what the account keeps for reading: mostly what was open before tells what is open now."""
    session.add(entry)
    session.flush()
    latest, about_same = _earlier(session, entry)
    left = None
    if latest is None or latest <= entry.at:
        left = with_one_more(_left(session, account), _line(entry), about_same)
    if left is None:
        settle(session, account)
    else:
        _keep(session, account, left)
    return entry


def _earlier(session: Session, entry: AccountEntry) -> tuple[datetime | None, int]:
    """The moment of the latest other entry of the customer, and how many name something that this one names."""
    names = (AccountEntry.order_reference, AccountEntry.bill_number, AccountEntry.payment_reference)
    same = or_(false(), *(name == value for name in names if (value := getattr(entry, name.key)) is not None))
    query = select(func.max(AccountEntry.at), func.count().filter(same)).where(
        AccountEntry.business_id == entry.business_id,
        AccountEntry.person_id == entry.person_id,
        AccountEntry.id != entry.id,
    )
    latest, about_same = session.execute(query).one()
    return latest, int(about_same)


def _left(session: Session, account: Account) -> list[Line]:
    """What is open of an account, each line with what is left of it."""
    left = {each["entry"]: each["paise"] for each in account.open}
    query = select(AccountEntry).where(
        AccountEntry.business_id == account.business_id, AccountEntry.id.in_(left)
    )
    found = session.scalars(query) if left else ()
    return [replace(_line(entry), paise=left[entry.id]) for entry in found]


def settle(session: Session, account: Account) -> None:
    """Brings what the account keeps for reading to what its entries say; the account is locked."""
    every = entries(session, account.business_id, account.person_id)
    _keep(session, account, open_lines(map(_line, every)))


def _keep(session: Session, account: Account, found: Sequence[Line]) -> None:
    account.paise = sum(line.paise for line in found)
    account.open = [{"entry": line.id, "paise": line.paise} for line in found]
    account.since = next((line.at for line in found if line.paise > 0), None)
    session.flush()


def locked(session: Session, business_id: str, person_id: int) -> Account:
    """The account of a person, opened where they have none, and locked until the transaction ends."""
    opened = insert(Account).values(business_id=business_id, person_id=person_id, paise=0, open=[])
    session.execute(opened.on_conflict_do_nothing())
    query = select(Account).where(Account.business_id == business_id, Account.person_id == person_id)
    return session.scalars(query.with_for_update().execution_options(populate_existing=True)).one()


def account_of(session: Session, business_id: str, person_id: int) -> Account | None:
    """The account of a person; None for who never had one."""
    return session.get(Account, (business_id, person_id))


def balance(session: Session, business_id: str, person_id: int) -> int:
    """What a person owes, in paise; below nothing is what they have paid ahead."""
    account = account_of(session, business_id, person_id)
    return account.paise if account else 0


_ENTRIES = select(  # written once: to put it together takes longer than to ask it
    AccountEntry.id,
    AccountEntry.kind,
    func.coalesce(AccountEntry.bill_number, AccountEntry.order_reference),
    AccountEntry.at,
    AccountEntry.note,
    AccountEntry.paise,
).where(
    AccountEntry.business_id == bindparam("business"),
    AccountEntry.id.in_(bindparam("entries", expanding=True)),
)


def open_items(session: Session, business_id: str, person_id: int) -> list[OpenItem]:
    """What a person owes and since when, the oldest first; what is paid ahead is not among it."""
    account = account_of(session, business_id, person_id)
    left = {each["entry"]: each["paise"] for each in account.open if each["paise"] > 0} if account else {}
    if not left:
        return []
    rows = session.execute(_ENTRIES, {"business": business_id, "entries": list(left)})
    found = {row[0]: row for row in rows}
    return [_item(*found[number], paise_left=paise) for number, paise in left.items()]


def entries(
    session: Session,
    business_id: str,
    person_id: int,
    since: datetime | None = None,
    until: datetime | None = None,
) -> Sequence[AccountEntry]:
    """A person's entries from a moment on until before another, in their order."""
    query = select(AccountEntry).where(
        AccountEntry.business_id == business_id, AccountEntry.person_id == person_id
    )
    if since is not None:
        query = query.where(AccountEntry.at >= since)
    if until is not None:
        query = query.where(AccountEntry.at < until)
    return session.scalars(query.order_by(AccountEntry.at, AccountEntry.id)).all()


def balance_at(session: Session, business_id: str, person_id: int, moment: datetime) -> int:
    """What a person owed just before a moment."""
    query = select(func.coalesce(func.sum(AccountEntry.paise), 0)).where(
        AccountEntry.business_id == business_id,
        AccountEntry.person_id == person_id,
        AccountEntry.at < moment,
    )
    return int(session.scalar(query) or 0)


def find(session: Session, business_id: str, key: str) -> AccountEntry | None:
    """The entry with this key."""
    query = select(AccountEntry).where(AccountEntry.business_id == business_id, AccountEntry.key == key)
    return session.scalar(query)


def sale_of(session: Session, business_id: str, source: str) -> AccountEntry | None:
    """The sale of an order or a visit that stands: one that was taken back leaves its place to another."""
    key = f"{SALE}{source}"
    query = select(AccountEntry).where(
        AccountEntry.business_id == business_id,
        or_(AccountEntry.key == key, AccountEntry.key.startswith(f"{key}:", autoescape=True)),
    )
    last = session.scalar(query.order_by(AccountEntry.id.desc()).limit(1))
    return None if last is None or reversal_of(session, last) else last


def reversal_of(session: Session, entry: AccountEntry) -> AccountEntry | None:
    """The entry that answers another."""
    query = select(AccountEntry).where(
        AccountEntry.business_id == entry.business_id, AccountEntry.reverses_id == entry.id
    )
    return session.scalar(query)


def _line(entry: AccountEntry) -> Line:
    return Line(
        entry.id,
        entry.at,
        entry.paise,
        entry.order_reference,
        entry.bill_number,
        entry.payment_reference,
        entry.reverses_id,
    )


def _item(
    number: int,
    kind: str,
    reference: str | None,
    at: datetime,
    note: str | None,
    paise: int,
    *,
    paise_left: int,
) -> OpenItem:
    return OpenItem(number, Kind(kind), reference, at, paise_left, paise, note)


_ANSWER = aliased(AccountEntry)
_CAME = func.max(AccountEntry.at)
_PAID_OF_LATE = (  # written once too
    select(_CAME, -func.sum(AccountEntry.paise))
    .where(
        AccountEntry.business_id == bindparam("business"),
        AccountEntry.person_id == bindparam("person"),
        AccountEntry.kind == Kind.PAYMENT,
        AccountEntry.at >= bindparam("since"),
        ~select(_ANSWER.id)
        .where(_ANSWER.business_id == AccountEntry.business_id, _ANSWER.reverses_id == AccountEntry.id)
        .exists(),
        ~select(Order.id)
        .where(
            Order.business_id == AccountEntry.business_id,
            Order.reference == AccountEntry.order_reference,
            Order.status.in_(OPEN),
        )
        .exists(),
    )
    .group_by(func.coalesce(AccountEntry.payment_reference, AccountEntry.key))
    .order_by(_CAME.desc(), func.max(AccountEntry.id).desc())
    .limit(bindparam("most"))
)


def paid_of_late(
    session: Session, business_id: str, person_id: int, since: datetime, most: int
) -> list[tuple[datetime, int]]:
    """When and how much was paid since a moment and not taken back, the last, the oldest first.

    What waits for an order that is not delivered has lowered nothing of what is owed already.
    """
    about = {"business": business_id, "person": person_id, "since": since, "most": most}
    last = session.execute(_PAID_OF_LATE, about).all()
    return [(at, int(paid)) for at, paid in reversed(last)]
