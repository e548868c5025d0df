"""Who asked hears first: while a question is open, the whole message goes to the books as an answer to it.

One action hands it on. Where the books take it, the turn is over; what the message holds beyond the answer comes back
in the slot `unanswered` and is a wish of its own. Where they do not, nothing is kept of the asking, and the message is
served as if no question were open (docs/decisions/0030-who-asked-hears-first.md). What another skill asks meanwhile
lets the question wait beneath its own; it comes back once that is answered. A skill whose page says `overhears` is
asked though no question is open, or none that is open takes the message; one that says `overhears: staff`, of who works
at the business. A question that is still open then is said again, in other words: by `utter_<question>_waits` where a
page has it, else by `utter_question_waits`.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from rasa.core.channels.channel import OutputChannel
from rasa.core.policies.policy import PolicyPrediction
from rasa.core.processor import MessageProcessor
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

ASKING = "asking"
SUMMARY = "summary"
QUESTION = (ASKING, SUMMARY, "deciding")  # what is asked, what a yes to it confirms, and what it is about
ONLY_ASKED = "only_asked"  # while several wait: nobody hears the message who has not asked
BEFORE = "asked_before"  # the questions that wait beneath it (actions/asking.py)
WAITED = "waited"  # marks the events that open a question which was asked in an earlier turn
TAKING_BACK = frozenset({"confirm_cancelling", "choose_cancelling"})  # nobody needs these to be said again
# Only a yes or a no answers these, and a yes writes money.
OF_MONEY = frozenset(
    {"confirm_credit", "confirm_payments", "confirm_claims", "confirm_refund", "confirm_waiver"}
)
TOKEN_ENDS = "|"  # behind it a summary says in words what it is of
NO_QUESTION: Mapping[str, Any] = dict.fromkeys(QUESTION)
LONGEST_ASKED = 120  # characters of a question that is said again
SENTENCE = re.compile(r"(?<=[.!?।])\s+|\n+")
BARE = frozenset({"affirm", "deny"})
UNANSWERED = "unanswered"
SKILLS, ROLES = "skills", "roles"
OVERHEARD, OVERHEARD_OF_STAFF = "overheard", "overheard_of_staff"
CUSTOMER = "customer"
HEAR = "action_hear_answer"
# Begin the names of questions that want no answer where nothing is wrong, and of what has reminders of its own.
MAY_BE_LEFT = ("correct_", "take_", "decide_request")
WAITS, ANY_WAITS = "utter_{question}_waits", "utter_question_waits"
Question = Mapping[str, Any]
STAY = "buttons_stay"  # of a reply whose buttons each name what they confirm
SAID_AGAIN_AFTER = 4  # messages of the person
# Begins the names of questions to which a bare yes does something: they are said again each time.
CONFIRMS = "confirm_"
UNASKED = frozenset({"receive_notice"})  # what nobody said, and what is done whatever is asked


async def is_answered(
    processor: MessageProcessor, tracker: DialogueStateTracker, output: OutputChannel
) -> bool:
    """Whether whoever asked has taken the message that the tracker ends with, and the person speaks next.

    The newest question hears first, then those that wait beneath it; a tap belongs to the one whose summary it bears,
    and a bare yes or no to the newest alone.
    """
    said = tracker.latest_message
    if said is None or said.intent_name in UNASKED:
        return False
    waiting = _open_questions(tracker)
    if not waiting:
        heard = _is_overheard(processor.domain, tracker, said.text)
        return heard and await _is_heard(processor, tracker, output)
    if said.intent_name in BARE and waiting[0][ASKING] in TAKING_BACK and not _was_just_asked(tracker):
        _open(processor, tracker, NO_QUESTION, waiting[1:])
        return False
    if len(meant := _who_may_be_meant(waiting, said)) == 1:
        _open(processor, tracker, meant[0], [each for each in waiting if each is not meant[0]])
        heard = await _is_heard(processor, tracker, output)
    else:
        heard = await _is_heard_by_one(processor, tracker, output, waiting, meant)
    if not heard:
        _open(processor, tracker, waiting[0], waiting[1:])
    return heard


async def _is_heard_by_one(
    processor: MessageProcessor,
    tracker: DialogueStateTracker,
    output: OutputChannel,
    waiting: Sequence[Question],
    meant: Sequence[Question],
) -> bool:
    """Whether one of those who have asked has taken the message; only then does anybody hear it who has not asked."""
    tracker.update(SlotSet(ONLY_ASKED, True, metadata={WAITED: True}), processor.domain)
    for question in meant:
        _open(processor, tracker, question, [each for each in waiting if each is not question])
        if await _is_heard(processor, tracker, output):
            tracker.update(SlotSet(ONLY_ASKED, None, metadata={WAITED: True}), processor.domain)
            return True
    tracker.update(SlotSet(ONLY_ASKED, None, metadata={WAITED: True}), processor.domain)
    _open(processor, tracker, waiting[0], waiting[1:])
    return await _is_heard(processor, tracker, output)


def comes_back(processor: MessageProcessor, tracker: DialogueStateTracker) -> None:
    """Opens again what was asked before, where nothing is asked any more."""
    before = tracker.get_slot(BEFORE)
    if before and not tracker.get_slot(ASKING):
        _open(processor, tracker, before[0], before[1:])


async def _is_heard(
    processor: MessageProcessor, tracker: DialogueStateTracker, output: OutputChannel
) -> bool:
    action, domain = processor._get_action(HEAR), processor.domain
    events = await action.run(output, processor.nlg, tracker, domain)
    if not events:
        return False
    prediction = PolicyPrediction.for_action_name(domain, HEAR)
    processor._log_action_on_tracker(tracker, action, events, prediction)
    await processor.execute_side_effects(events, tracker, output)
    tracker.update(ActionExecuted(ACTION_LISTEN_NAME), domain)
    return True


def _open_questions(tracker: DialogueStateTracker) -> list[Question]:
    """What is asked, the newest first."""
    if not tracker.get_slot(ASKING):
        return []
    return [{slot: tracker.get_slot(slot) for slot in QUESTION}, *(tracker.get_slot(BEFORE) or ())]


def _who_may_be_meant(waiting: Sequence[Question], said: UserUttered) -> Sequence[Question]:
    tapped = next((each["value"] for each in said.entities if each["entity"] == SUMMARY), None)
    if tapped is not None:
        return sorted(waiting, key=lambda question: not _bears(question, str(tapped)))
    return waiting[:1] if said.intent_name in BARE else waiting


def _bears(question: Question, tapped: str) -> bool:
    """Whether a button is of this question: it bears its summary, or the token with which a longer one begins."""
    summary = str(question[SUMMARY] or "")
    return tapped in (summary, summary.partition(TOKEN_ENDS)[0])


def _open(
    processor: MessageProcessor,
    tracker: DialogueStateTracker,
    question: Question,
    before: Sequence[Question],
) -> None:
    """Makes it the question that is asked; nothing is written where it is that already."""
    wanted = {**question, BEFORE: list(before) or None}
    for slot, value in wanted.items():
        if tracker.get_slot(slot) != value:
            tracker.update(SlotSet(slot, value, metadata={WAITED: True}), processor.domain)


def _was_just_asked(tracker: DialogueStateTracker) -> bool:
    """Whether the question that is open was asked since the message before the last: a yes answers what came last."""
    messages = 0
    for event in reversed(tracker.events):
        if _asks_anew(event):
            return True
        if isinstance(event, UserUttered) and event.intent_name not in UNASKED:
            messages += 1
            if messages > 1:
                return False
    return False


def _is_overheard(domain: Domain, tracker: DialogueStateTracker, text: str | None) -> bool:
    """Whether words, and no tap, are heard where a skill of the business wants to hear them, of all or of its staff."""
    slots = (OVERHEARD, OVERHEARD_OF_STAFF) if is_of_staff(tracker) else (OVERHEARD,)
    heard = {skill for slot in domain.slots if slot.name in slots for skill in slot.initial_value or ()}
    offered = tracker.get_slot(SKILLS) or ()
    return not heard.isdisjoint(offered) and not (text or "/").startswith("/")


def is_of_staff(tracker: DialogueStateTracker) -> bool:
    """Whether who writes works at the business."""
    return not {CUSTOMER}.issuperset(tracker.get_slot(ROLES) or ())


def taken_from(slot: str, processor: MessageProcessor, tracker: DialogueStateTracker) -> str | None:
    """The words that the last message has left in a slot, once."""
    left: str | None = tracker.get_slot(slot)
    if left:
        tracker.update(SlotSet(slot, None), processor.domain)
    return left


def waiting(tracker: DialogueStateTracker, before: int) -> str | None:
    """The question that is open and was not asked by any event after the first `before` of the tracker's."""
    question, said = tracker.get_slot(ASKING), tracker.latest_message
    if not question or question.startswith(MAY_BE_LEFT) or tracker.is_paused():
        return None
    if question in TAKING_BACK:
        return None
    if said is None or said.intent_name in UNASKED:
        return None
    since = list(tracker.events)[before:]
    if any(_asks_anew(event) for event in since):
        return None
    if not question.startswith(CONFIRMS) and _was_said_of_late(tracker, question):
        return None
    return str(question)


def money_is_asked_since(tracker: DialogueStateTracker, before: int) -> bool:
    """Whether money is asked about since the first `before` events of the tracker: no other wish comes beside it."""
    if tracker.get_slot(ASKING) not in OF_MONEY:
        return False
    return any(_asks_anew(event) for event in list(tracker.events)[before:])


def _was_said_of_late(tracker: DialogueStateTracker, question: str) -> bool:
    """Whether it was said a few messages ago that this question waits: once is enough, again only after a while."""
    messages = 0
    for event in reversed(tracker.events):
        if _asks_anew(event) and event.value == question:
            return False
        if isinstance(event, UserUttered) and event.intent_name not in UNASKED:
            messages += 1
        if isinstance(event, BotUttered) and _says_that_it_waits(event, question):
            return messages <= SAID_AGAIN_AFTER
    return False


def _says_that_it_waits(event: BotUttered, question: str) -> bool:
    named = (event.metadata or {}).get("utter_action")
    return named in (ANY_WAITS, WAITS.format(question=question))


def _asks_anew(event: Event) -> bool:
    return isinstance(event, SlotSet) and event.key == ASKING and event.value and WAITED not in event.metadata


def asked_with(tracker: DialogueStateTracker, question: str) -> tuple[str | None, dict[str, Any]]:
    """The words by which a question was asked, in short, and what can be tapped; None where they are forgotten."""
    events = iter(reversed(tracker.events))
    for event in events:
        if _asks_anew(event) and event.value == question:
            said = next((each for each in events if isinstance(each, BotUttered)), None)
            return (in_short(said.text), _tapped(said)) if said else (None, {})
    return None, {}


def _tapped(said: BotUttered) -> dict[str, Any]:
    """The buttons below what was said, and whether they stay when something else is asked."""
    buttons, custom = said.data.get("buttons"), said.data.get("custom") or {}
    stays = {"custom": {STAY: True}} if custom.get(STAY) else {}
    return {"buttons": list(buttons), **stays} if buttons else {}


def in_short(text: str | None) -> str | None:
    """The last sentence that asks, else the last one."""
    sentences = [each.strip() for each in SENTENCE.split(text or "") if each.strip()]
    if not sentences:
        return None
    asks = next((each for each in reversed(sentences) if each.endswith("?")), sentences[-1])
    return asks if len(asks) <= LONGEST_ASKED else f"{asks[:LONGEST_ASKED].rsplit(' ', 1)[0]} …"


def has_buttons(tracker: DialogueStateTracker, before: int) -> bool:
    """Whether something that was said since the first `before` events can be tapped."""
    since = list(tracker.events)[before:]
    return any(isinstance(each, BotUttered) and each.data.get("buttons") for each in since)


def is_bare(tracker: DialogueStateTracker) -> bool:
    """Whether the last message is a yes or a no and nothing else: it may be of whatever can be tapped."""
    said = tracker.latest_message
    return said is not None and said.intent_name in BARE


def reminder(processor: MessageProcessor, question: str) -> str:
    """The reply by which a question that waits is said again."""
    own = WAITS.format(question=question)
    return own if own in processor.domain.responses else ANY_WAITS
