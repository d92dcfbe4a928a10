"""Find a browser for the tests, or get one: python tests/browser/browser.py --install.

In this order: the one named by POOLTOOLS_BROWSER; a Chromium or Chrome on this
machine; in CI as root, Debian's package; Playwright's own download.  Debian's
headless shell comes first: it is Chromium without its windows, and opens a page in
half the time.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

PACKAGES = ("chromium-headless-shell", "chromium")
NAMES = (*PACKAGES, "chromium-browser", "google-chrome", "google-chrome-stable")
APPS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
)
INSTALL = ("apt-get", "install", "-y", "-qq", "--no-install-recommends")
FONTS = ("fonts-liberation", "fonts-noto-cjk")


def find() -> str | None:
    """Return the path of a browser on this machine, or None."""
    chosen = os.environ.get("POOLTOOLS_BROWSER")
    if chosen:
        return chosen
    found = filter(None, map(shutil.which, NAMES))
    return next(found, None) or next((app for app in APPS if Path(app).exists()), None)


def playwrights_own() -> str | None:
    """Return the path of the browser that Playwright downloaded, or None."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def install() -> str | None:
    """Get a browser if there is none; return its path, or None if none can be had."""
    if path := find() or playwrights_own():
        return path
    root_in_ci = os.environ.get("CI") and getattr(os, "geteuid", lambda: 1)() == 0
    if root_in_ci and shutil.which("apt-get"):
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        for package in PACKAGES:
            subprocess.run([*INSTALL, package, *FONTS], check=False)
            if path := find():
                return path
    own = [sys.executable, "-m", "playwright", "install", "chromium"]
    subprocess.run(own, check=False)
    return playwrights_own()


if __name__ == "__main__":
    if (install() if "--install" in sys.argv else find() or playwrights_own()) is None:
        sys.exit(
            "No browser for the tests: install Chromium or Chrome, "
            "or name one in POOLTOOLS_BROWSER."
        )
