"""What a person wants with a message: the ranking of the intents, and the two clauses of a message with two wishes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from nlu.answers.collecting import ANY_MOMENT, OF_CLAIMS, answered
from nlu.intents.concepts import concepts
from nlu.intents.consent import is_clear_yes, may_stop
from nlu.intents.courtesies import wish_beside_courtesies
from nlu.intents.levels import change_of_cart, swaps, takes_out
from nlu.intents.priors import (
    ADDRESSED,
    ASKS_OF_GOODS,
    CART_OPEN,
    CHOSEN,
    ITSELF,
    LIKE_A_CHOICE,
    MUST_BE_CLEAR,
    NO_ADDRESS,
    ON_SHOW,
    SURELY_NO_ADDRESS,
    TOLD_FREELY,
    WORDS_OF_A_CHOICE,
    YES,
    Ranking,
    kind_of,
    normalised,
    weighed_by_question,
    weighed_by_roles,
    weighed_by_skills,
    weighed_by_words,
)
from nlu.intents.remarks import CHANGE, order_beside_remarks
from nlu.intents.waved_off import wish_behind
from nlu.intents.wishes import (
    REMARKS,
    SURE,
    Clause,
    asks,
    clearest_clause,
    is_question,
    order_alone,
    price_of_all,
    question_alone,
    trouble_alone,
    two_wishes,
)
from nlu.intents.written_in import of_what_is_written
from nlu.left_over.known import only_beside_goods
from nlu.left_over.places import HOUSE, PINCODE, names_place
from nlu.orders.cutting import cut
from nlu.orders.goods import names_goods
from nlu.orders.lines import lines_of
from nlu.orders.parts import Kind
from nlu.values.leave_types import leave_types
from nlu.values.message import values
from nlu.words.reading import Word, read

FALLBACK, NO = "nlu_fallback", "deny"
NO_WISH_BEHIND = frozenset({FALLBACK, NO, "affirm", "cancel_flow", "greet", "thank"})  # what was waved off
LEAVE = "leave"
CUSTOMER = "customer"
STORE, TRACKED = "ask_store_info", "track_order"
# How it comes, is paid or is made is said beside any question of an order.
SAID_ALONG = frozenset({"confirm_order", "give_address", "choose_product", "choose_quantity", "accept_offer"})
OF_MONEY = frozenset({"money", "reference"})
AN_ANSWER = 0.9  # how sure it is that free words are the answer to the question


@dataclass(frozen=True)
class Before:
    """What the conversation knew before the message: the person's roles, the question that is open, what is offered."""

    roles: Sequence[str] = ()
    asking: str | None = None
    skills: Sequence[str] = ()


class Understood(NamedTuple):
    """The intents, the likeliest first, with a sum of 1; and the clauses of two wishes, the first of which it is."""

    ranking: Ranking
    clauses: tuple[Clause, Clause] | None = None


def understand(
    text: str, rank: Callable[[str], Ranking], before: Before, fallback_below: float
) -> Understood:
    """`rank` says how likely a text has each intent, none for a text of which nothing is known.

    Where something is waved off first, what follows is heard as if it stood alone.
    """
    words = read(text)
    behind = wish_behind(text, words)
    if behind is not None:
        understood = understand(behind, rank, before, fallback_below)
        if understood.ranking[0][0] not in NO_WISH_BEHIND:
            return understood

    def rank_for_them(part: str) -> Ranking:
        said = read(part)
        goods_alone = bool(before.roles) and _goods_alone(said)
        a_bill = bool(before.roles and before.skills) and _a_bill(part, said)
        ranking = of_what_is_written(rank(part), said)
        if before.roles and set(before.roles) <= {CUSTOMER}:
            ranking = weighed_by_words(ranking, _spoken_of(said))
        ranking = weighed_by_skills(ranking, before.skills)
        return weighed_by_roles(ranking, before.roles, before.skills, goods_alone=goods_alone, a_bill=a_bill)

    ranking = rank_for_them(text)
    collected = answered(text, words, ranking, before.asking)
    if collected:
        return Understood(_led_by(collected, ranking, AN_ANSWER))
    remarked = bool(ranking) and ranking[0][0] in REMARKS and ranking[0][1] >= SURE
    changes = swaps(words, before.asking) or takes_out(words, before.asking)
    if ranking and changes and not (remarked or is_question(words)):
        return Understood(_led_by(CHANGE, ranking, AN_ANSWER))
    if ranking and _answers_freely(text, ranking, words, before.asking):
        return Understood(_with_fallback(ranking, AN_ANSWER))
    clauses = two_wishes(text, words, ranking, rank_for_them) if ranking else None
    if clauses and (alone := _alone(text, clauses)):
        return Understood(alone)
    if clauses:
        return Understood(clauses[0].ranking, clauses)
    ranking = wish_beside_courtesies(text, words, ranking, rank_for_them, before.asking)
    ranking = order_beside_remarks(text, words, ranking, rank_for_them)
    ranking = change_of_cart(ranking, words, before.asking)
    ranking = weighed_by_question(ranking, before.asking, _spoken(words))
    is_customer = set(before.roles) <= {
        CUSTOMER
    }  # who works here does not stop the news of the shop by the way
    may_be = is_customer and may_stop(words)
    ranking = _sure(_consenting(ranking, words, before.asking), fallback_below, doubted=not may_be)
    if is_customer and before.asking is None and _asks_of_area(ranking, words):
        return Understood(_led_by(STORE, ranking, AN_ANSWER))
    if ranking[0][0] == FALLBACK and before.asking is None:
        ranking = clearest_clause(text, words, rank_for_them) or ranking
    return Understood(_of_what_is_shown(ranking, words, before.asking))


def _alone(text: str, clauses: tuple[Clause, Clause]) -> Ranking | None:
    """The one wish of two clauses of which the other only belongs to it."""
    readings = (order_alone, question_alone, trouble_alone, price_of_all)
    return next((alone for each in readings if (alone := each(text, clauses))), None)


def _spoken(words: Sequence[Word]) -> int:
    return sum(bool(word.key) for word in words)


def _asks_of_area(ranking: Ranking, words: Sequence[Word]) -> bool:
    """Whether a question that is not surely of an order names a pincode: "411030 me bhejoge kya"."""
    intent, chance = ranking[0]
    doubtful = intent == FALLBACK or (intent == TRACKED and chance < SURE)
    return (
        doubtful
        and bool(words)
        and is_question(words)
        and any(PINCODE.fullmatch(word.plain) for word in words)
    )


def _goods_alone(words: Sequence[Word]) -> bool:
    """Whether a message names goods, how much of each, and nothing else."""
    parts = cut(words)
    lines = lines_of(words, parts)
    more = any(
        part.kind is Kind.OUTSIDE and any(word.key for word in words[part.start : part.end]) for part in parts
    )
    return bool(lines) and not more and all(line.name and line.amount.quantity is not None for line in lines)


def _spoken_of(words: Sequence[Word]) -> set[str]:
    """What the words of a message are of; a kind of leave is of leave: "bukhar hai"."""
    said = {each for word in words for each in concepts(word.plain, word.key)}
    return said | {LEAVE} if any(leave_types(words)) else said


def _a_bill(text: str, words: Sequence[Word]) -> bool:
    """Whether a message has the kind of an expense and its sum."""
    found = {each.entity for each in values(text, words, ANY_MOMENT, OF_CLAIMS, asked=False)}
    return {"money", "expense_category"} <= found


def _consenting(ranking: Ranking, words: Sequence[Word], asking: str | None) -> Ranking:
    """Without a yes that is not a clear one, and without a no that asks something: "tamatar nahi hai?"."""
    said = ranking[0][0] if ranking else None
    is_none = (said == YES and not is_clear_yes(words, asking)) or (
        said == NO and words[-1].text == "?" and names_goods(words)
    )
    if not is_none:
        return ranking
    return normalised((intent, 0.0 if intent == said else chance) for intent, chance in ranking)


def _of_what_is_shown(ranking: Ranking, words: Sequence[Word], asking: str | None) -> Ranking:
    """While goods are shown, a question that nobody can place is about them: it takes none of them.

    So is one that names goods while a cart is open.
    """
    of_goods = asking in ON_SHOW or (asking in CART_OPEN and names_goods(words))
    unsure = bool(ranking) and ranking[0][0] == FALLBACK and of_goods
    if not unsure or not is_question(words):
        return ranking
    about = max(ASKS_OF_GOODS, key=lambda intent: dict(ranking).get(intent, 0.0))
    return _led_by(about, ranking, ranking[0][1])


def _sure(ranking: Ranking, fallback_below: float, *, doubted: bool) -> Ranking:
    """With `nlu_fallback` first where nothing is likely enough: as sure as the best guess is unsure.

    `doubted`: what must be clear is so only by its chance.
    """
    intent, best = ranking[0] if ranking else (FALLBACK, 0.0)
    must_be = MUST_BE_CLEAR.get(intent, 0.0) if doubted else 0.0
    if best >= max(fallback_below, must_be):
        return ranking
    return _with_fallback(ranking, 1.0 - best)


def _with_fallback(ranking: Ranking, chance: float) -> Ranking:
    """With `nlu_fallback` first, as sure as that: it leads free words to the skill that asked."""
    return _led_by(FALLBACK, ranking, chance)


def _led_by(first: str, ranking: Ranking, chance: float) -> Ranking:
    """With an intent first, as sure as that."""
    others = [entry for entry in ranking if entry[0] != first]
    total = sum(other for _, other in others) or 1.0
    return [(first, chance), *((intent, other / total * (1.0 - chance)) for intent, other in others)]


def _answers_freely(text: str, ranking: Ranking, words: Sequence[Word], asking: str | None) -> bool:
    """Whether it is an address, a choice or other words for which the open question asks, whatever they sound like."""
    kind = kind_of(asking)
    if asking in SAID_ALONG and only_beside_goods(words) and not is_question(words):
        return not _tells_of_money(text, words, ranking[0][0])
    of_a_house = kind in ADDRESSED and ranking[0][0] == NO and HOUSE.occur_in(words)  # "makan no 14"
    if ranking[0][0] in NO_ADDRESS and not of_a_house:
        return False
    if kind in CHOSEN and ranking[0][0] in LIKE_A_CHOICE:
        return _spoken(words) <= WORDS_OF_A_CHOICE
    if kind in ADDRESSED and any(PINCODE.fullmatch(word.plain) for word in words):
        return not is_question(words)
    free = kind in TOLD_FREELY and not asks(words) and not _is_another_wish(ranking, words)
    is_wish = ranking[0][1] >= ITSELF["telling"] and ranking[0][0] != FALLBACK and not names_place(words)
    return free and not is_wish


def _tells_of_money(text: str, words: Sequence[Word], intent: str) -> bool:
    """Whether a message has a sum or a reference of its wish: "phonepe se 500 bhej diye" is more than a way to pay."""
    return any(each.entity in OF_MONEY for each in values(text, words, ANY_MOMENT, intent, asked=True))


def _is_another_wish(ranking: Ranking, words: Sequence[Word]) -> bool:
    """Whether words say so surely what they want that they are no free answer: "abhi tak nahi aaya" is no address."""
    intent, chance = ranking[0]
    said = chance >= ITSELF["asking"] and _spoken(words) >= ITSELF["words"]
    return said and intent in SURELY_NO_ADDRESS and not any(word.is_number for word in words)
