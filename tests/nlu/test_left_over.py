"""What no value has read is handed on in the person's own words, of its kind where that is known."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from nlu.left_over.pieces import LeftOver, left_over
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
    return list(left_over(text, words, found, intent).left_over)


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
        "1 nahi 2 baje aaungi, aur roti 3 hi rakhna",
        "wait not that address, i have shifted. 2 kg sugar",
        "i have a small function, 2 kg sugar",
        "monthly provisions: 2 kg sugar",
        "महीने का राशन लिख लीजिए, 2 किलो चीनी",
        "mahine ka rashan likh lijiye, 2 kilo cheeni",
        "nahi bhai purana order rehne do, ye naya order hai, 2 kilo cheeni",
        "tell me about the discount, 2 kg sugar",
        "1 नहीं 2 बजे आऊँगी, और रोटी 3 ही रखना",
    ],
)
def test_talk_and_what_was_read_is_not_left_over(text: str) -> None:
    assert rest(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "make it 10 thali, payasam same 15",
        "सरसों का तेल पूछा था, राई नहीं। नहीं है तो रहने दो। बाकी पक्का कर दो",
        "mustard oil poocha tha, rai nahi. baki pakka kar do",
    ],
)
def test_what_stays_and_what_was_asked_about_is_no_note(text: str) -> None:
    assert rest(text, "modify_order") == []


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
        ("2 kilo aata, shaam ko aake lunga", "way", "pickup"),
        ("2 kilo aata, upi", "payment", "upi"),
        ("2 butter naan, note: ring the bell, 2 chutney", "note", "dictated"),
        ("2 butter naan, note me likho 1 roti bina ghee", "note", "dictated"),
        ("6 veg roll, packed separately", "note", "wished"),
        ("6 veg roll. phone me when you come", "note", "wished"),
        ("6 veg roll, pack separately in 3 packets", "note", "wished"),
        ("6 veg roll, 3 alag packet me pack kar dena", "note", "wished"),
        ("2 gel pen, write Kabir on the parcel", "note", "wished"),
        ("2 gel pen, bill gupta sons ke naam ka", "note", "wished"),
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
        ("note hatao saare", "note_off", None),
        ("please remove all the notes", "note_off", None),
        ("note mat likhna", "note_off", None),
        ("mat likho note me", "note_off", None),
        ("नोट हटाओ", "note_off", None),
        ("ये नोट हटा दीजिए", "note_off", None),
        ("2 kilo aata, call before coming", "note", "wished"),
        ("2 kilo aata, bolna pahunch ke call kare", "note", "wished"),
        ("2 kilo aata, gate pe guard ko de dena", "note", "wished"),
        ("दो किलो आटा, घंटी मत बजाना", "note", "wished"),
        ("2 kilo aata, naya maal dena", "note", "wished"),
        ("remove the less sugar note", "note_off", None),
        ("2 kilo aata, 45/2 sneh nagar", "address", None),
        ("2 kilo aata ghar 8/2 new palasia colony", "address", None),
        ("nahi, zyada teekha", "note", "instead"),
        ("2 kilo aata, gpay karungi", "payment", "upi"),
        ("दो किलो आटा, नकद दूँगी", "payment", "cash"),
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


@pytest.mark.parametrize(
    "text",
    [
        "cheeni note mein kyun likhi",
        "ye kaisa hisab hai?",
        "2 kilo aata, and what is the price of ghee",
        "itna dimag mat khao bhai",
        "maine aisa kab bola",
        "दो किलो आटा। यहाँ कुछ नहीं मिलता क्या",
        "1 packet namak as i told earlier",
        "great fine",
    ],
)
def test_what_asks_or_complains_is_no_note(text: str) -> None:
    assert rest(text) == []


@pytest.mark.parametrize(
    "text",
    ["no problem, 2 butter naan", "koi baat nahi 2 butter naan", "food was very good, 2 butter naan please",
     "2 butter naan, carry bag kitne ka hai", "are raita to dala hi nahi, 2 butter naan"],
)  # fmt: skip
def test_a_remark_or_a_question_of_a_price_is_no_note(text: str) -> None:
    assert (rest(text), "butter naan" in lines(text)) == ([], True)


@pytest.mark.parametrize(
    ("text", "taken_back"),
    [
        ("naan wale note hatao", "naan wale note hatao"),
        ("remove the note about naan", "remove the note about naan"),
        ("raita hatao aur ye note hatao", "ye note hatao"),
    ],
)
def test_which_note_is_taken_back_is_said_with_it(text: str, taken_back: str) -> None:
    assert [each.text for each in rest(text, "modify_order") if each.kind == "note_off"] == [taken_back]


@pytest.mark.parametrize("text", ["no garlic in the soup", "2 naan, without onion in my soup please"])
def test_what_shall_not_be_in_a_dish_takes_out_no_dish(text: str) -> None:
    words, found = understood(text, "modify_order")
    assert not any(each.value["op"] == "remove" for each in found if each.entity == "order_line")
    assert [each.value for each in left_over(text, words, found, "modify_order").left_over] == ["made"]


def test_a_wish_how_goods_come_may_be_asked_for() -> None:
    assert [each.value for each in rest("2 dosa, can you pack the chutney separately?")] == ["wished"]


def test_beside_notes_that_are_taken_back_only_a_wish_is_one() -> None:
    found = rest("sab note hata do, bekaar ki baat thi. chutney alag pack karna")
    assert [(each.kind, each.value) for each in found] == [("note_off", None), ("note", "wished")]


@pytest.mark.parametrize(
    "text", ["8/2 vijay nagar", "45/2 sneh nagar 452001", "12/4 nai sadak road", "45/2, sneh nagar", "45/2"]
)
def test_the_part_of_a_plot_before_a_place_is_no_amount_and_no_day(text: str) -> None:
    _, found = understood(text, "place_order")
    assert {each.entity for each in found} <= {"pincode"}


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("brush rehne do, ek colgate daal do", [("brush", "remove"), ("colgate", "add")]),
        ("i dont want the brush", [("brush", "remove")]),
        ("brush hata do", [("brush", "remove")]),
        ("ek dosa, plastic nahi chahiye", [("dosa", None)]),
        ("2 kilo aata", [("aata", None)]),
    ],
)
def test_an_answer_that_refuses_goods_is_read_as_a_change(
    text: str, lines: list[tuple[str, str | None]]
) -> None:
    words, _ = understood(text, "place_order")
    found = values(text, words, NOW, "place_order", asked=True)
    assert [(each.value["name"], each.value["op"]) for each in found if each.entity == "order_line"] == lines


@pytest.mark.parametrize("text", ["dolo 650 do patti", "dolo ki do पत्ती", "dolo 2 patte"])
def test_a_patti_is_a_strip(text: str) -> None:
    _, found = understood(text, "place_order")
    units = [each.value["unit"] for each in found if each.entity == "order_line"]
    assert units == ["strip"]


def test_the_leaf_of_tea_is_no_strip() -> None:
    assert lines("ek chai patti") == ["chai patti"]


@pytest.mark.parametrize(
    ("text", "paise"),
    [
        ("50 ka besan bhejo", "5000"),
        ("2 kilo poha aur 150 rupaye ka apple", "15000"),
        ("पचास रुपये की अदरक", "5000"),
        ("₹100 ke tamatar", "10000"),
        ("besan 20 rupaye ka", "2000"),
    ],
)
def test_a_sum_beside_goods_says_for_how_much_they_are_wanted(text: str, paise: str) -> None:
    told = [(each.kind, each.value) for each in rest(text)]
    assert told == [("worth", paise)]


@pytest.mark.parametrize("text", ["10 wala parle g 5", "2 kilo aata 40 rupaye wala", "chips 20 wali"])
def test_the_price_by_which_goods_are_known_is_no_sum_for_them(text: str) -> None:
    assert not [each for each in rest(text) if each.kind == "worth"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("चपाती में घी मत लगाना और दाल में मिर्च कम", ["चपाती", "दाल"]),
        ("chapati me ghee mat lagana aur dal me mirch kam", ["chapati", "dal"]),
        ("chapati me ghee mat lagana", ["chapati"]),
        ("order me maida mat daalna", ["maida"]),
    ],
)
def test_what_shall_not_go_into_a_dish_takes_nothing_out(text: str, names: list[str]) -> None:
    _, found = understood(text, "modify_order")
    changed = [each.value for each in found if each.entity == "order_line"]
    assert [each["name"] for each in changed] == names
    assert any(each["op"] == "remove" for each in changed) is (names == ["maida"])


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (
            "चपाती में घी मत लगाना और दाल में मिर्च कम",
            [("घी मत लगाना", 0), ("मिर्च कम", 1)],
        ),
        ("chapati me ghee mat lagana aur dal me mirch kam", [("ghee mat lagana", 0), ("mirch kam", 1)]),
        (
            "no ghee on the chapati and less chilli in the dal",
            [("no ghee on the chapati and less chilli in the dal", None)],
        ),
    ],
)
def test_of_two_dishes_each_keeps_its_own_wish(text: str, kept: list[tuple[str, int | None]]) -> None:
    assert [(each.text, each.line) for each in rest(text, "modify_order")] == kept


@pytest.mark.parametrize("said", ["gpay after delivery", "upi delivery ke baad", "phonepe on delivery"])
def test_who_pays_once_the_goods_have_come_says_how(said: str) -> None:
    assert [(each.kind, each.value) for each in rest(f"2 kilo aata, {said}")] == [("payment", "upi")]


@pytest.mark.parametrize(
    "text",
    [
        "1 kg sugar delivered to 9 palm grove 452001 by 7pm",
        "sugar 1 kg at 22 lotus villa 452001",
        "deliver 1 kg sugar to 4 green acres 452001",
        "1 kg kalakand bhejo 6 siyaganj 452007",
        "1 किलो कलाकंद भेजो 6 मनोरमागंज 452001",
        "1 kg boondi delivered asap 5 navlakha 452001",
        "1 kg barfi bhej do 45 scheme 54 vijay nagar 452010",
    ],
)
def test_the_house_before_a_pincode_is_no_amount(text: str) -> None:
    _, found = understood(text, "place_order")
    (line,) = [each.value for each in found if each.entity == "order_line"]
    assert (line["quantity"], line["unit"], line["pack"]) == ("1", "kg", None)
    (place,) = [each for each in rest(text) if each.kind == "address"]
    assert place.text[0].isdecimal()


@pytest.mark.parametrize(
    "text", ["1 paneer tikka half kam teekha aur 2 tawa roti", "1 dal makhani half less spicy, 2 naan"]
)
def test_half_of_one_is_its_portion_and_not_some_of_it(text: str) -> None:
    assert not any(piece.value == "some" for piece in rest(text))
    assert lines(text)[0].endswith("half")


@pytest.mark.parametrize(
    ("said", "note"),
    [
        ("kal 2 kilo aata bhej dena aur 2 khali jar le jana", "2 khali jar le jana"),
        ("5 kilo aata, 3 empty bottle bhi le jana", "3 empty bottle bhi le jana"),
        ("2 किलो आटा और 2 खाली जार ले जाना", "2 खाली जार ले जाना"),
        ("2 chicken biryani, mirchi thodi kam", "mirchi thodi kam"),
        ("2 chicken biryani thoda kam teekha banana", "thoda kam teekha banana"),
    ],
)
def test_how_many_and_how_little_stay_in_the_note(said: str, note: str) -> None:
    assert note in [each.text for each in rest(said)]


def test_a_wish_for_a_little_less_takes_no_dish_out() -> None:
    _, found = understood("2 chicken biryani, mirchi thodi kam", "modify_order")
    assert [each.value["op"] for each in found if each.entity == "order_line"] == ["set"]
