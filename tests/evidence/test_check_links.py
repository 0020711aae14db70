"""`--check-links`: what each answer means, and that nothing but a public address is ever connected to."""

from __future__ import annotations

import datetime as dt
import socket
import ssl
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from arf_excel.errors import UsageError
from arf_excel.evidence.found import Found, is_public
from arf_excel.evidence.links import check_links
from arf_excel.evidence.report import by_the_web
from arf_excel.evidence.web import resolve_by_system
from tests.evidence.web_of_tests import BOUNDS, PUBLIC, Names, Server, serving, status

ALIVE = {"alive.example.org/": status(200)}
"""A page that answers, so that the rest is not taken for a computer without network."""


def check(pages: Mapping[str, bytes], *urls: str, **bounds: float) -> tuple[list[Found], Server, Names]:
    """What became of the links, in their order."""
    with serving({**ALIVE, **pages}) as server:
        names = Names(server.port)
        made = replace(BOUNDS, **bounds)
        found = check_links([*urls, "http://alive.example.org/"], web=names.web(), bounds=made)
    return [found[url] for url in urls], server, names


def one(pages: Mapping[str, bytes], url: str = "http://a.org/x", **bounds: float) -> Found:
    return check(pages, url, **bounds)[0][0]


# what an answer means


@pytest.mark.parametrize(
    ("code", "found"),
    [
        (200, Found("fine")),
        (204, Found("fine")),
        (401, Found("login", "401")),
        (403, Found("login", "403")),
        (404, Found("dead", "404")),
        (410, Found("dead", "410")),
        (400, Found("untold", "400")),
        (429, Found("untold", "429")),
        (500, Found("untold", "500")),
        (503, Found("untold", "503")),
        (304, Found("untold", "304")),
    ],
)
def test_what_a_status_means(code: int, found: Found) -> None:
    assert one({"a.org/x": status(code)}) == found


@pytest.mark.parametrize("head", [403, 404, 405, 500, 501])
def test_a_server_that_does_not_like_head_is_asked_for_the_page(head: int) -> None:
    pages = {"HEAD a.org/x": status(head), "GET a.org/x": status(200)}
    found, server, _ = check(pages, "http://a.org/x")
    assert found == [Found("fine")]
    assert [each for each in server.asked if "a.org" in each] == ["HEAD a.org/x", "GET a.org/x"]


@pytest.mark.parametrize(
    "leads",
    [
        "https://login.microsoftonline.com/common/oauth2",
        "https://LOGIN.microsoftonline.com./x",
        "/_layouts/15/Authenticate.aspx?Source=%2Fx",
        "https://other.example.org/login?next=/x",
        "/users/sign-in",
        "/wp-login.php",
        "https://sso.example.org/adfs/ls/",
    ],
)
def test_a_page_that_leads_to_a_login_is_behind_it_and_the_login_is_left_alone(leads: str) -> None:
    found, server, names = check({"a.org/x": status(302, leads)}, "http://a.org/x")
    assert found == [Found("login")]
    assert [each for each in server.asked if "alive" not in each] == ["HEAD a.org/x"]
    assert set(names.looked_up) == {"a.org", "alive.example.org"}


def test_a_word_like_login_in_an_address_that_was_given_means_nothing() -> None:
    assert one({"a.org/sso/login": status(200)}, "http://a.org/sso/login") == Found("fine")


def test_links_that_lead_on_are_followed_a_few_times() -> None:
    pages = {f"a.org/{n}": status(301, f"/{n + 1}") for n in range(9)} | {"a.org/9": status(200)}
    found, _, _ = check(pages, "http://a.org/6", "http://a.org/5", "http://a.org/0")
    assert found == [Found("fine"), Found("untold", "redirects"), Found("untold", "redirects")]


def test_a_name_that_does_not_exist_and_a_host_that_refuses() -> None:
    with serving(ALIVE) as server:
        names = Names(server.port, {"gone.example.org": [[]]})
        found = check_links(
            ["http://gone.example.org", "http://alive.example.org/"], web=names.web(), bounds=BOUNDS
        )
        assert found["http://gone.example.org"] == Found("dead", "no_name")

        def refuse(address: str, port: int, seconds: float) -> socket.socket:
            if address != PUBLIC:
                raise ConnectionRefusedError
            return names.dial(address, port, seconds)

        names = Names(server.port, {"shut.example.org": [["9.9.9.9"]]})
        web = replace(names.web(), dial=refuse)
        found = check_links(["http://shut.example.org", "http://alive.example.org/"], web=web, bounds=BOUNDS)
        assert found["http://shut.example.org"] == Found("dead", "refused")


def test_the_next_address_of_a_name_is_tried() -> None:
    with serving(ALIVE) as server:
        names = Names(server.port, {"alive.example.org": [["9.9.9.9", PUBLIC]]})

        def first_fails(address: str, port: int, seconds: float) -> socket.socket:
            if address == "9.9.9.9":
                raise OSError(113, "No route to host")
            return names.dial(address, port, seconds)

        web = replace(names.web(), dial=first_fails)
        assert check_links(["http://alive.example.org/"], web=web, bounds=BOUNDS) == {
            "http://alive.example.org/": Found("fine")
        }


def test_a_computer_without_network_calls_no_link_dead() -> None:
    names = Names(known={"a.org": [[]]})
    urls = ["http://a.org/x", "http://b.org/", "http://10.0.0.1/"]
    found = check_links(urls, web=names.web(), bounds=BOUNDS)
    assert list(map(found.get, urls)) == [
        Found("untold", "no_network"),
        Found("untold", "no_network"),
        Found("unchecked", "not_public"),
    ]


def test_an_answer_that_is_none() -> None:
    assert one({"a.org/x": b"SSH-2.0-Server\r\n\r\n"}) == Found("untold", "broken_off")
    assert one({"a.org/x": b"CUT"}) == Found("untold", "broken_off")


# never inside


NOT_PUBLIC = [
    *("http://127.0.0.1/", "http://127.1/", "http://10.0.0.1/", "http://172.16.0.1/", "http://192.168.1.1/"),
    *(
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/",
        "http://[::]/",
        "http://0/",
        "http://0.0.0.0/",
    ),
    *(
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0x7f.0.0.1/",
        "http://0177.0.0.1/",
        "http://017700000001/",
    ),
    *("http://[::ffff:127.0.0.1]/", "http://[::ffff:a00:1]/", "http://[fe80::1]/", "http://[fc00::1]/"),
    *("http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/", "http://[2001:0:1::]/", "http://[fec0::1]/"),
    *("http://100.64.0.1/", "http://224.0.0.1/", "http://255.255.255.255/", "http://168.63.129.16/"),
    *(
        "http://localhost/",
        "http://LOCALHOST./",
        "http://printer/",
        "http://server.local/",
        "http://a.internal/",
    ),
    *("http://intranet/policies", "http://192.0.2.1/", "http://198.18.0.1/", "http://[2001:db8::1]/"),
]


def no_dial(address: str, port: int, seconds: float) -> socket.socket:
    raise AssertionError(f"connected to {address}")


@pytest.mark.parametrize("url", NOT_PUBLIC)
def test_what_is_not_public_is_never_connected_to(url: str) -> None:
    dialled: list[str] = []

    def dial(address: str, port: int, seconds: float) -> socket.socket:
        dialled.append(address)
        raise ConnectionRefusedError

    web = replace(Names().web(), resolve=resolve_by_system, dial=dial)
    found = check_links([url], web=web, bounds=BOUNDS)[url]
    assert (found.state, found.why in ("not_public", "unreadable")) == ("unchecked", True)
    assert dialled == []


@pytest.mark.parametrize(
    "addresses",
    [
        ["127.0.0.1"],
        ["10.1.2.3"],
        [PUBLIC, "10.1.2.3"],
        ["::1"],
        ["fe80::1%eth0"],
        ["not an address"],
        ["0.0.0.0"],
    ],
)
def test_a_name_that_leads_inside_is_never_connected_to(addresses: list[str]) -> None:
    names = Names(1, {"inside.example.org": [addresses]})
    found = check_links(["http://inside.example.org/"], web=names.web(), bounds=BOUNDS)
    assert found == {"http://inside.example.org/": Found("unchecked", "not_public")}
    assert names.dialled == []


@pytest.mark.parametrize(
    "leads",
    [
        *(
            "http://127.0.0.1/admin",
            "//10.0.0.1/",
            "http://[::1]/",
            "http://localhost/",
            "http://2130706433/",
        ),
        "http://inside.example.org/",
    ],
)
def test_a_page_that_leads_inside_is_not_followed(leads: str) -> None:
    with serving({"a.org/x": status(302, leads)}) as server:
        names = Names(server.port, {"inside.example.org": [["10.0.0.1"]], "0x7f.1": [["127.0.0.1"]]})
        found = check_links(["http://a.org/x"], web=names.web(), bounds=BOUNDS)
    assert found == {"http://a.org/x": Found("unchecked", "not_public")}
    assert names.dialled == [(PUBLIC, 80)]


def test_a_name_that_changes_its_address_is_checked_each_time_and_connected_to_as_checked() -> None:
    """First public, then inside: the page is asked for twice, and looked up twice."""
    with serving({"HEAD a.org/x": status(404), "GET a.org/x": status(200)}) as server:
        names = Names(server.port, {"a.org": [[PUBLIC], ["127.0.0.1"]]})
        found = check_links(["http://a.org/x"], web=names.web(), bounds=BOUNDS)
    assert found == {"http://a.org/x": Found("unchecked", "not_public")}
    assert names.dialled == [(PUBLIC, 80)]


@pytest.mark.parametrize(
    ("leads", "why"),
    [
        ("ftp://b.org/", "not_http"),
        ("file:///etc/passwd", "not_http"),
        ("http://user:word@b.org/", "password"),
        ("http://b.org:22/", "port"),
    ],
)
def test_what_is_not_asked_for_is_not_followed_either(leads: str, why: str) -> None:
    for given in ([leads], ["http://a.org/x"]):
        with serving({"a.org/x": status(302, leads)}) as server:
            names = Names(server.port)
            found = check_links(given, web=names.web(), bounds=BOUNDS)
        assert list(found.values()) == [Found("unchecked", why)]
        assert "b.org" not in names.looked_up


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("www.example.org/plan", "not_http"),
        ("http://", "unreadable"),
        ("http://exa mple.org/", "unreadable"),
        ("http://example.org:99999/", "port"),
        ("http://[::1/", "unreadable"),
        ("http://a.org:8080/", "port"),
        ("javascript:alert(1)", "not_http"),
        ("", "not_http"),
    ],
)
def test_what_is_no_address(url: str, why: str) -> None:
    web = replace(Names().web(), dial=no_dial)
    assert check_links([url], web=web, bounds=BOUNDS) == {url: Found("unchecked", why)}


def test_public_addresses() -> None:
    assert all(map(is_public, ["8.8.8.8", "1.1.1.1", "2606:4700::1111", "::ffff:8.8.8.8"]))


# once, bounded, and polite


def test_each_link_once_however_it_is_spelt() -> None:
    urls = ["http://a.org/x", "HTTP://A.ORG/x", "http://a.org:80/x#part", "http://a.org"]
    found, server, _ = check({"a.org/x": status(200), "a.org/": status(200)}, *urls, "http://a.org/")
    assert set(found) == {Found("fine")}
    assert sorted(server.asked) == ["HEAD a.org/", "HEAD a.org/x", "HEAD alive.example.org/"]


def test_more_links_than_a_run_checks() -> None:
    names = Names(1)
    urls = [f"http://10.0.0.{n}/" for n in range(3)] + [f"http://a.org/{n}" for n in range(4)]
    with serving({f"a.org/{n}": status(200) for n in range(4)}) as server:
        names.port = server.port
        found = check_links(urls, web=names.web(), bounds=replace(BOUNDS, links=2))
    assert [found[url].why for url in urls] == [*["not_public"] * 3, "", "", "too_many", "too_many"]


@pytest.mark.parametrize("page", [b"HANG", b"DRIP"])
def test_a_server_that_hangs_or_drips_is_left_after_its_time(page: bytes) -> None:
    began = time.monotonic()
    assert one({"a.org/x": page}, seconds_a_link=0.5) == Found("untold", "time")
    assert time.monotonic() - began < 2


def test_a_host_that_runs_out_of_time_is_left_alone() -> None:
    pages = {f"a.org/{n}": b"HANG" for n in range(5)}
    found, server, _ = check(pages, *(f"http://a.org/{n}" for n in range(5)), seconds_a_link=0.3, silent=2)
    assert [each.why for each in found] == ["time", "time", "silent", "silent", "silent"]
    assert len([each for each in server.asked if "a.org" in each]) == 2


def test_the_time_of_a_run_is_bounded_even_while_a_name_is_looked_up() -> None:
    def slow(host: str, port: int) -> list[str]:
        time.sleep(3)
        return [PUBLIC]

    began = time.monotonic()
    web = replace(Names().web(), resolve=slow, dial=no_dial)
    found = check_links(["http://a.org/", "http://a.org/b"], web=web, bounds=replace(BOUNDS, seconds=0.4))
    assert set(found.values()) == {Found("unchecked", "out_of_time")}
    assert time.monotonic() - began < 2


def test_more_bytes_than_a_link_may_send() -> None:
    page = b"HTTP/1.1 200 OK\r\nX-Long: " + b"a" * 60_000 + b"\r\n\r\n"
    assert one({"a.org/x": page}, bytes_a_link=20_000) == Found("untold", "too_much")


def test_the_page_itself_is_not_read() -> None:
    page = b"HTTP/1.1 200 OK\r\nContent-Length: 900000000\r\n\r\n" + b"a" * 100_000
    assert one({"HEAD a.org/x": status(405), "GET a.org/x": page}) == Found("fine")


def test_one_link_of_a_host_at_a_time_and_a_pause_between() -> None:
    pages = {f"{host}.org/{n}": status(200) for host in "ab" for n in range(4)}
    began = time.monotonic()
    found, server, _ = check(pages, *(f"http://{key}" for key in pages), pause=0.1)
    assert set(found) == {Found("fine")}
    assert {server.most_at_once[host] for host in ("a.org", "b.org")} == {1}
    assert time.monotonic() - began >= 0.3


def test_no_cookie_no_password_and_a_name_that_says_who_asks() -> None:
    pages = {"a.org/x": status(302, "/y", "Set-Cookie: a=b; Path=/\r\n"), "a.org/y": status(200)}
    _, server, _ = check(pages, "http://a.org/x", "http://a.org/y?z")
    heads = b"\n".join(server.heads).lower()
    assert b"user-agent: arf-excel/" in heads
    for header in (b"cookie:", b"authorization:", b"referer:"):
        assert header not in heads


def test_a_fault_with_one_link_does_not_end_the_others() -> None:
    def resolve(host: str, port: int) -> list[str]:
        if host == "odd.org":
            raise RuntimeError("nobody thought of this")
        return [PUBLIC]

    with serving({"a.org/": status(200)}) as server:
        web = replace(Names(server.port).web(), resolve=resolve)
        found = check_links(["http://odd.org/", "http://a.org/"], web=web, bounds=BOUNDS)
    assert list(found.values()) == [Found("untold", "other"), Found("fine")]


def test_progress_says_how_many_and_never_where() -> None:
    steps: list[tuple[int, int, str]] = []
    with serving(ALIVE) as server:
        web = Names(server.port).web()
        progress = lambda *step: steps.append(step)  # noqa: E731
        check_links(["http://alive.example.org/"], web=web, bounds=BOUNDS, progress=progress)
    assert steps == [(1, 1, "links")]


# certificates and proxies


@pytest.fixture(scope="module")
def secured(tmp_path_factory: pytest.TempPathFactory) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """A server's certificate for safe.example.org, and what trusts it."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import NameOID

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "A certificate for tests")])
    day = dt.datetime(2020, 1, 1)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), day)
        .not_valid_after(dt.datetime(2120, 1, 1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("safe.example.org")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    form = serialization.Encoding.PEM
    private = key.private_bytes(form, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path: Path = tmp_path_factory.mktemp("certificate") / "both.pem"
    path.write_bytes(private + made.public_bytes(form))
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(path)
    trust = ssl.create_default_context(cadata=made.public_bytes(form).decode())
    return server, trust


def test_a_certificate_is_that_of_the_name_and_not_of_the_address(
    secured: tuple[ssl.SSLContext, ssl.SSLContext],
) -> None:
    server, trust = secured
    pages = {"safe.example.org/x": status(200), "other.example.org/x": status(200)}
    with serving(pages, server) as running:
        names = Names(running.port)
        urls = ["https://safe.example.org/x", "https://other.example.org/x"]
        found = check_links(urls, web=names.web(trust=trust), bounds=BOUNDS)
        assert list(map(found.get, urls)) == [Found("fine"), Found("untold", "certificate")]
        assert names.dialled == [(PUBLIC, 443)] * 2
        found = check_links(urls[:1], web=names.web(), bounds=BOUNDS)
        assert list(found.values()) == [Found("untold", "certificate")]


def test_a_host_that_speaks_no_tls() -> None:
    with serving({}) as server:
        server.plain = True
        found = check_links(["https://a.org/x"], web=Names(server.port).web(), bounds=BOUNDS)
    assert list(found.values()) == [Found("untold", "tls")]


def test_the_environments_proxy_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://proxy.example:3128")
    found, _, names = check({"a.org/x": status(200)}, "http://a.org/x")
    assert found == [Found("fine")]
    assert {port for _, port in names.dialled} == {80}


def test_a_proxy_that_was_named_looks_names_up_and_stays_outside() -> None:
    pages = {"a.orghttp://a.org/x": status(200)}
    with serving(pages) as server:
        names = Names(
            server.port, {"a.org": [[]], "inside.org": [["10.0.0.1"]], "proxy.trust": [["10.0.0.9"]]}
        )
        web = names.web(proxy="http://proxy.trust:3128")
        urls = ["http://a.org/x", "http://inside.org/", "http://127.0.0.1/"]
        found = check_links(urls, web=web, bounds=BOUNDS)
    assert [found[url] for url in urls] == [
        Found("fine"),
        Found("unchecked", "not_public"),
        Found("unchecked", "not_public"),
    ]
    assert names.dialled == [("10.0.0.9", 3128)]


def test_a_proxy_that_does_not_answer_makes_no_link_dead() -> None:
    names = Names(known={"proxy.trust": [["10.0.0.9"]]})
    found = check_links(["http://a.org/"], web=names.web(proxy="http://proxy.trust:3128"), bounds=BOUNDS)
    assert list(found.values()) == [Found("untold", "no_network")]


@pytest.mark.parametrize("proxy", ["proxy:3128", "socks5://proxy", "http://", "not an address"])
def test_what_is_no_proxy(proxy: str) -> None:
    with pytest.raises(UsageError, match="--proxy"):
        by_the_web(proxy)
