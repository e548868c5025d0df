"""What is wanted of goods is understood whatever they are called; none of these frames stands on a page."""

from itertools import product

import pytest

from tests.nlu.trained import Understand

NAMES = """
kachori, rusk, masoor dal, kaju katli, bandage, chyawanprash, honitus syrup, gel pen, geometry box, gypsum board,
asian paint, saree, kurti, baby wipes, phone cover, filter coffee, rava dosa, gobi manchurian, buttermilk, kesari,
sendha namak, harpic, clinic plus shampoo, agarbatti, veg puff, pineapple cake, ratlami sev, fevikwik, chart paper,
badminton racket
"""
FRAMES = {
    "ask_availability": ("{} mil jayega kya aaj", "is {} in stock", "क्या आपके पास {} है"),
    "ask_price": ("{} kitne rupaye ka", "how much is {} today", "{} के कितने पैसे"),
    "place_order": (
        "{} do piece bhejna",
        "please deliver 3 {} to 12 mg road 452001",
        "मुझे 2 {} चाहिए",
        "aur ek {}",
    ),
    "modify_order": ("{} wapas nikal do order se", "remove the {} please", "{} हटा दीजिए"),
    "update_stock": ("{} ka rate 50 kar do", "{} is over now", "{} खत्म है"),
}
LEAST = 0.88  # the share of all that is understood


@pytest.mark.parametrize("intent", FRAMES)
def test_goods_of_any_name_are_asked_for_ordered_and_kept(intent: str, parse: Understand) -> None:
    names = [name.strip() for name in NAMES.split(",")]
    said = [frame.format(name) for frame, name in product(FRAMES[intent], names)]
    wrong = {text: found for text in said if (found := parse(text)["intent"]["name"]) != intent}
    assert len(wrong) <= (1 - LEAST) * len(said), wrong
