"""A browser without a window, driven by the protocol that chromedriver speaks."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.request import Request, urlopen

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["Browser", "browser", "lack_of_browser"]

_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
)


def lack_of_browser() -> str | None:
    """Give what is missing to drive a browser; None when nothing is."""
    missing = [name for name in ("chromium", "chromedriver") if shutil.which(name) is None]
    return f"needs {' and '.join(missing)}" if missing else None


@attrs.frozen
class Browser:
    """One window of a browser.

    Attributes:
        session: The address of the session.
    """

    session: str

    def command(self, name: str, **values: object) -> Any:
        """Send a command of the protocol and give its answer."""
        return _asked(f"{self.session}/{name}", values)

    def tools(self, name: str, **values: object) -> Any:
        """Send a command of the tools for developers."""
        return self.command("goog/cdp/execute", cmd=name, params=values)

    def visit(self, address: str) -> None:
        """Open a page and wait until it is loaded."""
        self.command("url", url=address)

    def run(self, script: str) -> Any:
        """Give what a script returns in the page."""
        return self.command("execute/sync", script=script, args=[])

    def resize(self, width: int, height: int) -> None:
        """Give the page a size in pixels, as small as that of a telephone."""
        self.tools(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )

    def shoot(self, path: Path) -> None:
        """Write a picture of what is in view."""
        shot = self.tools("Page.captureScreenshot", format="png")["data"]
        path.write_bytes(base64.b64decode(shot))


def _asked(address: str, values: dict[str, Any]) -> Any:
    request = Request(address, json.dumps(values).encode(), {"Content-Type": "application/json"})
    with urlopen(request, timeout=60) as answer:
        return json.load(answer)["value"]


@contextmanager
def browser(profile: Path) -> Iterator[Browser]:
    """Start a browser, and end it however its use ends.

    Args:
        profile: An empty folder for what the browser keeps.
    """
    driver = subprocess.Popen(["chromedriver", "--port=0"], stdout=subprocess.PIPE, encoding="utf-8")
    try:
        assert driver.stdout is not None
        port = next(
            line.rstrip(".\n").rpartition(" ")[2] for line in driver.stdout if "successfully on port" in line
        )
        options = {
            "binary": shutil.which("chromium"),
            "args": [*_FLAGS, f"--user-data-dir={profile}"],
        }
        wanted = {"alwaysMatch": {"browserName": "chrome", "goog:chromeOptions": options}}
        address = f"http://127.0.0.1:{port}/session"
        session = f"{address}/{_asked(address, {'capabilities': wanted})['sessionId']}"
        yield Browser(session)
        with urlopen(Request(session, method="DELETE"), timeout=60):
            pass
    finally:
        driver.terminate()
        driver.wait(30)
        if driver.stdout is not None:
            driver.stdout.close()
