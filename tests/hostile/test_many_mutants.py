"""Whatever is done to a return, it is read and judged, or refused in words; nothing else, in bounds."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping

import pytest

from arf_excel.intake.isolation import BROKEN, TOO_LARGE, TOO_LONG, Found, Readers
from arf_excel.intake.submission import Submission
from arf_excel.review.record import record, unreadable_record
from arf_excel.review.review import review
from tests.hostile.mutants import mutant, old_mutant

READ = "read"
MISFORTUNES = frozenset({TOO_LONG, TOO_LARGE, BROKEN})
"""What ends a worker. No workbook of today may: its gate knows what a reader cannot bear."""
CHUNK = 2_500


def outcomes(make: Callable[[int], bytes], seeds: Iterable[int], judge_each: int) -> dict[int, str]:
    """Number of the mutant → the code that it was refused with, or that it was read."""
    numbers = list(seeds)
    with Readers(workers=1) as readers:
        reads = readers.read((make(number), str(number)) for number in numbers)
        return {n: outcome(read, n % judge_each == 0) for n, read in zip(numbers, reads, strict=True)}


def outcome(read: Found, judged: bool) -> str:
    """A refusal has its sentence, and a return is judged when asked to: neither may break down."""
    if not isinstance(read, Submission):
        json.dumps(unreadable_record(read))
        return read.code
    if judged:
        json.dumps(record(review(read)))
    return READ


def misfortunes(found: Mapping[int, str]) -> dict[int, str]:
    return {number: code for number, code in found.items() if code in MISFORTUNES}


def test_a_few_mutants_are_read_or_refused_in_words() -> None:
    found = outcomes(mutant, range(300), judge_each=3)
    assert misfortunes(found) == {}
    assert 50 < list(found.values()).count(READ) < 150, "many reach the reader, and many do not"


@pytest.mark.deep
@pytest.mark.parametrize("chunk", range(8))
def test_20_000_mutants_are_read_or_refused_in_words(chunk: int) -> None:
    found = outcomes(mutant, range(chunk * CHUNK, (chunk + 1) * CHUNK), judge_each=10)
    assert len(found) == CHUNK and misfortunes(found) == {}


@pytest.mark.deep
def test_mutants_of_old_formats_cost_themselves_only() -> None:
    """No gate looks into these formats as deeply, so that one may end its worker; the next is read."""
    found = outcomes(old_mutant, range(1_000), judge_each=10)
    assert len(misfortunes(found)) < 10
    assert 200 < list(found.values()).count(READ) < 600


def test_the_same_number_gives_the_same_mutant() -> None:
    assert mutant(7) == mutant(7) and old_mutant(7) == old_mutant(7)
    assert len({mutant(seed) for seed in range(50)}) > 45
