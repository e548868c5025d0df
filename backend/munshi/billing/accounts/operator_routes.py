"""Khatas over HTTP for the operator, and their papers for whose they are."""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Response
from pydantic import AwareDatetime, BaseModel, Field
from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi import database
from munshi.billing.accounts import notices, paper, service, sheets, statements
from munshi.billing.accounts.facts import item_facts
from munshi.billing.accounts.models import Account, AccountEntry
from munshi.billing.accounts.offer import IN_CHARGE
from munshi.billing.accounts.part import entry_of, keys_of
from munshi.billing.accounts.sections import LedgerEntry
from munshi.billing.accounts.terms import standing
from munshi.business.models import Business
from munshi.callers import Looking, operator, the_business
from munshi.outcomes import Outcome
from munshi.people import service as people
from munshi.people.models import Person
from munshi.problems import Forbidden, NotFound, Unauthorised, Unprocessable, described
from munshi.sheets.serving import XLSX, attached
from munshi.turns import decide

PDF = "application/pdf"
PROBLEMS = described(Unauthorised, NotFound, Unprocessable)
PAPER_PROBLEMS = described(Unauthorised, Forbidden, NotFound, Unprocessable)

router = APIRouter(tags=["khata"])

First = Annotated[
    date | None, Query(alias="from", description="The first day of last month, where it is left out")
]
Last = Annotated[date | None, Query(alias="to", description="Today, where it is left out")]


class ShownAccount(BaseModel):
    """A customer's khata as it stands; `open` are the items that are owed, the oldest first."""

    account: int
    person: str
    name: str | None
    balance_paise: int
    ordered_paise: int
    since: AwareDatetime | None
    limit_paise: int | None
    may_buy: bool
    open: list[dict[str, Any]]


class Accounts(BaseModel):
    """Some of the khatas, and the `after` that gives the next ones; null when these are all."""

    items: list[ShownAccount]
    next: int | None


class Entries(BaseModel):
    """Some of the ledger, the last written first, and the `before` that gives the next; null when these are all."""

    items: list[LedgerEntry]
    next: int | None


class ReversalBody(BaseModel):
    """The key of an entry, as the ledger shows it."""

    key: str = Field(min_length=1, max_length=300)


@router.get("/businesses/{business_id}/khata", responses=PROBLEMS, dependencies=[Depends(operator)])
def khatas(business_id: str, after: int = 0, limit: Annotated[int, Query(ge=1, le=1000)] = 200) -> Accounts:
    """What every customer owes and for what."""
    with database.transaction() as session:
        business = the_business(session, business_id)
        query = (
            select(Account)
            .where(Account.business_id == business_id, Account.person_id > after)
            .order_by(Account.person_id)
            .limit(limit)
        )
        found = session.scalars(query).all()
        names = people.ids_in_file(session, business_id)
        shown = [_shown(session, business, account, names) for account in found if account.person_id in names]
    return Accounts(items=shown, next=found[-1].person_id if len(found) == limit else None)


@router.get("/businesses/{business_id}/khata/entries", responses=PROBLEMS, dependencies=[Depends(operator)])
def entries(
    business_id: str,
    account: int | None = None,
    before: int | None = None,
    limit: Annotated[int, Query(ge=1, le=1000)] = 200,
) -> Entries:
    """The ledger of one customer or of all, as the business's file has it; openings are of the kind `opening`."""
    with database.transaction() as session:
        the_business(session, business_id)
        query = select(AccountEntry).where(AccountEntry.business_id == business_id)
        if account is not None:
            query = query.where(AccountEntry.person_id == account)
        if before is not None:
            query = query.where(AccountEntry.id < before)
        found = session.scalars(query.order_by(AccountEntry.id.desc()).limit(limit)).all()
        names = people.ids_in_file(session, business_id)
        keys = keys_of(session, business_id, found)
        shown = [entry_of(session, entry, names, keys) for entry in found if entry.person_id in names]
    return Entries(items=shown, next=found[-1].id if len(found) == limit else None)


@router.post(
    "/businesses/{business_id}/khata/entries/reversals", dependencies=[Depends(operator)], responses=PROBLEMS
)
def reverse_entry(business_id: str, body: ReversalBody) -> Outcome[Any]:
    """Answers an entry that was found wrong by its opposite, once; the customer hears of it."""
    with database.transaction() as session:
        business = the_business(session, business_id)
        entry = service.find(session, business_id, body.key)
        if entry is None:
            raise NotFound(f"There is no entry {body.key}.")
        return decide(session, business, lambda here, at: _reversed(here, at, entry))


def _reversed(session: Session, business: Business, entry: AccountEntry) -> Outcome[Any]:
    service.reverse(session, entry, None)
    person = session.get_one(Person, (business.id, entry.person_id))
    notices.tell_of_striking(session, business, person, entry)
    facts = {"balance_paise": service.balance(session, business.id, entry.person_id)}
    return Outcome[str](outcome="reversed", facts=facts)


@router.get(
    "/businesses/{business_id}/khata/dues.xlsx",
    response_class=Response,
    responses={200: {"content": {XLSX: {}}}, **PAPER_PROBLEMS},
)
def dues(business_id: str, looking: Looking) -> Response:
    """What everybody owes as a workbook: for the operator and who is in charge of the business."""
    with database.transaction() as session:
        business = the_business(session, business_id)
        _refuse_others(business, looking.at(session, business), None)
        content = sheets.dues(session, business)
    return attached(content, XLSX, f"{business_id}-khata.xlsx")


@router.get(
    "/businesses/{business_id}/khata/{account}/statement.pdf",
    response_class=Response,
    responses={200: {"content": {PDF: {}}}, **PAPER_PROBLEMS},
)
def statement(
    business_id: str, account: int, looking: Looking, first: First = None, last: Last = None
) -> Response:
    """The statement of a khata: for the customer, the operator, and who is in charge of the business."""
    with database.transaction() as session:
        business = the_business(session, business_id)
        person = session.get(Person, (business_id, account))
        if person is None:
            raise NotFound(f"There is no khata {account}.")
        _refuse_others(business, looking.at(session, business), person)
        days = statements.period(business, first, last)
        found = statements.statement(session, business, person, *days)
        language = person.language or business.language
    return attached(paper.printed(business, found, language), PDF, f"khata-{days[0]}-{days[1]}.pdf")


def _refuse_others(business: Business, looker: Person | None, whose: Person | None) -> None:
    """A khata is for the one whose it is, and for who is in charge. Raises Forbidden."""
    if looker is None or (whose is not None and looker.id == whose.id):
        return
    if people.roles_of(business, looker).isdisjoint(IN_CHARGE):
        raise Forbidden("What others owe is for who is in charge.")


def _shown(session: Session, business: Business, account: Account, names: dict[int, str]) -> ShownAccount:
    person = session.get_one(Person, (business.id, account.person_id))
    where = standing(session, business, account.person_id)
    return ShownAccount(
        account=account.person_id,
        person=names[account.person_id],
        name=person.called,
        balance_paise=account.paise,
        ordered_paise=where.ordered_paise,
        since=account.since,
        limit_paise=where.limit_paise,
        may_buy=where.may_buy,
        open=[
            item_facts(item, business) for item in service.open_items(session, business.id, account.person_id)
        ],
    )
