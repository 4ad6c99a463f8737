"""The link's codec: `decode` and `encode` are the only way between a query string and an experiment."""

from collections.abc import Callable, Iterable
from difflib import get_close_matches
from typing import Any, NamedTuple
from urllib.parse import urlencode

from pydantic import ValidationError

from app.core.catalogue import CONVENTIONS, LOSSES, METHODS, OBJECTIVES, STEP_RULES
from app.core.described import Described
from app.core.experiment import Experiment, Run
from app.core.limits import MOST_RUNS
from app.link_text import pack, print_number, print_rows, read_number, read_rows, read_whole, shorten

Pairs = list[tuple[str, str]]

LONGEST_READABLE = 1_900
"""Links longer than this carry their data packed."""
LONGEST_VALUE = 60_000
RESERVED = {"objective": ("plane", "classify", "function"), "penalty": ("l1", "l2", "elastic_net")}
"""Kinds that are planned; a link that asks for one is told so."""
FIXED = {"v": "1", "penalty": "none", "batch": "0"}
"""Keys that have one value so far."""
LATER = ("f", "penalty.weight", "penalty.ratio", "batch", "penalty")


class Flaw(NamedTuple):
    """What is wrong with one key of a link."""

    field: str
    message: str
    input: str


class InvalidLink(ValueError):  # noqa: N818  # reads as what it is
    """A link that does not decode: every key that is wrong, with why and what is allowed."""

    def __init__(self, flaws: list[Flaw]) -> None:
        super().__init__("; ".join(f"{flaw.field}: {flaw.message}" for flaw in flaws))
        self.flaws = flaws


class _Reader:
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

    def fail(self, key: str, message: str, text: str) -> None:
        self.flaws.append(Flaw(key, message, shorten(text, 200)))

    def take(self, key: str, read: Callable[[str], Any]) -> Any:
        """The value of a key, or None when it is left out or wrong."""
        self.known.add(key)
        if key not in self.texts:
            return None
        try:
            return read(self.texts[key])
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
                key = _key_of(prefix, each["loc"])
                text = self.texts.get(key, "")
                reason = _bounds(model, each["loc"]) or each["msg"].removeprefix("Value error, ").removeprefix("Input ")
                self.fail(key, f"invalid value {shorten(text)!r}: {reason}", text)
            return None

    def leftovers(self) -> None:
        """Every key that nobody took is wrong."""
        for key in self.texts.keys() - self.known:
            self.fail(key, _why_unknown(key, self.known), self.texts[key])


BOUNDS = {"ge": "at least", "gt": "above", "le": "at most", "lt": "below"}


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
    if text in RESERVED.get(key, ()):
        raise ValueError(f"{text!r} is reserved for a later version; allowed now: {', '.join(registry)}")
    raise ValueError(f"unknown value {shorten(text)!r}; allowed: {', '.join(registry)}")


def _why_unknown(key: str, known: set[str]) -> str:
    if key in LATER:
        return "reserved for a later version"
    if key == "data":
        return "the objective that is chosen takes no data"
    parent = key.rpartition(".")[0]
    if parent in known:
        own = sorted(other for other in known if other.startswith(f"{parent}.") and other.count(".") == key.count("."))
        return f"not a parameter of the {parent} that is chosen; allowed: {', '.join(own) or 'none'}"
    if key.startswith("run."):
        return f"unknown key; runs are numbered 1 to {MOST_RUNS}, each with a method and a step"
    close = get_close_matches(key, known, 1)
    return f"unknown key; did you mean {close[0]}?" if close else "unknown key"


def _fixed(key: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text == FIXED[key]:
            return text
        planned = text in RESERVED.get(key, ()) or (key == "batch" and text.isdecimal())
        why = "is reserved for a later version" if planned else "is unknown"
        raise ValueError(f"{shorten(text)!r} {why}; allowed now: {FIXED[key]}")

    return read


def _read_row(text: str) -> tuple[float, ...]:
    return tuple(read_number(cell) for cell in text.split(","))


def _read_view(text: str) -> tuple[tuple[float, ...], ...]:
    intervals = tuple(tuple(read_number(end) for end in part.split(":")) for part in text.split(","))
    if any(len(interval) != 2 for interval in intervals):
        raise ValueError(f"invalid view {shorten(text)!r}: low:high is expected for each parameter")
    return intervals


SCALARS: dict[str, Callable[[str], Any]] = {
    "reduction": str, "start": _read_row, "steps": read_whole, "seed": read_whole, "precision": str,
    "frame": read_whole, "view": _read_view,
}  # fmt: skip


def decode(pairs: Iterable[tuple[str, str]]) -> Experiment:
    """The experiment that a link means; keys left out take their defaults.

    Raises:
        InvalidLink: with one flaw for every key that is unknown, repeated or has an invalid value.

    >>> decode([("loss", "huber"), ("loss.delta", "0.5")]).loss
    Huber(kind='huber', delta=0.5)
    """
    reader = _Reader(pairs)
    for key in FIXED:
        reader.take(key, _fixed(key))
    values = {
        "objective": reader.entry("objective", OBJECTIVES, "point"),
        "loss": reader.entry("loss", LOSSES, "absolute"),
        "convention": reader.entry("convention", CONVENTIONS, "zero"),
        "runs": _read_runs(reader),
        **{key: reader.take(key, read) for key, read in SCALARS.items()},
    }
    if values["objective"] is None or values["objective"].columns:
        values["data"] = reader.take("data", read_rows)
    reader.leftovers()
    if values["objective"] is None:  # what depends on it cannot be judged
        values |= {"data": None, "start": None, "view": None}
    experiment = reader.build(Experiment, {key: value for key, value in values.items() if value is not None})
    if reader.flaws:
        raise InvalidLink(reader.flaws)
    return experiment  # type: ignore[no-any-return]


def _read_runs(reader: _Reader) -> tuple[Run, ...] | None:
    numbers = [n for n in range(1, MOST_RUNS + 1) if any(_belongs(key, n) for key in reader.texts)]
    runs = []
    for n in numbers or [1]:
        method = reader.entry(f"run.{n}", METHODS, "subgradient")
        reader.known -= {key for key in reader.known if key.startswith(f"run.{n}.step")} if method is None else set()
        step = reader.entry(f"run.{n}.step", STEP_RULES, "constant")
        if method is not None and step is not None:
            runs.append(Run(number=n, method=method, step=step))
    return tuple(runs) or None


def _belongs(key: str, n: int) -> bool:
    return key == f"run.{n}" or key.startswith(f"run.{n}.")


def encode(experiment: Experiment) -> Pairs:
    """The canonical link: every parameter of what is chosen, in the canonical order, and nothing else."""
    pairs = [("v", "1"), ("objective", experiment.objective.kind)]
    if experiment.objective.columns:
        pairs.append(("data", print_rows(experiment.data)))
    pairs += [
        ("reduction", experiment.reduction),
        *_entry_pairs("loss", experiment.loss),
        ("penalty", "none"),
    ]
    pairs += _entry_pairs("convention", experiment.convention)
    pairs += [("start", ",".join(map(print_number, experiment.start))), ("steps", str(experiment.steps))]
    for run in experiment.runs:
        pairs += _entry_pairs(f"run.{run.number}", run.method)
        pairs += _entry_pairs(f"run.{run.number}.step", run.step)
    pairs += [("batch", "0"), ("seed", str(experiment.seed)), ("precision", experiment.precision)]
    if experiment.frame is not None:
        pairs.append(("frame", str(experiment.frame)))
    if experiment.view is not None:
        pairs.append(("view", ",".join(":".join(map(print_number, ends)) for ends in experiment.view)))
    if len(link(pairs)) > LONGEST_READABLE:
        pairs = [(key, pack(text) if key == "data" else text) for key, text in pairs]
    return pairs


def _entry_pairs(key: str, entry: Described) -> Pairs:
    return [
        (key, entry.kind),
        *((f"{key}.{name}", print_number(value)) for name, value in entry.parameters().items()),
    ]


def link(pairs: Pairs) -> str:
    """The query string of a link, readable: colons and commas stay as they are."""
    return urlencode(pairs, safe=":,")


def change(experiment: Experiment, changes: dict[str, str]) -> Experiment:
    """The experiment with some keys of its link changed; parameters of what is no longer chosen fall away.

    Raises:
        InvalidLink: when the changed link is invalid.
    """
    before = dict(encode(experiment))
    switched = [key for key, text in changes.items() if before.get(key) != text and _has_parameters(key)]
    kept = {key: text for key, text in before.items() if not any(_parameter_of(key, choice) for choice in switched)}
    return decode((kept | changes).items())


def _has_parameters(key: str) -> bool:
    return key in ("loss", "convention") or (key.startswith("run.") and key.count(".") in (1, 2))


def _parameter_of(key: str, choice: str) -> bool:
    """Whether a key is a parameter of what a choice chooses; a run's step rule is a choice of its own."""
    return key.startswith(f"{choice}.") and not key.removeprefix(f"{choice}.").startswith("step")
