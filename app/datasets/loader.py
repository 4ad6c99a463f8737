"""Finds the named sets: TOML files and generators."""

import tomllib
from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from app.core.registry import discover
from app.datasets.dataset import Dataset
from app.datasets.generator import Generator
from app.link_text import print_rows

FOLDER = Path(__file__).parent
GENERATORS = discover("app.datasets.generators", Generator)


def read(path: Path) -> Dataset:
    """The set in a file.

    Raises:
        ValueError: naming the file, when it is no TOML, or a key is missing, unknown or invalid.
    """
    try:
        return Dataset(slug=path.stem, kind="classic", **tomllib.loads(path.read_text("utf-8")))
    except (tomllib.TOMLDecodeError, ValidationError, TypeError) as error:
        raise ValueError(f"invalid data set {path.name}: {error}") from error


def made(generator: Generator) -> Dataset:
    """The set that a generator makes."""
    summary, _, rest = generator.description().partition(">>>")[0].strip().partition("\n")
    return Dataset(
        slug=generator.key(), kind="generated", title=generator.title, about=f"{summary} {rest}",
        source=f"{generator.formula}, seed {generator.seed}", objective=generator.objective,
        columns=generator.columns, data=print_rows(generator.rows()), query=generator.query,
    )  # fmt: skip


@lru_cache(maxsize=1)
def datasets() -> tuple[Dataset, ...]:
    """All sets: the classics by their titles, then those that are made."""
    classics = sorted((read(path) for path in FOLDER.glob("*.toml")), key=lambda each: each.title)
    return (*classics, *(made(generator()) for generator in GENERATORS.values()))
