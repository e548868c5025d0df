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


# What English writes and nobody says, and how its endings are spoken.
ENGLISH_RULES = _rules(
    (r"eigh", "e"),
    (r"igh(?=[ts]|$)", "ai"),
    (r"[ao]ugh(?=t)", "o"),
    (r"ow(?![aeiouy])", "o"),
    (r"oa", "o"),
    (r"[wv]h(?=[aeiou])", "v"),
    (r"ce(s?)$", r"s\1"),
    (r"ture(s?)$", r"char\1"),
    (r"tion(?=s?$|al)", "San"),
    (r"(?<=.)s?sion(?=s?$|al)", "San"),
    (r"(?<=[bp])le(s?)$", r"al\1"),
)
# One capital stands for one sound of two letters (C = ch, S = sh) until the end.
CONSONANT_RULES = _rules(
    (r"tch|c+h+", "C"),
    (r"^k+sh+|^x(?=[aeiou])", "S"),
    (r"^jn", "gy"),
    (r"ks+h+|x", "ks"),
    (r"s+h+", "S"),
    (r"p+h+|ff+", "f"),
    (r"qu(?=[aeio])", "kv"),
    (r"ck|q", "k"),
    (r"c(?=[eiy])", "s"),
    (r"c", "k"),
    (r"z", "j"),
    (r"w", "v"),
    (r"([kgjtdb])+(?=\1h)|(?<=[kgjtdb]h)h+", ""),
    (r"([^aeiou])\1+", r"\1"),
    (r"n(?=[pb])", "m"),
    (r"m(?=[vS])", "n"),
)
VOWEL_RULES = _rules(
    (r"iy$", "ia"),
    (r"a{2,}", "a"),
    (r"e{2,}|i{2,}|ea(?=[^aeiouy])", "i"),
    (r"o{2,}|u{2,}", "u"),
    (r"(?<=[^aeiou])y(?![aeiou])", "i"),
    (r"(?<=^[^aeiou])iya(?=[^aeiou])", "ya"),
    (r"eya(?=r)", "e"),
    (r"(?<=[aou])y(?=[ie])|(?<=[ie])y(?=[aeiou])", ""),
    (r"(?:ai|ei)(?=[^aeiou])|[ae]y(?![aeiou])", "e"),
    (r"au|ou", "o"),
    (r"eh", "ah"),
    (r"(?<=ah)e(?=[^aeiou])", ""),
    (r"([aeiou])\1+", r"\1"),
    (r"(?<=nd)ra$", "r"),
    (r"(?<=[^aeiou])ru(?=[^aeiou])", "ri"),
    (r"(?<=[aeiou])([^aeiou]+)er(?=[^aeiou])", r"\1ar"),
    (r"(?<=[aeiou])([^aeiou]+)[eo]([rl]s?)$", r"\1a\2"),
)
FIRST_VOWEL = re.compile(r"[^aeiou]*[aeiou]")
INNER_A = re.compile(r"(?<=[^aeiou])a(?=[^aeiou])")
INNER_VOWELS = re.compile(r"(?<=.)[aeiouy]")
BREATH = re.compile(r"(?<=[kgjtdb])h")


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
    for pattern, to in (*ENGLISH_RULES, *CONSONANT_RULES, *VOWEL_RULES):
        word = pattern.sub(to, word)
    return _drop_inner_a(word).replace("C", "ch").replace("S", "sh")


def _drop_inner_a(word: str) -> str:
    """Drops every *a* between consonants after the first vowel: chaawal, chawal, chaval, chawl."""
    first = FIRST_VOWEL.match(word)
    if not first:
        return word
    return word[: first.end()] + INNER_A.sub("", word[first.end() - 1 :])[1:]


@lru_cache(maxsize=CACHED_WORDS)
def _bones(word: str) -> str:
    """The consonants without the breath that people leave out: bhej, bej; but *ch* and *sh* are other sounds."""
    return re.sub(r"(.)\1+", r"\1", BREATH.sub("", INNER_VOWELS.sub("", word))) if word else word
