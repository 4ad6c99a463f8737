"""Discovery: a folder is a registry, one entry a module."""

import importlib
import pkgutil
from types import ModuleType
from typing import TypeVar

from app.core.described import Described

Entry = TypeVar("Entry", bound=Described)


def discover(package: str, base: type[Entry]) -> dict[str, type[Entry]]:
    """Import every module of a package and collect the one entry that each defines.

    Returns:
        kind ↦ class, in the order of the modules' names.

    Raises:
        TypeError: when a module defines no entry or several, or one whose kind is not its name.
    """
    home = importlib.import_module(package)
    modules = [importlib.import_module(f"{package}.{info.name}") for info in pkgutil.iter_modules(home.__path__)]
    return {entry.key(): entry for entry in (_entry(module, base) for module in modules)}


def _entry(module: ModuleType, base: type[Entry]) -> type[Entry]:
    own = [
        value
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, base) and value.__module__ == module.__name__
    ]
    name = module.__name__.rpartition(".")[2]
    if len(own) != 1:
        raise TypeError(f"invalid entry {module.__name__}: one {base.__name__} expected, {len(own)} found")
    if own[0].key() != name:
        raise TypeError(f"invalid entry {module.__name__}: kind {own[0].key()!r} is not the module's name")
    return own[0]
