"""People of the business by their names, found by the grammar around them: X ne, X ki chhutti, from X, X paid."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from nlu.words.found import Found
from nlu.words.languages import ENGLISH_WORDS, HINDI_WORDS
from nlu.words.number_words import CURRENCY, FRACTIONS, SHIFTS, SIMPLE
from nlu.words.reading import Word
from nlu.words.slips import slip_of
from nlu.words.unit_words import is_unit
from nlu.words.word_lists import WordLists

_lists = WordLists(Path(__file__).with_name("person_words.yml"))
HONORIFICS, TITLES = _lists.spelt("honorifics"), _lists.spelt("titles")
DID, OF, ON, TO, FROM = (_lists.spelt(name) for name in ("did", "of", "on", "to", "from"))
OWED = _lists.keys("owed")
OWNED, TO_DO, PAYERS = _lists.keys("owned"), _lists.keys("to_do"), _lists.keys("payers")
VERBS, ASKS = _lists.spelt("verbs"), _lists.spelt("asks")
BEFORE, PURPOSES = _lists.spelt("before"), _lists.spelt("purposes")
WALA = _lists.spelt("wala")
ASKS_WHO, IS_AWAY = _lists.spelt("asks_who"), _lists.keys("is_away")
NO_NAMES = _lists.spelt("no_names") | _lists.spelt("english")
NO_NAME_KEYS = _lists.keys("no_names")
LONG_NO_NAMES = frozenset(word for word in NO_NAMES if len(word) > 4)
OPENING = _lists.spelt("opening")
RITES = _lists.spelt("rites")  # that are names too
NUMBERS_AND_DAYS = _lists.spelt("numbers_and_days")  # that are names too

FALLBACK = "nlu_fallback"
# Who is spoken of there is a person of the business.
OF_PEOPLE = frozenset({
    "list_approvals", "approve_request", "reject_request", "ask_team_leave", "record_payment", "record_credit",
    "check_dues",
})  # fmt: skip
OF_DECISIONS = frozenset({"approve_request", "reject_request"})
OF_ONE_PERSON = frozenset({"record_payment", "record_credit"})
WITHOUT_PEOPLE = frozenset({"place_order", "modify_order", "update_stock", "ask_price", "ask_availability"})
OF_PAYMENTS = frozenset({"record_payment", "record_credit", "report_payment", "check_dues", FALLBACK})
LONGEST_NAME = 3  # words, beside a title and an honorific
SHORTEST_NAME = 2  # letters
LONG_FOR_A_NUMBER = 5  # letters; longer names only sound like one
SHORTEST_GUESS = 3  # letters of a name that no grammar shows
OWNER = ("'s", "’s")

Span = tuple[int, int]  # words
Taken = frozenset[int]


def persons(words: Sequence[Word], intent: str | None = None, taken: Taken = frozenset()) -> list[Found]:
    """The names in a message, as written, each once; words that are `taken` belong to other values."""
    if intent in WITHOUT_PEOPLE:
        return []
    spans = sorted(set(_spans(words, intent, taken)))
    if not spans and intent == "ask_team_leave":
        spans = _first(words, taken)
    if not spans and intent in OF_PEOPLE:
        spans = _guessed(words, taken, small=intent in OF_ONE_PERSON)
    found: list[Found] = []
    for start, end in spans:
        written = _written(words[start:end])
        follows = not found or words[start].start >= found[-1].end
        if follows and all(written != each.value for each in found):
            found.append(Found("person", written, words[start].start, _end(words[end - 1])))
    return found


def _spans(words: Sequence[Word], intent: str | None, taken: Taken) -> Iterator[Span]:
    of_people = intent in OF_PEOPLE
    for i, word in enumerate(words):
        span = None
        if _marks(words, i, intent):
            span = _name_before(words, i, taken)
        if span is None and of_people and word.plain in VERBS:
            span = _subject(words, i, taken)
        if span is None and of_people and word.plain in HONORIFICS:
            span = _name_before(words, i + 1, taken)
        if span is None and _is_owner(word) and (of_people or intent == FALLBACK):
            span = _name_before(words, i + 1, taken)
        if span is None and _announces(words, i, intent):
            span = _name_after(words, i + 1, taken)
        if span:
            yield span


def _marks(words: Sequence[Word], i: int, intent: str | None) -> bool:
    """Whether a word shows that a name stands before it: X ne, X ki chhutti, X ko udhaar, X se mile."""
    word = words[i]
    if word.plain in DID:
        return intent in OF_PEOPLE or any(after.key in PAYERS for after in words[i + 1 :])
    following = ["1" if after.is_number else after.key for after in words[i + 1 : i + 5] if after.key]
    if word.plain in OF:
        if intent == FALLBACK:
            return bool(following) and following[0] in OWED
        return intent in OF_PEOPLE and (not following or _any(following[:3], OWNED))
    if word.plain in WALA:
        return intent in OF_DECISIONS and bool(following) and following[0] in OWNED
    if word.plain in ON:
        return intent in OF_PEOPLE and _any(following[:2], OWNED)
    if word.plain in TO:
        return intent in OF_PEOPLE and _any(following, TO_DO)
    return word.plain in FROM and intent in OF_PAYMENTS and _any(following[:3], PAYERS)


def _any(following: Sequence[str], wanted: frozenset[str]) -> bool:
    """Whether one of the words, or a number, follows."""
    return any(
        after in wanted or after.isdecimal() or after in SIMPLE or after in FRACTIONS or after in SHIFTS
        for after in following
    )


def _announces(words: Sequence[Word], i: int, intent: str | None) -> bool:
    """Whether a word shows that a name may stand behind it: approve X, from X, does X."""
    if intent not in OF_PEOPLE:
        return intent == "report_payment" and words[i].plain in BEFORE
    if words[i].plain in PURPOSES and i + 1 < len(words) and not _has_capital(words[i + 1]):
        return intent in OF_DECISIONS
    return words[i].plain in BEFORE or (words[i].plain in ASKS and i < 2)


def _subject(words: Sequence[Word], verb: int, taken: Taken) -> Span | None:
    """The name before an English verb: at the beginning, or with a capital; "milegi is hafte" has none."""
    span = _name_before(words, verb, taken)
    return span if span and (span[0] == 0 or _has_capital(words[span[0]])) else None


def _is_owner(word: Word) -> bool:
    return word.plain.endswith(OWNER)


def _name_before(words: Sequence[Word], end: int, taken: Taken) -> Span | None:
    """The name that ends right before a word, with its title and honorific."""
    start = end
    while start and words[start - 1].plain in HONORIFICS and end - start < 2:
        start -= 1
    first = start
    while (
        first and start - first < LONGEST_NAME and _can_be_name(words, first - 1, taken, owner=first == end)
    ):
        if first < start and _is_small(words[first - 1]) and not _is_small(words[first]):
            break
        first -= 1
    if first == start:
        return None
    if first > 1 and words[first - 1].plain == "." and words[first - 2].plain in TITLES:
        return first - 2, end
    return first - (first > 0 and words[first - 1].plain in TITLES), end


def _name_after(words: Sequence[Word], start: int, taken: Taken) -> Span | None:
    """The name that begins at a word, with its title and honorific."""
    first = start
    while first < len(words) and words[first].plain in (*TITLES, ".") and first - start < 2:
        first += 1
    end = first
    while end < len(words) and end - first < LONGEST_NAME and _can_be_name(words, end, taken):
        if end > first and _is_small(words[end - 1]) != _is_small(words[end]):
            break
        end += 1
    if end == first:
        return None
    return start, end + (end < len(words) and words[end].plain in HONORIFICS)


def _is_small(word: Word) -> bool:
    """Whether a word begins without a capital."""
    return not word.text[:1].isupper()


def _can_be_name(words: Sequence[Word], i: int, taken: Taken, *, owner: bool = False) -> bool:
    word = words[i]
    plain = word.plain[:-2] if owner and _is_owner(word) else word.plain
    if not word.key or word.is_number or len(plain) < SHORTEST_NAME or "'" in plain or "’" in plain:
        return False
    if plain in NUMBERS_AND_DAYS:
        return True
    if plain in RITES:
        return _has_capital(word) or owner or _is_spoken_of(words, i)
    if i in taken or plain in NO_NAMES or plain in HONORIFICS or plain in TITLES:
        return False
    if word.key in CURRENCY or is_unit(word.key):
        return False
    if word.key in SIMPLE and len(plain) < LONG_FOR_A_NUMBER:
        return False
    return _has_capital(word) or not _is_common(word)


def _is_spoken_of(words: Sequence[Word], i: int) -> bool:
    """Whether a rite stands where a name would: "pooja ki chhutti", not "pooja ke liye chhutti"."""
    after = [word.plain for word in words[i + 1 : i + 3]]
    marked = after[:1] and (after[0] in DID or after[0] in OF or after[0] in TO or after[0] in HONORIFICS)
    return bool(marked) and after[1:] not in (["liye"], ["लिए"], ["लिये"], ["din"], ["दिन"])


def _has_capital(word: Word) -> bool:
    """Whether a word begins with a capital and goes on in small letters."""
    return word.text[:1].isupper() and word.text[1:].islower()


def _is_common(word: Word) -> bool:
    return word.key in NO_NAME_KEYS or word.plain in ENGLISH_WORDS or word.key in HINDI_WORDS


def _first(words: Sequence[Word], taken: Taken) -> list[Span]:
    """The name that a question begins with: "ramesh kal aayega kya", "kya aaj ramesh chhutti par hai"."""
    first = next(
        (i for i, word in enumerate(words) if not (word.plain in OPENING or i in taken or not word.key)), 0
    )
    span = None if any(word.plain in ASKS_WHO for word in words) else _name_after(words, first, taken)
    if span is None or span[1] == len(words):
        return []
    after = span[1]
    return [span] if after in taken or words[after].key in IS_AWAY else []


def _guessed(words: Sequence[Word], taken: Taken, *, small: bool) -> list[Span]:
    """The one run of words that nothing else explains: "Ramesh 500 jama"; without a capital only where `small`."""
    runs: list[Span] = []
    for i, word in enumerate(words):
        if not _can_be_name(words, i, taken) or len(word.plain) < SHORTEST_GUESS or _is_slip(word):
            continue
        if runs and runs[-1][1] == i and _is_small(words[i - 1]) == _is_small(word):
            runs[-1] = (runs[-1][0], i + 1)
        else:
            runs.append((i, i + 1))
    with_capital = [run for run in runs if _has_capital(words[run[0]])]
    if with_capital:
        runs = with_capital[:1]
    elif not small:
        return []
    return runs if len(runs) == 1 and runs[0][1] - runs[0][0] <= LONGEST_NAME else []


def _is_slip(word: Word) -> bool:
    """Whether a word is rather one of ours, mistyped."""
    return not _has_capital(word) and slip_of(word.plain, LONG_NO_NAMES) is not None


def _written(words: Sequence[Word]) -> str:
    written = ""
    for before, word in zip([None, *words], words, strict=False):
        written += (" " if before and before.end < word.start else "") + word.text
    return written[:-2] if _is_owner(words[-1]) else written


def _end(last: Word) -> int:
    return last.end - 2 if _is_owner(last) else last.end
