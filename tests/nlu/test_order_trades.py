"""Orders of the trades: names that hold figures, units that are goods too, and what is said around them."""

import pytest

from tests.nlu.order_texts import said

PACKED = {
    ("काजू कतली | 1 kg",): ["काजू कतली 1 किलो पैक करो", "1 किलो काजू कतली पैक करवा दीजिए"],
    ("jalebi | 1 kg", "samose | 10"): [
        "jalebi 1 kilo pack kar dena, samose 10",
        "jalebi 1 kilo pack karke samose 10",
    ],
    ("barfi | 1 kg",): ["1 kg barfi pack please"],
    ("khandvi | 500 g", "dhokla | 2 plate"): ["khandvi 500 gm pack karwa do aur dhokla 2 plate"],
    ("लस्सी | 2",): ["2 लस्सी पैक करा दो"],
    ("chips | 3 packet",): ["chips ke 3 pack", "3 pack chips bhej do"],
    ("soan papdi | 10 box | 500 g",): ["soan papdi 500 gm 10 box gift pack me"],
}
FIGURES = {
    ("npk 12:32:16 | 6 bag",): ["npk 12:32:16 ke 6 katte", "6 bori npk 12:32:16"],
    ("10:26:26 khad | 3 bag",): ["10:26:26 khad 3 bori bhejna"],
    ("MCB 32A | 2 pc", "6A switch | 10"): ["MCB 32A 2 pc and 6A switch 10"],
    ("fevicol sr | 2 box | 1 kg",): ["fevicol sr 1 kg 2 dabba"],
    ("fevicol mr | 2 | 1 kg",): ["2 fevicol mr 1 kg"],
    ("5W40 engine oil | 2 can",): ["5W40 engine oil 2 can"],
    ("engine oil 20W-50 | 2 l",): ["engine oil 20W-50 2 litre"],
    ("beej 86m86 | 4 packet | 1.5 kg",): ["beej 86m86 1.5 kg ke 4 packet"],
    ("wd-40 | 1", "m seal | 2"): ["1 wd-40 aur 2 m seal"],
    ("AD3E | 2 l",): ["2 litres of AD3E"],
    ("dal | 2 kg", "ghee | 1 packet"): ["dal 2kg, ghee 1packet"],
    ("maggi | 12 packet | 70 g",): ["maggi 70g 12 packet"],
    ("neem soap | 2",): ["2 neem soap", "neem soap 2"],
    ("नीम का तेल | 2 l",): ["नीम का तेल 2 लीटर"],
    ("neem ki khali | 1 bag",): ["neem ki khali 1 bori"],
    ("liv 52 syrup | 1 bottle",): ["liv 52 syrup 1 bottle"],
    ("crocin 500 tablet | 2 strip",): ["crocin 500 tablet 2 strip"],
    ("pan 40 | 10 tablet",): ["pan 40 10 tablet"],
    ("Cetzine 10mg | 3 strip",): ["3 strips of Cetzine 10mg"],
    ("glyphosate 41% | 3 bottle | 1 l",): ["glyphosate 41% 1 litre 3 bottle"],
    ("imidacloprid 17.8 SL | 2 bottle | 250 ml",): ["imidacloprid 17.8 SL 250 ml 2 bottle"],
    ("बीज HD 2967 | 2 bag | 40 kg",): ["बीज HD 2967 40 किलो की 2 बोरी"],
    ("extension board | 2 | 5 m", "switch | 4"): ["extension board 5 meter 2, switch 4"],
    ("pvc pipe | 4 | 3 ft",): ["4 3 ft pvc pipe", "3 ft pvc pipe 4", "pvc pipe 3 ft 4"],
    ("wire | 5 m", "switch | 2"): ["5 meter wire 2 switch"],
    ("copper wire | 20 m",): ["copper wire 20 meter", "20 meter copper wire"],
    ("geyser | 1 | 15 l",): ["geyser 15 l 1"],
    ("coke | 2 | 1 l",): ["coke 1 litre 2"],
    ("64 जीबी पेन ड्राइव | 2",): ["64 जीबी पेन ड्राइव 2", "2 64 जीबी पेन ड्राइव"],
    ("120 पेज कॉपी | 6",): ["120 पेज कॉपी 6"],
    ("6203 bearing | 2",): ["6203 bearing 2"],
    ("cpvc tee 3/4 | 6 pc",): ["cpvc tee 3/4 6 pcs"],
    ("3/4 cpvc elbow | 12 pc",): ["3/4 cpvc elbow 12 pcs"],
    ("opc 53 cement | 20 bag",): ["opc 53 cement 20 bag"],
    ("four line copy | 6", "pencil | 1 box"): ["four line copy 6, pencil 1 box"],
}
UNITS = {
    ("paint | 2 bucket | 20 l",): ["paint 20 litre 2 balti", "2 balti paint 20 litre"],
    ("bucket | 2", "mug | 1"): ["2 bucket aur 1 mug", "bucket 2, mug 1"],
    ("kit kat | 2",): ["2 kit kat"],
    ("dhaga | 5 roll",): ["dhaga 5 reel", "5 reel dhaga"],
    ("pencil | 288 pc",): ["pencil 2 gross"],
    ("gud | 2 bheli",): ["gud 2 bheli", "2 bheli gud"],
    ("gehu | 2 quintal",): ["gehu 2 quintal", "2 kuntal gehu"],
    ("गेहूं | 3 quintal",): ["गेहूं 3 क्विंटल", "3 कुंतल गेहूं"],
    ("mogra | 5 mozham",): ["5 muzham mogra"],
    ("ice cream | 2 tub", "raita | 1 portion"): ["2 tubs ice cream, 1 portion raita"],
    ("nariyal | 5 pc",): ["nariyal 5 tho", "5 ठो nariyal"],
    ("crocin | 10 tablet",): ["crocin 10 goli", "10 tablet crocin"],
    ("pipe | 10 length", "elbow | 20 pc"): ["pipe 10 length, elbow 20 nag"],
    ("pav | 12 pc", "cream roll | 4"): [
        "a dozen pav and 4 cream roll",
        "note an order for a dozen pav and 4 cream roll",
        "ek darjan pav aur 4 cream roll",
    ],
}
AROUND = {
    ("oil | 2 tin",): [
        "2 tins of oil right away",
        "2 tin oil immediately",
        "2 tin oil, first thing tomorrow",
    ],
    ("dap | 5 bag",): [
        "dap 5 bag, send thru lorry",
        "dap 5 bori via transport",
        "dap 5 bori tempo se bhejna",
    ],
    ("pyaz | 10 kg",): ["10 kilo pyaz rickshaw se bhejwa do", "10 kilo pyaz auto wale ke haath bhej do"],
    ("wire | 2 kg",): [
        "wire 2 kilo. site wahi hai MR 9 ke paas",
        "wire 2 kilo, location pillar 132 ke samne",
        "wire 2 kg. address is near pole 4",
    ],
    ("chai | 2",): ["shop no 5 ke paas 2 chai", "ghar ke paas 2 chai bhejo"],
    ("cement | 20 bag",): ["site pe 20 bori cement", "site ke liye 20 bori cement"],
    ("pastry | 10 pc", "khari | 500 g"): ["pastry 10 pcs mix, khari 500 gm"],
}


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (lines, text)
        for table in (PACKED, FIGURES, UNITS, AROUND)
        for lines, texts in table.items()
        for text in texts
    ],
)
def test_an_order_of_the_trade(lines: tuple[str, ...], text: str) -> None:
    assert said(text) == list(lines)
