"""By which way words say that something will be paid: *ठीक है नकद दूंगा आकर*, *put it on my khata*. Pure."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import takewhile

from munshi.asking.sums import figures
from munshi.billing.accounts.khata_words import names_a_khata
from munshi.billing.payments.said import spoken_ways
from munshi.billing.pieces import holds
from munshi.orders.kept import Payment
from munshi.orders.messages import Message, Said
from munshi.undoing.wording import asks_why, did_not_pay, disputes, tells_of_paying
from munshi.word_lists import WordLists, plain
from spelling import key

LISTS = WordLists(__file__, "ways_to_pay.yml")
CLAUSE = re.compile(r"([,;।!?\n]|\.(?!\d)|\s(?:and|aur|और)\s)", re.IGNORECASE)
TAG = re.compile(rf"[\s,]+(?:{LISTS.any_of('tags')})\s*\?*\s*$", re.IGNORECASE)  # behind what is told
LONGEST_OF_KHATA = 12  # words
LONGEST, FEWEST = 10, 3  # words of a way that is told, and of what says more beside it
APART = re.compile(r"(?<!\w)(?:google|गूगल|phone|फोन|फ़ोन)\s(?=(?:pay|pe|पे)(?!\w))", re.IGNORECASE)


def way_to_come(text: str) -> Payment | None:
    """The one way by which words say to pay; what is handed over where the goods arrive is cash."""
    said, named = plain(text), _in_one_word(text)
    was_paid = tells_of_paying(text) and not holds(text, "will_pay")
    if LISTS.has(said, "asks") or was_paid or did_not_pay(text):
        return None
    is_refused = LISTS.has(said, "no_khata")
    if not is_refused and (names_a_khata(text) or LISTS.has(said, "credit")):
        return Payment.KHATA if LISTS.has(said, "writes") else None
    ways = [Payment(each) for each in spoken_ways(named) if each in set(Payment)]
    is_to_come = is_refused or holds(text, "will_pay") or LISTS.has(said, "pays")
    if not ways and _is_handed_over(text, said, is_to_come=is_to_come):
        return Payment.CASH
    return ways[0] if len(ways) == 1 and is_to_come else None


def is_by_khata(text: str) -> bool:
    """Whether few words say no more than that it goes on their khata: *payment on khata*, *khate pe hi likho*."""
    said = plain(text)
    asks = LISTS.has(said, "asks") or "?" in text or asks_why(text) or disputes(text)
    if len(said.split()) > LONGEST_OF_KHATA or figures(text) or asks:
        return False
    return any(_goes_on_khata(each) for each in _clauses(text))


def _goes_on_khata(clause: str) -> bool:
    only = LISTS.has(plain(clause), "by_khata") and _sounds_of(clause) <= _of_paying() | _beside_khata()
    return way_to_come(clause) is Payment.KHATA or only


def _is_handed_over(text: str, said: str, *, is_to_come: bool) -> bool:
    """Whether money is given where the goods arrive, or will be where they are fetched."""
    of_money = holds(text, "money_itself")
    there = LISTS.has(said, "pays_there") or (of_money and is_to_come and LISTS.has(said, "there"))
    return there or (of_money and LISTS.has(said, "on_delivery"))


def asks_of_ways(text: str) -> list[Payment]:
    """The ways of which it is asked whether they are taken here: *card chalega?*, *so no card?*."""
    said = plain(text)
    if figures(text) or tells_of_paying(text) or not ("?" in text or LISTS.has(said, "asks_taken")):
        return []
    if not LISTS.has(said, "taken") or LISTS.has(said, "to_pay_by"):
        return []
    if any(says_only_the_way(each) or way_to_come(each) for each in _told(text)):
        return []  # *ok cash then. how long will it take?*
    return [Payment(each) for each in spoken_ways(_in_one_word(text)) if each in set(Payment)]


def says_only_the_way(clause: str) -> bool:
    """Whether nothing is said but by which way it will be paid: "cash hi", "upi se kar dunga"."""
    named = bool(spoken_ways(_in_one_word(clause))) or way_to_come(clause) is not None
    return named and _sounds_of(clause) <= _of_paying()


def with_ways(message: Message) -> Message:
    """The message with the ways to pay that its clauses say, whatever stands beside them, and no note of these."""
    said = message.said or message.text or ""
    clauses = [each for each in _told(said) if not any(_is_goods(line, each) for line in message.lines)]
    paying = {each: way for each in clauses if (way := _way_of(each)) and way is not Payment.KHATA}
    if not paying or message.beside.payments:
        return message
    only = [each for each in paying if says_only_the_way(each)]
    notes = [note for note in message.beside.notes if not _sounds_of(note.text) <= _of_paying()]
    lines = [line for line in message.lines if not _is_of_paying(line)]
    where = message.where
    for each in only:
        where = where.replace(each, "") if where else where
    beside = replace(message.beside, notes=notes, payments=tuple(dict.fromkeys(paying.values())))
    return replace(message, lines=lines, beside=beside, where=where)


def told_beside(text: str, *, named: bool = False) -> tuple[Payment, str, str | None] | None:
    """The one way that clauses tell, these clauses, and what is said beside them: *bill kitna hua? cash dunga*.

    `named`: an order was named beside it, of which a way alone tells as well: *ka bhi upi*; so does one in a clause
    of its own: *ok cash then. how long will it take?*
    """
    said = TAG.sub("", text)
    way_in = _way_of if named or len([*_clauses(said)]) > 1 else way_to_come
    paying = {each: way for each in _told(said) if not figures(each) and (way := way_in(each))}
    if len(set(paying.values())) != 1:
        return None
    told = ", ".join(paying)
    if len(told.split()) > LONGEST:
        return None
    parts = [*CLAUSE.split(said), ""]
    others = [
        f"{part.strip()}{sign.strip() if sign == '?' else ''}"
        for part, sign in zip(parts[::2], parts[1::2], strict=True)
        if part.strip() not in paying and (len(part.split()) >= FEWEST or holds(part, "bill"))
    ]
    if did_not_pay(said) and not others:  # what failed is taken back first
        return None
    return next(iter(paying.values())), told, ", ".join(others) or bill_beside(said)


def paying_beside(text: str) -> str | None:
    """The clauses that tell by which way it will be paid, where more is said: *baaki bhej do, gpay karunga*."""
    told = told_beside(text)
    says_more = told is not None and (told[2] or any(each not in told[1] for each in _clauses(text)))
    return told[1] if told and says_more else None


def without_ways(text: str | None) -> list[str]:
    """The clauses of a message that say more than by which way it is paid."""
    return [each for each in _clauses(text or "") if not says_only_the_way(each)]


def bill_beside(text: str) -> str | None:
    """The words that ask for the bill beside a way to pay, which stands behind them or in a clause of its own."""
    said = (_before_the_way(each) for each in _told(text) if holds(each, "bill"))
    return next((each for each in said if holds(each, "bill")), None)


def _before_the_way(clause: str) -> str:
    words = _in_one_word(clause).split()
    return " ".join(takewhile(lambda word: not spoken_ways(word), words))


def _way_of(clause: str) -> Payment | None:
    if way := way_to_come(clause):
        return way
    ways = [each for each in spoken_ways(_in_one_word(clause)) if each in set(Payment)]
    return Payment(ways[0]) if len(ways) == 1 and says_only_the_way(clause) else None


def _is_of_paying(line: Said) -> bool:
    """Whether what was read as goods without an amount are words of paying."""
    return bool(line.name) and line.quantity is None and _sounds_of(line.name or "") <= _of_paying()


def _is_goods(line: Said, clause: str) -> bool:
    """Whether the way that a clause seems to name is of goods: *2 memory card le lo*."""
    name = line.name or ""
    return bool(name) and name in clause and bool(spoken_ways(name)) and not _is_of_paying(line)


def _told(text: str) -> Iterator[str]:
    """The clauses that are no questions."""
    parts = [*CLAUSE.split(text), ""]
    yield from (
        part.strip()
        for part, sign in zip(parts[::2], parts[1::2], strict=False)
        if part.strip() and sign != "?"
    )


def _clauses(text: str) -> Iterator[str]:
    yield from (part.strip() for part in CLAUSE.split(text)[::2] if part.strip())


def _in_one_word(text: str) -> str:
    """The names of two words as one: *google pay*."""
    return APART.sub(lambda found: found.group().strip(), text)


def _sounds_of(text: str) -> set[str]:
    return set(key(plain(_in_one_word(text).replace("'", ""))).split())


@cache
def _beside_khata() -> frozenset[str]:
    """The sounds of the words with which a khata is said to be the way."""
    return frozenset(key(" ".join([*LISTS.lists["by_khata"], *LISTS.words("beside_khata")])).split())


@cache
def _of_paying() -> frozenset[str]:
    """The sounds of all words with which a way is said."""
    return frozenset(key(" ".join(LISTS.words("words"))).split())
