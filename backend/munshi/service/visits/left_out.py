"""What a wish shall not have after all: "sirf service, gas nahi". Said of a shown visit it goes out of its words."""

import re
from collections.abc import Iterable, Sequence
from itertools import chain

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Asked, Reading
from munshi.callers import Caller
from munshi.people.rules import STAFF
from munshi.service.visits import wanting, words
from munshi.service.visits.drafts import Draft
from munshi.service.visits.told import denied_in

ENDS = re.compile(r"[,;.!।]")
ASKED = (wanting.MACHINE, wanting.ADDRESS, wanting.SLOT, wanting.SHOWN_ALL)
TOLD = ("wished", "problem", "note")  # of a draft, in the person's words


def hear(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """What is left out of the visit that is shown, where its words have it and more."""
    text = reading.text or ""
    if reading.is_tap or asked.question not in ASKED or caller.may_act_as(*STAFF):
        return None
    if not (denied := denied_in(text)):
        return None
    draft = Draft(session, caller, wanting.KIND)
    sounds = set(chain.from_iterable(words.sounds(each)[:-1] for each in denied))
    kept = {name: _without(str(draft.get(name)), sounds) for name in TOLD if draft.get(name)}
    changed = {name: left for name, left in kept.items() if left and left != draft.get(name)}
    if not changed:
        return None
    draft.put(**changed)
    draft.save()
    return heard(session, caller, wanting.PAGE, wanting.again)


def _without(told: str, sounds: set[str]) -> str:
    """The parts between joining words and commas that name nothing of it."""
    left = (part for part in _parts(told) if sounds.isdisjoint(words.sounds(" ".join(part))))
    return " ".join(word for part in left for word in part).strip(" ,.")


def _parts(told: str) -> Iterable[Sequence[str]]:
    """Its words, parted before those that join two wishes and behind those that end a clause."""
    part = list[str]()
    for word in told.split():
        if part and words.is_of(word.strip(",."), "joining"):
            yield part
            part = []
        part.append(word)
        if ENDS.search(word[-1]):
            yield part
            part = []
    yield part
