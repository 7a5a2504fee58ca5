#!/usr/bin/env python3
"""Set textbank up in this checkout and run it. Needs only Python 3.11 or later and a network.

python3 bootstrap.py demo            open the demo
python3 bootstrap.py test            run the tests (further words go to pytest)
python3 bootstrap.py run -- WORDS    run the textbank command with these words
python3 bootstrap.py check           lint, formatting, types, import rules, lock, wheel

Packages go into .venv here, at the versions uv.lock names; the system's Python is left alone.
"""

import hashlib
import html
import http.client
import itertools
import json
import os
import re
import shutil
import ssl
import subprocess
import sys
import urllib.request
from pathlib import Path
from urllib.parse import urljoin


def run_with_newer_python() -> int:
    """Run this file again with a Python from PATH that is new enough; return its exit code."""
    names = [f"python3.{minor}" for minor in (14, 13, 12, 11)] + ["py"]
    for name, folder in itertools.product(names, os.get_exec_path()):
        found = shutil.which(name, path=folder)
        probe = [found or "", "-c", "import sys; sys.exit(sys.version_info < (3, 11))"]
        # A version manager's shim may be there and still refuse to run.
        if found and subprocess.call(probe, stderr=subprocess.DEVNULL) == 0:
            return subprocess.call([found, os.path.abspath(__file__), *sys.argv[1:]])
    here = ".".join(map(str, sys.version_info[:2]))
    sys.exit(
        f"textbank needs Python 3.11 or later, and this is Python {here}.\n"
        "Install a newer one (https://www.python.org/downloads/, or your system's packages),\n"
        "then start this again with it, for instance: python3.13 bootstrap.py demo"
    )


# Older Pythons must stop here: they can parse what follows, not run it.
if sys.version_info < (3, 11):
    sys.exit(run_with_newer_python())

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN, EXE = ("Scripts", ".exe") if os.name == "nt" else ("bin", "")
STAMP = VENV / "textbank-setup.json"
UV_VERSION = "0.13.9"
OLDEST_UV = (0, 13)


def program(name: str, folder: Path = VENV) -> str:
    """Return where a virtual environment keeps the program of that name."""
    return str(folder / BIN / f"{name}{EXE}")


PYTHON = program("python")


class SetupError(Exception):
    """Set-up cannot go on; the text says what the reader can do."""


def environment() -> dict[str, str]:
    """Return the environment for every program started here, its effects kept to the checkout."""
    strange = {"PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV", "PIP_TARGET", "PIP_PREFIX", "UV_PROJECT"}
    env = {name: value for name, value in os.environ.items() if name not in strange}
    env |= {"PIP_USER": "0", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    env |= {"UV_PROJECT_ENVIRONMENT": str(VENV), "UV_PYTHON_DOWNLOADS": "never"}
    for name, value in {"PIP_RETRIES": "2", "UV_LINK_MODE": "copy", "UV_SYSTEM_CERTS": "1"}.items():
        env.setdefault(name, value)
    cache = Path(os.path.expanduser(env.get("XDG_CACHE_HOME") or "~/.cache")).absolute()
    existing = next(folder for folder in (cache, *cache.parents) if os.path.exists(folder))
    if not (os.path.isdir(existing) and os.access(existing, os.W_OK)):
        env.setdefault("UV_CACHE_DIR", str(VENV / "cache" / "uv"))
        env.setdefault("PIP_CACHE_DIR", str(VENV / "cache" / "pip"))
    return env


def say(text: str) -> None:
    """Tell the reader what happens now."""
    print(text, file=sys.stderr, flush=True)


def succeeds(*command: str, quiet: bool = False) -> bool:
    """Run a command to its end in the checkout and return whether it succeeded."""
    sink = subprocess.DEVNULL if quiet else sys.stderr
    try:
        return not subprocess.call(command, cwd=ROOT, env=environment(), stdout=sink, stderr=sink)
    except OSError:
        return False


def find_uv() -> str | None:
    """Return a uv that can read the lock: one on PATH, or the one installed here."""
    for uv in (shutil.which("uv"), program("uv")):
        if uv and succeeds(uv, "--version", quiet=True):
            text = subprocess.run([uv, "--version"], capture_output=True, text=True).stdout
            version = re.search(r"(\d+)\.(\d+)", text)
            if version and (int(version[1]), int(version[2])) >= OLDEST_UV:
                return uv
    return None


def make_environment() -> None:
    """Make .venv anew, without pip: a system Python may lack what would put pip there."""
    if VENV.exists():
        shutil.rmtree(VENV)
    if not succeeds(sys.executable, "-m", "venv", "--without-pip", str(VENV)):
        raise SetupError(
            f"{sys.executable} cannot make a virtual environment in {ROOT}.\n"
            "On Debian or Ubuntu: sudo apt install python3-venv. Check too that the disk has room."
        )


def download(url: str) -> bytes:
    """Fetch a URL, trusting the certificates that pip would trust."""
    trusted = ssl.create_default_context(cafile=os.environ.get("PIP_CERT") or None)
    with urllib.request.urlopen(url, timeout=60, context=trusted) as answer:
        return bytes(answer.read())


def fetch_pip() -> Path:
    """Download the newest pip for this Python from the package index and check its digest."""
    index = os.environ.get("PIP_INDEX_URL") or "https://pypi.org/simple"
    page = urljoin(index.rstrip("/") + "/", "pip/")
    offers = []
    for tag in map(html.unescape, re.findall(r"<a\s[^>]*>", download(page).decode())):
        link = re.search(r"""href=["']([^"'#]*pip-([\d.]+)-py3-none-any\.whl)#sha256=(\w+)""", tag)
        oldest = re.search(r"requires-python=.>=3\.(\d+)", tag)
        suits = not oldest or int(oldest[1]) <= sys.version_info[1]
        if link and suits and "data-yanked" not in tag:
            offers.append(([int(part) for part in link[2].split(".")], link[1], link[3]))
    if not offers:
        raise SetupError(f"{page} offers no pip for this Python. Is PIP_INDEX_URL right?")
    _, address, digest = max(offers)
    content = download(urljoin(page, address))
    if hashlib.sha256(content).hexdigest() != digest:
        raise SetupError(f"{address} arrived damaged: its digest is wrong. Please try again.")
    wheel = VENV / address.rpartition("/")[2]
    wheel.write_bytes(content)
    return wheel


def provide_pip() -> None:
    """Put pip into .venv: this Python's own copy if it has one, else from the package index."""
    for arguments in (("pip", "--version"), ("ensurepip", "--default-pip")):
        if succeeds(PYTHON, "-m", *arguments, quiet=True) and os.path.exists(program("pip")):
            return
    say("This Python brings no pip; fetching one.")
    try:
        pip = fetch_pip()
    except (OSError, ValueError, http.client.HTTPException) as problem:
        raise SetupError(
            f"pip could not be fetched: {problem}\nCheck the network connection and try again. "
            "Behind a proxy or a package mirror, set HTTPS_PROXY, SSL_CERT_FILE or PIP_INDEX_URL."
        ) from problem
    if not succeeds(PYTHON, str(pip / "pip"), "install", "--quiet", str(pip)):
        raise SetupError("pip could not be installed; the lines above say why.")
    pip.unlink()


def install_with_uv(uv: str, dev: bool) -> bool:
    """Install exactly what uv.lock names; with `dev`, the tools for tests and checks too."""
    groups = [] if dev else ["--no-dev"]
    loudness = [] if sys.stderr.isatty() else ["--quiet"]
    # --inexact: a demo must not take a developer's tools away.
    sync = [
        uv,
        "sync",
        "--locked",
        "--inexact",
        "--compile-bytecode",
        "--all-extras",
        "--python",
        PYTHON,
        *groups,
        *loudness,
    ]
    return succeeds(*sync)


def write_constraints() -> str:
    """Write the versions uv.lock names in the form pip reads; return the file."""
    import tomllib  # Absent from the Pythons that only get as far as being told to step aside.

    pins = []
    for package in tomllib.loads((ROOT / "uv.lock").read_text("utf-8"))["package"]:
        markers = " or ".join(f"({marker})" for marker in package.get("resolution-markers", []))
        if "registry" in package["source"]:
            pin = f"{package['name']}=={package['version']}"
            pins.append(f"{pin} ; {markers}" if markers else pin)
    constraints = VENV / "constraints.txt"
    constraints.write_text("\n".join(pins), "utf-8")
    return str(constraints)


def install_with_pip(dev: bool) -> bool:
    """Install the locked versions without uv, for platforms and mirrors that do not serve it."""
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = ["-e", f"{ROOT}[gateways,web]", *(project["dependency-groups"]["dev"] if dev else [])]
    pinned = ["--quiet", "-c", write_constraints()]
    return succeeds(PYTHON, "-m", "pip", "install", *pinned, *wanted)


def set_up(dev: bool) -> None:
    """Make .venv ready, at once and without network when it already is."""
    locked = hashlib.sha256()
    for name in ("uv.lock", "pyproject.toml"):
        locked.update((ROOT / name).read_bytes())
    wanted = {"root": str(ROOT), "locked": locked.hexdigest()}
    try:
        stamp = json.loads(STAMP.read_text("utf-8"))
    except (OSError, ValueError):
        stamp = {}
    if stamp in (wanted | {"dev": True}, wanted | {"dev": dev}) and os.path.exists(PYTHON):
        return
    say(
        "Bringing textbank up to date..."
        if stamp
        else "Setting up textbank (first time only, about a minute)..."
    )
    STAMP.unlink(missing_ok=True)
    # Programs in a moved environment still point to where it was.
    moved = stamp.get("root", str(ROOT)) != str(ROOT)
    if moved or not succeeds(PYTHON, "-c", "import sys; sys.exit(sys.version_info < (3, 11))"):
        make_environment()
    uv = find_uv()
    if uv is None:
        provide_pip()
        choice = ["--only-binary", "uv", f"uv=={UV_VERSION}"]
        if succeeds(PYTHON, "-m", "pip", "install", *choice, quiet=True):
            uv = find_uv()
    if uv is None or not install_with_uv(uv, dev):
        say("uv could not install the packages; trying pip with the same versions.")
        provide_pip()
        if not install_with_pip(dev):
            raise SetupError(
                "The packages could not be installed; the lines above say why.\n"
                "Check the network connection and try again. Behind a proxy or a package mirror,\n"
                "set HTTPS_PROXY, SSL_CERT_FILE or PIP_INDEX_URL first."
            )
    STAMP.write_text(json.dumps(wanted | {"dev": dev}), "utf-8")
    say("Ready.")


def main(words: list[str]) -> int:
    """Set up what the command needs, then become it; return its exit code."""
    name, *rest = words or ["help"]
    rest = rest[1:] if rest[:1] == ["--"] else rest
    workers = str((os.cpu_count() or 1) + 2)
    commands: dict[str, list[str]] = {
        "demo": [program("textbank"), "demo", *rest],
        "run": [program("textbank"), *rest],
        # More than there are cores, for tests wait as well; who has none left takes others'.
        "test": [PYTHON, "-m", "pytest", *(rest or ["-n", workers, "--dist", "loadgroup"])],
        "check": [PYTHON, str(ROOT / ".ci" / "check.py"), *rest],
    }
    if name not in commands:
        print(__doc__.strip())
        return 0 if name in ("help", "-h", "--help") else 2
    dev = name in ("test", "check")
    try:
        set_up(dev)
    except SetupError as problem:
        sys.exit(f"textbank is not set up. {problem}")
    except OSError as problem:
        sys.exit(f"textbank is not set up: {problem}\nThis folder must be writable and have room.")
    except KeyboardInterrupt:
        sys.exit("Stopped before textbank was set up; the same command starts again.")
    if dev:
        os.chdir(ROOT)
    if os.name == "nt":
        return subprocess.call(commands[name], env=environment())
    sys.stdout.flush()
    os.execve(commands[name][0], commands[name], environment())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
