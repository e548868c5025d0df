"""What holds for every text that anybody may send, through the whole parse of the trained model."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.settings import ROOT
from nlu.pages.folders import normalised, pages
from spelling import words
from spelling.script import clean
from tests.nlu.held_out import CORPORA
from tests.nlu.pace import LONGEST, grows_in_proportion
from tests.nlu.trained import Understand

INTENTS = {page.intent for page in pages(ROOT)}
SENTENCES = [sentence for corpus in CORPORA for sentence, _, _ in corpus.sentences()][::7]

ODD = {
    "nothing": "",
    "spaces": " \t\r\n\u00a0\u3000",
    "signs": "?!.,;:-–—…/\\|()[]{}<>*_~`'\"@#%^&=+",
    "digits": "0123456789",
    "digits of every script": "०१२٣٤৫੬૭௮①Ⅻ½²",
    "control characters": "".join(map(chr, range(32))) + "\x7f\x80\x9f",
    "nothing but NUL": "\x00",
    "right to left": "مرحبا ہندی שלום",
    "turned around": "\u202eatta olik 2\u202c \u2067do\u2069",
    "without width": "a\u200ba\u200cta\u200d \u2060bhej\ufeff do",
    "marks without letters": "\u0301\u093e\u094d\u0902\u20dd\ufe0f",
    "marks upon marks": "z\u0351\u036b\u0343\u036a\u0302\u0342\u0360o\u0321\u0322",
    "halves of characters": "\ud83d kilo \udc4d aata \ud800\ud800",
    "families and flags": "👨‍👩‍👧‍👦🏳️‍🌈🇮🇳👍🏽1️⃣",
    "every script": "aataआटाআটাਆਟਾઆટાஆட்டாఆటాಆಟಾആട്ട小麦粉мука",
    "letters of mathematics": "𝓪𝓪𝓽𝓪 ａａｔａ ²³",
    "code": '/place_order{"a": [1]} <script>alert(1)</script> \'; DROP TABLE x; -- {{7*7}} ${x} %s',
    "a command": "/",
    "one word": "bhaiya",
    "one letter": "क्",
    "no spaces": "2kiloaata500gramchini",
    "wishes": "2 kilo aata bhej do aur mera bill bhejo, ",
    "amounts": "₹1,25,000.50 aur dhai lakh rupaye ",
    "days": "kal se parso tak 25/11 shaam 5 baje ",
    "names": "Ramesh ne Sunita ko 500 diye ",
    "numbers": "12 1/2 3,4-5 9876543210 ",
}  # fmt: skip

TEXTS = (
    st.text(max_size=80)
    | st.text(st.characters(exclude_categories=()), max_size=30)  # halves of characters too
    | st.lists(st.sampled_from([*ODD.values(), *SENTENCES]), max_size=6).map(" ".join)
    | st.lists(st.sampled_from([*ODD.values(), *SENTENCES]), max_size=6).map("".join)
)


IGNORED = pytest.mark.filterwarnings("ignore::UserWarning:rasa")  # of commands that are none


def check(parsed: dict[str, Any], text: str) -> None:
    """One of our intents, chances that fall, and values that point into the text; and all of it can be sent on."""
    json.dumps(parsed, ensure_ascii=False).encode()
    assert parsed["intent"] == parsed["intent_ranking"][0]
    assert {each["name"] for each in parsed["intent_ranking"]} <= INTENTS
    chances = [each["confidence"] for each in parsed["intent_ranking"]]
    assert chances[1:] == sorted(chances[1:], reverse=True)
    assert 0 <= sum(chances) <= 1 + 1e-6
    text = text.strip()  # which Rasa does before anything else
    assert len(parsed["text"]) == len(text)
    for found in parsed["entities"]:
        assert 0 <= found["start"] < found["end"] <= len(text)
        assert text[found["start"] : found["end"]].strip(), found


@IGNORED
@settings(max_examples=400, deadline=None)
@given(text=TEXTS)
def test_no_text_is_too_odd_to_be_parsed(text: str, parse: Understand) -> None:
    check(parse(text), text)


@IGNORED
@pytest.mark.parametrize("piece", ODD.values(), ids=ODD)
def test_no_text_takes_long_however_long_it_is(piece: str, parse: Understand) -> None:
    text = (piece * LONGEST)[:LONGEST]
    check(parse(text), text)
    assert grows_in_proportion(parse, piece)


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_what_is_normal_stays_as_it_is(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert words(" ".join(words(text))) == words(text)
    assert normalised(normalised(text)) == normalised(text)
