"""What is to change in an order: what is done, then the ways to say it."""

import pytest

from nlu.orders.changing.changes import changes
from nlu.orders.lines import Line
from tests.nlu.order_texts import heard


def done(line: Line) -> str:
    """A change in short: op, name or all, quantity unit."""
    return f"{line.op} {line.name or 'all'} {line.amount.quantity or ''} {line.amount.unit or ''}".strip()


CHANGES = {
    ("remove raita", "add roti 2"): [
        "order me se raita hata do aur 2 roti aur badha do",
        "jo order kiya tha usme se raita hata do aur 2 roti badha do",
        "जो ऑर्डर किया था उसमें से raita हटा दो और 2 roti बढ़ा दो",
        "rmove raita n ad 2 roti",
        "hatado raita, 2 roti ad krdo",
        "raita cancle karo, 2 roti badhado",
    ],
    ("remove milk",): [
        "remove the milk, already bought it", "milk hata do, papa le aaye", "htado milk order se",
        "drop the milk we have enough", "milk mat rakhna", "delet milk frm my ordr",
    ],
    ("remove coke 2", "add pepsi 2"): ["2 coke ki jagah 2 pepsi kar do", "2 coke ke badle 2 pepsi kar dijiye"],
    ("add bread 1",): ["add 1 bread to the order i just placed", "please also include 1 bread in today's order"],
    ("remove ande",): ["ande hata do", "remove the ande", "ande nahi chahiye", "ande mat bhejna baaki theek hai",
                             "no ande please", "wo jo ande bole the wo cancel baki sab bhej do",
                             "list me se ande hatao"],
    ("set aata 3 kg",): ["aata 3 kilo kar do", "make it 3 kg of aata", "aata 2 kilo ki jagah 3 kilo kar do",
                               "aata 2 kilo nahi 3 kilo chahiye", "change aata from 2 kg to 3 kg", "aata 3 kg not 2 kg",
                               "galti se 2 kilo aata likh diya 3 kilo chahiye", "aata badha ke 3 kilo kar do"],
    ("remove maggi 1 packet",): ["ek packet maggi kam kar do", "one packet of maggi less please"],
    ("add aloo 1 kg",): ["aloo ek kilo aur badha do", "increase aloo by 1 kg", "add 1 kg aloo to my order"],
    ("remove butter", "add ghee"): ["butter hata ke ghee daal do", "replace butter with ghee"],
    ("set dal 1 kg", "set chawal 2 kg"): ["dal 1 kg kar do chawal 2 kg kar do"],
    ("set maggi 5",): ["maggi ko 5 kar do", "5 maggi kar do"],
    ("remove coke", "add limca"): ["coke hata do uski jagah limca kar do", "coke hatakar limca kar dijiye",
                                   "coke nikal ke limca kar do"],
    ("remove coke", "add limca 2"): ["replace coke with 2 limca", "swap coke for 2 limca"],
    ("add poori 2",): ["poori do aur jod do", "poori do aur add kar do"],
    ("remove dal", "add rajma"): ["dal ki jagah rajma", "dal ki jagah rajma de do"],
    ("remove toor dal", "add moong dal"): ["toor dal ki jagah moong dal de do", "swap the toor dal for moong dal",
                                           "instead of toor dal send moong dal", "change toor dal to moong dal"],
    ("add roti 4",): ["4 extra roti add kar do", "roti 4 aur bhej dena", "4 aur roti de do"],
    ("add cheeni 1 kg",): ["ek kilo aur cheeni bhej do"],
    ("add coke 1",): ["ek coke extra"],
    ("remove chutney",): ["skip the chutney", "chutney wapas le lo"],
    ("set samose 2",): ["sirf 2 samose bhejna 4 nahi", "samose 2 kar do 5 nahi chahiye",
                         "i ordered 4 samose make it 2"],
    ("add pyaz 1 kg",): ["pyaz 1 kilo aur", "1 kilo pyaz badha do", "put 1 kg pyaz"],
    ("set pyaz 3 kg",): ["pyaz 3 kilo tak badha do", "pyaz badha ke 3 kilo kar do"],
    ("add ketchup 1 bottle",): ["ketchup add krdo 1 bottle"],
    ("remove ketchup", "add burger 1"): ["no ketchup and 1 more burger"],
    ("set sugar 1 kg",): ["only 1 kg sugar please, not 2"],
    ("set idli 4",): ["4 idli kar do 2 ki jagah", "galti se 2 likh diya, 4 hi chahiye idli",
                      "dosa utna hi rakho, idli 4 kar do",
                      "idli 4 kar do hotel me party cancel hui", "idli should be 4, more people coming"],
    ("set maggi 2",): ["maggi 4 ki jagah 2 kar do", "maggi 4 se 2 kar do", "2 maggi instead of 4"],
    ("set rava 6 kg",): ["9 ki jagah 6 kilo kar do rava", "rava make it 6 kg", "bring down the rava to 6 kg"],
    ("remove rava 1 kg",): ["1 kg less rava", "make it 1 kg less rava", "rava me se 1 kilo kam kar do"],
    ("remove rava",): ["wo jo rava likhwaya tha wo mat bhejna", "rava nakko", "rava nako, nikal do"],
    ("set rava 6 kg", "remove jam"): ["rava make it 6 kg and jam remove"],
    ("remove namak",): ["namak hata do, ghar me pada hai", "take out the namak, wife already bought it"],
    ("add doodh 2 packet",): ["pehle wale order me doodh 2 packet aur jod dijiye, mehman aa gaye"],
    ("remove rava", "remove jam"): ["remove both rava and jam", "dono achaar hata do rava bhi jam bhi"],
    ("remove all",): ["sab hata do", "cart khali kar do", "remove everything", "clear the cart", "saara saman hata do"],
    ("set roti 6",): ["roti 4 se badha kar 6 kar do", "roti 4 se ghata k 6 krdo", "put roti as 6", "set roti to 6"],
    ("set chawal 5 kg",): ["chawal 10 kilo se kam karke 5 kilo kar dijiye", "reduce chawal from 10 kg to 5 kg please",
                           "chawal 3 kilo se seedha 5 kilo kar do", "2 kilo chawal hai, chawal 5 kilo kar do",
                           "bring the chawal down from 10 to 5 kg", "maine chawal 2 kilo bola tha, usko 5 kilo kar do",
                           "chawal 2 kilo likha hai, 5 kilo kar do", "chawal 2 kilo tha 5 kilo karo",
                           "I have put 2 kg chawal in the list, that should be 5 kg",
                           "In my order chawal is 10 kg, bring it down to 5 kg", "chawal was 3 kg, please make 5 kg",
                           "5 kilo hi rakhna chawal, 2 kilo nahi"],
    ("set doodh 2 packet",): ["doodh ek packet likha hai use do packet kar do", "doodh ek packet hai, usko 2 kar do",
                              "doodh 4 packet dala tha na isko 2 packet kardo bas"],
    ("set दूध 2 packet",): ["मैंने दूध चार पैकेट लिखवाया था उसे दो पैकेट कर दीजिए", "दूध के चार पैकेट हैं, उन्हें दो कर दो"],
    ("set eggs 12",): ["there are 6 eggs in my order, make it 12", "I had ordered 6 eggs, please change it to 12"],
    ("set cokes 5", "remove fries"): ["my order has 3 cokes, make them 5 and drop the fries"],
    ("remove biscuit",): ["list me biscuit 4 packet hai unko hata do", "biscuit mat likhiye", "biscuit mat bhejiyega",
                          "mummy says no biscuit, take the biscuit off"],
    ("remove bread",): ["there is one bread in cart, remove it", "bread 2 thi usko cancel kar do", "bread mat rakhiye"],
    ("remove pepsi", "add coke 2"): ["pepsi 2 hai, usko hata ke coke 2 kar do"],
    ("remove lays", "remove coke"): ["cart mein lays aur coke hai, dono hata do"],
    ("set bread 3",): ["cart me bread 1 hai. bread 3 kar do", "bread 1 likhi hai, nahi nahi bread 3 kar do",
                       "maaf karna, bread 1 nahi 3 karna", "order nikla nahi na? to bread 3 kar do"],
    ("add doodh 1 packet",): ["doodh 2 packet hai usme 1 packet aur jod do"],
    ("remove chawal 4 kg",): ["chawal 10 kilo hai usme se 4 kilo kam kar do"],
    ("add raita 1",): ["if not packed add 1 raita"],
    ("add besan 1 kg", "remove maida"): ["besan ek kilo badha dijiye aur maida mat bhejiye"],
    ("remove roti 2",): ["roti do kam kar do", "roti do ghata do", "roti do hata dena"],
    ("add idli 2",): ["idli do badha do", "idli do zyada kar do"],
    ("set maggi 6",): ["replace 4 maggi with 6", "replace the 4 maggi with 6 please"],
    ("remove maggi 4", "add yippee 6"): ["replace 4 maggi with 6 yippee"],
    ("remove shahi paneer", "add kadhai paneer 1"): [
        "maine shahi paneer bola tha uski jagah ek kadhai paneer kar do",
        "I ordered shahi paneer by mistake, replace it with 1 kadhai paneer",
        "i said shahi paneer, instead of that send 1 kadhai paneer",
        "shahi paneer nahi ek kadhai paneer bhejna",
    ],
    ("remove brown bread", "add white bread"): ["I added brown bread, swap it with white bread"],
    ("set aloo 3 kg",): ["galti se aloo 5 kg likh diya, 3 kg karo", "galti se 5 kilo aloo likh diya, 3 kilo kar dena",
                         "by mistake I put 5 kg aloo, make it 3 kg"],
    ("remove momos",): ["from order 1042 take out momos", "order 1042 se momos hata do"],
    ("add chips 2",): ["jo chips order kiye the unme 2 aur"],
    ("set pizza 3", "add coke 1"): ["maine 2 pizza bola tha, 3 kar do, aur ek coke bhi"],
    ("remove roti 2", "add salad 1"): ["2 roti kam kar do aur ek salad add"],
    ("set vade 20",): ["सॉरी भाई गलती से 10 vade लिख दिए थे, 20 कर दो", "sorry wrong likha, vade 20 kar do",
                       "vade ko 10 se 20 kar do", "instead of 10 please send 20 vade", "instead of 10 vade send 20"],
    ("remove vade 1",): ["vade me se ek kam kar do", "ek vade kam kar do"],
    ("set vade 1",): ["vade ek hi rakhna baaki waise hi rakho", "vade only 1 now", "ek kaam karo, vade 1 kar do"],
    ("remove aata", "remove chawal"): ["aata chawal dono nikal do", "aata aur chawal dono hata dijiye",
                                       "take off both aata and chawal", "aata chawal दोनों हटा दो"],
    ("remove coke", "remove fanta", "remove pepsi"): ["coke fanta pepsi teeno hata do"],
    ("remove cetzine", "add avil"): [

        "cetzine badalni hai, uski jagah avil",
        "cetzine की जगह avil चलेगी",
    ],
    ("remove cetzine", "add pan 40 1 strip"): ["cetzine mat bhejna uske badle pan 40 ka ek patta bhejna"],
    ("remove lays", "add kurkure"): ["lays ke badle kurkure de dena", "lays hata kar kurkure laga dena",
                                     "lays के बदले kurkure दे दो"],
    ("remove pan 40",): ["pan 40 hata do"],
    (): ["last wala hata do", "aakhri wala item hata do", "sab double kar do", "पहला वाला हटा दो"],
    ("set cement 15 bag",): ["reduce cement from 20 bags to 15", "cement 20 bag se 15 kar do"],
    ("set paint 10 l",): ["10 litre paint rather than the 20", "10 litre paint instead of 20"],
    ("remove ghee", "add butter"): ["substitute ghee with butter", "exchange ghee for butter"],
    ("set dolo 650 2",): ["dolo 650 1 nahi 2"],
    ("set namak 1",): ["namak 2 hata ke 1 rakho", "namak 2 nahi, 1"],
    ("remove butter 1",): ["1 butter kam kar do, galti se 2 likh diya"],
    ("set momos 2 plate",): ["momos 1 plate order kiya tha, 2 plate kar do"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "text"), [(lines, text) for lines, texts in CHANGES.items() for text in texts]
)
def test_changes_say_what_is_done(lines: tuple[str, ...], text: str) -> None:
    assert [done(line) for line in changes(heard(text, "modify_order"))] == list(lines)
