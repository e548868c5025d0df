"""A yes with the verb that was asked is a plain yes, whatever the verb sounds like: *haan likh do*, *haan hatao*."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import takewhile
from pathlib import Path

import yaml

from munshi.asking.clauses import CLAUSE, JOINS, SIGNS
from munshi.asking.reading import YES, Asked, Reading
from spelling import key

WORDS = Path(__file__).with_name("consent.yml")
OF_GOODS = frozenset({"confirm_order", "confirm_reopen_order", "confirm_empty_cart"})  # of who buys
OF_MONEY = frozenset(
    {
        "confirm_credit",
        "confirm_payments",
        "confirm_claims",
        "confirm_refund",
        "confirm_waiver",
        "confirm_return",
        "confirm_allowance",
        "confirm_payment_due",
    }
)
MOVES = "confirm_moves"  # the question whether orders shall move as is shown
STEP, GIVEN = "step_of_order", frozenset({"may_be_paid", "of_money"})
WISHES = frozenset({STEP, "ran_out", "happened", "tells_customer", "told_behind"})
AGAINST = frozenset({"asks_of_orders", "asks_whether", "says_no"})
FEWEST = 3  # words of a wish without a number
CONFIRMS = "confirm_"  # begins the names of questions to which a yes does something
_WORD = re.compile(r"[^\s,;.!?।]+")


def with_the_verb(asked: Asked, reading: Reading) -> Reading:
    """The same as a plain yes, where it is one to the question that is open."""
    if reading.is_tap or reading.is_yes or not asked.question.startswith(CONFIRMS):
        return reading
    said = [key(word) for word in _WORD.findall(_without_steps(asked, reading))]
    removes = asked.question in _names("removing")
    verbs = _sounds("does") | (_sounds("wipes") | _sounds("takes_out") if removes else frozenset())
    agrees = bool(said) and len((reading.text or "").split()) > 1 and said[0] in _sounds("agrees")
    if not (removes and _bids_again(said)) and not (agrees and set(said[1:]) <= verbs):
        return reading
    return replace(reading, intents=[(YES, 1.0)], values=(), as_answer=())


def bids_to_cancel(text: str | None) -> bool:
    """Whether a clause does no more than bid once more to cancel what it is asked about: *haan cancel kar do, …*.

    Who says yes first may give a reason without a sign behind it: *haan cancel kar do zarurat nahi*.
    """
    small = _sounds("does") | _sounds("agrees")
    for clause in CLAUSE.split(text or ""):
        said = [key(word) for word in _WORD.findall(clause)]
        bid = list(takewhile((small | _sounds("cancels")).__contains__, said))
        whole = len(bid) == len(said) or (bid[:1] and bid[0] in _sounds("agrees"))
        if (
            whole
            and _sounds("cancels") & set(bid)
            and not _sounds("denies") & set(said[len(bid) : len(bid) + 1])
        ):
            return True
    return False


def _bids_again(said: Sequence[str]) -> bool:
    """Whether words bid once more to take out what it is asked about, and say nothing else: *mita do*, *hata do*."""
    wipes = _sounds("wipes")
    return len(said) > 1 and not wipes.isdisjoint(said) and set(said) <= wipes | _sounds("does")


def _without_steps(asked: Asked, reading: Reading) -> str:
    """The words but the step of the moves that were shown: *haan taiyar kar do teeno*."""
    text = reading.text or ""
    if asked.question != MOVES:
        return text
    shown = [each for each in reading.placed(STEP) if f":{each.value}:" in (asked.summary or "")]
    return "".join(
        " " if any(each.start <= at < each.end for each in shown) else sign for at, sign in enumerate(text)
    )


def before_another_wish(asked: Asked, reading: Reading) -> tuple[Reading, str] | None:
    """The yes with which a message begins, and a wish of something else behind it: "haan, aur 1042 nikal gaya".

    To a question about money words with a sum are no other wish; nor are words that deny or ask, to any.
    """
    if reading.is_tap or not asked.question.startswith(CONFIRMS) or asked.question in OF_GOODS:
        return None
    text = reading.text or ""
    ends = [found.span() for found in CLAUSE.finditer(text)]
    ends += [(each.start, each.end) for each in reading.placed(JOINS) if each.start]
    start, end = min(ends, default=(0, 0))
    said, rest = [key(word) for word in _WORD.findall(text[:start])], text[end:].strip(SIGNS)
    if not said or not rest or said[0] not in _sounds("agrees") or not set(said) <= _yes():
        return None
    if len(rest.split()) < FEWEST and not any(sign.isdigit() for sign in rest):
        return None
    return (Reading(text[:start], [(YES, 1.0)]), rest) if _is_another(asked, reading, end) else None


def ends_with_yes(text: str | None) -> bool:
    """Whether the last clause is a yes, and nothing else: *bill Harpreet Singh ke naam. haan*."""
    before, _, last = (text or "").rstrip(" .!।").replace("।", ".").replace(",", ".").rpartition(".")
    said = [key(word) for word in _WORD.findall(last)]
    return bool(before.strip() and said) and said[0] in _sounds("agrees") and set(said) <= _yes()


def agrees_to_the_rest(text: str | None) -> bool:
    """Whether the last clause is a yes to the rest: *nahi hai to rehne do. baki pakka kar do*."""
    last = re.split(r"[,;.!।\n]", (text or "").rstrip(" ,;.!।\n"))[-1]
    said = [key(word) for word in _WORD.findall(last)]
    others = [word for word in said if word not in _sounds("rest")]
    return len(others) < len(said) and "?" not in (text or "") and says_yes(" ".join(others))


def says_yes(clause: str) -> bool:
    """Whether a clause is a yes, or the verb that was asked, and nothing else: *pakka kar do*, *yes place it*."""
    said = {key(word) for word in _WORD.findall(clause)}
    decides = said & (_sounds("agrees") | _sounds("places") | _sounds("content"))
    return bool(decides) and said <= _yes() | _sounds("content") and not said & _sounds("alters")


def says_only_to_do(text: str) -> bool:
    """Whether no more is said than what is to be done: *kar do*, *de dena please*."""
    return {key(word) for word in _WORD.findall(text)} <= _sounds("does")


def only_takes_note(text: str) -> bool:
    """Whether no more is said than that what was told has been seen: *ok*, *theek hai ji*."""
    return {key(word) for word in _WORD.findall(text)} <= _sounds("takes_note")


def _is_another(asked: Asked, reading: Reading, end: int) -> bool:
    """Whether the words behind a place wish for something that the question is not about."""
    named = {each.facet for each in reading.facets if each.start >= end}
    if named & AGAINST:
        return False
    counts = any(each.entity == "money" and each.start >= end for each in reading.values)
    if asked.question in OF_MONEY and counts:  # the figure may be an order's, unless it can be given
        return STEP in named and not named & GIVEN
    return bool(named & WISHES) or counts


def _yes() -> frozenset[str]:
    return _sounds("agrees") | _sounds("does")


@cache
def _names(name: str) -> frozenset[str]:
    written: dict[str, str] = yaml.safe_load(WORDS.read_text("utf-8"))
    return frozenset(written[name].split())


@cache
def _sounds(name: str) -> frozenset[str]:
    return frozenset(map(key, _names(name)))
