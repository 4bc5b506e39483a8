"""Write the JSON Schema of plan documents as it is generated now.

Run it with `python tests/renew_schema.py` after a change of what a plan document can hold, then read the
diff: the tests compare the file with what would be generated.
"""

from __future__ import annotations

from pathlib import Path

from zoneplan import schema
from zoneplan.formats import json
from zoneplan.schema.generation import generated

FILE = Path(schema.__file__).with_name(schema.FILE_NAME)


def main() -> None:
    """Renew the file in place."""
    FILE.write_text(json.dump(generated()), encoding="utf-8")


if __name__ == "__main__":
    main()
