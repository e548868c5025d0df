"""Whether a webhook comes from Meta."""

import hashlib
import hmac
from collections.abc import Sequence

HEADER = "X-Hub-Signature-256"


def sign(body: bytes, secret: str) -> str:
    """The header's value for this body, as Meta makes it with the app's secret."""
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def is_signed(body: bytes, header: str | None, secrets: Sequence[str]) -> bool:
    """Whether one of the app's secrets made the header; two hold while one replaces the other.

    Takes the same time whether it fails early or late.
    """
    given = (header or "").encode(errors="surrogateescape")  # whoever knocks may write any bytes
    matches = [hmac.compare_digest(given, sign(body, secret).encode()) for secret in secrets]
    return any(matches)
