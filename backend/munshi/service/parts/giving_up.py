"""Who has a part kept says by its name that it is no longer wanted, whatever is asked meanwhile."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Asked, Reading
from munshi.callers import Caller
from munshi.people.rules import STAFF
from munshi.service.estimates import agreeing
from munshi.service.parts import cancelling
from munshi.service.parts import wanting as parts
from munshi.service.parts.looking import Found, all_parts, named_in
from munshi.service.parts.models import PartRequest
from munshi.service.visits import words

OF_A_PART = (parts.MODEL, parts.WHICH, parts.SHOWN_ALL, cancelling.QUESTION, agreeing.QUESTION)


def hear(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """The one that is named is given up after a yes; what is asked of a part itself hears its own answer."""
    text = reading.text or ""
    if reading.is_tap or asked.question in OF_A_PART or not words.says(text, "cancelling"):
        return None
    if caller.may_act_as(*STAFF) or reading.first("reference") or text.rstrip().endswith("?"):
        return None
    found = named(session, caller, text)
    if len(found) != 1:
        return None
    reference = found[0].reference
    return heard(session, caller, parts.PAGE, lambda here, by: cancelling.ask(here, by, reference))


def named(session: Session, caller: Caller, text: str) -> Sequence[PartRequest]:
    """What is kept or ordered for the person over the counter, of the parts that a text names."""
    kept = cancelling.live_of(session, caller)
    skus = {each.sku for each in kept}
    may_be = (
        [each for each in all_parts(session, caller.business_id) if each.part.sku in skus] if kept else []
    )
    meant = {each.part.sku for each in named_in(text, may_be)} or _by_a_word(text, may_be)
    return [each for each in kept if each.sku in meant]


def _by_a_word(text: str, parts_kept: Sequence[Found]) -> set[str]:
    """The only part of which the text has a word of its name that is no machine's."""
    said = {sound for word in text.split() if words.machine_in(word) is None for sound in words.sounds(word)}
    hits = {each.part.sku for each in parts_kept if said & set(words.sounds(" ".join(each.product.names)))}
    return hits if len(hits) == 1 else set()
