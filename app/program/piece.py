"""A definition on its way into a program: what of it is taken, and what it asks for."""

import ast
import importlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

from app.core.described import Described
from app.program.plain import Facts, docstring, documented, field_type, is_abstract, name_of, plain
from app.program.reading import Key, namespace

FROZEN = ast.parse("dataclass(frozen=True)", mode="eval").body


class Part(NamedTuple):
    """A piece of syntax, and the module in which its names mean something."""

    module: str
    node: ast.AST
    own: frozenset[str] = frozenset()
    """The names of the class that it is in, which its statements may read."""


@dataclass
class Piece:
    """A function or a constant as it is, or a class of which only the members are taken that somebody asks for."""

    key: Key
    node: ast.stmt
    """Of a class the docstring alone."""
    bases: list[Part] = field(default_factory=list)
    decorators: list[Part] = field(default_factory=list)
    members: dict[str, Part] = field(default_factory=dict)
    """What may be taken of a class, by name."""
    taken: set[str] = field(default_factory=set)

    @property
    def is_class(self) -> bool:
        """Whether it is a class."""
        return isinstance(self.node, ast.ClassDef)

    @property
    def body(self) -> list[Part]:
        """The members that are taken of a class, in their order."""
        return [member for name, member in self.members.items() if name in self.taken]

    def parts(self) -> list[Part]:
        """All of it that is taken."""
        return [*self.bases, *self.decorators, *self.body] if self.is_class else [Part(self.key[0], self.node)]

    def eager(self) -> Iterator[Part]:
        """The parts that are looked at when it is defined, not only when it is used."""
        for part in self.parts():
            if isinstance(part.node, ast.FunctionDef):
                for each in (*part.node.decorator_list, *part.node.args.defaults):
                    yield Part(part.module, each)
            else:
                yield part

    def inherit(self, base: "Piece") -> None:
        """Take over what a base has."""
        place = next(i for i, part in enumerate(self.bases) if name_of(part.node) == base.key[1])
        self.bases[place : place + 1] = base.bases
        known = {ast.unparse(part.node) for part in self.decorators}
        self.decorators = [part for part in base.decorators if ast.unparse(part.node) not in known] + self.decorators
        self.members = base.members | self.members
        self.taken |= base.taken


def piece(key: Key, facts: Facts) -> Piece:
    """A definition of ours, made plain; of a class nothing is taken yet but its fields and special methods."""
    kept = _piece(key, facts)
    return Piece(key, kept.node, [*kept.bases], [*kept.decorators], dict(kept.members), set(kept.taken))


@lru_cache(maxsize=4096)
def _piece(key: Key, facts: Facts) -> Piece:
    module, name = key
    node = namespace(module).definitions[name]
    if not isinstance(node, ast.ClassDef):
        return Piece(key, plain(node, facts))
    owner = getattr(importlib.import_module(module), name)
    is_entry = issubclass(owner, Described)
    is_data = is_entry or bool({"dataclass", "NamedTuple"} & set(map(name_of, [*node.decorator_list, *node.bases])))
    own = frozenset(_names(node))
    members = {each: Part(module, member, own) for each, member in _members(node, facts, is_entry, is_data)}
    has_fields = is_entry and any(_is_field(member.node) for member in members.values())
    decorators = [FROZEN] if has_fields else node.decorator_list
    return Piece(
        key,
        ast.ClassDef(name, [], [], _docstring(node, owner, is_entry), []),
        [Part(module, base) for base in node.bases if name_of(base) not in ("Described", "Protocol")],
        [Part("app.program.prelude" if has_fields else module, each) for each in decorators],
        members,
        {name for name, member in members.items() if _is_field(member.node) or name.startswith("__")},
    )


def _docstring(node: ast.ClassDef, owner: Any, is_entry: bool) -> list[ast.stmt]:
    if is_entry and "title" in vars(owner):
        formula = getattr(owner, "formula", "") or owner.summary()
        return [ast.Expr(ast.Constant(owner.title if "\\" in formula else f"{owner.title}: {formula}"))]
    text = docstring(node.body)
    first = text.strip().split("\n", 1)[0] if text else ""
    return documented([ast.Expr(ast.Constant(first))])[:1] if first and "\\" not in first else []


def _names(node: ast.ClassDef) -> Iterator[str]:
    for statement in node.body:
        if isinstance(statement, ast.FunctionDef):
            yield statement.name


def _members(node: ast.ClassDef, facts: Facts, is_entry: bool, is_data: bool) -> Iterator[tuple[str, ast.stmt]]:
    for statement in node.body:
        if isinstance(statement, ast.FunctionDef) and not is_abstract(statement):
            yield statement.name, plain(statement, facts)
        elif isinstance(statement, ast.Assign):
            yield name_of(statement.targets[0]), plain(statement, facts)
        elif isinstance(statement, ast.AnnAssign):
            member = _attribute(statement, is_entry, is_data)
            if member is not None:
                yield name_of(statement.target), ast.fix_missing_locations(member)


def _attribute(node: ast.AnnAssign, is_entry: bool, is_data: bool) -> ast.stmt | None:
    """A field with a type that a program can say, or a constant of the class, or nothing."""
    target, word = ast.Name(name_of(node.target), ast.Store()), ast.unparse(node.annotation)
    is_constant = word.startswith("ClassVar") or (is_entry and word.startswith("Literal")) or not is_data
    if is_constant or (node.value is None and is_entry):
        return None if node.value is None else ast.Assign([target], node.value)
    value = node.value
    if isinstance(value, ast.Call) and name_of(value) == "Field":
        value = value.args[0]
    return ast.AnnAssign(target, field_type(node.annotation), value, 1)


def _is_field(member: ast.AST) -> bool:
    return isinstance(member, ast.AnnAssign)
