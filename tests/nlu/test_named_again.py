"""What an order names twice: the last word on it holds; without a word of correction two stay two."""

import pytest

from tests.nlu.order_texts import said, ways

PUT_RIGHT = {
    "dal | 1; roti | 4": ["2 roti, 1 dal, nahi ruko roti 4 kar do", "do roti aur ek dal. sorry roti char",
                          "2 roti, 1 dal, no no roti 4", "two roti, one dal. actually make it four roti",
                          "2 roti 1 dal, arre galti se bola 4 roti"],
    "chawal | 3 kg": ["do kilo chawal likho, nahi chawal teen kilo", "chawal 2 kg bhej do, sorry chawal 3 kg",
                      "chawal 2 kilo, nahi nahi chawal 3 kar do"],
    "टमाटर | 1 kg; प्याज | 1 kg": ["एक किलो टमाटर, आधा किलो प्याज... नहीं नहीं प्याज एक किलो"],
    "कचौड़ी | 2; समोसे | 8": ["पाँच समोसे और दो कचौड़ी, अरे रुको समोसे आठ कर दो"],
    "chawal | 10 kg; tel | 2 l": [
        "chawal 5 kilo bhejna.. ruko 5 nahi 10 kilo, log zyada hain. tel bhi 2 litre",
        "chawal 5 kilo, wait make it 10 kg only. tel 2 litre", "5 kg chawal.. make it 10, and tel 2 litre",
        "chawal 5 kilo matlab 10 kilo, tel 2 litre", "chawal 5 kilo, oops 10 kilo, tel 2 litre",
        "chawal 5 kilo, 10 kilo kar dena, aur tel 2 litre", "chawal 5 kg sorry i meant 10 kg, also tel 2 litre",
    ],
    "eggs | 12; bread": ["need 6 eggs wait no 12 eggs and bread", "6 eggs, i mean 12, and bread",
                         "6 eggs.. scratch that 12 eggs, bread"],
    "fries | 1; burgers | 3": ["2 burgers 1 fries, make the burgers 3"],
    "cement | 7 bag; sand | 2 bag": ["5 cement bags, sorry 7 bags, 2 sand bags"],
    "sprite | 2; chips | 4": ["coke nahi sprite 2 dena, chips 4", "2 coke nahi 2 sprite, chips 4"],
    "naan | 6": ["naan 4 ki jagah 6 kar do bro", "naan 4, no 6", "6 naan instead of 4", "naan 6 not 4"],
    "sugar | 3 kg; bread | 1": ["sugar 3 kg instead of 2, 1 bread", "sugar 2 kg ki jagah 3 kg aur 1 bread"],
    "आलू | 3 kg; भिंडी | 0.5 kg": ["पाँच किलो आलू.. अरे नहीं पाँच नहीं तीन किलो आलू, और आधा किलो भिंडी"],
    "vada | 1; dosa | 2": ["ek dosa ek vada.. ruko bhaiya dosa do kar lo"],
}  # fmt: skip
LEFT_OUT = {
    "pizza | 2": ["2 pizza, 1 coke, coke rehne do", "2 pizza and 1 coke, no leave the coke", "2 pizza 1 coke, no coke",
                  "2 pizza, 1 coke. coke nahi chahiye", "coke 1, pizza 2, coke mat bhejiye"],
    "suji | 1 kg": ["maida 1 kg, maida nahi, suji 1 kg"],
    "धनिया | 50 g": ["हल्दी 100 ग्राम, धनिया 50 ग्राम, हल्दी रहने दो"],
}  # fmt: skip
BARE = {
    "maggi | 6 packet; chips | 2": ["maggi chahiye. maggi 6 packet, chips 2", "maggi dena.. maggi 6 packet, chips 2"],
    "shampoo | 1 bottle": ["just shampoo, no oil. shampoo 1 bottle", "shampoo 1 bottle, tel nahi, sirf shampoo"],
    "sugar | 2 kg; tea | 250 g": ["out of sugar. sugar 2 kg and tea 250 g"],
    "tata namak | 1 packet": ["ghar me namak khatam hai... tata namak 1 packet", ],
    "सोयाबीन तेल | 2 l; जीरा | 1 kg": ["मेस में तेल ख़त्म। सोयाबीन तेल 2 लीटर। जीरा 1 किलो"],
    "namak; chini | 2 kg": ["namak khatam ho gaya hai, chini 2 kilo bhi bhej dena"],
}  # fmt: skip
TWICE = {
    "thali | 1; thali | 1": ["thali 1 papa ke liye, thali 1 mere liye", "1 thali, 1 thali"],
    "aloo | 1 kg; aloo | 2 kg": ["1 kg aloo ghar ke liye aur 2 kg aloo dukan ke liye", "1 kg aloo. ruko 2 kg aloo aur"],
    "burger | 1; burger | 1": ["1 burger no onion, 1 burger with cheese"],
    "doodh | 2 packet": ["doodh 2 packet, purana doodh mat dena"],
    "coke | 2; pepsi | 2": ["coke 2, agar coke nahi hai to pepsi 2"],
}  # fmt: skip


@pytest.mark.parametrize(("lines", "text"), ways(PUT_RIGHT, LEFT_OUT, BARE, TWICE))
def test_the_last_word_holds(lines: str, text: str) -> None:
    assert "; ".join(said(text)) == lines
