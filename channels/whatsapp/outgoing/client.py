"""Meta's Graph API, as far as the connector speaks with it; pywa knows its addresses and bodies."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import IO, Any

import httpx
from pywa_async.api import GraphAPIAsync
from pywa_async.errors import WhatsAppError

from channels.whatsapp.incoming.payload import identifier, obj, objects
from channels.whatsapp.outgoing.verdicts import SendFault, Verdict, of_answer
from engine.json_client import JsonClient
from engine.values import is_loopback

# Where Meta keeps files; whoever is asked for one is shown the access token.
HOSTS_OF_FILES = ("lookaside.fbsbx.com", "graph.facebook.com")
DOMAINS_OF_FILES = (".fbcdn.net", ".whatsapp.net")

TIMEOUT = httpx.Timeout(15, connect=5)


class GraphClient:
    """Sends what stands in the outbox, and fetches what people sent; one for the whole process."""

    def __init__(
        self, graph_url: str, version: str, token: str, transport: httpx.AsyncBaseTransport | None = None
    ) -> None:
        logging.getLogger("httpx").setLevel(logging.WARNING)  # it tells of every request
        logging.getLogger("pywa").setLevel(logging.ERROR)  # it guesses why Meta is not reached
        self._session = JsonClient(graph_url, timeout=TIMEOUT, transport=transport)
        self._api = GraphAPIAsync(token, self._session, float(version.lstrip("v")))
        self._graph = httpx.URL(graph_url)
        self._session.base_url = httpx.URL(f"{graph_url}/{version}")
        self.token = token

    async def close(self) -> None:
        """Ends the connections."""
        await self._session.aclose()

    async def send(self, phone_number_id: str, request: dict[str, Any], reference: str) -> str:
        """Sends a Graph request of the outbox; its id at Meta. Raises SendFault."""
        kind = request["type"]
        async with _faults_as_verdicts():
            answer = await self._api.send_message(
                sender=phone_number_id,
                to=request.get("to"),
                recipient=request.get("recipient"),
                recipient_type=request.get("recipient_type", "individual"),
                typ=kind,
                msg=request[kind],
                reply_to_message_id=obj(request.get("context")).get("message_id"),
                biz_opaque_callback_data=reference,
            )
        wamid = next(
            (identifier(message.get("id")) for message in objects(obj(answer).get("messages"))), None
        )
        if wamid is None:
            raise SendFault(Verdict.UNSURE, None, "accepted without an id")
        return wamid

    async def mark_read(self, phone_number_id: str, wamid: str, *, typing: bool) -> None:
        """Shows the person that the message was read, and on wish that it is being answered. Raises SendFault."""
        async with _faults_as_verdicts():
            if typing:
                await self._api.set_indicator(phone_number_id, wamid, "text")
            else:
                await self._api.mark_message_as_read(phone_number_id, wamid)

    async def upload(self, phone_number_id: str, file: IO[bytes], mime_type: str, filename: str) -> str:
        """Gives Meta a file to send from this number; its id, good for 30 days. Raises SendFault."""
        async with _faults_as_verdicts():
            answer = await self._api.upload_media(phone_number_id, file, mime_type, filename)
        media_id = identifier(obj(answer).get("id"))
        if media_id is None:
            raise SendFault(Verdict.LATER, None, "uploaded without an id")
        return media_id

    async def media_address(self, media_id: str) -> dict[str, Any]:
        """Where a file can be fetched within five minutes, with what Meta says of it. Raises SendFault."""
        async with _faults_as_verdicts():
            return obj(await self._api.get_media_url(media_id))

    async def templates(
        self, account_id: str, fields: tuple[str, ...], page: dict[str, str]
    ) -> dict[str, Any]:
        """One page of an account's templates. Raises SendFault."""
        async with _faults_as_verdicts():
            return obj(await self._api.get_templates(account_id, fields, pagination=page))

    async def create_template(self, account_id: str, template: dict[str, Any]) -> None:
        """Hands a template in for review. Raises SendFault."""
        async with _faults_as_verdicts():
            await self._api.create_template(account_id, template)

    async def numbers(self, account_id: str, page: dict[str, str]) -> dict[str, Any]:
        """One page of an account's phone numbers. Raises SendFault."""
        async with _faults_as_verdicts():
            return obj(await self._api.get_business_phone_numbers(account_id, ("id",), page))

    @asynccontextmanager
    async def stream(self, url: str) -> AsyncIterator[httpx.Response]:
        """The file at an address that `media_address` gave, where that is Meta's, and nowhere it leads on to.

        Raises SendFault.
        """
        if not keeps_files(url, self._graph):
            raise SendFault(Verdict.NEVER, None, "the address of the file is not Meta's")
        # pywa would follow wherever the answer leads, with the token.
        async with (
            _faults_as_verdicts(),
            self._session.stream("GET", url, follow_redirects=False) as response,
        ):
            if response.is_redirect:
                raise SendFault(Verdict.NEVER, None, "the address of the file leads elsewhere")
            if response.status_code in (404, 410):  # the address has grown old; another one can be asked for
                raise SendFault(Verdict.LATER, None, f"HTTP {response.status_code}")
            if response.status_code >= 400:
                raise SendFault(of_answer(response.status_code, None), None, f"HTTP {response.status_code}")
            yield response


def keeps_files(url: str, graph: httpx.URL) -> bool:
    """Whether an address is one of Meta's; or of the simulator, where it takes Meta's place on this machine."""
    try:
        address = httpx.URL(url)
    except httpx.InvalidURL:
        return False
    if _origin(address) == _origin(graph) or (is_loopback(graph.host) and is_loopback(address.host)):
        return True
    known = address.host in HOSTS_OF_FILES or address.host.endswith(DOMAINS_OF_FILES)
    return known and address.scheme == "https" and address.port is None and not address.userinfo


def _origin(url: httpx.URL) -> tuple[str, str, int | None]:
    return url.scheme, url.host, url.port


@asynccontextmanager
async def _faults_as_verdicts() -> AsyncIterator[None]:
    """Turns the faults of pywa and httpx into verdicts."""
    try:
        yield
    except WhatsAppError as error:
        status = error.status_code or 500
        code = error.code if error.code != status else None
        raise SendFault(of_answer(status, code), code, error.message) from error
    except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
        raise SendFault(Verdict.LATER, None, f"not reached: {type(error).__name__}") from error
    except httpx.HTTPError as error:
        raise SendFault(Verdict.UNSURE, None, f"no answer: {type(error).__name__}") from error
    except (ValueError, KeyError, TypeError) as error:
        raise SendFault(Verdict.UNSURE, None, f"unreadable answer: {type(error).__name__}") from error
