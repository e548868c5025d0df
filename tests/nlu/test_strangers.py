"""Beside goods that are counted, a name without an amount is an item only where it is known, or stands as one does."""

import pytest

from tests.nlu.order_texts import said, ways

TALK = {
    "paneer butter masala | 1": [
        "bhai sun, ek paneer butter masala",
        "hungry yaar. ek paneer butter masala",
        "ek paneer butter masala\ntakeaway",
        "ek paneer butter masala, name Farhan",
        "ek paneer butter masala. that is all, son",
        "one paneer butter masala, naam Kapoor",
        "listen, one paneer butter masala",
        "one paneer butter masala please. Attn: Rekha, accounts dept",
        "one paneer butter masala please. Regards, Matron",
        "one paneer butter masala thank you over and out",
        "naku... sorry, ek paneer butter masala",
    ],
    "चावल | 100 kg\nनमक | 10 packet": [
        "छात्रावास अधीक्षक की ओर से: चावल 100 किलो, नमक 10 पैकेट",
        "प्रधानाचार्य जी, चावल 100 किलो और नमक 10 पैकेट",
        "चावल 100 किलो, नमक 10 पैकेट। भवदीय",
        "चावल 100 किलो, नमक 10 पैकेट चाहिए होंगे",
    ],
    "tata namak | 1 packet": [
        "ghar me namak khatam hai... tata namak 1 packet de jana",
        "namak chahiye sada wala. tata namak 1 packet",
        "tata namak 1 packet, namak mota mota",
        "isliye tata namak 1 packet",
        "papa ne kaha hai ki tata namak 1 packet le aana",
        "tata namak 1 packet, 12 no. gali",
        "do one thing, send 1 packet tata namak",
        "from 4C, 1 packet tata namak",
        "tata namak 1 packet to flat no. 302",
        "tata namak 1 packet dibbe me pack kar dena",
        "kaku aaplya kade tata namak 1 packet pathva",
    ],
}
LEFT_OVER = {
    "samosa | 10\nkachori | 5": [
        "oye chotu 10 samosa 5 kachori",
        "macha 10 samosa 5 kachori",
        "hi team 10 samosa 5 kachori chutney alag se",
        "samosa 10 kachori 5 anna",
    ],
    "आलू | 2 kg\nप्याज | 1 kg": ["रामू 2 किलो आलू 1 किलो प्याज", "आलू 2 किलो प्याज 1 किलो रामू"],
    "rava dosa | 2\nchai | 3": ["yo two rava dosa three chai", "rava dosa two chai three macha"],
}
GOODS = {
    "milk | 2\nbread\neggs | 6": ["2 milk, bread, 6 eggs", "2 milk\nbread\n6 eggs"],
    "doodh | 2\nquixo\nbread | 1": ["2 doodh, quixo, 1 bread", "2 doodh\nquixo\n1 bread"],
    "doodh | 2\nbiscut": ["2 doodh, biscut"],
    "doodh | 2\nbisciut": ["2 doodh, bisciut"],
    "दूध | 2\nसमोसे": ["2 दूध, समोसे"],
    "roti\nbutter roti | 2": ["roti, butter roti 2"],
    "quixo": ["quixo bhej do"],
    "doodh | 2\nquixo": [
        "2 doodh aur quixo",
        "2 doodh bhej do. quixo bhi bhejna",
        "2 doodh bhejo. quixo chahiye",
        "need 2 doodh. Also need quixo",
        "2 doodh bhej do aur quixo",
        "2 doodh bhejo, quixo bhi",
    ],
    "bread\ndoodh": [
        "sun yaar bread aur doodh bhej de",
        "bread, doodh. Attn: Priya",
        "bread aur doodh bhej do, Imran",
    ],
    "aloo | 10 kg\ndhaniya": ["10 kilo aloo aur dhaniya bhejen", "10 kilo aloo aur dhaniya bhijwaen"],
    "quixo\nzembu": ["quixo, zembu"],
}


@pytest.mark.parametrize(("value", "text"), ways(TALK))
def test_talk_beside_what_is_counted_is_no_item(value: str, text: str) -> None:
    assert said(text) == value.splitlines()


@pytest.mark.parametrize(("value", "text"), ways(LEFT_OVER))
def test_of_names_and_amounts_in_turn_the_one_left_over_is_no_goods(value: str, text: str) -> None:
    assert said(text) == value.splitlines()


@pytest.mark.parametrize(("value", "text"), ways(GOODS))
def test_goods_without_an_amount_stay(value: str, text: str) -> None:
    assert said(text) == value.splitlines()
