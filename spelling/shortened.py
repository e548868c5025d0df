"""What chats leave out of common words: vowels (chti, bhjo, btao) and the breath of kh, bh, dh … (bejo, danyavad)."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from itertools import chain, combinations

from spelling.chat_words import CHAT_WORDS, STANDING_WORDS
from spelling.exact import EXACT
from spelling.loanwords import LOANWORDS
from spelling.phonetic import sound_of

INNER_VOWELS = re.compile(r"(?<=.)[aeiouy]")
BREATH = re.compile(r"(?<=[kgjtdb])h")
BETWEEN_CONSONANTS = re.compile(r"(?<=[^aeiou])[aeiou]+(?=[^aeiou])")
SHORTEST = 3  # sounds; `exact` lists the shorter ones
LONG_LOANWORD = 6  # letters; shorter ones are too much like Hindi
MOST_VOWELS = 3  # that are left out in every combination


def bones_of(key: str) -> str:
    """A key without vowels after its first letter and without breath; *ch* and *sh* are sounds of their own."""
    return re.sub(r"(.)\1+", r"\1", INNER_VOWELS.sub("", BREATH.sub("", key)))


def restored(key: str) -> str:
    """The key of the one common word that this is short for; mostly the key itself."""
    return RESTORED.get(key, key)


def _shortened(word: str) -> Iterator[str]:
    """The ways in which a word is written with letters left out."""
    inner = [match.span() for match in BETWEEN_CONSONANTS.finditer(word)][:MOST_VOWELS]
    for left_out in chain.from_iterable(combinations(inner, many) for many in range(len(inner) + 1)):
        gone = {place for span in left_out for place in range(*span)}
        yield "".join(letter for place, letter in enumerate(word) if place not in gone)
    yield INNER_VOWELS.sub("", word)


def _unambiguous() -> dict[str, str]:
    """Every shortened key that is no word itself, and the common word that lacks the fewest letters, if it is one."""
    common = {word: sound_of(word) for word in CHAT_WORDS.split()}
    common |= {sound: sound for sound in map(sound_of, LOANWORDS) if len(sound) >= LONG_LOANWORD}
    standing = {sound_of(word) for word in (*STANDING_WORDS.split(), *LOANWORDS)}
    words = standing.union(common.values(), EXACT.values())
    meant: dict[str, set[tuple[int, str]]] = defaultdict(set)
    for word, key in common.items():
        spellings = {word, key, BREATH.sub("", word)}
        for shorter in {sound_of(short) for spelling in spellings for short in _shortened(spelling)}:
            meant[shorter].add((len(key) - len(shorter), key))
    new = {shorter: keys for shorter, keys in meant.items() if shorter not in words and _is_long(shorter)}
    likeliest = {shorter: _likeliest(keys) for shorter, keys in new.items()}
    return {shorter: key for shorter, key in likeliest.items() if key}


def _is_long(shorter: str) -> bool:
    return len(shorter.replace("ch", "C").replace("sh", "S")) >= SHORTEST


def _likeliest(candidates: Collection[tuple[int, str]]) -> str | None:
    fewest = min(missing for missing, _ in candidates)
    keys = {key for missing, key in candidates if missing == fewest}
    return keys.pop() if len(keys) == 1 else None


RESTORED = _unambiguous()
