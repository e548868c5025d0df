"""An entry that is to be written once more: with another sum, or for somebody else."""

from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from munshi.billing.accounts.drafts import Row
from munshi.billing.accounts.models import AccountEntry
from munshi.callers import Caller
from munshi.catalogue import stock
from munshi.columns import plain


def row_of(
    session: Session, caller: Caller, entry: AccountEntry, paise: int, person: int | None = None
) -> Row:
    """The same day, note and goods; asked before it is reversed, for that puts the goods back."""
    on = entry.at.astimezone(ZoneInfo(caller.business.timezone)).date()
    held = stock.held(session, entry.business_id, entry.key)
    goods = tuple((line.sku, plain(line.quantity)) for line in held)
    return Row(person=person or entry.person_id, paise=paise, note=entry.note, on=on, goods=goods)
