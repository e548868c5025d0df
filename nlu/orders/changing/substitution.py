"""What comes in the place of another thing: "coke bola tha, uski jagah limca", "swap the fries for rings"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from nlu.orders.changing.predicates import (
    INSTEAD_OF_THAT,
    Head,
    Predicate,
    brings,
    clause_end,
    faced,
)
from nlu.orders.counting.amounts import read_amount
from nlu.orders.counting.figures import is_lettered
from nlu.orders.lexicon import LEXICON, PHRASES
from nlu.orders.parts import GOODS, Kind, Part
from nlu.orders.words import AND, is_filler
from nlu.words.reading import Word

FAR = 10  # words between what goes and what comes
INSIDE = LEXICON.spelt("in")
REFUSED, NOT = LEXICON.spelt("refused"), LEXICON.spelt("not")
SWAPS = LEXICON.spelt("swaps")
SWAPPED_FOR = LEXICON.spelt("swapped_for") | LEXICON.spelt("with")
TAKEN_UP, ONLY = PHRASES["taken_up"], PHRASES["only"]


def with_substitutions(
    words: Sequence[Word], parts: Sequence[Part], predicates: Sequence[Predicate]
) -> list[Predicate]:
    """The predicates, with those by which one thing goes for another."""
    found = [*_swapping(words, parts), *_taking_up(words, parts, predicates), *_refusing(words, parts)]
    found += _closing(words, parts)
    taken = {i for each in found for i in range(each.start, each.end)}
    others = (each for each in predicates if taken.isdisjoint(range(each.start, each.end)))
    return sorted([*found, *others], key=lambda each: each.start)


def _swapping(words: Sequence[Word], parts: Sequence[Part]) -> Iterator[Predicate]:
    """ "swap the fries for rings", "change coke to pepsi"; but "replace 4 maggi with 6" changes how many."""
    verb = next((i for i, word in enumerate(words) if word.plain in SWAPS), None)
    if verb is None:
        return
    for at in range(verb + 2, min(len(words) - 1, verb + FAR, clause_end(words, verb))):
        if words[at].plain not in SWAPPED_FOR or not words[at + 1].key:
            continue
        kinds = [part.kind for part in parts if verb + 1 < part.end and part.start < at]
        if _is_level(words, at + 1):
            yield from (Predicate("set", Head.INITIAL, i, i + 1) for i in (verb, at) if Kind.AMOUNT in kinds)
            return
        if Kind.NAME in kinds:
            yield Predicate("remove", Head.INITIAL, verb, verb + 1)
            yield Predicate("add", Head.INITIAL, at, at + 1, substitutes=True)
            return


def _is_level(words: Sequence[Word], at: int) -> bool:
    """Whether an amount stands there of which nothing is named; "16A" is a name."""
    amount = None if is_lettered(words, at + 1) else read_amount(words, at)
    behind = words[amount[1] : amount[1] + 1] if amount else ()
    return amount is not None and all(not word.key or word.plain in AND or is_filler(word) for word in behind)


def _taking_up(
    words: Sequence[Word], parts: Sequence[Part], predicates: Sequence[Predicate]
) -> Iterator[Predicate]:
    """ "coke bola tha, uski jagah limca": where nothing is said yet to go, it is what was named last.

    Behind what is said to go, "rehne do coke, uski jagah limca", what follows comes.
    """
    for at in range(1, len(words)):
        end = max(TAKEN_UP.match(words, at, lambda i: i), INSTEAD_OF_THAT.match(words, at, lambda i: i))
        is_named = any(part.kind is Kind.NAME and part.end <= at for part in parts) and any(
            part.kind is Kind.NAME and part.start >= end for part in parts
        )
        said = [each for each in predicates if each.op == "remove" and each.end <= at]
        if end > at and is_named and brings(parts, end):
            if not said:
                yield Predicate("remove", Head.FINAL, at, end, substitutes=True)
            elif faced(said[-1], parts).head is not Head.FINAL:
                yield Predicate("add", Head.INITIAL, at, end, substitutes=True)
            return


def _refusing(words: Sequence[Word], parts: Sequence[Part]) -> Iterator[Predicate]:
    """ "coke nahi pepsi bhejna", "pepsi not coke": a refusal between two things, the first without an amount."""
    for before, part, after in zip(parts, parts[1:], parts[2:], strict=False):
        said = words[part.start].plain
        is_refusal = (said in REFUSED or said in NOT) and before.kind is Kind.NAME
        if is_refusal and after.kind in GOODS and brings(parts, after.start):
            head = Head.FINAL if said in REFUSED else Head.INITIAL
            yield Predicate("remove", head, part.start, part.end, substitutes=True)


def _closing(words: Sequence[Word], parts: Sequence[Part]) -> Iterator[Predicate]:
    """ "combiflam nahi", "dolo nahi sirf crocin": a no that ends its clause behind a bare name takes that out."""
    for at, part in enumerate(parts):
        if part.end != part.start + 1 or words[part.start].plain not in REFUSED or not at:
            continue
        clause = list(takewhile(lambda each: each.kind is not Kind.BREAK, reversed(parts[:at])))
        is_bare = bool(clause) and clause[0].kind is Kind.NAME and not any(each.amount for each in clause[:2])
        behind = parts[at + 1 : at + 2]
        closes = not behind or behind[0].kind is Kind.BREAK or ONLY.begin_at(words, behind[0].start)
        in_a_dish = any(words[each.start].plain in INSIDE for each in clause[1:2])  # "coffee me cheeni nahi"
        if is_bare and closes and not in_a_dish:
            yield Predicate("remove", Head.FINAL, part.start, part.end, of_one=True)
