"""How sure a classifier may be of its best guess: learnt from unseen messages, some of no intent that it knows."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

STRANGERS = (
    0.35  # of all messages: how many want nothing that was taught, where the data has no examples of such
)
UNTAUGHT = (0.6, 0.6, 3.0, 0.1, -3.0)  # where there are too few examples to learn from
CLEAR = 8.0  # a lead over wanting nothing that is no clearer when it is larger
FARTHEST = 30.0


class Confidence:
    """A logistic curve over what the scores of a message look like.

    `nothing` is the place of the intent whose examples want nothing that the bot can do, where there is one.
    """

    def __init__(self, curve: Sequence[float], nothing: int | None = None) -> None:
        self.curve = tuple(float(part) for part in curve)
        self._nothing = nothing

    @classmethod
    def learn(
        cls, signs: Floats, right: NDArray[np.bool_], stranger: NDArray[np.bool_], nothing: int | None
    ) -> Confidence:
        """From the signs of unseen messages, whether the best guess was right, and who is of no known intent."""
        from sklearn.linear_model import LogisticRegression  # 67 MB that a running assistant saves

        if len(set(right.tolist())) < 2:
            return cls(UNTAUGHT, nothing)
        weight = np.ones(len(right))
        if stranger.any() and not stranger.all():
            weight[stranger] = STRANGERS / (1 - STRANGERS) * (~stranger).sum() / stranger.sum()
        fitted = LogisticRegression(C=10.0).fit(signs, right, sample_weight=weight)
        return cls([*fitted.coef_[0], fitted.intercept_[0]], nothing)

    def of(self, scores: Floats, known: float) -> float:
        """The chance that the intent with the highest score is the one meant."""
        *weights, at = self.curve
        for weight, sign in zip(weights, signs(scores, known, self._nothing), strict=True):
            at += weight * sign
        return 1 / (1 + exp(-max(-FARTHEST, min(at, FARTHEST))))

    def spread(self, scores: Floats, known: float) -> Floats:
        """A chance for every intent, in the order of the scores; what is missing to 1 is the chance of none of them."""
        best = self.of(scores, known)
        top = int(scores.argmax())
        ratios = np.exp(scores - scores[top])
        ratios[top] = 0.0
        others = float(ratios.sum())
        chances = ratios * (min(1 - best, best * others) / others) if others else ratios
        chances[top] = best
        return np.asarray(chances, dtype=np.float32)


def signs(scores: Floats, known: float, nothing: int | None) -> list[float]:
    """The highest score, its lead over the second, how much of the text is known, and the lead over wanting nothing."""
    second, first = np.partition(scores, -2)[-2:].tolist() if len(scores) > 1 else (scores[0],) * 2
    wanting = CLEAR if nothing is None else min(first - float(scores[nothing]), CLEAR)
    return [first, first - second, known, wanting]
