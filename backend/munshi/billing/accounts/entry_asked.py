"""What a customer asks of an entry of their khata: what it is, and what has become of it."""

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Reading
from munshi.asking.sums import figures
from munshi.billing.accounts import disputing, looking
from munshi.billing.accounts.doubting import LEAST_SUM, paid
from munshi.billing.accounts.khata_words import names_a_khata
from munshi.billing.accounts.looking import Wish
from munshi.billing.accounts.models import AccountEntry
from munshi.billing.accounts.said import holds
from munshi.callers import Caller
from munshi.orders import passing_on
from munshi.undoing.wording import asks_why, disputes

DUES = "check_dues"


def asked_about(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """What a customer asks of an entry: what has become of it, what it is, or of what it may be that the shop knows."""
    if became := what_became(session, caller, reading):
        return became
    if entry := _asks_of_entry(session, caller, reading):
        return Heard(DUES, disputing.explain(session, caller, entry))
    if not _asks_of_none(session, caller, reading):
        return None
    words = reading.text or ""
    return heard(session, caller, passing_on.PAGE, lambda here, by: passing_on.pass_on(here, by, words))


def asks_surely(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """The same, in words that ask nothing else, of an entry that is known."""
    text = reading.text or ""
    if not (holds(text, "asks_bought") or holds(text, "became")) or not figures(text):
        return None
    if disputing.entry_of(session, caller, text) is None or reading.first("order_line"):
        return None
    return asked_about(session, caller, reading)


def _asks_of_entry(session: Session, caller: Caller, reading: Reading) -> AccountEntry | None:
    """The entry of which a customer asks what it is, and which they do not call wrong."""
    text = reading.text
    if reading.is_tap or not asks_why(text) or disputes(text) or paid(text):
        return None
    return disputing.entry_of(session, caller, text)


def _asks_of_none(session: Session, caller: Caller, reading: Reading) -> bool:
    """Whether who has a khata asks what they bought for a sum that stands nowhere in it: the shop may know."""
    text = reading.text or ""
    sums = [paise for paise in figures(text) if paise >= LEAST_SUM]
    if reading.is_tap or len(sums) != 1 or not holds(text, "asks_bought") or paid(text):
        return False
    return reading.first("order_line") is None and bool(disputing.standing(session, caller))


def what_became(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """What has become of an entry: that it was taken out, or that it stands; of none that is known what is owed."""
    text = reading.text or ""
    if reading.is_tap or not (holds(text, "became") and names_a_khata(text)) or reading.first("order_line"):
        return None
    entry = disputing.entry_of(session, caller, text)
    known = disputing.gone(session, caller, text) or (entry and disputing.explain(session, caller, entry))
    if known:
        return Heard(DUES, known)
    return heard(session, caller, DUES, lambda here, by: looking.look(here, by, Wish()))
