"""`python -m nlu.pages.threshold`: what each `fallback_below` in config.yml would refuse, for who chooses it anew.

The best is the lowest that recognises enough of what wants nothing here, on unseen examples of the pages as well as on
the corpora. It is to be chosen again when examples of `nlu_fallback` come or go, or when features change.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from nlu.intents.classifier import NO_INTENT
from nlu.pages.folders import corpora, pages
from nlu.pages.trial import Example, Trial, examples, fallback_below

THRESHOLDS = tuple(percent / 100 for percent in range(30, 65, 5))
EVERY = 5  # which example of the pages is not learnt but tried
BELOW_ALL = 1e-9  # a threshold that only a message of which nothing is known stays under


class Guess(NamedTuple):
    """What a message means, the best guess, and how sure it is."""

    intent: str
    best: str
    chance: float

    def refused(self, threshold: float) -> bool:
        """Whether nothing is done for it."""
        return self.best == NO_INTENT or self.chance < threshold


class Shares(NamedTuple):
    """In per cent: what wants nothing here and is recognised; good messages that are refused, and understood."""

    recognised: float
    refused: float
    right: float


def shares(guesses: Sequence[Guess], threshold: float) -> Shares:
    """The shares at a threshold, of at least one message of each kind."""
    other = [guess for guess in guesses if guess.intent == NO_INTENT]
    good = [guess for guess in guesses if guess.intent != NO_INTENT]
    return Shares(
        _percent([guess.refused(threshold) for guess in other]),
        _percent([guess.refused(threshold) for guess in good]),
        _percent([guess.best == guess.intent and not guess.refused(threshold) for guess in good]),
    )


def _percent(right: Sequence[bool]) -> float:
    return 100 * sum(right) / len(right)


def report(sets: Mapping[str, Sequence[Guess]], chosen: float) -> Iterator[str]:
    """The lines of the table."""
    yield f"{'':10}" + "".join(f"{name:^36}" for name in sets)
    yield f"{'threshold':10}" + f"{'recognised':>12}{'refused':>12}{'right':>12}" * len(sets)
    for threshold in sorted({*THRESHOLDS, chosen}):
        figures = (share for guesses in sets.values() for share in shares(guesses, threshold))
        mark = "  now" if threshold == chosen else ""
        yield f"{threshold:<10}" + "".join(f"{share:12.1f}" for share in figures) + mark


def main() -> int:
    """Learns from four of five examples and prints the table."""
    root = Path.cwd()
    found = examples(root)
    trial = Trial([each for at, each in enumerate(found) if at % EVERY], BELOW_ALL)
    taught = {page.intent for page in pages(root)}
    said = [
        Example(text, corpus.intent, language)
        for corpus in corpora(root)
        if corpus.intent in taught
        for text, language, _ in corpus.sentences()
    ]
    sets = {"unseen of the pages": found[::EVERY], "corpora": said}
    heard = {name: [_guess(trial, each) for each in each_set] for name, each_set in sets.items()}
    for line in report(heard, fallback_below(root)):
        print(line)
    return 0


def _guess(trial: Trial, said: Example) -> Guess:
    best, chance = trial.rank(said.text)[0]
    return Guess(said.intent, best, chance)


if __name__ == "__main__":
    sys.exit(main())
