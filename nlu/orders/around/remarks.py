"""Takes out of an order what people say around it: a name stays an item only where it stands as an item does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import groupby

from nlu.orders.around.manners import is_lacking, is_noted
from nlu.orders.around.telling import (
    ENGLISH_ORDERING,
    FINITE,
    NUMBERED,
    OPENERS,
    PAST,
    PLACES,
    POSTPOSITIONS,
    ends_clause,
    is_circumstance,
    is_no_item,
    is_title,
    is_told,
    is_wished,
    orders,
    speaks,
    tells,
)
from nlu.orders.changing.verbs import Side
from nlu.orders.parts import GOODS, Kind, Part, gap, segments
from nlu.orders.words import ARTICLES, INSTEADS, STAPLES, TOO
from nlu.words.reading import Word

SENTENCE_ENDS = frozenset(".!?।|")
PAIR = 2  # a name and its amount
STILL = frozenset({"to", "toh", "kya", "ji", "jo", "तो", "क्या", "जी", "जो"})  # behind "hai" they belong to it
TOWARDS = frozenset({"to", "at", "in", "near"})
ONE = frozenset({"one", "ek", "एक"})


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
    counts: bool  # whether it says how much of something

    @property
    def goods(self) -> list[Part]:
        """Its names and amounts."""
        return [part for part in self.parts if part.kind in GOODS]


def without_remarks(
    words: Sequence[Word], parts: Sequence[Part], changed: Mapping[int, Side] | None = None
) -> list[Part]:
    """The parts with every name that is no item turned into a gap; all of them where nothing would be left.

    `changed` has the words of the verbs that change an order, and on which side of them the things stand.
    """
    spoken = parts if changed else [piece for part in parts for piece in _spoken(words, part)]
    clauses = list(_clauses(words, spoken, changed or {}))
    remarks, counted = _remarks(clauses), sum(clause.counts for clause in clauses)
    kept: list[Part] = []
    for at, clause in enumerate(clauses):
        others = counted > clause.counts
        kept += _kept(words, clauses, at, is_change=bool(changed), is_remark=at in remarks, others=others)
    if any(part.kind is Kind.NAME for part in kept):
        return kept
    named = [part for part in parts if part.kind is Kind.NAME and is_no_item(words[part.start : part.end])]
    if not changed and len(named) == sum(part.kind is Kind.NAME for part in parts):
        return list(parts)
    return [part.as_gap() if part in named else part for part in parts]


def _spoken(words: Sequence[Word], part: Part) -> Iterator[Part]:
    """A name up to the word in it that tells something, and what follows: "papaya will", "tomato Mrs Kapoor"."""
    at = next(
        (i for i in range(part.start + 1, part.end) if speaks(words[i]) or is_title(words, i)), part.end
    )
    if part.kind is Kind.NAME and at < part.end and not POSTPOSITIONS.has(words[at]):
        yield Part(Kind.NAME, part.start, at)
        rest = part.end if is_title(words, at) else at + 1
        yield Part(Kind.GAP, at, rest)
        if rest < part.end:
            yield from _spoken(words, Part(Kind.NAME, rest, part.end))
    else:
        yield part


def _clauses(words: Sequence[Word], parts: Sequence[Part], changed: Mapping[int, Side]) -> Iterator[Clause]:
    sentence = 0
    for segment in segments(parts):
        first = words[segment[0].start]
        sentence += segment[0].kind is Kind.BREAK and (first.plain in SENTENCE_ENDS or "\n" in first.text)
        for clause in _cut_clauses(words, segment, changed):
            counts = any(part.says_how_much for part in clause) and any(
                part.kind is Kind.NAME for part in clause
            )
            yield Clause(clause, _way(words, clause, changed), sentence, counts)


def _cut_clauses(
    words: Sequence[Word], segment: Sequence[Part], changed: Mapping[int, Side]
) -> Iterator[list[Part]]:
    clause: list[Part] = []
    ended = False
    for part in segment:
        is_gap = part.kind is Kind.GAP
        if _opens(words, clause, part, changed) if is_gap or part.start in changed else ended:
            yield clause
            clause, ended = [], False
        clause.append(part)
        ended = ended or (is_gap and any(_ends(words, i, changed) for i in range(part.start, part.end)))
    yield clause


def _opens(words: Sequence[Word], before: Sequence[Part], part: Part, changed: Mapping[int, Side]) -> bool:
    """Whether a clause begins with words that are no goods."""
    word, side = words[part.start], changed.get(part.start)
    opens = side is Side.AFTER and part.start - 1 not in changed
    opens = opens or (side is None and (word.plain in ENGLISH_ORDERING or OPENERS.has(word)))
    opens = opens or (word.plain == "." and {part.kind for part in before}.issuperset(GOODS))
    opens = opens or (side is None and _is_behind_sentence(words, part.start))
    return opens and any(part.kind in GOODS for part in before)


def _is_behind_sentence(words: Sequence[Word], at: int) -> bool:
    """Whether a sentence of Hindi ended right before a word, and none of its own words goes on."""
    return at > 0 and FINITE.has(words[at - 1]) and not (tells(words, at) or words[at].plain in STILL)


def _ends(words: Sequence[Word], at: int, changed: Mapping[int, Side]) -> bool:
    if at in changed:
        return changed[at] is Side.BEFORE
    return words[at].plain not in ENGLISH_ORDERING and (ends_clause(words[at]) or orders(words, at))


def _way(words: Sequence[Word], parts: Sequence[Part], changed: Mapping[int, Side]) -> Way:
    said = [part.start for part in parts if part.kind is Kind.GAP and part.end == part.start + 1]
    if any(orders(words, i) for i in said) or any(part.start in changed for part in parts):
        return Way.ORDERS
    amounts = _amounts(words, parts)
    bare = [part for part in parts if part.kind is Kind.NAME and part.start not in amounts]
    if is_wished([words[i] for i in said]) and bare:
        return Way.ORDERS
    told = any(tells(words, i) for i in said) or any(is_told(words[part.start : part.end]) for part in bare)
    return Way.TELLS if told else Way.LISTS


def _kept(
    words: Sequence[Word],
    clauses: Sequence[Clause],
    at: int,
    *,
    is_change: bool,
    is_remark: bool,
    others: bool,
) -> Sequence[Part]:
    """The parts of a clause with what is no item in it turned into gaps; `others` say how much of something."""
    clause, after = clauses[at], clauses[at + 1 : at + 2]
    goes_on = not is_change or any(each.way is Way.ORDERS and each.counts for each in after)
    if goes_on and clause.way is Way.TELLS and clause.counts and others and _is_over(words, clause):
        return gap(clause.parts)
    if clause.way is Way.TELLS and not clause.counts and _gets_amount(clauses, at):
        return clause.parts
    remark = clause.way is Way.TELLS or (clause.way is Way.LISTS and is_remark)
    parts = _without_figures(words, clause) if others or len(clause.goods) > PAIR else clause.parts
    amounts = _amounts(words, parts)
    dropped: set[int] = set()
    for part in clause.goods:
        amount = amounts.get(part.start)
        if part.kind is Kind.AMOUNT:
            is_said = remark or _is_adjunct(words, part)
            told = _is_told_of(words, clause, part) if is_change else others
            if is_said and told and not clause.counts:
                dropped.add(part.start)
        elif amount and others and not is_change and is_lacking(words, part):
            dropped |= {part.start, amount.start}
        elif amount is None or not amount.says_how_much:
            is_said = remark and not _is_sure(words, clause, part)
            is_said = is_said or _is_adjunct(words, part)
            is_said = is_said or (others and not is_change and is_noted(words, part))
            if is_said or is_no_item(words[part.start : part.end]):
                dropped |= {part.start} if amount is None else {part.start, amount.start}
    return [part.as_gap() if part.start in dropped else part for part in parts]


def _is_told_of(words: Sequence[Word], clause: Clause, amount: Part) -> bool:
    """Whether a change only tells of an amount: "pehle 3 bola tha", "she already has one"."""
    return _is_over(words, clause) or words[amount.start].plain in ARTICLES | ONE


def _is_over(words: Sequence[Word], clause: Clause) -> bool:
    """Whether a clause tells of what was."""
    spoken = (i for part in clause.parts for i in range(part.start, part.end))
    return any(PAST.has(words[i]) and tells(words, i) for i in spoken)


def _gets_amount(clauses: Sequence[Clause], at: int) -> bool:
    """Whether the amount that follows is of what this clause names: "namak hai to 1 packet"."""
    after = clauses[at + 1] if at + 1 < len(clauses) else None
    if after is None or after.way is Way.TELLS or after.parts[0].kind is Kind.BREAK:
        return False
    return [part.kind for part in after.goods] == [Kind.AMOUNT]


def _remarks(clauses: Sequence[Clause]) -> set[int]:
    """Where a clause stands among those that tell something, and no goods are counted there."""
    found: set[int] = set()
    for _, group in groupby(range(len(clauses)), key=lambda at: clauses[at].sentence):
        near = list(group)
        told = [at for at in near if clauses[at].way is Way.TELLS and clauses[at].goods]
        last_counted = max((at for at in near if clauses[at].counts), default=None)
        if last_counted is not None:
            first_told = min((at for at in told if at > last_counted), default=near[-1])
            found.update(at for at in near if at > first_told)
        elif told and any(each.counts for each in clauses):
            found.update(near)
    return found


def _is_sure(words: Sequence[Word], clause: Clause, name: Part) -> bool:
    """Whether goods are named all the same: by their bare name, or beside others."""
    if clause.way is Way.TELLS:
        return False
    if any(words[i].plain in TOO for part in clause.parts for i in range(part.start, part.end)):
        return True
    return any(word.plain in STAPLES for word in words[name.start : name.end])


def _amounts(words: Sequence[Word], parts: Sequence[Part]) -> dict[int, Part]:
    """By the first word of each name of a clause its amount: behind it where names come first, else before it."""
    goods = [part for part in parts if part.kind in GOODS]
    first_names = bool(goods) and goods[0].kind is Kind.NAME
    names_lead = first_names and not is_no_item(words[goods[0].start : goods[0].end])
    found: dict[int, Part] = {}
    for place, name in enumerate(goods):
        if name.kind is Kind.AMOUNT:
            continue
        before, after = goods[max(place - 1, 0) : place], goods[place + 1 : place + 2]
        near = [*before, *after]
        if names_lead or (first_names and place == 0):
            near = [*after, *before] if place > 1 and goods[place - 2].kind is Kind.AMOUNT else after
        amount = next((part for part in near if part.kind is Kind.AMOUNT), None)
        if amount is not None:
            found[name.start] = amount
    return found


def _is_adjunct(words: Sequence[Word], part: Part) -> bool:
    """Whether what stands behind a part makes it none that is ordered: "padosi ko", "boys hostel pe"."""
    behind = words[part.end : part.end + 2]
    if not behind or POSTPOSITIONS.has(behind[0]):
        return not any(word.plain in INSTEADS for word in behind) and bool(behind)
    return part.kind is Kind.NAME and is_circumstance(behind[0]) and any(map(POSTPOSITIONS.has, behind[1:]))


def _without_figures(words: Sequence[Word], clause: Clause) -> list[Part]:
    """A clause without the figures that count no goods: "gate number 2", "an hour", "12 Rosewood apartments"."""
    amounts = _amounts(words, clause.parts)
    names = [(part, amounts[part.start]) for part in clause.parts if part.start in amounts]
    figures = [part for part in clause.goods if part.amount is not None and not part.amount.unit]
    dropped = {part.start for part in figures if _is_address(words, part)}
    dropped |= {
        amount.start
        for name, amount in names
        if any(amount is figure for figure in figures) and _counts_nothing(words, clause, name, amount)
    }
    dropped |= {name.start for name, amount in names if amount.start in dropped}
    return [part.as_gap() if part.start in dropped else part for part in clause.parts]


def _is_address(words: Sequence[Word], amount: Part) -> bool:
    """Whether a figure stands behind what it numbers: "flat 302", "address 45", "to C-204"."""
    before = words[max(amount.start - 3, 0) : amount.start]
    is_door = [len(word.plain) for word in before[1:]] == [1, 1] and before[-1].plain == "-"
    if is_door and (before[0].plain in TOWARDS or NUMBERED.has(before[0])):
        return True
    return bool(before) and NUMBERED.has(before[-1])


def _counts_nothing(words: Sequence[Word], clause: Clause, name: Part, amount: Part) -> bool:
    own = words[name.start : name.end]
    numbered = name.start < amount.start and any(NUMBERED.has(word) for word in own)
    if PLACES.has(own[-1]) or (numbered and not own[0].is_number):
        return True
    told, one = clause.way is Way.TELLS, words[amount.start].plain in ARTICLES
    return (told and one) or ((told or one) and is_no_item(own))
