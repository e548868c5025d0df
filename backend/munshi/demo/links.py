"""Fetches the files that businesses send by link, as Meta's servers would."""

from dataclasses import dataclass

import httpx

from munshi.demo import rules
from munshi.demo.refusals import Refusal


@dataclass
class Links:
    """Fetches with one client; nothing larger than what WhatsApp carries, or 16 MB for a demonstration."""

    client: httpx.AsyncClient
    most: int = 16 * rules.MEGABYTE

    async def fetch(self, link: str, kind: str) -> tuple[bytes, str]:
        """The content and MIME type behind a link; raises Refusal 131053 when it cannot be had."""
        try:
            async with self.client.stream("GET", link, follow_redirects=True) as response:
                if not response.is_success:
                    raise Refusal(131053, f"Downloading the file gave HTTP {response.status_code}.")
                content = await self._read(response)
        except httpx.HTTPError as error:
            raise Refusal(131053, f"Downloading the file failed: {type(error).__name__}.") from error
        mime_type = response.headers.get("content-type", "application/octet-stream").split(";")[0].strip()
        if kind in rules.MEDIA_TYPES:
            rules.refuse_unfit_media(kind, mime_type, len(content))
        return content, mime_type

    async def _read(self, response: httpx.Response) -> bytes:
        content = bytearray()
        async for part in response.aiter_bytes():
            content.extend(part)
            if len(content) > self.most:
                raise Refusal(131053, f"The file is larger than {self.most} bytes.")
        return bytes(content)
