"""References, languages, and what holds for every text."""

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlu.intents.features import features
from nlu.orders.changing.changes import changes
from nlu.orders.lines import LONGEST_TEXT, MOST_LINES
from nlu.orders.ordered import order_lines
from nlu.values.references import references
from nlu.words.languages import is_written_in, language_of, wished_language
from nlu.words.reading import read

REFERENCES = {
    "ORD-1042": ["ORD-1042 kahan hai", "ord 1042 cancel karo", "Ord1042", "ord-१०४२ का स्टेटस", "status of #ORD 1042?"],
    "1042": ["order 1042 kahan pahucha", "order no 1042", "order number 1042 ka kya hua", "1042 number wala order",
             "ऑर्डर 1042 रद्द करो", "order id: 1042", "ऑर्डर नंबर १०४२"],
    "LV-12": ["lv 12", "LV-12 ka kya hua"],
    "INV/26-27/0042": ["inv/26-27/0042 bhejo"],
}  # fmt: skip
NO_REFERENCES = [
    "2 kilo aata",
    "order 2 kg rice",
    "12 ande",
    "kal 5 baje",
    "9876543210",
    "order karna hai",
    "24/7 open?",
]

IN_PAYMENTS = {
    "paise bhej diye 410 wala order": [],
    "कर दिया 410 वाला ऑर्डर": [],
    "utr me likha 81234O556677": ["81234O556677"],
    "यूटीआर में लिखा 712345678901": ["712345678901"],
    "order 1042 ka payment kar diya": ["1042"],
}

CLEAR = {
    "en": ["where is my order", "send 2 kg aata", "what can you do", "I want sugar", "cancel the order"],
    "hinglish": ["mera order kahan hai", "2 kilo aata bhej do", "order cancel kar do", "kya chal raha hai",
                 "ande hata do"],
    "hi": ["मेरा ऑर्डर कहाँ है", "2 kg आटा", "हाँ", "मैगी के दो packet"],
}  # fmt: skip
NEUTRAL = [
    "2 kg aata",
    "ok",
    "haan",
    "yes",
    "no",
    "nahi",
    "namaste",
    "aata 2 kilo, maggi 2 packet",
    "bye",
    "thanks",
    "hello",
]
WISHES = {
    "hi": [
        "hindi me baat karo",
        "english nahi aati hindi me bolo",
        "change my language to hindi",
        "हिंदी में लिखो",
        "hindi me baat karo, cake pe naam english me likhna",
    ],
    "en": ["english please", "i can't read hindi, use english", "अंग्रेज़ी में बताओ", "angrezi me bolo"],
    "hinglish": ["hinglish me likho", "roman me likho hindi padhne me dikkat hai"],
    None: ["bhasha badlo", "i don't understand hindi", "english samajh nahi aati"],
}

WORDS = """
2 do दो ½ , . - : x kilo kg packet darjan पाव paav aadha sava paune dedh sau ek ek-ek aata maggi पनीर dal ka ki wala aur
and n bhej kar hata do chahiye nahi hai ke liye for at baki jagah se to ya ₹ 20 order ORD-7 tin bhar each 1/2 99999999
🙏 ( ) & 7up bottle all ² ٣
"""
MESSAGES = st.text(max_size=80) | st.lists(st.sampled_from([*WORDS.split(), "\n"]), max_size=14).map(" ".join)


@pytest.mark.parametrize(
    ("value", "text"), [(value, text) for value, texts in REFERENCES.items() for text in texts]
)
def test_a_reference_is_read_as_the_books_write_it(value: str, text: str) -> None:
    (found,) = references(text, read(text))
    assert found.value == value


@pytest.mark.parametrize("text", NO_REFERENCES)
def test_not_every_number_is_a_reference(text: str) -> None:
    assert references(text, read(text)) == []


@pytest.mark.parametrize(("text", "found"), list(IN_PAYMENTS.items()))
def test_a_sum_that_an_order_is_called_by_is_no_number_where_it_was_paid(text: str, found: list[str]) -> None:
    assert [each.value for each in references(text, read(text), intent="report_payment")] == found


@pytest.mark.parametrize(
    ("language", "text"), [(language, text) for language, texts in CLEAR.items() for text in texts]
)
def test_a_clear_message_says_its_language(language: str, text: str) -> None:
    assert language_of(read(text)) == (language, True)


@pytest.mark.parametrize("text", NEUTRAL)
def test_a_short_message_of_words_that_all_use_changes_no_language(text: str) -> None:
    language = language_of(read(text))
    assert language is not None
    assert not language.clear


@pytest.mark.parametrize("text", ["👍", "12", "", "!?"])
def test_a_message_without_words_has_no_language(text: str) -> None:
    assert language_of(read(text)) is None


@pytest.mark.parametrize(
    ("language", "text"), [(language, text) for language, texts in WISHES.items() for text in texts]
)
def test_a_wish_for_a_language_is_told_from_a_language_that_is_not_wished(
    language: str | None, text: str
) -> None:
    wish = wished_language(read(text))
    assert (wish and wish.value) == language


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("पूजा अंग्रेजी में लिखना PUJA", True),
        ("cake pe naam english me likhna", True),
        ("केक पर नाम अंग्रेजी में लिखवा देना", True),
        ("the name should be written in english", True),
        ("hindi me likhna", False),
        ("अब से हिंदी में ही लिखना", False),
        ("please write in english", False),
        ("mujhe हिंदी में लिखना plz", False),
        ("mera naam priya hai, hindi me bolo", False),
    ],
)
def test_a_language_in_which_something_is_written_is_not_spoken(text: str, written: bool) -> None:
    assert is_written_in(read(text)) is written


@settings(max_examples=300, deadline=None)
@given(MESSAGES)
def test_words_are_pieces_of_the_text_in_order(text: str) -> None:
    end = 0
    for word in read(text):
        assert word.start >= end
        assert text[word.start : word.end] == word.text
        end = word.end


@settings(max_examples=400, deadline=None)
@given(MESSAGES)
def test_lines_point_into_the_text_and_hold_names_as_written(text: str) -> None:
    words = read(text)
    for line in [*order_lines(words), *changes(words)]:
        piece = text[words[line.start].start : words[line.end - 1].end]
        assert piece
        value = line.value()
        if line.name:
            assert all(
                word in text for word in line.name.split()
            )  # a variant has the name of what stands before it
            assert any(unicodedata.category(letter)[0] in "LNM" for letter in line.name)
        for quantity in (value["quantity"], value["pack"] and value["pack"]["quantity"]):
            assert quantity is None or re.fullmatch(r"\d{1,6}(\.\d{1,3})?", quantity)


@pytest.mark.parametrize(
    "piece", ["do ", "2 3 ", "1 ", "a ", "2 kilo aata do ", "hata do ", "ek ek ", "hai ", "1/", "order "]
)
def test_the_longest_message_is_read_too(piece: str) -> None:
    text = (piece * LONGEST_TEXT)[:LONGEST_TEXT]
    words = read(text)
    assert len(order_lines(words)) <= MOST_LINES
    assert len(changes(words)) <= MOST_LINES
    features(text)


@settings(max_examples=200, deadline=None)
@given(MESSAGES)
def test_no_text_is_too_strange_to_be_read(text: str) -> None:
    words = read(text)
    features(text)
    language_of(words)
    wished_language(words)
    for reference in references(text, words):
        assert 0 <= reference.start < reference.end <= len(text)
