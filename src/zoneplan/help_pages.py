"""Commands whose pages of help are in the language that is spoken.

English pages are click's own. A Chinese page says the same, its lines broken where Chinese characters end.
"""

from __future__ import annotations

import os
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

import click

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zoneplan.layout import Language

__all__ = ["LANGUAGE_VARIABLE", "Command", "Group", "asked_language", "language_option", "spoken"]

LANGUAGE_VARIABLE: Final = "ZONEPLAN_LANG"
"""The environment variable for the language; what a system speaks has no say, or one command would differ."""


def asked_language(args: Sequence[str]) -> Language:
    """Find the language in arguments that may be too wrong to be read, or else in the environment.

    Args:
        args: The arguments; the last word counts.
    """
    said = [os.environ.get(LANGUAGE_VARIABLE, "")]
    for one, after in pairwise([*args, ""]):
        if one == "--":
            break
        if one == "--lang":
            said.append(after)
        elif one.startswith("--lang="):
            said.append(one.partition("=")[2])
    return "zh" if said[-1] == "zh" else "en"


class _LanguageOption(click.Option):
    """The option for the language, which before a command is that of the command, too."""

    def get_default(self, ctx: click.Context, call: bool = True) -> Any:
        """Give the language said before the command, or English."""
        return ctx.find_root().params.get(self.name or "") or super().get_default(ctx, call)


language_option = click.option(
    "--lang",
    "language",
    cls=_LanguageOption,
    type=click.Choice(("en", "zh")),
    default="en",
    show_default=True,
    help="Language of sentences, headings and counts.",
)


def spoken(context: click.Context) -> Language:
    """Give the language that a page is asked for in.

    Args:
        context: What is known of the command.
    """
    return "zh" if context.find_root().obj == "zh" else "en"


def _write_help(command: click.Command, context: click.Context, formatter: click.HelpFormatter) -> None:
    from zoneplan import chinese_help  # noqa: PLC0415  # English help must not wait for it

    formatter.write(chinese_help.page(command, context, formatter.width))


class Command(click.Command):
    """A command with help in both languages."""

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the page of help."""
        if spoken(ctx) == "zh":
            _write_help(self, ctx, formatter)
        else:
            super().format_help(ctx, formatter)


class Group(click.Group):
    """A group of commands with help in both languages."""

    command_class = Command

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the page of help."""
        if spoken(ctx) == "zh":
            _write_help(self, ctx, formatter)
        else:
            super().format_help(ctx, formatter)
