"""Where a verdict's ranges come from: a tree of numbers, each with its formula, operands and constants.

The root sets what the other figures give for one number beside what is stated for it. The tree is printed
in English and in Chinese, and holds the words of both.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

import attrs

from zoneplan.claims import called, formula, kind_name, parameters, role_name, written
from zoneplan.layout import printable
from zoneplan.ranges import shown_range, telling_places
from zoneplan.readings import Operation, Reading
from zoneplan.records import policy_record, reading_record, source_record
from zoneplan.short_reprs import short_repr
from zoneplan.sources import Source
from zoneplan.units import Unit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zoneplan.figures import Figure
    from zoneplan.layout import Language
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


_WORDS: Final[Mapping[Language, Mapping[str, str]]] = {
    "en": {
        "loosely": ", loosely {wide}",
        "not_compared": "not compared",
        "with": "with {given}",
        "more": "… {count} more below",
        "comma": ", ",
        "colon": ": ",
        **{step: step.value for step in Step},
    },
    "zh": {
        "loosely": "，从宽为{wide}",
        "not_compared": "未比较",
        "with": "其中：{given}",
        "more": "…… 其下另有{count}个数",
        "comma": "，",
        "colon": "：",
        Step.COMPARE: "对照",
        Step.SOLVE: "推算",
        Step.PUBLISHED: "公布",
        Step.COMPUTED: "合成",
        Step.MISSING: "缺数",
    },
}
_OPERATIONS_ZH: Final[Mapping[Operation, str]] = {
    Operation.CONVERT: "换算",
    Operation.SUM: "相加",
    Operation.DIFFERENCE: "相减",
    Operation.WEIGHTED_MEAN: "加权平均",
    Operation.RATIO_OF_SUMS: "总和之比",
    Operation.MAX: "取最大",
    Operation.MIN: "取最小",
    Operation.LAST: "取最后一期",
    Operation.MEAN: "平均",
    Operation.PRODUCT: "相乘",
    Operation.QUOTIENT: "相除",
}
_POLICY_ZH: Final[Mapping[str, str]] = {
    "coarse_zeros": "末尾的零可为取整",
    "any_rounding": "末位可为舍去或进位",
    "about": "约数的幅度",
}
_YES_NO: Final[Mapping[Language, Mapping[bool, str]]] = {
    "en": {True: "yes", False: "no"},
    "zh": {True: "是", False: "否"},
}


@attrs.frozen(kw_only=True)
class Trace:
    """One number of a derivation, with the numbers below that its range follows from.

    Attributes:
        key: What identifies it: `metric@subject<period>` where that is known, else its role or name. The
            two sides of a comparison end in ` calculated` and ` stated`.
        label: What to call it.
        label_zh: The same in Chinese, with the side of the comparison that it is on.
        step: How its range was come by.
        formula: The relation that was solved, or the operation that combined figures; empty for the rest.
        formula_zh: The same in Chinese.
        reading: Its strict and wide range, in `unit`; None when the relation could not be applied.
        unit: The unit.
        written: The figure as its author wrote it; None where there is none.
        source: Where the figure was read; None where that is not said.
        parameters: The constants that the step used, by name: years, weights, how numbers were read.
        parameters_zh: The same with Chinese names.
        children: The numbers it follows from.
    """

    key: str
    label: str
    label_zh: str = ""
    step: Step
    formula: str = ""
    formula_zh: str = ""
    reading: Reading | None
    unit: Unit
    written: str | None = None
    source: Source | None = None
    parameters: Mapping[str, str] = attrs.field(factory=dict, hash=False)
    parameters_zh: Mapping[str, str] = attrs.field(factory=dict, hash=False)
    children: tuple[Trace, ...] = ()

    __repr__ = short_repr

    def __str__(self) -> str:
        return self.log()

    def log(self, depth: int | None = None, language: Language = "en") -> str:
        """Print the tree indented, one number a line: `key >> [lo, hi] unit`, and loosely where that differs.

        In Chinese a number is called by its label instead of its key.

        Args:
            depth: How many levels below the root are printed; None for all.
            language: The language.
        """
        return "\n".join(printable(line) for line in self._lines(0, depth, language))

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

    def _lines(self, level: int, depth: int | None, language: Language) -> Iterator[str]:
        indent, words = "  " * level, _WORDS[language]
        called = (self.label_zh or self.label) if language == "zh" else self.key
        yield f"{indent}{called} >> {self._shown(language)}   {self._origin(language)}"
        constants = self.parameters_zh if language == "zh" else self.parameters
        if constants:
            given = words["comma"].join(f"{name} = {value}" for name, value in constants.items())
            yield f"{indent}  {words['with'].format(given=given)}"
        if self.children and depth is not None and level >= depth:
            count = sum(1 for _ in self._walk(None)) - 1
            yield f"{indent}  {words['more'].format(count=count)}"
        else:
            for child in self.children:
                yield from child._lines(level + 1, depth, language)

    def _shown(self, language: Language) -> str:
        words = _WORDS[language]
        if self.reading is None:
            return words["not_compared"]
        strict, wide = self.reading.strict, self.reading.wide
        places = telling_places(strict, wide)
        shown = shown_range(strict, places, language, self.unit)
        if strict == wide:
            return shown
        unit = self.unit if language == "zh" else ""
        return shown + words["loosely"].format(wide=shown_range(wide, places, language, unit))

    def _origin(self, language: Language) -> str:
        words = _WORDS[language]
        match self.step:
            case Step.PUBLISHED:
                return words["comma"].join(str(one) for one in (self.written, self.source) if one is not None)
            case step:
                by = self.formula_zh if language == "zh" else self.formula
                return words[step] + (f"{words['colon']}{by}" if by else "")

    def _own_record(self) -> dict[str, Any]:
        return {
            "label": self.label,
            "label_zh": self.label_zh,
            "step": self.step.value,
            "formula": self.formula,
            "formula_zh": self.formula_zh,
            "unit": self.unit.name,
            "reading": None if self.reading is None else reading_record(self.reading),
            "written": self.written,
            "source": source_record(self.source),
            "parameters": dict(self.parameters),
            "parameters_zh": dict(self.parameters_zh),
        }


def trace(verdict: Verdict, role: str | None = None) -> Trace:
    """Derive one number of a relation from the others, and set it beside what is stated.

    Args:
        verdict: The verdict on the relation.
        role: The role of the number; None for the one that is shown as stated, such as the share.

    Raises:
        RelationError: If the relation has no such role.
    """
    relation = verdict.relation
    line = verdict.line(role or relation.stated_role)
    others = [one for one in verdict.lines if one.role != line.role]
    key, name = line.term.key or line.role, _name(line)
    calculated = Trace(
        key=f"{key} calculated",
        label=line.label,
        label_zh=f"{name}（按其余数推算）",
        step=Step.SOLVE,
        formula=formula(relation),
        formula_zh=formula(relation, "zh"),
        reading=line.implied,
        unit=line.unit,
        parameters=dict(parameters(relation)),
        parameters_zh=dict(parameters(relation, "zh")),
        children=tuple(_operand(verdict, one, one.term.key or one.role, _name(one)) for one in others),
    )
    return Trace(
        key=key,
        label=line.label,
        label_zh=name,
        step=Step.COMPARE,
        formula=kind_name(relation),
        formula_zh=kind_name(relation, "zh"),
        reading=None if line.implied is None else line.possible,
        unit=line.unit,
        parameters=_policy(verdict, "en"),
        parameters_zh=_policy(verdict, "zh"),
        children=(calculated, _operand(verdict, line, f"{key} stated", f"{name}（写明）")),
    )


def _name(line: Line) -> str:
    """Call a number in Chinese: by its name, which is its author's, or else by its role."""
    return called(line.term) or role_name(line.role, "zh")


def _policy(verdict: Verdict, language: Language) -> dict[str, str]:
    given = policy_record(verdict.policy)
    return {
        _POLICY_ZH[name] if language == "zh" else name: (
            _YES_NO[language][value] if isinstance(value, bool) else str(value)
        )
        for name, value in given.items()
        if value is not None
    }


def _operand(verdict: Verdict, line: Line, key: str, name: str) -> Trace:
    """Give the number of a line as it was published, or combined from others, or that it is missing."""
    figure, source = line.term.figure, verdict.origin(line.role)
    plain = Trace(
        key=key,
        label=line.label,
        label_zh=name,
        step=Step.MISSING if figure is None else Step.PUBLISHED,
        reading=line.reading,
        unit=line.unit,
        written=None if figure is None else written(line.term),
        source=source,
    )
    if figure is None or figure.derivation is None:
        return plain
    return attrs.evolve(_computed(figure, key, line.label, name), reading=line.reading, source=source)


def _computed(figure: Figure, key: str, label: str, name: str) -> Trace:
    """Follow a figure down to those that were published."""
    derivation = figure.derivation
    plain = Trace(
        key=key,
        label=label,
        label_zh=name,
        step=Step.PUBLISHED,
        reading=figure.reading,
        unit=figure.unit,
        written=figure.text or str(figure),
    )
    if derivation is None:
        return plain
    return attrs.evolve(
        plain,
        step=Step.COMPUTED,
        formula=derivation.operation.value,
        formula_zh=_OPERATIONS_ZH[derivation.operation],
        written=None,
        children=(
            *_numbered(derivation.operands, f"{key}.operand", (f"{name}的第", "项")),
            *_numbered(derivation.weights, f"{key}.weight", (f"{name}的第", "个权数")),
        ),
    )


def _numbered(figures: Sequence[Figure], key: str, name: tuple[str, str]) -> Iterator[Trace]:
    for index, figure in enumerate(figures):
        one = f"{key}[{index}]"
        yield _computed(figure, one, one, f"{index + 1}".join(name))
