"""The bot answers in the language of the person's last clear message, until the person chooses one."""

from tests.nlu.conftest import Talk

WELCOME = {"hinglish": "Aapka swagat hai", "hi": "आपका स्वागत है", "en": "You're welcome"}


def test_the_first_answer_to_an_unclear_message_is_in_hinglish(talk: Talk) -> None:
    (reply,) = talk("thanks")
    assert WELCOME["hinglish"] in reply


def test_a_clear_message_is_answered_in_its_language(talk: Talk) -> None:
    replies = talk("बहुत धन्यवाद भैया", "thank you so much for this", "aapka bahut bahut shukriya")
    assert [
        WELCOME[language] in reply for language, reply in zip(("hi", "en", "hinglish"), replies, strict=True)
    ] == [True] * 3


def test_a_pincode_without_a_house_is_no_address_and_its_question_says_the_language(talk: Talk) -> None:
    told, thanks = talk("do you deliver to 464002?", "thanks")
    assert "deliver" in told  # whichever reply about it is said, in English
    assert WELCOME["en"] in thanks


def test_english_beside_an_address_says_the_language(talk: Talk) -> None:
    _, thanks = talk("our cooler is not spinning, 12 MG road 452001", "thanks")
    assert WELCOME["en"] in thanks


def test_an_address_alone_says_nothing_of_it(talk: Talk) -> None:
    _, _, thanks = talk(
        "aapka bahut bahut shukriya", "House no 12, opposite the park, near city mall, 452001", "thanks"
    )
    assert WELCOME["hinglish"] in thanks


def test_words_that_everybody_uses_keep_the_language(talk: Talk) -> None:
    _, thanks, farewell = talk("बहुत धन्यवाद भैया", "thanks", "bye")
    assert WELCOME["hi"] in thanks
    assert "फिर मिलेंगे" in farewell


def test_thank_you_is_said_in_any_language(talk: Talk) -> None:
    _, thanks = talk("aapka bahut bahut shukriya", "thank you so much")
    assert WELCOME["hinglish"] in thanks


def test_a_wish_for_a_language_holds_against_later_messages(talk: Talk) -> None:
    changed, romanised, devanagari = talk(
        "mujhse english me baat karo", "aapka bahut bahut shukriya", "बहुत धन्यवाद"
    )
    assert "I'll write in English" in changed
    assert WELCOME["en"] in romanised
    assert WELCOME["en"] in devanagari


def test_a_tapped_language_holds_too(talk: Talk) -> None:
    question, changed, thanks = talk(
        "bhasha badlo", '/change_language{"wished_language": "hi"}', "thank you so much for this"
    )
    assert "Kis bhasha" in question
    assert "हिंदी" in changed
    assert WELCOME["hi"] in thanks


def test_a_wish_for_another_language_without_its_name_asks_which(talk: Talk) -> None:
    (which,) = talk("language change karni hai")
    assert "Kis bhasha" in which
