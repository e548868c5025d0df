"""The pieces of a message about money: what of it was paid, what is only to come, and what was too much."""

import re
from functools import cache
from pathlib import Path

import yaml

from munshi.undoing.wording import Back, did_not_pay, of_money, tells_of_paying, wants_back
from spelling import key

WORDS = Path(__file__).with_name("pieces.yml")
_SIGN = re.compile(r"[,;।\n]|\.(?![0-9])")
_WORD = re.compile(r"\S+")
_AMOUNT = re.compile(r"^[0-9.,]+\s*(?:rs|rupees?|rupa?ye|रुपये|रुपए|₹)?", re.IGNORECASE)
REFERENCE = re.compile(r"(?<![0-9])[0-9]{12}(?![0-9])")  # of a bank
SIGNS = frozenset(",;।.")


def pieces(text: str) -> list[tuple[int, int]]:
    """Where the pieces stand: parted by a sign, or before what names the rest of a sum that stands before it.

    Where something is to come, a word that joins parts them too: *500 bheje aur 300 kal dunga*.
    """
    parts = ("rest", "joins") if holds(text, "will_pay") else ("rest",)
    ends = [sign.span() for sign in _SIGN.finditer(text)]
    for word in _WORD.finditer(text):
        behind = _SIGN.split(text[word.end() :], maxsplit=1)[0]
        says_more = re.search(r"[0-9]", behind) or holds(behind, "will_pay")  # not "100 aur bheje hain"
        if (says_more or not _is(word.group(), "joins")) and any(_is(word.group(), name) for name in parts):
            ends.append((word.start(), word.start()))
    starts = [0, *(end for _, end in sorted(ends))]
    stops = [*(start for start, _ in sorted(ends)), len(text)]
    found: list[tuple[int, int]] = []
    for start, stop in zip(starts, stops, strict=True):
        if not text[start:stop].strip():
            continue
        goes_on = found and text[:start].rstrip()[-1:] not in SIGNS
        if goes_on and not re.search(r"[0-9]", text[found[-1][0] : found[-1][1]]):
            found[-1] = (found[-1][0], stop)
        else:
            found.append((start, stop))
    return found


def is_to_come(piece: str) -> bool:
    """Whether a piece speaks of what will be paid: it says so, or names the rest and tells of no paying."""
    return holds(piece, "will_pay") or (holds(piece, "rest") and not is_paid(piece))


def is_paid(piece: str) -> bool:
    """Whether a piece tells that something was paid."""
    return tells_of_paying(piece) and not did_not_pay(piece)


def is_no_payment(text: str, at: int) -> bool:
    """Whether a sum that stands there is one to come, was owed or too much, did not go, or is to go back."""
    piece = next((text[start:end] for start, end in pieces(text) if start <= at < end), "")
    of_goods = holds(piece, "bought") and not is_paid(piece)
    if of_goods or _was_owed(text, at) or holds(piece, "did_not_go"):
        return True
    goes_back = of_money(piece) is Back.REFUNDED or (wants_back(piece) and not tells_of_paying(piece))
    return is_to_come(piece) or holds(piece, "excess") or goes_back


def _was_owed(text: str, at: int) -> bool:
    """Whether a sum is said to be what was owed: *3200 bhej diye 320 ki jagah*."""
    before = f" {key(text[:at].strip(' ₹').removesuffix('rs'))} "
    behind = f" {key(_AMOUNT.sub('', text[at:], count=1).strip())} "
    is_before = any(before.endswith(word) for word in _words("owed_before"))
    return is_before or any(behind.startswith(word) for word in _words("owed_behind"))


def to_come(text: str) -> str:
    """The pieces that speak of what will be paid."""
    return _joined(text, wanted=True)


def is_only_to_come(text: str | None) -> bool:
    """Whether words say that something will be paid, and of nothing that it was."""
    said = text or ""
    return holds(said, "will_pay") and bool(to_come(said)) and beside_to_come(said) is None


def beside_to_come(text: str) -> str | None:
    """The pieces beside them that tell of what was paid."""
    return _joined(text, wanted=False) or None


def _joined(text: str, *, wanted: bool) -> str:
    said = [text[start:end].strip() for start, end in pieces(text)]
    return ", ".join(each for each in said if (is_to_come(each) if wanted else _only_paid(each)))


def of_a_bill(text: str) -> str | None:
    """The piece that wishes for a bill, and tells of nothing that was paid."""
    said = [text[start:end].strip() for start, end in pieces(text)]
    wished = [each for each in said if holds(each, "bill") and not holds(each, "needs_none")]
    others = (each for each in wished if not (is_to_come(each) or re.search(r"[0-9]", each)))
    return next(others, None)


def _only_paid(piece: str) -> bool:
    """Whether it tells of what was paid, or has the bank's reference of that."""
    return not is_to_come(piece) and (is_paid(piece) or REFERENCE.search(piece) is not None)


def holds(text: str | None, name: str) -> bool:
    """Whether words of a list stand in a text."""
    sounds = f" {key((text or '').replace(chr(39), ''))} "
    return any(word in sounds for word in _words(name))


def _is(word: str, name: str) -> bool:
    return f" {key(word.strip(',.;:!?'))} " in _words(name)


@cache
def _words(name: str) -> frozenset[str]:
    written: dict[str, str] = yaml.safe_load(WORDS.read_text("utf-8"))
    return frozenset(f" {key(each.replace('|', ' '))} " for each in written[name].split())
