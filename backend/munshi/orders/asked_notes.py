"""A clause that asks of a fact is no note of an order: the shop hears it as a question, and the rest is heard as it is.

*No extra delivery charge, right?* is asked, *can you pack it apart?* is a wish. The phrases stand in `asked_notes.yml`.
"""

import re
from collections.abc import Sequence

from munshi.orders.desk import Desk
from munshi.orders.kept import Spoken
from munshi.orders.passing_on import pass_on
from munshi.word_lists import WordLists, plain

LISTS = WordLists(__file__, "asked_notes.yml")
CLAUSE = re.compile(r"(?:[^;।!?\n,.]|(?<=\d)[,.](?=\d))+[;।!?\n,.]*")
SIGNS = " ,;.!।\n"
PASSED, UNKNOWN = "question_passed", "unknown"
FEWEST = 2  # words of a question


def asks(clause: str) -> bool:
    """Whether a clause asks of a fact, by its sign or its words, and wishes for nothing."""
    said = plain(clause)
    words = said.split()
    if len(words) < FEWEST or LISTS.has(said, "kindly"):
        return False
    first = next((word for word in words if word not in LISTS.words("joins")), "")
    begins = first in LISTS.words("begins")
    if "?" in clause:
        return begins or first in LISTS.words("begins_with_sign") or LISTS.has(said, "states")
    return begins or any(said.endswith(f" {end}") for end in LISTS.lists["ends"])


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
