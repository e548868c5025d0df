"""The word lists of ordering, as sets of phonetic keys or of spellings, and the phrases."""

import unicodedata
from functools import lru_cache
from pathlib import Path

from ruamel.yaml import YAML

from nlu.words.phrases import Phrases
from nlu.words.reading import CACHED_WORDS, Word
from nlu.words.slips import slip_of
from spelling import key
from spelling.script import clean


def keys(words: str) -> frozenset[str]:
    """The phonetic keys of words: any spelling of them."""
    return frozenset(key(word) for word in words.split())


def spelt(words: str) -> frozenset[str]:
    """Words by their exact spelling."""
    return frozenset(clean(word) for word in words.split())


def _read(file: str) -> dict[str, str]:
    lists: dict[str, str] = YAML(typ="safe").load(Path(__file__).with_name(file).read_text(encoding="utf-8"))
    return lists


_lists, _neighbours = _read("words.yml"), _read("neighbour_words.yml")

FILLER_KEYS = keys(_lists["fillers_by_sound"])
FILLER_SPELLINGS = spelt(f"{_lists['fillers_by_spelling']} {_neighbours['giving']} {_neighbours['around']}")
AUXILIARIES, HELPED = spelt(_neighbours["auxiliaries"]), keys(_neighbours["helped"])
VOCATIVES, ALSO_IN_NAMES = spelt(_neighbours["vocatives"]), spelt(_neighbours["also_in_names"])
COUNTERS = spelt(_neighbours["counters"])
AND_BEFORE_NUMBERS = spelt(_neighbours["and_before_numbers"])
THINGS = spelt(_lists["things"])
JOINTS = spelt(_lists["joints"])
EMPTY = spelt(_lists["empty"])
AND = spelt(f"{_lists['and']} {_neighbours['and']}")
SLIPS = spelt(_lists["slips"])
SOURCES = spelt("se से")
ORDERED = keys(
    "bhej bhejo bhejna bhejdo bhejdena dena do de dijiye kar karo kardo hata hatao hatado nikal dedo lao"
)
STEMS = keys(_lists["stems"])
GIVING = keys(_lists["giving"])
AWAY = spelt(_lists["away"])
BESIDE = spelt(_lists["beside"])
WHEREABOUTS, LANDMARKS = spelt(_lists["whereabouts"]), spelt(_lists["landmarks"])
CHANGING = spelt(_lists["changing"])
MAKING = spelt("banana banane banani banaane बनाना बनाने बनानी")
NOTES = spelt(_lists["notes"])
GRADES = spelt(_lists["grades"])
STAPLES = spelt(_lists["staples"])
COPULAS = spelt(_lists["copulas"])
TIMES_OF_DAY = spelt(_lists["times_of_day"])
HEADINGS = spelt(_lists["headings"])
WANTING = spelt(_lists["wanting"])
KINDS = spelt(_lists["kinds"])
OCCASIONS = spelt(_lists["occasions"])
REFUSALS = spelt(_lists["refusals"])
REFUSED_NEEDS = Phrases(_lists["refused_needs"])
LEFT_OUT, LEAVING = Phrases(_lists["left_out"]), spelt(_lists["leaving"])
PUT_RIGHT, PUT_RIGHT_BEHIND = spelt(_lists["put_right"]), Phrases(_lists["put_right_behind"])
FOR_HINDI = spelt(_lists["for_hindi"])
OVER = keys(_lists["over"])
REST = spelt(_lists["rest"])
SOMEBODY = spelt(_lists["somebody"])
LENTILS = keys(_lists["lentils"])
NOISE = Phrases(_lists["noise"] + _neighbours["phrases"])
NAMES = Phrases(_lists["names"])
QUESTION_KEYS = keys(_lists["questions_by_sound"])
QUESTION_SPELLINGS = spelt(_lists["questions_by_spelling"])
QUESTION_PHRASES = Phrases(_lists["question_phrases"])

OF = spelt("ka ki ke का की के")
INSTEADS = spelt("jagah jageh jagha badle bajay bajaye जगह बदले बजाय")
KO = spelt("ko को")
WALA = keys("wala wale wali wla wli waal wal wae")
FOR = spelt("for")
PUT = spelt("dal daal dall डाल")
PUTTING = keys("do de dena dijiye dijiyega dedo diya")
EACH = spelt("each per")
TOO = spelt("bhi bhee भी also too")
EATEN_WITH_PAV = spelt(_lists["eaten_with_pav"])
ARTICLES = frozenset({"a", "an"})
OR = spelt("ya या to")
BREAK_SIGNS = frozenset(",;\n&+/|।!?")
TIMES = frozenset("x*×")
FULLY = spelt(_lists["fully"])
NO_UNITS = THINGS | spelt("add lighter lighters लाइटर")  # they sound like units
PRICE_SIGN = "₹"
RUNNING, HAPPENED, ASKED = (keys(_lists[name]) for name in ("running", "what_happened", "what_is_asked"))
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
