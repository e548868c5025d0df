"""In whose name the bill of an order shall be, where no GSTIN goes with it: *bill Sharma Traders ke naam se*."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from munshi.billing.bills import gstins
from munshi.orders import bill_clauses
from munshi.orders.bill_clauses import SIGNS, clauses_of, key_of
from munshi.orders.messages import Message
from munshi.word_lists import WordLists

_words = WordLists(__file__, "bill_names.yml").words
FOR = "for"
CLASS = re.compile(r"\d{1,2}[a-f]")  # of a school, "5B"
LONGEST, FEWEST = 6, 2  # words of a name; of one that nothing marks


class Named(NamedTuple):
    """A name, and the whole of the words that say it."""

    name: str
    words: str


def find(text: str | None, *, spoken_of: bool = False) -> Named | None:
    """The name that a clause gives its bill; None where it gives none, or the number of a firm goes with it.

    `spoken_of`: a bill, or its name, was told of last, and need not be named again.
    """
    if not text or gstins.find(text) is not None:
        return None
    return _find(text, spoken_of=spoken_of)


def noted(text: str) -> str | None:
    """The name behind the word for a bill, where that is all: *बिल मुकेश शर्मा*, *GST bill M/s Om Traders*."""
    words = text.split()
    keys = [key_of(word) for word in words]
    at = next((place for place, key in enumerate(keys) if key in _words("bill")), len(keys))
    is_first = set(keys[:at]) <= _words("of_number")
    whole = is_first and len(keys) - at > FEWEST and len(keys) == _end_of_name(keys, at + 1)
    return " ".join(words[at + 1 :]).strip(SIGNS) if whole else None


def of_person(text: str) -> str | None:
    """The name that somebody says to be theirs, and nothing else: *naam Ramesh Verma*, *my name is Priya*."""
    words = text.split()
    keys = [key_of(word) for word in words]
    at = next((place for place, key in enumerate(keys) if key in _words("name")), len(keys))
    first = _past(keys, at + 1, _words("between"))
    last = _end_of_name(keys, first)
    whole = set(keys[:at]) <= _words("mine") and set(keys[last:]) <= _words("between") | _words("puts")
    return " ".join(words[first:last]).strip(SIGNS) if whole and first < last else None


def of_order(text: str) -> str | None:
    """The clause that says in whose name an order stands: their own name, or *Sameer naam se hai order*."""
    for clause in map(" ".join, clauses_of(text.split())):
        keys = [key_of(word) for word in clause.split()]
        at = next((place for place, key in enumerate(keys) if key in _words("name")), None)
        named = at is not None and not _words("order").isdisjoint(keys)
        if of_person(clause) or (named and at is not None and (_before(keys, at) or _behind(keys, at))):
            return clause.strip(SIGNS)
    return None


def beside_a_number(text: str) -> str | None:
    """The name that is said beside the number of a firm: a bill can be in it though it has not the number."""
    number = gstins.TOGETHER.search(text) or gstins.APART.search(text)
    if number is None:
        return None
    before, behind = (clauses_of(each.split()) for each in (text[: number.start()], text[number.end() :]))
    if named := _find(f"{text[: number.start()]} {text[number.end() :]}", spoken_of=True):
        return named.name
    keys = [key_of(word) for word in before[-1]]
    last = len(keys)
    while last and keys[last - 1] in _words("of_number"):
        last -= 1
    first = last
    while first and last - first < LONGEST and _is_of_name(keys, first - 1):
        first -= 1
    words = before[-1][first:last] or _leading(behind[0])
    return " ".join(words).strip(SIGNS) or None


def instead(text: str, wrong: str) -> str | None:
    """The name that is said in the place of the one that was noted: *Sunita nahi Sunil Joshi*."""
    words = text.split()
    keys = [key_of(word) for word in words]
    of_wrong = [key_of(word) for word in wrong.split()]
    for clause in clauses_of(words):
        said = [key_of(word) for word in clause]
        if list(_leading(clause)) == clause and set(said) & set(of_wrong) and said != of_wrong:
            return " ".join(clause).strip(SIGNS)  # "sorry, with h. Dr Kavitha Rao"
    for at, key in enumerate(keys):
        if key in _words("refused") and at and keys[at - 1] in of_wrong:
            name = " ".join(_leading(words[at + 1 :])).strip(SIGNS)
            return name or None
    return None


def _find(text: str, *, spoken_of: bool) -> Named | None:
    clauses = bill_clauses.of_bill(text.split())
    for place, clause in enumerate(clauses):
        keys = [key_of(word) for word in clause]
        behind_bill = place > 0 and not _words("bill").isdisjoint(map(key_of, clauses[place - 1]))
        pointed = behind_bill and not _words("points").isdisjoint(keys)
        if not (spoken_of or pointed or any(key in _words("bill") for key in keys)):
            if behind_bill and (own := of_person(" ".join(clause))):
                return Named(own, " ".join(clause))  # "bill bhej dena, naam Leela Pawar"
            continue
        for at, key in enumerate(keys):
            found = _before(keys, at) or _behind(keys, at) if key in _words("name") else None
            if found is not None and (right := _after_all(clauses[place + 1 : place + 2])):
                words = " ".join(word for each in clauses[place : place + 2] for word in each)
                return Named(right, words)  # "bill Anita ke naam, nahi nahi Sunita ke naam"
            if found is not None:
                first, last = found
                first = _behind_kin(keys, first, last)
                said = " ".join(clause[first:last]).strip(SIGNS)
                return Named(said, " ".join(_spoken(clause, min(first, at), max(at, last - 1))))
        if upon := _put_on(clause, keys) or _put_onto(clause, keys):
            return Named(upon, " ".join(clause))
        whose = not (_words("alone") | _words("kin")).isdisjoint(keys)
        is_of_name = not _words("name").isdisjoint(keys)
        if is_of_name and (put := _put_in(clauses[place + 1 : place + 2], of_somebody=whose)):
            return Named(put, " ".join(word for each in clauses[place : place + 2] for word in each))
    return None


def _after_all(clauses: Sequence[Sequence[str]]) -> str | None:
    """The name of a next clause that refuses the one before it."""
    for clause in clauses:
        keys = [key_of(word) for word in clause]
        names = [at for at, key in enumerate(keys) if key in _words("name")]
        found = _before(keys, names[0]) if names and keys[0] in _words("refused") else None
        if found is not None:
            return " ".join(clause[found[0] : found[1]]).strip(SIGNS)
    return None


def _behind_kin(keys: Sequence[str], first: int, last: int) -> int:
    """Where a name begins behind whose it is: *mere bhai Salim Khan ke naam*."""
    while first < last - 1 and keys[first] in _words("kin"):
        first += 1
    return first


def _put_on(clause: Sequence[str], keys: Sequence[str]) -> str | None:
    """The name that is put on a bill, in capitals: *put Harish Menon on the bill*."""
    upon = next((at for at, key in enumerate(keys) if at and key in _words("upon")), len(keys))
    puts = [at for at, key in enumerate(keys[:upon]) if key in _words("puts")]
    if not puts or not any(key in _words("bill") for key in keys[upon:]):
        return None
    name = clause[puts[-1] + 1 : upon]
    is_name = _end_of_name(keys, puts[-1] + 1) == upon and all(word[0].isupper() for word in name)
    return " ".join(name).strip(SIGNS) if name and is_name else None


def _put_onto(clause: Sequence[str], keys: Sequence[str]) -> str | None:
    """The name behind the bill on which it is put, in capitals or before its verb: *bill pe Hotel Sai Kripa likhna*."""
    at = next((at for at, key in enumerate(keys[:-2]) if key in _words("bill")), len(keys))
    first = at + 1
    while first < len(keys) and _leads_to_name(keys, first):
        first += 1
    if first == at + 1 or first >= len(keys):
        return None
    pointed = _past(keys, first, _words("between"))
    put = _behind_puts(keys, pointed)
    named = clause[put:]
    is_name = pointed > first or all(word[0].isupper() for word in named)
    if put > pointed and named and is_name and _end_of_name(keys, put) == len(keys):
        return " ".join(named).strip(SIGNS)  # "bill pe ye likhna Gopal Rathi"
    last = _end_of_name(keys, first)
    denied = len(keys) - 2 if keys[-1] in _words("refused") and len(keys) - 2 > last else len(keys)
    name, rest = clause[first:last], set(keys[last:denied]) - _words("alone_behind")
    puts = bool(rest) and rest <= _words("puts")
    capitals = all(word[0].isupper() for word in name)
    is_put = puts and (capitals or not name[0][0].isascii()) if name else False
    return " ".join(name).strip(SIGNS) if name and (is_put or (capitals and not rest)) else None


def _leads_to_name(keys: Sequence[str], at: int) -> bool:
    """Whether a word stands between a bill and the name that it shall say: *invoice to be made for R K Traders*."""
    is_for = keys[at] == FOR and keys[at - 1] in _words("made")
    is_of = keys[at] in _words("of_which") and at + 1 < len(keys) and _is_reference(keys[at + 1])
    return is_for or is_of or keys[at] in _words("onto") | _words("says") or _is_reference(keys[at])


def _is_reference(key: str) -> bool:
    return any(map(str.isdecimal, key)) and any(map(str.isalpha, key))


def _put_in(clauses: Sequence[Sequence[str]], *, of_somebody: bool = False) -> str | None:
    """The name that the next clause has put: *the name is missing. Deepak Rathore karo*.

    `of_somebody`: it was said whose it is, and is the whole clause: *in the name of my firm, Bright Dental Care*.
    """
    for clause in clauses:
        begun = _past([key_of(word) for word in clause], 0, _words("puts"))
        words = _leading(clause[begun:])
        rest = {key_of(word) for word in clause[begun + len(words) :]}
        is_whole = (of_somebody or begun) and not rest and all(word[0].isupper() for word in words)
        if words and ((rest and rest <= _words("puts")) or is_whole):
            return " ".join(words).strip(SIGNS)
    return None


def _leading(words: Sequence[str]) -> Sequence[str]:
    """The words of a name with which a clause begins."""
    keys, last = [key_of(word) for word in words], 0
    while last < min(len(keys), LONGEST) and _is_of_name(keys, last):
        last += 1
    return words[:last] if set(keys[:last]) - _words("alone") else []


def without(message: Message, named: Named) -> Message:
    """The message without the words that name the bill, wherever they were read."""

    def rest(text: str | None) -> str | None:
        return text.replace(named.words, ", ") if text else text

    inside = named.words.casefold()
    lines = [line for line in message.lines if (line.text or line.name or "").casefold() not in inside]
    notes = [each for each in message.beside.notes if not _shares(each.text, inside)]
    beside = replace(message.beside, notes=notes)
    return replace(
        message,
        text=rest(message.text),
        said=rest(message.said),
        where=rest(message.where),
        lines=lines,
        beside=beside,
    )


def _before(keys: Sequence[str], at: int) -> tuple[int, int] | None:
    """The name before *ke naam* or *naam se*, or between *on* and *name*."""
    is_of = at > 0 and keys[at - 1] in _words("of")
    is_from = at + 1 < len(keys) and keys[at + 1] in _words("from")
    first = last = at - is_of
    while first and last - first < LONGEST and keys[first - 1] not in _words("upon"):
        if not _is_of_name(keys, first - 1):
            break
        first -= 1
    is_upon = first > 0 and keys[first - 1] in _words("upon")
    is_name = first < last and bool(set(keys[first:last]) - _words("alone"))
    return (first, last) if is_name and (is_of or is_from or is_upon) else None


def _behind(keys: Sequence[str], at: int) -> tuple[int, int] | None:
    """The name behind *in the name of*, *name Rakesh Menon on bill*, or *mera naam daal dena Rakesh Menon*."""
    small = _words("between") | _words("bill") | _words("upon") | _words("mine") | {""}
    first = _past(keys, at + 1, small)
    put = _behind_puts(keys, first)
    last = _end_of_name(keys, first)
    if put > first and (end := _end_of_name(keys, put)) > put and set(keys[end:]) <= _words("puts"):
        first, last = put, end
    elif first < last < len(keys) and keys[last] in _words("refused"):
        end = _end_of_name(keys, last + 1)  # "Sunita nahi Sunil Joshi karna tha"
        first, last = (last + 1, end) if end > last + 1 else (first, last)
    return (first, last) if first < last and set(keys[first:last]) - _words("alone") else None


def _behind_puts(keys: Sequence[str], first: int) -> int:
    """Where the words end that have a name put on a bill: *naam likh do bill pe Ramesh Verma*."""
    put = _past(keys, first, _words("puts"))
    return _past(keys, put, _words("bill") | _words("onto") | _words("between")) if put > first else put


def _past(keys: Sequence[str], first: int, words: frozenset[str]) -> int:
    """The first place from one on where none of these words stands."""
    return next((at for at in range(first, len(keys)) if keys[at] not in words), max(first, len(keys)))


def _end_of_name(keys: Sequence[str], first: int) -> int:
    last = first
    while last < len(keys) and last - first < LONGEST and _is_of_name(keys, last):
        last += 1
    return last


def _is_of_name(keys: Sequence[str], at: int) -> bool:
    """Whether a word goes on with a name: also the *and* of "Kapoor and Sons"."""
    joins = keys[at] in _words("ands") and at + 1 < len(keys) and keys[at + 1] in _words("joined")
    counts = any(map(str.isdecimal, keys[at])) and CLASS.fullmatch(keys[at]) is None
    return joins or not (keys[at] in _words("no_name") or counts)


def _spoken(clause: Sequence[str], first: int, last: int) -> Sequence[str]:
    """From the first to the last word of the clause that speaks of the bill and its name."""
    keys = [key_of(word) for word in clause]
    spoken = [first, last, *(place for place, key in enumerate(keys) if key in _words("bill"))]
    start, end = min(spoken), max(spoken)
    while end + 1 < len(clause) and keys[end + 1] in _words("no_name") | _words("around"):
        end += 1
    return clause[start : end + 1]


def _shares(text: str, inside: str) -> bool:
    """Whether a text is of what names the bill, or leads up to it: *make the bill in the name of*."""
    said = text.casefold()
    words = said.split()
    leads = any(inside.startswith(" ".join(words[at:])) for at in range(len(words) - 1))
    return said in inside or inside in said or leads
