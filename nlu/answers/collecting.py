"""Whether a message answers a question of a skill that collects a request, and what it answers with.

The questions stand in `priors.yml`. An answer is read as the intent that the question belongs to, so "25 se 27",
"bukhar" or "nahi 26 se" reach the request that is being made; what clearly wants something else stays itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from nlu.answers.beyond import LEAVE, agreed, note
from nlu.answers.choices import choices, opening
from nlu.answers.claim_answers import claim_answers
from nlu.answers.decisions import ASKED_WHICH, DECIDES, decision
from nlu.answers.leave_answers import day_of_request, leave_answers, puts_off
from nlu.answers.places import are_places
from nlu.intents.priors import (
    CART_OPEN,
    COLLECTED,
    COLLECTED_WITH_VALUE,
    ITSELF,
    LOOKED_UP,
    NEVER_COLLECTED,
    PICKED,
    Ranking,
    kind_of,
)
from nlu.intents.wishes import POLITE, asks, bids, is_question
from nlu.time.matters import OF_VISITS
from nlu.values.message import DATES, FALLBACK, values
from nlu.words.courtesies import is_courtesy
from nlu.words.found import Found
from nlu.words.reading import Word
from nlu.words.silence import silenced

ANY_MOMENT = datetime(
    2026, 1, 1, 10, 0, tzinfo=ZoneInfo("Asia/Kolkata")
)  # whether a day is named depends on none
OF_CART, OF_CLAIMS, OF_TAKING_BACK = "place_order", "claim_reimbursement", "cancel_leave"
TAKEN_BACK, LEFT = ("apply_leave", OF_TAKING_BACK), "cancel_flow"  # of leave that is not even filed
REFUSED = "correct_leave"  # by a leave that is in the way, for one, and can be taken back
TURNED_ROUND = ("reject_request", "approve_request")  # in few words, while the reason of a no is asked
MOST_TO_TURN_ROUND = 5  # words: "accha theek hai approve karo"
MOST_TO_LOOK_UP = 2  # words
SUM = "money"
DAY_OF_A_BILL = (OF_CLAIMS, "apply_leave")  # what a day sounds like in "kal nahi parso ka hai"
PAPER_OF_A_CLAIM = (OF_CLAIMS, "request_invoice")  # "bill nahi hai", unless it bids to send one
SHOWN = "confirm"  # begins the name of a question to which a yes is the answer
BILL = "confirm_order"  # a yes to it may have a question behind it
REMARKED = ("apply_leave", OF_CLAIMS)  # of these a remark is kept
LOSS_OF_PAY = ("confirm_unpaid_leave", "unpaid")  # who agrees to it names it too: "haan bina paise ke"


class Question(NamedTuple):
    """What an answer is read as, what it may hold, and whether words without any of that are one too."""

    intent: str
    values: frozenset[str]
    freely: bool
    told: bool


QUESTIONS: dict[str, Question] = {
    asking: Question(each["intent"], frozenset(each["values"].split()), how != "named", how == "told")
    for each in COLLECTED
    for how in ("freely", "told", "named")
    for asking in each[how].split()
}


def intent_of_answer(asking: str | None) -> str | None:
    """The intent by whose values an answer to this question is read; None where it may hold anything."""
    if asking in CART_OPEN:
        return OF_CART
    question = QUESTIONS.get(asking or "")
    return question.intent if question else None


def answered(text: str, words: Sequence[Word], ranking: Ranking, asking: str | None) -> str | None:
    """The intent as which a message is the answer to the open question; None where it is none."""
    question = QUESTIONS.get(asking or "")
    if question is None or asking is None or not words or is_question(words):
        return None
    intent, chance = ranking[0] if ranking else (FALLBACK, 1.0)
    is_unfiled = asking != REFUSED and not _names_a_request(text, words, intent)
    if (question.intent, intent) == TAKEN_BACK and is_unfiled:
        return LEFT
    if question.intent == OF_CLAIMS and not question.told and LEAVE.occur_in(words):
        return None
    if (question.intent, intent) == PAPER_OF_A_CLAIM and not bids(words):
        return question.intent
    found = values_of_answer(text, words, ANY_MOMENT, question.intent, asking)
    named = any(each.entity in question.values and (asking, each.value) != LOSS_OF_PAY for each in found)
    if not named and ((intent in POLITE and is_courtesy(words)) or _looks_up(intent, chance, words)):
        return None
    if asking in ASKED_WHICH and are_places(words):
        answers = True
    elif named:
        day_of_bill = (question.intent, intent) == DAY_OF_A_BILL
        answers = (
            intent in COLLECTED_WITH_VALUE
            or day_of_bill
            or not (
                _wants_it(intent, chance, words, question) or _pays(text, words, intent, chance, question)
            )
        )
    elif question.told:
        answers = not _stays_beside_any_words(intent, chance, words, question)
    else:
        answers = question.freely and intent not in NEVER_COLLECTED and not asks(words)
        answers = answers and not _wants_it(intent, chance, words, question)
    return question.intent if answers else None


def values_of_answer(
    text: str, words: Sequence[Word], moment: datetime, intent: str | None, asking: str | None
) -> list[Found]:
    """The values of a message, those that only the open question makes of its words, and what is said beside them."""
    found = _answers(text, words, moment, intent, asking)
    return [*found, *(_beside(text, words, found, intent, asking) if intent in REMARKED else ())]


def _answers(
    text: str, words: Sequence[Word], moment: datetime, intent: str | None, asking: str | None
) -> list[Found]:
    heard = silenced(words, opening(words)) if asking in CART_OPEN else words
    found = values(text, heard, moment, intent, asked=bool(asking))
    found += decision(text, words, found, intent, asking)
    found += choices(words) if asking in CART_OPEN | PICKED else []
    found += agreed(words) if asking == BILL else []
    question = QUESTIONS.get(asking or "")
    if intent == OF_TAKING_BACK and not any(each.entity in ("reference", "period") for each in found):
        found += day_of_request(words, moment.date())
    if question is None or asking is None or question.intent != intent or intent in DECIDES:
        return found
    if intent == OF_CLAIMS:
        return claim_answers(found, words, moment.date(), asking)
    says_when = (
        DATES if intent in OF_VISITS else DATES - {"time"}
    )  # of a visit a number beside an hour is no day
    if any(each.entity in says_when for each in found):
        return found
    more = leave_answers(words, moment, asking)
    return [*(each for each in found if not more or each.entity != "time"), *more]


def _beside(
    text: str, words: Sequence[Word], found: Sequence[Found], intent: str | None, asking: str | None
) -> list[Found]:
    """The yes before more is said, and a remark beside it or beside values.

    To a question to which any words are the answer, they are that.
    """
    question = QUESTIONS.get(asking or "")
    asked = question is not None and question.intent == intent
    if question is not None and (question.told or not asked):
        return []
    unpaid = any((asking, each.value) == LOSS_OF_PAY for each in found)
    yes = agreed(words, wholly=unpaid) if kind_of(asking) == SHOWN else []
    if question is not None and not yes and not any(each.entity in question.values for each in found):
        return []
    return [*yes, *note(text, words, [*found, *yes], asked=asked)]


def _stays_beside_any_words(intent: str, chance: float, words: Sequence[Word], question: Question) -> bool:
    """Whether words are no answer though any would be one: a sure yes, a sure wish, or the opposite after all."""
    if intent in NEVER_COLLECTED:
        return chance >= ITSELF["telling"] and not puts_off(words)
    if (question.intent, intent) == TURNED_ROUND:
        return chance >= ITSELF["telling"] and _spoken(words) <= MOST_TO_TURN_ROUND
    return bids(words) and intent not in (question.intent, FALLBACK) and chance >= ITSELF["asking"]


def _names_a_request(text: str, words: Sequence[Word], intent: str) -> bool:
    found = values(text, words, ANY_MOMENT, intent, asked=True)
    return any(each.entity in ("reference", "period") for each in found)


def _looks_up(intent: str, chance: float, words: Sequence[Word]) -> bool:
    """Whether somebody asks to see something in a word or two: "pending"."""
    return intent in LOOKED_UP and chance >= ITSELF["asking"] and _spoken(words) <= MOST_TO_LOOK_UP


def _wants_it(intent: str, chance: float, words: Sequence[Word], question: Question) -> bool:
    """Whether another wish is clear enough to be one in spite of the question."""
    if intent in (question.intent, FALLBACK):
        return False
    surely = chance >= ITSELF["asking"] and asks(words)
    return surely or (chance >= ITSELF["telling"] and _spoken(words) >= ITSELF["words"])


def _pays(text: str, words: Sequence[Word], intent: str, chance: float, question: Question) -> bool:
    """Whether another wish has a sum, and the question asks for none: "petrol 350 kal" beside the half of a day."""
    if intent in (question.intent, FALLBACK) or SUM in question.values or chance < ITSELF["with_a_sum"]:
        return False
    return any(each.entity == SUM for each in values(text, words, ANY_MOMENT, intent, asked=False))


def _spoken(words: Sequence[Word]) -> int:
    return sum(bool(word.key) for word in words)
