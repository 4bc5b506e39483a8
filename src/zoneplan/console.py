"""What the commands share: what they give, how it is written, and how errors are told.

Exit codes and streams are those that `zoneplan.cli` says.
"""

from __future__ import annotations

import json
import re
import sys
from typing import TYPE_CHECKING, Final, NamedTuple

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from zoneplan.errors import Problem
    from zoneplan.layout import Language

__all__ = [
    "ASPECTS",
    "ERRORS_FOUND",
    "MISSING",
    "STDIN_NAME",
    "WRONG_USE",
    "Outcome",
    "WrongUseError",
    "as_json_option",
    "asked",
    "encoding",
    "file_name",
    "joined",
    "json_text",
    "language_option",
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
    """The command cannot be carried out as it was called."""

    exit_code = WRONG_USE


as_json_option = click.option(
    "--json", "as_json", is_flag=True, help="Print one JSON document and nothing else."
)
language_option = click.option(
    "--lang",
    "language",
    type=click.Choice(("en", "zh")),
    default="en",
    show_default=True,
    help="Language of sentences, headings and counts.",
)


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
    except DocumentError as error:
        return _refused(error.problems, file, as_json=as_json, language=language)
    except (PeriodError, RollupError, UnknownIdError) as error:
        message, remedy = Problem(Location(), *told(error)).sentences(language)
        raise WrongUseError(f"{message}\n{remedy}" if remedy else message) from None
    except ZoneplanError as error:
        problem = Problem(Location(file=file_name(file)), *told(error))
        return _refused((problem,), file, as_json=as_json, language=language)
    except OSError as error:
        raise WrongUseError(f"cannot read {file_name(file)!r}: {error.strerror or error}") from None


def _refused(problems: Iterable[Problem], file: str, *, as_json: bool, language: Language) -> Outcome:
    from zoneplan import terminal  # noqa: PLC0415  # `--help` must not wait for the library

    if as_json:
        return Outcome(
            json_text({"version": 1, "problems": [one.to_dict() for one in problems]}), ERRORS_FOUND
        )
    return Outcome(joined(terminal.problem_lines(problems, file_name(file), language)), ERRORS_FOUND)


def file_name(file: str) -> str:
    """Give what a file is called in messages.

    Args:
        file: The file, `-` for standard input.
    """
    return STDIN_NAME if file == "-" else file


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
