"""Reads the numbers that things are called by: ORD-1042, "order no 1042", INV/26-27/0042, a bank's UTR."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from nlu.words.lexicon import lexicon
from nlu.words.reading import Word
from spelling.script import DIGITS

PREFIXES = frozenset({"ORD", "LV", "EXP", "TKT", "VIS", "INV", "PRT"})
SPOKEN_PREFIXES = {
    "ओआरडी": "ORD",
    "एलवी": "LV",
    "ईएक्सपी": "EXP",
    "एक्सपी": "EXP",
    "टीकेटी": "TKT",
    "वीआईएस": "VIS",
    "आईएनवी": "INV",
    "पीआरटी": "PRT",
}
WITH_PREFIX = re.compile(
    rf"(?<![^\W_])({'|'.join([*sorted(PREFIXES), *SPOKEN_PREFIXES])})"
    r"[ \t\-_#:.–]*(?:no\.? ?)?(\d{1,9})(?!\d|[.,:/]\d)",
    re.IGNORECASE,
)
OF_A_SERIES = re.compile(r"(?<![\w/-])[a-z]{1,6}(?:[-/][a-z0-9]{1,6}){1,5}(?![\w/]|-\w)", re.IGNORECASE)
_NAMES = (
    r"(?:utr|u\.t\.r\.?|rrn|ref(?:erence|rence|rance)?|txn|txnid|transaction|trxn|trans|imps|neft|rtgs"
    r"|upi\s?(?:ref|id|txn|transaction)|यूटीआर|रेफरेंस|रेफ|ट्रांजैक्शन|ट्रांज़ैक्शन)(?![^\W_])"
)
_BETWEEN = (
    r"(?:ref|id|no|num|number|nambar|code|utr|is|hai|h|ye|yeh|ka|ki|me|mein|likha|likhi|txn|transaction"
    r"|नंबर|नम्बर|आईडी|है|ये|में|लिखा)"
)
_NOTHING = r"[\s.:#=\-]{0,4}"
OF_A_BANK = re.compile(
    rf"(?<![^\W_]){_NAMES}(?:{_NOTHING}{_BETWEEN}(?![^\W_])){{0,4}}{_NOTHING}"
    r"(?P<code>[a-z]{0,6}\d[a-z0-9]{5,21})(?!\w)",
    re.IGNORECASE,
)
BEHIND_ITS_NAME = re.compile(
    rf"(?<![^\W_]){_NAMES}(?:{_NOTHING}{_BETWEEN}(?![^\W_])){{0,4}}{_NOTHING}$", re.IGNORECASE
)
BEFORE_ITS_NAME = re.compile(
    rf"(?<![\w.,+-])(?P<code>\d{{12}}|[a-z]{{4}}[nrhp]?\d{{10,18}})\s+(?:(?:ye|yeh|is|hai|mera)\s+)?{_NAMES}",
    re.IGNORECASE,
)
UTR = re.compile(r"(?<![\w.,+/-])(?P<code>\d{12}|[a-z]{4}[nrhp]?\d{11,18})(?![\w./-])", re.IGNORECASE)
PHONE_WITH_COUNTRY = re.compile(r"91[6-9]\d{9}")
OF_BILLS = frozenset({"request_invoice", "check_warranty", "register_warranty", "raise_ticket"})
OF_PAYMENTS = frozenset({"report_payment", "record_payment", "nlu_fallback"})
OF_CLAIMS = frozenset({"claim_reimbursement", "check_claim_status"})
OF_ONE_ORDER = frozenset({"track_order", "cancel_order"})
ORDERING = frozenset({"place_order", "modify_order"})

_lists = lexicon("references")
NUMBER = _lists.keys("number")
BETWEEN = NUMBER | _lists.keys("between") | {""}
AT_ONCE = _lists.keys("called_at_once")
THINGS = AT_ONCE | _lists.keys("called_by_number")
BILLS = _lists.keys("bills")
ORDER, TICKETS, COUNTED = _lists.keys("order"), _lists.keys("tickets"), _lists.keys("counted")
CURRENCY = _lists.spelt("currency")
WITHIN, INTO, ONTO = (_lists.spelt(name) for name in ("within", "into", "onto"))
OF_OTHERS = _lists.keys("of_others")
WALA = _lists.keys("wala")
SIGNS_BETWEEN = frozenset("#:.-")
MOST_BETWEEN = 4  # words
SHORTEST = 2  # digits of a number without a "no"
SHORTEST_IN_ORDERS = 3  # digits where goods are counted too
OF_AN_ORDER = range(4, 6)  # digits of a number that stands alone
ROUND = "00"  # ends a sum that goods are wanted for
LONGEST = 9
DIGIT = re.compile(r"\d")
MOST = 50  # references in a message


class Reference(NamedTuple):
    """A reference as the books write it, and where it stands in the text."""

    value: str
    start: int
    end: int

    def overlaps(self, other: Reference) -> bool:
        """Whether both have a letter of the text."""
        return self.start < other.end and other.start < self.end


def references(
    text: str, words: Sequence[Word], *, bare: bool = True, intent: str | None = None
) -> list[Reference]:
    """Every reference in a text; `bare` numbers count where they follow order, bill, ticket.

    While goods are ordered only the number of an order is one, so that "order 10 packet" stays an order.
    """
    found: list[Reference] = []
    if not DIGIT.search(text):
        return found
    numbers = _of_orders(words, intent) if intent in ORDERING else _of_things(words, intent) if bare else ()
    for each in [*_written(text.translate(DIGITS), intent), *numbers]:
        if not any(each.overlaps(other) for other in found):
            found.append(each)
        if len(found) == MOST:
            break
    return sorted(found, key=lambda reference: reference.start)


def _written(plain: str, intent: str | None) -> Iterator[Reference]:
    """References by their own look, the surest first."""
    for pattern in (OF_A_BANK, BEFORE_ITS_NAME):
        for match in pattern.finditer(plain):
            yield Reference(match["code"].upper(), match.start("code"), match.end("code"))
    for match in OF_A_SERIES.finditer(plain):
        if _is_series(match[0]):
            yield Reference(match[0].upper(), match.start(), match.end())
    for match in WITH_PREFIX.finditer(plain):
        prefix = SPOKEN_PREFIXES.get(match[1], match[1].upper())
        yield Reference(f"{prefix}-{match[2]}", match.start(), match.end())
    if intent in OF_PAYMENTS:
        for match in UTR.finditer(plain):
            if not PHONE_WITH_COUNTRY.fullmatch(match["code"]):
                yield Reference(match["code"].upper(), match.start("code"), match.end("code"))


def _is_series(piece: str) -> bool:
    """Whether it is numbered like an invoice: INV/26-27/0042, ASK-2026-0042, and not s/n or a date."""
    parts = re.split("[-/]", piece)
    if not parts[-1].isdecimal() or len(parts[0]) < 2:
        return False
    return "/" in piece or (len(parts) > 2 and all(part.isdecimal() for part in parts[1:]))


def _of_things(words: Sequence[Word], intent: str | None) -> Iterator[Reference]:
    """The number after what it names, or before it: "order no 1042", "1042 number wala order", "bill no 42"."""
    of_order = intent in OF_ONE_ORDER
    for i in _whole_numbers(words):
        if intent in OF_CLAIMS and i and words[i - 1].key in TICKETS:
            continue  # "train ticket 1245" is a fare
        if intent in OF_PAYMENTS and _is_called_by_its_sum(words, i):
            continue  # "paise bhej diye 230 wala order"
        if (
            _follows(words, i, of_bills=intent in OF_BILLS)
            or _precedes(words, i)
            or (of_order and (_is_numbered(words, i) or _is_alone(words, i)))
        ):
            yield Reference(words[i].plain, words[i].start, words[i].end)


def _is_called_by_its_sum(words: Sequence[Word], i: int) -> bool:
    """Whether a figure too short for an order's number stands before *wala*."""
    after = words[i + 1].key if i + 1 < len(words) else ""
    return len(words[i].plain) < OF_AN_ORDER.start and after in WALA


def _of_orders(words: Sequence[Word], intent: str | None) -> Iterator[Reference]:
    """The number of the order that is changed: "order 1042 me 2 roti aur", "order no 1042 se maggi hatao"."""
    spoken_of = any(word.key in ORDER for word in words)
    for i in _whole_numbers(words):
        if _opens_a_change(words, i) or (intent == "modify_order" and _ends_a_change(words, i)):
            yield Reference(words[i].plain, words[i].start, words[i].end)
        if not spoken_of:
            continue
        if len(words[i].plain) < SHORTEST_IN_ORDERS:
            continue
        after = words[i + 1].key if i + 1 < len(words) else ""
        is_called = (after in WALA or after in NUMBER) and _precedes(words, i)
        changed = intent == "modify_order" and (
            is_called or _is_numbered(words, i) or _is_spoken_of(words, i)
        )
        if changed or (_is_numbered(words, i) and _follows(words, i, of_bills=False)):
            yield Reference(words[i].plain, words[i].start, words[i].end)


def _opens_a_change(words: Sequence[Word], i: int) -> bool:
    """Whether a clause begins with the number, and it is no round sum: "1042 me ek dahi aur", not "1000 me 2 kilo"."""
    begins = i == 0 or not words[i - 1].key
    is_round = words[i].plain.endswith(ROUND)
    goes_on = i + 2 < len(words) and words[i + 1].plain in INTO
    return begins and goes_on and len(words[i].plain) in OF_AN_ORDER and not is_round


def _ends_a_change(words: Sequence[Word], i: int) -> bool:
    """Whether a clause ends with the number of what is changed: "add one milk to 1042", "remove bread from 1042"."""
    ends = i + 1 == len(words) or not words[i + 1].key
    return ends and i > 1 and words[i - 1].plain in ONTO and len(words[i].plain) in OF_AN_ORDER


def _whole_numbers(words: Sequence[Word]) -> list[int]:
    return [
        i
        for i, word in enumerate(words)
        if word.is_number
        and word.plain.isdigit()
        and len(word.plain) <= LONGEST
        and not _is_of_hour(words, i)
    ]


def _is_of_hour(words: Sequence[Word], i: int) -> bool:
    """The minutes of "1:30"."""
    return (
        i > 1
        and words[i - 1].plain == ":"
        and words[i - 2].is_number
        and words[i - 2].end + 1 == words[i].start
    )


def _is_spoken_of(words: Sequence[Word], i: int) -> bool:
    """Whether the number after *order* names it: "add one bread to order 1066"."""
    following = words[i + 1].plain if i + 1 < len(words) else ","
    return _follows(words, i, of_bills=False) and (following in WITHIN or not following.strip())


def _is_numbered(words: Sequence[Word], i: int) -> bool:
    """ "number 1077", "no. 1077", and not of a phone or a house."""
    first = i
    while first and not words[first - 1].key and words[first - 1].plain in SIGNS_BETWEEN:
        first -= 1
    if first < i and words[first].plain == "#":
        return True
    if not first or words[first - 1].key not in NUMBER or len(words[i].plain) < SHORTEST_IN_ORDERS:
        return False
    return first < 2 or words[first - 2].key not in OF_OTHERS


def _is_alone(words: Sequence[Word], i: int) -> bool:
    """ "1042 cancel kar do", "1042 ka kya hua"; "1500 ka order" is an amount."""
    if len(words[i].plain) not in OF_AN_ORDER or _is_count(words, i):
        return False
    before, after = words[i - 1].plain if i else "", [word.key for word in words[i + 1 : i + 3]]
    return before not in CURRENCY and not (after[:1] == ["ka"] and after[1:] and after[1] in ORDER)


def _follows(words: Sequence[Word], i: int, *, of_bills: bool) -> bool:
    first = i
    while first and i - first < MOST_BETWEEN and _stands_between(words[first - 1]):
        first -= 1
    thing = words[first - 1] if first else None
    if thing is None or thing.key not in THINGS:
        return False
    if any(word.key in NUMBER or word.plain == "#" for word in words[first:i]):
        return True
    if first > 1 and first < i and _is_called_before(words[first - 2]):
        return False  # "1040 order ka 380"
    shortest = 1 if thing.key in TICKETS else SHORTEST
    at_once = thing.key in AT_ONCE or (of_bills and thing.key in BILLS)
    return at_once and len(words[i].plain) >= shortest and not _is_count(words, i)


def _is_called_before(word: Word) -> bool:
    return word.is_number and len(word.plain) >= SHORTEST_IN_ORDERS


def _stands_between(word: Word) -> bool:
    return word.key in BETWEEN if word.key else word.plain in SIGNS_BETWEEN


def _is_count(words: Sequence[Word], i: int) -> bool:
    after = words[i + 1] if i + 1 < len(words) else None
    return bool(after and (after.key in COUNTED or after.plain in ("/", ":", "%", "₹")))


def _precedes(words: Sequence[Word], i: int) -> bool:
    """ "1042 number wala order", "1042 wala order", "1042 order"."""
    if i + 1 >= len(words) or len(words[i].plain) < SHORTEST:
        return False
    after = words[i + 1].key
    if after in NUMBER:
        return not (i and words[i - 1].key in NUMBER)
    if after in WALA:
        return i + 2 < len(words) and words[i + 2].key in AT_ONCE
    return after in ORDER and len(words[i].plain) > SHORTEST
