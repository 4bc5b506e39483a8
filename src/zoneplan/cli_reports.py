"""The command that writes a report, and the one that teaches a shell to complete commands."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from zoneplan.cli_formats import ending_of, require_free, told_written
from zoneplan.console import (
    Outcome,
    Progress,
    WrongUseError,
    as_json_option,
    as_of_option,
    asked,
    file_argument,
    force_option,
    json_text,
    language_option,
    lights_option,
    note_errors,
    parsed_plan,
    unwritable,
    weights_option,
)
from zoneplan.help_pages import Command

if TYPE_CHECKING:
    from zoneplan.briefings import Briefing
    from zoneplan.layout import Language
    from zoneplan.plans import Plan

__all__ = ["completion", "report"]

FORMATS: Final = (".html", ".docx", ".xlsx")
"""What a report may be written as."""


@click.command(cls=Command)
@file_argument
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    required=True,
    type=click.Path(path_type=str, allow_dash=True),
    help="File to write: .html, .docx or .xlsx; '-' prints the page.",
)
@as_of_option
@weights_option
@lights_option
@click.option(
    "--template",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=str),
    help="Word document of the office to fill, with -o FILE.docx.",
)
@click.option("--title", help="Title of the report; the name of the plan unless said.")
@force_option
@as_json_option
@language_option
def report(
    file: str,
    output: str,
    as_of: str,
    weights: str,
    lights: str | None,
    template: str | None,
    title: str | None,
    force: bool,
    as_json: bool,
    language: Language,
) -> Outcome:
    """Write a report of the plan in FILE as of a day.

    It is a page, a Word document or a workbook, by the ending of the file that is written; '-' prints the
    page. It shows headline figures, structure, indicators, paths, money, lights, the schedule, what was
    found, and where each figure is from; nothing that is dated after the day is used.

    A plan with errors is reported all the same, with its errors listed, and the exit code is 0.
    """
    _require_possible(output, template, as_json=as_json)
    require_free(output, force=force)

    def ask() -> Outcome:
        plan = parsed_plan(file)
        doing = "编写简报" if language == "zh" else "writing the report"
        with Progress(doing, quiet=as_json) as progress:
            progress(0, 2)
            drawn = _drawn(plan, as_of, title, language=language, weights=weights, lights=lights)
            progress(1, 2)
            page = _written(drawn, output, template)
            progress(2, 2)
        note_errors(plan, file, language)
        if as_json:
            return Outcome(json_text(_to_dict(plan, drawn, output)))
        return Outcome(page) if output == "-" else told_written(output, language)

    return asked(ask, file, as_json=as_json, language=language)


def _require_possible(output: str, template: str | None, *, as_json: bool) -> None:
    """Refuse what no report can be written to, before anything is read."""
    if output == "-":
        if as_json:
            raise WrongUseError(
                "--json and -o '-' both print; name a file", "--json 与 -o '-' 都要输出；请写文件名"
            )
        ending = ".html"
    else:
        ending = ending_of(output, FORMATS)
    if template is not None and (ending, Path(template).suffix.lower()) != (".docx", ".docx"):
        raise WrongUseError(
            f"a template is a Word document, for -o FILE.docx; got {template!r} for {output!r}",
            f"模板应为 Word 文档，与 -o FILE.docx 合用；写的是 {template!r} 与 {output!r}",
        )


def _drawn(plan: Plan, as_of: str, title: str | None, **question: Any) -> Briefing:
    import attrs  # noqa: PLC0415  # `--help` must not wait for the library

    from zoneplan.briefings import briefing  # noqa: PLC0415  # the same

    drawn = briefing(plan, as_of, **question)
    return drawn if title is None else attrs.evolve(drawn, title=title)


def _written(drawn: Briefing, output: str, template: str | None) -> str:
    """Write the report; give the page where it is printed."""
    if output == "-":
        from zoneplan.briefings.page import page_text  # noqa: PLC0415  # `--help` must not wait for it

        return page_text(drawn)
    from zoneplan.briefings.writing import write_briefing  # noqa: PLC0415  # the same

    try:
        write_briefing(drawn, output, template=template)
    except OSError as error:
        raise unwritable(output, error) from None
    return ""


def _to_dict(plan: Plan, drawn: Briefing, output: str) -> dict[str, object]:
    counts = plan.validate().counts
    return {
        "version": 1,
        "output": output,
        "format": Path(output).suffix.lower().removeprefix("."),
        "bytes": Path(output).stat().st_size,
        "plan": plan.id,
        "title": drawn.title,
        "as_of": drawn.as_of.isoformat(),
        "language": drawn.language,
        "sections": [one.name.value for one in drawn.sections],
        "counts": counts,
    }


# -- shells -------------------------------------------------------------------------------------

_VARIABLE: Final = "_ZONEPLAN_COMPLETE"


@click.command(cls=Command)
@click.argument("shell", metavar="SHELL", type=click.Choice(("bash", "zsh", "fish")))
@as_json_option
@language_option
def completion(shell: str, as_json: bool, language: Language) -> Outcome:  # the language is that of its help
    """Print the script that completes commands and options in SHELL.

    \b
    bash: write into ~/.bashrc    eval "$(zoneplan completion bash)"
    zsh:  write into ~/.zshrc     eval "$(zoneplan completion zsh)"
    fish: put the script into     ~/.config/fish/completions/zoneplan.fish
    """  # noqa: D301  # a backspace, which keeps lines as they are
    from click.shell_completion import (  # noqa: PLC0415  # only for this
        ShellComplete,
        get_completion_class,
    )

    root = click.get_current_context().find_root()
    kind = get_completion_class(shell)
    if kind is None:  # pragma: no cover  # click has all three
        raise WrongUseError(f"no completion for {shell}", f"没有 {shell} 的补全")
    # The script of the base class: bash's own would first run bash to see how old it is.
    script = ShellComplete.source(kind(root.command, {}, root.info_name or "zoneplan", _VARIABLE))
    if as_json:
        return Outcome(json_text({"version": 1, "shell": shell, "script": script}))
    return Outcome(f"{script}\n")
