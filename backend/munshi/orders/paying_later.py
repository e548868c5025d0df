"""The day on which somebody will pay is no day of their order: "paise kal dunga" is a note of it."""

import re
from dataclasses import replace

from munshi.asking.clauses import PART
from munshi.asking.sums import figures
from munshi.billing.pieces import holds
from munshi.orders.kept import Spoken
from munshi.orders.messages import Message
from munshi.orders.other_days import first_of
from munshi.word_lists import WordLists, plain

LISTS = WordLists(__file__, "paying_later.yml")
LEAST_SUM = 2000  # in paise; of what is left less may be goods
MONEY = re.compile(rf"(?<=\s)(?:{LISTS.any_of('money_itself')})(?!\w)", re.IGNORECASE)
FIGURES = re.compile(r"(?<=\d)(?=[^\d\s])")  # their end, in "9pm"


def without_its_day(message: Message) -> Message:
    """The message, in which a clause that says when it will be paid is a note, and its day is none of the goods."""
    parts = (each.strip() for each in PART.split(message.said or message.text or "") if each.strip())
    clauses = [each for clause in parts for each in _before_money(clause)]
    before = ["", *clauses]
    paying = [each for last, each in zip(before, clauses, strict=False) if _is_of_paying(each, last)]
    if not paying:
        return message
    others = [each for each in clauses if each not in paying]
    beside, said = message.beside, ", ".join(paying)
    notes = [note for note in beside.notes if not any(note.text in each for each in paying)]
    on_credit = beside.payments and LISTS.has(plain(message.said or message.text), "credit")
    keeps_hour = any(_names_a_time(each) for each in others)
    own = [each for each in message.times if not any(each.words in clause for clause in paying)]
    hour = first_of(own, sure=beside.hour.sure) if beside.hour and own else beside.hour
    beside = replace(
        beside,
        notes=notes if on_credit else [*notes, Spoken(said, wished=True)],
        hour=hour if keeps_hour else None,
        place=_without(beside.place, paying),
    )
    return replace(
        message,
        beside=beside,
        at_times=message.at_times and keeps_hour,
        times=own if keeps_hour else (),
        text=_without(message.text, paying),
        where=_without(message.where, paying),
    )


def _before_money(clause: str) -> list[str]:
    """A clause apart from what it says behind of when it will be paid: "bhejo paise kal dunga"."""
    for found in MONEY.finditer(clause):
        front, behind = clause[: found.start()].strip(), clause[found.start() :]
        if front and holds(behind, "will_pay") and _is_of_paying(behind, ""):
            return [front, behind]
    return [clause]


def is_of_paying_later(text: str) -> bool:
    """Whether a note says when somebody will pay: who then says how they pay now has put it right."""
    return LISTS.has(plain(text), "money") and _names_a_time(text)


def _is_of_paying(clause: str, last: str) -> bool:
    """Whether it, or it and the `last` clause, speak of money, of a later day, and of no goods that shall come."""
    said = plain(clause)
    of_rest = holds(clause, "rest") and any(paise >= LEAST_SUM for paise in figures(clause))
    on_credit = LISTS.has(plain(last), "credit") and holds(clause, "will_pay")
    of_money = LISTS.has(said, "money") or on_credit or of_rest
    if not of_money or not _names_a_time(clause) or LISTS.has(said, "of_else"):
        return False
    return holds(clause, "will_pay") or not LISTS.has(said, "asks")


def _names_a_time(clause: str) -> bool:
    said = plain(clause)
    return LISTS.has(said, "times") or LISTS.has(FIGURES.sub(" ", said), "of_a_figure")


def _without(text: str | None, clauses: list[str]) -> str | None:
    """The text without these clauses, or what is left of them in it."""
    for each in clauses:
        text = text.replace(each, "") if text else text
    return text
