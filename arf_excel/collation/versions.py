"""Which return of an organisation is used: the pinned one, else the one that came later. Never in silence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from arf_excel.collation.changes import differences
from arf_excel.collation.ledger import SET_ASIDE, SUPERSEDED, UNEXPECTED, UNPLACED, USED, Earlier, Line
from arf_excel.collation.words import brief, say
from arf_excel.framework.organisations import load_organisations
from arf_excel.intake.about import form_version
from arf_excel.intake.submission import Submission
from arf_excel.rounds.settings import Pin, Round

_LONG_AGO = dt.datetime.min.replace(tzinfo=dt.UTC)
_LEAST_OF_A_HASH, _LONGEST_CODE = 12, 40
_SIGNS = "-./*:&"


@dataclass(frozen=True)
class Return:
    """A file that is a return. `number` says when it was first seen; `names` holds its equal copies too."""

    number: int
    submission: Submission
    names: tuple[str, ...]

    @property
    def file(self) -> str:
        return self.submission.file

    def is_named(self, word: str) -> bool:
        """Whether a pin means this file: by its name, with or without folder, or by its SHA-256."""
        wanted = word.strip().casefold().replace("\\", "/")
        if len(wanted) >= _LEAST_OF_A_HASH and self.submission.sha256.startswith(wanted):
            return True
        return any(wanted in (name.casefold(), name.casefold().rpartition("/")[2]) for name in self.names)


@dataclass(frozen=True)
class Chosen:
    """Organisation → the return that is used; a line for every return; sentences to tell at the end."""

    used: Mapping[str, Return]
    lines: tuple[Line, ...]
    notes: tuple[str, ...]


def numbered(
    found: Sequence[tuple[Submission, tuple[str, ...]]], earlier: Mapping[str, Earlier]
) -> list[Return]:
    """Numbers of an earlier ledger are kept; new files follow, those saved last getting the highest."""
    following = max((known.number for known in earlier.values()), default=0) + 1
    made: list[Return] = []
    for submission, names in sorted(found, key=lambda pair: _came(pair[0])):
        known = earlier.get(submission.sha256)
        made.append(Return(known.number if known else following, submission, names))
        following += 0 if known else 1
    return made


def _came(submission: Submission) -> tuple[dt.datetime, str, str]:
    saved = submission.saved
    if saved is not None and saved.tzinfo is None:
        saved = saved.replace(tzinfo=dt.UTC)
    return saved or _LONG_AGO, submission.file.casefold(), submission.file


def choose(returns: Sequence[Return], round_: Round | None) -> Chosen:
    """Decide for every return whether it is used, and say why."""
    pinned, notes = _pinned(returns, round_.pins if round_ else ())
    codes = {each.submission.sha256: _code(each, pinned, round_) for each in returns}
    astray = [each for each in returns if _astray(each, returns, pinned, codes, round_)]
    lines = [_line(each, SET_ASIDE, _issued(each), _form_words("astray", each)) for each in astray]
    notes += [_note(line) for line in lines]
    groups: dict[str, list[Return]] = {}
    for each in (e for e in returns if e not in astray):
        groups.setdefault(codes[each.submission.sha256], []).append(each)
    used: dict[str, Return] = {}
    lines += [_line(each, UNPLACED, "", say("why", "unplaced")) for each in groups.pop("", [])]
    for code in sorted(groups):
        mine = sorted(groups[code], key=lambda each: (each.number, each.file))
        pin_of = [each for each in mine if _is_for(pinned, each, code)]
        used[code] = pin_of[-1] if pin_of else mine[-1]
        pin = pinned[used[code].submission.sha256] if pin_of else None
        own = _lines(code, mine, used[code], pin, round_)
        notes += [_note(own[0])] if pin is None and _says_another(used[code]) else []
        lines += own
    return Chosen(used, tuple(lines), tuple(notes))


def _code(each: Return, pinned: Mapping[str, Pin], round_: Round | None) -> str:
    """The pinned code, else the one that the return is from."""
    pin = pinned.get(each.submission.sha256)
    return pin.code.upper() if pin else code_of(each.submission, round_)


def _note(line: Line) -> str:
    return say("why", "note", file=line.file, why=line.why)


# a form that was issued to one organisation and says another


def _issued(each: Return) -> str:
    return plain_code(each.submission.meta.get("organisation", ""))


def _said(each: Return) -> str:
    return plain_code(each.submission.code)


def _says_another(each: Return) -> bool:
    return bool(_issued(each) and _said(each) and _issued(each) != _said(each))


def _astray(
    each: Return,
    returns: Sequence[Return],
    pinned: Mapping[str, Pin],
    codes: Mapping[str, str],
    round_: Round | None,
) -> bool:
    """Whether its code may be mistyped: both organisations are expected, or another return has that code."""
    if not _says_another(each) or each.submission.sha256 in pinned:
        return False
    expected = {e.code.upper() for e in round_.organisations} if round_ else set()
    if {_issued(each), _said(each)} <= expected:
        return True
    others = (e for e in returns if codes[e.submission.sha256] == _said(each))
    return any(_issued(other) != _issued(each) for other in others)


def _form_words(key: str, each: Return) -> str:
    return say("why", key, issued=_issued(each), said=_said(each))


def _whose_form(each: Return, code: str) -> str:
    """What the form really says of its organisation, where that is not the one that it is used for."""
    issued, said = _issued(each), _said(each)
    if {issued, said} <= {code, ""}:
        return ""
    if issued and said:
        return _form_words("other_organisation" if issued != said else "issued_and_says", each)
    return _form_words("issued_only" if issued else "says_only", each)


def _is_for(pinned: Mapping[str, Pin], each: Return, code: str) -> bool:
    pin = pinned.get(each.submission.sha256)
    return pin is not None and pin.code.upper() == code


def _pinned(returns: Sequence[Return], pins: Sequence[Pin]) -> tuple[dict[str, Pin], list[str]]:
    """SHA-256 → the pin that names the file; a later line of the sheet stands."""
    found: dict[str, Pin] = {}
    notes = []
    for pin in pins:
        named = [each for each in returns if each.is_named(pin.file)]
        own = [each for each in named if each.submission.code == pin.code.upper()]
        for each in own or named:
            found[each.submission.sha256] = pin
        if not named:
            notes.append(say("why", "pin_unmatched", file=pin.file, code=pin.code))
    return found, notes


def code_of(submission: Submission, round_: Round | None) -> str:
    """The organisation that a return is from: as it says, as the form was issued, or by its name; else ''."""
    if code := plain_code(submission.code):
        return code
    if issued := plain_code(submission.meta.get("organisation", "")):
        return issued
    name = submission.name.casefold()
    known = {e.name.casefold(): e.code.upper() for e in round_.organisations} if round_ else {}
    known = {o.name.casefold(): o.ods_code for o in load_organisations().values()} | known
    return known.get(name, "") if name else ""


def plain_code(text: str) -> str:
    """A code as every table can hold it: letters, digits and a few signs, on one line; else ''."""
    kept = "".join(c if c.isalnum() or c in _SIGNS else " " for c in text)
    return brief(kept, _LONGEST_CODE).upper()


def _lines(
    code: str, mine: Sequence[Return], used: Return, pin: Pin | None, round_: Round | None
) -> list[Line]:
    expected = round_ is None or round_.expected(code) is not None
    reason = pin.reason if pin else ""
    whys = [] if expected else [say("why", "unexpected", code=code)]
    if pin:
        whys.append(say("why", "used_pinned", reason=reason))
    elif len(mine) > 1:
        same = [each for each in mine if each.submission.saved == used.submission.saved]
        whys.append(say("why", "used_tie" if len(same) > 1 else "used_later", count=len(mine)))
        whys += [say("why", "no_saved_time")] if used.submission.saved is None else []
    whys += [words] if (words := _whose_form(used, code)) else []
    lines = [_line(used, USED if expected else UNEXPECTED, code, " ".join(whys))]
    for each in (e for e in mine if e is not used):
        key = SET_ASIDE if pin else SUPERSEDED
        why = say("why", key, file=used.file, reason=reason)
        lines.append(_line(each, key, code, why, differences(each.submission, used.submission)))
    return lines


def _line(each: Return, outcome: str, code: str, why: str, differs: tuple[str, ...] = ()) -> Line:
    submission = each.submission
    return Line(
        outcome,
        file=each.file,
        why=why,
        number=each.number,
        code=code,
        name=submission.name,
        asking=submission.text("organisation", "asking", "answer"),
        edition=submission.shape.edition.about.id,
        purpose=submission.shape.purpose,
        saved=submission.saved,
        differs=differs,
        sha256=submission.sha256,
        form_version=str(form_version(submission.meta)),
    )
