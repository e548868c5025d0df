"""Money that is spoken of beside an order is no amount of goods: the note that is given, the change, the whole sum.

*haan, 500 ka note dunga 10 wapas laana*, *order laga do 1650 pura upi se*: a note for who takes the money.
"""

import re
from dataclasses import replace

from munshi.asking.sums import figures
from munshi.billing.payments.said import spoken_ways
from munshi.billing.pieces import holds
from munshi.columns import plain as number
from munshi.orders.kept import Spoken
from munshi.orders.messages import Message, Said
from munshi.word_lists import WordLists, plain

LISTS = WordLists(__file__, "money_beside.yml")
CLAUSE = re.compile(r"[,;।!?\n]|\.(?!\d)|\s(?:and|aur|और)\s", re.IGNORECASE)
BILL = re.compile(r"\b(?=(?:bill|invoice|receipt)\b)|(?=बिल)", re.IGNORECASE)
_WORD = re.compile(r"\w+")


def without_amounts(message: Message) -> Message:
    """The message, in which what is said of money is a note, and no figure of it counts goods."""
    spoken = [each for each in _clauses(message.said or message.text or "") if _is_money(each, message)]
    if not spoken:
        return message
    lines = [line for line in message.lines if not any(_stands_in(line, each) for each in spoken)]
    notes = [note for note in message.beside.notes if not any(note.text in each for each in spoken)]
    told = [Spoken(each, wished=True) for each in spoken if not _says_only_the_way(each)]
    return replace(message, lines=lines, beside=replace(message.beside, notes=[*notes, *told]))


def speaks(text: str | None) -> bool:
    """Whether a clause does, whatever else the message names."""
    return any(_is_money(each, Message()) for each in _clauses(text or ""))


def tells_of_paying(clause: str) -> bool:
    """Whether a clause says how it will be paid, or what money is given and comes back."""
    pays = LISTS.has(plain(clause), "pays") or holds(clause, "will_pay")
    return (bool(spoken_ways(clause)) and pays) or speaks(clause)


def _clauses(text: str) -> list[str]:
    """Between two signs, or what joins; a bill that is refused begins one of its own, and a yes is none of it."""
    parts = [
        each
        for clause in CLAUSE.split(text)
        for each in (BILL.split(clause) if _refuses(clause) else [clause])
    ]
    return [rest for each in parts if (rest := _behind_yes(each.strip()))]


def _behind_yes(clause: str) -> str:
    words = clause.split()
    while words and plain(words[0]) in LISTS.words("agrees"):
        words.pop(0)
    return " ".join(words)


def _refuses(clause: str) -> bool:
    return holds(clause, "bill") and holds(clause, "needs_none")


def _is_money(clause: str, message: Message) -> bool:
    """Whether a clause tells of a sum that is given, brought back or paid, and of no goods; or refuses a bill."""
    if _refuses(clause) and not spoken_ways(clause):
        return True
    said = plain(clause)
    of_sum = any(LISTS.has(said, name) for name in ("change", "whole")) or holds(clause, "will_pay")
    of_way = (holds(clause, "will_pay") or holds(clause, "rest")) and bool(spoken_ways(clause))
    is_money = of_way or (of_sum and bool(figures(clause)))
    return is_money and not any(_names_goods(line, clause) for line in message.lines)


def _says_only_the_way(clause: str) -> bool:
    """Whether nothing is said but how it is paid, or that all of it is."""
    return bool(spoken_ways(clause)) and (not figures(clause) or LISTS.has(plain(clause), "whole"))


def _names_goods(line: Said, clause: str) -> bool:
    """Whether a line is named in a clause by anything but words of money."""
    if not line.name or line.name not in clause:
        return False
    return not (
        holds(line.name, "will_pay") or holds(line.name, "rest") or LISTS.has(plain(line.name), "change")
    )


def _stands_in(line: Said, clause: str) -> bool:
    if line.name:
        return line.name in clause
    amount = number(line.quantity) if line.quantity is not None else ""
    return bool(amount) and amount in _WORD.findall(clause)
