"""What the page suggests is true: the assistant understands every line of it, for everybody to whom it is shown."""

import secrets
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from engine.settings import ROOT
from nlu.pages.folders import all_pages
from tests.conftest import System
from tests.demo.chat import Chat

NUMBERS = {"shop": "100000000000001", "restaurant": "100000000000002", "repair": "100000000000003"}
WORKSHOP, KARTHIK = "100000000000004", "919000000423"
LOST = ("utter_nlu_fallback", "utter_place_order_unknown")
READ_SUGGESTIONS = """async ([number, roles]) => {
    const { suggestions } = await import("/demo/static/suggestions.js");
    const stages = await (await fetch("/demo/api/cast")).json();
    const stage = stages.find((each) => each.number === number);
    return suggestions(stage.kind, roles, stage.goods);
}"""


def beginnings() -> Iterator[str]:
    """How answers begin that say that something was not understood."""
    for page in all_pages(ROOT):
        responses = page.content.get("responses") or {}
        for name, variations in responses.items():
            if name.startswith(LOST):
                yield from (variation["text"].split("{")[0].strip("* \n") for variation in variations)


def answer(url: str, number: str, text: str, person: str | None = None) -> str:
    """What somebody is answered, somebody new unless a person is named."""
    person = person or f"9197{secrets.randbelow(10**8):08}"
    wanted = {"phone_number_id": number, "person": person, "wait": 20}
    before = httpx.get(f"{url}/demo/graph-control/sent", params={**wanted, "wait": 0}, timeout=30).json()
    wanted |= {"after": before["position"]}
    httpx.post(f"{url}/demo/api/chats/{number}/{person}/messages", json={"type": "text", "body": text})
    sent = httpx.get(f"{url}/demo/graph-control/sent", params=wanted, timeout=30).json()["messages"]
    return " ".join(words(message["content"]) for message in sent)


def words(content: dict[str, Any]) -> str:
    if content["type"] == "text":
        return str(content["text"]["body"])
    return str(content["interactive"]["body"]["text"])


@pytest.mark.parametrize("kind", NUMBERS)
def test_every_suggestion_to_a_customer_is_understood(kind: str, desktop: Chat) -> None:
    suggested = desktop.page.evaluate(READ_SUGGESTIONS, [NUMBERS[kind], ["customer"]])
    lines = [line for language in ("hi", "hinglish", "en") for line in suggested[language]]
    with ThreadPoolExecutor(4) as several:
        answers = dict(
            zip(lines, several.map(lambda line: answer(desktop.url, NUMBERS[kind], line), lines), strict=True)
        )
    lost = tuple(beginnings())
    assert all(answers.values())
    assert not {line: said for line, said in answers.items() if any(words in said for words in lost)}


def test_every_suggestion_to_who_works_at_the_workshop_is_understood(desktop: Chat) -> None:
    suggested = desktop.page.evaluate(READ_SUGGESTIONS, [WORKSHOP, ["employee"]])
    lines = [line for language in ("hi", "hinglish", "en") for line in suggested[language]]
    answers = {}
    for line in lines:
        answers[line] = answer(desktop.url, WORKSHOP, line, KARTHIK)
        answer(desktop.url, WORKSHOP, "rehne do", KARTHIK)  # no question is left open
    lost = tuple(beginnings())
    assert all(answers.values())
    assert not {line: said for line, said in answers.items() if any(words in said for words in lost)}


def test_an_employee_of_the_workshop_is_suggested_leave_and_expenses_and_no_groceries(desktop: Chat) -> None:
    employee = desktop.page.evaluate(READ_SUGGESTIONS, [WORKSHOP, ["employee"]])
    manager = desktop.page.evaluate(READ_SUGGESTIONS, [WORKSHOP, ["manager", "employee"]])
    assert "petrol ke 250 rupaye lage" in employee["hinglish"]
    assert set(employee["en"]) < set(manager["en"])
    customer = desktop.page.evaluate(READ_SUGGESTIONS, [WORKSHOP, []])
    assert set(customer["en"]) < set(employee["en"])


def test_an_employee_is_suggested_what_anybody_may_say(desktop: Chat) -> None:
    suggested = desktop.page.evaluate(READ_SUGGESTIONS, [NUMBERS["shop"], ["employee"]])
    customers = desktop.page.evaluate(READ_SUGGESTIONS, [NUMBERS["shop"], ["customer"]])
    assert all(set(suggested[language]) < set(customers[language]) for language in suggested)


def test_a_shop_that_has_just_come_in_is_suggested_its_own_goods(desktop: Chat, system: System) -> None:
    number = "100000000000077"
    shop = {
        "version": 1,
        "business": {
            "id": "zaveri-stationers", "name": "Zaveri Stationers", "kind": "shop", "state": "MP",
            "prices_include_gst": True, "skills": ["orders"],
        },
        "numbers": [{"phone_number_id": number, "display_number": "+91 98260 77777"}],
        "delivery": {"pickup": True},
        "products": [
            {
                "sku": name.upper().replace(" ", "-"), "name": {"hi": name, "en": name, "hinglish": name},
                "unit": "pc", "price_paise": 1000, "gst_rate": "0",
            }
            for name in ("Reynolds Pen", "Classmate Notebook", "Fevicol")
        ],
    }  # fmt: skip
    bring_in(system, shop)
    suggested = desktop.page.evaluate(READ_SUGGESTIONS, [number, []])
    assert suggested["hinglish"][0] == "1 Reynolds Pen aur 1 Classmate Notebook bhej do"
    assert "Fevicol" in suggested["en"][1]
    said = answer(desktop.url, number, "namaste")
    assert "Zaveri Stationers" in said
    assert "Reynolds Pen" in said
    assert "₹" in answer(desktop.url, number, suggested["en"][0])


def bring_in(system: System, shop: dict[str, Any]) -> None:
    headers = {"Authorization": f"Bearer {system.operator_token}", "Content-Type": "application/json"}
    httpx.post(f"{system.backend_url}/api/businesses", json=shop, headers=headers).raise_for_status()
