"""On what terms a customer buys on khata, and where they stand."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from munshi.billing.accounts import prepaid, service
from munshi.billing.accounts.models import Account
from munshi.billing.accounts.of_orders import ordered_paise
from munshi.billing.accounts.rules import is_within
from munshi.billing.accounts.sections import AccountSections, Khata
from munshi.business.models import Business
from munshi.business.stored_sections import of

SKILL = "billing"


@dataclass(frozen=True)
class Standing:
    """What a customer owes already, what is left of what they have ordered on khata besides, and their terms."""

    balance_paise: int
    ordered_paise: int
    limit_paise: int | None
    may_buy: bool

    def has_room_for(self, paise: int) -> bool:
        """Whether so much more stays within the limit."""
        return is_within(self.limit_paise, self.balance_paise, self.ordered_paise, paise)

    @property
    def room_paise(self) -> int | None:
        """How much more can be bought; None where there is no limit."""
        if self.limit_paise is None:
            return None
        return max(self.limit_paise - self.balance_paise - self.ordered_paise, 0)


def khata_of(business: Business) -> Khata:
    """What the business has settled about khatas."""
    return of(business, AccountSections).khata


def standing(session: Session, business: Business, person_id: int) -> Standing:
    """Where a customer stands; who buys on khata must be said by a business that keeps one."""
    account = service.account_of(session, business.id, person_id)
    return Standing(
        prepaid.owed(session, account),
        ordered_paise(session, business.id, person_id),
        limit_of(business, account),
        _may_buy(business, account),
    )


def limit_of(business: Business, account: Account | None) -> int | None:
    """The customer's own limit, else the business's."""
    own = account.limit_paise if account else None
    return khata_of(business).limit_paise if own is None else own


def _may_buy(business: Business, account: Account | None) -> bool:
    if SKILL not in business.skills:
        return False
    open_to, own = khata_of(business).open_to, account.on_khata if account else None
    return open_to != "nobody" and (open_to == "everybody" if own is None else own)
