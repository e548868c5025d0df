"""The file's sections about the khata: who buys on it and how far, what was owed at the beginning, and reminders."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from munshi.billing.accounts.rules import Kind
from munshi.business.part import Section
from munshi.people.sections import PersonId

Hour = Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
DecentHour = Annotated[str, Field(pattern=r"^(0[89]|1[0-8]):[0-5][0-9]$")]
Limit = Annotated[int, Field(ge=0, le=10**11, description="In paise")]
Owed = Annotated[int, Field(ge=-(10**11), le=10**11, description="In paise; below nothing was paid ahead")]


class Reminders(Section):
    """Who is reminded: what is owed for `after_days`, at most every `every_days`, at an hour between 8 and 19.

    `by: owner` sends what the owner taps, `by: plan` sends it unasked.
    """

    by: Literal["owner", "plan"] = "owner"
    after_days: int = Field(15, ge=1, le=365)
    every_days: int = Field(7, ge=7, le=90)
    at: DecentHour = "11:00"


class CustomerAccount(Section):
    """A customer's khata: what they owed when it was opened here, and terms of their own.

    `buys`: whether they may order on khata, where the business does not say that of everybody. `promised_on`: until
    that day they have said to pay, and are not reminded.
    """

    person: PersonId
    opening_paise: Owed = 0
    opening_on: date | None = None
    limit_paise: Limit | None = None
    buys: bool | None = None
    promised_on: date | None = None


class EntryGoods(Section):
    """What left the stock with an entry, in the product's own unit."""

    sku: str
    quantity: Decimal = Field(gt=0)


class LedgerEntry(Section):
    """A line of the ledger: `key` is its own once, `by` who wrote it, `reverses` the key of the one that it answers.

    `goods` are out of the stock for it already, and come back where it is reversed.
    """

    key: str = Field(min_length=1, max_length=300)
    person: PersonId
    kind: Kind
    paise: Owed
    at: AwareDatetime
    by: PersonId | None = None
    order: str | None = None
    bill: str | None = None
    payment: str | None = None
    way: Literal["cash", "upi", "gateway", "card", "cheque", "other"] | None = None
    note: str | None = None
    reverses: str | None = None
    goods: list[EntryGoods] = []


class EveningMessage(Section):
    """At which hour the owners hear what the day brought."""

    at: Hour


class Khata(Section):
    """Who may order on khata: those of whom it is said, everybody, or nobody; and how far, where it is not said of one.

    An entry that is in the books stays; an opening that the file has otherwise is reversed and written anew.
    """

    open_to: Literal["named", "everybody", "nobody"] = "named"
    limit_paise: Limit | None = None
    reminders: Reminders = Reminders()
    accounts: list[CustomerAccount] = []
    entries: list[LedgerEntry] = []


class AccountSections(Section):
    """What the file says about the khata."""

    khata: Khata = Khata()
    evening_message: EveningMessage | None = None
