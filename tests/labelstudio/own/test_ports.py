"""A port for a server: free, and nobody else's until it listens."""

import socket

from annotate.labelstudio.own.ports import claimed_port
from tests.postgresql import free_port


def test_taken_port_gives_way_and_is_told():
    told: list[str] = []
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with claimed_port(port, report=told.append) as free:
            assert free > port

    assert told == [f"port {port} is taken: using {free}"]


def test_servers_that_start_at_the_same_time_take_different_ports():
    """Neither listens yet, so that the port alone tells nothing."""
    with claimed_port(free_port(), report=print) as first:
        with claimed_port(first, report=print) as second:
            assert second > first
        with claimed_port(second, report=print) as third:
            assert third == second
