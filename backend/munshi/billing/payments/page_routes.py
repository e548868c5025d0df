"""The pay page `/p/<token>`: no login, for whoever has the link. What is said on it is a claim, and moves no money."""

import base64
import hashlib
import re
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Form, Header, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from fastapi.templating import Jinja2Templates
from sqlalchemy.orm import Session

from munshi import database, private_pages
from munshi.billing.payments import attempts, drafts, links, notices, page, reporting
from munshi.billing.payments.drafts import Told
from munshi.billing.payments.gateways.port import GatewayFault
from munshi.billing.payments.models import PayLink
from munshi.billing.payments.page import Standing
from munshi.billing.payments.rules import paise_of
from munshi.billing.payments.terms import terms_of
from munshi.business import service as business_service
from munshi.callers import Caller
from munshi.people import service as people
from munshi.people.models import Person
from munshi.turns import decide

router = APIRouter(include_in_schema=False)

PAGES = Path(__file__).parent / "pages"
SCRIPT = (PAGES / "copy.js").read_text("utf-8")
SUM = re.compile(r"[0-9]{1,9}(\.[0-9]{1,2})?")
DEFAULT_LANGUAGE = "hinglish"
_DIGEST = base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode()
# A form's answer may lead on to the gateway, so `form-action` allows the web.
HEADERS = private_pages.headers("'self' https: http:", f"'sha256-{_DIGEST}'")
SAYS = {"bad_utr": "bad_utr", "utr_used": "utr_used", "bad_amount": "bad_sum", "ask_amount": "bad_sum"}

_pages = Jinja2Templates(directory=PAGES)

Browser = Annotated[str, Header(alias="User-Agent")]


@router.get("/p/{token}")
def show(request: Request, token: str, browser: Browser = "") -> Response:
    """The page as it stands now."""
    return _page(request, token, browser)


@router.post("/p/{token}/online")
def pay_online(request: Request, token: str, browser: Browser = "") -> Response:
    """On to the gateway; where that is away, the page with the other ways."""
    with database.transaction() as session:
        link = links.with_token(session, token)
        seen = page.shown(session, link, browser) if link else None
        if link is None or seen is None or seen.standing is not Standing.OPEN or not seen.online:
            return RedirectResponse(f"/p/{token}", 303, headers=HEADERS)
        business = business_service.get(session, link.business_id)
        person = session.get_one(Person, (link.business_id, link.person_id))
        assert business is not None
        gateway = terms_of(business).gateway
        assert gateway is not None
        attempt = attempts.begin(session, person, seen.paise, link.of, gateway.name, link.expires_at)
        business_id, reference = attempt.business_id, attempt.reference
    try:
        url = attempts.open_at_gateway(business_id, reference, links.address(token))
    except GatewayFault:
        return _page(request, token, browser, told="online_away")
    return RedirectResponse(url, 303, headers=HEADERS)


@router.post("/p/{token}/paid")
def report(
    request: Request,
    token: str,
    sum_: Annotated[str, Form(alias="sum", max_length=20)] = "",
    utr: Annotated[str, Form(max_length=40)] = "",
    browser: Browser = "",
) -> Response:
    """*I have paid*: a claim until the owner confirms it."""
    written = sum_.strip().replace(",", "").removeprefix("₹").strip()
    paise = paise_of(written) if SUM.fullmatch(written) else None

    def work(session: Session, caller: Caller, link: PayLink) -> str | None:
        told = Told("report", paise=paise, utr=utr.strip() or None, named=link.of)
        answer = decide(session, caller, lambda here, by: reporting.conclude(here, by, told))
        drafts.drop(session, caller)
        return SAYS.get(answer.outcome)

    return _done(request, token, browser, work)


@router.post("/p/{token}/wrong")
def doubt(
    request: Request,
    token: str,
    said: Annotated[str, Form(max_length=500)] = "",
    browser: Browser = "",
) -> Response:
    """*The bill is wrong*: the owner hears it."""

    def work(session: Session, caller: Caller, link: PayLink) -> str | None:
        notices.tell_of_doubt(session, link, said.strip() or None)
        return "wrong_sent"

    return _done(request, token, browser, work)


def _done(
    request: Request, token: str, browser: str, work: Callable[[Session, Caller, PayLink], str | None]
) -> Response:
    """Does the work for whose link it is, where it can still be used; then the page."""
    with database.transaction() as session:
        link = links.with_token(session, token)
        told = None
        if link is not None and page.shown(session, link, browser).standing is Standing.OPEN:
            told = work(session, _caller(session, link), link)
    return _page(request, token, browser, told)


def _caller(session: Session, link: PayLink) -> Caller:
    business = business_service.get(session, link.business_id)
    assert business is not None
    person = session.get_one(Person, (link.business_id, link.person_id))
    return Caller(business, person, people.roles_of(business, person))


def _page(request: Request, token: str, browser: str, told: str | None = None) -> HTMLResponse:
    with database.transaction() as session:
        link = links.with_token(session, token)
        seen = page.shown(session, link, browser) if link else None
    if seen is None:
        unknown = {"words": page.words(DEFAULT_LANGUAGE)}
        return _pages.TemplateResponse(request, "unknown.html", unknown, 404, headers=HEADERS)
    facts = {"page": seen, "token": token, "told": told, "script": SCRIPT}
    return _pages.TemplateResponse(request, "pay.html", facts, headers=HEADERS)
