"""Slots of commands: how a parse is read, and what counts as right."""

from bench.slots import Slot, command, f1, labels, spans

PARSE = "[IN:CREATE_REMINDER mujhe [SL:MATTER doodh lene [SL:PERSON ki ] yaad ] [SL:DATE_TIME kal subah ] dila do ]"


def test_a_parse_has_its_words_and_outermost_slots() -> None:
    said = command(PARSE)
    assert " ".join(said.words) == "mujhe doodh lene ki yaad kal subah dila do"
    assert said.slots == [Slot("MATTER", 1, 5), Slot("DATE_TIME", 5, 7)]


def test_labels_say_the_slots_again() -> None:
    said = command(PARSE)
    assert labels(said) == [
        "O",
        "B-MATTER",
        "I-MATTER",
        "I-MATTER",
        "I-MATTER",
        "B-DATE_TIME",
        "I-DATE_TIME",
        "O",
        "O",
    ]
    assert spans(labels(said)) == said.slots


def test_two_slots_of_a_name_side_by_side_are_two() -> None:
    assert spans(["B-A", "I-A", "B-A", "O", "I-A"]) == [Slot("A", 0, 2), Slot("A", 2, 3), Slot("A", 4, 5)]


def test_a_slot_is_right_only_with_its_name_and_all_its_words() -> None:
    wanted = [Slot("A", 0, 2), Slot("B", 3, 4)]
    assert f1([wanted], [wanted]) == 1.0
    assert f1([wanted], [[Slot("A", 0, 1), Slot("B", 3, 4)]]) == 0.5
    assert f1([wanted], [[Slot("C", 0, 2)]]) == 0.0
