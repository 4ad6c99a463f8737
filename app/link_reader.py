"""Takes a link apart, key by key, and keeps what is wrong with each."""

from collections.abc import Callable, Iterable
from difflib import get_close_matches
from typing import Any, NamedTuple

from pydantic import ValidationError

from app.core.described import Described
from app.core.lexer import FormulaError
from app.core.limits import MOST_RUNS
from app.link_text import print_number, read_number, shorten

LONGEST_VALUE = 60_000
LONGEST_KEY = 500
"""Characters of a key that are told of it."""
MOST_FLAWS = 20
"""Flaws that are told; whoever sends more of them learns of the rest when these are mended."""
BOUNDS = {"ge": "at least", "gt": "above", "le": "at most", "lt": "below"}


class Flaw(NamedTuple):
    """What is wrong with one key of a link."""

    field: str
    message: str
    input: str
    position: int | None = None
    """Which character of a formula."""
    length: int | None = None
    """How many characters."""


class InvalidLink(ValueError):  # noqa: N818  # reads as what it is
    """A link that does not decode: every key that is wrong, with why and what is allowed."""

    def __init__(self, flaws: list[Flaw]) -> None:
        super().__init__("; ".join(f"{flaw.field}: {flaw.message}" for flaw in flaws))
        self.flaws = flaws


class Reader:
    """Takes keys out of a link and keeps what is wrong with them."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self.texts: dict[str, str] = {}
        self.known: set[str] = set()
        self.flaws: list[Flaw] = []
        for key, text in pairs:
            if key in self.texts:
                self.fail(key, "given more than once; once is allowed", text)
            self.texts.setdefault(key, text)
            if len(text) > LONGEST_VALUE:
                self.fail(key, f"{len(text)} characters are too long; {LONGEST_VALUE} are allowed", text)
                self.texts[key] = ""

    def fail(self, key: str, message: str, text: str, place: tuple[int, int] | None = None) -> None:
        if len(self.flaws) < MOST_FLAWS:
            self.flaws.append(Flaw(shorten(key, LONGEST_KEY), message, shorten(text, 200), *(place or ())))

    def take(self, key: str, read: Callable[[str], Any]) -> Any:
        """The value of a key, or None when it is left out or wrong."""
        self.known.add(key)
        if key not in self.texts:
            return None
        try:
            return read(self.texts[key])
        except FormulaError as error:
            self.fail(key, str(error), self.texts[key], (error.position, error.length))
        except ValueError as error:
            self.fail(key, str(error), self.texts[key])
        return None

    def entry(self, key: str, registry: dict[str, type[Any]], default: str) -> Any:
        """The entry that a key chooses, with its parameters; None when something is wrong with it."""
        kind = self.take(key, lambda text: _known_kind(key, text, registry)) if key in self.texts else default
        self.known.add(key)
        if kind is None:
            self.known |= {other for other in self.texts if other.startswith(f"{key}.")}
            return None
        chosen = registry[kind]
        names = [name for name in chosen.model_fields if name != "kind"]
        given = {name: self.take(f"{key}.{name}", read_number) for name in names}
        return self.build(chosen, {name: value for name, value in given.items() if value is not None}, key)

    def build(self, model: Callable[..., Any], values: dict[str, Any], prefix: str = "") -> Any:
        """A validated model, or None with one flaw for every field that is invalid."""
        try:
            return model(**values)
        except ValidationError as error:
            for each in error.errors():
                key = each.get("ctx", {}).get("key") or _key_of(prefix, each["loc"])
                text = self.texts.get(key, "")
                reason = (
                    _length(each)
                    or (each["type"] != "value_error" and _bounds(model, each["loc"]))
                    or each["msg"].removeprefix("Value error, ").removeprefix("Input ")
                )
                self.fail(key, f"invalid value {shorten(text)!r}: {reason}", text)
            return None

    def leftovers(self) -> None:
        """Every key that nobody took is wrong."""
        unknown = [key for key in self.texts if key not in self.known]
        for key in unknown[:MOST_FLAWS]:
            self.fail(key, _why_unknown(key, self.known), self.texts[key])


def _length(error: Any) -> str:
    """What is allowed of a list that is too long."""
    context = error.get("ctx", {})
    if error["type"] != "too_long":
        return ""
    return f"{context['actual_length']} are given, at most {context['max_length']} are allowed"


def _bounds(model: Callable[..., Any], place: tuple[int | str, ...]) -> str:
    """What is allowed for a number: at least 1, at most 10000 is allowed."""
    field = getattr(model, "model_fields", {}).get(place[0]) if place else None
    limits = [
        f"{words} {print_number(float(getattr(bound, name)))}"
        for bound in (field.metadata if field else ())
        for name, words in BOUNDS.items()
        if getattr(bound, name, None) is not None
    ]
    return f"{', '.join(limits)} is allowed" if limits else ""


def _key_of(prefix: str, place: tuple[int | str, ...]) -> str:
    name = str(place[0]) if place else ""
    return f"{prefix}.{name}".strip(".")


def _known_kind(key: str, text: str, registry: dict[str, type[Described]]) -> str:
    if text in registry:
        return text
    raise ValueError(f"unknown value {shorten(text)!r}; allowed: {', '.join(registry)}")


def _why_unknown(key: str, known: set[str]) -> str:
    if key in ("data", "loss", "penalty", "reduction", "f"):
        return f"the objective that is chosen takes no {key}"
    parent = key.rpartition(".")[0]
    if parent in known:
        own = sorted(other for other in known if other.startswith(f"{parent}.") and other.count(".") == key.count("."))
        return f"not a parameter of the {parent} that is chosen; allowed: {', '.join(own) or 'none'}"
    if key.startswith("run."):
        return f"unknown key; runs are numbered 1 to {MOST_RUNS}, each with a method and a step"
    close = get_close_matches(key, known, 1)
    return f"unknown key; did you mean {close[0]}?" if close else "unknown key"
