"""People of the business by their names, found by the grammar around them: X ne, X ki chhutti, from X, X paid."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nlu.values.person_marks import (
    CALLED,
    HONORIFICS,
    OF_FEEDBACK,
    OF_ONE_PERSON,
    OF_PEOPLE,
    TITLES,
    TO,
    did,
    has_capital,
    is_owner,
    lists,
    owns,
    owns_account,
    stands_before,
    stands_behind,
)
from nlu.words.found import Found
from nlu.words.languages import ENGLISH_WORDS, HINDI_WORDS
from nlu.words.number_words import CURRENCY, HUNDREDS, MULTIPLIERS, SIMPLE
from nlu.words.numbers import may_begin_number
from nlu.words.reading import Word
from nlu.words.slips import slip_of
from nlu.words.unit_words import is_unit

VERBS, HELPING = lists.spelt("verbs"), lists.spelt("helping")
ASKS_WHO, IS_AWAY = lists.spelt("asks_who"), lists.keys("is_away")
NO_NAMES = lists.spelt("no_names") | lists.spelt("english") | lists.spelt("things")
NO_NAME_KEYS = lists.keys("no_names") | lists.keys("things")
LONG_NO_NAMES = frozenset(word for word in NO_NAMES if len(word) > 4)
OPENING, BEFORE_A_SUM = lists.spelt("opening"), lists.spelt("before_a_sum")
RITES = lists.spelt("rites")  # that are names too
FOR_RITES = lists.spelt("for_rites")  # "pooja ke liye", "pooja ke din"
NUMBERS_AND_DAYS = lists.spelt("numbers_and_days")  # that are names too

WITHOUT_PEOPLE = frozenset({"modify_order", "update_stock", "ask_price", "ask_availability"})
LONGEST_NAME = 3  # words, beside a title and an honorific
SHORTEST_NAME = 2  # letters
LONG_FOR_A_NUMBER = 5  # letters; longer names only sound like one
SIGNED = frozenset({"₹", ".", ":", "-"})  # between a name and the sum
SHORTEST_GUESS = 3  # letters of a name that no grammar shows

Span = tuple[int, int]  # words
Taken = frozenset[int]


def persons(words: Sequence[Word], intent: str | None = None, taken: Taken = frozenset()) -> list[Found]:
    """The names in a message, as written, each once; words that are `taken` belong to other values."""
    if intent in WITHOUT_PEOPLE:
        return []
    spans = sorted(set(_spans(words, intent, taken)))
    if not spans and intent == "ask_team_leave":
        spans = _first(words, taken)
    if not spans and intent in OF_ONE_PERSON:
        spans = _beside_sums(words, taken)
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
    verbs = VERBS if of_people else HELPING if intent == OF_FEEDBACK else frozenset[str]()
    for i, word in enumerate(words):
        span = None
        if stands_before(words, i, intent):
            span = _name_before(words, i, taken)
        if span is None and word.plain in verbs:
            span = _subject(words, i, taken)
        if span is None and of_people and word.plain in HONORIFICS:
            span = _name_before(words, i + 1, taken)
        if span is None and is_owner(word) and (of_people or owns_account(words, i, intent)):
            span = _name_before(words, i + 1, taken)
        if span is None and stands_behind(words, i, intent):
            span = _name_after(words, i + 1, taken)
        if span:
            yield span


def _subject(words: Sequence[Word], verb: int, taken: Taken) -> Span | None:
    """The name before an English verb: at the beginning, or with a capital; "milegi is hafte" has none."""
    span = _name_before(words, verb, taken)
    return span if span and (span[0] == 0 or has_capital(words[span[0]])) else None


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
    plain = word.plain[:-2] if owner and is_owner(word) else word.plain
    if not word.key or word.is_number or len(plain) < SHORTEST_NAME or "'" in plain[2:] or "’" in plain[2:]:
        return False  # D'Souza is a name, "don't" is none
    if plain in NUMBERS_AND_DAYS:
        return not _counts(words, i)
    if plain in RITES:
        return has_capital(word) or owner or _is_spoken_of(words, i) or (i > 0 and words[i - 1].key in CALLED)
    if i in taken or plain in NO_NAMES or plain in HONORIFICS or plain in TITLES:
        return False
    if word.key in CURRENCY or is_unit(word.key):
        return False
    if word.key in SIMPLE and len(plain) < LONG_FOR_A_NUMBER:
        return False
    return has_capital(word) or not _is_common(word)


def _counts(words: Sequence[Word], i: int) -> bool:
    """Whether a surname is the number that it sounds like: "das hazar", "das sau"."""
    return i + 1 < len(words) and (words[i + 1].key in MULTIPLIERS or words[i + 1].plain in HUNDREDS)


def _is_spoken_of(words: Sequence[Word], i: int) -> bool:
    """Whether a rite stands where a name would: "pooja ki chhutti", not "pooja ke liye chhutti"."""
    after = [word.plain for word in words[i + 1 : i + 3]]
    shown = i + 1 < len(words) and (did(words, i + 1) or owns(words, i + 1))
    marked = shown or (after[:1] and (after[0] in TO or after[0] in HONORIFICS))
    return bool(marked) and not FOR_RITES.intersection(after[1:])


def _is_common(word: Word) -> bool:
    return word.key in NO_NAME_KEYS or word.plain in ENGLISH_WORDS or word.key in HINDI_WORDS


def _beside_sums(words: Sequence[Word], taken: Taken) -> list[Span]:
    """Names with which a sentence or its next part begins, right before a sum: "abdul 350 ka saman le gaya"."""
    spans = []
    for i, word in enumerate(words):
        if not i or i - 1 in taken or not may_begin_number(word):
            continue
        end = i
        while end and (words[end - 1].plain in SIGNED or words[end - 1].key in CURRENCY):
            end -= 1
        span = _name_before(words, end, taken)
        if span and _begins(words, span[0], taken):
            spans.append(span)
    return spans


def _begins(words: Sequence[Word], at: int, taken: Taken) -> bool:
    if not at or at - 1 in taken:
        return True
    return not words[at - 1].key or words[at - 1].plain in BEFORE_A_SUM


def _first(words: Sequence[Word], taken: Taken) -> list[Span]:
    """The name that a question begins with: "ramesh kal aayega kya", "kya aaj ramesh chhutti par hai"."""
    first = next(
        (i for i, word in enumerate(words) if word.key and i not in taken and word.plain not in OPENING | TO),
        0,
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
    with_capital = [run for run in runs if has_capital(words[run[0]])]
    if with_capital:
        runs = with_capital[:1]
    elif not small:
        return []
    return runs if len(runs) == 1 and runs[0][1] - runs[0][0] <= LONGEST_NAME else []


def _is_slip(word: Word) -> bool:
    """Whether a word is rather one of ours, mistyped."""
    return not has_capital(word) and slip_of(word.plain, LONG_NO_NAMES) is not None


def _written(words: Sequence[Word]) -> str:
    written = ""
    for before, word in zip([None, *words], words, strict=False):
        written += (" " if before and before.end < word.start else "") + word.text
    return written[:-2] if is_owner(words[-1]) else written


def _end(last: Word) -> int:
    return last.end - 2 if is_owner(last) else last.end
