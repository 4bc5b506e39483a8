"""The values of a plan as plain data, found by path, with the nodes and entries that hold them.

Nothing is looked up by id, so that a plan whose outline is broken can be printed, together with the finding
that says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

import attrs

from zoneplan.layout import Language
from zoneplan.losses import leaves
from zoneplan.plans import Plan
from zoneplan.printed_tables import PrintedCell
from zoneplan.vocabulary import WORDS

if TYPE_CHECKING:
    import enum
    from collections.abc import Iterator

    from zoneplan.observations import Observation
    from zoneplan.programs import Action, Program, Project
    from zoneplan.targets import Target

    Node: TypeAlias = Plan | Program | Action | Project

__all__ = ["PlanValues", "join", "shown_word"]


def join(path: str, field: str) -> str:
    """Give the path of a field of something.

    Args:
        path: The path of the thing; empty for the plan.
        field: The field.
    """
    return f"{path}.{field}" if path else field


def shown_word(value: enum.StrEnum | None, language: str) -> str:
    """Give the word for a member of a closed set; nothing for None.

    Args:
        value: The member.
        language: `en` or `zh`.
    """
    if value is None:
        return ""
    if language != "zh":
        return value.value.replace("_", " ")
    return next(word for word, one in WORDS[type(value)].items() if one is value)


@attrs.frozen(eq=False)
class PlanValues:
    """A plan with the text of each of its values.

    Attributes:
        plan: The plan.
        document: The plan as plain data.
        values: Each value that is no mapping and no list, by its path.
        language: The language it is printed in, `en` or `zh`.
    """

    plan: Plan
    document: Mapping[str, Any]
    values: Mapping[str, object]
    language: Language

    @classmethod
    def of(cls, plan: Plan, language: Language) -> PlanValues:
        """Write a plan as plain data.

        Args:
            plan: The plan.
            language: `en` or `zh`.

        Raises:
            DocumentError: If a figure has no finite decimal and cannot be written exactly.
        """
        document = plan.to_dict()
        return cls(plan, document, dict(leaves(document)), language)

    def figure(self, path: str) -> tuple[str, str]:
        """Give a figure as it is written, and the path of that text; both empty when there is none.

        Args:
            path: The figure's path.
        """
        for one in (path, f"{path}.text"):
            if one in self.values:
                return str(self.values[one]), one
        return "", ""

    def cell(self, text: str | None, *paths: str, rows: int = 1) -> PrintedCell:
        """Print a text that shows values of the plan.

        Args:
            text: The text; None for nothing.
            *paths: Paths of the values; those that the plan does not state are left out.
            rows: How many rows the cell reaches down.
        """
        return PrintedCell(text or "", tuple(one for one in paths if one in self.values), rows)

    def units(self, path: str, field: str, given: tuple[str, ...]) -> PrintedCell:
        """Print the names of responsible units.

        Args:
            path: The node's path.
            field: `lead_units` or `supporting_units`.
            given: The names.
        """
        between = "\n" if any("、" in name for name in given) else "、"
        return self.cell(
            between.join(given), *(f"{join(path, field)}[{index}]" for index in range(len(given)))
        )

    def nodes(self) -> Iterator[tuple[str, Node]]:
        """Give the plan and every node written in it, in document order, each with its path."""
        plan = self.plan
        yield "", plan
        for index, program in enumerate(plan.programs):
            path = f"programs[{index}]"
            yield path, program
            for number, action in enumerate(program.actions):
                below = f"{path}.actions[{number}]"
                yield below, action
                for count, project in enumerate(action.projects):
                    yield f"{below}.projects[{count}]", project
            for count, project in enumerate(program.projects):
                yield f"{path}.projects[{count}]", project
        for count, project in enumerate(plan.projects):
            yield f"projects[{count}]", project

    def records(self) -> Iterator[tuple[str, str, Observation | Target]]:
        """Give every observation and target with its subject's id and its path, in document order."""
        for path, node in self.nodes():
            for field in ("observations", "targets"):
                for index, record in enumerate(getattr(node, field)):
                    yield record.subject or node.id, f"{join(path, field)}[{index}]", record

    def names(self) -> dict[str, str]:
        """Give what each node and place is called, by its id; its id where it has no name."""
        plan = self.plan
        zones = (*(() if plan.zone is None else (plan.zone,)), *plan.places)
        found = {zone.id: zone.name for zone in zones}
        for _, node in self.nodes():
            found.setdefault(node.id, node.name or node.id)
        return found
