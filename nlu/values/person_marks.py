"""The words that show that a person's name stands before or behind them, by what a message is about."""

from __future__ import annotations

from collections.abc import Sequence

from nlu.words.lexicon import lexicon
from nlu.words.number_words import FRACTIONS, SHIFTS, SIMPLE
from nlu.words.reading import Word

lists = lexicon("persons")
HONORIFICS, TITLES = lists.spelt("honorifics"), lists.spelt("titles")
DID, OF, ON, TO, FROM = (lists.spelt(name) for name in ("did", "of", "on", "to", "from"))
SHORT_DID, SHORT_OF = lists.spelt("short_did"), lists.spelt("short_of")
WALA = lists.spelt("wala")
OWED, ACCOUNTS, HOMES, CALLED = (lists.keys(name) for name in ("owed", "accounts", "homes", "called"))
OWNED, TO_DO, PAYERS, CAME = (lists.keys(name) for name in ("owned", "to_do", "payers", "came"))
ASKS, BEFORE, PURPOSES = lists.spelt("asks"), lists.spelt("before"), lists.spelt("purposes")
SELF, SPEAKING, NAMED_THINGS = lists.spelt("self"), lists.keys("speaking"), lists.keys("named_things")
TRADES = lists.keys("trades")
IS = lists.spelt("is")

FALLBACK, OF_FEEDBACK, OF_ORDERS = "nlu_fallback", "give_feedback", "place_order"
# Who is spoken of there is a person of the business.
OF_PEOPLE = frozenset({
    "list_approvals", "approve_request", "reject_request", "ask_team_leave", "record_payment", "record_credit",
    "check_dues", "record_sale",
})  # fmt: skip
OF_DECISIONS = frozenset({"approve_request", "reject_request"})
OF_ONE_PERSON = frozenset({"record_payment", "record_credit", "record_sale"})
OF_PAYMENTS = OF_ONE_PERSON | {"report_payment", "check_dues", FALLBACK}
# Who writes says by which name the matter runs.
OF_NAMES = frozenset({
    "register_warranty", "check_warranty", "request_technician", "raise_ticket", "request_spare_part", "report_payment",
})  # fmt: skip
PAID_WITHIN = 30  # words behind "Ramesh ne"
OWNER = ("'s", "’s")


def stands_before(words: Sequence[Word], i: int, intent: str | None) -> bool:
    """Whether a word shows that a name stands before it: X ne, X ki chhutti, X ko udhaar, X se mile."""
    word = words[i]
    following = ["1" if after.is_number else after.key for after in words[i + 1 : i + 5] if after.key]
    if did(words, i):
        told = intent in OF_PEOPLE or intent == OF_FEEDBACK
        return told or any(after.key in PAYERS for after in words[i + 1 : i + PAID_WITHIN])
    if owns(words, i):
        return _owns(words, i, following, intent)
    if word.plain in WALA:
        return intent in OF_DECISIONS and bool(following) and following[0] in OWNED
    if word.plain in ON:
        return intent in OF_PEOPLE and _any(following[:2], OWNED)
    if word.plain in TO:
        return intent in OF_PEOPLE and _any(following, TO_DO)
    if word.plain in FROM and intent in OF_PAYMENTS:
        return _any(following[:3], PAYERS)
    return _acts(words, i, intent)


def did(words: Sequence[Word], i: int) -> bool:
    """Whether a word is the *ne* of who did something, in short before a sum: "guddu n 700 diye"."""
    return words[i].plain in DID or (words[i].plain in SHORT_DID and _is_sum(words, i + 1))


def owns(words: Sequence[Word], i: int) -> bool:
    """Whether a word is the *ka* of whose something is, in short before a sum: "seema k 320 aaye"."""
    return words[i].plain in OF or (words[i].plain in SHORT_OF and _is_sum(words, i + 1))


def _is_sum(words: Sequence[Word], i: int) -> bool:
    return i < len(words) and words[i].is_number


def _owns(words: Sequence[Word], i: int, following: Sequence[str], intent: str | None) -> bool:
    """Whether what stands after "X ka" is a person's: a leave, a khata, and in orders the house of one."""
    first = following[0] if following else ""
    if intent == FALLBACK:
        return first in OWED
    if intent == OF_ORDERS:
        return first in ACCOUNTS or (first in HOMES and _is_called_person(words, i))
    if intent in OF_NAMES:
        return first in ACCOUNTS
    return intent in OF_PEOPLE and (not following or _any(following[:3], OWNED))


def _acts(words: Sequence[Word], i: int, intent: str | None) -> bool:
    """ "imran bhai aaye the", "main sunita bol rahi hu"."""
    if intent == OF_FEEDBACK:
        return words[i].key in CAME and i > 0 and words[i - 1].plain in HONORIFICS
    speaks = intent in OF_NAMES and words[i].key in SPEAKING
    return speaks and any(word.plain in SELF for word in words[max(i - 4, 0) : i])


def _is_called_person(words: Sequence[Word], i: int) -> bool:
    return i > 0 and (words[i - 1].plain in HONORIFICS or has_capital(words[i - 1]))


def _any(following: Sequence[str], wanted: frozenset[str]) -> bool:
    """Whether one of the words, or a number, follows."""
    return any(
        after in wanted or after.isdecimal() or after in SIMPLE or after in FRACTIONS or after in SHIFTS
        for after in following
    )


def stands_behind(words: Sequence[Word], i: int, intent: str | None) -> bool:
    """Whether a word shows that a name may stand behind it: approve X, from X, does X, naam X."""
    if intent in OF_NAMES and _names(words, i):
        return True
    if intent == OF_FEEDBACK:
        return words[i].key in TRADES and i + 1 < len(words) and has_capital(words[i + 1])
    if intent not in OF_PEOPLE:
        return intent == "report_payment" and words[i].plain in BEFORE
    if words[i].plain in PURPOSES and i + 1 < len(words) and not has_capital(words[i + 1]):
        return intent in OF_DECISIONS
    return words[i].plain in BEFORE or (words[i].plain in ASKS and i < 2)


def _names(words: Sequence[Word], i: int) -> bool:
    """ "naam farhan", "my name is anita", "in the name of kavita"; "model ka naam" names a thing."""
    at = i
    while at and (words[at].plain in IS or not words[at].key) and i - at < 2:
        at -= 1
    if words[at].key not in CALLED:
        return False
    before = [word.key for word in words[max(at - 2, 0) : at]]
    return not any(word in NAMED_THINGS for word in before)


def is_owner(word: Word) -> bool:
    """Ramesh's."""
    return word.plain.endswith(OWNER)


def owns_account(words: Sequence[Word], i: int, intent: str | None) -> bool:
    """ "my son Aarav's phonepe"; what belongs to somebody is told where it is not clear what a message is about."""
    if intent == "report_payment":
        return any(word.key in ACCOUNTS for word in words[i + 1 : i + 3])
    return intent == FALLBACK


def has_capital(word: Word) -> bool:
    """Whether a word begins with a capital and goes on in small letters."""
    return word.text[:1].isupper() and word.text[1:].islower()
