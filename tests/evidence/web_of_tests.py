"""A web of our own: names, public addresses, and a server on this computer that every one of them reaches.

What is connected to is written down. The check of addresses is never switched off: names resolve to public
addresses, and only the last step, the connection, is led here.
"""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from arf_excel.evidence.bounds import LinkBounds
from arf_excel.evidence.web import Web

PUBLIC = "8.8.8.8"
BOUNDS = LinkBounds(
    links=100,
    seconds=20,
    seconds_a_link=2,
    bytes_a_link=20_000,
    redirects=3,
    hosts=4,
    pause=0,
    silent=2,
    ports=(80, 443),
)


@dataclass
class Server:
    """Answers each request by 'METHOD host/path', else by 'host/path'; bytes as they are given."""

    pages: Mapping[str, bytes]
    asked: list[str] = field(default_factory=list)
    heads: list[bytes] = field(default_factory=list)
    most_at_once: dict[str, int] = field(default_factory=dict)
    port: int = 0
    secure: ssl.SSLContext | None = None
    plain: bool = False
    """Answers whatever comes as if it were no TLS."""
    _now: dict[str, int] = field(default_factory=dict)

    def answer(self, connection: socket.socket) -> None:
        try:
            if self.secure:
                connection = self.secure.wrap_socket(connection, server_side=True)
            head = b""
            if self.plain:
                connection.recv(4096)
                connection.sendall(status(400))
                return
            while b"\r\n\r\n" not in head:
                more = connection.recv(4096)
                if not more:
                    return
                head += more
            self._reply(connection, head)
        except OSError:
            pass
        finally:
            connection.close()

    def _reply(self, connection: socket.socket, head: bytes) -> None:
        lines = head.decode("latin-1").split("\r\n")
        method, path, _ = lines[0].split(" ")
        host = next(line[6:] for line in lines if line.lower().startswith("host: "))
        key = f"{host}{path}"
        self.asked.append(f"{method} {key}")
        self.heads.append(head)
        self._now[host] = self._now.get(host, 0) + 1
        self.most_at_once[host] = max(self.most_at_once.get(host, 0), self._now[host])
        page = self.pages.get(f"{method} {key}", self.pages.get(key, status(404)))
        if page == b"HANG":
            time.sleep(4)
        elif page.startswith(b"DRIP"):
            for _ in range(200):
                connection.sendall(b"X-Drip: 1\r\n" if _ else b"HTTP/1.1 200 OK\r\n")
                time.sleep(0.05)
        elif page != b"CUT":
            connection.sendall(page)
        self._now[host] -= 1


def status(code: int, location: str = "", more: str = "") -> bytes:
    to = f"Location: {location}\r\n" if location else ""
    return f"HTTP/1.1 {code} Word\r\n{to}{more}Content-Length: 0\r\n\r\n".encode()


@contextmanager
def serving(pages: Mapping[str, bytes], secure: ssl.SSLContext | None = None) -> Iterator[Server]:
    server = Server(pages, secure=secure)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server.port = listening.getsockname()[1]

        def accept() -> None:
            while True:
                try:
                    connection, _ = listening.accept()
                except OSError:
                    return
                threading.Thread(target=server.answer, args=(connection,), daemon=True).start()

        threading.Thread(target=accept, daemon=True).start()
        yield server


@dataclass
class Names:
    """Names and their addresses, one list after another where a name changes them; and what was dialled."""

    port: int = 0
    known: Mapping[str, Sequence[Sequence[str]]] = field(default_factory=dict)
    looked_up: list[str] = field(default_factory=list)
    dialled: list[tuple[str, int]] = field(default_factory=list)

    def resolve(self, host: str, port: int) -> Sequence[str]:
        n = self.looked_up.count(host)
        self.looked_up.append(host)
        given = self.known.get(host, [[PUBLIC]])
        found = given[min(n, len(given) - 1)]
        if not found:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return found

    def dial(self, address: str, port: int, seconds: float) -> socket.socket:
        self.dialled.append((address, port))
        if not self.port:
            raise ConnectionRefusedError
        return socket.create_connection(("127.0.0.1", self.port), seconds)

    def web(self, **more: Any) -> Web:
        return Web(resolve=self.resolve, dial=self.dial, **more)
