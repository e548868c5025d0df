"""The pay page: short, without a login, and of one person only."""

import re

import pytest

from munshi.billing.payments.models import PayLink
from munshi.billing.payments.terms import terms_of
from munshi.business.models import Business
from tests.backend.billing.payments.conftest import Payer, balance, owes, told
from tests.backend.billing.payments.test_razorpay import page_of
from tests.backend.books import KIRANA, OWNER, Clock, opened

ANDROID = {"User-Agent": "Mozilla/5.0 (Linux; Android 14; SM-A146B)"}
IPHONE = {"User-Agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)"}


def is_paid_to(payee: str, **more: object) -> None:
    """Whose the UPI id is, as the bank has it."""
    with opened() as session:
        business = session.get_one(Business, KIRANA)
        mcc = {"mcc": "5411"} if payee != "personal" else {"mcc": None}
        said = {
            **terms_of(business).model_dump(mode="json", exclude_defaults=True),
            "payee": payee,
            **mcc,
            **more,
        }
        business.settings = {**business.settings, "payments": said}


def test_it_has_the_sum_the_qr_and_the_id_in_less_than_thirty_kilobytes(payer: Payer) -> None:
    owes(1240.5)
    is_paid_to("verified")
    answer = payer.client.get(page_of(payer), headers=ANDROID)
    assert answer.status_code == 200
    assert len(answer.content) < 30_000
    assert "₹1,240.50" in answer.text
    assert "<svg" in answer.text
    assert "sharmakirana@upi" in answer.text
    assert "upi://pay?" in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_without_a_script_everything_is_there(payer: Payer) -> None:
    owes(500)
    text = re.sub(r"<script>.*?</script>", "", payer.client.get(page_of(payer)).text, flags=re.DOTALL)
    assert text.count('<form method="post"') == 3
    assert '<span id="vpa">sharmakirana@upi</span>' in text


def test_an_iphone_has_the_apps_own_schemes(payer: Payer) -> None:
    owes(500)
    is_paid_to("verified")
    text = payer.client.get(page_of(payer), headers=IPHONE).text
    assert "phonepe://pay?" in text
    assert "tez://upi/pay?" in text
    assert 'href="upi://' not in text


@pytest.mark.parametrize(("payee", "rupees", "buttons", "gallery"), [
    ("personal", 500, False, True), ("personal", 2500, False, False), ("merchant", 2500, False, False),
    ("verified", 2500, True, True),
])  # fmt: skip
def test_what_upi_would_refuse_is_not_offered(
    payer: Payer, rupees: int, payee: str, buttons: bool, gallery: bool
) -> None:
    owes(rupees)
    is_paid_to(payee)
    text = payer.client.get(page_of(payer), headers=ANDROID).text
    assert ('href="upi://' in text) == buttons
    assert ("from a picture on this phone" in text) != gallery
    assert ("mc=5411" in text.replace("&amp;", "&")) == (payee != "personal" and buttons)


def test_more_than_upi_takes_is_said(payer: Payer) -> None:
    owes(150_000)
    is_paid_to("personal")
    text = payer.client.get(page_of(payer)).text
    assert "₹1,00,000 through at a time" in text
    assert "<svg" not in text


def test_a_link_that_nobody_has_made_is_of_nobody(payer: Payer) -> None:
    for token in ("x", "A" * 22, "'; DROP TABLE payments"):
        assert payer.client.get(f"/p/{token}").status_code == 404
        assert payer.client.post(f"/p/{token}/paid", data={"sum": "500"}).status_code == 404


def test_the_token_is_not_in_the_books(payer: Payer) -> None:
    owes(500)
    token = page_of(payer).removeprefix("/p/")
    with opened() as session:
        assert all(token not in (link.token_hash, link.of) for link in session.query(PayLink))


def test_a_lapsed_link_says_so_and_takes_nothing(payer: Payer, now: Clock) -> None:
    owes(500)
    path = page_of(payer)
    now.passes(hours=49)
    assert "has lapsed" in payer.client.get(path).text
    payer.client.post(f"{path}/paid", data={"sum": "500"})
    payer.client.post(f"{path}/wrong", data={"said": "no"})
    assert told(OWNER) == []
    answer = payer.client.post(f"{path}/online", follow_redirects=False)
    assert answer.headers["location"] == path


def test_what_is_paid_says_so(payer: Payer, owner: Payer) -> None:
    owes(500)
    path = page_of(payer)
    owner.records("Fatima", 200)
    assert "₹300" in payer.client.get(path).text
    owner.records("Fatima", 300)
    assert "Nothing" not in (text := payer.client.get(path).text)
    assert "nothing is due" in text


def test_it_asks_for_what_is_open_when_it_is_opened(payer: Payer, owner: Payer) -> None:
    """Also where more has become due since the link was sent; a part that was asked for stays one."""
    owes(300)
    path = page_of(payer)
    part = (
        "/p/" + payer.do("/payments/due", reference=None, paise=20000).facts["pay_url"].rpartition("/p/")[2]
    )
    owes(167, key="b")
    assert "₹467" in payer.client.get(path).text
    assert "₹200" in payer.client.get(part).text


def test_i_have_paid_is_a_claim(payer: Payer) -> None:
    owes(500)
    path = page_of(payer)
    text = payer.client.post(f"{path}/paid", data={"sum": "500", "utr": "632811904512"}).text
    assert "not confirmed yet" in text
    assert (balance(), told(OWNER)) == (500, ["payment_reported"])
    payer.client.post(f"{path}/paid", data={"sum": "500", "utr": "632811904512"})
    assert told(OWNER) == ["payment_reported"]


@pytest.mark.parametrize("said", [
    {"sum": "0"}, {"sum": "10000000"}, {"sum": "abc"}, {"sum": ""}, {"sum": "500", "utr": "123"}, {"sum": "-5"},
])  # fmt: skip
def test_bad_input_is_said_and_moves_nothing(payer: Payer, said: dict[str, str]) -> None:
    owes(500)
    answer = payer.client.post(f"{page_of(payer)}/paid", data=said)
    assert answer.status_code == 200
    assert "noted" in answer.text
    assert told(OWNER) == []
    assert payer.reports(500).outcome == "reported"


def test_a_wrong_bill_goes_to_the_owner(payer: Payer) -> None:
    owes(500)
    path = page_of(payer)
    assert "has been told" in payer.client.post(f"{path}/wrong", data={"said": "<b>cheeni 2 kilo thi"}).text
    with opened() as session:
        from sqlalchemy import text

        facts = session.scalar(text("SELECT facts FROM assistant.notices WHERE name = 'bill_doubted'"))
    assert facts["pay_doubt"] == "<b>cheeni 2 kilo thi"


def test_a_gateway_whose_keys_are_missing_leaves_the_other_ways(
    payer: Payer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHARMA_RAZORPAY_KEY_ID", "only-one-of-three")
    owes(500)
    answer = payer.client.post(f"{page_of(payer)}/online")
    assert answer.status_code == 200
    assert "sharmakirana@upi" in answer.text


def test_a_part_is_said_to_be_one(payer: Payer) -> None:
    owes(1500)
    asked = payer.do("/payments/due", reference=None, paise=100000)
    path = "/p/" + asked.facts["pay_url"].rpartition("/p/")[2]
    text = payer.client.get(path).text
    assert "₹1,000" in text
    assert "₹1,500" in text
    assert "poora baaki" not in text
