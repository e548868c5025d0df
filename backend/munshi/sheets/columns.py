"""The columns of a sheet: what a cell says of an entry, and back. A skill's sheet is a tuple of them."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

YES = frozenset({"yes", "y", "true", "1", "haan", "हाँ", "हां"})
NO = frozenset({"no", "n", "false", "0", "nahi", "नहीं"})
DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y", "%d/%b/%Y", "%d/%b/%y", "%d/%B/%Y", "%d/%B/%y")

NAME, LANGUAGES = "name", ("hi", "en", "hinglish")
Said = Mapping[str, Any]


class BadCell(ValueError):
    """The cell cannot be read; the message says what it should look like."""


@dataclass(frozen=True)
class Column[Entry]:
    """One column: `read` gives the fields of an entry that a cell speaks of, `write` the cell of an entry.

    `also` are other headings under which people write it. Any spelling, case and order is read. A column that is
    `required` may be missing where the sheet has another one that says the same: `unless`.
    """

    name: str
    read: Callable[[str], Said]
    write: Callable[[Entry], str]
    required: bool = False
    also: tuple[str, ...] = ()
    unless: str | None = None


def text[Entry](name: str, *, required: bool = False) -> Column[Entry]:
    """The column of a field that is text as it stands; an empty cell is none."""
    return Column(name, lambda cell: {name: cell or None}, lambda entry: getattr(entry, name) or "", required)


def name_in[Entry](language: str) -> Column[Entry]:
    """The column of what an entry is called in a language, which must be there."""

    def write(entry: Entry) -> str:
        names: Any = entry
        return str(getattr(names.name, language))

    return Column(
        f"name_{language}", lambda cell: {"name": {language: cell}}, write, required=True, unless=NAME
    )


def one_name[Entry]() -> Column[Entry]:
    """The column of one name for every language, in the place of those of each; it is only read."""
    return Column(
        NAME,
        lambda cell: {"name": dict.fromkeys(LANGUAGES, cell)},
        lambda _: "",
        required=True,
        unless="name_en",
    )


def yes_or_no(cell: str) -> bool:
    """A yes, or a no. Raises BadCell."""
    if cell.casefold() in YES:
        return True
    if cell.casefold() in NO:
        return False
    raise BadCell("must be yes or no")


def decimal(cell: str, example: str = "12 or 0.25") -> Decimal:
    """A number. Raises BadCell."""
    try:
        return Decimal(cell.replace(",", ""))
    except InvalidOperation:
        raise BadCell(f"must be a number, such as {example}") from None


def day(cell: str) -> date:
    """A day as people here write it, the day before the month, or as 2026-04-01. Raises BadCell."""
    written = re.sub(r"[\s./-]+", "/", cell.strip(" ./-"))
    for form in DAYS:
        try:
            return datetime.strptime(written.replace("/", "-") if form[1] == "Y" else written, form).date()
        except ValueError:
            continue
    raise BadCell("must be a day such as 01/04/2026: day, month, year")


def day_said(value: date | None) -> str:
    """A day as it stands in a sheet that goes out."""
    return f"{value:%d/%m/%Y}" if value else ""


def parts(cell: str, between: str = ";") -> list[str]:
    """What stands in a cell between semicolons."""
    return [part.strip() for part in re.split(f"[{between}]", cell) if part.strip()]


def one_of(words: Mapping[str, Iterable[str]], cell: str) -> str:
    """The key under which the word stands, in any case and spacing. Raises BadCell with what may be written."""
    wanted = plain_word(cell)
    for key, others in words.items():
        if wanted in map(plain_word, (key, *others)):
            return key
    raise BadCell(f"must be one of {', '.join(words)}")


def plain_word(text: str) -> str:
    """A word without its case, spaces, signs and dots, so that "Name (Hindi)" is name_hindi and फ़ोन is फोन."""
    return "".join(
        sign
        for sign in unicodedata.normalize("NFKD", text.casefold())
        if unicodedata.category(sign)[0] in "LNM" and sign != "\N{DEVANAGARI SIGN NUKTA}"
    )
