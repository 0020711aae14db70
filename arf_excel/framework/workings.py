"""The hidden `_work` of a form: what each row and the whole come to, as words of the rules.

One table of `_work` for each table of the form that is judged, one row for each of its rows, and beside
them `items` and `targets` (what may be named), `asking`, `levels`, `groups`, `checks` and `overall`.
"""

from __future__ import annotations

from dataclasses import replace

from arf_excel.framework import judging, levels
from arf_excel.framework.burden import cells_with_evidence
from arf_excel.framework.checks import DEVELOPMENT, EVIDENCE_ASKED, IN_PLACE, Rule, asking, rules_for
from arf_excel.framework.findings import sentence, statuses, verdict_words
from arf_excel.framework.goals import goals_table
from arf_excel.framework.measures import Dated
from arf_excel.framework.measuring import measures_table
from arf_excel.framework.meetings import meeting_tables
from arf_excel.framework.outcome import evidence_rows
from arf_excel.framework.shape import Detail, Shape
from arf_excel.framework.supporting import supporting_table
from arf_excel.framework.targets import target_labels, target_positions
from arf_excel.framework.ways import line_of, ways_of
from arf_excel.framework.wres import wres_table
from arf_excel.rules import conditions as c
from arf_excel.rules.conditions import Col, Column, Filled, Is, Not, Same, Table, case, every, some

NOT_FOR_US = "This does not fit us"
"""Written words that begin so are for the panel, whatever the status."""


def workings(shape: Shape) -> c.Workings:
    """All of `_work` for a form."""
    rules = rules_for(shape.tables)
    positions = target_positions(shape)
    tables = [_items(shape), _targets(shape), _record("organisation", shape.details, rules)]
    tables += [levels.asking_table(shape)]
    if "declaration" in shape.tables:
        tables.append(_record("declaration", shape.declaration, rules))
    if "evidence" in shape.tables:
        tables.append(_evidence(shape, rules))
    if "meetings" in shape.tables:
        tables += _with_rules(meeting_tables(shape), rules)
    if "wres" in shape.tables:
        tables += _with_rules([wres_table(shape)], rules)
    if "goals" in shape.tables:
        tables += _with_rules([goals_table(shape)], rules)
    if "measures" in shape.tables:
        groups = {of: positions[target] for of, target in judging.counts_for(shape).items()}
        tables += _with_rules([measures_table(shape, positions, groups)], rules)
    tables += [_action_plan(shape, rules)]
    if "supporting" in shape.tables:
        tables.append(supporting_table(shape))
    tables.append(_checklist(shape, rules))
    by_id = {table.name for table in tables if any(isinstance(each.word, c.LineOf) for each in table.columns)}
    tables += [levels.levels_table(shape), levels.groups_table(shape), _checks(rules, by_id)]
    return (*tables, levels.overall_table(shape))


def _with_rules(tables: list[Table], rules: tuple[Rule, ...]) -> list[Table]:
    return [replace(table, columns=table.columns + _rule_columns(table.name, rules)) for table in tables]


def _numbered(rows: tuple[str, ...]) -> Column:
    return Column("n", tuple(range(1, len(rows) + 1)))


def _items(shape: Shape) -> Table:
    """What the checklist's rows are about, found by id since people sort them, and what they came to."""
    found = shape.deliverables
    groups = shape.group_names()
    names = [shape.edition.group_of(d) for d in found]
    return Table(
        "items",
        tuple(d.id for d in found),
        (
            _numbered(tuple(d.id for d in found)),
            Column("id", tuple(d.id for d in found)),
            Column("code", tuple(d.code for d in found)),
            Column("label", tuple(d.label for d in found)),
            Column("level", tuple(shape.level_number(d.level) for d in found)),
            Column("direct", tuple(int(d.kind == "direct") for d in found)),
            Column("group_name", tuple(names)),
            Column("group", tuple(groups.index(n) + 1 if n in groups else 0 for n in names)),
            *levels.told_columns(shape),
            *_asked_columns(shape),
        ),
    )


def _asked_columns(shape: Shape) -> tuple[Column, ...]:
    """Whether a line is needed for what is asked, and how many cells it then takes at least."""
    with_evidence = tuple(cells_with_evidence(shape, d) for d in shape.deliverables)
    development = Same(Col("status"), DEVELOPMENT)
    asked = case((EVIDENCE_ASKED, c.Sum((1, Col("with_evidence")))), otherwise=1)
    return (
        Column("needed", _needed()),
        Column("with_evidence", with_evidence),
        Column("cells", case((Is(Col("needed")), asked), otherwise=0)),
        Column("open_to_facts", every(Is(Col("needed")), EVIDENCE_ASKED, Not(development))),
    )


def _targets(shape: Shape) -> Table:
    """All that evidence and actions may be for, and what the facts of each come to."""
    labels = target_labels(shape)
    position = {d.id: n for n, d in enumerate(shape.deliverables, start=1)}
    rows = tuple(label for label, _ in labels)
    columns = (
        _numbered(rows),
        Column("id", tuple(target_positions(shape))),
        Column("label", rows),
        Column("item", tuple(position[i] for _, i in labels)),
    )
    return Table("targets", rows, columns + judging.facts_columns(shape) if shape.facts else columns)


def _rule_columns(table: str, rules: tuple[Rule, ...]) -> tuple[Column, ...]:
    columns: list[Column] = []
    for rule in (r for r in rules if r.table == table):
        columns.append(Column(rule.flag, rule.when))
        if rule.explained_by:
            columns.append(Column(rule.explained, every(Is(Col(rule.flag)), Filled(rule.explained_by))))
    return tuple(columns)


def _record(table: str, details: tuple[Detail, ...], rules: tuple[Rule, ...]) -> Table:
    """A record's lines: filled or not, their text and day, and which are still missing."""
    missing = every(Is(Col("is_needed")), Not(Is(Col("filled"))))
    columns = (
        Column("label", tuple(d.label for d in details)),
        Column("is_needed", tuple(int(d.needed) for d in details)),
        Column("is_date", tuple(int(d.is_date) for d in details)),
        Column("is_asking", tuple(int(d.id == "asking") for d in details)),
        Column("is_year_end", tuple(int(d.id == "year_end") for d in details)),
        Column("is_last_application", tuple(int(d.id == "last_application") for d in details)),
        Column("is_yes", tuple(int(d.id == "agreed") for d in details)),
        Column("text", c.CleanText("answer")),
        Column("filled", every(Filled("answer"), some(Not(Is(Col("is_yes"))), Same(Col("text"), "Yes")))),
        Column("day", c.DateOf("answer")),
        Column("missing", missing),
        Column("missing_list", c.Running("missing_list", missing, Col("label"))),
    )
    return Table(table, tuple(d.id for d in details), columns + _rule_columns(table, rules))


def _evidence(shape: Shape, rules: tuple[Rule, ...]) -> Table:
    typed = ("what", "for_item", "where", "date", "also_1", "also_2", "kind", "page", "access", "shows")
    rows = shape.evidence_rows
    complete = every(Filled("what"), Filled("for_item"), Filled("where"))
    columns = (
        Column("n", tuple(range(1, len(rows) + 1))),
        Column("started", some(*(Filled(name) for name in typed))),
        Column("last_used", case((Is(Col("started")), Col("n")), otherwise=c.Above("last_used", 0))),
        Column("complete", complete),
        Column("date", c.DateOf("date")),
        *(Column(f"{name}_text", c.CleanText(name)) for name in ("for_item", "also_1", "also_2")),
        Column("for_n", _named("for_item_text")),
        Column("also_1_n", _another("also_1_text", "for_n")),
        Column("also_2_n", _another("also_2_text", "for_n", "also_1_n")),
        *line_of(c.At("targets", "item", Col("for_n"), 0)),
        *_in_time(shape),
    )
    return Table("evidence", rows, columns + _rule_columns("evidence", rules))


def _in_time(shape: Shape) -> tuple[Column, ...]:
    """Whole rows with a date, and those of them in the months to our year's end that a rule asks about."""
    if not shape.facts:
        return ()
    whole, date = Is(Col("complete")), Col("date")
    after = Not(c.AtLeast(asking("year_end"), date))
    columns = [
        Column("dated", every(whole, c.AtLeast(date, 1))),
        Column("late", every(Is(Col("dated")), c.AtLeast(asking("year_end"), 1), after)),
    ]
    limits = {row.fact.rule.months for row in shape.facts if isinstance(row.fact.rule, Dated)}
    for months in sorted(limits - {0}):
        before = c.MonthsBefore(asking("year_end"), months)
        inside = every(c.AtLeast(asking("year_end"), date), Not(c.AtLeast(before, date)))
        columns.append(Column(f"in_{months}", every(Is(Col("dated")), inside)))
    return tuple(columns)


def _named(column: str) -> c.Value:
    """The target that a text names, by its label from the list or by a deliverable's code alone."""
    text = Col(column)
    return c.Sum((c.PositionOf("targets", "label", text), c.PositionOf("items", "code", text)))


def _another(column: str, *before: str) -> c.Value:
    """A further deliverable that the row names; 0 when it was named before, so that none counts twice."""
    found = _named(column)
    again = some(*(Same(found, Col(name)) for name in before))
    return case((again, 0), otherwise=found)


def _action_plan(shape: Shape, rules: tuple[Rule, ...]) -> Table:
    typed = ("for_item", "action", "person", "timescale", "target", "progress", "comments")
    rows = shape.action_rows
    text = Col("for_text")
    named = c.Sum((c.At("targets", "item", Col("for_target"), 0), c.PositionOf("items", "code", text)))
    columns = (
        Column("n", tuple(range(1, len(rows) + 1))),
        Column("started", some(*(Filled(name) for name in typed))),
        Column("last_used", case((Is(Col("started")), Col("n")), otherwise=c.Above("last_used", 0))),
        Column("complete", every(Filled("for_item"), Filled("action"))),
        Column("for_text", c.CleanText("for_item")),
        Column("for_target", c.PositionOf("targets", "label", text)),
        Column("for_n", named),
        *line_of(Col("for_n")),
        Column("target", c.DateOf("target")),
        Column("progress", c.CleanText("progress")),
        Column("level_name", c.At("items", "group_name", Col("for_n"), "")),
        Column("for_status", c.At("items", "status", Col("for_n"), 0)),
    )
    return Table("action_plan", rows, columns + _rule_columns("action_plan", rules))


SPARE_LINES = tuple(f"spare {n}" for n in range(1, 6))
"""Lines of the checklist that are read beyond its own, for rows that people insert."""


def _checklist(shape: Shape, checked: tuple[Rule, ...]) -> Table:
    rows = (*(d.id for d in shape.deliverables), *SPARE_LINES)
    words, text = statuses(), c.CleanText("status")
    n = Col("item")
    status = case(
        (Same(n, 0), 0),
        (Same(text, words["in_place"]), IN_PLACE),
        (Same(text, words["development_area"]), 2),
        (Filled("status"), 3),
        (Is(Col("held")), IN_PLACE),
        otherwise=0,
    )
    columns = (
        _numbered(rows),
        Column("id", c.CleanText("id")),
        Column("item", c.PositionOf("items", "id", Col("id"))),
        Column("code", c.At("items", "code", n, "")),
        Column("label", c.At("items", "label", n, "")),
        Column("level", c.At("items", "level", n, 0)),
        Column("direct", c.At("items", "direct", n, 0)),
        Column("group", c.At("items", "group", n, 0)),
        Column("held", _held()),
        Column("status", status),
        Column("words", Filled("how")),
        Column("unfit", c.StartsWith(c.CleanText("how"), NOT_FOR_US)),
        Column("explains", Filled("explain")),
        Column("evidence", _evidence_count(shape)),
        Column("actions", _actions_count(shape)),
        Column("needed", _needed()),
        *judging.line_columns(shape),
        Column("told", every(Is(Col("direct")), _told())),
        Column("verdict", _verdict(shape)),
        Column("borne_out", every(Is(Col("told")), Not(_open(shape)))),
        Column("answered", _answered()),
        Column("why", _why(shape)),
        Column("help", _help(shape)),
        Column(
            "why_and_help",
            c.Join((Col("why"), case((Same(Col("help"), ""), ""), otherwise=" "), Col("help"))),
        ),
        Column("verdict_words", _verdict_words()),
        Column("needed_words", case((Same(n, 0), ""), (Is(Col("needed")), "Yes"), otherwise="No")),
        *ways_of(shape),
    )
    return Table("checklist", rows, columns + _rule_columns("checklist", checked))


def _evidence_count(shape: Shape) -> c.Value:
    if "evidence" not in shape.tables:
        return c.Sum((0,))
    return evidence_rows(Col("item"), "complete")


def _actions_count(shape: Shape) -> c.Value:
    """Rows of the action plan, and supporting actions for which somebody is named."""
    planned = c.rows("action_plan", for_n=Col("item"), complete=1)
    if "supporting" not in shape.tables:
        return planned
    return c.Sum((planned, c.rows("supporting", item=Col("item"), named=1)))


def _held() -> c.Condition:
    """The organisation holds its level and confirmed it: left empty, the line is told all the same."""
    told = every(Not(Filled("status")), Not(Filled("how")))
    return every(Is(Col("direct")), told, c.AtLeast(asking("held"), Col("level")))


def _needed() -> c.Condition:
    return every(Is(Col("direct")), _asked(), Not(_held_already()))


def _asked() -> c.Condition:
    return c.AtLeast(asking("level"), Col("level"))


def _held_already() -> c.Condition:
    return c.AtLeast(asking("held"), Col("level"))


def _verdict_words() -> c.Value:
    """The verdict in words; the framework's own two where no panel reads, or nothing is to be judged."""
    told = every(Same(Col("verdict"), "incomplete"), Same(Col("status"), DEVELOPMENT))
    known = [(Same(Col("verdict"), key), words) for key, words in verdict_words().items()]
    in_place = every(Same(Col("verdict"), "panel"), Not(EVIDENCE_ASKED), Same(Col("status"), IN_PLACE))
    own = [(told, statuses()["development_area"]), (in_place, statuses()["in_place"])]
    return case(*own, *known)


def _told() -> c.Condition:
    """In place with written words, or in place in a self-assessment, or said not to fit: for the panel."""
    in_place = every(Same(Col("status"), IN_PLACE), some(Is(Col("words")), Not(EVIDENCE_ASKED)))
    return some(Is(Col("unfit")), Is(Col("held")), in_place)


def _verdict(shape: Shape) -> c.Value:
    no_verdict = some(Same(Col("direct"), 0), Is(Col("held")))
    by_facts = judging.verdicts(shape)
    return case((no_verdict, ""), *by_facts, (_told(), "panel"), otherwise="incomplete")


def _open(shape: Shape) -> c.Condition:
    """The facts are short, or some are still needed."""
    return some(Same(Col("verdict"), "short"), Same(Col("verdict"), "incomplete"))


def _answered() -> c.Condition:
    development = every(
        Same(Col("status"), 2), some(c.AtLeast(Col("actions"), 1), Is(Col("words")), Is(Col("explains")))
    )
    return some(_told(), development)


def _why(shape: Shape) -> c.Value:
    facts = (Col("facts_said"),) if shape.facts else ()
    evidence, actions = Col("evidence"), Col("actions")
    in_place, development = Same(Col("status"), IN_PLACE), Same(Col("status"), 2)
    return case(
        (Same(Col("item"), 0), ""),
        (Is(Col("unfit")), sentence("why_unfit")),
        (Is(Col("held")), sentence("why_held")),
        (every(in_place, Not(EVIDENCE_ASKED)), sentence("why_self")),
        (every(in_place, Not(Is(Col("words")))), sentence("why_no_words")),
        (every(in_place, Same(evidence, 0)), c.Join((sentence("why_no_evidence"), *facts))),
        (in_place, c.Join((sentence("why_evidence", evidence=evidence), *facts))),
        (
            every(development, c.AtLeast(actions, 1)),
            c.Join((sentence("why_actions", actions=actions), *facts)),
        ),
        (development, c.Join((sentence("why_development"), *facts))),
        (Same(Col("status"), 3), sentence("why_status")),
        (Same(Col("direct"), 0), c.Join((sentence("why_review"), *facts))),
        otherwise=sentence("why_blank"),
    )


def _help(shape: Shape) -> c.Value:
    in_place = every(Same(Col("status"), IN_PLACE), EVIDENCE_ASKED)
    nothing = sentence("help_enough")
    return case(
        (Same(Col("direct"), 0), ""),
        (some(Is(Col("unfit")), Is(Col("held"))), nothing),
        (every(in_place, Not(Is(Col("words")))), sentence("help_words")),
        *judging.helps(shape, in_place),
        (every(in_place, Same(Col("evidence"), 0)), sentence("help_evidence")),
        *judging.helps_when_short(shape, in_place),
        (Is(Col("answered")), nothing),
        (Same(Col("status"), 2), sentence("help_action")),
        otherwise=sentence("help_status"),
    )


def _checks(rules: tuple[Rule, ...], by_id: set[str]) -> Table:
    """One row a rule: how many places, how many of them explained, and where the first of them stands.

    `by_id` are the tables whose rows are known by their ids, wherever people sort them.
    """
    count = tuple(c.SumOf(rule.table, rule.flag) for rule in rules)
    explained = tuple(c.SumOf(r.table, r.explained) if r.explained_by else c.Sum((0,)) for r in rules)
    first = tuple(_first_place(rule, rule.table in by_id) for rule in rules)
    asks = tuple(int(not rule.code.startswith("NOTE")) for rule in rules)
    codes = tuple(rule.code for rule in rules)
    return Table(
        "checks",
        codes,
        (
            Column("asks", asks),
            Column("count", c.EachRow(count)),
            Column("explained", c.EachRow(explained)),
            Column("first", c.EachRow(first)),
            Column("open", case((Is(Col("asks")), c.Less(Col("count"), Col("explained"))), otherwise=0)),
        ),
    )


def _first_place(rule: Rule, by_id: bool) -> c.Value:
    first = c.FirstOf(rule.table, rule.flag)
    return c.Less(c.At(rule.table, "line", first, 1), 1) if by_id else first
