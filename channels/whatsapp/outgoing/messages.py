"""What is to be sent: Graph requests with the buttons that stand in them, and what may take their place later."""

import json
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

OF_THE_BOOKS = "/api/"  # how the path of a file begins that the books have

_BARE_COMMAND = re.compile(r"/(?!affirm$|deny$)\w+")
_NEXT_PAGE = "\x1dpage:"  # no command begins with a control character


@dataclass(frozen=True)
class Template:
    """What is sent in place of the answer's first message to who has not written for 24 hours.

    `taps` are its own buttons, title and command, where they are not the answer's first ones.
    """

    name: str
    language: str
    values: dict[str, str]
    taps: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Issued:
    """An id that will act as the command it stands for when the person taps it, or answers with its number."""

    id: str
    title: str
    command: str
    number: int | None = None


@dataclass
class Composed:
    """The bodies of Graph requests, in order, without their receiver; and the ids that stand in them.

    `card` is what is to be paid, in Meta's words. `template` may take the place of the first where the person has not
    written for 24 hours, with the ids of `taps` if it has buttons of its own; `buttons_stay` where the buttons answer
    no question.
    """

    requests: list[dict[str, Any]] = field(default_factory=list)
    issued: list[Issued] = field(default_factory=list)
    template: Template | None = None
    taps: list[str] = field(default_factory=list)
    buttons_stay: bool = False
    card: dict[str, Any] | None = None

    def issue(self, title: str, command: str, number: int | None = None) -> str:
        """A new id for this command, which nobody can guess."""
        button = Issued(secrets.token_urlsafe(12), title, command, number)
        self.issued.append(button)
        return button.id

    def reply_to(self, wamid: str) -> None:
        """Shows above the first message which one of the person's it answers."""
        for request in self.requests[:1]:
            request["context"] = {"message_id": wamid}


def exclude_each_other(issued: Sequence[Issued]) -> bool:
    """Whether the buttons answer a question; those of a menu, bare commands, stand for themselves."""
    commands = [button.command for button in issued if next_page(button.command) is None]
    return not all(_BARE_COMMAND.fullmatch(command) for command in commands)


def page_command(request: dict[str, Any]) -> str:
    """The command of a row that brings more rows with this Graph request."""
    return _NEXT_PAGE + json.dumps(request, ensure_ascii=False)


def next_page(command: str) -> dict[str, Any] | None:
    """The Graph request that a row for more rows stands for; None for every other command."""
    if not command.startswith(_NEXT_PAGE):
        return None
    request: dict[str, Any] = json.loads(command.removeprefix(_NEXT_PAGE))
    return request


def address(person: str) -> dict[str, str]:
    """The receiver as the Graph API wants it: a phone in `to`, a business-scoped id in `recipient`."""
    return {"recipient": person} if "." in person else {"to": person}
