"""What stood in an order and what shall stand: "tel 5 litre se ghata ke 2", "aloo 2 kilo hai, usko 4 kilo kar do"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from nlu.orders.changing.verbs import Side, Verb, verbs_of
from nlu.orders.counting.amounts import Amount
from nlu.orders.cutting import cut_changes
from nlu.orders.lexicon import LEXICON
from nlu.orders.parts import GOODS, Kind, Part
from nlu.orders.words import BREAK_SIGNS, INSTEADS, KO, SOURCES, is_filler
from nlu.words.numbers import read_number
from nlu.words.reading import Word
from nlu.words.silence import silenced
from nlu.words.unit_words import unit_of
from spelling import key

FINITE, PAST = LEXICON.role("finite"), LEXICON.role("past")
TAKING_UP = LEXICON.spelt("taking_up")
TAKING_UP_TOO = LEXICON.spelt("taking_up_too")  # but they may open a name
THAT = "usko"
TOLD = LEXICON.sounds("told")
HAVING = LEXICON.spelt("having")
HAVING_DONE = tuple(LEXICON.spelt("levels_having_done"))
PUT_THERE = LEXICON.spelt("put_there")
WILL_DO = LEXICON.spelt("will_do")
UP_AND_DOWN, MEASURED_BY = LEXICON.spelt("up_and_down"), LEXICON.spelt("measured_by")
AS, UP_TO = LEXICON.spelt("as"), "to"
SET, MAKE = "set", "make"
FROM = "from"
MISTAKEN = LEXICON.sounds("mistaken")
INSTEAD = "instead"
PACK, SEND, NOT = "pack", "send", LEXICON.spelt("not")
TWO = 2  # amounts of one thing
FEW = 5  # words between what stood and what shall stand


@dataclass
class _Spoken:
    """The thing that is spoken of and the amounts of it that stood, while the message is read."""

    name: Part
    stood: list[Part]
    is_told: bool = False
    again: int | None = None  # the word at which it is spoken of again
    verb: int | None = None  # the one that then says what becomes of it

    def hear(self, words: Sequence[Word], part: Part) -> None:
        """What is said of it besides: that it is meant once more, or that it was told."""
        if not _takes_up_again(words[part.start]):
            self.is_told = self.is_told or any(_tells(words[i]) for i in range(part.start, part.end))
        elif self.again is None:
            self.again = part.start

    def silent(self, words: Sequence[Word], until: int, new: Amount | None = None) -> Iterator[int]:
        """The words of what stood, and all up to where it is said what becomes of it."""
        kept = {unit for part in self.stood for unit in _unit_of(words, part, new)}
        for part in self.stood:
            yield from (i for i in range(part.start, part.end) if i not in kept)
        yield from (
            i for i in range(self.name.end, until if self.verb is None else self.verb) if i not in kept
        )


def _unit_of(words: Sequence[Word], stood: Part, new: Amount | None) -> range:
    """The words that say in what it is counted, where the new amount leaves that unsaid."""
    if new is None or stood.amount is None or new.unit or new.pack:
        return range(0)
    if stood.amount.pack and stood.amount.quantity is None:
        return range(stood.start, stood.end)
    unit = unit_of(words[stood.end - 1].key)
    is_single = unit is not None and unit.times == 1 and stood.end - stood.start > 1
    return range(stood.end - 1, stood.end) if is_single else range(0)


def as_it_shall_stand(words: Sequence[Word]) -> Sequence[Word]:
    """The words without the amounts that only stood there, where it is said what becomes of the thing."""
    words = tuple(_as_level(words, at) for at in range(len(words)))
    words = silenced(words, chain(_left_behind(words), _instead(words), _empty(words)))
    words = tuple(
        word.read_as(THAT, key(THAT)) if at and word.plain in TAKING_UP else word
        for at, word in enumerate(words)
    )
    return silenced(words, _stood(words))


def _as_level(words: Sequence[Word], at: int) -> Word:
    """ "put milk as 3 packets" puts it to three, and "set milk to 3" makes it so."""
    word = words[at]
    if at and word.plain == PACK and words[at - 1].plain in NOT:
        return word.read_as(SEND, key(SEND))  # "don't pack the chutney"
    if at and word.plain in AS and read_number(words, at + 1) is not None:
        return word.read_as(UP_TO, key(UP_TO))
    if word.plain == SET and any(each.plain in AS or each.plain == UP_TO for each in words[at + 2 :][:FEW]):
        return word.read_as(MAKE, key(MAKE))
    return word


def _left_behind(words: Sequence[Word]) -> Iterator[int]:
    """The first amount of "5 litre se ghata ke 2 litre" and of "from 2 to 4 packets", up to the second."""
    if any(word.plain in SOURCES for word in words):
        for part in cut_changes(words):
            if part.kind is Kind.AMOUNT and part.end < len(words) and words[part.end].plain in SOURCES:
                end = _next_amount(words, part.end + 1)
                is_given = part.start > 0 and words[part.start - 1].plain in KO  # "maggi ko 2 se 3 kar do"
                yield from range(part.start - is_given, end) if end else ()
    for at, word in enumerate(words):
        if word.plain == FROM and read_number(words, at + 1):
            near = range(at + 2, min(at + FEW, len(words)))
            to = (i for i in near if words[i].plain == UP_TO and read_number(words, i + 1))
            yield from range(at, next(to, at))


def _instead(words: Sequence[Word]) -> Iterator[int]:
    """The words of the first amount of "instead of 2 milk please send 4" and of "instead of 2 send 4 milk"."""
    at = next(
        (i for i in range(len(words) - 2) if words[i].plain == INSTEAD and read_number(words, i + 2)), None
    )
    if at is None:
        return
    stop = next((i for i in range(at, len(words)) if words[i].plain in BREAK_SIGNS - {","}), len(words))
    parts = [part for part in cut_changes(words) if at < part.start < stop and part.kind in GOODS]
    kinds = [part.kind for part in parts[: 2 * TWO]]
    if kinds.count(Kind.AMOUNT) == TWO and kinds.count(Kind.NAME) == 1:
        second = parts[kinds.index(Kind.AMOUNT, 1)]
        yield from (i for i in range(at, parts[0].end))
        yield from (i for i in range(parts[0].end, second.start) if is_filler(words[i]))


def _empty(words: Sequence[Word]) -> Iterator[int]:
    """The verb of "I have put 2 kg onion", the *down* of "bring it down to 3", "coke ki jagah pepsi chalega"."""
    if any(word.plain in INSTEADS for word in words):
        yield from (at for at, word in enumerate(words) if word.plain in WILL_DO)
    for at in range(1, len(words)):
        if words[at].plain in PUT_THERE and words[at - 1].plain in HAVING:
            yield at
        elif words[at - 1].plain in UP_AND_DOWN and words[at].plain in MEASURED_BY:
            yield at - 1


def _next_amount(words: Sequence[Word], at: int) -> int | None:
    """Where an amount begins behind words that name nothing."""
    for i in range(at, min(at + FEW, len(words))):
        if read_number(words, i):
            return i
        if words[i].plain in BREAK_SIGNS or not (is_filler(words[i]) or words[i].plain in HAVING_DONE):
            return None
    return None


def _stood(words: Sequence[Word]) -> Iterator[int]:
    """The words of the amounts that stood, up to where it is said what becomes of the thing."""
    parts = cut_changes(words)
    verbs = {verb.start: verb for verb in verbs_of(words, parts)}
    spoken: _Spoken | None = None
    before: list[Part] = []  # an amount whose name may follow
    is_wish = False  # whether a verb in front has what follows for its own
    for at, part in enumerate(parts):
        verb = verbs.get(part.start) if part.kind is not Kind.AMOUNT else None
        if part.kind is Kind.AMOUNT and spoken and _is_new(words, parts, at, spoken, verbs):
            yield from spoken.silent(words, part.start, part.amount)
            yield from _mistaken(words, spoken)
            spoken = None
        elif part.kind is Kind.AMOUNT and spoken and not spoken.stood:
            spoken.stood.append(part)
        elif part.kind is Kind.AMOUNT:
            before = [part]
        elif verb and spoken and _takes_up(words, spoken, verb, has_new=_has_new(parts, at)):
            if not _has_new(parts, at):
                yield from spoken.silent(words, verb.start)
                spoken = None
        elif verb:
            spoken, is_wish = None, verb.side is not Side.BEFORE
        elif part.kind is Kind.NAME and verb is None:
            spoken = None if is_wish else _Spoken(part, before)
            before = []
        elif part.kind is Kind.BREAK and not _takes_up_again(words[part.start]):
            before, is_wish = [], is_wish and bool(words[part.start].key)
        elif spoken:
            spoken.hear(words, part)


def _takes_up_again(word: Word) -> bool:
    return word.plain == THAT or word.plain in TAKING_UP_TOO


def _mistaken(words: Sequence[Word], spoken: _Spoken) -> Iterator[int]:
    """The words in front that say that what stood there was wrong: "galti se 2 kilo chicken likh diya"."""
    first = min(part.start for part in (spoken.name, *spoken.stood))
    yield from (i for i in range(max(first - FEW, 0), first) if words[i].key in MISTAKEN)


def _is_new(
    words: Sequence[Word], parts: Sequence[Part], at: int, spoken: _Spoken, verbs: Mapping[int, Verb]
) -> bool:
    """Whether an amount is the one that shall stand: it is of the thing taken up, or a verb changes what was told."""
    if not _has_new(parts, at - 1):
        return False
    if spoken.again is not None:
        return True
    behind = next((i for i in range(parts[at].end, len(words)) if words[i].plain in BREAK_SIGNS), len(words))
    return spoken.is_told and bool(spoken.stood) and any(parts[at].end <= start < behind for start in verbs)


def _takes_up(words: Sequence[Word], spoken: _Spoken, verb: Verb, *, has_new: bool) -> bool:
    """Whether a verb is of the thing spoken of: "usko hata do", "make it", "ghata ke" before the new amount."""
    if any(word.plain in TAKING_UP_TOO for word in words[verb.start : verb.end + 1]):
        spoken.again = spoken.verb = verb.start
        return has_new or verb.op != "set"
    if spoken.again is None:
        if spoken.is_told and spoken.stood and verb.side is Side.AFTER and verb.op == "set" and has_new:
            spoken.again = spoken.verb = verb.start
        return spoken.again is not None
    if has_new:
        return words[verb.end - 1].plain in HAVING_DONE or words[verb.start].plain.endswith(HAVING_DONE)
    return verb.op != "set"


def _has_new(parts: Sequence[Part], at: int) -> bool:
    """Whether the next that is said behind a part is an amount and no other thing's."""
    following: list[Kind] = []
    for part in parts[at + 1 :]:
        if part.kind is Kind.BREAK or len(following) == len(GOODS):
            break
        following += [part.kind] if part.kind in GOODS else []
    return following[:1] == [Kind.AMOUNT] and Kind.NAME not in following


def _tells(word: Word) -> bool:
    return FINITE.has(word) or PAST.has(word) or word.key in TOLD
