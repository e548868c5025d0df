"""An estimate out of what a technician writes: "labour 500, jar 550, gas 1400". Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

GROUPED = re.compile(r"(?<=\d),(?=\d{2,3}(?!\d))")  # 1,400
THOUSANDS = re.compile(
    r"(\d+(?:\.\d+)?)(?:k\b|\s*(?:haz\w*r|hajar|hajaar|thousand|हज़ार|हजार))", re.IGNORECASE
)
SUMMED = re.compile(r"=")  # "380 + 250 = 630": behind it stands what all of it comes to
PARTED = re.compile(r"[,;\n+&।]|\.\s|\s(?:aur|and|plus|और|प्लस)\s", re.IGNORECASE)
CURRENCY = re.compile(r"₹|\brs\.?|\brupees?\b|\brupaye?\b|रुपये|रुपए|/-", re.IGNORECASE)
ONE = frozenset({"ek", "one", "एक"})
MEASURES = frozenset(
    {"kg", "kgs", "kilo", "gram", "litre", "liter", "ltr", "metre", "meter", "mtr", "metres", "meters", "feet", "foot",
     "किलो", "ग्राम", "लीटर", "मीटर", "फुट"}
)  # fmt: skip
MOST_PIECES = 20
FEW_RUPEES = 4  # a number this small behind what has no price is how many of it
MOST_PAISE = 10_000_000_00


@dataclass(frozen=True)
class Written:
    """A line as it was written: what for, how much, and how many pieces; `measured` where so much was said of it."""

    text: str
    paise: int | None
    quantity: float = 1
    measured: bool = False

    @property
    def counted(self) -> "Written":
        """The same of a part, whose price is known: a small number behind its name is how many, too."""
        if self.paise is None or self.quantity > 1 or not 100 <= self.paise <= MOST_PIECES * 100:
            return self
        return Written(self.text, None, self.paise // 100)

    @property
    def again(self) -> str:
        """The line in words, as it is read."""
        number = f"{self.quantity:g} " if self.quantity != 1 else ""
        return f"{number}{self.text}" if self.paise is None else f"{number}{self.text} {self.paise / 100:g}"

    @property
    def may_be_a_number(self) -> bool:
        """Whether what stands behind its name may as well be how many of it."""
        return self.paise is not None and 0 < self.paise <= FEW_RUPEES * 100


@dataclass(frozen=True)
class Line:
    """A line of an estimate: `labour` or a `part` with its product; what is free costs nothing and is shown so.

    `name` is what the product is called in each language, `order_days` in how many days it comes where it is not here,
    `why` it is free: a `guarantee`, `amc`, or `repeat`.
    """

    kind: str
    text: str
    amount_paise: int
    quantity: float = 1
    sku: str | None = None
    quality: str | None = None
    guarantee_days: int | None = None
    free: bool = False
    name: Mapping[str, str] | None = None
    order_days: int | None = None
    why: str | None = None


def written_in(text: str) -> list[Written]:
    """The lines in a text; one without words is no line."""
    plain = CURRENCY.sub(" ", THOUSANDS.sub(_in_rupees, GROUPED.sub("", text)))
    found, sums = list[Written](), list[float]()
    for line in (line for piece in PARTED.split(plain) for line in _lines(piece.split())):
        if (rupees := _bare_sum(line)) is not None and found and found[-1].paise is None:
            sums.append(rupees)
        else:
            found = _priced(found, sums)
            sums = []
            found.append(line)
    return _priced(found, sums)


def _priced(found: Sequence[Written], sums: Sequence[float]) -> list[Written]:
    """Sums that stand alone behind what has none are of that, each of its own: "card aur belt, 60 aur 180"."""
    unpriced = next((at for at, each in enumerate(reversed(found)) if each.paise is not None), len(found))
    size = min(len(sums), unpriced)
    if not size:
        return list(found)
    pairs = zip(found[-size:], sums[-size:], strict=True)
    return [*found[:-size], *(Written(each.text, _paise(rupees), each.quantity) for each, rupees in pairs)]


def _in_rupees(said: re.Match[str]) -> str:
    """ "2.5 hazar" as 2500."""
    return f"{float(said[1]) * 1000:g}"


def _bare_sum(line: Written) -> float | None:
    """A sum that stands alone behind what has none is of that: "filter set, 690"."""
    rupees = _number(line.text) if line.paise is None else None
    return rupees if rupees is not None and rupees > MOST_PIECES else None


def total(lines: Sequence[Line]) -> int:
    """What the customer pays for all of it, in paise."""
    return sum(line.amount_paise for line in lines if not line.free)


def _lines(words: Sequence[str]) -> Iterator[Written]:
    """Each amount ends a line; where the first stands before the words each begins one. A small one is how many.

    One in words costs nothing and begins another. One of a measure, or with a fraction, stays in the words: "1.5 kg
    gas 3300", "pipe 2 metre 760".
    """
    quantity, said, before = 1, list[str](), None
    for word, behind in pairwise([*words, ""]):
        number = _number(word)
        if number is None or _is_measured(number, behind):
            said.append(word)
        elif said and word.casefold() in ONE:
            yield Written(" ".join(said), None, quantity)
            quantity, said = 1, []
        elif not said and number <= MOST_PIECES:
            quantity = max(1, int(number))
        elif not said:
            before = number
        elif before is not None:
            yield Written(" ".join(said), _paise(before), quantity)
            quantity, said, before = 1, [], number
        else:
            yield Written(" ".join(said), _paise(number), quantity)
            quantity, said = 1, []
    if said and before is None:
        yield _counted(" ".join(said), quantity)
    elif said:
        yield Written(" ".join(said), _paise(before or 0), quantity)
    elif before is not None:
        yield Written(f"{before:g}", None)


def _is_measured(number: float, behind: str) -> bool:
    return number <= MOST_PIECES and (_is_measure(behind) or not number.is_integer())


def _is_measure(word: str) -> bool:
    return word.casefold().strip(".") in MEASURES


def whole(number: float) -> float:
    """A number as it is shown: 2, not 2.0."""
    return int(number) if float(number).is_integer() else number


def _counted(text: str, quantity: int) -> Written:
    """What has no price yet: measures beside its name are how much, "2 metre pipe", "pipe 2 metre", "1.5 kg gas"."""
    said = text.split()
    at = next((at for at, word in enumerate(said[:-1]) if _measures(word, said[at + 1])), None)
    if at is None:
        return Written(text, None, quantity)
    behind = said[at + 1 :]
    name = " ".join([*said[:at], *(behind[1:] if _is_measure(behind[0]) else behind)])
    return (
        Written(name, None, whole(float(said[at])), measured=True) if name else Written(text, None, quantity)
    )


def _measures(word: str, behind: str) -> bool:
    number = _number(word)
    return number is not None and _is_measured(number, behind)


def _paise(rupees: float) -> int:
    return min(round(rupees * 100), MOST_PAISE)


def _number(word: str) -> float | None:
    bare = word.rstrip(".:-")
    if bare.casefold() in ONE:
        return 1.0
    try:
        return float(bare)
    except ValueError:
        return None
