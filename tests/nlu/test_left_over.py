"""What no value has read is handed on in the person's own words, of its kind where that is known."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from nlu.orders.left_over import LeftOver, left_over
from nlu.orders.talk.tagger import marked
from nlu.values.message import values
from nlu.words.found import Found
from nlu.words.reading import Word, read
from tests.nlu.order_texts import tagger

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=ZoneInfo("Asia/Kolkata"))


def understood(text: str, intent: str) -> tuple[tuple[Word, ...], list[Found]]:
    words = read(text)
    chances = tagger().outside(words, intent)
    words = marked(words, dict(zip((word.start for word in words), chances, strict=False)))
    return words, values(text, words, NOW, intent, asked=False)


def rest(text: str, intent: str = "place_order") -> list[LeftOver]:
    words, found = understood(text, intent)
    return left_over(text, words, found, intent)


def lines(text: str) -> list[str]:
    _, found = understood(text, "place_order")
    return [each.value["name"] for each in found if each.entity == "order_line"]


@pytest.mark.parametrize(
    "text",
    [
        "2 kilo aata bhej do",
        "bhaiya namaste, mujhe do kilo aata aur ek packet namak chahiye please",
        "please send 2 kg sugar and a dozen eggs",
        "मुझे दो किलो आटा और एक दर्जन अंडे चाहिए",
        "6 kilo cheeni bhejna, 12 nahi 24 ande kar do",
        "aata 5 kilo nahi 10 kilo",
        "30 ande bhi",
        "haan",
        "2 kilo cheeni shaam 6 baje 452001 pe bhej do",
    ],
)
def test_talk_and_what_was_read_is_not_left_over(text: str) -> None:
    assert rest(text) == []


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("2 kilo aata bhej do, gate band hai", ["gate band hai"]),
        ("kam teekha rakhna", ["kam teekha rakhna"]),
        ("send 2 kg sugar please leave it with the guard", ["leave it with the guard"]),
        ("do not ring the bell, 1 kg rice", ["do not ring the bell"]),
        ("2 kilo cheeni, thaila mat dena bhaiya", ["thaila mat dena"]),
        ("दो थाली भेजिए, प्याज मत डालिएगा", ["प्याज मत डालिएगा"]),
        ("10 minute me bhejo 2 lassi", ["10 minute me bhejo"]),
    ],
)
def test_what_says_something_is_left_over_as_it_was_written(text: str, pieces: list[str]) -> None:
    found = rest(text)
    assert [each.text for each in found] == pieces
    assert all(text[each.start : each.end] == each.text for each in found)


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("2 kilo aata dukaan se le lunga", "way", "pickup"),
        ("2 kilo aata khud aake le jaunga", "way", "pickup"),
        ("2 kg sugar, i will pick it up", "way", "pickup"),
        ("ek biryani parcel kara do", "way", "pickup"),
        ("2 किलो चीनी, दुकान से ले लूँगा", "way", "pickup"),
        ("2 kilo aata ghar bhej do", "way", "delivery"),
        ("10 ande home delivery", "way", "delivery"),
        ("2 butter naan table 4 pe", "way", "dine_in"),
        ("2 kilo aata khate mein likh lena", "payment", "khata"),
        ("मुझे दो किलो आटा चाहिए, खाते में लिख लेना", "payment", "khata"),
        ("2 kg sugar, put it on my account", "payment", "khata"),
        ("2 kilo aata UPI kar dunga", "payment", "upi"),
        ("2 kilo aata cash dunga", "payment", "cash"),
        ("2 kg sugar, card se payment", "payment", "card"),
        ("2 kilo aata, flat 302, Shanti Apartment, Rajwada ke paas 452001", "address", None),
        ("5 kilo aata 14 MG road vijay nagar 452010", "address", None),
        ("note hata do", "note_off", None),
        ("nahi, zyada teekha", "note", "instead"),
    ],
)
def test_its_kind_is_known(text: str, kind: str, value: str | None) -> None:
    assert [(each.kind, each.value) for each in rest(text)] == [(kind, value)]


@pytest.mark.parametrize(
    ("text", "goods"),
    [
        ("10 ande home delivery", ["ande"]),
        ("ek dal tadka mirchi mat daalna", ["dal tadka"]),
        ("5 kilo aata 14 MG road vijay nagar 452010", ["aata"]),
        ("2 kilo aata cash dunga", ["aata"]),
    ],
)
def test_what_is_said_beside_goods_is_no_part_of_their_name(text: str, goods: list[str]) -> None:
    assert lines(text) == goods


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("ek paneer tikka kam teekha aur do naan", 0),
        ("kam teekha ek paneer tikka", 0),
        ("ek naan, do paneer tikka kam teekha", 1),
        ("2 kilo aata bhej do, gate band hai", None),
        ("20 bori cement site pe", None),
    ],
)
def test_a_note_is_of_the_line_beside_which_it_stands(text: str, line: int | None) -> None:
    assert [each.line for each in rest(text)] == [line]
