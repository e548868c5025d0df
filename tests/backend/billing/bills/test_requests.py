"""A bill is asked for: the one that is meant is sent, and whose it is not gets nothing."""

from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from munshi.business.models import Business
from munshi.orders.statuses import Status
from tests.backend.billing.bills.conftest import (
    WAY,
    asks,
    bills,
    delivered,
    moves,
    notice,
    ordered,
    reading,
    told,
)
from tests.backend.books import API_TOKEN, KIRANA, KIRANA_NUMBER, OPERATOR_TOKEN, OWNER, PRIYA, Clock, opened
from tests.backend.orders.conftest import ARJUN, Customer

GSTIN = "23AAPFU0939F1Z3"
REPORTS = [{"name": "report_payment", "confidence": 0.9}]
NOVEMBER = {"from": "2026-11-01", "to": "2026-11-30"}


def fetch(client: TestClient, number: str, person: str | None = None, **asked: str) -> tuple[int, bytes]:
    who = {"Munshi-Number": KIRANA_NUMBER, "Munshi-Person": person} if person else {}
    answer = client.get(
        f"/api/businesses/{KIRANA}/bills/file",
        params={"number": number, **asked},
        headers={"Authorization": f"Bearer {API_TOKEN if person else OPERATOR_TOKEN}", **who},
    )
    return answer.status_code, answer.content


def test_the_last_bill_is_sent_as_a_pdf(priya: Customer) -> None:
    delivered(priya, "2 l mungfali tel")
    sent = asks(priya)
    assert (sent.outcome, sent.facts["bill_number"]) == ("sent", "INV/26-27/0001")
    (file,) = sent.facts["files"]
    assert (file["kind"], file["filename"]) == ("document", "INV-26-27-0001.pdf")
    status, content = fetch(priya.client, "INV-26-27-0001", PRIYA)
    assert (status, content[:5]) == (200, b"%PDF-")
    assert fetch(priya.client, "INV-26-27-0001", PRIYA) == (status, content)  # the same bytes go up once


def test_the_bill_of_a_running_order_is_issued_once_the_shop_has_taken_it(priya: Customer) -> None:
    reference = ordered(priya, "2 l mungfali tel")
    assert asks(priya).outcome == "not_yet"
    moves(reference, Status.ACCEPTED)
    assert asks(priya).outcome == "sent"
    moves(reference, *WAY[1:])
    assert len(bills()) == 1


def test_a_bill_that_was_asked_for_before_the_shop_took_the_order_comes_once(priya: Customer) -> None:
    first, second = ordered(priya, "2 l mungfali tel"), ordered(priya, "8 kg khula aata")
    assert asks(priya, reference=first).outcome == "not_yet"
    moves(first, *WAY)
    moves(second, Status.ACCEPTED)
    assert (told(PRIYA).count("bill_sent"), [bill.source for bill in bills()]) == (1, [first])


def test_right_after_an_order_its_bill_is_meant(priya: Customer, now: Clock) -> None:
    delivered(priya, "2 l mungfali tel")
    reference = ordered(priya, "8 kg khula aata")
    wanted = asks(priya)
    assert (wanted.outcome, wanted.facts["reference"]) == ("not_yet", reference)
    now.passes(days=1)
    assert asks(priya).outcome == "sent"


@pytest.mark.parametrize(
    "text", ["bill please", "the bill please, total for table 4", "टेबल 4 का बिल भेजो", "table 4 ka bill"]
)
def test_the_bill_of_a_table_is_that_of_all_they_had_there(guest: Customer, text: str) -> None:
    for goods in ("1 plate veg thali", "2 plate dal tadka full"):
        bill = guest.says(
            goods, left_over=[{"text": "table 4", "kind": "way", "value": "dine_in"}], said="table 4"
        )
        placed = guest.do("/orders", summary=bill.facts["summary"])
        moves(placed.facts["reference"], Status.ACCEPTED, business_id="annapurna-bhojanalay")
    sent = asks(guest, text)
    assert (sent.outcome, sent.facts["bill_count"]) == ("sent_several", 2)


def test_of_several_orders_it_is_asked_which(priya: Customer, now: Clock) -> None:
    first, second = delivered(priya, "2 l mungfali tel"), delivered(priya, "8 kg khula aata")
    shown = asks(priya)
    assert shown.outcome == "choose"
    assert [option["choice"] for option in shown.facts["options"]] == [second, first]
    assert asks(priya, None, reference=first).facts["bill_number"] == "INV/26-27/0001"
    now.passes(days=5)
    assert asks(priya).outcome == "sent"  # the last one: nobody asks which of last week's


def test_a_bare_number_names_an_order_of_the_person_and_of_nobody_else(priya: Customer) -> None:
    arjun = Customer(priya.client, ARJUN)
    first, second = delivered(priya, "2 l mungfali tel"), ordered(priya, "8 kg khula aata")
    number = first.removeprefix("ORD-")
    assert asks(priya, f"{number} ka bill bhi").facts["bill_of"] == first
    assert asks(arjun, f"{number} ka bill bhi").outcome == "nothing"
    several = asks(priya, f"{number} aur {second.removeprefix('ORD-')} ka bill")
    assert (several.outcome, several.facts["bill_count"], several.facts["reference"]) == (
        "sent_ready",
        1,
        second,
    )


def test_the_bills_of_both_orders_come_each_as_soon_as_it_can(priya: Customer) -> None:
    first, second = ordered(priya, "2 l mungfali tel"), ordered(priya, "8 kg khula aata")
    dono = {**reading("bill de do dono ka"), "facets": [{"facet": "every_order", "value": "so"}]}
    none = priya.do("/bills/wanted", reading=dono)
    assert (none.outcome, none.facts["reference"]) == ("none_yet", f"{second}, {first}")
    moves(first, *WAY)
    moves(second, Status.ACCEPTED)
    assert told(PRIYA).count("bill_sent") == 2
    assert priya.do("/bills/wanted", reading=dono).facts["bill_count"] == 2
    ordered(priya, "7 kg khula aata")
    assert priya.do("/bills/wanted", reading=dono).outcome == "choose"  # which two?


def test_all_bills_of_some_days_come_as_one_pdf(priya: Customer, now: Clock) -> None:
    delivered(priya, "2 l mungfali tel")
    delivered(priya, "8 kg khula aata")
    now.passes(days=20)
    sent = asks(priya, "november ke sab bill", period=NOVEMBER)
    assert (sent.outcome, sent.facts["bill_count"]) == ("sent_several", 2)
    (file,) = sent.facts["files"]
    assert file["source"].count("number=") == 2
    assert asks(priya, period={"from": "2026-10-01", "to": "2026-10-31"}).outcome == "nothing_then"


@pytest.mark.parametrize("named", ["INV/26-27/0001", "inv-26-27-1", "1", "ORD-{number}", "{number}"])
def test_a_bill_is_named_by_its_number_or_by_its_order(priya: Customer, named: str) -> None:
    reference = delivered(priya, "2 l mungfali tel")
    sent = asks(priya, reference=named.format(number=reference.removeprefix("ORD-")))
    assert (sent.outcome, sent.facts["bill_number"]) == ("sent", "INV/26-27/0001")


def test_who_has_bought_nothing_hears_so(stranger: Customer) -> None:
    assert asks(stranger).outcome == "nothing"


def test_somebody_elses_bill_is_not_found(priya: Customer) -> None:
    reference = delivered(priya, "2 l mungfali tel")
    arjun = Customer(priya.client, ARJUN)
    for named in (reference, "INV/26-27/0001", "1"):
        assert asks(arjun, reference=named).outcome == "not_found"
    assert asks(arjun, None, bill_wrong="INV/26-27/0001").outcome == "not_found"
    assert fetch(priya.client, "INV-26-27-0001", ARJUN)[0] == 403


def test_owners_and_the_operator_see_every_bill(priya: Customer) -> None:
    reference = delivered(priya, "2 l mungfali tel")
    assert asks(Customer(priya.client, OWNER), reference=reference).outcome == "sent"
    assert fetch(priya.client, "INV-26-27-0001", OWNER)[0] == 200
    assert fetch(priya.client, "INV-26-27-0001", None, paper="a4", language="hi")[0] == 200
    assert fetch(priya.client, "INV-26-27-0099")[0] == 404


def test_without_the_skill_no_bill_is_made(priya: Customer) -> None:
    with opened() as session:
        session.get_one(Business, KIRANA).skills = ["orders"]
    delivered(priya, "2 l mungfali tel")
    assert asks(priya).outcome == "not_offered"
    assert not bills()


@pytest.mark.parametrize(
    ("written", "outcome"),
    [
        ("23AAPFU0939F1Z4", "gstin_check_digit"),
        ("23AAPFU0939F1Z", "gstin_length"),
        ("55AAPFU0939F1Z3", "gstin_state"),
        ("23AAPFU0939F1Y3", "gstin_form"),
    ],
)
def test_a_gstin_that_cannot_be_one_moves_nothing(priya: Customer, written: str, outcome: str) -> None:
    delivered(priya, "2 l mungfali tel")
    answer = asks(priya, f"GST bill chahiye {written}")
    assert (answer.outcome, answer.facts["bill_gstin"]) == (outcome, written)
    delivered(priya, "2 l mungfali tel")
    assert [bill.recipient["gstin"] for bill in bills()] == [None, None]


def test_a_bill_that_is_to_be_paid_online_brings_its_button(
    priya: Customer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "munshi.billing.bills.facts.link_for", lambda session, bill: "https://pay.example/p/1"
    )
    reference = ordered(priya, "2 l mungfali tel")
    assert asks(priya, reference=reference).outcome == "not_yet"
    moves(reference, *WAY)
    assert "bill_sent_to_pay" in told(PRIYA)
    asks(priya, f"GST bill chahiye {GSTIN}")
    asks(Customer(priya.client, OWNER), None, bill_remade="INV/26-27/0001")
    assert told(PRIYA)[-1] == "bill_remade_to_pay"


def test_the_right_gstin_behind_a_refused_one_needs_no_word_of_a_bill(priya: Customer) -> None:
    delivered(priya, "2 l mungfali tel")
    assert asks(priya, "GST bill chahiye 23AAPFU0939F1Z4").outcome == "gstin_check_digit"
    read = {**reading(GSTIN), "intents": [{"name": "nlu_fallback", "confidence": 0.9}]}
    taken = priya.do("/answers", question="", reading=read)
    assert (taken.facts["page"], taken.facts["answer"]["outcome"]) == ("request_invoice", "gstin_asked")


def test_a_bill_goes_without_a_gstin_that_was_refused(priya: Customer) -> None:
    delivered(priya, "2 l mungfali tel")
    asks(priya, "GST bill chahiye 23AAPFU0939F1Z4")
    assert asks(priya, None).facts["bill_number"] == "INV/26-27/0001"


def test_a_gstin_before_the_bill_is_on_it(priya: Customer) -> None:
    reference = ordered(priya, "2 l mungfali tel", "4 kg khula aata")
    moves(reference, Status.ACCEPTED)
    assert asks(priya, f"GST bill chahiye {GSTIN}").outcome == "sent"
    (bill,) = bills()
    assert (bill.recipient["gstin"], bill.kind) == (GSTIN, "tax_invoice")


def test_a_gstin_after_the_bill_goes_to_the_owner_who_has_it_made_anew(priya: Customer) -> None:
    delivered(priya, "2 l mungfali tel")
    assert asks(priya, f"GST bill chahiye {GSTIN}").outcome == "gstin_asked"
    assert told(OWNER)[-1] == "bill_name_wanted"
    assert len(bills()) == 1  # nothing is done without the owner's word
    owner = Customer(priya.client, OWNER)
    assert asks(owner, None, bill_remade="INV/26-27/0001").outcome == "remade"
    assert asks(owner, None, bill_remade="INV/26-27/0001").outcome == "remade_already"
    assert [bill.number for bill in bills()] == ["INV/26-27/0001", "CN/26-27/0001", "INV/26-27/0002"]
    assert bills()[2].recipient["gstin"] == GSTIN
    assert bills()[2].total_paise == bills()[0].total_paise
    assert told(PRIYA)[-1] == "bill_remade"
    assert asks(priya).facts["bill_number"] == "INV/26-27/0002"


def test_who_charges_no_gst_writes_no_gstin(priya: Customer, profile: Callable[..., None]) -> None:
    profile(scheme="composition")
    assert asks(priya, f"GST bill chahiye {GSTIN}").outcome == "no_gst"


@pytest.mark.parametrize("by_tap", [True, False])
def test_a_bill_that_is_called_wrong_goes_to_the_owner(priya: Customer, *, by_tap: bool) -> None:
    delivered(priya, "2 l mungfali tel")
    said = {"bill_wrong": "INV/26-27/0001"} if by_tap else {}
    answer = asks(priya, None if by_tap else "bill galat hai", wrong=not by_tap, **said)
    assert (answer.outcome, answer.facts["bill_number"]) == ("told_owner", "INV/26-27/0001")
    assert told(OWNER)[-1] == "bill_disputed"
    assert len(bills()) == 1


def test_a_bill_that_is_owed_comes_with_where_to_pay_it(priya: Customer, takes_upi: None) -> None:
    delivered(priya, "2 l mungfali tel")
    assert told(PRIYA)[-1] == "bill_delivered_to_pay"
    sent = asks(priya)
    assert sent.outcome == "sent_to_pay"
    assert "/p/" in sent.facts["bill_pay_url"]


def test_what_is_paid_before_it_comes_is_billed_then(priya: Customer, takes_upi: None) -> None:
    reference = ordered(priya, "2 l mungfali tel")
    moves(reference, Status.ACCEPTED)
    said = reading("upi kar diya", reference=reference, money={"paise": 40200})
    paid = priya.do("/payments/reported", reading={**said, "intents": REPORTS})
    assert not bills()
    payment = paid.facts["pay_reference"]
    Customer(priya.client, OWNER).do(f"/payments/{payment}/decision", verdict="confirm")
    (bill,) = bills()
    assert bill.source == reference
    (file,) = notice("payment_confirmed")["files"]
    assert file["filename"] == "INV-26-27-0001.pdf"


def answers(customer: Customer, question: str, summary: str, text: str, intent: str, **values: str) -> str:
    said = {**reading(text, **values), "intents": [{"name": intent, "confidence": 0.9}]}
    answer = customer.do("/answers", question=question, summary=summary, reading=said)
    return str(answer.facts["answer"]["outcome"]) if answer.outcome == "taken" else answer.outcome


def test_what_is_wrong_is_heard_as_that_and_a_new_wish_is_one(priya: Customer) -> None:
    delivered(priya, "2 l mungfali tel")
    number = asks(priya, None, bill_wrong="INV/26-27/0001").facts["summary"]
    said = "do litre nahi ek litre aaya tha"
    assert answers(priya, "correct_bill", number, said, "raise_ticket") == "explained"
    assert notice("bill_disputed")["said"] == said
    assert answers(priya, "correct_bill", number, "2 kilo cheeni bhejo", "place_order") == "left"


@pytest.mark.parametrize(
    "text", ["बिल गलत है, चीनी नहीं नमक लिया था", "receipt is wrong, it was salt not sugar"]
)
def test_goods_in_a_bill_that_is_called_wrong_are_not_ordered(priya: Customer, text: str) -> None:
    delivered(priya, "6 kg chini")
    said = reading(text, order_line={"name": "namak", "op": "add"})
    said["intents"] = [{"name": "modify_order", "confidence": 0.8}]
    heard = priya.do("/answers", question="", reading=said).facts
    assert (heard["page"], heard["answer"]["outcome"]) == ("request_invoice", "explained")
    assert (notice("bill_disputed")["said"], bills()[0].source) == (text, "ORD-1001")


@pytest.mark.parametrize(
    "text",
    [
        "bill galat hai, cheeni aadha kilo thi",
        "bill is wrong, i took half a kilo of sugar",
        "बिल गलत है, चीनी आधा किलो थी",
    ],
)
def test_a_bill_that_is_called_wrong_with_a_reason_is_no_complaint(priya: Customer, text: str) -> None:
    delivered(priya, "6 kg chini")
    said = reading(text)
    said["intents"] = [{"name": "raise_ticket", "confidence": 0.9}]
    heard = priya.do("/answers", question="", reading=said).facts
    assert (heard["page"], heard["answer"]["outcome"]) == ("request_invoice", "explained")
    assert notice("bill_disputed")["said"] == text


def test_the_owner_has_a_bill_made_anew_in_another_name(priya: Customer) -> None:
    reference = delivered(priya, "6 kg chini")
    owner = Customer(priya.client, OWNER)
    made = asks(owner, f"{reference} ka bill Sharma Traders ke naam se bana do", reference=reference)
    assert (made.outcome, made.facts["bill_number"]) == ("remade", "INV/26-27/0002")
    assert bills()[2].recipient["name"] == "Sharma Traders"
    assert (bills()[1].kind, told(PRIYA)[-1]) == ("credit_note", "bill_remade")


def test_a_bill_for_somebody_unknown_is_asked_about(priya: Customer) -> None:
    delivered(priya, "6 kg chini")
    owner = Customer(priya.client, OWNER)
    assert asks(owner, "verma traders ko bill bhej do").outcome == "of_whom"


@pytest.mark.parametrize(("text", "values"), [("1", {}), ("pehla wala", {"pick": "1"}), ("1002", {})])
def test_which_bill_is_said_by_place_or_number(priya: Customer, text: str, values: dict[str, str]) -> None:
    delivered(priya, "2 l mungfali tel")
    delivered(priya, "3 l mungfali tel")
    shown = asks(priya).facts["summary"]
    assert shown == "ORD-1002,ORD-1001"
    assert answers(priya, "choose_bill", shown, text, "nlu_fallback", **values) == "sent"
    assert answers(priya, "choose_bill", shown, "dono", "nlu_fallback", pick="both") == "sent_several"
    assert answers(priya, "choose_bill", shown, "namaste", "greet") == "left"


def test_of_several_bills_it_is_asked_which_is_wrong(priya: Customer) -> None:
    delivered(priya, "2 l mungfali tel")
    delivered(priya, "3 l mungfali tel")
    shown = asks(priya, "bill galat hai", wrong=True)
    assert (shown.outcome, shown.facts["summary"]) == ("which_wrong", "ORD-1002,ORD-1001")
    assert answers(priya, "choose_wrong_bill", "ORD-1002,ORD-1001", "2", "nlu_fallback") == "told_owner"
    assert notice("bill_disputed")["bill_of"] == "ORD-1001"
    assert asks(priya, None, bill_wrong="ORD-1002").outcome == "told_owner"


@pytest.mark.parametrize(
    "text", ["isme 2 coke nahi the", "you added one more, i didnt take it", "50 ज्यादा लगा दिया"]
)
def test_right_behind_a_bill_a_doubt_is_of_it(priya: Customer, text: str) -> None:
    delivered(priya, "2 l mungfali tel")
    said = {**reading(text), "intents": [{"name": "place_order", "confidence": 0.5}]}
    told = ["utter_request_invoice_sent"]
    answer = priya.do("/answers", question="", told=told, reading=said)
    assert answer.facts["answer"]["outcome"] == "explained"
    assert notice("bill_disputed")["said"] == text


def test_the_owner_sees_the_bill_of_the_customer_who_is_named(priya: Customer) -> None:
    owner = Customer(priya.client, OWNER)
    assert asks(owner, "Arjun Patel ka bill bhejo").outcome == "none_of_theirs"
    delivered(priya, "2 l mungfali tel")
    shown = asks(owner, "Priya Joshi ka bill dikhao")
    assert (shown.outcome, shown.facts["bill_number"]) == ("sent", "INV/26-27/0001")
    assert "bill_sent" not in told(PRIYA)


@pytest.mark.parametrize(
    "text", ["Priya Joshi ko bill bhejo", "send the bill to Priya Joshi", "प्रिया जोशी को बिल भेजो"]
)
def test_a_bill_that_is_to_go_to_the_customer_goes_there(priya: Customer, text: str) -> None:
    delivered(priya, "2 l mungfali tel")
    sent = asks(Customer(priya.client, OWNER), text)
    assert (sent.outcome, sent.facts["bill_payer"]) == ("sent_to_them", "Priya Joshi")
    assert told(PRIYA)[-1] == "bill_sent"
