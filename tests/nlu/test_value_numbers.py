"""Numbers and amounts that are written out and read back, and what holds for the values of every text."""

from datetime import datetime
from decimal import Decimal
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.settings import ROOT
from nlu.pages.folders import pages
from nlu.values.message import values
from nlu.values.money import money
from nlu.words.numbers import read_number
from nlu.words.reading import read
from tests.nlu.pace import grows_in_proportion

MOMENT = datetime(2026, 11, 24, 10, tzinfo=ZoneInfo("Asia/Kolkata"))
_HINDI = """
शून्य एक दो तीन चार पाँच छह सात आठ नौ दस ग्यारह बारह तेरह चौदह पंद्रह सोलह सत्रह अठारह उन्नीस बीस इक्कीस
बाईस तेईस चौबीस पच्चीस छब्बीस सत्ताईस अट्ठाईस उनतीस तीस इकतीस बत्तीस तैंतीस चौंतीस पैंतीस छत्तीस सैंतीस
अड़तीस उनतालीस चालीस इकतालीस बयालीस तैंतालीस चवालीस पैंतालीस छियालीस सैंतालीस अड़तालीस उनचास पचास
इक्यावन बावन तिरपन चौवन पचपन छप्पन सत्तावन अट्ठावन उनसठ साठ इकसठ बासठ तिरसठ चौंसठ पैंसठ छियासठ सड़सठ
अड़सठ उनहत्तर सत्तर इकहत्तर बहत्तर तिहत्तर चौहत्तर पचहत्तर छिहत्तर सतहत्तर अठहत्तर उन्यासी अस्सी इक्यासी
बयासी तिरासी चौरासी पचासी छियासी सत्तासी अट्ठासी नवासी नब्बे इक्यानवे बानवे तिरानवे चौरानवे पचानवे
छियानवे सत्तानवे अट्ठानवे निन्यानवे
"""
HINDI = _HINDI.split()
_ROMAN = """
shunya ek do teen chaar paanch chhe saat aath nau das gyarah barah terah chaudah pandrah solah satrah
atharah unnis bees ikkis bais teis chaubis pachees chhabbis sattais atthais untis tees ikattis battis
taintis chauntis paintis chhattis saintis adtis untalis chalis iktalis bayalis taintalis chawalis
paintalis chhiyalis saintalis adtalis unchas pachas ikyavan bavan tirpan chauvan pachpan chhappan
sattavan atthavan unsath saath iksath basath tirsath chaunsath painsath chhiyasath sadsath adsath
unhattar sattar ikhattar bahattar tihattar chauhattar pachhattar chhihattar satahattar athattar unasi
assi ikyasi bayasi tirasi chaurasi pachasi chhiyasi sattasi atthasi navasi nabbe ikyanve banve tiranve
chauranve pachanve chhiyanve sattanve atthanve ninyanve
"""
ROMAN = _ROMAN.split()
_ONES = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen
"""
ONES = _ONES.split()
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
INDIAN = (
    (10_000_000, "crore", "करोड़"),
    (100_000, "lakh", "लाख"),
    (1000, "hazar", "हज़ार"),
    (100, "sau", "सौ"),
)
LARGEST = 10_000_000


def hindi(number: int, words: list[str], *, devanagari: bool) -> str:
    """A number in Hindi words: 1250 is "ek hazar do sau pachas"."""
    said = []
    for size, roman, native in INDIAN:
        if number >= size:
            said += [words[number // size], native if devanagari else roman]
            number %= size
    return " ".join([*said, words[number]] if number or not said else said)


def english(number: int) -> str:
    """A number in English words, counted in lakhs: 1250 is "one thousand two hundred and fifty"."""
    said = []
    for size, name in ((10_000_000, "crore"), (100_000, "lakh"), (1000, "thousand"), (100, "hundred")):
        if number >= size:
            said += [below_hundred(number // size), name]
            number %= size
    if number and said and said[-1] == "hundred":
        said.append("and")
    return " ".join([*said, below_hundred(number)] if number or not said else said)


def below_hundred(number: int) -> str:
    if number < 20:
        return ONES[number]
    tens = TENS[number // 10 - 2]
    return f"{tens} {ONES[number % 10]}" if number % 10 else tens


def grouped(number: int) -> str:
    """Digits in Indian groups: 12,50,000."""
    digits = str(number)
    head, tail = digits[:-3], digits[-3:]
    groups = []
    while head:
        groups.insert(0, head[-2:])
        head = head[:-2]
    return ",".join([*groups, tail])


NUMBERS = st.integers(0, 200) | st.integers(0, LARGEST)


@settings(max_examples=500, deadline=None)
@given(NUMBERS)
def test_numbers_in_words_are_read_back(number: int) -> None:
    texts = [english(number), hindi(number, HINDI, devanagari=True), hindi(number, ROMAN, devanagari=False)]
    if number % 100 == 60:
        texts.pop()  # a last *saath* may also say "with"
    if number > 100 and number % 100 == 2:
        del texts[1:]  # and a last *do* says "give"
    for text in texts:
        words = read(text)
        found = read_number(words, 0)
        assert found is not None, text
        assert (found.value, found.end) == (Decimal(number), len(words)), text


@settings(max_examples=300, deadline=None)
@given(
    st.integers(1, LARGEST),
    st.integers(0, 99),
    st.sampled_from(["₹{}", "Rs. {}", "Rs {}/-", "{} rupaye", "{} रुपये", "INR {}", "rs{}", "{}rs", "₹ {}"]),
    st.booleans(),
)
def test_amounts_in_digits_are_read_back(rupees: int, paise: int, form: str, indian: bool) -> None:
    written = grouped(rupees) if indian else str(rupees)
    written += f".{paise:02}" if paise and "/-" not in form else ""
    paise = paise if "." in written else 0
    text = f"maine {form.format(written)} bhej diye"
    assert [found.value for found in money(read(text))] == [{"paise": rupees * 100 + paise}]


@settings(max_examples=200, deadline=None)
@given(st.integers(100, LARGEST))
def test_amounts_in_words_are_read_back(rupees: int) -> None:
    for text in (f"{hindi(rupees, ROMAN, devanagari=False)} rupaye diye", f"{english(rupees)} rupees paid"):
        assert [found.value for found in money(read(text))] == [{"paise": rupees * 100}], text


INTENTS = [page.intent for page in pages(ROOT)]
_PIECES = """
500 ₹ rs rupaye do sau hazar lakh k ka ki ko ne se bhej diye petrol kal parso 10 baje LV-12 lv 12
order 1042 INV/26-27/0042 utr 412345678901 9876543210 98765 43210 452001 pin serial no AB12CD345 4 star
5/5 ⭐ ⭐⭐ Ramesh ji sharma Sunita's chhutti bukhar 2 kilo aata khata udhaar / - : . , 12/11 1/2 rating
paanch mein aur दो सौ रुपये रमेश की छुट्टी ५०० مرحبا 👍🏽 ½ ² ٣
"""
PIECES = [*_PIECES.split(), "\u202e", "\x00", "\x1f", "\ufeff"]
TEXTS = st.text(max_size=60) | st.lists(st.sampled_from(PIECES), max_size=16).map(" ".join)


@settings(max_examples=500, deadline=None)
@given(TEXTS, st.sampled_from(INTENTS))
def test_values_point_into_the_text_and_only_one_has_each_letter(text: str, intent: str) -> None:
    found = values(text, read(text), MOMENT, intent, asked=True)
    for each in found:
        assert 0 <= each.start < each.end <= len(text)
        assert text[each.start : each.end].strip()
    besides = [each for each in found if each.entity not in ("order_line", "rating")]
    for first, second in pairwise(besides):
        assert first.end <= second.start, (first, second)


@pytest.mark.parametrize(
    "intent", ["record_payment", "place_order", "apply_leave", "check_warranty", "ask_price", "nlu_fallback"]
)
@pytest.mark.parametrize(
    "piece",
    [
        "500 ", "do ", "sau ", "1", "9", "a", "a1", "A1-", "INV/", "lv 1 ", "⭐", "pin 452001 ", "98765 43210 ",
        "serial no a1 ", "Ramesh ne ", "utr ", "ref no ", "\u202e", "\x00", "रमेश की ", "₹1 ", "-", "/", "5/",
        "ek lakh ", " ", "\n", "kal ", "petrol ka ", "500 not ", "500 nahi ", "not ko ", "500 ki jagah ", "gst no ",
    ],
)  # fmt: skip
def test_no_text_takes_long(piece: str, intent: str) -> None:
    assert grows_in_proportion(lambda text: values(text, read(text), MOMENT, intent, asked=False), piece)


@pytest.mark.parametrize(
    ("text", "pincode"),
    [
        ("AC se paani tapak raha hai, koi aaye, 2 Dilip Nagar 457001", "457001"),
        ("maine 452001 bhej diye", None),
    ],
)
def test_six_digits_behind_an_address_are_a_pincode_also_where_money_is_the_matter(
    text: str, pincode: str | None
) -> None:
    found = values(text, read(text), MOMENT, "record_payment", asked=False)
    assert next((each.value for each in found if each.entity == "pincode"), None) == pincode
    assert any(each.entity == "money" for each in found) is (pincode is None)
