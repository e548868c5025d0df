"""What a message says of a sale over the counter."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from munshi import clock
from munshi.asking.reading import Reading, SumRole
from munshi.billing.accounts.khata_words import names_a_khata
from munshi.billing.payments.rules import Way
from munshi.billing.payments.said import spoken_ways
from munshi.callers import Caller
from munshi.orders.counter.coming import Coming
from munshi.orders.counter.drafts import SoldLine
from munshi.orders.kept import Payment
from munshi.undoing.wording import bids_to_write
from munshi.word_lists import WordLists, plain

LISTS = WordLists(__file__, "words.yml")
WALK_IN = "walk_in"  # tapped in place of a customer
BESIDE = 2  # words behind a sum that say what it is
PAID = (Way.CASH, Way.UPI, Way.CARD)  # ways that an order knows too


@dataclass(frozen=True)
class Told:
    """The goods, who is named or tapped, by which way, the sum, the words, and what was tapped.

    `off` was said to be less. `is_walk_in`: it is said that it was sold to nobody known.
    `unread` are amounts of which it is not known what they count. `earlier`: it was on another day. `entry`: a
    helper has told it. `coming`: it is an order, and how that comes.
    """

    lines: tuple[SoldLine, ...] = ()
    who: str | None = None
    phone: str | None = None
    account: int | None = None
    way: str | None = None
    paise: int | None = None
    off: int | None = None
    text: str = ""
    choice: str | None = None
    is_walk_in: bool = False
    unread: tuple[SoldLine, ...] = ()
    earlier: bool = False
    entry: int | None = None
    coming: Coming | None = None


def told_of(caller: Caller, reading: Reading) -> Told:
    """What the words say, or the tap."""
    lines = [each.value for each in reading.all("order_line")]
    choice, account = reading.first("choice"), reading.first("account")
    day, who = reading.first("period") or {}, reading.first("person")
    today = clock.now_in(caller.business.timezone).date().isoformat()
    return Told(
        lines=tuple(_line(each) for each in lines if each.get("name")),
        who=None if who and (_is_beside(who) or _is_of_walk_in(who) or _is_goods(who, lines)) else who,
        phone=reading.first("phone"),
        account=int(account) if account is not None else None,
        way=str(choice) if choice in set(Payment) else _way(reading.text),
        paise=_only(_sums(reading, less=False)),
        off=_only(_sums(reading, less=True)),
        text=reading.text or "",
        choice=str(choice) if choice else None,
        is_walk_in=choice == WALK_IN or LISTS.has(plain(reading.text), "walk_ins"),
        unread=tuple(_line({**each, "name": ""}) for each in lines if not each.get("name")),
        earlier=bool(day.get("from")) and day["from"] != today,
    )


def _line(value: Mapping[str, Any]) -> SoldLine:
    """The goods; where only that they went stands behind a vessel, it names them: *2 jar diye*."""
    name, unit = _name(value["name"]), value.get("unit")
    if unit and _is_beside(name):
        return SoldLine(unit, value.get("quantity"))
    return SoldLine(name, value.get("quantity"), unit, value.get("pack"))


def _name(said: str) -> str:
    """The name without what tells behind it that it was sold, for how much and how: *maggi li*, *maggi beche 130*."""
    words = said.split()
    return " ".join(words[: _end_of_name(words)])


def _end_of_name(words: Sequence[str]) -> int:
    """Before which of the words of a name it is told that it was sold."""
    at = len(words)
    while at > 1 and (_is_beside(words[at - 1]) or (words[at - 1].isdecimal() and _is_beside(words[at - 2]))):
        at -= 1  # a figure right behind goods is of their name: *dolo 650 li*
    return at


def _is_beside(word: str) -> bool:
    words = (*LISTS.words("beside"), *LISTS.words("for_how_much"))
    return plain(word) in words or bool(spoken_ways(word))


def _is_of_walk_in(who: str) -> bool:
    """Whether what is read as a name only says that nobody is known: the *walk* of *a walk-in customer*."""
    phrases = [part for phrase in LISTS.lists["walk_ins"] for part in (phrase, *phrase.split("-"))]
    return plain(who) in phrases


def _is_goods(who: str, lines: Sequence[Mapping[str, Any]]) -> bool:
    """Whether what is read as a name is that of goods beside it: the *sugar* of *cash sale 2 kg sugar*."""
    return any(plain(who) == plain(each.get("name")) for each in lines)


def _sums(reading: Reading, *, less: bool) -> list[int]:
    """The sums that are told of, also behind the goods: those beside a word that says so are less, *10 rs kam kiye*."""
    goods = [(each.start, each.end) for each in reading.all("order_line")]
    money = [(int(each.value["paise"]), each.start, each.end) for each in reading.all("money")]
    told = money or [
        (each.paise, each.start, each.end)
        for each in reading.sums  # however sure: it is held against the shelf and shown
        if each.role in (SumRole.PAID, SumRole.WORTH)
        and not any(start <= each.start < each.end <= end for start, end in goods)
    ]
    found = [paise for paise, *at in told if _is_less(reading.text or "", *at) is less]
    behind = [paise for each in reading.all("order_line") for paise in _behind(each.value)]
    return found if found or told or less else behind


def _is_less(text: str, start: int, end: int) -> bool:
    """Whether what stands right beside a sum says that so much was left off."""
    beside = [*text[:start].split()[-1:], *text[end:].split()[:BESIDE]]
    return start < end and any(plain(each) in LISTS.words("less") for each in beside)


def _only(sums: Sequence[int]) -> int | None:
    """The one sum there is; of several none is known."""
    return sums[0] if len(sums) == 1 else None


def _behind(line: Mapping[str, Any]) -> list[int]:
    """The figures behind what tells that goods were sold, which is for how much: the 420 of *ande bike cash 420*."""
    words = (line.get("name") or "").split()
    return [int(each) * 100 for each in words[_end_of_name(words) :] if each.isdecimal()]


def tells_of_selling(reading: Reading) -> bool:
    """Whether goods were sold by the words, and are ordered by nobody: *counter pe 3 darjan ande bike, cash*."""
    words = plain(reading.text)
    if reading.is_tap or reading.first("order_line") is None:
        return False
    paid_there = LISTS.has(words, "at_counter") and (
        bool(spoken_ways(reading.text)) or LISTS.has(words, "went")
    )
    return LISTS.has(words, "sells") or paid_there


def tells_that_it_went(text: str) -> bool:
    """Whether somebody took goods, by the words, or has them written."""
    return any(plain(each) in LISTS.words("beside") for each in text.split()) or bids_to_write(text)


def is_at_counter(reading: Reading) -> bool:
    """Whether that was over the counter, by the words."""
    return tells_of_selling(reading) and LISTS.has(plain(reading.text), "at_counter")


def _way(text: str | None) -> str | None:
    """The one way by which it was paid; on a khata nothing was. Of several nothing is known."""
    named = [way for way in spoken_ways(text) if way in PAID]
    ways = [*named, *([Payment.KHATA] if names_a_khata(text) else [])]
    return str(ways[0]) if len(ways) == 1 else None
