"""Few people with a description, by which one of them could be known. A heuristic, on trial."""

from __future__ import annotations

import re
from functools import cache

from arf_excel.review.privacy.words import one_of, words


def few_people(text: str) -> bool:
    """'One of our two Black consultants', 'only 3 staff'; not 'two staff networks'."""
    return any(pattern.search(text) for pattern in _patterns())


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    data = words("few_people")
    named = "".join(rf"(?<!\b{re.escape(word)}\s)" for word in data["names"])
    numbers = one_of(data["numbers"])
    number = rf"\b(?={numbers})(?<![\w.,/%£-]){named}{numbers}(?![\w%/]|[.,:-]\w)"
    word = r"(?:[\w'’-]+\s+)"
    others = "".join(rf"(?<!\b{re.escape(word)}\s)" for word in data["others"])
    person = rf"{others}(?:{one_of(data['people'])})(?:s|es)?\b(?![\s-]+{one_of(data['things'])})"
    group = rf"{one_of(data['groups'])}\b"
    described = rf"{number}\s+{word}{{0,{data['reach']}}}?{group}[\s-]+{word}{{0,2}}?{person}"
    small = one_of([n for n in data["numbers"] if n not in data["only"]])
    alone = rf"\b{one_of(data['only'])}\s+{small}\s+(?:of\s+(?:our|the)\s+)?{word}?{person}"
    return re.compile(f"(?i){described}"), re.compile(f"(?i){alone}")
