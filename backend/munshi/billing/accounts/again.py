"""An entry that is to be written once more: with another sum, or for somebody else."""

import re
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from munshi.billing.accounts.drafts import Row
from munshi.billing.accounts.models import AccountEntry
from munshi.billing.print.figures import rupees
from munshi.callers import Caller
from munshi.catalogue import stock
from munshi.columns import plain

PUT_RIGHT = re.compile(r" \(₹\S+ → ₹\S+\)$")


def row_of(
    session: Session, caller: Caller, entry: AccountEntry, paise: int, person: int | None = None
) -> Row:
    """The same day, note and goods; asked before it is reversed, for that puts the goods back."""
    on = entry.at.astimezone(ZoneInfo(caller.business.timezone)).date()
    held = stock.held(session, entry.business_id, entry.key)
    goods = tuple((line.sku, plain(line.quantity)) for line in held)
    return Row(person=person or entry.person_id, paise=paise, note=noted(entry, paise), on=on, goods=goods)


def noted(entry: AccountEntry, paise: int) -> str | None:
    """The note of an entry, with the sums that it was put right from and to: *5 kilo paneer (₹1,900 → ₹1,520)*."""
    if entry.note is None or paise == entry.paise:
        return entry.note
    return f"{PUT_RIGHT.sub('', entry.note)} (₹{_short(entry.paise)} → ₹{_short(paise)})"


def _short(paise: int) -> str:
    return rupees(paise).removesuffix(".00")
