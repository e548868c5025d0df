"""What a report says beside the product: a danger, that it is the same again, that it is of an order; by sound.

The words stand in `words.yml`.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from munshi.catalogue.goods import heard
from munshi.service.tickets.rules import HAZARDS, Hazard
from munshi.service.visits.words import beside_streets, machine_in

FILE = Path(__file__).with_name("words.yml")
MOST_OF_A_LIST = 6  # words of who wants to see what is open
SENTENCES = re.compile(r"(?<=[.!?।])\s+|\n+")
CLAUSES = re.compile(r"(?<=[.,!?।])\s+|\n+")
WORD = re.compile(r"[^\s,.;:!?।]+")
FIGURES = re.compile(r"\d{2,}")
OF_MONEY_TAKEN = ("shop_people", "took", "grievance")
OF_DAMAGE = ("shop_people", "damaged")
COOLED_BY_GAS = ("fridge", "ac")  # machines
MAY_SMELL = (
    "water_purifier",
    "fridge",
    "ac",
    "cooler",
    "washing_machine",
    "chimney",
    "plumbing",
)  # of water, of air
DRAWS_SMOKE, BURNS_GAS = "chimney", "stove"
BETWEEN = 2  # words that may stand between those of a phrase

Keys = Sequence[str]


def keys(text: str) -> Keys:
    """The words of a text, by their sound."""
    return heard(text)


def hazard_in(text: str) -> Hazard | None:
    """The danger of which a text speaks; the gas of what cools is none unless it smells."""
    said, machine = keys(text), machine_in(text)
    if _has_one(said, _phrases("gas")) and _has_one(said, _phrases("smells")):
        return "gas"
    if _has_one(said, _phrases("current")) and _has_one(said, _phrases("felt")):
        return "sparks"
    known = [hazard for hazard in HAZARDS if hazard != "gas" or machine not in COOLED_BY_GAS]
    named = next((hazard for hazard in known if _has_one(said, _phrases("hazards", hazard))), None)
    if machine == DRAWS_SMOKE and named == "sparks" and _does_not_draw(said):
        return None
    return named or _of_smell(said, machine)


def _does_not_draw(said: Keys) -> bool:
    """Whether all that is dangerous is smoke, and that is not drawn or stays inside; none that comes out of it."""
    smoke = {each[0] for each in _phrases("smoke")}
    others = [word for word in said if word not in smoke]
    comes_out = _has_one(said, _phrases("smoke_from")) and not _has_one(said, _phrases("denied"))
    if comes_out or _has_one(others, _phrases("hazards", "sparks")):
        return False
    return _has_one(said, _phrases("draws"))


def _of_smell(said: Keys, machine: str | None) -> Hazard | None:
    """A bad smell: of what burns gas it is gas, of what has water or air in it no danger, of all else that it burns."""
    if machine == BURNS_GAS and _has_one(said, _phrases("smells")):
        return "gas"
    if machine in MAY_SMELL or not _has_one(said, _phrases("foul")):
        return None
    return "sparks"


def says_again(text: str) -> bool:
    """Whether it was like this before."""
    return _has_one(keys(text), _phrases("again"))


def is_of_order(text: str) -> bool:
    """Whether it speaks of goods as they came."""
    return _has_one(keys(text), _phrases("of_order"))


def came_wrong(text: str) -> bool:
    """Whether it says that goods came wrong, short or broken, or are not as they should be."""
    said = keys(text)
    return _has_one(said, _phrases("came_wrong")) or _has_one(said, _phrases("goods_state"))


def is_of_conduct(text: str) -> bool:
    """Whether it complains of people: how they behaved, what they left behind or broke, or what they charged."""
    said = keys(text)
    took = FIGURES.search(text) and all(_has_one(said, _phrases(each)) for each in OF_MONEY_TAKEN)
    broke = all(_has_one(said, _phrases(each)) for each in OF_DAMAGE)
    return bool(took) or broke or any(_has_one(said, _phrases(each)) for each in ("conduct", "compensation"))


def asks_of_safety(text: str) -> bool:
    """Whether it asks if something may be used, or what to do until somebody comes."""
    return _has_one(keys(text), _phrases("safety"))


def calls_dangerous(text: str) -> bool:
    """Whether it says of something that it is dangerous."""
    return _has_one(keys(text), _phrases("dangerous"))


def complains(text: str) -> bool:
    """Whether it speaks of a complaint."""
    return _has_one(keys(text), _phrases("complaining"))


def speaks_of_complaints(text: str) -> bool:
    """Whether it speaks of complaints, one or several."""
    return _has_one(keys(text), _phrases("complaints"))


def is_of_fault(text: str) -> bool:
    """Whether it says that something does not do what it should."""
    said = keys(text)
    return any(holds(said, phrase) for phrase in _phrases("faults"))


def of_faults(text: str) -> str | None:
    """The sentences of a text that tell of a fault or a danger."""
    return " ".join(each for each in SENTENCES.split(text.strip()) if tells_fault(each)) or None


def tells_fault(text: str) -> bool:
    """Whether it tells of a fault or a danger."""
    return is_of_fault(text) or hazard_in(text) is not None


def asks_of_money(text: str) -> bool:
    """Whether it asks what something costs."""
    return _has_one(keys(text), _phrases("costing"))


MOST_ALONE = 3  # words of "approve DL260999"


def brands_in(text: str) -> list[str]:
    """The makers that a text names, as the list has them; a street that is called like one is none."""
    said, written = keys(beside_streets(text)), _words()["brands_written"]
    named = [str(brand) for brand in _words()["brands"] if holds(said, keys(str(brand)))]
    return named + [
        brand for other, brand in written.items() if holds(said, keys(other)) and brand not in named
    ]


def begins_with_yes(text: str) -> bool:
    """Whether it begins as a yes does, and says more."""
    said = keys(text)
    return any(
        list(said[: len(each)]) == list(each) and len(said) > len(each) for each in _phrases("agreeing")
    )


def behind_yes(text: str) -> str | None:
    """What is said behind the yes with which a text begins; None where it says no more, or takes the yes back."""
    if not begins_with_yes(text) or is_yes_but(text):
        return None
    pieces = [(word, each.start()) for each in WORD.finditer(text) for word in keys(each.group())]
    said, at = [word for word, _ in pieces], 0
    while at < len(said) and (size := _size_of_yes(said[at:])):
        at += size
    return text[pieces[at][1] :].strip() if at < len(said) else None


def _size_of_yes(said: Keys) -> int:
    """How many words at the beginning say yes, or lead on from it."""
    phrases = [*_phrases("agreeing"), *_phrases("going_on")]
    return max((len(each) for each in phrases if list(said[: len(each)]) == list(each)), default=0)


def speaks_of_deciding(text: str) -> bool:
    """Whether it speaks of a registration that waits for a word."""
    said = keys(text)
    return _has_one(said, _phrases("registered")) and _has_one(said, _phrases("deciding"))


def decides_in(text: str) -> bool | None:
    """Whether it grants what it names, or turns it down; None where it does neither, or asks."""
    said = keys(text)
    if text.rstrip().endswith("?"):
        return None
    if _has_one(said, _phrases("turned_down")):
        return False
    alone = len(said) <= MOST_ALONE and _has_one(said, _phrases("granted_alone"))
    return True if alone or _has_one(said, _phrases("granted")) else None


def asks_for_claims(text: str) -> bool:
    """Whether it speaks of what customers have registered and somebody is to confirm."""
    said = keys(text)
    return _has_one(said, _phrases("registered")) and _has_one(said, _phrases("claims"))


def is_yes_but(text: str) -> bool:
    """Whether it begins as a yes does, and goes on with a but."""
    return begins_with_yes(text) and _has_one(keys(text), _phrases("but"))


def speaks_of_late_work(text: str) -> bool:
    """Whether it speaks of work that is not done in time."""
    said = keys(text)
    return _has_one(said, _phrases("work")) and _has_one(said, _phrases("late"))


def asks_for_open_work(text: str) -> bool:
    """Whether it is about complaints that are open, in no more words than that takes."""
    said = keys(text)
    short = len(said) <= MOST_OF_A_LIST
    return (
        short
        and _has_one(said, _phrases("complaints"))
        and _has_one(said, _phrases("open"))
        and not says_fault(text)
    )


def says_fault(text: str) -> bool:
    """Whether it says that something is wrong."""
    return is_of_fault(text) or came_wrong(text) or hazard_in(text) is not None


def asks_what_is_late(text: str) -> bool:
    """Whether it asks which of them is late, and names nothing else."""
    said = keys(text)
    return _has_one(said, _phrases("late")) and _has_one(said, _phrases("which"))


def says_what(text: str, product: Keys = ()) -> bool:
    """Whether anything but the product is said of what is wrong."""
    return any(word not in _list("only_reports") and word not in product for word in keys(text))


def telling(text: str, product: Keys = ()) -> frozenset[str]:
    """The words by which one fault is told from another."""
    small = _list("small") | _list("only_reports")
    return frozenset(word for word in keys(text) if word not in small and word not in product)


def tells(word: str) -> bool:
    """Whether a word by itself may name goods."""
    return word not in _list("small") | _list("only_reports")


def is_all(text: str) -> bool:
    """Whether it says that all of them are meant."""
    said = keys(text)
    return any(holds(said, phrase) for phrase in _phrases("all_of_it"))


def asked_for(said: Keys, places: Collection[int]) -> set[int]:
    """Which of these words of a text are said to have been asked for: the one before *mangi thi*, after *ordered*."""
    before = {
        max(earlier)
        for at in _starts(said, "asked_before")
        if (earlier := [one for one in places if one < at])
    }
    after = {
        min(later) for at in _starts(said, "asked_after") if (later := [one for one in places if one > at])
    }
    return before | after


def _starts(said: Keys, name: str) -> Iterator[int]:
    for phrase in _phrases(name):
        yield from (at for at in range(len(said)) if list(said[at : at + len(phrase)]) == list(phrase))


def holds(said: Keys, phrase: Keys) -> bool:
    """Whether the words of a phrase stand in a text, one after the other."""
    if phrase and phrase[0] not in said:
        return False
    size = len(phrase)
    return any(list(said[at : at + size]) == list(phrase) for at in range(len(said) - size + 1))


def _has_one(said: Keys, phrases: Sequence[Keys]) -> bool:
    return any(phrase[0] in said and _loosely(said, phrase) for phrase in phrases)


def _loosely(said: Keys, phrase: Keys) -> bool:
    """The same, with a few words between."""
    return any(_from(said[at:], phrase) for at, word in enumerate(said) if word == phrase[0])


def _from(said: Keys, phrase: Keys) -> bool:
    at = 0
    for word in phrase[1:]:
        ahead = list(said[at + 1 : at + 2 + BETWEEN])
        if word not in ahead:
            return False
        at += 1 + ahead.index(word)
    return True


@cache
def _words() -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(FILE.read_text("utf-8"))
    return content


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(keys(_words()[name]))


@cache
def _phrases(name: str, part: str | None = None) -> Sequence[Keys]:
    said = _words()[name]
    return list(_read(said[part] if part else said))


def _read(phrases: Sequence[str]) -> Iterator[Keys]:
    yield from filter(None, (keys(str(phrase)) for phrase in phrases))
