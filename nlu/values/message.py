"""All values of a message. Where two readings want the same words, the surer kind has them.

The order of precedence:

1. what has its own look: serial numbers, references, phones, pincodes; a GSTIN is none of them, and no value;
2. ratings;
3. kinds of leave and of expenses, with all the words that say them: "sunday ko kaam kiya tha uske badle";
4. money that names its currency, and a person's name that is also a day or a number;
5. periods, times and durations;
6. people;
7. money by the sentence;
8. order lines, of what is left.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from nlu.left_over.known import beside_goods, with_dishes
from nlu.left_over.notes import shared
from nlu.left_over.places import far_days, led_to, slashed, with_plots, words_inside
from nlu.orders.changing.changes import changes, lessens, taken_out
from nlu.orders.counting.glued import unglued
from nlu.orders.counting.tonnes import in_tonnes
from nlu.orders.goods import is_goods, names_goods
from nlu.orders.lines import Line
from nlu.orders.ordered import doubted_lines, order_lines, short_answer
from nlu.orders.spoken_of import spoken_of, taken_along
from nlu.orders.talk.outside import confidence
from nlu.orders.words import STAPLES
from nlu.time.festivals import KIND as FESTIVAL
from nlu.time.when import named_words, when
from nlu.time.words import sense
from nlu.values.expense_categories import expense_categories
from nlu.values.hours_put_right import hours_put_right
from nlu.values.leave_types import leave_types
from nlu.values.money import money, with_currency
from nlu.values.money_context import IN_BOOKS, OWED
from nlu.values.persons import NUMBERS_AND_DAYS, persons
from nlu.values.phones import phones
from nlu.values.pincodes import pincodes
from nlu.values.ratings import ratings
from nlu.values.references import DIGIT, references
from nlu.values.serials import serial_numbers
from nlu.values.tax_numbers import in_tax_numbers
from nlu.words.found import Found
from nlu.words.numbers import may_begin_number
from nlu.words.reading import Word
from nlu.words.silence import silenced
from nlu.words.unit_words import is_unit

FALLBACK = "nlu_fallback"
MANY_WORDS = 200
DASHES = frozenset("-–—")
FEW = 3  # words of a name
ORDERING = frozenset({"place_order", "modify_order"})
ON_CREDIT, SOLD = "record_credit", "record_sale"
AGAIN = "repeat_order"
PART = "request_spare_part"
ASKING_OF_THINGS = frozenset({"ask_price", "ask_availability", "update_stock", PART})
OF_GOODS = ORDERING | ASKING_OF_THINGS | {FALLBACK, ON_CREDIT, SOLD, AGAIN}
DATES = frozenset({"period", "time", "duration"})
OF_LEAVE = frozenset({
    "apply_leave", "check_leave_balance", "check_leave_status", "cancel_leave", "list_approvals", "approve_request",
    "reject_request", "ask_team_leave", FALLBACK,
})  # fmt: skip
WITHOUT_REASONS = frozenset({"ask_team_leave", "list_approvals", "check_leave_balance"})
OF_EXPENSES = frozenset({
    "claim_reimbursement", "check_claim_status", "list_approvals", "approve_request", "reject_request", FALLBACK,
})  # fmt: skip
WITH_ADDRESS = OF_GOODS | {"request_technician", "change_visit", "raise_ticket", "modify_order"}
OF_RATINGS = frozenset({"give_feedback", "thank", FALLBACK})


def values(
    text: str, words: Sequence[Word], moment: datetime, intent: str | None, *, asked: bool
) -> list[Found]:
    """The values of a message in order of their places; `asked` says whether the bot waits for an answer."""
    if len(words) > MANY_WORDS and len(words) * 2 > len(text):
        words = words[:MANY_WORDS]  # signs and single letters, no language
    foreign = in_tax_numbers(text, words) | (with_plots(words) if intent in OF_GOODS else frozenset())
    foreign |= far_days(words, moment.date()) if intent in WITH_ADDRESS else frozenset()
    foreign |= led_to(words) if intent in OF_GOODS else frozenset()
    foreign |= words_inside(words) if intent in WITH_ADDRESS else frozenset()
    found = _with_own_look(text, words, intent)
    if foreign:
        found = [each for each in found if foreign.isdisjoint(each.inside(words))]
    found += _beside(found, _rated(text, words, intent))
    found += _beside(found, _kinds(words, intent))
    taken = foreign | _taken(words, found) | _with_currency(words)
    of_goods = intent in ORDERING | ASKING_OF_THINGS
    undated = taken | _names_of_goods(words) | _begins_list(words) | shared(words) if of_goods else taken
    named = when(silenced(words, undated), moment, intent=intent, said=words)
    dates = _beside(found, _parted(words, found, (each for each in named if _is_meant(each, intent))))
    dated = frozenset(i for i in _taken(words, dates) if words[i].plain not in NUMBERS_AND_DAYS)
    people = _beside(found, persons(words, intent, taken | dated))
    found += people + _beside(people, dates)
    sums = _beside(found, money(words, intent=intent, taken=foreign | _taken(words, found), asked=asked))
    found += sums
    if sums and of_goods:
        foreign |= _in_books(words, sums)
    foreign |= hours_put_right(words, found) if intent in OF_GOODS else frozenset()
    foreign |= beside_goods(words, intent, goes=any(each.entity == "pincode" for each in found))
    heard = silenced(with_dishes(words), foreign) if foreign else words
    lines = _lines(heard, words, moment, intent, found, asked=asked)
    found = [*_parted(words, lines, found), *lines]
    return sorted(found, key=lambda each: (each.start, each.end))


def _in_books(words: Sequence[Word], sums: Sequence[Found]) -> frozenset[int]:
    """The words that say where sums stand, which are no goods: "balance 2.5L"."""
    taken = _taken(words, sums)
    beside = (at for at, word in enumerate(words) if word.key in IN_BOOKS)
    return frozenset(at for at in beside if not taken.isdisjoint((at - 1, at + 1)))


def _is_meant(date: Found, intent: str | None) -> bool:
    """Half of no day is a portion where goods are the matter: "1 half fried rice"."""
    of_goods = intent in ORDERING or intent in ASKING_OF_THINGS
    return not (of_goods and date.entity == "period" and date.value["from"] is None)


def _names_of_goods(words: Sequence[Word]) -> frozenset[int]:
    """The festivals and the dates that goods are called by, with their number: "gowardhan ghee", "1 dates"."""
    of_goods = [at for at in range(len(words)) if _is_of_goods(words, at)]
    dates = [at for at in range(len(words)) if sense(words, at, "tarikh") and is_goods(words[at])]
    counted = [at for at in dates if at in of_goods or _is_measured(words, at + 1)]
    numbers = (at + side for at in counted for side in (-1, 1) if _may_count(words, at + side))
    return frozenset({*counted, *numbers, *(at for at in of_goods if sense(words, at, FESTIVAL))})


def _may_count(words: Sequence[Word], at: int) -> bool:
    return 0 <= at < len(words) and may_begin_number(words[at])


def _is_measured(words: Sequence[Word], at: int) -> bool:
    """Whether a number with its unit stands there."""
    return at + 1 < len(words) and may_begin_number(words[at]) and is_unit(words[at + 1].key)


def _begins_list(words: Sequence[Word]) -> frozenset[int]:
    """The first amounts of lists that a dash opens: "takeaway at 8.15 pm - 2 veg noodles" says no until when."""
    return frozenset(
        at
        for at in range(2, len(words))
        if words[at].is_number
        and words[at - 1].plain in DASHES
        and words[at - 2].end < words[at - 1].start
        and names_goods(words[at + 1 : at + 1 + FEW])
    )


def _is_of_goods(words: Sequence[Word], at: int) -> bool:
    """Whether a word is counted, or stands before what many things are made of."""
    is_counted = at > 0 and (is_unit(words[at - 1].key) or may_begin_number(words[at - 1]))
    return is_counted or (at + 1 < len(words) and words[at + 1].plain in STAPLES)


def _with_currency(words: Sequence[Word]) -> frozenset[int]:
    return frozenset(i for start, end in with_currency(words) for i in range(start, end))


def _with_own_look(text: str, words: Sequence[Word], intent: str | None) -> list[Found]:
    """What is known by its form; a number that is said to be a serial or of a bank is no phone."""
    if not DIGIT.search(text):
        return []
    found: list[Found] = list(serial_numbers(text, intent))
    bare = intent not in ORDERING | ASKING_OF_THINGS | {"apply_leave", "ask_store_info"}
    named = [Found("reference", *each) for each in references(text, words, bare=bare, intent=intent)]
    found += _beside(found, named)
    found += _beside(found, phones(text))
    found += _beside(found, pincodes(text, words, intent))
    return found


def _rated(text: str, words: Sequence[Word], intent: str | None) -> list[Found]:
    return ratings(text, words) if intent in OF_RATINGS else []


def _kinds(words: Sequence[Word], intent: str | None) -> Iterator[Found]:
    """Kinds of leave and of expenses; where a message may be about both, a bill or a claim tells which."""
    both = intent in OF_LEAVE and intent in OF_EXPENSES
    claimed = both and any(word.key in OWED for word in words)
    if intent in OF_LEAVE and not claimed:
        yield from leave_types(words, reasons=intent not in WITHOUT_REASONS)
    if intent in OF_EXPENSES and (claimed or not both):
        yield from expense_categories(words)


def _lines(
    words: Sequence[Word],
    said: Sequence[Word],
    moment: datetime,
    intent: str | None,
    found: Sequence[Found],
    *,
    asked: bool,
) -> list[Found]:
    """What is ordered, changed or spoken of, in the words that no other value has, of all that is `said`."""
    if intent not in OF_GOODS:
        return []
    besides = {"rating"} if intent in (ON_CREDIT, SOLD) else {"person", "rating"}
    others = [each for each in found if each.entity not in besides]
    taken = _taken(words, others)
    if intent in ORDERING and any(each.entity in DATES for each in others):
        around = _taken(words, [each for each in others if each.entity not in DATES])
        taken = around | (taken & named_words(silenced(said, around), moment))
    heard = in_tonnes(unglued(silenced(words, taken)))
    lines: list[Line] = []
    doubted: list[Line] = []
    if intent == "modify_order":
        lines = changes(heard)
    elif intent == "place_order":
        refuses = asked and _refuses(heard)
        lines, doubted = (changes(heard), []) if refuses else (order_lines(heard), doubted_lines(heard))
    elif intent == SOLD:
        lines = order_lines(heard)
    elif intent == PART and asked and _refuses(heard):  # of what is in the cart
        lines = changes(heard)
    elif intent in ASKING_OF_THINGS:
        lines = spoken_of(heard, counted=intent == "update_stock", parts=intent == PART)
    elif intent == AGAIN:
        counted = (line for line in order_lines(heard) if not line.is_bare)  # the rest is the order itself
        lines = [line for line in counted if names_goods(heard[line.start : line.end])]
    elif intent == ON_CREDIT:
        lines = taken_along(heard)
    elif intent == FALLBACK:
        lines = short_answer(heard, asked=asked)
    no_amounts = slashed(heard)
    lines = [line for line in lines if line.name or no_amounts.isdisjoint(range(line.start, line.end))]
    return [
        Found(entity, value, heard[line.start].start, heard[line.end - 1].end, confidence(heard, line))
        for entity, line, value in (
            *(("order_line", line, line.value()) for line in lines),
            *(("doubted_item", line, line.name) for line in doubted if line.name),
        )
    ]


def _refuses(words: Sequence[Word]) -> bool:
    """Whether something is made less, or taken out without an amount."""
    return lessens(words) or any(line.amount.quantity is None for line in taken_out(words))


def _beside(found: Sequence[Found], more: Iterable[Found]) -> list[Found]:
    """Those of some values that share no letter with the ones found before."""
    more = list(more)
    if not found or not more:
        return more
    spans = sorted((each.start, each.end) for each in found)
    starts = [start for start, _ in spans]

    def is_free(each: Found) -> bool:
        at = bisect_left(starts, each.end)
        return at == 0 or spans[at - 1][1] <= each.start

    return [each for each in more if is_free(each)]


def _parted(words: Sequence[Word], found: Sequence[Found], around: Iterable[Found]) -> Iterator[Found]:
    """Values that stand around another, on their longer side of it: "two days CL from monday"."""
    for each in around:
        inside = sorted((other.start, other.end) for other in found if _is_around(each, other))
        if inside:
            edges = [each.start, *(at for span in inside for at in span), each.end]
            start, end = max(zip(edges[::2], edges[1::2], strict=True), key=lambda side: side[1] - side[0])
            own = [word for word in words if start <= word.start and word.end <= end]
            each = each._replace(start=own[0].start, end=own[-1].end) if own else each
        yield each


def _is_around(one: Found, other: Found) -> bool:
    return one.start < other.start and other.end < one.end


def _taken(words: Sequence[Word], found: Sequence[Found]) -> frozenset[int]:
    """The words that belong to values."""
    if not found:
        return frozenset()
    starts = [word.start for word in words]
    ends = [word.end for word in words]
    return frozenset(
        i for each in found for i in range(bisect_right(ends, each.start), bisect_left(starts, each.end))
    )
