from __future__ import annotations

import ipaddress
import socket

import pytest

from simulator.services import network


def test_addresses_are_those_of_another_machine_would_use() -> None:
    for address in network.lan_addresses():
        parsed = ipaddress.IPv4Address(address)
        assert not parsed.is_loopback
        assert not parsed.is_link_local


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("192.168.1.20", True),
        ("10.0.0.3", True),
        ("127.0.1.1", False),
        ("169.254.3.4", False),
        ("0.0.0.0", False),
    ],
)
def test_some_addresses_reach_nobody(address: str, expected: bool) -> None:
    assert network.is_reachable(address) is expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://encours.organisme.example", True),
        ("https://8.8.8.8:8443", True),
        ("http://192.168.1.20:8000", False),
        ("http://127.0.0.1:8000", False),
        ("http://[fe80::1]:8000", False),
        ("http://localhost:8000", False),
        ("http://portable-claire:8000", False),
        ("http://portable-claire.local.:8000", False),
        ("", False),
    ],
)
def test_an_address_of_the_room_means_nothing_elsewhere(address: str, expected: bool) -> None:
    assert network.outlives_the_room(address) is expected


def test_the_route_comes_first_and_nothing_comes_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "_routed", lambda: ["192.168.1.20"])
    monkeypatch.setattr(network, "_named", lambda: ["127.0.1.1", "192.168.1.20"])
    monkeypatch.setattr(network, "_interfaces", lambda: ["127.0.0.1", "10.0.0.3"])

    assert network.lan_addresses() == ("192.168.1.20", "10.0.0.3")


def test_without_a_route_nor_a_name_there_are_the_interfaces(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fails(*_: object) -> None:
        raise OSError("no route")

    monkeypatch.setattr(network, "_NOWHERE", ("255.255.255.255", 9))  # refused without a privilege
    monkeypatch.setattr(socket, "getaddrinfo", fails)

    assert network._routed() == []
    assert network._named() == []


def test_loopback_is_among_the_interfaces_and_then_left_out() -> None:
    assert "127.0.0.1" in network._interfaces()
    assert "127.0.0.1" not in network.lan_addresses()


def test_a_port_answers_when_a_program_listens() -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port = held.getsockname()[1]
        assert not network.is_answering(port)
        held.listen()
        assert network.is_answering(port)
        error = network.try_port("127.0.0.1", port)
        assert error is not None

    assert network.try_port("127.0.0.1", port) is None
