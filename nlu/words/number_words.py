"""The number words of Hindi and English, by their phonetic key or, where keys collide, by their spelling."""

from decimal import Decimal

from spelling import key

# In order from 0 to 99; variants of one number are joined by a slash.
_HINDI = """
शून्य/ज़ीरो/सिफर/सिफ़र एक दो तीन चार पाँच छह/chah/cheh सात आठ नौ
दस ग्यारह/gyara/igyarah/gyareh बारह/bara/barha तेरह/tehra/terha चौदह/chauda/choda
पंद्रह/पन्द्रह/pandra/pandhra/pandrha/panrah सोलह/sola/solha सत्रह/satra/sattarah
अठारह/अट्ठारह/athara/attarah उन्नीस/unnish
बीस इक्कीस/ikis/ekkis/ekis बाईस/बाइस/bais तेईस/तेइस/teis चौबीस/chobis पच्चीस छब्बीस
सत्ताईस/सत्ताइस/sattais अट्ठाईस/अठाइस/athais उनतीस/unatis/unnatis
तीस इकतीस/इकत्तीस/ektis बत्तीस तैंतीस/तेंतीस/tetis/taitis चौंतीस/chautis पैंतीस/पेंतीस/paitis छत्तीस
सैंतीस/सेंतीस/setis/saitis अड़तीस/adtis/artis उनतालीस/उन्तालीस/उनचालीस/unchalis
चालीस इकतालीस/ektalis बयालीस/byalis/bialis तैंतालीस/तेतालीस/tirtalis/taitalis
चवालीस/चौवालीस/chauvalis पैंतालीस/पेंतालीस/paitalis छियालीस/chhiyalis/chialis
सैंतालीस/setalis/saitalis अड़तालीस/artalis उनचास/unanchas
पचास इक्यावन/ikyavan/ekyavan/ikavan बावन तिरपन/तिरेपन/trepan चौवन/चउवन/chavan पचपन छप्पन सत्तावन
अट्ठावन/अठावन उनसठ/unsat
साठ इकसठ/eksath/iksat बासठ/basat तिरसठ/तिरेसठ/tresath/tirsat चौंसठ/चौसठ/chausat पैंसठ/पेंसठ/paisath
छियासठ/chhasath/chiyasat सड़सठ/sarsath/satsath/sadsat अड़सठ/arsath/adsat उनहत्तर/unhatar
सत्तर इकहत्तर/ekhattar/ikhattar बहत्तर/bahattar/bahatar तिहत्तर/तेहत्तर/tihattar/tehattar चौहत्तर/chauhattar/chohattar
पचहत्तर/पिचहत्तर/pachattar/pachhattar/pichhattar/pachahattar/pichattar
छिहत्तर/छियत्तर/छिहतर/chhehattar/chhihattar सतहत्तर अठहत्तर/athhattar/athattar/athahattar उन्यासी/उनासी/unnasi
अस्सी/assee इक्यासी/ikasi/ekasi बयासी/byasi तिरासी/terasi चौरासी पचासी/picchasi छियासी सत्तासी
अट्ठासी/अठासी नवासी/nauasi
नब्बे/nabbey/navve/nubbe इक्यानवे/इक्यानबे/ekyanve बानवे/बानबे/bayanve तिरानवे/तिरानबे
चौरानवे/चौरानबे पचानवे/पंचानवे/पचानबे/pichanve छियानवे/छियानबे सत्तानवे/सत्तानबे/santanve
अट्ठानवे/अट्ठानबे निन्यानवे/निन्यानबे/ninanve
"""
_ENGLISH = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
eighteen nineteen twenty
"""
_TENS = "thirty forty/fourty fifty sixty seventy eighty ninety/ninty"

# Where a key is shared, the spelling decides: these are numbers, and those mean something else.
_NUMBERS = {
    "nau": 9, "नौ": 9, "साठ": 60, "tin": 3, "six": 6, "bara": 12, "che": 6, "aath": 8, "ath": 8,
    "satahattar": 77, "satattar": 77, "sathattar": 77, "सतहत्तर": 77,
    "दू": 2, "दुई": 2, "दुइ": 2, "dui": 2, "duigo": 2, "dugo": 2, "दुगो": 2, "दूगो": 2, "एगो": 1, "तीनगो": 3, "चारगो": 4,
    "ego": 1, "tingo": 3, "chargo": 4, "panchgo": 5, "ekta": 1, "duto": 2, "dutto": 2, "tinte": 3, "charte": 4,
    "don": 2, "दोन": 2, "yek": 1, "ekto": 1, "panj": 5, "पंज": 5,
}  # fmt: skip
_NO_NUMBERS = """
no नो now nahi saath sath साथ साथे sex tera तेरा to too bada for bare ate at on van wan chai
चाय chae so सो bas bus bes base de दे day dey dai डे kar कर kr car sevaiyan seviyan sewaiyan
सेवइयाँ सेवइयां chote छोटे टिन satvan saatvan saatvaan athvan aathvan aathvaan
"""
# Ordinals of Devanagari: सातवां is the seventh, and only sounds like सत्तावन.
ORDINAL_ENDINGS = ("वां", "वाँ", "वीं", "वें")
BY_SPELLING: dict[str, Decimal | None] = {
    **dict.fromkeys(_NO_NUMBERS.split(), None),
    **{word: Decimal(value) for word, value in _NUMBERS.items()},
}
_WHEN_A_UNIT_FOLLOWS = {
    "60": "saath sath", "100": "so सो", "2": "be बे", "3": "tran त्रण", "6": "saha सहा", "9": "nav", "10": "daha दहा",
    "0.5": "aada ada आदा अदा ardho adho", "1.5": "did deed दीड",
}  # fmt: skip
WHEN_A_UNIT_FOLLOWS = {
    word: Decimal(value) for value, words in _WHEN_A_UNIT_FOLLOWS.items() for word in words.split()
}

_MULTIPLIERS = {
    100: "सौ sau hundred hundrd hunderd hundered सैकड़ा", 1000: "हज़ार hazar hajaar thousand hazaron hajaron",
    100_000: "लाख lakh lac lakhs", 10_000_000: "करोड़ karod crore carore crores",
}  # fmt: skip
_FRACTIONS = {
    "1.5": "dedh derh डेढ़",
    "2.5": "dhai adhai dhaai ढाई अढ़ाई",
    "0.5": "aadha aadhi aadhe आधा आधी आधे half haaf hlf adhaa ardha अर्धा addha अद्धा अदधा",
    "0.25": "quarter chauthai चौथाई",
}
# What is added to the number that follows, and what the word means when none does.
_SHIFTS = {
    ("0.25", "1.25"): "sava सवा",
    ("-0.25", "0.75"): "paune pauna paun पौने पौना पौन poune",
    ("0.5", "0.5"): "sadhe saadhe साढ़े sarhe sade saade",
}
MULTIPLIERS_BY_SPELLING = {"lacs": Decimal(100_000), "lacks": Decimal(100_000)}  # lux sounds like them
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
LAST_DAY = 31
# Spelt like this, and more than a day of the month, they are numbers and neither names nor dates.
SURE = frozenset(
    word for value, variants in enumerate(_HINDI.split()) if value > LAST_DAY for word in variants.split("/")
)
ENGLISH_TENS = {key(word) for variants in ("twenty", *_TENS.split()) for word in variants.split("/")}
ENGLISH = {key(word) for word in _ENGLISH.split()} | ENGLISH_TENS
HUNDREDS = frozenset({"so", "सो"})  # right after a Hindi number they are *sau*
SOUNDS_OF_HUNDRED = frozenset(map(key, ("sou", "soo")))  # so is what sounds like it: sou, sao, suo
AND = frozenset({"and", "&"})
AFTER_WHICH_AND_ADDS = {key(word) for word in ["hundred", "thousand"]}
_CURRENCY = """
rupaye rupay rupee rupees rupya rupaiya rupiya rupaiye rupaya rupaey rupye rupeya ropaye rupey rupes rupess rupayon
rupyo rupaie ruppes ruppees rupiye rupe rupie rps rs inr bucks रुपये रुपए रुपया रूपये रूपए रूपया रुपयों रुपै रुपे रुपैया रु रू
"""
CURRENCY = {key(word) for word in _CURRENCY.split()}
# With these a number may be written in one word: dosau, panchso, teenhazar.
RUN_ON = {
    "sau": 100, "so": 100, "sou": 100, "सौ": 100, "hazar": 1000, "hazaar": 1000, "hajar": 1000, "hajaar": 1000,
    "हज़ार": 1000, "हजार": 1000, "lakh": 100_000, "लाख": 100_000,
}  # fmt: skip
