"""The phonetic rules: what people write differently and say alike gets one key."""

import re

from spelling.exact import EXACT
from spelling.loanwords import LOANWORDS
from spelling.script import is_devanagari, plain_latin, romanise

LONGEST_WORD = 60  # letters; what is longer is no word
MOST_ROUNDS = 12


class Rules:
    """Patterns and what stands in their place, one after the other."""

    def __init__(self, *pairs: tuple[str, str]) -> None:
        self._pairs = [(re.compile(pattern), to) for pattern, to in pairs]
        # Most words have none of the patterns, which one look tells.
        self._any = re.compile("|".join(f"(?:{pattern})" for pattern, _ in pairs))

    def apply(self, word: str) -> str:
        """The word as it is after all of them."""
        if not self._any.search(word):
            return word
        for pattern, to in self._pairs:
            word = pattern.sub(to, word)
        return word


# What English writes and nobody says, and how its endings are spoken.
ENGLISH_RULES = Rules(
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
    (r"(?<=t)ech$", "ek"),
    (r"^u(?=ltra|mbr)", "a"),
)
# One capital stands for one sound of two letters (C = ch, S = sh) until the end.
CONSONANT_RULES = Rules(
    (r"tch|c+h+", "C"),
    (r"^k+sh+|^x(?=[aeiou])", "S"),
    (r"ks+h+|x", "ks"),
    (r"s+h+", "S"),
    (r"p+h+|ff+", "f"),
    (r"qu(?=[aeio])", "kv"),
    (r"ck|q", "k"),
    (r"c(?=[eiy])", "s"),
    (r"c", "k"),
    (r"z", "j"),
    (r"w", "v"),
    (r"(?P<stop>[kgjtdb])+(?=(?P=stop)h)|(?<=[kgjtdb]h)h+", ""),
    (r"(?P<consonant>[^aeiou])(?P=consonant)+", r"\1"),
    (r"n(?=[pb])", "m"),
    (r"m(?=[vS])", "n"),
)
VOWEL_RULES = Rules(
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
    (r"(?P<vowel>[aeiou])(?P=vowel)+", r"\1"),
    (r"(?<=nd)ra$", "r"),
    (r"(?<=[^aeiou])ru(?=[^aeiou])", "ri"),
    (r"(?<=[aeiou])([^aeiou]+)er(?=[^aeiou])", r"\1ar"),
    (r"(?<=[aeiou])([^aeiou]+)[eo]([rl]s?)$", r"\1a\2"),
)
FIRST_VOWEL = re.compile(r"[^aeiou]*[aeiou]")
INNER_A = re.compile(r"(?<=[^aeiou])a(?=[^aeiou])")
DRAWN_OUT = re.compile(r"([^\W\d_]|[\u0900-\u094d])\1{2,}|([\u093e-\u094c])\2+")


def sound_of(word: str) -> str:
    """How a cleaned word sounds, in Latin letters; its own sound is itself."""
    if word in EXACT:
        return EXACT[word]
    word = _as_meant(word[:LONGEST_WORD])
    if word in EXACT:
        return EXACT[word]
    return _settle(romanise(word) if is_devanagari(word) else plain_latin(word))


def _as_meant(word: str) -> str:
    """A word without the letters that were held down: pleaseee, haaaan; gooood is good."""
    if not DRAWN_OUT.search(word):
        return word
    single = DRAWN_OUT.sub(lambda drawn: drawn[0][0], word)
    double = DRAWN_OUT.sub(
        lambda drawn: drawn[0][0] * (1 if drawn.end() == len(word) or drawn[2] else 2), word
    )
    return single if single in EXACT or single in LOANWORDS else double


def _settle(word: str) -> str:
    """Applies the rules until they change nothing more."""
    for _ in range(MOST_ROUNDS):
        before = word
        word = EXACT.get(word) or _sound(LOANWORDS.get(word, word))[:LONGEST_WORD]
        if word == before:
            break
    return word


def _sound(word: str) -> str:
    for rules in (ENGLISH_RULES, CONSONANT_RULES, VOWEL_RULES):
        word = rules.apply(word)
    return _drop_inner_a(word).replace("C", "ch").replace("S", "sh")


def _drop_inner_a(word: str) -> str:
    """Drops every *a* between consonants after the first vowel: chaawal, chawal, chaval, chawl."""
    first = FIRST_VOWEL.match(word)
    if not first:
        return word
    return word[: first.end()] + INNER_A.sub("", word[first.end() - 1 :])[1:]
