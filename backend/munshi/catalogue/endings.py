"""One and many: the endings of words that carry number and gender, in Hindi and English. Pure."""

from collections.abc import Iterator
from functools import lru_cache

# Of keys: onions, boxes, batteries; mirchiyan, pyajen; momoj, as momos are spoken. What is left has three letters or
# more.
ENDINGS = (
    ("ies", "i"),
    ("shes", "sh"),
    ("ches", "ch"),
    ("ses", "s"),
    ("oes", "o"),
    ("ian", "i"),
    ("jen", "j"),
    ("len", "l"),
    ("oj", "o"),
    ("s", ""),
)

# Of words as they are written in English.
PLURALS = (("ies", "y"), ("ves", "fe"), ("s", ""), ("es", ""))


@lru_cache(maxsize=1 << 14)
def stem(word: str) -> str:
    """A word without what carries its number and gender at the end: *anda*, *ande*; *mirchi*, *mirchiyan*; *onions*."""
    if len(word) <= 3:
        return word
    for ending, kept in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)] + kept
            break
    return word[:-1] if len(word) > 3 and word[-1] in "aeiou" else word


def same_but_number(word: str, other: str) -> bool:
    """Whether two keys are one word in its other number or gender; a vowel more makes a short word another one."""
    shorter, longer = sorted((word, other), key=len)
    if longer == f"{shorter}s" and len(shorter) > 3:
        return True  # brownies, whose stem is that of brown
    if stem(word) != stem(other):
        return False
    return len(shorter) == len(longer) or len(shorter) > 3 or longer[-1] not in "aeiou"


def one_of_many(key: str) -> Iterator[str]:
    """What the key of a Hindi word may be the plural of: *aate*, *kabje*; *rassiyan*."""
    if len(key) > 2 and key.endswith("e"):
        yield f"{key[:-1]}a"
    if len(key) > 4 and key.endswith("ian"):
        yield key.removesuffix("an")


def singulars(word: str) -> Iterator[str]:
    """What an English word may be the plural of, as it is written."""
    if len(word) > 3 and word.isascii():
        yield from (word.removesuffix(many) + one for many, one in PLURALS if word.endswith(many))
