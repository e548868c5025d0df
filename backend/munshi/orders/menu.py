"""What there is to choose from: the shop's categories, and what stands in one; a restaurant's menu with its marks."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.orm import Session

from munshi import clock
from munshi.callers import Caller
from munshi.catalogue import service as catalogue
from munshi.catalogue import stock
from munshi.catalogue.matching import likeness, sound
from munshi.catalogue.models import Product
from munshi.catalogue.rules import DOUBTFUL
from munshi.orders.desk import discounts_of, is_marked, refuse_where_not_offered
from munshi.orders.discounts import State
from munshi.orders.facts import Facts, item_facts
from munshi.orders.items import Item
from munshi.orders.of_class import classes_named, is_veg_by_name, of_class
from munshi.orders.shelf import items_of
from munshi.orders.shown import Shown, show
from munshi.outcomes import Outcome

AT_ONCE = 12  # products that need no categories
LISTED = 40  # products of one answer; the channel pages what can be tapped
SPAN = (1, 2, 3)  # words of the name of a category
SHORTEST_WORD = 3  # letters of what names a product
SIGNS = "?!.,;।"
PARTS = re.compile(r"\s*[,/&]\s*")
OTHERS = ""  # the category of what has none


@dataclass(frozen=True)
class Wanted:
    """What of the menu is asked for: a category by its name, what is veg or not, and up to what price.

    `shown`: today's `special`, the `offers`, a `photo` of goods, or the whole menu on `paper`.
    """

    category: str | None = None
    text: str | None = None
    veg: bool | None = None
    up_to_paise: int | None = None
    shown: str | None = None
    language: str | None = None

    @property
    def narrows(self) -> bool:
        """Whether only some of the goods are wanted, whatever their category."""
        return self.veg is not None or self.up_to_paise is not None or self.shown == "special"


def view(session: Session, caller: Caller, wanted: Wanted) -> Outcome[Any]:
    """The categories; the goods of the one that is named; or those that the question narrows down to."""
    refuse_where_not_offered(caller.business)
    if wanted.shown == "offers":
        return _offers(caller)
    products = [
        each for each in catalogue.everything(session, caller.business_id) if each.is_on_sale(clock.now())
    ]
    by_category = _by_category(products)
    named = _named(by_category, wanted)
    spoken_of = _spoken_of(products, wanted) if named is None else []
    if named is None and (classes := classes_named(wanted.text)):
        spoken_of = of_class(products, classes) or spoken_of
        if not spoken_of:
            return Outcome[str](outcome="none_such" if products else "empty")
    if products and (wanted.shown == "paper" or (wanted.shown == "photo" and not (named or spoken_of))):
        return _on_paper(caller, wanted.language)
    if wanted.shown == "special":
        spoken_of = [each for each in products if each.special]
        if not spoken_of:
            return Outcome[str](outcome="no_special")
    chosen = by_category[named] if named is not None else spoken_of or products
    items = list(_fitting(session, caller, chosen, wanted))
    unmarked = wanted.veg is not None and all(each.veg is None for each in products)
    if unmarked:
        by_name = [each for each in chosen if is_veg_by_name(each) is wanted.veg]
        items = list(_fitting(session, caller, by_name, replace(wanted, veg=None)))
    if not items:
        return Outcome[str](outcome="none_such" if products else "empty")
    if not (named or spoken_of or wanted.narrows) and len(by_category) > 1 and len(products) > AT_ONCE:
        return Outcome[str](outcome="categories", facts={"categories": _rows(by_category)})
    shown = items[:LISTED]
    show(session, caller, [Shown(each.key) for each in shown])
    facts = {
        "category": named or None,
        "rows": [_row(each, caller) for each in shown],
        "more": len(items) - len(shown),
    }
    return Outcome[str](outcome="goods_unmarked" if unmarked else "goods", facts=facts)


def _row(item: Item, caller: Caller) -> Facts:
    facts = item_facts(item, is_marked(caller.business))
    return {**facts, "choice": item.key, "photo": item.photo}


def _offers(caller: Caller) -> Outcome[Any]:
    """What is taken off now without a code."""
    now = clock.now_in(caller.business.timezone)
    running = [
        {
            "name": dict(each.name),
            "above_paise": each.above_paise,
            "last": each.last.isoformat() if each.last else None,
        }
        for each in discounts_of(caller.business)
        if each.code is None and each.state(now) is State.RUNS
    ]
    return Outcome[str](outcome="offers" if running else "no_offers", facts={"offers": running})


def _on_paper(caller: Caller, language: str | None) -> Outcome[Any]:
    """Where the whole menu lies as one file."""
    said = language or caller.business.language
    file = {
        "kind": "document",
        "source": f"/api/businesses/{caller.business_id}/menu.pdf?language={said}",
        "filename": f"{caller.business.name}.pdf",
    }
    return Outcome[str](outcome="paper", facts={"files": [file]})


def _by_category(products: Sequence[Product]) -> dict[str, list[Product]]:
    """In the order in which the business lists them; what has no category comes last."""
    found: dict[str, list[Product]] = {}
    for product in products:
        found.setdefault(product.category or OTHERS, []).append(product)
    without = found.pop(OTHERS, None)
    return {**found, **({OTHERS: without} if without else {})}


def _named(categories: Mapping[str, Sequence[Product]], wanted: Wanted) -> str | None:
    """The category that was tapped, or of whose names one is said in the message: *Doodh, ande* has two."""
    if wanted.category is not None:
        return wanted.category if wanted.category in categories else None
    spans = _spans(wanted.text)
    scores = {
        category: max(_likeness(spans, name) for name in PARTS.split(category) if name)
        for category in filter(None, categories)
    }
    best = max(scores, key=lambda each: scores[each], default=None)
    return best if best is not None and scores[best] >= DOUBTFUL else None


def _spoken_of(products: Sequence[Product], wanted: Wanted) -> list[Product]:
    """The products of which a word is said: *pizza me kya kya hai*; those of which the most words are."""
    written = [word for word in (wanted.text or "").split() if len(word.strip(SIGNS)) >= SHORTEST_WORD]
    said = {key for word in written for key in sound(word).key.split()}
    words = [(len(said & _words_of(product)), product) for product in products]
    most = max((count for count, _ in words), default=0)
    return [product for count, product in words if count == most and most]


def _words_of(product: Product) -> set[str]:
    return {word for name in product.names for word in sound(name).key.split()}


def _spans(text: str | None) -> list[str]:
    """The words of a message as they sound, one by one, by two and by three."""
    words = sound(text or "").key.split()
    return [" ".join(words[at : at + size]) for size in SPAN for at in range(len(words) - size + 1)]


def _likeness(spans: Sequence[str], name: str) -> float:
    called = sound(name)
    size = len(called.key.split())
    alike = [likeness(sound(span), called) for span in spans if len(span.split()) == size]
    return max(alike, default=0.0)


def _fitting(session: Session, caller: Caller, products: Sequence[Product], wanted: Wanted) -> Iterator[Item]:
    """What is on the shelf now and as was asked for; of what is sold in variants each of them."""
    left = stock.on_hand_of(session, caller.business_id, products)
    for product in products:
        whole, *variants = items_of(product, left.get(product.sku))
        yield from (each for each in variants or [whole] if _fits(each, wanted))


def _fits(item: Item, wanted: Wanted) -> bool:
    there = item.left is None or item.left >= item.measure.step
    as_wanted = wanted.veg is None or item.veg is wanted.veg
    return there and as_wanted and (wanted.up_to_paise is None or item.price_paise <= wanted.up_to_paise)


def _rows(categories: Mapping[str, Sequence[Product]]) -> list[Facts]:
    return [{"category": name, "goods": len(products)} for name, products in categories.items()]
