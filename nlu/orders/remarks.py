"""Takes out of an order what people say around it: a name stays an item only where it stands as an item does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from nlu.orders.parts import Kind, Part, gap, segments
from nlu.orders.telling import (
    ENGLISH_ORDERING,
    NUMBERED,
    OPENERS,
    PAST,
    PLACES,
    POSTPOSITIONS,
    TITLES,
    ends_clause,
    is_circumstance,
    is_no_item,
    is_told,
    orders,
    speaks,
    tells,
)
from nlu.orders.words import ARTICLES, STAPLES
from nlu.words.reading import Word

GOODS = (Kind.NAME, Kind.AMOUNT)
SENTENCE_ENDS = frozenset(".!?।|")
PAIR = 2  # a name and its amount
TOO = frozenset({"bhi", "bhee", "भी", "also", "too"})


class Way(Enum):
    """What a clause does."""

    ORDERS = "orders"  # it has a verb by which one orders
    LISTS = "lists"  # it has no verb at all
    TELLS = "tells"  # it has any other verb


@dataclass(frozen=True)
class Clause:
    """The parts that belong to one verb, what they do, and in which sentence of the message they stand."""

    parts: Sequence[Part]
    way: Way
    sentence: int

    @property
    def goods(self) -> list[Part]:
        """Its names and amounts."""
        return [part for part in self.parts if part.kind in GOODS]

    @property
    def counts(self) -> bool:
        """Whether it says how much of something."""
        return {part.kind for part in self.parts}.issuperset(GOODS)


def without_remarks(words: Sequence[Word], parts: Sequence[Part]) -> list[Part]:
    """The parts with every name that is no item turned into a gap; all of them where nothing would be left."""
    clauses = list(_clauses(words, [piece for part in parts for piece in _spoken(words, part)]))
    kept = [part for at in range(len(clauses)) for part in _kept(words, clauses, at)]
    return kept if any(part.kind is Kind.NAME for part in kept) else list(parts)


def _spoken(words: Sequence[Word], part: Part) -> Iterator[Part]:
    """A name up to the word in it that tells something, and what follows: "papaya will", "tomato Mrs Kapoor"."""
    at = next(
        (i for i in range(part.start + 1, part.end) if speaks(words[i]) or words[i].plain in TITLES), part.end
    )
    if part.kind is Kind.NAME and at < part.end and words[at].plain not in POSTPOSITIONS:
        yield Part(Kind.NAME, part.start, at)
        rest = part.end if words[at].plain in TITLES else at + 1
        yield Part(Kind.GAP, at, rest)
        if rest < part.end:
            yield from _spoken(words, Part(Kind.NAME, rest, part.end))
    else:
        yield part


def _clauses(words: Sequence[Word], parts: Sequence[Part]) -> Iterator[Clause]:
    sentence = 0
    for segment in segments(parts):
        first = words[segment[0].start]
        sentence += segment[0].kind is Kind.BREAK and (first.plain in SENTENCE_ENDS or "\n" in first.text)
        start = 0
        for at in range(1, len(segment)):
            if _begins(words, segment, start, at):
                yield Clause(segment[start:at], _way(words, segment[start:at]), sentence)
                start = at
        yield Clause(segment[start:], _way(words, segment[start:]), sentence)


def _begins(words: Sequence[Word], segment: Sequence[Part], start: int, at: int) -> bool:
    """Whether a clause begins with a part."""
    word = words[segment[at].start]
    before = segment[start:at]
    if segment[at].kind is Kind.GAP:
        opens = word.plain in ENGLISH_ORDERING or word.plain in OPENERS
        opens = opens or (
            word.plain == "." and {Kind.NAME, Kind.AMOUNT}.issubset(part.kind for part in before)
        )
        return opens and any(part.kind in GOODS for part in before)
    gaps = (part for part in before if part.kind is Kind.GAP)
    return any(_ends(words, i) for part in gaps for i in range(part.start, part.end))


def _ends(words: Sequence[Word], at: int) -> bool:
    return words[at].plain not in ENGLISH_ORDERING and (ends_clause(words[at]) or orders(words, at))


def _way(words: Sequence[Word], parts: Sequence[Part]) -> Way:
    said = [part.start for part in parts if part.kind is Kind.GAP and part.end == part.start + 1]
    if any(orders(words, i) for i in said):
        return Way.ORDERS
    bare = [part for part in parts if part.kind is Kind.NAME and _amount_of(words, parts, part) is None]
    told = any(tells(words, i) for i in said) or any(is_told(words[part.start : part.end]) for part in bare)
    return Way.TELLS if told else Way.LISTS


def _kept(words: Sequence[Word], clauses: Sequence[Clause], at: int) -> Sequence[Part]:
    """The parts of a clause with what is no item in it turned into gaps."""
    clause = clauses[at]
    others = any(each.counts for each in clauses if each is not clause)
    if clause.way is Way.TELLS and clause.counts and others and _is_over(words, clause):
        return gap(clause.parts)
    if clause.way is Way.TELLS and not clause.counts and _gets_amount(clauses, at):
        return clause.parts
    remark = clause.way is Way.TELLS or (clause.way is Way.LISTS and _is_remark(clauses, at))
    parts = _without_figures(words, clause) if others or len(clause.goods) > PAIR else clause.parts
    dropped: list[Part] = []
    for part in clause.goods:
        if part.kind is Kind.AMOUNT:
            stands = not others or clause.counts or not (remark or _is_adjunct(words, part))
        elif _amount_of(words, parts, part) is None:
            stands = not remark or _is_sure(words, clause, part)
            stands = stands and not _is_adjunct(words, part) and not is_no_item(words[part.start : part.end])
        else:
            stands = True
        if not stands:
            dropped.append(part)
    return [Part(Kind.GAP, part.start, part.end) if part in dropped else part for part in parts]


def _is_over(words: Sequence[Word], clause: Clause) -> bool:
    """Whether a clause tells of what was."""
    spoken = (i for part in clause.parts for i in range(part.start, part.end))
    return any(words[i].plain in PAST and tells(words, i) for i in spoken)


def _gets_amount(clauses: Sequence[Clause], at: int) -> bool:
    """Whether the amount that follows is of what this clause names: "namak hai to 1 packet"."""
    after = clauses[at + 1] if at + 1 < len(clauses) else None
    if after is None or after.way is Way.TELLS or after.parts[0].kind is Kind.BREAK:
        return False
    return [part.kind for part in after.goods] == [Kind.AMOUNT]


def _is_remark(clauses: Sequence[Clause], at: int) -> bool:
    """Whether a clause without a verb stands among those that tell something, and no goods are counted there."""
    near = [each for each in clauses if each.sentence == clauses[at].sentence]
    counted = [i for i, each in enumerate(near) if each.counts]
    told = [each.way is Way.TELLS and bool(each.goods) for each in near]
    if not counted:
        return any(told) and any(each.counts for each in clauses)
    place = next(i for i, each in enumerate(near) if each is clauses[at])
    return any(told[counted[-1] + 1 : place])


def _is_sure(words: Sequence[Word], clause: Clause, name: Part) -> bool:
    """Whether goods are named all the same: by their bare name, or beside others."""
    if clause.way is Way.TELLS:
        return False
    said = [words[i].plain for part in clause.parts for i in range(part.start, part.end)]
    return any(word in TOO for word in said) or any(
        word.plain in STAPLES for word in words[name.start : name.end]
    )


def _amount_of(words: Sequence[Word], parts: Sequence[Part], name: Part) -> Part | None:
    """The amount that a name has in its clause: the one behind it where names come first, else the one before it."""
    goods = [part for part in parts if part.kind in GOODS]
    if name not in goods:
        return None
    place, first = goods.index(name), goods[0]
    before, after = goods[max(place - 1, 0) : place], goods[place + 1 : place + 2]
    if first.kind is Kind.NAME and (first is name or not is_no_item(words[first.start : first.end])):
        before = before if place > 1 and goods[place - 2].kind is Kind.AMOUNT else []
    return next((part for part in [*after, *before] if part.kind is Kind.AMOUNT), None)


def _is_adjunct(words: Sequence[Word], part: Part) -> bool:
    """Whether a postposition stands behind a part: "padosi ko", "boys hostel pe"."""
    if part.end == len(words):
        return False
    return words[part.end].plain in POSTPOSITIONS or (
        part.kind is Kind.NAME and is_circumstance(words[part.end])
    )


def _without_figures(words: Sequence[Word], clause: Clause) -> list[Part]:
    """A clause without the figures that count no goods: "gate number 2", "an hour", "12 Rosewood apartments"."""
    parts = list(clause.parts)
    for name in clause.goods:
        amount = _amount_of(words, clause.parts, name) if name.kind is Kind.NAME else None
        if (
            amount
            and amount.amount
            and not amount.amount.unit
            and _counts_nothing(words, clause, name, amount)
        ):
            parts = [
                Part(Kind.GAP, part.start, part.end) if part in (name, amount) else part for part in parts
            ]
    return parts


def _counts_nothing(words: Sequence[Word], clause: Clause, name: Part, amount: Part) -> bool:
    own = words[name.start : name.end]
    if own[-1].plain in PLACES or (name.start < amount.start and any(word.plain in NUMBERED for word in own)):
        return True
    told = clause.way is Way.TELLS or words[amount.start].plain in ARTICLES
    return told and is_no_item(own)
