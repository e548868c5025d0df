"""How the text of one environment variable becomes a value, or a fault that says what to write instead."""

import ipaddress
import re
from collections.abc import Callable
from datetime import datetime
from urllib.parse import urlsplit

type Parser[T] = Callable[[str], T]


class Fault(ValueError):
    """The text cannot be used; the message says what would be."""


def port(text: str) -> int:
    """A TCP port that a process may listen on."""
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 65535:
        raise Fault("not a port; write a number from 1 to 65535.")
    return int(text)


def host(text: str) -> str:
    """An address of this machine, or a name that stands for one."""
    if re.fullmatch(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?", text) and not re.fullmatch(r"[0-9.]+", text):
        return text
    try:
        return str(ipaddress.ip_address(text))
    except ValueError:
        raise Fault("not an address; write one such as 127.0.0.1.") from None


def is_loopback(text: str) -> bool:
    """Whether only this machine can reach the host."""
    if text == "localhost":
        return True
    try:
        return ipaddress.ip_address(text).is_loopback
    except ValueError:
        return False


def local_url(bind_host: str, number: int) -> str:
    """Where a process of this machine that listens on `bind_host` is found."""
    if bind_host in ("0.0.0.0", "localhost"):
        bind_host = "127.0.0.1"
    elif bind_host == "::":
        bind_host = "::1"
    return f"http://[{bind_host}]:{number}" if ":" in bind_host else f"http://{bind_host}:{number}"


def web_url(text: str) -> str:
    """An http or https address, without a slash at its end."""
    try:
        parts = urlsplit(text)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable or re.search(r"\s", text):
        raise Fault("not a web address; write one such as https://graph.facebook.com.")
    return text.rstrip("/")


def is_on_this_machine(url: str) -> bool:
    """Whether nothing that is sent to the web address leaves this machine."""
    return is_loopback(urlsplit(url).hostname or "")


def database_url(text: str) -> str:
    """The address of a PostgreSQL database in libpq's form."""
    scheme, separator, rest = text.partition("://")
    if scheme not in ("postgresql", "postgres") or not separator or not rest:
        raise Fault("not PostgreSQL's address; write postgresql://user:password@host:5432/name.")
    try:
        _ = urlsplit(text).port
    except ValueError:
        raise Fault("its port is not a number; write postgresql://user:password@host:5432/name.") from None
    return f"postgresql://{rest}"


def graph_version(text: str) -> str:
    """A version of Meta's Graph API."""
    if not re.fullmatch(r"v\d{1,3}\.\d", text):
        raise Fault("not a version of the Graph API; write one such as v25.0.")
    return text


def digits(text: str) -> str:
    """An id that Meta writes in digits."""
    if not re.fullmatch(r"[0-9]{1,32}", text):
        raise Fault("not a number's id; write the digits that Meta shows as 'Phone number ID'.")
    return text


def comma_separated(text: str) -> tuple[str, ...]:
    """One text or several, with commas between them."""
    parts = tuple(part.strip() for part in text.split(",") if part.strip())
    if not parts:
        raise Fault("holds no text; write one value, or several with commas between them.")
    return parts


def several_digits(text: str) -> tuple[str, ...]:
    """One id that Meta writes in digits or several, with commas between them."""
    parts = comma_separated(text)
    if not all(re.fullmatch(r"[0-9]{1,32}", part) for part in parts):
        raise Fault("not an id in digits, or several with commas between them.")
    return parts


def moment(text: str) -> datetime:
    """A moment in ISO 8601 with its offset from UTC."""
    try:
        value = datetime.fromisoformat(re.sub(r"[Zz]$", "+00:00", text))
    except ValueError:
        raise Fault("not a moment; write it like 2026-11-24T10:00:00+05:30.") from None
    if value.tzinfo is None:
        raise Fault("has no offset from UTC; write it like 2026-11-24T10:00:00+05:30.")
    return value


def takes(text: str) -> bool:
    """Whether something is taken: `take` or `decline`."""
    if text not in ("take", "decline"):
        raise Fault("neither; write take or decline.")
    return text == "take"


def epoch(text: str) -> float:
    """Seconds since 1970."""
    try:
        return float(text)
    except ValueError:
        raise Fault("not a count of seconds; leave it to the launcher.") from None
