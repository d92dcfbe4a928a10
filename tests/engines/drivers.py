"""Firefox and WebKit, worked from outside by the two protocols of the W3C.

Firefox speaks WebDriver BiDi by itself, over a socket; WebKitGTK, which has Safari's
engine, comes with a program that speaks the older WebDriver over http.  What the
tests need of both is little: go, evaluate, point and type, and a picture.
"""

import base64
import glob
import itertools
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol, TypeVar

import websocket

PATIENCE = 120
"""Seconds to wait for an answer, which a busy machine may need."""

PACKAGES = ("firefox-esr", "webkit2gtk-driver", "xvfb", "xauth", "dbus")
MINIBROWSER = "/usr/lib/*/webkit2gtk-4.*/MiniBrowser"
PREFERENCES = {
    "app.update.auto": False,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "remote.active-protocols": 1,
    "security.fileuri.strict_origin_policy": False,
    "toolkit.telemetry.reportingpolicy.firstRun": False,
}
"""What keeps Firefox from asking, telling and updating while it is tested."""

Action = dict[str, Any]
T = TypeVar("T")


class Engine(Protocol):
    """What a test may ask of a browser."""

    name: str

    def go(self, url: str) -> None:
        """Open a page and wait until it has loaded."""

    def value(self, expression: str) -> Any:
        """Return what an expression is in the page, a promise's outcome included."""

    def act(self, *sources: Action) -> None:
        """Do what a mouse and a keyboard do, in the words of the W3C."""

    def picture(self) -> bytes:
        """Return what the window shows, as PNG."""

    def close(self) -> None:
        """End the browser."""


def until(process: subprocess.Popen[bytes], ready: Callable[[], T | None]) -> T:
    """Return what a program is waited for, or say that it ended or never came."""
    end = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < end:
        if (found := ready()) is not None:
            return found
        time.sleep(0.05)
    message = f"{process.args!r} is not there after {PATIENCE} s, or has ended"
    raise RuntimeError(message)


class Firefox:
    """Firefox by WebDriver BiDi."""

    name = "Firefox"

    def __init__(self, program: str) -> None:
        """Start it without a window, in a profile of its own."""
        self._folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        lines = (
            f"user_pref({json.dumps(k)}, {json.dumps(v)});"
            for k, v in PREFERENCES.items()
        )
        Path(self._folder.name, "user.js").write_text("\n".join(lines), "utf-8")
        command = [program, "--headless", "--remote-debugging-port=0", "--no-remote"]
        command += ["--profile", self._folder.name, "about:blank"]
        self._process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        port = until(self._process, self._port)
        self._socket = websocket.create_connection(
            f"ws://127.0.0.1:{port}/session", timeout=PATIENCE, suppress_origin=True
        )
        self._numbers = itertools.count(1)
        self._ask("session.new", capabilities={})
        self._context = self._ask("browsingContext.getTree")["contexts"][0]["context"]
        size = {"width": 1280, "height": 900}
        self._ask("browsingContext.setViewport", context=self._context, viewport=size)

    def _port(self) -> int | None:
        told = Path(self._folder.name, "WebDriverBiDiServer.json")
        try:
            return int(json.loads(told.read_text("utf-8"))["ws_port"])
        except (OSError, ValueError):
            return None

    def _ask(self, method: str, **parameters: Any) -> Any:
        number = next(self._numbers)
        self._socket.send(
            json.dumps({"id": number, "method": method, "params": parameters})
        )
        while True:
            answer = json.loads(self._socket.recv())
            if answer.get("id") != number:
                continue  # an event
            if answer["type"] == "error":
                raise RuntimeError(f"{method}: {answer['message']}")
            return answer["result"]

    def go(self, url: str) -> None:
        self._ask(
            "browsingContext.navigate", context=self._context, url=url, wait="complete"
        )

    def value(self, expression: str) -> Any:
        answer = self._ask(
            "script.evaluate",
            expression=f"(async () => JSON.stringify(await ({expression})))()",
            target={"context": self._context},
            awaitPromise=True,
        )
        if answer["type"] == "exception":
            raise RuntimeError(answer["exceptionDetails"]["text"])
        text = answer["result"].get("value")
        return None if text is None else json.loads(text)

    def act(self, *sources: Action) -> None:
        self._ask("input.performActions", context=self._context, actions=list(sources))

    def picture(self) -> bytes:
        answer = self._ask("browsingContext.captureScreenshot", context=self._context)
        return base64.b64decode(answer["data"])

    def close(self) -> None:
        self._socket.close()
        self._process.terminate()
        self._process.wait(PATIENCE)
        self._folder.cleanup()


class WebKit:
    """WebKitGTK by WebDriver, on a screen that nobody sees."""

    name = "WebKit"

    def __init__(self, program: str, browser: str) -> None:
        """Start the driver, and through it the small browser that comes with it."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        command = [
            "xvfb-run",
            "--auto-servernum",
            "--server-args=-screen 0 1400x1100x24",
        ]
        command += ["dbus-run-session", "--", program, f"--port={port}"]
        self._process = subprocess.Popen(
            command, stderr=subprocess.DEVNULL, start_new_session=True
        )
        self._root = f"http://127.0.0.1:{port}"
        until(self._process, self._listens)
        options = {"binary": browser, "args": ["--automation"]}
        wanted = {"alwaysMatch": {"webkitgtk:browserOptions": options}}
        session = self._ask("POST", "/session", capabilities=wanted)
        self._root += f"/session/{session['sessionId']}"
        long = 1000 * PATIENCE
        self._ask("POST", "/timeouts", script=long, pageLoad=long)
        self._ask("POST", "/window/rect", x=0, y=0, width=1280, height=1000)

    def _listens(self) -> bool | None:
        try:
            self._ask("GET", "/status")
        except urllib.error.URLError:
            return None
        return True

    def _ask(self, method: str, path: str, **body: Any) -> Any:
        data = json.dumps(body).encode() if method == "POST" else None
        request = urllib.request.Request(self._root + path, data, method=method)
        try:
            with urllib.request.urlopen(request, timeout=2 * PATIENCE) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise RuntimeError(
                f"{path}: {json.load(error)['value']['message']}"
            ) from None

    def go(self, url: str) -> None:
        self._ask("POST", "/url", url=url)

    def value(self, expression: str) -> Any:
        script = f"""const done = arguments[arguments.length - 1];
          (async () => await ({expression}))().then(
            (value) => done([JSON.stringify(value)]), (error) => done(String(error)))"""
        answer = self._ask("POST", "/execute/async", script=script, args=[])
        if isinstance(answer, str):
            raise RuntimeError(answer)
        return None if answer[0] is None else json.loads(answer[0])

    def act(self, *sources: Action) -> None:
        self._ask("POST", "/actions", actions=list(sources))

    def picture(self) -> bytes:
        return base64.b64decode(self._ask("GET", "/screenshot"))

    def close(self) -> None:
        self._ask("DELETE", "")
        os.killpg(self._process.pid, signal.SIGTERM)
        self._process.wait(PATIENCE)


def find() -> dict[str, Callable[[], Engine]]:
    """Return what starts each engine that this machine has."""
    found: dict[str, Callable[[], Engine]] = {}
    if firefox := shutil.which("firefox-esr") or shutil.which("firefox"):
        found["Firefox"] = lambda: Firefox(firefox)
    needs = [
        shutil.which(name)
        for name in ("WebKitWebDriver", "xvfb-run", "dbus-run-session")
    ]
    browsers = glob.glob(MINIBROWSER)
    if all(needs) and browsers:
        driver = str(needs[0])
        found["WebKit"] = lambda: WebKit(driver, browsers[-1])
    return found


def install() -> None:
    """Get what is missing of both engines, in CI, from Debian."""
    root_in_ci = os.environ.get("CI") and getattr(os, "geteuid", lambda: 1)() == 0
    if len(find()) < 2 and root_in_ci and shutil.which("apt-get"):
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends"]
        subprocess.run([*command, *PACKAGES], check=False)


if __name__ == "__main__":
    if "--install" in sys.argv:
        install()
    for missing in {"Firefox", "WebKit"} - set(find()):
        wanted = " ".join(PACKAGES)
        print(f"{missing} is NOT tested here; on Debian: apt-get install {wanted}")
    sys.exit(bool(os.environ.get("CI")) and len(find()) < 2)
