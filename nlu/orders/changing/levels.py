"""What stood in an order and what shall stand: "tel 5 litre se ghata ke 2", "aloo 2 kilo hai, usko 4 kilo kar do"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from nlu.orders.changing.predicates import INSTEAD_OF, Head, Predicate, clause_end
from nlu.orders.changing.renewing import renewed
from nlu.orders.changing.repairs import repaired
from nlu.orders.counting.amounts import NOTHING, merge, read_amount
from nlu.orders.counting.models import is_model
from nlu.orders.lexicon import LEXICON
from nlu.orders.lines import HALF
from nlu.orders.parts import GOODS, Kind, Part
from nlu.orders.words import OF, SOURCES
from nlu.words.reading import Word

FINITE, PAST, TOLD = LEXICON.role("finite"), LEXICON.role("past"), LEXICON.role("told")
ALSO_DETERMINERS = LEXICON.spelt("taking_up_too")  # "remove it", but "that order"
ANAPHORA = LEXICON.spelt("taking_up") | ALSO_DETERMINERS
REFUSED_AMOUNT = LEXICON.spelt("refused_amount")
NEW_LEVEL = LEXICON.spelt("new_level")
MISTAKEN = LEXICON.sounds("mistaken")
FEW = 5  # words before what was a mistake


@dataclass(frozen=True)
class _Two:
    """Two amounts of one thing: the parts from the earlier one on, and the later one."""

    words: Sequence[Word]
    old: Sequence[Part]
    new: Part
    predicates: Sequence[Predicate]

    def later_holds(self) -> bool | None:
        """Whether the later one holds; None where both do."""
        if self._is_of_name():
            return None
        if self._is_told_wrong():
            return False
        if (is_repaired := repaired(self.words, self.old, self.new)) is not None:
            return is_repaired
        first = self.old[0]
        if self._is_written_by_mistake():
            return True
        if first.amount and self.new.amount and merge(first.amount, self.new.amount) and not self._is_from():
            return None
        if self._is_refused():
            return False
        is_wrong = any(map(_is_mistake, self.words[max(first.start - FEW, 0) : self.new.start]))
        return not self._break() or is_wrong or self._is_taken_up() or None

    def _break(self) -> int:
        """Where the clause of the later one begins; 0 where it is that of the earlier."""
        return max((part.end for part in self.old if part.kind is Kind.BREAK), default=0)

    def _between(self) -> range:
        return range(max(part.end for part in self.old if part.kind in GOODS), self.new.start)

    def _is_of_name(self) -> bool:
        """ "dolo 650 ka ek patta", "ek biryani half"."""
        first = self.old[0]
        if self.new.amount == HALF and (first.amount or NOTHING).is_count:
            return any(part.kind is Kind.NAME for part in self.old)
        between = self.words[first.end : self.new.start]
        return all(word.plain in OF for word in between) and is_model(first, self.new)

    def _is_told_wrong(self) -> bool:
        """ "1 butter kam kar do, galti se 2 likh diya"."""
        behind = self.words[self.new.end : self.new.end + 2]
        clause = self.words[self._break() : self.new.start]
        return bool(self._break()) and any(map(_is_told, behind)) and any(map(_is_mistake, clause))

    def _is_written_by_mistake(self) -> bool:
        """ "laddu galti se 1 likha, 2 kilo": what a word for a slip stands right before."""
        before = self.words[max(self.old[0].start - 1 - FEW, 0) : self.old[0].start]
        own = takewhile(lambda word: word.key, reversed(before))
        return any(map(_is_mistake, own)) and any(_is_told(self.words[i]) for i in self._between())

    def _is_from(self) -> bool:
        """ "4 se badha ke 6", "from 10 to 5 kg"."""
        from_first = self.words[self.old[0].end].plain in SOURCES
        return from_first or any(self.words[i].plain in NEW_LEVEL for i in self._between())

    def _is_refused(self) -> bool:
        """ "sirf 2 bhejna 4 nahi", "4 idli kar do 2 ki jagah"."""
        at = self.new.end
        if at == len(self.words):
            return False
        return self.words[at].plain in REFUSED_AMOUNT or INSTEAD_OF.begin_at(self.words, at)

    def _is_taken_up(self) -> bool:
        """ "aloo 2 kilo hai, usko 4 kilo kar do"; "2 pizza bola tha, 3 kar do"."""
        between, end = self._between(), clause_end(self.words, self.new.end)
        if any(self.words[i].plain in ANAPHORA for i in between):
            return True
        changes = (
            each.start in range(self.new.end, end) or (each.op == "set" and each.start in between)
            for each in self.predicates
        )
        told = self.words[max(self.old[0].start - FEW, 0) : self.new.start]
        return any(changes) and any(map(_is_told, told))


def as_it_shall_stand(
    words: Sequence[Word], parts: Sequence[Part], predicates: Sequence[Predicate]
) -> list[Part]:
    """The parts, without the amounts that only stood there where it is said what becomes of the thing."""

    def rule(old: Sequence[Part], new: Part) -> bool | None:
        return _Two(words, old, new, predicates).later_holds()

    ends = {each.start for each in predicates if each.head is Head.FINAL}
    return renewed(words, list(_with_levels(words, parts, predicates)), rule, ends)


def _with_levels(
    words: Sequence[Word], parts: Sequence[Part], predicates: Sequence[Predicate]
) -> Iterator[Part]:
    """The parts, with the figure that says to what an amount comes: "roti 4 se badha kar 6 kar do"."""
    spoken = {i for each in predicates for i in range(each.start, each.end)}
    behind = [part.end for part in parts if part.amount and part.end < len(words)]
    sources = [at for at in behind if words[at].plain in SOURCES]
    for part in parts:
        may_be = part.kind is Kind.OUTSIDE and part.start not in spoken
        is_level = may_be and any(at < part.start <= at + FEW for at in sources)
        amount = read_amount(words, part.start) if is_level else None
        yield Part(Kind.AMOUNT, part.start, part.end, amount[0]) if amount else part


def _is_told(word: Word) -> bool:
    return FINITE.has(word) or PAST.has(word) or TOLD.has(word)


def _is_mistake(word: Word) -> bool:
    return word.key in MISTAKEN
