from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import attrs
import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings

from plan_sheets_made import whole_plans
from zoneplan import Plan, read_plan, read_plan_tables, write_plan, write_plan_tables, write_template
from zoneplan.cli import main
from zoneplan.errors import DocumentError
from zoneplan.files import parse_plan
from zoneplan.formats.workbook_reading import read_sheets
from zoneplan.formats.workbook_writing import workbook_bytes
from zoneplan.plan_sheets import LAST
from zoneplan.strategies import plans
from zoneplan.workbook_pages import plan_pages

EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("**/plan.yaml"))
KUNSHAN = next(path for path in EXAMPLES if path.parent.name == "kunshan")


def parsed(plan: Plan) -> Plan:
    """Write a plan as a workbook and read it back."""
    return parse_plan(workbook_bytes(plan_pages(plan), plan.name), "plan.xlsx")


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_reading_after_writing_is_the_identity_for_examples(path: Path, tmp_path: Path) -> None:
    """Each example comes back from a workbook, and from a folder of CSV files, as it was."""
    plan = read_plan(path)
    write_plan(plan, tmp_path / "plan.xlsx")
    assert plan == read_plan(tmp_path / "plan.xlsx")
    write_plan_tables(plan, tmp_path / "tables")
    assert plan == read_plan_tables(tmp_path / "tables")


@given(plans())
@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
def test_reading_after_writing_is_the_identity(plan: Plan) -> None:
    """Whatever a plan holds comes back from its workbook."""
    assert plan == parsed(plan)


@given(plan=whole_plans())
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
def test_nothing_is_lost_whatever_texts_look_like(
    plan: Plan, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Ids that occur twice and texts that look like formulas come back, from workbooks and CSV files."""
    folder = tmp_path_factory.mktemp("tables") / "plan"
    write_plan_tables(plan, folder)
    assert (plan, plan) == (parsed(plan), read_plan_tables(folder))


def test_the_same_plan_gives_the_same_bytes(tmp_path: Path) -> None:
    """Writing tells no time."""
    plan = read_plan(KUNSHAN)
    write_plan(plan, tmp_path / "a.xlsx")
    write_plan(read_plan(tmp_path / "a.xlsx"), tmp_path / "b.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_problems_and_findings_name_cells(tmp_path: Path) -> None:
    """A plan read from a workbook tells its places as sheet and cell."""
    path = tmp_path / "plan.xlsx"
    write_plan(read_plan(KUNSHAN), path)
    done = CliRunner().invoke(main, ["check", str(path)], prog_name="zoneplan")
    assert "专项与行动!A3" in done.stdout


def test_hostile_bytes_are_refused() -> None:
    """What starts like a workbook and is none is a problem, not a crash."""
    with pytest.raises(DocumentError):
        parse_plan(b"PK\x03\x04 no package", "plan.xlsx")
    with pytest.raises(DocumentError):
        parse_plan(b"id: plan", "plan.xlsx", kind="xlsx")


def test_a_text_too_long_for_a_cell_is_refused_with_its_place(tmp_path: Path) -> None:
    """Nothing is cut: the writer names the place and another format."""
    plan = attrs.evolve(read_plan(KUNSHAN), note="长" * 32_768)
    with pytest.raises(DocumentError) as caught:
        write_plan(plan, tmp_path / "plan.xlsx")
    assert "a text of 32,768 characters does not fit into a cell, which holds 32,767" in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_a_character_that_a_cell_does_not_keep_is_refused(tmp_path: Path) -> None:
    """Control characters are told with the path of what holds them."""
    plan = read_plan(KUNSHAN)
    plan = attrs.evolve(plan, sources=(attrs.evolve(plan.sources[0], document="a\x07"), *plan.sources[1:]))
    with pytest.raises(DocumentError) as caught:
        write_plan(plan, tmp_path / "plan.xlsx")
    assert str(caught.value) == (
        "1 problem\n"
        "sources[0]: a text holds the character U+0007, which a cell does not keep\n"
        "    take it out, or write the plan to a .yaml or .json file"
    )


# -- the template -------------------------------------------------------------------------------


def test_a_template_asks_for_the_plan_alone(tmp_path: Path) -> None:
    """An empty template lacks what every plan must have, and nothing else is wrong with it."""
    path = tmp_path / "plan.xlsx"
    write_template(path)
    with pytest.raises(DocumentError) as caught:
        read_plan(path)
    assert ["id", "name"] == [one.message.split("'")[1] for one in caught.value.problems]
    assert [1] * 15 == [len(sheet.rows) for sheet in read_sheets(path)[2:-1]]


def test_a_template_is_a_workbook(tmp_path: Path) -> None:
    """Another ending is refused."""
    with pytest.raises(DocumentError) as caught:
        write_template(tmp_path / "plan.yaml")
    assert "a template to fill in is an Excel workbook\n    name the file .xlsx" in str(caught.value)


# -- folders of tables --------------------------------------------------------------------------


def test_tables_are_written_into_a_new_folder_only(tmp_path: Path) -> None:
    """Files of two plans do not mix; an empty folder is taken."""
    plan = read_plan(KUNSHAN)
    (tmp_path / "tables").mkdir()
    write_plan_tables(plan, tmp_path / "tables")
    with pytest.raises(FileExistsError, match="name a new folder"):
        write_plan_tables(plan, tmp_path / "tables")
    (tmp_path / "link").symlink_to(tmp_path / "tables")
    with pytest.raises(FileExistsError):
        write_plan_tables(plan, tmp_path / "link")


def test_a_failure_leaves_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk in the middle leaves neither the folder nor parts of it."""
    calls = []

    def full(*args: Any) -> None:
        calls.append(args)
        if len(calls) > 3:
            raise OSError(errno.ENOSPC, "no space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="no space left"):
        write_plan_tables(read_plan(KUNSHAN), tmp_path / "tables")
    assert list(tmp_path.iterdir()) == []


def test_findings_of_tables_name_file_and_cell(tmp_path: Path) -> None:
    """A table is its own file."""
    write_plan_tables(read_plan(KUNSHAN), tmp_path / "tables")
    places = {str(one.place) for one in read_plan_tables(tmp_path / "tables").validate().findings}
    assert f"programs[0].actions[0] ({tmp_path}/tables/专项与行动.csv: A3)" in places


# -- whole or not at all ------------------------------------------------------------------------


@pytest.mark.parametrize("call", ["fdopen", "fsync", "replace"])
def test_a_failure_while_writing_leaves_the_old_workbook(
    call: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk at any moment leaves the old file whole and nothing beside it."""
    path, plan = tmp_path / "plan.xlsx", read_plan(KUNSHAN)
    write_plan(plan, path)
    old = path.read_bytes()

    def full(*_: Any, **__: Any) -> None:
        raise OSError(errno.ENOSPC, "no space left on device")

    monkeypatch.setattr(os, call, full)
    with pytest.raises(OSError, match="no space left"):
        write_plan(attrs.evolve(plan, name="新"), path)
    monkeypatch.undo()
    assert (old, [path]) == (path.read_bytes(), list(tmp_path.iterdir()))


@pytest.mark.skipif(os.name == "nt", reason="kills a process by a signal of POSIX")
def test_a_killed_writer_leaves_a_whole_workbook(tmp_path: Path) -> None:
    """Whenever a writer is killed, the workbook is the old one or the new one."""
    path = tmp_path / "plan.xlsx"
    write_plan(read_plan(KUNSHAN), path)
    code = (
        "import sys, zoneplan, attrs\n"
        "plan = zoneplan.read_plan(sys.argv[1])\n"
        "print('ready', flush=True)\n"
        "number = 0\n"
        "while True:\n"
        "    number += 1\n"
        "    zoneplan.write_plan(attrs.evolve(plan, note=f'{number}'), sys.argv[2])\n"
    )
    for pause in (0.05, 0.17, 0.31):
        with subprocess.Popen(
            [sys.executable, "-c", code, str(KUNSHAN), str(path)], stdout=subprocess.PIPE
        ) as writer:
            assert writer.stdout is not None
            writer.stdout.readline()
            time.sleep(pause)
            writer.send_signal(signal.SIGKILL)
        assert "kunshan-1-5-22" == read_plan(path).id


@pytest.mark.skipif(os.name == "nt", reason="Windows asks for a right to make links")
def test_a_link_out_of_its_folder_is_refused(tmp_path: Path) -> None:
    """A link that was sent along does not lead the writer elsewhere."""
    (tmp_path / "in").mkdir()
    (tmp_path / "out.xlsx").write_bytes(b"kept")
    (tmp_path / "in" / "plan.xlsx").symlink_to(tmp_path / "out.xlsx")
    with pytest.raises(PermissionError, match="leads out of its folder"):
        write_plan(read_plan(KUNSHAN), tmp_path / "in" / "plan.xlsx")
    assert (tmp_path / "out.xlsx").read_bytes() == b"kept"


def test_a_workbook_shows_the_report_that_was_given(tmp_path: Path) -> None:
    """Whoever has judged a plan by rules of their own shows what these found, and nothing else."""
    plan = read_plan(KUNSHAN)
    path = tmp_path / "plan.xlsx"
    found = []
    for report in (None, plan.validate(rules=())):
        write_plan(plan, path, report=report)
        found.append(next(one for one in read_sheets(path) if one.part.name == LAST))
    judged, unjudged = (list(sheet.rows[1:]) for sheet in found)
    assert all(row[1] for row in judged)
    assert [(None, None, None, "共检查0项，没有发现问题。", None)] == unjudged


# -- saved again by LibreOffice ---------------------------------------------------------------------


COMPUTE_ALL = """\
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>
"""
"""The setting by which LibreOffice computes every formula anew, and does not trust the values beside them."""


@pytest.fixture(scope="module")
def saved_again(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder in which LibreOffice saved the workbooks of all examples, and a template, again."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("needs soffice, the program of LibreOffice")
    ours, theirs = tmp_path_factory.mktemp("ours"), tmp_path_factory.mktemp("theirs")
    settings_file = theirs / "profile" / "user" / "registrymodifications.xcu"
    settings_file.parent.mkdir(parents=True)
    settings_file.write_text(COMPUTE_ALL, encoding="utf-8")
    for path in EXAMPLES:
        write_plan(read_plan(path), ours / f"{path.parent.name}.xlsx")
    write_template(ours / "template.xlsx")
    command = [program, f"-env:UserInstallation={(theirs / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "xlsx", "--outdir", str(theirs), *map(str, sorted(ours.glob("*.xlsx")))]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    return theirs


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_an_example_saved_again_by_libreoffice_is_the_same_plan(path: Path, saved_again: Path) -> None:
    """An office that only saves changes nothing: not a digit, not a time, not what nests."""
    assert read_plan(path) == read_plan(saved_again / f"{path.parent.name}.xlsx")


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_libreoffice_computes_what_formulas_are_said_to_come_to(
    path: Path, saved_again: Path, tmp_path: Path
) -> None:
    """Every formula has the value that was written beside it once another program has computed it."""
    write_plan(read_plan(path), tmp_path / "ours.xlsx")
    ours = read_sheets(tmp_path / "ours.xlsx")
    again = read_sheets(saved_again / f"{path.parent.name}.xlsx")
    told = 0
    for mine, saved in zip(ours, again, strict=True):
        assert mine.computed == saved.computed
        for row, column in mine.computed:
            told += 1
            expected, found = mine.cell(row, column).stored, saved.cell(row, column).stored
            if isinstance(expected, float) and isinstance(found, float):
                assert expected == pytest.approx(found, rel=1e-14)  # two programs, two last digits
            else:
                assert (expected or "") == (found or "")
    assert told


def test_a_template_saved_again_by_libreoffice_still_asks_for_the_plan(saved_again: Path) -> None:
    """What LibreOffice makes of empty sheets is no row of a plan."""
    with pytest.raises(DocumentError) as caught:
        read_plan(saved_again / "template.xlsx")
    assert ["missing key 'id'", "missing key 'name'"] == [one.message for one in caught.value.problems]
