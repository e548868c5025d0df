"""One key for every spelling of a word, and different keys for different words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from munshi_spelling import key, skeleton

ONE_WORD = [
    "छुट्टी chhutti chutti chuti chhuti",
    "चाहिए chahiye chahie chaiye chaahiye",
    "आटा aata atta ata aataa",
    "चीनी cheeni chini chinni cheenee",
    "प्याज़ प्याज pyaz pyaaz pyaj",
    "चावल chawal chaval chaawal",
    "ऑर्डर order ordr oder",
    "कैंसिल cancel cancil cansel",
    "पैकेट packet pkt packets",
    "किलो kilo kg kgs",
    "मैगी maggi",
    "शैम्पू shampoo",
    "भेजो bhejo bhjo",
    "नहीं nahi nahin nhi",
    "दूध doodh dudh",
    "ज़ीरा जीरा jeera jira zeera",
]
DIFFERENT_WORDS = [
    ("shaadi", "shahad"), ("kapda", "kanda"), ("pizza", "pyaz"), ("saat", "saath"), ("sau", "so"), ("kal", "kala"),
    ("aata", "aati"), ("dal", "dahi"), ("tel", "til"), ("seb", "sev"), ("main", "men"), ("gud", "gaddi"),
]  # fmt: skip


@pytest.mark.parametrize("spellings", ONE_WORD)
def test_every_spelling_of_a_word_has_one_key(spellings: str) -> None:
    assert len({key(spelling) for spelling in spellings.split()}) == 1


@pytest.mark.parametrize(("one", "other"), DIFFERENT_WORDS)
def test_different_words_have_different_keys(one: str, other: str) -> None:
    assert key(one) != key(other)


def test_letters_left_out_of_a_word_leave_its_bones() -> None:
    assert skeleton("paneer") == skeleton("pnr")


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=40) | st.text(alphabet="abcdefghijklmnopqrstuvwxyz ", max_size=20))
def test_the_key_of_a_key_is_itself(text: str) -> None:
    assert key(key(text)) == key(text)
