"""The pieces of a message about money: what of it was paid, and what is only to come.

What a sum is, is learnt (`Reading.sums`); words decide of pieces without one.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

import yaml

from munshi.asking.clauses import whether
from munshi.asking.reading import Reading, Sum, SumRole
from munshi.billing.bills.gstins import TOGETHER, find
from munshi.undoing.wording import asks_why, came, did_not_pay, tells_of_paying
from spelling import key

WORDS = Path(__file__).with_name("pieces.yml")
_SIGN = re.compile(r"[,;।\n]|\.(?![0-9])")
_WORD = re.compile(r"\S+")
REFERENCE = re.compile(r"(?<![0-9])[0-9]{12}(?![0-9])")  # of a bank
SIGNS = frozenset(",;।.")
WENT = (SumRole.TO_PAY, SumRole.ASKED)  # what has a bank's reference went all the same
Span = tuple[int, int]


def paid(reading: Reading) -> list[Sum]:
    """The sums that were paid; beside a bank's reference or a picture one that seems to be on its way.

    The only sum of words that tell of paying needs no more to be sure.
    """
    found = reading.sums_of(SumRole.PAID) or _only_one(reading)
    if found or not (REFERENCE.search(reading.text or "") or reading.attachment):
        return found
    on_its_way = reading.sums_of(*WENT)
    return on_its_way if len(on_its_way) == 1 else []


def _only_one(reading: Reading) -> list[Sum]:
    """The one sum there is, where it seems to be paid and the words tell of paying."""
    tells = is_paid(reading.text or "") and not holds(reading.text, "will_pay")
    return [each for each in reading.sums if tells and len(reading.sums) == 1 and each.role == SumRole.PAID]


def paid_sums(reading: Reading) -> list[int]:
    """What was paid, each sum once; in paise."""
    return list(dict.fromkeys(each.paise for each in paid(reading)))


def pieces(reading: Reading) -> list[Span]:
    """Where the pieces stand: parted by a sign, between what was paid and what is to come, before what is left."""
    text = reading.text or ""
    parts = ("rest", "joins") if holds(text, "will_pay") else ("rest",)
    ends = [sign.span() for sign in _SIGN.finditer(text)]
    for word in _WORD.finditer(text):
        behind = _SIGN.split(text[word.end() :], maxsplit=1)[0]
        says_more = re.search(r"[0-9]", behind) or holds(behind, "will_pay")  # not "100 aur bheje hain"
        if (says_more or not _is(word.group(), "joins")) and any(_is(word.group(), name) for name in parts):
            ends.append((word.start(), word.start()))
    ends += [(at, at) for at in _turns(reading, ends)]
    starts = [0, *(end for _, end in sorted(ends))]
    stops = [*(start for start, _ in sorted(ends)), len(text)]
    found: list[Span] = []
    for start, stop in zip(starts, stops, strict=True):
        if not text[start:stop].strip():
            continue
        goes_on = found and text[:start].rstrip()[-1:] not in SIGNS
        if goes_on and not re.search(r"[0-9]", text[found[-1][0] : found[-1][1]]):
            found[-1] = (found[-1][0], stop)
        else:
            found.append((start, stop))
    return found


def _turns(reading: Reading, ends: list[Span]) -> Iterator[int]:
    """Where a sum begins that is to come, or was paid, when the one before it was not so: nothing else parts them."""
    coming = SumRole.TO_PAY
    for one, other in pairwise(sorted(reading.sums, key=lambda each: each.start)):
        parted = any(one.end <= start and end <= other.start for start, end in ends)
        if (one.role == coming) != (other.role == coming) and not parted:
            yield other.start


def is_to_come(reading: Reading, span: Span) -> bool:
    """Whether a piece speaks of what will be paid: its sum is so; without one the words say it, or name the rest."""
    sums = _in(reading, span)
    if sums:
        return any(each.role == SumRole.TO_PAY for each in sums)
    return _says_to_come((reading.text or "")[slice(*span)])


def _says_to_come(piece: str) -> bool:
    return holds(piece, "will_pay") or (holds(piece, "rest") and not is_paid(piece))


def is_paid(piece: str) -> bool:
    """Whether words tell that something was paid."""
    return tells_of_paying(piece) and not did_not_pay(piece)


def is_to_be_paid(text: str | None) -> bool:
    """Whether somebody will pay, by the words, and nothing was paid yet."""
    return holds(text, "they_will") and not (tells_of_paying(text) or came(text))


def coming(reading: Reading) -> list[Span]:
    """Where the pieces stand that speak of what will be paid."""
    return [each for each in pieces(reading) if is_to_come(reading, each)]


def to_come(reading: Reading) -> str:
    """Those pieces."""
    return _joined(reading, coming(reading))


def is_only_to_come(reading: Reading) -> bool:
    """Whether something will be paid, and nothing was; what is left alone says no more than that it is left."""
    if not (reading.sums or holds(reading.text, "will_pay")):
        return False
    may_be = any(each.role == SumRole.PAID for each in reading.sums)
    return not may_be and bool(to_come(reading)) and beside_to_come(reading) is None


def beside_to_come(reading: Reading) -> str | None:
    """The pieces beside them that tell of what was paid, or have the bank's reference of that."""
    went = {each.start for each in paid(reading)}
    spans = [each for each in pieces(reading) if _was_paid(reading, each, went)]
    return ", ".join(_of_what_went(reading, each, went) for each in spans) or None


def _of_what_went(reading: Reading, span: Span, went: set[int]) -> str:
    """A piece; of one that is to come only the bank's reference, which is of what was paid before it."""
    text = (reading.text or "")[slice(*span)].strip()
    reference = REFERENCE.search(text)
    if reference is None or any(span[0] <= at < span[1] for at in went) or not _says_to_come(text):
        return text
    return f"utr {reference.group()}"


def asks_to_pay(reading: Reading) -> bool:
    """Whether it is asked if a sum may or shall be paid, of which nobody says that it will be: *kal 300 de du?*."""
    text = reading.text or ""
    went = tells_of_paying(text) or paid(reading) or REFERENCE.search(text) or reading.attachment
    asks = whether(reading) or holds(text, "may_i")
    is_one = len(reading.sums) == 1 and reading.sums[0].role == SumRole.TO_PAY
    will = holds(text, "will_pay") and not (holds(text, "shall_i") and whether(reading))
    return bool(is_one and asks) and not (reading.is_tap or went or will)


def beside_promise(reading: Reading) -> str | None:
    """What of a promise is heard next: what was paid; else that a sum came back or never went, what of another is
    asked, or a wish for a bill.
    """
    if paid(reading):
        return beside_to_come(reading)
    spans = [each for each in pieces(reading) if _never_stayed(reading, each) or _asks_of_sum(reading, each)]
    return _joined(reading, spans) or of_a_bill(reading)


def _never_stayed(reading: Reading, span: Span) -> bool:
    """Whether a piece has a sum of which it says that it came back or never went."""
    piece, sums = (
        (reading.text or "")[slice(*span)],
        [e for e in reading.sums if span[0] <= e.start < span[1]],
    )
    if not sums or _says_to_come(piece):
        return False
    return did_not_pay(piece) or bool({each.role for each in sums} & {SumRole.DENIED, SumRole.GOT_BACK})


def _asks_of_sum(reading: Reading, span: Span) -> bool:
    """Whether a piece asks what a sum is for that is not to be paid."""
    piece = (reading.text or "")[slice(*span)]
    own = any(span[0] <= each.start < span[1] for each in reading.sums)
    return own and asks_why(piece) and not is_to_come(reading, span)


def _was_paid(reading: Reading, span: Span, went: set[int]) -> bool:
    text = (reading.text or "")[slice(*span)]
    if any(span[0] <= at < span[1] for at in went) or REFERENCE.search(text):
        return True
    return not _in(reading, span) and is_paid(text) and not _says_to_come(text)


def _in(reading: Reading, span: Span) -> list[Sum]:
    """The sums of a piece that surely are what they seem to be."""
    return [each for each in reading.sums_of(*SumRole) if span[0] <= each.start < span[1]]


def _joined(reading: Reading, spans: list[Span]) -> str:
    return ", ".join((reading.text or "")[slice(*each)].strip() for each in spans)


def of_a_bill(reading: Reading) -> str | None:
    """The piece that wishes for a bill, and tells of nothing that was paid; with the GSTIN that it shall have."""
    text = reading.text or ""
    number = find(text)
    said = [(each, text[slice(*each)].strip()) for each in pieces(reading)]
    wished = [(span, each) for span, each in said if holds(each, "bill") and not holds(each, "needs_none")]
    others = (
        each
        for span, each in wished
        if not (is_to_come(reading, span) or re.search(r"[0-9]", TOGETHER.sub("", each)))
    )
    wish = next(others, None)
    return f"{wish}, GSTIN {number.gstin}" if wish and number and not TOGETHER.search(wish) else wish


def holds(text: str | None, name: str) -> bool:
    """Whether words of a list stand in a text."""
    sounds = f" {key((text or '').replace(chr(39), ''))} "
    return any(word in sounds for word in _words(name))


def without(text: str, name: str) -> str:
    """How a text sounds without the words of a list."""
    sounds = f" {key(text)} "
    for word in _words(name):
        sounds = sounds.replace(word, " ")
    return sounds


def _is(word: str, name: str) -> bool:
    return f" {key(word.strip(',.;:!?'))} " in _words(name)


@cache
def _words(name: str) -> frozenset[str]:
    written: dict[str, str] = yaml.safe_load(WORDS.read_text("utf-8"))
    return frozenset(f" {key(each.replace('|', ' '))} " for each in written[name].split())
