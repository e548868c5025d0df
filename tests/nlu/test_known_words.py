"""Slips of the finger and words run together are read as the words of the pages; words of their own are left alone."""

import pytest

from nlu.intents.classifier import IntentModel
from nlu.intents.known_words import KnownWords, slip_cost
from nlu.intents.training import train
from nlu.words.reading import read
from tests.nlu.pace import grows_in_proportion

OFTEN = 40  # times
PAGES = [
    *["please send the invoice for my order and what is the address"] * OFTEN,
    *["change the address of the order please and receive it"] * 5,
    *["mera order kab aayega bhaiya kitna time lagega"] * OFTEN,
    *["मेरा सामान कहाँ है जल्दी भेजो"] * OFTEN,
    *["समान निकल गया क्या भाई"] * 20,
    *["two bottles of oil"] * 5,
    "rosogolla",
]


@pytest.fixture(scope="module")
def known() -> KnownWords:
    return KnownWords.learn(PAGES)


def meant(known: KnownWords, text: str) -> str:
    return " ".join(word.plain for word in known.as_meant(read(text)))


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("waht", "what"),  # swapped
        ("oredr", "order"),
        ("invocie", "invoice"),
        ("chnage", "change"),
        ("addrrss", "address"),  # a key beside the right one
        ("pleaae", "please"),
        ("ordwer", "order"),  # one too many
        ("chane", "change"),  # one too few
        ("lpease", "please"),  # even at the beginning, where the letters are only swapped
        ("adn", "and"),  # short, but swapped and frequent
        ("मेार", "मेरा"),
        ("सामना", "सामान"),
    ],
)
def test_an_unknown_word_is_read_as_the_one_that_is_a_slip_away(
    known: KnownWords, typed: str, word: str
) -> None:
    assert meant(known, typed) == word


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("sendorder", "send order"),
        ("plzsend", "plz send"),  # the first known by its sound
        ("xvqsend", "xvqsend"),  # the first half is nowhere
        ("kitnatiem", "kitna time"),  # one of the two with a slip
        ("समाननिकल", "समान निकल"),
    ],
)
def test_two_words_run_together_are_read_as_two(known: KnownWords, typed: str, words: str) -> None:
    assert meant(known, typed) == words


@pytest.mark.parametrize(
    "typed",
    [
        "order",
        "ordar",  # known by its sound
        "qwzx",  # nothing is near
        "rosogola",  # near a word that stands on the pages once
        "oli",  # short, and what is near is rare
        "xi",
        "2",
        "?",
        "ψυχή",
        "o" * 1000,
        "sendorder" * 100,
    ],
)
def test_what_is_known_or_far_from_everything_is_left_alone(known: KnownWords, typed: str) -> None:
    assert known.as_meant(read(typed)) == read(typed)


def test_of_two_near_words_the_cheaper_slip_and_the_more_frequent_word_count() -> None:
    known = KnownWords.learn([*["time pair"] * 5, *["tier"] * 20, *["paid"] * 3])
    assert meant(known, "tiem") == "time"
    assert meant(known, "paie") == "pair"


def test_the_text_of_a_meant_word_stays_as_written(known: KnownWords) -> None:
    (word,) = known.as_meant(read("  oredr"))
    assert (word.text, word.start, word.end, word.plain, word.key) == (
        "oredr",
        2,
        7,
        "order",
        read("order")[0].key,
    )


@pytest.mark.parametrize(
    ("typed", "word"), [("bill", "bell"), ("bill", "will"), ("bil", "bill"), ("bill", "bills")]
)
def test_a_slip_costs_and_two_slips_are_none(typed: str, word: str) -> None:
    assert slip_cost(typed, word)
    assert slip_cost(typed + "xy", word) is None


def test_a_long_text_of_unknown_words_is_read_at_once(known: KnownWords) -> None:
    unknown = "x".join(f"{chr(97 + i % 26)}vqz{chr(97 + i % 7)}k " for i in range(200)) + "p" * 5000
    assert grows_in_proportion(lambda text: known.as_meant(read(text)), unknown)


@pytest.fixture(scope="module")
def model() -> IntentModel:
    orders = [
        "where is my order",
        "track my order please",
        "when will the order reach",
        "order status please",
    ]
    bills = ["send the invoice", "invoice of last month please", "i need the invoice", "give me the invoice"]
    return train([*orders, *bills], [*["track_order"] * 4, *["request_invoice"] * 4])


@pytest.mark.parametrize(
    ("text", "intent"), [("wehre is the oredr", "track_order"), ("sned invocie", "request_invoice")]
)
def test_a_message_with_slips_is_understood_nearly_as_surely_as_without(
    model: IntentModel, text: str, intent: str
) -> None:
    best, chance = model.rank(text)[0]
    assert best == intent
    assert chance > 0.8 * model.rank({"track_order": "where is the order"}.get(intent, "send invoice"))[0][1]
