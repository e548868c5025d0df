"""What a message says about the cart: answers to the open question first, then each line for itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from munshi.catalogue import goods
from munshi.orders.answering import answer_open, items_of, with_unit
from munshi.orders.changed_amounts import change_amounts
from munshi.orders.desk import Desk
from munshi.orders.goods_in_text import says_of_what
from munshi.orders.halves import HALF, is_half
from munshi.orders.instead import said_before, what_comes
from munshi.orders.items import Item
from munshi.orders.kept import Note, Says
from munshi.orders.messages import Message, Said
from munshi.orders.portions import names_portions, other_portion, portion_in_cart
from munshi.orders.quantities import QuantityQuestion, fits, quantity_for
from munshi.orders.settling import fits_item, in_its_size, put_instead, settle, those_in_cart, wish_for
from munshi.orders.shelf import Meant, add_on_named, most_alike, named_among, of_size
from munshi.orders.told_apart import note_what_counts_nothing, read_by_shelf
from munshi.orders.wishes import Ask, Line, Op, Wish
from munshi.word_lists import WordLists
from spelling import key

NO = "no"
HI = key("hi")
BESIDES = frozenset(map(key, WordLists(__file__, "in_all.yml").words("besides")))
ONLY = frozenset(map(key, ["only", "just", "sirf", "keval", "hi"]))
MOST_OF_IT = 2  # a name alone is a wish where it is one half of what was said, or more


@dataclass(frozen=True)
class Context:
    """Where a line stands: what was in the cart before, the yes or no before it, whether the order is said again.

    `alone` are the words of a message that names nothing else; `waiting` is what was asked about before it, `portions`:
    it names several of one dish, of which none takes the place of another.
    """

    there: Mapping[str, Item]
    waiting: Sequence[Wish]
    consent: str | None
    restates: bool
    alone: str = ""
    portions: bool = False


def hear(desk: Desk, message: Message, unsaid: Op) -> bool:
    """Brings the cart to what the message says; `unsaid` is the op of lines without one. Whether it said anything."""
    desk.shelf.expect(line.name for line in message.lines if line.name)
    asked, before = desk.cart.open_wish, list(desk.cart.wishes)
    there, held = {line.item.key: line.item for line in desk.cart.lines}, list(desk.cart.lines)
    lines = read_by_shelf(desk, message)
    answered = answer_open(desk, message, lines)
    # What may be talk is of a note beside it: "cake pe Happy birthday likhna"; a scrap is no such note.
    notes = [note for note in message.beside.notes if note.says is not Says.UNCLEAR]
    of_note = bool(notes and there) and all(map(_may_be_talk, lines))
    named = [said for said in lines if _is_wish(desk, said, message) and not of_note]
    named = _in_its_place(desk, message, _only_so_much(message, what_comes(desk, message, named)))
    alone = (message.said or message.text or "") if len(named) == 1 else ""
    restates, portions = _restates(desk, named, there), names_portions(desk, named)
    context = Context(there, before, message.consent, restates, alone, portions)
    goes = any(said.op is Op.REMOVE for said in named)
    for said in named:
        if goes and _stays_as_is(desk, said, there):
            continue
        explicit = said.op is not None or unsaid is Op.SET
        if said.op is Op.SET and _change_size(desk, said, message.clause_with(said.name or "")):
            continue
        _take(desk, replace(said, op=said.op or unsaid), context, explicit)
    if not of_note:
        _ask_for_doubted(desk, message, there)
    amounts = [said for said in lines if not said.name and said.sku is None and (said.unit or not asked)]
    amounts = [
        said
        for said in amounts
        if not (
            _was_there(desk, said, held)
            or _is_reached(desk, said, held)
            or _is_of_a_note(desk, said, message)
        )
    ]
    changed = change_amounts(desk, amounts, message, unsaid, there, alone=not named and not asked)
    heard = bool(named) or changed
    if named and not (changed or asked):
        note_what_counts_nothing(desk, amounts, message)
    if asked and message.text is not None and not answered and desk.cart.open_wish:
        changed = (desk.cart.lines, desk.cart.wishes) != (held, before)
        noted = message.beside.says_terms or any(note.wished for note in message.beside.notes)
        _say_that_it_is_open(desk, heard=heard or noted, changed=changed)
    later = dict.fromkeys(wish.asked for wish in desk.cart.wishes[1:] if wish not in before)
    if later:
        desk.note("asked_next", names=list(later))
    return answered or heard


def _say_that_it_is_open(desk: Desk, *, heard: bool, changed: bool) -> None:
    """What was asked is asked again: behind what was written down, or as what was said is no answer to it."""
    if changed:
        desk.note("still_asked")
    elif not heard:
        desk.note("not_among")


def answers(desk: Desk, message: Message) -> bool:
    """Takes the message where it answers what is asked, and no new wish of it; whether it does."""
    desk.shelf.expect(line.name for line in message.lines if line.name)
    lines = read_by_shelf(desk, message)
    if desk.cart.open_wish:
        return answer_open(desk, message, lines)
    amounts = [said for said in lines if not said.name and said.sku is None]
    there = {line.item.key: line.item for line in desk.cart.lines}
    return change_amounts(desk, amounts, message, Op.ADD, there, alone=len(amounts) == len(lines))


def names_a_product(desk: Desk, message: Message) -> bool:
    """Whether something that is sold here is named for certain."""
    meant = [desk.shelf.meant(line.name) for line in message.lines if line.name]
    return any(each.items and each.sure for each in meant)


def says_more(desk: Desk, message: Message) -> bool:
    """Whether a yes has goods, an amount, a day or an hour to it, and is no yes to just what was shown."""
    amounts = any(line.quantity is not None or line.pack is not None for line in message.lines)
    return amounts or message.at_times or message.undoes or names_a_product(desk, message)


def _is_wish(desk: Desk, said: Said, message: Message) -> bool:
    """Whether a line is a wish of its own: what was read beside another intent is one only where it surely is."""
    if said.sku is not None or not said.name:
        return said.sku is not None
    if not said.beside:
        return True
    meant = desk.shelf.meant(said.name)
    most = len(said.name) * MOST_OF_IT >= len(message.text or "")
    return bool(meant.items) and meant.sure and (said.quantity is not None or most)


def _may_be_talk(said: Said) -> bool:
    return said.doubted and said.op is None and said.quantity is None


def _ask_for_doubted(desk: Desk, message: Message, there: Mapping[str, Item]) -> None:
    """What was taken for talk beside the lines, and is sold here under just this name, may be wanted: it is asked."""
    inside = {*there, *(line.item.key for line in desk.cart.lines)}
    for name in message.doubted:
        meant = desk.shelf.meant(name)
        if meant.sure and not meant.left and inside.isdisjoint(item.key for item in meant.items):
            settle(desk, replace(wish_for(Said(name), meant.items), doubted=True))


def _in_its_place(desk: Desk, message: Message, named: Sequence[Said]) -> list[Said]:
    """What comes in the place of one thing of the cart comes in its amount, and is the most alike to it of several.

    What is said to have been asked for before, and is there, comes no second time.
    """
    come = [said for said in named if said.op is Op.ADD and said.name and said.sku is None]
    at = named.index(come[0]) if len(come) == 1 else 0
    near = [*named[max(at - 1, 0) : at], *named[at + 1 : at + 2]] if come else []
    gone = [said for said in near if said.op is Op.REMOVE and said.name]
    if len(come) != 1 or not gone or (said_before(message.said) and _named_inside(desk, come[0].name or "")):
        return list(named)
    going = {item.key for item in _named_inside(desk, gone[0].name or "")}
    inside = [line for line in desk.cart.lines if line.item.key in going]
    meant = desk.shelf.meant(come[0].name or "")
    if len(inside) != 1 or not meant.items or meant.against:
        return list(named)
    item = most_alike(meant.items, inside[0].item)
    comes = replace(come[0], sku=item.key) if item and item.key != inside[0].item.key else come[0]
    sold, there = (item or meant.items[0]).measure, inside[0].item.measure
    if not _says_how_much(comes) and (sold.unit == there.unit or (sold.is_counted and there.is_counted)):
        comes = replace(comes, quantity=gone[0].quantity or inside[0].quantity)
    return [comes if said is come[0] else said for said in named]


def _named_inside(desk: Desk, name: str) -> list[Item]:
    """What is in the cart and named, at least by a word or a size that nothing else in it has."""
    items = desk.shelf.meant(name, desk.near).items
    keys = {item.key for item in items} | {key for item in items for key in item.variants}
    inside = [line.item for line in desk.cart.lines if line.item.key in keys]
    held = [line.item for line in desk.cart.lines]
    alike = None if inside else named_among(held, name) or of_size(held, name)
    return [alike] if alike else inside


def _says_how_much(said: Said) -> bool:
    return said.quantity is not None or said.pack is not None


def _was_there(desk: Desk, said: Said, held: Sequence[Line]) -> bool:
    """Whether an amount is what was there of something that this message changes: *1.5 nahi, chawal 1 kilo*."""
    changed = [line for line in held if desk.cart.held(line.item) != line.quantity]
    return said.op is not Op.ADD and any(
        said.quantity == line.quantity and fits_item(said, line.item) for line in changed
    )


def _is_reached(desk: Desk, said: Said, held: Sequence[Line]) -> bool:
    """Whether an amount with its unit is what this message has just brought a line to: *2 kilo more, 5 kilo in all*."""
    before = {line.item.key: line.quantity for line in held}
    changed = [line.item for line in desk.cart.lines if line.quantity != before.get(line.item.key)]
    return bool(said.unit) and any(_is_so_much(desk, said, item) for item in changed)


def _is_of_a_note(desk: Desk, said: Said, message: Message) -> bool:
    """Whether a bare number counts what a note is of: *one of them extra spicy*, or all that it is some of."""
    if said.unit or not any(note.of_making for note in message.beside.notes):
        return False
    return said.op in (None, Op.ADD) or any(_is_so_much(desk, said, line.item) for line in desk.cart.lines)


def _only_so_much(message: Message, named: Sequence[Said]) -> list[Said]:
    """Of the one thing that is wanted, *only 10* are ten in all; of several, of those beside whose name it stands.

    What shall come besides is never so many in all: "no, only add 2".
    """
    wanted = [said for said in named if said.op is not Op.REMOVE and _says_how_much(said)]
    alone = len([said for said in named if said.op is not Op.REMOVE]) == 1
    only = [said for said in wanted if _is_only(message, said, alone=alone)]
    return [replace(said, op=Op.SET) if any(said is each for each in only) else said for said in named]


def _is_only(message: Message, said: Said, *, alone: bool) -> bool:
    """Whether it says that so much is all: *paneer ek hi*, *only 1*; who begins with *hi* greets."""
    clause = "" if alone else message.clause_with(said.text or said.name or "")
    words = key(clause or (message.said or message.text or "" if alone else "")).split()
    if said.op is Op.ADD and not BESIDES.isdisjoint(words):
        return False
    greets = words[:1] == [HI] and not said.op
    return not ONLY.isdisjoint(words[1:] if greets else words)


def _restates(desk: Desk, named: Sequence[Said], there: Mapping[str, Item]) -> bool:
    """Whether several things of the cart are named once more: the order is said again, not doubled."""
    spoken = [said for said in named if said.name and said.op is not Op.REMOVE]
    return sum(bool(_spoken_of_again(said, desk.shelf.meant(said.name or ""), there)) for said in spoken) > 1


def _is_so_much(desk: Desk, said: Said, item: Item) -> bool:
    """Whether just as much of it is in the cart."""
    try:
        return quantity_for(said.quantity, said.unit, said.pack, item.measure) == desk.cart.held(item)
    except QuantityQuestion:
        return False


def _take(desk: Desk, said: Said, context: Context, explicit: bool) -> None:
    """One line with a name: into the cart, out of it, or what stands in the way; `explicit`: it was said which."""
    if said.sku is not None and _pick(desk, said):
        return
    assert said.name
    if not context.portions and _change_portion(desk, said, context.alone):
        return
    if said.op is Op.REMOVE or (said.op is Op.SET and said.quantity == 0):
        _remove(desk, replace(said, quantity=said.quantity or None))
        return
    if not context.portions and _exchange(desk, said):
        return
    corrected = said.op is Op.SET or (context.consent == NO and _says_how_much(said))
    meant = desk.shelf.meant(said.name, desk.near if corrected else ())
    if said.op is Op.SET:
        _set(desk, said, meant)
    elif inside := _spoken_of_again(said, meant, context.there):
        if not _says_how_much(said) or (context.restates and _is_so_much(desk, said, inside)):
            return
        corrects = context.consent is not None and said.quantity is not None
        op = Op.SET if not explicit and (corrects or _is_unsaid(desk, inside)) else said.op
        repeats = not explicit or said.of_those
        settle(
            desk, replace(wish_for(said, [inside]), op=op or Op.ADD, repeats=repeats, of_those=said.of_those)
        )
    elif not _asked_already(desk, said if explicit else replace(said, op=None), meant, context.waiting):
        _add(desk, said, meant)


def _set(desk: Desk, said: Said, meant: Meant) -> None:
    """The amount of what is in the cart, or as much of something new; what was asked about it is asked no more."""
    inside = those_in_cart(desk, meant.items)
    keys = {item.key for item in meant.items}
    desk.cart.wishes = [wish for wish in desk.cart.wishes if keys.isdisjoint(wish.items)]
    if not inside:
        _add(desk, said, meant)
    elif _says_how_much(said) or not all(item.measure.is_counted for item in inside):
        settle(desk, wish_for(said, inside))


def _add(desk: Desk, said: Said, meant: Meant) -> None:
    assert said.name
    if meant.items:
        wanted = meant.sure and _says_how_much(said)  # what is counted and sold here is no talk
        wish = replace(wish_for(said, meant.items, meant.sure), doubted=said.doubted and not wanted)
        decided = len(wish.items) < len(meant.items) and meant.strongly(wish.items)
        settle(desk, replace(wish, sure=meant.sure or decided))
        if meant.against and any(
            each.asked == said.name and len(each.items) > 1 for each in desk.cart.wishes
        ):
            desk.note("unknown", names=[said.name])  # others of its kind are shown
        if meant.against and meant.left and len(wish.items) == 1 and not says_of_what(meant.left):
            desk.cart.kept.notes.append(Note(meant.left, said.name, wish.items[0]))  # "brownie sugar free"
    elif not _add_on(desk, said.name):
        desk.note("unknown", names=[said.name])


def _spoken_of_again(said: Said, meant: Meant, there: Mapping[str, Item]) -> Item | None:
    """The one thing in the cart that is named again; the nearest shelf is the cart itself."""
    keys = {item.key for item in meant.items} | {key for item in meant.items for key in item.variants}
    inside = [item for key, item in there.items() if key in keys]
    alone = len(inside) == 1 and (meant.sure or len(meant.items) == 1)
    return inside[0] if alone and fits(said.unit, said.quantity, said.pack, inside[0].measure) else None


def _stays_as_is(desk: Desk, said: Said, there: Mapping[str, Item]) -> bool:
    """Whether what is in the cart is only named again beside what goes: *laddu rehne do, bas bhujia aur kachori*."""
    if said.op is Op.REMOVE or _says_how_much(said) or not said.name or said.worth:
        return False
    return _spoken_of_again(said, desk.shelf.meant(said.name, desk.near), there) is not None


def _is_unsaid(desk: Desk, item: Item) -> bool:
    """Whether one is in the cart because nobody said how much: an amount that is said now is that of all."""
    return any(line.unsaid for line in desk.cart.lines if line.item.key == item.key)


def _asked_already(desk: Desk, said: Said, meant: Meant, waiting: Sequence[Wish]) -> bool:
    """What is asked about, or waits to be, is not wished for twice: it has the amount that was said last.

    Of one message this holds only of the same name: in "cauliflower 1, cabbage 1 kg" both are wanted.
    """
    keys = {item.key for item in meant.items} | {key for item in meant.items for key in item.variants}
    for place, wish in enumerate(desk.cart.wishes):
        if wish not in waiting and wish.asked != said.name:
            continue
        mine = [item for item in meant.items if item.key in wish.keys]
        narrows = bool(mine) and (wish in waiting or len(mine) == len(meant.items))
        if narrows or (keys and wish.keys and wish.keys <= keys):
            items = mine or list(items_of(desk, wish.items))
            again = wish_for(with_unit(replace(said, name=wish.asked), items, wish.unit), items, meant.sure)
            if said.quantity is None and said.pack is None:
                again = replace(again, quantity=wish.quantity, unit=wish.unit, pack=wish.pack)
            elif said.op is Op.ADD and said.quantity and wish.quantity and said.unit == wish.unit:
                again = replace(again, quantity=wish.quantity + said.quantity)
            del desk.cart.wishes[place]
            settle(desk, replace(again, op=wish.op, repeats=wish.repeats))
            return True
    return False


def _change_portion(desk: Desk, said: Said, alone: str) -> bool:
    """*Half nahi full* changes one portion for the other; so does *full kar do*, which says nothing of the other."""
    found = other_portion(desk, said.name or "", alone)
    if found is None:
        return False
    portion, names_both = found
    if names_both or said.op is Op.SET:
        put_instead(desk, *portion, said)
    return names_both or said.op is Op.SET


def _exchange(desk: Desk, said: Said) -> bool:
    """*Paneer full kar do* makes the half that is in the cart a full one."""
    found = portion_in_cart(desk, said.name or "", halved=said.quantity == HALF)
    if found is None or (said.op is Op.ADD and said.quantity is not None):
        return False
    line, item = found
    if not item.variant and said.op is not Op.SET:
        return False  # goods of their own stand side by side
    if line.item.key == item.key and said.quantity in (None, HALF):
        return said.op is Op.SET
    put_instead(desk, line, item, said)
    return True


def _change_size(desk: Desk, said: Said, clause: str) -> bool:
    """*Fevicol 500 wala kar do* wants another size of the one thing of that name that is in the cart."""
    called = desk.shelf.meant(said.name or "").items if said.quantity is None else ()
    inside = [line for line in desk.cart.lines if line.item in called]
    meant = desk.shelf.meant(clause) if clause and len(inside) == 1 else None
    if meant is None or not meant.sure or len(meant.items) != 1:
        return False
    if meant.items[0] not in called or meant.items[0] == inside[0].item:
        return False
    put_instead(desk, inside[0], meant.items[0], None)
    return True


def _pick(desk: Desk, said: Said) -> bool:
    """A product out of the catalogue, counted in its own unit; whether its name has no more to say."""
    item = desk.shelf.item(said.sku or "")
    if item is not None:
        settle(
            desk, wish_for(replace(said, name=said.name or item.name["en"], unit=item.measure.unit), [item])
        )
    elif not said.name:
        desk.note("unknown", names=[said.sku])
    return item is not None or not said.name


def _less_of_asked(desk: Desk, said: Said) -> bool:
    """*Ek fan kam karo*, while it is asked which fan: less of just that, or none of it."""
    spoken = goods.heard(said.name or "")
    wish = next((each for each in desk.cart.wishes if goods.heard(each.asked) == spoken), None)
    if wish is None or not spoken:
        return False
    place = desk.cart.wishes.index(wish)
    less = wish.quantity - said.quantity if wish.quantity and said.quantity else Decimal(0)
    desk.cart.wishes[place : place + 1] = [replace(wish, quantity=less)] if less > 0 else []
    if not less > 0:
        desk.note("left_out", asked=said.name)
    return True


def _remove(desk: Desk, said: Said) -> None:
    """Takes a product out of the cart, or drops what is still asked about it."""
    assert said.name
    if _less_of_asked(desk, said):
        return
    items = desk.shelf.meant(said.name, desk.near).items
    keys = {item.key for item in items} | {key for item in items for key in item.variants}
    inside = _named_inside(desk, said.name)
    quantity = said.quantity
    if (sized := in_its_size(desk, said, inside)) is not None:
        inside, quantity = [sized], None
    halves = [item for item in inside if is_half(item)] if said.quantity == HALF else []
    if len(halves) == 1:
        inside, quantity = halves, None
    asked = [wish for wish in desk.cart.wishes if not keys.isdisjoint(wish.items)]
    desk.cart.wishes = [
        wish for wish in desk.cart.wishes if wish.question is not Ask.IN_CART or wish not in asked
    ]
    if inside:
        settle(desk, Wish(said.name, tuple(item.key for item in inside), quantity, said.unit, op=Op.REMOVE))
    elif asked:
        desk.cart.wishes = [wish for wish in desk.cart.wishes if wish not in asked]
        desk.note("left_out", asked=said.name)
    elif keys.isdisjoint(desk.told_gone):  # said once more: "leave the cups, we have cups"
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
