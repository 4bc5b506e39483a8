"""Write what the reference takes from the code into its pages: `python docs/write_reference.py`.

A test compares the pages with what would be written now, so that they cannot grow old.
"""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE / "_extensions"))

from error_tables import table_of_errors  # noqa: E402  # stands beside this file
from finding_tables import chinese_table, examples_of_findings, portfolio_table, table_of_findings  # noqa: E402
from floor_picture import floor_picture  # noqa: E402
from key_tables import keys_of_plan_files  # noqa: E402
from markdown_tables import filled  # noqa: E402

__all__ = ["written"]

_TABLES = {
    "reference/finding-codes.md": {"codes": table_of_findings, "portfolio codes": portfolio_table},
    "reference/finding-examples.md": {"examples": examples_of_findings},
    "zh/reference/finding-codes.md": {"codes": chinese_table},
    "reference/errors.md": {"errors": table_of_errors},
    "reference/plan-file-keys.md": {"keys": keys_of_plan_files},
}


def written() -> dict[str, str]:
    """Give the text of each file that holds something made from the code, by its name below the docs."""
    found = {"explanation/floors.svg": floor_picture()}
    for name, tables in _TABLES.items():
        text = (HERE / name).read_text(encoding="utf-8")
        for mark, made in tables.items():
            text = filled(text, mark, made())
        found[name] = text
    return found


if __name__ == "__main__":
    for name, text in written().items():
        (HERE / name).write_text(text, encoding="utf-8")
