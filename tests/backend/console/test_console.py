"""The console: let in by a link from the chat, for who runs the business only, and true to the books."""

import re
from datetime import timedelta

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select

from munshi.access.models import Access
from munshi.access.rules import Kind
from munshi.console import looking
from munshi.console.models import ConsoleKey
from munshi.console.service import BROWSER, GOOD_FOR, LINK
from munshi.orders.models import Order
from munshi.orders.statuses import OPEN
from munshi.people import service as people
from munshi.people.models import PersonRole
from munshi.service.tickets.statuses import LIVE as LIVE_TICKETS
from munshi.service.visits.statuses import LIVE
from tests.backend.billing.payments.conftest import Payer, owes
from tests.backend.books import KIRANA, OWNER, Clock, opened
from tests.backend.leave.conftest import MANAGER as WORKSHOP_MANAGER
from tests.backend.leave.conftest import WORKSHOP_NUMBER, Worker
from tests.backend.orders.conftest import Customer
from tests.backend.service.visits.conftest import NUMBER as SERVICE_NUMBER
from tests.backend.service.visits.conftest import OWNER as SERVICE_OWNER
from tests.backend.service.visits.conftest import Somebody, at


@pytest.fixture
def owner(books: None, client: TestClient) -> Customer:
    """The owner of the kirana."""
    return Customer(client, OWNER)


def path_of(owner: Customer) -> str:
    """Where a link that the owner asks for leads to."""
    url: str = owner.do("/console/links").facts["url"]
    return url[url.index("/console/") :]


def opens(owner: Customer) -> str:
    """The console after the button of a new link is pressed."""
    return owner.client.post(path_of(owner)).text


def sections(page: str) -> dict[str, str]:
    """What stands in each section."""
    return dict(re.findall(r'<section id="(\w+)">(.*?)</section>', page, re.DOTALL))


def test_a_link_lets_a_browser_in_when_its_button_is_pressed(owner: Customer) -> None:
    path = path_of(owner)
    asked = owner.client.get(path)
    assert asked.status_code == 200
    assert '<form method="post">' in asked.text
    assert "Sharma" in asked.text
    assert 'id="sales"' not in owner.client.get("/").text  # a preview of the link lets nobody in
    shown = owner.client.post(path)
    assert shown.url.path == "/"
    assert 'id="sales"' in shown.text
    assert shown.headers["Cache-Control"] == "no-store"
    assert "default-src 'none'" in shown.headers["Content-Security-Policy"]


def test_the_cookie_is_for_no_script_and_no_other_site(owner: Customer) -> None:
    answer = owner.client.post(path_of(owner), follow_redirects=False)
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert f"Max-Age={12 * 3600}" in cookie


def test_neither_token_is_kept(owner: Customer) -> None:
    token = path_of(owner).rpartition("/")[2]
    owner.client.post(f"/console/{token}")
    with opened() as session:
        kept = {key.kind: key.token_hash for key in session.scalars(select(ConsoleKey))}
    assert set(kept) == {LINK, BROWSER}
    assert not {token, owner.client.cookies["munshi_console"]} & set(kept.values())


def test_a_customer_is_told_that_it_is_not_for_them(owner: Customer, priya: Customer) -> None:
    assert priya.do("/console/links").outcome == "not_allowed"


def test_a_link_and_a_browser_lapse(owner: Customer, now: Clock) -> None:
    path = path_of(owner)
    owner.client.post(path)
    now.passes(seconds=GOOD_FOR[LINK].total_seconds())
    assert owner.client.get(path).status_code == 404
    assert 'id="sales"' not in owner.client.post(path).text
    assert 'id="sales"' in owner.client.get("/").text
    now.passes(seconds=(GOOD_FOR[BROWSER] - GOOD_FOR[LINK]).total_seconds())
    assert "dashboard kholo" in owner.client.get("/").text


def test_a_key_of_one_kind_is_none_of_the_other(owner: Customer) -> None:
    token = path_of(owner).rpartition("/")[2]
    owner.client.cookies.set("munshi_console", token)
    assert 'id="sales"' not in owner.client.get("/").text


def test_who_runs_the_business_no_longer_sees_nothing(owner: Customer) -> None:
    opens(owner)
    with opened() as session:
        for role in session.scalars(select(PersonRole).where(PersonRole.business_id == KIRANA)):
            session.delete(role)
    assert 'id="sales"' not in owner.client.get("/").text


def test_closing_puts_out_every_browser_and_link(owner: Customer) -> None:
    other = path_of(owner)
    opens(owner)
    owner.client.post("/console")
    assert 'id="sales"' not in owner.client.get("/").text
    assert owner.client.get(other).status_code == 404


def test_what_has_lapsed_goes_with_the_next_link(owner: Customer, now: Clock) -> None:
    opens(owner)
    now.passes(seconds=(GOOD_FOR[BROWSER] + timedelta(1)).total_seconds())
    path_of(owner)
    with opened() as session:
        assert len(session.scalars(select(ConsoleKey)).all()) == 1


def test_it_shows_what_the_books_have(owner: Customer, priya: Customer) -> None:
    reference = priya.orders("6 kg chini").facts["reference"]
    shown = sections(opens(owner))
    assert list(shown) == ["sales", "orders", "low", "claims", "dues", "visits", "tickets"]
    assert "₹306" in shown["sales"]
    assert reference in shown["orders"]
    assert "Priya" in shown["orders"]
    assert "6 kg" in shown["orders"]
    assert "₹306" in shown["orders"]
    owner.do("/orders/moved", reference=reference, status="cancelled", reason="closed")
    assert reference not in owner.client.get("/").text


def test_what_people_wrote_is_text_on_the_page(owner: Customer, priya: Customer) -> None:
    priya.orders("6 kg chini")
    with opened() as session:
        session.scalars(select(Order)).one().notes = ["<b>jaldi</b>"]
    assert "&lt;b&gt;jaldi&lt;/b&gt;" in opens(owner)


def test_money_that_waits_and_money_that_is_owed(payer: Payer, owner: Customer) -> None:
    owes(1240.5)
    reported = payer.reports(500, reference="412345678901")
    shown = sections(opens(owner))
    assert reported.facts["pay_reference"] in shown["claims"]
    assert "UTR 412345678901" in shown["claims"]
    assert "₹500" in shown["claims"]
    assert "₹1,240.50" in shown["dues"]
    assert "Fatima" in shown["dues"]


def test_a_visit_and_its_complaint_which_is_noted_as_looked_at(
    books: None, client: TestClient, now: Clock
) -> None:
    visit = Somebody(client).books(when=at("2026-11-24", "15:30"))
    shown = sections(opens(Customer(client, SERVICE_OWNER, SERVICE_NUMBER)))
    assert visit in shown["visits"]
    assert "TKT-" in shown["tickets"]
    with opened() as session:
        looked = session.scalars(select(Access).where(Access.kind == Kind.TICKET)).all()
    assert {each.reference for each in looked} == set(re.findall(r"TKT-\d+", shown["tickets"]))


def test_leave_that_waits_for_a_yes(ravi: Worker, client: TestClient) -> None:
    reference = ravi.files("2026-11-24…2026-11-25").facts["reference"]
    manager = sections(opens(Customer(client, WORKSHOP_MANAGER, WORKSHOP_NUMBER)))
    assert list(manager) == ["requests", "away"]
    assert reference in manager["requests"]
    assert "Ravi" in manager["away"]


@pytest.mark.parametrize("language", ["hi", "en", "hinglish"])
def test_it_speaks_the_language_of_who_looks(owner: Customer, priya: Customer, language: str) -> None:
    priya.orders("6 kg chini")
    with opened() as session:
        found = people.find(session, KIRANA, OWNER)
        assert found
        found.spoken = language
    page = opens(owner)
    words = looking.words(language)
    assert words["sections"]["orders"] in page
    assert words["order_states"]["placed"] in page


def test_the_words_are_there_in_every_language() -> None:
    each = [looking.words(language) for language in looking.LOCALES]
    for name, statuses in {"order_states": OPEN, "visit_states": LIVE, "ticket_states": LIVE_TICKETS}.items():
        for words in each:
            assert set(words[name]) == {str(status) for status in statuses}
