"""`--check-links`: each link once, public addresses only, bounded in time, number and size."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from arf_excel.evidence.bounds import LinkBounds, link_bounds
from arf_excel.evidence.found import (
    DEAD,
    FINE,
    LOGIN,
    UNCHECKED,
    UNTOLD,
    Found,
    Stopped,
    address_of,
    asks_who,
    key_of,
)

if TYPE_CHECKING:
    import httpx

    from arf_excel.evidence.web import Web

Progress = Callable[[int, int, str], None]
_NO_ANSWER = frozenset({"no_name", "refused", "no_way", "no_lookup", "time", "silent", "proxy"})
"""Whys of a link from which nothing came back."""
_CLOSED, _GONE, _LEADS_ON = (401, 403), (404, 410), (301, 302, 303, 307, 308)
_SAID = (401, 429)
"""Answers to HEAD that GET would only get again."""


def check_links(
    urls: Iterable[str],
    *,
    web: Web | None = None,
    bounds: LinkBounds | None = None,
    progress: Progress | None = None,
) -> dict[str, Found]:
    """What became of each link, by the link as it was given. Two that ask for the same are asked once."""
    bounds = bounds or link_bounds()
    found: dict[str, Found] = {}
    asked: dict[str, list[str]] = {}
    addresses: dict[str, httpx.URL] = {}
    for url in dict.fromkeys(urls):
        try:
            address = address_of(url, bounds.ports)
        except Stopped as stopped:
            found[url] = stopped.found
            continue
        if key_of(address) not in asked and len(asked) == bounds.links:
            found[url] = Found(UNCHECKED, "too_many")
            continue
        addresses[key_of(address)] = address
        asked.setdefault(key_of(address), []).append(url)
    told = _all(list(addresses.values()), web, bounds, progress) if addresses else {}
    return found | {url: told[key] for key, given in asked.items() for url in given}


def _all(
    addresses: Sequence[httpx.URL], web: Web | None, bounds: LinkBounds, progress: Progress | None
) -> dict[str, Found]:
    """Several hosts at a time, and one link of a host at a time."""
    from arf_excel.evidence.web import Web

    run = _Run(web or Web(), bounds, time.monotonic() + bounds.seconds)
    by_host: dict[str, list[httpx.URL]] = {}
    for address in addresses:
        by_host.setdefault(address.host, []).append(address)
    for group in by_host.values():
        run.hosts.put(group)
    for _ in range(min(bounds.hosts, len(by_host))):
        threading.Thread(target=run.work, daemon=True).start()
    told: dict[str, Found] = {}
    while len(told) < len(addresses) and (left := run.until - time.monotonic()) > 0:
        try:
            url, found = run.told.get(timeout=left)
        except queue.Empty:
            break
        told[url] = found
        if progress:
            progress(len(told), len(addresses), "links")
    run.stop.set()
    late = Found(UNCHECKED, "out_of_time")
    return _without_network({key_of(url): told.get(key_of(url), late) for url in addresses})


def _without_network(told: Mapping[str, Found]) -> dict[str, Found]:
    """Where nothing whatsoever answered, it is this computer that is cut off: then no link is dead."""
    asked = [found for found in told.values() if found.state != UNCHECKED]
    if any(found.why not in _NO_ANSWER for found in asked):
        return dict(told)
    return {url: f if f.state == UNCHECKED else Found(UNTOLD, "no_network") for url, f in told.items()}


@dataclass
class _Run:
    """What the threads share. They are left behind when the time is over: a name may take long to look up."""

    web: Web
    bounds: LinkBounds
    until: float
    hosts: queue.SimpleQueue[list[httpx.URL]] = field(default_factory=queue.SimpleQueue)
    told: queue.SimpleQueue[tuple[str, Found]] = field(default_factory=queue.SimpleQueue)
    stop: threading.Event = field(default_factory=threading.Event)

    def work(self) -> None:
        while not self.stop.is_set():
            try:
                self._host(self.hosts.get_nowait())
            except queue.Empty:
                return

    def _host(self, group: Sequence[httpx.URL]) -> None:
        silent = 0
        for n, url in enumerate(group):
            if (n and self.stop.wait(self.bounds.pause)) or self.stop.is_set():
                return
            found = Found(UNTOLD, "silent") if silent >= self.bounds.silent else self._one(url)
            silent = silent + 1 if found.why == "time" else silent
            self.told.put((key_of(url), found))

    def _one(self, url: httpx.URL) -> Found:
        until = min(self.until, time.monotonic() + self.bounds.seconds_a_link)
        try:
            return look_at(url, self.web, self.bounds, until)
        except Stopped as stopped:
            return stopped.found
        except Exception:  # a link is anything that a stranger typed: it must not end the others
            return Found(UNTOLD, "other")


def look_at(url: httpx.URL, web: Web, bounds: LinkBounds, until: float) -> Found:
    """Ask for the head, and for the page itself where the head says no; follow where it leads."""
    if asks_who(url, host_only=True):
        return Found(LOGIN)
    for _ in range(bounds.redirects + 1):
        answer = web.ask("HEAD", url, until, bounds.bytes_a_link)
        if answer.status >= 400 and answer.status not in _SAID:
            answer = web.ask("GET", url, until, bounds.bytes_a_link)
        if answer.status not in _LEADS_ON or not answer.location:
            return _by(answer.status)
        url = _next(url, answer.location, bounds)
        if asks_who(url):
            return Found(LOGIN)
    return Found(UNTOLD, "redirects")


def _next(url: httpx.URL, location: str, bounds: LinkBounds) -> httpx.URL:
    """Where a page leads on, checked as the first address was."""
    import httpx

    try:
        return address_of(str(url.join(location)), bounds.ports)
    except (httpx.InvalidURL, ValueError):
        raise Stopped(UNTOLD, "redirects") from None


def _by(status: int) -> Found:
    if 200 <= status < 300:
        return Found(FINE)
    if status in _CLOSED:
        return Found(LOGIN, str(status))
    return Found(DEAD if status in _GONE else UNTOLD, str(status))
