"""Where a message holds two wishes: two clauses that want different things, each of them clearly."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from nlu.intents.priors import Ranking
from nlu.orders.goods import names_goods
from nlu.words.lexicon import lexicon
from nlu.words.numbers import read_number
from nlu.words.reading import Word, read

Rank = Callable[[str], Ranking]

SURE, SURER = 0.8, 0.92  # of each clause; a message is taken for one wish where there is a doubt
FEWEST_WORDS = 2  # of a clause
ONLY_A_PRICE = 4  # words that ask what it costs and nothing else
OPENING = 5  # words
LONGEST_TEXT = 400  # characters; a longer message is a list or a story
ORDER, STORE, PAID = "place_order", "ask_store_info", "report_payment"
WHETHER_THERE, PRICE = "ask_availability", "ask_price"
ORDERS = frozenset({ORDER, "modify_order"})
TROUBLES = frozenset({"raise_ticket", "request_technician"})
DUES, LEFT = "check_dues", "check_leave_balance"
LIKELIEST = 7  # intents of the whole message, of which both wishes are

_lists = lexicon("wishes")
JOINS, QUESTIONS, BIDS, ALSO = (_lists.phrases(name) for name in ("joins", "questions", "bids", "also"))
OPENING_QUESTIONS = _lists.phrases("opening_questions")
STOPS = frozenset(".?।!॥")
ENDS, COMMAS, NUMBERS = (_lists.names(name) for name in ("ends", "commas", "numbers"))
DEPENDS, REMARKS = _lists.phrases("depends"), _lists.names("remarks")
ANOTHER, BALANCE = _lists.spelt("another"), _lists.keys("balance")
NO_WISH, TOLD, POLITE, NO_WISH_BESIDE, OF_GOODS, OF_SHOP, LEAVE, OF_PAPERS = (
    _lists.names(name)
    for name in (
        "no_wish",
        "told",
        "polite",
        "no_wish_beside",
        "of_goods",
        "of_shop",
        "leave",
        "of_papers",
    )
)
ONE_STORY = frozenset(
    pair for intents in _lists.lines("one_story") for pair in map(frozenset, combinations(intents, 2))
)


class Clause(NamedTuple):
    """A stretch of the text, what it may want, the likeliest first, and whether it asks for something in words."""

    start: int
    end: int
    ranking: Ranking
    asks: bool

    @property
    def intent(self) -> str:
        """What it wants most likely."""
        return self.ranking[0][0]

    @property
    def chance(self) -> float:
        """How sure that is."""
        return self.ranking[0][1]


class Half(NamedTuple):
    """The words before and after a join; a loose join is a comma alone, at a `stop` a sentence ends."""

    left: Sequence[Word]
    right: Sequence[Word]
    loose: bool
    stop: bool


def two_wishes(text: str, words: Sequence[Word], whole: Ranking, rank: Rank) -> tuple[Clause, Clause] | None:
    """The clauses of the two wishes in the order written; None for a message with one.

    `whole` is the ranking of the whole message, `rank` gives that of a part of its text.
    """
    if len(text) > LONGEST_TEXT:
        return None
    likely = {intent for intent, _ in whole[:LIKELIEST]}
    after_stops: list[Clause] = []
    found: list[
        tuple[bool, float, tuple[Clause, Clause]]
    ] = []  # at the end of a sentence rather than within one
    for half in _halves(words):
        first = _clause(text, half.left, rank)
        second = _clause(text, half.right, rank) if first or half.stop else None
        if not (first and second) and (papers := _two_papers(text, half, rank)):
            found.append((half.stop, min(each.chance for each in papers), papers))
            continue
        if first and second is None and (asked := _asked_beside_paper(text, first, half, rank)):
            found.append((half.stop, first.chance, (first, asked)))
            continue
        if first and second:
            first, second = _of_leave(first, second, half.left), _of_leave(second, first, half.right)
        after_stops += [second] if second and half.stop else []
        if first and second and _hold(first, second, half, likely):
            found.append((half.stop, min(first.chance, second.chance), (first, second)))
    if not found:
        return None
    stop, _, clauses = max(found, key=lambda each: each[:2])
    return _with_all_of_the_order(clauses, after_stops) if stop else clauses


def clearest_clause(text: str, words: Sequence[Word], rank: Rank) -> Ranking | None:
    """What the clause surely wants that wants it most surely, of a message that as a whole wants nothing known."""
    if len(text) > LONGEST_TEXT:
        return None
    parts = [part for part in _clauses(words) if FEWEST_WORDS <= _spoken(part) < _spoken(words)]
    rankings = [rank(text[part[0].start : part[-1].end]) for part in parts]
    sure = [each for each in rankings if each and each[0][0] not in NO_WISH and each[0][1] >= SURE]
    return max(sure, key=lambda ranking: ranking[0][1], default=None)


def _clauses(words: Sequence[Word]) -> Iterator[Sequence[Word]]:
    """What stands between two joins or sentences."""
    begun = at = 0
    while at < len(words):
        after = _after_join(words, at) if at else at
        if after > at:
            yield words[begun:at]
            begun = after
        at = max(after, at + 1)
    yield words[begun:]


def _hold(first: Clause, second: Clause, half: Half, likely: Collection[str]) -> bool:
    """Whether two clauses are two wishes."""
    ordered = _is_ordered_beside_question(first, second, half)
    return ordered or (_may_be(first, second, likely) and _are_two(first, second, half))


def _is_ordered_beside_question(first: Clause, second: Clause, half: Half) -> bool:
    """Whether one clause wants so much of something, and the other asks: "eno 5 bhi, kya ORS milega?"."""
    pair = {first.intent, second.intent}
    if ORDER not in pair or pair.isdisjoint((WHETHER_THERE, PRICE)):
        return False
    order, question = (half.left, half.right) if first.intent == ORDER else (half.right, half.left)
    counts = any(read_number(order, at) for at in range(len(order)))
    return counts and _asks_in_words(order) and is_question(question) and (names_goods(question) or half.stop)


def _may_be(first: Clause, second: Clause, likely: Collection[str]) -> bool:
    """Whether the whole may want both, or each is sure by itself."""
    pair = {first.intent, second.intent}
    of_whole = pair <= set(likely) or pair <= OF_SHOP
    return of_whole or _asks_behind_told(first, second) or _both_told(first, second)


def _with_all_of_the_order(
    clauses: tuple[Clause, Clause], after_stops: Sequence[Clause]
) -> tuple[Clause, Clause]:
    """The same two wishes, with the sentences between them on the side of the order, whose terms they are."""
    order, other = clauses
    later = [each for each in after_stops if each.intent == other.intent and each.start > other.start]
    if order.intent not in ORDERS or not later:
        return clauses
    last = max(later, key=lambda each: each.start)
    return order._replace(end=last.start), last


def _are_two(first: Clause, second: Clause, half: Half) -> bool:
    """Whether they want different things, and the one is not said to explain the other."""
    pair = frozenset({first.intent, second.intent})
    if len(pair) == 1 or pair in ONE_STORY:
        return False
    if pair <= OF_SHOP:
        return min(first.chance, second.chance) >= SURER
    if _both_told(first, second):
        return True
    asked_behind = _asks_behind_told(first, second)
    if not asks(half.right) or (half.loose and not (first.asks or asked_behind)):
        return False
    if pair == {ORDER, STORE} and not is_question(half.left if first.intent == STORE else half.right):
        return False  # where the goods go, told beside them
    if pair <= OF_GOODS and half.right[-1].text == "?" and not _asks_in_words(half.right):
        return False  # "how much for 1 kg peda and 1 kg ladoo?"
    if (first.asks or asked_behind) and second.asks:
        return not half.loose or min(first.chance, second.chance) >= SURER
    return not (half.loose or pair <= OF_GOODS) and min(first.chance, second.chance) >= SURER


def _asks_behind_told(first: Clause, second: Clause) -> bool:
    """Whether something is surely asked for behind what is surely told, however little the whole sounds like both."""
    return first.intent in TOLD and second.asks and min(first.chance, second.chance) >= SURER


def _both_told(first: Clause, second: Clause) -> bool:
    """Whether an order and what was paid are surely told side by side: neither asks for anything."""
    return {first.intent, second.intent} == {ORDER, PAID} and min(first.chance, second.chance) >= SURER


def order_alone(text: str, clauses: tuple[Clause, Clause]) -> Ranking | None:
    """The order, where what stands before it tells what was wrong last time, or asks whether it can be had."""
    first, order = clauses
    if order.intent != ORDER:
        return None
    remarks = first.intent in REMARKS and not first.asks
    depends = first.intent not in REMARKS and DEPENDS.occur_in(read(text[order.start : order.end])[:OPENING])
    return order.ranking if remarks or depends else None


def question_alone(text: str, clauses: tuple[Clause, Clause]) -> Ranking | None:
    """Whether something is there, where its price is asked behind that: the answer tells both."""
    first, second = clauses
    if first.intent != WHETHER_THERE or second.intent != PRICE:
        return None
    words = read(text[second.start : second.end])
    says_more = names_goods(words) or sum(bool(word.key) for word in words) > ONLY_A_PRICE
    return None if says_more else first.ranking


def trouble_alone(text: str, clauses: tuple[Clause, Clause]) -> Ranking | None:
    """The trouble, where behind it the price of its work is asked, which names nothing: "badalwane ka kitna lagega"."""
    trouble, question = clauses
    if trouble.intent not in TROUBLES or question.intent != PRICE:
        return None
    return None if names_goods(read(text[question.start : question.end])) else trouble.ranking


def price_of_all(text: str, clauses: tuple[Clause, Clause]) -> Ranking | None:
    """The question, where a list that bids nothing ends in what it costs: "2 kilo chini aur 1 kilo dal kitne ki?"."""
    listed, question = clauses
    if listed.intent != ORDER or question.intent != PRICE or STOPS.intersection(_between(text, clauses)):
        return None
    before, last = (read(text[each.start : each.end]) for each in clauses)
    counts = any(read_number(before, at) for at in range(len(before))) and read_number(last, 0)
    return question.ranking if counts and names_goods(last) and not asks(before) else None


def _between(text: str, clauses: tuple[Clause, Clause]) -> str:
    return text[clauses[0].end : clauses[1].start]


def _of_leave(clause: Clause, other: Clause, words: Sequence[Word]) -> Clause:
    """A balance that is asked for beside leave is one of leave: "kal chhutti chahiye aur mera balance batao"."""
    if clause.intent != DUES or other.intent not in LEAVE or not any(word.key in BALANCE for word in words):
        return clause
    others = [each for each in clause.ranking if each[0] not in (LEFT, DUES)]
    return clause._replace(ranking=[(LEFT, clause.chance), *others])


def _clause(text: str, words: Sequence[Word], rank: Rank) -> Clause | None:
    """The words as a clause; None where they are no sure wish."""
    start, end = words[0].start, words[-1].end
    ranking = rank(text[start:end])
    if not ranking or ranking[0][0] in NO_WISH or ranking[0][1] < SURE:
        return None
    asking = asks(words)
    return Clause(start, end, ranking, asking) if asking or ranking[0][0] in TOLD else None


def _two_papers(text: str, half: Half, rank: Rank) -> tuple[Clause, Clause] | None:
    """A bill and a balance, or where an order is, under one verb: "send the bill and our balance"."""
    if half.loose or not (asks(half.left) or asks(half.right)):
        return None
    rankings = [(words, rank(text[words[0].start : words[-1].end])) for words in (half.left, half.right)]
    if any(not found or found[0][0] not in OF_PAPERS or found[0][1] < SURE for _, found in rankings):
        return None
    first, second = (Clause(words[0].start, words[-1].end, found, True) for words, found in rankings)
    return (first, second) if first.intent != second.intent else None


def _asked_beside_paper(text: str, first: Clause, half: Half, rank: Rank) -> Clause | None:
    """A question about goods beside the wish for a bill, a balance or where an order is, however unclear it is: "bill
    bhejo, aur ghee original hai na?"; the shop answers it.
    """
    words = half.right
    if (
        first.intent not in OF_PAPERS
        or first.chance < SURER
        or not (is_question(words) and names_goods(words))
    ):
        return None
    start, end = words[0].start, words[-1].end
    ranking = rank(text[start:end])
    is_other = ranking and ranking[0][0] not in OF_PAPERS and ranking[0][0] not in TOLD
    return Clause(start, end, ranking, True) if is_other else None


def asks(words: Sequence[Word]) -> bool:
    """Whether the words ask for something, whatever it is: a bidding, a question, an *also*."""
    return is_question(words) or bids(words) or ALSO.occur_in(words)


def _asks_in_words(words: Sequence[Word]) -> bool:
    """Whether the words ask for something by more than the sign at their end, which may be of what stands before."""
    return asks(words[:-1] if words[-1].text == "?" else words)


def bids(words: Sequence[Word]) -> bool:
    """Whether the words bid somebody to do something."""
    return BIDS.occur_in(words[words[0].plain in NUMBERS :])


def is_question(words: Sequence[Word]) -> bool:
    """Whether the words ask to be told something."""
    return words[-1].text == "?" or QUESTIONS.occur_in(words) or OPENING_QUESTIONS.occur_in(words[:1])


def _halves(words: Sequence[Word]) -> list[Half]:
    """What stands before and after the first and the last join, where one is at whose right something is asked for.

    What lies between them is a list, but the first and the last stop count too. Commas count where there is nothing
    else.
    """
    halves: list[Half] = []
    at = 1
    while at < len(words):
        after = _after_join(words, at)
        if after > at:
            left, right = _stripped(words[:at]), _stripped(words[after:])
            if min(_spoken(left), _spoken(right)) >= FEWEST_WORDS:
                join = words[at:after]
                loose, stop = all(word.text in COMMAS for word in join), any(map(_stops, join))
                halves.append(Half(left, right, loose, stop))
        at = max(after, at + 1)
    halves = [half for half in halves if asks(half.right) or bids(half.left)] or halves
    commas = [half for half in halves if half.loose]
    joined = [half for half in halves if not (half.loose or _goes_on(half, commas))] or halves
    stops = [half for half in joined if half.stop]
    return [half for half in joined if half in (*joined[:1], *joined[-1:], *stops[:1], *stops[-1:])]


def _goes_on(half: Half, commas: Sequence[Half]) -> bool:
    """Whether a list of goods goes on behind the join, up to a comma: "2 dolo aur ek betadine, dukan khuli hai kya"."""
    counted = read_number(half.right, 0) is not None
    return counted and any(each.right[0].start > half.right[0].start for each in commas)


def _stops(word: Word) -> bool:
    return word.text in STOPS


def _after_join(words: Sequence[Word], at: int) -> int:
    """Where the join that begins at a word ends; the word itself where none does."""
    if words[at - 1].plain in ANOTHER:
        return at
    while at < len(words):
        after = at + 1 if _ends(words[at]) else JOINS.match(words, at, lambda i: i)
        if after == at or _is_of_a_code(words, at):
            break
        at = after
    return at


def _is_of_a_code(words: Sequence[Word], at: int) -> bool:
    """Whether a letter stands right before figures: the N of "N328261234567" joins nothing."""
    return words[at].text.isalpha() and at + 1 < len(words) and words[at + 1].start == words[at].end


def _ends(word: Word) -> bool:
    return word.text in ENDS or word.text in COMMAS or "\n" in word.text


def _stripped(words: Sequence[Word]) -> Sequence[Word]:
    """The words without the signs before them."""
    at = next((at for at, word in enumerate(words) if word.key), len(words))
    return words[at:]


def _spoken(words: Sequence[Word]) -> int:
    return sum(bool(word.key) for word in words)
