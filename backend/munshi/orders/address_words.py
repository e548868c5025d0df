"""What of a message is an address, with the talk around it left away: by its pincode, its figures and words of a place.

The words stand in `addresses.yml`.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from munshi.orders.addresses import PINCODE, Address
from munshi.word_lists import WordLists

_lists = WordLists(__file__, "addresses.yml")
_words = _lists.words
EDGES = " ,.;:-–/|\n\t\"'“”‘’()"
QUOTES = str.maketrans("", "", '"“”')
ENDS = re.compile(r"(?<=[?!।;\n])|(?<=\.)(?=\s|$)")
HOUSE = re.compile(  # 45/2, 45/B, B-204, C21
    r"\d+\s?/\s?(?:\d+|[^\W\d_]{1,2}(?!\w))|(?<![^\W\d_])[^\W\d_]{1,2}-?\d+(?!\w)"
)
SERIAL = re.compile(r"(?<!\w)[a-z]{1,5}-?\d{6,}(?!\w)", re.IGNORECASE)  # of a machine: no house, no pincode
LONG_NUMBER = re.compile(r"\d{3,5}\s")  # of a house: so many of one thing nobody orders
NUMBER = r"(?<![\w/-])(?:[^\W\d_]{1,2}-)?\d[\w/-]*"
WORDS_OF_A_PART = 4  # of a part that has no word of a place itself
WORDS_OF_TALK = 3  # before a house
WORDS_OF_A_TOWN = 2  # of what stands behind the last place: "…, Indore"
WORDS_OF_A_HOUSE = 3  # that ends in its number: "shop no 14"


_THIS_INSTEAD = re.compile(rf"{NUMBER},?\s+(?:{_lists.any_of('corrected')}),?\s+(?={NUMBER})", re.IGNORECASE)
_NOT_THAT = re.compile(rf",?\s+(?:{_lists.any_of('instead_of')})\s+{NUMBER}", re.IGNORECASE)
_HOUR_TO = re.compile(  # "at 10 to 77 sethi colony"
    rf"(?<!\S)(?:1[0-2]|[1-9])(?::[0-5]\d)?\s?(?:am|pm|baje|o'?clock)?\s+to\s+(?={NUMBER}\s+(?!am|pm|baje)[^\W\d_])",
    re.IGNORECASE,
)
_AMOUNT = re.compile(rf"(?<![\w/])\d[\d/.]*\s?(?:{_lists.any_of('units')})(?!\w)", re.IGNORECASE)


@dataclass(frozen=True)
class _Part:
    """What stands between two commas; `sure`: it is a place by itself."""

    text: str
    pincode: str | None
    sure: bool

    @property
    def has_figure(self) -> bool:
        return any(character.isdecimal() for character in self.text)

    @property
    def words(self) -> int:
        return len(self.text.split())


def written_address(text: str) -> Address | None:
    """The address in a text, without what stands around it; None where it has no pincode, figure or word of a place."""
    told = as_put_right(SERIAL.sub(" ", _digits(text)).translate(QUOTES))
    clauses = [list(_parts(clause)) for clause in _clauses(told)]
    sure = [_whole(clause) for clause in clauses if any(part.sure for part in clause)]
    found = [part for clause in sure for part in clause] or [
        part for clause in clauses for part in clause if part.has_figure
    ]
    if not found:
        return None
    pincode = next((part.pincode for part in reversed(found) if part.pincode), None)
    streets = [part.text for part in found if part.text and not says_wrong(part.text)]
    street = ", ".join(dict.fromkeys(streets))
    return Address(pincode, street or None)


def as_put_right(text: str) -> str:
    """The text with the number that holds in the place of the wrong one: "20 nahi 2 subhash marg", "2, not 20"."""
    text = _AMOUNT.sub(" ", _HOUR_TO.sub("", text))
    return _NOT_THAT.sub("", _THIS_INSTEAD.sub("", text))


def says_wrong(text: str) -> bool:
    """Whether a text that names no place says that something was wrong: "pincode galat likha"."""
    return not _is_place(text) and any(_key(word) in _words("wrong") for word in text.split())


def surely_an_address(text: str) -> bool:
    """Whether a text has a pincode, or a house or a place with a figure, whatever is asked."""
    found = written_address(text)
    if found is None:
        return False
    sure = names_a_place(text) or _says_it_is_one(text)
    figure = any(character.isdecimal() for character in found.text or "")
    return bool(found.pincode) or (sure and figure)


def _says_it_is_one(text: str) -> bool:
    """Whether it begins with the word for one, and a number comes behind it: "pata sirf 65 annapurna"."""
    words = [_key(word) for word in text.split()]
    named = next((at for at, word in enumerate(words) if word not in _words("before")), len(words))
    begins = not _words("names_it").isdisjoint(words[:named]) and _words("refused").isdisjoint(words[:named])
    return begins and named + 1 < len(words) and words[named][:1].isdecimal()


def names_a_place(text: str) -> bool:
    """Whether a text has a pincode, a house, or a word of a place, with or without a figure."""
    return any(part.sure for clause in _clauses(SERIAL.sub(" ", _digits(text))) for part in _parts(clause))


def sure_address(text: str) -> Address | None:
    """The address in a text that is surely one, else None."""
    return written_address(text) if surely_an_address(text) else None


def bare(text: str) -> str:
    """A place without the words before and behind it that are no part of it."""
    words = _behind_naming(_behind_sending(text.strip(EDGES).split()))
    while words and _key(words[0]) in _words("before"):
        words.pop(0)
    while words and _key(words[-1]) in _words("behind"):
        words.pop()
    return " ".join(words).strip(EDGES)


def _behind_sending(words: list[str]) -> list[str]:
    """What stands behind the last word that sends or takes, where a house or a place does: *2 bhej do 45 Nai Sadak*."""
    at = max((place for place, word in enumerate(words) if _key(word) in _words("sends")), default=-1)
    behind = words[at + 1 :]
    goes_there = any(word[:1].isdecimal() for word in behind) or _is_place(" ".join(behind))
    return behind if goes_there else words


def _behind_naming(words: list[str]) -> list[str]:
    """What stands behind the word for an address, which leads to the house or place there: *ab dusra pata: 12 …*."""
    at = max((place for place, word in enumerate(words) if _key(word) in _words("naming")), default=-1)
    front, behind = " ".join(words[:at]), " ".join(words[at + 1 :])
    leads = at >= 0 and not any(map(str.isdecimal, front)) and not _is_place(front)
    goes_there = not behind or any(map(str.isdecimal, behind)) or _is_place(behind)
    return words[at + 1 :] if leads and goes_there else words


def led_to(text: str) -> str:
    """A piece of an address without the words that only lead to it; empty where it says no more than that one comes."""
    words = text.split()
    behind = _behind_naming(words)
    return text[text.index(behind[0]) :] if behind and behind != words else text if behind else ""


def has_number_of_house(text: str) -> bool:
    """Whether a text begins with a number of so many figures that nobody orders as many of a thing: "305 pragati"."""
    return LONG_NUMBER.match(_digits(text)) is not None and _AMOUNT.match(_digits(text)) is None


def joins(front: str) -> bool:
    """Whether words end with one that joins what follows to a list: "…, pav aur"."""
    return _key((front.split() or [""])[-1]) in _words("joins")


def adds(text: str) -> bool:
    """Whether words add to the address that is known, and bring no house: "write ABC Traders in the address also"."""
    said = {_key(word) for word in text.split()}
    has_figure = any(character.isdecimal() for character in text)
    return not (has_figure or _words("adds").isdisjoint(said) or _words("names_it").isdisjoint(said))


def says_more(place: str, before: str) -> bool:
    """Whether a place has a word that was not said before, besides those that are no part of one."""
    known = {_key(word) for word in before.split()} | _words("before") | _words("behind")
    return any(_key(word) not in known for word in place.split())


def is_spoken_of(place: str, before: str) -> bool:
    """Whether a place has nothing but a number of the one before, with words that are no name: "7 to makaan"."""
    words = [_key(word) for word in place.split()]
    known = {_key(word) for word in before.split()}
    general = _words("before") | _words("behind") | _words("place") | _words("numbered")
    numbers = {word for word in words if word[:1].isdecimal()}
    others = set(words) - numbers
    return bool(numbers) and bool(others) and numbers <= known and others <= general


def is_of_house(name: str, text: str) -> bool:
    """Whether what seems to be a name is the letter of a house in a text: the B of "B-204" and of "45/B"."""
    return any(
        name.casefold() == house.group().strip("-/ 0123456789").casefold() for house in HOUSE.finditer(text)
    )


def stands_in_a_place(name: str, text: str) -> bool:
    """Whether a place is called by a name and what stands right behind it: the note of "Bank Note Press Colony"."""
    behind = text.partition(name)[2].partition(",")[0].split()[:WORDS_OF_A_TOWN]
    return any(_key(word) in _words("place") - _words("near") for word in behind)


def is_thin(text: str) -> bool:
    """Whether an address is the name of an area and no more: no house, street, landmark or name of a shop."""
    if any(map(str.isdecimal, text)):
        return False
    return all(_is_an_area([_key(word) for word in part.split()]) for part in text.split(","))


def _is_an_area(words: Sequence[str]) -> bool:
    """Whether one word names it, or a word for an area has no more than one before and one behind: "film nagar"."""
    areas = [at for at, word in enumerate(words) if word in _words("areas") or _ends_as_a_place(word)]
    others = _words("near") | _words("beside") | _words("numbered") | (_words("place") - _words("areas"))
    named = len(words) == 1 or any(at <= 1 and len(words) - at <= WORDS_OF_A_TOWN for at in areas)
    return named and others.isdisjoint(words)


def says_none(text: str) -> bool:
    """Whether words say that there is no house to name, and name none: "no landmark", "ghar number nahi hai"."""
    words = {_key(word) for word in text.split()}
    is_house = any(map(str.isdecimal, text)) or not (_words("near") | _words("beside")).isdisjoint(words)
    return not is_house and not _words("refused").isdisjoint(words)


def fetches(text: str) -> bool:
    """Whether the answer to where is the shop itself: "dukaan se lunga"."""
    said = {_key(word) for word in text.split()}
    return bool(said & _words("shop")) and not said & _words("refused")


def _clauses(text: str) -> Iterator[str]:
    """What is said one after the other; a question is no address, and a dot behind a short word ends nothing."""
    kept = ""
    for clause in ENDS.split(text):
        kept += clause
        words = kept.split()
        if words and words[-1].endswith(".") and _key(words[-1]) in _words("short"):
            continue
        if not kept.rstrip().endswith("?"):
            yield kept
        kept = ""
    yield kept


def _parts(clause: str) -> Iterator[_Part]:
    """The parts of a clause; what stands behind a pincode in one is a part of its own."""
    for piece in clause.split(","):
        at = 0
        for found in PINCODE.finditer(piece):
            pincode = found.group().replace(" ", "")
            yield _Part(_from_house(bare(piece[at : found.start()])), pincode, sure=True)
            at = found.end()
        rest = bare(piece[at:])
        if rest:
            yield _Part(rest, None, _is_place(rest))


def _from_house(text: str) -> str:
    """A place from its house on, where a sentence that names no place stands before: "ac nahi chal raha 12 vanaz"."""
    words = text.split()
    at = next((at for at, word in enumerate(words) if word[:1].isdecimal()), 0)
    is_talk = at >= WORDS_OF_TALK and not _is_place(" ".join(words[:at])) and not _is_numbered(words[at - 1])
    return " ".join(words[at:]) if is_talk and at + 1 < len(words) else text


def _whole(parts: Sequence[_Part]) -> Sequence[_Part]:
    """From the first to the last sure part, with the house before, short names between, and the town behind."""
    parts = _without_talk(parts)
    sure = [at for at, part in enumerate(parts) if part.sure]
    first, last = sure[0], sure[-1]
    behind = any(map(_begins_with_house, parts[first + 1 : first + 2]))
    while first and not (behind and parts[first].pincode) and _belongs_before(parts[first - 1], parts[first]):
        first -= 1
    town = [part for part in parts[last + 1 : last + 2] if _belongs_behind(part, parts[first : last + 1])]
    between = [part for part in parts[first : last + 1] if part.sure or part.words <= WORDS_OF_A_PART]
    return [*between, *town]


def _without_talk(parts: Sequence[_Part]) -> Sequence[_Part]:
    """What stands before a pincode, and is no place by itself, is talk where its house stands right behind it."""
    return [
        replace(part, text="") if part.pincode and then and not _is_place(part.text) else part
        for part, then in zip(parts, [*map(_begins_with_house, parts[1:]), False], strict=True)
    ]


def _begins_with_house(part: _Part) -> bool:
    """Whether it has a number with a name: "40 bhagwati nagar", "office 12 siyaganj"."""
    words = part.text.split()[:WORDS_OF_A_PART]
    at = next((at for at, word in enumerate(words) if word[:1].isdecimal()), len(words))
    named = at + 1 < len(words) and part.pincode is None
    return named and (at == 0 or (at == 1 and _is_numbered(words[0])))


def _belongs_before(part: _Part, then: _Part) -> bool:
    """The number of a house, any short part before a pincode that stands alone, what a landmark is beside."""
    alone = bool(then.pincode) and not then.text
    if alone:
        return part.words <= WORDS_OF_A_PART
    if _is_landmark(then.text) and part.words <= WORDS_OF_A_HOUSE and part.text[:1].isdecimal():
        return True
    ends_in_number = part.words <= WORDS_OF_A_HOUSE and part.text[-1].isdecimal() and _is_numbered(part.text)
    has_none = bool(then.pincode) and not then.has_figure  # the place has no house itself
    short = 1 < part.words <= WORDS_OF_A_PART and part.text[:1].isdecimal()
    is_house = short and (has_none or LONG_NUMBER.match(part.text) is not None)
    alone = part.words == 1 and not _begins_with_house(replace(then, pincode=None))
    return part.has_figure and (alone or ends_in_number or is_house)


def _is_numbered(text: str) -> bool:
    """Whether words say that their number is that of a house: "shop no 14", and no "coke 1"."""
    return any(_key(word) in _words("numbered") for word in text.split())


def _belongs_behind(part: _Part, before: Sequence[_Part]) -> bool:
    """The town, or the house where nothing but its pincode stands before: "452001, 12 Lake View"."""
    if not before[-1].pincode:
        return part.words <= WORDS_OF_A_TOWN
    return part.has_figure and part.words <= WORDS_OF_A_PART and not any(each.text for each in before)


def _is_landmark(text: str) -> bool:
    """Whether it says what a house is near: "near clock tower", "mandir ke paas"."""
    words = [_key(word) for word in text.split()]
    return bool(words) and (words[0] in _words("near") or words[-1] in _words("beside"))


def _is_place(text: str) -> bool:
    words = _without_goods([_key(word) for word in text.split()])
    named = any(word in _words("place") or _ends_as_a_place(word) for word in words)
    named = named or (len(words) > 1 and words[0] in _words("villages"))
    return named or is_beside(text) or HOUSE.search(text) is not None


def _without_goods(words: Sequence[str]) -> list[str]:
    """The words without those that are of goods by the word behind them: the *street* of "street light"."""
    behind = [*words[1:], ""]
    return [word for word, then in zip(words, behind, strict=False) if then not in _words("goods_behind")]


def is_beside(text: str) -> bool:
    """Whether a place is named by what it stands beside: "SBI ke paas"."""
    return any(_key(word) in _words("beside") for word in text.split()[1:])


def _ends_as_a_place(word: str) -> bool:
    """Freeganj, Nanakheda, Vijaynagar."""
    return any(word != ending and word.endswith(ending) for ending in _words("ends"))


def _digits(text: str) -> str:
    return "".join(str(unicodedata.digit(c)) if c.isdecimal() else c for c in text)


def _key(word: str) -> str:
    return word.strip(EDGES).casefold()
