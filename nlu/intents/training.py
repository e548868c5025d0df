"""How the intent classifier learns. Running assistants do not import it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from engine.model.cache import Cache
from nlu.intents.classifier import NO_INTENT, IntentModel, place_of_no_intent
from nlu.intents.coding import Coded, Coding
from nlu.intents.confidence import UNTAUGHT, Confidence, signs
from nlu.intents.known_words import KnownWords
from nlu.intents.layer import FEW_SAMPLES, Layer, fit
from nlu.intents.samples import Sample, as_meant, samples
from nlu.intents.vectors import Floats, Vectoriser

FOLDS = 5
PROCESSES = 2
READING, LEARNING = "reading the examples", "learning the intents"
READ, TRIED = 0.3, 0.9  # how far it has come once the examples are read, and once a fold was tried

Told = Callable[[float, str], None]
Fold = tuple[NDArray[np.bool_], NDArray[np.bool_]]
Tried = tuple[Floats, NDArray[np.bool_], NDArray[np.bool_]]


class Taught(NamedTuple):
    """What is learnt from: the texts, what is seen of each, by numbers too, and the intents."""

    texts: Sequence[str]
    samples: Sequence[Sample]
    coding: Coding
    coded: Coded
    wanted: NDArray[np.str_]


def nobody(share: float, what: str) -> None:
    """Is told how far it has come, and what comes now."""


def train(
    texts: Sequence[str], intents: Sequence[str], cache: Cache | None = None, told: Told = nobody
) -> IntentModel:
    """Learns from examples and the intent of each. With a cache comes the same as without, sooner."""
    with _processes(len(texts)) as pool:
        told(0.0, READING)
        read = samples(texts, pool, cache, lambda share: told(READ * share, READING))
    coding = Coding()
    taught = Taught(texts, read, coding, coding.code([each.features for each in read]), np.array(intents))
    # In a process of its own, not a thread: liblinear has one source of chance for all of a process.
    with _processes(len(texts), taught) as pool:
        learning = pool.submit(_learn, cache)
        told(READ, LEARNING)
        tried = [_try(taught, pool, cache, *fold) for fold in _folds(taught.wanted)]
        told(TRIED, LEARNING)
        words = KnownWords.count(sample.spoken for sample in read)
        names, idf, layer = learning.result()
    confidence = _confidence(tried, place_of_no_intent(layer.intents))
    vectoriser = Vectoriser(names, idf)  # anew: by what it finds a name differs from process to process
    return IntentModel.of(layer.intents, words, vectoriser, layer.weights, layer.bias, confidence)


_taught: Taught | None = None  # what the process that learns from everything was given when it began


def _processes(samples: int, taught: Taught | None = None) -> Executor:
    """Processes that begin with what is taught; for few samples one after the other is done sooner."""
    if samples <= FEW_SAMPLES:
        return ThreadPoolExecutor(1, initializer=_begin, initargs=(taught,))
    return ProcessPoolExecutor(PROCESSES, initializer=_begin, initargs=(taught,))


def _begin(taught: Taught | None) -> None:
    global _taught
    _taught = taught


def _learn(cache: Cache | None) -> tuple[list[str], Floats, Layer]:
    """Learns from everything: the features, how rare each is, and the layer over them."""
    assert _taught is not None
    vectoriser = Vectoriser.count(_taught.coded)
    layer = fit(vectoriser.vectors(_taught.coded)[0], _taught.wanted, cache)
    return vectoriser.names, vectoriser.idf, layer


def _folds(wanted: NDArray[np.str_]) -> Iterator[Fold]:
    """Which samples are learnt and which are strangers; the others are tried.

    Where the data has no examples of messages that want nothing it knows, every fifth intent is such in its fold.
    """
    chance = np.random.default_rng(7)
    part = chance.integers(FOLDS, size=len(wanted))
    names = chance.permutation(np.unique(wanted))
    without_strangers = NO_INTENT in names
    # Of many samples the first fold says enough, unless whole intents are strangers in it.
    for fold in range(1 if without_strangers and len(wanted) > FEW_SAMPLES else FOLDS):
        out = names[:0] if without_strangers else names[fold::FOLDS]
        stranger = np.isin(wanted, out)
        learnt = (part != fold) & ~stranger
        counts = Counter(wanted[learnt].tolist())
        tested = ~learnt & (stranger | np.isin(wanted, list(counts)))
        if len(counts) > 1 and tested.any():
            yield learnt, stranger


def _try(
    taught: Taught,
    pool: Executor,
    cache: Cache | None,
    learnt: NDArray[np.bool_],
    stranger: NDArray[np.bool_],
) -> Tried:
    """Signs of the samples that were not learnt, whether they were understood, and which are strangers.

    Those that are taken for wanting nothing are left out: they are refused, however sure that is.
    """
    words = KnownWords.count(taught.samples[at].spoken for at in _places(learnt))
    unseen = {at: taught.samples[at].features for at in _places(~learnt)}
    unknown = [at for at in unseen if not words.know(taught.samples[at].spoken)]
    unseen |= dict(zip(unknown, as_meant([taught.texts[at] for at in unknown], words, pool), strict=True))
    seen = taught.coded.only(learnt)
    vectoriser = Vectoriser.count(seen)
    layer = fit(vectoriser.vectors(seen)[0], taught.wanted[learnt], cache)
    matrix, known = vectoriser.vectors(taught.coding.code(list(unseen.values())))
    scores = np.asarray(matrix @ layer.weights + layer.bias, dtype=np.float32)
    guessed = np.array(layer.intents)[scores.argmax(axis=1)]
    nothing = place_of_no_intent(layer.intents)
    shown = np.array([signs(row, share, nothing) for row, share in zip(scores, known, strict=True)])
    heard = guessed != NO_INTENT
    return shown[heard], (guessed == taught.wanted[~learnt])[heard], stranger[~learnt][heard]


def _places(chosen: NDArray[np.bool_]) -> list[int]:
    places: list[int] = np.flatnonzero(chosen).tolist()
    return places


def _confidence(tried: Sequence[Tried], nothing: int | None) -> Confidence:
    if not tried:
        return Confidence(UNTAUGHT, nothing)
    shown, right, strangers = (np.concatenate(parts) for parts in zip(*tried, strict=True))
    return Confidence.learn(shown, right, strangers, nothing)
