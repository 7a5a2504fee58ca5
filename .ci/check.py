"""Check all that tests do not: style, types, import rules, the lock, and the wheel people get.

Started by `python3 bootstrap.py check`; every part runs even when an earlier one failed.
"""

import os
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import bootstrap  # noqa: E402

PYTHON = sys.executable


def passes(*command: str, cwd: Path = ROOT) -> bool:
    """Run a command and return whether it succeeded; what it says is shown."""
    return subprocess.call(command, cwd=cwd, env=bootstrap.environment()) == 0


def wheel_works(uv: str | None) -> bool:
    """Build the wheel, install it alone elsewhere, and start it from outside the checkout."""
    with tempfile.TemporaryDirectory(prefix="textbank-wheel-") as folder:
        away = Path(folder)
        python = bootstrap.program("python", away / "env")
        if uv:
            build = [uv, "build", "--quiet", "--wheel", "--out-dir", folder]
            install = [uv, "pip", "install", "--quiet", "--python", python]
        else:
            bootstrap.provide_pip()
            build = [PYTHON, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", folder]
            install = [PYTHON, "-m", "pip", "--python", python, "install", "--quiet"]
        venv.create(away / "env", symlinks=os.name != "nt")
        return (
            passes(*build, str(ROOT))
            and passes(*install, "-c", bootstrap.write_constraints(), *map(str, away.glob("*.whl")))
            and passes(bootstrap.program("textbank", away / "env"), "--version", cwd=away)
            and passes(python, "-c", "import core, tui", cwd=away)
        )


def failures() -> Iterator[str]:
    """Run every part and yield the names of those that failed."""
    uv = bootstrap.find_uv()
    parts: dict[str, list[str]] = {
        "lint": [PYTHON, "-m", "ruff", "check", "."],
        "format": [PYTHON, "-m", "ruff", "format", "--check", "."],
        "types": [PYTHON, "-m", "mypy"],
        "import rules": [bootstrap.program("lint-imports")],
    }
    if uv:
        parts["lock"] = [uv, "lock", "--check", "--python", PYTHON]
    for name, command in parts.items():
        print(f"== {name}", flush=True)
        if not passes(*command):
            yield name
    print("== wheel", flush=True)
    if not wheel_works(uv):
        yield "wheel"


if __name__ == "__main__":
    failed = list(failures())
    sys.exit(f"Failed: {', '.join(failed)}" if failed else print("All checks passed."))
