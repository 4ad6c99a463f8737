"""Registries: every module of a folder is an entry, every entry describes itself, broken packages are refused."""

import pkgutil
import sys
from importlib import import_module
from itertools import count
from typing import get_args

import pytest
from pydantic import ValidationError

from app.core import catalogue
from app.core.described import Described
from app.core.loss import Loss
from app.core.registry import discover

FOLDERS = {
    "losses": catalogue.LOSSES,
    "objectives": catalogue.OBJECTIVES,
    "functions": catalogue.FUNCTIONS,
    "penalties": catalogue.PENALTIES,
    "conventions": catalogue.CONVENTIONS,
    "methods": catalogue.METHODS,
    "step_rules": catalogue.STEP_RULES,
    "solvers": catalogue.SOLVERS,
    "findings": catalogue.FINDINGS,
    "theories": catalogue.THEORIES,
}
EVERY = [entry for registry in FOLDERS.values() for entry in registry.values()]
every_entry = pytest.mark.parametrize("entry", EVERY, ids=lambda entry: entry.__name__)
UNWRITTEN = ("solvers", "findings")
"""Registries whose entries have no formula."""
WITH_FORMULA = [entry for name in FOLDERS if name not in UNWRITTEN for entry in FOLDERS[name].values()]
SOURCED = ("losses", "functions", "methods", "step_rules", "theories")
WITH_SOURCE = [entry for name in SOURCED for entry in FOLDERS[name].values()]
PARAMETERS = [(entry, name) for entry in EVERY for name in entry.parameters_schema()["properties"]]
packages = (f"broken_entries_{i}" for i in count())


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_module_of_a_folder_is_an_orphan(folder):
    package = import_module(f"app.core.{folder}")
    modules = [info.name for info in pkgutil.iter_modules(package.__path__)]
    assert list(FOLDERS[folder]) == modules
    for kind, entry in FOLDERS[folder].items():
        assert (entry.key(), entry().kind, entry.__module__) == (kind, kind, f"app.core.{folder}.{kind}")


def test_every_folder_of_entries_is_a_registry():
    home = import_module("app.core")
    assert {info.name for info in pkgutil.iter_modules(home.__path__) if info.ispkg} == set(FOLDERS)


@every_entry
def test_every_entry_describes_itself(entry):
    assert issubclass(entry, Described)
    assert entry.title.strip() == entry.title != ""
    assert entry.summary().endswith((".", ":"))
    assert "\n" not in entry.summary()
    assert len(entry.description()) >= 20
    assert get_args(entry.model_fields["kind"].annotation) == (entry.key(),)


@pytest.mark.parametrize("folder", FOLDERS)
def test_titles_differ(folder):
    titles = [entry.title for entry in FOLDERS[folder].values()]
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("entry", WITH_FORMULA, ids=lambda entry: entry.__name__)
def test_every_formula_is_written_down(entry):
    assert entry.formula.strip()


@pytest.mark.parametrize("entry", WITH_SOURCE, ids=lambda entry: entry.__name__)
def test_every_source_has_a_year(entry):
    assert any(word.strip(";,").isdigit() and len(word.strip(";,")) == 4 for word in entry.source.split())


def test_every_loss_says_what_it_estimates():
    assert all(loss.estimates.strip() for loss in catalogue.LOSSES.values())


@pytest.mark.parametrize(("entry", "name"), PARAMETERS, ids=lambda part: getattr(part, "__name__", part))
def test_every_parameter_has_help_a_symbol_a_default_and_bounds(entry, name):
    field = entry.parameters_schema()["properties"][name]
    assert field["description"].rstrip().endswith(".") or ";" in field["description"]
    assert field["symbol"]
    low = field.get("minimum", field.get("exclusiveMinimum"))
    high = field.get("maximum", field.get("exclusiveMaximum"))
    assert low <= field["default"] <= high
    assert low >= 0 if field.get("scale") == "log" else True


@pytest.mark.parametrize(("entry", "name"), PARAMETERS, ids=lambda part: getattr(part, "__name__", part))
def test_parameters_out_of_range_are_refused(entry, name):
    field = entry.parameters_schema()["properties"][name]
    beyond = [field.get("exclusiveMinimum", field.get("minimum", 0) - 1.0), float("nan"), float("inf")]
    beyond += [field.get("exclusiveMaximum", field.get("maximum", 0) + 1e12), "many"]
    for value in beyond:
        with pytest.raises(ValidationError, match=name):
            entry(**{name: value})


@every_entry
def test_entries_are_immutable_and_refuse_unknown_parameters(entry):
    with pytest.raises(ValidationError, match="extra_forbidden"):
        entry(no_such_parameter=1)
    with pytest.raises(ValidationError, match="frozen"):
        entry().kind = "other"


GOOD = """
from typing import ClassVar, Literal
from app.core.loss import Loss
class Good(Loss):
    kind: Literal["good"] = "good"
    title: ClassVar[str] = "Good"
"""
BROKEN = {
    "nothing in it": ("good", ""),
    "two entries": ("good", GOOD + GOOD.replace("Good", "Better")),
    "a kind that is not the module's name": ("bad", GOOD),
    "an entry of another registry": ("good", GOOD.replace("loss import Loss", "method import Method as Loss")),
    "an entry that is only imported": ("absolute", "from app.core.losses.absolute import Absolute"),
}


def package_of(tmp_path, monkeypatch, **modules):
    name = next(packages)
    (tmp_path / name).mkdir()
    for module, text in ({"__init__": ""} | modules).items():
        (tmp_path / name / f"{module}.py").write_text(text)
    monkeypatch.syspath_prepend(tmp_path)
    return name


def test_a_folder_is_discovered(tmp_path, monkeypatch):
    name = package_of(tmp_path, monkeypatch, good=GOOD, other=GOOD.replace("good", "other"))
    assert list(discover(name, Loss)) == ["good", "other"]
    assert discover(name, Loss)["good"].title == "Good"


@pytest.mark.parametrize("flaw", BROKEN)
def test_a_broken_folder_is_refused(flaw, tmp_path, monkeypatch):
    module, text = BROKEN[flaw]
    name = package_of(tmp_path, monkeypatch, **{module: text})
    with pytest.raises(TypeError, match=rf"invalid entry {name}\.{module}: "):
        discover(name, Loss)
    assert f"{name}.{module}" in sys.modules
