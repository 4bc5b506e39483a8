"""Where a verdict's ranges come from: a tree of numbers, each with its formula, operands and constants.

The root sets what the other figures give for one number beside what is stated for it.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import attrs

from zoneplan.claims import formula, kind_name, parameters, written
from zoneplan.layout import printable
from zoneplan.ranges import shown_range, telling_places
from zoneplan.readings import Reading
from zoneplan.records import policy_record, reading_record, source_record
from zoneplan.sources import Source
from zoneplan.units import Unit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zoneplan.figures import Figure
    from zoneplan.verdicts import Line, Verdict

__all__ = ["Step", "Trace", "trace"]


class Step(enum.StrEnum):
    """How the range of one number in a trace was come by."""

    COMPARE = "compare"
    """What the others give and what is stated, at once."""
    SOLVE = "solve"
    """The relation solved for the number, from the numbers below."""
    PUBLISHED = "published"
    """Read from the figure as it was written."""
    COMPUTED = "computed"
    """Combined from the figures below, before the relation was looked at."""
    MISSING = "missing"
    """No figure is known: everything that the number can be at all."""


@attrs.frozen(kw_only=True)
class Trace:
    """One number of a derivation, with the numbers below that its range follows from.

    Attributes:
        key: What identifies it: `metric@subject<period>` where that is known, else its role or name. The
            two sides of a comparison end in ` calculated` and ` stated`.
        label: What to call it.
        step: How its range was come by.
        formula: The relation that was solved, or the operation that combined figures; empty for the rest.
        reading: Its strict and wide range, in `unit`; None when the relation could not be applied.
        unit: The unit.
        written: The figure as its author wrote it; None where there is none.
        source: Where the figure was read; None where that is not said.
        parameters: The constants that the step used, by name: years, weights, how numbers were read.
        children: The numbers it follows from.
    """

    key: str
    label: str
    step: Step
    formula: str = ""
    reading: Reading | None
    unit: Unit
    written: str | None = None
    source: Source | None = None
    parameters: Mapping[str, str] = attrs.field(factory=dict, hash=False)
    children: tuple[Trace, ...] = ()

    def __str__(self) -> str:
        return self.log()

    def log(self, depth: int | None = None) -> str:
        """Print the tree indented, one number a line: `key >> [lo, hi] unit`, and loosely where that differs.

        Args:
            depth: How many levels below the root are printed; None for all.
        """
        return "\n".join(printable(line) for line in self._lines(0, depth))

    def flat(self, depth: int | None = None) -> dict[str, dict[str, Any]]:
        """Give every number by its key, with the keys of those it follows from instead of them.

        Args:
            depth: How many levels below the root are given; None for all.
        """
        found: dict[str, dict[str, Any]] = {}
        for node in self._walk(depth):
            record = node._own_record()
            record["children"] = [child.key for child in node.children]
            found.setdefault(node.key, record)
        return found

    def to_dict(self) -> dict[str, Any]:
        """Give the tree as plain data."""
        children = [child.to_dict() for child in self.children]
        return {"key": self.key, **self._own_record(), "children": children}

    def _walk(self, depth: int | None) -> Iterator[Trace]:
        yield self
        if depth != 0:
            for child in self.children:
                yield from child._walk(None if depth is None else depth - 1)

    def _lines(self, level: int, depth: int | None) -> Iterator[str]:
        indent = "  " * level
        yield f"{indent}{self.key} >> {self._shown()}{self._origin()}"
        if self.parameters:
            given = ", ".join(f"{name} = {value}" for name, value in self.parameters.items())
            yield f"{indent}  with {given}"
        if self.children and depth is not None and level >= depth:
            yield f"{indent}  … {sum(1 for _ in self._walk(None)) - 1} more below"
        else:
            for child in self.children:
                yield from child._lines(level + 1, depth)

    def _shown(self) -> str:
        if self.reading is None:
            return "not compared"
        strict, wide = self.reading.strict, self.reading.wide
        places = telling_places(strict, wide)
        shown = f"{shown_range(strict, places)} {self.unit}"
        return shown if strict == wide else f"{shown}, loosely {shown_range(wide, places)}"

    def _origin(self) -> str:
        match self.step:
            case Step.PUBLISHED:
                return f"   {self.written}" + ("" if self.source is None else f", {self.source}")
            case Step.MISSING:
                return "   missing"
            case _:
                return f"   {self.step}: {self.formula}" if self.formula else f"   {self.step}"

    def _own_record(self) -> dict[str, Any]:
        return {
            "label": self.label,
            "step": self.step.value,
            "formula": self.formula,
            "unit": self.unit.name,
            "reading": None if self.reading is None else reading_record(self.reading),
            "written": self.written,
            "source": source_record(self.source),
            "parameters": dict(self.parameters),
        }


def trace(verdict: Verdict, role: str | None = None) -> Trace:
    """Derive one number of a relation from the others, and set it beside what is stated.

    Args:
        verdict: The verdict on the relation.
        role: The role of the number; None for the one that is shown as stated, such as the share.

    Raises:
        RelationError: If the relation has no such role.
    """
    line = verdict.line(role or verdict.relation.stated_role)
    others = [one for one in verdict.lines if one.role != line.role]
    key = line.term.key or line.role
    calculated = Trace(
        key=f"{key} calculated",
        label=line.label,
        step=Step.SOLVE,
        formula=formula(verdict.relation),
        reading=line.implied,
        unit=line.unit,
        parameters=dict(parameters(verdict.relation)),
        children=tuple(_operand(one, one.term.key or one.role) for one in others),
    )
    return Trace(
        key=key,
        label=line.label,
        step=Step.COMPARE,
        formula=kind_name(verdict.relation),
        reading=None if line.implied is None else line.possible,
        unit=line.unit,
        parameters=_policy(verdict),
        children=(calculated, _operand(line, f"{key} stated")),
    )


def _policy(verdict: Verdict) -> dict[str, str]:
    given = policy_record(verdict.policy)
    return {name: _yes_no(value) for name, value in given.items() if value is not None}


def _yes_no(value: object) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def _operand(line: Line, key: str) -> Trace:
    figure = line.term.figure
    if figure is None:
        return Trace(key=key, label=line.label, step=Step.MISSING, reading=line.reading, unit=line.unit)
    if figure.derivation is not None:
        computed = _computed(figure, key, line.label)
        return attrs.evolve(computed, reading=line.reading, source=line.term.source)
    return Trace(
        key=key,
        label=line.label,
        step=Step.PUBLISHED,
        reading=line.reading,
        unit=line.unit,
        written=written(line.term),
        source=line.term.source,
    )


def _computed(figure: Figure, key: str, label: str = "") -> Trace:
    """Follow a figure down to those that were published."""
    derivation = figure.derivation
    name = label or key
    if derivation is None:
        text = figure.text or str(figure)
        return Trace(
            key=key, label=name, step=Step.PUBLISHED, reading=figure.reading, unit=figure.unit, written=text
        )
    return Trace(
        key=key,
        label=name,
        step=Step.COMPUTED,
        formula=derivation.operation.value,
        reading=figure.reading,
        unit=figure.unit,
        children=(
            *_numbered(derivation.operands, key, "operand"),
            *_numbered(derivation.weights, key, "weight"),
        ),
    )


def _numbered(figures: Sequence[Figure], key: str, what: str) -> Iterator[Trace]:
    for index, figure in enumerate(figures):
        yield _computed(figure, f"{key}.{what}[{index}]")
