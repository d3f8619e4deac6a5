"""Finding the addresses by which phones on the same network reach this machine; nothing is sent."""

from __future__ import annotations

import ipaddress
import socket
import struct
import sys
from urllib.parse import urlsplit

_NOWHERE = ("192.0.2.1", 9)
"""An address kept for documentation (RFC 5737): connecting a datagram socket only picks a route."""

_SIOCGIFADDR = 0x8915


_ROOM_NAMES = (".local", ".lan", ".home", ".internal", ".localdomain", ".localhost", ".home.arpa")
"""Ends of names that only a network of a room or of a firm knows (RFC 6762, 6761, 8375)."""


def outlives_the_room(address: str) -> bool:
    """Say whether an address means the same once the room is empty: for who checks a document."""
    host = (urlsplit(address).hostname or "").rstrip(".")
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        return "." in host and not host.endswith(_ROOM_NAMES)


def lan_addresses() -> tuple[str, ...]:
    """Return the IPv4 addresses of this machine, never loopback; first the default route's."""
    found = [*_routed(), *_named(), *_interfaces()]
    return tuple(dict.fromkeys(address for address in found if is_reachable(address)))


def is_reachable(address: str) -> bool:
    """Say whether another machine could reach an address."""
    parsed = ipaddress.ip_address(address)
    return not (parsed.is_loopback or parsed.is_link_local or parsed.is_unspecified)


def _routed() -> list[str]:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(_NOWHERE)
        except OSError:  # no route: a network without a gateway, or no network
            return []
        return [str(probe.getsockname()[0])]


def _named() -> list[str]:
    try:
        known = socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)
    except OSError:  # the machine does not know its own name
        return []
    return [str(entry[4][0]) for entry in known]


def _interfaces() -> list[str]:
    """Ask each interface: on Linux a shared connection may have neither route nor name."""
    if not sys.platform.startswith("linux"):  # pragma: no cover - another system
        return []
    import fcntl  # noqa: PLC0415 - POSIX only

    addresses = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        for _, name in socket.if_nameindex():
            request = struct.pack("256s", name.encode()[:15])
            try:
                answer = fcntl.ioctl(probe.fileno(), _SIOCGIFADDR, request)
            except OSError:  # an interface without an IPv4 address
                continue
            addresses.append(socket.inet_ntoa(answer[20:24]))
    return addresses


def is_answering(port: int) -> bool:
    """Say whether a program of this machine answers on a port.

    Asked before listening on all addresses: Windows and macOS would let two programs share the
    port, and the local one would get the trainer's pages.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.settimeout(0.3)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def try_port(host: str, port: int) -> OSError | None:
    """Take a port for an instant; return the error when it cannot be had."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        if sys.platform != "win32":  # there the option would share the port
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            return error
    return None
