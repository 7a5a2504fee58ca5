"""The shape of the program: who may load whom, and what no file may hold."""

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted([*(ROOT / "core").rglob("*.py"), *(ROOT / "tui").rglob("*.py")])
MOST_LINES = 400


def loaded_by(statements: str) -> set[str]:
    """Return the top-level packages a fresh Python has loaded after running `statements`."""
    report = "import sys; print(*{name.partition('.')[0] for name in sys.modules})"
    ran = subprocess.run(
        [sys.executable, "-c", f"{statements}\n{report}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    return set(ran.stdout.split())


def module_name(path: Path) -> str:
    """Return the dotted name under which a file of this project is imported."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def test_first_paint_waits_for_neither_database_nor_models() -> None:
    loaded = loaded_by("import core.domain, core.views, core.desk")

    assert "core" in loaded
    assert not loaded & {"alembic", "sqlalchemy", "sqlmodel", "textual"}
    assert not loaded & {"httpx", "starlette", "uvicorn"}


def test_core_knows_nothing_of_terminals() -> None:
    # Migrations run inside Alembic only; they cannot be imported by themselves.
    names = [module_name(path) for path in MODULES if "migrations" not in path.parts]
    core = [name for name in names if name.partition(".")[0] == "core"]

    # httpx has a command line of its own, which loads rich if it is there; we have no use for it.
    without_command = "import sys; sys.modules['httpx._main'] = None"
    loaded = loaded_by(f"{without_command}; import {', '.join(core)}")

    assert "core" in loaded
    assert not loaded & {"rich", "textual", "tui", "typer"}


def test_every_module_is_short_enough_to_read_in_one_sitting() -> None:
    # A migration is written once, as long as the schema is, and never read for pleasure.
    read = [path for path in MODULES if "versions" not in path.parts]
    lines = {module_name(path): len(path.read_text("utf-8").splitlines()) for path in read}

    assert lines
    assert {name: count for name, count in lines.items() if count > MOST_LINES} == {}


# --- No markup from data ---------------------------------------------------------------------

TEXT_ARGUMENT = {
    "Button": "label",
    "Label": "content",
    "Option": "prompt",
    "Static": "content",
    "from_markup": "markup",
    "notify": "message",
}
MARKUP_ATTRIBUTES = {"border_subtitle", "border_title", "tooltip"}


def last_name(node: ast.expr | None) -> str:
    """Return `c` for `c`, `a.b.c`, `a.c(...)` and the annotation `"c"`; else nothing."""
    match node:
        case ast.Call(func=func):
            return last_name(func)
        case ast.Attribute(attr=name) | ast.Name(id=name) | ast.Constant(value=str(name)):
            return name
    return ""


def functions_returning_content(trees: Iterable[ast.AST]) -> set[str]:
    """Return the names of the functions, properties and classes that give `Content`."""
    return {"Content"} | {
        node.name
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and last_name(node.returns) == "Content"
    }


class MarkupCheck:
    """Find texts in one module that Textual would read as markup although they come from data."""

    def __init__(self, tree: ast.AST, functions: set[str]) -> None:
        """Learn which variables of the module hold `Content`; `functions` return it."""
        self.tree = tree
        self.contents = set(functions)
        plain: set[str] = set()
        for node in ast.walk(tree):
            match node:
                case ast.arg(arg=name, annotation=kind):
                    (self.contents if last_name(kind) == "Content" else plain).add(name)
                case ast.AnnAssign(target=target, annotation=kind):
                    known = self.contents if last_name(kind) == "Content" else plain
                    known.add(last_name(target))
                case ast.Assign(targets=[target], value=value):
                    safe = isinstance(value, ast.Call) and self.is_safe(value)
                    (self.contents if safe else plain).add(last_name(target))
        # A name that holds Content here and a string there is trusted nowhere.
        self.contents -= plain - functions

    def is_safe(self, text: ast.expr) -> bool:
        """Return whether a text is written in the source, or is `Content`."""
        match text:
            case ast.Constant():
                return True
            case ast.IfExp(body=body, orelse=orelse):
                return self.is_safe(body) and self.is_safe(orelse)
            case ast.Call(func=ast.Attribute(value=owner)) if last_name(owner) == "Content":
                return True
        return last_name(text) in self.contents

    def faults(self) -> Iterator[int]:
        """Yield the line of every text that would be parsed as markup."""
        showing = set(TEXT_ARGUMENT) - {"notify", "from_markup"}
        for node in ast.walk(self.tree):
            match node:
                case ast.Call() if not self.call_is_safe(node, last_name(node.func)):
                    yield node.lineno
                case ast.Assign(targets=[ast.Attribute(attr=name)], value=value):
                    if name in MARKUP_ATTRIBUTES and not self.is_safe(value):
                        yield node.lineno
                case ast.ClassDef(bases=bases) if shown := showing & {*map(last_name, bases)}:
                    for call in [call for call in ast.walk(node) if isinstance(call, ast.Call)]:
                        of_super = ast.unparse(call.func) == "super().__init__"
                        if of_super and not self.call_is_safe(call, min(shown)):
                            yield call.lineno

    def call_is_safe(self, call: ast.Call, name: str) -> bool:
        """Return whether the text given to a call named `name` can hold no stray markup."""
        if name not in TEXT_ARGUMENT:
            return True
        given = {keyword.arg: keyword.value for keyword in call.keywords}
        text = call.args[0] if call.args else given.get(TEXT_ARGUMENT[name])
        match given.get("markup"):
            case ast.Constant(value=False):
                return True
        return text is None or self.is_safe(text)


def faults_in(source: str) -> list[int]:
    tree = ast.parse(source)
    return sorted(MarkupCheck(tree, functions_returning_content([tree])).faults())


@pytest.mark.parametrize(
    "source",
    [
        "Static(body)",
        "Static(f'[b]{name}[/b]')",
        "Static(content=body)",
        "Static('Dear ' + name)",
        "Label(body, markup=True)",
        "Button(name)",
        "Option(row.name)",
        "self.app.notify(f'Sent to {name}')",
        "Content.from_markup(f'[b]{name}[/b]')",
        "self.border_title = name",
        "def show(text: str): Static(text)\ndef other(text: Content): Static(text)",
        "class Bubble(Static):\n    def __init__(self, body): super().__init__(body)",
    ],
)
def test_the_markup_check_finds_data_read_as_markup(source: str) -> None:
    assert faults_in(source)


@pytest.mark.parametrize(
    "source",
    [
        "Static()",
        "Static('Nothing here yet')",
        "Static(body, markup=False)",
        "Static(Content(body))",
        "Static('on' if lit else 'off')",
        "Option(Content.assemble(name, ' ', when))",
        "Content.from_markup('[b]$name[/b]', name=name)",
        "title = Content(name)\nButton(title)",
        "def bubble(body: str) -> Content: ...\nStatic(bubble(body))",
        "self.notify(message, markup=False)",
        "self.border_title = Content(name)",
        "class Bubble(Static):\n    def __init__(self, b): super().__init__(b, markup=False)",
    ],
)
def test_the_markup_check_lets_safe_texts_pass(source: str) -> None:
    assert faults_in(source) == []


def test_no_text_from_data_is_read_as_markup() -> None:
    trees = {
        path: ast.parse(path.read_text("utf-8"))
        for path in MODULES
        if path.is_relative_to(ROOT / "tui")
    }
    functions = functions_returning_content(trees.values())

    faults = [
        f"{path.relative_to(ROOT)}:{line}"
        for path, tree in trees.items()
        for line in MarkupCheck(tree, functions).faults()
    ]

    assert faults == []


# --- Nothing of one machine ------------------------------------------------------------------


def project_files() -> Iterator[tuple[Path, str]]:
    """Yield every text file of the checkout that is not made by a tool."""
    for folder, folders, names in os.walk(ROOT):
        kept = [name for name in folders if name not in {"__pycache__", "build", "dist"}]
        folders[:] = [name for name in kept if name == ".ci" or not name.startswith(".")]
        for path in (Path(folder, name) for name in names if name != ".git"):
            try:
                yield path, path.read_text("utf-8")
            except UnicodeDecodeError:
                continue


def test_no_file_names_a_path_of_one_machine() -> None:
    private = re.compile(r"(?<![\w.~$}/])/(?:home|root|Users|work)/\w|[A-Z]:\\Users\\")

    named = [
        f"{path.relative_to(ROOT)}: {text}"
        for path, text in project_files()
        if path != Path(__file__) and (private.search(text) or str(ROOT) in text)
    ]

    assert [fault[:120] for fault in named] == []


def test_the_lock_names_only_the_public_package_index() -> None:
    lock = (ROOT / "uv.lock").read_text("utf-8")

    hosts = set(re.findall(r"\w+://[^/\"]*", lock))

    assert hosts == {"https://files.pythonhosted.org", "https://pypi.org"}
    assert "path = " not in lock


MAY_BE_KNOWN = {"core.domain", "core.errors", "core.clock", "core.segments", "core.stored"}
"""What a provider may know of the core besides its own files and those that all share."""

SHARED = {"base", "behaviors", "http", "toll", "webhook", "wire"}
"""The families of files in core/providers that belong to no gateway."""


def strangers(name: str, source: str) -> set[str]:
    """Modules of the core that a provider's file imports and should not know.

    A gateway's files begin with its name: simulator_store belongs to simulator.
    """
    gateway = name.rpartition(".")[2].partition("_")[0]
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and node.module == "core.providers":
            imported = [f"core.providers.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            imported = [node.module]
        elif isinstance(node, ast.Import):
            imported = [alias.name for alias in node.names]
        else:
            continue
        for module in imported:
            if module.partition(".")[0] != "core" or module in MAY_BE_KNOWN:
                continue
            family = module.removeprefix("core.providers.").partition("_")[0]
            if not module.startswith("core.providers.") or family not in SHARED | {gateway}:
                found.add(module)
    return found


def test_providers_know_neither_each_other_nor_the_database() -> None:
    files = sorted((ROOT / "core" / "providers").glob("*.py"))

    assert {path.name: strangers(module_name(path), path.read_text("utf-8")) for path in files} == {
        path.name: set() for path in files
    }


@pytest.mark.parametrize(
    "statement",
    [
        "from core.providers.simulator import Simulator",
        "from core.providers import simulator",
        "from core.providers.simulator_store import SimulatorStore",
        "import core.database",
        "from core.models import texts",
    ],
)
def test_a_provider_that_knew_too_much_would_be_found(statement: str) -> None:
    assert strangers("core.providers.twilio", statement)
    assert not strangers("core.providers.twilio", "from core.providers.base import Outcome")
