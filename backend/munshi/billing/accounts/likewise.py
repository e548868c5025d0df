"""*Pooja ka bhi*, *pooja too, limit 2000*: what was just done or told of one khata, for another that is named."""

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Asked, Reading
from munshi.asking.sums import figures
from munshi.billing.accounts import filing, looking, opening, whom
from munshi.billing.accounts.drafts import Row
from munshi.billing.accounts.listed import listed
from munshi.billing.accounts.looking import REMIND, STATEMENT, Wish
from munshi.billing.accounts.said import holds
from munshi.billing.payments import payers
from munshi.callers import Caller
from munshi.people.models import Person
from munshi.undoing import acts, correcting
from munshi.undoing.rules import Kind
from munshi.undoing.wording import is_by_somebody, of_money, tells_of_paying

CREDIT, DUES, SEND = "record_credit", "check_dues", "send_statement"
LIKEWISE = "likewise"  # of every message
FEW_WORDS = 8
# What each of these answers was of: who may buy on khata (closed, opened), a sum that was written, or a look.
CLOSED = ("utter_record_credit_khata_closed",)
OPENED = (
    "utter_record_credit_khata_opened",
    "utter_record_credit_khatas_set",
    "utter_record_credit_limit_kept",
)
WRITTEN = ("utter_record_credit_written",)
LOOKS = {
    "utter_check_dues_owed": (),
    "utter_check_dues_limit": (looking.LIMIT,),
    "utter_check_dues_no_limit": (looking.LIMIT,),
    "utter_check_dues_statement": (STATEMENT,),
    "utter_check_dues_reminded": (REMIND,),
    "utter_send_statement_sent": (STATEMENT,),
}


def told(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """The same act for who is named, where few words say no more than that and what tells of another act is none."""
    text = reading.text or ""
    says_more = tells_of_paying(text) or is_by_somebody(text) or of_money(text) is not None
    if reading.is_tap or LIKEWISE not in _sides(reading) or len(text.split()) > FEW_WORDS or says_more:
        return None
    people = _people(session, caller, reading)
    if not (people or reading.first("phone")):
        return None
    if _was(asked, CLOSED) or _was(asked, OPENED):
        return opening.again(session, caller, reading, closes=_was(asked, CLOSED))
    if _was(asked, WRITTEN):
        return _written(session, caller, people, text)
    wanted = next((sides for name, sides in LOOKS.items() if _was(asked, (name,))), None)
    if wanted is None or figures(text) or reading.first("order_line"):
        return None
    to_them = _was(asked, ("utter_send_statement_sent",))
    account = people[0].id if len(people) == 1 else None
    wish = Wish(wanted, account=account, text=text, to_them=to_them, reading=reading)
    return heard(session, caller, SEND if to_them else DUES, lambda here, by: looking.look(here, by, wish))


def _sides(reading: Reading) -> set[str]:
    return {each.facet for each in reading.facets}


def _was(asked: Asked, names: tuple[str, ...]) -> bool:
    return any(each.startswith(names) for each in asked.told)


def _people(session: Session, caller: Caller, reading: Reading) -> list[Person]:
    """Who is surely named: by number or by name, each of a list."""
    if several := listed(session, caller.business_id, reading):
        return several.people
    if phone := reading.first("phone"):
        known = whom.with_phone(session, caller.business_id, str(phone))
        return [known] if known else []
    found = whom.named_in(session, caller.business_id, reading.text or "")
    return list(found) if len(found) == 1 else []


def _written(session: Session, caller: Caller, people: list[Person], text: str) -> Heard | None:
    """The sum that is said, or the one that was just written, in their khata: shown first, for it is not said whole."""
    act = next(iter(acts.recent(session, caller, Kind.CREDIT_WRITTEN)), None)
    said = payers.sums(session, caller.business_id, text)
    paise = said[0] if said else correcting.paise_of(session, act) if act else None
    if paise is None or len(set(said)) > 1 or not people or holds(text, "limit"):
        return None
    rows = [Row(person=each.id, paise=paise) for each in people]
    return heard(session, caller, CREDIT, lambda here, by: filing.tell_rows(here, by, rows, plain=False))
