"""The commands about the files that plans are in: schema, template and convert."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zoneplan.console import (
    ERRORS_FOUND,
    STDIN_NAME,
    Outcome,
    Progress,
    WrongUseError,
    as_json_option,
    asked,
    force_option,
    joined,
    json_text,
    language_option,
    note,
    stdin_bytes,
    unwritable,
)
from zoneplan.help_pages import Command

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zoneplan.layout import Language
    from zoneplan.losses import NotHeld
    from zoneplan.plans import Plan

__all__ = ["convert", "ending_of", "require_free", "schema", "template", "told_written"]


@click.command(cls=Command)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    default="-",
    type=click.Path(path_type=str, allow_dash=True),
    help="File to write; standard output unless said.",
)
@force_option
@as_json_option
@language_option
def schema(output: str, force: bool, as_json: bool, language: Language) -> Outcome:
    """Print the JSON Schema of plan files, or write it to FILE.

    An editor that knows it completes keys and words and marks what has the wrong shape. A plan names it in
    its first line, or in JSON under the key $schema; see `zoneplan template`.

    What is printed is JSON as it is; with --json it stands under the key 'schema', beside the 'version' of
    the document.
    """
    from zoneplan.schema import schema_text  # noqa: PLC0415  # `--help` must not wait for it

    if output != "-":
        return _written(output, schema_text(), language, force=force, as_json=as_json)
    if as_json:
        return Outcome(json_text({"version": 1, "schema": json.loads(schema_text())}))
    return Outcome(schema_text())


@click.command(cls=Command)
@click.argument("file", metavar="FILE", type=click.Path(path_type=str, allow_dash=True))
@force_option
@as_json_option
@language_option
def template(file: str, force: bool, as_json: bool, language: Language) -> Outcome:
    """Write an invented plan to FILE, to start from.

    It shows every part of a plan with an explanation. FILE ends in .yaml, .yml, .json or .xlsx; '-' prints
    YAML.

    The first line of YAML, or the key $schema in JSON, names the schema plan.schema.json in the same folder,
    by which editors check the file; `zoneplan schema -o plan.schema.json` writes it, and nothing is fetched
    from a network. In a workbook explanations and lists of words stand in the cells.
    """
    from zoneplan import templates  # noqa: PLC0415  # `--help` must not wait for it

    if file == "-":
        if as_json:
            raise WrongUseError(
                "--json and FILE '-' both print; name a file", "--json 与 FILE 为 '-' 都要输出；请写文件名"
            )
        return Outcome(templates.yaml_template(language))
    match ending_of(file, (".yaml", ".yml", ".json", ".xlsx")):
        case ".xlsx":
            return _workbook_template(file, language, force=force, as_json=as_json)
        case ".json":
            text = templates.json_template(language)
        case _:
            text = templates.yaml_template(language)
    outcome = _written(file, text, language, force=force, as_json=as_json)
    beside = Path(file).with_name("plan.schema.json")
    if as_json or beside.exists():
        return outcome
    said = "如需编辑器核对：" if language == "zh" else "for an editor to check it: "
    return Outcome(f"{outcome.text}{said}zoneplan schema -o {beside}\n")


def _workbook_template(file: str, language: Language, *, force: bool, as_json: bool) -> Outcome:
    from zoneplan.files import write_template  # noqa: PLC0415  # `--help` must not wait for the library

    def write() -> Outcome:
        require_free(file, force=force)
        try:
            write_template(file)
        except OSError as error:
            raise unwritable(file, error) from None
        return told_written(file, language, as_json=as_json)

    return asked(write, file, as_json=as_json, language=language)


@click.command(cls=Command)
@click.argument("source", metavar="FROM", type=click.Path(path_type=str))
@click.argument("target", metavar="TO", type=click.Path(path_type=str))
@force_option
@click.option("--strict", is_flag=True, help="Let what TO cannot hold give exit code 1.")
@as_json_option
@language_option
def convert(
    source: str, target: str, force: bool, strict: bool, as_json: bool, language: Language
) -> Outcome:
    """Write the plan in FROM to TO, in the format that TO ends in.

    FROM ends in .yaml, .yml, .json or .xlsx, or is a folder of CSV files that this command wrote; '-' reads
    standard input. TO may end in .docx, too, and a new folder of CSV files ends in '/'; '-' prints YAML.

    What TO cannot hold is listed: comments, and of a Word document all that its tables do not show. The
    file is written all the same, and the exit code is 0; with --strict it is 1.
    """
    if as_json and target == "-":
        raise WrongUseError(
            "--json and TO '-' both print; name a file", "--json 与 TO 为 '-' 都要输出；请写文件名"
        )
    _require_endings(source, target)
    _require_apart(source, target)
    require_free(target, force=force)

    def ask() -> Outcome:
        plan, losses = _transferred(source, target, language, quiet=as_json)
        code = ERRORS_FOUND if strict and losses else 0
        if as_json:
            told = [one.to_dict() for one in losses]
            held = {"version": 1, "from": source, "to": target, "held": not losses, "not_held": told}
            return Outcome(json_text(held), code)
        lines = _loss_lines(losses, target, language)
        if target == "-":
            note(joined(lines).rstrip("\n"))
            return Outcome(_yaml_of(plan), code)
        return Outcome(told_written(target, language).text + joined(lines), code)

    return asked(ask, source, as_json=as_json, language=language)


def _transferred(
    source: str, target: str, language: Language, *, quiet: bool
) -> tuple[Plan, tuple[NotHeld, ...]]:
    """Read and write; tell on a terminal how far it is."""
    from zoneplan import plan_transfer  # noqa: PLC0415  # `--help` must not wait for the library

    doing = f"读取 {source}" if language == "zh" else f"reading {source}"
    with Progress(doing, quiet=quiet) as progress:
        progress(0, 2)
        if source == "-":
            plan, losses = plan_transfer.parse(stdin_bytes(), STDIN_NAME)
        else:
            plan, losses = plan_transfer.read(source)
        progress(1, 2)
        if target != "-":
            try:
                losses += plan_transfer.write(plan, target, language)
            except OSError as error:
                raise unwritable(target, error) from None
        progress(2, 2)
    return plan, losses


def _yaml_of(plan: Plan) -> str:
    from zoneplan.formats import yaml  # noqa: PLC0415  # `--help` must not wait for the library

    return yaml.dump(plan.to_dict())


def _loss_lines(losses: Sequence[NotHeld], target: str, language: Language) -> list[str]:
    from zoneplan.layout import printable  # noqa: PLC0415  # `--help` must not wait for the library
    from zoneplan.losses import loss_lines  # noqa: PLC0415  # the same

    if not losses:
        return []
    name = printable(target)
    head = f"{name} 未写入：" if language == "zh" else f"{name} does not hold:"
    return [head, *(f"    {printable(line)}" for line in loss_lines(losses, language))]


# -- what may be written ------------------------------------------------------------------------


def ending_of(file: str, known: Sequence[str]) -> str:
    """Give a file's ending, or refuse it with those that are known.

    Args:
        file: The file.
        known: The endings that are known.

    Raises:
        WrongUseError: If it has another ending.
    """
    ending = Path(file).suffix.lower()
    if ending not in known:
        listed = ", ".join(known)
        raise WrongUseError(
            f"the ending of {file!r} does not say which format the file has\nknown are {listed}",
            f"{file!r} 的扩展名不表示文件的格式\n可用的有 {'、'.join(known)}",
        )
    return ending


def _require_endings(source: str, target: str) -> None:
    from zoneplan import plan_transfer  # noqa: PLC0415  # `--help` must not wait for the library

    if source != "-" and not Path(source).exists():
        raise WrongUseError(f"there is no {source!r}", f"没有 {source!r}")
    if source != "-" and not Path(source).is_dir():
        if Path(source).suffix.lower() in {".csv", ".docx", ".xls", ".xlsb", ".ods"}:
            raise WrongUseError(
                f"{source!r} holds tables and no plan\nread them in Python with zoneplan.read_table",
                f"{source!r} 中是表格，不是规划\n请在 Python 中用 zoneplan.read_table 读取",
            )
        ending_of(source, plan_transfer.READABLE)
    if target != "-" and not plan_transfer.is_folder(target):
        ending_of(target, plan_transfer.WRITABLE)


def _require_apart(source: str, target: str) -> None:
    if "-" not in {source, target} and os.path.realpath(source) == os.path.realpath(target):
        raise WrongUseError(f"FROM and TO are the same: {source!r}", f"FROM 与 TO 是同一个：{source!r}")


def require_free(target: str, *, force: bool) -> None:
    """Refuse what would be overwritten, and a link that leads elsewhere.

    Args:
        target: The file or folder to write, `-` for standard output.
        force: Whether a file that is there already is replaced.

    Raises:
        WrongUseError: If it must not be written.
    """
    path = Path(target)
    if target == "-":
        return
    if path.is_symlink():
        folder, real = os.path.realpath(path.parent), os.path.realpath(path)
        if not Path(real).is_relative_to(folder):
            raise WrongUseError(
                f"{target!r} is a symbolic link that leads out of its folder\nwrite to {real!r} directly",
                f"{target!r} 是指向其文件夹之外的符号链接\n请直接写到 {real!r}",
            )
    if path.is_dir():
        if any(path.iterdir()):
            raise WrongUseError(
                f"{target!r} is a folder with something in it\nname a file, or a new folder that ends in '/'",
                f"{target!r} 是已有内容的文件夹\n请写文件名，或以 '/' 结尾的新文件夹",
            )
    elif path.exists() and not force:
        raise WrongUseError(
            f"{target!r} is there already\n--force replaces it", f"{target!r} 已存在\n用 --force 替换"
        )


def _written(file: str, text: str, language: Language, *, force: bool, as_json: bool) -> Outcome:
    """Write a text to a file that is not there yet."""
    from zoneplan.formats.files import write_text  # noqa: PLC0415  # `--help` must not wait for the library

    require_free(file, force=force)
    try:
        write_text(file, text)
    except OSError as error:
        raise unwritable(file, error) from None
    return told_written(file, language, as_json=as_json)


def told_written(file: str, language: Language, *, as_json: bool = False) -> Outcome:
    """Say which file was written.

    Args:
        file: The file.
        language: The language to say it in.
        as_json: Whether to say it as JSON.
    """
    from zoneplan.layout import printable  # noqa: PLC0415  # `--help` must not wait for the library

    if as_json:
        size = Path(file).stat().st_size
        kind = Path(file).suffix.lower().removeprefix(".")
        return Outcome(json_text({"version": 1, "output": file, "format": kind, "bytes": size}))
    said = "已写入" if language == "zh" else "wrote"
    return Outcome(f"{said} {printable(file)}\n")
