"""Answers → verdicts, counts and sentences. Knows no file: the form and the review both call it."""

from __future__ import annotations

from dataclasses import dataclass

from arf_excel.framework.answers import Answers
from arf_excel.framework.checks import Rule, rules_for
from arf_excel.framework.findings import Finding, statuses
from arf_excel.framework.shape import Shape
from arf_excel.framework.targets import target_labels
from arf_excel.framework.workings import workings
from arf_excel.rules.python import Answer, Program, Sheet

STATUS_KEYS = ("not_answered", "in_place", "development_area", "not_answered")
"""The status number of `_work` → its key in findings.toml."""


@dataclass(frozen=True)
class Judged:
    """What one row of the checklist comes to."""

    id: str
    label: str
    level: str | None
    status: str
    """'In place', 'Development area' or 'Not answered'."""
    verdict: str
    """'meets', 'short', 'incomplete', 'panel'; '' for regular review."""
    why: str
    help: str
    evidence: int
    actions: int
    needed: bool
    answered: bool


@dataclass(frozen=True)
class LevelAnswer:
    """What is asked for and what the answers bear out; what the panel decides is not here."""

    asked: str
    """The words chosen on the form, '' when none."""
    asked_level: str | None
    """The level that recognition is asked for; None for a self-assessment or feedback."""
    recognition: bool
    supported: str | None
    subject_to: tuple[str, ...]
    """Ids of the deliverables at and below the supported level that are for the panel."""
    held: str | None
    supported_sentence: str
    distance: str
    left: int | None
    """How many deliverables the next level is away; None when there is none."""


@dataclass(frozen=True)
class Judgement:
    """Everything that is worked out for one set of answers."""

    judged: tuple[Judged, ...]
    levels: LevelAnswer
    findings: tuple[Finding, ...]
    ready: bool
    ready_sentence: str
    next_step: str
    work: Sheet
    """All of `_work`: the writer takes the cached values from here."""


def judge(shape: Shape, answers: Answers) -> Judgement:
    """Judge one form's answers."""
    program = program_of(shape)
    work = program.answer(_typed(shape, program, answers))
    overall = "overall", "all"
    return Judgement(
        judged=tuple(_judged(shape, work)),
        levels=_levels(shape, work),
        findings=tuple(_findings(shape, work)),
        ready=work.number(*overall, "ready") == 1,
        ready_sentence=work.text(*overall, "ready_sentence").strip(),
        next_step=work.text(*overall, "next_step"),
        work=work,
    )


def program_of(shape: Shape) -> Program:
    """The compiled workings of a kind of form, made once."""
    rulings = tuple(sorted(shape.rulings.items()))
    ids = tuple(d.id for d in shape.deliverables)
    rows = len(shape.evidence_rows), len(shape.meeting_rows), len(shape.action_rows)
    settings = (shape.year_end, rulings, shape.minutes_a_cell)
    key = (shape.edition.about.id, shape.purpose, shape.tables, ids, rows, *settings)
    if key not in _programs:
        if len(_programs) >= _KEPT:
            _programs.clear()
        _programs[key] = Program(workings(shape))
    return _programs[key]


_KEPT = 64
_programs: dict[tuple[object, ...], Program] = {}


def _typed(shape: Shape, program: Program, answers: Answers) -> dict[tuple[str, str], list[object]]:
    """The cells that the workings read, by table and column in row order."""
    typed = {
        (table, column): answers.column(table, program.tables[table].rows, column)
        for table, column in program.reads
    }
    typed["checklist", "id"] = [d.id for d in shape.deliverables]
    return typed


def _judged(shape: Shape, work: Sheet) -> list[Judged]:
    words, found = statuses(), []
    names = ("status", "verdict", "why", "help", "evidence", "actions", "needed", "answered")
    columns = [work.column("checklist", name) for name in names]
    for deliverable, row in zip(shape.deliverables, zip(*columns, strict=True), strict=False):
        status, verdict, why, advice, evidence, actions, needed, answered = row
        found.append(
            Judged(
                id=deliverable.id,
                label=deliverable.label,
                level=deliverable.level,
                status=words[STATUS_KEYS[int(status)]],
                verdict=str(verdict),
                why=str(why),
                help=str(advice),
                evidence=int(evidence),
                actions=int(actions),
                needed=needed == 1,
                answered=answered == 1,
            )
        )
    return found


def _levels(shape: Shape, work: Sheet) -> LevelAnswer:
    overall = "overall", "all"
    reached, held = work.number(*overall, "supported"), work.number("asking", "all", "held")
    subject = [
        d.id
        for d, verdict in zip(shape.deliverables, work.column("checklist", "verdict"), strict=False)
        if verdict == "panel" and held < shape.level_number(d.level) <= reached
    ]
    recognition = work.number("asking", "all", "recognition") == 1
    asked = work.number("asking", "all", "level")
    return LevelAnswer(
        asked=work.text("organisation", "asking", "text"),
        asked_level=shape.levels[asked - 1].id if recognition else None,
        recognition=recognition,
        supported=shape.levels[reached - 1].id if reached else None,
        subject_to=tuple(subject),
        held=shape.levels[held - 1].id if held else None,
        supported_sentence=work.text(*overall, "supported_sentence"),
        distance=work.text(*overall, "distance"),
        left=work.number(*overall, "left") if work.number(*overall, "next") else None,
    )


def _findings(shape: Shape, work: Sheet) -> list[Finding]:
    found: list[Finding] = []
    for rule in rules_for(shape.tables):
        flags = work.column(rule.table, rule.flag)
        if 1 in flags:
            found += _rule_findings(shape, work, rule, flags)
    return found


def _rule_findings(shape: Shape, work: Sheet, rule: Rule, flags: list[Answer]) -> list[Finding]:
    rows = program_of(shape).tables[rule.table].rows
    explained = work.column(rule.table, rule.explained) if rule.explained_by else [0] * len(rows)
    return [
        Finding(
            rule.code,
            rule.table,
            row,
            rule.column,
            deliverable=_about(shape, work, rule.table, n),
            explained=explained[n] == 1,
        )
        for n, row in enumerate(rows)
        if flags[n] == 1
    ]


def _about(shape: Shape, work: Sheet, table: str, row: int) -> str | None:
    """The deliverable that a row is about, if it names one."""
    if table == "checklist":
        return shape.deliverables[row].id
    if table == "measures":
        position = work.column("measures", "item")[row]
    elif table in ("evidence", "action_plan"):
        position = work.column(table, "for_n")[row]
    else:
        return None
    return target_labels(shape)[int(position) - 1][1] if position else None
