"""The number words of Hindi and English, by their phonetic key or, where keys collide, by their spelling."""

from decimal import Decimal

from munshi_spelling import key

# One line for each ten; variants of one number are joined by a slash.
_HINDI = """
शून्य/ज़ीरो/सिफर एक दो तीन चार पाँच छह सात आठ नौ
दस ग्यारह/gyara/igyarah बारह/bara तेरह चौदह/chauda पंद्रह/पन्द्रह/pandra/pandhra सोलह/sola सत्रह/satra/sattarah अठारह/अट्ठारह/athara उन्नीस
बीस इक्कीस/ikis बाईस/बाइस/bais तेईस/तेइस/teis चौबीस पच्चीस छब्बीस सत्ताईस/सत्ताइस/sattais अट्ठाईस/अठाइस/athais उनतीस/unatis
तीस इकतीस/इकत्तीस बत्तीस तैंतीस/तेंतीस चौंतीस पैंतीस/पेंतीस छत्तीस सैंतीस/सेंतीस अड़तीस/adtis/artis उनतालीस/उन्तालीस
चालीस इकतालीस बयालीस/byalis तैंतालीस/तेतालीस चवालीस/चौवालीस/chauvalis पैंतालीस/पेंतालीस छियालीस/chhiyalis सैंतालीस अड़तालीस/artalis उनचास/unanchas
पचास इक्यावन/ikyavan बावन तिरपन/तिरेपन चौवन/चउवन पचपन छप्पन सत्तावन अट्ठावन/अठावन उनसठ
साठ इकसठ बासठ तिरसठ/तिरेसठ चौंसठ/चौसठ पैंसठ/पेंसठ छियासठ/chhasath सड़सठ/sarsath अड़सठ/arsath उनहत्तर/unhatar
सत्तर इकहत्तर बहत्तर तिहत्तर/तेहत्तर चौहत्तर पचहत्तर/पिचहत्तर छिहत्तर/छियत्तर सतहत्तर अठहत्तर उन्यासी/उनासी
अस्सी इक्यासी बयासी/byasi तिरासी चौरासी पचासी छियासी सत्तासी अट्ठासी/अठासी नवासी
नब्बे/nabbey इक्यानवे/इक्यानबे बानवे/बानबे तिरानवे/तिरानबे चौरानवे/चौरानबे पचानवे/पंचानवे/पचानबे छियानवे/छियानबे सत्तानवे/सत्तानबे अट्ठानवे/अट्ठानबे निन्यानवे/निन्यानबे
"""
_ENGLISH = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
eighteen nineteen twenty
"""
_TENS = "thirty forty/fourty fifty sixty seventy eighty ninety/ninty"

# Spelt like a number but meaning something else more often, or the other way round.
BY_SPELLING: dict[str, Decimal | None] = {
    "nau": Decimal(9), "नौ": Decimal(9), "no": None, "नो": None, "now": None, "nahi": None,
    "साठ": Decimal(60), "saath": None, "sath": None, "साथ": None, "साथे": None,
    "tin": Decimal(3), "six": Decimal(6), "sex": None, "tera": None, "तेरा": None, "to": None, "too": None,
    "bara": Decimal(12), "bada": None, "for": None, "bare": None, "ate": None, "at": None, "on": None, "van": None,
    "wan": None, "chai": None, "चाय": None, "chae": None, "che": Decimal(6), "chae": None, "aath": Decimal(8),
    "ath": Decimal(8), "so": None, "सो": None, "bas": None, "bus": None, "bes": None, "base": None,
    "de": None, "दे": None, "day": None, "dey": None, "dai": None, "डे": None, "kar": None, "कर": None, "kr": None, "car": None,
    "chote": None, "छोटे": None,
}  # fmt: skip
WHEN_A_UNIT_FOLLOWS = {"saath": Decimal(60), "sath": Decimal(60), "so": Decimal(100)}

MULTIPLIERS = {
    key(word): Decimal(value)
    for words, value in (("सौ sau hundred सैकड़ा", 100), ("हज़ार hazar hajaar thousand", 1000), ("लाख lakh lac", 100_000),
                         ("करोड़ karor crore", 10_000_000))
    for word in words.split()
}  # fmt: skip
WHOLE = {"dedh": "1.5", "derh": "1.5", "डेढ़": "1.5", "dhai": "2.5", "adhai": "2.5", "dhaai": "2.5", "ढाई": "2.5",
         "अढ़ाई": "2.5", "aadha": "0.5", "aadhi": "0.5", "aadhe": "0.5", "आधा": "0.5", "आधी": "0.5", "आधे": "0.5", "half": "0.5",
         "haaf": "0.5", "hlf": "0.5", "adhaa": "0.5", "quarter": "0.25", "chauthai": "0.25", "चौथाई": "0.25"}  # fmt: skip
FRACTIONS = {key(word): Decimal(value) for word, value in WHOLE.items()}
SIGNS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}
# What is added to the number that follows, and what the word means when none does.
SHIFTS = {
    **{key(word): (Decimal("0.25"), Decimal("1.25")) for word in ("sava", "सवा")},
    **{key(word): (Decimal("-0.25"), Decimal("0.75")) for word in ("paune", "pauna", "paun", "पौने", "पौना", "पौन", "poune")},
    **{key(word): (Decimal("0.5"), Decimal("0.5")) for word in ("sadhe", "saadhe", "साढ़े", "sarhe", "sade", "saade")},
}  # fmt: skip


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
