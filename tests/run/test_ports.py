import socket

import pytest

from config.ports import PortTaken, hold_port, is_free


def test_a_taken_port_is_passed_over():
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = other.getsockname()[1]

        with hold_port(None, first=taken) as held:
            assert taken < held.getsockname()[1] < taken + 100


def test_a_wanted_port_is_not_passed_over():
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = other.getsockname()[1]

        with pytest.raises(PortTaken) as refusal:
            hold_port(taken)

    assert str(refusal.value) == f"Port {taken} is taken: choose another with --port."


def test_a_held_port_is_free_for_nobody_else():
    with hold_port(None, first=20000) as held:
        port = held.getsockname()[1]

        assert not is_free(port)

    assert is_free(port)
