"""What somebody who waits for a visit adds to it: words and photos for who comes, another machine, a part to bring."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Asked, Reading
from munshi.callers import Caller
from munshi.orders import looking as orders
from munshi.orders.shelf import StockedShelf
from munshi.people.rules import STAFF
from munshi.service.parts.looking import all_parts, named_in
from munshi.service.tickets.filing import file_of
from munshi.service.visits import assigning, availability, changing, looking, noting, words
from munshi.service.visits.models import Visit
from munshi.service.visits.wishes import says_when, wish_in

FEWEST = 4  # letters of a word that may name a part
OF_MONEY = ("report_payment", "pay_bill", "check_dues", "record_payment")


def hear(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """What is noted for who comes, of a customer who waits for somebody and for no order."""
    text = reading.text or ""
    sent = file_of(reading) is not None and not reading.wants(*OF_MONEY)
    if (
        asked.question
        or caller.may_act_as(*STAFF)
        or not (sent or _is_with_it(text) or _is_told(session, caller, text))
    ):
        return None
    stays = words.says(text, "keeping") or words.says(text, "word_taken_back")
    if words.says(text, "cancelling") and not stays:
        return None
    if words.says(text, "moving") and not _is_for_them(session, caller, text):
        return None
    visits = looking.live_of(session, caller.business_id, caller.person.id)
    if orders.open_orders(session, caller) or _is_at_another_time(caller, reading, visits):
        return None
    if not noting.may_note(session, caller) or (_is_with_it(text) and len(visits) != 1):
        return None
    return heard(session, caller, changing.PAGE, lambda here, by: noting.note(here, by, reading))


def led(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """The same before other wishes, where it begins with whom it is for, names their work, or takes back a word for
    them: "unko bata dena bill mere paas hai".
    """
    text = reading.text or ""
    at = None if reading.is_tap else words.placed(text, "for_who_comes")
    leads = (at is not None and at[0] == 0) or (not reading.is_tap and words.is_for_who_comes(text))
    leads = leads or words.says(text, "word_taken_back")
    return hear(session, caller, asked, reading) if leads else None


def by_name(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """The same whatever is asked, where the technician is named who has a visit to them: "tell Salim to bring 2"."""
    text = reading.text or ""
    if reading.is_tap or caller.may_act_as(*STAFF) or words.says(text, "praising"):
        return None
    if not _is_for_them(session, caller, text):
        return None
    named = {each.id for each in assigning.technicians_in(session, caller, text)}
    visits = looking.live_of(session, caller.business_id, caller.person.id)
    if named.isdisjoint(each.technician_id for each in visits) or _is_at_another_time(
        caller, reading, visits
    ):
        return None
    return heard(session, caller, changing.PAGE, lambda here, by: noting.note(here, by, reading))


def _is_with_it(text: str) -> bool:
    """Whether a machine is to be seen at the same visit: "mixer bhi saath mein dekh lena"."""
    return words.machine_in(text) is not None and words.says(text, "with_it") and not words.asks(text)


def _is_told(session: Session, caller: Caller, text: str) -> bool:
    """Whether words are to be written down, are for who comes, or are of a part to bring, also where that is asked."""
    if any(
        (words.is_to_note(text), words.says(text, "word_taken_back"), _is_for_them(session, caller, text))
    ):
        return True
    if not words.says(text, "bring_along"):
        return False
    parts = named_in(text, all_parts(session, caller.business_id))
    return bool(parts) or _names_part(session, caller, text)


def _names_part(session: Session, caller: Caller, text: str) -> bool:
    """Whether something of the shelf is named, which a shop without a list of parts sells as one."""
    shelf = StockedShelf(session, caller.business_id)
    name = shelf.name_in(text)
    return name is not None or any(shelf.meant(word).items for word in text.split() if len(word) >= FEWEST)


def _is_for_them(session: Session, caller: Caller, text: str) -> bool:
    """Whether somebody who comes is to be told, by their work or by name: "Ramesh ko bolna gate 2 se aaye"."""
    if words.asks(text):
        return False
    tells = any(words.says(text, each) for each in ("tells_first", "has_told", "asks_them"))
    named = tells and bool(assigning.technicians_in(session, caller, text))
    return named or words.is_for_who_comes(text)


def _is_at_another_time(caller: Caller, reading: Reading, visits: Sequence[Visit]) -> bool:
    """Whether it names a day or an hour that is not that of a visit: then it is a wish for that time."""
    if not says_when(reading):
        return False
    wish = wish_in(reading, looking.today(caller.business))
    if wish is None:
        return False  # how old something is
    if wish.first is None or wish.first != wish.last or wish.since is not None:
        return True
    days = {availability.span_of(caller.business, each.starts_at, each.ends_at)[0] for each in visits}
    return wish.first not in days
