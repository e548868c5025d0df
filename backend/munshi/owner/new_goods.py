"""What goes on the list by message, *naya saman: Amul lassi 25 rs, 30 piece*, shown and written by a yes; or off it.

The name stands before the price, and what there is of it behind. Who charges GST says a rate with it, in a sheet.
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from pydantic import ValidationError
from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Asked, Reading, Value
from munshi.callers import Caller
from munshi.catalogue import part, service
from munshi.catalogue.sections import ProductEntry
from munshi.catalogue.units import canonical, names_unit
from munshi.columns import plain
from munshi.orders import looking
from munshi.orders.desk import SKILL
from munshi.orders.facts import Facts, item_facts
from munshi.orders.messages import Said
from munshi.orders.serving.duty import may_keep_stock
from munshi.orders.shelf import StockedShelf
from munshi.outcomes import Outcome, Refusal
from munshi.owner.rights import must_keep_stock
from munshi.owner.rules import Kind, Mark
from munshi.owner.said import Told
from munshi.owner.service import update
from munshi.word_lists import WordLists
from munshi.word_lists import plain as plain_words

PAGE, CHANGE = "update_stock", "modify_order"
OUT = "takes_line_out"  # the facet
LISTS = WordLists(__file__, "new_goods.yml")
BY_SKU = "NEW"  # begins the sku of what came by message
BETWEEN = "|"  # the pieces of what is shown, in its token
COUNTED = re.compile(r"(\d+(?:\.\d+)?)\s*([^\W\d_]+)?")
PRICE = re.compile(rf"(?i)(?<!\w)(?:{LISTS.any_of('price')})\s*:?\s*(\d{{1,5}})(?![\d.])")
AT_END = re.compile(rf"\s{COUNTED.pattern}$")
SIGNS = " ,.:;-–=@|\"'{}"
LONGEST = 100  # letters of a name


class New(NamedTuple):
    """What shall go on the list: its name, what one unit costs in paise, and how much there is, where that is said."""

    name: str
    unit: str
    paise: int
    stock: Decimal | None = None

    @property
    def token(self) -> str:
        """All of it, as a yes carries it."""
        return BETWEEN.join(
            [self.name, self.unit, str(self.paise), "" if self.stock is None else plain(self.stock)]
        )

    @classmethod
    def of(cls, token: str) -> "New":
        """What a token says."""
        name, unit, paise, stock = token.split(BETWEEN)
        return cls(name, unit, int(paise), Decimal(stock) if stock else None)


def overhear(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """What shall go on the list or off it, of who keeps the stock."""
    said = plain_words(reading.text)
    begins = _tells(said, "begins") and reading.wants(PAGE)
    adds = begins or _tells(said, "new_goods") or LISTS.has(said, "adds")
    removes = not adds and LISTS.has(said, "removes")
    bare = not (adds or removes) and reading.wants(CHANGE) and bool(reading.sides(OUT))
    sells = SKILL in caller.business.skills
    if not (adds or removes or bare) or not sells or not may_keep_stock(session, caller):
        return None
    if (reading.text or "").rstrip().endswith("?"):
        return None
    if removes:
        return _taken_off(session, caller, said)
    if bare:
        return _bare(session, caller, reading)
    new = _said(reading)
    if new is None and not LISTS.has(said, "adds"):
        return None  # no price: what has come is of the shelf
    if new and new.stock is not None and _known(session, caller, new):
        return None  # more of what is there
    if new and begins and StockedShelf(session, caller.business_id).is_name(new.name):
        return None
    return heard(session, caller, PAGE, lambda here, by: show(here, by, new))


def _tells(said: str, name: str) -> bool:
    """Whether a message begins with words of a list."""
    return re.match(rf"(?:{LISTS.any_of(name)})(?:$|\s)", said) is not None


def _taken_off(session: Session, caller: Caller, said: str) -> Heard | None:
    """What is named is sold out until it is said to be back."""
    rest = re.sub(rf"(?:^|\s)(?:{LISTS.any_of('removes')})(?=$|\s)", " ", said)
    name = StockedShelf(session, caller.business_id).name_in(rest)
    if name is None:
        return None
    told = Told([(Said(name, None), 0)], [Mark(Kind.GONE, 0)])
    return heard(session, caller, PAGE, lambda here, by: update(here, by, told))


def _bare(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """*Remove agarbatti* alone, of who has no cart and no order that is named: what is taken off is shown first."""
    text, out = reading.text or "", next(iter(reading.placed(OUT)))
    name = " ".join(f"{text[: out.start]} {text[out.end :]}".split()).strip(SIGNS)
    shelf = StockedShelf(session, caller.business_id)
    if looking.has_cart(session, caller) or not name or not shelf.is_name(name):
        return None
    told = Told([(Said(name, None), 0)], [Mark(Kind.GONE, 0)])
    return heard(session, caller, PAGE, lambda here, by: update(here, by, told, takes_off=True))


def show(session: Session, caller: Caller, new: New | None) -> Outcome[Any]:
    """What would go on the list, with the token of a yes; how to write it where its name or its price is not plain."""
    if not_added := _not_added(session, caller, new):
        return not_added
    assert new is not None
    return Outcome[str](outcome="confirm_new", facts={**_facts(new), "summary": new.token})


def of_confirming(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A yes to what was shown, or a no."""
    shown = reading.first("summary") or asked.summary
    if reading.is_no:
        return Heard(PAGE, Outcome[str](outcome="kept", facts={"notes": []}))
    if not shown or not reading.is_plain_yes:
        return None
    return heard(session, caller, PAGE, lambda here, by: add(here, by, New.of(shown)))


def add(session: Session, caller: Caller, new: New) -> Outcome[Any]:
    """Puts it last on the list, once."""
    if not_added := _not_added(session, caller, new):
        return not_added
    try:
        entry = _entry(_free_sku(session, caller.business_id), new)
    except ValidationError as error:
        raise Refusal("new_how") from error
    part.save(session, caller.business_id, [entry], whole=False)
    return Outcome[str](outcome="new_added", facts=_facts(new))


def _not_added(session: Session, caller: Caller, new: New | None) -> Outcome[Any] | None:
    """Why it does not go on the list: by whom, without its rate, not plain, or there already."""
    must_keep_stock(session, caller)
    if caller.business.gstin:
        return Outcome[str](outcome="new_by_sheet")
    return Outcome[str](outcome="new_how") if new is None else _known(session, caller, new)


def _entry(sku: str, new: New) -> ProductEntry:
    return ProductEntry.model_validate(
        {"sku": sku, "name": new.name, "unit": new.unit, "price_paise": new.paise, "stock": new.stock}
    )


def _free_sku(session: Session, business_id: str) -> str:
    """The next one that nothing has."""
    taken = {product.sku for product in service.everything(session, business_id)}
    return next(sku for number in range(1, len(taken) + 2) if (sku := f"{BY_SKU}-{number}") not in taken)


def _known(session: Session, caller: Caller, new: New) -> Outcome[Any] | None:
    """What is called just so already, with its price: nothing goes on the list twice."""
    said = new.name.casefold()
    found = StockedShelf(session, caller.business_id).meant(new.name).items
    same = next(
        (each for each in found if said in {called.casefold() for called in each.name.values()}), None
    )
    return Outcome[str](outcome="new_known", facts={"item": item_facts(same, marked=False)}) if same else None


def _facts(new: New) -> Facts:
    item: Mapping[str, Any] = {
        "name": dict.fromkeys(("hi", "en", "hinglish"), new.name),
        "variant": None,
        "pack": None,
        "unit": new.unit,
        "price_paise": new.paise,
        "veg": None,
    }
    return {"item": item, "new_stock": None if new.stock is None else plain(new.stock)}


def _said(reading: Reading) -> New | None:
    """The name before the price, the price, and behind it how much there is and in what."""
    text = re.sub(
        rf"(?i)(?:{LISTS.any_of('new_goods')}|{LISTS.any_of('adds')}|^(?:{LISTS.any_of('begins')}))(?!\w)",
        _blank,
        reading.text or "",
    )
    price = _price(reading)
    if price is None:
        return None
    name, counted = _name(text[: price.start]), COUNTED.search(text[price.end :])
    if counted is None:
        name, counted = _apart(name)
    if not name or not any(sign.isalpha() for sign in name[:1]) or len(name) > LONGEST:
        return None
    behind = text[price.end :].split()
    while behind and behind[0].strip(SIGNS).casefold() in LISTS.words("of_each"):
        behind = behind[1:]
    unit = str(canonical(behind[0].strip(SIGNS))) if behind and names_unit(behind[0].strip(SIGNS)) else None
    stock = Decimal(counted[1]) if counted else None
    if counted and unit is None and counted[2] and names_unit(counted[2]):
        unit = str(canonical(counted[2]))
    return New(name, unit or "pc", price.value["paise"], stock)


def _apart(name: str) -> tuple[str, re.Match[str] | None]:
    """The name, and the amount with its unit that ends it: *haldi sabut 5 packet*."""
    counted = AT_END.search(name)
    if counted is None or not names_unit(counted[2]):
        return name, None
    return name[: counted.start()].strip(SIGNS), counted


def _price(reading: Reading) -> Value | None:
    """The one sum that is said, else the figure behind the word for a price: *price 135*."""
    sums = list(reading.all("money"))
    if not sums and (told := PRICE.search(reading.text or "")):
        sums = [Value("money", {"paise": int(told[1]) * 100}, told.start(), told.end())]
    return sums[0] if len(sums) == 1 and sums[0].value["paise"] > 0 else None


def _name(before: str) -> str:
    words = before.strip(SIGNS).split()
    beside = LISTS.words("price") | LISTS.words("of_price")
    while words and words[-1].strip(SIGNS).casefold() in beside:
        words = words[:-1]
    return " ".join(words).strip(SIGNS)


def _blank(found: re.Match[str]) -> str:
    return " " * len(found.group())
