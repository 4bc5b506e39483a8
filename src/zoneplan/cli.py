"""The command line: check a plan, show it, roll it up, follow it, and take it from one format to another.

Exit codes: 0 when all is fine (or only advice and warnings were found), 1 when errors were found,
2 for wrong use, 130 when interrupted. Results go to standard output, complaints about use to
standard error. The library is imported only by the commands, so `zoneplan --help` does not wait for it.
"""

from __future__ import annotations

import contextlib
import os
import sys
from typing import TYPE_CHECKING, Any, Final

import click

from zoneplan import cli_formats, cli_reports
from zoneplan.console import (
    ERRORS_FOUND,
    WRONG_USE,
    Outcome,
    Progress,
    WrongUseError,
    as_json_option,
    as_of_option,
    asked,
    aspect_option,
    columns,
    encoding,
    file_argument,
    file_name,
    is_terminal,
    joined,
    json_text,
    language_option,
    lights_option,
    missing_option,
    note_errors,
    parsed_plan,
    source_excerpts,
    styled,
    told_wrong_use,
    weight_option,
    weights_option,
)
from zoneplan.help_pages import LANGUAGE_VARIABLE, Command, Group, asked_language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from zoneplan.layout import Language
    from zoneplan.listing import Printing
    from zoneplan.plans import Plan

__all__ = ["main"]

_INTERRUPTED: Final = 130
_WHOLE: Final = ""


class _Commands(Group):
    """A group whose commands give an outcome, printed here in one place and whatever the locale."""

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run a command and end the process with its exit code."""
        extra["standalone_mode"] = False
        given = args[0] if args else extra.get("args")
        language = asked_language(sys.argv[1:] if given is None else given)
        try:
            found = super().main(*args, obj=language, **extra)
            outcome = found if isinstance(found, Outcome) else Outcome("", found or 0)
            _write(outcome.text)
        except click.ClickException as error:
            click.echo(told_wrong_use(error, language), file=sys.stderr, nl=False)
            sys.exit(WRONG_USE)
        except (click.Abort, KeyboardInterrupt):
            click.echo("已中断" if language == "zh" else "interrupted", file=sys.stderr)
            sys.exit(_INTERRUPTED)
        sys.exit(outcome.code)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--lang",
    "language",
    type=click.Choice(("en", "zh")),
    envvar=LANGUAGE_VARIABLE,
    show_envvar=True,
    help="Language of every command.",
)
@click.version_option(package_name="zoneplan", message="%(prog)s %(version)s")
def main(language: Language | None) -> None:  # commands ask for it where they begin
    """Check a development zone's plan, show it, roll its figures up and follow it.

    FILE is a plan in YAML, JSON or a workbook (.xlsx); '-' reads it from standard input.

    Exit code: 0 fine, 1 errors found in the plan, 2 wrong use.
    """


_together = click.option(
    "--together",
    is_flag=True,
    help="Judge all relations at once as well: can every figure be true? Needs the extra 'prove'.",
)
_time_limit = click.option(
    "--time-limit",
    type=click.IntRange(min=1),
    default=10,
    show_default=True,
    help="Seconds for each group of figures that hang together, with --together.",
)


@main.command()
@file_argument
@as_json_option
@language_option
@click.option("--strict", is_flag=True, help="Let warnings, too, give exit code 1.")
@_together
@_time_limit
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help="Print all advice, and every check that could not be made with its reason.",
)
@click.option(
    "--source/--no-source",
    "with_source",
    default=None,
    help="Show the lines of the file that findings are about; on a terminal this is usual.",
)
def check(
    file: str,
    as_json: bool,
    language: Language,
    strict: bool,
    together: bool,
    time_limit: int,
    everything: bool,
    with_source: bool | None,
) -> Outcome:
    """Judge the plan in FILE and print what was found.

    Errors and warnings are printed whole, advice by its code. The last lines say what the plan
    holds, and how many checks were made and could not be made.
    """

    def ask(plan: Plan) -> Outcome:
        from zoneplan import finding_views, terminal  # noqa: PLC0415  # `--help` must not wait for the library

        report = plan.validate(together=together, time_limit=time_limit)
        code = ERRORS_FOUND if report.errors or (strict and report.warnings) else 0
        if as_json:
            return Outcome(json_text(report.to_dict()), code)
        name, printing = file_name(file), _printing(language, everything)
        if is_terminal() if with_source is None else with_source:
            view = finding_views.report_view(report, name, source_excerpts(), printing)
            return Outcome(styled(view), code)
        lines = terminal.report_lines(report, name, language=language, everything=everything)
        return Outcome(joined(lines), code)

    return _asked(file, ask, as_json=as_json, language=language)


@main.command()
@file_argument
@as_json_option
@language_option
@_together
@_time_limit
@click.option("--all", "everything", is_flag=True, help="Lay the consistent relations open as well.")
def relations(
    file: str, as_json: bool, language: Language, together: bool, time_limit: int, everything: bool
) -> Outcome:
    """Print the relations of the plan in FILE with their verdicts.

    A relation is a share, a growth, a sum or another statement that ties figures together. Those
    that are not consistent are laid open: what each figure can mean, what the others give for it,
    and what it would take. The last lines count the verdicts, and apart from them the relations
    that could not be checked.

    Exit code 1 when a relation is inconsistent, or some are together.
    """

    def ask(plan: Plan) -> Outcome:
        from zoneplan import joint_listing, listing  # noqa: PLC0415  # `--help` must not wait for them
        from zoneplan.verdicts import Status  # noqa: PLC0415  # the same

        found = plan.consistency()
        examined = joint_listing.together(found, time_limit=time_limit) if together else None
        listed = listing.wanted(found, linked=together)
        is_wrong = listing.is_contradicted(listed) or (
            examined is not None and examined.proof.status is Status.INCONSISTENT
        )
        code = ERRORS_FOUND if is_wrong else 0
        if as_json:
            beside = None if examined is None else joint_listing.to_dict(found, examined)
            return Outcome(json_text({"version": 1, **listing.to_dict(listed), "together": beside}), code)
        printing = _printing(language, everything)
        lines = list(listing.relation_lines(found, listed, file_name(file), printing))
        if examined is not None:
            lines += ["", *joint_listing.together_lines(found, examined, printing)]
        return Outcome(joined(lines), code)

    return _asked(file, ask, as_json=as_json, language=language)


@main.command(short_help="Print the plan in FILE: its tree, metrics and entries.")
@file_argument
@as_json_option
@language_option
def show(file: str, as_json: bool, language: Language) -> Outcome:
    """Print the plan in FILE: its tree, metrics, entries and sources.

    With --json, the key 'plan' holds what `Plan.from_dict` reads, beside the 'version' of the document.
    """

    def ask(plan: Plan) -> Outcome:
        from zoneplan.plan_listing import plan_lines  # noqa: PLC0415  # `--help` must not wait for the library

        if as_json:
            return Outcome(json_text({"version": 1, "plan": plan.to_dict()}))
        return Outcome(joined(plan_lines(plan, encoding=encoding(), language=language)))

    return _asked(file, ask, as_json=as_json, language=language)


class _Rollup(Command):
    """The rollup of a plan, or of tables of observations where these are given: one word, two commands."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """Read the arguments as those of the one command or of the other."""
        if any(arg == "--observations" or arg.startswith("--observations=") for arg in args):
            from zoneplan import cli_frames  # noqa: PLC0415  # `--help` must not wait for it

            return cli_frames.rollup.make_context(info_name, args, parent, **extra)
        return super().make_context(info_name, args, parent, **extra)


@main.command(cls=_Rollup)
@file_argument
@click.argument("metrics", metavar="METRIC...", nargs=-1, required=True)
@click.option("--period", help="Period, such as 2025, 2025Q1 or 2023-2025; needed when several are reported.")
@aspect_option
@missing_option
@weight_option
@click.option(
    "--explain",
    "explained",
    metavar="[NODE]",
    is_flag=False,
    flag_value=_WHOLE,
    help="Print the tree behind a node's figure, or behind the whole plan's; write it last, or as "
    "--explain=NODE.",
)
@as_json_option
@language_option
def rollup(
    file: str,
    metrics: tuple[str, ...],
    period: str | None,
    aspect: str | None,
    missing: str,
    weight: str | None,
    explained: str | None,
    as_json: bool,
    language: Language,
) -> Outcome:
    """Roll each METRIC of the plan in FILE up.

    Each program and action gets a row: the figure computed from its leaves and what that can mean,
    the figure it states itself, stated less computed, and how much of what should be reported was.
    A figure that is missing is printed as a dash, never as 0.

    Tables of observations, however large, are rolled up into a file with --observations FILES instead of
    FILE; `zoneplan rollup --observations FILES --help` says how.
    """
    if as_json and explained is not None:
        raise click.UsageError("--json gives records and --explain a tree; ask for one of them")

    def ask(plan: Plan) -> Outcome:
        from zoneplan import layout, rollup_listing  # noqa: PLC0415  # `--help` must not wait for the library

        rollups = plan.roll_up(metrics, period=period, aspect=aspect, missing=missing, weight=weight).values()
        note_errors(plan, file, language)
        if as_json:
            records = [record for one in rollups for record in one.to_records()]
            return Outcome(json_text({"version": 1, "records": records}))
        blocks = []
        for one in rollups:
            if explained is None:
                lines = rollup_listing.rollup_lines(
                    one, encoding=encoding(), columns=columns(), language=language
                )
                blocks.append(joined(lines))
            else:
                tree = one.explain(explained or None).text(language).split("\n")
                heading = rollup_listing.rollup_heading(one, language)
                blocks.append(joined([heading, *map(layout.printable, tree)]))
        return Outcome("\n".join(blocks))

    return _asked(file, ask, as_json=as_json, language=language)


@main.command()
@file_argument
@as_of_option
@weights_option
@lights_option
@click.option("--capped", is_flag=True, help="In means, count a completion above 100 % as 100 %.")
@click.option(
    "--tree",
    "as_tree",
    is_flag=True,
    help="Print the tree of the plan with what each part has come to, instead of tables.",
)
@as_json_option
@language_option
@click.option("--all", "everything", is_flag=True, help="Print what each number is from as well.")
def progress(
    file: str,
    as_of: str,
    weights: str,
    lights: str | None,
    capped: bool,
    as_tree: bool,
    as_json: bool,
    language: Language,
    everything: bool,
) -> Outcome:
    """Print how the targets of the plan in FILE stand as of a day.

    Each target gets a row: its goal, what was reported last, how much of it is done, how much should be,
    and the gap in percentage points. Below it stands what the rest would take, and what cannot be told
    and why. What was not reported lowers the coverage that is printed with every mean, never the mean.

    Exit code 0 whatever the targets have come to: one that is missed is no error of the plan.
    """
    if as_json and as_tree:
        raise WrongUseError(
            "--json gives records and --tree a tree; ask for one of them", "--json 与 --tree 请只用其一"
        )

    def ask(plan: Plan) -> Outcome:
        from zoneplan import progress_listing  # noqa: PLC0415  # `--help` must not wait for the library
        from zoneplan.plan_trees import plan_tree  # noqa: PLC0415  # the same

        found = plan.progress(as_of, weights=weights, lights=lights, capped=capped)
        if as_json:
            text = json_text({"version": 1, **progress_listing.to_dict(found)})
        elif as_tree:
            text = styled(plan_tree(found, _printing(language, everything)))
        else:
            text = joined(progress_listing.progress_lines(found, _printing(language, everything)))
        note_errors(plan, file, language)
        return Outcome(text)

    return _asked(file, ask, as_json=as_json, language=language)


@main.command()
@file_argument
@as_of_option
@as_json_option
@language_option
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help="List what is done or closed, and what has no deadline, as well.",
)
def register(file: str, as_of: str, as_json: bool, language: Language, everything: bool) -> Outcome:
    """Print the deadlines and milestones of the plan in FILE.

    This is the register (台账) as of a day. Each item gets a row with what it has come to: due, overdue,
    opened again, done, signed off. Nothing that is dated after the day is used, and what nobody reported
    done is told as such.

    Exit code 0 whatever is overdue: that is no error of the plan.
    """

    def ask(plan: Plan) -> Outcome:
        from zoneplan import register_listing  # noqa: PLC0415  # `--help` must not wait for the library
        from zoneplan.dates import as_moment, last_day  # noqa: PLC0415  # the same

        found = plan.register(as_of=last_day(as_moment(as_of)))
        if as_json:
            return Outcome(json_text(found.to_dict()))
        return Outcome(joined(register_listing.register_lines(found, plan, _printing(language, everything))))

    return _asked(file, ask, as_json=as_json, language=language)


def _printing(language: Language, everything: bool) -> Printing:
    """Give how tables are printed: as wide as the terminal, or as usual where it is piped."""
    from zoneplan.listing import Printing  # noqa: PLC0415  # `--help` must not wait for the library

    return Printing(language=language, everything=everything, encoding=encoding(), columns=columns())


for _command in (
    cli_reports.report,
    cli_reports.completion,
    cli_formats.schema,
    cli_formats.template,
    cli_formats.convert,
):
    main.add_command(_command)


@main.group(cls=Group)
def portfolio() -> None:
    """Check many plans at once."""


@portfolio.command("check")
@click.argument("folders", metavar="FOLDER...", nargs=-1, required=True, type=click.Path(exists=True))
@as_json_option
@language_option
@click.option("--recursive", is_flag=True, help="Read the folders in FOLDER too.")
@click.option("--strict", is_flag=True, help="Let warnings, too, give exit code 1.")
@click.option("--all", "everything", is_flag=True, help="Print advice as well.")
def check_portfolio(
    folders: tuple[str, ...],
    as_json: bool,
    language: Language,
    recursive: bool,
    strict: bool,
    everything: bool,
) -> Outcome:
    """Judge every plan in FOLDER by itself, then all of them together.

    Of a folder the files that end in .yaml, .yml, .json and .xlsx are read; FOLDER may be a file, too. A
    file that is no plan is told of and keeps no other from being judged.

    Exit code 1 when a file is no plan, or errors were found in a plan or between plans.
    """
    from zoneplan import portfolio_listing  # noqa: PLC0415  # `--help` must not wait for the library
    from zoneplan.portfolio import read_portfolio  # noqa: PLC0415  # the same

    doing = "读取规划" if language == "zh" else "reading plans"
    with Progress(doing, quiet=as_json) as progress:
        found = read_portfolio(folders, recursive=recursive, progress=progress)
    if not found.plans and not found.problems:
        names = ", ".join(repr(folder) for folder in folders)
        raise WrongUseError(
            f"no file ending in .yaml, .yml, .json or .xlsx in {names}",
            f"{names} 中没有扩展名为 .yaml、.yml、.json 或 .xlsx 的文件",
        )
    report = found.validate()
    code = ERRORS_FOUND if report.problems or report.errors or (strict and report.warnings) else 0
    if as_json:
        return Outcome(json_text(report.to_dict()), code)
    lines = portfolio_listing.portfolio_lines(report, language=language, everything=everything)
    return Outcome(joined(lines), code)


# -- asking -------------------------------------------------------------------------------------


def _asked(file: str, ask: Callable[[Plan], Outcome], *, as_json: bool, language: Language = "en") -> Outcome:
    """Read the plan and ask."""
    return asked(lambda: ask(parsed_plan(file)), file, as_json=as_json, language=language)


# -- reading and writing ------------------------------------------------------------------------


def _write(text: str) -> None:
    """Print a result; characters that cannot be shown are spelled out, a reader that left is no error."""
    if not text or sys.stdout is None:
        return
    from zoneplan.layout import encodable  # noqa: PLC0415  # `--help` must not wait for the library

    try:
        with _closed_on_failure():
            # Not click.echo: it writes UTF-8 to a terminal that asked for ASCII.
            sys.stdout.write(encodable(text, encoding()))
            sys.stdout.flush()
    except BrokenPipeError:
        return
    except OSError as error:
        reason = error.strerror or str(error)
        raise WrongUseError(f"cannot write the result: {reason}", f"无法输出结果：{reason}") from None


@contextlib.contextmanager
def _closed_on_failure() -> Iterator[None]:
    """Point standard output at nothing once it failed, or Python would complain again at its end."""
    try:
        yield
    except OSError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
        raise
