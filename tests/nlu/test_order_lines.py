"""What is ordered: the value, then the ways to say it."""

import pytest

from nlu.orders.ordered import order_lines, short_answer
from nlu.words.reading import read
from tests.nlu.order_texts import said, shown, ways

QUANTITIES = {
    "namak | 2 packet": ["2 packte namak", "2 pakcet namak", "namak 2 packket"],
    "dahi | 0.5 kg": ["aadha kiol dahi", "aadha kilo dahi bhjena plaese"],
    "aata | 2 kg": ["2 kilo aata", "do kilo aata", "aata 2kg", "2kg aata", "aata do kilo do", "aata - 2 kg",
                    "aata: 2 kg", "aata 2 kelo", "two kg of aata", "2 kgs aata", "२ किलो aata", "aata (2 kg)",
                    "pack 2 kg aata please", "aata 2 kilo lagega malik"],
    "paneer | 0.5 kg": ["aadha kilo paneer", "half kg paneer", "half a kilo of paneer", "1/2 kg paneer",
                        "½ kilo paneer", "paneer adha kilo"],
    "paneer | 0.25 kg": ["ek paav paneer", "pav kilo paneer", "paneer ek pav", "quarter kg paneer", "pav bhar paneer"],
    "paneer | 0.75 kg": ["teen pav paneer", "pauna kilo paneer", "paune kilo paneer"],
    "paneer | 250 g": ["dhai sau gram paneer", "250 gm paneer", "250gms paneer", "paneer 250g"],
    "chawal | 2.25 kg": ["sava do kilo chawal", "chawal sawa do kilo"],
    "chawal | 1.25 kg": ["sava kilo chawal", "sawa kilo chawal"],
    "chawal | 1.75 kg": ["paune do kilo chawal"],
    "chawal | 3.5 kg": ["sadhe teen kilo chawal", "saadhe 3 kg chawal"],
    "chawal | 1.5 kg": ["dedh kilo chawal", "1.5 kg chawal", "one and a half kg chawal"],
    "chawal | 2.5 kg": ["2 and half kg chawal", "two and a half kg chawal", "2 & 1/2 kg chawal"],
    "shahad | 1 kg": ["kilo bhar shahad", "shahad kilo bhar"],
    "lassi | 1 l": ["litre bhar lassi", "lassi litre bhar"],
    "मड़ुआ | 2 kg": ["दू किलो मड़ुआ दीं", "दुई किलो मड़ुआ भेज दीं"],
    "चूड़ी | 1": ["एगो चूड़ी"],
    "chawal | 125 g": ["sava sau gram chawal"],
    "ande | 12 pc": ["ek darjan ande", "a dozen ande", "1 dozen ande", "ande ek dorjan", "darjan ande"],
    "ande | 6 pc": ["aadha darjan ande", "half dozen ande", "half a dozen ande"],
    "ande | 25": ["pachees ande", "twenty five ande", "25 ande", "ande 25", "ande x 25", "25 x ande"],
    "lays | 2": ["do lays", "lays x2", "2 lays", "lays 2"],
    "आटा | 2 kg": ["दो किलो आटा", "2किलो आटा", "आटा २ किलो", "आटा दो किलो दो"],
    "अंडे | 12 pc": ["एक दर्जन अंडे", "अंडे एक दर्जन"],
    "बेसन | 1.25 kg": ["सवा किलो बेसन"],
    "दाल | 2 kg": ["दाल दो किलो दो", "दो किलो दाल"],
    "pipe | 20 ft": ["20 feet pipe", "pipe 20 ft"],
    "क्रोसिन | 2 strip": ["2 पट्टी क्रोसिन", "क्रोसिन दो पट्टी"],
    "cement | 5 bag": ["5 katta cement", "5 kata cement"],
    "murga kata | 1 kg": ["1 kilo murga kata hua"],
    "tarbooz | 2": ["2 tarbooz"],
    "balu | 2000 kg": ["2 tonne balu"],
    "plywood | 10 sheet": ["10 sheet plywood", "plywood ki 10 sheet"],
    "रिफाइंड | 2 tin": ["दो टिन रिफाइंड"],
    "db box 8 way | 1": ["ek db box 8 way", "1 db box 8 way chahiye", "db box 8 way, 1"],
    "modular plate 4 way | 2": ["2 modular plate 4 way de do", "modular plate 4 way 2"],
    "switch board 8 way | 1": ["1 switch board 8 way"],
}  # fmt: skip
PACKS = {
    "aata | 1 bag | 5 kg": ["5 kilo wala ek bag aata", "one 5 kg bag of aata", "aata 5 kilo wala 1 bag"],
    "doodh | 4 packet | 500 ml": ["doodh 500ml wale 4 packet", "4 packet doodh 500 ml wale", "500 ml doodh 4 packet",
                                  "4 packets of 500 ml doodh"],
    "coke | 2 | 1 l": ["2 x 1L coke", "coke 1 ltr x 2"],
    "tel | tin | 15 kg": ["15 kilo ka tel ka tin"],
    "sarso tel | 1 can | 5 l": ["5 litre ka 1 can sarso tel"],
    "bisleri | 1 can | 20 l": ["1 bisleri 20 ltr can", "bisleri 20 litre ka 1 can"],
    "wire | 1 coil | 90 m": ["wire 90 meter ka 1 coil", "90 meter wire 1 coil"],
    "limca | 3 bottle | 750 ml": ["750 ml limca, 3 bottles"],
    "maida | 2 bag | 25 kg": ["25 kg bag of maida, 2 bags please"],
    "sugar | 1 | 1 kg": ["1 sugar 1kg"],
    "palm oil | 1 tin | 15 kg": ["one tin of 15 kg palm oil", "15 kg palm oil one tin", "palm oil 15 kilo ek tin"],
    "ghee | 2 tin": ["do tin ghee", "ghee do tin"],
    "sabun | 1 packet | 4 pc": ["sabun pack of 4 - 1", "1 pack of 4 sabun"],
    "eggs | 2 packet | 6 pc": ["2 packs of 6 eggs"],
    "kit kat | 2 packet": ["2 packs of kit kat"],
    "basmati | 1 bag | 25 kg": ["a 25kg bag of basmati", "I need a 25 kg bag of basmati"],
    "saffola | 1 | 5 l": ["the 5 litre one of saffola, just one"],
    "horlicks | 2 | 500 g": ["2 horlicks - the 500g one", "2 horlicks (500 g wala)"],
}  # fmt: skip
UNSAID = {
    "brush 4 inch": ["brush 4 inch wala do", "mujhe brush 4 inch wala do"],
    "haldi": ["haldi bhej do", "bhaiya haldi chahiye", "haldi", "haldi do", "please send haldi", "haldi mangwani thi",
              "mujhe 20 rupaye ki haldi chahiye", "₹20 ki haldi", "thodi si haldi bhi daal do"],
    "aloo | kg": ["2-3 kilo aloo", "do teen kilo aloo"],
    "kele": ["8-10 kele", "do chaar kele"],
    "whisper | packet": ["whisper ka packet chahiye"],
}  # fmt: skip
LISTS = {
    ("aata | 5 kg", "tel | 1 l", "namak | 1 packet"): [
        "3 cheez chahiye - aata 5 kilo, tel 1 litre, namak 1 packet",
        "teen cheezein chahiye: aata 5 kilo, tel 1 litre, namak 1 packet",
        "need 3 items - aata 5 kilo, tel 1 litre, namak 1 packet",
    ],
    ("poori | 2", "kachori | 2"): ["poori aur kachori do-do bhej do", "poori aur kachori do-do"],
    ("limca | 6 bottle | 1 l",): ["6 bottle limca, 1 litre ones please", "6 bottle limca, 1 litre wali"],
    ("pani puri | 50",): ["50 pani puri ka order likh lo", "50 pani puri ka order hai"],
    ("rajma | 2 kg", "chole | 1 kg"): [
        "paaji 2 kilo rajma te ik kilo chole bhej deyo",
        "mala don kilo rajma ani ek kilo chole dya",
        "be kilo rajma ane 1 kilo chole mokli aapo",
        "do kilo rajma aa 1 kilo chole bhej deb",
        "बाबूजी दू किलो rajma आ एक किलो chole दे दीं",
        "ramesh 2 kilo rajma bhej de, 1 kilo chole bhi",
    ],
    ("gajar | 3 kg",): ["munna 3 kilo gajar", "rauwa 3 kilo gajar bhej din", "tusi 3 kilo gajar bhejo"],
    ("dahi | 0.25 kg", "gud | 1 kg"): ["dahi paav bhar, gud 1 kilo"],
    ("chai patti | 0.25 kg", "namak | 1 packet", "tel | 1 l"): [
        "chai patti paav namak 1 pkt tel 1ltr",
        "chai patti paw bhr, namak 1 pkte, tel ek lit",
        "ek pauwa chai patti ek packet namak 1 litre tel",
    ],
    ("vada pav | 2", "adrak | 0.5 kg"): ["2 vada pav, adrak aadha kilo", "vada pav 2 adrak aada kilo"],
    ("aata | 2 kg", "paneer | 0.5 kg", "ande | 12 pc"): [
        "2 kilo aata, aadha kilo paneer aur ek darjan ande bhej do bhaiya",
        "2 kilo aata aadha kilo paneer ek darjan ande",
        "aata 2 kilo paneer aadha kilo ande ek darjan",
        "Order:\n1. aata - 2 kg\n2. paneer - 1/2 kg\n3. ande - 1 dozen",
        "• aata 2kg\n• paneer aadha kilo\n• ande 1 dozen",
        "aata 2kg\npaneer half kg\nande 1 darjan\n",
        "- 2 kg aata\n- half kg paneer\n- 1 dozen ande",
        "aata 2 kg + paneer 0.5 kg & ande ek darjan",
    ],
    ("maggi | 4 packet", "lays | 2"): ["maggi ke char packet aur lays do", "4 packet maggi do lays"],
    ("doodh | 2 packet", "bread | 2"): ["doodh do packet do bread"],
    ("coke | 2", "pepsi | 1 can | 1 l"): ["2 coke plus a 1 litre can of pepsi"],
    ("toor dal | 1 kg", "moong dal | 1 kg"): [
        "ek ek kilo toor dal aur moong dal",
        "toor dal aur moong dal ek-ek kilo",
        "1 kg each of toor dal and moong dal",
    ],
    ("haldi | 100 g", "toor dal | 100 g", "mirch | 100 g"): [
        "haldi toor dal mirch 100-100 gram",
        "sau sau gram haldi toor dal mirch",
    ],
    ("toor dal | 1 kg", "masoor dal | 1 kg", "chana dal | 1 kg", "jeera | 100 g"): [
        "toor dal masoor dal chana dal ek ek kilo, jeera 100 gram",
        "toor dal masoor dal chana dal teeno 1-1 kg, jeera 100 gm",
    ],
    ("badam | 200 g", "anjeer | 200 g", "makhana | 200 g", "gud | 1 kg"): [
        "badam anjeer makhana 200 gm each, gud 1 kg",
        "badam anjeer makhana 200-200 gram aur gud 1 kilo",
    ],
    ("lal mirch | 1 kg", "hari mirch | 1 kg"): ["lal mirch hari mirch 1-1 kilo"],
    ("jeera | 60", "haldi | 60", "dhaniya powder | 60"): ["jeera haldi dhaniya powder 60-60"],
    ("aloo paratha | 2 plate", "chai | 4"): ["aloo paratha 2-2 plate, chai 4"],
    ("ribbon red | 2 roll", "ribbon blue | 1 roll"): ["ribbon red 2 roll, blue 1 roll"],
    ("lal mirch | 2 kg", "hari mirch | 1 kg"): ["lal mirch 2 kilo, hari 1 kilo"],
    ("finolex wire red | 1 coil | 90 m", "finolex wire green | 1 coil | 90 m", "tape | 2"): [
        "finolex wire 90 m coil red aur green ek ek, tape 2"
    ],
    ("gulab | 2", "safed | 1"): ["gulab 2, safed 1"],
    ("angle 10mm | 5 pc", "angle 8mm | 3 pc"): ["angle 10mm 5 pcs, 8mm 3 pcs"],
    ("kela | 2 kg", "seb | 2 kg", "dahi | 1"): ["kela seb 2-2 kilo, dahi 1"],
    ("jeans | 2",): ["jeans 2, kale thaile me dena"],
    ("ande | 4", "bread | 1"): ["4 ande bread 1"],
    ("chini | 1 kg", "namak | 2 packet"): ["chini 1 kilo 2 packet namak", "chini1kg namak2packet"],
    ("aata | 2 kg", "chawal | 5 kg"): ["2 kilo aata chawal 5 kilo"],
    ("jamun | 3 kg", "lychee | 2 kg"): [
        "weekly list: 3 kg jamun, 2 kg lychee",
        "jamun 3 kg, lychee 2 kg",
        "jamun: 3 kg, lychee: 2 kg",
    ],
    ("bread", "doodh | 2"): ["bread, 2 doodh"],
    ("keel | 0.5 kg", "hathodi | 1", "kala tape | 2 roll"): [
        "keel aadha kilo ek hathodi do roll kala tape",
        "keel aadha kilo ek hathodi do roll kala tape bhejo mistri aa gaya hai",
    ],
    ("चीनी | 1 kg", "नमक | 2 packet", "माचिस | 1"): ["चीनी एक किलो दो पैकेट नमक एक माचिस"],
    ("doodh | 2", "dahi | 1"): [
        "doodh 2 dahi 1 kothi 118",
        "just two things today: doodh 2, dahi 1",
    ],
    ("ratlami sev | 0.5 kg", "mixture | 0.25 kg"): [
        "bhaiya namkeen lena hai to aadha kilo ratlami sev aur pav kilo mixture",
        "achanak mehmaan aa gaye, aadha kilo ratlami sev aur pav kilo mixture",
    ],
    ("dahi | 0.5 kg",): ["dahi bhi le aana aadha kilo"],
    ("plywood 2x4 | 6 sheet", "NPK 19-19-19 | 5 kg"): ["plywood 2x4 6 sheet, NPK 19-19-19 5 kg"],
    ("2 pin plug | 3", "10 no. screw | 100 pc"): ["2 pin plug 3, 10 no. screw 100 pcs"],
    ("glycomet gp 1 | 2 strip",): ["glycomet gp 1 do patte", "glycomet gp 1 2 strip"],
    ("biryani | 4", "raita | 2"): ["party order for tonight 7.30: 4 biryani, 2 raita"],
    ("coke | 2 bottle", "chips", "bread | 1"): ["coke 2 bottle chips, 1 bread"],
    ("jalebi | 50", "laddu | 50", "sprite | 8"): ["tyohar ka intezam: 50 jalebi 50 laddu 8 sprite"],
    ("aata | 2 kg", "cheeni", "namak"): [
        "2 kilo aata, cheeni, namak",
        "2 kilo aata, cheeni, namak. ghar pe koi nahi hai, padosi ko de dena",
        "2 kilo aata, cheeni bhi aur namak bhi dena, gali me rasta band hai",
    ],
    ("maggi", "doodh"): [
        "bhaiya maggi aur doodh bhejna",
        "maggi bhej dena aur doodh bhi, baarish ho rahi hai bahar nahi aa sakta",
        "maggi, doodh. Running late for office",
    ],
    ("namak | 1 packet", "amul butter"): ["1 packet namak. agar amul butter ho to wo bhi, nahi to rehne do"],
    ("namak | 1 packet", "lighter"): ["1 packet namak aur lighter. uncle ko mat batana"],
    ("pens | 2", "geometry box"): ["2 pens, geometry box. exam hai somvar se"],
    ("namak | 1 packet", "fries | 1"): ["1 packet namak, 1 extra fries", "1 packet namak, fries 1"],
    ("doodh", "bread"): ["doodh, bread khatam ho gaya hai, bhijwa dijiye"],
    ("poha", "sev"): ["mujhe poha aur sev chahiye", "poha, sev"],
    ("dosa | 2 plate", "lays | 5"): [
        "dosa 2 plate no chutney, 20 ka lays 5",
        "2 plate dosa teekha kam, lays 5",
        "2 plate dosa, extra butter, 5 lays",
    ],
    ("cement | 3 bag", "sariya 12mm | 50 kg"): ["3 bori cement, 50 kilo sariya 12mm ka"],
    ("hide & seek | 2", "parle-g | 5"): ["hide & seek 2, parle-g 5"],
    ("milk", "bread", "eggs"): ["milk bread eggs", "milk, bread n eggs"],
    ("aloo | 2 kg", "pyaz | 1 kg", "adrak | 100 g"): ["1) aloo 2kg 2) pyaz 1kg 3) adrak 100g"],
    ("dosa | 2", "coffee | 1"): [
        "2 dosa no onion and 1 coffee",
        "2 dosa with extra chutney, 1 coffee kam cheeni",
    ],
}
NAMES = {
    "moong dal chilke wali | 2 kg": ["2 kilo moong dal chilke wali", "moong dal chilke wali 2 kg"],
    "horlicks | 1": ["bada wala horlicks 1", "1 horlicks (the big one)"],
    "hot and sour soup | 2": ["2 hot and sour soup", "hot and sour soup 2"],
    "sweet n salty popcorn | 1": ["1 sweet n salty popcorn"],
    "kitkat | 3": ["3 kitkat (the small one)", "3 kitkat (chocolate wali)", "kitkat (small) 3"],
    "milk | 2 packet": ["2 milk packets (nandini)", "milk (nandini) 2 packet"],
    "nau ratan korma | 1 plate": ["1 plate nau ratan korma"],
    "parle-g | 5": ["parle-g 5", "5 parle-g"],
    "7up | 2 bottle": ["7up 2 bottle", "2 bottle 7up"],
    "50-50 biscuit | 2 packet": ["50-50 biscuit 2 packet"],
    "sarso ka tel | 1 l": ["1 litre sarso ka tel", "sarso ka tel 1 litre"],
    "Tube light | 2": ["2 Tube light"],
    "pav bhaji | 2 plate": ["2 plate pav bhaji", "pav bhaji do plate"],
    "pav | 1 packet": ["pav ka ek packet"],
    "Samsung 43 inch TV | 1": ["1 Samsung 43 inch TV", "ek Samsung 43 inch TV"],
    "half biryani | 1": ["ek half biryani"],
    "Tata salt | 2 | 1 kg": ["Tata salt (1 kg) x 2"],
    "biryani half | 2": ["2 biryani half", "do biryani half bhej do"],
    "गुड़ | 1 kg": ["एक किलो गुड़ दे दीजिए"],
    "Good Day | 2": ["2 Good Day", "Good Day do chahiye"],
    "aam | 2 kg": ["kya 2 kilo aam milenge", "2 kilo aam"],
    "pan 40 | 1 strip": ["pan 40 one strip"],
    "half noodles | 1": ["half noodles ek"],
    "dolo 650 | 2 strip": ["dolo 650 2 strip", "2 strip dolo 650", "dolo 650 do patte"],
    "chicken 65 | 1 plate": ["chicken 65 ek plate", "1 plate chicken 65"],
    "AA battery | 2": ["AA battery 2", "2 AA battery"],
    "2.5 sqmm wire | 45 m": ["45 metres 2.5 sqmm wire"],
    "A4 paper | 2": ["A4 paper 2", "2 A4 paper"],
    "drawing book | 1": ["1 drawing book", "ek drawing book chahiye"],
    "geometry box | 1": ["1 geometry box"],
    "shoes size 6 | 1 pair": ["shoes size 6 ek jodi", "ek jodi shoes size 6"],
    "pampers L size | 2 packet": ["pampers L size 2 packets", "2 packets pampers L size"],
    "teas | 20": ["20 teas", "20 teas please"],
    "amul taaza | 4 packet": ["amul taaza 4 packet", "agar amul taaza ho to 4 packet"],
    "dahi | 1 packet": ["1 dahi ka packet dal dena"],
    "egg roll | 2": ["2 egg roll dbl spicy", "2 egg roll ekdum teekha"],
    "samosa | 5": ["5 samosa alag se", "5 samosa. chutney alag se dena"],
    "jalebi | 1 kg": ["jalebi 1kg garam garam", "garam garam jalebi 1 kg"],
    "10 number ki wire | 2 coil": ["10 number ki wire 2 coil"],
    "register 200 page | 5": ["5 register 200 page wala"],
    "school bag | 1": ["1 school bag"],
    "पाव रोटी | 1": ["एक पाव रोटी"],
    "copy | 6": ["copy 6 single line wali"],
    "science book | 2": ["2 science book", "science book 2"],
    "class 8 science book | 1": ["class 8 science book 1"],
    "ए फोर पेपर | 2 packet": ["ए फोर पेपर के दो पैकेट"],
    "6 amp switch | 4": ["4 6 amp switch", "6 amp switch 4"],
    "emery 120 number | 5 sheet": ["emery 120 number 5 sheet"],
    "तार 2.5 एमएम | 1 bundle": ["तार 2.5 एमएम का एक बंडल"],
}


@pytest.mark.parametrize(("value", "text"), ways(QUANTITIES, PACKS, UNSAID, NAMES))
def test_one_item(value: str, text: str) -> None:
    assert said(text) == [value]


@pytest.mark.parametrize(
    ("lines", "text"), [(lines, text) for lines, texts in LISTS.items() for text in texts]
)
def test_a_list_is_many_lines(lines: tuple[str, ...], text: str) -> None:
    assert said(text) == list(lines)


@pytest.mark.parametrize(
    "text", ["hello", "namaste bhaiya", "haan ji", "bhej do", "theek hai", "👍", "", "thanks bhaiya"]
)
def test_politeness_orders_nothing(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize("text", ["aadha kilo", "2 packet", "do", "3"])
def test_an_answer_may_be_an_amount_alone(text: str) -> None:
    (line,) = short_answer(read(text), asked=False)
    assert line.name is None
    assert line.amount.quantity is not None


def test_only_an_answer_to_a_question_may_name_things_in_few_words() -> None:
    words = read("2 packet parle g")
    assert [shown(line) for line in short_answer(words, asked=True)] == ["parle g | 2 packet"]
    assert short_answer(read("ek joke sunao"), asked=False) == []


def test_a_story_is_no_answer() -> None:
    assert short_answer(read("aaj ek aadmi mila tha jo do din se soya nahi tha"), asked=True) == []


@pytest.mark.parametrize(
    "text",
    ["kal wale order me 2 dahi jod dena", "add on to my order pls - 2 dahi", "cart me 2 dahi add kar do"],
)
def test_what_goes_to_an_order_that_there_is_is_added(text: str) -> None:
    assert said(text) == ["dahi | 2 |  | add"]


@pytest.mark.parametrize(
    ("text", "ops"),
    [
        ("make it 30 meals, payasam same 25", ["set", None]),
        ("2 vada, and make it 12 idli", [None, "set"]),
        ("make 2 dosa", [None]),
    ],
)
def test_what_is_counted_behind_make_it_is_so_many_in_all(text: str, ops: list[str | None]) -> None:
    assert [line.op for line in order_lines(read(text))] == ops


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("2 steam wale 3 fried wale", ["steam | 2", "fried | 3"]),
        ("momo 2 steam wale 1 fried wali", ["momo", "steam | 2", "fried | 1"]),
        ("5 fried wale 4 steam wale", ["fried | 5", "steam | 4"]),
    ],
)
def test_variants_are_named_by_what_they_are_like(text: str, lines: list[str]) -> None:
    assert said(text) == lines
