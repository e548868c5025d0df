"""What a question or a wish for parts names beside its things: the value, then the ways to say it."""

import pytest

from nlu.orders.around.questions import spoken_of
from nlu.words.reading import read
from tests.nlu.order_texts import shown, ways

PARTS = {
    "burner | 2 pc; knob | 4 pc": ["spare parts for my gas stove - burner 2 pcs, knob 4 pcs",
                                   "chulhe ke spare part chahiye, burner 2 piece aur knob 4 piece"],
    "belt | 1; drain pump | 2": ["washing machine kharab hai, belt 1 aur drain pump 2 bhej dena",
                                 "my IFB machine needs parts, belt 1, drain pump 2",
                                 "machine ki motor jal gayi, belt 1 drain pump 2"],
    "कार्बन ब्रश | 2 pc": ["मिक्सर की मोटर जल गई, कार्बन ब्रश दो पीस भेज दीजिए", "ड्रिल का स्पेयर पार्ट चाहिए, कार्बन ब्रश दो पीस"],
    "carbon brushes | 2": ["2 carbon brushes as spares for the drill"],
    "filter | 2; membrane": ["2 filter aur membrane chahiye Aquaguard ke liye", "filter 2, membrane bhi"],
    "belt; knob | 2; gasket": ["mujhe chahiye: belt, knob 2, gasket"],
    "door gasket": ["need spare part for my whirlpool fridge, door gasket"],
    "RO ka filter; membrane": ["RO ka filter aur membrane chahiye"],
    "air filter | 1 pc": ["our generator needs parts: air filter 1 no."],
    "jar | 2; coupler | 1": ["mixer ke liye do jar aur ek coupler chahiye"],
}  # fmt: skip
ASKED = {
    "doodh": ["doodh ktne ka pdta hai", "doodh kitne me padega", "doodh milega? sab jagah dhoondh liya"],
    "paneer": ["paneer milega kya? bahut dukaan ghoom li", "paneer hai kya, bacche zid kar rahe hai"],
    "मूंग दाल": ["मूंग दाल मिलेगी क्या, पूरे बाज़ार में ढूँढ लिया"],
    "almond milk": ["do you have almond milk? my kid is lactose intolerant", "almond milk available? he is diabetic"],
    "maggi; lays": ["maggi hai kya, lays hai kya", "maggi aur lays ka rate"],
    "zingo; kurbure": ["zingo hai kya, kurbure hai kya", "zingo ka rate, kurbure ka rate"],
}  # fmt: skip
COUNTED = {
    "bread": ["bread out of stock kar do, supplier ne dhokha diya", "bread khatam, gaadi nahi aayi",
              "mark bread as out of stock, the supplier cheated us"],
    "atta | 20 kg; chawal": ["atta 20 kilo aa gaya, chawal bhi"],
}  # fmt: skip


@pytest.mark.parametrize(("lines", "text"), ways(PARTS))
def test_a_machine_is_no_part(lines: str, text: str) -> None:
    assert "; ".join(map(shown, spoken_of(read(text), parts=True))) == lines


@pytest.mark.parametrize(("lines", "text"), ways(ASKED))
def test_talk_beside_a_question_is_no_thing(lines: str, text: str) -> None:
    assert "; ".join(map(shown, spoken_of(read(text)))) == lines


@pytest.mark.parametrize(("lines", "text"), ways(COUNTED))
def test_talk_beside_stock_is_no_thing(lines: str, text: str) -> None:
    assert "; ".join(map(shown, spoken_of(read(text), counted=True))) == lines
