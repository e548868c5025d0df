"""Payments in the business's file: what is wrong is said with its place, and the way out and in again loses nothing."""

from copy import deepcopy
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.backend.billing.payments.conftest import Payer, balance, owes
from tests.backend.books import KIRANA, Operator, seed

MOVE = {"status": "confirmed", "at": "2026-11-20T10:00:00+05:30"}
MADE = {
    "reference": "PAY-7",
    "person": "919000000103",
    "paise": 50000,
    "way": "cash",
    "at": "2026-11-20T10:00:00+05:30",
    "parts": [{"of": None, "paise": 50000}],
    "moves": [MOVE],
}


@pytest.fixture
def operator(client: TestClient, books: None) -> Operator:
    return Operator(client)


def faults(operator: Operator, **payments: Any) -> list[str]:
    """What is wrong with the kirana's file once its payments say this."""
    file = seed(KIRANA)
    file["payments"] = {**file["payments"], **payments}
    answer = operator.brings_in(file)
    return [f"{each['at']}: {each['problem']}" for each in answer.json().get("errors") or []]


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ({"ways": ["barter"]}, "payments.ways"),
        ({"payee": "personal"}, "payments"),
        ({"mcc": "54"}, "payments.mcc"),
        ({"gateway": {"name": "razorpay", "key_id_env": "rzp_live_secret"}}, "payments.gateway"),
        ({"gateway": None}, "payments"),
        ({"link_hours": 0}, "payments.link_hours"),
        (
            {
                "made": [
                    {**MADE, "moves": [MOVE, {**MOVE, "status": "reported"}, {**MOVE, "status": "refunded"}]}
                ]
            },
            "moves",
        ),
        ({"made": [{**MADE, "parts": [{"paise": 1}]}]}, "parts"),
        ({"made": [{**MADE, "person": "919999999999"}]}, "payments.made[0]"),
        ({"made": [MADE, deepcopy(MADE)]}, "payments.made[1].reference"),
        ({"made": [{**MADE, "paise": 0, "parts": []}]}, "payments.made[0].paise"),
    ],
)
def test_what_cannot_be_is_said_with_its_place(operator: Operator, said: dict[str, Any], place: str) -> None:
    assert any(place in fault for fault in faults(operator, **said))


def test_a_key_in_place_of_a_name_is_refused(operator: Operator) -> None:
    keys = {"key_id_env": "rzp_live_AbC", "key_secret_env": "x" * 24, "webhook_secret_env": "hook"}
    assert faults(operator, gateway={"name": "razorpay", **keys})


def test_out_and_in_again_is_the_same(operator: Operator, payer: Payer, owner: Payer) -> None:
    owes(900)
    owner.records("Fatima", 300)
    owner.decides(payer.reports(200, reference="632811904512").facts["pay_reference"], "confirm")
    owner.decides(payer.reports(150).facts["pay_reference"], "reject")
    owner.decides(owner.records("Fatima", 50).facts["pay_reference"], "refund")
    payer.reports(75)
    before = operator.gets(f"/businesses/{KIRANA}/export", format="json").json()
    assert len(before["payments"]["made"]) == 5
    answer = operator.brings_in(before)
    assert answer.is_success, answer.text
    after = operator.gets(f"/businesses/{KIRANA}/export", format="json").json()
    assert after["payments"] == before["payments"]
    assert after["khata"] == before["khata"]
    assert balance() == 400


def test_a_file_brings_payments_that_were_made_elsewhere_once(operator: Operator, owner: Payer) -> None:
    assert faults(operator, made=[MADE]) == []
    assert faults(operator, made=[MADE]) == []
    listed = operator.gets(f"/businesses/{KIRANA}/payments").json()["items"]
    assert [(each["reference"], each["status"]) for each in listed] == [("PAY-7", "confirmed")]
    assert owner.records("Fatima", 100).facts["pay_reference"] == "PAY-8"
