"""The one door to the network: it connects to an address that was checked, and to no other.

The address that is connected to is the one that was looked up and found public a moment before, on every
redirect anew; the name goes along for the certificate and the host. No cookie is kept or sent. Time and
bytes are bounded below the protocol, so that a server which drips cannot hold a link up.
"""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import httpcore
import httpx

from arf_excel import __version__
from arf_excel.errors import UsageError
from arf_excel.evidence.found import DEAD, UNCHECKED, UNTOLD, Stopped, is_public

Resolve = Callable[[str, int], Sequence[str]]
"""Host and port → its addresses. OSError as `socket.getaddrinfo` raises it."""
Dial = Callable[[str, int, float], socket.socket]
"""Address, port, seconds → a connection."""

AGENT = f"arf-excel/{__version__} (checks that links work)"
_NO_SUCH_NAME = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME), 11001, 11004}


def resolve_by_system(host: str, port: int) -> list[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(each[4][0]) for each in found))


def dial(address: str, port: int, seconds: float) -> socket.socket:
    return socket.create_connection((address, port), seconds)


def require_proxy(proxy: str) -> None:
    """UsageError unless this is the address of a proxy, or ''."""
    try:
        if proxy and not (httpx.Proxy(proxy).url.host and httpx.URL(proxy).scheme in ("http", "https")):
            raise ValueError
    except (httpx.InvalidURL, ValueError):
        raise UsageError("--proxy needs an address such as http://proxy.example:8080.") from None


@dataclass(frozen=True)
class Answer:
    """All that is kept of what came back."""

    status: int
    location: str = ""


@dataclass
class Web:
    """`proxy`: then the proxy looks the names up, and only it can keep private addresses out; what this
    computer can look up itself is still checked. The environment's proxies are never used."""

    resolve: Resolve = resolve_by_system
    dial: Dial = dial
    proxy: str = ""
    trust: ssl.SSLContext = field(default_factory=httpcore.default_ssl_context)
    """What this computer trusts, a network's own certificate among it, and what the library brings."""

    def ask(self, method: str, url: httpx.URL, until: float, most: int) -> Answer:
        """Status and where it leads on; Stopped says why there is none. `until` is of time.monotonic."""
        wire = _Wire(self, until, most, checked=not self.proxy)
        headers = [(b"Host", url.netloc), (b"User-Agent", AGENT.encode()), (b"Accept", b"*/*")]
        asked = httpcore.Request(
            method,
            httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
            headers=[*headers, (b"Accept-Encoding", b"identity"), (b"Connection", b"close")],
        )
        if self.proxy:
            self._not_private(url)
        try:
            with self._pool(wire) as pool:
                answer = pool.handle_request(asked)
                found = Answer(answer.status, _location(answer.headers))
                answer.close()
                return found
        except httpcore.ProxyError:
            raise Stopped(UNTOLD, "proxy") from None
        except (httpcore.TimeoutException, TimeoutError):
            raise Stopped(UNTOLD, "time") from None
        except (httpcore.ProtocolError, httpcore.NetworkError, OSError):
            raise Stopped(UNTOLD, "broken_off") from None

    def _pool(self, wire: _Wire) -> httpcore.ConnectionPool:
        if self.proxy:
            named = httpx.Proxy(self.proxy)
            return httpcore.HTTPProxy(
                str(named.url), named.raw_auth, ssl_context=self.trust, network_backend=wire
            )
        return httpcore.ConnectionPool(ssl_context=self.trust, network_backend=wire)

    def _not_private(self, url: httpx.URL) -> None:
        """Where this computer can look the name up, it must be public for a proxy too."""
        try:
            addresses = self.resolve(url.raw_host.decode("ascii"), url.port or 443)
        except (OSError, UnicodeError):
            return
        require_public(addresses)


def require_public(addresses: Sequence[str]) -> None:
    """Stopped unless every address of a name is public: one that is not may be the one that counts."""
    try:
        if addresses and all(map(is_public, addresses)):
            return
    except ValueError:
        pass
    raise Stopped(UNCHECKED, "not_public")


def _location(headers: Iterable[tuple[bytes, bytes]]) -> str:
    return next((v.decode("utf-8", "replace") for k, v in headers if k.lower() == b"location"), "")


class _Wire(httpcore.NetworkBackend):
    """Looks up, checks, and connects to what was checked."""

    def __init__(self, web: Web, until: float, most: int, checked: bool) -> None:
        self._web, self._until, self._most, self._checked = web, until, most, checked

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        if not self._checked:
            return self._to_the_proxy(host, port)
        addresses = self._addresses(host, port)
        require_public(addresses)
        return self._to_one_of(addresses, port)

    def _to_the_proxy(self, host: str, port: int) -> httpcore.NetworkStream:
        try:
            return self._to_one_of(self._addresses(host, port), port)
        except Stopped:
            raise Stopped(UNTOLD, "proxy") from None

    def _to_one_of(self, addresses: Sequence[str], port: int) -> httpcore.NetworkStream:
        why = Stopped(UNTOLD, "no_way")
        for address in addresses:
            try:
                connection = self._web.dial(address, port, _left(self._until))
                return _Stream(connection, self._until, self._most)
            except ConnectionRefusedError:
                why = Stopped(DEAD, "refused")
            except TimeoutError:
                why = Stopped(UNTOLD, "time")
            except OSError:
                why = Stopped(UNTOLD, "no_way")
        raise why

    def _addresses(self, host: str, port: int) -> Sequence[str]:
        try:
            return self._web.resolve(host, port)
        except socket.gaierror as error:
            if error.errno in _NO_SUCH_NAME:
                raise Stopped(DEAD, "no_name") from None
            raise Stopped(UNTOLD, "no_lookup") from None
        except UnicodeError:
            raise Stopped(UNCHECKED, "unreadable") from None
        except OSError:
            raise Stopped(UNTOLD, "no_lookup") from None


def _left(until: float) -> float:
    """Seconds that are left; TimeoutError when there are none."""
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


class _Stream(httpcore.NetworkStream):
    """A connection that ends at its hour, whatever the other side sends."""

    def __init__(self, connection: socket.socket, until: float, most: int) -> None:
        self._connection, self._until, self._most = connection, until, most

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        if self._most <= 0:
            raise Stopped(UNTOLD, "too_much")
        self._connection.settimeout(_left(self._until))
        found = self._connection.recv(min(max_bytes, self._most))
        self._most -= len(found)
        return found

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._connection.settimeout(_left(self._until))
        self._connection.sendall(buffer)

    def close(self) -> None:
        self._connection.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        self._connection.settimeout(_left(self._until))
        try:
            safe = ssl_context.wrap_socket(self._connection, server_hostname=server_hostname)
        except ssl.SSLCertVerificationError:
            raise Stopped(UNTOLD, "certificate") from None
        except ssl.SSLError:
            raise Stopped(UNTOLD, "tls") from None
        return _Stream(safe, self._until, self._most)

    def get_extra_info(self, info: str) -> Any:
        return None
