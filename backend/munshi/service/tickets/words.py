"""What a report says beside the product: a danger, that it is the same again, that it is of an order; by sound.

The words stand in `words.yml`.
"""

import re
from collections.abc import Collection, Iterator

from munshi.service.tickets.dangers import hazard_in
from munshi.service.tickets.phrases import Keys, has_one, holds, keys, list_of, phrases, written
from munshi.service.visits.streets import beside_streets

MOST_OF_AN_AGE = 9  # words of a question for what is old
MOST_OF_A_LIST = 6  # words of who wants to see what is open
SENTENCES = re.compile(r"(?<=[.!?।])\s+|\n+")
CLAUSES = re.compile(r"(?<=[.,!?।])\s+|\n+")
WORD = re.compile(r"[^\s,.;:!?।]+")
FIGURES = re.compile(r"\d{2,}")
OF_MONEY_TAKEN = ("shop_people", "took", "grievance")


def says_again(text: str) -> bool:
    """Whether it was like this before."""
    return has_one(keys(text), phrases("again"))


def is_of_order(text: str) -> bool:
    """Whether it speaks of goods as they came."""
    return has_one(keys(text), phrases("of_order"))


def came_wrong(text: str) -> bool:
    """Whether it says that goods came wrong, short or broken, or are not as they should be."""
    said = keys(text)
    return has_one(said, phrases("came_wrong")) or has_one(said, phrases("goods_state"))


def food_came_badly(text: str) -> bool:
    """Whether what was cooked is said to have come cold, stale, badly done or late."""
    return has_one(keys(text), phrases("food_was"))


def is_of_conduct(text: str) -> bool:
    """Whether it complains of people: how they behaved, what they left behind or broke, or what they charged."""
    said = keys(text)
    took = FIGURES.search(text) and all(has_one(said, phrases(each)) for each in OF_MONEY_TAKEN)
    broke = has_one(said, phrases("shop_people")) and any(holds(said, each) for each in phrases("damaged"))
    return bool(took) or broke or any(has_one(said, phrases(each)) for each in ("conduct", "compensation"))


def wants_refund(text: str) -> bool:
    """Whether money shall come back."""
    return has_one(keys(text), phrases("refund_wished"))


def asks_of_safety(text: str) -> bool:
    """Whether it asks if something may be used, or what to do until somebody comes."""
    return has_one(keys(text), phrases("safety"))


def is_of_touching(text: str) -> bool:
    """Whether it speaks of touching something."""
    return has_one(keys(text), phrases("touching"))


def calls_dangerous(text: str) -> bool:
    """Whether it says of something that it is dangerous."""
    return has_one(keys(text), phrases("dangerous"))


def complains(text: str) -> bool:
    """Whether it speaks of a complaint."""
    return has_one(keys(text), phrases("complaining"))


def speaks_of_complaints(text: str) -> bool:
    """Whether it speaks of complaints, one or several."""
    return has_one(keys(text), phrases("complaints"))


def is_of_fault(text: str) -> bool:
    """Whether it says that something does not do what it should."""
    said = keys(text)
    return any(holds(said, phrase) for phrase in phrases("faults")) or _lacks(said)


def _lacks(said: Keys) -> bool:
    """Whether what a machine gives is not there or little, and is not refused: "cooling nahi", "backup kam"."""
    gives, lacking, wanted = map(phrases, ("given_by_machines", "lacking", "wanted"))
    return any(
        (first,) in gives and (second,) in lacking and (third,) not in wanted
        for first, second, third in zip(said, said[1:], [*said[2:], ""], strict=False)
    )


def of_faults(text: str) -> str | None:
    """The sentences of a text that tell of a fault or a danger."""
    return " ".join(each for each in SENTENCES.split(text.strip()) if tells_fault(each)) or None


def tells_fault(text: str) -> bool:
    """Whether it tells of a fault or a danger, also by the noise that it makes: "hum hum karta hai"."""
    return is_of_fault(text) or hazard_in(text) is not None or NOISE.search(text) is not None


def asks_of_money(text: str) -> bool:
    """Whether it asks what something costs."""
    return has_one(keys(text), phrases("costing"))


# What is said twice, and done, is a noise.
NOISE = re.compile(
    r"(?<!\S)(\S{2,})[\s-]\1\s(?:kart[aie]|kar rah[aie]|ki awa+[zj]|करत[ाीे]|कर रह[ाीे]|की आवाज़?)(?!\w)",
    re.IGNORECASE,
)
MOST_ALONE = 3  # words of "approve DL260999"


def brands_in(text: str) -> list[str]:
    """The makers that a text names, as the list has them; a street that is called like one is none."""
    said, others = keys(beside_streets(text)), written()["brands_written"]
    named = [str(brand) for brand in written()["brands"] if holds(said, keys(str(brand)))]
    # In Latin letters nobody is called as another script writes it: "her" is no हायर.
    others = {other: brand for other, brand in others.items() if other.isascii() or not text.isascii()}
    written_so = (brand for other, brand in others.items() if holds(said, keys(other)))
    return named + [brand for brand in dict.fromkeys(written_so) if brand not in named]


def only_names_maker(text: str) -> bool:
    """Whether it says who made a machine and nothing else: "hp ka hai"."""
    return bool(brands_in(text)) and not tells_beside_maker(text)


def tells_beside_maker(text: str) -> bool:
    """Whether more than its maker is told of a machine: "honda shine"."""
    makers = brands_in(text)
    return bool(makers) and says_what(text, keys(" ".join(makers)))


def begins_with_yes(text: str) -> bool:
    """Whether it begins as a yes does, and says more."""
    said = keys(text)
    return any(
        list(said[: len(each)]) == list(each) and len(said) > len(each) for each in phrases("agreeing")
    )


def is_plain_yes(text: str) -> bool:
    """Whether it is a yes and nothing else."""
    said = keys(text)
    while said and (size := _size_of_yes(said)):
        said = said[size:]
    return bool(keys(text)) and not said


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
    known = [*phrases("agreeing"), *phrases("going_on")]
    return max((len(each) for each in known if list(said[: len(each)]) == list(each)), default=0)


def speaks_of_deciding(text: str) -> bool:
    """Whether it speaks of a registration that waits for a word."""
    said = keys(text)
    return has_one(said, phrases("registered")) and has_one(said, phrases("deciding"))


def decides_in(text: str) -> bool | None:
    """Whether it grants what it names, or turns it down; None where it does neither, or asks."""
    said = keys(text)
    if text.rstrip().endswith("?"):
        return None
    if has_one(said, phrases("turned_down")):
        return False
    alone = len(said) <= MOST_ALONE and has_one(said, phrases("granted_alone"))
    return True if alone or has_one(said, phrases("granted")) else None


def asks_for_claims(text: str) -> bool:
    """Whether it speaks of what customers have registered and somebody is to confirm."""
    said = keys(text)
    return has_one(said, phrases("registered")) and has_one(said, phrases("claims"))


def is_yes_but(text: str) -> bool:
    """Whether it begins as a yes does, and goes on with a but."""
    return begins_with_yes(text) and has_one(keys(text), phrases("but"))


def behind_but(text: str) -> str | None:
    """What is said behind the but of a yes."""
    pieces = [(word, each.end()) for each in WORD.finditer(text) for word in keys(each.group())]
    said = [word for word, _ in pieces]
    ends = (
        at + len(each)
        for each in phrases("but")
        for at in range(len(said))
        if said[at : at + len(each)] == list(each)
    )
    end = next(ends, None) if begins_with_yes(text) else None
    return text[pieces[end - 1][1] :].strip() if end else None


def speaks_of_late_work(text: str) -> bool:
    """Whether it speaks of work that is not done in time."""
    said = keys(text)
    return has_one(said, phrases("work")) and has_one(said, phrases("late"))


def asks_for_old_work(text: str) -> bool:
    """Whether it is about complaints by how old they are, in no more words than that takes."""
    said = keys(text)
    is_short = len(said) <= MOST_OF_AN_AGE and has_one(said, phrases("complaints"))
    return is_short and has_one(said, phrases("old"))


def asks_for_open_work(text: str) -> bool:
    """Whether it is about complaints that are open, in no more words than that takes."""
    said = keys(text)
    short = len(said) <= MOST_OF_A_LIST
    return (
        short
        and has_one(said, phrases("complaints"))
        and has_one(said, phrases("open"))
        and not says_fault(text)
    )


def says_fault(text: str) -> bool:
    """Whether it says that something is wrong."""
    return is_of_fault(text) or came_wrong(text) or hazard_in(text) is not None


def asks_what_is_late(text: str) -> bool:
    """Whether it asks which of them is late, and names nothing else."""
    said = keys(text)
    return has_one(said, phrases("late")) and has_one(said, phrases("which"))


def says_what(text: str, product: Keys = ()) -> bool:
    """Whether anything but the product is said of what is wrong."""
    return any(word not in list_of("only_reports") and word not in product for word in keys(text))


def telling(text: str, product: Keys = ()) -> frozenset[str]:
    """The words by which one fault is told from another."""
    small = list_of("small") | list_of("only_reports")
    return frozenset(word for word in keys(text) if word not in small and word not in product)


def tells(word: str) -> bool:
    """Whether a word by itself may name goods."""
    return word not in list_of("small") | list_of("only_reports")


def is_all(text: str) -> bool:
    """Whether it says that all of them are meant."""
    said = keys(text)
    return any(holds(said, phrase) for phrase in phrases("all_of_it"))


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
    for phrase in phrases(name):
        yield from (at for at in range(len(said)) if list(said[at : at + len(phrase)]) == list(phrase))
