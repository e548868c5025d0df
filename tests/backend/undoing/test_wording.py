"""Which words about money are about what is written already."""

import pytest

from munshi.undoing.wording import Back, of_money


@pytest.mark.parametrize(
    ("text", "back"),
    [
        ("Ramesh Joshi ke khate se 340 hata do, galti se likha tha", Back.TAKEN),
        ("मीना के खाते से 90 कम करो", Back.TAKEN),
        ("2300 हटाओ, गलती थी", Back.TAKEN),
        ("remove 700 from Meena, wrong entry", Back.TAKEN),
        ("take back 340 from Ramesh", Back.TAKEN),
        ("पाटिल ने 2300 नहीं, 230 दिए थे। ठीक करो", Back.CORRECTED),
        ("Kavita ke khate me 100 nahi 1000 likhna tha", Back.CORRECTED),
        ("sent 140 not 104", Back.CORRECTED),
        ("not 2300, 230", Back.CORRECTED),
        ("credit note of 150 for 919740200008", Back.CREDITED),
        ("1004 ka 56 ka credit note", Back.CREDITED),
        ("Rubina returned goods of 60, reduce her khata", Back.TAKEN),
        ("150 wapas do", Back.REFUNDED),
        ("rekha jain returned the bag, gave her 750 back in cash", Back.REFUNDED),
        ("i gave 750 back to rekha jain", Back.REFUNDED),
        ("rekha gave 750 back", None),
        ("usko 340 wapas kiye UPI se", Back.REFUNDED),
        ("कांता बाई को 120 नकद वापस दे दिए", Back.REFUNDED),
        ("unke 380 aaye the, maine wapas bhej diye", Back.REFUNDED),
        ("kanta ne 120 wapas diye", None),
        ("refund 150 to Meena", Back.REFUNDED),
        ("Sonu ke khate se 300 kam kar do, usne de diye", None),
        ("सोनू के खाते से तीन सौ कम कर दो, उसने दे दिए", None),
        ("wapas kiye Chetan ne 500", None),
        ("Kamlesh ne paise nahi diye 250 likh lo", None),
        ("theek hai, Ramesh ne 500 diye", None),
        ("Ramesh 2 ande le gaya 20 ke", None),
        ("Deepak gave 1200, remaining 800 next week", None),
    ],
)
def test_words_of_taking_back_are_told_from_words_of_new_money(text: str, back: Back | None) -> None:
    assert of_money(text) == back
