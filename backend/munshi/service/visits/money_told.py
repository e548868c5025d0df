"""What a message says of money: which sums were paid in which way; what only costs, was given back or let off is none.

Pure.
"""

import re
from collections.abc import Iterator

from munshi.service.visits import words
from munshi.service.visits.references import VISIT

SUM = re.compile(r"\d{2,}")
CLAUSE = re.compile(r"[,;\n+]|\s(?:aur|and|और|plus)\s")
NEAR = 10  # signs
RUPEES = re.compile(r"^\s*(?:rs\.?|₹|rup\w*|रु\S*)\s*", re.IGNORECASE)
NOW = ("cash", "upi")

Part = tuple[str | None, int | None]  # in which way, and how much in paise; without a sum the rest


def parts_in(text: str) -> list[Part]:
    """What was paid in which way: "300 nakad, 280 upi"; what is still to be paid is none of it. What was given back is
    off what was paid before it: "1000 ka note diya, 250 wapas kiye".
    """
    found = list(_parts(VISIT.sub("", text)))
    ways = {way for way, _ in found if way} or set(ways_in(text))
    only = ways.pop() if len(ways) == 1 else None
    net = list[Part]()
    for way, paise in found:
        if paise is not None and paise < 0 and net and (before := net[-1][1]) is not None:
            net[-1] = (net[-1][0], max(0, before + paise))
        elif paise is None or paise > 0:
            net.append((way or only, paise))
    return net


def _parts(text: str) -> Iterator[Part]:
    for clause in CLAUSE.split(text):
        sums = list(SUM.finditer(clause))
        for at, each in enumerate(sums):
            before = clause[sums[at - 1].end() if at else 0 : each.start()]
            behind = clause[each.end() : sums[at + 1].start() if at + 1 < len(sums) else None]
            if _is_unpaid(before, behind):
                continue
            ways = ways_in(behind) or (ways_in(clause) if len(sums) == 1 else [])
            paise = int(each.group()) * 100
            yield (ways[0] if ways else None, -paise if words.says(behind, "given_back") else paise)
        rest = words.says(clause, "still_due") and not words.says(clause, "will_pay")
        if not sums and rest and (ways := ways_in(clause)):
            yield (ways[0], None)


def _is_unpaid(before: str, behind: str) -> bool:
    """Whether a sum between these words is still due, let off, or what something costs, or counts no money at all."""
    near = RUPEES.sub("", behind)[:NEAR]
    later = words.says(before[-NEAR:], "still_due") and words.says(behind, "will_pay")
    due = later or words.says(near, "still_due") or words.says(behind, "pays_later")
    return due or words.says(behind, "let_off") or words.says(near, "costs") or _counts_time(behind)


def _counts_time(behind: str) -> bool:
    """Whether a figure with these words behind it is of minutes, an hour or days."""
    return words.says(" ".join(behind.split()[:1]), "of_time")


def without_purpose(text: str) -> str:
    """A text without the words that say what for, which sound like money that was taken: "ke liye"."""
    while (purpose := words.placed(text, "purpose")) is not None:
        text = text[: purpose[0]] + text[purpose[1] :]
    return text


def ways_in(text: str) -> list[str]:
    """The ways of paying that words name."""
    return [way for way in NOW if words.says(text, f"paid_{way}")]


def tells_of_money(text: str) -> bool:
    """Whether it says that money was taken; what work costs is none."""
    text = without_purpose(text)
    parts = parts_in(text)
    of_money = bool(parts or ways_in(text)) or words.says(text, "of_money")
    told = (of_money and words.says(text, "was_paid")) or any(way for way, _ in parts)
    return (
        told
        and not words.says(text, "not_yet")
        and (bool(ways_in(text)) or not words.says(text, "pure_labour"))
    )


def is_of_owner(text: str) -> bool:
    """Whether money went between who speaks and who runs the shop, and came from no customer: "malik ko 2000 diye"."""
    whom = words.placed(text, "the_owner")
    if whom is None or not SUM.search(VISIT.sub("", text)):
        return False
    behind = " ".join(text[whom[1] :].split()[:2])
    led = words.says(behind, "to_whom") or words.says(behind, "by_whom")
    return led and (words.says(text, "was_paid") or words.says(text, "handed_in"))
