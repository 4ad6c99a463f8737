"""The table of docs/add-an-entry.md has every registry, and says of it what the code says."""

import inspect
import re
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

import pytest

from app.content.catalogue import REGISTRIES
from app.core.described import Described

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs/add-an-entry.md").read_text("utf-8")
CODE = re.compile(r"`([^`]+)`")


class Row(NamedTuple):
    """What the table says of a registry."""

    base: type[Described]
    folder: str
    given: list[str]
    laws: list[str]


def row(cells: list[str]) -> Row:
    base, folder, given, laws = (CODE.findall(cell) for cell in cells)
    module, _, name = base[0].rpartition(".")
    return Row(getattr(import_module(module), name), folder[0], given, laws)


def table() -> dict[str, Row]:
    lines = [line.strip("| ").split(" | ") for line in TEXT.splitlines() if line.startswith("| ")]
    named = {re.sub(r"\[(.*?)\].*", r"\1", first).replace(" ", "_"): rest for first, *rest in lines[1:]}
    return {name: row(cells) for name, cells in named.items()}


ROWS = table()
every_row = pytest.mark.parametrize("registry", ROWS)


def missing_in(base: type[Described]) -> set[str]:
    """What an entry has to give: what its base class names without a value, and what it leaves to others to do."""
    unset = {name for name, said in vars(base)["__annotations__"].items() if "ClassVar" in str(said)}
    functions = {name for name, each in vars(base).items() if inspect.isfunction(each)}
    undone = {name for name in functions if "raise NotImplementedError" in inspect.getsource(vars(base)[name])}
    return {name for name in unset if name not in vars(base)} | undone


def test_every_registry_is_in_the_table() -> None:
    assert set(ROWS) == set(REGISTRIES)


@every_row
def test_the_base_and_the_folder_are_those_of_the_entries(registry: str) -> None:
    for kind, entry in REGISTRIES[registry].items():
        assert issubclass(entry, ROWS[registry].base)
        assert (ROOT / "app/core" / ROWS[registry].folder / f"{kind}.py").is_file()
        assert entry.__module__ == f"app.core.{ROWS[registry].folder}.{kind}"


@every_row
def test_what_has_to_be_given_is_what_the_base_class_lacks(registry: str) -> None:
    assert set(ROWS[registry].given) == missing_in(ROWS[registry].base)


@every_row
def test_its_laws_are_there_and_are_drawn(registry: str) -> None:
    texts = [(ROOT / "tests/core" / name).read_text("utf-8") for name in ROWS[registry].laws]
    assert all("def test_" in text for text in texts)
    assert any("given(" in text for text in texts)


def test_the_files_that_the_guides_name_are_there() -> None:
    for guide in (ROOT / "docs").glob("add-*.md"):
        example = re.search(r"One file, `(\S+)`", guide.read_text("utf-8"))
        named = re.findall(r"`((?:app|tests)/[\w/]+(?:\.\w+|/))`", guide.read_text("utf-8"))
        assert [name for name in named if not (example and name == example[1]) and not (ROOT / name).exists()] == []
