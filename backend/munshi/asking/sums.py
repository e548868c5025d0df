"""Which figures of words are sums of money: the one place that knows.

No day of the month and no hour is one, nothing that counts or measures, no house or table, no code, no pincode and no
phone. Whose phone ends in four figures only the books know (`munshi.billing.accounts.whom`).
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path

import yaml

from spelling import key

WORDS = Path(__file__).with_name("sums.yml")
SMALL = 2  # figures of a table or a room
LONGEST_SUM = 9  # characters; a phone and a bank's reference have more
_FIGURES = re.compile(
    r"(?<![\w-])(?:rs\.?|₹)?([0-9][0-9,]*(?:\.[0-9]{1,2})?)(?![0-9]*[A-Za-z]+[0-9])", re.IGNORECASE
)  # no code, no PAY-4, no 23AAB1
_PHONE = re.compile(r"(?<![0-9])(?:\+?91[\s-]?)?[6-9][0-9]{4}[\s-]?[0-9]{5}(?![0-9])")
_CLOCK = re.compile(r"(?<![0-9])[0-9]{1,2}:[0-9]{2}(?![0-9])")
_REFERENCE = re.compile(r"\b(?!rs|inr)[A-Z]{2,4}-\s?[0-9]+\b", re.IGNORECASE)
# A pincode; a sum of so much is a round one, or says that it is money.
_PINCODE = re.compile(
    r"(?<![0-9₹])(?<!rs )(?<!rs\.)[1-9][0-9]{5}(?<!00)(?![0-9]| ?(?:rs|rup|रु|₹|/-))", re.IGNORECASE
)
_ORDINAL = re.compile(r"\b[0-9]{1,2}(?:st|nd|rd|th)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\s,;!?।()]+")


def figures(text: str | None) -> list[int]:
    """Every sum of the words in paise: of "2300 nahi, 230" only the last is read as money."""
    return [paise for _, _, paise in sums_in(text)]


def sums_in(text: str | None) -> Iterator[tuple[int, int, int]]:
    """The same, each behind the places where it begins and ends."""
    written = text or ""
    others = no_sums(written)
    for found in _FIGURES.finditer(written):
        figure = found.group(1).replace(",", "")
        if len(figure) <= LONGEST_SUM and not touches(found.span(1), others):
            yield *found.span(1), int(Decimal(figure) * 100)


def is_sum(text: str | None, start: int, end: int) -> bool:
    """Whether what stands there may be a sum; what has no place may be one."""
    return not text or start >= end or not touches((start, end), no_sums(text))


def no_sums(text: str) -> list[tuple[int, int]]:
    """Where figures stand that are surely no sums."""
    found = [
        each.span()
        for looks in (_PHONE, _CLOCK, _REFERENCE, _PINCODE, _ORDINAL)
        for each in looks.finditer(text)
    ]
    words = list(_WORD.finditer(text))
    for at, word in enumerate(words):
        if word.group()[:1].isdigit() and (
            _is_counted(words, at) or _is_numbered(words, at) or _names_one(words, at)
        ):
            found.append(word.span())
    return found


def _is_counted(words: list[re.Match[str]], at: int) -> bool:
    after = words[at + 1].group() if at + 1 < len(words) else ""
    return _means(after, "behind")


def _is_numbered(words: list[re.Match[str]], at: int) -> bool:
    before = [each.group().lower() for each in words[max(at - 2, 0) : at]]
    says_so = len(before) > 1 and before[-1] in _exactly("number")
    if says_so:
        before.pop()
    if not before:
        return False
    may_be = says_so or len(words[at].group()) <= SMALL
    return _means(before[-1], "before") or (may_be and key(before[-1]) in _sounds("small"))


def _names_one(words: list[re.Match[str]], at: int) -> bool:
    """Whether one or two figures name somebody or an order: *11 wale ko*, *4 no wala*; not *25 wali entry*."""
    behind = [each.group().lower().strip(",.;:") for each in words[at + 1 : at + 4]]
    is_numbered = bool(behind) and behind[0] in _exactly("number")
    if is_numbered:
        behind.pop(0)
    if len(words[at].group()) > SMALL or not behind or key(behind[0]) not in _sounds("whose"):
        return False
    return is_numbered or (len(behind) > 1 and key(behind[1]) in _sounds("of_one"))


def _means(word: str, name: str) -> bool:
    plain = word.strip(".:'\"“”").lower()
    return bool(plain) and (key(plain) in _sounds(name) or plain in _exactly(f"{name}_exactly"))


def touches(span: tuple[int, int], others: Sequence[tuple[int, int]]) -> bool:
    """Whether a stretch of words shares a place with one of others."""
    return any(start < span[1] and span[0] < end for start, end in others)


@cache
def _written() -> dict[str, str]:
    written: dict[str, str] = yaml.safe_load(WORDS.read_text("utf-8"))
    return written


@cache
def _sounds(name: str) -> frozenset[str]:
    return frozenset(map(key, _written()[name].split()))


@cache
def _exactly(name: str) -> frozenset[str]:
    return frozenset(_written()[name].split())


def is_called_by(text: str, start: int, end: int) -> bool:
    """Whether figures stand there as the number of somebody's phone: *9214 wale*, *number 9214*."""
    before, after = text[:start].split()[-1:], text[end:].split()[:1]
    named = {key(word.strip(",.;:")) for word in before} & _sounds("phone")
    return bool(named or {key(word.strip(",.;:")) for word in after} & _sounds("whose"))
