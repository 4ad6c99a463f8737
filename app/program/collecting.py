"""Collects what a program needs of the core: from some definitions, all that they reach, and nothing else."""

import ast
import builtins
import keyword
from collections.abc import Iterable, Iterator
from functools import lru_cache

from app.program.piece import Part, Piece, piece
from app.program.plain import Facts
from app.program.reading import Imported, Key, attributes, free_names, is_own, resolve


class Collection:
    """The definitions that some roots reach, with the members of classes that are asked for by name anywhere.

    Which class an object has is not known before the program runs, so a member is taken of every class that
    is there.
    """

    def __init__(self, facts: Facts, roots: list[Key], asked: Iterable[str]) -> None:
        self.facts = facts
        self.roots = list(dict.fromkeys(roots))
        self.asked = set(asked)
        self.pieces: dict[Key, Piece] = {}
        self.imports: dict[str, Imported] = {}
        self.names: dict[Key, str] = {}
        self._collect()
        self._merge()
        self._christen()

    def _collect(self) -> None:
        waiting = self.roots
        while waiting:
            for key in waiting:
                self._take(key)
            self._widen()
            waiting = [key for found in self.pieces.values() for key in self.needs(found.parts())]
            waiting = [key for key in dict.fromkeys(waiting) if key not in self.pieces]

    def _take(self, key: Key) -> None:
        self.pieces[key] = found = piece(key, self.facts)
        self._ask(found.parts())

    def _ask(self, parts: Iterable[Part]) -> None:
        for part in parts:
            self.asked |= _asked(part)

    def _widen(self) -> None:
        """Take the members that are asked for by now, and those that they ask for in turn."""
        is_growing = True
        while is_growing:
            is_growing = False
            for found in self.pieces.values():
                for name in (found.members.keys() & self.asked) - found.taken:
                    found.taken.add(name)
                    self._ask([found.members[name]])
                    is_growing = True

    def needs(self, parts: Iterable[Part]) -> Iterator[Key]:
        """The definitions of ours that some syntax names; what comes from elsewhere is noted as an import."""
        for part in parts:
            for name in _read(part):
                origin = resolve(part.module, name)
                if not isinstance(origin, Imported):
                    yield from [origin] if origin else []
                elif is_own(origin.module):
                    yield from ((origin.module, attribute) for attribute in _asked_of(part.node, name))
                else:
                    self.imports[name] = origin

    def _merge(self) -> None:
        """Put what a class inherits into it where nobody else inherits or names it; leave out what is empty."""
        for key in [key for key, found in self.pieces.items() if found.is_class and key not in self.roots]:
            base = self.pieces[key]
            heirs = [each for each in self.pieces.values() if key in self.needs(each.bases)]
            others = [each for each in self.pieces.values() if key in self.needs(_beside_bases(each))]
            if not others and heirs and (len(heirs) == 1 or not base.taken):
                for heir in heirs:
                    heir.inherit(base)
                del self.pieces[key]

    def _christen(self) -> None:
        """Give every definition a name of its own: that which it has, or one that says whose it is as well."""
        used = {*dir(builtins), *keyword.kwlist, *self.imports, *RESERVED}
        for key in self.pieces:
            name = next(each for each in _candidates(key) if each not in used)
            used.add(name)
            self.names[key] = name

    def name(self, entry: type) -> str:
        """The name of a class in the program."""
        return self.names[entry.__module__, entry.__name__]


RESERVED = (
    "A", "ROWS", "c", "DATA", "LOSS", "CONVENTION", "PENALTY", "PENALTIES", "RUNS", "START", "STEPS", "OPTIMUM", "SEED",
    "EXACT", "PROBLEM", "FUNCTION", "residuals", "value", "descend", "main", "report", "gradient",
)  # fmt: skip
"""The names of the program's own parts."""


@lru_cache(maxsize=16384)
def _read(part: Part) -> list[str]:
    return free_names(part.node, part.own)


@lru_cache(maxsize=16384)
def _asked(part: Part) -> set[str]:
    return attributes(part.node)


def _beside_bases(found: Piece) -> list[Part]:
    return [*found.decorators, *found.body] if found.is_class else found.parts()


def _asked_of(node: ast.AST, alias: str) -> list[str]:
    """What is asked of a module by its name."""
    dotted = (each for each in ast.walk(node) if isinstance(each, ast.Attribute))
    return [each.attr for each in dotted if isinstance(each.value, ast.Name) and each.value.id == alias]


def _candidates(key: Key) -> Iterator[str]:
    """Adam's State is State, AdamState or State2; a function of newton is model, newton_model or model2."""
    module, name = key
    home, owner = module.rpartition(".")[0].rpartition(".")[2], module.rpartition(".")[2]
    camel = "".join(word.capitalize() for word in owner.split("_"))
    yield name
    if name[:1].isupper() and not name.isupper():
        yield f"{name}{home.rstrip('s').capitalize()}" if name.lower() == camel.lower() else f"{camel}{name}"
    else:
        yield f"_{owner}{name}" if name.startswith("_") else f"{owner}_{name}"
    yield from (f"{name}{i}" for i in range(2, 99))
