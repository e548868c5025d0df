"""The bot answers in the language of the person's last clear message, until the person chooses one."""

from tests.nlu.conftest import Talk

GREETING = {"hinglish": "Kya bhejun?", "hi": "क्या भेजूँ?", "en": "What can I send you?"}


def test_the_first_answer_to_a_greeting_is_in_hinglish(talk: Talk) -> None:
    (reply,) = talk("namaste")
    assert GREETING["hinglish"] in reply


def test_a_clear_message_is_answered_in_its_language(talk: Talk) -> None:
    replies = talk("नमस्ते भैया", "hello how are you doing", "are bhaiya kaise ho aap")
    assert [
        GREETING[language] in reply for language, reply in zip(("hi", "en", "hinglish"), replies, strict=True)
    ] == [True] * 3


def test_words_that_everybody_uses_keep_the_language(talk: Talk) -> None:
    _, thanks, greeting = talk("नमस्ते भैया", "thanks", "hello")
    assert "स्वागत" in thanks
    assert GREETING["hi"] in greeting


def test_a_wish_for_a_language_holds_against_later_messages(talk: Talk) -> None:
    changed, greeting, thanks = talk("mujhse english me baat karo", "are bhaiya kaise ho aap", "बहुत धन्यवाद")
    assert "I'll write in English" in changed
    assert GREETING["en"] in greeting
    assert "You're welcome" in thanks


def test_a_tapped_language_holds_too(talk: Talk) -> None:
    question, changed, greeting = talk(
        "bhasha badlo", '/change_language{"wished_language": "hi"}', "how are you doing"
    )
    assert "Kis bhasha" in question
    assert "हिंदी" in changed
    assert GREETING["hi"] in greeting


def test_gibberish_is_not_understood_and_a_command_of_language_without_name_asks_which(talk: Talk) -> None:
    not_understood, which = talk("lkjh qwpo", "language change karni hai")
    assert "samajh nahi paya" in not_understood
    assert "Kis bhasha" in which
