"""What the server of the actions says of itself to Rasa."""

from rasa_sdk.endpoint import create_app

from actions.backend import BackendAway, BackendUnreachable
from engine.launch.actions import Extension


async def test_an_action_without_the_books_is_unavailable_and_not_at_fault() -> None:
    app = create_app("actions")
    Extension().attach_sanic_app_extensions(app)
    away = app.error_handler.lookup(BackendAway("no answer"))
    assert (await away(None, BackendAway("no answer"))).status == 503
    assert app.error_handler.lookup(BackendUnreachable("it broke")) is not away
