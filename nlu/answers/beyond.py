"""What a message says beside its answer: the yes with which it begins, and a remark in the person's own words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nlu.intents.consent import is_clear_yes
from nlu.intents.wishes import bids, is_question
from nlu.words.courtesies import is_courtesy
from nlu.words.found import Found
from nlu.words.lexicon import lexicon
from nlu.words.phrases import Phrases
from nlu.words.reading import Word

AGREED, NOTE = "agreed", "note"
ASKS = "asks"
FEWEST = 2  # words of a remark that say something
LONGEST = 1000  # characters

_lists = lexicon("beyond")
AGREES, BY_VERB, ALONG, LEADS, BUT, BECAUSE, SMALL = (
    _lists.phrases(name) for name in ("agrees", "agrees_by_verb", "along", "leads", "but", "because", "small")
)
LEAVE, HANGS_ON = _lists.phrases("leave"), _lists.phrases("hangs_on")
NO_REMARK = (
    SMALL,
    AGREES,
    BY_VERB,
    ALONG,
    *(_lists.phrases(name) for name in ("longer", "shorter", "more", "too")),
)
PARTS = frozenset(",;.!|।\n-–—")


def agreed(words: Sequence[Word], *, wholly: bool = False) -> list[Found]:
    """The words with which a message says a clear yes, and what leads on from them; none where it takes it back.

    `wholly` says that the rest says yes too: to loss of pay by naming it.
    """
    if wholly and is_clear_yes(words) and not is_question(words):
        return [Found(AGREED, True, words[0].start, words[-1].end)]
    end = _after((AGREES, BY_VERB, ALONG), words, 0)
    more = _after((LEADS,), words, end)
    opening, rest = words[:more], words[more:]
    parted = not rest or more > end or not words[end - 1].key
    agrees = AGREES.occur_in(words[:end]) or (parted and BY_VERB.occur_in(words[:end]))
    if not agrees or not is_clear_yes(opening):
        return []
    if rest and (BUT.begin_at(rest, 0) or not (is_clear_yes(rest) or _asks_more(rest))):
        return []
    if rest and is_question(rest) and HANGS_ON.occur_in(rest):
        return []
    return [Found(AGREED, True, words[0].start, rest[0].start if rest else words[-1].end)]


def role_of_yes(yes: Found, words: Sequence[Word]) -> str | None:
    """`asks` where a question stands behind it."""
    return ASKS if _asks_more([word for word in words if word.start >= yes.end]) else None


def _asks_more(rest: Sequence[Word]) -> bool:
    """Whether a question stands behind a yes, that says what it asks: not a "haan kya?"."""
    return bool(rest) and is_question(rest) and sum(_says(rest, at) for at in range(len(rest))) >= FEWEST


def note(text: str, words: Sequence[Word], found: Sequence[Found], *, asked: bool) -> list[Found]:
    """What is told beside the values; where nothing was asked, only what stands apart from the wish."""
    said = [piece for piece in _pieces(words, _yes(found), asked=asked) if _tells(piece, found)]
    if not said:
        return []
    told = ", ".join(text[piece[0].start : piece[-1].end] for piece in said)
    return [Found(NOTE, told[:LONGEST], said[0][0].start, said[-1][-1].end)]


def _yes(found: Sequence[Found]) -> int:
    """Where the yes of a message ends."""
    return next((each.end for each in found if each.entity == AGREED), 0)


def _after(lists: Sequence[Phrases], words: Sequence[Word], at: int) -> int:
    """Where the phrases that follow each other from a word on end, with the signs between and behind them."""
    while at < len(words):
        ends = [phrases.match(words, at, lambda i: i) for phrases in lists] if words[at].key else [at + 1]
        if (end := max(ends)) == at:
            break
        at = end
    return at


def _pieces(words: Sequence[Word], begin: int, *, asked: bool) -> Iterator[Sequence[Word]]:
    """The stretches between signs and the words that part; a yes is followed by one."""
    piece: list[Word] = []
    at = 0
    while at < len(words):
        end = _parts(words, at, asked=asked and not begin)
        if words[at].start < begin or end > at:
            if piece:
                yield piece
            piece = []
        else:
            piece.append(words[at])
        at = max(end, at + 1)
    if piece:
        yield piece


def _parts(words: Sequence[Word], at: int, *, asked: bool) -> int:
    """Where what parts two stretches ends; the word itself where it parts none."""
    if not words[at].key:
        return at + 1 if words[at].text in PARTS or "\n" in words[at].text else at
    return max(
        phrases.match(words, at, lambda i: i) for phrases in ((BECAUSE, LEADS) if asked else (BECAUSE,))
    )


def _tells(piece: Sequence[Word], found: Sequence[Found]) -> bool:
    """Whether a stretch holds no value and no wish, and says something."""
    start, end = piece[0].start, piece[-1].end
    valued = any(each.start < end and start < each.end for each in found if each.entity != AGREED)
    if valued or is_question(piece) or bids(piece) or is_courtesy(piece):
        return False
    return sum(_says(piece, at) for at in range(len(piece))) >= FEWEST


def _says(words: Sequence[Word], at: int) -> bool:
    return bool(words[at].key) and not any(phrases.begin_at(words, at) for phrases in NO_REMARK)
