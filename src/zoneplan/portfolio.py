"""Many plans at once: read from a folder, judged by themselves and together, given as tables.

A file that is no plan never keeps the others from being read; it is told of, and nothing of it counts.
What is *not* checked: whether a zone is missing, since nothing says which zones there should be.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

import attrs

from zoneplan.errors import DocumentError, FindingsError, MetricError
from zoneplan.findings import Finding, Judgement, Report, Severity, plural
from zoneplan.notebook_tables import notebook_html, plain_table
from zoneplan.outline import Census
from zoneplan.plan_folders import existing, plan_files, read_file
from zoneplan.plans import Plan
from zoneplan.portfolio_tables import LedgerRow, OutlineRow, ledger_rows, node_name, outline_rows
from zoneplan.printed_findings import finding_table
from zoneplan.printed_tables import PrintedCell, Signal
from zoneplan.rules import portfolios as rules
from zoneplan.rules.portfolio_metrics import differing_definitions

if TYPE_CHECKING:
    from fractions import Fraction

    from zoneplan.formats.text import Limits
    from zoneplan.layout import Language
    from zoneplan.metrics import Metric

__all__ = ["Portfolio", "PortfolioReport", "Unread", "read_portfolio"]


class Unread(NamedTuple):
    """A file or folder that holds no plan that counts, and why.

    Attributes:
        path: The file or folder.
        error: Every problem with it, each with what to do.
    """

    path: str
    error: DocumentError


def _said(problems: tuple[Unread, ...]) -> tuple[object, ...]:
    """Give what problems say, by which they are compared: errors are equal only to themselves."""
    return tuple((one.path, one.error.problems) for one in problems)


_WORDS: Final = {
    "en": {
        "heads": "plan;errors;warnings;advice;checks made;not possible",
        "across": "all plans together",
        "unread": "not read, problems {count}",
    },
    "zh": {
        "heads": "规划;错误;警告;提示;已检查;无法检查",
        "across": "各规划之间",
        "unread": "未读入，问题{count}个",
    },
}


@attrs.frozen(kw_only=True)
class PortfolioReport:
    """All that was found in many plans, by themselves and together.

    Attributes:
        plans: The report on each plan by itself, by what the portfolio calls the plan.
        across: What was found over all of them; its census counts all plans.
        problems: The files that could not be read as plans.
    """

    plans: Mapping[str, Report] = attrs.field(hash=False)
    across: Report
    problems: tuple[Unread, ...] = attrs.field(default=(), eq=_said)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every finding: those of each plan in the order of the plans, then those over all."""
        return tuple(one for report in (*self.plans.values(), self.across) for one in report.findings)

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings of severity error."""
        return tuple(one for one in self.findings if one.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """The findings of severity warning."""
        return tuple(one for one in self.findings if one.severity is Severity.WARNING)

    @property
    def advice(self) -> tuple[Finding, ...]:
        """The findings of severity advice."""
        return tuple(one for one in self.findings if one.severity is Severity.ADVICE)

    @property
    def census(self) -> Census:
        """What all outlines together hold, counted."""
        return self.across.census

    @property
    def counts(self) -> dict[str, int]:
        """The counts of all reports added up, and how many files are unread."""
        reports = [*self.plans.values(), self.across]
        counted = [report.counts for report in reports]
        return {key: sum(one[key] for one in counted) for key in counted[-1]} | {"unread": len(self.problems)}

    def __repr__(self) -> str:
        counts = self.counts
        told = [plural(counts[one], one) for one in ("error", "warning")]
        return (
            f"<PortfolioReport on {plural(len(self.plans), 'plan')}: {', '.join(told)}, "
            f"{counts['advice']} advice; {counts['not_checked']} not checked, {counts['unread']} not read>"
        )

    def to_html(self, language: Language = "en") -> str:
        """Give it as HTML for a notebook, without script and with its style in it.

        Args:
            language: What headings and sentences are in, `en` or `zh`.
        """
        words = _WORDS[language]
        keys = ("error", "warning", "advice", "checked", "not_checked")
        rows: list[tuple[str | PrintedCell, ...]] = []
        for one in self.problems:
            unread = words["unread"].format(count=len(one.error.problems))
            rows.append((one.path, PrintedCell(unread, signal=Signal.BAD), *("—" for _ in keys[1:])))
        for key, report in {**self.plans, words["across"]: self.across}.items():
            errors, *others = (str(report.counts[one]) for one in keys)
            signal = Signal.BAD if report.errors else None
            rows.append((key, PrintedCell(errors, signal=signal), *others))
        table = plain_table("", words["heads"].split(";"), rows, numbers=range(1, 6))
        findings = [finding_table(self.findings, language)] if self.findings else []
        return notebook_html([table, *findings], language=language, whole="print(report)")

    def _repr_html_(self) -> str:
        return self.to_html()

    def raise_for_errors(self) -> None:
        """Do nothing when every file was read and there is no error, whatever else was found.

        Raises:
            FindingsError: If there is one; it lists the problems of unread files, then all errors.
        """
        problems = tuple(problem for one in self.problems for problem in one.error.problems)
        if problems or self.errors:
            raise FindingsError((*problems, *self.errors))

    def to_dict(self) -> dict[str, object]:
        """Give the report as plain data, for JSON."""
        return {
            "version": 1,
            "census": attrs.asdict(self.census),
            "counts": self.counts,
            "problems": [
                {"file": one.path, "problems": [problem.to_dict() for problem in one.error.problems]}
                for one in self.problems
            ],
            "plans": {key: report.to_dict() for key, report in self.plans.items()},
            "across": self.across.to_dict(),
        }

    def __str__(self) -> str:
        lines = [str(problem) for one in self.problems for problem in one.error.problems]
        lines += [str(finding) for finding in self.findings]
        counts = self.counts
        lines.append(str(self.census))
        lines.append(
            f"{plural(counts['error'], 'error')}, {plural(counts['warning'], 'warning')}, "
            f"{plural(counts['advice'], 'piece')} of advice; "
            f"{plural(counts['checked'], 'check')} made, {counts['not_checked']} not possible; "
            f"{plural(counts['unread'], 'file')} not read"
        )
        return "\n".join(lines)


def _as_plans(values: Mapping[str, Plan]) -> Mapping[str, Plan]:
    return dict(values)


def _as_unread(values: Iterable[Unread]) -> tuple[Unread, ...]:
    return tuple(values)


@attrs.frozen(kw_only=True)
class Portfolio:
    """Plans that are judged and tabled together.

    >>> portfolio = Portfolio.of([Plan(id="a", name="甲规划"), Plan(id="a", name="乙规划")])
    >>> [(finding.code, str(finding.place)) for finding in portfolio.validate().errors]
    [('PLAN-TWICE', 'id (plans[1])')]

    Attributes:
        plans: The plans by what the portfolio calls them: the path of the file each was read from.
        problems: The files and folders that hold no plan that counts, each with its problems.
    """

    plans: Mapping[str, Plan] = attrs.field(converter=_as_plans, hash=False)
    problems: tuple[Unread, ...] = attrs.field(default=(), converter=_as_unread, eq=_said)

    def __repr__(self) -> str:
        unread = f", {plural(len(self.problems), 'file')} not read" if self.problems else ""
        return f"<Portfolio of {plural(len(self.plans), 'plan')}{unread}>"

    @classmethod
    def of(cls, plans: Mapping[str, Plan] | Iterable[Plan]) -> Portfolio:
        """Make a portfolio of plans in memory.

        Args:
            plans: The plans, by names of your own for them, or in some order: those are called
                `plans[0]`, `plans[1]` and so on.
        """
        if isinstance(plans, Mapping):
            return cls(plans=plans)
        return cls(plans={f"plans[{index}]": plan for index, plan in enumerate(plans)})

    def __len__(self) -> int:
        return len(self.plans)

    def validate(
        self,
        rules: Iterable[Callable[[Plan], Iterable[Judgement]]] | None = None,
        *,
        across: Iterable[Callable[[Mapping[str, Plan]], Iterable[Judgement]]] | None = None,
        together: bool = False,
        time_limit: int | Fraction = 10,
    ) -> PortfolioReport:
        """Judge each plan by itself, then all of them together; nothing is raised or changed.

        Args:
            rules: The rules for each plan, None for `zoneplan.rules.STANDARD`.
            across: The rules over all plans, None for `zoneplan.rules.portfolios.STANDARD`. A rule takes
                the plans by what the portfolio calls them and yields findings.
            together: As in `Plan.validate`, for each plan.
            time_limit: As in `Plan.validate`, for each plan.

        Raises:
            RuleError: If a rule yields something that is no judgement.
        """
        own = None if rules is None else tuple(rules)
        reports = {
            key: plan.validate(own, together=together, time_limit=time_limit)
            for key, plan in self.plans.items()
        }
        applied: Iterable[Callable[[Any], Iterable[Judgement]]] = _ACROSS if across is None else across
        judgements = (one for rule in applied for one in rule(self.plans))
        whole = Report.of(judgements, _added(report.census for report in reports.values()))
        return PortfolioReport(plans=reports, across=whole, problems=self.problems)

    def outline_table(self) -> list[OutlineRow]:
        """Give the outline as rows: nation, provinces, cities, zones, plans, programs, actions, projects.

        Each node stands once under each of its parents. Plans and places keep their ids; whatever is in
        a plan stands behind the plan's id and a slash. Only places around the zones of plans are in it.

        Raises:
            OutlineError: If an id would stand for two nodes, plans differ on where a place lies, or an id
                or reference in a plan is broken.
        """
        return list(outline_rows(self.plans))

    def ledger_table(self) -> list[LedgerRow]:
        """Give every observation, and every target that is a level, as a row about a node or place.

        Raises:
            AmountError: If a computed figure has no finite decimal.
        """
        return list(ledger_rows(self.plans))

    def metrics(self) -> dict[str, Metric]:
        """Give the metrics of all plans by id, for a rollup over all of them.

        Where one plan leaves something out that another states, or names a unit of the same dimension,
        the first definition holds.

        Raises:
            MetricError: If two definitions contradict each other (`METRIC-CLASH`), or only some plans name
                the nodes that report a metric.
        """
        found: dict[str, Metric] = {}
        reporters: dict[str, list[tuple[str, ...]]] = {}
        for key, plan in self.plans.items():
            for metric in plan.ledger.metrics.values():
                known = found.setdefault(metric.id, metric)
                grave = [one.field for one in differing_definitions(metric, known) if one.is_grave]
                if grave:
                    raise MetricError(
                        f"the metric {metric.id!r} of {key} differs from the first in {', '.join(grave)}",
                        "define it alike in all plans; METRIC-CLASH of `validate()` tells where",
                        f"{key} 的指标“{metric.id}”与前面的定义不同：{', '.join(grave)}",
                        "请统一各规划中的定义；`validate()` 的 METRIC-CLASH 说明位置",
                    )
                named = tuple(node_name(plan, one) for one in metric.reported_by)
                reporters.setdefault(metric.id, []).append(named)
        return {one: attrs.evolve(found[one], reported_by=_joined(one, reporters[one])) for one in found}


_ACROSS: tuple[Callable[[Any], Iterable[Judgement]], ...] = rules.STANDARD


def _joined(metric: str, named: list[tuple[str, ...]]) -> tuple[str, ...]:
    if any(named) and not all(named):
        raise MetricError(
            f"some plans name the nodes that report {metric!r} and others do not",
            "name them in all plans, or in none",
            f"部分规划写明“{metric}”由哪些节点填报，部分没有",
            "请全部写明，或全部不写",
        )
    return tuple(node for nodes in named for node in nodes)


def _added(counted: Iterable[Census]) -> Census:
    censuses = list(counted)
    fields = [field.name for field in attrs.fields(Census)]
    return Census(**{field: sum(getattr(one, field) for one in censuses) for field in fields})


def read_portfolio(
    source: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    *,
    recursive: bool = False,
    on_problem: Literal["collect", "raise"] = "collect",
    limits: Limits | None = None,
    progress: Callable[[int, int], object] | None = None,
) -> Portfolio:
    """Read many plans at once; a file that is no plan never keeps the others from being read.

    Of files with the same content only the first counts, in the order of their paths.

    Args:
        source: A folder, a file, or several of either. Of a folder all files that end in .yaml, .yml,
            .json or .xlsx are read, but not those whose name begins with a dot, nor those that Excel keeps
            beside an open workbook.
        recursive: Whether the folders in a folder are read too. A link to a folder is followed, but no
            folder is read twice.
        on_problem: `collect` keeps what cannot be read in `portfolio.problems`; `raise` raises it once all
            files were tried.
        limits: What each file may cost, None for the usual.
        progress: Called with the number of files that were read and of all; None for nobody.

    Raises:
        DocumentError: If there are problems and `on_problem` is `raise`; it lists those of all files.
        OSError: If a single path is given and there is nothing, or a folder that cannot be listed.
        ValueError: If `on_problem` is another word.
    """
    if on_problem not in {"collect", "raise"}:
        raise ValueError(f"expected on_problem to be 'collect' or 'raise', got {on_problem!r}")
    if isinstance(source, (str, os.PathLike)):
        source = [existing(source)]  # a mistyped folder is no empty portfolio
    files, unlisted = plan_files(source, recursive=recursive)
    plans: dict[str, Plan] = {}
    problems = [Unread(path, DocumentError((problem,))) for path, problem in unlisted]
    first: dict[bytes, str] = {}
    for count, path in enumerate(files, start=1):
        try:
            plans[path] = read_file(path, first, limits)
        except DocumentError as error:
            problems.append(Unread(path, error))
        if progress is not None:
            progress(count, len(files))
    problems.sort(key=lambda one: one.path)
    if problems and on_problem == "raise":
        raise DocumentError(tuple(problem for one in problems for problem in one.error.problems))
    return Portfolio(plans=plans, problems=problems)
