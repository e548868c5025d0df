"""Which goods of the shelf a text names, where it orders none: a question, or what is compared in one."""

import re
from collections.abc import Sequence
from functools import cache

from munshi.orders.desk import Desk
from munshi.orders.items import Item
from munshi.orders.messages import Message
from munshi.orders.shelf import StockedShelf
from munshi.orders.shown import last_shown
from munshi.word_lists import WordLists, plain
from spelling import key

LISTS, IS_THERE = (WordLists(__file__, name) for name in ("asked_beside.yml", "named_alone.yml"))
OF_IT = re.compile(r"\s(?:ka|ke|ki|का|के|की)\s(?:liye\s|लिए\s)?", re.IGNORECASE)
FOR_IT = re.compile(r"\sfor\s", re.IGNORECASE)
SEVERAL = 2
SHORT = 2  # letters of a word that names no goods


def goods_in(desk: Desk, text: str) -> list[Item]:
    """What is sold here and named between the words that join, each once; of portions the one that is named."""
    found: dict[str, Item] = {}
    for piece in _pieces(_with_whole_names(desk.shelf, text)):
        name = desk.shelf.name_in(piece)
        items = desk.shelf.meant(name).items if name else ()
        for item in items[:1] if items and desk.shelf.meant(name or "").sure else ():
            whole = [each for key in item.variants if (each := desk.shelf.item(key))] or [item]
            found |= {each.key: each for each in whole}
    return list(found.values())


def of_one_word(desk: Desk, text: str) -> list[Item]:
    """All that one word of a text may mean, where it may mean several things: the thalis of "sabse sasti thali"."""
    words = [word for word in plain(text).split() if word not in LISTS.words("joints")]
    desk.shelf.expect(words)
    meant = (desk.shelf.meant(word).items for word in words)
    return next((list(items) for items in meant if len(items) >= SEVERAL), [])


def named_by_a_word(desk: Desk, text: str) -> list[Item]:
    """What one word names for sure, where no run of words does."""
    words = [word for word in plain(text).split() if not word.isdecimal()]
    desk.shelf.expect(words)
    meant = (desk.shelf.meant(word) for word in words if desk.shelf.is_name(word))
    return next((list(each.items) for each in meant), [])


def skus_in(shelf: StockedShelf, text: str) -> set[str]:
    """All that the words of a text may mean, each by itself: no figures, and none of two letters."""
    words = [word for word in plain(text).split() if len(word) > SHORT and not any(map(str.isdecimal, word))]
    shelf.expect(words)
    return {item.sku for word in words for item in shelf.meant(word).items}


def without_names(text: str, goods: Sequence[Item]) -> str:
    """What is said besides the words of which the goods' names are made."""
    names = {word for item in goods for name in item.name.values() for word in plain(name).split()}
    return " ".join(word for word in plain(text).split() if word not in names)


def _with_whole_names(shelf: StockedShelf, text: str) -> str:
    """The text with what is of another thing under one name, where that is sold: "inverter ki battery"."""
    for joint in reversed(list(OF_IT.finditer(text))):
        before, behind = text[: joint.start()], text[joint.end() :]
        whole = plain(" ".join((*before.split()[-1:], *behind.split()[:1])))
        if shelf.is_name(whole) and shelf.meant(whole).sure:
            text = f"{before} {behind}"
    return text


def _pieces(text: str) -> list[str]:
    joints, pieces = LISTS.words("joints"), [[]]  # type: tuple[frozenset[str], list[list[str]]]
    for word in plain(text).split():
        if word in joints:
            pieces.append([])
        else:
            pieces[-1].append(word)
    return [" ".join(piece) for piece in pieces if piece]


def head_of(name: str) -> str:
    """What a name names, of a thing or for one: the *gasket* of "fridge ka gasket" and "gasket for fridge"."""
    last = OF_IT.split(name)[-1]
    return last if last != name else FOR_IT.split(name)[0]


def says_of_what(words: str) -> bool:
    """Whether words before a name say of what it is and nothing else of it: the *darwaze ke* of "darwaze ke kabje"."""
    return OF_IT.search(f" {words} ") is not None and not OF_IT.split(f" {words} ")[-1].strip()


def those_shown(desk: Desk) -> list[Item]:
    """What was shown last, of what is still sold."""
    shown = last_shown(desk.session, desk.caller)
    return [item for each in shown if (item := desk.shelf.item(each.key))]


def the_one_shown(desk: Desk) -> Item | None:
    """The one thing that was shown last; None of several."""
    shown = last_shown(desk.session, desk.caller)
    return desk.shelf.item(shown[0].key) if len(shown) == 1 else None


def words_over(shelf: StockedShelf, message: Message) -> str:
    """What a question says besides the names of goods and that they are asked for: the *soft* of "paneer soft hai kya".

    Only the shop can say that. Empty where nothing is over; days, hours and amounts say nothing of the goods.
    """
    said = message.said or ""
    for each in message.times:
        said = said.replace(each.words, " ")
    inside = not IS_THERE.words("inside").isdisjoint(plain(said).split())
    named = set[str]()
    for line in (each for each in message.lines if each.name):
        meant = shelf.meant(line.name or "")
        if meant.sure or not inside:  # "paneer tikka me egg hai kya"
            named |= set(plain(line.name).split()) - set(plain(meant.left).split())
    over = [word for word in plain(said).split() if word not in named and key(word) not in _asking()]
    return " ".join(word for word in over if not any(map(str.isdecimal, word)))


@cache
def _asking() -> frozenset[str]:
    return frozenset(map(key, LISTS.words("joints") | IS_THERE.words("is_there") | IS_THERE.words("beside")))
