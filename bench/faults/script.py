"""What the people of a run write, the seed alone decides it: orders with a clear yes, questions, and what they paid.

The managers write what customers took on khata or paid. A customer whose payments they write reports none.
"""

import itertools
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

FIRST_PHONE = 919200000001  # nobody of the demonstration business
OWNER, PACKER = "919299999901", "919299999904"
MANAGERS = ("919299999902", "919299999903")
SHARE_WHO_WAIT = 0.5
SHARE_OF_MANAGERS = 0.04  # of all the messages
SHARE_OF_REPORTS = 0.12  # of what is no order
FIRST_UTR = 498700000001
LEAST_RUPEES = 101  # of what is paid or taken on khata; no sum is said twice, and none is an order's number
HOME = "flat 302, Sneh Nagar, 452001"


@dataclass(frozen=True)
class Said:
    """What a message says of money: `credit` and `record` of a customer, `report` of a UTR, a verdict of a payment."""

    what: str
    of: str
    paise: int = 0


@dataclass(frozen=True)
class Line:
    """One message: what it puts into the cart, sku and quantity, whether it says yes to the bill, or what of money.

    `tapped` is the id of the button that it is a tap on.
    """

    text: str
    wants: tuple[str, Decimal] | None = None
    confirms: bool = False
    money: Said | None = None
    tapped: str | None = None


@dataclass(frozen=True)
class Person:
    """Who writes these lines; the patient read each answer before they write on."""

    phone: str
    patient: bool
    lines: tuple[Line, ...]


WISHES = (  # each is brought by itself; less would be asked of an order that is there
    Line("6 kilo cheeni bhej do", ("CHEENI-LOOSE", Decimal(6))),
    Line("30 ande bhej dena", ("ANDE", Decimal(30))),
    Line("4 kilo kolam chawal bhej do", ("RICE-KOLAM", Decimal(4))),
    Line("3 kilo chana dal bhej do", ("CHANA-DAL", Decimal(3))),
    Line("5 kilo maida bhej dena", ("MAIDA-LOOSE", Decimal(5))),
    Line("2 kilo rajma bhej do", ("RAJMA-LOOSE", Decimal(2))),
)
FIRST_OF_OWNER = Line("namaste")  # who has not written is told by templates alone
CONSENTS = tuple(Line(text, confirms=True) for text in ("haan", "haan ji", "haan kar do"))
# None shows goods: a yes that overtakes its wish would take those, and no bill comes before it is said how much.
QUESTIONS = tuple(
    Line(text)
    for text in (
        "mera order kahan hai",
        "order kahan tak pahuncha",
        "dukaan kitne baje tak khuli hai",
        "delivery ka kitna lagta hai",
        "dhanyavaad",
        "namaste bhaiya",
    )
)


def phones(count: int) -> list[str]:
    """Those of the customers."""
    return [str(FIRST_PHONE + number) for number in range(count)]


def people(seed: int, count: int, messages: int) -> list[Person]:
    """So many customers, half of them without waiting for answers, and the managers; so many messages in all."""
    chance = random.Random(seed)
    ours = round(messages * SHARE_OF_MANAGERS)
    messages -= ours
    shares = [messages // count + (number < messages % count) for number in range(count)]
    reports = map(_report, itertools.count())
    customers = [
        Person(
            phone,
            number < count * SHARE_WHO_WAIT,
            tuple(_lines(chance, share, None if number % 2 else reports)),
        )
        for number, (phone, share) in enumerate(zip(phones(count), shares, strict=True))
    ]
    return [*customers, *_managers(chance, ours, phones(count)[1::2])]


def _report(number: int) -> Line:
    rupees, utr = LEAST_RUPEES + number, str(FIRST_UTR + number)
    return Line(f"phonepe se {rupees} bhej diye, UTR {utr}", money=Said("report", utr, rupees * 100))


def _managers(chance: random.Random, messages: int, customers: Sequence[str]) -> Iterator[Person]:
    """What was taken on khata or paid, written by those who see to it, each in their turn."""
    lines = [
        _written(("credit", "record")[number % 2], chance.choice(customers), LEAST_RUPEES + number)
        for number in range(messages)
    ]
    for place, phone in enumerate(MANAGERS):
        yield Person(phone, True, tuple(lines[place :: len(MANAGERS)]))


def _written(what: str, customer: str, rupees: int) -> Line:
    called = customer.removeprefix("91")
    text = f"{called} ke khate me {rupees} likho" if what == "credit" else f"{called} ne {rupees} cash diye"
    return Line(text, money=Said(what, customer, rupees * 100))


def _lines(chance: random.Random, count: int, reports: Iterator[Line] | None) -> list[Line]:
    """A person orders one thing after the other, so that no two open wishes are for the same."""
    wishes = _again_and_again(chance)
    lines: list[Line] = []
    while len(lines) < count:
        if chance.random() < 0.6:
            lines += [next(wishes) for _ in range(chance.choice((1, 1, 2)))]
            lines += [chance.choice(QUESTIONS)] * (chance.random() < 0.2)
            lines.append(chance.choice(CONSENTS))
        elif reports and chance.random() < SHARE_OF_REPORTS:
            lines.append(next(reports))
        else:
            lines.append(chance.choice(QUESTIONS))
    return lines[:count]


def _again_and_again(chance: random.Random) -> Iterator[Line]:
    """The wishes in an order of their own; the first says where the person lives, which holds from then on."""
    row = chance.sample(WISHES, len(WISHES))
    yield replace(row[0], text=f"{row[0].text}, {HOME}")
    yield from row[1:]
    while True:
        yield from row


def orders(lines: Iterable[Line]) -> list[tuple[int, Mapping[str, Decimal]]]:
    """What one person has ordered who wrote these lines in this order: at which line, and the quantity of each sku."""
    placed: list[tuple[int, Mapping[str, Decimal]]] = []
    cart: dict[str, Decimal] = {}
    for place, line in enumerate(lines):
        if line.wants:
            sku, quantity = line.wants
            cart[sku] = cart.get(sku, Decimal(0)) + quantity
        elif line.confirms and cart:
            placed.append((place, cart))
            cart = {}
    return placed
