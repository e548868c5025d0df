"""What the words of a message name of visits: a machine, a part of a day, a place in a list. By their sound. Pure.

The words stand in `words.yml`.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml

from munshi.service.visits.phrases import Phrase, Phrases, of_lists
from munshi.service.visits.streets import beside_streets
from spelling import key

WORD = re.compile(r"[^\s,.;:!?।/()]+")
HALF = re.compile(r"\d\s*[ap]\.?m\b", re.IGNORECASE)
PRICE = re.compile(r"\bprices?\b", re.IGNORECASE)  # sounds like a press
# What the desk speaks of, beside machines and kinds of work.
OF_DESK = (
    "work",
    "repairing",
    "broken",
    "guarantee",
    "yearly",
    "plan",
    "visits",
    "who_goes_out",
    "fee",
    "belonging",
    "tongues",
)
BOTH = 2  # the part and the whole
OF_A_PRICE = re.compile(r"\b\d{2,6}\b")
PHONE = "phone"  # a machine, or how somebody was heard
CALLED = "called"  # the one list that is no phrases
FILE = Path(__file__).with_name("words.yml")
SHORT = 2  # letters of a name without another for several
MOST_OF_A_COUNT = 5  # words
MOST_OF_A_NAME = 3  # words, of a machine that is named and nothing else
TELLING = 2  # words between which and who comes that they are told stands
MOST_BEHIND_A_NO = 2  # words, of which one may be the machine that is meant
HEARD = 1 << 8  # texts of which it is kept which machines they do not mean
NAMES = 1 << 13  # names whose sound is kept: a message is held against those of a whole shelf


def machine_in(text: str) -> str | None:
    """The kind of machine that a text names first; of several none that is put right: "laptop nahi, printer"."""
    if denied := denied_machines(text):
        return next(kind for kind, _ in machines_placed(text) if kind not in denied)
    if (whole := _whole_behind(text)) is not None:
        return whole
    kind = _first_named(PRICE.sub("", _beside_calls(beside_streets(text))), "machines")
    if kind != PHONE:
        return kind
    placed = [each for each, _ in machines_placed(text)]
    if PHONE in placed and not says(text, "called_up"):
        return kind
    # somebody was called, of another machine where one is named
    return next((each for each in placed if each != PHONE), kind if PHONE in placed else None)


def _beside_calls(text: str) -> str:
    """A text with blanks for the calls that came: the phone of "Ritu ka phone aaya" is no machine."""
    while says(text, "a_call") and (call := placed(text, "a_call")) is not None:
        text = f"{text[: call[0]]}{' ' * (call[1] - call[0])}{text[call[1] :]}"
    return text


def _whole_behind(text: str) -> str | None:
    """The machine of which the first that is named is a part: "the motor of my chimney"."""
    if not says(text, "part_of"):
        return None
    named = _machines_within(text)[:BOTH]
    if len(named) < BOTH:
        return None
    between = sounds(text[named[0][2] : named[1][1]])
    leads = bool(between) and set(between) <= words_in("part_of") and says(" ".join(between), "part_of")
    return named[1][0] if leads and named[0][0] != named[1][0] else None


def kind_of(called: str) -> str:
    """The kind by which technicians and parts know a machine, whatever a business's file calls it: *ro*."""
    return machine_in(called.replace("_", " ")) or called


def renames(text: str, named: str | None) -> bool:
    """Whether a text that names this machine says so of what is known: it denies another, or names nothing else."""
    return named is not None and (bool(denied_machines(text)) or len(text.split()) <= MOST_OF_A_NAME)


@lru_cache(maxsize=HEARD)
def denied_machines(text: str) -> frozenset[str]:
    """Of several machines those that are said not to be meant: "its printer not laptop", "AC nahi fridge"."""
    if not any(says(text, each) for each in ("not_then", "not_this", "is_well")):
        return frozenset()
    named = _machines_within(text)
    begin = {begins for _, begins, _ in named}
    denied = frozenset(kind for kind, begins, ends in named if _is_denied(text, begins, ends, begin))
    return denied if denied < {kind for kind, _, _ in named} else frozenset()


def _is_denied(text: str, begins: int, ends: int, machines: Collection[int]) -> bool:
    """Whether a no stands right before a machine, or right behind it with the end or another machine behind.

    Or it is said right behind it that nothing is wrong with it: "geyser theek hai".
    """
    if starts_with(text[ends:], "is_well"):
        return True
    before, behind = text[:begins].split()[-1:], list(WORD.finditer(text, ends))[: 1 + MOST_BEHIND_A_NO]
    if before and is_of(before[0], "not_this"):
        return True
    if not behind or not is_of(behind[0].group(), "not_then"):
        return False
    then = text[behind[0].end() :].lstrip(" ")
    is_end = not then or then[0] in ",.;!?।\n" or is_of(then.rstrip(" .!।"), "says_nothing")
    return is_end or any(each.start() in machines for each in behind[1:])


def starts_with(text: str, wanted: str) -> bool:
    """Whether a text begins with one of these phrases."""
    said = tuple(sounds(text))
    return any(said[: len(phrase)] == phrase for phrase in _lists()[wanted])


def words_of(machine: str) -> frozenset[str]:
    """Every word by which people call such a machine, by sound."""
    return frozenset(word for phrase, kind in _machine_phrases() if kind == machine for word in phrase)


def beside_machines(text: str, kinds: Collection[str]) -> str:
    """A text with blanks for what it calls machines of these kinds: the filter of "water filter" is no part."""
    for kind, begins, ends in _machines_within(text):
        if kind in kinds:
            text = f"{text[:begins]}{' ' * (ends - begins)}{text[ends:]}"
    return text


def counts_machines(text: str, machine: str | None) -> bool:
    """Whether a few words say how many of such a machine there are: "2 AC hain"."""
    before = (text[:at].split()[-1:] for kind, at in machines_placed(text) if kind == machine)
    short = len(text.split()) <= MOST_OF_A_COUNT and not asks(text)
    return short and any(_first_named(word, "several") for said in before for word in said)


def machines_placed(text: str) -> list[tuple[str, int]]:
    """Each kind of machine that a text names, with where the first of its words begins; in their order."""
    return [(kind, begins) for kind, begins, _ in _machines_within(text)]


def _machines_within(text: str) -> list[tuple[str, int, int]]:
    """The same, with where the last of its words ends."""
    beside = _beside_calls(beside_streets(text))
    tokens = [(found.start(), found.end(), key(found.group())) for found in WORD.finditer(beside)]
    said, found, ended = tuple(sound for _, _, sound in tokens), list[tuple[str, int, int]](), 0
    fits = _named()["machines"].within(said)
    for at, size, kind in sorted(fits, key=lambda each: (each[0], -each[1])):
        if at < ended:
            continue
        ended = at + size
        if not (kind == PHONE and _is_phoned(said[:at], said[ended:])):
            found.append((kind, tokens[at][0], tokens[ended - 1][1]))
    return found


def _is_phoned(before: Sequence[str], behind: Sequence[str]) -> bool:
    """Whether *phone* is what somebody does, and no machine: "do not phone her", "मम्मी को फोन न करे"."""
    noes = words_in("not_then") | words_in("not_this")
    verb = next((word for word in behind if word not in noes), "")
    return verb in words_in("phoned") or (bool(before) and before[-1] in words_in("do_not"))


def part_of_day_in(text: str) -> tuple[int, int] | None:
    """The minutes of the day from and until which `shaam` or `morning` are."""
    named = _first_named(text, "parts_of_day")
    if named is None:
        return None
    since, until = (_minutes(hour) for hour in named.split("-"))
    return since, until


def says_half(text: str) -> bool:
    """Whether a text says which half of the day its hour is of: "8 am", "subah 8 baje"."""
    return part_of_day_in(text) is not None or says(text, "half_of_day") or HALF.search(text) is not None


def price_in(text: str) -> int | None:
    """The price in paise by which a few words choose what is shown: "320 wala"."""
    figures = OF_A_PRICE.findall(text)
    is_choice = len(figures) == 1 and len(text.split()) <= MOST_OF_A_COUNT and says(text, "belonging")
    return int(figures[0]) * 100 if is_choice else None


def work_in(text: str) -> str | None:
    """The kind of work that a text names first: an installation, gas, a service."""
    return _first_named(text, "kinds_of_work")


def works_in(text: str) -> list[str]:
    """All kinds of work that a text names, in their order."""
    return _all_named(text, "kinds_of_work")


def several_in(text: str) -> str | None:
    """How many machines there are, by the first word that says so: a figure, or `both`."""
    return _first_named(text, "several")


def place_in(text: str) -> int | None:
    """Which of what was shown: 1 the first, -1 the last; a figure alone is one too."""
    bare = text.strip().rstrip(".")
    if bare.isdecimal() and len(bare) <= 2:
        return int(bare)
    named = _first_named(text, "places")
    return int(named) if named else None


def chosen_in(text: str) -> int | None:
    """Which of the hours that were shown is chosen: none by a question, nor by the first of "he should call first"."""
    if asks(text):
        return None
    calls = placed(text, "call_first")
    return place_in(f"{text[: calls[0]]} {text[calls[1] :]}" if calls else text)


def nth_in(text: str) -> int | None:
    """Which of several jobs in the order of their hours: 1 the first, -1 the last."""
    named = _first_named(text, "nth_job")
    return int(named) if named else None


def says(text: str, wanted: str) -> bool:
    """Whether a text has one of the words of a list: `soonest`, `cancelling`, `moving`, `asking` and so on."""
    return next(_phrases()[wanted].within(_sounds(text)), None) is not None


def words_in(wanted: str) -> frozenset[str]:
    """Every word of the phrases of a list, by sound."""
    return frozenset(word for phrase in _lists()[wanted] for word in phrase)


def is_of_desk(text: str) -> bool:
    """Whether each word of a text is one by which something of the desk is said: a machine, a work, a wish."""
    said = sounds(text)
    return bool(said) and _of_desk().issuperset(said)


def asks_for_list(text: str) -> bool:
    """Whether a text asks for things that are to be listed."""
    return any(says(text, each) for each in ("asking", "listing", "whose"))


def of_care(text: str) -> bool:
    """Whether a text speaks of yearly care: by its name, of a plan for a machine, or asks which plans there are."""
    of_plan = says(text, "plan") and (machine_in(text) is not None or says(text, "which_ones"))
    return says(text, "yearly") or of_plan


def placed(text: str, wanted: str) -> tuple[int, int] | None:
    """Where the first of the words of a list stands in a text, and where it ends; the longest that begins there."""
    tokens = [(found.start(), found.end(), key(found.group())) for found in WORD.finditer(text)]
    said = [sound for _, _, sound in tokens]
    found = [(at, -len(phrase)) for phrase in _lists()[wanted] if (at := _at(said, phrase)) is not None]
    if not found:
        return None
    at, size = min(found)
    return tokens[at][0], tokens[at - size - 1][1]


def placed_last(text: str, wanted: str) -> tuple[int, int] | None:
    """Where the last of the words of a list stands."""
    found, at = None, 0
    while (place := placed(text[at:], wanted)) is not None:
        found, at = (at + place[0], at + place[1]), at + place[1]
    return found


def is_to_note(text: str) -> bool:
    """Whether a text is to be written down for who comes, or told to them; "bata do kab aayega" asks."""
    return any(says(text, each) for each in ("noting", "call_first", "at_the_gate")) and not asks(text)


def is_for_who_comes(text: str) -> bool:
    """Whether a text is for who comes, by the word for their work: "mistri ko kahiye", "ask the technician"."""
    return says(text, "for_who_comes") or _is_for(text, "who_goes_out")


def is_for_owner(text: str) -> bool:
    """Whether a text is to be told to the owner: "malik ko bata dijiye kaam kharab tha"."""
    return _is_for(text, "the_owner") and not asks(text)


def _is_for(text: str, whom: str) -> bool:
    """Whether somebody is named who is to be told something: the telling stands right behind, or right before."""
    at = placed(text, whom)
    if at is None:
        return False
    before, behind = text[: at[0]].split()[-TELLING:], text[at[1] :].split()[: 1 + TELLING]
    leads = bool(behind) and (is_of(behind[0], "to_whom") or is_of(text[: at[1]].split()[-1], "to_whom"))
    bids = any(says(" ".join(behind), each) for each in ("has_told", "bid_to_tell"))
    return (leads and bids) or says(" ".join(before), "tells_first")


def is_to_bring(text: str) -> bool:
    """Whether who comes shall bring something along: of the visit, and no order."""
    return says(text, "bring_along") and not asks(text)


def asks_of_charge(text: str) -> bool:
    """Whether it is asked what it costs that somebody comes, or only looks: "if he only checks, how much do I pay?"."""
    of_coming = says(text, "visit_charge") or says(text, "only_looks")
    return of_coming and any(says(text, each) for each in ("how_much", "costing", "to_pay"))


def ends_guarantee(text: str) -> bool:
    """Whether it says that there is no guarantee any more, and asks nothing: "warranty khatam ho gayi"."""
    return says(text, "no_guarantee") and not (asks(text) or text.rstrip().endswith("?"))


def asks(text: str) -> bool:
    """Whether a text is a question, by its sign or its words."""
    return text.rstrip().endswith("?") or says(text, "questioning")


def is_of(text: str, wanted: str) -> bool:
    """Whether a text is one of the words of a list, and nothing else."""
    return tuple(sounds(text)) in _lists()[wanted]


def quality_in(text: str) -> str | None:
    """Whether an original part is wanted, a compatible or a refurbished one."""
    return _first_named(text, "qualities")


def only_quality_in(text: str) -> str | None:
    """The same; None where several are named, of which one is to be chosen."""
    named = _all_named(text, "qualities")
    return named[0] if len(named) == 1 else None


def called(name: str) -> dict[str, str] | None:
    """What stands on a bill for something that has a name of its own there, or how something is said, by language."""
    named: dict[str, str] | None = _file()[CALLED].get(name)
    return named


def sounds(text: str) -> list[str]:
    """The words of a text as they sound."""
    return list(_sounds(text))


@lru_cache(maxsize=NAMES)
def _sounds(text: str) -> Phrase:
    return tuple(sound for word in _split(text) if (sound := key(word)))


def _split(text: str) -> Iterator[str]:
    cut = "".join(" " if sign in ',.;:!?।/()\n\t"' else sign for sign in text)
    yield from cut.split()


def _first_named(text: str, wanted: str) -> str | None:
    """The name whose phrase stands first in the text, of those that begin together the longest."""
    return next(iter(_all_named(text, wanted)), None)


def _all_named(text: str, wanted: str) -> list[str]:
    """All names of which a phrase stands in the text, the first one first."""
    found = ((at, -size, name) for at, size, name in _named()[wanted].within(_sounds(text)))
    return list(dict.fromkeys(name for _, _, name in sorted(found)))


def _at(words: Sequence[str], phrase: Phrase) -> int | None:
    return next(
        (at for at in range(len(words) - len(phrase) + 1) if tuple(words[at : at + len(phrase)]) == phrase),
        None,
    )


@cache
def _of_desk() -> frozenset[str]:
    """The words of machines, kinds of work, and what else the desk speaks of."""
    named = {word for each in OF_DESK for word in words_in(each)}
    phrases = [
        phrase
        for each in ("machines", "kinds_of_work")
        for phrases in _file()[each].values()
        for phrase in phrases
    ]
    return frozenset(named.union(word for phrase in phrases for word in sounds(phrase)))


def _minutes(hour: str) -> int:
    hours, minutes = hour.split(":")
    return int(hours) * 60 + int(minutes)


@cache
def _file() -> Mapping[str, Any]:
    read: dict[str, Any] = yaml.load(FILE.read_text("utf-8"), Loader=yaml.CSafeLoader)
    return {**read, "machines": {kind: _with_several(names) for kind, names in read["machines"].items()}}


def _with_several(names: Sequence[str]) -> list[str]:
    """The names of a machine, in English also of several: "both my fans"; a TVS is a scooter."""
    several = (f"{name}s" for name in names if name.isascii() and len(name) > SHORT)
    return [*names, *several]


@cache
def _named() -> Mapping[str, Phrases]:
    """The lists that have names."""
    return {
        wanted: Phrases(
            (tuple(sounds(phrase)), name) for name, phrases in named.items() for phrase in phrases
        )
        for wanted, named in _file().items()
        if isinstance(named, dict) and wanted != CALLED
    }


@cache
def _machine_phrases() -> Sequence[tuple[Phrase, str]]:
    kinds = _file()["machines"].items()
    return [(tuple(sounds(phrase)), kind) for kind, phrases in kinds for phrase in phrases]


@cache
def _phrases() -> Mapping[str, Phrases]:
    return of_lists(_lists())


@cache
def _lists() -> Mapping[str, Sequence[Phrase]]:
    return {
        wanted: [tuple(sounds(phrase)) for phrase in phrases]
        for wanted, phrases in _file().items()
        if isinstance(phrases, list)
    }
