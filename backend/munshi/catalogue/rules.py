"""When a name means a product for sure, when it is asked, and when it is unknown."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

EXACT = 100.0
DOUBTFUL = 83.0
CONTENDS = 6.0  # per cent of what was said that another may have less and still be meant
MOST_LOST = 0.6  # of what was said; more than this, and nothing of it is here

BARS_FOR_SURE = ((500, 88.0), (5_000, 90.0), (20_000, 92.0))
HIGHEST_BAR = 94.0

HEAD = 8  # of listings.Place: what a name is called after


class Kind(StrEnum):
    """How well a name was understood."""

    SURE = "sure"
    DOUBTFUL = "doubtful"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Fit:
    """How one product fits what was said.

    - `score`: 0 to 100, how surely the words that were found are its own
    - `covered`, `lost`: the weight of the words that it has, and of those that speak against it; `portion`: how much of
      the first is of half or full, which name nothing
    - `place`: what the most telling word does in its name, as in `listings.Place`
    - `whole`: nothing of its name is unsaid but brand and size; `missing`: how many words are; `exact`: called just so
    - `headed`: it has the goods that were named last, which the words before only describe
    - `enough`: what was said can name it at all
    - `core`: what it is called without brand and size; of one core one is shown before a second
    - `used`: the words that it has; `turn`: its turn among those that fit as well
    """

    key: str
    score: float
    covered: float = 1.0
    lost: float = 0.0
    portion: float = 0.0
    place: int = HEAD
    whole: bool = False
    missing: int = 0
    enough: bool = True
    exact: bool = False
    headed: bool = True
    core: str = ""
    used: frozenset[int] = field(default_factory=frozenset)
    turn: tuple[int, bool, int] = (0, False, 0)

    def likelihood(self, of_its_core: int = 0) -> tuple[object, ...]:
        """Sorts the likeliest first; of a core of which there is most, most is sold."""
        fitting = (not self.exact, not self.whole, -round(self.covered, 1), self.lost, -self.place)
        most = 0 if self.exact or self.whole else of_its_core
        return (*fitting, -most, self.missing, -self.score, *self.turn)


def bar_for_sure(products: int) -> float:
    """The score that is sure enough: the more there is on the shelves, the more names sound alike."""
    return next((bar for most, bar in BARS_FOR_SURE if products <= most), HIGHEST_BAR)


def verdict(fits: Sequence[Fit], products: int) -> tuple[Kind, list[Fit]]:
    """What was said means, on a shelf of so many products, and which of them may be meant, the likeliest first."""
    meant = _each_core_first(likeliest_first(_meant(fits)))
    if not meant:
        return Kind.UNKNOWN, []
    sure = len(meant) == 1 and _is_sure(meant[0], products)
    return Kind.SURE if sure else Kind.DOUBTFUL, meant


def likeliest_first(fits: Iterable[Fit]) -> list[Fit]:
    """The fits in the order in which they are shown."""
    several = list(fits)
    cores = Counter(fit.core for fit in several if fit.core)
    return sorted(several, key=lambda fit: fit.likelihood(cores[fit.core]))


def _each_core_first(fits: Sequence[Fit]) -> list[Fit]:
    """Cumin seeds after one cumin powder, not after all sizes and brands of it."""
    counted: Counter[str] = Counter()
    rounds: list[tuple[int, Fit]] = []
    for fit in fits:
        rounds.append((counted[fit.core] if fit.core and not fit.exact else 0, fit))
        counted[fit.core] += 1
    return [fit for _, fit in sorted(rounds, key=lambda each: each[0])]


def _is_sure(fit: Fit, products: int) -> bool:
    """Called just so in a catalogue of any size; otherwise named well enough, and nothing speaks against it."""
    if fit.exact or fit.lost:
        return not fit.lost
    return fit.enough and fit.score >= bar_for_sure(products)


def contends_from(fit: Fit) -> float:
    """How much of what was said another must have at least, to be meant beside this one."""
    return _least_beside(fit) if fit.headed and _is_likely(fit) else 0.0


def _least_beside(fit: Fit) -> float:
    return fit.covered * (1 - CONTENDS / 100)


def _is_likely(fit: Fit) -> bool:
    return fit.score >= DOUBTFUL and fit.lost <= MOST_LOST * (fit.covered - fit.portion + fit.lost)


def _meant(fits: Sequence[Fit]) -> list[Fit]:
    """Those that have as much of what was said as any, with as little against them."""
    likely = [fit for fit in fits if _is_likely(fit)]
    if not likely:
        return []
    if any(fit.headed for fit in likely):
        likely = [fit for fit in likely if fit.headed]
    least = max(_least_beside(fit) for fit in likely)
    likely = [fit for fit in likely if fit.covered >= least]
    if any(fit.exact for fit in likely):
        return [fit for fit in likely if fit.exact or (fit.whole and not fit.lost)]
    return _by_place(likely)


def _by_place(likely: Sequence[Fit]) -> list[Fit]:
    """What is called after the word before what only has it: butter is no butter naan where there is butter."""
    heads = [fit for fit in likely if fit.place >= HEAD]
    named = any(fit.whole for fit in heads) or len(heads) > 2
    return heads if named else list(likely)
