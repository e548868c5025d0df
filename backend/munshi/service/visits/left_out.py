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
from munshi.service.visits.told import PIECES, denied_in

ENDS = re.compile(r"[,;.!।]")
ASKED = (wanting.MACHINE, wanting.ADDRESS, wanting.SLOT, wanting.SHOWN_ALL)
FEWEST_OF_A_NAME = 3  # letters of a word by which a part of the work is known
TOLD = ("wished", "problem", "note")  # of a draft, in the person's words


def hear(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """What is left out of the visit that is shown, where its words have it and more."""
    text = reading.text or ""
    if reading.is_tap or asked.question not in ASKED or caller.may_act_as(*STAFF):
        return None
    denied = denied_in(text)
    sounds = set(chain.from_iterable(words.sounds(each)[:-1] for each in denied)) or set(named_in(text))
    if not sounds:
        return None
    draft = Draft(session, caller, wanting.KIND)
    kept = {name: without(str(draft.get(name)), sounds) for name in TOLD if draft.get(name)}
    changed = {name: left for name, left in kept.items() if left and left != draft.get(name)}
    of_next = _of_next(draft.get("second") or "", sounds)
    if not changed and not of_next:
        return None
    draft.put(**changed, **of_next)
    draft.save()
    return heard(session, caller, wanting.PAGE, wanting.again)


def _of_next(told: str, sounds: set[str]) -> dict[str, str | None]:
    """What is left of the machine that comes next, where something of it is left out: nothing without a machine."""
    if sounds.isdisjoint(words.sounds(told)):
        return {}
    left = without(told, sounds)
    return {"second": left if words.machine_in(left) else None}


def named_in(text: str) -> frozenset[str]:
    """What is left out, by the sounds of its words: "fan rehne do", "don't do the tap"; of a bare no nothing."""
    clauses = [each for each in PIECES.split(text) if words.says(each, "left_undone")]
    if len(clauses) != 1 or words.asks(text):
        return frozenset()
    start, end = words.placed(clauses[0], "left_undone") or (0, 0)
    others = [clauses[0][:start], clauses[0][end:]]
    named = next((each for each in others if telling(each) and not words.is_of(each.split()[0], "only")), "")
    return frozenset(telling(named))


def telling(said: str) -> list[str]:
    """The sounds of the words that name something."""
    return [
        sound
        for word in words.WORD.findall(said)
        if len(word) >= FEWEST_OF_A_NAME and not words.is_of(word, "tells_nothing")
        for sound in words.sounds(word)
    ]


def without(told: str, sounds: set[str]) -> str:
    """What was told, of which the parts between joining words and commas that name this are gone."""
    left = (part for part in _parts(told) if sounds.isdisjoint(words.sounds(" ".join(part))))
    return " ".join(word for part in left for word in part).strip(" ,.")


def _parts(told: str) -> Iterable[Sequence[str]]:
    """Its words, parted before those that join two wishes and behind those that end a clause."""
    part = list[str]()
    for word in told.split():
        if part and words.is_of(word.strip(",."), "leads_next"):
            yield part
            part = []
        part.append(word)
        if ENDS.search(word[-1]):
            yield part
            part = []
    yield part
