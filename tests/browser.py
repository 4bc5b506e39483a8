"""A headless Chromium driven by the W3C WebDriver protocol, for tests of pages.

The protocol is a dozen JSON requests, so that the standard library is enough for it.
"""

from __future__ import annotations

import base64
import json
import re
import shutil
import subprocess
import tempfile
import urllib.request
from typing import TYPE_CHECKING, Any, Literal, Self

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

__all__ = ["Browser", "lack_of_browser"]

_FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)  # fmt: skip
"""Root may start it, and it finds no other computer, whatever a page asks for."""


def lack_of_browser() -> str | None:
    """Give what is missing to test pages in a browser; None for nothing."""
    missing = [one for one in ("chromium", "chromedriver") if shutil.which(one) is None]
    if not missing:
        return None
    return f"{' and '.join(missing)} not found: install the Debian packages chromium and chromium-driver"


class Browser:
    """A browser with one window."""

    def __init__(self) -> None:
        self._profile = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self._driver = subprocess.Popen(
            ["chromedriver", "--port=0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8"
        )
        self._home = f"http://127.0.0.1:{self._port()}"
        options = {"args": [*_FLAGS, f"--user-data-dir={self._profile.name}"]}
        logged = {"browser": "ALL", "performance": "ALL"}
        asked = {"goog:chromeOptions": options, "goog:loggingPrefs": logged}
        begun = self._ask("POST", "/session", {"capabilities": {"alwaysMatch": asked}})
        self._session = f"/session/{begun['sessionId']}"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ask("DELETE", self._session)
        self._driver.terminate()
        self._driver.communicate(timeout=30)
        self._profile.cleanup()

    def _port(self) -> int:
        assert self._driver.stdout is not None
        for line in self._driver.stdout:
            if found := re.search(r"started successfully on port (\d+)", line):
                return int(found[1])
        raise RuntimeError("chromedriver did not start")

    def _ask(self, method: str, path: str, body: object = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self._home + path, data, method=method)
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)["value"]

    def command(self, name: str, **values: object) -> Any:
        """Give a command of the DevTools protocol."""
        return self._ask("POST", f"{self._session}/goog/cdp/execute", {"cmd": name, "params": values})

    def resize(self, width: int) -> None:
        """Make the window so many pixels wide, as narrow as that of a telephone."""
        self.command(
            "Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False
        )

    def show(self, path: Path, *, width: int = 1440, scheme: Literal["light", "dark"] = "light") -> None:
        """Open a file, as wide and in the colours that are asked for."""
        self.resize(width)
        asked = {"prefers-color-scheme": scheme, "prefers-reduced-motion": "reduce"}
        features = [{"name": name, "value": value} for name, value in asked.items()]
        self.command("Emulation.setEmulatedMedia", media="", features=features)
        self.visit(path.resolve().as_uri())

    def visit(self, address: str) -> None:
        """Open a page and wait until it is loaded, forgetting what was logged before."""
        self.logged("browser")
        self.logged("performance")
        self._ask("POST", f"{self._session}/url", {"url": address})

    def run(self, script: str, *values: object) -> Any:
        """Run the body of a function in the page; give what it returns."""
        return self._ask("POST", f"{self._session}/execute/sync", {"script": script, "args": values})

    def wait(self, script: str, *values: object) -> Any:
        """Run the body of an asynchronous function in the page; give what it returns."""
        body = f"const done = arguments[arguments.length - 1]; (async () => {{{script}}})().then(done, done)"
        return self._ask("POST", f"{self._session}/execute/async", {"script": body, "args": values})

    def logged(self, kind: Literal["browser", "performance"]) -> list[dict[str, Any]]:
        """Give what was logged since this was asked last."""
        found: list[dict[str, Any]] = self._ask("POST", f"{self._session}/se/log", {"type": kind})
        return found

    def requests(self) -> list[str]:
        """Give the addresses that were asked for since the page was opened."""
        events = [json.loads(one["message"])["message"] for one in self.logged("performance")]
        return [
            one["params"]["request"]["url"] for one in events if one["method"] == "Network.requestWillBeSent"
        ]

    def screenshot(self) -> bytes:
        """Give what is seen as a PNG picture."""
        return base64.b64decode(self._ask("GET", f"{self._session}/screenshot"))

    def printed(self) -> bytes:
        """Give the page as it is printed, as PDF."""
        made = self.command("Page.printToPDF", preferCSSPageSize=True, printBackground=True)
        return base64.b64decode(made["data"])
