"""Visits, parts and yearly care: what was said goes to the books, and what they decide is said."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions import asking, dangers, job_texts, orders, part_texts, turn, visit_texts, visit_words
from actions.backend import Answer
from actions.collected import Page, PageAction, WishAction
from actions.visit_texts import Facts

Buttons = Sequence[dict[str, str]]
FOR_SHOP = "ask_request"  # the words are offered to the shop

REQUESTING = {
    "ask_machine": "choose_visit_machine",
    "choose_machine": "choose_visit_machine",
    "ask_address": "give_visit_address",
    "priced": "take_visit",
    "outside_area": "give_visit_address",
    "choose_slot": "choose_visit_slot",
    "no_slot_then": "choose_visit_slot",
    "beyond": "choose_visit_slot",
    "slot_taken": "choose_visit_slot",
    "past": "choose_visit_slot",
    "confirm": "confirm_visit",
    "changed": "confirm_visit",
    "choose_plan": "choose_plan",
    "choose_plan_machine": "choose_plan_machine",
    "confirm_plan": "confirm_plan",
}
CHANGING = {
    "choose_visit": "choose_visit",
    "choose_slot": "choose_new_slot",
    "no_slot_then": "choose_new_slot",
    "slot_taken": "choose_new_slot",
    "past": "choose_new_slot",
    "confirm_move": "confirm_move_visit",
    "changed": "confirm_move_visit",
    "confirm_cancel": "confirm_cancel_visit",
    "not_free_for_ticket": "confirm_ticket_visit",
    "when_for_ticket": "confirm_ticket_visit",
    "confirm_other": "confirm_other_technician",
    "ask_new_address": "give_new_address",
    "confirm_address": "confirm_visit_address",
}
WORKING = {
    "choose_technician": "choose_technician",
    "busy_then": "choose_technician",
    "confirm_word": "confirm_word",
    "ask_late": "tell_late",
    "ask_arrival_code": "tell_arrival_code",
    "arrived": "tell_diagnosis",
    "arrived_without_code": "tell_diagnosis",
    "ask_diagnosis": "tell_diagnosis",
    "diagnosed": "tell_estimate",
    "ask_estimate": "tell_estimate",
    "taken_beyond": "tell_estimate",
    "estimate_unclear": "tell_estimate",
    "confirm_estimate": "confirm_estimate",
    "ask_closing_code": "tell_closing_code",
    "haggled": "decide_estimate",
    "estimate_again": "decide_estimate",
    "confirm_refused": "confirm_refused",
    "confirm_absent": "confirm_absent",
    "confirm_today": "confirm_today",
    "confirm_no_part": "confirm_no_part",
    "ask_part_in": "tell_part_in",
    "which_job": "take_job",
}
OF_A_CODE = frozenset({"wrong_code", "code_sent"})  # which of the two codes it is stands in the facts
OF_PARTS = {
    "ask_part": "give_part_name",
    "unknown_part": "give_part_name",
    "choose_model": "choose_part_model",
    "choose_part": "choose_part",
    "confirm": "confirm_part",
    "confirm_cancel": "confirm_cancel_part",
    "changed": "confirm_part",
    "confirm_part_given": "confirm_part_given",
}
ONLY_TELLS = frozenset({
    "visits", "none", "none_but_ticket", "cost", "not_found", "jobs", "no_jobs", "no_jobs_but_next", "board",
    "day_of", "no_jobs_of", "job", "shop_decides",
    "part_stands", "parts_expected", "part_over", "no_job_for_it", "board_of_day",
    "no_jobs_of_day", "jobs_of_day", "unanswered", "none_unanswered", "kept",
    "part_of_customer", "which_part", "fitting_told", "no_contract", "address_is",
    "part_in_shop", "contracts", "no_contracts", "none_due", "whom_to_tell", "no_such_part", "part_came",
    "part_not_here", "part_of_visit", "part_too_much",
    "part_to_fetch", "refused_before", "noted", "noted_on_ticket",
    "part_fetched_then", "part_covered", "part_not_covered", "part_excluded", "part_in_care", "own_guarantee",
    "has_contract", "plan_includes", "code_again", "none_kept", "free_then", "nobody_free_then", "parts_told",
    "parts_for_job",
    "taken_today", "nothing_taken", "taken_of", "still_to_take", "nothing_to_take",
    "word_passed_on", "part_came_for_visit", "parts_came",
    "away_told", "away_told_free", "booked_for_ticket", "customer_righted",
    "stays_theirs", "visits_of_customer", "no_visit_of_customer", "unassigned", "none_unassigned",
    "noted_for_job",
    "no_visit_for_ticket",
    "open_work", "done_work", "none_done", "whereabouts", "who_comes", "who_wish_told",
    "cancel_costs", "charge_each", "charge_of_each", "charge_of_coming",
    "shop_asked", "condition",
    "readdressed", "which_address", "nobody_there", "part_fits", "part_fits_not", "part_fit_asked",
    "plan_ended", "plan_ended_already", "plan_end_asked", "plan_kept",
    "given_all", "given_some", "given_none", "none_to_give", "move_passed_on", "cancel_passed_on", "keeps_job",
    "called_off", "none_called_off", "bill_stands", "no_bill_yet", "advance_noted", "noted_for_bill", "later_noted",
    "advance_already", "unclear", "handed_back_all", "part_kept_for_job", "part_ordered_for_job", "cash_handed",
    "cash_got", "cash_known", "cash_not_got", "cash_righted", "which_customer", "part_here",
    "hours_kept", "hours_opened",
    "given_out_not_kept", "address_of_customer", "caller_begun", "complaint_of_customer", "called",
    "plan_given", "plan_given_paid", "for_free", "charge_off", "charge_on",
    "charge_stays", "charge_doubted", "which_charge",
    "paid_taken_back",
    "cash_corrected", "nobody_does_it", "given_without_visit", "crew_away", "crew_away_free", "crew_back",
    "crew_back_but",
})  # fmt: skip
LEAVES = frozenset({("change_visit", "kept")})  # of these what leaves the question all the same
STEPS: Mapping[str, Sequence[str]] = {
    "booked": ("on_way", "late", "arrived"),
    "on_way": ("arrived", "late", "new_code"),
    "arrived": ("diagnosis",),
    "diagnosed": ("estimate", "done"),
    "awaiting": ("estimate",),
    "approved": ("done", "estimate"),
    "ready": ("done", "new_code"),
    "closed": ("paid",),
    "rejected": ("paid",),
}
"""By where a visit stands, what can be done next by who does it."""

MAY_CHANGE = frozenset({"booked", "displaced"})
MOST_ROWS = 10  # of a list that can be tapped
MAY_BE_GIVEN = MAY_CHANGE | {"on_way"}  # to somebody else


@dataclass(frozen=True)
class VisitPage(Page):
    """A page of which some outcomes only tell something, and of which some ask for the code that the facts name."""

    async def say(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, answer: Answer
    ) -> list[EventType]:
        """Says the answer; what only tells leaves the question that was open, a wish for a visit has its own page."""
        if answer.outcome == "wanted":
            return await REQUEST.say(dispatcher, tracker, Answer(**answer.facts["answer"]))
        if answer.outcome == FOR_SHOP:
            return await say_for_shop(dispatcher, tracker, answer)
        if answer.outcome == "moves":
            return await CHANGE.say(dispatcher, tracker, Answer(**answer.facts["answer"]))
        asking = dict(self.asking)
        dangers.warn(dispatcher, answer)
        if answer.outcome in OF_A_CODE:
            asking[answer.outcome] = f"tell_{answer.facts['code_kind']}_code"
        if answer.outcome == "other_job":
            asking[answer.outcome] = f"tell_{answer.facts['step']}"
        if answer.outcome == "busy_then" and not answer.facts.get("options"):
            asking = {}
        if answer.outcome in ONLY_TELLS and (self.name, answer.outcome) not in LEAVES:
            asking = {}
        return await Page(self.name, self.variables, asking, self.buttons).say(dispatcher, tracker, answer)


async def say_for_shop(dispatcher: CollectingDispatcher, tracker: Tracker, answer: Answer) -> list[EventType]:
    """Whether the shop shall hear the words is asked in the place of what gained nothing."""
    tracker.slots[asking.QUESTION] = None
    return await orders.say_heard(dispatcher, tracker, orders.PlaceOrder.pages[0], answer)


def _button(title: str, intent: str, **values: Any) -> dict[str, str]:
    said = {name: value for name, value in values.items() if value is not None}
    return {"title": title, "payload": f"/{intent}{json.dumps(said)}"}


def _requesting(facts: Facts, language: str) -> Buttons:
    """A machine, a slot or a plan."""
    page = "request_technician"
    if facts.get("asks_no_place"):
        return [_button(visit_words.words(language)["book_it"], page, machine=facts["machine"])]
    if "visits" in facts:  # which stand besides
        return _changing(facts, language)
    if "slots" in facts:
        return _slots(facts, language, page)
    if "pieces" in facts:
        return [
            _button(each["name"], page, plan=each["plan"], sold=str(each["sold"])) for each in facts["pieces"]
        ]
    if "plans" in facts:
        return [_button(each["plan_name"][language], page, plan=each["plan"]) for each in facts["plans"]]
    if facts.get("options"):
        return [
            _button(each["name"], page, machine=each["machine"], sold=str(each["sold"]))
            for each in facts["options"]
        ]
    if "machines" in facts and "machine" not in facts:
        return [
            _button(visit_words.machine(each, language), page, machine=each) for each in facts["machines"]
        ]
    return []


def _slots(facts: Facts, language: str, page: str) -> Buttons:
    return [
        _button(job_texts.slot(each["at"], language), page, visit_slot=each["tap"], visit=facts.get("visit"))
        for each in facts["slots"]
    ]


def _changing(facts: Facts, language: str) -> Buttons:
    """A slot, a visit, or what can be done with the only one."""
    page = "change_visit"
    if "slots" in facts:
        return _slots(facts, language, page)
    if "jobs" in facts:
        return [
            _button(each["visit"], "do_visit", visit=each["visit"], step=facts.get("step") or "open")
            for each in facts["jobs"][:MOST_ROWS]
        ]
    if "staff" in facts:  # to whom a ticket may go
        return [
            _button(
                each["name"],
                "move_ticket",
                reference=facts["reference"],
                status="assigned",
                assignee=each["person"],
            )
            for each in facts["staff"]
        ]
    visits = () if "address" in facts else facts.get("visits", ())
    if len(visits) > 1:
        return [
            _button(each["visit"], page, visit=each["visit"], wanted=facts.get("wanted")) for each in visits
        ]
    if visits and visits[0]["visit_status"] in MAY_CHANGE:
        named = visit_words.words(language)["wanted"]
        return [
            _button(named[each], page, visit=visits[0]["visit"], wanted=each) for each in ("move", "cancel")
        ]
    return _working(facts, language) if "customer_name" in facts else []


def _working(facts: Facts, language: str) -> Buttons:
    """The next steps of the job, minutes, ways to pay, or who else could come."""
    said, page, visit = visit_words.words(language), "do_visit", facts.get("visit")
    if "jobs" in facts:
        return _changing(facts, language)
    if "choices" in facts:
        return [
            _button(said["minutes"].format(minutes=each), page, visit=visit, step="late", minutes=str(each))
            for each in facts["choices"]
        ]
    if "customers" in facts:  # who are called so
        return [
            _button(each["name"], "change_visit", visit=str(each["person"]), wanted="visit_for")
            for each in facts["customers"]
        ]
    if "options" in facts:
        return [
            _button(
                each["name"],
                page,
                visit=visit,
                step="assign",
                technician=str(each["person"]),
                **({"anyway": each["anyway"]} if each.get("anyway") else {}),
            )
            for each in facts["options"]
        ]
    return [_button(job_texts.step(each, language), page, visit=visit, step=each) for each in _next(facts)]


def _next(facts: Facts) -> list[str]:
    status = facts.get("visit_status")
    if "customer_name" not in facts or "summary" in facts or facts.get("given") or not status:
        return []
    steps = list(STEPS.get(status, ())) if facts.get("may_do", True) else []
    if steps and status == "awaiting" and facts.get("customer_reads") is False:
        steps.insert(0, "done")  # agreed to at the door
    return [*steps, "assign"] if facts.get("manages") and status in MAY_BE_GIVEN else steps


def _paying(facts: Facts, language: str) -> Buttons:
    ways = visit_words.words(language)["ways_to_pay"]
    return [
        _button(title, "do_visit", visit=facts["visit"], step="paid", how=how) for how, title in ways.items()
    ]


def _done(facts: Facts, language: str) -> Buttons:
    """What can be tapped about a job; where it is over, how it was paid, unless that is settled or not asked."""
    if facts.get("settled"):
        return []
    if (
        facts.get("visit_status") in ("closed", "rejected")
        and "customer_name" in facts
        and (not facts.get("paid_by") or facts.get("left_paise"))
    ):
        return _paying(facts, language) if facts.get("estimate_paise") else []
    return [] if facts.get("paid_by") else _working(facts, language)


def _of_parts(facts: Facts, language: str) -> Buttons:
    """A part by its quality, or a model."""
    page = "request_spare_part"
    if "ways" in facts:
        return _of_handing(facts, language)
    if "requests" in facts:
        paid = {"step": facts.get("step"), "paid": facts.get("part_paid"), "how": facts.get("how")}
        return [
            _button(row["part_request"], page, reference=row["part_request"], **paid)
            for row in facts["requests"]
        ]
    if facts.get("part_steps"):
        named = visit_words.words(language)["part_steps"]
        return [
            _button(named[each], page, reference=facts["part_request"], step=each)
            for each in facts["part_steps"]
        ]
    if "options" in facts:
        return [_button(each["name"], page, model=each["model"]) for each in facts["options"]]
    if "parts" in facts:
        titled = zip(part_texts.titles(facts["parts"], language), facts["parts"], strict=True)
        return [_button(title, page, part=each["tap"]) for title, each in titled]
    return []


def _of_handing(facts: Facts, language: str) -> Buttons:
    """How a part that is handed over was paid; where that is known, yes or no."""
    said, page = visit_words.words(language), "request_spare_part"
    named = {"reference": facts["part_request"], "step": "given"}
    if facts["ways"]:
        titles = zip(said["ways_to_pay"].values(), facts["ways"], strict=True)
        return [_button(title, page, summary=token, **named) for title, token in titles]
    return [
        _button(said["part_yes"]["agree"], page, summary=facts["summary"], **named),
        _button(said["part_yes"]["refuse"], "deny", summary=facts["summary"]),
    ]


REQUEST = VisitPage("request_technician", visit_texts.variables, REQUESTING, _requesting)
CHANGE = VisitPage("change_visit", visit_texts.variables, CHANGING, _changing)
WORK = VisitPage("do_visit", visit_texts.variables, WORKING, _done)
PART = VisitPage("request_spare_part", visit_texts.variables, OF_PARTS, _of_parts)
PAGES = {page.name: page for page in (REQUEST, CHANGE, WORK, PART)}


async def say_heard(
    dispatcher: CollectingDispatcher, tracker: Tracker, page: str, answer: Answer
) -> list[EventType]:
    """Says what became of an answer to one of the questions of visits and parts."""
    return await PAGES[page].say(dispatcher, tracker, answer)


class OrGoods(WishAction):
    """A wish that may turn out to be an order."""

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Says it by the page of whatever is meant."""
        answer = await self.call(tracker)
        if answer.outcome == "goods":
            return await orders.PlaceOrder().run(dispatcher, tracker, domain)
        return await self.page.say(dispatcher, tracker, answer)


class RequestTechnician(OrGoods):
    """A technician or yearly care is wanted; a new machine is an order."""

    page, path = REQUEST, "/visits/request"


class ChangeVisit(WishAction):
    """A visit is asked about, moved or cancelled; who works here sees the day."""

    page, path = CHANGE, "/visits/change"


class RequestSparePart(OrGoods):
    """A part is wanted; what names goods of the shop and no part is an order."""

    page, path = PART, "/parts/request"


class DoVisit(PageAction):
    """A step of a visit is tapped."""

    page = WORK

    async def call(self, tracker: Tracker) -> Answer:
        """Where the job stands after it; without a visit in the tap there is none to be found."""
        named = {name: str(turn.entity(tracker, name) or "") for name in ("visit", "step")}
        return await self.do(tracker, "/visits/steps", **named, reading=turn.reading(tracker))
