"""Ports of this machine."""

import socket
from contextlib import closing

LOOPBACK = "127.0.0.1"


class PortTaken(Exception):
    """Another program listens there."""


def hold_port(wanted: int | None, *, first: int = 8000) -> socket.socket:
    """A port kept for our web server: the one wanted, else the next free one from `first` on.

    The socket is bound but does not listen. The web server shares the port with it, and
    nobody else can take it in the meantime. Raises PortTaken.
    """
    candidates = range(first, first + 100) if wanted is None else [wanted]
    for port in candidates:
        if is_free(port):
            return bound(port, socket.SO_REUSEPORT)
    raise PortTaken(f"Port {candidates[0]} is taken: choose another with --port.")


def is_free(port: int) -> bool:
    """Whether nobody listens there or holds it; connections that linger after a stop do not matter."""
    try:
        bound(port, socket.SO_REUSEADDR).close()
    except OSError:
        return False
    return True


def unused_port() -> int:
    """Any port nobody uses just now."""
    with closing(bound(0, socket.SO_REUSEADDR)) as probe:
        return int(probe.getsockname()[1])


def bound(port: int, option: int) -> socket.socket:
    result = socket.socket()
    try:
        result.setsockopt(socket.SOL_SOCKET, option, 1)
        result.bind((LOOPBACK, port))
    except OSError:
        result.close()
        raise
    return result
