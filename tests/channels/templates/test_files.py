"""The templates as files, and how they differ from what Meta has."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from channels.whatsapp.outgoing.length import size
from channels.whatsapp.outgoing.templates import request
from channels.whatsapp.outgoing.templates.account import Reviewed
from channels.whatsapp.outgoing.templates.differences import differences
from channels.whatsapp.outgoing.templates.files import CODES, PLACE, Template, TemplateFault, read, templates
from channels.whatsapp.outgoing.templates.request import Unfilled
from engine.settings import ROOT
from tests.channels.templates.account import MESSAGE

PHONE = "919000000101"

OFFER = {
    "category": "marketing",
    **{
        language: {"body": "Just for you: {{offer}} until Sunday.", "examples": {"offer": "20 % off"}}
        for language in CODES
    },
}


def test_the_templates_keep_metas_rules() -> None:
    assert set(templates()) >= {"order_update", "order_for_owner"}


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("offer", {"category": "advertisement"}),
        ("Offer", {}),
        ("offer", {"hi": None}),
        ("offer", {"fr": OFFER["hi"]}),
        ("offer", {"hi": {"body": "{{offer}} for you, today.", "examples": {"offer": "x"}}}),
        ("offer", {"hi": {"body": "Just for you: {{offer}}.", "examples": {"offer": "x"}}}),
        ("offer", {"hi": {"body": "For {{a}} {{b}} today.", "examples": {"a": "x", "b": "y"}}}),
        ("offer", {"hi": {"body": "For {{offer}} today.", "examples": {}}}),
        ("offer", {"hi": {"body": "For you today.", "examples": {"offer": "x"}}}),
        ("offer", {"hi": {"body": "For {{price}} today.", "examples": {"price": "x"}}}),
        ("offer", {"hi": {"body": "x" * 950 + " {{offer}} today.", "examples": {"offer": "x"}}}),
    ],
)
def test_a_file_that_meta_would_refuse_is_named(tmp_path: Path, name: str, change: dict[str, Any]) -> None:
    write(tmp_path, name, {**OFFER, **change})
    with pytest.raises(TemplateFault, match=f"{name}.yml"):
        read(tmp_path)


def test_every_reply_that_names_a_template_fills_it() -> None:
    named = [(said, page) for page in sorted((ROOT / "data").rglob("*.yml")) for said in replies(page)]
    assert named
    for said, page in named:
        filled = said["custom"]
        template = templates()[filled["template"]]
        language = next(each["value"] for each in said["condition"] if each["name"] == "language")
        assert filled["language"] == language, page
        assert set(filled["values"]) == set(template.bodies[language].examples), page
        shown = filled.get("taps") or said.get("buttons") or []
        assert len(shown) >= len(template.bodies[language].buttons), (page, said["text"])


def test_every_notice_reaches_who_has_not_written_for_a_day() -> None:
    notices = [
        (name, said)
        for page in sorted((ROOT / "data").rglob("*.yml"))
        for name, each in ((yaml.safe_load(page.read_text("utf-8")) or {}).get("responses") or {}).items()
        if name.startswith("utter_notice_")
        for said in each
    ]
    assert len(notices) > 300
    assert [name for name, said in notices if "template" not in (said.get("custom") or {})] == []


def replies(page: Path) -> list[dict[str, Any]]:
    """The replies of a page that name a template."""
    responses = (yaml.safe_load(page.read_text("utf-8")) or {}).get("responses") or {}
    return [said for each in responses.values() for said in each if "template" in (said.get("custom") or {})]


@given(st.dictionaries(st.sampled_from(["reference", "status"]), st.text(max_size=3000)))
def test_whatever_the_values_the_request_keeps_to_metas_limits(values: dict[str, str]) -> None:
    try:
        sent = request.to_send(templates()["order_update"], "hi", values)
    except Unfilled:
        assert not all(values.get(name, "").strip() for name in ("reference", "status"))
        return
    MESSAGE.validate({"messaging_product": "whatsapp", "to": PHONE, **sent})
    said = [each["text"] for each in sent["template"]["components"][0]["parameters"]]
    assert not any("\n" in each or "\t" in each or "    " in each for each in said)
    text = PLACE.sub("", templates()["order_update"].bodies["hi"].text)
    assert sum(map(size, said)) + size(text) <= 1024


def test_a_card_is_paid_by_a_button_of_the_template() -> None:
    template = templates()["khata_to_pay"]
    body = template.bodies["en"]
    (buttons,) = [
        part for part in request.to_create(template, body)["components"] if part["type"] == "BUTTONS"
    ]
    assert buttons["buttons"] == [{"type": "ORDER_DETAILS", "text": "Review and Pay"}]
    card = {"reference_id": "DUES-7-1", "order": {"status": "pending"}}
    sent = request.to_send(template, "en", body.examples, (), card)
    MESSAGE.validate({"messaging_product": "whatsapp", "to": PHONE, **sent})
    action = {"type": "action", "action": {"order_details": card}}
    button = {"type": "button", "sub_type": "order_details", "index": "0", "parameters": [action]}
    assert sent["template"]["components"][-1] == button
    with pytest.raises(Unfilled, match="nothing to pay"):
        request.to_send(template, "en", body.examples)


@pytest.fixture
def offer(tmp_path: Path) -> dict[str, Template]:
    write(tmp_path, "offer", OFFER)
    return dict(read(tmp_path))


def write(folder: Path, name: str, content: dict[str, Any]) -> None:
    kept = {key: value for key, value in content.items() if value is not None}
    (folder / f"{name}.yml").write_text(yaml.safe_dump(kept, allow_unicode=True), "utf-8")


def at_meta(**changed: str) -> Reviewed:
    same = {
        "name": "offer",
        "code": "hi",
        "category": "MARKETING",
        "status": "APPROVED",
        "text": "Just for you: {{offer}} until Sunday.",
        "reason": "",
    }
    return Reviewed(**{**same, **changed})


def test_a_template_that_meta_approved_as_it_stands_is_no_difference(offer: dict[str, Template]) -> None:
    assert differences(offer, [at_meta(code=code) for code in CODES.values()]) == []


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"name": "another"}, "missing"),
        ({"text": "Only for you: {{offer}} until Sunday."}, "another text"),
        ({"category": "UTILITY"}, "category UTILITY"),
        ({"status": "REJECTED", "reason": "INVALID_FORMAT"}, "REJECTED (INVALID_FORMAT)"),
        ({"status": "PAUSED"}, "PAUSED"),
        ({"status": "PENDING"}, "PENDING"),
    ],
)
def test_each_difference_is_told_with_what_would_mend_it(
    offer: dict[str, Template], changed: dict[str, str], told: str
) -> None:
    others = [at_meta(code=code) for code in ("en", "en_IN")]
    (difference,) = differences(offer, [at_meta(**changed), *others])
    assert str(difference).startswith(f"offer (hi): {told}")
    assert difference.advice
