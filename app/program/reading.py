"""The source of the core as syntax trees: what each module defines, and where its names come from."""

import ast
import builtins
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

PACKAGE = "app"
PRELUDE = "app.program.prelude"
"""Whose imports every program may use."""
BUILTINS = frozenset(dir(builtins))

Key = tuple[str, str]
"""A definition: its module and its name."""


class Imported(NamedTuple):
    """A name that a module has from elsewhere."""

    module: str
    name: str | None
    """None for the module itself."""


class Namespace(NamedTuple):
    """The names of a module."""

    definitions: dict[str, ast.stmt]
    imports: dict[str, Imported]


@cache
def namespace(module: str) -> Namespace:
    """What a module defines and imports at its top level."""
    spec = find_spec(module)
    if spec is None or spec.origin is None:
        raise TypeError(f"missing source of {module}")
    found = Namespace({}, {})
    for statement in ast.parse(Path(spec.origin).read_text("utf-8")).body:
        found.definitions.update(_defined(statement))
        found.imports.update(imported(statement))
    return found


def _defined(statement: ast.stmt) -> dict[str, ast.stmt]:
    if isinstance(statement, ast.FunctionDef | ast.ClassDef):
        return {statement.name: statement}
    if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
        return {statement.target.id: statement}
    if not isinstance(statement, ast.Assign):
        return {}
    target, value = statement.targets[0], statement.value
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):  # each name by itself
        pairs = zip(target.elts, value.elts, strict=True)
        return {each.id: ast.Assign([each], found) for each, found in pairs if isinstance(each, ast.Name)}
    return {target.id: statement} if isinstance(target, ast.Name) else {}


def imported(statement: ast.stmt) -> dict[str, Imported]:
    """The names that a statement imports."""
    if isinstance(statement, ast.Import):
        return {each.asname or each.name: Imported(each.name, None) for each in statement.names}
    if not isinstance(statement, ast.ImportFrom):
        return {}
    home = statement.module or ""
    return {each.asname or each.name: _from(home, each.name) for each in statement.names}


def _from(home: str, name: str) -> Imported:
    """`from home import name`, where the name may be a module of the package itself."""
    inside = is_own(home) and name not in namespace(home).definitions | namespace(home).imports
    return Imported(f"{home}.{name}", None) if inside else Imported(home, name)


def is_own(module: str) -> bool:
    """Whether a module is one of ours."""
    return module == PACKAGE or module.startswith(f"{PACKAGE}.")


def resolve(module: str, name: str) -> Key | Imported | None:
    """What a global name of a module means: a definition of ours, something from elsewhere, or None for a builtin.

    Raises:
        TypeError: when the module has no such name.
    """
    names = namespace(module)
    if name in names.definitions:
        return module, name
    if name in names.imports:
        found = names.imports[name]
        if found.name is not None and is_own(found.module):
            return resolve(found.module, found.name)
        return found
    if name in BUILTINS:
        return None
    if name in namespace(PRELUDE).imports:
        return namespace(PRELUDE).imports[name]
    raise TypeError(f"missing name {name!r} in {module}")


def bound_names(node: ast.AST) -> set[str]:
    """Every name that a definition gives a meaning of its own: arguments, variables, inner functions, errors."""
    bound: set[str] = set()
    for each in ast.walk(node):
        if isinstance(each, ast.arg):
            bound.add(each.arg)
        elif isinstance(each, ast.Name) and not isinstance(each.ctx, ast.Load):
            bound.add(each.id)
        elif isinstance(each, ast.FunctionDef | ast.ExceptHandler) and each is not node and each.name:
            bound.add(each.name)
        elif isinstance(each, ast.Import | ast.ImportFrom):
            bound |= imported(each).keys()
    return bound


def free_names(node: ast.AST, own: frozenset[str] = frozenset()) -> list[str]:
    """The names that a definition takes from its module, in the order in which it reads them.

    Args:
        node: the definition.
        own: the names of the class that it is in, which its statements see, but its methods do not.
    """
    bound = bound_names(node) if isinstance(node, ast.FunctionDef) else own
    read = [each.id for each in ast.walk(node) if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Load)]
    return [name for name in dict.fromkeys(read) if name not in bound]


def attributes(node: ast.AST) -> set[str]:
    """The names that are asked of any object, by a dot or by getattr."""
    asked = {each.attr for each in ast.walk(node) if isinstance(each, ast.Attribute)}
    calls = (each for each in ast.walk(node) if isinstance(each, ast.Call) and len(each.args) > 1)
    for call in calls:
        if isinstance(call.func, ast.Name) and call.func.id == "getattr" and isinstance(call.args[1], ast.Constant):
            asked.add(str(call.args[1].value))
    return asked
