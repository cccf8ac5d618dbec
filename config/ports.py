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
            return bound(port, shared=True)
    raise PortTaken(f"Port {candidates[0]} is taken: choose another with --port.")


def is_free(port: int) -> bool:
    try:
        bound(port).close()
    except OSError:
        return False
    return True


def unused_port() -> int:
    """Any port nobody uses just now."""
    with closing(bound(0)) as probe:
        return int(probe.getsockname()[1])


def bound(port: int, *, shared: bool = False) -> socket.socket:
    result = socket.socket()
    try:
        result.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if shared:
            result.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        result.bind((LOOPBACK, port))
    except OSError:
        result.close()
        raise
    return result
