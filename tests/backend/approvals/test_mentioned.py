"""Which requests a message speaks of is held against what waits, whatever the reading saw of it."""

import pytest

from munshi.approvals.mentioned import mentioned

ROWS = [
    {"reference": "LV-6", "name": "Murugan Palanisamy"},
    {"reference": "EXP-12", "name": "Kavitha Rajendran"},
    {"reference": "LV-13", "name": "Kavitha Rajendran"},
]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("murugan wala theek hai", ["LV-6"]),
        ("मुरुगन की छुट्टी मंज़ूर", ["LV-6"]),
        ("murugan aur kavitha approve", ["LV-6", "EXP-12", "LV-13"]),
        ("kavitha ka 13 wala ok", ["LV-13"]),
        ("12 aur 6 theek hai", ["LV-6", "EXP-12"]),
        ("haan theek hai", []),
        ("₹1,250 wala ok, 12% zyada", []),
        ("21 ko kya hua", []),
    ],
)
def test_a_number_or_a_name_of_what_waits_is_meant(said: str, meant: list[str]) -> None:
    assert [row["reference"] for row in mentioned(ROWS, said)] == meant
