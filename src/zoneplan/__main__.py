"""`python -m zoneplan` is the command line."""

from __future__ import annotations

from zoneplan.cli import main

if __name__ == "__main__":
    main()
