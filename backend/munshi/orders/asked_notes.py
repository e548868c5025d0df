"""A clause that asks of a fact is no note of an order: the shop hears it as a question, and the rest is heard as it is.

*No extra delivery charge, right?* is asked, *can you pack it apart?* is a wish. The phrases stand in `asked_notes.yml`.
"""

import re
from collections.abc import Sequence

from munshi.orders.desk import Desk
from munshi.orders.kept import Spoken
from munshi.orders.messages import Message
from munshi.orders.passing_on import pass_on
from munshi.word_lists import WordLists, plain

LISTS = WordLists(__file__, "asked_notes.yml")
CLAUSE = re.compile(r"(?:[^;।!?\n,.]|(?<=\d)[,.](?=\d))+[;।!?\n,.]*")
SIGNS = " ,;.!।\n"
YES = "yes"
PASSED, UNKNOWN = "question_passed", "unknown"
FEWEST = 2  # words of a question
BOTH = 2  # the verb and its subject


def asks(clause: str) -> bool:
    """Whether a clause asks of a fact, by its sign or its words, and wishes for nothing."""
    said = plain(clause)
    words = said.split()
    if asks_enough(said):
        return True
    if len(words) < FEWEST or LISTS.has(said, "kindly"):
        return False
    joins = LISTS.words("joins")
    own = words[next((at for at, word in enumerate(words) if word not in joins), len(words)) :]
    first, opening = next(iter(own), ""), " ".join(own[:BOTH])
    begins = first in LISTS.words("begins") or opening in LISTS.lists["begins_with_subject"]
    if "?" in clause:
        return begins or first in LISTS.words("begins_with_sign") or LISTS.has(said, "states")
    return begins or any(said.endswith(f" {end}") for end in LISTS.lists["ends"])


def asks_enough(clause: str) -> bool:
    """Whether words ask if there is enough for so many people; that is enough for who writes says it of nobody."""
    said = plain(clause)
    return LISTS.has(said, "enough") and LISTS.has(said, "people")


def pass_asked(desk: Desk, message: Message) -> bool:
    """Has the shop hear what a clause asks by its sign and in which nothing else is said; whether one did."""
    said, told = message.said or "", {each["order_words"] for each in desk.notes if each["note"] == PASSED}
    if message.consent == YES:
        return False  # what is asked behind a yes is heard next
    known = [line for line in message.lines if line.name and desk.shelf.meant(line.name).items]
    named = [line.text or line.name for line in known] + [each.words for each in message.times]
    named += [message.beside.pincode, message.beside.place]
    asked = list[str]()
    for found in CLAUSE.finditer(said):
        clause = found.group().strip(SIGNS)
        is_told = clause.strip("? ") in " ".join(told)
        if not ("?" in found.group() or asks_enough(clause)) or not asks(found.group()):
            continue
        if not any(each and each in clause for each in named) and not is_told:
            asked.append(clause)
    for clause in asked:
        desk.note(PASSED, order_words=pass_on(desk.session, desk.caller, clause).facts["order_words"])
    return bool(asked)


def without_asked(desk: Desk, notes: Sequence[Spoken], said: str | None) -> list[Spoken]:
    """The notes without those of clauses that ask, which the shop hears once; what was dictated is a note."""
    clauses = [found.group() for found in CLAUSE.finditer(said or "") if asks(found.group())]
    asked = {note.text: clause for note in notes if (clause := _asked(note, clauses))}
    told = {each for note in desk.notes if note["note"] == PASSED for each in [note["order_words"]]}
    missing = [name for note in desk.notes if note["note"] == UNKNOWN for name in note["names"]]
    for clause in dict.fromkeys(clause.strip(SIGNS) for clause in asked.values()):
        if clause not in told and not any(name in clause for name in missing):
            desk.note(PASSED, order_words=pass_on(desk.session, desk.caller, clause).facts["order_words"])
    return [note for note in notes if note.text not in asked]


def _asked(note: Spoken, clauses: Sequence[str]) -> str | None:
    """The clause that asks, and in which all of a note stands."""
    return None if note.dictated else next((each for each in clauses if note.text in each), None)
