"""What the people of a run write: orders with a clear yes, and questions between; the seed alone decides."""

import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

FIRST_PHONE = 919200000001  # nobody of the demonstration business
SHARE_WHO_WAIT = 0.5
HOME = "flat 302, Sneh Nagar, 452001"


@dataclass(frozen=True)
class Line:
    """One message: what it puts into the cart, sku and quantity, or whether it says yes to the bill."""

    text: str
    wants: tuple[str, Decimal] | None = None
    confirms: bool = False


@dataclass(frozen=True)
class Person:
    """Who writes these lines; the patient read each answer before they write on."""

    phone: str
    patient: bool
    lines: tuple[Line, ...]


WISHES = (
    Line("6 kilo cheeni bhej do", ("CHEENI-LOOSE", Decimal(6))),
    Line("30 ande bhej dena", ("ANDE", Decimal(30))),
    Line("4 kilo kolam chawal bhej do", ("RICE-KOLAM", Decimal(4))),
    Line("2 kilo chana dal bhej do", ("CHANA-DAL", Decimal(2))),
    Line("3 kilo maida bhej dena", ("MAIDA-LOOSE", Decimal(3))),
    Line("2 kilo rajma bhej do", ("RAJMA-LOOSE", Decimal(2))),
)
CONSENTS = tuple(Line(text, confirms=True) for text in ("haan", "haan ji", "haan kar do"))
QUESTIONS = tuple(
    Line(text)
    for text in (
        "mera order kahan hai",
        "order kahan tak pahuncha",
        "paneer kitne ka hai",
        "cheeni ka kya rate hai",
        "dhanyavaad",
        "namaste bhaiya",
    )
)


def people(seed: int, count: int, messages: int) -> list[Person]:
    """So many people who write so many messages in all, half of them without waiting for answers."""
    chance = random.Random(seed)
    shares = [messages // count + (number < messages % count) for number in range(count)]
    return [
        Person(str(FIRST_PHONE + number), number < count * SHARE_WHO_WAIT, tuple(_lines(chance, share)))
        for number, share in enumerate(shares)
    ]


def _lines(chance: random.Random, count: int) -> list[Line]:
    """A person orders one thing after the other, so that no two open wishes are for the same."""
    wishes = _again_and_again(chance)
    lines: list[Line] = []
    while len(lines) < count:
        if chance.random() < 0.6:
            lines += [next(wishes) for _ in range(chance.choice((1, 1, 2)))]
            lines += [chance.choice(QUESTIONS)] * (chance.random() < 0.2)
            lines.append(chance.choice(CONSENTS))
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
