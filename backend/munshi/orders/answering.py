"""What a message makes of the wish that is asked about: taken from its lines, its picks, its words or its yes.

What answers is used up; the lines that are left are wishes of their own.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from munshi.asking.consent import says_yes
from munshi.asking.ordinals import is_number
from munshi.orders.choosing import PICKS, SO_MANY, Choice, beside, chosen, named_by_word
from munshi.orders.desk import Desk
from munshi.orders.facts import SHOWN
from munshi.orders.halves import halves
from munshi.orders.items import Item
from munshi.orders.messages import Message, Said
from munshi.orders.quantities import QuantityQuestion, fits, quantity_for, unit_of_bare
from munshi.orders.refusing import REFUSING
from munshi.orders.shelf import ANSWERS, NAMES_IT, likely, named_among
from munshi.orders.sizes_of_all import decide_waiting
from munshi.orders.wishes import ASKS_HOW_MUCH, TAKES_A_YES, Ask, Op, Wish
from spelling import key

Answer = Callable[[Desk, Wish, Message, list[Said]], list[Wish] | None]


def answer_open(desk: Desk, message: Message, lines: list[Said]) -> bool:
    """Settles the open wish by the message, whose lines that answer are taken out; whether it was answered."""
    wish = desk.cart.open_wish
    if wish is None or wish.question is None:
        return False
    answers = _ANSWERS[wish.question](desk, wish, message, lines)
    if answers is None:
        return False
    desk.note_results(desk.cart.answer(answers, desk.shelf))
    decide_waiting(desk, message)
    return True


def _which(desk: Desk, wish: Wish, message: Message, lines: list[Said]) -> list[Wish] | None:
    """Which product; how much of it may be said along."""
    found, used = _chosen(desk, wish, message, lines)
    if found and message.is_figure:
        lines.clear()
    amount = used or _amount_of(desk, wish, lines) or _size_of_asked(wish, lines)
    if found and message.picks and amount is None:
        amount = next((line for line in lines if _counts_it(desk, wish, line)), None)
    if not found and _is_there(desk, wish, message):
        return []
    if not found:
        if amount is None:
            return None
        narrowed = _with_amount(desk, wish, amount)
        lines.remove(amount)
        return [narrowed]
    if amount in lines:
        lines.remove(amount)
    together = [_not_doubled(desk, wish, item) for item in found]
    more = list(_more_of_shown(desk, wish, found, lines)) if used else []
    if len(found) > 1 and not message.picks:
        together = [replace(wish, items=tuple(item.key for item in found), also=(), question=None)]
    return [*(_with_amount(desk, each, amount) if amount else each for each in together), *more]


def _not_doubled(desk: Desk, wish: Wish, item: Item) -> Wish:
    """What is chosen and in the cart already, without an amount, may be the one that is there: it is asked."""
    chosen_one = wish.decided(item.key)
    return chosen_one if wish.says_how_much else replace(chosen_one, repeats=desk.cart.held(item) > 0)


def _is_there(desk: Desk, wish: Wish, message: Message) -> bool:
    """Whether a no says that what is in the cart is meant: "no, just the family pack and the 4 roti"."""
    said = message.said or message.text or ""
    refuses = not REFUSING.isdisjoint(key(said).split()[:1])
    inside = [item for item in items_of(desk, wish.items) if desk.cart.held(item) > 0]
    return refuses and len(named_by_word(inside, said)) == 1


def _more_of_shown(desk: Desk, wish: Wish, found: Sequence[Item], lines: list[Said]) -> Iterator[Wish]:
    """Others of what was shown, each counted in a line that is taken out: "ek full aur ek half"."""
    shown = list(items_of(desk, wish.items))
    for line in [each for each in lines if each.name and each.sku is None and each.quantity is not None]:
        named = _by_name(desk, wish, shown, (), line.name or "", NAMES_IT)
        if len(named) == 1 and named[0] in shown and named[0] not in found:
            lines.remove(line)
            yield _with_amount(desk, wish.decided(named[0].key), line)


def _chosen(
    desk: Desk, wish: Wish, message: Message, lines: Sequence[Said]
) -> tuple[list[Item], Said | None]:
    """What is chosen, and the line that has chosen it by its name."""
    shown, others = list(items_of(desk, wish.items)), list(items_of(desk, wish.also))
    so_many = bool(message.picks) and SO_MANY.issuperset(message.picks)
    if so_many and len(one := named_by_word(shown, message.without_refused())) == 1:
        named = (line for line in lines if line.name and named_by_word(shown, line.name) == one)
        return one, next(named, None)  # "both full" are full ones
    if named_first := _picked_of_named(desk, shown, message, lines):
        return named_first
    whole = Choice(message.choice, message.picks)
    if found := chosen(shown[:SHOWN], whole, NAMES_IT) or chosen(others, Choice(message.choice), NAMES_IT):
        return found, None
    if message.text is not None and message.is_figure:
        return chosen(shown[:SHOWN], Choice(text=message.text), ANSWERS), None
    wanted = (each for each in lines if (each.op is Op.REMOVE) is (wish.op is Op.REMOVE) or each.op is None)
    for line in (each for each in wanted if each.name and each.sku is None):
        if _is_of_others(desk, [*shown, *others], line.name or ""):
            continue
        if found := _by_name(desk, wish, shown, others, line.name or "", NAMES_IT):
            return found, line
    if message.text is None or message.picks:
        return [], None
    if _names_else(lines):
        found = _by_its_clause(shown, wish, message)
        return found, next(_of_asked(wish, lines), None) if found else None
    if message.consent:
        return named_by_word(shown, beside(message.without_refused(), wish.asked)), None
    return _by_name(desk, wish, shown, others, message.without_refused(), ANSWERS), None


def _is_of_others(desk: Desk, options: Sequence[Item], name: str) -> bool:
    """Whether a name surely is of other goods than may be chosen, whatever word it shares with them: *2 inch keel*."""
    keys = {item.key for item in options}
    meant = desk.shelf.meant(name, list(keys))
    return bool(meant.items) and meant.sure and not meant.left and keys.isdisjoint(i.key for i in meant.items)


def _by_its_clause(shown: Sequence[Item], wish: Wish, message: Message) -> list[Item]:
    """What the part of a message tells that names what was asked: *maggi 70 wali*, beside other goods."""
    clause = beside(message.clause_with(wish.asked), wish.asked)
    return chosen(shown, Choice(text=clause), ANSWERS) if clause and not is_number(clause) else []


def _picked_of_named(
    desk: Desk, shown: Sequence[Item], message: Message, lines: Sequence[Said]
) -> tuple[list[Item], Said | None] | None:
    """What a word of size or price picks among those that are named beside it: "2 small gift box", of all sweets."""
    if not message.picks or not PICKS.keys() >= set(message.picks):
        return None
    whole = " ".join(word for word in (message.text or "").split() if not word.isdecimal())
    for line in [*lines, None]:
        name = whole if line is None else line.name
        meant = desk.shelf.meant(name or "", [item.key for item in shown])
        named = [item for item in shown if item in meant.items]
        if name and meant.sure and not meant.left and 0 < len(named) < len(shown):
            choice = Choice(picks=message.picks)
            return (named if len(named) == 1 else chosen(named, choice, NAMES_IT)), line
    return None


def _by_name(
    desk: Desk, wish: Wish, shown: Sequence[Item], others: Sequence[Item], text: str, bar: float
) -> list[Item]:
    """The options that a text names; or, to *which oil?*, *mustard*: the one that both words name together.

    Where nothing new is said, words of the question choose: *lal*, to which *lal mirch*.
    """
    said = beside(text, wish.asked)
    if not said:
        return named_by_word([*shown, *others], text)
    if found := chosen([*shown, *others], Choice(text=said), bar):
        return [item for item in found if item in shown] or found
    both = desk.shelf.meant(f"{text} {wish.asked}")
    alone = both.sure and len(both.items) == 1 and not both.left
    return list(both.items) if alone else named_by_word([*shown, *others], text)


def _names_else(lines: Sequence[Said]) -> bool:
    """Whether the lines name what was not asked about, so that the words are theirs."""
    return any(line.name and not line.beside for line in lines)


def _how_much(desk: Desk, wish: Wish, message: Message, lines: list[Said]) -> list[Wish] | None:
    """How much of one product."""
    said = _amount_of(desk, wish, lines) or next(
        (line for line in lines if _counts_it(desk, wish, line)), None
    )
    if said is None:
        return None
    lines.remove(said)
    return [_with_amount(desk, wish, said)]


def _more_or_so_much(desk: Desk, wish: Wish, message: Message, lines: list[Said]) -> list[Wish] | None:
    """Of what is in the cart already: that much in all, or that much more."""
    assert wish.offer
    item = desk.shelf.item(wish.items[0])
    more, set_to = [wish.accepted()], [] if wish.of_those else [_in_all(wish)]
    taken = [*([message.choice] if message.choice else []), *message.picks]
    if by_name := next((_IN_CART[each] for each in taken if each in _IN_CART), None):
        return more if by_name is Op.ADD else set_to
    said = _amount_of(desk, wish, lines) or next(
        (line for line in lines if _counts_it(desk, wish, line)), None
    )
    if said is None or said.quantity is None or item is None:
        return None
    lines.remove(said)
    if wish.of_those and said.quantity == wish.quantity:
        return set_to
    if said.op is Op.ADD and said.quantity != wish.quantity:
        return [wish.counted(said.quantity, said.unit or wish.unit, Op.ADD)]
    return more if said.op is Op.ADD else [_of_all(wish, said, item)]


def _of_all(wish: Wish, said: Said, item: Item) -> Wish:
    """An amount is what it shall be in all, in the unit in which it was asked about."""
    assert wish.offer
    assert said.quantity is not None
    try:
        if quantity_for(said.quantity, said.unit, said.pack, item.measure) == wish.offer.quantity:
            return wish.accepted()
    except QuantityQuestion:
        return wish.counted(said.quantity, said.unit, Op.SET)
    return wish.counted(said.quantity, said.unit or wish.unit, Op.SET)


def _in_all(wish: Wish) -> Wish:
    return replace(wish, op=Op.SET, question=None, offer=None, repeats=False)


_IN_CART: Mapping[str, Op] = {
    "set": Op.SET,
    "1": Op.SET,
    "add": Op.ADD,
    "2": Op.ADD,
    "-1": Op.ADD,
    "both": Op.ADD,
    "all": Op.ADD,
}


def _offered(desk: Desk, wish: Wish, message: Message, lines: list[Said]) -> list[Wish] | None:
    """An offer is taken by a yes, by its name, or by how much of it is wanted."""
    item = desk.shelf.item(wish.offer.item if wish.offer else wish.items[0])
    named = next((line for line in lines if _is_of_offer(item, line)), None)
    said = named or _amount_of(desk, wish, lines)
    agrees = message.consent == "yes" or says_yes(message.said or "")
    if said is not None:
        lines.remove(said)
        repeated = agrees and wish.question is Ask.OFF_STEP and said.quantity == wish.quantity
        return [wish.accepted() if repeated else _as_offered(desk, wish, said)]
    if agrees:
        return [wish.accepted()]
    refused = message.consent == "no" and any(line.name for line in lines)
    return [] if refused else None


def _is_of_offer(item: Item | None, line: Said) -> bool:
    if line.op is Op.REMOVE or line.sku is not None or not line.name:
        return False
    return item is not None and named_among([item], line.name) is not None


def _as_offered(desk: Desk, wish: Wish, said: Said) -> Wish:
    """What was offered, in the amount that was said, if one was."""
    if said.quantity is None and said.pack is None:
        return wish.accepted()
    if wish.question is Ask.SUBSTITUTE and wish.offer:
        return Wish(wish.asked, (wish.offer.item,), said.quantity, said.unit, said.pack, wish.offer.op)
    return _with_amount(desk, replace(wish, sure=True, doubted=False), said)


def _with_amount(desk: Desk, wish: Wish, said: Said) -> Wish:
    """The wish with the amount that was said now, and only what can be had in it.

    To two of a dish *half* says which portion, and counts nothing.
    """
    portions = halves(list(items_of(desk, wish.items)), said.quantity)
    if portions and wish.quantity and said.unit in (None, wish.unit):
        return replace(wish, items=tuple(item.key for item in portions), question=None, offer=None)
    said = with_unit(said, items_of(desk, wish.items), wish.unit)
    if said.op is Op.ADD and said.quantity and wish.quantity and said.unit in (None, wish.unit):
        wish = replace(wish, quantity=wish.quantity + said.quantity)
    elif said.quantity is not None or said.pack is not None:
        unit = said.unit if said.quantity is not None else said.unit or wish.unit  # 10 kg, in bags of 10 kg
        wish = replace(wish, quantity=said.quantity or wish.quantity, unit=unit, pack=said.pack)
    elif said.worth is not None:
        wish = replace(wish, worth=said.worth, quantity=None, unit=None)
    items = list(items_of(desk, wish.items))
    keys = tuple(item.key for item in likely(items, wish.quantity, wish.unit, wish.pack))
    return replace(wish, items=keys, question=None, offer=None)


def with_unit(said: Said, items: Iterable[Item], asked: str | None = None) -> Said:
    """A bare number in the unit that is meant by it, of things that may be meant; `asked`: it was asked for in it."""
    if said.quantity is None or said.unit is not None or said.pack is not None:
        return said
    units = {unit_of_bare(said.quantity, asked, item.measure) for item in items}
    return replace(said, unit=units.pop()) if len(units) == 1 else said


def _amount_of(desk: Desk, wish: Wish, lines: Sequence[Said]) -> Said | None:
    """An amount alone, unless only something in the cart can be had in it."""
    asked = list(items_of(desk, wish.keys))
    inside = [line.item for line in desk.cart.lines]
    amounts = (line for line in lines if _is_amount(line))
    return next(
        (line for line in amounts if _is_in(wish.unit, line) or _may_be_of(line, asked, inside)), None
    )


def _size_of_asked(wish: Wish, lines: Sequence[Said]) -> Said | None:
    """A size beside nothing but the name that was asked about: "maggi 70 gram wali"."""
    return next((each for each in _of_asked(wish, lines) if each.pack is not None), None)


def _of_asked(wish: Wish, lines: Sequence[Said]) -> Iterator[Said]:
    """The lines that name what was asked about, and say nothing that tells which."""
    wanted = (each for each in lines if each.name and each.sku is None and each.op is not Op.REMOVE)
    return (each for each in wanted if not beside(each.name or "", wish.asked))


def _is_in(unit: str | None, line: Said) -> bool:
    """Whether an amount is in the unit in which it was asked for: no half dozen, and 6 all the same."""
    return unit is not None and line.unit == unit


def _may_be_of(line: Said, asked: Sequence[Item], inside: Sequence[Item]) -> bool:
    return any(_fits(line, item) for item in asked) or not any(_fits(line, item) for item in inside)


def _fits(line: Said, item: Item) -> bool:
    return fits(line.unit, line.quantity, line.pack, item.measure)


def _is_amount(line: Said) -> bool:
    return not line.name and line.sku is None and line.op is not Op.REMOVE


def _counts_it(desk: Desk, wish: Wish, said: Said) -> bool:
    """*Aata 2 kilo* answers how much aata, and says nothing new."""
    if said.quantity is None or not said.name or said.op is Op.REMOVE:
        return False
    items = list(items_of(desk, wish.items))
    if _is_of_others(desk, items, said.name):
        return False
    meant = {item.key for item in desk.shelf.meant(said.name).items}
    return any(item.key in meant for item in items) or bool(named_by_word(items, said.name))


def items_of(desk: Desk, keys: Iterable[str]) -> Iterator[Item]:
    """The things that are sold under these keys."""
    for each in keys:
        item = desk.shelf.item(each)
        if item is not None:
            yield item


_ANSWERS: Mapping[Ask, Answer] = {
    Ask.CHOOSE_PRODUCT: _which,
    Ask.IN_CART: _more_or_so_much,
    **dict.fromkeys(ASKS_HOW_MUCH - {Ask.IN_CART}, _how_much),
    **dict.fromkeys(TAKES_A_YES, _offered),
}
