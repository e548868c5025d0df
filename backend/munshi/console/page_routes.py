"""The console `/`: for whoever a link has let in; everybody else sees where to go from here."""

from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Cookie, Request
from fastapi.responses import RedirectResponse, Response
from fastapi.templating import Jinja2Templates

from munshi import database, private_pages, settings
from munshi.console import service
from munshi.console.looking import Look, words

router = APIRouter(include_in_schema=False)

COOKIE = "munshi_console"
DEFAULT_LANGUAGE = "hinglish"
HEADERS = private_pages.headers("'self'")

_pages = Jinja2Templates(directory=Path(__file__).parent / "pages")

Key = Annotated[str, Cookie(alias=COOKIE)]


@router.get("/")
def show(request: Request, key: Key = "") -> Response:
    """The business as it stands now; without a key the start page."""
    with database.transaction() as session:
        caller = service.who_looks(session, key) if key else None
        look = Look(session, caller) if caller else None
        if caller is None or look is None:
            demo = settings.current().simulates_graph
            return _pages.TemplateResponse(request, "start.html", {"demo": demo, "lapsed": bool(key)})
        told = {"business": caller.business.name, "look": look, "sections": look.sections()}
    return _pages.TemplateResponse(request, "console.html", told, headers=HEADERS)


@router.get(f"{service.PATH}/{{token}}")
def knock(request: Request, token: str) -> Response:
    """Asks for a press of the button, as what only previews a link presses none."""
    with database.transaction() as session:
        caller = service.who_looks(session, token, service.LINK)
        told = Look(session, caller).words if caller else words(DEFAULT_LANGUAGE)
        business = caller.business.name if caller else None
    facts = {"w": told, "business": business}
    return _pages.TemplateResponse(request, "knock.html", facts, 200 if business else 404, headers=HEADERS)


@router.post(f"{service.PATH}/{{token}}")
def enter(token: str) -> Response:
    """Lets this browser in."""
    with database.transaction() as session:
        key = service.let_in(session, token)
    if key is None:
        return RedirectResponse(f"{service.PATH}/{token}", 303, headers=HEADERS)
    answer = RedirectResponse("/", 303, headers=HEADERS)
    lasts = int(service.GOOD_FOR[service.BROWSER].total_seconds())
    secure = settings.current().public_url.startswith("https:")
    answer.set_cookie(COOKIE, key, max_age=lasts, secure=secure, httponly=True, samesite="lax")
    return answer


@router.post(f"{service.PATH}")
def leave(key: Key = "") -> Response:
    """Lets nobody in any more by what this person was sent, here or on another device."""
    with database.transaction() as session:
        service.put_out(session, key)
    answer = RedirectResponse("/", 303, headers=HEADERS)
    answer.delete_cookie(COOKIE)
    return answer
