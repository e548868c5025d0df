"""What is ordered: the value, then the ways to say it."""

import pytest

from nlu.orders.changes import changes
from nlu.orders.lines import Line, order_lines, short_answer
from nlu.words.reading import read


def shown(line: Line) -> str:
    """A line in short: name | quantity unit | pack | op."""
    value = line.value()
    pack = value["pack"] and " ".join(value["pack"].values())
    amount = " ".join(part for part in (value["quantity"], value["unit"]) if part)
    return " | ".join(part or "" for part in (value["name"], amount, pack, value["op"])).rstrip(" |")


def done(line: Line) -> str:
    """A change in short: op, name or all, quantity unit."""
    return f"{line.op} {line.name or 'all'} {line.amount.quantity or ''} {line.amount.unit or ''}".strip()


def said(text: str) -> list[str]:
    return [shown(line) for line in order_lines(read(text))]


QUANTITIES = {
    "namak | 2 packet": ["2 packte namak", "2 pakcet namak", "namak 2 packket"],
    "dahi | 0.5 kg": ["aahda kilo dahi", "aadha kiol dahi", "aadha kilo dahi bhjena plaese"],
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
    "methi | 3 bunch": ["methi ki gaddi teen", "methi ki gaddi teen kar do"],
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
    "balu | 2000 kg": ["2 tonne balu"],
    "plywood | 10 sheet": ["10 sheet plywood", "plywood ki 10 sheet"],
    "biryani | 1 plate": ["ek full plate biryani"],
    "रिफाइंड | 2 tin": ["दो टिन रिफाइंड"],
}  # fmt: skip
PACKS = {
    "aata | 1 bag | 5 kg": ["5 kilo wala ek bag aata", "one 5 kg bag of aata", "aata 5 kilo wala 1 bag"],
    "doodh | 4 packet | 500 ml": ["doodh 500ml wale 4 packet", "4 packet doodh 500 ml wale", "500 ml doodh 4 packet",
                                  "4 packets of 500 ml doodh"],
    "coke | 2 | 1 l": ["2 x 1L coke", "coke 1 ltr x 2"],
    "tel | tin | 15 kg": ["15 kilo ka tel ka tin"],
    "sarso tel | 1 can | 5 l": ["ek 5 litre ka can sarso tel", "5 litre ka 1 can sarso tel"],
    "bisleri | 1 can | 20 l": ["1 bisleri 20 ltr can", "bisleri 20 litre ka 1 can"],
    "wire | 1 roll | 90 m": ["wire 90 meter ka 1 coil", "90 meter wire 1 coil"],
    "limca | 3 bottle | 750 ml": ["750 ml limca, 3 bottles"],
    "maida | 2 bag | 25 kg": ["25 kg bag of maida, 2 bags please"],
    "sugar | 1 | 1 kg": ["1 sugar 1kg"],
    "horlicks | 2 | 500 g": ["2 horlicks - the 500g one", "2 horlicks (500 g wala)"],
}  # fmt: skip
UNSAID = {
    "haldi": ["haldi bhej do", "bhaiya haldi chahiye", "haldi", "haldi do", "please send haldi", "haldi mangwani thi",
              "mujhe 20 rupaye ki haldi chahiye", "₹20 ki haldi", "thodi si haldi bhi daal do"],
    "aloo | kg": ["2-3 kilo aloo", "do teen kilo aloo"],
    "kele": ["8-10 kele", "do chaar kele"],
    "whisper | packet": ["whisper ka packet chahiye"],
}  # fmt: skip
BESIDE = {
    "namak | 1 packet": [
        "bhaiya namaste, ghar pe mehman aa gaye hain jaldi se 1 packet namak bhej dena",
        "flat 302 me 1 packet namak bhej dena",
        "shaam 6 baje tak 1 packet namak",
        "1 packet namak pooja ke liye",
        "1 packet namak kal subah ke liye chahiye tha",
        "mummy ne bola hai 1 packet namak lane ko",
        "agar namak hai to 1 packet bhej do",
        "please deliver 1 packet namak to 12 MG Road by 6 pm",
        "1 packet namak for the hostel mess, rest is fine",
        "Good evening, kindly send 1 packet namak. thanks in advance",
        "1 packet namak to my flat bro",
        "dost aaye hain 1 packet namak bhejo",
        "mam required 1 packet namak",
        "mummy bol rahi hai 1 packet namak laana",
        "room no 12 me 1 packet namak",
        "B-204 me 1 packet namak",
        "near sbi bank 1 packet namak bhejo",
        "note karo 1 packet namak",
        "ek kaam karo 1 packet namak bhej do",
        "jitna jaldi ho sake 1 packet namak",
        "namak fresh ho to 1 packet",
        "acche wale namak 1 packet",
        "namak 1 packet tata ka",
        "shop pe aake le jaunga 1 packet namak rakhna",
        "1 packet namak. bill bana dena",
        "office party ke liye 1 packet namak",
        "1 packet namak office bhej dena",
        "20 ka namak 1 packet",
        "namak kal ke liye 1 packet",
        "sharma ji ke yahan 1 packet namak bhej do",
        "this is Priya, 1 packet namak please",
        "for my daughter 1 packet namak",
        "1 packet namak, address 45, MG road",
        "address: 45 MG road. 1 packet namak",
        "1 packet namak, tower B",
        "we'd like 1 packet namak",
        "ramesh bhai 1 packet namak bhej dena dukan pe",
        "1 packet namak ready rakho ladka aa raha hai",
        "1 packet namak de dena, paise kal dunga",
        "bhaiya 1 packet namak chahiye hoga",
        "1 packet namak taiyar rakho main aata hu",
        "no bread today, just 1 packet namak",
        "extra 1 packet namak kal",
        "sabzi chahiye namak 1 packet",
        "1 packet namak bhijwa dijiye tata ka",
        "light nahi hai 1 packet namak bhej do",
        "reserve 1 packet namak for sunday",
        "cash on delivery 1 packet namak",
        "order place karo 1 packet namak ka",
        "ladke ke haath 1 packet namak bhej do",
        "evening tak 1 packet namak",
        "1 packet namak to B wing 301",
        "hum 6 log hain 1 packet namak bhejo",
        "udhaar me 1 packet namak likh lo",
        "sabse sasta wala namak 1 packet",
        "namak ka 1 packet bhej dena office",
        "mereku 1 packet namak hona",
        "hamra ke 1 packet namak chahi",
        "ami 1 packet namak",
        "usi order me 1 packet namak",
        "haa 1 packet namak bhijwaye saab",
        "please supply 1 packet of namak",
        "pls note 1 packet namak",
        "weekly list: 1 packet namak",
        "Canteen needs 1 packet namak",
        "hafte ka rashan likh lo, 1 packet namak",
        "Bhai saab, 1 packet namak",
        "hamara driver aa raha hai lene, 1 packet namak bandh dena",
        "hamare Suresh ki dukan pe 1 packet namak",
        "dhaba wala order 1 packet namak",
        "1 packet namak pisa hua",
        "ghar me 5 log hain, 1 packet namak",
        "namak 1 packet puja hai",
        "1 packet namak, usual address",
        "1 packet namak daftar bhijwaiye",
        "2 packet nahi 1 packet namak",
        "namak 2 packet nahi 1 packet",
        "namak 2 packet, sorry 1",
        "2 packet namak nahi 1 packet namak",
        "1 packet namak, chini nahi chahiye",
        "thaili mat dena, 1 packet namak",
        "catering not required, only 1 packet namak",
    ],
    "namak | 2 packet": [
        "paaji 2 packet namak bhej deyo",
        "miyan 2 packet namak hona, jaldi dilao",
        "seth 2 packet namak ghal diyo",
        "hukum 2 packet namak deo sa",
        "mala don packet namak pahije",
        "kaka 2 packet namak pathva na",
        "kem cho bhai, be packet namak moklo ne",
        "mane 2 packet namak joie che",
        "mainu 2 packet namak chahida ji",
        "dada 2 packet namak pathiye din",
        "babuji 2 packet namak bhijwa dijyo",
        "guru 2 packet namak rakhiyo",
        "ae bhiyya do packet namak bhej da na",
        "ए भइया दू पैकेट namak पठा द",
        "bhaiya g 2 packet namak",
        "2 ta packet namak bhej dihin",
    ],
}  # fmt: skip
REMARKS = {
    "namak | 1 packet": [
        "1 packet namak. pichli baar paani nikla tha isme",
        "1 packet namak bhej dihin, rupaiya baad me le lihin",
        "o bhaiya 1 packet namak bhijao",
        "1 packet namak, driver ku de dena",
        "1 packet namak. no plastic bag please",
        "1 packet namak. Please deliver to B-118, Silver Heights",
        "1 packet namak. Pls pack separately",
        "1 packet namak, bill pakka banana",
        "1 packet namak, chutney patli mat karna",
        "1 packet namak. sambar thoda garam rakhna",
        "1 packet namak, ghare tilak ba",
        "1 packet namak, pichli baar do packet phate hue the",
        "1 packet namak. Delivery boy should not ring the bell, baby sleeping",
        "1 packet namak, gate pe guard ko de dena",
        "1 packet namak, third floor, lift not working",
        "1 packet namak, Lakshmi Niwas, behind water tank, Shastri Nagar",
        "1 packet namak\nganga kunj, doosri manzil",
        "1 packet namak, hall number 3, community centre",
        "1 packet namak. Maid will come and pick it up",
        "1 packet namak, my husband will collect on his way back",
        "1 packet namak. ghar me katha hai",
        "1 packet namak, office party",
        "1 packet namak, quality achhi honi chahiye warna wapas bhej dungi",
        "1 packet namak, guests coming in an hour pls hurry",
        "1 packet namak. Kindly do the needful",
        "1 packet namak, sab khate mein likh dena papa aake denge",
        "1 packet namak. Also tell me the total, I'll gpay",
        "1 packet namak, I will pay cash, keep change for Rs 500",
        "1 packet namak paytm kar diya hai",
        "1 packet namak. third cabin from left, name Rohit",
        "1 packet namak, achar banayenge",
        "1 packet namak Mrs Kapoor C-12 Rosewood apartments",
        "1 packet namak cabin me bhijwa do meeting chal rahi hai",
        "1 packet namak bhej do boys hostel pe",
        "mummy ki tabiyat kharab hai 1 packet namak bhej do",
        "Please pack and keep ready: 1 packet namak. will pick up at 6 pm",
        "1 packet namak de do aur wo tarazu theek karwa lo",
        "एक पैकेट namak। तीखा कम रखना बच्चे खाएंगे",
        "एक पैकेट namak। पैसे ऑनलाइन कर दूंगा",
        "एक पैकेट namak, कल सात बजे तक पहुँच जाना चाहिए",
        "एक पैकेट namak। गेट नंबर दो पर खड़ा हूँ",
        "1 packet namak. bag phata hua mat bhejna",
        "1 packet namak, chhat par baithe hain wahin bhijwa do",
        "1 packet namak. No ajinomoto pls, last time I got a headache",
        "1 packet namak. We just bought a new car",
        "1 packet namak, barik wala",
        "1 packet namak, 2nd floor sai residency opp hdfc bank",
        "1 packet namak, gas pe daal rakhi hai, jaldi karo",
        "1 packet namak, freshly packed only please",
        "1 packet namak for table 6, kids are hungry so please be quick",
        "mehmaan aa rahe hain, 1 packet namak aur achar zyada dena",
        "एक पैकेट namak। दीवाली की शुभकामनाएं आपको भी",
    ]
}
LISTS = {
    ("poori | 2", "kachori | 2"): ["poori aur kachori do-do bhej do", "poori aur kachori do-do"],
    ("limca | 6 bottle | 1 l",): ["6 bottle limca, 1 litre ones please", "6 bottle limca, 1 litre wali"],
    ("poha | 2",): ["2 poha, ek bina pyaz", "2 poha please, one without onion"],
    ("poha | 2", "bina pyaz wali bhaji | 1"): ["2 poha, ek bina pyaz wali bhaji"],
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
    ("toor dal | 1 kg", "moong dal | 1 kg"): [
        "ek ek kilo toor dal aur moong dal",
        "toor dal aur moong dal ek-ek kilo",
        "1 kg each of toor dal and moong dal",
    ],
    ("haldi | 100 g", "toor dal | 100 g", "mirch | 100 g"): [
        "haldi toor dal mirch 100-100 gram",
        "sau sau gram haldi toor dal mirch",
    ],
    ("ande | 4", "bread | 1"): ["4 ande bread 1"],
    ("chini | 1 kg", "namak | 2 packet"): ["chini 1 kilo 2 packet namak", "chini1kg namak2packet"],
    ("aata | 2 kg", "chawal | 5 kg"): ["2 kilo aata chawal 5 kilo"],
    ("jamun | 3 kg", "lychee | 2 kg"): [
        "weekly list: 3 kg jamun, 2 kg lychee",
        "jamun 3 kg, lychee 2 kg",
        "jamun: 3 kg, lychee: 2 kg",
    ],
    ("bread", "doodh | 2"): ["bread, 2 doodh"],
    ("school bag", "pencil box | 2"): ["school bag, 2 pencil box"],
    ("coke | 2 bottle", "chips", "bread | 1"): ["coke 2 bottle chips, 1 bread"],
    ("jalebi | 50", "laddu | 50", "sprite | 8"): ["tyohar ka intezam: 50 jalebi 50 laddu 8 sprite"],
    ("tissue | 2 packet", "glasses | 30"): ["2 pack tissue, 30 glasses"],
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
    ("namak | 1 packet", "extra fries | 1"): ["1 packet namak, 1 extra fries"],
    ("doodh", "bread"): ["doodh, bread khatam ho gaya hai, bhijwa dijiye"],
    ("hot and sour soup | 2", "khula paneer"): ["2 hot and sour soup, khula paneer"],
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
        "2 dosa bina pyaz ke, 1 coffee",
        "2 dosa with extra chutney, 1 coffee kam cheeni",
    ],
}
NAMES = {
    "moong dal chilke wali | 2 kg": ["2 kilo moong dal chilke wali", "moong dal chilke wali 2 kg"],
    "horlicks | 1": ["1 horlicks chota wala", "bada wala horlicks 1", "1 horlicks (the big one)"],
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
    "10 number ki wire | 2 roll": ["10 number ki wire 2 coil"],
    "register 200 page | 5": ["5 register 200 page wala"],
    "school bag | 1": ["1 school bag"],
    "पाव रोटी | 1": ["एक पाव रोटी"],
    "maida | 1 kg": ["1 kilo maida gulab jamun banane hain"],
    "copy | 6": ["copy 6 single line wali"],
    "science book | 2": ["2 science book", "science book 2"],
    "class 8 science book | 1": ["class 8 science book 1"],
    "ए फोर पेपर | 2 packet": ["ए फोर पेपर के दो पैकेट"],
    "6 amp switch | 4": ["4 6 amp switch", "6 amp switch 4"],
    "emery 120 number | 5 sheet": ["emery 120 number 5 sheet"],
    "तार 2.5 एमएम | 1 bunch": ["तार 2.5 एमएम का एक बंडल"],
}
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
    ("remove coke",): ["remove the coke, she already has one", "coke hata do, mere paas ek hai"],
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
    ("remove cheese",): ["cheese hata dijiye sandwich se"],
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
}  # fmt: skip


def ways(*tables: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(value, text) for table in tables for value, texts in table.items() for text in texts]


@pytest.mark.parametrize(("value", "text"), ways(QUANTITIES, PACKS, UNSAID, BESIDE, REMARKS, NAMES))
def test_one_item(value: str, text: str) -> None:
    assert said(text) == [value]


@pytest.mark.parametrize(
    ("lines", "text"), [(lines, text) for lines, texts in LISTS.items() for text in texts]
)
def test_a_list_is_many_lines(lines: tuple[str, ...], text: str) -> None:
    assert said(text) == list(lines)


@pytest.mark.parametrize(
    ("lines", "text"), [(lines, text) for lines, texts in CHANGES.items() for text in texts]
)
def test_changes_say_what_is_done(lines: tuple[str, ...], text: str) -> None:
    assert [done(line) for line in changes(read(text))] == list(lines)


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
