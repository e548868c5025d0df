"""Which of the products that were shown is meant, or what has happened to one, said in words in place of a tap."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.ordinals import by_number, is_number
from munshi.callers import Caller
from munshi.columns import plain
from munshi.orders.bodies import LineBody
from munshi.orders.items import Item
from munshi.orders.shelf import StockedShelf, named_among
from munshi.owner.rules import OF_PRICES, Kind, Mark, Sum
from munshi.owner.said import SaidUntil, Told

ORDER = "order"  # what is said may be wanted, and say nothing of the stock
Option = Mapping[str, Any]


def summary(options: Sequence[Option]) -> str:
    """What an answer in words is held against: the taps of what is shown, but for one that orders."""
    return json.dumps([each["tap"] for each in options if each.get("kind") != ORDER])


def chosen(session: Session, caller: Caller, shown: str, text: str, kinds: Sequence[str]) -> Told | None:
    """The message of the tap that is meant: by its place in the list, its name, or what has happened."""
    taps: list[Option] = json.loads(shown)
    if is_number(text):
        tap = by_number(taps, text)
        return _told(tap) if tap else None
    if len({tap["order_line"]["sku"] for tap in taps}) == 1:
        return next((_told(tap) for tap in taps if tap.get("kind") in kinds), None)
    shelf = StockedShelf(session, caller.business_id)
    items: list[Item] = [item for tap in taps if (item := shelf.item(tap["order_line"]["sku"]))]
    named = named_among(items, text)
    keys = (None, None) if named is None else (named.key, named.sku)
    return next((_told(tap) for tap in taps if tap["order_line"]["sku"] in keys), None)


def every(shown: str) -> Told | None:
    """The message of all the taps, where each is of another product: *dono*."""
    told = [_told(tap) for tap in json.loads(shown)]
    if len({line.sku for each in told for line, _ in each.lines}) != len(told):
        return None
    return Told(
        [(each.lines[0][0], place) for place, each in enumerate(told)],
        [replace(mark, start=place) for place, each in enumerate(told) for mark in each.marks],
        [replace(sum_, start=place) for place, each in enumerate(told) for sum_ in each.sums],
        told[0].until,
    )


def with_figure(shown: str, figure: Decimal, unit: str | None) -> Told:
    """The message of the tap that is shown, with its amount or its price in rupees."""
    tap: Option = json.loads(shown)[0]
    if tap.get("kind") in OF_PRICES:
        return _told({**tap, "paise": int(figure * 100)})
    line = {**tap["order_line"], "quantity": plain(figure), "unit": unit}
    return _told({**tap, "order_line": line})


def with_other_figure(shown: str, figure: Decimal, unit: str | None) -> Told | None:
    """The message with another amount of the one product of which it is asked what has happened."""
    taps: list[Option] = json.loads(shown)
    if len({tap["order_line"]["sku"] for tap in taps}) != 1 or not all(tap.get("kind") for tap in taps):
        return None
    line = {**taps[0]["order_line"], "quantity": plain(figure), "unit": unit}
    return _told({"order_line": line})


def _told(tap: Option) -> Told:
    until, paise, kind = tap.get("until"), tap.get("paise"), tap.get("kind")
    return Told(
        [(LineBody.model_validate(tap["order_line"]).said(), 0)],
        [Mark(Kind(kind), 0)] if kind else [],
        [Sum(paise, 0)] if paise is not None else [],
        SaidUntil(0, **_ends(until)) if until else None,
    )


def _ends(until: Mapping[str, str]) -> dict[str, Any]:
    read = {"day": date.fromisoformat, "hour": time.fromisoformat}
    return {name: read[name](each) for name, each in until.items()}
