"""The examples as the classifier sees them: read by several processes at once, and kept for the next training."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from itertools import batched
from typing import NamedTuple

from engine.model import fingerprints
from engine.model.cache import Cache
from nlu.intents.features import Features, features
from nlu.intents.known_words import KnownWords, Spoken, spoken
from nlu.words.reading import read

KIND = "samples"
BATCH = 500  # examples that a process reads at a time

Told = Callable[[float], None]


class Sample(NamedTuple):
    """An example: its features, and its words with how they sound."""

    features: Features
    spoken: Spoken


def samples(texts: Sequence[str], pool: Executor, cache: Cache | None, told: Told) -> list[Sample]:
    """A sample of each text. `told` hears how much of them has been read."""
    key = fingerprints.of_code("nlu/intents/samples.py")
    known = _kept(cache, key)
    new = [text for text in dict.fromkeys(texts) if text not in known]
    known |= dict(zip(new, _in_parts(_read, new, pool, told), strict=True))
    if new and cache:
        cache.put(KIND, key, _written({text: known[text] for text in texts}))
    return [known[text] for text in texts]


def as_meant(texts: Sequence[str], words: KnownWords, pool: Executor) -> list[Features]:
    """The features of texts in which the words that were probably meant stand for those that are unknown."""
    return list(_in_parts(_Meant(words.counts, words.sounds), texts, pool))


def _read(texts: Sequence[str]) -> list[Sample]:
    return [Sample(features(text), spoken(read(text))) for text in texts]


@dataclass(frozen=True)
class _Meant:
    """Reads texts as somebody who knows these words."""

    counts: Mapping[str, int]
    sounds: Mapping[str, str]

    def __call__(self, texts: Sequence[str]) -> list[Features]:
        words = KnownWords(self.counts, self.sounds)
        return [features(text, words.as_meant) for text in texts]


def _in_parts[T](
    work: Callable[[Sequence[str]], list[T]], texts: Sequence[str], pool: Executor, told: Told | None = None
) -> Iterator[T]:
    """What comes of the work on all texts, in their order."""
    done = 0
    for part in pool.map(work, batched(texts, BATCH)):
        yield from part
        done += len(part)
        if told:
            told(done / len(texts))


def _kept(cache: Cache | None, key: str) -> dict[str, Sample]:
    content = cache.get(KIND, key) if cache else None
    return {text: _sample(*parts) for text, parts in json.loads(content).items()} if content else {}


def _sample(words: list[list[str]], together: list[str], said: list[list[str]]) -> Sample:
    return Sample(Features([(plain, key) for plain, key in words], together), [(a, b) for a, b in said])


def _written(known: Mapping[str, Sample]) -> bytes:
    told = {text: (each.features.words, each.features.together, each.spoken) for text, each in known.items()}
    return json.dumps(told, ensure_ascii=False).encode("utf-8", "surrogatepass")
