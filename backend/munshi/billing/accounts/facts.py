"""What the replies about khatas need, as JSON: paise, and moments in the business's zone."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from munshi import clock
from munshi.billing.accounts import prepaid, service
from munshi.billing.accounts.models import Account, AccountEntry
from munshi.billing.accounts.service import OpenItem
from munshi.billing.accounts.terms import standing
from munshi.business.models import Business
from munshi.people import service as people
from munshi.people.models import Person

Facts = dict[str, Any]

ITEMS = 5  # of what is owed; the rest is summed up
OF_LATE, CAME = (
    timedelta(days=7),
    3,
)  # payments of so long, the last of them, are told with what is owed after them


def customer_facts(session: Session, business: Business, person: Person, paise: int | None = None) -> Facts:
    """A customer by name and number, with what they owe, where that is at hand `paise`, and since when."""
    account = service.account_of(session, business.id, person.id)
    return {
        "account": person.id,
        **named(person),
        "paise": prepaid.owed(session, account) if paise is None else paise,
        "since": day(account.since, business) if account else None,
        "promised": _promised(account, business),
    }


def _promised(account: Account | None, business: Business) -> str | None:
    """Until when the customer has said to pay, while that is to come."""
    on = account.promised_on if account and account.paise > 0 else None
    return on.isoformat() if on and on >= clock.now_in(business.timezone).date() else None


def named(person: Person) -> Facts:
    """What the customer is called, and their phone."""
    return people.name_and_phone(person)


def owed_facts(session: Session, business: Business, person: Person) -> Facts:
    """What a customer owes in all and for what, and what they can still buy."""
    found = service.open_items(session, business.id, person.id)
    where = standing(session, business, person.id)
    since = clock.now() - OF_LATE
    came = service.paid_of_late(session, business.id, person.id, since, CAME) if found else []
    return {
        **customer_facts(session, business, person),
        "items": [item_facts(item, business) for item in found[-ITEMS:]],
        "before": [len(found) - ITEMS, sum(item.paise_left for item in found[:-ITEMS])]
        if found[ITEMS:]
        else None,
        "came": [{"since": day(at, business), "paise": paise} for at, paise in came],
        "ordered_paise": where.ordered_paise,
        "limit_paise": where.limit_paise if where.may_buy else None,
        "room_paise": where.room_paise if where.may_buy else None,
    }


def item_facts(item: OpenItem, business: Business) -> Facts:
    """Something that is owed."""
    return {
        "kind": item.kind,
        "reference": item.reference,
        "note": item.note,
        "since": day(item.since, business),
        "paise": item.paise_left,
        "whole_paise": item.paise if item.paise > item.paise_left else None,
    }


def entry_facts(entry: AccountEntry, person: Person, balance_paise: int, business: Business) -> Facts:
    """An entry, whose it is, and what is owed after it."""
    return {
        "entry": entry.id,
        "account": person.id,
        **named(person),
        "paise": entry.paise,
        "note": entry.note,
        "on": day(entry.at, business),
        "balance_paise": balance_paise,
    }


def day(moment: datetime | None, business: Business) -> str | None:
    """The day of a moment, where the business is."""
    return moment.astimezone(ZoneInfo(business.timezone)).date().isoformat() if moment else None
