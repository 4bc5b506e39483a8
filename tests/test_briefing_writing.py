"""Briefings in files."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from printed_blocks import briefing_with
from zoneplan import write_briefing
from zoneplan.briefings.page import page_text
from zoneplan.errors import DocumentError

if TYPE_CHECKING:
    from pathlib import Path


def test_a_page_is_written_whole(tmp_path: Path) -> None:
    """The file holds the page, in UTF-8."""
    write_briefing(briefing_with("规划"), tmp_path / "briefing.HTML")
    assert page_text(briefing_with("规划")).encode() == (tmp_path / "briefing.HTML").read_bytes()
    assert ["briefing.HTML"] == [one.name for one in tmp_path.iterdir()]


def test_an_ending_that_says_nothing_is_refused(tmp_path: Path) -> None:
    """A file of another ending is not written, and what is said names those that there are."""
    with pytest.raises(DocumentError) as caught:
        write_briefing(briefing_with("规划"), tmp_path / "briefing.pdf")
    problem = caught.value.problems[0]
    assert "the ending '.pdf' does not say what the briefing is written as" == problem.message
    assert "name the file .html, .docx or .xlsx" == problem.remedy
    assert ("扩展名“.pdf”不表示简报的格式", "请将文件命名为 .html、.docx 或 .xlsx") == problem.sentences("zh")
    assert [] == list(tmp_path.iterdir())


@pytest.mark.parametrize("suffix", [".html", ".xlsx"])
def test_a_template_for_what_takes_none_is_refused(tmp_path: Path, suffix: str) -> None:
    """A template that would not be used is refused, and no file is written."""
    with pytest.raises(DocumentError) as caught:
        write_briefing(briefing_with("规划"), tmp_path / f"briefing{suffix}", template="office.docx")
    problem = caught.value.problems[0]
    assert f"a template is for Word documents, and {suffix} files are made without one" == problem.message
    assert (
        f"模板只用于 Word 文档，{suffix} 文件不用模板",
        "请去掉模板，或将文件命名为 .docx",
    ) == problem.sentences("zh")
    assert [] == list(tmp_path.iterdir())


def test_what_cannot_be_made_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error on the way leaves the old page."""
    path = tmp_path / "briefing.html"
    path.write_text("old", encoding="utf-8")

    def fail(_: object) -> str:
        raise RuntimeError("planted")

    monkeypatch.setattr("zoneplan.briefings.page.page_text", fail)
    with pytest.raises(RuntimeError):
        write_briefing(briefing_with("规划"), path)
    assert "old" == path.read_text(encoding="utf-8")


def test_nothing_is_loaded_before_it_is_needed() -> None:
    """Who draws up a briefing, or asks for help with it, waits for no library that writes or draws."""
    heavy = ("jinja2", "vl_convert", "docx", "openpyxl", "xlsxwriter", "rich")
    code = (
        "import sys, zoneplan, zoneplan.cli_reports\n"
        "plan = zoneplan.Plan(id='p', name='p')\n"
        "zoneplan.briefing(plan, '2024-01-01')\n"
        f"print([one for one in {heavy} if one in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert "[]\n" == done.stdout
