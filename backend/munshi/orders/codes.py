"""Discounts that somebody says the code of, and those that have lapsed since the bill was shown."""

import re
from collections.abc import Iterator
from dataclasses import replace

from munshi.business.models import Business
from munshi.orders.desk import Desk, discounts_of
from munshi.orders.discounts import Discount, State, is_code, missing_paise
from munshi.orders.messages import Message
from munshi.word_lists import WordLists

_words = WordLists(__file__, "codes.yml").words
WORD = re.compile(r"[^\s,.;:!?।'\"()]+")
SHORTEST = 3  # letters of a code, or of a part of one


def names_code(business: Business, message: Message) -> bool:
    """Whether a message says a code, of the business or of nobody."""
    return _said(business, message) is not None


def take_code(desk: Desk, message: Message) -> Message | None:
    """Keeps the code that is said, or says why it takes nothing off; the message without it, None where it has none."""
    code = _said(desk.business, message)
    if code is None:
        return None
    discount = next((each for each in desk.discounts if is_code(each, code)), None)
    if discount is None:
        desk.note("no_such_code", code=code)
    else:
        _note_state(desk, discount)
    return _without(message, code)


def note_discounts(desk: Desk) -> None:
    """Says what the bill has no longer since it was shown, and what the goods still lack for the code that was said."""
    kept, now = desk.cart.kept, desk.now
    given = {each.discount.id for each in desk.reckoned(now).given}
    for discount in desk.discounts:
        runs = discount.state(now) is State.RUNS
        if discount.id in kept.discounts and not runs:
            desk.note("discount_over", discount=dict(discount.name))
        missing = missing_paise(discount, desk.sold())
        if runs and missing and is_code(discount, kept.code) and desk.cart.lines and not desk.cart.open_wish:
            desk.note("discount_below", discount=dict(discount.name), missing_paise=missing)
    kept.discounts = sorted(given)


def _note_state(desk: Desk, discount: Discount) -> None:
    state, facts = discount.state(desk.now), {"discount": dict(discount.name)}
    if state is State.RUNS:
        desk.cart.kept.code = discount.code
        return
    day = {State.LAPSED: discount.last, State.NOT_YET: discount.first}.get(state)
    desk.note(f"discount_{state}", **facts, day=day.isoformat() if day else None)


def _said(business: Business, message: Message) -> str | None:
    """A code of the business wherever it stands; any other behind a word that says that it is one."""
    words = WORD.findall(message.said or message.text or "")
    codes = {each.code.casefold() for each in discounts_of(business) if each.code}
    if not codes and not _announced(words):
        return None
    known = next((word for word in words if word.casefold() in codes), None)
    return known or next(iter(_announced(words)), None)


def _announced(words: list[str]) -> list[str]:
    """What stands beside "code" or "coupon" and looks like one: with a figure, or in capitals."""
    return list(_beside(words, _words("code")))


def _beside(words: list[str], announcing: frozenset[str]) -> Iterator[str]:
    for at, word in enumerate(words):
        if word.casefold() in announcing:
            near = [*words[at + 1 : at + 2], *words[max(at - 1, 0) : at]]
            yield from (each for each in near if _looks_like_code(each))


def _looks_like_code(word: str) -> bool:
    mixed = any(c.isdecimal() for c in word) and any(c.isalpha() for c in word)
    return len(word) >= SHORTEST and word.isascii() and (mixed or word.isupper())


def _without(message: Message, code: str) -> Message:
    """The message without what was read out of the code as goods, as a note, or as a figure."""
    wanted = code.casefold()
    lines = [line for line in message.lines if not _is_part(line.text or line.name, code)]
    notes = [note for note in message.beside.notes if wanted not in note.text.casefold().split()]
    hour = message.beside.hour
    if hour and not (hour.opens or hour.closes):
        hour = None  # the festival in DIWALI10 is no day on which anything is wanted
    return replace(message, lines=lines, beside=replace(message.beside, notes=notes, hour=hour))


def _is_part(text: str | None, code: str) -> bool:
    """Whether a line was read out of the code, or a part of it, or of the words that announce it."""
    words = {word.casefold() for word in WORD.findall(text or "")}
    parts = {word for word in words if len(word) >= SHORTEST and word in code.casefold()}
    return bool(parts or words & _words("code"))
