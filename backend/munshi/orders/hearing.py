"""What a message says about the cart: answers to the open question first, then each line for itself."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from munshi.orders.desk import Desk
from munshi.orders.facts import SHOWN
from munshi.orders.items import Item
from munshi.orders.kept import NOTHING_BESIDE, Beside
from munshi.orders.quantities import Pack
from munshi.orders.shelf import ANSWERS, HALF, NAMES_IT, add_on_named, is_half, likely, named_among
from munshi.orders.wishes import Ask, Line, Op, Wish

ASKS_HOW_MUCH = frozenset({Ask.ASK_QUANTITY, Ask.ASK_UNIT})


@dataclass(frozen=True)
class Said:
    """One line of a message; what was left unsaid is None. `sku` was picked from the catalogue, not said."""

    name: str | None
    quantity: Decimal | None = None
    unit: str | None = None
    pack: Pack | None = None
    op: Op | None = None
    sku: str | None = None


@dataclass(frozen=True)
class Message:
    """What a person wrote or tapped; `text` is given where it may answer the open question in few words."""

    lines: Sequence[Said] = ()
    choice: str | None = None
    text: str | None = None
    beside: Beside = NOTHING_BESIDE


def hear(desk: Desk, message: Message, unsaid: Op) -> bool:
    """Brings the cart to what the message says; `unsaid` is the op of lines without one. Whether it said anything."""
    desk.shelf.expect(line.name for line in message.lines if line.name)
    asked, before = desk.cart.open_wish, list(desk.cart.wishes)
    lines = list(message.lines)
    answered = _answer(desk, message, lines)
    named = [replace(said, op=said.op or unsaid) for said in lines if said.name or said.sku]
    for said in named:
        _take(desk, said)
    if asked and message.text is not None and not answered and not named:
        desk.note("not_among")
    if not asked and not named:
        _change_only_line(desk, lines)
    later = dict.fromkeys(wish.asked for wish in desk.cart.wishes[1:] if wish not in before)
    if later:
        desk.note("asked_next", names=list(later))
    return answered or bool(named)


def names_a_product(desk: Desk, message: Message) -> bool:
    """Whether something that is sold here is named for certain."""
    meant = [desk.shelf.meant(line.name) for line in message.lines if line.name]
    return any(each.items and each.sure for each in meant)


def _answer(desk: Desk, message: Message, lines: list[Said]) -> bool:
    """Takes the message, or its first line, as the answer to the open question; the line is then used up."""
    wish = desk.cart.open_wish
    if wish is None:
        return False
    answer = _tapped(wish, message.choice) or _numbered(desk, wish, message.text)
    if answer:
        lines.clear()
    elif lines and lines[0].sku is None:
        answer = _first_line(desk, wish, lines)
    elif message.text is not None:
        answer = _named(desk, wish, message.text)
    if answer is None:
        return False
    desk.note_results(desk.cart.answer(answer, desk.shelf))
    return True


def _tapped(wish: Wish, choice: str | None) -> Wish | None:
    if choice is None or choice not in wish.items:
        return None
    return replace(wish, items=(choice,), also=(), sure=True, question=None)


def _numbered(desk: Desk, wish: Wish, text: str | None) -> Wish | None:
    """The options are numbered, and a bare number is one of them."""
    if wish.question is not Ask.CHOOSE_PRODUCT or text is None or not text.strip(" .").isdecimal():
        return None
    shown = list(_items(desk, wish.items))[:SHOWN]
    place = int(text.strip(" ."))
    return _decided(wish, shown[place - 1]) if 0 < place <= len(shown) else None


def _first_line(desk: Desk, wish: Wish, lines: list[Said]) -> Wish | None:
    """An amount without a name is how much is wanted of what was asked about; a name may be one of the choices."""
    said = lines[0]
    if said.op is Op.REMOVE:
        return None
    if not said.name:
        lines.pop(0)
        return _with_amount(desk, wish, said)
    if wish.question is Ask.CHOOSE_PRODUCT:
        chosen = _chosen(desk, wish, said.name, NAMES_IT)
    else:
        chosen = _same_product(desk, wish, said)
    if chosen is None:
        return None
    lines.pop(0)
    return _with_amount(desk, _decided(wish, chosen), said)


def _same_product(desk: Desk, wish: Wish, said: Said) -> Item | None:
    """*Aata 2 kilo* answers how much aata, and says nothing new."""
    if wish.question not in ASKS_HOW_MUCH or said.quantity is None or not said.name:
        return None
    meant = {item.key for item in desk.shelf.meant(said.name).items}
    return next((item for item in _items(desk, wish.items) if item.key in meant), None)


def _decided(wish: Wish, item: Item) -> Wish:
    return replace(wish, items=(item.key,), also=(), sure=True, question=None, offer=None)


def _with_amount(desk: Desk, wish: Wish, said: Said) -> Wish:
    """The wish with the amount that was said now, and only what can be had in it."""
    half = next((key for key in wish.items if is_half(key)), None)
    if half and len(wish.items) > 1 and said.quantity == HALF:
        return replace(wish, items=(half,), question=None)
    if said.quantity is not None or said.pack is not None:
        wish = replace(wish, quantity=said.quantity or wish.quantity, unit=said.unit, pack=said.pack)
    items = list(_items(desk, wish.items))
    keys = tuple(item.key for item in likely(items, wish.quantity, wish.unit, wish.pack))
    return replace(wish, items=keys, question=None, offer=None)


def _named(desk: Desk, wish: Wish, text: str) -> Wish | None:
    if wish.question is not Ask.CHOOSE_PRODUCT:
        return None
    chosen = _chosen(desk, wish, text, ANSWERS)
    return _decided(wish, chosen) if chosen else None


def _chosen(desk: Desk, wish: Wish, text: str, bar: float) -> Item | None:
    """One of the products asked about; or, to *which oil?*, *mustard*: the one that both words name together."""
    offered, others = list(_items(desk, wish.items)), list(_items(desk, wish.also))
    named = named_among(offered, text, bar) or named_among(others, text, bar)
    if named:
        return named
    both = desk.shelf.meant(f"{text} {wish.asked}")
    return both.items[0] if both.sure and len(both.items) == 1 else None


def _take(desk: Desk, said: Said) -> None:
    """One line with a name: into the cart, out of it, or what stands in the way."""
    if said.sku is not None and _pick(desk, said):
        return
    assert said.name
    if said.op is Op.REMOVE or (said.op is Op.SET and said.quantity == 0):
        _remove(desk, replace(said, quantity=said.quantity or None))
        return
    meant = desk.shelf.meant(said.name)
    inside = _those_in_cart(desk, meant.items) if said.op is Op.SET else []
    if said.op is Op.SET:
        keys = {item.key for item in meant.items}
        desk.cart.wishes = [wish for wish in desk.cart.wishes if keys.isdisjoint(wish.items)]
    if inside or meant.items:
        sure = bool(inside) or meant.sure
        wish = _wish(said, inside or meant.items, sure)
        decided = len(wish.items) < len(meant.items) and meant.strongly(wish.items)
        _settle(desk, replace(wish, sure=sure or decided))
    elif not _add_on(desk, said.name):
        desk.note("unknown", names=[said.name])


def _pick(desk: Desk, said: Said) -> bool:
    """A product out of the catalogue, counted in its own unit; whether its name has no more to say."""
    item = desk.shelf.item(said.sku or "")
    if item is not None:
        _settle(desk, _wish(replace(said, name=said.name or item.name["en"], unit=item.measure.unit), [item]))
    elif not said.name:
        desk.note("unknown", names=[said.sku])
    return item is not None or not said.name


def _change_only_line(desk: Desk, lines: Sequence[Said]) -> None:
    """*3 kilo kar do* means the one thing that is in the cart."""
    if len(lines) == 1 and lines[0].op is Op.SET and len(desk.cart.lines) == 1:
        item = desk.cart.lines[0].item
        _settle(desk, _wish(replace(lines[0], name=item.name["en"]), [item]))


def _wish(said: Said, items: Sequence[Item], sure: bool = True) -> Wish:
    """The line as a wish for one of the items; half a plate is the half portion, where there is one."""
    asked, op = said.name or "", said.op or Op.ADD
    half = next((key for key in items[0].variants if is_half(key)), None) if len(items) == 1 else None
    if half and said.quantity == HALF:
        return Wish(asked, (half,), Decimal(1), op=op)
    keys = tuple(item.key for item in likely(items, said.quantity, said.unit, said.pack))
    also = tuple(item.key for item in items if item.key not in keys)
    return Wish(asked, keys, said.quantity, said.unit, said.pack, op, sure, also)


def _remove(desk: Desk, said: Said) -> None:
    """Takes a product out of the cart, or drops what is still asked about it."""
    assert said.name
    items = desk.shelf.meant(said.name).items
    keys = {item.key for item in items} | {key for item in items for key in item.variants}
    inside = [line.item for line in desk.cart.lines if line.item.key in keys]
    if not inside:
        named = named_among([line.item for line in desk.cart.lines], said.name)
        inside = [named] if named else []
    asked = [wish for wish in desk.cart.wishes if not keys.isdisjoint(wish.items)]
    if inside:
        _settle(
            desk, Wish(said.name, tuple(item.key for item in inside), said.quantity, said.unit, op=Op.REMOVE)
        )
    elif asked:
        desk.cart.wishes = [wish for wish in desk.cart.wishes if wish not in asked]
        desk.note("left_out", asked=said.name)
    else:
        desk.note("not_in_cart", names=[said.name])


def _add_on(desk: Desk, name: str) -> bool:
    """*Extra chutney* goes on the last dish that can have it."""
    for place in reversed(range(len(desk.cart.lines))):
        line = desk.cart.lines[place]
        add_on = add_on_named(line.item.add_ons, name)
        if add_on is not None:
            if add_on not in line.add_ons:
                desk.cart.lines[place] = Line(line.item, line.quantity, (*line.add_ons, add_on))
            return True
    return False


def _settle(desk: Desk, wish: Wish) -> None:
    desk.note_results(desk.cart.fulfil([wish], desk.shelf))


def _items(desk: Desk, keys: Sequence[str]) -> Iterator[Item]:
    for key in keys:
        item = desk.shelf.item(key)
        if item is not None:
            yield item


def _those_in_cart(desk: Desk, items: Sequence[Item]) -> list[Item]:
    """Whoever changes *aata* means the one in the cart."""
    keys = {item.key for item in items} | {key for item in items for key in item.variants}
    return [line.item for line in desk.cart.lines if line.item.key in keys]
