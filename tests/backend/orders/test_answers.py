"""What is said to an open question about goods goes to who asked, in whatever words; as policy."""

from collections.abc import Sequence
from typing import Any

import pytest

from munshi.catalogue import part
from munshi.catalogue.sections import ProductEntry
from tests.backend.books import opened
from tests.backend.orders.conftest import Customer, Decision

Facts = dict[str, Any]


def line(text: str, **more: Any) -> Facts:
    """A line such as `2 kg aata`, as the reading has it; `-` for what was left unsaid."""
    quantity, unit, name = text.split(maxsplit=2)
    said = {"name": name, "quantity": quantity, "unit": unit}
    return {**{key: None if value == "-" else value for key, value in said.items()}, **more}


def value(entity: str, said: Any, text: str = "", at: str = "") -> Facts:
    start = text.index(at) if at else 0
    return {"entity": entity, "value": said, "start": start, "end": start + len(at)}


def answers(
    who: Customer,
    question: str,
    intent: str,
    text: str | None,
    *lines: Facts,
    chance: float = 0.9,
    summary: str | None = None,
    left_over: Sequence[Facts] = (),
    **values: Any,
) -> Decision:
    """What the books make of a message while a question is open; `lines` are read in their order."""
    reading = {
        "text": text,
        "intents": [{"name": intent, "confidence": chance}],
        "values": [
            *(
                {**value("order_line", each), "start": place, "end": place}
                for place, each in enumerate(lines)
            ),
            *(value(entity, said) for entity, said in values.items() if not isinstance(said, list)),
            *(
                value(entity, each)
                for entity, said in values.items()
                if isinstance(said, list)
                for each in said
            ),
        ],
        "left_over": list(left_over),
    }
    heard = who.do("/answers", question=question, summary=summary, reading=reading)
    if heard.outcome == "left":
        return heard
    return Decision(**heard.facts["answer"])


@pytest.mark.parametrize(
    ("pick", "name"),
    [
        ("1", "Wheat flour"),
        ("3", "Fortune chakki atta"),
        ("-1", "Fortune chakki atta"),
        ("cheapest", "Wheat flour"),
        ("dearest", "Aashirvaad wheat flour"),
        ("any", "Wheat flour"),
    ],
)
def test_one_of_the_choices_is_picked_by_place_or_price(priya: Customer, pick: str, name: str) -> None:
    priya.says("5 kg aata")
    assert list(answers(priya, "choose_product", "nlu_fallback", "…", pick=pick).cart) == [name]


def test_a_word_of_price_picks_among_those_that_are_named_beside_it(priya: Customer) -> None:
    priya.says("5 kg aata")
    said = line("1 - fortune chakki atta")
    placed = answers(priya, "choose_product", "place_order", "1 fortune chakki atta", said, pick="cheapest")
    assert list(placed.cart) == ["Fortune chakki atta"]


@pytest.mark.parametrize("pick", ["rest", "both", "4"])
def test_a_pick_that_names_none_of_the_choices_decides_nothing(priya: Customer, pick: str) -> None:
    priya.says("5 kg aata")
    again = answers(priya, "choose_product", "deny", "baaki sab", pick=pick)
    assert (again.outcome, again.notes) == ("choose_product", ["not_among"])


def test_all_of_the_choices_are_taken_each_in_the_amount_that_was_said(priya: Customer) -> None:
    priya.says("1 pc maggi")
    taken = answers(priya, "choose_product", "place_order", "dono", pick="both")
    assert [line["quantity"] for line in taken.facts["lines"]] == ["1", "1"]


def test_a_word_that_only_one_of_the_choices_has_is_enough_in_any_sentence(priya: Customer) -> None:
    priya.says("5 kg aata")
    said = answers(priya, "choose_product", "nlu_fallback", "arre bhai fortune de dijiye na")
    assert said.cart == {"Fortune chakki atta": "1"}


def test_a_no_with_a_name_is_that_name(priya: Customer) -> None:
    priya.says("1 kg dal")
    said = answers(priya, "choose_product", "deny", "nahi moong wali do")
    assert list(said.cart) == ["Moong dal"]
    assert said.outcome == "confirm"


@pytest.mark.parametrize(
    "said", ["dono me se koi nahi, rehne do", "दोनों नहीं", "none of these please, thanks"]
)
def test_none_of_the_choices_is_wanted_in_words(priya: Customer, said: str) -> None:
    priya.says("1 kg dal")
    left = answers(priya, "choose_product", "deny", said)
    assert (left.outcome, left.notes) == ("empty", ["left_out"])


def test_five_kilos_in_bags_of_five_are_one_bag(priya: Customer) -> None:
    priya.says("5 kg aata")
    packs = line("- - aashirvaad", pack={"quantity": "5", "unit": "kg"})
    told = answers(priya, "choose_product", "place_order", "5 kilo wala aashirvaad", packs)
    assert told.cart == {"Aashirvaad wheat flour": "1"}


OF_70_GRAMS = {"quantity": "70", "unit": "g"}


@pytest.mark.parametrize(
    ("said", "lines", "much"),
    [
        ("maggi 70 gram wali", [line("- - maggi", pack=OF_70_GRAMS)], "2"),
        ("3 packet maggi 70 gram wali", [line("3 packet maggi", pack=OF_70_GRAMS)], "3"),
        ("maggi 70 gram wali aur namak", [line("- - maggi", pack=OF_70_GRAMS), line("- - namak")], "2"),
        ("maggi 70 wali, aur namak", [line("- - maggi"), line("- - namak")], "2"),
        ("maggi choti wali, aur namak", [line("- - maggi choti"), line("- - namak")], "2"),
    ],
)
def test_a_size_beside_the_name_that_was_asked_about_leaves_the_amount(
    priya: Customer, said: str, lines: list[Facts], much: str
) -> None:
    priya.says("2 packet maggi")
    assert answers(priya, "choose_product", "place_order", said, *lines).cart["Maggi noodles"] == much


def test_a_question_about_the_price_is_no_choice(priya: Customer) -> None:
    priya.says("5 kg aata")
    assert (
        answers(priya, "choose_product", "ask_price", "sasta wala kitne ka", pick="cheapest").outcome
        == "left"
    )
    unsure = answers(priya, "choose_product", "ask_availability", "fortune", line("- - fortune"), chance=0.5)
    assert unsure.cart == {"Fortune chakki atta": "1"}


def test_an_offer_that_is_named_is_taken_once_and_in_the_amount_that_is_said(priya: Customer) -> None:
    pack = {"quantity": "10", "unit": "kg"}
    priya.do("/cart/lines", lines=[line("1 bag aashirvaad aata", pack=pack)])
    said = line("1 bag aashirvaad aata 5 kilo")
    taken = answers(priya, "accept_offer", "place_order", "theek hai aashirvaad de do", said, consent="yes")
    assert (taken.outcome, taken.cart) == ("confirm", {"Aashirvaad wheat flour": "1"})


def test_a_yes_to_an_offer_with_more_takes_the_offer_and_hears_the_rest(priya: Customer) -> None:
    priya.says("40 kg cheeni")
    taken = answers(
        priya, "accept_offer", "place_order", "haan aur 12 ande", line("12 pc ande", op="add"), consent="yes"
    )
    assert taken.cart == {"Sugar": "20", "Eggs": "12"}


def test_another_amount_is_the_answer_to_an_offer(priya: Customer) -> None:
    priya.says("40 kg cheeni")
    said = line("2 kg -", op="set")
    assert answers(priya, "accept_offer", "modify_order", "make it 2 kilos", said).cart == {"Sugar": "2"}


def test_a_yes_with_more_places_nothing_and_shows_the_bill_anew(priya: Customer) -> None:
    summary = priya.says("6 kg cheeni").facts["summary"]
    added = line("12 pc ande", op="add")
    bill = answers(
        priya, "confirm_order", "place_order", "haan aur 12 ande", added, consent="yes", summary=summary
    )
    assert bill.outcome == "confirm"
    changed = line("8 kg cheeni", op="set")
    bill = answers(priya, "confirm_order", "modify_order", "haan par cheeni 8 kilo", changed, consent="yes")
    assert bill.outcome == "confirm"
    assert bill.cart == {"Sugar": "8", "Eggs": "12"}
    when = {"from": "09:00", "to": None, "date": None}
    late = answers(
        priya, "confirm_order", "affirm", "haan kal subah", time=when, summary=bill.facts["summary"]
    )
    assert (late.outcome, late.notes) == ("confirm", ["hour_past"])


def test_a_yes_with_talk_places(priya: Customer) -> None:
    summary = priya.says("6 kg cheeni").facts["summary"]
    placed = answers(priya, "confirm_order", "affirm", "haan bhaiya jaldi bhejna", summary=summary)
    assert placed.outcome == "placed"


def test_a_yes_that_says_how_it_is_paid_places_whatever_it_sounds_like(priya: Customer) -> None:
    summary = priya.says("6 kg cheeni").facts["summary"]
    said = {"text": "cash", "start": 5, "end": 9, "kind": "payment", "value": "cash"}
    placed = answers(
        priya, "confirm_order", "nlu_fallback", "haan cash", left_over=[said], consent="yes", summary=summary
    )
    assert (placed.outcome, placed.facts["beside"]["payment"]) == ("placed", "cash")


def test_what_is_in_the_cart_and_said_again_is_asked_about(priya: Customer) -> None:
    priya.says("5 kg cheeni")
    asked = answers(priya, "confirm_order", "place_order", "5 kilo cheeni bhai", line("5 kg cheeni"))
    assert asked.outcome == "in_cart"
    assert [each["quantity"] for each in asked.facts["amounts"]] == ["5", "10"]


def test_behind_a_yes_or_a_no_it_is_put_right(priya: Customer) -> None:
    priya.says("6 kg cheeni")
    said = line("8 kg cheeni")
    bill = answers(priya, "confirm_order", "place_order", "yes but 8 kg sugar only", said, consent="yes")
    assert (bill.outcome, bill.cart) == ("confirm", {"Sugar": "8"})


@pytest.mark.parametrize(
    ("said", "values", "held"),
    [
        (line("5 kg -"), {}, "5"),
        (line("10 - -"), {}, "10"),
        (line("7 kg -"), {}, "7"),
        (line("2 kg -", op="add"), {}, "7"),
        (line("5 kg cheeni"), {}, "5"),
        (None, {"pick": "1"}, "5"),
        (None, {"pick": "2"}, "10"),
        (None, {"choice": "add"}, "10"),
    ],
)
def test_how_much_of_it_is_meant_is_answered_in_any_way(
    priya: Customer, said: Facts | None, values: Facts, held: str
) -> None:
    priya.says("5 kg cheeni")
    priya.says("5 kg cheeni")
    lines = [said] if said else []
    assert answers(priya, "choose_quantity", "place_order", "…", *lines, **values).cart == {"Sugar": held}


def test_a_no_to_how_much_leaves_what_is_in_the_cart(priya: Customer) -> None:
    priya.says("5 kg cheeni")
    priya.says("5 kg cheeni")
    left = answers(priya, "choose_quantity", "deny", "nahi")
    assert (left.notes, left.cart) == (["left_as_is"], {"Sugar": "5"})


def test_what_is_asked_about_is_not_wished_for_twice(priya: Customer) -> None:
    priya.says("5 kg aata")
    again = answers(priya, "choose_product", "place_order", "2 kilo aata bhai", line("2 kg aata"))
    assert again.cart == {"Wheat flour": "2"}
    priya.says("1 - doodh")
    again = answers(priya, "choose_product", "place_order", "2 doodh", line("2 - doodh"))
    assert (again.outcome, again.notes) == ("choose_product", ["still_asked"])
    chosen = answers(priya, "choose_product", "place_order", "amul", line("- - amul"))
    assert chosen.cart == {"Wheat flour": "2", "Amul Taaza milk": "2"}


def test_both_parts_of_a_message_are_answered(priya: Customer) -> None:
    priya.says("6 kg cheeni")
    said = [line("8 kg -"), line("12 pc ande", op="set")]
    changed = answers(priya, "confirm_order", "modify_order", "8 kilo kar do aur 12 ande", *said)
    assert changed.cart == {"Sugar": "8", "Eggs": "12"}


def test_an_amount_that_several_things_can_have_is_asked_about(priya: Customer) -> None:
    priya.says("6 kg cheeni", "1 kg poha", "12 pc ande")
    asked = answers(priya, "confirm_order", "modify_order", "2 kilo kar do", line("2 kg -", op="set"))
    assert asked.outcome == "choose_product"
    assert [option["name"]["en"] for option in asked.facts["options"]] == ["Sugar", "Poha"]
    chosen = answers(priya, "choose_product", "nlu_fallback", "poha", line("- - poha"))
    assert chosen.cart == {"Sugar": "6", "Eggs": "12", "Poha": "2"}


def test_an_amount_that_does_not_fit_the_question_is_of_the_cart(priya: Customer) -> None:
    priya.says("6 kg cheeni", "2 packet maggi")
    said = answers(priya, "choose_product", "modify_order", "3 kilo kar do", line("3 kg -", op="set"))
    assert (said.outcome, said.note("so_far")["lines"][0]["quantity"]) == ("choose_product", "3")


def test_the_last_change_of_the_cart_is_taken_back(priya: Customer) -> None:
    priya.says("6 kg cheeni", "12 pc ande")
    priya.changes("set", "2 kg cheeni")
    back = answers(priya, "confirm_order", "report_payment", "ulta kar diya", undo=True, chance=0.6)
    assert (back.notes, back.cart) == (["undone", "amounts_changed"], {"Sugar": "6", "Eggs": "12"})


def test_of_a_cart_that_was_placed_nothing_comes_back(priya: Customer) -> None:
    priya.orders("6 kg cheeni")
    back = answers(priya, "confirm_order", "nlu_fallback", "ulta kar diya", undo=True)
    assert (back.outcome, back.notes) == ("empty", ["nothing_to_undo"])


def test_half_and_full_of_one_dish_change_each_other(guest: Customer) -> None:
    guest.says("1 plate half paneer tikka")
    full = answers(
        guest, "confirm_order", "modify_order", "paneer full kar do", line("- - paneer full", op="set")
    )
    assert [line["variant"]["en"] for line in full.facts["lines"]] == ["Full"]
    half = answers(
        guest, "confirm_order", "modify_order", "paneer half kar do", line("0.5 - paneer", op="set")
    )
    assert [line["variant"]["en"] for line in half.facts["lines"]] == ["Half"]
    only = answers(
        guest, "confirm_order", "modify_order", "half nahi chahiye sirf full", line("0.5 - -", op="remove")
    )
    assert [line["variant"]["en"] for line in only.facts["lines"]] == ["Full"]
    same = answers(
        guest, "confirm_order", "modify_order", "half nahi chahiye sirf full", line("0.5 - -", op="remove")
    )
    assert same.outcome == "nothing_said"


def test_half_and_full_that_a_list_has_as_goods_of_their_own_change_each_other_too(guest: Customer) -> None:
    with opened() as session:
        for size, paise in (("half", 26000), ("full", 46000)):
            goods = {
                "sku": f"BC-{size}",
                "name": f"Laal maas {size}",
                "unit": "pc",
                "price_paise": paise,
            }
            part.save(session, "annapurna-bhojanalay", [ProductEntry.model_validate(goods)], whole=False)
    guest.says("1 pc laal maas half")
    words, said = "laal maas full kar do", line("- - laal maas full", op="set")
    full = answers(guest, "confirm_order", "modify_order", words, said)
    assert full.cart == {"Laal maas full": "1"}
    words, said = "half nahi chahiye sirf full", line("0.5 - -", op="remove")
    assert answers(guest, "confirm_order", "modify_order", words, said).outcome == "nothing_said"
    both = guest.says("1 pc laal maas half")
    assert both.cart == {"Laal maas full": "1", "Laal maas half": "1"}


@pytest.mark.parametrize(
    ("text", "said", "op"),
    [
        ("paneer tikka half nahi full chahiye", "0.5 - paneer tikka", "set"),
        ("paneer tikka bhi full kar do", "- - paneer tikka", "set"),
        ("with 2 full paneer tikka not half", "2 - full paneer tikka", "add"),
        ("no half paneer tikka, only full", "0.5 - paneer tikka", "remove"),
    ],
)
def test_the_portion_that_is_there_makes_room_for_the_other(
    guest: Customer, text: str, said: str, op: str
) -> None:
    guest.says("1 plate half paneer tikka")
    full = answers(guest, "confirm_order", "modify_order", text, line(said, op=op))
    assert [each["variant"]["en"] for each in full.facts["lines"]] == ["Full"]


def test_half_said_to_two_of_a_dish_is_the_portion_and_counts_nothing(guest: Customer) -> None:
    guest.says("2 paneer tikka")
    chosen = answers(guest, "choose_product", "place_order", "half", line("0.5 - -"))
    assert [(each["variant"]["en"], each["quantity"]) for each in chosen.facts["lines"]] == [("Half", "2")]


def test_of_both_portions_the_half_is_taken_out(guest: Customer) -> None:
    guest.says("1 plate half paneer tikka")
    guest.says("2 - full paneer tikka")
    left = answers(
        guest,
        "confirm_order",
        "modify_order",
        "remove paneer tikka half",
        line("0.5 - paneer tikka", op="remove"),
    )
    assert [(each["variant"]["en"], each["quantity"]) for each in left.facts["lines"]] == [("Full", "2")]


def test_a_yes_that_may_want_something_else_is_no_yes(priya: Customer) -> None:
    priya.says("6 kg cheeni")
    said = answers(priya, "confirm_order", "give_feedback", "haan par jaldi", chance=0.6, consent="yes")
    assert (said.outcome, said.notes) == ("confirm", ["say_yes"])


def test_a_clear_wish_of_another_kind_is_left_to_whom_it_concerns(priya: Customer) -> None:
    priya.says("6 kg cheeni")
    assert answers(priya, "confirm_order", "track_order", "mera order kahan hai").outcome == "left"


def test_words_that_hardly_name_anything_add_nothing(priya: Customer) -> None:
    priya.says("6 kg cheeni")
    body: Facts = {
        "question": "confirm_order",
        "reading": {
            "text": "ped mat kato bhaiya",
            "intents": [{"name": "nlu_fallback", "confidence": 0.7}],
            "as_answer": [value("order_line", line("- - ande"), "ped mat kato bhaiya", "ped")],
        },
    }
    said = Decision(**priya.do("/answers", **body).facts["answer"])
    assert (said.notes, said.cart) == (["say_yes"], {"Sugar": "6"})


@pytest.mark.parametrize("intent", ["deny", "nlu_fallback", "cancel_order", "place_order"])
def test_what_is_refused_by_its_name_is_taken_out_whatever_the_words_seem_to_want(
    guest: Customer, intent: str
) -> None:
    guest.says("4 pc butter naan", "4 pc tawa roti")
    text = "0. mujhe to yaar butter naan chahiye hi nahi the"
    gone = value("order_line", line("- - butter naan", op="remove"), text, "butter naan")
    body: Facts = {
        "question": "confirm_order",
        "reading": {
            "text": text,
            "intents": [{"name": intent, "confidence": 0.9}],
            ("values" if intent == "place_order" else "as_answer"): [gone],
        },
    }
    said = Decision(**guest.do("/answers", **body).facts["answer"])
    assert list(said.cart) == ["Tawa roti"]


def test_a_no_that_refuses_what_is_not_there_is_a_no(guest: Customer) -> None:
    guest.says("4 pc tawa roti")
    gone = value("order_line", line("- - butter naan", op="remove"), "no butter naan", "butter naan")
    reading = {"text": "no", "intents": [{"name": "deny", "confidence": 0.9}], "as_answer": [gone]}
    heard = guest.do("/answers", question="confirm_order", reading=reading)
    assert Decision(**heard.facts["answer"]).outcome == "kept"


def test_a_sum_of_money_says_how_much_in_whole_steps(priya: Customer) -> None:
    worth = {"text": "100 rupaye ka", "kind": "worth", "value": "10000", "line": 0}
    bill = priya.says("- - cheeni", left_over=[worth])
    assert "for_its_worth" in bill.notes
    (line,) = bill.facts["lines"]
    assert line["amount_paise"] <= 10000
    assert line["quantity"] != "0"


def test_what_may_be_talk_is_asked_about_and_taken_by_a_yes(priya: Customer) -> None:
    asked = priya.says("5 kg cheeni", doubted=["ande"])
    assert asked.outcome == "also_wanted"
    assert asked.facts["asked"] == "ande"
    taken = answers(priya, "accept_offer", "affirm", "haan")
    assert "Eggs" in taken.cart or taken.outcome in ("ask_quantity", "confirm")


def test_what_may_be_talk_and_is_not_sold_here_is_passed_over(priya: Customer) -> None:
    assert priya.says("5 kg cheeni", doubted=["chhotu ke haath"]).outcome == "confirm"


def test_a_question_behind_a_yes_is_served_after_the_order_is_placed(priya: Customer) -> None:
    bill = priya.says("5 kg cheeni")
    text = "haan, kitni der lagegi?"
    agreed = {**value("agreed", True, text, "haan, "), "role": "asks"}
    reading = {
        "text": text,
        "intents": [{"name": "track_order", "confidence": 0.95}],
        "values": [],
        "as_answer": [agreed],
    }
    heard = priya.do("/answers", question="confirm_order", summary=bill.facts["summary"], reading=reading)
    assert heard.facts["answer"]["outcome"] == "placed"
    assert heard.facts["rest"] == "kitni der lagegi?"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("हाँ हाफ एक प्लेट", [line("0.5 - -")]),
        ("haan half plate", [line("0.5 plate -")]),
        ("upi chalega? pakka kar do", []),
        ("यूपीआई से दे सकते हैं? पक्का कर दो", []),
    ],
)
def test_a_yes_takes_the_whole_one_that_was_offered_for_a_half(
    guest: Customer, text: str, lines: list[Facts]
) -> None:
    assert guest.says("0.5 plate veg thali").outcome == "off_step"
    consent = "yes" if lines else None
    taken = answers(guest, "accept_offer", "place_order", text, *lines, consent=consent)
    assert (taken.outcome, list(taken.cart.values())) == ("confirm", ["1"])


@pytest.mark.parametrize(
    ("yes", "wish"),
    [
        ("haan pakka,", "aur is mahine ka hisab bhi bhej do"),
        ("yes,", "and send me my statement"),
        ("हाँ,", "और इस महीने का हिसाब भी भेज दो"),
    ],
)
def test_a_statement_wished_behind_a_yes_is_no_note_and_comes_once_the_order_stands(
    priya: Customer, yes: str, wish: str
) -> None:
    bill = priya.says("5 kg cheeni")
    text = f"{yes} {wish}"
    reading = {
        "text": text,
        "intents": [{"name": "place_order", "confidence": 0.6}],
        "values": [],
        "as_answer": [value("agreed", True, text, yes.split()[0])],
        "left_over": [{"text": wish, "start": len(yes) + 1, "end": len(text), "kind": "note"}],
    }
    heard = priya.do(
        "/answers", question="confirm_order", summary=bill.facts["summary"], reading=reading
    ).facts
    assert (heard["answer"]["outcome"], heard["rest"]) == ("placed", wish)
    assert not heard["answer"]["facts"].get("notes")


@pytest.mark.parametrize(
    ("said", "taken_for"),
    [
        ("No no, only 24 eggs total", "modify_order"),
        ("eggs 24 in all", "update_stock"),
        ("only 24 eggs total", "update_stock"),
        ("कुल 24 अंडे", "nlu_fallback"),
        ("bas 24 ande", "report_payment"),
    ],
)
def test_a_number_beside_what_is_in_the_cart_that_is_all_is_its_amount(
    priya: Customer, said: str, taken_for: str
) -> None:
    priya.says("30 - ande", "6 kg cheeni")
    bill = answers(priya, "confirm_order", taken_for, said, line("24 - ande", op="remove"))
    assert bill.facts["lines"][0]["quantity"] == "24"


@pytest.mark.parametrize("said", ["24 in all", "kul 24", "बस 24"])
def test_a_number_that_is_all_and_stands_in_the_cart_already_changes_nothing_else(
    priya: Customer, said: str
) -> None:
    priya.says("24 - ande", "6 kg cheeni")
    bill = answers(priya, "confirm_order", "modify_order", said, line("24 - -", op="set"))
    assert [each["quantity"] for each in bill.facts["lines"]] == ["24", "6"]


@pytest.mark.parametrize("word", ["pata", "address", "पता"])
def test_the_word_before_an_address_is_no_goods(priya: Customer, word: str) -> None:
    priya.says("6 kg cheeni")
    text = f"{word} galat hai. B-204 Silver Springs, 452001"
    address = {"text": "B-204 Silver Springs, 452001", "kind": "address", "value": "whole"}
    place = {**address, "start": text.index("B-204"), "end": len(text)}
    bill = answers(priya, "confirm_order", "modify_order", text, line(f"- - {word}"), left_over=[place])
    assert (bill.outcome, bill.facts["where"]["address"]) == ("confirm", "B-204 Silver Springs")
