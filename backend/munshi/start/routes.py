"""`/`: where to go from here."""

from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from fastapi.templating import Jinja2Templates

from munshi import settings

router = APIRouter(include_in_schema=False)

_pages = Jinja2Templates(directory=Path(__file__).parent / "pages")


@router.get("/")
async def start(request: Request) -> HTMLResponse:
    """The start page; the chat is offered where WhatsApp is simulated."""
    return _pages.TemplateResponse(request, "start.html", {"demo": settings.current().simulates_graph})
