"""Several visits named side by side are each heard with what is said of them all: the first now, the others next.

Where the first asks something, the others come next once that is answered.
"""

from dataclasses import replace

from sqlalchemy.orm import Session

from munshi.asking.clauses import SIGNS
from munshi.asking.heard import Heard, Hears
from munshi.asking.reading import Asked, Reading
from munshi.callers import Caller
from munshi.service.visits import words
from munshi.service.visits.drafts import Draft
from munshi.service.visits.references import VISIT

KIND = "side_by_side"  # the draft that has what comes next, and behind which visit
# What a move or a cancelling asks before it is done.
ASKS = frozenset(
    {"confirm_move", "choose_slot", "no_slot_then", "slot_taken", "past", "changed", "confirm_cancel"}
)


def parted(reading: Reading) -> tuple[Reading, str | None]:
    """The message as if it named the first of them alone, and as if it named the others: "VIS-1 aur VIS-9 dono …"."""
    text, named = reading.text or "", list(VISIT.finditer(reading.text or ""))
    last = 0
    while last + 1 < len(named) and _joined(text[named[last].end() : named[last + 1].start()]):
        last += 1
    if not last:
        return reading, None
    first, end = named[0], named[last].end()
    both = words.placed(text[end:], "all_of_them")
    if both and not text[end : end + both[0]].strip(SIGNS):
        end += both[1]
    alone = text[: first.end()] + " " * (end - first.end()) + text[end:]
    others = text[: first.start()] + text[named[1].start() : named[last].end()] + text[end:]
    values = [each for each in reading.values if not first.end() <= each.start < end]
    return replace(reading, text=alone, values=values), others.strip()


def _joined(between: str) -> bool:
    return all(words.is_of(word, "joining") for word in between.strip(SIGNS).split())


def then(session: Session, caller: Caller, found: Heard, rest: str | None) -> Heard:
    """What comes next behind what was heard; behind a question of its visit only once that is answered."""
    if not rest or found.outcome.outcome not in ASKS:
        return replace(found, rest=", ".join(filter(None, (found.rest, rest))) or None)
    draft = Draft(session, caller, KIND)
    draft.put(then=rest, visit=found.outcome.facts.get("visit"))
    draft.save()
    return found


def goes_on(hears: Hears) -> Hears:
    """The answer to such a question, with what waited for it."""

    def listens(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
        done, draft = hears(session, caller, asked, reading), Draft(session, caller, KIND)
        rest = draft.get("then")
        if done is None or not rest or done.outcome.outcome in ASKS:
            return done
        of_it = draft.get("visit") == done.outcome.facts.get("visit")
        draft.empty()
        return then(session, caller, done, rest) if of_it else done

    return listens
