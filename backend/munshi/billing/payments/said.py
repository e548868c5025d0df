"""What a message says of a payment, as it was read."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from munshi.asking.clauses import clause_at
from munshi.asking.reading import Reading, Sum, SumRole, Value
from munshi.asking.sums import figures, sums_in
from munshi.billing.accounts.khata_words import sounds as of_khatas
from munshi.billing.payments.drafts import MOST_WORDS, Kind, Told
from munshi.billing.payments.rules import Way, seems_a_utr
from munshi.billing.pieces import beside_to_come, coming, is_only_to_come, paid_sums
from munshi.callers import Caller
from munshi.orders.looking import normalised, reference_in
from munshi.undoing.wording import is_by_somebody
from spelling import key

FEW_BEHIND = 2  # words behind a sum that say of it that it comes too: "20 cash bhi"
BESIDE_LIMIT = 2  # words on each side of a sum
FEW_WORDS = 6  # of a question that names nothing
CHEQUE = "(cheque)"  # in the place of how it sounds
WORDS = Path(__file__).with_name("words.yml")
MAY_BE_PAID = (SumRole.PAID, SumRole.WORTH)  # what a sum may seem to be that was paid, where it is asked
PICTURES = ("image", "document")  # what a screenshot comes as
_FIGURES = re.compile(r"\b[A-Z]{0,5}[0-9]{4,}\b", re.IGNORECASE)


@cache
def _words() -> tuple[dict[str, frozenset[str]], frozenset[str]]:
    """The sounds of each way, and of what a bank's reference is called."""
    written = yaml.safe_load(WORDS.read_text("utf-8"))
    ways = {way: frozenset(map(key, words.split())) for way, words in written["ways"].items()}
    ways[Way.CHEQUE] = frozenset({CHEQUE})
    return ways, frozenset(map(key, written["bank_reference"].split()))


@cache
def _rupees() -> frozenset[str]:
    return frozenset(map(key, yaml.safe_load(WORDS.read_text("utf-8"))["rupees"].split()))


def told_of(reading: Reading, kind: Kind, question: str | None = None) -> Told:
    """The message as the draft takes it; a tap names by itself what it is about.

    To `payment_utr` any figures are the answer.
    """
    references = [str(each.value) for each in reading.all("reference")]
    utr = _bank_reference(reading, references, asked=question == "payment_utr")
    money = _of_money(reading, kind, asked=question == "payment_amount")
    paise = reading.first("paise")
    if utr and re.sub(r"\D", "", utr) in {str(each // 100) for each in money}:
        money = [each for each in money if str(each // 100) != re.sub(r"\D", "", utr)]
    named = next((each for each in references if each != utr), None)
    steps = [(each.start, each.end) for each in reading.placed("step_of_order")]
    people = (
        each
        for each in reading.all("person")
        if not any(at <= each.start < end for at, end in steps) and _is_named(reading, each)
    )
    name, phone = next((each.value for each in people), None), reading.first("phone")
    who = phone or name if kind == "record" else name or phone
    return Told(
        kind=kind,
        paise=paise if paise is not None else money[0] if len(money) == 1 else None,
        several=paise is None and len(money) > 1,
        sums=_in_question(reading, kind, money) if paise is None else (),
        back=tuple(each.paise for each in reading.sums_of(SumRole.BACK)) if kind == "report" else (),
        to_come=kind == "report" and not reading.is_tap and is_only_to_come(reading),
        way=_way_of(reading, kind, utr),
        utr=utr,
        named=_ours(named, reading.text),
        of_khata=bool(reading.first("of_khata")),
        screenshot=screenshot_of(reading),
        who=str(who) if who else None,
        name=str(name) if name and who == phone else None,
        payer=reading.first("payer"),
        once_more=bool(reading.first("once_more")),
        words=reading.text[:MOST_WORDS] if reading.text else None,
        on=None if reading.is_tap else _day_of_sum(reading),
        is_sum=paise is not None or _names_rupees(reading.text),
    )


def _day_of_sum(reading: Reading) -> str | None:
    """The one day that is said in the clause of a sum, or where none is: elsewhere it is of something else, as is one
    on which money is to come.
    """
    text, later = reading.text or "", coming(reading)
    clauses = {clause_at(text, each.start) for each in reading.all("money")}
    days = [each for each in reading.all("period") if not clauses or clause_at(text, each.start) in clauses]
    days = [each for each in days if not any(start <= each.start < end for start, end in later)]
    days = [each for each in days if not _is_of_goods(reading, each)]
    found = days[0].value if days else {}
    return str(found["from"]) if found.get("from") and found["from"] == found.get("to") else None


def _is_of_goods(reading: Reading, day: Value) -> bool:
    """Whether a day is of what is paid for: the *Sunday* of *gave 500 for a cake on Sunday*, or of *Sunday ke 500*."""
    text = reading.text or ""
    if holds(" ".join(text[day.end :].split()[:1]), "of_that_day"):
        return True
    ends = [each.end for each in reading.all("money") if each.end <= day.start]
    return bool(ends) and holds(text[max(ends) : day.start], "for_it")


def _of_money(reading: Reading, kind: Kind, *, asked: bool) -> list[int]:
    """The sums; of what a customer tells only those that they have paid. A sum alone is the answer to a question."""
    if kind == "record" or not reading.sums or is_bare(reading):
        text = reading.text or ""
        every = (
            each
            for each in reading.all("money")
            if not (_is_whole(text, each) or _is_a_limit(text, each) or is_missing(text, each.end))
        )
        return [int(each.value["paise"]) for each in every]
    went = paid_sums(reading)
    if not went and asked and len(reading.sums) == 1 and reading.sums[0].role in MAY_BE_PAID:
        return [reading.sums[0].paise]
    return went


def _is_whole(text: str, money: Value) -> bool:
    """Whether another sum is some of this one: the 525 of *525 me se 300*, of *300 out of 525*."""
    before, behind = f" {key(text[: money.start])} ", f" {key(text[money.end :])} "
    some_of = any(behind.startswith(f" {key(word)} ") for word in _pairs("some_of"))
    return some_of or any(before.endswith(f" {key(word)} ") for word in _pairs("out_of"))


def is_missing(text: str, end: int) -> bool:
    """Whether a sum that ends there is what was left out of a payment, and not paid: *10 rupees short*, *50 kam*."""
    behind = [key(word.strip(",.!")) for word in text[end:].split()]
    behind = behind[1:] if behind[:1] and behind[0] in _rupees() else behind
    return bool(behind) and holds(behind[0], "missing")


def _is_a_limit(text: str, money: Value) -> bool:
    """Whether a sum is how much may be bought on khata, and no payment: *limit 2000*, *2000 ki limit*."""
    beside = [*text[: money.start].split()[-BESIDE_LIMIT:], *text[money.end :].split()[:BESIDE_LIMIT]]
    return not {key(word) for word in beside}.isdisjoint(of_khatas("limit"))


def _in_question(reading: Reading, kind: Kind, money: Sequence[int]) -> tuple[int, ...]:
    """The sums of which it is asked which was paid: of what a customer tells those that may be."""
    if len(money) > 1:
        return tuple(money)
    if money or kind == "record":
        return ()
    return tuple(dict.fromkeys(each.paise for each in reading.sums if each.role in MAY_BE_PAID))


def is_bare(reading: Reading) -> bool:
    """Whether nothing is said but sums, and their currency."""
    text = reading.text or ""
    for each in sorted(reading.sums, key=lambda each: -each.start):
        text = text[: each.start] + " " + text[each.end :]
    return {key(word) for word in re.findall(r"\w+", text)} <= _rupees()


def are_joined(reading: Reading, orders: Collection[int] = ()) -> bool:
    """Whether the sums are of payments of their own: joined by a word, or each by another way.

    `orders`: the places of what is no sum, but the number of an order.
    """
    money = [each for each in reading.all("money") if each.start not in orders]
    text = reading.text or ""
    between = [text[one.end or one.start : other.start] for one, other in pairwise(money)]
    if between and all(_joins(each) for each in between):
        return True
    ways = [way_beside(reading, each) for each in money]
    return len(money) > 1 and None not in ways and len(set(ways)) == len(ways)


def _joins(text: str) -> bool:
    spoken = {key(word) for word in text.split()}
    return "+" in text or not spoken.isdisjoint(key(word) for word in _pairs("joins"))


def way_beside(reading: Reading, money: Value | Sum, among: Sequence[Value | Sum] = ()) -> str | None:
    """The way that is named nearest to a sum, none of them nearer to another of those `among` which it is."""
    sums = among or list(reading.all("money"))
    places = [found.start() for found in re.finditer(r"\S+", reading.text or "")]
    spoken = [
        (at, way)
        for at, word in zip(places, _spoken(reading.text), strict=True)
        for way, words in _words()[0].items()
        if word in words
    ]
    own = [
        (abs(at - money.start), way)
        for at, way in spoken
        if min(sums, key=lambda each: abs(at - each.start)) is money
    ]
    return min(own)[1] if own else None


def hands_over(reading: Reading) -> bool:
    """Whether an order was handed over: as the facet says, or in words that give, beside money taken or its way."""
    if "delivered" in reading.sides("step"):
        return True
    text = reading.text or ""
    too = _sounds("likewise")
    spoken = f" {' '.join(word for word in key(text).split() if word not in too)} "  # "de bhi diya"
    gave = any(f" {key(word)} " in spoken for word in _pairs("gave"))
    has_way = told_of(reading, "record").way is not None and not is_by_somebody(
        text
    )  # who *ne* gave has paid
    return gave and (was_taken(text) or has_way)


def was_taken(text: str) -> bool:
    """Whether words say that something was taken, or came."""
    return holds(text, "took")


def holds(text: str, name: str) -> bool:
    """Whether words of a list stand in a text."""
    spoken = f" {key(text)} "
    return any(f" {key(word)} " in spoken for word in _pairs(name))


def how_many(text: str) -> int | None:
    """How many things words like *dono* and *teeno* mean; None where they mean all."""
    spoken = {key(word.strip(",.;!?")) for word in text.split()}
    numbers: dict[int, str] = yaml.safe_load(WORDS.read_text("utf-8"))["as_many"]
    return next((number for number, words in numbers.items() if spoken & set(map(key, words.split()))), None)


def is_another(text: str | None) -> bool:
    """Whether words say that it is a payment beside the one that was spoken of."""
    spoken = f" {key(text or '')} "
    denied = (f"{key(word)} {key('nahi')} " in spoken for word in _pairs("another"))
    return any(f" {key(word)} " in spoken for word in _pairs("another")) and not any(denied)


def comes_too(text: str | None, paise: int) -> bool:
    """Whether a sum is said to be one beside another: *45 bhi upi kiye*."""
    said = text or ""
    behind = (said[end:].split()[:FEW_BEHIND] for _, end, each in sums_in(said) if each == paise)
    return any(key(word) in _sounds("likewise") for words in behind for word in words)


def asks_when(text: str | None) -> bool:
    """Whether few words ask when something comes, and name no sum: *kab tak milega*."""
    few = len((text or "").split()) <= FEW_WORDS and not figures(text)
    return few and holds(text or "", "when") and holds(text or "", "comes")


def came_short(text: str | None) -> bool:
    """Whether words say that another sum came than was said: "500 bola tha 400 hi aaye"."""
    said = text or ""
    return (was_taken(said) or holds(said, "came_in")) and (holds(said, "only") or holds(said, "said_so"))


def begins_with_taking(text: str) -> bool:
    """Whether the first words do."""
    spoken = f"{key(text)} "
    return any(spoken.startswith(f"{key(word)} ") for word in _pairs("took"))


def paid_next(caller: Caller, reading: Reading, order: str) -> str:
    """The words by which the money of an order is read next, which came without a sum."""
    return " ".join(said_next(caller, "paid_for", order=order, way=_way(reading) or "").split())


@cache
def _pairs(name: str) -> tuple[str, ...]:
    written = yaml.safe_load(WORDS.read_text("utf-8"))[name]
    return tuple(word.replace("|", " ") for word in written.split())


def said_next(caller: Caller, step: str, **values: str) -> str:
    """The words by which the next step of the same message is read, in the language of who wrote it."""
    written = yaml.safe_load(WORDS.read_text("utf-8"))[step]
    return str(written[caller.writes_in].format(**values))


def screenshot_of(reading: Reading) -> dict[str, str] | None:
    """The picture that came along, where it is kept."""
    came: dict[str, Any] = reading.attachment or {}
    if came.get("fault") or not came.get("sha256") or came.get("kind") not in PICTURES:
        return None
    return {part: str(came[part]) for part in ("path", "sha256", "mime_type")}


def _bank_reference(reading: Reading, references: list[str], *, asked: bool) -> str | None:
    """A bank's reference, right or wrong: one that looks so, or the figures beside its name."""
    if found := next((each for each in references if seems_a_utr(each)), None):
        return found
    text = reading.text or ""
    figures = _FIGURES.search(text) if asked or names_reference(text) else None
    return figures.group() if figures else None


def names_reference(text: str | None) -> bool:
    """Whether a bank's reference is named as one."""
    return any(key(word.strip(",.;:")) in _words()[1] for word in (text or "").split())


def _names_rupees(text: str | None) -> bool:
    """Whether the figures are said to be rupees."""
    return bool({key(word) for word in re.split(r"[\s0-9,.]+", text or "") if word} & _rupees()) or "₹" in (
        text or ""
    )


def _way_of(reading: Reading, kind: Kind, utr: str | None) -> str | None:
    """By which way it came: as the words say of what was paid, and not of what is to come; a bank knows no cash."""
    went = beside_to_come(reading) if kind == "report" and not reading.is_tap else None
    way = _way(replace(reading, text=went)) if went else _way(reading)
    return Way.UPI if utr and way == Way.CASH else way


def _way(reading: Reading) -> str | None:
    tapped = reading.first("way")
    if tapped in set(Way):
        return str(tapped)
    return next(iter(spoken_ways(reading.text)), None)


def spoken_ways(text: str | None) -> list[str]:
    """The ways of paying that words name and do not refuse, as our list has them: of "cash nahi upi" it is UPI."""
    spoken = _spoken(text)
    named = {word for at, word in enumerate(spoken) if not _is_refused(spoken, at)}
    return [way for way, words in _words()[0].items() if words & named]


def refuses_a_way(text: str | None) -> bool:
    """Whether words say by which way it was not paid."""
    spoken, ways = _spoken(text), frozenset().union(*_words()[0].values())
    return any(word in ways and _is_refused(spoken, at) for at, word in enumerate(spoken))


def led_to(text: str) -> str:
    """The words that stand where it is said to whom something went: *chhotu bhai ko*, *to raju*."""
    words, spoken = text.split(), _spoken(text)
    behind, before = _sounds("given_behind"), _sounds("given_before")
    return " ".join(
        word
        for at, word in enumerate(words)
        if not behind.isdisjoint(spoken[at + 1 : at + 3]) or not before.isdisjoint(spoken[:at][-1:])
    )


def _spoken(text: str | None) -> list[str]:
    """How the words sound; a cheque is known by its spelling, for who checks something sounds the same."""
    words = [word.strip(",.;:!?+।").lower() for word in (text or "").split()]
    sounds = [key(word) for word in words]
    return [
        CHEQUE if _is_cheque(word, "".join(sounds[at + 1 : at + 2])) else sounds[at]
        for at, word in enumerate(words)
    ]


def _is_cheque(word: str, sound_behind: str) -> bool:
    return word in _pairs("cheque") and sound_behind not in _sounds("checks")


def _is_refused(spoken: Sequence[str], at: int) -> bool:
    """Whether a word is refused by what stands next to it."""
    small, behind, before = _sounds("small"), spoken[at + 1 : at + 3], spoken[max(at - 2, 0) : at][::-1]
    return any(
        word in _sounds(name)
        for words, name in ((behind, "refused_behind"), (before, "refused_before"))
        for word in (words if words and words[0] in small else words[:1])
    )


@cache
def _sounds(name: str) -> frozenset[str]:
    return frozenset(map(key, _pairs(name)))


def _is_named(reading: Reading, person: Value) -> bool:
    """Whether who is read as a person stands where the message names people; where it names nobody that is unknown."""
    return not reading.people or any(
        each.start < person.end and person.start < each.end for each in reading.people
    )


def _ours(reference: str | None, text: str | None) -> str | None:
    """An order or a bill by its own name; a bare number is none, it may be anything."""
    found = reference_in(f"{reference or ''} {text or ''}")
    if found:
        return normalised(found.group())
    return reference if reference and "/" in reference else None
