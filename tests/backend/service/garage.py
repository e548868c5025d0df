"""A garage for two-wheelers: two mechanics go out, most machines are brought in, and labour is on the shelf as well."""

from typing import Any

NUMBER = "100000000000778"
OWNER, IRFAN, MAHESH, KOMAL = "919000077801", "919000077802", "919000077803", "919811177801"
GOODS = {
    "E1": ("Engine Oil 20W40 1L", 38000), "C1": ("Clutch Plate Splendor", 62000), "P1": ("Spark Plug", 12000),
    "B1": ("Brake Shoe Splendor", 22000), "B2": ("Brake Shoe Activa", 26000), "T1": ("Tube", 28000),
    "L1": ("Engine Work Labour", 150000), "R1": ("Puncture Repair", 8000), "S1": ("General Service Scooter", 50000),
}  # fmt: skip


def file() -> dict[str, Any]:
    """As its owner typed it in; Sundays it is closed."""
    week = ("mon", "tue", "wed", "thu", "fri", "sat")
    crew = {"Irfan": IRFAN, "Mahesh": MAHESH}
    return {
        "version": 1,
        "business": {
            "id": "garage", "name": "Raj Two Wheeler", "kind": "repair", "language": "hinglish", "state": "GJ",
            "address": "Kalupur, Ahmedabad", "pincode": "380001", "prices_include_gst": True,
            "skills": ["orders", "billing", "service", "leave", "approvals"],
        },
        "numbers": [{"phone_number_id": NUMBER, "display_number": "+91 90000 77800"}],
        "hours": {**{day: ["09:30-20:00"] for day in week}, "sun": []},
        "delivery": {"pincodes": ["380001"], "pickup": True},
        "people": [
            {"name": "Rajesh", "roles": ["owner"], "phones": [OWNER], "language": "hinglish"},
            *(
                {"name": name, "roles": ["employee"], "phones": [phone], "language": "hinglish", "manager": OWNER}
                for name, phone in crew.items()
            ),
            {"name": "Komal Desai", "roles": ["customer"], "phones": [KOMAL], "language": "en"},
        ],
        "leave": {"weekly_offs": [{"weekday": 6}]},
        "visits": {
            "terms": {"minutes": 60, "every": 60, "notice_minutes": 60, "days": 10, "charge_paise": 15000},
            "technicians": [
                {"person": phone, "skills": ["bike", "scooter"], "pincodes": ["380001"]} for phone in crew.values()
            ],
        },
        "products": [
            {"sku": sku, "name": name, "unit": "pc", "price_paise": paise, "gst_rate": "0", "stock": "9"}
            for sku, (name, paise) in GOODS.items()
        ],
    }  # fmt: skip
