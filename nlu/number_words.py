"""The number words of Hindi and English, by their phonetic key or, where keys collide, by their spelling."""

from decimal import Decimal

from munshi_spelling import key

# In order from 0 to 99; variants of one number are joined by a slash.
_HINDI = """
शून्य/ज़ीरो/सिफर एक दो तीन चार पाँच छह सात आठ नौ
दस ग्यारह/gyara/igyarah बारह/bara तेरह चौदह/chauda पंद्रह/पन्द्रह/pandra/pandhra सोलह/sola
सत्रह/satra/sattarah अठारह/अट्ठारह/athara उन्नीस
बीस इक्कीस/ikis बाईस/बाइस/bais तेईस/तेइस/teis चौबीस पच्चीस छब्बीस सत्ताईस/सत्ताइस/sattais
अट्ठाईस/अठाइस/athais उनतीस/unatis
तीस इकतीस/इकत्तीस बत्तीस तैंतीस/तेंतीस चौंतीस पैंतीस/पेंतीस छत्तीस सैंतीस/सेंतीस अड़तीस/adtis/artis
उनतालीस/उन्तालीस
चालीस इकतालीस बयालीस/byalis तैंतालीस/तेतालीस चवालीस/चौवालीस/chauvalis पैंतालीस/पेंतालीस
छियालीस/chhiyalis सैंतालीस अड़तालीस/artalis उनचास/unanchas
पचास इक्यावन/ikyavan बावन तिरपन/तिरेपन चौवन/चउवन पचपन छप्पन सत्तावन अट्ठावन/अठावन उनसठ
साठ इकसठ बासठ तिरसठ/तिरेसठ चौंसठ/चौसठ पैंसठ/पेंसठ छियासठ/chhasath सड़सठ/sarsath अड़सठ/arsath
उनहत्तर/unhatar
सत्तर इकहत्तर बहत्तर तिहत्तर/तेहत्तर चौहत्तर पचहत्तर/पिचहत्तर छिहत्तर/छियत्तर सतहत्तर अठहत्तर
उन्यासी/उनासी
अस्सी इक्यासी बयासी/byasi तिरासी चौरासी पचासी छियासी सत्तासी अट्ठासी/अठासी नवासी
नब्बे/nabbey इक्यानवे/इक्यानबे बानवे/बानबे तिरानवे/तिरानबे चौरानवे/चौरानबे पचानवे/पंचानवे/पचानबे
छियानवे/छियानबे सत्तानवे/सत्तानबे अट्ठानवे/अट्ठानबे निन्यानवे/निन्यानबे
"""
_ENGLISH = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
eighteen nineteen twenty
"""
_TENS = "thirty forty/fourty fifty sixty seventy eighty ninety/ninty"

# Where a key is shared, the spelling decides: these are numbers, and those mean something else.
_NUMBERS = {
    "nau": 9, "नौ": 9, "साठ": 60, "tin": 3, "six": 6, "bara": 12, "che": 6, "aath": 8, "ath": 8,
}  # fmt: skip
_NO_NUMBERS = """
no नो now nahi saath sath साथ साथे sex tera तेरा to too bada for bare ate at on van wan chai
चाय chae so सो bas bus bes base de दे day dey dai डे kar कर kr car sevaiyan seviyan sewaiyan
सेवइयाँ सेवइयां chote छोटे
"""
BY_SPELLING: dict[str, Decimal | None] = {
    **dict.fromkeys(_NO_NUMBERS.split(), None),
    **{word: Decimal(value) for word, value in _NUMBERS.items()},
}
WHEN_A_UNIT_FOLLOWS = {"saath": Decimal(60), "sath": Decimal(60), "so": Decimal(100)}

_MULTIPLIERS = {
    100: "सौ sau hundred सैकड़ा", 1000: "हज़ार hazar hajaar thousand", 100_000: "लाख lakh lac",
    10_000_000: "करोड़ karor crore",
}  # fmt: skip
_FRACTIONS = {
    "1.5": "dedh derh डेढ़",
    "2.5": "dhai adhai dhaai ढाई अढ़ाई",
    "0.5": "aadha aadhi aadhe आधा आधी आधे half haaf hlf adhaa",
    "0.25": "quarter chauthai चौथाई",
}
# What is added to the number that follows, and what the word means when none does.
_SHIFTS = {
    ("0.25", "1.25"): "sava सवा",
    ("-0.25", "0.75"): "paune pauna paun पौने पौना पौन poune",
    ("0.5", "0.5"): "sadhe saadhe साढ़े sarhe sade saade",
}
MULTIPLIERS = {key(word): Decimal(value) for value, words in _MULTIPLIERS.items() for word in words.split()}
FRACTIONS = {key(word): Decimal(value) for value, words in _FRACTIONS.items() for word in words.split()}
SHIFTS = {
    key(word): (Decimal(added), Decimal(alone))
    for (added, alone), words in _SHIFTS.items()
    for word in words.split()
}
SIGNS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}


def _simple() -> dict[str, Decimal]:
    found: dict[str, Decimal] = {}
    for value, variants in enumerate(_HINDI.split()):
        for word in variants.split("/"):
            found.setdefault(key(word), Decimal(value))
    for value, word in enumerate(_ENGLISH.split()):
        found.setdefault(key(word), Decimal(value))
    for ten, variants in enumerate(_TENS.split(), start=3):
        for word in variants.split("/"):
            found.setdefault(key(word), Decimal(10 * ten))
    return found


SIMPLE = _simple()
ENGLISH_TENS = {key(word) for variants in ("twenty", *_TENS.split()) for word in variants.split("/")}
