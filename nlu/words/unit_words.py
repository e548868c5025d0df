"""The units of the shop: what measures, what contains, and what counts."""

from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from nlu.words.reading import CACHED_WORDS
from nlu.words.slips import slip_of
from spelling import key
from spelling.script import clean


class Unit(NamedTuple):
    """A unit by its name in the contract, and how many of it one of the word is."""

    name: str
    times: Decimal = Decimal(1)


_MEASURES = {
    "kg": "kg kgs kilo kilos kilogram kilograms kilogramme किलो किग्रा किलोग्राम kelo killo kilu kgm केजी klo keji",
    "g": "g gm gms gram grams gramme ग्राम graam grm ग्रा",
    "l": "l ltr ltrs lt lit ltir letar litre litres liter liters लीटर लिटर litar leetar ली",
    "ml": "ml mls mililitre millilitre milliliter मिली एमएल मिलीलीटर",
    "m": "m meter metre meters metres मीटर mtr",
    "ft": "feet foot ft फीट फिट फुट",
}
_CONTAINERS = {
    "packet": "packet packets pkt pkts paket pack packs pakit pckt पैकेट पैकिट पैक pkte pekt pouch pouches पाउच"
    " thaili थैली sachet sachets सैशे pudiya puriya puria पुड़िया theli थेली",
    "bag": "bag bags बैग bori boriya bora bore बोरी बोरा बोरे katta कट्टा कट्टे katte thaila थैला jhola झोला sack sacks",
    "box": "box boxes बॉक्स dabba dabbe dibba dibbi डब्बा डिब्बा डब्बे डिब्बे डिब्बी dabbi डब्बी peti पेटी carton cartons कार्टन",
    "bottle": "bottle bottles botal botl bottal बोतल बोतलें sheeshi shishi शीशी",
    "plate": "plate plates plt pelet प्लेट प्लेटें plet",
    "bunch": "bunch bunches gattha gatthi गट्ठा guchha guccha गुच्छा गुच्छी gaddi गड्डी गट्ठी judi joodi जूड़ी juri"
    " bundle bundles bandal bundal बंडल",
    "pc": "pc pcs piece pieces pis peece peice pice पीस nag nos नग adad अदद tikki tikiya टिकिया loaf loaves",
    "jar": "jar jars jaar जार barni बरनी",
    "can": "can cans कैन",
    "tube": "tube tubes ट्यूब",
    "roll": "roll rolls रोल coil coils कॉइल कोइल",
    "sheet": "sheet sheets शीट",
    "ream": "ream reams रीम",
    "trolley": "trolley trolly ट्रॉली ट्राली",
    "strip": "strip strips patta patte पत्ता पत्ते स्ट्रिप",
    "tray": "tray trays ट्रे crate crates क्रेट",
    "glass": "glass glasses गिलास gilas ग्लास",
    "cup": "cup cups कप",
    "bowl": "bowl bowls katori कटोरी बाउल",
    "pair": "pair pairs jodi jodī जोड़ी joda जोड़ा",
    "set": "set sets सेट",
}
# Known by their spelling, right behind a number, as they are goods as well.
_GOODS_TOO = {
    "bucket": "bucket buckets balti baltiyan बाल्टी बाल्टियाँ बकेट",
    "drum": "drum drums ड्रम",
    "roll": "reel reels रील",
    "pc": "tablet tablets goli goliyan गोली गोलियाँ गोलियां टैबलेट capsule capsules कैप्सूल",
    "vial": "vial vials वायल",
    "ampoule": "ampoule ampoules",
    "kit": "kit kits किट",
    "ladi": "ladi ladiyan लड़ी लड़ियाँ",
    "bheli": "bheli भेली",
    "gola": "gola gole गोला गोले",
    "mala": "mala माला",
    "cone": "cone cones कोन",
    "cylinder": "cylinder cylinders सिलेंडर",
    "slab": "slab slabs",
    "slice": "slice slices स्लाइस",
    "scoop": "scoop scoops स्कूप",
    "truck": "truck trucks ट्रक",
    "jug": "jug jugs जग",
    "yard": "yard yards gaj गज",
    "cft": "cft",
    "tola": "tola तोला",
    "length": "length lengths",
    "block": "block blocks",
    "pound": "pound pounds पाउंड",
    "potli": "potli potliyan पोटली",
}
_GROSS = "gross ग्रोस ग्रॉस"
_DOZENS = "dozen dozens darjan darzan dorjan durjan दर्जन dz doz dzn dazan darjun darzen derjan"
_QUINTALS = "quintal quintals kuntal kwintal क्विंटल कुंतल कुंटल"
_TONNES = "tonne tonnes"


def _units(names: dict[str, str]) -> dict[str, Unit]:
    return {key(word): Unit(name) for name, words in names.items() for word in words.split()}


MEASURES = {
    **_units(_MEASURES),
    **{key(word): Unit("kg", Decimal(100)) for word in _QUINTALS.split()},
    **{key(word): Unit("kg", Decimal(1000)) for word in _TONNES.split()},
}
CONTAINERS = {
    **_units(_CONTAINERS),
    **{key(word): Unit("pc", Decimal(12)) for word in _DOZENS.split()},
}
GOODS_TOO = {
    **{clean(word): Unit(name) for name, words in _GOODS_TOO.items() for word in words.split()},
    **{clean(word): Unit("pc", Decimal(144)) for word in _GROSS.split()},
}
LENGTHS = {key(word) for name in ("m", "ft") for word in _MEASURES[name].split()}
# Said without a number: "kilo aata" is one kilo's worth to be asked, "whisper ka packet" a packet.
MEASURED_ALONE = {key(word) for word in f"kilo kg किलो litre ltr लीटर {_DOZENS}".split() if len(word) > 2}
COUNTED_ALONE = {"packet", "bag", "box", "bottle"}
DISHES = {"plate", "glass", "cup", "bowl", "tube"}  # goods themselves: 50 glasses
HOLDING = COUNTED_ALONE | {"can", "tin", "jar", "tray", "roll"}  # right after what they hold: 20 litre jar
# Numbers with these belong to the name of a thing: 43 inch, 20 W.
_TECHNICAL = (
    "inch inches इंच ton टन watt watts w वॉट वाट volt volts v mah gb tb mm cm sqmm sqft star स्टार hp seater"
    " amp amps ampere एम्पियर kva gauge गेज gsm एमएम सेमी mfd uf ah एएच rpm kw mp lumen"
    " mg % cc ply micron sl wp ec sc wg wdg"
)
TECHNICAL = frozenset(_TECHNICAL.split())
TINS = frozenset({"tin", "tins", "टिन"})  # spelt otherwise they are three
_COMMON = (
    "kilo kilos litre litres gram grams packet packets darjan dozen bottle bottles botal plate plates pieces"
)
COMMON = frozenset(_COMMON.split())
SHORTENED = {**dict.fromkeys(("kil", "kio", "klo", "kli"), "kilo"), "gr": "gram"}  # gr by itself is ghar
PAV = key("pav")  # a quarter of a kilo, or bread
QUARTER = Unit("kg", Decimal("0.25"))


def unit_of(word_key: str) -> Unit | None:
    """The unit that a word names, by its key."""
    return MEASURES.get(word_key) or CONTAINERS.get(word_key)


@lru_cache(maxsize=CACHED_WORDS)
def unit_meant(written: str) -> Unit | None:
    """The common unit that a word names but for a slip of the finger: kiol, packte, drjan."""
    if written in SHORTENED:
        return MEASURES[key(SHORTENED[written])]
    meant = slip_of(written, COMMON) if not is_unit(key(written)) else None
    return unit_of(key(meant)) if meant else None


def is_unit(word_key: str) -> bool:
    """Whether a word names a unit."""
    return word_key in MEASURES or word_key in CONTAINERS or word_key == PAV
