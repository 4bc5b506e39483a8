"""Findings and reports: judgements as values, with what was checked and what was not."""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, TypeAlias

import attrs

from zoneplan.errors import FindingsError, RuleError
from zoneplan.locations import Location, Part
from zoneplan.notebook_tables import notebook_html
from zoneplan.outline import Census
from zoneplan.printed_findings import finding_tables
from zoneplan.printed_tables import Signal
from zoneplan.short_reprs import short_repr

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zoneplan.layout import Language


__all__ = ["Checked", "Finding", "Judgement", "NotChecked", "Report", "Severity"]


class Severity(enum.StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    """The plan contradicts itself, or cannot be used as it stands."""
    WARNING = "warning"
    """Probably a mistake; a person should look."""
    ADVICE = "advice"
    """Legal, but something is left unsaid."""

    def word(self, language: str = "en") -> str:
        """Give the word for it.

        Args:
            language: `en` or `zh`.
        """
        chinese = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.ADVICE: "提示"}
        return chinese[self] if language == "zh" else self.value

    @property
    def signal(self) -> Signal:
        """What its colour says; advice is open: something was left unsaid, so nothing is known there."""
        return _SEVERITY_SIGNALS[self]


_SEVERITY_SIGNALS: Final[Mapping[Severity, Signal]] = {
    Severity.ERROR: Signal.BAD,
    Severity.WARNING: Signal.WARNING,
    Severity.ADVICE: Signal.OPEN,
}


_ORDER = {severity: rank for rank, severity in enumerate(Severity)}


@attrs.frozen(kw_only=True)
class Finding:
    """One judgement on a plan.

    Attributes:
        code: Stable code of what was found, such as `SUM-TOTAL`; the reference lists them all.
        severity: How much it matters.
        place: The path in the plan, with file, line and column where known.
        message: What is wrong, as a sentence in English.
        message_zh: The same sentence in Chinese.
        remedy: What to do about it, in English; empty when nothing can be advised.
        remedy_zh: The same in Chinese.
        evidence: The figures, names or dates that the judgement rests on, by a short name each.
    """

    code: str
    severity: Severity = attrs.field(converter=Severity)
    place: Location
    message: str
    message_zh: str = ""
    remedy: str = ""
    remedy_zh: str = ""
    evidence: Mapping[str, str] = attrs.field(factory=dict, hash=False)

    __repr__ = short_repr

    def __str__(self) -> str:
        return self.text("en")

    def text(self, language: str = "en") -> str:
        """Print the finding with its remedy on a second line.

        Args:
            language: `en` or `zh`; a finding without a Chinese sentence is printed in English.
        """
        message, remedy = self.sentences(language)
        head = f"{self.severity.value} {self.code} {self.place}: {message}"
        return f"{head}\n    {remedy}" if remedy else head

    def sentences(self, language: str = "en") -> tuple[str, str]:
        """Give the message and the remedy.

        Args:
            language: `en` or `zh`; a finding without a Chinese sentence is told in English.
        """
        if language == "zh" and self.message_zh:
            return self.message_zh, self.remedy_zh or self.remedy
        return self.message, self.remedy

    def to_dict(self) -> dict[str, object]:
        """Give the finding as plain data."""
        return {
            "code": self.code,
            "severity": self.severity.value,
            **self.place.to_dict(),
            "message": self.message,
            "message_zh": self.message_zh,
            "remedy": self.remedy,
            "remedy_zh": self.remedy_zh,
            "evidence": dict(self.evidence),
        }


@attrs.frozen
class Checked:
    """A rule's word that it looked: so many things, each found in order or reported as a finding.

    Attributes:
        code: The code that the things were checked for.
        count: How many were checked.
    """

    code: str
    count: int

    __repr__ = short_repr


@attrs.frozen(kw_only=True)
class NotChecked:
    """A rule's word that it could not look, and why. It is neither a pass nor a failure.

    Attributes:
        code: The code that could not be checked for.
        place: What could not be checked.
        reason: Why not, as a sentence in English.
        reason_zh: The same sentence in Chinese.
    """

    code: str
    place: Location
    reason: str
    reason_zh: str = ""

    __repr__ = short_repr

    def sentence(self, language: str = "en") -> str:
        """Give the reason.

        Args:
            language: `en` or `zh`; one without a Chinese sentence is told in English.
        """
        return self.reason_zh if language == "zh" and self.reason_zh else self.reason

    def to_dict(self) -> dict[str, object]:
        """Give it as plain data."""
        return {
            "code": self.code,
            **self.place.to_dict(),
            "reason": self.reason,
            "reason_zh": self.reason_zh,
        }


Judgement: TypeAlias = Finding | Checked | NotChecked


@attrs.frozen(kw_only=True, repr=False)
class Report:
    """All that was found, and how much was looked at.

    Attributes:
        findings: Every finding, errors first, then by place and code.
        not_checked: Every check that could not be made, by place and code.
        checked: How many things were checked for each code.
        census: What the plan's outline holds, counted.
    """

    findings: tuple[Finding, ...]
    not_checked: tuple[NotChecked, ...]
    checked: Mapping[str, int] = attrs.field(hash=False)
    census: Census

    @classmethod
    def of(cls, judgements: Iterable[Judgement], census: Census) -> Report:
        """Gather what rules said, in an order that does not depend on theirs.

        Args:
            judgements: What the rules yielded, in any order.
            census: What the outline holds.

        Raises:
            RuleError: If one of them is no judgement.
        """
        findings: list[Finding] = []
        open_ends: list[NotChecked] = []
        checked: Counter[str] = Counter()
        for judgement in judgements:
            match judgement:
                case Finding():
                    findings.append(judgement)
                case NotChecked():
                    open_ends.append(judgement)
                case Checked(code, count):
                    checked[code] += count
                case _:
                    raise RuleError(
                        f"expected a rule to yield findings, got {judgement!r}",
                        "yield Finding, Checked or NotChecked",
                    )
        return cls(
            findings=tuple(sorted(findings, key=_finding_order)),
            not_checked=tuple(
                sorted(open_ends, key=lambda one: (_place_order(one.place), one.code, str(one.to_dict())))
            ),
            checked={code: checked[code] for code in sorted(checked)},
            census=census,
        )

    def to_html(self, language: Language = "en") -> str:
        """Give it as HTML for a notebook, errors first, without script and with its style in it.

        Args:
            language: What headings and sentences are in, `en` or `zh`.
        """
        told = _TOLD[language].format(**self.counts)
        tables = finding_tables(self, language)
        return notebook_html(tables, lines=(told,), language=language, whole="print(report)")

    def _repr_html_(self) -> str:
        return self.to_html()

    def __repr__(self) -> str:
        counts = self.counts
        told = [plural(counts[one], one) for one in ("error", "warning")]
        return (
            f"<Report: {', '.join(told)}, {counts['advice']} advice; "
            f"{counts['checked']} checked, {counts['not_checked']} not checked>"
        )

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings of severity error."""
        return self._of(Severity.ERROR)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """The findings of severity warning."""
        return self._of(Severity.WARNING)

    @property
    def advice(self) -> tuple[Finding, ...]:
        """The findings of severity advice."""
        return self._of(Severity.ADVICE)

    def _of(self, severity: Severity) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.severity is severity)

    @property
    def counts(self) -> dict[str, int]:
        """How many errors, warnings and pieces of advice; how many checks were made and could not be."""
        return {
            "error": len(self.errors),
            "warning": len(self.warnings),
            "advice": len(self.advice),
            "checked": sum(self.checked.values()),
            "not_checked": len(self.not_checked),
        }

    def raise_for_errors(self) -> None:
        """Do nothing when there is no error, whatever else was found.

        Raises:
            FindingsError: If there is one; it lists all of them.
        """
        if self.errors:
            raise FindingsError(self.errors)

    def to_dict(self) -> dict[str, object]:
        """Give the report as plain data, for JSON."""
        return {
            "version": 1,
            "census": attrs.asdict(self.census),
            "counts": self.counts,
            "checked": dict(self.checked),
            "findings": [finding.to_dict() for finding in self.findings],
            "not_checked": [one.to_dict() for one in self.not_checked],
        }

    def __str__(self) -> str:
        counts = self.counts
        lines = [str(finding) for finding in self.findings]
        lines.append(str(self.census))
        lines.append(
            f"{plural(counts['error'], 'error')}, {plural(counts['warning'], 'warning')}, "
            f"{plural(counts['advice'], 'piece')} of advice; "
            f"{plural(counts['checked'], 'check')} made, {counts['not_checked']} not possible"
        )
        return "\n".join(lines)


_TOLD: Final = {
    "en": "errors {error}, warnings {warning}, advice {advice}; checks made {checked}, "
    "not possible {not_checked}",
    "zh": "错误{error}个，警告{warning}个，提示{advice}条；已检查{checked}项，无法检查{not_checked}项",
}


def plural(number: int, noun: str) -> str:
    """Give a number with its noun, in the singular for one.

    Args:
        number: How many there are, from 0.
        noun: The noun in the singular, whose plural ends in s.
    """
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _place_order(place: Location) -> tuple[object, ...]:
    steps = []
    for step in place.path.split("."):
        name, _, index = step.partition("[")
        number = index.rstrip("]")
        steps.append((name, int(number) if number.isdecimal() else -1))
    part = place.part or Part()
    return (place.file or "", part, place.line or 0, place.column or 0, steps, place.path)


def _finding_order(finding: Finding) -> tuple[object, ...]:
    return (_ORDER[finding.severity], _place_order(finding.place), finding.code, str(finding.to_dict()))
