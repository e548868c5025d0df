"""Misspells sentences as thumbs on a phone do: always the same way for the same sentence."""

import random
from collections.abc import Callable

from spelling.script import is_devanagari

LIGHT, HEAVY = 0.15, 0.4  # of the words
SHORTEST = 3  # letters of a word that is misspelt
JOINED = 0.3  # of the misspelt words are written together with the next one
ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
NEIGHBOURS = {
    letter: row[max(at - 1, 0) : at] + row[at + 1 : at + 2] for row in ROWS for at, letter in enumerate(row)
}
VOWELS = "aeiou"
SIGNS = "ािीुूेैोौंँ्"  # of Devanagari, which are dropped or taken for each other
ALIKE = {"ि": "ी", "ी": "ि", "ु": "ू", "ू": "ु", "े": "ै", "ै": "े", "ो": "ौ", "ौ": "ो", "ँ": "ं", "ं": "ँ"}


def misspelt(sentence: str, share: float) -> str:
    """The sentence with about this share of its words misspelt, at least one where a word is long enough."""
    chance = random.Random(f"{share}:{sentence}")
    words = sentence.split(" ")
    can = [at for at, word in enumerate(words) if len(word) >= SHORTEST and not any(map(str.isdigit, word))]
    if not can:
        return sentence
    for at in chance.sample(can, max(1, round(share * len(can)))):
        words[at] = _word(words[at], chance)
        if at + 1 < len(words) and not words[at + 1][:1].isdigit() and chance.random() < JOINED * share:
            words[at] += "\0"
    return " ".join(words).replace("\0 ", "").replace("\0", "")


def _word(word: str, chance: random.Random) -> str:
    slips = _DEVANAGARI if any(map(is_devanagari, word)) else _LATIN
    for slip in chance.sample(slips, len(slips)):
        changed = slip(word, chance)
        if changed != word:
            return changed
    return word


def _dropped_vowel(word: str, chance: random.Random) -> str:
    return _without(word, [at for at, letter in enumerate(word) if at and letter in VOWELS], chance)


def _dropped_sign(word: str, chance: random.Random) -> str:
    return _without(word, [at for at, letter in enumerate(word) if letter in SIGNS], chance)


def _without(word: str, places: list[int], chance: random.Random) -> str:
    if not places:
        return word
    at = chance.choice(places)
    return word[:at] + word[at + 1 :]


def _doubled(word: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(word))
    return word[:at] + word[at] + word[at:]


def _swapped(word: str, chance: random.Random) -> str:
    at = chance.randrange(len(word) - 1)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _neighbour(word: str, chance: random.Random) -> str:
    places = [at for at, letter in enumerate(word) if at and letter in NEIGHBOURS]
    if not places:
        return word
    at = chance.choice(places)
    return word[:at] + chance.choice(NEIGHBOURS[word[at]]) + word[at + 1 :]


def _other_sign(word: str, chance: random.Random) -> str:
    places = [at for at, letter in enumerate(word) if letter in ALIKE]
    if not places:
        return word
    at = chance.choice(places)
    return word[:at] + ALIKE[word[at]] + word[at + 1 :]


Slip = Callable[[str, random.Random], str]
_LATIN: tuple[Slip, ...] = (_dropped_vowel, _dropped_vowel, _doubled, _swapped, _neighbour)
_DEVANAGARI: tuple[Slip, ...] = (_dropped_sign, _other_sign, _other_sign, _swapped)
