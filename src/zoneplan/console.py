"""What the commands share: what they give, how it is written, and how errors are told.

Exit codes and streams are those that `zoneplan.cli` says.
"""

from __future__ import annotations

import errno
import io
import json
import os
import re
import sys
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import click

from zoneplan.click_messages import in_chinese
from zoneplan.help_pages import language_option

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from zoneplan.errors import Problem
    from zoneplan.excerpts import Excerpts
    from zoneplan.layout import Language
    from zoneplan.plans import Plan
    from zoneplan.styled_lines import StyledLine

__all__ = [
    "ASPECTS",
    "ERRORS_FOUND",
    "MISSING",
    "STDIN_NAME",
    "WRONG_USE",
    "Outcome",
    "Progress",
    "WrongUseError",
    "as_json_option",
    "as_of_option",
    "asked",
    "aspect_option",
    "columns",
    "encoding",
    "file_argument",
    "file_name",
    "force_option",
    "in_options",
    "is_terminal",
    "joined",
    "json_text",
    "language_option",
    "lights_option",
    "missing_option",
    "note",
    "note_errors",
    "parsed_plan",
    "source_excerpts",
    "stdin_bytes",
    "styled",
    "told_wrong_use",
    "unreadable",
    "unwritable",
    "weight_option",
    "weights_option",
]

STDIN_NAME: Final = "<stdin>"
"""What standard input is called in places."""
ERRORS_FOUND: Final = 1
"""The exit code when errors were found."""
WRONG_USE: Final = 2
"""The exit code for wrong use."""
ASPECTS: Final = ("baseline", "actual", "planned", "forecast", "target")
"""The words for what figures are."""
MISSING: Final = ("skip_if_any", "skip_if_all", "zero")
"""The words for what a leaf that did not report means."""

_OUTSIDE_ASCII: Final = re.compile(r"[^\x00-\x7f]")


class Outcome(NamedTuple):
    """What a command found out.

    Attributes:
        text: The whole text to print.
        code: The exit code.
    """

    text: str
    code: int = 0


class WrongUseError(click.ClickException):
    """The command cannot be carried out as it was called.

    Attributes:
        message_zh: The sentence in Chinese; empty when there is none.
    """

    exit_code = WRONG_USE

    def __init__(self, message: str, message_zh: str = "") -> None:
        super().__init__(message)
        self.message_zh = message_zh


def told_wrong_use(error: click.ClickException, language: Language) -> str:
    """Give what is printed of wrong use: how the command is called, and what is wrong.

    Args:
        error: The error.
        language: The language to tell it in.
    """
    printed = io.StringIO()
    error.show(file=printed)
    if language != "zh":
        return printed.getvalue()
    head, _, said = printed.getvalue().partition("Error: ")
    lines = [in_chinese(line).replace("[OPTIONS]", "[选项]") for line in head.splitlines()]
    if said:
        chinese = getattr(error, "message_zh", "") or in_chinese(said.rstrip("\n"))
        lines.append(f"错误：{chinese}")
    return joined(lines)


def unreadable(file: str, error: OSError) -> WrongUseError:
    """Make the error for a file that cannot be opened.

    Args:
        file: The file, `-` for standard input.
        error: What the system says.
    """
    name = file_name(file)
    return WrongUseError(f"cannot read {name!r}: {_reason(error)}", f"无法读取 {name!r}：{_reason_zh(error)}")


def unwritable(file: str, error: OSError) -> WrongUseError:
    """Make the error for a file that cannot be written.

    Args:
        file: The file.
        error: What the system says.
    """
    return WrongUseError(
        f"cannot write {file!r}: {_reason(error)}", f"无法写入 {file!r}：{_reason_zh(error)}"
    )


def _reason(error: OSError) -> str:
    return error.strerror or str(error)


def _reason_zh(error: OSError) -> str:
    return _SYSTEM_ZH.get(error.errno or 0, _reason(error))


_SYSTEM_ZH: Final = {
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EACCES: "没有权限",
    errno.EISDIR: "是文件夹",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.ENOSPC: "磁盘已满",
    errno.EROFS: "磁盘只读",
    errno.ENAMETOOLONG: "文件名太长",
}
"""What the system says most often, in Chinese."""


as_json_option = click.option(
    "--json", "as_json", is_flag=True, help="Print one JSON document and nothing else."
)
file_argument = click.argument(
    "file", type=click.Path(exists=True, dir_okay=False, readable=True, allow_dash=True, path_type=str)
)
as_of_option = click.option(
    "--as-of",
    "as_of",
    metavar="DATE",
    required=True,
    help="The day, such as 2024-06-30, or a period at whose end it lies: 2024-06, 2024Q2, 2024.",
)
weights_option = click.option(
    "--weights",
    metavar="METRIC|evenly",
    default="evenly",
    show_default=True,
    help="What targets are weighed by in means: the id of a metric, or all the same.",
)
lights_option = click.option(
    "--lights",
    metavar="ID",
    help="Rules to give status lights by: an id of the plan's light_rules, or of published ones such as "
    "yinchuan-2025.",
)
force_option = click.option("--force", is_flag=True, help="Replace a file that is there already.")
aspect_option = click.option(
    "--aspect", type=click.Choice(ASPECTS), help="What the figures are; needed like --period."
)
missing_option = click.option(
    "--missing",
    type=click.Choice(MISSING),
    default="skip_if_all",
    show_default=True,
    help="What a leaf that did not report means: no total, a total of the others, or zero.",
)
weight_option = click.option("--weight", metavar="METRIC", help="Metric that coverage is weighed by.")


def asked(task: Callable[[], Outcome], file: str, *, as_json: bool, language: Language) -> Outcome:
    """Carry a task out; tell apart what is wrong with the question and with what was read.

    Args:
        task: The task.
        file: The file that is read, `-` for standard input.
        as_json: Whether to tell problems as JSON.
        language: The language to tell them in.

    Raises:
        WrongUseError: If the question cannot be answered, or the file cannot be opened.
    """
    from zoneplan.errors import (  # noqa: PLC0415  # `--help` must not wait for the library
        DocumentError,
        MissingLibraryError,
        PeriodError,
        Problem,
        RollupError,
        UnknownIdError,
        ZoneplanError,
    )
    from zoneplan.locations import Location  # noqa: PLC0415  # the same
    from zoneplan.shapes import told  # noqa: PLC0415  # the same

    try:
        return task()
    except MissingLibraryError as error:  # neither the file nor the plan is wrong
        raise _wrong_use(error.problems) from None
    except DocumentError as error:
        return _refused(error.problems, file, as_json=as_json, language=language)
    except (PeriodError, RollupError, UnknownIdError) as error:
        raise _wrong_use((Problem(Location(), *map(in_options, told(error))),)) from None
    except ZoneplanError as error:
        problem = Problem(Location(file=file_name(file)), *told(error))
        return _refused((problem,), file, as_json=as_json, language=language)
    except OSError as error:
        raise unreadable(file, error) from None


def _wrong_use(problems: Iterable[Problem]) -> WrongUseError:
    """Make the error for what cannot be answered, with what to do on the next line."""
    told = [
        "\n".join(part for one in problems for part in one.sentences(language) if part)
        for language in ("en", "zh")
    ]
    return WrongUseError(*told)


_ARGUMENT: Final = re.compile(
    r"\b(aspect|by|lights|memory|missing|period|threads|weight|weights)="
    r"('[^']*'(?:(?: or | 或 )'[^']*')?|\w+)(?:（--[^）]*）)?"
)


def in_options(sentence: str) -> str:
    """Say in the words of the command line what a sentence says in those of Python.

    >>> in_options("say which period, or by='year'")
    'say which with --period, or --by year'

    Args:
        sentence: The sentence.
    """
    said = sentence.replace("say which period", "say which with --period")
    return _ARGUMENT.sub(lambda found: f"--{found[1]} {found[2].replace(chr(39), '')}", said)


def _refused(problems: Iterable[Problem], file: str, *, as_json: bool, language: Language) -> Outcome:
    from zoneplan import finding_views, terminal  # noqa: PLC0415  # `--help` must not wait for the library
    from zoneplan.listing import Printing  # noqa: PLC0415  # the same

    if as_json:
        return Outcome(
            json_text({"version": 1, "problems": [one.to_dict() for one in problems]}), ERRORS_FOUND
        )
    if is_terminal():
        printing = Printing(language=language, encoding=encoding(), columns=columns())
        view = finding_views.problem_view(tuple(problems), file_name(file), source_excerpts(), printing)
        return Outcome(styled(view), ERRORS_FOUND)
    return Outcome(joined(terminal.problem_lines(problems, file_name(file), language)), ERRORS_FOUND)


class Progress:
    """A bar on standard error, where that is a terminal, for each thing that may take long."""

    def __init__(self, label: str = "", *, quiet: bool = False) -> None:
        """Make it; nothing is shown before there is something to do.

        Args:
            label: What is being done, where that is one thing.
            quiet: Whether to show nothing in any case.
        """
        self._label = label
        self._is_shown = not quiet and sys.stderr is not None and sys.stderr.isatty()
        self._bar: Any = None
        self._told = (0, "")

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *error: object) -> None:
        self._end()

    def __call__(self, done: int, pieces: int, label: str = "") -> None:
        """Show how much is done; another label or number of pieces begins another bar.

        Args:
            done: How many pieces.
            pieces: Of how many.
            label: What is being done, where that is one thing after another.
        """
        if not self._is_shown:
            return
        if self._bar is None or (pieces, label) != self._told:
            self._end()
            self._told = (pieces, label)
            self._bar = click.progressbar(length=pieces, label=label or self._label, file=sys.stderr)
            self._bar.__enter__()
        self._bar.update(done - self._bar.pos)

    def _end(self) -> None:
        if self._bar is not None:
            self._bar.__exit__(None, None, None)
            self._bar = None


def note(text: str) -> None:
    """Say something beside the result, on standard error.

    Args:
        text: What to say; nothing is printed of an empty text.
    """
    if text:
        click.echo(text, err=True)


def note_errors(plan: Plan, file: str, language: Language = "en") -> None:
    """Say beside the figures that the plan has errors: an entry that names no metric is in no total.

    Args:
        plan: The plan.
        file: The file it is from.
        language: The language to say it in.
    """
    count = len(plan.validate().errors)
    if count and language == "zh":
        note(f"注意：规划有{count}个错误，可能影响这些数；用 `zoneplan check {file}` 列出")
    elif count:
        errors = "1 error that may bear" if count == 1 else f"{count} errors that may bear"
        note(f"note: the plan has {errors} on these figures; `zoneplan check {file}` lists them")


def stdin_bytes() -> bytes:
    """Read a document from standard input.

    Raises:
        DocumentError: If it is too long.
        WrongUseError: If standard input is closed.
    """
    from zoneplan.formats import text  # noqa: PLC0415  # `--help` must not wait for the library

    if sys.stdin is None:
        raise WrongUseError("standard input is closed", "标准输入已关闭")
    limit = text.DEFAULT_LIMITS.size
    raw = sys.stdin.buffer.read(limit + 1)
    if (context := click.get_current_context(silent=True)) is not None:
        context.meta[_STDIN] = raw  # it can be read only once, and what was found in it may be shown
    if len(raw) > limit:
        raise text.failure(
            STDIN_NAME,
            1,
            1,
            f"standard input has more bytes than the limit of {limit:,}",
            "write it to a file, and read that in Python",
            f"标准输入的字节数超过上限{limit:,}",
            "请写入文件，再用 Python 读取",
        )
    return raw


def parsed_plan(file: str) -> Plan:
    """Read the plan in a file.

    Args:
        file: The file, `-` for standard input.

    Raises:
        DocumentError: If it holds no plan.
        WrongUseError: If standard input is closed.
        OSError: If the file cannot be opened.
    """
    from zoneplan.files import parse_plan, read_plan  # noqa: PLC0415  # `--help` must not wait for the library

    return parse_plan(stdin_bytes(), STDIN_NAME) if file == "-" else read_plan(file)


def file_name(file: str) -> str:
    """Give what a file is called in messages.

    Args:
        file: The file, `-` for standard input.
    """
    return STDIN_NAME if file == "-" else file


# -- terminals ----------------------------------------------------------------------------------

_STDIN: Final = "zoneplan.stdin"
_USUAL_COLUMNS: Final = 120
_NARROWEST: Final = 40


def is_terminal() -> bool:
    """Tell whether somebody looks at standard output, and no program reads it."""
    try:
        return sys.stdout.isatty()
    except (AttributeError, ValueError):  # closed, or none at all
        return False


def columns() -> int:
    """Give how wide the terminal is; what is written to anything else looks the same everywhere."""
    try:
        return max(_NARROWEST, os.get_terminal_size(sys.stdout.fileno()).columns)
    except (AttributeError, OSError, ValueError):
        return _USUAL_COLUMNS


def source_excerpts() -> Excerpts:
    """Give the lines of the files that were read, standard input among them."""
    from zoneplan.excerpts import Excerpts  # noqa: PLC0415  # `--help` must not wait for the library

    context = click.get_current_context(silent=True)
    raw = None if context is None else context.meta.get(_STDIN)
    return Excerpts({} if raw is None else {STDIN_NAME: raw})


def styled(lines: Iterable[StyledLine]) -> str:
    """Give lines as one text, in colour where the terminal shows it, rich is installed and nobody minds.

    `NO_COLOR` forbids colour, and else `FORCE_COLOR` asks for it whatever reads the output.

    Args:
        lines: The lines.
    """
    from zoneplan.rich_terminal import coloured  # noqa: PLC0415  # `--help` must not wait for it
    from zoneplan.styled_lines import plain  # noqa: PLC0415  # the same

    listed = list(lines)
    forced = os.environ.get("FORCE_COLOR", "") not in {"", "0"}
    shown = None
    if not os.environ.get("NO_COLOR") and (forced or is_terminal()):
        shown = coloured(listed, sys.stdout, force=forced)
    return joined(map(plain, listed) if shown is None else shown)


def encoding() -> str:
    """Give the encoding of standard output."""
    return getattr(sys.stdout, "encoding", None) or "utf-8"


def joined(lines: Iterable[str]) -> str:
    """Give lines as one text.

    Args:
        lines: The lines, without their ends.
    """
    return "".join(f"{line}\n" for line in lines)


def json_text(data: object) -> str:
    r"""Give data as JSON, its characters spelled `\u4ea7` where standard output cannot hold them.

    Args:
        data: The data.
    """
    from zoneplan.formats import json as json_format  # noqa: PLC0415  # `--help` must not wait for it

    written = json_format.dump(data)
    try:
        written.encode(encoding())
    except UnicodeEncodeError:
        return _OUTSIDE_ASCII.sub(lambda found: json.dumps(found[0])[1:-1], written)
    return written
