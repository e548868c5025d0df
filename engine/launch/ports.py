"""Whether the processes can listen where the settings say."""

import errno
import socket

from engine.launch.stop import Stop
from engine.settings import LOOPBACK, Settings


def check_ports(settings: Settings) -> None:
    """Raises Stop for the first port that cannot be listened on."""
    for host, variable, port in (
        (settings.bind_host, "ASSISTANT_PORT", settings.assistant_port),
        (LOOPBACK, "ACTIONS_PORT", settings.actions_port),
        (settings.bind_host, "BACKEND_PORT", settings.backend_port),
    ):
        _check_port(host, variable, port)


def _check_port(host: str, variable: str, port: int) -> None:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as listener:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(address)
    except socket.gaierror:
        raise Stop(f"BIND_HOST={host} is not known on this machine; set it to 127.0.0.1.") from None
    except OSError as error:
        raise Stop(_why_not(error, host, variable, port)) from None


def _why_not(error: OSError, host: str, variable: str, port: int) -> str:
    """What to do about a port that the operating system refuses."""
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is in use{_by_whom(port)}; end that program, or set {variable} to a free port in .env."
    if error.errno == errno.EACCES:
        return f"Port {port} needs more rights than yours; set {variable} to a port above 1023 in .env."
    if error.errno == errno.EADDRNOTAVAIL:
        return f"BIND_HOST={host} is not an address of this machine; set it to 127.0.0.1."
    return f"Port {port} cannot be used ({error.strerror}); set {variable} to another one in .env."


def _by_whom(port: int) -> str:
    """The program that listens on the port, where the operating system tells."""
    import psutil

    try:
        for connection in psutil.net_connections(kind="tcp"):
            if connection.status == psutil.CONN_LISTEN and connection.laddr.port == port and connection.pid:
                return f" by {psutil.Process(connection.pid).name()} (process {connection.pid})"
    except psutil.Error:
        pass
    return ""
