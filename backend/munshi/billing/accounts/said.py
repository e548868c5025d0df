"""What a message says of khatas, as the rooms of this wing know it."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import yaml

from munshi.asking.clauses import pieces
from munshi.asking.reading import Reading, Value
from munshi.asking.sums import sums_in
from munshi.billing.accounts import beside_goods
from munshi.billing.accounts.drafts import Placed, Told
from munshi.billing.accounts.khata_words import WORDS, names_a_khata, sounds
from munshi.billing.accounts.looking import Wish
from munshi.billing.pieces import holds as will_come
from munshi.callers import Caller
from munshi.people.names import meant
from munshi.undoing.wording import bids_to_write, is_by_somebody, tells_of_paying
from spelling import key

_CLAUSE = re.compile(r"[,;।\n]")
_GLUED = re.compile(r"\w+")
POSSESSIVE = re.compile(r"['’]s$")
LONGEST_NAME = 3  # words


def wish_of(reading: Reading, wanted: list[str]) -> Wish:
    """What is asked of dues."""
    first, last = days_of(reading)
    account = reading.first("account")
    money = reading.first("money")
    return Wish(
        wanted=wanted,
        person=reading.first("person"),
        phone=reading.first("phone"),
        beside=[str(each.value) for each in reading.all("person")][1:],
        account=int(account) if account is not None else None,
        first=first,
        last=last,
        text=reading.text or "",
        of_others=holds(reading.text or "", "whose_dues"),
        without=bool(reading.sides("but")),
        over_paise=int(money["paise"]) if money and reading.sides("sums") else None,
        over_days=_days_over(reading),
        most_first=bool(reading.sides("first")),
        to_them="statement" in wanted and is_for_them(reading),
        other_days=" ".join(_of_other_days(reading)),
        reading=reading,
    )


def _days_over(reading: Reading) -> int | None:
    """For more than how many days it shall be owed: *30 din se zyada*, *older than 30 days*."""
    days = next((each.value.get("days") for each in reading.all("duration")), None)
    over = "over" in reading.sides("sums") or holds(reading.text or "", "for_longer")
    return int(days) if days and over else None


def _of_other_days(reading: Reading) -> list[str]:
    """The clauses in which another day stands than the first that is named."""
    days = list(reading.all("period"))
    others = [each.start for each in days if each.value != days[0].value]
    text = reading.text or ""
    return [text[start:end] for start, end in pieces(reading) if any(start <= at < end for at in others)]


def days_of(reading: Reading) -> tuple[date | None, date | None]:
    """The first and the last of the days that are named; from a day on is until today."""
    named = next(reading.all("period"), None)
    period = named.value if named else {}
    first, last = _day(period.get("from")), _day(period.get("to"))
    return first, None if named and begins(reading.text or "", named) else last


def begins(text: str, day: Value) -> bool:
    """Whether a day is said to be the first: *from 1 november*, *1 nov se*."""
    before, behind = text[: day.start].split()[-1:], text[day.end :].split()[:1]
    return any(_holds(each, "from_day") for each in before) or any(_holds(each, "day_on") for each in behind)


def asks_statement(reading: Reading) -> str | None:
    """The clause that wishes for a statement."""
    found = statement_at(reading)
    return (reading.text or "")[slice(*found)].strip() if found else None


def statement_at(reading: Reading) -> tuple[int, int] | None:
    """Where it stands: in words that say so, or that have the account sent, or name it beside days or a first one."""
    text, days = reading.text or "", list(reading.all("period"))
    for start, end in pieces(reading):
        own = [each for each in days if start <= each.start < end]
        of_days = any(begins(text, each) or each.value.get("from") != each.value.get("to") for each in own)
        clause = text[start:end]
        names = (of_days or holds(clause, "send")) and holds(clause, "account_of_days")
        if (names or holds(clause, "asks_statement")) and not will_come(clause, "will_pay"):
            return start, end
    return None


def told_of(reading: Reading) -> Told:
    """What is to be written down; goods that were named are the note of it, else a clause that says nothing else."""
    account = reading.first("account")
    period = reading.first("period") or {}
    pieces = {str(piece.get("text") or "") for piece in reading.left_over}
    clauses = map(str.strip, _CLAUSE.split(reading.text or ""))
    beside = [
        clause for clause in clauses if clause in pieces and left_of(clause, "")
    ]  # "note it" names no goods
    goods = [_to_end_of_word(reading.text or "", each) for each in reading.all("order_line")]
    sums = [Placed(int(each.value["paise"]), each.start) for each in reading.all("money")]
    sums = sums or _written(reading) or beside_goods.sums_beside(reading)
    return Told(
        people=[Placed(str(each.value), each.start) for each in reading.all("person")],
        sums=sums,
        phone=reading.first("phone"),
        account=int(account) if account is not None else None,
        on=_day(period.get("from")),
        note=", ".join(filter(None, goods or beside or _bought(reading, pieces)))[:200] or None,
        text=reading.text or "",
        beside=[str(piece.get("text") or "") for piece in reading.left_over],
        goods=[each.value for each in reading.all("order_line")],
        goods_at=[(each.start, each.end) for each in reading.all("order_line")],
        uncounted=beside_goods.unread(reading, sums),
    )


def _to_end_of_word(text: str, line: Value) -> str:
    """Goods as they are written, with what is glued to their last figure: *ups 600va*."""
    glued = _GLUED.match(text, line.end) if line.start < line.end else None
    return text[line.start : glued.end() if glued else line.end]


def _written(reading: Reading) -> list[Placed[int]]:
    """The one figure that is to be written into a khata is a sum, however small: *Priya ke khate me 5 likho*."""
    text = reading.text or ""
    if reading.first("order_line") or not (holds(text, "khata_of_credit") and bids_to_write(text)):
        return []
    found = [Placed(paise, start) for start, _, paise in sums_in(text)]
    return found if len(found) == 1 else []


def _bought(reading: Reading, pieces: Iterable[str]) -> list[str]:
    """What words of one customer's credit say beside name and sum, if any: "mohan 240 doodh bread ka udhaar"."""
    names = [str(each.value) for each in reading.all("person")]
    if len(names) > 1 or len(list(reading.all("money"))) > 1:
        return []
    left = (left_of(clause, names[0] if names else "") for piece in pieces for clause in _CLAUSE.split(piece))
    return [words for words in left if words]


def is_paid(reading: Reading) -> bool:
    """Whether a sum was given by somebody, as its piece tells: it is no debt, *sunita ne 40 diye aur …*."""
    text, sums = reading.text or "", [each.start for each in reading.all("money")]
    told = [text[start:end] for start, end in pieces(reading) if any(start <= at < end for at in sums)]
    return len(list(pieces(reading))) > 1 and any(
        is_by_somebody(each) and tells_of_paying(each) and not names_a_khata(each) for each in told
    )


def is_for_them(reading: Reading) -> bool:
    """Whether what is asked for is to be sent to the customer: *usko bhejo*, *Priya ko bhejo*, *send priya her …*."""
    text = reading.text or ""
    spoken = {key(word) for word in text.split()}
    if spoken.isdisjoint(sounds("send")):
        return False
    beside = [
        key(word)
        for each in reading.all("person")
        for word in (*text[: each.start].split()[-1:], *text[each.end :].split()[:1])
    ]
    return not (spoken.isdisjoint(sounds("them")) and set(beside).isdisjoint(sounds("to")))


def names_a_statement(text: str | None) -> bool:
    """Whether words name a statement of it."""
    return _holds(text, "statement")


def holds(text: str, name: str) -> bool:
    """Whether words of a list stand in a text; a bar joins words that follow one another."""
    spoken = f" {key(text.replace(chr(39), ''))} "
    return any(f" {word} " in spoken for word in sounds(name))


def words_behind(text: str, name: str) -> str | None:
    """The words behind one of a list, as they are written, until the clause ends: *naam Deepak*."""
    for clause in _CLAUSE.split(text):
        words = clause.split()
        for at, word in enumerate(words[:-1]):
            if key(word) in sounds(name):
                behind = [each for each in words[at + 1 :] if each.isalpha() or not each.isascii()]
                return " ".join(behind[:LONGEST_NAME]) or None
    return None


def words_beside(text: str, name: str) -> str:
    """The words without figures that stand beside those of a list, as they are written."""
    words = [word.strip(",.;:!?।\"'") for word in text.split()]
    return " ".join(
        word
        for word in words
        if word and not any(sign.isdigit() for sign in word) and key(word) not in sounds(name)
    )


def _holds(text: str | None, name: str) -> bool:
    return not {key(word.strip(",.;!?।")) for word in (text or "").split()}.isdisjoint(sounds(name))


def clauses_of(text: str | None) -> list[str]:
    """The clauses of a message."""
    return [clause for clause in map(str.strip, _CLAUSE.split(text or "")) if clause]


def joined_clauses_of(text: str | None) -> list[str]:
    """The same, parted by words that join as well; a piece without a figure belongs to what stands before it."""
    found: list[str] = []
    for clause in clauses_of(text):
        for piece in _at_joins(clause):
            if found and not any(sign.isdigit() for sign in piece):
                found[-1] = f"{found[-1]} {piece}"
            else:
                found.append(piece)
    return found


def _at_joins(clause: str) -> list[str]:
    pieces: list[list[str]] = [[]]
    for word in clause.split():
        if key(word) in sounds("joins"):
            pieces.append([])
        else:
            pieces[-1].append(word)
    return [" ".join(piece) for piece in pieces if piece]


def left_of(text: str, name: str) -> str:
    """What a clause says beside a name, a sum and the words of writing it down: the goods."""
    known = {key(word) for word in name.split()} | sounds("beside_a_sum") | sounds("joins")
    known |= sounds("khata") | sounds("khata_of_credit")
    words = [POSSESSIVE.sub("", word.strip(",.;")) for word in text.split()]
    names = names_alike(words, name)
    return " ".join(
        word
        for word in words
        if word and not any(sign.isdigit() for sign in word) and key(word) not in known and word not in names
    )


def names_alike(words: Sequence[str], name: str) -> set[str]:
    """The words that sound like a part of a name."""
    return {word for word in words if word and meant(word, [name]).sure}


def said_next(caller: Caller, step: str, **values: str) -> str:
    """The words by which the next step of the same message is read, in the language of who wrote it."""
    written = yaml.safe_load(WORDS.read_text("utf-8"))[step]
    return str(written[caller.writes_in].format(**values))


def says_only(text: str | None) -> bool:
    """Whether it is of those who are named, and of nobody else."""
    return any(key(word) in sounds("only") for word in (text or "").split())


def _day(written: Any) -> date | None:
    return date.fromisoformat(written) if written else None
