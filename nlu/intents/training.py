"""How the intent classifier learns. Running assistants do not import it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

from nlu.intents.classifier import NO_INTENT, IntentModel, place_of_no_intent
from nlu.intents.confidence import UNTAUGHT, Confidence, signs
from nlu.intents.features import Features, features
from nlu.intents.known_words import KnownWords
from nlu.intents.vectors import Floats, Vectoriser

# The layer is a support vector machine. Where there are few samples, it is the mean of that and a logistic regression,
# which ranks better there; of many samples the mean ranks no better and takes six times as long. See docs/bench.md.
MARGIN_STRENGTH = 0.8  # inverse of the regularisation
TOLERANCE = 0.1  # nearer to the best weights nothing is ranked better
MARGIN_SCALE, MARGIN_SHIFT = 4.0, 1.5  # bring its scores to the scale of the logistic regression
STRENGTH = 10.0  # inverse of the regularisation of the logistic regression
# An intent weighs by the root of how many examples it has: alike, the many of what nobody can be helped with would say
# too little, and by their number too much.
BALANCE = 0.5
FOLDS = 5
# Up to here every fold is tried; of more the first says enough, unless whole intents are strangers in it.
FEW_SAMPLES = 2000


def train(texts: Sequence[str], intents: Sequence[str]) -> IntentModel:
    """Learns from examples and the intent of each."""
    samples = [features(text) for text in texts]
    wanted = np.array(intents)
    vectoriser = Vectoriser.learn(samples)
    matrix, _ = vectoriser.matrix(samples)
    words = KnownWords.learn(texts)
    # In a process of its own, not a thread: liblinear has one source of chance for all of a process.
    with ProcessPoolExecutor(1) as apart:
        fitting = apart.submit(_fit, matrix, wanted)
        tried = [_try(texts, samples, wanted, *fold) for fold in _folds(wanted)]
        names, weights, bias = fitting.result()
    confidence = _confidence(tried, place_of_no_intent(names))
    return IntentModel.of(names, words, vectoriser, weights, bias, confidence)


def _fit(matrix: csr_matrix, wanted: NDArray[np.str_]) -> tuple[list[str], Floats, Floats]:
    """The intents, and the weights and bias of each."""
    counts = Counter(wanted.tolist())
    if len(counts) == 1:
        return [str(wanted[0])], np.zeros((matrix.shape[1], 1), np.float32), np.zeros(1, np.float32)
    even = len(wanted) / len(counts)
    balanced = {intent: (even / count) ** BALANCE for intent, count in counts.items()}
    margin = LinearSVC(C=MARGIN_STRENGTH, class_weight=balanced, tol=TOLERANCE, random_state=7)
    margin.fit(matrix, wanted)
    weights, bias = MARGIN_SCALE * margin.coef_, MARGIN_SCALE * margin.intercept_ + MARGIN_SHIFT
    if len(wanted) <= FEW_SAMPLES:
        each = [_fit_one(matrix, wanted == intent, even / counts[intent]) for intent in margin.classes_]
        ones = each[-len(bias) :]  # of two intents the last one
        weights = (weights + np.vstack([one.coef_ for one in ones])) / 2
        bias = (bias + np.concatenate([one.intercept_ for one in ones])) / 2
    if len(counts) == 2:  # of two intents scikit-learn keeps one row
        weights, bias = np.vstack([-weights, weights]), np.concatenate([MARGIN_SHIFT - bias, bias])
    return [str(name) for name in margin.classes_], weights.T.astype(np.float32), bias.astype(np.float32)


def _fit_one(matrix: csr_matrix, meant: NDArray[np.bool_], weight: float) -> LogisticRegression:
    """One intent against all others, a rare one weighs more: scikit-learn does not fit several at once any more."""
    logistic = LogisticRegression(
        C=STRENGTH,
        class_weight={True: weight, False: 1.0},
        solver="liblinear",
        dual=True,
        tol=1e-2,
        random_state=7,
    )
    return logistic.fit(matrix, meant)


Fold = tuple[NDArray[np.bool_], NDArray[np.bool_]]
Tried = tuple[Floats, NDArray[np.bool_], NDArray[np.bool_]]


def _folds(wanted: NDArray[np.str_]) -> Iterator[Fold]:
    """Which samples are learnt and which are strangers; the others are tried.

    Where the data has no examples of messages that want nothing it knows, every fifth intent is such in its fold.
    """
    chance = np.random.default_rng(7)
    part = chance.integers(FOLDS, size=len(wanted))
    names = chance.permutation(np.unique(wanted))
    without_strangers = NO_INTENT in names
    for fold in range(1 if without_strangers and len(wanted) > FEW_SAMPLES else FOLDS):
        out = names[:0] if without_strangers else names[fold::FOLDS]
        stranger = np.isin(wanted, out)
        learnt = (part != fold) & ~stranger
        counts = Counter(wanted[learnt].tolist())
        tested = ~learnt & (stranger | np.isin(wanted, list(counts)))
        if len(counts) > 1 and tested.any():
            yield learnt, stranger


def _try(
    texts: Sequence[str],
    samples: Sequence[Features],
    wanted: NDArray[np.str_],
    learnt: NDArray[np.bool_],
    stranger: NDArray[np.bool_],
) -> Tried:
    """Signs of the samples that were not learnt, whether they were understood, and which are strangers.

    Those that are taken for wanting nothing are left out: they are refused, however sure that is.
    """
    seen = [samples[at] for at in _places(learnt)]
    words = KnownWords.learn(texts[at] for at in _places(learnt))
    unseen = [
        samples[at] if words.know(texts[at]) else features(texts[at], words.as_meant)
        for at in _places(~learnt)
    ]
    vectoriser = Vectoriser.learn(seen)
    names, weights, bias = _fit(vectoriser.matrix(seen)[0], wanted[learnt])
    matrix, known = vectoriser.matrix(unseen)
    scores = np.asarray(matrix @ weights + bias, dtype=np.float32)
    guessed = np.array(names)[scores.argmax(axis=1)]
    nothing = place_of_no_intent(names)
    shown = np.array([signs(row, share, nothing) for row, share in zip(scores, known, strict=True)])
    heard = guessed != NO_INTENT
    return shown[heard], (guessed == wanted[~learnt])[heard], stranger[~learnt][heard]


def _places(chosen: NDArray[np.bool_]) -> list[int]:
    places: list[int] = np.flatnonzero(chosen).tolist()
    return places


def _confidence(tried: Sequence[Tried], nothing: int | None) -> Confidence:
    if not tried:
        return Confidence(UNTAUGHT, nothing)
    shown, right, strangers = (np.concatenate(parts) for parts in zip(*tried, strict=True))
    return Confidence.learn(shown, right, strangers, nothing)
