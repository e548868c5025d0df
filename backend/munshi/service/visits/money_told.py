"""What a message says of money: which sums were paid in which way; what only costs, was given back or let off is none.

Pure.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from munshi.service.visits import words
from munshi.service.visits.references import VISIT

SUM = re.compile(r"\d{2,}")
CLAUSE = re.compile(r"[,;\n+]|\s(?:aur|and|और|plus)\s")
NEAR = 10  # signs
NEAR_TOTAL = 2  # words before a sum
RUPEES = re.compile(r"^\s*(?:rs\.?|₹|rup\w*|रु\S*)\s*", re.IGNORECASE)
NOW = ("cash", "upi")
LET_OFF = "let_off"  # beside the ways of paying: what nobody pays any more
TOTAL_OF = 2  # sums at least, of which a third is the total

Part = tuple[str | None, int | None]  # in which way, and how much in paise; without a sum the rest


def parts_in(text: str) -> list[Part]:
    """What was paid in which way: "300 nakad, 280 upi"; what is still to be paid is none of it, nor what these come to.
    What was given back is off what was paid before it: "1000 ka note diya, 250 wapas kiye".
    """
    found = _without_total([each for each in _parts(VISIT.sub("", text)) if each[0] != LET_OFF])
    ways = {way for way, _ in found if way} or set(ways_in(text))
    only = ways.pop() if len(ways) == 1 else None
    net = list[Part]()
    for way, paise in found:
        if paise is not None and paise < 0 and net and (before := net[-1][1]) is not None:
            net[-1] = (net[-1][0], max(0, before + paise))
        elif paise is None or paise > 0:
            net.append((way or only, paise))
    return net


def let_off_in(text: str) -> int:
    """What is let off of a bill, in paise: "200 nakad, 30 maaf kiye"."""
    return sum(paise or 0 for way, paise in _parts(VISIT.sub("", text)) if way == LET_OFF)


def _without_total(found: list[Part]) -> list[Part]:
    """The parts without the one that all others come to: "160 mile 100 cash 60 gpay"."""
    sums = [paise for _, paise in found if paise]
    total = next((each for each in sums if 2 * each == sum(sums)), None) if len(sums) > TOTAL_OF else None
    return [(way, paise) for way, paise in found if total is None or paise != total]


class Sum(NamedTuple):
    """A figure with the words of its clause on both sides of it, to the next figure."""

    paise: int
    before: str
    behind: str
    way: str | None

    @property
    def is_total(self) -> bool:
        """Whether it is called what all comes to."""
        near = " ".join(self.before.split()[-NEAR_TOTAL:]), " ".join(self.behind.split()[:1])
        return any(words.says(each, "total") for each in near)

    @property
    def was_taken(self) -> bool:
        """Whether it is said of itself that it came in."""
        near = self.behind, " ".join(self.before.split()[-1:])
        return bool(self.way) or any(words.says(each, "took") for each in near)

    @property
    def is_lessening(self) -> bool:
        """Whether it goes off what was taken."""
        return words.says(self.behind, "let_off") or words.says(self.behind, "given_back")


def _sums_in(clause: str) -> Iterator[Sum]:
    found = list(SUM.finditer(clause))
    for at, each in enumerate(found):
        before = clause[found[at - 1].end() if at else 0 : each.start()]
        behind = clause[each.end() : found[at + 1].start() if at + 1 < len(found) else None]
        ways = ways_in(behind) or (ways_in(clause) if len(found) == 1 else [])
        yield Sum(int(each.group()) * 100, before, behind, ways[0] if ways else None)


def _of_money(every: Sequence[Sum]) -> Sequence[Sum]:
    """The sums but those that only cost: beside a total these are all of which nobody says that they were taken."""
    taken = [each for each in every if each.was_taken]
    if not taken or not any(each.is_total for each in every):
        return every
    beside = [each for each in taken if not each.is_total]
    return [each for each in every if each in (beside or taken) or each.is_lessening]


def _parts(text: str) -> Iterator[Part]:
    told = [(clause, list(_sums_in(clause))) for clause in CLAUSE.split(text)]
    of_money = _of_money([each for _, sums in told for each in sums])
    for clause, sums in told:
        for each in sums:
            if each not in of_money or _is_unpaid(each.before, each.behind):
                continue
            if words.says(each.behind, "let_off"):
                yield (LET_OFF, each.paise)
                continue
            yield (each.way, -each.paise if words.says(each.behind, "given_back") else each.paise)
        rest = words.says(clause, "still_due") and not words.says(clause, "will_pay")
        if not sums and rest and (ways := ways_in(clause)):
            yield (ways[0], None)


def _is_unpaid(before: str, behind: str) -> bool:
    """Whether a sum between these words is still due, let off, what labour or a thing costs, or counts no money."""
    near = RUPEES.sub("", behind)[:NEAR]
    later = words.says(before[-NEAR:], "still_due") and words.says(behind, "will_pay")
    due = later or words.says(near, "still_due") or words.says(behind, "pays_later")
    of_labour = words.says(" ".join(before.split()[-1:]), "labour")
    if of_labour and not (ways_in(behind) or words.says(behind, "took")):
        return True
    return due or words.says(near, "costs") or words.says(near, "out_of") or _counts_time(behind)


def _counts_time(behind: str) -> bool:
    """Whether a figure with these words behind it is of minutes, an hour or days."""
    return words.says(" ".join(behind.split()[:1]), "of_time")


def without_purpose(text: str) -> str:
    """A text without the words that say what for, which sound like money that was taken: "ke liye"."""
    return _beside(text, "purpose")


def _beside(text: str, wanted: str) -> str:
    """A text without the words of a list."""
    while (found := words.placed(text, wanted)) is not None:
        text = text[: found[0]] + text[found[1] :]
    return text


def ways_in(text: str) -> list[str]:
    """The ways of paying that words name."""
    return [way for way in NOW if words.says(text, f"paid_{way}")]


def tells_of_money(text: str) -> bool:
    """Whether it says that money was taken; what work costs is none."""
    text = without_purpose(text)
    parts = parts_in(text)
    of_money = bool(parts or ways_in(text)) or words.says(text, "of_money")
    told = (of_money and words.says(_beside(text, "fitted"), "was_paid")) or any(way for way, _ in parts)
    return (
        told
        and not words.says(text, "not_yet")
        and (bool(ways_in(text)) or not words.says(text, "pure_labour"))
    )
