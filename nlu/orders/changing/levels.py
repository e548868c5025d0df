"""What stood in an order and what shall stand: "tel 5 litre se ghata ke 2", "aloo 2 kilo hai, usko 4 kilo kar do"."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import takewhile

from nlu.orders.changing.predicates import INSTEAD_OF, Head, Predicate, clause_end
from nlu.orders.changing.renewing import renewed
from nlu.orders.changing.repairs import repaired
from nlu.orders.counting.amounts import merge, read_amount
from nlu.orders.counting.models import is_model
from nlu.orders.lexicon import LEXICON
from nlu.orders.lines import HALF
from nlu.orders.parts import GOODS, Kind, Part
from nlu.orders.words import AND, OF, SOURCES
from nlu.words.reading import Word

FINITE, PAST, TOLD = LEXICON.role("finite"), LEXICON.role("past"), LEXICON.role("told")
ALSO_DETERMINERS = LEXICON.spelt("taking_up_too")  # "remove it", but "that order"
ANAPHORA = LEXICON.spelt("taking_up") | ALSO_DETERMINERS
REFUSED_AMOUNT = LEXICON.spelt("refused_amount")
NEW_LEVEL = LEXICON.spelt("new_level")
MISTAKEN = LEXICON.sounds("mistaken")
FEW = 5  # words before what was a mistake


def as_it_shall_stand(
    words: Sequence[Word], parts: Sequence[Part], predicates: Sequence[Predicate]
) -> list[Part]:
    """The parts, without the amounts that only stood there where it is said what becomes of the thing."""

    def rule(old: Sequence[Part], new: Part) -> bool | None:
        return _later_holds(words, old, new, predicates)

    spoken = {i for each in predicates for i in range(each.start, each.end)}
    parts = list(_with_levels(words, parts, spoken))
    ends = {each.start for each in predicates if each.head is Head.FINAL}
    kept = renewed(words, parts, rule, ends)
    gone = set(_gone(words, kept, predicates))
    return [part.as_gap() if at in gone else part for at, part in enumerate(kept)]


def _with_levels(words: Sequence[Word], parts: Sequence[Part], spoken: Collection[int]) -> Iterator[Part]:
    """The parts, with the figure that says to what an amount comes: "roti 4 se badha kar 6 kar do"."""
    sources = [
        part.end
        for part in parts
        if part.amount and words[part.end : part.end + 1] and words[part.end].plain in SOURCES
    ]
    for part in parts:
        may_count = sources and part.kind is Kind.GAP and part.start not in spoken
        amount = read_amount(words, part.start) if may_count else None
        is_level = any(at < part.start <= at + FEW for at in sources)
        yield Part(Kind.AMOUNT, part.start, part.end, amount[0]) if amount and is_level else part


def _later_holds(
    words: Sequence[Word], old: Sequence[Part], new: Part, predicates: Sequence[Predicate]
) -> bool | None:
    """Of two amounts of one thing in a clause the later; in two clauses, if the thing is taken up again."""
    first = old[0]
    last = max(part.end for part in old if part.kind in GOODS)
    is_beside = all(word.plain in OF for word in words[first.end : new.start])
    is_named = old[-1].kind is Kind.NAME and old[-1].end == new.start
    if (is_beside and is_model(first, new)) or (is_named and (is_model(new, first) or new.amount == HALF)):
        return None  # "dolo 650 1 strip aur jod do", "2 strip dolo 650", "ek biryani half"
    breaks = [part.end for part in old if part.kind is Kind.BREAK]
    if (
        breaks
        and any(map(_is_told, words[new.end : new.end + 2]))
        and _is_mistaken(words, breaks[-1], new.start)
    ):
        return False  # "1 butter kam kar do, galti se 2 likh diya"
    if (is_repaired := repaired(words, old, new)) is not None:
        return is_repaired
    between = words[last : new.start]
    is_from = words[first.end].plain in SOURCES or any(word.plain in NEW_LEVEL for word in between)
    fits = first.amount and new.amount and merge(first.amount, new.amount)
    if fits and not is_from:
        return None
    if new.end < len(words) and (
        words[new.end].plain in REFUSED_AMOUNT or INSTEAD_OF.begin_at(words, new.end)
    ):
        return False  # "sirf 2 bhejna 4 nahi", "4 idli kar do 2 ki jagah"
    if not breaks or _is_mistaken(words, first.start - FEW, new.start):
        return True
    changes = any(new.end <= each.start < clause_end(words, new.end) for each in predicates) or any(
        each.op == "set" and last <= each.start < new.start for each in predicates
    )
    is_taken_up = any(word.plain in ANAPHORA for word in between)
    return (
        True
        if is_taken_up or (changes and any(map(_is_told, words[max(first.start - FEW, 0) : new.start])))
        else None
    )


def _is_told(word: Word) -> bool:
    return FINITE.has(word) or PAST.has(word) or TOLD.has(word)


def _is_mistaken(words: Sequence[Word], start: int, end: int) -> bool:
    return any(word.key in MISTAKEN for word in words[max(start, 0) : end])


def _gone(words: Sequence[Word], parts: Sequence[Part], predicates: Sequence[Predicate]) -> Iterator[int]:
    """ "biscuit 4 packet hai unko hata do": the amount of what is taken up to be changed, where no new one follows."""
    for each in predicates:
        goods = [at for at, part in enumerate(parts) if part.kind in GOODS and part.end <= each.start]
        if each.op == "set" or not goods:
            continue
        clause = takewhile(
            lambda word: word.plain not in AND,
            reversed(words[max(parts[at].end for at in goods) : each.start]),
        )
        objects = words[each.start : each.end + 1]
        is_taken_up = any(word.plain in ANAPHORA for word in clause) or any(
            word.plain in ALSO_DETERMINERS for word in objects
        )
        following = [part.kind for part in parts if part.start >= each.end and part.kind is not Kind.GAP]
        has_new = following[:1] == [Kind.AMOUNT] and following[1:2] != [Kind.NAME]
        if is_taken_up and not has_new:
            yield from (at for at in goods[-2:] if parts[at].kind is Kind.AMOUNT)
