"""What an order names twice: the amount put right, the thing left out after all, the bare name beside its amount."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from nlu.orders.counting.amounts import merge
from nlu.orders.lexicon import LEXICON
from nlu.orders.lines import Line
from nlu.orders.words import (
    AND,
    LEAVING,
    LEFT_OUT,
    PUT_RIGHT,
    PUT_RIGHT_BEHIND,
    REFUSALS,
    is_filler,
)
from nlu.words.reading import Word
from spelling import key

NO = LEXICON.spelt("no")
REFUSING = REFUSALS | NO
SORRY = LEXICON.spelt("sorry")
FAR = 10  # words of a clause that count
DEPENDING = LEXICON.spelt("depending")
MORE_BEHIND = LEXICON.spelt("more_behind")
VERBS_MORE = LEXICON.spelt("verbs_more")
MORE = MORE_BEHIND | LEXICON.spelt("more")
MAKING_IT = (("make", "it"), ("make", "that"), ("make", "the"))
LONGEST = 4  # words of a name that is left out


def said_once(words: Sequence[Word], lines: list[Line]) -> list[Line]:
    """The lines as they hold in the end; what is counted twice without a word of correction stays two."""
    if len(lines) < 2:
        return lines
    return _without_bare(_put_right(words, _without_left_out(words, lines)))


def _sound(line: Line) -> str:
    return key(line.name or "")


def _counts(line: Line) -> bool:
    return line.name is not None and (line.amount.quantity is not None or line.amount.pack is not None)


def _without_left_out(words: Sequence[Word], lines: list[Line]) -> list[Line]:
    """ "1 pizza, 1 coke, coke rehne do", "no, leave the coke": what was counted before it was left out."""
    counted = {_sound(line) for line in lines if _counts(line)}
    left_out = {name: at for name, at in _left_out(words) if name in counted}
    return [line for line in lines if line.start >= left_out.get(_sound(line), 0)]


def _left_out(words: Sequence[Word]) -> Iterator[tuple[str, int]]:
    """What stands alone before or behind words that leave it out, as it sounds, and where that is said."""
    for at, word in enumerate(words):
        if word.plain in LEAVING or word.plain in NO:
            own = _own(words, range(at + 1, _clause_end(words, at + 1)))
        elif (end := LEFT_OUT.match(words, at, lambda i: i)) > at or word.plain in REFUSALS - SORRY:
            end = max(end, at + 1)
            goes_on = end < len(words) and bool(words[end].key) and words[end].plain in DEPENDING
            own = range(0) if goes_on else _own(words, range(_clause_start(words, at), at))
        else:
            continue
        if own:
            yield key(" ".join(words[i].plain for i in own)), max(at, own.stop)


def _own(words: Sequence[Word], clause: range) -> range:
    """The words of a clause between polite ones; none where others stand there too."""
    said = [i for i in clause if not is_filler(words[i])]
    is_one = bool(said) and said[-1] - said[0] + 1 == len(said) <= LONGEST
    return range(said[0], said[-1] + 1) if is_one else range(0)


def _clause_start(words: Sequence[Word], at: int) -> int:
    first = max(at - FAR, 0)
    while at > first and not _parts_clauses(words[at - 1]):
        at -= 1
    return at


def _clause_end(words: Sequence[Word], at: int) -> int:
    last = min(at + FAR, len(words))
    while at < last and not _parts_clauses(words[at]):
        at += 1
    return at


def _parts_clauses(word: Word) -> bool:
    return not word.key or word.plain in AND


def _put_right(words: Sequence[Word], lines: list[Line]) -> list[Line]:
    """ "2 roti, 1 dal, nahi ruko roti 4": the later amount, in the unit of the first where it names none."""
    kept: list[Line] = []
    places: dict[str, int] = {}
    for line in lines:
        name = _sound(line)
        at = places.get(name) if _counts(line) else None
        if at is not None and _is_put_right(words, kept[at], line):
            unit = merge(replace(kept[at].amount, quantity=None), line.amount)
            plain = line.amount.unit is None and line.amount.pack is None
            line = replace(line, amount=unit if plain and unit else line.amount)
            kept.pop(at)
            places = {other: place - (place > at) for other, place in places.items()}
        if _counts(line):
            places[name] = len(kept)
        kept.append(line)
    return kept


def _is_put_right(words: Sequence[Word], first: Line, second: Line) -> bool:
    """Whether an amount takes the place of another of the same thing: by a word between them, or one behind."""
    behind = words[second.end : second.end + 2]
    clause = range(_clause_start(words, second.start), second.end)
    is_last = not any(word.key for word in behind[1:])
    if any(words[i].plain in MORE for i in clause):
        return False
    if behind and (behind[0].plain in MORE_BEHIND or (is_last and behind[0].plain in MORE)):
        return False
    if behind and PUT_RIGHT_BEHIND.match(words, second.end, lambda i: i) > second.end:
        return True
    return any(_corrects(words, at, second.start) for at in range(first.end, second.start))


def _corrects(words: Sequence[Word], at: int, end: int) -> bool:
    """Whether a word takes back what was said: "ruko", "sorry", "make it", a *no* that is of no thing."""
    word, after = words[at], words[at + 1]
    if word.plain in PUT_RIGHT or (word.plain, after.plain) in MAKING_IT:
        return True
    alone = not words[at - 1].key or is_filler(words[at - 1])
    return word.plain in REFUSING and alone and (at + 1 == end or not after.key or is_filler(after))


def _without_bare(lines: list[Line]) -> list[Line]:
    """ "shampoo 1 bottle, sirf shampoo": a bare name that is counted elsewhere, or was said before, is no line."""
    counted = {_sound(line) for line in lines if _counts(line)}
    bare: set[str] = set()
    kept: list[Line] = []
    for line in lines:
        if line.name is not None and line.is_bare:
            if _sound(line) in bare | counted:
                continue
            bare.add(_sound(line))
        kept.append(line)
    return kept
