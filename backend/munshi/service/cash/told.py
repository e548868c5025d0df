"""What a message says of cash that goes to who runs the shop: that it was given to them, and how much of it."""

from collections.abc import Iterator, Sequence

from sqlalchemy.orm import Session

from munshi.callers import Caller
from munshi.people import service as people
from munshi.people.models import Person
from munshi.people.named import sound_of
from munshi.people.rules import Role
from munshi.service.visits import words
from munshi.service.visits.money_told import SUM, without_purpose
from munshi.service.visits.references import VISIT
from spelling import key

NEAR = 2  # words
LED_WITHIN = 3  # words between who is named and "ko"


def is_given(session: Session, caller: Caller, text: str) -> bool:
    """Whether cash went from who speaks to who runs the shop: "malik ko 2000 diye", "anil bhai ko jama"."""
    return _tells_of_giving(text) and _is_to(_led(session, caller, text)) is True


def is_of_owner(session: Session, caller: Caller, text: str) -> bool:
    """Whether money went between who speaks and who runs the shop, either way, and came from no customer."""
    return _tells_of_giving(text) and says_a_sum(text) and _is_to(_led(session, caller, text)) is not None


def comes_from_owner(session: Session, caller: Caller, text: str) -> bool:
    """Whether who runs the shop is named as who gives: "malik ne 500 diye"."""
    return _is_to(_led(session, caller, text)) is False


def _tells_of_giving(text: str) -> bool:
    """Whether money changed hands; "ke liye" sounds like it."""
    text = without_purpose(text)
    given = words.says(text, "was_paid") or words.says(text, "handed_in")
    return given and not words.says(text, "given_back")


def _is_to(led: str) -> bool | None:
    """Whether these words lead to whom something goes, or from whom it comes; None where they do neither."""
    for word in led.split():
        if words.is_of(word, "by_whom_given") or words.is_of(word, "by_whom"):
            return False
        if words.is_of(word, "to_whom"):
            return True
    return None


def _led(session: Session, caller: Caller, text: str) -> str:
    """The few words behind those by which who runs the shop is called, by their name too."""
    whom = words.placed(text, "the_owner")
    if whom is not None:
        return " ".join((text[whom[0] : whom[1]], *text[whom[1] :].split()[:NEAR]))
    names = {key(each.called.split()[0]) for each in _owners(session, caller) if each.called}
    said = text.split()
    at = next((at for at, word in enumerate(said) if sound_of(word) in names), None)
    return "" if at is None else " ".join(said[at + 1 : at + 1 + LED_WITHIN])


def _owners(session: Session, caller: Caller) -> Iterator[Person]:
    holders = people.holders(session, caller.business, {Role.OWNER, Role.MANAGER})
    return (each for each in holders if each.id != caller.person.id)


def paise_in(text: str) -> int | None:
    """How much was given: one sum, or several that are added up; none where it is not said, or not surely."""
    text = VISIT.sub("", text)
    sums = list(given_of(text))
    if not sums:
        return None
    added = "+" in text or words.says(text, "all_of_them")
    return sum(sums) * 100 if len(sums) == 1 or (added and "=" not in text) else _total(text, sums)


def says_a_sum(text: str) -> bool:
    """Whether any sum is said."""
    return SUM.search(VISIT.sub("", text)) is not None


def _total(text: str, sums: Sequence[int]) -> int | None:
    """What several come to where that is said: "170 + 1100 = sab", "170 + 1100 = 1270"."""
    before, equals, behind = text.partition("=")
    if not equals:
        return None
    total = SUM.search(behind)
    return 100 * (int(total.group()) if total else sum(int(each) for each in SUM.findall(before)))


def given_of(text: str) -> Iterator[int]:
    """The sums but those that are still with who speaks, and those of which something was given."""
    found = list(SUM.finditer(text))
    for at, each in enumerate(found):
        before = text[found[at - 1].end() if at else 0 : each.start()].split()[-NEAR:]
        behind = text[each.end() : found[at + 1].start() if at + 1 < len(found) else None].split()[: NEAR + 1]
        kept = words.says(" ".join(before), "still_due") or words.says(" ".join(behind), "kept_by_self")
        if not (
            kept or words.says(" ".join(behind), "out_of") or words.says(" ".join(behind[:1]), "of_time")
        ):
            yield int(each.group())
