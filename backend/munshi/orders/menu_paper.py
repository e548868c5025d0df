"""The whole menu on paper: what is on sale today, by its sections, with variants and veg marks."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy.orm import Session

from munshi import clock
from munshi.billing.bills.terms import collects_gst, price_is_all
from munshi.business.models import Business
from munshi.catalogue import service as catalogue
from munshi.catalogue import stock
from munshi.columns import plain
from munshi.orders.desk import is_marked
from munshi.orders.items import Item
from munshi.orders.shelf import items_of
from munshi.printing import compiled

PRINT = Path(__file__).with_name("print")
MOST_PARTS = 200  # of one document


def printed(session: Session, business: Business, language: str) -> bytes:
    """The menu as a PDF."""
    return compiled(PRINT / "menu.typ", sheet(session, business, language))


def sheet(session: Session, business: Business, language: str) -> dict[str, Any]:
    """All that the template needs."""
    said = _words(language)
    where = [business.address, business.pincode, *(each.display_number for each in business.numbers[:1])]
    return {
        "language": language,
        "business": business.name,
        "about": " · ".join(part for part in where if part),
        "parts": _parts(session, business, language)[:MOST_PARTS],
        "note": _of_gst(business, said),
    }


def _of_gst(business: Business, said: Mapping[str, str]) -> str:
    """Whether the prices have the tax in them; nothing of it by who collects none."""
    if not price_is_all(business):
        return said["gst"]
    return said["no_gst"] if collects_gst(business) else ""


def _parts(session: Session, business: Business, language: str) -> list[dict[str, Any]]:
    """The sections in the order of the catalogue, with what is on sale of each."""
    products = [each for each in catalogue.everything(session, business.id) if each.is_on_sale(clock.now())]
    left = stock.on_hand_of(session, business.id, products)
    found: dict[str, list[dict[str, Any]]] = {}
    for product in products:
        items = items_of(product, left.get(product.sku))
        if _is_there(items[0]):
            goods = _goods(items, language, marked=is_marked(business))
            found.setdefault(product.category or _words(language)["others"], []).append(goods)
    return [{"name": name, "goods": goods} for name, goods in found.items()]


def _goods(items: Sequence[Item], language: str, *, marked: bool) -> dict[str, Any]:
    """A product with its price, or with the price of each of its variants."""
    whole, *variants = items
    pack = whole.measure.pack
    size = f"{plain(pack.quantity)} {pack.unit}" if pack and not pack.in_name else ""
    prices = [f"{each.variant[language]} {_rupees(each.price_paise)}" for each in variants if each.variant]
    return {
        "name": whole.name[language],
        "veg": whole.veg if marked else None,
        "sold": size or ("" if marked else _each(whole, language)),
        "price": " / ".join(prices) or _rupees(whole.price_paise),
    }


def _each(item: Item, language: str) -> str:
    """Of how much the price is; of a dish it is the dish."""
    unit = _words(language)["units"].get(item.measure.unit, item.measure.unit)
    return str(_words(language)["each"].format(unit=unit))


def _is_there(item: Item) -> bool:
    return item.left is None or item.left >= item.measure.step


def _rupees(paise: int) -> str:
    return f"₹{paise // 100}" + (f".{paise % 100:02}" if paise % 100 else "")


@cache
def _words(language: str) -> Mapping[str, Any]:
    said: Mapping[str, Mapping[str, Any]] = yaml.safe_load((PRINT / "words.yml").read_text("utf-8"))
    return said[language]
