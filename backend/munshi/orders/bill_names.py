"""In whose name the bill of an order shall be, where no GSTIN goes with it: *bill Sharma Traders ke naam se*."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from munshi.billing.bills import gstins
from munshi.orders.messages import Message
from munshi.word_lists import WordLists

_words = WordLists(__file__, "bill_names.yml").words
SIGNS = " .,:;-\"'*!?।"
ENDS = ",;।.\n!?"  # of a clause, behind a word
LONGEST = 5  # words of a name


class Named(NamedTuple):
    """A name, and the whole of the words that say it."""

    name: str
    words: str


def find(text: str | None) -> Named | None:
    """The name that a clause gives its bill; None where it gives none, or the number of a firm goes with it."""
    if not text or gstins.find(text) is not None:
        return None
    for clause in _clauses(text.split()):
        keys = [_key(word) for word in clause]
        if not any(key in _words("bill") for key in keys):
            continue
        for at, key in enumerate(keys):
            found = _before(keys, at) or _behind(keys, at) if key in _words("name") else None
            if found is not None:
                first, last = found
                said = " ".join(clause[first:last]).strip(SIGNS)
                return Named(said, " ".join(_spoken(clause, min(first, at), max(at, last - 1))))
    return None


def without(message: Message, named: Named) -> Message:
    """The message without the words that name the bill, wherever they were read."""

    def rest(text: str | None) -> str | None:
        return text.replace(named.words, ", ") if text else text

    inside = named.words.casefold()
    lines = [line for line in message.lines if (line.text or line.name or "").casefold() not in inside]
    notes = [each for each in message.beside.notes if not _shares(each.text, inside)]
    beside = replace(message.beside, notes=notes)
    return replace(
        message,
        text=rest(message.text),
        said=rest(message.said),
        where=rest(message.where),
        lines=lines,
        beside=beside,
    )


def _before(keys: Sequence[str], at: int) -> tuple[int, int] | None:
    """The name before *ke naam*, or between *on* and *name*."""
    is_of = at > 0 and keys[at - 1] in _words("of")
    first = last = at - is_of
    while first and last - first < LONGEST and keys[first - 1] not in _words("no_name") | _words("upon"):
        first -= 1
    is_upon = first > 0 and keys[first - 1] in _words("upon")
    return (first, last) if first < last and (is_of or is_upon) else None


def _behind(keys: Sequence[str], at: int) -> tuple[int, int] | None:
    """The name behind *in the name of*, or *name Rakesh Menon on bill*."""
    first = at + 1
    while first < len(keys) and keys[first] in _words("between"):
        first += 1
    last = first
    while last < len(keys) and last - first < LONGEST and _is_of_name(keys, last):
        last += 1
    return (first, last) if first < last else None


def _is_of_name(keys: Sequence[str], at: int) -> bool:
    """Whether a word goes on with a name: also the *and* of "Kapoor and Sons"."""
    joins = at + 1 < len(keys) and keys[at + 1] in _words("joined")
    return keys[at] not in _words("no_name") or joins


def _spoken(clause: Sequence[str], first: int, last: int) -> Sequence[str]:
    """From the first to the last word of the clause that speaks of the bill and its name."""
    keys = [_key(word) for word in clause]
    spoken = [first, last, *(place for place, key in enumerate(keys) if key in _words("bill"))]
    start, end = min(spoken), max(spoken)
    while end + 1 < len(clause) and keys[end + 1] in _words("no_name") | _words("around"):
        end += 1
    return clause[start : end + 1]


def _clauses(words: Sequence[str]) -> Sequence[Sequence[str]]:
    clauses: list[list[str]] = [[]]
    for word in words:
        clauses[-1].append(word)
        if word[-1] in ENDS and _key(word) not in _words("short"):
            clauses.append([])
    return clauses


def _shares(text: str, inside: str) -> bool:
    return text.casefold() in inside or inside in text.casefold()


def _key(word: str) -> str:
    return word.strip(SIGNS).casefold()
