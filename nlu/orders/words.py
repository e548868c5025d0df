"""The word lists of ordering, as sets of phonetic keys or of spellings, and the phrases."""

import unicodedata
from functools import lru_cache

from nlu.orders.lexicon import LEXICON, PHRASES
from nlu.words.reading import CACHED_WORDS, Word
from nlu.words.slips import slip_of
from spelling import key

FILLER_KEYS = LEXICON.sounds("filler_keys")
FILLER_SPELLINGS = LEXICON.spelt("filler_spellings")
AUXILIARIES = LEXICON.spelt("auxiliaries")
VOCATIVES, ALSO_IN_NAMES = LEXICON.spelt("vocatives"), LEXICON.spelt("also_in_names")
FILLER_SPELLINGS |= VOCATIVES - ALSO_IN_NAMES
COUNTERS = LEXICON.spelt("counters")
AND_BEFORE_NUMBERS = LEXICON.spelt("and_before_numbers")
THINGS = LEXICON.spelt("things")
JOINTS = LEXICON.spelt("joints")
EMPTY = LEXICON.spelt("empty")
AND = LEXICON.spelt("and")
SLIPS = LEXICON.spelt("slips")
SOURCES = LEXICON.spelt("sources")
STEMS = LEXICON.sounds("stems")
GIVING = LEXICON.sounds("giving")
GRADES = LEXICON.spelt("grades")
STAPLES = LEXICON.spelt("staples")
REFUSALS = LEXICON.spelt("refusals")
REFUSED_NEEDS = PHRASES["refused_needs"]
LEFT_OUT, LEAVING = PHRASES["left_out"], LEXICON.spelt("leaving")
PUT_RIGHT, PUT_RIGHT_BEHIND = LEXICON.spelt("put_right"), PHRASES["put_right_behind"]
REST = LEXICON.spelt("rest")
LENTILS = LEXICON.sounds("lentils")
NOISE = PHRASES["words_noise"]
NAMES = PHRASES["names"]
QUESTION_KEYS = LEXICON.sounds("question_keys")
QUESTION_SPELLINGS = LEXICON.spelt("question_spellings")
QUESTION_PHRASES = PHRASES["question_phrases"]

OF = LEXICON.spelt("of")
INSTEADS = LEXICON.spelt("insteads")
WALA = LEXICON.sounds("wala")
FOR = LEXICON.spelt("for")
PUT = LEXICON.spelt("put")
PUTTING = LEXICON.sounds("putting")
EACH = LEXICON.spelt("each")
TOO = LEXICON.spelt("too")
EATEN_WITH_PAV = LEXICON.spelt("eaten_with_pav")
ARTICLES = LEXICON.spelt("articles")
OR = LEXICON.spelt("or")
BREAK_SIGNS = frozenset(",;\n&+/|।!?")
TIMES = frozenset("x*×")
NO_UNITS = THINGS | LEXICON.spelt("no_units")  # they sound like units
PRICE_SIGN = "₹"
RUNNING, HAPPENED, ASKED = (LEXICON.sounds(name) for name in ("running", "what_happened", "what_is_asked"))
SURE_VERB = 3  # letters
LONGEST_TOGETHER = 16  # letters of two words run together


def is_filler(word: Word) -> bool:
    """Whether a word is never part of a name."""
    if word.plain in THINGS:
        return False
    if word.plain in FILLER_SPELLINGS or word.key in FILLER_KEYS or runs_together(word.plain):
        return True
    return slip_of(word.plain, SLIPS) is not None


def is_question_word(word: Word) -> bool:
    """Whether a word asks or tells something of a thing and is no part of its name."""
    asks = word.key in QUESTION_KEYS or word.plain in QUESTION_SPELLINGS or runs_together(word.plain)
    return asks and word.plain not in THINGS


@lru_cache(maxsize=CACHED_WORDS)
def runs_together(plain: str) -> bool:
    """Whether a word is a verb that was written in one with what helps it: "hogya", "chalrha", "chdhado"."""
    if len(plain) > LONGEST_TOGETHER or not plain[:1].isalpha():
        return False
    halves = ((plain[:at], plain[at:]) for at in range(1, len(plain) - 1))
    return any(
        key(helping) in (HAPPENED if len(verb) < SURE_VERB else HAPPENED | ASKED) and key(verb) in RUNNING
        for verb, helping in halves
        if not unicodedata.category(helping[0]).startswith("M")
    )
