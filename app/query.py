"""The link's codec: `decode` and `encode` are the only way between a query string and an experiment."""

import re
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import quote

from app.core.catalogue import CONVENTIONS, FUNCTIONS, LOSSES, METHODS, OBJECTIVES, PENALTIES, STEP_RULES
from app.core.described import Described
from app.core.entrant import Run
from app.core.experiment import Experiment
from app.core.function import Function
from app.core.limits import MOST_RUNS
from app.core.written import Written
from app.core.written import read as read_function
from app.link_reader import InvalidLink, Reader
from app.link_text import pack, print_number, print_rows, read_number, read_rows, read_whole, shorten

Pairs = list[tuple[str, str]]

LONGEST_READABLE = 1_900
"""Links longer than this carry their data packed."""
READABLE = re.compile(r"[A-Za-z0-9_.~:,()*/-]*")
"""What a query holds as it is."""
VERSION = "1"


def _read_version(text: str) -> str:
    if text != VERSION:
        raise ValueError(f"{shorten(text)!r} is unknown; allowed: {VERSION}")
    return text


def _read_row(text: str) -> tuple[float, ...]:
    return tuple(read_number(cell) for cell in text.split(","))


def _read_view(text: str) -> tuple[tuple[float, ...], ...]:
    intervals = tuple(tuple(read_number(end) for end in part.split(":")) for part in text.split(","))
    if any(len(interval) != 2 for interval in intervals):
        raise ValueError(f"invalid view {shorten(text)!r}: low:high is expected for each parameter")
    return intervals


SCALARS: dict[str, Callable[[str], Any]] = {
    "start": _read_row, "steps": read_whole, "batch": read_whole, "seed": read_whole,
    "precision": str, "frame": read_whole, "view": _read_view,
}  # fmt: skip


def decode(pairs: Iterable[tuple[str, str]]) -> Experiment:
    """The experiment that a link means; keys left out take their defaults.

    Raises:
        InvalidLink: with one flaw for every key that is unknown, repeated or has an invalid value.

    >>> decode([("loss", "huber"), ("loss.delta", "0.5")]).loss
    Huber(kind='huber', delta=0.5)
    """
    reader = Reader(pairs)
    reader.take("v", _read_version)
    objective = reader.entry("objective", OBJECTIVES, "point")
    values = {
        "objective": objective,
        **(_read_fit(reader, objective) if objective is None or objective.has_data else _read_function(reader)),
        "convention": reader.entry("convention", CONVENTIONS, "zero"),
        "runs": _read_runs(reader),
        **{key: reader.take(key, read) for key, read in SCALARS.items()},
    }
    reader.leftovers()
    if objective is None or (not objective.has_data and values["f"] is None):  # what depends on it cannot be judged
        values |= {"data": None, "start": None, "view": None}
    experiment = reader.build(Experiment, {key: value for key, value in values.items() if value is not None})
    if reader.flaws:
        raise InvalidLink(reader.flaws)
    return experiment  # type: ignore[no-any-return]


def _read_fit(reader: Reader, objective: Any) -> dict[str, Any]:
    values = {
        "reduction": reader.take("reduction", str),
        "loss": reader.entry("loss", LOSSES, objective.default_loss if objective else "absolute"),
        "penalty": reader.entry("penalty", PENALTIES, "none"),
    }
    if objective is None or objective.columns:
        values["data"] = reader.take("data", read_rows)
    return values


def _read_function(reader: Reader) -> dict[str, Any]:
    """A function by its name or as a formula, and its data, if it names any."""
    name = reader.texts.get("f", "weighted_absolute")
    function = reader.entry("f", FUNCTIONS, name) if name in FUNCTIONS else reader.take("f", _read_formula)
    if function is None:  # what depends on it cannot be judged
        reader.known |= {key for key in reader.texts if key == "data" or key.startswith("f.")}
        return {"f": None}
    if not function.columns and isinstance(function, Written):
        reader.take("data", _refuse_data)
    return {"f": function, "data": reader.take("data", read_rows)} if function.columns else {"f": function}


def _refuse_data(_: str) -> None:
    raise ValueError("the formula names no data; x, y or both are allowed in it")


def _read_formula(text: str) -> Written:
    read_function(text)
    return Written(text=text)


def _read_runs(reader: Reader) -> tuple[Run, ...] | None:
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
    pairs = [("v", VERSION), ("objective", experiment.objective.kind)]
    pairs += _function_pairs(experiment.f, experiment) if experiment.f else _fit_pairs(experiment)
    pairs += _entry_pairs("convention", experiment.convention)
    pairs += [("start", ",".join(map(print_number, experiment.start))), ("steps", str(experiment.steps))]
    for run in experiment.runs:
        pairs += _entry_pairs(f"run.{run.number}", run.method)
        pairs += _entry_pairs(f"run.{run.number}.step", run.step)
    pairs += [("batch", str(experiment.batch)), ("seed", str(experiment.seed)), ("precision", experiment.precision)]
    if experiment.frame is not None:
        pairs.append(("frame", str(experiment.frame)))
    if experiment.view is not None:
        pairs.append(("view", ",".join(":".join(map(print_number, ends)) for ends in experiment.view)))
    if len(link(pairs)) > LONGEST_READABLE:
        pairs = [(key, pack(text) if key == "data" else text) for key, text in pairs]
    return pairs


def _data_pairs(experiment: Experiment) -> Pairs:
    return [("data", print_rows(experiment.data))] if experiment.columns else []


def _function_pairs(function: Function, experiment: Experiment) -> Pairs:
    spelt = [("f", function.text)] if isinstance(function, Written) else _entry_pairs("f", function)
    return [*_data_pairs(experiment), *spelt]


def _fit_pairs(experiment: Experiment) -> Pairs:
    return [
        *_data_pairs(experiment),
        ("reduction", experiment.reduction),
        *_entry_pairs("loss", experiment.loss),
        *_entry_pairs("penalty", experiment.penalty),
    ]


def _entry_pairs(key: str, entry: Described) -> Pairs:
    return [
        (key, entry.kind),
        *((f"{key}.{name}", print_number(value)) for name, value in entry.parameters().items()),
    ]


def link(pairs: Pairs) -> str:
    """The query string of a link, readable: what a query may hold stays as it is."""
    return "&".join(f"{_quoted(key)}={_quoted(text)}" for key, text in pairs)


def _quoted(text: str) -> str:
    if READABLE.fullmatch(text):  # as nearly all keys and numbers are
        return text
    return quote(text, safe=":,()*/")


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
    return key in ("f", "loss", "penalty", "convention") or (key.startswith("run.") and key.count(".") in (1, 2))


def _parameter_of(key: str, choice: str) -> bool:
    """Whether a key is a parameter of what a choice chooses; a run's step rule is a choice of its own."""
    return key.startswith(f"{choice}.") and not key.removeprefix(f"{choice}.").startswith("step")
