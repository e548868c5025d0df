"""What Meta refuses: its error codes, the HTTP status of each and the body it answers with."""

import secrets
from typing import Any

HREF = "https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/"

# Code: (HTTP status, title), as Meta's page of error codes lists them.
CODES: dict[int, tuple[int, str]] = {
    2: (503, "API Service"),
    4: (400, "API Too Many Calls"),
    100: (400, "Invalid parameter"),
    190: (401, "Invalid OAuth access token"),
    368: (403, "Temporarily blocked for policies violations"),
    80007: (400, "Rate limit issues"),
    130429: (429, "Rate limit hit"),
    131000: (500, "Something went wrong"),
    131008: (400, "Required parameter is missing"),
    131009: (400, "Parameter value is not valid"),
    131016: (500, "Service unavailable"),
    131026: (400, "Message undeliverable"),
    131005: (403, "Access denied"),
    134011: (400, "WhatsApp Payments terms of service has not been accepted"),
    2046: (400, "Status transition is not allowed"),
    2047: (400, "Cannot cancel order"),
    131047: (400, "Re-engagement message"),
    131048: (400, "Spam rate limit hit"),
    131049: (400, "Meta chose not to deliver"),
    131050: (400, "User has stopped marketing messages"),
    131051: (400, "Unsupported message type"),
    131052: (400, "Media download error"),
    131053: (400, "Media upload error"),
    131056: (400, "(Business Account, Consumer Account) pair rate limit hit"),
    132000: (400, "Template Param Count Mismatch"),
    132001: (404, "Template does not exist"),
    132015: (400, "Template is Paused"),
    132016: (400, "Template is Disabled"),
}


class Refusal(Exception):
    """One request that Meta would not carry out; `code` is Meta's, `status` the HTTP status."""

    def __init__(
        self, code: int, details: str, *, status: int | None = None, subcode: int | None = None
    ) -> None:
        super().__init__(f"#{code} {details}")
        known_status, self.title = CODES.get(code, (400, "Unknown error"))
        self.code, self.details, self.subcode = code, details, subcode
        self.status = status or known_status

    def body(self) -> dict[str, Any]:
        """The answer's JSON in Meta's shape."""
        error: dict[str, Any] = {
            "message": f"(#{self.code}) {self.title}",
            "type": "OAuthException",
            "code": self.code,
            "error_data": {"messaging_product": "whatsapp", "details": self.details},
            "fbtrace_id": "A" + secrets.token_urlsafe(16),
        }
        if self.subcode is not None:
            error["error_subcode"] = self.subcode
        return {"error": error}

    def in_status(self) -> dict[str, Any]:
        """The same refusal as an item of `statuses[].errors` in a webhook."""
        return {
            "code": self.code,
            "title": self.title,
            "message": self.title,
            "error_data": {"details": self.details},
            "href": HREF,
        }


class BadToken(Refusal):
    """No token, or another than the configured one."""

    def __init__(self) -> None:
        super().__init__(190, "The access token is missing, has expired or was never issued.")

    def body(self) -> dict[str, Any]:
        answer = super().body()
        answer["error"]["message"] = "Invalid OAuth access token - Cannot parse access token"
        del answer["error"]["error_data"]
        return answer


class UnknownObject(Refusal):
    """A phone number, a media id or a path that does not exist or belongs to somebody else."""

    def __init__(self, name: str) -> None:
        super().__init__(100, f"Object '{name}' does not exist.", status=400, subcode=33)
        self.name = name

    def body(self) -> dict[str, Any]:
        answer = super().body()
        answer["error"]["type"] = "GraphMethodException"
        answer["error"]["message"] = (
            f"Unsupported request. Object with ID '{self.name}' does not exist, cannot be loaded due to "
            "missing permissions, or does not support this operation"
        )
        del answer["error"]["error_data"]
        return answer
