"""What answers a question about goods without naming any: "doosra wala", "sasta", "dono", "haan", "ulta kar diya"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nlu.answers.places import FIRST, LAST, PLACES
from nlu.orders.goods import is_goods
from nlu.words.found import Found
from nlu.words.lexicon import lexicon
from nlu.words.numbers import read_number
from nlu.words.reading import Word

PICK, CONSENT, UNDO = "pick", "consent", "undo"
NONE_OF = "no"
NUMBERED = "2"  # the phrases with the number of a place in them

_lists = lexicon("choices")
PICKS, OPENING = _lists.phrases_by("picks"), _lists.phrases_by("opening")
BEFORE, AFTER, UNDOING, BUT = (_lists.phrases(name) for name in ("before", "after", "undoing", "but"))


def choices(words: Sequence[Word]) -> list[Found]:
    """Which of what was shown, whether the answer begins with a yes or a no, and whether a change is taken back."""
    return [*_consent(words), *_undo(words), *_picks(words)]


def opening(words: Sequence[Word]) -> range:
    """The words with which an answer begins, and a *but* behind them: what follows is said besides."""
    end = (
        max((phrases.match(words, 0, lambda i: i) for phrases in OPENING.values()), default=0) if words else 0
    )
    if not end:
        return range(0)
    while end < len(words) and not words[end].key:
        end += 1
    return range(BUT.match(words, end, lambda i: i) if end < len(words) else end)


def _picks(words: Sequence[Word]) -> Iterator[Found]:
    at = 0
    while at < len(words):
        picked = _pick(words, at)
        if picked is None:
            at += 1
            continue
        value, end = picked
        start = at - 1 if at and BEFORE.begin_at(words, at - 1) else at
        end = _after(words, end)
        yield Found(PICK, value, words[start].start, words[end - 1].end)
        at = end


def _pick(words: Sequence[Word], at: int) -> tuple[str, int] | None:
    """The pick that begins at a word, and the word after it."""
    for value, phrases in PICKS.items():
        end = phrases.match(words, at, lambda i: _number_end(words, i))
        if end > at:
            return _numbered(words, at, end) if value == NUMBERED else (value, end)
    plain = words[at].plain
    if plain in PLACES:
        return str(PLACES[plain]), at + 1
    if plain in FIRST | LAST and _after(words, at + 1) > at + 1:
        return ("1" if plain in FIRST else "-1"), at + 1
    return None


def _numbered(words: Sequence[Word], start: int, end: int) -> tuple[str, int] | None:
    """The place whose number stands there."""
    number = next((read for at in range(start, end) if (read := read_number(words, at))), None)
    return (str(int(number.value)), end) if number and number.value == int(number.value) else None


def _number_end(words: Sequence[Word], at: int) -> int:
    number = read_number(words, at) if at < len(words) else None
    return number.end if number else at


def _after(words: Sequence[Word], at: int) -> int:
    return AFTER.match(words, at, lambda i: i) if at < len(words) else at


def _consent(words: Sequence[Word]) -> Iterator[Found]:
    """The yes or the no with which a message begins."""
    ends = {value: phrases.match(words, 0, lambda i: i) if words else 0 for value, phrases in OPENING.items()}
    value, end = max(ends.items(), key=lambda each: each[1])
    if end and not _refuses_goods(words, end):
        yield Found(CONSENT, value, words[0].start, words[end - 1].end)


def _refuses_goods(words: Sequence[Word], end: int) -> bool:
    """Whether an opening *no* only says which goods shall not be in it: "no onion in the tikka"."""
    return end == 1 and len(words) > 1 and words[0].plain == NONE_OF and is_goods(words[1])


def _undo(words: Sequence[Word]) -> Iterator[Found]:
    at = next((at for at in range(len(words)) if UNDOING.begin_at(words, at)), None)
    if at is not None:
        yield Found(UNDO, True, words[at].start, words[UNDOING.match(words, at, lambda i: i) - 1].end)
