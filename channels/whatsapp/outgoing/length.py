"""Cuts texts to Meta's limits without breaking a letter: Devanagari syllables and emoji stay whole."""

import unicodedata

import regex

_VIRAMA = 9  # the class of the signs that bind two consonants into one


def size(text: str) -> int:
    """The length as Meta may count it: in UTF-16 units, never fewer than characters."""
    return len(text.encode("utf-16-le")) // 2


def cut(text: str, limit: int) -> str:
    """The text, or as many of its letters as fit into the limit with a sign that there was more."""
    text = " ".join(text.split())
    return text if size(text) <= limit else _head(text, limit - 1).rstrip() + "…"


def split(text: str, limit: int) -> list[str]:
    """The text in pieces within the limit, parted where it reads best: between paragraphs, lines, sentences, words."""
    pieces = []
    rest = text.strip()
    while size(rest) > limit:
        head = _head(rest, limit)
        at = _best_end(head)
        pieces.append(head[:at].rstrip())
        rest = rest[at:].lstrip()
    return [*pieces, rest] if rest else pieces


def _head(text: str, limit: int) -> str:
    kept, used = [], 0
    for letter in regex.findall(r"\X", text):
        used += size(letter)
        if used > limit:
            break
        kept.append(letter)
    while kept and unicodedata.combining(kept[-1][-1]) == _VIRAMA:
        kept.pop()
    return "".join(kept) or text[: max(limit // 2, 1)]


def _best_end(head: str) -> int:
    for end in (r"\n\s*\n", r"\n", r"[.!?।]\s", r"\s"):
        ends = [match.end() for match in regex.finditer(end, head)]
        if ends and ends[-1] > len(head) // 3:
            return int(ends[-1])
    return len(head)
