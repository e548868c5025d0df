"""What stands around items, in ways that the tagger has not learnt: the items, then how they are said."""

from tests.nlu.order_texts import asked, said, ways

ORDERED = {
    "namak | 1 packet": [
        "1 packet namak pooja ke liye",
        "agar namak hai to 1 packet bhej do",
        "mummy bol rahi hai 1 packet namak laana",
        "near sbi bank 1 packet namak bhejo",
        "ek kaam karo 1 packet namak bhej do",
        "shop pe aake le jaunga 1 packet namak rakhna",
        "office party ke liye 1 packet namak",
        "1 packet namak office bhej dena",
        "1 packet namak, address 45, MG road",
        "address: 45 MG road. 1 packet namak",
        "1 packet namak, tower B",
        "we'd like 1 packet namak",
        "1 packet namak de dena, paise kal dunga",
        "sabzi chahiye namak 1 packet",
        "1 packet namak bhijwa dijiye tata ka",
        "reserve 1 packet namak for sunday",
        "cash on delivery 1 packet namak",
        "order place karo 1 packet namak ka",
        "ladke ke haath 1 packet namak bhej do",
        "evening tak 1 packet namak",
        "hum 6 log hain 1 packet namak bhejo",
        "ami 1 packet namak",
        "haa 1 packet namak bhijwaye saab",
        "please supply 1 packet of namak",
        "Canteen needs 1 packet namak",
        "hafte ka rashan likh lo, 1 packet namak",
        "Bhai saab, 1 packet namak",
        "hamara driver aa raha hai lene, 1 packet namak bandh dena",
        "ghar me 5 log hain, 1 packet namak",
        "1 packet namak, usual address",
        "2 packet namak nahi 1 packet namak",
        "1 packet namak. no plastic bag please",
        "1 packet namak. Pls pack separately",
        "1 packet namak, bill pakka banana",
        "1 packet namak, chutney patli mat karna",
        "1 packet namak. Delivery boy should not ring the bell, baby sleeping",
        "1 packet namak, gate pe guard ko de dena",
        "1 packet namak, hall number 3, community centre",
        "1 packet namak, office party",
        "1 packet namak. Kindly do the needful",
        "1 packet namak. Also tell me the total, I'll gpay",
        "1 packet namak. third cabin from left, name Rohit",
        "1 packet namak Mrs Kapoor C-12 Rosewood apartments",
        "mummy ki tabiyat kharab hai 1 packet namak bhej do",
        "1 packet namak. No ajinomoto pls, last time I got a headache",
        "1 packet namak. We just bought a new car",
    ],
    "namak | 2 packet": [
        "hukum 2 packet namak deo sa",
        "kem cho bhai, be packet namak moklo ne",
        "mane 2 packet namak joie che",
        "bhaiya g 2 packet namak",
    ],
    "paneer butter masala | 1": [
        "ek paneer butter masala\ntakeaway",
        "ek paneer butter masala, name Farhan",
        "ek paneer butter masala. that is all, son",
        "one paneer butter masala please. Attn: Rekha, accounts dept",
        "one paneer butter masala thank you over and out",
    ],
    "tata namak | 1 packet": [
        "ghar me namak khatam hai... tata namak 1 packet de jana",
        "papa ne kaha hai ki tata namak 1 packet le aana",
    ],
    "samosa | 10\nkachori | 5": [
        "hi team 10 samosa 5 kachori chutney alag se",
        "samosa 10 kachori 5 anna",
    ],
    "आलू | 2 kg\nप्याज | 1 kg": [
        "रामू 2 किलो आलू 1 किलो प्याज",
    ],
    "rava dosa | 2\nchai | 3": [
        "rava dosa two chai three macha",
    ],
    "doodh | 2\nbisciut": [
        "2 doodh, bisciut",
    ],
    "aloo | 10 kg\ndhaniya": [
        "10 kilo aloo aur dhaniya bhijwaen",
    ],
    "quixo\nzembu": [
        "quixo, zembu",
    ],
}
PARTS = {
    "belt | 1\ndrain pump | 2": [
        "my IFB machine needs parts, belt 1, drain pump 2",
    ],
    "jar | 2\ncoupler | 1": [
        "mixer ke liye do jar aur ek coupler chahiye",
    ],
}
ASKED = {
    "doodh": [
        "doodh ktne ka pdta hai",
        "doodh milega? sab jagah dhoondh liya",
    ],
    "paneer": [
        "paneer hai kya, bacche zid kar rahe hai",
    ],
    "मूंग दाल": [
        "मूंग दाल मिलेगी क्या, पूरे बाज़ार में ढूँढ लिया",
    ],
    "almond milk": [
        "almond milk available? he is diabetic",
    ],
}
COUNTED = {
    "bread": [
        "bread khatam, gaadi nahi aayi",
    ],
}
FLOOR = 87.0  # of 100, as measured; a habit that is missing is an example in data/orders/order_lines.yml


def test_what_stands_around_items_is_no_item_as_often_as_measured() -> None:
    read = [
        *((text, said(text), items) for items, text in ways(ORDERED)),
        *((text, asked(text, "request_spare_part"), items) for items, text in ways(PARTS)),
        *((text, asked(text, "ask_availability"), items) for items, text in ways(ASKED)),
        *((text, asked(text, "update_stock"), items) for items, text in ways(COUNTED)),
    ]
    wrong = {text: lines for text, lines, items in read if lines != items.splitlines()}
    assert 100 * (1 - len(wrong) / len(read)) >= FLOOR, wrong
