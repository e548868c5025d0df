"""The report of what is not understood yet says it in words for somebody who writes pages."""

from pathlib import Path

import pytest

from engine.settings import ROOT
from nlu.intents.classifier import NO_INTENT
from nlu.pages.confusions import MISSPELT, Heard, hear, held_out, report
from nlu.pages.trial import Example, Trial

TAUGHT = {
    "ask_price": [
        "kitne ka hai",
        "price kya hai",
        "aata ka bhav batao",
        "rate of sugar",
        "दाम क्या है",
        "कितने का है",
    ],
    "track_order": [
        "mera order kahan hai",
        "where is my order",
        "order kab aayega",
        "track my order",
        "ऑर्डर कहाँ है",
    ],
    "thank": ["thank you", "shukriya ji", "thanks a lot", "dhanyavaad", "धन्यवाद", "bahut shukriya"],
}
SAID = [
    Example("cheeni ka bhav kya hai", "ask_price", "hinglish"),
    Example("where is my parcel order", "track_order", "en"),
    Example("order kahan", "ask_price", "hinglish"),
    Example("mra odr khn hai", "track_order", MISSPELT),
]


@pytest.fixture(scope="module")
def heard() -> list[Heard]:
    taught = [Example(text, intent, "") for intent, texts in TAUGHT.items() for text in texts]
    return hear(Trial(taught, fallback_below=0.0), SAID)


def test_each_sentence_has_its_best_guess_and_its_unknown_words(heard: list[Heard]) -> None:
    assert [each.guess for each in heard[:3]] == ["ask_price", "track_order", "track_order"]
    assert [each.right for each in heard[:3]] == [True, True, False]
    assert heard[1].strange == ("parcel",)


def test_a_mistake_is_shown_with_what_it_was_taken_for(heard: list[Heard]) -> None:
    lines = list(report(heard))
    at = lines.index("  ask_price, taken for track_order: 1")
    assert lines[at + 1].endswith("Hinglish  order kahan")


def test_weak_intents_are_counted_in_each_language(heard: list[Heard]) -> None:
    (line,) = [line for line in report(heard) if line.startswith("ask_price ")]
    assert line.split() == ["ask_price", "–", "–", "1/2", "–"]


def test_what_is_refused_is_counted_by_its_intent() -> None:
    lines = list(report([wrong("chhutti chahiye", "apply_leave", NO_INTENT, strange=("chhutti",))]))
    assert "  mostly of apply_leave (1)" in lines
    assert any(line.endswith("chhutti chahiye   (on no page: chhutti)") for line in lines)


def test_a_pair_that_is_mixed_up_more_than_once_is_named_with_what_to_do() -> None:
    lines = list(report([wrong(text, "view_cart", "view_menu") for text in ("list dikhao", "list bhejo")]))
    assert any(line.startswith("  - view_cart and view_menu are mixed up: docs/intents.md") for line in lines)
    assert "  - Write more Hinglish examples of view_cart, in ways that are not on its page yet." in lines


def test_the_report_is_short_however_much_is_wrong_and_whole_for_an_intent() -> None:
    intents = [f"do_thing_{number}" for number in range(40)]
    mixed = [wrong(f"{one} {number}", one, "thank") for one in intents for number in range(9)]
    assert len(list(report(mixed))) < 120
    whole = list(report(mixed, ["do_thing_3"]))
    assert sum("do_thing_3 " in line and "%" in line for line in whole) == 9
    assert not any("do_thing_4" in line for line in whole)


def test_where_all_is_right_nothing_is_asked_for() -> None:
    right = Heard("thank you", "en", "thank", "thank", 0.9, ())
    lines = list(report([right]))
    assert "1 more intents are understood nine times of ten or better in every language." in lines
    assert not any("Write more" in line for line in lines)


def test_the_sentences_are_those_of_the_corpora_and_of_hasty_people() -> None:
    found = held_out(ROOT)
    assert {each.language for each in found} == {"hi", "en", "hinglish", MISSPELT}
    pages = {file.stem for file in Path(ROOT / "data").glob("*/*.yml")}
    assert {each.intent for each in found} <= pages


def wrong(text: str, intent: str, guess: str, strange: tuple[str, ...] = ()) -> Heard:
    return Heard(text, "hinglish", intent, guess, 0.7, strange)
