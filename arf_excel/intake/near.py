"""How far a word that somebody typed is from a word of ours."""

from __future__ import annotations

from collections.abc import Iterable


def plain(text: object) -> str:
    """A header, an id, a word of a list or a sentence with spaces and capitals out of the way."""
    return " ".join(text.split()).casefold() if isinstance(text, str) else ""


def letters_apart(one: str, other: str, most: int) -> int:
    """How many letters were left out, added, changed or swapped with the next; over `most` is `most` + 1."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    above = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        here = [row]
        for column, wanted in enumerate(other, start=1):
            step = above[column - 1] + (letter != wanted)
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == wanted:
                step = min(step, before[column - 2] + 1)
            here.append(min(step, above[column] + 1, here[column - 1] + 1))
        if min(*here, *above) > most:
            return most + 1
        before, above = above, here
    return min(above[-1], most + 1)


def the_nearest(typed: str, words: Iterable[str], most: int) -> str | None:
    """The one word that is nearest, at most so many letters away and a third of its own; None when two are.

    A word with other figures in it is another word: 'Silver 2a' is not a misspelt 'Silver 2b'.
    """
    found: list[tuple[int, str]] = []
    for word in words:
        allowed = min(most, len(word) // 3)
        if abs(len(word) - len(typed)) <= allowed and _figures(word) == _figures(typed):
            away = letters_apart(typed, word, allowed)
            if away <= allowed:
                found.append((away, word))
    nearest = sorted(found)[:2]
    if not nearest or (len(nearest) > 1 and nearest[0][0] == nearest[1][0]):
        return None
    return nearest[0][1]


def _figures(text: str) -> list[str]:
    """The words of a text that have a figure in them."""
    return [word for word in text.split() if any(letter.isdigit() for letter in word)]
