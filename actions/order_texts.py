"""The facts of an order as the variables of its replies."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from actions.format import joined, moment, money, quantity, unit_name, words

Facts = Mapping[str, Any]
Say = Callable[[Facts, str], str]

MORE = Decimal(2)  # more than one of a unit
LONGEST_TITLE = 20  # characters on a button of WhatsApp

VEG_SIGNS = {True: "🟢 ", False: "🔴 ", None: ""}


def variables(facts: Facts, language: str) -> dict[str, str]:
    """Every variable that these facts can fill, in the language of the person."""
    texts = {variable: say(facts, language) for variable, fact, say in VARIABLES if fact in facts}
    texts["act"] = str(facts.get("act") or "")
    item = facts.get("item")
    if item:
        texts |= _item_texts(item, language)
    if "offered" in facts:
        texts |= _offer_texts(facts, language)
    if "goods_paise" in facts:
        texts["bill"] = bill(facts, language)
    return texts


def name(item: Facts, language: str) -> str:
    """What the item is called: with its mark, its variant or its size."""
    size = _size(item, language)
    called = f"{VEG_SIGNS[item['veg']]}{item['name'][language]}"
    return f"{called} ({size})" if size else called


def titles(items: Sequence[Facts], language: str) -> list[str]:
    """What stands on the button of each product: short, and no two alike. The text above has the whole names."""
    called = [name(item, language) for item in items]
    bare = [f"{VEG_SIGNS[item['veg']]}{item['name'][language]}" for item in items]
    sizes = [_size_and_price(item, language) for item in items] if len(set(bare)) == 1 else []
    for each in (called, bare, sizes):
        if len(set(each)) == len(items) and max(map(len, each), default=0) <= LONGEST_TITLE:
            return each
    return [f"{place}. {each}" for place, each in enumerate(bare, 1)]


def lines(facts: Facts, language: str) -> str:
    """Each line with its price."""
    return "\n".join(_line(line, language) for line in facts["lines"])


def bill(facts: Facts, language: str) -> str:
    """Everything that a person says yes to."""
    said = words(language)
    rows = [lines(facts, language), ""]
    if facts["total_paise"] != facts["goods_paise"]:
        rows.append(said["goods"].format(amount=money(facts["goods_paise"], language)))
    if facts["gst_paise"] and not facts["gst_included"]:
        rows.append(said["gst_on_top"].format(amount=money(facts["gst_paise"], language)))
    if facts["where"]["fulfilment"] == "delivery":
        fee = facts["fee_paise"]
        rows.append(said["fee"].format(amount=money(fee, language)) if fee else said["no_fee"])
    rows.append(said["total"].format(amount=money(facts["total_paise"], language)))
    if facts["gst_paise"] and facts["gst_included"]:
        rows.append(said["gst_inside"].format(amount=money(facts["gst_paise"], language)))
    return "\n".join([*rows, where(facts, language), when(facts, language)])


def where(facts: Facts, language: str) -> str:
    """How the goods come to the customer."""
    place = facts["where"]
    said = words(language)
    if place["fulfilment"] == "delivery":
        address = ", ".join(part for part in (place["address"], place["pincode"]) if part)
        return str(said["delivery_to"].format(address=address) if address else said["delivery"])
    return str(said["pickup_from"].format(shop=place["shop"]) if place["shop"] else said["pickup"])


def when(facts: Facts, language: str) -> str:
    """When the order is taken up."""
    said = words(language)
    if not facts["opens_at"]:
        return str(said["now"])
    return str(said["at_opening"].format(time=moment(facts["opens_at"], language)))


def options(facts: Facts, language: str) -> str:
    """The products that one may choose from, numbered."""
    option = words(language)["option"]
    return "\n".join(
        option.format(place=place, **_item_texts(item, language))
        for place, item in enumerate(facts["options"], 1)
    )


def _order(order: Facts, language: str) -> str:
    said = words(language)
    return str(
        said["order"].format(
            reference=order["reference"],
            total=money(order["total_paise"], language),
            status=said["statuses"][order["status"]],
            time=moment(order["placed_at"], language),
        )
    )


def _line(line: Facts, language: str) -> str:
    said = words(language)
    called = name(line, language)
    if line["add_ons"]:
        add_ons = joined([each[language] for each in line["add_ons"]], language)
        called = said["with_add_ons"].format(name=called, add_ons=add_ons)
    return str(
        said["line"].format(
            name=called,
            quantity=quantity(line["quantity"], line["unit"], language),
            price=money(line["price_paise"], language),
            unit=unit_name(line["unit"], language),
            amount=money(line["amount_paise"], language),
        )
    )


def _item_texts(item: Facts, language: str) -> dict[str, str]:
    return {
        "name": name(item, language),
        "price": money(item["price_paise"], language),
        "unit": unit_name(item["unit"], language),
        "units": unit_name(item["unit"], language, MORE),
    }


def _offer_texts(facts: Facts, language: str) -> dict[str, str]:
    """What a yes takes, with the price of the substitute where there is one."""
    offered = facts.get("substitute") or facts["item"]
    texts = {"offered": quantity(facts["offered"], offered["unit"], language)}
    if "substitute" in facts:
        of_substitute = _item_texts(offered, language)
        texts |= {**of_substitute, "name": name(facts["item"], language), "substitute": of_substitute["name"]}
    return texts


def _size(item: Facts, language: str) -> str:
    """The variant, or what one piece holds."""
    if item["variant"]:
        return str(item["variant"][language])
    return quantity(item["pack"]["quantity"], item["pack"]["unit"], language) if item["pack"] else ""


def _size_and_price(item: Facts, language: str) -> str:
    return f"{_size(item, language)} · {money(item['price_paise'], language)}"


def _plain(fact: str) -> Say:
    return lambda facts, _: str(facts[fact] or "")


def _money(fact: str) -> Say:
    return lambda facts, language: money(facts[fact], language)


def _moment(fact: str) -> Say:
    return lambda facts, language: moment(facts[fact], language) if facts[fact] else ""


def _orders(fact: str) -> Say:
    """Each order in a line."""
    return lambda facts, language: "\n".join(_order(order, language) for order in facts[fact])


# A variable of the replies, the fact that it needs, and how it is said.
VARIABLES: tuple[tuple[str, str, Say], ...] = (
    ("asked", "asked", _plain("asked")),
    ("name", "asked", _plain("asked")),
    ("reference", "reference", _plain("reference")),
    ("pincode", "pincode", _plain("pincode")),
    ("phone", "phone", _plain("phone")),
    ("summary", "summary", _plain("summary")),
    ("names", "names", lambda facts, language: joined(facts["names"], language)),
    ("step", "step", lambda facts, language: quantity(facts["step"], facts["item"]["unit"], language)),
    ("total", "total_paise", _money("total_paise")),
    ("minimum", "minimum_paise", _money("minimum_paise")),
    ("missing", "missing_paise", _money("missing_paise")),
    ("time", "opens_at", _moment("opens_at")),
    ("moved", "moved_at", _moment("moved_at")),
    ("lines", "lines", lines),
    ("where", "where", where),
    ("when", "opens_at", when),
    ("options", "options", options),
    ("options", "orders", _orders("orders")),
    ("ordered", "ordered", _orders("ordered")),
)
