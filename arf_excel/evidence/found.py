"""What a link turned out to be, and the address as it is asked for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import TYPE_CHECKING

from arf_excel.framework.templates import read_toml

if TYPE_CHECKING:
    import httpx

FINE, DEAD, LOGIN, UNTOLD, UNCHECKED = "fine", "dead", "login", "untold", "unchecked"
_UNICAST = IPv6Network("2000::/3")
"""The one part of IPv6 that is given out for the public internet."""
_HOST = re.compile(rb"[a-z0-9_][a-z0-9._-]*|[0-9a-f:.]+")


@dataclass(frozen=True)
class Found:
    """`why` is a status such as '404', or a key of collation.toml."""

    state: str
    why: str = ""


class Stopped(Exception):
    """A look at a link has ended with this."""

    def __init__(self, state: str, why: str) -> None:
        super().__init__(why)
        self.found = Found(state, why)


def address_of(text: str, ports: tuple[int, ...]) -> httpx.URL:
    """The address as it is asked for, without what stands after '#'; Stopped when it is not asked for.

    The same reader splits it and sends it: nothing can mean one host here and another on the way.
    """
    import httpx

    try:
        url = httpx.URL(text).copy_with(fragment=None)
        port = url.port or {"http": 80, "https": 443}.get(url.scheme)
    except (httpx.InvalidURL, ValueError):
        raise Stopped(UNCHECKED, "unreadable") from None
    if url.scheme not in ("http", "https"):
        raise Stopped(UNCHECKED, "not_http")
    if url.userinfo:
        raise Stopped(UNCHECKED, "password")
    if port not in ports:
        raise Stopped(UNCHECKED, "port")
    if not _HOST.fullmatch(url.raw_host):
        raise Stopped(UNCHECKED, "unreadable")
    if not _may_be_public(url.host):
        raise Stopped(UNCHECKED, "not_public")
    return url


def key_of(url: httpx.URL) -> str:
    """What is asked for, spelt one way."""
    return f"{url.scheme}://{url.netloc.decode('ascii')}{url.raw_path.decode('ascii')}"


def _may_be_public(host: str) -> bool:
    """Not a name that only has a meaning inside, nor an address that is not public."""
    try:
        return is_public(host)
    except ValueError:
        pass
    name = host.rstrip(".").casefold()
    private = read_toml("evidence.toml")["private"]["names"]
    return "." in name and not any(name == each or name.endswith(f".{each}") for each in private)


def is_public(address: str) -> bool:
    """Whether an address belongs to the public internet. ValueError: it is no address."""
    found = ip_address(address.split("%")[0])
    inner = found.ipv4_mapped if isinstance(found, IPv6Address) else None
    if inner is not None:
        return is_public(str(inner))
    if isinstance(found, IPv6Address) and found not in _UNICAST:
        return False
    apart = found.is_multicast or found.is_reserved or found.is_unspecified
    return found.is_global and not apart and not any(found in network for network in _inside())


@lru_cache
def _inside() -> tuple[IPv4Network | IPv6Network, ...]:
    return tuple(map(ip_network, read_toml("evidence.toml")["private"]["networks"]))


def asks_who(url: httpx.URL, *, host_only: bool = False) -> bool:
    """Whether an address is that of a page that asks for a password."""
    signs = read_toml("evidence.toml")["login"]
    host = url.host.rstrip(".").casefold()
    if any(host == each or host.endswith(f".{each}") for each in signs["hosts"]):
        return True
    parts = (part.split(".")[0] for part in url.path.casefold().split("/"))
    return not host_only and any(part in signs["parts"] for part in parts)
