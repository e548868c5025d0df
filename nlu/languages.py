"""In which language a message is written: Hindi in Devanagari, English, or Hindi in Latin letters (Hinglish)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from munshi_spelling import key
from munshi_spelling.script import clean, is_devanagari

from nlu.reading import Word

HINDI, ENGLISH, HINGLISH = "hi", "en", "hinglish"

# Words that only one of the two languages has; what both use (ok, order, cancel, please, bye) says nothing.
_ENGLISH_WORDS = frozenset(["a", "an", "the", "and", "or", "but", "of", "to", "from", "with", "without", "for", "in", "on", "at", "by", "about", "into", "this", "that", "these", "those", "my", "your", "his", "her", "our", "their", "me", "you", "he", "she", "it", "we", "they", "i", "im", "i'm", "i'd", "i'll", "ive", "is", "are", "was", "were", "be", "been", "am", "do", "does", "did", "don't", "dont", "can't", "cant", "can", "could", "will", "would", "shall", "should", "may", "want", "wanna", "need", "needs", "send", "deliver", "get", "give", "bring", "buy", "take", "make", "put", "add", "remove", "drop", "change", "show", "tell", "let", "help", "where", "when", "what", "whats", "what's", "which", "who", "whose", "why", "how", "much", "many", "long", "any", "some", "all", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "dozen", "half", "more", "less", "still", "yet", "not", "no", "yesterday", "today", "tomorrow", "morning", "evening", "night", "now", "later", "soon", "here", "there", "if", "then", "because", "so", "just", "only", "also", "too", "have", "has", "had", "got", "come", "came", "coming", "gone", "arrived", "reach", "reached", "expect", "please", "kindly", "would", "like", "know", "see", "view", "read", "speak", "talk", "reply", "write", "understand", "prefer", "use", "switch", "stop", "leave", "forget", "never", "mind", "start", "over", "go", "ahead", "sounds", "good", "right", "wrong", "thing", "things", "stuff", "everything", "instead", "than", "as", "up", "down", "out", "off", "doesn't", "isn't", "didn't", "won't", "happened", "placed", "first", "last", "wheres", "you're", "sure"]) - frozenset(["please", "no", "me", "to", "so", "half", "dozen", "good", "night", "morning", "one", "sure", "do", "the", "he", "is", "use"])  # fmt: skip
_HINDI_WORDS = frozenset(
    key(word)
    for word in ["ka", "ki", "ke", "ko", "se", "me", "mein", "par", "pe", "tak", "aur", "ya", "bhi", "hi", "hai", "hain", "tha", "thi", "the", "ho", "hu", "hoon", "raha", "rahe", "rahi", "gaya", "gaye", "gayi", "kya", "kyu", "kab", "kahan", "kaha", "kaun", "kaise", "kitna", "kitne", "kitni", "kuch", "koi", "mera", "mere", "meri", "mujhe", "mujhko", "main", "hum", "hame", "hamara", "aap", "aapka", "aapko", "apna", "apne", "tum", "tumhara", "yeh", "ye", "woh", "wo", "iska", "uska", "isko", "usko", "chahiye", "chahie", "chahta", "bhej", "bhejo", "bhejna", "bhejdo", "bhijwa", "bhejiye", "dena", "dijiye", "dedo", "de", "lao", "lana", "lena", "le", "karo", "kar", "kardo", "karna", "karni", "karke", "krdo", "batao", "bolo", "likho", "dikhao", "dikha", "hatao", "hata", "htado", "nikal", "rakhna", "rehne", "rahne", "chhodo", "jaane", "mangwana", "mangwani", "mangaya", "nahi", "nahin", "nhi", "mat", "abhi", "kal", "aaj", "jaldi", "wala", "wale", "wali", "paav", "aadha", "aadhi", "dedh", "dhai", "sava", "paune", "sadhe", "ek", "teen", "chaar", "paanch", "chhe", "saat", "aath", "nau", "das", "kilo", "bhaiya", "bhai", "ji", "accha", "thoda", "zyada", "kam", "sab", "saara", "baki", "sirf", "phir", "fir", "agar", "lekin", "magar", "kyunki", "jab", "tab", "yahan", "wahan", "upar", "neeche", "ghar", "dukan", "saman", "saaman", "roz", "subah", "shaam", "raat", "baje", "ruko", "galat", "pakka", "bilkul", "theek", "thik", "sahi", "chalega", "milega", "aayega", "aaya", "aa", "pahuncha", "pahunche", "khatam", "band", "chalu", "badal", "badlo", "samajh", "samjhao", "sunao", "bata", "bas"]
) - frozenset(key(word) for word in ["the", "to", "me", "de", "le", "ho", "hi"])  # fmt: skip
# Said by everybody in any conversation, whichever language they write.
_WEAK = frozenset(
    key(word)
    for word in ["bhaiya", "bhai", "ji", "haan", "nahi", "theek", "thik", "accha", "kilo", "ek", "paav", "aadha", "dedh", "dhai", "sava", "paune", "sadhe", "ok", "namaste", "yes", "no", "bilkul", "pakka", "sahi", "bas"]
)  # fmt: skip
_ONLY_ENGLISH_SPELLING = frozenset(clean(word) for word in ["me", "to", "so", "he", "do", "the", "is"])


class Language(NamedTuple):
    """The language of a message, and whether it is clear enough to answer in."""

    value: str
    clear: bool


def language_of(words: Sequence[Word]) -> Language | None:
    """The language of a message; None when it has no words."""
    letters = [word for word in words if word.key and not word.is_number]
    if not letters:
        return None
    devanagari = sum(is_devanagari(word.plain) for word in letters)
    if devanagari:
        return _by_script(devanagari, len(letters) - devanagari)
    english = sum(word.plain in _ENGLISH_WORDS for word in letters)
    strong = sum(word.key in _HINDI_WORDS and word.key not in _WEAK for word in letters)
    strong -= sum(word.plain in _ENGLISH_WORDS and word.key in _HINDI_WORDS for word in letters)
    weak = sum(word.key in _WEAK for word in letters)
    if english > strong and english > (strong + weak) / 2:
        return Language(ENGLISH, clear=english > strong + weak // 2)
    return Language(HINGLISH, clear=strong > english)


def _by_script(devanagari: int, latin: int) -> Language:
    return Language(HINDI if devanagari * 2 >= latin else HINGLISH, clear=devanagari >= latin)


NAMES = {
    **{key(word): HINDI for word in ("hindi", "हिंदी", "हिन्दी", "hindhi", "देवनागरी")},
    **{key(word): ENGLISH for word in ("english", "eng", "angrezi", "angreji", "अंग्रेजी", "अंग्रेज़ी", "inglish")},
    **{key(word): HINGLISH for word in ("hinglish", "हिंग्लिश", "roman", "रोमन")},
}
NOT_BEFORE = {"not", "don't", "dont", "can't", "cant", "cannot", "no", "instead"}
NOT_AFTER = {key(word) for word in ("nahi", "नहीं", "mat", "dikkat", "दिक्कत", "mushkil", "problem")}
NEAR = 3  # words


class Wish(NamedTuple):
    """A language that is asked for, and where its name stands."""

    value: str
    start: int
    end: int


def wished_language(words: Sequence[Word]) -> Wish | None:
    """The language that a message asks for, or None; "english nahi aati, hindi me bolo" asks for Hindi."""
    named = [i for i, word in enumerate(words) if word.key in NAMES]
    for i in reversed(named):
        earlier = max([0, i - NEAR, *(j + 1 for j in named if j < i)])
        later = min([len(words), i + 1 + NEAR, *(j for j in named if j > i)])
        refused = any(word.plain in NOT_BEFORE for word in words[earlier:i])
        refused = refused or any(word.key in NOT_AFTER for word in words[i + 1 : later])
        if not refused:
            return Wish(NAMES[words[i].key], words[i].start, words[i].end)
    return None
