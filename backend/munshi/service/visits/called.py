"""What a customer says that they are called is kept, where the business has no name for them."""

import re

from sqlalchemy.orm import Session

from munshi.callers import Caller
from munshi.people.rules import STAFF
from munshi.service.visits import words

CLAUSE = re.compile(r"[.,;!?।\n]|\s-\s")
MOST_OF_A_NAME = 3  # words
NOT_A_NAME = ("questioning", "not_then", "belonging", "own", "address_named", "any_place", "coming_to_see",
              "being_so")  # fmt: skip


def keep(session: Session, caller: Caller, text: str) -> None:
    """Keeps the name; what the business calls somebody stays."""
    if caller.person.name or caller.may_act_as(*STAFF):
        return
    if (name := name_in(text)) is not None:
        caller.person.name = name
        session.flush()


def name_in(text: str) -> str | None:
    """The name in "mera naam Ramesh Kumar hai", "main Sunil bol raha hoon", "this is Anita speaking"."""
    return next((name for clause in CLAUSE.split(text) if (name := _name_of(clause)) is not None), None)


def says_name(clause: str) -> bool:
    """Whether a clause says what somebody is called, and no more."""
    return _name_of(clause) is not None


def _name_of(clause: str) -> str | None:
    """What stands between the words that lead up to a name and those that end it."""
    by_name, by_self = words.placed(clause, "own_name"), words.placed(clause, "speaks_as")
    ends = words.placed(clause, "name_ends")
    if by_name is not None:
        named = clause[by_name[1] : ends[0] if ends and ends[0] >= by_name[1] else None]
        is_own = not clause[: by_name[0]].split()
    elif by_self is not None and ends is not None and ends[0] > by_self[1]:
        named, is_own = clause[by_self[1] : ends[0]], _only_greets(clause[: by_self[0]])
    else:
        return None
    told = named.split()
    is_name = 0 < len(told) <= MOST_OF_A_NAME and all(_may_be_called(word) for word in told)
    return " ".join(told) if is_own and is_name else None


def _only_greets(before: str) -> bool:
    """Whether nothing but a greeting stands before who speaks: the *mein* of "printer mein" is no *main*."""
    return all(words.is_of(word, "greeting") for word in before.split())


def _may_be_called(word: str) -> bool:
    signs = word.replace(".", "").replace("'", "")
    is_word = bool(signs) and not any(sign.isdecimal() for sign in signs)
    return (
        is_word and words.machine_in(word) is None and not any(words.says(word, each) for each in NOT_A_NAME)
    )
