"""Questions that the shelf or the shop itself answers, beside an order or alone; they are no notes.

Which of several is cheaper, what GST is in a price, whether a prescription is wanted, the UPI id, by when it comes,
what there is of a kind. The phrases stand in `asked_beside.yml`.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Asked, Reading
from munshi.billing.pieces import holds
from munshi.callers import Caller
from munshi.catalogue import service as catalogue
from munshi.orders import gst_asked, menu, paying_placed, ways_to_pay
from munshi.orders.choosing import refusal
from munshi.orders.desk import SKILL, Desk, is_marked
from munshi.orders.facts import item_facts
from munshi.orders.for_shop import (
    OF_CART,
    asks_how_it_is,
    asks_how_many_in,
    asks_of_terms,
    asks_what_is_in,
    passed,
    points_at,
    surely_asks,
)
from munshi.orders.goods_in_text import goods_in, named_by_a_word, of_one_word, those_shown, without_names
from munshi.orders.items import Item
from munshi.orders.looking import open_orders
from munshi.orders.messages import Message, Said
from munshi.orders.of_class import classes_named, of_class, wider_classes
from munshi.orders.pack_sizes import are_packs, packs_in, unit_prices
from munshi.orders.price_limits import limit_in
from munshi.orders.serving.duty import may_serve
from munshi.orders.shown import Shown, last_shown, show
from munshi.orders.wishes import Op
from munshi.outcomes import Outcome
from munshi.word_lists import WordLists, plain

LISTS = WordLists(__file__, "asked_beside.yml")
GST, CHEAPER = "gst", "cheaper"
PRICE, SHELF, STORE, MENU = "ask_price", "ask_availability", "ask_store_info", "view_menu"
ORDER = "place_order"
COMPARING = ("cheaper", "takes_cheaper", "per_unit", "asks")  # words that name no goods
CARE = (
    "care"  # the kind of questions that a desk for what is broken answers, and the shop where there is none
)
DESK, OF_MACHINES = "service", ("request_technician", "raise_ticket", "change_visit")
ENDS = re.compile(r"[;।!?\n]|,(?!\d)|\.(?!\d)")
OR = re.compile(r"\s(?:ya|or|vs|या)\s|\s?/\s?", re.IGNORECASE)
BOTH_OF = re.compile(r"\s(?:aur|and|और)\s(?=[^,]*\s(?:me|mein|में)\s)", re.IGNORECASE)
JOINED = re.compile(r"\s(?:aur|and|और|\d+)\s|,", re.IGNORECASE)
BOTH = 2
FEW_WORDS = 10  # of a question whether a way of paying is taken
MOST_ROWS = 8


def of_shelf(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """The answer to a message that is such a question and nothing else; what was asked before waits."""
    text = reading.text or ""
    kind = kind_of(text, with_cart=asked.question in OF_CART)
    if reading.is_tap or SKILL not in caller.business.skills or _says_more(reading, kind):
        return None
    orders = reading.wants(ORDER, "modify_order") and not surely_asks(text)
    if kind == "is_in" and ((orders and asks_how_it_is(text)) or _is_of_a_machine(caller, reading)):
        return None
    if asked.question == "accept_offer" and refusal(text, asks=True):
        return None  # the no is of what was offered, and the question is heard behind it
    if kind is None or (asked.question and asked.question not in (*OF_CART, "take_shown")):
        return None
    if kind == CARE and DESK in caller.business.skills:
        return None
    if may_serve(session, caller) or (kind == CHEAPER and _counts_others(session, caller, reading)):
        return None
    found = _ANSWERS[kind](session, caller, text)
    return found and heard(session, caller, found[0], lambda here, by: found[1])


def _is_of_a_machine(caller: Caller, reading: Reading) -> bool:
    """Whether a machine is spoken of for which somebody is to come, and no dish: "RO me pani dheere aata hai kya"."""
    return DESK in caller.business.skills and reading.wants(*OF_MACHINES)


def asked_in(text: str, only: Collection[str] = ()) -> str | None:
    """The clause of a longer message that is such a question; `only`: one of these kinds."""
    clauses = [each.strip() for each in ENDS.split(text) if each.strip()]
    if len(clauses) < BOTH:
        return None
    kinds = ((each, kind_of(each, with_cart=True)) for each in clauses)
    return next((each for each, kind in kinds if kind and (not only or kind in only)), None)


def asks_whether_there(clause: str) -> bool:
    """Whether a clause ends by asking whether its goods are there, which wants none of them yet."""
    words = plain(clause)
    return any(words.endswith(f" {end}") for end in LISTS.lists["whether_there"])


def of_what_was_asked(desk: Desk, lines: Sequence[Said], question: str) -> list[Said]:
    """The lines, of which an amount without a name is of the one thing asked about: "is atta fresh? send 10 kg"."""
    goods = goods_in(desk, question)
    if len({each.sku for each in goods}) != 1:  # portions of one dish are one
        return list(lines)
    name = goods[0].name["en"]
    return [line if line.name or line.quantity is None else replace(line, name=name) for line in lines]


def kind_of(text: str, *, with_cart: bool) -> str | None:
    """Which of these questions a text asks; those of the order itself only beside a cart.

    An amount behind *below* is the price of what is asked for, and counts nothing.
    """
    said = plain(text)
    asks = "?" in text or LISTS.has(said, "asks")
    if LISTS.has(said, "against") or (LISTS.has(said, "cheaper") and asks and not _takes_cheaper(text)):
        return CHEAPER
    if (
        LISTS.has(said, "prescription")
        and (asks or "bina" in said)
        and not LISTS.has(said, "of_prescription")
    ):
        return "prescription"
    if LISTS.has(said, GST) and (asks or LISTS.has(said, "how_much")) and not LISTS.has(said, "of_gst_bill"):
        return GST
    if LISTS.has(said, CARE) and (surely_asks(text) or LISTS.has(said, "asks_of_care")):
        return CARE
    if asks_what_is_in(text, asks=asks):
        return "is_in"
    of_ways = LISTS.has(said, "ways_of_paying") and LISTS.has(said, "whether_taken")
    is_told = holds(text, "will_pay") and "?" not in text  # "cash dungi lete samay"
    if of_ways and not is_told and len(said.split()) <= FEW_WORDS:
        return "pays"
    if limit_in(text) is not None and (asks or with_cart) and not LISTS.has(said, "cheaper"):
        return "kinds"
    if not with_cart:
        return None
    if said in LISTS.lists["when_alone"]:
        return "when"
    kinds = ("pays", "kinds") if LISTS.has(said, "of_hours") else ("pays", "when", "kinds")
    return next((kind for kind in kinds if LISTS.has(said, kind)), None)


def with_cheaper(desk: Desk, message: Message) -> Message:
    """The message, in which the cheaper of several things is wanted: "dolo ya calpol, jo sasti ho"."""
    said = message.said or message.text or ""
    if not _takes_cheaper(said):
        return message
    lines = list(message.lines)
    named = [line for line in lines if line.name and line.op is not Op.REMOVE]
    items = _compared(desk, _around(said))
    if len(items) < BOTH:
        return message
    cheapest = min(items, key=lambda item: item.price_paise)
    keys = {item.key for item in items}
    of_these = [line for line in named if _means(desk, line, keys)]
    counted = next(
        (line for line in of_these if line.quantity is not None), of_these[-1] if of_these else None
    )
    if counted is None:
        return message
    wanted = replace(counted, name=cheapest.name["en"], text=None, beside=False, doubted=False)
    lines = [wanted if line is counted else line for line in lines if line is counted or line not in of_these]
    notes = [note for note in message.beside.notes if not LISTS.has(plain(note.text), "takes_cheaper")]
    desk.note("cheapest_taken", item=item_facts(cheapest, desk.marked))
    return replace(message, lines=lines, beside=replace(message.beside, notes=notes))


def _takes_cheaper(text: str) -> bool:
    """Whether whichever costs less is wanted: *sasti wali do*; *koi sasti wali milegi* asks."""
    said = plain(text)
    asks = "?" in text or any(said.endswith(f" {end}") for end in LISTS.lists["asks_for_cheaper"])
    return not asks and LISTS.has(said, "takes_cheaper")


def _means(desk: Desk, line: Said, keys: set[str]) -> bool:
    return any(item.key in keys for item in goods_in(desk, line.name or ""))


def _around(said: str) -> str:
    """The clause in which the cheaper is wanted, without what is joined to it by a comma."""
    return next((each for each in ENDS.split(said) if LISTS.has(plain(each), "takes_cheaper")), said)


def _compared(desk: Desk, clause: str) -> list[Item]:
    """What stands right before and behind the *or*, or the *and*: goods that are joined before it are none of it."""
    parts = OR.split(clause) if OR.search(clause) else BOTH_OF.split(clause)
    if len(parts) < BOTH:
        return []
    first, *between, last = parts
    near = [JOINED.split(first)[-1], *between, JOINED.split(last)[0]]
    found = {item.key: item for piece in near for item in goods_in(desk, piece)}
    return list(found.values())


def _cheaper(session: Session, caller: Caller, text: str) -> tuple[str, Outcome[Any]] | None:
    """Of several the cheapest; of one what of its kind costs less, or that nobody here can say.

    Packs of one thing are compared by what a kilo or a litre costs; others where that is asked.
    """
    desk = Desk(session, caller)
    items = _to_compare(desk, text)
    if not items:
        return None
    if len(items) >= BOTH:
        by_unit = unit_prices(items) if are_packs(items) or LISTS.has(plain(text), "per_unit") else {}
        prices = {each.key: by_unit[each.key].paise if by_unit else each.price_paise for each in items}
        rows = sorted(items, key=lambda item: prices[item.key])[:MOST_ROWS]
        told = _rows(desk, "cheapest_of_unit" if by_unit else "cheapest", rows, [rows[0]])
        for item, row in zip(rows, told.facts["rows"], strict=True) if by_unit else ():
            row.update(by_unit[item.key].facts())
        return PRICE, told
    less = [each for each in _alike(desk, items[0]) if each.price_paise < items[0].price_paise]
    rows = sorted(less, key=lambda item: item.price_paise)[:MOST_ROWS]
    return PRICE, _rows(desk, "cheaper_ones" if rows else "none_cheaper", rows, items[:1])


def _to_compare(desk: Desk, text: str) -> list[Item]:
    """What is compared: what is named, in all its packs, else what was shown."""
    if LISTS.has(plain(text), "of_shown") and (shown := those_shown(desk)):
        return shown
    said = LISTS.besides(text, COMPARING)
    whole = (LISTS.has(plain(text), "cheapest") and of_one_word(desk, text)) or goods_in(desk, said)
    packs = packs_in(desk, OR.split(ENDS.sub(" ; ", text)))
    items = list({each.key: each for each in (*whole, *packs)}.values()) or those_shown(desk)
    if len(items) == 1 and LISTS.has(plain(text), "per_unit"):
        return packs_in(desk, [items[0].name["en"]]) or items
    return items


def _counts_others(session: Session, caller: Caller, reading: Reading) -> bool:
    """Whether goods are counted beside those that are compared, of which a figure is the size."""
    desk = Desk(session, caller)
    compared = {each.key for each in _to_compare(desk, reading.text or "")}
    counted = (each.value for each in reading.values if each.entity == "order_line")
    names = [each["name"] for each in counted if each.get("name") and each.get("quantity") is not None]
    return any(item.key not in compared for name in names for item in desk.shelf.meant(name).items)


def _prescription(session: Session, caller: Caller, text: str) -> tuple[str, Outcome[Any]] | None:
    """Whether what is named, or was shown last, is sold only with a prescription."""
    desk = Desk(session, caller)
    items = goods_in(desk, text) or those_shown(desk) or [line.item for line in desk.cart.lines]
    if not items:
        return None
    needed = [item for item in items if item.prescription]
    outcome = "prescription_needed" if needed else "prescription_not_noted"
    names = [item.name[desk.language] for item in needed or items]
    show(session, caller, [Shown(item.key) for item in items])
    return SHELF, Outcome[str](outcome=outcome, facts={"names": names})


def _pays(session: Session, caller: Caller, text: str) -> tuple[str, Outcome[Any]]:
    return paying_placed.ways_here(caller, ways_to_pay.asks_of_ways(text))


def _is_in(session: Session, caller: Caller, text: str) -> tuple[str, Outcome[Any]] | None:
    """What is in a thing of the shelf, or of what was shown or spoken of last, only the shop knows."""
    desk = Desk(session, caller)
    goods = goods_in(desk, text) or named_by_a_word(desk, text)
    points = points_at(text) and (those_shown(desk) or open_orders(session, caller))
    of_cart = desk.cart.lines and (points_at(text) or asks_how_it_is(text) or asks_of_terms(text))
    if not (points or of_cart or goods) or (goods and not any(each.available for each in goods)):
        return None
    if asks_how_it_is(text) and not asks_how_it_is(without_names(text, goods)):
        return None  # it is of the name: *Fresh Cream*
    return ORDER, passed(desk, text)


def _care(session: Session, caller: Caller, text: str) -> tuple[str, Outcome[Any]]:
    """Who fits a thing, and how long it is under guarantee, the shop is asked."""
    return ORDER, passed(Desk(session, caller), text)


def _when(session: Session, caller: Caller, text: str) -> tuple[str, Outcome[Any]]:
    """Nobody knows before the shop has taken the order; an hour may be wished."""
    return STORE, Outcome[str](outcome="comes_when", facts={"about": []})


def _kinds(session: Session, caller: Caller, text: str) -> tuple[str, Outcome[Any]] | None:
    """What there is of what is named; of something that is not here, what else there is of its class."""
    desk, said = Desk(session, caller), plain(text)
    veg = None if not LISTS.has(said, "veg") else not LISTS.has(said, "not_veg")
    dishes = is_marked(desk.business) and LISTS.has(said, "veg")
    wanted = menu.Wanted(
        text=None if dishes else text,
        veg=veg,
        up_to_paise=limit_in(text),
    )
    if wanted.narrows:
        return MENU, menu.view(session, caller, wanted)
    products = catalogue.everything(session, caller.business_id)
    shown = menu.view(session, caller, wanted)
    rows = shown.facts.get("rows", ())
    if shown.outcome == "goods" and len(rows) + shown.facts["more"] < len(products):
        return MENU, shown
    keys = [each.sku for each in of_class(products, wider_classes(text))]
    items = [each for key in keys if (each := desk.shelf.item(key)) and each.available]
    return MENU, _rows(desk, "goods", items, []) if items else Outcome[str](outcome="none_such")


def _rows(desk: Desk, outcome: str, rows: Sequence[Item], named: Sequence[Item]) -> Outcome[Any]:
    """What is shown may be ordered in a word, still by the name and in the amount that were asked about before."""
    asked = {each.key: each for each in last_shown(desk.session, desk.caller)}
    show(desk.session, desk.caller, [asked.get(each.key, Shown(each.key)) for each in rows])
    marked = is_marked(desk.business)
    told = [{**item_facts(each, marked), "choice": each.key if each.available else None} for each in rows]
    names = [each.name[desk.language] for each in named]
    return Outcome[str](outcome=outcome, facts={"rows": told, "names": names, "gst_included": True})


def _alike(desk: Desk, item: Item) -> list[Item]:
    """What is of the same kind of goods, as the trade knows it, and is there."""
    classes = classes_named(item.name["en"])
    if not classes:
        return []
    products = [each for each in catalogue.everything(desk.session, desk.business.id) if each.sku != item.sku]
    keys = [each.sku for each in of_class(products, classes)]
    return [each for key in keys if (each := desk.shelf.item(key)) and each.available and not each.variants]


def _says_more(reading: Reading, kind: str | None) -> bool:
    """Whether goods are counted, which are ordered beside it, or anything else is said than the question.

    Of GST no other words than of a yes are more: they say of what sum.
    """
    text = reading.text or ""
    counted = (
        kind != CHEAPER
        and not (kind == "is_in" and asks_how_many_in(text))
        and any(
            each.entity == "order_line" and each.value.get("quantity") is not None for each in reading.values
        )
    )
    clauses = [each.strip() for each in ENDS.split(text) if each.strip()]
    others = [each for each in clauses if kind_of(each, with_cart=True) is None] if len(clauses) > 1 else []
    others = [each for each in others if not (kind == CHEAPER and OR.search(f" {each} "))]
    if reading.wants(SHELF) and surely_asks(text) and asks_how_it_is(text):
        return False  # "rabdi 1 kilo bina cheeni milegi? papa diabetic hain": all of it is for the shop
    long = kind != GST and any(len(each.split()) > BOTH or any(map(str.isdecimal, each)) for each in others)
    counted = counted and not asks_of_terms(text)  # the half of "can i pay half later" counts nothing
    return (counted and limit_in(text) is None) or long or (bool(others) and reading.agrees)


_ANSWERS = {
    CHEAPER: _cheaper,
    "prescription": _prescription,
    GST: gst_asked.told,
    "pays": _pays,
    "when": _when,
    "kinds": _kinds,
    "is_in": _is_in,
    CARE: _care,
}
