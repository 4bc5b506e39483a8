"""Writing a plan as a Word document: title, responsibility table, indicators, projects, findings."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from zoneplan.errors import DocumentError
from zoneplan.formats.files import write_bytes
from zoneplan.formats.word_writing import NOT_IN_XML, document_bytes
from zoneplan.layout import Language
from zoneplan.locations import Location
from zoneplan.losses import losses_of
from zoneplan.printed_plans import printed_plan, require_printable
from zoneplan.printed_values import PlanValues

if TYPE_CHECKING:
    import os

    from zoneplan.findings import Report
    from zoneplan.losses import NotHeld
    from zoneplan.plans import Plan

__all__ = ["write_word"]


def write_word(
    plan: Plan, path: str | os.PathLike[str], *, report: Report | None = None, language: Language = "zh"
) -> tuple[NotHeld, ...]:
    """Write a plan as a Word document that an office can edit (.docx), whole or not at all.

    Needs the extra `word`. The document holds the responsibility table (任务分工表), the main indicators, the
    projects with totals that say of how many they are, and the findings with what could not be checked. It
    is for people: no plan is read back from it.

    Args:
        plan: The plan.
        path: The file; a symbolic link is followed only inside the folder it lies in.
        report: What was found in the plan; None to validate it now.
        language: What headings and findings are written in, `zh` or `en`.

    Returns:
        What the plan states and the document does not hold; `losses.loss_lines` prints it.

    Raises:
        DocumentError: If python-docx is not installed, the language is another one, a figure cannot be
            written exactly, or a text of the plan has a character that no document can hold.
        OSError: If the file cannot be written; it is then as it was before.
    """
    if language not in get_args(Language):
        raise DocumentError.at(
            Location(),
            f"expected the language 'zh' or 'en', got {language!r}",
            "choose one of them",
            f"语言应为 'zh' 或 'en'，写的是 {language!r}",
            "请选其一",
        )
    values = PlanValues.of(plan, language)
    document = printed_plan(values, plan.validate() if report is None else report)
    require_printable(document, NOT_IN_XML)
    write_bytes(path, document_bytes(document))
    return losses_of(values.document, document.held())
