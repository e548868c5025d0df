"""What the whole system makes of roles, of what is not offered, and of two wishes in one message."""

from typing import Any

import psycopg
import pytest
from ruamel.yaml import YAML

from engine.settings import ROOT
from tests.conftest import System
from tests.orders.phones import Phone

KIRANA = "100000000000001"
OWNER = "919000000001"


def reply(page: str, name: str, language: str = "hinglish") -> str:
    """The words of a page."""
    variations = YAML(typ="safe").load((ROOT / "data" / page).read_text("utf-8"))["responses"][name]
    return str(next(each["text"] for each in variations if each["condition"][0]["value"] == language)).strip()


def asked(system: System, query: str, *values: Any) -> list[tuple[Any, ...]]:
    with psycopg.connect(system.database_url) as connection:
        return connection.execute(query, values).fetchall()


def test_a_payment_is_reported_by_a_customer_and_recorded_by_the_owner(system: System) -> None:
    customer, owner = Phone(system, KIRANA), Phone(system, KIRANA, OWNER)
    owner.says("hinglish me baat karo")  # whatever language they wished for in another test
    customer.says("paise de diye bhaiya", "Kitne rupaye bheje")
    owner.says("paise de diye bhaiya", "Kisne diye")


def test_a_customer_who_wants_what_is_the_owners_is_told_whose_it_is(system: System) -> None:
    said = Phone(system, KIRANA).says("aaj ki total sale kitni hui batao")
    assert said.text == reply("owner/ask_sales_summary.yml", "utter_ask_sales_summary_not_allowed")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "kal chhutti chahiye aur meri kitni chhutti bachi hai",
            [
                ("leave/check_leave_balance.yml", "utter_check_leave_balance_not_offered"),
                ("leave/apply_leave.yml", "utter_apply_leave_not_offered"),
            ],  # what may ask something back comes last
        ),
        (
            "pichla bill bhej do aur mera khata kitna baki hai",
            [
                ("billing/request_invoice.yml", "utter_request_invoice_nothing"),
                ("billing/check_dues.yml", "utter_check_dues_owes_nothing"),
            ],
        ),
    ],
)
def test_two_answers_are_one_message(text: str, said: list[tuple[str, str]], system: System) -> None:
    wanted = [reply(page, response).replace("{ordered}{waiting}", "") for page, response in said]
    phone = Phone(system, KIRANA)
    assert phone.says(text).text == "\n\n".join(wanted)
    sent = asked(system, "SELECT count(*) FROM assistant.outbox WHERE person = %s", phone.person)
    assert sent == [(1,)]


def test_each_wish_is_done_once_under_a_key_of_its_own(system: System) -> None:
    phone = Phone(system, KIRANA)
    phone.says("10 kilo pyaaz bhej do aur mera purana order cancel kar do")
    phone.says("nahi")
    wamids = [
        row[0]
        for row in asked(
            system, "SELECT wamid FROM assistant.inbox WHERE person = %s ORDER BY id", phone.person
        )
    ]
    keys = {
        row[0]
        for wamid in wamids
        for row in asked(system, "SELECT key FROM kept_answers WHERE starts_with(key, %s)", wamid)
    }
    assert keys == {
        f"{wamids[0]}:action_hear_answer",  # a shop with a service desk
        f"{wamids[0]}:action_place_order",
        f"{wamids[1]}:action_hear_answer:give_address",
        f"{wamids[1]}:3:action_hear_answer",
        f"{wamids[1]}:3:action_cancel_order",
    }
