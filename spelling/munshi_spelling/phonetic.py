"""The phonetic rules: what people write differently and say alike gets one key."""

import re
from functools import lru_cache

from munshi_spelling.exact import EXACT
from munshi_spelling.loanwords import LOANWORDS
from munshi_spelling.script import clean, is_devanagari, plain_latin, romanise, split

CACHED_WORDS = 1 << 16
LONGEST_WORD = 60  # letters; what is longer is no word

Rule = tuple[re.Pattern[str], str]


def _rules(*pairs: tuple[str, str]) -> tuple[Rule, ...]:
    return tuple((re.compile(pattern), to) for pattern, to in pairs)


# One capital stands for one sound of two letters (C = ch, S = sh) until the end.
CONSONANT_RULES = _rules(
    (r"tch|c+h+", "C"),
    (r"tion\b", "San"),
    (r"(?<=.)ssion\b|(?<=.)sion\b", "San"),
    (r"ks+h+|x", "ks"),
    (r"s+h+", "S"),
    (r"p+h+|ff+", "f"),
    (r"ck|q+u?(?=[aeiou])|q", "k"),
    (r"c(?=[eiy])", "s"),
    (r"c", "k"),
    (r"z", "j"),
    (r"w", "v"),
    (r"([kgjtdb])h+", r"\1"),
    (r"([^aeiou])\1+", r"\1"),
    (r"n(?=[pb])", "m"),
)
VOWEL_RULES = _rules(
    (r"a{2,}", "a"),
    (r"e{2,}|i{2,}|ea(?=[^aeiouy])", "i"),
    (r"o{2,}|u{2,}", "u"),
    (r"(?<=[^aeiou])y(?![aeiou])", "i"),
    (r"(?<=^[^aeiou])iya(?=[^aeiou])", "ya"),
    (r"(?<=[aou])y(?=[ie])|(?<=[ie])y(?=[aeiou])", ""),
    (r"uv(?=[ae])", "u"),
    (r"ai|ei|[ae]y(?![aeiou])", "e"),
    (r"au|ou", "o"),
    (r"eh", "ah"),
    (r"([aeiou])\1+", r"\1"),
    (r"(?<=[aeiou])([^aeiou]+)[eo]([rl])$", r"\1a\2"),
)
FIRST_VOWEL = re.compile(r"[^aeiou]*[aeiou]")
INNER_VOWELS = re.compile(r"(?<=.)[aeiouy]")


def words(text: str) -> list[str]:
    """The words of a text, cleaned, in the order written."""
    return split(clean(text))


def key(text: str) -> str:
    """The phonetic keys of the words of a text, separated by spaces; idempotent."""
    return " ".join([word_key(word) for word in words(text)])


def skeleton(text: str) -> str:
    """The keys of a text without their vowels, for words written with vowels left out."""
    return " ".join([_bones(word_key(word)) for word in words(text)])


@lru_cache(maxsize=CACHED_WORDS)
def word_key(word: str) -> str:
    """The key of one cleaned word."""
    if word[0].isdigit():
        return word
    word = word[:LONGEST_WORD]
    if word in EXACT:
        return EXACT[word]
    spelt = romanise(word) if is_devanagari(word) else plain_latin(word)
    return _settle(spelt)


def _settle(word: str) -> str:
    """Applies the rules until they change nothing more."""
    for _ in range(8):
        before = word
        word = EXACT.get(word) or _sound(LOANWORDS.get(word, word))
        if word == before:
            break
    return word


def _sound(word: str) -> str:
    for pattern, to in CONSONANT_RULES:
        word = pattern.sub(to, word)
    for pattern, to in VOWEL_RULES:
        word = pattern.sub(to, word)
    word = _drop_inner_a(word)
    return word.replace("C", "ch").replace("S", "sh")


def _drop_inner_a(word: str) -> str:
    """Drops every *a* after the first vowel but one at the end: chaawal, chawal, chaval, chawl."""
    first = FIRST_VOWEL.match(word)
    if not first:
        return word
    return first.group() + word[first.end() : -1].replace("a", "") + word[first.end() :][-1:]


@lru_cache(maxsize=CACHED_WORDS)
def _bones(word: str) -> str:
    return re.sub(r"(.)\1+", r"\1", INNER_VOWELS.sub("", word)) if word else word
