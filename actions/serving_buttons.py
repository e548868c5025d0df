"""The buttons below an order that the shop sees to, and below the question what becomes of a line that ran out."""

import json
from collections.abc import Sequence
from typing import Any

from actions import item_texts, order_texts
from actions.format import words

Buttons = list[dict[str, str]]

MOVE, SETTLE = "move_order", "settle_run_out"
MOST_BUTTONS = 3
STATUSES = ("accepted", "ready", "out_for_delivery", "delivered", "cancelled")


def buttons(facts: order_texts.Facts, language: str) -> Buttons:
    """What can be tapped: a next step, why it is cancelled, how long it takes, what ran out, what becomes of that."""
    return [
        *_steps(facts, language),
        *_minutes(facts, language),
        *_reasons(facts, language),
        *_lines(facts, language),
        *_takes(facts, language),
        *_taking_back(facts, language),
    ]


def payload(intent: str, **named: Any) -> str:
    """What a button stands for."""
    return f"/{intent}{json.dumps(named)}"


def _steps(facts: order_texts.Facts, language: str) -> Buttons:
    found = [(words(language)["found"], {"found_after_all": True})] if facts.get("may_be_found") else []
    steps = [
        (order_texts.step(step, language), {"status" if step in STATUSES else "asks": step})
        for step in facts.get("next", ())
    ]
    return _moves(facts, [*found, *steps])


def _minutes(facts: order_texts.Facts, language: str) -> Buttons:
    title = words(language)["in_minutes"]
    said = facts.get("minutes_to_say", ())
    return _moves(facts, [(title.format(minutes=number), {"minutes": number}) for number in said])


def _reasons(facts: order_texts.Facts, language: str) -> Buttons:
    said = facts.get("reasons", ())
    titles = [(order_texts.reason(each, language), {"status": "cancelled", "reason": each}) for each in said]
    return _moves(facts, titles)


def _lines(facts: order_texts.Facts, language: str) -> Buttons:
    lines = facts.get("which", ())
    titles = item_texts.titles(lines, language)
    return _moves(
        facts, [(title, {"line": line["position"]}) for title, line in zip(titles, lines, strict=True)]
    )


def _moves(facts: order_texts.Facts, taps: Sequence[tuple[str, dict[str, Any]]]) -> Buttons:
    return [
        {"title": title, "payload": payload(MOVE, reference=facts["reference"], **named)}
        for title, named in taps
    ]


def _taking_back(facts: order_texts.Facts, language: str) -> Buttons:
    """What was done a moment ago can be taken back, where WhatsApp still has room for a button, or shows a list.

    Of a step it is said that it is one: below it may stand the same for the money that came with it.
    """
    other = len(facts.get("next", ()))
    title = "take_step_back" if "whose" in facts else "take_back"
    act = facts.get("act") if other < MOST_BUTTONS or facts.get("minutes_to_say") else None
    return [{"title": words(language)[title], "payload": payload("cancel_flow", act=str(act))}] if act else []


def _takes(facts: order_texts.Facts, language: str) -> Buttons:
    """Each carries the token of what is shown."""
    return [
        {
            "title": words(language)["takes"][each["take"]],
            "payload": payload(SETTLE, run_out=facts["run_out"], take=each["take"], summary=facts["summary"]),
        }
        for each in facts.get("takes", ())
    ]
