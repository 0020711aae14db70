"""Links in evidence items, as people type them."""

from __future__ import annotations

import pytest

from arf_excel.evidence.addresses import Link, links_in, links_of
from tests.evidence.items import submission


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("https://example.org/plan", ["https://example.org/plan"]),
        ("See https://example.org/plan.", ["https://example.org/plan"]),
        ("(https://example.org/plan)", ["https://example.org/plan"]),
        ("<https://example.org/plan>, page 3", ["https://example.org/plan"]),
        ("“https://example.org/plan”", ["https://example.org/plan"]),
        ("https://example.org/Plan_(2026)", ["https://example.org/Plan_(2026)"]),
        ("HTTP://EXAMPLE.ORG", ["HTTP://EXAMPLE.ORG"]),
        ("https://a.org/x;https://b.org/y", ["https://a.org/x", "https://b.org/y"]),
        ("https://a.org/x\nhttps://b.org/y", ["https://a.org/x", "https://b.org/y"]),
        ("https://archive.org/web/https://a.org/x", ["https://archive.org/web/https://a.org/x"]),
        ("https://example.org/a?b=c&d=e#f", ["https://example.org/a?b=c&d=e#f"]),
        ("https://example.org/\u202eevil", ["https://example.org/"]),
        ("https://example.org/a\x00b", ["https://example.org/a"]),
        ("www.example.org/plan", ["www.example.org/plan"]),
        ("file://server/share/a.pdf", ["file://server/share/a.pdf"]),
        ("name@www.example.org", []),
        ("https://", []),
        ("http://.", []),
        ("Intranet", []),
    ],
)
def test_what_is_a_link(text: str, links: list[str]) -> None:
    assert [url for url, _ in links_of(text)] == links


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("https://example.org/Shared Documents/plan.pdf", False),
        ("https://example.org/Board minutes.pdf", False),
        ("https://example.org/plan and page 3", True),
        ("https://example.org/plan, see minutes.pdf", True),
        ("https://example.org/plan\nminutes.pdf", True),
        ("https://example.org/plan and https://example.org/b", True),
    ],
)
def test_a_link_that_a_space_may_have_cut_is_not_taken_for_whole(text: str, whole: bool) -> None:
    assert next(iter(links_of(text)))[1] is whole


def test_links_stand_in_evidence_items_only_and_each_once_for_an_item() -> None:
    page = "https://example.org/plan"
    made = submission(
        EV002={"what": f"Plan {page}", "where": page, "shows": "https://example.org/b"},
        EV001={"what": "Plan", "where": page, "page": "https://example.org/not-here"},
        EV010="nowhere",
    )
    assert links_in(made) == (
        Link("EV001", "where", page),
        Link("EV002", "where", page),
        Link("EV002", "shows", "https://example.org/b"),
    )


def test_a_hostile_text_takes_no_time() -> None:
    assert len(list(links_of("https://" + "a" * 30_000 + ")" * 2_000))) == 1
    assert len(list(links_of("www.a " * 5_000))) == 5_000
