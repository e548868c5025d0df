"""Text as written → words of one script, and Devanagari → the Latin letters that the rules work on."""

import re
import unicodedata

INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]")
WORD = re.compile(r"\d+|[\u0900-\u0963\u0970-\u097f]+|[^\W\d_\u0900-\u097f]+")

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
NASALS = "ंँ"


def clean(text: str) -> str:
    """The text in NFC without invisible characters and nuktas, in ASCII digits and lower case."""
    text = unicodedata.normalize("NFC", INVISIBLE.sub("", text))
    text = unicodedata.normalize("NFD", text).replace(NUKTA, "")
    return unicodedata.normalize("NFC", text).translate(DIGITS).lower()


def split(text: str) -> list[str]:
    """The words of a cleaned text; digits and letters part, and so do the scripts."""
    return WORD.findall(text)


def is_devanagari(word: str) -> bool:
    """Whether the word is written in Devanagari."""
    return "\u0900" <= word[0] <= "\u097f"


def romanise(word: str) -> str:
    """A Devanagari word letter by letter in Latin, with every inherent *a* but the last."""
    letters: list[str] = []
    open_consonant = False  # the last letter still carries its inherent vowel
    after_vowel = False
    for character in word:
        if character in CONSONANTS:
            letters.append(("a" if open_consonant else "") + CONSONANTS[character])
            open_consonant, after_vowel = True, False
        elif character in SIGNS:
            letters.append(SIGNS[character])
            open_consonant, after_vowel = False, True
        elif character in VOWELS:
            hiatus = "ay" if open_consonant else "y" if after_vowel else ""
            letters.append(hiatus + VOWELS[character])
            open_consonant, after_vowel = False, True
        elif character in NASALS:
            letters.append(("a" if open_consonant else "") + "n")
            open_consonant = after_vowel = False
        elif character == VIRAMA:
            open_consonant = False
    return "".join(letters)


def plain_latin(word: str) -> str:
    """A Latin word without accents; letters of other scripts stay."""
    if word.isascii():
        return word
    parts = unicodedata.normalize("NFKD", word)
    return "".join(part for part in parts if not unicodedata.combining(part)).lower()
