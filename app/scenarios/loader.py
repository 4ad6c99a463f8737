"""Finds the scenarios: every TOML file of this folder is one."""

import tomllib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from app.scenarios.scenario import GROUPS, Scenario

FOLDER = Path(__file__).parent


def read(path: Path) -> Scenario:
    """The scenario in a file.

    Raises:
        ValueError: naming the file, when it is no TOML, a key is missing or unknown, or its link does not decode.
    """
    try:
        return Scenario(slug=path.stem, **tomllib.loads(path.read_text("utf-8")))
    except (tomllib.TOMLDecodeError, ValidationError, TypeError) as error:
        raise ValueError(f"invalid scenario {path.name}: {error}") from error


@lru_cache(maxsize=1)
def scenarios() -> tuple[Scenario, ...]:
    """All scenarios, by group and by their order in it."""
    found = (read(path) for path in FOLDER.glob("*.toml"))
    return tuple(sorted(found, key=lambda each: (GROUPS.index(each.group), each.order, each.slug)))


def by_group() -> Iterator[tuple[str, list[Scenario]]]:
    """Each group with its scenarios."""
    for group in GROUPS:
        yield group, [each for each in scenarios() if each.group == group]
