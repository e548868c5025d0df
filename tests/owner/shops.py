"""A shop and a restaurant, anew for each conversation, so that nobody else's orders reach their owners."""

from typing import Any

from tests import businesses
from tests.conftest import System
from tests.orders.phones import Phone

Facts = dict[str, Any]

PINCODE = "452001"
GREETINGS = {"hi": "नमस्ते जी", "en": "good morning", "hinglish": "namaste ji"}


def _product(sku: str, hi: str, en: str, hinglish: str, unit: str, price: int, **more: Any) -> Facts:
    name = {"hi": hi, "en": en, "hinglish": hinglish}
    return {
        "sku": sku, "name": name, "unit": unit, "price_paise": price * 100, "gst_rate": "0", "veg": True, **more,
    }  # fmt: skip


SHELVES: dict[str, list[Facts]] = {
    "shop": [
        _product("CHINI", "चीनी", "Sugar", "Cheeni", "kg", 46, stock="100", step="0.25"),
        _product("AATA", "आटा", "Wheat flour", "Aata", "kg", 38, stock="120", step="0.25"),
        _product("MAGGI", "मैगी", "Maggi", "Maggi", "packet", 14, stock="48", substitute="YIPPEE"),
        _product("YIPPEE", "यिप्पी", "Yippee", "Yippee", "packet", 12, stock="20"),
        _product("DOODH", "दूध", "Milk", "Doodh", "packet", 28, stock="30"),
        _product("PANEER", "पनीर", "Paneer", "Paneer", "kg", 380, stock="10", step="0.1"),
        _product("TEL", "सरसों तेल", "Mustard oil", "Sarson tel", "l", 160, stock="40", aliases=["tel"]),
        _product("KELA", "केला", "Banana", "Kela", "dozen", 60, stock="20", step="0.5", aliases=["kele"]),
    ],
    "restaurant": [
        _product("SAMOSA", "समोसा", "Samosa", "Samosa", "pc", 20, gst_rate="5"),
        _product("TIKKA", "पनीर टिक्का", "Paneer tikka", "Paneer tikka", "plate", 240, gst_rate="5"),
        _product("DAL", "दाल तड़का", "Dal tadka", "Dal tadka", "plate", 140, gst_rate="5"),
        _product("NAAN", "बटर नान", "Butter naan", "Butter naan", "pc", 45, gst_rate="5", substitute="ROTI"),
        _product("ROTI", "तंदूरी रोटी", "Tandoori roti", "Tandoori roti", "pc", 15, gst_rate="5"),
        _product(
            "KEEMA",
            "कीमा मटर",
            "Keema matar",
            "Keema matar",
            "plate",
            180,
            gst_rate="5",
            veg=False,
            variants=[
                {"name": {"hi": "हाफ", "en": "Half", "hinglish": "Half"}, "price_paise": 18000},
                {"name": {"hi": "फुल", "en": "Full", "hinglish": "Full"}, "price_paise": 32000},
            ],
        ),
    ],
}


class Place:
    """One business with its owner, a helper who has no rights, and a customer."""

    def __init__(self, system: System, place: int, conversation: Facts) -> None:
        self.system = system
        self.id = f"evening-{place}"
        number = f"1000000000007{place:02}"
        owner, helper = (f"9197000{place:02}{who:03}" for who in (1, 2))
        language = conversation.get("language", "hinglish")
        kind = conversation.get("at", "shop")
        businesses.bring_in(system, self._file(number, kind, owner, helper, language, conversation))
        self.owner = Phone(system, number, owner)
        self.helper = Phone(system, number, helper)
        self.customer = Phone(system, number).lives()
        self.owner.says(GREETINGS[language])  # within 24 hours, so that nothing comes as a template
        if conversation.get("helps"):
            self.helper.says(GREETINGS[language])

    def who(self, name: str) -> Phone:
        """One of the three."""
        phone: Phone = getattr(self, name)
        return phone

    def holds(self) -> Facts:
        """What the books hold: orders in short, the stock, the prices, and what is off sale."""
        file = businesses.exported(self.system, self.id)
        products = file["products"]
        return {
            "orders": [
                {**_in_short(order), "total": shown["total_paise"] / 100}
                for order, shown in zip(file.get("orders", {}).get("placed", []), self._orders(), strict=True)
            ],
            "stock": {each["sku"]: each["stock"] for each in products if each.get("stock") is not None},
            "prices": {each["sku"]: each["price_paise"] / 100 for each in products},
            "portions": {each["sku"]: _portions(each) for each in products if each.get("variants")},
            "off": sorted(each["sku"] for each in products if _is_off(each)),
        }

    def _orders(self) -> list[Facts]:
        return self.customer.orders(self.id, of_all=True)

    def _file(
        self, number: str, kind: str, owner: str, helper: str, language: str, conversation: Facts
    ) -> Facts:
        return {
            "version": 1,
            "business": {
                "id": self.id,
                "name": f"Evening {self.id}",
                "kind": kind,
                "state": "MP",
                "language": language,
                "prices_include_gst": kind == "shop",
                "skills": conversation.get("skills", ["orders"]),
                "gstin": conversation.get("gstin", None if kind == "shop" else "23AAPFU0939F1Z3"),
            },
            "numbers": [{"phone_number_id": number, "display_number": "+91 90000 00000"}],
            "hours": conversation.get("hours", {}),
            "delivery": {"pincodes": [PINCODE], "fee_paise": 3000, "pickup": True},
            "orders": _of_helper(conversation.get("terms", {}), helper),
            "people": [
                {"name": "Kamla", "roles": ["owner"], "phones": [owner], "language": language},
                {"name": "Bhola", "roles": ["employee"], "phones": [helper], "language": language},
            ],
            "products": SHELVES[kind],
        }


def _portions(product: Facts) -> Facts:
    return {each["name"]["en"]: each["price_paise"] / 100 for each in product["variants"]}


def _of_helper(terms: Any, phone: str) -> Any:
    """The terms with the phone of the helper in place of the word."""
    if isinstance(terms, dict):
        return {name: _of_helper(each, phone) for name, each in terms.items()}
    if isinstance(terms, list):
        return [_of_helper(each, phone) for each in terms]
    return phone if terms == "helper" else terms


def _in_short(order: Facts) -> Facts:
    lines = {line["sku"]: line["quantity"] for line in order["lines"] if not line.get("dropped")}
    return {"status": order["moves"][-1]["status"], "lines": lines}


def _is_off(product: Facts) -> bool:
    return not product.get("available", True) or product.get("out_until") is not None
