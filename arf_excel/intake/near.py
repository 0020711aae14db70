"""How far a word that somebody typed is from a word of ours."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def plain(text: object) -> str:
    """A header, an id, a word of a list or a sentence with spaces and capitals out of the way."""
    return " ".join(text.split()).casefold() if isinstance(text, str) else ""


def letters_apart(one: str, other: str, most: int) -> int:
    """How many letters were left out, added, changed or swapped with the next; over `most` is `most` + 1."""
    if abs(len(one) - len(other)) > most or len({*one} ^ {*other}) > 2 * most:
        return most + 1
    far = most + 1
    before: list[int] = []
    above = [min(column, far) for column in range(len(other) + 1)]
    for row, letter in enumerate(one, start=1):
        here = [far] * (len(other) + 1)
        here[0] = min(row, far)
        for column in range(max(1, row - most), min(len(other), row + most) + 1):
            step = min(
                above[column - 1] + (letter != other[column - 1]), above[column] + 1, here[column - 1] + 1
            )
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == other[column - 1]:
                step = min(step, before[column - 2] + 1)
            here[column] = min(step, far)
        if min(*here, *above) > most:
            return far
        before, above = above, here
    return above[-1]


def near_words(typed: str, words: Iterable[str], most: int) -> list[tuple[int, str]]:
    """The words that are at most so many letters away and a third of their own, with how many, nearest first.

    A word with other figures in it is another word: 'Silver 2a' is not a misspelt 'Silver 2b'.
    """
    found: list[tuple[int, str]] = []
    for word in words:
        allowed = min(most, len(word) // 3)
        if abs(len(word) - len(typed)) <= allowed:
            away = letters_apart(typed, word, allowed)
            if away <= allowed and _figures(word) == _figures(typed):
                found.append((away, word))
    return sorted(found)


def the_nearest(typed: str, words: Iterable[str], most: int) -> str | None:
    """The one word that is nearest; None when there is none, or two are as near."""
    return single(near_words(typed, words, most))


def single(found: Sequence[tuple[int, str]]) -> str | None:
    """The first of these words where no other is as near."""
    if not found or (len(found) > 1 and found[0][0] == found[1][0]):
        return None
    return found[0][1]


def _figures(text: str) -> list[str]:
    """The words of a text that have a figure in them."""
    return [word for word in text.split() if any(letter.isdigit() for letter in word)]
