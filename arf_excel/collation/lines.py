"""The lines of the ledger: every file, every organisation that is expected, and what became of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from arf_excel.collation import ledger
from arf_excel.collation.cases import NOTHING, Case
from arf_excel.collation.changes_page import Versions
from arf_excel.collation.ledger import Line
from arf_excel.collation.reading import Found, unreadable_line
from arf_excel.collation.tidy import OFF_FORM, Cell
from arf_excel.collation.versions import Chosen, Return
from arf_excel.collation.words import day, say
from arf_excel.framework.organisations import load_organisations, successor_of
from arf_excel.intake.submission import Submission
from arf_excel.rounds.issue import closing_day
from arf_excel.rounds.settings import Round


@dataclass(frozen=True)
class Known:
    """What is known before a run of the files that came."""

    earlier: Mapping[str, ledger.Earlier]
    """SHA-256 → what an earlier run saw."""
    packs: Mapping[str, int]
    """SHA-256 → the first pack that had it."""
    issued: Mapping[str, str]
    """Code → the fingerprint of the form that was issued."""
    round: Round | None


def lines_of(
    found: Found,
    chosen: Chosen,
    cases: Sequence[Case],
    cells: Sequence[Cell],
    known: Known,
) -> tuple[Line, ...]:
    """Every line, in the order of the ledger."""
    by_code = {case.code: case for case in cases}
    off_form = Counter(cell.code for cell in cells if cell.state == OFF_FORM)
    returns = []
    for line in chosen.lines:
        meta = found.submissions[line.sha256].meta
        told = _told(line, by_code, off_form)
        for words in (*_closed(line), *_whose_form(line, meta, known.issued), *_copied(meta, found)):
            told = replace(told, why=f"{told.why} {words}".strip())
        returns.append(_late(replace(told, pack=known.packs[line.sha256]), known.round))
    of = {line.sha256: line for line in returns}
    lines = [*returns, *map(unreadable_line, found.unreadable.values())]
    for line in found.lines:
        twin = of.get(line.sha256) if line.outcome == ledger.DUPLICATE else None
        same = {"number": twin.number, "code": twin.code, "name": twin.name} if twin else {}
        lines.append(replace(line, **same))  # type: ignore[arg-type]
    lines += _missing(cases)
    lines += _gone(known.earlier, {line.sha256 for line in lines})
    return ledger.in_order(lines)


def _told(line: Line, cases: Mapping[str, Case], off_form: Mapping[str, int]) -> Line:
    """A used return that is on another form, or does not say what it asks for and is in no pack, is told."""
    case = cases.get(line.code)
    name = case.name if case else line.name
    if line.outcome not in ledger.TAKEN or case is None:
        return replace(line, name=name)
    whys = [line.why] if line.why else []
    whys += [say("why", "other_form", count=off_form[case.code])] if off_form.get(case.code) else []
    whys += [say("why", "not_said")] if case.asks == NOTHING else []
    return replace(line, name=name, why=" ".join(whys))


def _closed(line: Line) -> Iterator[str]:
    """A code that is closed, with the one that followed it; who is meant is for a person to say."""
    known = successor_of(line.code)
    if known is not None:
        next_ = load_organisations().get(known.successor)
        name = f"{known.successor} {next_.name}" if next_ else known.successor
        yield say("why", "successor", code=line.code, closed=day(known.closed_on), successor=name)


def _whose_form(line: Line, meta: Mapping[str, str], issued: Mapping[str, str]) -> Iterator[str]:
    """Whether its form is the one that the round issued to the organisation; never a reason not to use it."""
    if line.code in issued and line.outcome in ledger.TAKEN and not meta.get("copy_of"):
        if not meta.get("fingerprint"):
            yield say("why", "no_fingerprint")
        elif meta["fingerprint"] != issued[line.code]:
            yield say("why", "fingerprint", code=line.code)


def _copied(meta: Mapping[str, str], found: Found) -> Iterator[str]:
    """A copy that we sent back knows the return whose answers it came with."""
    names = found.names.get(meta.get("copy_of", ""))
    if names:
        yield say("why", "copy_of", file=names[0])


def _late(line: Line, round_: Round | None) -> Line:
    """A return that pack 1 did not have is told, with the days by which a person may judge it."""
    if not line.pack or line.pack == 1:
        return line
    expected = round_.expected(line.code) if round_ else None
    closes = closing_day(round_, expected) if round_ and expected else None
    if closes and line.saved:
        words = say("why", "came_after_saved", saved=day(line.saved), closes=day(closes))
    else:
        words = say("why", "came_after")
    return replace(line, why=f"{line.why} {words}".strip())


def _missing(cases: Sequence[Case]) -> Iterator[Line]:
    for case in (c for c in cases if c.review is None):
        why, purpose = say("why", "missing"), case.issued.purpose
        line = Line(ledger.MISSING, why=why, code=case.code, name=case.name, purpose=purpose)
        yield replace(line, why=" ".join((why, *_closed(line))))


def _gone(earlier: Mapping[str, ledger.Earlier], there: set[str]) -> Iterator[Line]:
    for sha, known in earlier.items():
        if sha not in there:
            yield Line(
                ledger.GONE,
                known.file,
                say("why", "gone"),
                number=known.number,
                code=known.code,
                name=known.name,
                sha256=sha,
                pack=known.pack,
            )


def not_used(chosen: Chosen, returns: Sequence[Return]) -> list[tuple[str, str, Submission]]:
    """(code, name, submission) of the returns that are not used."""
    by_sha = {each.submission.sha256: each.submission for each in returns}
    lines = (line for line in chosen.lines if line.outcome in ledger.NOT_USED)
    return [(line.code, line.name, by_sha[line.sha256]) for line in lines]


def versions_of(chosen: Chosen, cases: Sequence[Case], returns: Sequence[Return]) -> tuple[Versions, ...]:
    """The return that is used beside the one that came before it, for organisations that sent several."""
    numbers = {each.submission.sha256: each for each in returns}
    found: list[Versions] = []
    for case in (c for c in cases if c.code in chosen.used):
        used = chosen.used[case.code]
        others = [
            numbers[line.sha256]
            for line in chosen.lines
            if line.code == case.code and line.outcome in ledger.NOT_USED
        ]
        if others:
            before = max(others, key=lambda each: (each.number < used.number, each.number))
            found.append((case.code, case.name, before.submission, used.submission))
    return tuple(found)
