"""Which wishes that are noted with an order words deny: *no need to call*, *ghanti wala rehne do*.

What a later wish says the contrary of, and nothing else, is denied as well: *call mat karna* behind *call before
coming*. The phrases stand in `denying.yml`. Pure.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from munshi.asking.clauses import PART
from munshi.orders.choosing import words_of
from munshi.orders.kept import Note
from munshi.orders.messages import Message
from munshi.orders.refusing import REFUSING
from munshi.word_lists import WordLists, plain

LISTS = WordLists(__file__, "denying.yml")
SMALL = words_of(LISTS.words("small"))


def is_needless(text: str | None) -> bool:
    """Whether words say that something is not needed."""
    return LISTS.has(plain(text), "needless")


def taken_back(notes: Sequence[Note], text: str) -> list[Note]:
    """The notes of which words say that they are not needed."""
    if not is_needless(text):
        return []
    return [each for each in notes if denies(text, each.text)]


def denies(text: str, note: str) -> bool:
    """Whether all that words name is in a note."""
    named = words_of([text]) - SMALL
    return bool(named) and named <= words_of([note])


def contradicts(text: str, note: str) -> bool:
    """Whether one of two refuses what the other wishes, and names nothing else."""
    refuses, refused = (not words_of([each]).isdisjoint(REFUSING) for each in (text, note))
    return refuses != refused and denies(text, note)


def without_denied(message: Message) -> Message:
    """The message without the wishes that it takes back right behind them: *call karna, nahi rehne do*."""
    gone = list(_denied(message))
    beside = message.beside
    notes = [each for each in beside.notes if not any(each.text in clause for clause in gone)]
    if not gone or len(notes) == len(beside.notes):
        return message
    said = message.said or ""
    places = [(said.index(clause), said.index(clause) + len(clause)) for clause in gone]
    telling = [word for word in message.telling if not any(a <= word.start < b for a, b in places)]
    return replace(message, beside=replace(beside, notes=notes), telling=telling)


def _denied(message: Message) -> Iterator[str]:
    """The clauses right behind which nothing is said but that it is not needed, and in which nothing is counted."""
    counted = [line.text for line in message.lines if line.quantity is not None and line.text]
    before: str | None = None
    for clause in PART.split(message.said or ""):
        if not plain(clause):
            continue
        if before and plain(clause) in LISTS.lists["alone"]:
            if not any(each in before for each in counted):
                yield before
        elif words_of([clause]) - SMALL:
            before = clause
