"""Kinds and portions beside their counts, what is put right in one message, and what shall come only otherwise."""

import pytest

from tests.nlu.order_texts import changed, said
from tests.nlu.test_left_over import rest, understood

KINDS = {
    ("gel pens blue | 2", "gel pens black | 3"): ["5 gel pens 2 blue 3 black pls"],
    ("chart paper lal | 4", "chart paper safed | 2"): [
        "chart paper 4 lal 2 safed",
        "6 chart paper 4 lal 2 safed",
    ],
    ("पेन नीले | 6", "पेन काले | 4"): ["पेन 6 नीले 4 काले", "10 पेन 6 नीले 4 काले"],
    ("blue pen | 3", "red pen | 1"): ["3 blue 1 red pen"],
    ("dal makhani half | 2", "dal makhani full | 1"): [
        "3 dal makhani, 2 half 1 full",
        "dal makhani half 2 full 1",
        "dal makhani 2 half 1 full",
    ],
    ("half paneer | 2", "full paneer | 1"): ["2 half 1 full paneer", "do half paneer aur ek full"],
    ("हाफ बिरयानी | 1", "फुल बिरयानी | 2"): ["एक हाफ दो फुल बिरयानी"],
    ("biryani half | 1", "biryani full | 1"): ["biryani half aur full ek ek"],
    ("dal makhani full | 1 plate", "dal makhani half | 1 plate"): [
        "do plate dal makhani ek full ek half",
        "2 plate dal makhani, 1 full aur 1 half",
    ],
    ("दाल मखनी फुल | 1 plate", "दाल मखनी हाफ | 1 plate"): ["दो प्लेट दाल मखनी एक फुल एक हाफ"],
    ("egg biryani full | 2", "egg biryani half | 1"): ["2 egg biryani half, 1 full. no 2 full 1 half"],
}


@pytest.mark.parametrize(
    ("lines", "text"), [(lines, text) for lines, texts in KINDS.items() for text in texts]
)
def test_each_kind_has_its_own_count(lines: tuple[str, ...], text: str) -> None:
    assert said(text) == list(lines)


REFUSED = {
    ("basmati |  |  | remove", "kolam |  |  | add"): ["are basmati nahi kolam", "basmati nahi kolam dena"],
    ("crocin | 1 |  | add", "combiflam |  |  | remove"): ["1 crocin bhi, combiflam nahi"],
    ("दही | 2 |  | set", "आलू पूरी |  |  | remove"): ["सिर्फ 2 दही चाहिए आलू पूरी नहीं"],
    ("dolo |  |  | remove", "crocin |  |  | set"): ["dolo nahi sirf crocin"],
    ("samosa |  |  | remove", "tea | 30 |  | set"): ["ok leave samosa. 30 tea only"],
    ("samosa |  |  | remove", "chai | 20 |  | set"): ["theek hai samosa chhodo, sirf 20 chai"],
    ("full biryani | 2 |  | set", "half biryani | 1 |  | set"): ["no 2 full and 1 half biryani"],
    ("roti | 6 |  | set", "salad |  |  | remove"): [
        "nahi roti 6 aur salad rehne do",
        "roti 6, salad mat bhejna",
        "no 6 roti and leave the salad",
    ],
    ("रोटी | 6 |  | set", "सलाद |  |  | remove"): ["नहीं रोटी छह और सलाद रहने दो"],
    ("butter naan | 2 |  | set", "dal tadka | 1 |  | set", "salad |  |  | remove"): [
        "2 butter naan, 1 dal tadka, salad mat bhejna"
    ],
    ("samose | 2 |  | remove", "chai |  |  | remove"): ["2 samose aur chai rehne do"],
    ("chips | 2 |  | set", "coke | bottle |  | remove"): ["chips 2 kar do, coke rehne do bottle hai"],
    ("coffee | 1 |  | set",): ["1 coffee me cheeni nahi"],
}


@pytest.mark.parametrize(
    ("lines", "text"), [(lines, text) for lines, texts in REFUSED.items() for text in texts]
)
def test_a_no_takes_out_the_thing_before_it_and_no_other(lines: tuple[str, ...], text: str) -> None:
    assert changed(text) == list(lines)


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("2 crocin nahi to dolo de dena", "nahi to dolo de dena"),
        ("दो क्रोसिन नहीं तो डोलो दे देना", "नहीं तो डोलो दे देना"),
        ("2 crocin if not available dolo", "if not available dolo"),
        ("2 crocin, 1 dolo na ho to rehne dena", "na ho to rehne dena"),
        ("12 eggs. if no brown bread then send white", "if no brown bread then send white"),
        ("12 eggs. if no brown bread, send white", "if no brown bread, send white"),
    ],
)
def test_what_comes_only_otherwise_is_a_note(text: str, note: str) -> None:
    assert [each.text for each in rest(text)] == [note]


@pytest.mark.parametrize(
    "text", ["2 chai, 3 vada, nahi 4 vada kar do", "1 dolo, 1 combiflam. combiflam nahi 2 crocin"]
)
def test_what_is_taken_back_is_no_note(text: str) -> None:
    assert rest(text) == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("2 box pins 452001 office 12 siyaganj cod", "office 12 siyaganj"),
        ("2 thali, 452001 me 9/11 shankar bagh", "9/11 shankar bagh"),
        ("ओआरएस 2, 452016, 14 बाणगंगा, नकद", "14 बाणगंगा"),
    ],
)
def test_a_house_behind_its_pincode_is_a_place(text: str, place: str) -> None:
    assert [each.text for each in rest(text) if each.kind == "address"] == [place]


@pytest.mark.parametrize(
    "text", ["deliver 452001 2 dosa 1 idli", "452001 6 baje tak 2 dosa", "452001 2 kg sugar"]
)
def test_goods_and_hours_behind_a_pincode_are_no_place(text: str) -> None:
    assert not [each for each in rest(text) if each.kind == "address"]


@pytest.mark.parametrize(
    ("text", "without", "then"),
    [
        ("2 maggi nahi hai to yippee de dena", "maggi", ("yippee", None)),
        ("agar mutton nahi ho to 2 chicken bhej do", "mutton", ("chicken", "2")),
        ("if brown bread is not available then send 2 white bread", "brown bread", ("white bread", "2")),
        ("मैगी न हो तो तीन यिप्पी दे देना", "मैगी", ("यिप्पी", "3")),
    ],
)
def test_it_is_told_what_comes_in_the_place_of_what(text: str, without: str, then: tuple[str, str]) -> None:
    (condition,) = rest(text)
    assert condition.value == "otherwise"
    assert condition.without
    assert condition.then
    assert condition.without["name"] == without
    assert (condition.then["name"], condition.then["quantity"]) == then


def test_vessels_of_which_none_is_in_the_other_count_two_things() -> None:
    two = [("20", "jar", None), ("10", "box", "bisleri")]
    assert counted("20 jar 10 box bisleri") == two
    assert counted("20 jar 10 peti bisleri") == two
    assert counted("1 box 24 bottle bisleri") == [("1", "box", "bisleri")]


def counted(text: str) -> list[tuple[str, str, str]]:
    _, found = understood(text, "place_order")
    lines = [each.value for each in found if each.entity == "order_line"]
    return [(line["quantity"], line["unit"], line["name"]) for line in lines]


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("मटन तीखी बनाना", "तीखी बनाना"),
        ("mutton thodi teekhi banana", "thodi teekhi banana"),
        ("2 chai kadak banana", "kadak banana"),
    ],
)
def test_how_a_dish_shall_be_made_is_no_part_of_its_name(text: str, how: str) -> None:
    (made,) = rest(text, "modify_order")
    assert (made.text, made.value, made.line) == (how, "made", 0)
