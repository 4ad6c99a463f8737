"""Writes what was collected as text, each definition after what it stands on."""

import ast
from collections.abc import Iterable
from copy import deepcopy

from app.program.collecting import Collection
from app.program.piece import Part
from app.program.plain import documented
from app.program.reading import PRELUDE, Imported, Key, bound_names, is_own, namespace, resolve


class _Renamed(ast.NodeTransformer):
    """Gives the names of a piece of syntax the meaning that they have in the program."""

    def __init__(self, collection: Collection, part: Part) -> None:
        self.names, self.module = collection.names, part.module
        self.bound = bound_names(part.node) if isinstance(part.node, ast.FunctionDef) else part.own

    def _known(self, name: str) -> Key | Imported | None:
        return None if name in self.bound else resolve(self.module, name)

    def visit_Name(self, node: ast.Name) -> ast.AST:
        known = self._known(node.id) if isinstance(node.ctx, ast.Load) else None
        if known is None or isinstance(known, Imported):
            return node
        return ast.Name(self.names.get(known, node.id), ast.Load())

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        known = self._known(node.value.id) if isinstance(node.value, ast.Name) else None
        if isinstance(known, Imported) and known.name is None and is_own(known.module):
            return ast.Name(self.names[known.module, node.attr], ast.Load())
        self.generic_visit(node)
        return node


def definition(collection: Collection, key: Key) -> str:
    """The text of one definition."""
    found = collection.pieces[key]

    def renamed(part: Part) -> ast.AST:
        node: ast.AST = _Renamed(collection, part).visit(deepcopy(part.node))
        return ast.fix_missing_locations(node)

    if isinstance(found.node, ast.ClassDef):
        head = deepcopy(found.node)
        members: list[ast.stmt] = [renamed(part) for part in found.body]  # type: ignore[misc]
        head.name = collection.names[key]
        head.bases = [renamed(part) for part in found.bases]  # type: ignore[misc]
        head.decorator_list = [renamed(part) for part in found.decorators]  # type: ignore[misc]
        head.body = [*documented(head.body), *members] or [ast.Pass()]
        return _text(head)
    node = renamed(Part(key[0], found.node))
    if isinstance(node, ast.FunctionDef):
        node.name = collection.names[key]
    elif isinstance(node, ast.Assign):
        for target in node.targets:
            _name_targets(collection, key[0], target)
    return _text(node)


def _name_targets(collection: Collection, module: str, target: ast.expr) -> None:
    for each in ast.walk(target):
        if isinstance(each, ast.Name):
            each.id = collection.names.get((module, each.id), each.id)


def _text(node: ast.AST) -> str:
    """A definition as text, with an empty line between what a class has."""
    text = ast.unparse(ast.fix_missing_locations(node))
    if not isinstance(node, ast.ClassDef):
        return text
    lines: list[str] = []
    for line in text.split("\n"):
        starts = line.startswith(("    def ", "    @"))
        if starts and lines and not lines[-1].startswith(("    @", "class")) and lines[-1]:
            lines.append("")
        lines.append(line)
    return "\n".join(lines)


def ordered(collection: Collection, roots: Iterable[Key], written: set[Key]) -> list[Key]:
    """What some roots reach and is not written yet, each after what it uses, as far as that can be."""
    reached: list[Key] = []
    _reach(collection, roots, set(written), reached)
    order: list[Key] = []
    for key in reached:
        _place(collection, key, written, order)
    return order


def _reach(collection: Collection, keys: Iterable[Key], seen: set[Key], reached: list[Key]) -> None:
    for key in keys:
        if key in collection.pieces and key not in seen:
            seen.add(key)
            _reach(collection, list(collection.needs(collection.pieces[key].parts())), seen, reached)
            reached.append(key)


def _place(collection: Collection, key: Key, written: set[Key], order: list[Key]) -> None:
    """Put a definition after those that have to be there when it is made."""
    if key in collection.pieces and key not in written:
        written.add(key)
        for other in collection.needs(collection.pieces[key].eager()):
            _place(collection, other, written, order)
        order.append(key)


def imports(collection: Collection, text: str) -> str:
    """The import statements that a program's text needs."""
    used = {each.id for each in ast.walk(ast.parse(text)) if isinstance(each, ast.Name)}
    known = namespace(PRELUDE).imports | collection.imports | TORCH
    modules: list[str] = []
    third: list[str] = []
    members: dict[str, list[str]] = {}
    for name, origin in sorted(known.items()):
        if name in used and origin.name is None:
            line = _renamed(f"import {origin.module}", origin.module, name)
            (third if origin.module in THIRD else modules).append(line)
        elif name in used and origin.name:
            members.setdefault(origin.module, []).append(_renamed(origin.name, origin.name, name))
    modules += [f"from {module} import {', '.join(names)}" for module, names in sorted(members.items())]
    return "\n".join([*modules, "", *third])


def _renamed(words: str, own: str, name: str) -> str:
    return words if name == own else f"{words} as {name}"


TORCH = {"torch": Imported("torch", None)}
THIRD = ("numpy", "torch")
