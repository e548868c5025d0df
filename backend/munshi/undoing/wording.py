"""Whether words about money take something back, correct it, or give it back; then they are no new entry."""

import re
from enum import StrEnum
from functools import cache
from pathlib import Path

import yaml

from munshi.asking.sums import sums_in
from spelling import key

WORDS = Path(__file__).with_name("words.yml")
_CLAUSE = re.compile(r"[,;.!?।]+")
FAR = 3  # words between the two sums of "this not that"


class Back(StrEnum):
    """What the words do with money that is written already."""

    TAKEN = "taken"
    CORRECTED = "corrected"
    REFUNDED = "refunded"
    CREDITED = "credited"  # of a bill


@cache
def _words() -> dict[str, tuple[str, ...]]:
    """The sounds of each list, each between spaces, so that only whole words are found."""
    written = yaml.safe_load(WORDS.read_text("utf-8"))
    return {
        name: tuple(f" {key(each.replace('|', ' '))} " for each in words.split())
        for name, words in written.items()
    }


def of_money(text: str | None) -> Back | None:
    """What the words do with money that is written already; None where they tell of new money."""
    sounds = "".join(f" {key(clause)} /" for clause in _CLAUSE.split(text or ""))
    if _holds(sounds, "credit_note"):
        return Back.CREDITED
    if _holds(sounds, "goods_back"):
        return Back.TAKEN
    goes_back = (
        _holds(sounds, "refund")
        or (_holds(sounds, "back") and _holds(sounds, "to_whom"))
        or ((_holds(sounds, "give") or _holds(sounds, "we_gave")) and _holds(sounds, "given_back"))
    )
    if goes_back and not _holds(sounds, "by_whom"):
        return Back.REFUNDED
    if replaces(text):
        return Back.CORRECTED
    if _holds(sounds, "mistake") or (_holds(sounds, "less") and not _holds(sounds, "given")):
        return Back.TAKEN
    return None


def strikes_out(text: str | None) -> bool:
    """Whether what is named is to be taken out: *cancel PAY-5*."""
    sounds = f" {key(text or '')} "
    return of_money(text) is Back.TAKEN or _holds(sounds, "strikes")


def removes(text: str | None) -> bool:
    """Whether something that is written is to be taken out."""
    return _holds(f" {key(text or '')} ", "removes")


def erases(text: str | None) -> bool:
    """Whether what is written is to be wiped out: *400 mita do*."""
    return _holds(f" {key(text or '')} ", "erases")


def lowers(text: str | None) -> bool:
    """Whether words about a bill or an order take something of it back, and tell of no money that came."""
    sounds = f" {key(text or '')} "
    if _holds(sounds, "credit_note"):
        return True
    of_money = _holds(sounds, "by_whom") or _holds(sounds, "given")
    return _holds(sounds, "lowers") and (not of_money or _holds(sounds, "goods_back"))


def is_less(text: str | None) -> bool:
    """Whether so much less is owed, by the words: *60 kam karo*, *she returned goods of 60*."""
    sounds = f" {key(text or '')} "
    return _holds(sounds, "goods_back") or _holds(sounds, "less")


def gives_goods_back(text: str | None) -> bool:
    """Whether goods came back."""
    return _holds(f" {key(text or '')} ", "goods_back")


def took_goods_back(text: str | None) -> bool:
    """Whether a customer has brought back what they had: *khari wapas kar di, ab kitna dena hai*."""
    return _holds(f" {key(text or '')} ", "took_back")


def is_no_debt(text: str | None) -> bool:
    """Whether what is to be written is said to be to somebody's credit: *jama karo*, *udhaar nahi*."""
    return _holds(f" {key(text or '')} ", "no_debt")


def disputes(text: str | None) -> bool:
    """Whether who owes calls wrong what is written of it."""
    sounds = f" {key((text or '').replace(chr(39), ''))} "
    return _holds(sounds, "disputes") and not _holds(sounds, "no_dispute")


def is_unwritten(text: str | None) -> bool:
    """Whether who has paid says that it is not in the khata: *200 diye the, likhe nahi*."""
    return _holds(f" {key((text or '').replace(chr(39), ''))} ", "unwritten")


def misses_money(text: str | None) -> bool:
    """Whether who has paid says that something did not come back: *340 wapas nahi mile*."""
    return _holds(f" {key((text or '').replace(chr(39), ''))} ", "missing_back")


def was_overcharged(text: str | None) -> bool:
    """Whether who bought says that more was taken than it cost: *20 zyada le liye*."""
    return _holds(f" {key((text or '').replace(chr(39), ''))} ", "overcharged")


def asks_why(text: str | None) -> bool:
    """Whether words ask what something that is written is for: *ye 340 kyun*, *what is this 340*."""
    return _holds(f" {key((text or '').replace(chr(39), ''))} ", "why")


def tells_of_paying(text: str | None) -> bool:
    """Whether words say that something was given or sent; no bidding, and not that too much was taken."""
    sounds = f" {key(text or '')} "
    for word in (*_words()["overcharged"], *_words()["bids"]):
        sounds = sounds.replace(word, " ")
    return _holds(sounds, "given") or _holds(sounds, "sent")


def did_not_pay(text: str | None) -> bool:
    """Whether words say that nothing was given, sent or received, and nowhere that something was."""
    said = [_pays(clause) for clause in _CLAUSE.split(text or "")]
    return False in said and True not in said


def came(text: str | None) -> bool:
    """Whether a clause says that money was given, sent or received."""
    return _pays(text or "") is True


def forgives(text: str | None) -> bool:
    """Whether words let somebody off what is owed, and tell of no money that came."""
    sounds = f" {key(text or '')} "
    return did_not_pay(text) and any(word in sounds for word in _words()["forgives"])


def _pays(clause: str) -> bool | None:
    """Whether a clause tells of money that came, or denies or forgives it; None where it does neither."""
    sounds = f" {key(clause.replace(chr(39), ''))} "
    if any(word in sounds for name in ("forgives", "failed") for word in _words()[name]):
        return False
    for word in _words()["bids"]:
        sounds = sounds.replace(word, " ")
    pays = [word for name in ("given", "sent", "came") for word in _words()[name] if word in sounds]
    deniable = [*pays, *(word for word in _words()["pays"] if word in sounds)]
    if any(
        f"{no}{word[1:]}" in sounds or f"{word}{no[1:]}" in sounds
        for no in _words()["not"]
        for word in deniable
    ):
        return False
    return True if pays else None


def came_back(text: str | None) -> bool:
    """Whether words tell that money came back to who writes them: *180 wapas aa gaye*, *got my refund*."""
    sounds = f" {key(text or '')} "
    return goes_back(text) and _holds(sounds, "came") and not did_not_pay(text) and not _holds(sounds, "want")


def goes_back(text: str | None) -> bool:
    """Whether words speak of what comes or goes back: *wapas*, *refund*, *when will I get it back*."""
    sounds = f" {key(text or '')} "
    return _holds(sounds, "refund") or _holds(sounds, "goes_back")


def is_by_somebody(text: str | None) -> bool:
    """Whether words name who has given: "1041 wale *ne* de diya" is money."""
    return _holds(f" {key(text or '')} ", "by_whom")


def is_given_to(text: str | None) -> bool:
    """Whether words name to whom something was given: what a customer took."""
    return _holds(f" {key(text or '')} ", "to_whom")


def is_a_slip(text: str | None) -> bool:
    """Whether the words say that what was said before was not right: *no*, *sorry*, *I mean*."""
    sounds = f" {key(text or '')} "
    return of_money(text) is not None or _holds(sounds, "not") or _holds(sounds, "slip")


def admits_a_slip(text: str | None) -> bool:
    """Whether the words say that what was told before was a mistake: a bare *no* does not."""
    sounds = f" {key(text or '')} "
    return _holds(sounds, "slip") or _holds(sounds, "mistake")


def bids_to_write(text: str | None) -> bool:
    """Whether words have something written."""
    return _holds(f" {key(text or '')} ", "write")


def denies(text: str | None) -> bool:
    """Whether words say no, of whatever."""
    return _holds(f" {key(text or '')} ", "not")


def replaces(text: str | None) -> bool:
    """*This not that*, with two sums: "2300 nahi, 230 diye", "140 not 104", "120 tha 150 nahi"."""
    words = [(word.start(), word.group()) for word in re.finditer(r"\S+", text or "")]
    starts = [start for start, _, _ in sums_in(text)]
    sums = [
        place for place, (at, word) in enumerate(words) if any(at <= each < at + len(word) for each in starts)
    ]
    if len(sums) != 2 or sums[1] - sums[0] > FAR:
        return False
    near = words[max(sums[0] - 1, 0) : sums[1]]
    if not did_not_pay(text):
        near = [*near, *words[sums[1] + 1 : sums[1] + 2]]
    return any(f" {key(word)} " in _words()["not"] for _, word in near if word.strip(",.!"))


def points_at_a_sum(text: str | None) -> bool:
    """Whether the word before a sum points at one that was spoken of: *wo 1000*, *that 300*."""
    said = text or ""
    before = (said[:start].split()[-1:] for start, _, _ in sums_in(said))
    return any(f" {key(words[0])} " in _words()["points"] for words in before if words)


def points_at_an_entry(text: str | None) -> bool:
    """Whether words point at one entry by what it is of: *dap wali entry*."""
    return _holds(f" {key(text or '')} ", "of_an_entry")


def takes_sale_back(text: str | None) -> bool:
    """Whether a sale is to be taken back: *wo aakhri bikri wapas lo*."""
    sounds = f" {key(text or '')} "
    return _holds(sounds, "a_sale") and _holds(sounds, "taken_back")


def only_undoes(text: str | None) -> bool:
    """Whether a few words say no more than that what was done last is to be undone."""
    return f" {key(text or '')} " in _words()["undoes"]


def points_at_whose(text: str | None) -> bool:
    """Whether words say of what was spoken of whose it is: *wo Patel ka tha*."""
    sounds = f" {key(text or '')} "
    return any(sounds.startswith(word) for word in _words()["points"]) and _holds(sounds, "of_them")


def _holds(sounds: str, name: str) -> bool:
    return any(word in sounds for word in _words()[name])


def refused_sum(text: str | None) -> int | None:
    """The sum that is denied right behind it, in paise: the 500 of *500 nahi 550*."""
    said = text or ""
    behind = [(paise, said[end:].split()[:1]) for _, end, paise in sums_in(said)]
    return next((paise for paise, words in behind if words and f" {key(words[0])} " in _words()["not"]), None)
