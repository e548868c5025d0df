"""Text as written → words of one script, and Devanagari → the Latin letters that the rules work on."""

import re
import unicodedata

INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]")
WORD = re.compile(r"\d+|[\u0900-\u0963\u0970-\u097f]+|[^\W\d_\u0900-\u097f]+")

APOSTROPHE = re.compile(r"(?<=[^\W\d_])['’](?=[^\W\d_])")

DIGITS = str.maketrans("०१२३४५६७८९", "0123456789")
VIRAMA = "\u094d"
NUKTA = "\u093c"

CONSONANTS = {
    "क": "k", "ख": "kh", "ग": "g", "घ": "gh", "ङ": "n",
    "च": "ch", "छ": "chh", "ज": "j", "झ": "jh", "ञ": "n",
    "ट": "t", "ठ": "th", "ड": "d", "ढ": "dh", "ण": "n",
    "त": "t", "थ": "th", "द": "d", "ध": "dh", "न": "n",
    "प": "p", "फ": "ph", "ब": "b", "भ": "bh", "म": "m",
    "य": "y", "र": "r", "ल": "l", "ळ": "l", "व": "v",
    "श": "sh", "ष": "sh", "स": "s", "ह": "h",
}  # fmt: skip
VOWELS = {
    "अ": "a", "आ": "aa", "इ": "i", "ई": "ii", "उ": "u", "ऊ": "uu", "ऋ": "ri",
    "ए": "e", "ऐ": "ai", "ओ": "o", "औ": "au", "ऑ": "o", "ऍ": "e", "ऎ": "e", "ऒ": "o", "ॲ": "e",
}  # fmt: skip
SIGNS = {
    "ा": "aa", "ि": "i", "ी": "ii", "ु": "u", "ू": "uu", "ृ": "ri",
    "े": "e", "ै": "ai", "ो": "o", "ौ": "au", "ॉ": "o", "ॅ": "e", "ॆ": "e", "ॊ": "o",
}  # fmt: skip
NASALS = {"ं": "n", "ँ": "n"}
WRITTEN_JNA, SPOKEN_GYA = "ज्ञ", "ग्य"
SCHWA = "ə"  # the vowel that a bare consonant carries
GLIDES = ("y", "r", "v")  # after these in a cluster a last inherent vowel is spoken: mitra, rajya


def clean(text: str) -> str:
    """The text in NFC without invisible characters and nuktas, in ASCII digits and lower case."""
    text = unicodedata.normalize("NFC", INVISIBLE.sub("", text))
    text = unicodedata.normalize("NFD", text).replace(NUKTA, "")
    return unicodedata.normalize("NFC", text).translate(DIGITS).lower()


def split(text: str) -> list[str]:
    """The words of a cleaned text; digits and letters part, and so do the scripts; don't is one word."""
    return WORD.findall(APOSTROPHE.sub("", text))


def is_devanagari(word: str) -> bool:
    """Whether the word is written in Devanagari."""
    return "\u0900" <= word[0] <= "\u097f"


def romanise(word: str) -> str:
    """A Devanagari word in Latin letters as it is spoken: without the inherent vowels that are silent."""
    sounds: list[str] = []
    for character in word.replace(WRITTEN_JNA, SPOKEN_GYA):
        last = sounds[-1] if sounds else ""
        if character in CONSONANTS:
            sounds += [CONSONANTS[character], SCHWA]
        elif character in SIGNS and last == SCHWA:
            sounds[-1] = SIGNS[character]
        elif character in VOWELS or character in SIGNS:
            sounds.append(VOWELS.get(character) or SIGNS[character])
        elif character in NASALS:
            sounds.append(NASALS[character])
        elif character == VIRAMA and last == SCHWA:
            sounds.pop()
    return "".join(_spoken(sounds)).replace(SCHWA, "a")


def _spoken(sounds: list[str]) -> list[str]:
    """Drops the inherent vowel at the end and, from there back, between two open syllables."""
    if len(sounds) > 2 and sounds[-1] == SCHWA:
        ends_heavy = sounds[-2] in GLIDES and not _is_vowel(sounds[-3])
        ends_heavy = ends_heavy and sounds[-3:-1] != ["n", "v"]  # paanv, chhaanv
        ends_heavy = ends_heavy or (sounds[-2] == "y" and sounds[-3] in ("i", "ii"))
        sounds = sounds if ends_heavy else sounds[:-1]
    for at in range(len(sounds) - 3, 1, -1):
        before, after, onset = sounds[at - 2], sounds[at + 2], sounds[at + 1]
        if sounds[at] == SCHWA and _is_vowel(before) and _is_vowel(after) and not _is_vowel(onset):
            del sounds[at]
    return sounds


def _is_vowel(sound: str) -> bool:
    return sound[0] in "aeiouə"


def plain_latin(word: str) -> str:
    """A Latin word without accents; letters of other scripts stay, and so does what is no letter."""
    if word.isascii():
        return word
    parts = unicodedata.normalize("NFKD", word)
    plain = "".join(part for part in parts if not unicodedata.combining(part)).lower()
    return plain if plain.isalpha() else word
