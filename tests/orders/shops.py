"""Shops with nothing but a list of names, as a business writes it down: `strangers/shops.yml`."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).parent / "strangers" / "shops.yml"
FIRST_NUMBER = 100000000000200
WEIGHED = ("kg", "m")

Facts = dict[str, Any]


@cache
def shops() -> dict[str, Facts]:
    """What the file has of each, by its id."""
    told: dict[str, Facts] = yaml.load(FILE.read_text("utf-8"), Loader=yaml.CSafeLoader)
    return told


def number(shop: str) -> str:
    """Its number on WhatsApp."""
    return str(FIRST_NUMBER + list(shops()).index(shop))


def file(shop: str) -> Facts:
    """The shop as a business file: open at all hours, brings goods to three pincodes, and sells over the counter."""
    told = shops()[shop]
    town = told["pincode"][:-1]
    return {
        "version": 1,
        "business": {
            "id": shop,
            "name": told["name"],
            "kind": told["kind"],
            "language": "hinglish",
            "address": f"12 Station Road, {told['city']}",
            "pincode": told["pincode"],
            "state": "MP",
            "prices_include_gst": True,
            "skills": ["orders"],
        },
        "numbers": [{"phone_number_id": number(shop), "display_number": f"+91 70000 {number(shop)[-5:]}"}],
        "hours": {day: ["00:00-23:59"] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")},
        "delivery": {
            "pincodes": [f"{town}{last}" for last in (1, 2, 3)],
            "minimum_paise": 10000,
            "fee_paise": 2000,
            "free_above_paise": 50000,
            "pickup": True,
        },
        "products": list(_products(told["goods"])),
    }


def _products(goods: str) -> Iterator[Facts]:
    for told in goods.split("|"):
        words = told.split()
        half = words.pop()[1:] if words[-1].startswith("H") else None
        *called, unit, price = words
        name = " ".join(called)
        yield {
            "sku": name.replace(" ", "-"),
            "name": {"hi": name, "en": name, "hinglish": name},
            "unit": unit,
            "price_paise": int(price) * 100,
            "gst_rate": "0",
            "step": "0.25" if unit in WEIGHED else "1",
            "variants": _portions(int(half), int(price)) if half else [],
        }


def _portions(half: int, full: int) -> list[Facts]:
    return [
        {"name": {"hi": "हाफ", "en": "Half", "hinglish": "Half"}, "price_paise": half * 100},
        {"name": {"hi": "फुल", "en": "Full", "hinglish": "Full"}, "price_paise": full * 100},
    ]
