"""How alike two names sound, from their phonetic keys: vowels are written any way, consonants seldom change."""

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Indel, Levenshtein

from munshi.catalogue import goods
from munshi.catalogue.endings import same_but_number
from spelling import skeleton

SAME_WORD = 1.0
OTHER_ENDING = 0.97  # anda, ande
MORE_ENDING = 0.95  # mirch, mirchi
SAME_CONSONANTS = 0.86  # chaipatti, chay patti: enough to ask, where there are three or more
BEGINNING_ONLY = 0.85  # soya for soyabean
KEY_WEIGHT = 0.6
FINE_WEIGHT = 0.15
COARSE_WEIGHT = 0.25
OTHER_BEGINNING = 0.85  # people seldom mistake the first sound
SHORTEST = 4  # letters; of a shorter word another sound makes another word, so that it is asked about
SAID_WEIGHT = 0.62  # what was said must be in the name; the name may have more words

_VOWELS = str.maketrans("", "", "aeiouy")
_BREATH = re.compile("(?<=[kgjtdb])h")  # dhaniya, daniya
_SOFT_G = re.compile("g(?=[eiy])")  # Digene, which is written डाइजीन
_EASILY_MISTAKEN = str.maketrans("Smbr", "snvd")


@dataclass(frozen=True)
class Sound:
    """A name as it sounds: the phonetic key of its words, and their consonants run together."""

    key: str
    skeleton: str


def sound(name: str) -> Sound:
    """The name without the filler words that people put in or leave out: *amul ka doodh* is *amul doodh*."""
    words = goods.heard(name)
    return _of_words([word for word in words if word not in goods.joints()] or list(words))


def likeness(said: Sound, listed: Sound) -> float:
    """0 to 100: how surely what was said is what is listed; 100 is the same key, whatever the spaces."""
    if said.key == listed.key:
        return 100.0
    said_words, listed_words = said.key.split(), listed.key.split()
    together = word_likeness("".join(said_words), "".join(listed_words))
    if len(said_words) == len(listed_words) == 1:
        return 100 * together
    by_words = _words_likeness(said_words, listed_words)
    if len(said_words) == len(listed_words) and together < SAME_WORD:
        return 100 * by_words
    return 100 * max(together, by_words)


def bones(key: str) -> str:
    """The consonants of a key, whatever the spaces in it."""
    return skeleton(_soft(key)).replace(" ", "")


def _soft(key: str) -> str:
    """A key with each *g* that English may speak as a *j* written so: Gelusil is जेलुसिल."""
    return _SOFT_G.sub("j", key)


def _of_words(words: list[str]) -> Sound:
    kept = " ".join(words)
    return Sound(kept, bones(kept))


def _words_likeness(said: list[str], listed: list[str]) -> float:
    """Each word has its best counterpart on the other side, and weighs by its length."""
    there = _covered(said, listed)
    missing = _covered(listed, said)
    return SAID_WEIGHT * there + (1 - SAID_WEIGHT) * missing


def _covered(words: list[str], others: list[str]) -> float:
    found = sum(len(word) * max(word_likeness(word, other) for other in others) for word in words)
    return found / sum(map(len, words))


@lru_cache(maxsize=1 << 14)
def word_likeness(word: str, other: str) -> float:
    """0 to 1: how alike two words sound."""
    if word == other:
        return SAME_WORD
    if same_but_number(word, other):
        return OTHER_ENDING if len(word) == len(other) else MORE_ENDING
    if len(word) > 3 and other.startswith(word):
        return BEGINNING_ONLY
    (fine, coarse), (other_fine, other_coarse) = _consonants(word), _consonants(other)
    alike = (
        KEY_WEIGHT * Indel.normalized_similarity(word, other)
        + FINE_WEIGHT * Levenshtein.normalized_similarity(fine, other_fine)
        + COARSE_WEIGHT * Levenshtein.normalized_similarity(coarse, other_coarse)
    )
    if fine == other_fine and len(fine) >= 3:
        return max(alike, SAME_CONSONANTS)
    if min(len(word), len(other)) < SHORTEST:
        alike = min(alike, SAME_CONSONANTS)
    return alike if coarse[:1] == other_coarse[:1] else alike * OTHER_BEGINNING


def begin_alike(word: str, other: str) -> bool:
    """Whether the first sounds of two words can be mistaken for each other; else the words are never alike enough."""
    return _consonants(word)[1][:1] == _consonants(other)[1][:1]


@lru_cache(maxsize=1 << 14)
def _consonants(word: str) -> tuple[str, str]:
    """The consonants of a key one by one, and once more with those that are easily mistaken made one."""
    sounds = _BREATH.sub("", _soft(word).replace("sh", "S").replace("ch", "C"))
    first = "a" if sounds[0] in "aeiou" else sounds[0]
    fine = first + sounds[1:].translate(_VOWELS)
    return fine, fine.translate(_EASILY_MISTAKEN)
