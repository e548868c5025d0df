"""The way to the custom actions: over connections that are kept, with the token that opens them."""

import functools

import aiohttp
import ujson
from rasa.core.constants import DEFAULT_REQUEST_TIMEOUT
from rasa.utils.endpoints import EndpointConfig

from engine.settings import settings

DEFAULT_URL = "http://localhost:5055/webhook"  # Rasa's; ACTIONS_PORT may have moved the actions
KEPT_SECONDS = (
    3.0  # the actions' server closes after 5, and nobody should write into a connection that closes
)


class KeptEndpoint(EndpointConfig):
    """Rasa's endpoint, which opens a session for each call; these sessions share their connections."""

    @functools.cached_property
    def _connector(self) -> aiohttp.TCPConnector:
        return aiohttp.TCPConnector(keepalive_timeout=KEPT_SECONDS)

    def session(self) -> aiohttp.ClientSession:
        """A session for one call."""
        auth = aiohttp.BasicAuth(**self.basic_auth) if self.basic_auth else None
        timeout = aiohttp.ClientTimeout(total=DEFAULT_REQUEST_TIMEOUT)
        return aiohttp.ClientSession(
            headers=self.headers,
            auth=auth,
            timeout=timeout,
            connector=self._connector,
            connector_owner=False,
            json_serialize=ujson.dumps,
        )


def kept_endpoint(endpoint: EndpointConfig) -> KeptEndpoint:
    """The same endpoint with kept connections, where the settings say that the actions are.

    Our own actions are shown their token; nobody else is.
    """
    if isinstance(endpoint, KeptEndpoint):
        return endpoint
    if not hasattr(endpoint, "kept"):
        ours = f"{settings.actions_url}/webhook"
        url = ours if endpoint.url == DEFAULT_URL else endpoint.url
        shown = {"Authorization": f"Bearer {settings.actions_token}"} if url == ours else {}
        endpoint.kept = KeptEndpoint(
            url,
            endpoint.params,
            {**shown, **endpoint.headers},
            endpoint.basic_auth,
            endpoint.token,
            endpoint.token_name,
            endpoint.cafile,
            **endpoint.kwargs,
        )
    kept: KeptEndpoint = endpoint.kept
    return kept
