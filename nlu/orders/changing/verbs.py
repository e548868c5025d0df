"""The verbs of a wish to change an order, where they stand, and what they do to the parts around them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from nlu.orders.lexicon import LEXICON, PHRASES
from nlu.orders.parts import Kind, Part
from nlu.orders.words import BREAK_SIGNS, REST
from nlu.words.numbers import read_number
from nlu.words.reading import Word
from nlu.words.silence import SILENT


class Side(Enum):
    """Where the things stand that a verb speaks of."""

    BEFORE = "before"  # ande hata do
    AFTER = "after"  # remove the eggs
    EITHER = "either"  # remove the eggs; ande remove


@dataclass(frozen=True)
class Verb:
    """A verb of change, from its first word to the word after it."""

    op: str
    side: Side
    start: int
    end: int


_VERBS = tuple(
    (op, side, PHRASES[f"{op} {side.value}"])
    for op, side in (
        ("remove", Side.BEFORE),
        ("remove", Side.EITHER),
        ("remove", Side.AFTER),
        ("add", Side.BEFORE),
        ("add", Side.AFTER),
        ("set", Side.BEFORE),
        ("set", Side.AFTER),
    )
)
INSTEAD = LEXICON.spelt("instead")
MORE = LEXICON.spelt("verbs_more")
NOISE = PHRASES["noise"]
REPLACING, WITH = LEXICON.spelt("replacing"), LEXICON.spelt("with")
FEW = 6  # parts
SENDS = LEXICON.spelt("sends")
INSTEAD_OF_THAT = PHRASES["instead_of_that"]
INSTEAD_OF = PHRASES["instead_of"]


_BEGIN = NOISE.first_words.union(
    INSTEAD_OF.first_words, INSTEAD_OF_THAT.first_words, *(phrases.first_words for _, _, phrases in _VERBS)
)


def verbs_of(words: Sequence[Word], parts: Sequence[Part]) -> Iterator[Verb]:
    """The verbs in order; of two that begin at one word the longer; none of what is said of the rest."""
    at, number = 0, lambda i: found.end if (found := read_number(words, i)) else i
    silent = {i for start, end in _rests(words) for i in range(start, end)}
    names = {part.end for part in parts if part.kind is Kind.NAME}
    instead = False
    while at < len(words):
        if not (_may_begin(words[at]) or (instead and words[at].plain in SENDS)):
            at += 1
            continue
        ends = [(phrases.match(words, at, number), op, side) for op, side, phrases in _VERBS]
        end, op, side = max(ends, key=lambda found: found[0])
        replaced = INSTEAD_OF.match(words, at, number)
        if (noise := NOISE.match(words, at, number)) > at:
            at = noise
        elif replaced > at and _is_behind(words, at, names) and brings(parts, replaced):
            yield Verb("remove", Side.BEFORE, at, replaced)
            at = replaced
        elif (taken_up := INSTEAD_OF_THAT.match(words, at, number)) > at:
            yield Verb("set", Side.BEFORE, at, taken_up)
            at = taken_up
        elif end > at and at not in silent:
            yield Verb(op, side, at, end)
            refuses = op == "remove" and words[end - 1].plain in SENDS  # "don't send this, send that"
            instead = instead or refuses or words[at].plain in INSTEAD
            at = end
        elif instead and words[at].plain in SENDS:
            yield Verb("add", Side.AFTER, at, at + 1)
            at += 1
        else:
            at += 1


def brings(parts: Sequence[Part], at: int) -> bool:
    """Whether another thing is named behind a word, and not only how much of the same."""
    following = [part.kind for part in parts if part.start >= at and part.kind is not Kind.GAP][:2]
    return following[:1] != [Kind.AMOUNT] or following[1:] == [Kind.NAME]


def _is_behind(words: Sequence[Word], at: int, ends: Collection[int]) -> bool:
    """Whether a name ends right before a word, or before words that were made to say nothing."""
    while at > 0 and at not in ends and words[at - 1].plain == SILENT:
        at -= 1
    return at in ends


def may_hold_verbs(words: Sequence[Word]) -> bool:
    """Whether a message may hold a verb of change; a quick look that most messages end at."""
    return any(map(_may_begin, words))


def _may_begin(word: Word) -> bool:
    """Whether a verb may begin with a word; most are none, and need no closer look."""
    return word.key in _BEGIN or word.exact in _BEGIN


def _rests(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """From "baki" to the end of its clause."""
    for i, word in enumerate(words):
        if word.plain in REST:
            end = next((j for j in range(i, len(words)) if words[j].plain in BREAK_SIGNS), len(words))
            yield i, end


def faced(verb: Verb, parts: Sequence[Part]) -> Verb:
    """An English verb looks at what follows it, or back when nothing does; a Hindi one that begins looks ahead."""
    if verb.side is Side.AFTER and not (verb.op == "add" and _has_before(verb, parts)):
        return verb
    if verb.side is Side.BEFORE and (verb.op == "set" or _has_before(verb, parts)):
        return verb
    for part in parts:
        if part.start >= verb.end:
            if part.kind is Kind.BREAK:
                break
            if part.kind is not Kind.GAP:
                return replace(verb, side=Side.AFTER)
    return replace(verb, side=Side.BEFORE)


def _has_before(verb: Verb, parts: Sequence[Part]) -> bool:
    """Whether something is named in the clause in front of a verb."""
    kinds = [part.kind for part in parts if part.end <= verb.start and part.kind is not Kind.GAP]
    return bool(kinds) and kinds[-1] is not Kind.BREAK


def broken(words: Sequence[Word], parts: Sequence[Part], verbs: Sequence[Verb]) -> list[Part]:
    """A verb at the end of its clause ends it; its words are no names."""
    spoken = {i: verb for verb in verbs for i in range(verb.start, verb.end)}
    found: list[Part] = []
    split = _without_more(words, parts)
    replaces = any(words[verb.start].plain in REPLACING for verb in verbs)
    for at, part in enumerate(split):
        verb = spoken.get(part.start)
        if verb and part.kind in (Kind.NAME, Kind.GAP) and not _is_more(words, part):
            another = replaces and words[part.start].plain in WITH and _names_first(split[at + 1 : at + FEW])
            kind = Kind.BREAK if verb.side is Side.BEFORE or another else Kind.GAP
            found.append(Part(kind, part.start, part.end))
        else:
            found.append(part)
    return found


def _names_first(parts: Sequence[Part]) -> bool:
    """ "replace surf with 1 kg ariel" brings another thing, "replace 2 surf with 3" does not."""
    kinds = (part.kind for part in parts if part.kind in (Kind.NAME, Kind.BREAK))
    return next(kinds, None) is Kind.NAME


def _is_more(words: Sequence[Word], part: Part) -> bool:
    return part.end == part.start + 1 and words[part.start].plain in MORE


def _without_more(words: Sequence[Word], parts: Sequence[Part]) -> list[Part]:
    """ "4 extra roti", "ek kilo aur cheeni", "ek coke extra": the word for more parts no amount from its name."""
    found: list[Part] = []
    split = [one for part in parts for one in _parted(words, part)]
    for at, part in enumerate(split):
        before = [each.kind for each in found[-2:]]
        counts = before[-1:] == [Kind.AMOUNT] and Kind.NAME not in before
        follows = split[at + 1 : at + 2]
        if _is_more(words, part) and counts and [each.kind for each in follows] == [Kind.NAME]:
            found.append(Part(Kind.GAP, part.start, part.end))
        else:
            found.append(part)
    return found


def _parted(words: Sequence[Word], part: Part) -> list[Part]:
    """A name without the word for more at its beginning or end."""
    if part.kind is not Kind.NAME or part.end == part.start + 1:
        return [part]
    first = part.start + (words[part.start].plain in MORE)
    last = part.end - (words[part.end - 1].plain in MORE)
    around = [Part(Kind.GAP, part.start, first), Part(Kind.NAME, first, last), Part(Kind.GAP, last, part.end)]
    return [each for each in around if each.start < each.end]
