"""The tree keeps its own rules: sizes, documents, nothing that belongs to others."""

import ast
import re
import subprocess
import sys
from functools import lru_cache
from pathlib import Path

import pytest

from app.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
LONGEST_FILE = 200
LONGEST_FUNCTION = 25
HEAVIEST = 400_000
"""Bytes of the heaviest file of our own."""
GENERATED = {"requirements.txt", "requirements-dev.txt", "package-lock.json"}
BUILT = ("static/vendor/", "static/built/", "node_modules/", ".venv/")
CODE = (".py", ".js", ".mjs", ".css", ".html", ".sh")


@lru_cache(maxsize=1)
def tracked() -> tuple[str, ...]:
    """Every file of the project; where there is no git, every file but what was built."""
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    names = done.stdout.split("\0") if done.returncode == 0 else []
    found = names or [path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*") if path.is_file()]
    return tuple(sorted(name for name in found if name and (ROOT / name).is_file()))


def code(*suffixes: str) -> list[str]:
    """Files of our own code."""
    return [name for name in tracked() if name.endswith(suffixes) and not name.startswith(BUILT)]


def text(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def test_no_file_grows_long() -> None:
    lengths = {name: len(text(name).splitlines()) for name in code(*CODE)}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def functions(name: str) -> dict[str, int]:
    """The lines of each function of a module, without decorators and docstring."""
    found = {}
    for node in ast.walk(ast.parse(text(name))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0]
            words = first.end_lineno - first.lineno + 1 if ast.get_docstring(node) else 0
            found[f"{name}:{node.name}"] = node.end_lineno - node.lineno + 1 - words
    return found


def test_no_function_grows_long() -> None:
    lengths = {key: length for name in code(".py") for key, length in functions(name).items()}
    assert len(lengths) > 300
    assert {key: length for key, length in lengths.items() if length > LONGEST_FUNCTION} == {}


def test_nothing_of_others_is_committed() -> None:
    assert [name for name in tracked() if name.startswith(BUILT)] == []
    assert [name for name in tracked() if name.endswith((".min.js", ".min.css", ".woff", ".woff2", ".whl"))] == []
    heavy = {name: (ROOT / name).stat().st_size for name in tracked() if (ROOT / name).stat().st_size > HEAVIEST}
    assert heavy == {}


def test_no_registry_is_named() -> None:
    done = subprocess.run(
        [sys.executable, "scripts/check_hosts.py"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "")


VARIABLE = re.compile(r"\bLOSSCOPE_[A-Z_]+\b")
PLAIN = ("HOST", "PORT", "CHROMIUM", "PYTHON", "ARGS", "HYPOTHESIS_PROFILE")


def documents() -> str:
    return "\n".join(text(name) for name in ("README.md", "docs/settings.md", "CONTRIBUTING.md"))


def test_every_environment_variable_is_documented() -> None:
    read = {f"LOSSCOPE_{name.upper()}" for name in Settings.model_fields}
    for name in code(".py", ".sh", ".mjs"):
        if not name.startswith("tests/"):
            read |= set(VARIABLE.findall(text(name)))
    read |= set(PLAIN)
    read.discard("LOSSCOPE_")
    assert {name for name in read if not re.search(rf"\b{name}\b", documents())} == set()


def test_no_variable_is_documented_that_nobody_reads() -> None:
    used = {f"LOSSCOPE_{name.upper()}" for name in Settings.model_fields}
    used |= {name for path in code(".sh", ".mjs", ".py") for name in VARIABLE.findall(text(path))}
    assert set(VARIABLE.findall(documents())) <= used


LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)[^)]*\)")


@pytest.mark.parametrize("name", [name for name in tracked() if name.endswith(".md")])
def test_links_between_documents_lead_somewhere(name: str) -> None:
    missing = [link for link in LINK.findall(text(name)) if not (ROOT / name).parent.joinpath(link).exists()]
    assert missing == []


def test_every_target_of_make_is_explained_and_has_its_script() -> None:
    makefile = text("Makefile")
    targets = re.findall(r"^([a-z]+):", makefile, re.M)
    assert {"help", "run", "test", "check", "bench"} <= set(targets)
    assert [target for target in targets if not re.search(rf"^{target}:  ## \S", makefile, re.M)] == []
    for script in re.findall(r"scripts/[a-z_]+\.sh", makefile):
        assert (ROOT / script).stat().st_mode & 0o111, script


def test_every_folder_of_entries_holds_entries_alone() -> None:
    for folder in ("conventions", "findings", "functions", "losses", "methods", "objectives", "solvers", "step_rules"):
        for path in (ROOT / "app/core" / folder).glob("*.py"):
            assert path.name == "__init__.py" or f'= "{path.stem}"' in path.read_text("utf-8"), path
