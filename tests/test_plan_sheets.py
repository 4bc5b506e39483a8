from __future__ import annotations

import pytest

from workbook_reference import PAGE, page
from zoneplan.plan_sheets import PLAN, TABLES, Table
from zoneplan.vocabulary import KEYS


def test_the_reference_says_what_the_sheets_are() -> None:
    """The page is what the code gives; renew it with `python tests/workbook_reference.py`."""
    assert page() == PAGE.read_text(encoding="utf-8")


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_no_header_stands_on_a_sheet_twice(table: Table) -> None:
    """Columns are found by their headers."""
    headers = [head.header for head in table.heads]
    assert sorted(set(headers)) == sorted(headers)


def test_each_list_of_records_has_one_sheet() -> None:
    """The key that records stand under says which sheet they are on."""
    keys = [key for table in TABLES for key in table.keys]
    assert sorted(set(keys)) == sorted(keys)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_drop_down_lists_fit_into_a_workbook(table: Table) -> None:
    """A list of words holds at most 255 characters in all."""
    assert max((len(",".join(head.choices)) for head in table.heads), default=0) <= 255


def test_headers_of_the_plan_are_keys_of_plan_files() -> None:
    """What is a key in a YAML file is called the same in a workbook."""
    assert [] == [field.head.header for field in PLAN if field.head.header not in KEYS]
